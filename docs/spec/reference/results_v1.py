"""double-random/1: after the visits, from docs/spec/results-v1.md (its sections 1 to 6 and 12).

It is read after draw_v1.py, record_v1.py, teams_v1.py and ceremony_v1.py. "(R4)" in a docstring is section 4 of that
page. Figures, hand-overs, feedback and disclosure of its sections 7 to 10 are in `figures_v1.py`.
"""

import calendar
import csv
import dataclasses
import datetime
import functools
import io
import itertools
import re

from ceremony_v1 import a_line, check_committed, list_in_force, read_amendment
from draw_v1 import (
    HASHES,
    Directory,
    a_hash,
    a_small_positive,
    check_day,
    check_id,
    check_shape,
    check_whole,
    combined_tier,
    find_task,
    hash_text,
    one_of,
    or_null,
    read_document,
    read_pieces,
    read_plan,
    refuse_unless,
    write_document,
)
from record_v1 import read_record

# --- R1 Working days ------------------------------------------------------------------------------------------------

DAY_WORDS = {"off": ("休", "休息", "放假"), "work": ("班", "上班", "工作日")}
HOLIDAY_COLUMNS = {"date": ("日期",), "day": ("类型",), "name": ("名称",)}


def read_csv(text, columns, must):
    """(number, {column: field}) of each row; `columns` has the headings that mean a column besides its name (R12)."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    refuse_unless(rows, "the table has no heading")
    means = {heading: column for column, headings in columns.items() for heading in (column, *headings)}
    heading = [means.get(name.strip()) for name in rows[0]]
    known = [column for column in heading if column]
    refuse_unless(len(set(known)) == len(known), "two columns mean the same")
    for column in must:
        refuse_unless(column in known, f"the column {column} is missing")
    for number, row in enumerate(rows[1:], start=2):
        if row:
            refuse_unless(len(row) == len(heading), f"row {number}: {len(row)} fields for {len(heading)} columns")
            yield number, {column: field for column, field in zip(heading, row) if column}


@dataclasses.dataclass(frozen=True)
class Calendar:
    """Which days are worked, from a table of holidays (R1)."""

    named: dict  # day -> "off" or "work"

    @classmethod
    def read(cls, text):
        named = {}
        for number, row in read_csv(text, HOLIDAY_COLUMNS, ("date", "day")):
            day = check_day(row["date"])
            refuse_unless(day not in named, f"row {number}: {day} comes twice")
            words = [word for word, others in DAY_WORDS.items() if row["day"] in (word, *others)]
            refuse_unless(words, f"row {number}: {row['day']!r} is neither off nor work")
            named[day] = words[0]
        return cls(named)

    def is_working(self, day):
        """Whether a day is worked; asked only of years that the table covers (R1)."""
        year = day[:4]
        covered = all(self.named.get(f"{year}-{holiday}") == "off" for holiday in ("01-01", "10-01"))
        refuse_unless(covered, f"the table of holidays does not cover {year}")
        weekday = datetime.date.fromisoformat(day).weekday() < 5
        return {"work": True, "off": False, None: weekday}[self.named.get(day)]

    def workdays(self, start, count, limit=None):
        """The working day so many after `start`, but not after `limit` (R1)."""
        check_whole(count, "the number of days", 1)
        day = start
        while count:
            if limit is not None and day >= limit:
                return limit
            day = next_day(day)
            count -= self.is_working(day)
        return day


def next_day(day):
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()
    except OverflowError:
        refuse_unless(False, f"no day comes after {day}")


def days_from(earlier, later):
    """Calendar days between two days (R1)."""
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days


# --- R2 Outcomes and answers ----------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Outcome:
    words: tuple
    kind: str  # clear, problem, none, gone
    inspected: bool = False
    follow_up: bool = False


OUTCOMES = {
    "no_problem": Outcome(("未发现问题",), "clear", inspected=True),
    "not_disclosed": Outcome(("未按规定公示应当公示的信息",), "problem", inspected=True, follow_up=True),
    "concealed": Outcome(
        ("公示信息隐瞒真实情况、弄虚作假", "公示信息隐瞒真实情况弄虚作假"), "problem", inspected=True, follow_up=True
    ),
    "unreachable": Outcome(("通过登记的住所（经营场所）无法联系",), "problem", follow_up=True),
    "ordered_to_correct": Outcome(("发现问题已责令改正", "经责令已改正"), "problem", inspected=True),
    "uncooperative": Outcome(
        ("不配合检查情节严重", "不予配合检查情节严重", "不予配合情节严重"), "problem", follow_up=True
    ),
    "no_activity": Outcome(
        (
            "未发现开展本次抽查涉及的（生产）经营活动",
            "未发现开展本次抽查涉及的生产经营活动",
            "未发现开展本次抽查涉及的经营活动",
        ),
        "none",
        inspected=True,
    ),
    "pending": Outcome(("发现问题待后续处理",), "problem", inspected=True, follow_up=True),
    "closed": Outcome(("已关闭停业或正在组织清算",), "gone"),
    "deregistered": Outcome(("注销", "已注销"), "gone"),
    "revoked": Outcome(("被吊销",), "gone"),
    "rescinded": Outcome(("被撤销",), "gone"),
    "moved_out": Outcome(("迁出",), "gone"),
}
OUTCOME_WORDS = {code: outcome.words for code, outcome in OUTCOMES.items()}
ANSWER_WORDS = {
    "yes": ("是", "符合", "合格"),
    "no": ("否", "不符合", "不合格"),
    "not_checked": ("未检查",),
    "not_applicable": ("合理缺项",),
}


def read_result_word(word, words, profile, what):
    """The code of a word, which a profile may know (R2)."""
    if word.strip() in profile:
        return profile[word.strip()]
    plain = "".join(word.split()).translate({ord("("): "（", ord(")"): "）"})
    plain = plain[:-1] if plain.endswith(("；", ";", "。")) else plain
    for code, known in words.items():
        if plain in (code, *known):
            return code
    refuse_unless(False, f"{word!r} is not {what}")


def in_table_order(codes):
    return [code for code in OUTCOMES if code in codes]


def any_outcome(result, holds):
    """Whether an outcome of a result has what is asked."""
    return any(holds(OUTCOMES[code]) for code in result["outcomes"])


is_problem = lambda outcome: outcome.kind == "problem"
is_inspected = lambda outcome: outcome.inspected
needs_follow_up = lambda outcome: outcome.follow_up


# --- R3 The ledger --------------------------------------------------------------------------------------------------

an_outcome = one_of(*OUTCOMES)
a_day = lambda value, where: check_day(value)
RESULT = {
    "draw": a_line,
    "target": a_line,
    "visited": {"from": a_day, "to": a_day},
    "inspectors": [a_line],
    "outcomes": [an_outcome],
    "items": [{"item": a_small_positive, "answer": one_of(*ANSWER_WORDS), "outcome": or_null(an_outcome)}],
    "agency": a_line,
    "by": a_line,
    "day": a_day,
    "note": or_null(a_line),
    "corrects": [a_hash],
}
ENTRIES = {
    "result": RESULT,
    "publication": {"result": a_hash, "where": a_line, "agency": a_line, "by": a_line, "day": a_day},
    "hand_over": {"result": a_hash, "from": a_line, "to": a_line, "matter": a_line, "by": a_line, "day": a_day},
    "taken_over": {"hand_over": a_hash, "agency": a_line, "by": a_line, "day": a_day},
    "closing": {"hand_over": a_hash, "agency": a_line, "how": a_line, "by": a_line, "day": a_day},
}


def check_entry(entry, where="entry"):
    """Refuses what is no entry in its one form (R3)."""
    refuse_unless(isinstance(entry, dict) and len(entry) == 1, f"{where} is not an entry of one member")
    [(kind, members)] = entry.items()
    one_of(*ENTRIES)(kind, where)
    check_shape(members, ENTRIES[kind], f"{where}.{kind}")
    if kind != "result":
        return
    outcomes, inspectors = members["outcomes"], members["inspectors"]
    refuse_unless(outcomes, f"{where} has no outcome")
    refuse_unless(outcomes == in_table_order(outcomes), f"{where}: the outcomes are not in order, or one stands twice")
    together = len(outcomes) == 1 or all(is_problem(OUTCOMES[code]) for code in outcomes)
    refuse_unless(together, f"{where}: these outcomes do not stand together")
    refuse_unless(inspectors and len(set(inspectors)) == len(inspectors), f"{where}: no inspector, or one named twice")
    refuse_unless(members["visited"]["from"] <= members["visited"]["to"], f"{where}: the visit ends before it begins")
    for ordered in ([item["item"] for item in members["items"]], members["corrects"]):
        refuse_unless(ordered == sorted(set(ordered)), f"{where}: {ordered} are not in order, or one stands twice")


def put_in_form(entry):
    """An entry of a request in its one form: its lists may stand in any order, its sets may name one twice (R3)."""
    if not (isinstance(entry, dict) and list(entry) == ["result"] and isinstance(entry["result"], dict)):
        return entry
    result = dict(entry["result"])
    place = lambda code: list(OUTCOMES).index(code) if code in OUTCOMES else len(OUTCOMES)
    orders = {"outcomes": (set, place), "corrects": (set, str), "items": (list, lambda item: item["item"])}
    for member, (collect, order) in orders.items():
        try:
            result[member] = sorted(collect(result[member]), key=order)
        except (KeyError, TypeError):
            pass  # it is refused for what it is, when it is checked
    return {"result": result}


def the_day(entry):
    [members] = entry.values()
    return members["day"]


@dataclasses.dataclass(frozen=True)
class Ledger:
    """Entries about the draws of one record, by their digests in the ledger's order (R3)."""

    suite: str
    record_digest: str
    entries: dict

    @classmethod
    def of(cls, suite, record_digest, entries):
        for number, entry in enumerate(entries):
            check_entry(entry, f"entries[{number}]")
        by_digest = {hash_text(suite, write_document(entry)): entry for entry in entries}
        ordered = sorted(by_digest.items(), key=lambda pair: (the_day(pair[1]), pair[0]))
        return cls(suite, record_digest, dict(ordered))

    @classmethod
    def read(cls, text):
        document = read_document(text)
        check_shape(
            document,
            {
                "format": one_of("double-random/1 results"),
                "suite": one_of(*HASHES),
                "record_digest": a_hash,
                "entries": [an_entry],
            },
            "results",
        )
        ledger = cls.of(document["suite"], document["record_digest"], document["entries"])
        refuse_unless(
            list(ledger.entries.values()) == document["entries"], "the entries are not in order, or one stands twice"
        )
        return ledger

    def write(self):
        return write_document(
            {
                "format": "double-random/1 results",
                "suite": self.suite,
                "record_digest": self.record_digest,
                "entries": list(self.entries.values()),
            }
        )

    def plus(self, entries):
        return Ledger.of(self.suite, self.record_digest, [*self.entries.values(), *entries])

    def check_record(self, suite, record_digest):
        same = (self.suite, self.record_digest) == (suite, record_digest)
        refuse_unless(same, "the results are those of another record")

    def as_of(self, day):
        early = {digest: entry for digest, entry in self.entries.items() if the_day(entry) <= day}
        return Ledger(self.suite, self.record_digest, early)

    def of_kind(self, kind):
        """{digest: members} of one kind of entry, in order."""
        return {digest: entry[kind] for digest, entry in self.entries.items() if kind in entry}


def an_entry(value, where):
    check_entry(value, where)


def merge_ledgers(texts):
    """The union of ledgers of one record (R3)."""
    refuse_unless(texts, "there is nothing to merge")
    merged, *others = (Ledger.read(text) for text in texts)
    for other in others:
        other.check_record(merged.suite, merged.record_digest)
        merged = merged.plus(other.entries.values())
    return merged


def enter_results(record_text, ledger_text, entries):
    """The ledger with these entries, and how many of them are new (R3)."""
    record = read_record(record_text)
    suite = record["commitment"]["suite"]
    own = suite, hash_text(suite, record_text)
    ledger = Ledger(*own, {}) if ledger_text is None else Ledger.read(ledger_text)
    ledger.check_record(*own)
    entered = ledger.plus([put_in_form(entry) for entry in entries])
    return entered, len(entered.entries) - len(ledger.entries)


# --- R4 What is read of a published task ----------------------------------------------------------------------------

HALF_WIDTH = {code: code - 0xFF01 + ord("!") for code in range(0xFF01, 0xFF5F)}
DASHES = "—–-−─~〜至到"
SEPARATORS = "；;，,。、\n"


def plain(cell):
    """A cell without white space, in half-width characters (R4)."""
    return "".join(cell.split()).translate(HALF_WIDTH)


def read_window(cell, year):
    """The first and the last day of a window (R4)."""
    text = plain(cell)
    last_day = lambda year, month: calendar.monthrange(year, month)[1]

    def end(text, year, is_last):
        form = re.fullmatch("(?:([0-9]{1,9})年)?([0-9]{1,9})月(?:([0-9]{1,9})日)?", text)
        refuse_unless(form and 1 <= int(form[2]) <= 12, f"the window {cell!r} is not understood")
        year, month = int(form[1] or year), int(form[2])
        day = int(form[3]) if form[3] else last_day(year, month) if is_last else 1
        return year, check_day(f"{year:04}-{month:02}-{day:02}")

    if text == "全年":
        first, last = f"{year:04}-01-01", f"{year:04}-12-31"
    elif text.endswith("底前"):
        refuse_unless(text.endswith("月底前"), f"the window {cell!r} is not understood")
        last_year, last = end(text.removesuffix("底前"), year, True)
        first = f"{last_year:04}-01-01"
    else:
        parts = re.split(f"[{re.escape(DASHES)}]", text, maxsplit=1)
        begin, stop = parts if len(parts) == 2 else (text, text)
        stop = stop.lstrip(DASHES)
        begin += "月" if re.fullmatch("[0-9]{1,9}", begin) and stop.endswith("月") else ""
        first_year, first = end(begin, year, False)
        _, last = end(stop, first_year, True)
    refuse_unless(first <= last, f"the window {cell!r} ends before it begins")
    return {"from": first, "to": last}


def read_items(cell):
    """The texts of a task's items (R4)."""
    mark = lambda number, text: re.match(f"{number}[.．、]", text[:16].translate(HALF_WIDTH).replace("．", "."))
    rest, number, items = cell.strip(), 1, []
    if not mark(1, rest):
        items = [closed(rest)]
    while mark(number, rest):
        rest = rest[len(str(number)) + 1 :]
        ends = (at for at, sign in enumerate(rest) if sign in SEPARATORS and mark(number + 1, rest[at + 1 :].lstrip()))
        at = next(ends, len(rest))
        items.append(closed(rest[:at]))
        rest, number = rest[at + 1 :].lstrip(), number + 1
    items = [item for item in items if item]
    refuse_unless(items, f"no item is named in {cell!r}")
    return items


def closed(text):
    return text.strip().rstrip(SEPARATORS).rstrip()


def read_authority(cell):
    """The authority that a task's mode names, or None (R4)."""
    form = re.fullmatch("【[^】]*】(?:(.+?)(?:发起并实施检查|发起|实施检查))?", plain(cell))
    refuse_unless(form, f"the mode {cell!r} is not understood")
    return form[1]


def read_scope(cell):
    words = {"定向": "directed", "不定向": "undirected"}
    refuse_unless("".join(cell.split()) in words, f"{cell!r} is no type of task")
    return words["".join(cell.split())]


def read_task_number(cell):
    refuse_unless(re.fullmatch("[0-9]{1,9}", plain(cell)), f"{cell!r} is no number of a task")
    return int(plain(cell))


# --- R4 What is due -------------------------------------------------------------------------------------------------

PARAMETERS = {
    "entry": {"working_days": 20, "source": "未另行规定录入时限，按公示时限执行"},
    "publication": {
        "working_days": 20,
        "source": "抽查检查结束之日起20个工作日内公示（本系统默认值，以当地现行规定为准）",
    },
    "unreachable": {
        "working_days": 10,
        "source": "《企业经营异常名录管理暂行办法》：自查实之日起10个工作日内列入经营异常名录并公示",
    },
}


@dataclasses.dataclass(frozen=True)
class Given:
    """What a case is made of: documents as their texts, directories as they were read (R4)."""

    record: str
    plan: str
    directory: Directory
    inspectors: Directory | None
    amendments: list
    results: str


class Due:
    """A draw and a target on its list in force, with everything entered about it (R4)."""

    def __init__(self, case, draw, target, tier):
        self.case, self.draw, self.target, self.tier = case, draw, target, tier
        self.pair = [draw, target]
        self.task = case.tasks[draw]
        self.teams = case.teams(draw, target)
        self.agencies = self.find_agencies()
        self.responsible = self.agencies[0] if self.agencies else None
        team = self.task["rules"]["team"]
        published = self.task["published"]["window"]
        self.window = team["window"] if team else read_window(published, case.plan["year"])
        row = case.directory.entries[target]
        self.has_tier = bool(combined_tier(row, self.task["rules"]["tiers"]))
        about = {d: r for d, r in case.results.items() if (r["draw"], r["target"]) == (draw, target)}
        self.history = {digest: result for digest, result in about.items() if self.is_right(result["agency"])}
        corrected = {digest for result in self.history.values() for digest in result["corrects"]}
        self.left = [digest for digest in self.history if digest not in corrected]

    def find_agencies(self):
        """Whose members visit, else whose task it is, the responsible one first (R4)."""
        entries = self.case.inspectors.entries if self.case.inspectors else {}
        sent = [entries[id]["agency"] for team in self.teams for id in team if id is not None]
        by_team = list(dict.fromkeys(agency for agency in sent if agency))
        authority = read_authority(self.task["published"]["mode"]) or self.case.plan["authority"]
        return by_team or ([authority] if authority else [])

    def is_right(self, agency):
        return not self.agencies or agency in self.agencies

    @property
    def state(self):
        return {0: "due", 1: "in_force"}.get(len(self.left), "conflict")

    @property
    def in_force(self):
        """The result in force, or None."""
        return self.history[self.left[0]] if len(self.left) == 1 else None

    @property
    def first(self):
        return next(iter(self.history.values()), None)

    @functools.cached_property
    def publications(self):
        """The days of the publications that count, by digest, in order."""
        published = self.case.ledger.of_kind("publication").items()
        return {d: p for d, p in published if p["result"] in self.history and self.is_right(p["agency"])}

    @property
    def published(self):
        return min((publication["day"] for publication in self.publications.values()), default=None)

    @functools.cached_property
    def entry_deadline(self):
        return self.case.deadline("entry", self.last_day())

    @functools.cached_property
    def publication_deadline(self):
        return self.case.deadline("publication", self.last_day())

    def last_day(self):
        """From when the deadlines run: a visit made late wins no time (R5)."""
        return min(self.first["visited"]["to"], self.window["to"]) if self.first else self.window["to"]

    @property
    def on_time(self):
        return bool(self.first) and self.first["day"] <= self.entry_deadline

    @property
    def published_on_time(self):
        return self.published is not None and self.published <= self.publication_deadline

    def has(self, asked):
        """Whether the result in force has an outcome with what is asked."""
        return self.in_force is not None and any_outcome(self.in_force, asked)


class Case:
    """A record with all that belongs to it, as of a day (R4)."""

    def __init__(self, given, as_of, holidays=None, parameters=None):
        self.as_of, self.calendar, self.parameters = as_of, holidays, parameters
        self.record, self.plan = read_record(given.record), read_plan(given.plan)
        self.directory, self.inspectors = given.directory, given.inspectors
        commitment = self.record["commitment"]
        check_committed(commitment, given.plan, given.directory, given.inspectors)
        ledger = Ledger.read(given.results)
        ledger.check_record(commitment["suite"], hash_text(commitment["suite"], given.record))
        self.ledger = ledger.as_of(as_of)
        self.results = self.ledger.of_kind("result")
        early = list(itertools.takewhile(lambda text: read_amendment(text)["day"] <= as_of, given.amendments))
        self.lists = list_in_force(given.record, given.plan, given.directory, early, given.inspectors)
        self.tasks = {draw["draw"]: find_task(self.plan, draw["task"]) for draw in commitment["draws"]}
        self.dues = [
            Due(self, draw, target, tier)
            for draw, tiers in self.lists.by_draw().items()
            for target, tier in by_target(tiers)
        ]

    def teams(self, draw, target):
        """The members, by slot, of the teams in force that visit a target for a draw, open slots left out (R4)."""
        visits = self.lists.by_visit() or []
        return [
            [id for id in visit["inspectors"] if id is not None]
            for visit in visits
            if visit["target"] == target and draw in visit["draws"]
        ]

    def deadline(self, parameter, day):
        """So many working days after a day, but not after the plan's deadline (R5)."""
        return self.calendar.workdays(day, self.parameters[parameter]["working_days"], self.plan["deadline"])

    def follow_up_deadline(self, due):
        day = due.in_force["visited"]["to"]
        return self.calendar.workdays(day, self.parameters["unreachable"]["working_days"])

    def due_of(self, result):
        """The due that a result is about, whether it counts or not, or None."""
        about = (due for due in self.dues if due.pair == [result["draw"], result["target"]])
        return next(about, None)

    def items(self, draw):
        return read_items(self.tasks[draw]["published"]["items"])


def by_target(tiers):
    """[(target, tier)] of one draw's lists, in the order of the targets."""
    listed = [(target, tier) for tier, targets in tiers.items() for target in targets]
    return sorted(listed, key=lambda pair: pair[0].encode())


# --- R6 Findings ----------------------------------------------------------------------------------------------------


def findings(case):
    """What is readable but wrong, entry by entry (R6)."""
    found = {"result": of_result, "publication": of_publication, "hand_over": of_hand_over}
    told = []
    for digest, entry in case.ledger.entries.items():
        [(kind, members)] = entry.items()
        for code, params in found.get(kind, of_step)(case, digest, members):
            told.append({"entry": digest, "code": f"results.{code}", "params": params})
    return told


def of_result(case, digest, result):
    due = case.due_of(result)
    if due is not None:
        yield from of_due_result(case, due, digest, result)
    elif result["draw"] not in case.tasks:
        yield "unknown_draw", {"draw": result["draw"]}
    else:
        was_listed = any(
            result["target"] in listed for (draw, _), listed in case.lists.listed.items() if draw == result["draw"]
        )
        code = "taken_off_the_list" if was_listed else "not_on_the_list"
        yield code, {"draw": result["draw"], "target": result["target"]}
    yield from of_corrections(case, due, digest, result)


def of_due_result(case, due, digest, result):
    visited, items = result["visited"], case.items(due.draw)
    answered = [item["item"] for item in result["items"]]
    if not due.is_right(result["agency"]):
        yield "other_agency", {"agency": result["agency"], "expected": "、".join(due.agencies)}
    members = [id for team in due.teams for id in team]
    for inspector in result["inspectors"]:
        if due.teams and inspector not in members:
            yield "not_on_the_team", {"inspector": inspector}
    if len(result["inspectors"]) < 2:
        yield "too_few_inspectors", {"found": len(result["inspectors"])}
    for item in answered:
        if item > len(items):
            yield "unknown_item", {"item": item, "items": len(items)}
    if any(OUTCOMES[code].inspected and code != "no_activity" for code in result["outcomes"]):
        for item in range(1, len(items) + 1):
            if item not in answered:
                yield "missing_item", {"item": item}
    if "no_problem" in result["outcomes"]:
        for item in result["items"]:
            if item["answer"] == "no" or item["outcome"] and is_problem(OUTCOMES[item["outcome"]]):
                yield "contradiction", {"item": item["item"]}
    if visited["from"] < due.window["from"] or visited["to"] > due.window["to"]:
        yield "outside_window", due.window
    if result["day"] < visited["to"]:
        yield "entered_before_visit", {"entered": result["day"], "visited": visited["to"]}
    if digest == next(iter(due.history), None) and not due.on_time:
        yield "entered_late", {"entered": result["day"], "deadline": due.entry_deadline}


def of_corrections(case, due, digest, result):
    for corrected in result["corrects"]:
        if corrected not in case.results:
            yield "corrects_unknown", {"result": corrected}
    others = {corrected: case.results[corrected] for corrected in result["corrects"] if corrected in case.results}
    same = lambda other: (other["draw"], other["target"]) == (result["draw"], result["target"])
    for corrected, other in others.items():
        if not same(other):
            yield "corrects_other", {"result": corrected}
    for corrected, other in others.items():
        if same(other) and other["day"] > result["day"]:
            yield "corrects_later", {"result": corrected}
    if due is not None and due.left == [digest]:
        published = {publication["result"] for publication in due.publications.values()}
        earlier = list(due.history)[: list(due.history).index(digest)]
        if digest not in published and published & set(earlier):
            yield "correction_unpublished", {}


def of_publication(case, digest, publication):
    result = case.results.get(publication["result"])
    if result is None:
        yield "publication_of_unknown", {"result": publication["result"]}
        return
    due = counting_due(case, publication["result"])
    if due is not None and not due.is_right(publication["agency"]):
        yield "published_by_other", {"agency": publication["agency"], "expected": "、".join(due.agencies)}
    if publication["day"] < result["day"]:
        yield "published_before_entry", {"published": publication["day"], "entered": result["day"]}
    if due is not None and digest == next(iter(due.publications), None):
        if publication["day"] > due.publication_deadline:
            yield "published_late", {"published": publication["day"], "deadline": due.publication_deadline}


def of_hand_over(case, digest, hand_over):
    result = case.results.get(hand_over["result"])
    if result is None:
        yield "hand_over_of_unknown", {"result": hand_over["result"]}
        return
    due = counting_due(case, hand_over["result"])
    if due is not None and not due.is_right(hand_over["from"]):
        yield "handed_over_by_other", {"agency": hand_over["from"], "expected": "、".join(due.agencies)}
    if hand_over["day"] < result["day"]:
        yield "handed_over_before_entry", {"handed_over": hand_over["day"], "entered": result["day"]}


def of_step(case, digest, step):
    """About a receipt or a closing."""
    [kind] = case.ledger.entries[digest]
    hand_over = case.ledger.of_kind("hand_over").get(step["hand_over"])
    if hand_over is None:
        yield "hand_over_unknown", {"hand_over": step["hand_over"]}
        return
    if step["agency"] != hand_over["to"]:
        code = {"taken_over": "taken_over_by_other", "closing": "closed_by_other"}[kind]
        yield code, {"agency": step["agency"], "to": hand_over["to"]}
    if step["day"] < hand_over["day"]:
        yield "step_before_hand_over", {"day": step["day"], "handed_over": hand_over["day"]}
    named = lambda kind: {d: s for d, s in case.ledger.of_kind(kind).items() if s["hand_over"] == step["hand_over"]}
    if kind == "closing" and not any(receipt["day"] <= step["day"] for receipt in named("taken_over").values()):
        yield "closed_before_taken_over", {"closed": step["day"]}
    if digest != next(iter(named(kind))):
        yield "step_repeated", {"hand_over": step["hand_over"]}


def counting_due(case, digest):
    """The due in whose history a result is, or None."""
    due = case.due_of(case.results[digest])
    return due if due is not None and digest in due.history else None


# --- R12 CSV --------------------------------------------------------------------------------------------------------

RESULT_COLUMNS = {
    "id": ("统一社会信用代码", "注册号", "编号", "检查对象标识"),
    "task": ("抽查任务编号", "任务编号"),
    "task_title": ("抽查任务名称", "任务名称"),
    "visited_from": ("检查开始日期",),
    "visited_to": ("检查日期", "抽查日期", "检查结束日期", "抽查完成日期"),
    "inspectors": ("检查人员",),
    "outcomes": ("检查结果", "抽查结果", "抽查检查结果"),
    "items": ("抽查事项结果", "检查事项结果"),
    "agency": ("录入部门", "录入机关", "检查机关"),
    "by": ("录入人", "录入人员"),
    "entered": ("录入日期", "录入时间"),
    "published": ("公示日期", "公示时间"),
    "note": ("备注",),
    "corrects": ("更正",),
}
MUST = ("id", "visited_to", "inspectors", "outcomes", "agency", "by", "entered")


def read_results_csv(given, record):
    """The entries of a table: of each row a result, and its publication where it has one (R12)."""
    suite, plan = record["commitment"]["suite"], read_plan(given["plan"])
    check_committed(record["commitment"], given["plan"])
    columns = {column: list(headings) for column, headings in RESULT_COLUMNS.items()}
    for heading, column in given.get("headings", {}).items():
        refuse_unless(column in columns, f"there is no column {column}")
        columns[column].append(heading)
    draws = draws_by_name(record, plan)
    for number, row in read_csv(given["text"], columns, MUST):
        refuse_unless({"task", "task_title"} & set(row), "no column says which task it is")
        result = {"result": read_result_row(given, draws, row)}
        check_entry(result, f"row {number}")
        yield result
        if row.get("published"):
            publication = {
                "result": hash_text(suite, write_document(result)),
                "where": "国家企业信用信息公示系统",
                "agency": row["agency"],
                "by": row["by"],
                "day": row["published"],
            }
            check_entry({"publication": publication}, f"row {number}")
            yield {"publication": publication}


def draws_by_name(record, plan):
    """{name, number or title of a task: draw id} of what the record draws; what means two draws means none."""
    named = {}
    for draw in record["commitment"]["draws"]:
        task = find_task(plan, draw["task"])
        published = task["published"]
        for word in {
            task["name"],
            plain(published["number"]),
            str(read_task_number(published["number"])),
            published["title"],
        }:
            named.setdefault(word, set()).add(draw["draw"])
    return {word: next(iter(draws)) for word, draws in named.items() if len(draws) == 1}


def read_result_row(given, draws, row):
    check_id(row["id"], given.get("profile", "ascii"))
    task = row["task"] if "task" in row else row["task_title"]
    refuse_unless(task in draws, f"{task!r} is no task of the record")
    outcome = lambda word: read_result_word(word, OUTCOME_WORDS, profile(given, "outcomes"), "an outcome")
    outcomes = [outcome(word) for word in read_pieces(row["outcomes"])]
    items = [read_item(given, outcome, piece) for piece in read_pieces(row.get("items", ""))]
    return {
        "draw": draws[task],
        "target": row["id"],
        "visited": {"from": row.get("visited_from") or row["visited_to"], "to": row["visited_to"]},
        "inspectors": read_pieces(row["inspectors"]),
        "outcomes": in_table_order(outcomes),
        "items": sorted(items, key=lambda item: item["item"]),
        "agency": row["agency"],
        "by": row["by"],
        "day": row["entered"],
        "note": row.get("note") or None,
        "corrects": sorted(set(read_pieces(row.get("corrects", "")))),
    }


def profile(given, of):
    """The further words that a caller knows (R2)."""
    return given.get("words", {}).get(of, {})


def read_item(given, outcome, piece):
    """`<item>=<answer>` or `<item>=<answer>/<outcome>` (R12)."""
    form = re.fullmatch("([1-9][0-9]*)=([^/]+)(?:/(.+))?", piece)
    refuse_unless(form, f"{piece!r} is no answer to an item")
    answer = read_result_word(form[2], ANSWER_WORDS, profile(given, "answers"), "an answer")
    return {"item": int(form[1]), "answer": answer, "outcome": outcome(form[3]) if form[3] else None}
