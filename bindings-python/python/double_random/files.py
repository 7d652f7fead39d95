"""Files as offices send them: text in UTF-8 or GBK, and Excel workbooks."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

AnyPath: TypeAlias = str | PathLike[str]


class Text(NamedTuple):
    """A text and the encoding in which it was found; none for a workbook."""

    text: str
    encoding: str | None


def read_text(path: AnyPath) -> Text:
    """The text of a file in UTF-8, or else in GB 18030, which contains GBK and GB 2312.

    >>> from pathlib import Path
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "plan.txt"
    >>> _ = file.write_bytes("抽查计划".encode("gbk"))
    >>> read_text(file)
    Text(text='抽查计划', encoding='gb18030')
    """
    content = Path(path).read_bytes()
    try:
        return Text(content.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return Text(content.decode("gb18030"), "gb18030")


def read_table(path: AnyPath) -> Text:
    """A table as CSV text: that of a text file, or the first sheet of an Excel workbook."""
    if Path(path).suffix.lower() in {".xlsx", ".xlsm"}:
        return Text(_sheet(path), None)
    return read_text(path)


def _sheet(path: AnyPath) -> str:
    try:
        import openpyxl
    except ImportError as missing:
        raise ImportError("Excel workbooks need openpyxl: pip install 'double-random[excel]'") from missing
    workbook = openpyxl.load_workbook(path, data_only=True)
    rows = [[_shown(cell) for cell in row] for row in workbook.worksheets[0].iter_rows()]
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell), default=0)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(row[:width] for row in rows)
    return text.getvalue()


def _shown(cell: Any) -> str:
    """What the sheet shows in a cell: 3% and not 0.03, 2025-07-01 and not a moment."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        exact = Decimal(repr(value))
        if "%" in cell.number_format:
            return f"{(exact * 100).normalize():f}%"
        return f"{exact.normalize():f}"
    if isinstance(value, int) and not isinstance(value, bool) and "%" in cell.number_format:
        return f"{value * 100}%"
    return str(value)
