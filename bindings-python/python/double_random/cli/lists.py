"""Lists for people: `.csv` that spreadsheets know to be UTF-8, and `.xlsx` in which ids stay the texts they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from double_random import _words
from double_random._interop import ask
from double_random.cli.writing import Content
from double_random.errors import TableError
from double_random.table import Table

MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def listed(path: Path | None, found: Table) -> list[tuple[Path, Content]]:
    """The file of a table under Chinese headings, if a path is given."""
    if path is None:
        return []
    rows = [[row[name] for name in found.columns] for row in found]
    return [(path, content(path, [_words.column(name) for name in found.columns], rows))]


def content(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Content:
    """A list in the form that the name of its file asks for."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return Content(_csv([headings, *rows]))
    if suffix == ".xlsx":
        return Content(_xlsx([headings, *rows]))
    raise TableError(
        "table.unknown_form",
        {"path": str(path)},
        f"`{path}`：名单只能写为.csv或.xlsx",
        f"`{path}`: a list is written as .csv or .xlsx",
    )


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as the core writes them for spreadsheets, which then calculate no cell."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return str(ask("sheet", rows=texts)["csv"]).encode("utf-8-sig")


def _xlsx(rows: Iterable[Sequence[Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("名单")
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
        made.data_type = "s"  # also where it begins as a formula does
        made.number_format = "@"
        return made

    for row in rows:
        sheet.append([cell(value) for value in row])
    packed = io.BytesIO()
    workbook.save(packed)
    return _timeless(packed.getvalue())


def _timeless(packed: bytes) -> bytes:
    """The workbook without the moment of its making, so that the same list is the same file."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = MOMENT.sub(b"1980-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return again.getvalue()
