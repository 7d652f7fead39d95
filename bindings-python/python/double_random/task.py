"""A task of a plan (抽查任务), read into types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from double_random import _values


@dataclass(frozen=True)
class Item:
    """One thing to be inspected (抽查事项)."""

    number: int | None
    """Its number in the cell, if the cell numbers its items."""
    text: str


@dataclass(frozen=True)
class Frequency:
    """How often a target may be inspected (抽查频次)."""

    times: int
    at_least: bool
    """Whether the plan gives a lower bound."""
    period: str
    """`year`, or `plan` where the plan does not say."""


@dataclass(frozen=True)
class Amount:
    """What the cell 抽查比例/数量 asks for."""

    text: str
    """The cell as published."""
    ratio: Fraction | None
    count: int | None
    at_least: bool
    """Whether the plan gives a lower bound (不低于)."""
    summed: bool
    """Whether the ratio is a sum over several agencies (之和)."""
    frequency: Frequency | None
    remark: str | None


@dataclass(frozen=True)
class Window:
    """When inspections take place, from the first to the last day."""

    first: date
    last: date


@dataclass(frozen=True)
class Mode:
    """Who draws and who inspects (抽查检查模式)."""

    draws: str
    """`state`, `province`, `city`, `county` or `township`."""
    inspects: str
    authority: str | None
    initiates: bool
    carries_out: bool


@dataclass(frozen=True)
class Task:
    """A task of a plan (抽查任务): what was published, what that means, and what the operator decided."""

    name: str
    """The name that draw ids use."""
    number: int
    title: str
    scope: str
    """`directed` (定向) or `undirected` (不定向)."""
    items: tuple[Item, ...]
    range: str
    """抽查对象范围, as published."""
    amount: Amount
    tier_policy: str | dict[str, Any]
    """How the ratio is to follow risk (信用风险分类管理)."""
    window: Window
    mode: Mode
    selector: dict[str, Any] | None
    """Who is in range; none until the operator says so."""
    rules: dict[str, Any] | None
    """How many are drawn; none where the plan leaves that open and the operator has not said."""


def task_of(told: dict[str, Any]) -> Task:
    """A task as the core tells it."""
    return Task(
        name=told["name"],
        number=told["number"],
        title=told["title"],
        scope=told["scope"],
        items=tuple(Item(**item) for item in told["items"]),
        range=told["range"],
        amount=_amount(told["ratio"]),
        tier_policy=told["tier_policy"],
        window=Window(date.fromisoformat(told["window"]["from"]), date.fromisoformat(told["window"]["to"])),
        mode=Mode(**told["mode"]),
        selector=told["selector"],
        rules=told["rules"],
    )


def _amount(told: dict[str, Any]) -> Amount:
    amount = told["amount"]
    both = amount.get("both", amount)
    frequency = told["frequency"]
    return Amount(
        text=told["text"],
        ratio=_values.fraction(both["ratio"]) if "ratio" in both else None,
        count=both.get("count"),
        at_least=told["bound"] == "at_least",
        summed=told["summed"],
        frequency=frequency
        and Frequency(frequency["times"], frequency["bound"] == "at_least", frequency["period"]),
        remark=told["remark"],
    )
