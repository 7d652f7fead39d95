"""Results as tables: Arrow data that pandas, polars, pyarrow and DuckDB take as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from double_random import _html, _native, _words

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """Columns of equal length, each of texts, whole or real numbers or truth values, any of which may be missing.

    It speaks the Arrow PyCapsule interface, so `polars.DataFrame(table)`, `pyarrow.table(table)` and a DuckDB query that
    names it all work; it is also a plain sequence of rows.

    >>> from double_random import Table
    >>> table = Table(id=["A-1", "A-2"], rank=[1, 2])
    >>> table["id"]
    ['A-1', 'A-2']
    >>> [row["rank"] for row in table]
    [1, 2]
    >>> table.to_pandas().shape
    (2, 2)
    """

    def __init__(self, **columns: Sequence[Any]) -> None:
        self._native = _native.Table(
            [(name, _kind(values), list(values)) for name, values in columns.items()]
        )

    @classmethod
    def _of(cls, native: _native.Table) -> Table:
        table = cls.__new__(cls)
        table._native = native
        return table

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns

    def __len__(self) -> int:
        return len(self._native)

    def __getitem__(self, column: str) -> list[Any]:
        values = self._native.column(column)
        if values is None:
            raise KeyError(column)
        return values

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = self.columns
        rows = zip(*(self[name] for name in names), strict=True)
        return (dict(zip(names, row, strict=True)) for row in rows)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def to_pyarrow(self) -> pyarrow.Table:
        """The table as a `pyarrow.Table`."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a pandas frame (with pyarrow in between)."""
        return self.to_pyarrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The table as a polars frame."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"Table({len(self)} rows: {', '.join(self.columns)})"

    def _repr_html_(self) -> str:
        rows = [
            [row[name] for name in self.columns] for _, row in zip(range(_html.SHOWN), self, strict=False)
        ]
        return _html.table([_words.column(name) for name in self.columns], rows, of=len(self))


def _kind(values: Sequence[Any]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if float in kinds:
        return "real"
    return "flag" if bool in kinds else "number" if int in kinds else "text"
