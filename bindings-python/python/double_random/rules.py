"""How many are drawn: quota rules and what goes with them, as a plan writes them (specification, section 6.1).

>>> from fractions import Fraction
>>> from double_random import rules
>>> rules.progressive(Fraction(1, 10), weights=(1, 2, 4, 8), minimum=1)["progressive"]["ratio"]
'1/10'
>>> rules.rules(rules.count(20, weights=(1, 1, 1, 1)), reserve=5)["reserve"]
5
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from double_random import _values
from double_random._interop import ask

Quota: TypeAlias = dict[str, Any] | str
Four: TypeAlias = Mapping[str, int] | Sequence[int]
"""A number for each tier: four of them, from A to D, or a mapping from tiers."""


def progressive(
    ratio: Fraction | str, *, weights: Four, minimum: int = 0, tier_minimums: Four = (0, 0, 0, 0)
) -> Quota:
    """A ratio of the whole pool, spread so that it rises with risk (分别递加); `weights` says how steeply."""
    return {
        "progressive": {
            "ratio": _values.ratio(ratio),
            "weights": _values.per_tier(weights, 1),
            "minimum": minimum,
            "tier_minimums": _values.per_tier(tier_minimums, 0),
        }
    }


def per_tier(
    ratios: Mapping[str, Fraction | str] | Sequence[Fraction | str], *, minimums: Four = (0, 0, 0, 0)
) -> Quota:
    """A ratio for each tier."""
    written = [_values.ratio(ratio) for ratio in _values.per_tier(ratios, "0%")]
    return {"per_tier": {"ratios": written, "minimums": _values.per_tier(minimums, 0)}}


def count(total: int, *, weights: Four) -> Quota:
    """A number of targets in all, spread as by `progressive`."""
    return {"count": {"total": total, "weights": _values.per_tier(weights, 1)}}


def count_per_tier(counts: Four) -> Quota:
    """A number of targets for each tier."""
    return {"count_per_tier": {"counts": _values.per_tier(counts, 0)}}


def census() -> Quota:
    """Everybody."""
    return "census"


def quotas(quota: Quota, pool: Four, *, rounding: str = "up") -> dict[str, int]:
    """How many are drawn of each tier (各等级抽取数) from a pool that counts so many, `rounding` being `up`, `half_up` or `down`.

    >>> from double_random import rules
    >>> rules.quotas(rules.progressive("3%", weights=(1, 2, 4, 8)), {"A": 100, "B": 50, "C": 20, "D": 10})
    {'A': 1, 'B': 1, 'C': 2, 'D': 2}
    """
    told = ask("quota", quota=quota, rounding=rounding, pool=_values.per_tier(pool, 0))
    return dict(zip(_values.TIERS, told["quota"], strict=True))


def rules(quota: Quota, **changes: Any) -> dict[str, Any]:
    """The rules of a draw with these quotas; what `changes` does not name is as the core has it by default.

    Args:
        quota: What one of the functions beside gives.
        **changes: `rounding`, `tiers`, `frequency`, `yearly_cap`, `exempt`, `reserve`, `replacement_reasons`, `team`, each
            as section 6.1 of the specification writes it.
    """
    told: dict[str, Any] = ask("rules", quota=quota)["rules"]
    unknown = set(changes) - set(told)
    if unknown:
        raise TypeError(f"rules have no {', '.join(sorted(unknown))}")
    return {**told, **changes}


def team(
    size: int,
    *,
    window: tuple[Any, Any],
    slots: Sequence[Mapping[str, Any]] = (),
    area: str | Mapping[str, str] = "any",
) -> dict[str, Any]:
    """Who is sent (检查组): how many, between which days, what some of them must be, and from which area.

    >>> from datetime import date
    >>> from double_random import rules
    >>> leader = {"count": 1, "leader": True}
    >>> rules.team(2, window=(date(2025, 7, 1), date(2025, 11, 30)), slots=[leader])["slots"]
    [{'count': 1, 'agency': None, 'qualification': None, 'leader': True}]
    """
    first, last = window
    return {
        "size": size,
        "slots": [
            {"count": 1, "agency": None, "qualification": None, "leader": False, **slot} for slot in slots
        ],
        "area": area if isinstance(area, str) else dict(area),
        "window": {"from": _values.day(first), "to": _values.day(last)},
    }
