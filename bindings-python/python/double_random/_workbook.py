"""Excel workbooks (`.xlsx`) as Excel and WPS save them: a sheet as CSV text, with what the sheet shows in each cell.

A workbook is a zip file, which may grow enormously when it is opened; one that would grow beyond `LIMIT` is refused. So is a
sheet with a cell so far out that the empty ones before it would fill the memory.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from double_random.errors import BadRows, TableError

LIMIT = 512 * 2**20
"""How many bytes a workbook may have when it is unpacked: some million rows."""

ROWS = 1_048_576
"""How many rows a sheet of Excel has."""

CELLS = 50_000_000
"""How many cells, empty ones included, a sheet may have up to its last row and its last column: each costs a comma."""

DIGITS = 15
"""How many digits of a number Excel keeps."""


def csv_of_sheet(content: bytes, sheet: str | None) -> str:
    """The sheet of this name, or the first, as CSV text.

    Raises:
        BadRows: Numbers of more than 15 digits, whose last ones the workbook no longer has, and errors such as `#N/A`.
        TableError: It is no workbook, unpacks to more than `LIMIT` bytes, or has no such sheet.
    """
    try:
        import openpyxl
    except ImportError as missing:
        raise ImportError("Excel workbooks need openpyxl: pip install 'double-random[excel]'") from missing
    _refuse_bombs(content)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = _rows(workbook, sheet)
    except (KeyError, ValueError, OverflowError, zipfile.BadZipFile, zlib.error, ParseError) as error:
        raise _no_workbook(error) from error
    if faults := [fault for row in rows for fault in _faults(row)]:
        raise _bad_cells(faults)
    return _csv([[_shown(cell) for cell in row] for row in rows])


def _rows(workbook: Any, sheet: str | None) -> list[list[Any]]:
    sheets = {found.title: found for found in workbook.worksheets}
    chosen = next(iter(sheets), None) if sheet is None else sheet
    if chosen not in sheets:
        names = "、".join(sheets)
        raise TableError(
            "table.no_such_sheet",
            {"sheet": chosen, "sheets": list(sheets)},
            f"工作簿中没有工作表`{chosen}`，只有：{names}",
            f"the workbook has no sheet `{chosen}`; it has: {names}",
        )
    sheets[chosen].reset_dimensions()  # what programs write there is often wrong
    rows = []
    for row in sheets[chosen].iter_rows():
        rows.append(list(row))
        if len(rows) > ROWS:
            raise _too_many_cells()
    return rows


def _refuse_bombs(content: bytes) -> None:
    """Unpacking never gives more than the sizes that are stated, so these are what counts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as error:
        raise _no_workbook(error) from error
    if size > LIMIT:
        raise TableError(
            "table.workbook_too_large",
            {"bytes": size, "limit": LIMIT},
            f"工作簿解压后有{size}字节，超过上限{LIMIT}字节；请改用CSV文件",
            f"the workbook unpacks to {size} bytes, and {LIMIT} are the limit; use a CSV file",
        )


def _too_many_cells() -> TableError:
    return TableError(
        "table.sheet_too_large",
        {"rows": ROWS, "cells": CELLS},
        f"工作表超过{ROWS}行，或连同空单元格超过{CELLS}个单元格；请删除远处的多余单元格，或改用CSV文件",
        f"the sheet has more than {ROWS} rows, or more than {CELLS} cells with the empty ones; "
        "clear the cells far out, or use a CSV file",
    )


def _no_workbook(error: Exception) -> TableError:
    return TableError(
        "table.not_a_workbook",
        {"detail": str(error)},
        f"不是有效的Excel工作簿：{error}",
        f"not a workbook of Excel: {error}",
    )


def _csv(rows: list[list[str]]) -> str:
    """The rows up to the last with a value, all of the same width."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell), default=0)
    if len(rows) * width > CELLS:
        raise _too_many_cells()
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((row + [""] * width)[:width] for row in rows)
    return text.getvalue()


def _shown(cell: Any) -> str:
    """What the sheet shows in a cell: 3% and not 0.03, 2025-07-01 and not a moment, 000123 where that is its format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        exact = Decimal(repr(value))
        if "%" in cell.number_format:
            return f"{(exact * 100).normalize():f}%"
        zeros = len(cell.number_format) if set(cell.number_format) == {"0"} else 0
        return f"{exact.normalize():f}".zfill(zeros)
    return str(value)


def _faults(row: list[Any]) -> Iterator[dict[str, Any]]:
    for cell in row:
        value = cell.value
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**DIGITS:
            yield _fault(
                cell,
                "table.number_too_long",
                f"{cell.coordinate}是超过{DIGITS}位的数字，Excel只保留前{DIGITS}位；请将该列设为文本后重新录入",
                f"{cell.coordinate} is a number of more than {DIGITS} digits, of which Excel keeps {DIGITS}; "
                "make the column text and enter it again",
            )
        elif cell.value is not None and cell.data_type == "e":
            yield _fault(
                cell,
                "table.error_cell",
                f"{cell.coordinate}是错误值`{value}`",
                f"{cell.coordinate} is the error `{value}`",
            )


def _fault(cell: Any, code: str, zh: str, en: str) -> dict[str, Any]:
    at = {"row": cell.row, "column": cell.column_letter}
    return {**at, "code": code, "params": {"cell": cell.coordinate}, "zh": zh, "en": en}


def _bad_cells(faults: list[dict[str, Any]]) -> BadRows:
    """As the core tells a bad table: how many faults, ten thousand of them as data, twenty in words."""
    zh = "\n".join([f"表中有{len(faults)}处错误", *(fault["zh"] for fault in faults[:20])])
    en = "\n".join([f"the table has {len(faults)} faults", *(fault["en"] for fault in faults[:20])])
    return BadRows("table.bad_rows", {"count": len(faults), "rows": faults[:10_000]}, zh, en)
