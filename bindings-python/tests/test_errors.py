"""What goes wrong, told so that a program and a reader of either language can use it."""

import pickle
import re

import double_random as dr
import pytest
from conftest import ROOT
from double_random import errors


def codes() -> set[str]:
    """Every code of the core's catalogues."""
    sources = (ROOT / "core/src").rglob("*.rs")
    return {
        code
        for path in sources
        for code in re.findall(r'^\s+= "([a-z_]+\.[a-z_]+)",$', path.read_text("utf-8"), re.M)
    }


def test_every_family_has_its_exception():
    """Guards that no code of the core comes out as the bare base, and that no family is there for nothing."""
    families = {code.split(".")[0] for code in codes()}
    assert len(codes()) > 100
    assert families == set(errors.FAMILIES)


def test_all_bad_rows_at_once():
    """Guards the table of bad rows: row, column, code and both sentences, from frames and from files."""
    rows = [("A", "E"), ("B", "高"), ("A", "F")]
    with pytest.raises(dr.BadRows) as bad:
        dr.TargetDirectory(rows, columns=["id", "tier"])
    table = list(bad.value.rows)
    assert [(row["row"], row["column"], row["code"]) for row in table] == [
        (1, "tier", "risk.not_a_tier"),
        (3, "tier", "risk.not_a_tier"),
        (3, "id", "table.duplicate_id"),
    ]
    assert table[0]["message_zh"].startswith("`E`不是") and "`E` is not" in table[0]["message_en"]
    assert isinstance(bad.value, errors.TableError) and "3 faults" in str(bad.value)


def test_files_in_either_encoding(tmp_path):
    """Guards directories from CSV in UTF-8 and GBK with the rows of the file, and from a workbook."""
    import openpyxl

    text = "企业名称,统一社会信用代码,信用风险等级\n甲,A-1,高\n乙,A-2,低\n"
    (tmp_path / "utf8.csv").write_text(text, "utf-8-sig")
    (tmp_path / "gbk.csv").write_bytes(text.encode("gbk"))
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "book.xlsx")
    digests = {dr.TargetDirectory.read(path).committed()["digest"] for path in tmp_path.iterdir()}
    assert len(digests) == 1
    (tmp_path / "bad.csv").write_text(text.replace("低", "很低"), "utf-8")
    with pytest.raises(dr.BadRows) as bad:
        dr.TargetDirectory.read(tmp_path / "bad.csv")
    assert bad.value.rows["row"] == [3]
    staff = dr.InspectorDirectory.read(
        tmp_path / "utf8.csv", {"统一社会信用代码": "id", "企业名称": "name", "信用风险等级": "note"}
    )
    assert staff.columns == ["id", "name", "note"]


def test_errors_travel():
    """Guards that an error of a worker process arrives as it was raised."""
    with pytest.raises(dr.DoubleRandomError) as raised:
        dr.tickets(["A"], "no key")
    again = pickle.loads(pickle.dumps(raised.value))
    assert type(again) is type(raised.value) and (again.code, again.zh) == (
        raised.value.code,
        raised.value.zh,
    )


def test_an_interruption_is_no_ordinary_error():
    """Guards that `except Exception` does not swallow Ctrl-C."""
    assert issubclass(dr.Interrupted, KeyboardInterrupt) and not issubclass(dr.Interrupted, Exception)
