"""Why a team is who it is (选派说明)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from double_random import _html
from double_random._interop import ask
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.plan import Plan
from double_random.progress import Progress
from double_random.record import Record


@dataclass(frozen=True, repr=False)
class Explanation:
    """For each place of a team, everyone who stands earlier in order and why they were passed over."""

    data: dict[str, Any]
    zh: str
    """The explanation in Chinese."""
    en: str
    """The explanation in English."""

    def __str__(self) -> str:
        return self.zh

    def __repr__(self) -> str:
        return f"Explanation({self.data['target']}: {len(self.data['slots'])} slots)"

    def _repr_html_(self) -> str:
        return _html.block("选派说明", *(_html.line(line) for line in self.zh.splitlines()))


def explain(
    record: Record,
    plan: Plan,
    targets: TargetDirectory,
    inspectors: InspectorDirectory,
    *,
    draw: str,
    target: str,
    progress: Progress = None,
) -> Explanation:
    """Why the team that visits `target` for `draw` is who it is."""
    told = ask(
        "explain",
        record=record.text,
        plan=plan.text,
        draw=draw,
        target=target,
        held_targets=targets,
        held_inspectors=inspectors,
        progress=progress,
    )
    return Explanation(told["explanation"], told["zh"], told["en"])
