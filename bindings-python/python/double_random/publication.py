"""What is given to the public and to each target: notice, digest, list, certificate, receipt, absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from double_random._interop import ask
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.documents import (
    Absence,
    Commitment,
    DrawDigest,
    Notice,
    Page,
    Receipt,
    Text,
    digest_of,
    text_of,
)
from double_random.files import AnyPath
from double_random.plan import Plan
from double_random.progress import Progress
from double_random.record import Record


def notice(commitment: Text, plan: Plan) -> Notice:
    """The notice before the draw (抽取公告): no id, no tier, no seed."""
    return Notice(ask("notice", commitment=text_of(commitment), plan=plan.text)["notice"])


def digest(record: Record) -> DrawDigest:
    """The digest after the draw (抽取摘要): how many, and the cut-offs."""
    return DrawDigest(ask("digest", record=record.text)["digest"])


@dataclass(frozen=True, repr=False)
class PublicList:
    """The list after the visits (公示名单)."""

    data: Any
    csv: str
    """The list as a CSV file."""

    def save(self, path: AnyPath) -> None:
        """Writes the CSV file, with the byte order mark by which spreadsheets know that it is UTF-8."""
        with open(path, "x", encoding="utf-8-sig", newline="") as file:
            file.write(self.csv)

    def __repr__(self) -> str:
        return f"PublicList({max(self.csv.count(chr(10)) - 1, 0)} lines)"


def public_list(
    record: Record,
    plan: Plan,
    targets: TargetDirectory,
    *,
    show_individuals: bool = False,
    show_tiers: bool = False,
    progress: Progress = None,
) -> PublicList:
    """The list after the visits (公示名单); individuals are masked and tiers kept back unless asked for."""
    told = ask(
        "public_list",
        record=record.text,
        plan=plan.text,
        show_individuals=show_individuals,
        show_tiers=show_tiers,
        held_targets=targets,
        progress=progress,
    )
    return PublicList(told["list"], told["csv"])


def certificate(
    record: Record,
    plan: Plan,
    targets: TargetDirectory,
    *,
    inspectors: InspectorDirectory | None = None,
    commitment_digest: Commitment | str | None = None,
    record_digest: str | None = None,
    voids: Sequence[Text] = (),
    amendments: Sequence[Text] = (),
    after_visits: bool = False,
    progress: Progress = None,
) -> Page:
    """The draw as a page to read and print (抽取证书), with its verification; ids are shown only `after_visits`."""
    evidence = {
        "record": record.text,
        "plan": plan.text,
        "commitment_digest": digest_of(commitment_digest),
        "record_digest": record_digest,
        "voids": [text_of(void) for void in voids],
        "amendments": [text_of(amendment) for amendment in amendments],
    }
    told = ask(
        "certificate",
        verify=evidence,
        after_visits=after_visits,
        held_targets=targets,
        held_inspectors=inspectors,
        progress=progress,
    )
    return Page(told["html"])


def receipt(
    record: Record, plan: Plan, targets: TargetDirectory, id: str, *, progress: Progress = None
) -> Receipt:
    """What one target checks its own case with (个体核验凭证).

    >>> from double_random import digest, receipt, verify_receipt
    >>> mine = receipt(RECORD, PLAN, TARGETS, "140581-0007")
    >>> verify_receipt(mine, commitment_digest=RECORD.commitment, record_digest=RECORD, digest=digest(RECORD)).holds
    True
    """
    told = ask("receipt", record=record.text, plan=plan.text, id=id, held_targets=targets, progress=progress)
    return Receipt(told["receipt"])


def absence(commitment: Text, targets: TargetDirectory, id: str, *, progress: Progress = None) -> Absence:
    """Proof that an id is not in the directory (不在库证明); it shows two neighbours' rows."""
    told = ask("absence", commitment=text_of(commitment), id=id, held_targets=targets, progress=progress)
    return Absence(told["absence"])
