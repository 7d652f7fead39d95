"""Files as offices send them: text in UTF-8 or GBK, and Excel workbooks."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import NamedTuple, TypeAlias

from double_random._workbook import csv_of_sheet
from double_random.errors import TableError

AnyPath: TypeAlias = str | PathLike[str]

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


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
    return _decoded(Path(path).read_bytes())


def read_table(path: AnyPath, *, sheet: str | None = None) -> Text:
    """A table as CSV text: that of a text file, or a sheet, the first if none is named, of an Excel workbook."""
    content = Path(path).read_bytes()
    if content.startswith(OLD_OFFICE):
        raise TableError(
            "table.old_workbook",
            {},
            "这是旧格式（.xls）或加密的工作簿；请另存为.xlsx",
            "this is a workbook of the old format (.xls), or an encrypted one; save it as .xlsx",
        )
    if content.startswith(ZIP):
        return Text(csv_of_sheet(content, sheet), None)
    return _decoded(content)


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether more characters beyond ASCII are sound UTF-8 than are not: most of GBK is not, but nearly all UTF-8 reads as GBK,
    as other characters."""
    text = content.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    beyond_ascii = len(text) - len(content.translate(None, bytes(range(0x80, 0x100))))
    return beyond_ascii - lost > lost


def _decoded(content: bytes) -> Text:
    try:
        return Text(content.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise TableError(
                "table.broken_encoding",
                {"line": line, "byte": error.start},
                f"文件是UTF-8编码，但第{line}行有损坏的字符（第{error.start + 1}字节处）；请从原系统重新导出",
                f"the file is UTF-8, but line {line} has a damaged character (at byte {error.start + 1}); "
                "export it again from where it came",
            ) from error
    try:
        return Text(content.decode("gb18030"), "gb18030")
    except UnicodeDecodeError as error:
        raise TableError(
            "table.unknown_encoding",
            {"byte": error.start},
            f"文件既不是UTF-8也不是GBK编码（第{error.start + 1}字节处）",
            f"the file is neither UTF-8 nor GBK (at byte {error.start + 1})",
        ) from error
