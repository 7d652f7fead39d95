"""Quotas before any seed exists: what a plan would draw from a directory (抽查预览)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from double_random import _html, _values, _words
from double_random._interop import ask
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.plan import Plan
from double_random.progress import Progress
from double_random.table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class TierQuota:
    """The numbers of one tier in one task."""

    tier: str
    pool: int
    """Targets in the pool."""
    ideal: Fraction
    """What the rule asks for, exactly."""
    quota: int
    """How many are drawn."""
    added: int
    """How many of them only because of a minimum for the tier."""
    realised: Fraction | None
    """The share that is drawn; none of an empty pool."""


@dataclass(frozen=True)
class TaskQuotas:
    """The pool and the quotas of one task."""

    task: str
    tiers: tuple[TierQuota, ...]
    """From A to D."""
    exclusions: dict[str, int]
    """Who is not in the pool, by reason."""
    not_classified: int
    """Targets of the pool without a tier of their own."""
    inversions: tuple[tuple[str, str], ...]
    """Pairs of tiers, the lower first, whose order whole numbers turned round."""

    @property
    def pool(self) -> int:
        """Targets in the pool."""
        return sum(tier.pool for tier in self.tiers)

    @property
    def quota(self) -> int:
        """How many are drawn."""
        return sum(tier.quota for tier in self.tiers)


@dataclass(frozen=True, repr=False)
class Quotas:
    """Pools and quotas of several tasks, as a preview or a record gives them."""

    tasks: dict[str, TaskQuotas]
    """By the names of the tasks."""

    @property
    def table(self) -> Table:
        """`task`, `tier`, `pool`, `ideal`, `quota`, `added`, `realised`; ratios as exact fractions in text."""
        rows = [(task, tier) for task in self.tasks.values() for tier in task.tiers]
        return Table(
            task=[task.task for task, _ in rows],
            tier=[tier.tier for _, tier in rows],
            pool=[tier.pool for _, tier in rows],
            ideal=[str(tier.ideal) for _, tier in rows],
            quota=[tier.quota for _, tier in rows],
            added=[tier.added for _, tier in rows],
            realised=[None if tier.realised is None else str(tier.realised) for _, tier in rows],
        )

    @property
    def exclusions(self) -> Table:
        """`task`, `reason`, `count`."""
        rows = [
            (task.task, *excluded) for task in self.tasks.values() for excluded in task.exclusions.items()
        ]
        return Table(
            task=[task for task, _, _ in rows],
            reason=[reason for _, reason, _ in rows],
            count=[count for _, _, count in rows],
        )

    def plot(self, *, font: str | None = None) -> tuple[Axes, Axes]:
        """Draws quotas per tier and the realised ratios, side by side; `font` names one with Chinese characters."""
        from double_random import plots

        return plots.quotas(self, font=font)

    def __repr__(self) -> str:
        counted = ", ".join(f"{task.task}: {task.quota} of {task.pool}" for task in self.tasks.values())
        return f"{type(self).__name__}({counted})"

    def _repr_html_(self) -> str:
        return _html.block("抽查预览（尚无种子）", *self._html_parts())

    def _html_parts(self) -> list[_html.Html]:
        rows = []
        for task in self.tasks.values():
            cells = [f"{tier.quota:,} / {tier.pool:,}（{_share(tier.realised)}）" for tier in task.tiers]
            rows.append((task.task, task.pool, task.quota, *cells, task.not_classified))
        tiers = [_words.tier(letter) for letter in _values.TIERS]
        parts = [_html.table(["任务", "对象数", "抽取数", *tiers, "未分类"], rows)]
        for task in self.tasks.values():
            for lower, higher in task.inversions:
                turned = f"任务{task.task}：取整后{_words.tier(lower)}的实际比例高于{_words.tier(higher)}"
                parts.append(_html.line(turned, alarming=True))
        return parts


def _share(ratio: Fraction | None) -> str:
    return "—" if ratio is None else _values.percentage(ratio)


def preview(
    plan: Plan,
    targets: TargetDirectory,
    *,
    as_of: date | str,
    tasks: Sequence[str] | None = None,
    inspectors: InspectorDirectory | None = None,
    progress: Progress = None,
) -> Quotas:
    """Pools and quotas of these tasks (all, if none are named), without any seed.

    >>> from datetime import date
    >>> from double_random import preview
    >>> quotas = preview(PLAN, TARGETS, tasks=["01"], as_of=date(2025, 7, 1))
    >>> quotas
    Quotas(01: 6 of 60)
    >>> quotas.tasks["01"].tiers[3].realised
    Fraction(4, 15)
    """
    told = ask(
        "preview",
        plan=plan.text,
        tasks=named(plan, tasks),
        as_of=_values.day(as_of),
        held_targets=targets,
        held_inspectors=inspectors,
        progress=progress,
    )
    return quotas_of(told["tasks"])


def named(plan: Plan, tasks: Sequence[str] | None) -> list[str]:
    """The tasks that are meant."""
    if isinstance(tasks, str):
        raise TypeError("tasks=[…] takes a list of names")
    return [task["name"] for task in plan.data["tasks"]] if tasks is None else list(tasks)


def quotas_of(tasks: list[dict[str, Any]]) -> Quotas:
    """The quotas that a preview or a commitment tells."""
    return Quotas({task["task"]: _task(task) for task in tasks})


def _task(told: dict[str, Any]) -> TaskQuotas:
    tiers = [
        TierQuota(
            tier=tier["tier"],
            pool=tier["pool"],
            ideal=Fraction(tier["ideal"]),
            quota=tier["quota"],
            added=tier["added"],
            realised=None if tier["realised"] is None else Fraction(tier["realised"]),
        )
        for tier in told["tiers"]
    ]
    return TaskQuotas(
        task=told["task"],
        tiers=tuple(tiers),
        exclusions=told["exclusions"],
        not_classified=told["not_classified"],
        inversions=tuple((lower, higher) for lower, higher in told["inversions"]),
    )
