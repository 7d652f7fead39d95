"""Files in and out of the command: encodings, workbooks, lists for Chinese spreadsheets, and nothing written over."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from cli import fine, run
from conftest import demo_plan
from double_random import BadRows, DoubleRandomError, Table, TargetDirectory, _workbook
from double_random.cli import lists, terminal, writing
from double_random.errors import TableError
from double_random.files import read_table


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_encodings(tmp_path, encoding):
    """Guards that text is read in its encoding, which is said where it is not UTF-8, and only on stderr."""
    (tmp_path / "plan.json").write_text(demo_plan().text, "utf-8")
    file = tmp_path / "targets.csv"
    file.write_bytes("标识,类型,信用风险等级,last_inspected,企业名称\nA-1,企业,高,,高平铁炉\n".encode(encoding))
    columns = ("--column", "标识=id", "--column", "类型=kind")
    ran = fine("preview", tmp_path / "plan.json", "--targets", file, *columns, "--as-of", "2025-07-01", "--json")
    assert ran.data["quotas"][3]["pool"] == 1
    assert ("GB 18030" in ran.err) == encoding.startswith("gb")


def test_neither_encoding(tmp_path):
    """Guards that a text in neither encoding is refused instead of guessed at."""
    file = tmp_path / "targets.csv"
    file.write_bytes(b"id\n\xff\xff\xff\n")
    with pytest.raises(TableError) as refused:
        read_table(file)
    assert refused.value.code == "table.unknown_encoding"


def test_sheets(tmp_path):
    """Guards that the first sheet is read, or the named one, and that a missing one is told with those there are."""
    book = workbook(tmp_path / "targets.xlsx", [["id"], ["A-1"]], [["id"], ["B-1"], ["B-2"]])
    assert read_table(book).text == "id\nA-1\n"
    assert len(TargetDirectory.read(book, sheet="表2")) == 2
    with pytest.raises(TableError, match="表1、表2"):
        read_table(book, sheet="表3")


def test_digits(tmp_path):
    """Guards ids: text keeps zeros and digits, a format shows its zeros, a number that lost digits is refused."""
    book = openpyxl.Workbook()
    book.active.append(["id", "name"])
    book.active.append(["007", 140581000000001])
    book.active.append([8, None])
    book.active["A3"].number_format = "000"
    book.active.append(["140581199001011234", None])
    book.save(tmp_path / "fine.xlsx")
    assert read_table(tmp_path / "fine.xlsx").text == "id,name\n007,140581000000001\n008,\n140581199001011234,\n"
    book.active["A3"] = 140581199001011234
    book.active["B2"] = "=1/0"
    book.save(tmp_path / "lost.xlsx")
    with pytest.raises(BadRows) as bad:
        read_table(tmp_path / "lost.xlsx")
    assert bad.value.rows["code"] == ["table.number_too_long"]
    assert bad.value.rows["row"] == [3] and "A3" in bad.value.rows["message_zh"][0]


def test_percentages_and_days(tmp_path):
    """Guards that a cell is read as the sheet shows it."""
    from datetime import date

    book = workbook(tmp_path / "plan.xlsx", [[0.03, date(2025, 7, 1), True, 1.5]])
    again = openpyxl.load_workbook(book)
    again.active["A1"].number_format = "0.00%"
    again.save(book)
    assert read_table(book).text == "3%,2025-07-01,true,1.5\n"


def test_bombs(tmp_path, monkeypatch):
    """Guards the bound on what a workbook unpacks to, before anything is unpacked."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(513):
                part.write(bytes(2**20))
    (tmp_path / "bomb.xlsx").write_bytes(bomb.getvalue())
    assert len(bomb.getvalue()) < 2**20
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "bomb.xlsx")
    assert refused.value.code == "table.workbook_too_large"
    assert refused.value.params["limit"] == _workbook.LIMIT == 512 * 2**20


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with a part of its first sheet written otherwise."""
    book = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(book) as packed, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            part = packed.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in part
                part = part.replace(old, new)
            again.writestr(name, part)
    return path


def test_a_wrong_dimension(tmp_path):
    """Guards that all rows are read where the program that saved the sheet says that it has one cell, as some do."""
    book = workbook(tmp_path / "targets.xlsx", [["id", "tier"], ["A-1", "高"], [], ["A-2", "低"]])
    changed(book, b'ref="A1:B4"', b'ref="A1"')
    assert read_table(book).text == "id,tier\nA-1,高\n,\nA-2,低\n"


def test_a_damaged_sheet(tmp_path):
    """Guards that a sheet that breaks off is an error and not half a directory."""
    book = changed(workbook(tmp_path / "targets.xlsx", [["id"], ["A-1"]]), b"</sheetData>", b"")
    with pytest.raises(TableError) as refused:
        read_table(book)
    assert refused.value.code == "table.not_a_workbook"


def test_a_size_that_lies(tmp_path):
    """Guards the bound against a workbook that says it is smaller than it is."""
    book = workbook(tmp_path / "targets.xlsx", [["id"], *([f"A-{number}"] for number in range(1000))])
    with zipfile.ZipFile(book) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    content = book.read_bytes()
    told, lied = size.to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert content.count(told) >= 1
    book.write_bytes(content.replace(told, lied))
    with pytest.raises(TableError) as refused:
        read_table(book)
    assert refused.value.code == "table.not_a_workbook"


def test_what_is_no_workbook(tmp_path):
    """Guards that old, broken and empty zip files are told apart from tables."""
    for content, code in [(b"\xd0\xcf\x11\xe0rest", "table.old_workbook"), (b"PK\x03\x04rest", "table.not_a_workbook")]:
        (tmp_path / "file.xlsx").write_bytes(content)
        with pytest.raises(TableError) as refused:
            read_table(tmp_path / "file.xlsx")
        assert refused.value.code == code
    with zipfile.ZipFile(tmp_path / "file.xlsx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "file.xlsx")
    assert refused.value.code == "table.not_a_workbook"


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "140581199001011234", "007", "高平"]


def test_lists_as_workbooks():
    """Guards that every text of a list is a text in the workbook, whatever it begins with, and numbers are numbers."""
    found = Table(id=HOSTILE, rank=list(range(len(HOSTILE))))
    ((path, content),) = lists.listed(Path("list.xlsx"), found)
    sheet = openpyxl.load_workbook(io.BytesIO(content.data)).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == HOSTILE
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in cells)
    assert sheet["B3"].value == 1 and sheet["A1"].value == "标识"
    assert lists.listed(path, found)[0][1] == content


def test_lists_as_csv():
    """Guards the byte order mark, and that no spreadsheet calculates a cell."""
    ((_, content),) = lists.listed(Path("list.csv"), Table(id=HOSTILE, rank=[-1] * len(HOSTILE)))
    assert content.data.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(io.StringIO(content.data.decode("utf-8-sig"), newline=""))
    assert heading == ["标识", "名次"]
    assert [row[0] for row in rows] == ["'=1+1", "'+1", "-1", "'@SUM(A1)", "'\t=1", *HOSTILE[5:]]
    assert rows[0][1] == "-1"


def test_other_forms_of_lists():
    """Guards that a list is not written in a form nobody asked for."""
    with pytest.raises(TableError, match="list.pdf"):
        lists.listed(Path("list.pdf"), Table(id=["A"]))


def test_writing_over(tmp_path):
    """Guards that nothing is written over and nothing half written, also without hard links."""
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    writing.write_new([(old, writing.text("1\n"))])
    writing.write_new([(old, writing.text("1\n"))])
    with pytest.raises(DoubleRandomError) as refused:
        writing.write_new([(new, writing.text("2\n")), (old, writing.text("3\n"))])
    assert refused.value.code == "file.exists"
    assert old.read_text() == "1\n" and not new.exists()
    with pytest.raises(DoubleRandomError) as refused:
        writing.write_new([(new, writing.text("2\n")), (new, writing.text("3\n"))])
    assert refused.value.code == "file.named_twice"
    assert [file.name for file in tmp_path.iterdir()] == ["old.json"]


def test_writing_without_hard_links(tmp_path, monkeypatch):
    """Guards file systems that have none, and a file that appears in the last moment."""

    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", no_links)
    file = tmp_path / "record.json"
    writing.write_new([(file, writing.text("1\n"))])
    assert file.read_text() == "1\n"
    with pytest.raises(DoubleRandomError):
        writing._write(file, writing.text("2\n"))
    assert file.read_text() == "1\n" and len(list(tmp_path.iterdir())) == 1


class Watched(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [Watched, io.StringIO])
def test_progress(monkeypatch, stream):
    """Guards that progress is shown on a terminal and nowhere else."""
    monkeypatch.setattr("sys.stderr", stream())
    monkeypatch.setenv("TERM", "xterm")
    with terminal.progress() as progress:
        assert (progress is None) == (stream is io.StringIO)
        if progress is not None:
            progress(1, 2)
    assert ("50%" in sys.stderr.getvalue()) == (stream is Watched)


def test_controls_do_not_reach_the_terminal(tmp_path):
    """Guards the terminal against what a file might tell it to do."""
    ran = run("plan", "check", tmp_path / "\x1b[31mplan.json")
    assert ran.code == 2 and "\x1b" not in ran.err
