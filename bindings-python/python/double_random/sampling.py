"""Only the sampling, over columns: no plan, no ceremony (specification, section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from double_random import _frames, _native, _values
from double_random._frames import Column
from double_random.progress import Progress, reporting
from double_random.table import Table

Numbers: TypeAlias = Mapping[str, int] | Sequence[int]
"""How many of each tier: four numbers, from A to D, or a mapping from tiers."""


def tickets(ids: Column, key: str, *, suite: str = "sha256", progress: Progress = None) -> Table:
    """The ticket of each id (签号): `id`, which is not copied, and `ticket`.

    >>> from double_random import tickets
    >>> tickets(["A"], "81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c")["ticket"]
    ['5a4a20cf993eff932760f420dbf6001c89e3df98ed4288a24dba350b98f42ddb']
    """
    with reporting(progress) as report:
        return Table._of(_native.tickets(_frames.of_column(ids), key, suite=suite, progress=report))


def stratified_draw(
    ids: Column,
    tiers: Column,
    numbers: Numbers,
    key: str,
    *,
    reserve: int = 0,
    suite: str = "sha256",
    progress: Progress = None,
) -> Table:
    """Draws the smallest tickets of each tier: `tier`, `rank`, `drawn`, `id`, `ticket`, and `row`, counted from 0.

    Whoever has no tier is not in the pool. What is not drawn but listed is the reserve, in its order. String columns are
    read where they lie.

    Raises:
        SamplingError: A tier has fewer targets than are to be drawn, or an id comes twice or is missing.

    >>> from double_random import stratified_draw
    >>> drawn = stratified_draw(["X", "Y", "Z"], ["高", "高", None], {"D": 1}, "ab" * 32, reserve=1)
    >>> drawn["drawn"], sorted(drawn["id"])
    ([True, False], ['X', 'Y'])
    """
    with reporting(progress) as report:
        drawn = _native.stratified_draw(
            _frames.of_column(ids),
            _frames.of_column(tiers),
            _values.per_tier(numbers, 0),
            key,
            reserve=reserve,
            suite=suite,
            progress=report,
        )
    return Table._of(drawn)


class PartialDraw:
    """The smallest tickets of each tier in one part of a population; parts merge in any order into the whole.

    It can be pickled and sent to another machine, or written as text. With `pool`, how many of each tier the whole population has,
    a part keeps only what the whole may draw, and all parts together hold little more than the draw.

    >>> import pickle
    >>> from double_random import PartialDraw
    >>> part = lambda ids: PartialDraw(ids, ["B"] * len(ids), {"B": 1}, "ab" * 32, reserve=1)
    >>> whole = part(["X", "Y", "Z"])
    >>> pickle.loads(pickle.dumps(part(["Z"]))).merge(part(["Y", "X"])) == whole
    True
    >>> whole.seen
    {'A': 0, 'B': 3, 'C': 0, 'D': 0}
    >>> whole.drawn["rank"]
    [1]
    """

    def __init__(
        self,
        ids: Column,
        tiers: Column,
        numbers: Numbers,
        key: str,
        *,
        reserve: int = 0,
        suite: str = "sha256",
        pool: Numbers | None = None,
        progress: Progress = None,
    ) -> None:
        with reporting(progress) as report:
            self._native = _native.PartialDraw(
                _frames.of_column(ids),
                _frames.of_column(tiers),
                _values.per_tier(numbers, 0),
                key,
                reserve=reserve,
                suite=suite,
                pool=None if pool is None else _values.per_tier(pool, 0),
                progress=report,
            )

    @classmethod
    def from_json(cls, text: str) -> PartialDraw:
        """The part that this text describes."""
        return cls._of(_native.PartialDraw.from_json(text))

    @classmethod
    def _of(cls, native: _native.PartialDraw) -> PartialDraw:
        part = cls.__new__(cls)
        part._native = native
        return part

    def to_json(self) -> str:
        """The part as text."""
        return self._native.to_json()

    def merge(self, *others: PartialDraw) -> PartialDraw:
        """The draw of this part and all others together, none of which may overlap; all at once is quicker than one after the other.

        Raises:
            SamplingError: They were made with different keys or numbers, or one id is in both.
        """
        return self._of(self._native.merge(*(other._native for other in others)))

    @property
    def seen(self) -> dict[str, int]:
        """How many targets of each tier were seen."""
        return dict(zip(_values.TIERS, self._native.seen, strict=True))

    @property
    def table(self) -> Table:
        """The drawn and the reserve: `tier`, `rank`, `drawn`, `id`, `ticket`; to be asked once all parts are merged.

        Raises:
            SamplingError: A tier has fewer targets than are to be drawn, or fewer than `pool` said, so that too few were kept.
        """
        return Table._of(self._native.table())

    @property
    def drawn(self) -> Table:
        """The drawn alone."""
        rows = [row for row in self.table if row["drawn"]]
        names = ("tier", "rank", "id", "ticket")
        return Table(**{name: [row[name] for row in rows] for name in names})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDraw) and self._native == other._native

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        seen = ", ".join(f"{tier}: {number}" for tier, number in self.seen.items())
        return f"PartialDraw(seen {seen})"
