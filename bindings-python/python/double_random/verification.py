"""Verification (核验): a record, a receipt or an absence recomputed, check by check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from double_random import _html, _words
from double_random._interop import ask
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.documents import Amendment, Commitment, Text, Void, digest_of, text_of
from double_random.errors import VerificationError
from double_random.plan import Plan
from double_random.progress import Progress
from double_random.record import Record
from double_random.table import Table


@dataclass(frozen=True, repr=False)
class Report:
    """What a document was found to be (核验报告)."""

    holds: bool
    """Whether nothing is amiss; what could not be checked is in `checks` as `not_done`."""
    data: dict[str, Any]
    """The report as data, each check with what was expected and what was found."""
    zh: str
    """The report in Chinese."""
    en: str
    """The report in English."""

    @property
    def checks(self) -> Table:
        """`name`, `status` (`passed`, `failed` or `not_done`), `compared`, `differing`, `message_zh`, `message_en`."""
        checks = self.data["checks"]
        return Table(
            name=[check["name"] for check in checks],
            status=[check["status"] for check in checks],
            compared=[check["compared"] for check in checks],
            differing=[check["differing"] for check in checks],
            message_zh=[check["zh"] for check in checks],
            message_en=[check["en"] for check in checks],
        )

    @property
    def failed(self) -> list[str]:
        """The names of the checks that failed."""
        return [check["name"] for check in self.data["checks"] if check["status"] == "failed"]

    def raise_if_broken(self) -> None:
        """Raises `VerificationError` unless it holds."""
        if not self.holds:
            raise VerificationError("verification.does_not_hold", {"failed": self.failed}, self.zh, self.en)

    def __str__(self) -> str:
        return self.zh

    def __repr__(self) -> str:
        found = "holds" if self.holds else f"does not hold: {', '.join(self.failed) or 'not readable'}"
        return f"Report({found})"

    def _repr_html_(self) -> str:
        rows = []
        for check in self.data["checks"]:
            shown = check["shown"][:1] if check["status"] == "failed" else []
            differs = "；".join(f"{one['what']}：应为{one['expected']}，实为{one['found']}" for one in shown)
            rows.append(
                (_words.STATUS[check["status"]], check["name"], check["zh"], check["compared"], differs)
            )
        verdict = _html.line("未发现不符" if self.holds else "发现不符", alarming=not self.holds)
        parts = [verdict, _html.table(["结果", "项目", "说明", "核对项数", "首处不符"], rows)]
        if (witness := self.data.get("witness")) is not None:
            parts.append(_html.line(_words.WITNESS[witness], alarming=witness == "unwitnessed"))
        return _html.block("核验报告", *parts)


def verify(
    record: Text,
    plan: Plan | str,
    targets: TargetDirectory,
    *,
    inspectors: InspectorDirectory | None = None,
    commitment_digest: Commitment | str | None = None,
    record_digest: str | None = None,
    voids: Sequence[Void | str] = (),
    amendments: Sequence[Amendment | str] = (),
    progress: Progress = None,
) -> Report:
    """Recomputes everything in a record (核验).

    Args:
        inspectors: The directory of inspectors, if the record assigns any.
        commitment_digest: As it was published before the draw.
        record_digest: As it was published after the draw.
        voids: The voids of the attempts before this one, from the first.
        amendments: The amendments behind the record, from the first.

    >>> report = verify(RECORD, PLAN, TARGETS, record_digest=RECORD.digest)
    >>> report.holds
    True
    >>> verify(RECORD.text.replace("140581", "140582", 1), PLAN, TARGETS).failed
    ['tickets', 'selection']
    """
    told = ask(
        "verify",
        record=text_of(record),
        plan=_plan_text(plan),
        commitment_digest=digest_of(commitment_digest),
        record_digest=record_digest,
        voids=[text_of(void) for void in voids],
        amendments=[text_of(amendment) for amendment in amendments],
        held_targets=targets,
        held_inspectors=inspectors,
        progress=progress,
    )
    return _report(told)


def verify_receipt(
    receipt: Text,
    *,
    commitment_digest: Commitment | str,
    record_digest: Record | str,
    digest: Text | None = None,
    plan: Plan | str | None = None,
) -> Report:
    """Checks a receipt with nothing but what was published (个体核验).

    Args:
        commitment_digest: As it was published before the draw.
        record_digest: As it was published after the draw.
        digest: The published digest document, whose cut-offs are then compared.
        plan: The published plan, whose rules are then applied to the row.
    """
    told = ask(
        "verify_receipt",
        receipt=text_of(receipt),
        commitment_digest=digest_of(commitment_digest),
        record_digest=digest_of(record_digest),
        digest=None if digest is None else text_of(digest),
        plan=None if plan is None else _plan_text(plan),
    )
    return _report(told)


def verify_absence(absence: Text, *, commitment_digest: Commitment | str) -> Report:
    """Checks the proof that an id is not in the directory, with nothing but the published digest."""
    told = ask("verify_absence", absence=text_of(absence), commitment_digest=digest_of(commitment_digest))
    return _report(told)


def _plan_text(plan: Plan | str) -> str:
    return plan if isinstance(plan, str) else plan.text


def _report(told: dict[str, Any]) -> Report:
    return Report(told["holds"], told["report"], told["zh"], told["en"])
