"""The ceremony: commit before the randomness exists, then reveal it and draw.

Each state is an object that only has the next steps; what must last between two days is the commitment, a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from double_random import _html, _values
from double_random._interop import ask
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.documents import Commitment, Text, Void, digest_of, text_of
from double_random.plan import Plan
from double_random.progress import Progress
from double_random.quotas import Quotas, named, quotas_of
from double_random.record import Record
from double_random.sources import Committed as CommittedSource
from double_random.sources import Revealed


def commit(
    plan: Plan,
    targets: TargetDirectory,
    *,
    as_of: date | str,
    sources: Sequence[CommittedSource],
    tasks: Sequence[str] | None = None,
    inspectors: InspectorDirectory | None = None,
    witness: str = "witnessed",
    suite: str = "sha256",
    attempt: int = 1,
    previous: Void | str | None = None,
    committed_at: datetime | int | None = None,
    progress: Progress = None,
) -> Committed:
    """Commits to plan, directory, rules and sources (承诺); publish `commitment.digest` before the sources are out.

    Args:
        as_of: The day that frequencies and caps count from.
        sources: Where the randomness will come from, in this order.
        tasks: The tasks to draw; all, if none are named.
        inspectors: Who is assigned, if anyone is.
        witness: `witnessed`, or `unwitnessed` for a ceremony with a single secret.
        suite: `sha256` or `sm3`.
        attempt: Which attempt this is; one after the first names the void before it in `previous`.
        committed_at: When the commitment is published, where a beacon is among the sources: seconds of Unix time, or a moment
            with a time zone.

    >>> from double_random import Public, Secret, commit
    >>> secret, lottery = Secret("信用监管股", "1f" * 32), Public("福彩双色球2025088", bits=24)
    >>> committed = commit(PLAN, TARGETS, as_of="2025-07-01", sources=[secret.committed(), lottery])
    >>> record = committed.draw([secret, lottery.published("03 11 14 20 25 31 | 07")])
    >>> len(record.drawn)
    6
    """
    if isinstance(committed_at, datetime):
        if committed_at.tzinfo is None:
            raise ValueError("committed_at needs a time zone")
        committed_at = int(committed_at.timestamp())
    told = ask(
        "commit",
        setting={
            "plan": plan.text,
            "suite": suite,
            "tasks": named(plan, tasks),
            "as_of": _values.day(as_of),
            "attempt": attempt,
            "previous": digest_of(previous),
            "committed_at": committed_at,
        },
        sources=[source._document() for source in sources],
        witness=witness,
        held_targets=targets,
        held_inspectors=inspectors,
        progress=progress,
    )
    return Committed(Commitment(told["commitment"]), plan, targets, inspectors)


@dataclass(frozen=True, repr=False)
class Committed:
    """A draw that is committed to, waiting for its sources.

    From a commitment that was saved, it is made again with the same plan and directories, which the draw compares:
    `Committed(Commitment.read("commitment.json"), plan, targets)`.
    """

    commitment: Commitment
    plan: Plan
    targets: TargetDirectory
    inspectors: InspectorDirectory | None = None

    @property
    def digest(self) -> str:
        """What is published of the commitment."""
        return self.commitment.digest

    @property
    def quotas(self) -> Quotas:
        """The pools and quotas that are committed to."""
        return quotas_of(self.commitment.data["draws"])

    def draw(self, sources: Sequence[Revealed], *, progress: Progress = None) -> Record:
        """Draws with the revealed sources, which must be those committed to, in their order."""
        told = ask(
            "draw",
            commitment=self.commitment.text,
            plan=self.plan.text,
            sources=[source._document() for source in sources],
            held_targets=self.targets,
            held_inspectors=self.inspectors,
            progress=progress,
        )
        return Record(told["record"])

    def __repr__(self) -> str:
        data = self.commitment.data
        return f"Committed({', '.join(draw['draw'] for draw in data['draws'])}; digest {self.digest[:16]}…)"

    def _repr_html_(self) -> str:
        sources = "、".join(_label(source) for source in self.commitment.data["sources"])
        lines = [_html.line(f"承诺摘要　{self.digest}"), _html.line(f"随机源　{sources}")]
        return _html.block("已承诺，待公开随机源", *lines, *self.quotas._html_parts())


def _label(source: dict[str, object]) -> str:
    return str(source["label"]) if "label" in source else f"{source['network']}:{source['round']}"


def void(
    commitment: Text,
    *,
    reason: str,
    explanation: str,
    by: str,
    day: date | str,
    record: Record | str | None = None,
) -> Void:
    """Declares an attempt void (作废), which the next attempt's commitment then names as `previous`.

    Args:
        reason: `source_missing`, `source_differs`, `wrong_plan`, `wrong_directory`, `technical_fault` or `other`.
        record: The record, or its digest, if the attempt had been drawn.
    """
    told = ask(
        "void",
        commitment=text_of(commitment),
        record_digest=digest_of(record),
        reason=reason,
        explanation=explanation,
        by=by,
        day=_values.day(day),
    )
    return Void(told["void"])
