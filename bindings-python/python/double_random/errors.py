"""What can go wrong, as exceptions: a stable code, its parameters, a sentence in Chinese and one in English.

>>> import double_random as dr
>>> try:
...     dr.tickets(["A"], "no key")
... except dr.DoubleRandomError as error:
...     print(type(error).__name__, error.code)
DigestError digest.not_hex
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from double_random.table import Table


class Explained(BaseException):
    """What every error of this package tells, whoever asks.

    Attributes:
        code: The stable code, `<family>.<what>`; it never changes its meaning.
        params: The parameters of the sentences, by name.
        zh: The sentence in Chinese.
        en: The sentence in English.
    """

    code: str
    params: dict[str, Any]
    zh: str
    en: str

    def __init__(self, code: str, params: dict[str, Any], zh: str, en: str) -> None:
        super().__init__(code, params, zh, en)
        self.code, self.params, self.zh, self.en = code, params, zh, en

    def __str__(self) -> str:
        return f"{self.en}\n{self.zh}"


class DoubleRandomError(Explained, Exception):
    """Any error of this package; its subclasses are the families of codes."""


class Interrupted(Explained, KeyboardInterrupt):
    """Long work was stopped by Ctrl-C; nothing of it remains.

    It is a `KeyboardInterrupt`, so `except Exception` lets it through and a notebook shows it as one.
    """


class BeaconError(DoubleRandomError):
    """A round of a randomness beacon (`beacon.…`)."""


class CalendarError(DoubleRandomError):
    """A table of holidays, or a year without one (`calendar.…`)."""


class DateError(DoubleRandomError):
    """A day or a window (`date.…`)."""


class DigestError(DoubleRandomError):
    """A digest or a key (`digest.…`)."""


class DocumentError(DoubleRandomError):
    """A document that is not in its one layout (`document.…`)."""


class ExplainError(DoubleRandomError):
    """A team that cannot be explained (`explain.…`)."""


class LineError(DoubleRandomError):
    """A line of text in a document (`line.…`)."""


class DrawError(DoubleRandomError):
    """A draw that cannot be prepared, committed or drawn (`draw.…`)."""


class AmendError(DoubleRandomError):
    """A change after the draw that the rules do not allow (`amend.…`)."""


class AssignmentError(DoubleRandomError):
    """Inspectors that cannot be assigned (`assignment.…`)."""


class StaffError(DoubleRandomError):
    """A directory of inspectors that does not fit its plan (`staff.…`)."""


class IdError(DoubleRandomError):
    """An id or a name (`id.…`)."""


class InspectorError(DoubleRandomError):
    """A field of a directory of inspectors (`inspector.…`)."""


class PlanError(DoubleRandomError):
    """A plan (`plan.…`)."""


class PoolError(DoubleRandomError):
    """A pool that cannot be counted (`pool.…`)."""


class PublishError(DoubleRandomError):
    """A document for the public that cannot be made (`publish.…`)."""


class QuotaError(DoubleRandomError):
    """Numbers that cannot be worked out (`quota.…`)."""


class RatioError(DoubleRandomError):
    """A ratio (`ratio.…`)."""


class RegionError(DoubleRandomError):
    """An administrative division (`region.…`)."""


class ResultsError(DoubleRandomError):
    """Results of the visits and what is made of them (`results.…`)."""


class RiskError(DoubleRandomError):
    """A risk tier (`risk.…`)."""


class RuleError(DoubleRandomError):
    """Rules that do not fit together (`rule.…`)."""


class SaltError(DoubleRandomError):
    """A salt key (`salt.…`)."""


class SamplingError(DoubleRandomError):
    """A sample that cannot be drawn (`sampling.…`)."""


class SeedError(DoubleRandomError):
    """Sources of randomness (`seed.…`)."""


class StatisticsError(DoubleRandomError):
    """Outcomes, counts or past draws that nothing can be said of (`statistics.…`)."""


class TableError(DoubleRandomError):
    """A table: its columns, its rows, its file (`table.…`)."""


class TargetError(DoubleRandomError):
    """A field of a directory of targets (`target.…`)."""


class TeamError(DoubleRandomError):
    """A team rule (`team.…`)."""


class RequestError(DoubleRandomError):
    """What was asked for is not understood (`interop.…`)."""


class VerificationError(DoubleRandomError):
    """A verification that found something amiss (`verification.…`)."""


class BadRows(TableError):
    """A table with bad rows, told at once (`table.bad_rows`)."""

    @property
    def rows(self) -> Table:
        """The bad rows, but no more than the first 10 000: `row`, `column`, `code`, `message_zh`, `message_en`.

        Rows are numbered as the file counts them, the heading being row 1; rows of a frame count from 1.
        """
        from double_random.table import Table

        faults = self.params["rows"]
        return Table(
            row=[fault["row"] for fault in faults],
            column=[fault["column"] for fault in faults],
            code=[fault["code"] for fault in faults],
            message_zh=[fault["zh"] for fault in faults],
            message_en=[fault["en"] for fault in faults],
        )

    @property
    def count(self) -> int:
        """How many faults there are in all."""
        return int(self.params["count"])

    def _repr_html_(self) -> str:
        return self.rows._repr_html_()


FAMILIES: dict[str, type[Explained]] = {
    "amend": AmendError,
    "assignment": AssignmentError,
    "beacon": BeaconError,
    "calendar": CalendarError,
    "date": DateError,
    "digest": DigestError,
    "document": DocumentError,
    "draw": DrawError,
    "explain": ExplainError,
    "id": IdError,
    "inspector": InspectorError,
    "interop": RequestError,
    "line": LineError,
    "plan": PlanError,
    "pool": PoolError,
    "progress": Interrupted,
    "publish": PublishError,
    "quota": QuotaError,
    "ratio": RatioError,
    "region": RegionError,
    "results": ResultsError,
    "risk": RiskError,
    "rule": RuleError,
    "salt": SaltError,
    "sampling": SamplingError,
    "seed": SeedError,
    "staff": StaffError,
    "statistics": StatisticsError,
    "table": TableError,
    "target": TargetError,
    "team": TeamError,
}


def of_answer(answer: str) -> Explained:
    """The exception for an answer that is an error."""
    error = json.loads(answer)["error"]
    code = error["code"]
    family = BadRows if code == "table.bad_rows" else FAMILIES.get(code.split(".")[0], DoubleRandomError)
    return family(code, error["params"], error["zh"], error["en"])
