"""After the visits (检查之后): results entered, deadlines, figures, hand-overs, disclosure, and what the next draw reads.

What counts and what is late is said in `docs/spec/results-v1.md` and decided by the core; this passes on rows and tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from double_random import _frames, _html, _values, _words
from double_random._frames import Rows
from double_random._interop import ask
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.documents import Document, Text, text_of
from double_random.files import AnyPath, read_table
from double_random.plan import Plan
from double_random.progress import Progress
from double_random.record import Record
from double_random.table import Table

Parameters: TypeAlias = Mapping[str, Any] | None
"""Terms and goals that differ from the usual ones: `{"publication": {"working_days": 7, "source": "…"}, "goals": {"completion": "95%"}}`."""


class Holidays:
    """Which days are worked (节假日安排): rows of `date` and `day`, which is `off` (休) or `work` (班), whole years of them.

    >>> from double_random.results import Holidays
    >>> table = Holidays({"date": ["2025-01-01", "2025-10-01"], "day": ["off", "off"]})
    >>> table.working_day("2025-09-30", 1)
    datetime.date(2025, 10, 2)
    """

    def __init__(self, rows: Rows) -> None:
        self.text = _frames.csv_text(rows)

    @classmethod
    def read(cls, path: AnyPath, *, sheet: str | None = None) -> Holidays:
        """The table in a CSV file (UTF-8 or GBK) or in a sheet of an Excel workbook."""
        return cls.from_csv(read_table(path, sheet=sheet).text)

    @classmethod
    def from_csv(cls, text: str) -> Holidays:
        """The table in a CSV text."""
        holidays = cls.__new__(cls)
        holidays.text = text
        return holidays

    def working_day(self, after: date | str, days: int, *, limit: date | str | None = None) -> date:
        """The working day so many after a day, which does not count itself; not after the limit.

        Raises:
            DoubleRandomError: `calendar.year_not_covered` where the table does not say.
        """
        asked: dict[str, Any] = {"from": _values.day(after), "days": days}
        if limit is not None:
            asked["limit"] = _values.day(limit)
        told = ask("working_days", holidays=self.text, **asked)
        return date.fromisoformat(told["deadline"])


class Ledger(Document):
    """The results of a record's visits and what followed (结果登记簿): entries that are only added."""

    _zh = "结果登记簿"

    @property
    def entries(self) -> Table:
        """`day`, `kind`, and what each kind has of `draw`, `target`, `outcomes` between `;`, `agency`, `by`."""
        told = [(kind, entry) for entry in self.data["entries"] for kind, entry in entry.items()]
        agency = [entry.get("agency", entry.get("from")) for _, entry in told]
        outcomes = [";".join(entry["outcomes"]) if "outcomes" in entry else None for _, entry in told]
        return Table(
            day=[entry["day"] for _, entry in told],
            kind=[kind for kind, _ in told],
            draw=[entry.get("draw") for _, entry in told],
            target=[entry.get("target") for _, entry in told],
            outcomes=outcomes,
            agency=agency,
            by=[entry["by"] for _, entry in told],
        )

    def __repr__(self) -> str:
        return f"Ledger({len(self.data['entries'])} entries; digest {self.digest[:16]}…)"

    def _repr_html_(self) -> str:
        return _html.block(f"{self._zh}　{self.digest[:16]}…", _html.Html(self.entries._repr_html_()))


def enter(record: Record, entries: Iterable[Mapping[str, Any]] = (), *, ledger: Text | None = None) -> Ledger:
    """The ledger with these entries, as the specification writes them; without any, the empty ledger of a record.

    >>> from double_random import results
    >>> results.enter(RECORD).entries["kind"]
    []
    """
    return _entered(record, ledger, entries=[dict(entry) for entry in entries])


def enter_table(
    record: Record,
    plan: Plan,
    rows: Rows,
    *,
    ledger: Text | None = None,
    columns: Mapping[str, str] | None = None,
    profile: str = "ascii",
    outcomes: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Ledger:
    """The ledger with the results of a table, a row for each, in the usual headings of exports (检查结果导入).

    Columns are `id`, `task`, `visited_from`, `visited_to`, `inspectors`, `outcomes`, `items`, `agency`, `by`, `entered`,
    `published`, `note`, `corrects`; several values stand between `;`.

    Args:
        ledger: The ledger so far.
        columns: Which headings stand for which columns, where that is not known.
        profile: Of the ids, `ascii` or `text`.
        outcomes: What the platform's own codes for outcomes mean, such as `{"1": "no_problem"}`.
        answers: What its codes for items mean.

    Raises:
        BadRows: Every bad row at once, with `rows`.

    >>> from double_random import results
    >>> row = {"id": RECORD.drawn["id"][0], "task": "01", "visited_to": "2025-08-05", "inspectors": "甲;乙", "outcomes": "未发现问题"}
    >>> row |= {"agency": "某市市场监管局", "by": "王某", "entered": "2025-08-08"}
    >>> results.enter_table(RECORD, PLAN, [row]).entries["outcomes"]
    ['no_problem']
    """
    text = _frames.csv_text(rows)
    known: dict[str, Any] = {"columns": columns, "profile": profile, "outcomes": outcomes, "answers": answers}
    return enter_csv(record, plan, text, ledger=ledger, **known)


def enter_csv(
    record: Record,
    plan: Plan,
    text: str,
    *,
    ledger: Text | None = None,
    columns: Mapping[str, str] | None = None,
    profile: str = "ascii",
    outcomes: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Ledger:
    """As `enter_table`, from a CSV text."""
    table = {
        "text": text,
        "plan": plan.text,
        "profile": profile,
        "headings": dict(columns or {}),
        "words": {"outcomes": dict(outcomes or {}), "answers": dict(answers or {})},
    }
    return _entered(record, ledger, csv=table)


def _entered(record: Record, ledger: Text | None, **given: Any) -> Ledger:
    before: dict[str, Any] = {} if ledger is None else {"results": text_of(ledger)}
    return Ledger(ask("enter_results", record=record.text, **before, **given)["results"])


def merge(*ledgers: Text) -> Ledger:
    """Ledgers of one record as one (归并): the same in whatever order they come.

    >>> from double_random import results
    >>> empty = results.enter(RECORD)
    >>> results.merge(empty, empty) == empty
    True
    """
    return Ledger(ask("merge_results", results=[text_of(ledger) for ledger in ledgers])["results"])


@dataclass(frozen=True)
class Case:
    """A record with all that belongs to it, and its ledger."""

    record: Record
    plan: Plan
    targets: TargetDirectory
    """The directory that the record was drawn from."""
    ledger: Text
    inspectors: InspectorDirectory | None = None
    """The directory of inspectors, if the record assigns any."""
    amendments: Sequence[Text] = ()
    """What changed since, from the first."""

    def _told(self) -> dict[str, Any]:
        texts = [text_of(amendment) for amendment in self.amendments]
        documents = {"record": self.record.text, "plan": self.plan.text, "amendments": texts}
        return {**documents, "results": text_of(self.ledger)}

    def _held(self) -> dict[str, Any]:
        return {"held_targets": self.targets, "held_inspectors": self.inspectors}


RATES = ("completion", "entered", "on_time", "publication", "publication_on_time", "application_by_target")
"""The rates of a group: 完成率, 录入率, 按时录入率, 公示率, 按时公示率, 分级应用率（按户次）."""


@dataclass(frozen=True, repr=False)
class WorkProgress:
    """How far a plan is (工作进度), with everyone whom each figure counts."""

    data: dict[str, Any]
    """What the core answers, whole."""

    @property
    def csv(self) -> str:
        """The progress table as a CSV file."""
        return str(self.data["csv"])

    @property
    def rates(self) -> Table:
        """Every rate of every group: `scope` (`overall`, `task`, `agency`), `of`, `rate`, `numerator`, `denominator`, `ratio`, `percent`."""
        rows = [(*group[:2], *rate) for group in self._groups() for rate in _rates(group[2])]
        return Table(
            scope=[scope for scope, *_ in rows],
            of=[of for _, of, *_ in rows],
            rate=[name for _, _, name, _ in rows],
            **{name: [rate[name] for *_, rate in rows] for name in ("numerator", "denominator", "ratio", "percent")},
        )

    @property
    def tasks(self) -> Table:
        """For the eye, a row for each draw: `draw`, `title`, `due`, and its rates as percentages."""
        tasks = self.data["tasks"]
        return Table(**{name: [task[name] for task in tasks] for name in ("draw", "title")}, **_percentages(tasks))

    @property
    def agencies(self) -> Table:
        """The same for each responsible agency: `agency`, `due`, and its rates."""
        agencies = self.data["agencies"]
        return Table(agency=[agency["agency"] for agency in agencies], **_percentages(agencies))

    @property
    def goals(self) -> Table:
        """`rate`, `goal`, and whether it is `met`; missing over nothing."""
        goals = {name: self.data["goals"][name] for name in _words.RATES if name in self.data["goals"]}
        return Table(
            rate=list(goals),
            goal=[goal["goal"] for goal in goals.values()],
            met=[goal["met"] for goal in goals.values()],
        )

    @property
    def estimates(self) -> Table:
        """The share of problems in the pool of each draw: `draw`, `share`, `low`, `high`, missing where a tier is not known."""
        told = [task["estimate"]["overall"] for task in self.data["tasks"]]
        interval = [None if one is None else one["interval"] for one in told]
        return Table(
            draw=[task["draw"] for task in self.data["tasks"]],
            share=[None if one is None else one["share"] for one in told],
            low=[None if one is None else one["low"] for one in interval],
            high=[None if one is None else one["high"] for one in interval],
        )

    def behind(self, rate: str, *, draw: str | None = None) -> Table:
        """Who stands behind a rate, of all or of a draw: `draw`, `target`, `counted`; `problems:D` is the problem rate of tier D."""
        name, _, tier = rate.partition(":")
        group = self.data["overall"] if draw is None else _of_draw(self.data["tasks"], draw)
        told = group[name] if not tier else next(each for each in group[name] if each["tier"] == tier)
        pairs = [(*pair, counted) for counted, side in ((True, "in"), (False, "out")) for pair in told[side]]
        return Table(
            draw=[draw for draw, _, _ in pairs],
            target=[target for _, target, _ in pairs],
            counted=[counted for _, _, counted in pairs],
        )

    def counted_by(self, groups: Mapping[str, str]) -> list[dict[str, Any]]:
        """What was found, target by target, with the group (region, industry) of each: rows for `statistics.early_warning`."""
        rows = []
        for task in self.data["tasks"]:
            for rate in task["problems"]:
                for problems, side in ((1, "in"), (0, "out")):
                    for draw, target in rate[side]:
                        found = {"tier": rate["tier"], "group": groups[target], "inspected": 1, "problems": problems}
                        rows.append({"task": draw, **found})
        return rows

    @property
    def overdue(self) -> Table:
        """What is late (逾期): `draw`, `target`, `agency`, `what` (`entry`, `publication`), `deadline`, `days`."""
        return _table(self.data["overdue"], "draw", "target", "agency", "what", "deadline", "days")

    @property
    def hand_overs(self) -> Table:
        """All hand-overs (移交), open and closed, with their days."""
        names = ("hand_over", "draw", "target", "from", "to", "state", "handed_over", "taken_over", "closed", "days")
        return _table(self.data["hand_overs"], *names)

    @property
    def missing_hand_overs(self) -> Table:
        """Cases that are to be followed up and were handed to nobody: `draw`, `target`, `agency`, `outcomes`."""
        return _table(self.data["missing_hand_overs"], "draw", "target", "agency", "outcomes")

    @property
    def unreachable(self) -> Table:
        """Who could not be reached (无法联系): with `visited`, follow-up `deadline`, `done`, `days` late."""
        return _table(self.data["unreachable"], "draw", "target", "agency", "visited", "deadline", "done", "days")

    @property
    def conflicts(self) -> Table:
        """Visits with several results, none of which holds until it is settled: `draw`, `target`, `agency`, `results`."""
        return _table(self.data["conflicts"], "draw", "target", "agency", "results")

    @property
    def findings(self) -> Table:
        """What is wrong with entries (疑点): `entry`, the `draw` and `target` that it is about, `code`, `message_zh`, `message_en`."""
        return _findings(self.data["findings"])

    def save(self, path: AnyPath) -> None:
        """Writes the progress table, with the byte order mark by which spreadsheets know that it is UTF-8."""
        with open(path, "x", encoding="utf-8-sig", newline="") as file:
            file.write(self.csv)

    def _groups(self) -> list[tuple[str, str | None, dict[str, Any]]]:
        tasks = [("task", task["draw"], task) for task in self.data["tasks"]]
        agencies = [("agency", agency["agency"], agency) for agency in self.data["agencies"]]
        return [("overall", None, self.data["overall"]), *tasks, *agencies]

    def __repr__(self) -> str:
        overall = self.data["overall"]
        told = ", ".join(f"{name} {overall[name]['percent'] or 'of nothing'}" for name in RATES[:4:3])
        return f"WorkProgress({self.data['as_of']}: {overall['due']} due, {told}, {len(self.overdue)} overdue)"

    def _repr_html_(self) -> str:
        overall = self.data["overall"]
        counts = [
            (name, _cell(overall[name]), _goal(self.data["goals"].get(name)))
            for name in (*RATES, "application_by_task")
        ]
        lists = (
            ("逾期", self.overdue), ("无法联系", self.unreachable), ("移交", self.hand_overs), ("应移交未移交", self.missing_hand_overs),
            ("结果冲突", self.conflicts), ("疑点", self.findings),
        )  # fmt: skip
        parts = [
            _html.line(f"应检查{overall['due']}户次"),
            _html.table(["指标", "", "目标"], [(_words.RATES[name], *cells) for name, *cells in counts]),
            _html.table(
                ["任务", "抽查任务名称", "应检查", *(_words.RATES[name] for name in RATES)],
                [
                    (task["draw"], task["title"], task["due"], *(_cell(task[name]) for name in RATES))
                    for task in self.data["tasks"]
                ],
            ),
        ]
        for title, told in lists:
            if len(told):
                parts += [_html.line(f"{title}{len(told)}项", alarming=True), _html.Html(told._repr_html_())]
        return _html.block(f"工作进度　截至{self.data['as_of']}", *parts)


def progress(
    cases: Case | Sequence[Case],
    *,
    as_of: date | str,
    holidays: Holidays,
    parameters: Parameters = None,
    level: Fraction | str = "95%",
    progress: Progress = None,
) -> WorkProgress:
    """How far the work is on a day (工作进度), per task, per agency and overall.

    Several cases share their directories, as ceremonies of one plan from the same directories do.

    >>> from double_random import results
    >>> holidays = results.Holidays({"date": ["2025-01-01", "2025-10-01"], "day": ["off", "off"]})
    >>> case = results.Case(RECORD, PLAN, TARGETS, results.enter(RECORD))
    >>> results.progress(case, as_of="2025-12-31", holidays=holidays)
    WorkProgress(2025-12-31: 6 due, completion 0.00%, publication of nothing, 6 overdue)
    """
    all = [cases] if isinstance(cases, Case) else list(cases)
    if len({(id(case.targets), id(case.inspectors)) for case in all}) > 1:
        raise ValueError("the cases of one request share their directories")
    told = ask(
        "progress",
        cases=[case._told() for case in all],
        as_of=_values.day(as_of),
        holidays=holidays.text,
        parameters=_parameters(parameters),
        level=_values.ratio(level),
        progress=progress,
        **(all[0]._held() if all else {}),
    )
    return WorkProgress(told)


@dataclass(frozen=True, repr=False)
class Results:
    """What was found by visit, item and target (检查结果)."""

    data: dict[str, Any]
    """What the core answers, whole."""

    @property
    def csv(self) -> str:
        """The visits as a CSV file."""
        return str(self.data["csv"])

    @property
    def visits(self) -> Table:
        """A row for each inspection that is due: what is in force of it, when it was due, entered, published."""
        names = (
            "draw",
            "target",
            "agency",
            "state",
            "deadline",
            "entered",
            "on_time",
            "published",
            "result",
            "outcomes",
        )
        return _table(self.data["visits"], *names)

    @property
    def items(self) -> Table:
        """Each item (抽查事项) of each draw with the number of `yes`, `no`, `not_checked` and `not_applicable` answers."""
        told = self.data["items"]
        answers = ("yes", "no", "not_checked", "not_applicable")
        counts = {answer: [item["answers"][answer] for item in told] for answer in answers}
        return Table(**{name: [item[name] for item in told] for name in ("draw", "item", "text")}, **counts)

    @property
    def targets(self) -> Table:
        """`target`, `draws`, `outcomes`, several between `;`."""
        return _table(self.data["targets"], "target", "draws", "outcomes")

    @property
    def findings(self) -> Table:
        """What is wrong with entries (疑点)."""
        return _findings(self.data["findings"])

    def __repr__(self) -> str:
        return f"Results({self.data['as_of']}: {len(self.data['visits'])} visits)"

    def _repr_html_(self) -> str:
        shown = (self.visits, self.items, self.findings)
        return _html.block(f"检查结果　截至{self.data['as_of']}", *(_html.Html(table._repr_html_()) for table in shown))


def results(
    case: Case,
    *,
    as_of: date | str,
    holidays: Holidays,
    parameters: Parameters = None,
    progress: Progress = None,
) -> Results:
    """The results of a case on a day."""
    told = ask(
        "results",
        case=case._told(),
        as_of=_values.day(as_of),
        holidays=holidays.text,
        parameters=_parameters(parameters),
        progress=progress,
        **case._held(),
    )
    return Results(told)


@dataclass(frozen=True, repr=False)
class ResultsDisclosure:
    """The results as the national disclosure system shows them (结果公示)."""

    data: dict[str, Any]
    csv: str

    def save(self, path: AnyPath) -> None:
        """Writes the CSV file, with the byte order mark by which spreadsheets know that it is UTF-8."""
        with open(path, "x", encoding="utf-8-sig", newline="") as file:
            file.write(self.csv)

    def __repr__(self) -> str:
        return f"ResultsDisclosure({sum(len(task['results']) for task in self.data['tasks'])} results)"


def disclosure(
    case: Case, *, as_of: date | str, show_individuals: bool = False, progress: Progress = None
) -> ResultsDisclosure:
    """The results for the public (结果公示); individuals are masked unless asked for."""
    shown: dict[str, Any] = {"as_of": _values.day(as_of), "show_individuals": show_individuals}
    told = ask("disclosure", case=case._told(), **shown, progress=progress, **case._held())
    return ResultsDisclosure(told["disclosure"], told["csv"])


@dataclass(frozen=True)
class Feedback:
    """What the next draw reads (检查记录回写名录库): dated changes of a directory."""

    changes: Table
    """`day`, `id`, `column`, `value`: from that day on the field of this target is the value."""
    not_in_directory: list[str]
    """Inspected targets that the directory does not have."""

    def applied(self, rows: Rows, *, as_of: date | str, id: str = "id") -> list[dict[str, Any]]:
        """The rows of a directory with the changes up to and including a day; `id` is the heading of the ids."""
        early = [change for change in self.changes if change["day"] <= _values.day(as_of)]
        fields = {change["id"]: {change["column"]: change["value"]} for change in early}
        return [{**row, **fields.get(str(row[id]), {})} for row in _frames.each_row(rows)]


def feedback(
    case: Case, into: Rows | None = None, *, as_of: date | str, profile: str = "ascii", progress: Progress = None
) -> Feedback:
    """When targets were last inspected, and under which task, as changes of a directory.

    Args:
        into: The rows of the directory to change, with a column `last_inspected`; else that of the case.
        profile: Of its ids, `ascii` or `text`.
    """
    asked: dict[str, Any] = {"case": case._told(), "as_of": _values.day(as_of)}
    if into is not None:
        asked["into"] = {"csv": _frames.csv_text(into), "profile": profile}
    told = ask("feedback", **asked, progress=progress, **case._held())
    changes = [{"day": change["day"], **change["what"]["set"]} for change in told["changes"]]
    return Feedback(_table(changes, "day", "id", "column", "value"), list(told["not_in_directory"]))


def _parameters(parameters: Parameters) -> dict[str, Any]:
    told = dict(parameters or {})
    if "goals" in told:
        told["goals"] = {name: _values.ratio(goal) for name, goal in told["goals"].items()}
    return told


def _rates(group: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    tiers = [(f"problems:{rate['tier']}", rate) for rate in group["problems"]]
    by_task = [("application_by_task", group["application_by_task"])] if "application_by_task" in group else []
    return [*((name, group[name]) for name in RATES), *by_task, *tiers]


def _percentages(groups: list[dict[str, Any]]) -> dict[str, list[Any]]:
    due = {"due": [group["due"] for group in groups]}
    return {**due, **{name: [group[name]["percent"] for group in groups] for name in RATES}}


def _of_draw(tasks: list[dict[str, Any]], draw: str) -> dict[str, Any]:
    for task in tasks:
        if task["draw"] == draw:
            return task
    raise KeyError(draw)


def _cell(rate: dict[str, Any]) -> str:
    return f"{rate['percent'] or '—'}（{rate['numerator']}/{rate['denominator']}）"


def _goal(goal: dict[str, Any] | None) -> str:
    if goal is None:
        return ""
    met = {True: "　已达到", False: "　未达到", None: ""}[goal["met"]]
    return f"{goal['goal']}{met}"


def _table(rows: list[dict[str, Any]], *names: str) -> Table:
    return Table(**{name: [_joined(row[name]) for row in rows] for name in names})


def _joined(value: Any) -> Any:
    return ";".join(value) if isinstance(value, list) else value


def _findings(told: list[dict[str, Any]]) -> Table:
    return Table(
        entry=[finding["entry"] for finding in told],
        draw=[finding["about"] and finding["about"]["draw"] for finding in told],
        target=[finding["about"] and finding["about"]["target"] for finding in told],
        code=[finding["code"] for finding in told],
        message_zh=[finding["zh"] for finding in told],
        message_en=[finding["en"] for finding in told],
    )
