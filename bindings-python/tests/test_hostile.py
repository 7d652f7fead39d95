"""What is made to break the reading of files, or whoever reads after it: see `docs/hostile-input.md`."""

from __future__ import annotations

import csv
import io
import re
import tracemalloc
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import double_random as dr
import openpyxl
import pytest
from cli import files_of_an_office, run
from conftest import HEADING, TIERS, demo_rows, hold
from double_random.cli import lists
from double_random.errors import TableError
from double_random.files import read_table, read_text
from test_cli_files import changed, workbook

MARK = "<img src=x onerror=alert(1)>\"'&<script>x</script>\u202e"


def refused(path: Path) -> TableError:
    with pytest.raises(TableError) as found:
        read_table(path)
    return found.value


def sized(path: Path, work) -> int:
    """Peak bytes of what Python itself takes while it works on a file."""
    tracemalloc.start()
    try:
        work(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("damage", [b"\xe9", b"\xff", b"\xed\xa0\x80", "平".encode()[:2]])
def test_damaged_utf8_is_not_read_as_gbk(tmp_path, damage):
    """Guards names: a file in UTF-8 with one damaged character also reads as GBK, with every name as other characters."""
    file = tmp_path / "targets.csv"
    file.write_bytes("id,name\nA-1,高平市铁炉商店\nA-2,高".encode() + damage + "平\n".encode())
    found = refused(file)
    assert (found.code, found.params["line"]) == ("table.broken_encoding", 3)


def test_gbk_is_still_read(tmp_path):
    """Guards offices: GBK is known as such, however little of it there is, also where parts of it could be UTF-8."""
    for text in ["高", "id,name\nA-1,高平市铁炉商店\n", "标识,名称\n1,联通营业厅\n", "人" * 1000 + "\n", "①〇㎡"]:
        (tmp_path / "targets.csv").write_bytes(text.encode("gbk"))
        assert read_text(tmp_path / "targets.csv") == (text, "gb18030")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_wide_encodings(tmp_path, encoding):
    """Guards that a text of two or four bytes a character is refused, by the file or by the directory."""
    file = tmp_path / "targets.csv"
    file.write_bytes("id,name\nA-1,高平\n".encode(encoding))
    with pytest.raises(TableError):
        dr.TargetDirectory.read(file)


def test_garbled_and_deceptive_names_are_told():
    """Guards whoever looks for the place: names that lost characters, or hide some, are warned of by row."""
    targets = dr.TargetDirectory({"id": ["A", "B", "C"], "name": ["锟斤拷", "甲\u202e店", "高平"]})
    warnings = targets.warnings()
    assert warnings["garbled_names"] == {"count": 1, "first": [{"row": 1, "id": "A"}]}
    assert warnings["deceptive_names"] == {"count": 1, "first": [{"row": 2, "id": "B"}]}
    with pytest.raises(dr.BadRows) as bad:
        dr.TargetDirectory({"id": ["甲\ufffd", "甲\u200b"]}, profile="text")
    assert bad.value.rows["code"] == ["id.bad_character"] * 2


def test_a_cell_far_out(tmp_path):
    """Guards memory: two cells, one far down and one far to the right, stand for thousands of millions of empty ones."""
    book = workbook(tmp_path / "targets.xlsx", [["id"], ["A-1"]])
    changed(book, b'r="A2"', b'r="XFD2"')
    assert read_table(book).text.count(",") == 2 * 16_383
    changed(book, b'<row r="2"', b'<row r="1048576"')
    assert refused(book).code == "table.sheet_too_large"


def test_a_row_beyond_every_sheet(tmp_path):
    """Guards time and memory: a row says of itself that it is the four thousand millionth."""
    book = changed(workbook(tmp_path / "targets.xlsx", [["id"], ["A-1"]]), b'<row r="2"', b'<row r="4294967295"')
    assert sized(book, lambda path: refused(path)) < 400 * 2**20
    assert refused(book).code == "table.sheet_too_large"


def test_entities_that_multiply(tmp_path):
    """Guards against XML that grows when it is read, as nested entities do."""
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    prolog = f'<!DOCTYPE x [<!ENTITY a0 "{"x" * 10}">{nested}]>'.encode()
    book = workbook(tmp_path / "targets.xlsx", [["id"], ["A-1"]])
    changed(book, b"<worksheet ", prolog + b"<worksheet ")
    changed(book, b"<t>id</t>", b"<t>&a9;</t>")
    assert refused(book).code == "table.not_a_workbook"


def test_numbers_of_a_workbook(tmp_path):
    """Guards numbers that no cell shows: beyond all bounds, with thousands of digits, none at all."""
    for value in [b"1e400", b"-1e400", b"9" * 5000, b"nan", b"1e999999999"]:
        book = workbook(tmp_path / "targets.xlsx", [["id"], [7]])
        changed(book, b"<v>7</v>", b"<v>" + value + b"</v>")
        found = refused(book)
        assert found.code in {"table.not_a_workbook", "table.bad_rows"}, value
        if found.code == "table.bad_rows":
            assert found.rows["code"] == ["table.number_too_long"]


def test_a_workbook_of_errors(tmp_path):
    """Guards the report: of very many bad cells all are counted and the first are told."""
    book = workbook(tmp_path / "targets.xlsx", [[10**16] for _ in range(12_000)])
    found = refused(book)
    assert (found.count, len(found.rows), len(found.zh.splitlines())) == (12_000, 10_000, 21)


def test_bad_rows_are_counted():
    """Guards the report of the core likewise."""
    with pytest.raises(dr.BadRows) as bad:
        dr.TargetDirectory({"id": [f"A-{row}" for row in range(20_000)], "tier": ["E"] * 20_000})
    assert (bad.value.count, len(bad.value.rows), bad.value.rows["row"][-1]) == (20_000, 10_000, 10_000)


def test_deep_json(tmp_path, monkeypatch):
    """Guards the command against depth, in what it reads itself and in what it hands on."""
    files_of_an_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("deep.json").write_text("[" * 200_000, "utf-8")
    check = ("plan", "check", "plan.txt", "--name", "gaoping-2025", "--year", 2025, "--json")
    for asked, code in [
        ((*check, "--decisions", "deep.json"), "file.too_deep"),
        (("plan", "check", "deep.json", "--json"), "document.malformed"),
    ]:
        ran = run(*asked)
        assert (ran.code, ran.data["error"]["code"]) == (2, code)


@pytest.mark.parametrize("text", ['{"tasks": {"01": {"rules": {"reserve": 1e400}}}}', '{"tasks": NaN}', '{"tasks": {"01": {"rules": [7]}}}', "9" * 5000, '"\\ud800"'])
def test_strange_json(tmp_path, monkeypatch, text):
    """Guards the command against numbers and texts that Python takes and no document holds."""
    files_of_an_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("strange.json").write_text(text, "utf-8")
    ran = run("plan", "check", "plan.txt", "--name", "a", "--year", 2025, "--decisions", "strange.json", "--json")
    assert ran.code == 2 and ran.data["error"]["zh"]


def test_a_ratio_that_is_none():
    """Guards whoever types a ratio: what is wrong with it is told in both languages, and not as a bad request."""
    for ratio, code in [("3/2", "ratio.above_one"), ("x/0", "ratio.not_a_ratio"), ("-1%", "ratio.not_a_ratio")]:
        with pytest.raises(dr.DoubleRandomError) as found:
            dr.rules.rules(dr.rules.progressive(ratio, weights=(1, 2, 4, 8), minimum=1))
        assert (found.value.code, found.value.params) == (code, {"text": ratio})
        assert found.value.en.isascii() and not re.search("[a-z]{3}", found.value.zh)


def hostile_record():
    """A ceremony with markup wherever its operator may write."""
    row = f'1,"{MARK.replace(chr(34), chr(34) * 2)}",不定向,1.登记事项检查,全市企业,10%,{TIERS},7月—11月,【县抽县查】 某市市场监管局发起并实施检查'
    plan = dr.Plan.from_text(f"{HEADING}\n{row}\n", form="csv", name="demo", year=2025, title=MARK, authority=MARK)
    quota = dr.rules.progressive("10%", weights=(1, 2, 4, 8), minimum=1)
    decided = {"selector": dr.select.kind("enterprise"), "rules": dr.rules.rules(quota)}
    targets = dr.TargetDirectory({**demo_rows(), "name": [MARK] * 60})
    return hold(plan.with_decisions({"01": decided}), targets)


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.seen.update(name for name, _ in attrs)


def test_notebooks_show_no_markup():
    """Guards notebooks: whatever a plan, a record or a table holds is shown as the text it is, with what hides in it."""
    held = hostile_record()
    shown = [
        held.plan,
        held.record,
        held.committed,
        held.record.quotas,
        held.record.drawn,
        dr.verify(held.record, held.plan, held.targets),
        dr.Table(**{"name": [MARK], MARK: [MARK]}),
        dr.certificate(held.record, held.plan, held.targets),
    ]
    for value in shown:
        page = value._repr_html_()
        elements = Elements()
        elements.feed(page)
        assert not elements.seen & {"img", "script", "onerror", "src"}, page
        assert "\u202e" not in page
    assert "[U+202E]" in held.plan._repr_html_()


def test_lists_give_back_what_they_hold(tmp_path):
    """Guards data in lists: a cell that a spreadsheet would calculate is guarded, and nothing is lost by that."""
    cells = ["=1", "'=1", "＝1", "＋1", "－1", "＠A", "+86", "-1", "\r=1", "'a", "甲"]
    ((_, content),) = lists.listed(Path("list.csv"), dr.Table(id=cells))
    rows = list(csv.reader(io.StringIO(content.data.decode("utf-8-sig"), newline="")))[1:]
    written = [row[0] for row in rows]
    assert written == ["'=1", "''=1", "'＝1", "'＋1", "'－1", "'＠A", "'+86", "-1", "'\r=1", "'a", "甲"]
    (tmp_path / "list.xlsx").write_bytes(lists.content(Path("list.xlsx"), ["id"], [[cell] for cell in cells]).data)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert all(row[0].data_type == "s" for row in sheet.iter_rows())


def test_nothing_hides_in_the_terminal(tmp_path):
    """Guards the terminal: what turns the direction of a line is shown by its number."""
    ran = run("plan", "check", tmp_path / "plan\u202e.json")
    assert ran.code == 2 and "\u202e" not in ran.err and "[U+202E]" in ran.err


def test_a_bomb_within_a_bomb(tmp_path):
    """Guards against a workbook in a workbook: only what the outer one states counts, and nothing is unpacked twice."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(2**20))
    with zipfile.ZipFile(tmp_path / "outer.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", inner.getvalue())
    assert refused(tmp_path / "outer.xlsx").code == "table.not_a_workbook"
