"""Days, ratios and four-of-a-kind as documents write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")

TIERS = ("A", "B", "C", "D")


def day(value: date | str) -> str:
    """A day as documents write it."""
    return value.isoformat() if isinstance(value, date) else value


def ratio(value: Fraction | str) -> str:
    """A ratio as the core reads it."""
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value


def fraction(text: str) -> Fraction:
    """A ratio of a document: a percentage or a fraction.

    >>> fraction("12.5%"), fraction("1/3")
    (Fraction(1, 8), Fraction(1, 3))
    """
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def percentage(value: Fraction) -> str:
    """A ratio for the eye, with two decimals."""
    return f"{float(value):.2%}"


def per_tier(values: Mapping[str, T] | Sequence[T], missing: T) -> list[T]:
    """One value for each tier, from A to D, of a sequence of four or of those that a mapping names."""
    if isinstance(values, Mapping):
        unknown = set(values) - set(TIERS)
        if unknown:
            raise KeyError(f"no tier {', '.join(sorted(unknown))}: tiers are A, B, C and D")
        return [values.get(tier, missing) for tier in TIERS]
    if len(values) != len(TIERS):
        raise ValueError(f"one value for each of A, B, C and D is needed, and {len(values)} are given")
    return list(values)
