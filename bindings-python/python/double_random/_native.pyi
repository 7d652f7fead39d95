"""The native part of `double_random`.

Data comes in and goes out by the Arrow PyCapsule interface; `progress` is called with `(done, total)` while work goes on.
"""

from collections.abc import Callable
from typing import Any, TypeAlias, final

__all__ = [
    "Inspectors",
    "PartialDraw",
    "Table",
    "Targets",
    "__version__",
    "answer",
    "selftest",
    "stratified_draw",
    "tickets",
]

__version__: str

_Report: TypeAlias = Callable[[int, int], object] | None
_Arrow: TypeAlias = Any

def answer(
    request: str,
    *,
    targets: Targets | None = None,
    inspectors: Inspectors | None = None,
    progress: _Report = None,
) -> str:
    """The answer to a request, both of them JSON; directories that are held need not be in it."""

def selftest(text: str) -> str:
    """How each case of a file of vectors comes out, both of them JSON."""

def tickets(ids: _Arrow, key: str, *, suite: str, progress: _Report = None) -> Table:
    """The tickets of ids under a key, beside the ids."""

def stratified_draw(
    ids: _Arrow,
    tiers: _Arrow,
    numbers: list[int],
    key: str,
    *,
    reserve: int,
    suite: str,
    progress: _Report = None,
) -> Table:
    """The drawn and the reserve of each tier, with their rows, from 0."""

@final
class Targets:
    """A directory of targets, read and checked."""

    @staticmethod
    def from_arrow(
        table: _Arrow,
        *,
        headings: dict[str, str],
        profile: str,
        salt_key: str | None,
        progress: _Report = None,
    ) -> Targets:
        """The directory in a table; `headings` says which columns stand under headings of the caller's own."""

    @staticmethod
    def from_csv(
        text: str,
        *,
        headings: dict[str, str],
        profile: str,
        salt_key: str | None,
        progress: _Report = None,
    ) -> Targets:
        """The directory in a CSV file."""

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""

    def __len__(self) -> int: ...

@final
class Inspectors:
    """A directory of inspectors, read and checked."""

    @staticmethod
    def from_arrow(
        table: _Arrow, *, headings: dict[str, str], profile: str, progress: _Report = None
    ) -> Inspectors:
        """The directory in a table; `headings` says which columns stand under headings of the caller's own."""

    @staticmethod
    def from_csv(
        text: str, *, headings: dict[str, str], profile: str, progress: _Report = None
    ) -> Inspectors:
        """The directory in a CSV file."""

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""

    def __len__(self) -> int: ...

@final
class PartialDraw:
    """The smallest tickets of each tier in one part of a population."""

    def __new__(
        cls,
        ids: _Arrow,
        tiers: _Arrow,
        numbers: list[int],
        key: str,
        *,
        reserve: int,
        suite: str,
        pool: list[int] | None = None,
        progress: _Report = None,
    ) -> PartialDraw: ...
    @staticmethod
    def from_json(text: str) -> PartialDraw:
        """The part that this text describes."""

    def to_json(self) -> str:
        """The part as text, to be sent to another machine."""

    def merge(self, *others: PartialDraw) -> PartialDraw:
        """The draw of this part and these others together."""

    @property
    def seen(self) -> list[int]:
        """How many of each tier were seen."""

    def table(self) -> Table:
        """The drawn and the reserve of each tier."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Callable[[str], PartialDraw], tuple[str]]: ...

@final
class Table:
    """A table of columns, each with its name."""

    def __new__(cls, columns: list[tuple[str, str, list[Any]]]) -> Table: ...
    @property
    def columns(self) -> list[str]:
        """The names of the columns."""

    def column(self, name: str) -> list[Any] | None:
        """The values of a column; none of a column that is not there."""

    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as an Arrow stream."""

    def __arrow_c_schema__(self) -> object:
        """The schema of that stream."""
