"""Provably fair random inspections: 双随机、一公开 that anyone can recompute.

The way goes from a plan and a directory to a record: `Plan.read`, `TargetDirectory`, `preview`, `commit`, `Committed.draw`,
`verify`. Everything is decided by the same core as in every other language; see `double_random.errors` for what can go wrong.
"""

from double_random import results as results
from double_random import rules as rules
from double_random import select as select
from double_random import statistics as statistics
from double_random._native import __version__ as __version__
from double_random.amendments import ListInForce, Recusal, Replacement, Supplement, amend, in_force
from double_random.ceremony import Committed, commit, void
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.documents import (
    Absence,
    Amendment,
    Commitment,
    Document,
    DrawDigest,
    Notice,
    Page,
    Receipt,
    Void,
)
from double_random.errors import BadRows, DoubleRandomError, Interrupted, VerificationError
from double_random.explanation import Explanation, explain
from double_random.plan import Decision, Plan
from double_random.progress import Progress
from double_random.publication import PublicList, absence, certificate, digest, notice, public_list, receipt
from double_random.quotas import Quotas, TaskQuotas, TierQuota, preview
from double_random.record import Record
from double_random.sampling import PartialDraw, stratified_draw, tickets
from double_random.sources import Beacon, BeaconRound, Public, PublicText, Secret, SecretCommitment
from double_random.table import Table
from double_random.task import Task
from double_random.verification import Report, verify, verify_absence, verify_receipt

__all__ = [
    "Absence",
    "Amendment",
    "BadRows",
    "Beacon",
    "BeaconRound",
    "Commitment",
    "Committed",
    "Decision",
    "Document",
    "DoubleRandomError",
    "DrawDigest",
    "Explanation",
    "InspectorDirectory",
    "Interrupted",
    "ListInForce",
    "Notice",
    "Page",
    "PartialDraw",
    "Plan",
    "Progress",
    "Public",
    "PublicList",
    "PublicText",
    "Quotas",
    "Receipt",
    "Record",
    "Recusal",
    "Replacement",
    "Report",
    "Secret",
    "SecretCommitment",
    "Supplement",
    "Table",
    "TargetDirectory",
    "Task",
    "TaskQuotas",
    "TierQuota",
    "VerificationError",
    "Void",
    "absence",
    "amend",
    "certificate",
    "commit",
    "digest",
    "explain",
    "in_force",
    "notice",
    "preview",
    "public_list",
    "receipt",
    "results",
    "rules",
    "select",
    "statistics",
    "stratified_draw",
    "tickets",
    "verify",
    "verify_absence",
    "verify_receipt",
    "void",
]
