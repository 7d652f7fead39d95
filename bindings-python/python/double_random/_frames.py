"""Whatever holds rows, as Arrow data: frames as they are, plain Python by writing its values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
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
    if isinstance(value, date):
        return value.isoformat()
    if value != value:
        return None  # how pandas and numpy say that nothing is there
    return str(value)
