"""What changes after the draw (抽取后变更): replacements, supplements, recusals, and the list in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeAlias

from double_random import _html, _values
from double_random._interop import ask
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.documents import Amendment, Text, text_of
from double_random.plan import Plan
from double_random.progress import Progress
from double_random.record import Record
from double_random.table import Table


@dataclass(frozen=True)
class Replacement:
    """A target goes off the list, and the next of its tier comes in (补抽)."""

    draw: str
    out: str
    reason: str
    """`deregistered`, `revoked`, `rescinded`, `moved_out` or `duplicate`."""
    evidence: str


@dataclass(frozen=True)
class Supplement:
    """The next ones of a tier come in (增抽)."""

    draw: str
    tier: str
    count: int
    reason: str


@dataclass(frozen=True)
class Recusal:
    """An inspector leaves the team of a target (回避); `successor` is for teams that no record assigns."""

    draw: str
    target: str
    inspector: str
    reason: str
    successor: str | None = None


Change: TypeAlias = Replacement | Supplement | Recusal
"""A change, without who is next: that is never anyone's choice."""


def amend(
    record: Record,
    plan: Plan,
    targets: TargetDirectory,
    change: Change,
    *,
    by: str,
    day: date | str,
    amendments: Sequence[Text] = (),
    inspectors: InspectorDirectory | None = None,
    progress: Progress = None,
) -> Amendment:
    """The next amendment behind a record: who is next is worked out.

    Args:
        by: Who registers it.
        amendments: Those before it, from the first.
        inspectors: The directory of inspectors, if the record assigns any.

    >>> from double_random import Replacement
    >>> gone = RECORD.drawn["id"][0]
    >>> change = Replacement(draw="demo-2025/01/1", out=gone, reason="deregistered", evidence="注销通知书")
    >>> amend(RECORD, PLAN, TARGETS, change, by="王某", day="2025-08-01").data["change"]["replacement"]["out"] == gone
    True
    """
    told = ask(
        "amend",
        behind=_behind(record, plan, amendments),
        change={type(change).__name__.lower(): asdict(change)},
        by=by,
        day=_values.day(day),
        held_targets=targets,
        held_inspectors=inspectors,
        progress=progress,
    )
    return Amendment(told["amendment"])


@dataclass(frozen=True, repr=False)
class ListInForce:
    """Who is to be inspected now (现行名单)."""

    targets: Table
    """`draw`, `tier`, `id`."""
    teams: Table | None
    """A row for each place: `target`, `draws` between `;`, `slot` from 1, `inspector`, missing where the place is open.

    There is no table where nobody is assigned.
    """

    def __repr__(self) -> str:
        return f"ListInForce({len(self.targets)} targets)"

    def _repr_html_(self) -> str:
        parts = [_html.Html(self.targets._repr_html_())]
        if self.teams is not None:
            parts.append(_html.Html(self.teams._repr_html_()))
        return _html.block("现行名单", *parts)


def in_force(
    record: Record,
    plan: Plan,
    targets: TargetDirectory,
    *,
    amendments: Sequence[Text] = (),
    inspectors: InspectorDirectory | None = None,
    progress: Progress = None,
) -> ListInForce:
    """The list and the teams in force after these amendments."""
    told = ask(
        "in_force",
        **_behind(record, plan, amendments),
        held_targets=targets,
        held_inspectors=inspectors,
        progress=progress,
    )
    rows = [
        (draw["draw"], tier["tier"], id)
        for draw in told["draws"]
        for tier in draw["tiers"]
        for id in tier["targets"]
    ]
    listed = Table(draw=[row[0] for row in rows], tier=[row[1] for row in rows], id=[row[2] for row in rows])
    teams = told["teams"]
    return ListInForce(listed, None if teams is None else _teams(teams))


def _teams(teams: list[dict[str, Any]]) -> Table:
    rows = [
        (team, place, inspector) for team in teams for place, inspector in enumerate(team["inspectors"], 1)
    ]
    return Table(
        target=[team["target"] for team, _, _ in rows],
        draws=[";".join(team["draws"]) for team, _, _ in rows],
        slot=[place for _, place, _ in rows],
        inspector=[inspector for _, _, inspector in rows],
    )


def _behind(record: Record, plan: Plan, amendments: Sequence[Text]) -> dict[str, Any]:
    texts = [text_of(amendment) for amendment in amendments]
    return {"record": record.text, "plan": plan.text, "amendments": texts}
