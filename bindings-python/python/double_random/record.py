"""The record of a draw (抽取记录), with its parts as tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from double_random import _html, _words
from double_random.documents import Commitment, Document
from double_random.quotas import Quotas, quotas_of
from double_random.table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Record(Document):
    """The record of a draw (抽取记录): everything that repeats it.

    >>> RECORD.drawn.columns
    ['draw', 'tier', 'rank', 'id', 'ticket']
    >>> RECORD.quotas.tasks["01"].quota == len(RECORD.drawn)
    True
    """

    _zh = "抽取记录"

    @property
    def commitment(self) -> Commitment:
        """The commitment inside, laid out by itself."""
        return Commitment(json.dumps(self.data["commitment"], ensure_ascii=False, indent=2) + "\n")

    @property
    def seed(self) -> str:
        """The hash of the sources."""
        return str(self.data["seed"])

    @property
    def drawn(self) -> Table:
        """Who is drawn (抽中名单): `draw`, `tier`, `rank`, `id`, `ticket`."""
        return self._ranked("drawn")

    @property
    def reserve(self) -> Table:
        """Who would be next (备选名单): the same columns."""
        return self._ranked("reserve")

    @property
    def cut_offs(self) -> Table:
        """The ticket of the last drawn of each tier (截止签号): `draw`, `tier`, `cut_off`."""
        rows = [(draw["draw"], tier) for draw in self.data["draws"] for tier in draw["tiers"]]
        return Table(
            draw=[draw for draw, _ in rows],
            tier=[tier["tier"] for _, tier in rows],
            cut_off=[tier["cut_off"] for _, tier in rows],
        )

    @property
    def quotas(self) -> Quotas:
        """The pools and quotas that were committed to."""
        return quotas_of(self.data["commitment"]["draws"])

    @property
    def visits(self) -> Table | None:
        """The merged visits (合并检查): `id`, and `tasks` between `;`; none where tasks are drawn independently."""
        visits = self.data["visits"]
        if visits is None:
            return None
        return Table(
            id=[visit["id"] for visit in visits], tasks=[";".join(visit["tasks"]) for visit in visits]
        )

    @property
    def assignments(self) -> Table | None:
        """Who visits whom (检查人员选派), a row for each slot of a team; none where nobody is assigned.

        `target`, `draws` between `;`, `slot` from 1, what it asks for (`agency`, `qualification`, `leader`), `start` and
        `inspector`, both missing in an open slot (缺员).
        """
        assignment = self.data["assignment"]
        if assignment is None:
            return None
        rows = [
            (visit, place, slot)
            for visit in assignment["visits"]
            for place, slot in enumerate(visit["slots"], 1)
        ]
        asked = ("agency", "qualification", "leader", "start", "inspector")
        return Table(
            target=[visit["target"] for visit, _, _ in rows],
            draws=[";".join(visit["draws"]) for visit, _, _ in rows],
            slot=[place for _, place, _ in rows],
            **{name: [slot[name] for _, _, slot in rows] for name in asked},
        )

    @property
    def loads(self) -> Table | None:
        """What each inspector had and has to do (检查任务量): `inspector`, `before`, `after`."""
        assignment = self.data["assignment"]
        if assignment is None:
            return None
        names = ("inspector", "before", "after")
        return Table(**{name: [load[name] for load in assignment["loads"]] for name in names})

    def plot(self, *, font: str | None = None) -> tuple[Axes, Axes]:
        """Draws quotas per tier and the realised ratios, side by side; `font` names one with Chinese characters."""
        return self.quotas.plot(font=font)

    def plot_loads(self, *, font: str | None = None) -> Axes:
        """Draws how much each inspector had to do before and has to do now."""
        from double_random import plots

        loads = self.loads
        if loads is None:
            raise ValueError("the record assigns no inspectors")
        return plots.loads(loads, font=font)

    def _ranked(self, which: str) -> Table:
        rows: list[tuple[str, str, dict[str, Any]]] = [
            (draw["draw"], tier["tier"], target)
            for draw in self.data["draws"]
            for tier in draw["tiers"]
            for target in tier[which]
        ]
        return Table(
            draw=[draw for draw, _, _ in rows],
            tier=[tier for _, tier, _ in rows],
            rank=[target["rank"] for _, _, target in rows],
            id=[target["id"] for _, _, target in rows],
            ticket=[target["ticket"] for _, _, target in rows],
        )

    def __repr__(self) -> str:
        draws = ", ".join(draw["draw"] for draw in self.data["draws"])
        return f"Record({draws}: {len(self.drawn)} drawn; digest {self.digest[:16]}…)"

    def _repr_html_(self) -> str:
        commitment = self.data["commitment"]
        lines = [
            _html.line(f"记录摘要　{self.digest}"),
            _html.line(f"承诺摘要　{self.data['commitment_digest']}"),
            _html.line(f"种子　{self.seed}"),
            _html.line(f"第{commitment['attempt']}次抽取，{_words.WITNESS[commitment['witness']]}"),
        ]
        parts = [
            *lines,
            *self.quotas._html_parts(),
            _html.line(f"抽中{len(self.drawn)}个"),
            _html.Html(self.drawn._repr_html_()),
        ]
        if (assignments := self.assignments) is not None:
            open_slots = sum(inspector is None for inspector in assignments["inspector"])
            parts.append(_html.line(f"选派{len(assignments)}个名额，缺员{open_slots}个", alarming=open_slots > 0))
            parts.append(_html.Html(assignments._repr_html_()))
        return _html.block(f"抽取记录　{commitment['plan']['name']}", *parts)
