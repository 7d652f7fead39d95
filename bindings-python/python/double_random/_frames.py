"""Whatever holds rows, as Arrow data: frames as they are, plain Python by writing its values out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, TypeAlias

from double_random import _native

Rows: TypeAlias = Any
"""A frame of pandas, polars or pyarrow, a DuckDB relation, anything else with the Arrow PyCapsule interface; a mapping of
columns; or a sequence of mappings or of sequences."""

Column: TypeAlias = Any
"""A column of one of these frames, a relation with one column, or a sequence of texts."""

Names: TypeAlias = Mapping[str, str] | Sequence[str] | None
"""Which headings stand for which columns; for rows without headings, the columns in order."""


def headings(columns: Names) -> dict[str, str]:
    """What headings stand for."""
    return dict(columns) if isinstance(columns, Mapping) else {}


def of_rows(rows: Rows, columns: Names) -> Any:
    """Rows as something with the Arrow PyCapsule interface."""
    if _is_from("pandas", rows):
        return _without_numbering(rows)
    if _is_from("polars", rows):
        return _without_nothing(rows)
    if _speaks_arrow(rows):
        return rows
    if isinstance(rows, Mapping):
        return _table(rows.items())
    rows = list(rows)
    if all(isinstance(row, Mapping) for row in rows):
        names = list(dict.fromkeys(name for row in rows for name in row))
        return _table((name, [row.get(name) for row in rows]) for name in names or columns or ())
    if columns is None or isinstance(columns, Mapping):
        raise TypeError("rows without headings need columns=[…], the names in order")
    odd = next((place for place, row in enumerate(rows, 1) if len(row) != len(columns)), None)
    if odd is not None:
        raise ValueError(f"row {odd} has {len(rows[odd - 1])} fields where {len(columns)} columns are named")
    return _table((name, [row[place] for row in rows]) for place, name in enumerate(columns))


def of_column(values: Column) -> Any:
    """A column as something with the Arrow PyCapsule interface."""
    if _speaks_arrow(values):
        return values
    if _is_from("pandas", values):
        return values.to_frame()
    return _table([("", values)])


def each_row(rows: Rows) -> Iterable[Mapping[str, Any]]:
    """Rows as mappings, whatever holds them."""
    if isinstance(rows, Mapping):
        return (dict(zip(rows, row, strict=True)) for row in zip(*rows.values(), strict=True))
    told: Iterable[Mapping[str, Any]] = rows
    if hasattr(rows, "to_dicts"):  # polars
        told = rows.to_dicts()
    elif hasattr(rows, "to_pylist"):  # pyarrow
        told = rows.to_pylist()
    elif hasattr(rows, "to_dict"):  # pandas
        told = rows.to_dict("records")
    return told


def csv_text(rows: Rows) -> str:
    """Rows as the text of a CSV file, their headings first."""
    told = list(each_row(rows))
    names = list(dict.fromkeys(name for row in told for name in row)) or _headings_of(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([names, *([_text(row.get(name)) for name in names] for row in told)])
    return text.getvalue()


def _headings_of(rows: Rows) -> list[str]:
    """The headings of a frame without rows."""
    return list(rows) if isinstance(rows, Mapping) else list(getattr(rows, "columns", ()))


def _speaks_arrow(value: Any) -> bool:
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__")


def _is_from(package: str, value: Any) -> bool:
    return type(value).__module__.partition(".")[0] == package


def _without_numbering(frame: Any) -> Any:
    """pandas sends an index along as a column; one without a name only numbers the rows."""
    named = any(name is not None for name in frame.index.names)
    return frame if named else frame.reset_index(drop=True)


def _without_nothing(frame: Any) -> Any:
    """polars has a type for columns without any value, and sends it in a form that not everyone reads."""
    import polars

    return frame.cast({polars.Null: polars.String})


def _table(columns: Iterable[tuple[str, Iterable[Any]]]) -> _native.Table:
    return _native.Table([(name, "text", [_text(value) for value in values]) for name, values in columns])


def _text(value: Any) -> str | None:
    """A value as a table would show it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value != value:
        return None  # how pandas and numpy say that nothing is there
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()  # how pandas holds days
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
