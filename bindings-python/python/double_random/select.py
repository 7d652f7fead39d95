"""Who is in a task's range (抽查对象范围), as a rule a machine can apply (specification, section 3.1).

>>> from double_random import select
>>> select.all_of(select.kind("enterprise"), select.not_(select.label("包容审慎")))
{'all': [{'kind': ['enterprise']}, {'not': {'label': ['包容审慎']}}]}
"""

from __future__ import annotations

from typing import Any, TypeAlias

Selector: TypeAlias = dict[str, Any]


def everything() -> Selector:
    """Every target of the directory."""
    return {"all": []}


def all_of(*selectors: Selector) -> Selector:
    """Those that all of these take."""
    return {"all": list(selectors)}


def any_of(*selectors: Selector) -> Selector:
    """Those that at least one of these takes."""
    return {"any": list(selectors)}


def not_(selector: Selector) -> Selector:
    """Those that this one does not take."""
    return {"not": selector}


def kind(*codes: str) -> Selector:
    """Those of one of these kinds: `enterprise`, `individual`, `cooperative`, and so on."""
    return {"kind": list(codes)}


def status(*codes: str) -> Selector:
    """Those with one of these statuses: `in_operation`, `suspended`, and so on."""
    return {"status": list(codes)}


def label(*labels: str) -> Selector:
    """Those that carry one of these labels (个性化标注)."""
    return {"label": list(labels)}


def region(*codes: str) -> Selector:
    """Those in one of these administrative divisions (GB/T 2260)."""
    return {"region": list(codes)}


def industry(*codes: str) -> Selector:
    """Those in one of these industries (GB/T 4754)."""
    return {"industry": list(codes)}
