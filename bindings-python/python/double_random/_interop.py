"""Requests to the core and what it answers: the one door through which everything is decided."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from double_random import _native
from double_random.errors import of_answer
from double_random.progress import Progress, reporting

if TYPE_CHECKING:
    from double_random.directory import InspectorDirectory, TargetDirectory


def ask(
    do: str,
    *,
    held_targets: TargetDirectory | None = None,
    held_inspectors: InspectorDirectory | None = None,
    progress: Progress = None,
    **members: Any,
) -> Any:
    """The answer to the request `do` with these members; its error is raised."""
    with reporting(progress) as report:
        answer = _native.answer(
            json.dumps({"do": do, **members}, ensure_ascii=False),
            targets=None if held_targets is None else held_targets._native,
            inspectors=None if held_inspectors is None else held_inspectors._native,
            progress=report,
        )
    told = json.loads(answer)
    if "error" in told:
        raise of_answer(answer)
    return told["ok"]
