"""double-random/1: figures, hand-over, feedback and disclosure, from docs/spec/results-v1.md (its sections 7 to 10).

It is read after results_v1.py. "(R7)" in a docstring is section 7 of that page.
"""

from fractions import Fraction
from math import floor

from draw_v1 import (
    TIERS,
    check_day,
    check_shape,
    check_whole,
    read_pieces,
    read_ratio,
    refuse_unless,
    write_ratio,
)
from ceremony_v1 import a_line
from results_v1 import (
    ANSWER_WORDS,
    OUTCOMES,
    PARAMETERS,
    Case,
    days_from,
    findings,
    in_table_order,
    is_inspected,
    is_problem,
    needs_follow_up,
    read_authority,
    read_scope,
    read_task_number,
)

GOALS = {"completion": "100%", "publication": "100%", "application_by_target": "90%", "application_by_task": "90%"}


def read_parameters(given):
    """The parameters with what is given in the place of the defaults, as answers repeat them (R5, R7)."""
    refuse_unless(isinstance(given, dict) and set(given) <= {*PARAMETERS, "goals"}, "there is no such parameter")
    deadlines = {name: given.get(name, default) for name, default in PARAMETERS.items()}
    for name, deadline in deadlines.items():
        shape = {"source": a_line, "working_days": lambda value, where: check_whole(value, where, 1, 2**32 - 1)}
        check_shape({member: deadline.get(member) for member in shape}, shape, name)
        refuse_unless(set(deadline) == set(shape), f"{name} has other members")
    goals = given.get("goals", {})
    refuse_unless(set(goals) <= set(GOALS), "there is no such goal")
    told = {name: {"working_days": d["working_days"], "source": d["source"]} for name, d in deadlines.items()}
    return {**told, "goals": {name: write_ratio(read_ratio(goals.get(name, goal))) for name, goal in GOALS.items()}}


def read_cases(given, as_of, holidays=None, parameters=None):
    """The cases of a request; no draw comes in two of them (R4)."""
    cases = [Case(each, check_day(as_of), holidays, parameters) for each in given]
    draws = [draw for case in cases for draw in case.tasks]
    refuse_unless(len(set(draws)) == len(draws), "a draw comes in two cases")
    return cases


# --- R7 Rates -------------------------------------------------------------------------------------------------------


def rate(inside, outside):
    """A rate with everyone it counts (R7)."""
    numerator, denominator = len(inside), len(inside) + len(outside)
    ratio = Fraction(numerator, denominator) if denominator else None
    hundredths = None if ratio is None else floor(ratio * 10000)
    return {
        "numerator": numerator,
        "denominator": denominator,
        "ratio": None if ratio is None else str(ratio),
        "percent": None if ratio is None else f"{hundredths // 100}.{hundredths % 100:02}%",
        "in": inside,
        "out": outside,
    }


def rate_of(dues, counts, named=lambda due: due.pair):
    """The rate of those for which something is true."""
    inside = [named(due) for due in dues if counts(due)]
    return rate(inside, [named(due) for due in dues if not counts(due)])


def figures(dues):
    """The figures of a group of dues (R7)."""
    entered = [due for due in dues if due.first]
    return {
        "due": len(dues),
        "completion": rate_of(dues, lambda due: due.on_time),
        "entered": rate_of(dues, lambda due: bool(due.first)),
        "on_time": rate_of(entered, lambda due: due.on_time),
        "publication": rate_of(entered, lambda due: due.published is not None),
        "publication_on_time": rate_of(entered, lambda due: due.published_on_time),
        "application_by_target": rate_of(dues, lambda due: due.has_tier),
        "problems": [{"tier": tier, **problems([due for due in dues if due.tier == tier])} for tier in TIERS],
    }


def problems(dues):
    """Of those that were looked at or should have been, where there was a problem (R7)."""
    told = [due for due in dues if due.has(lambda outcome: outcome.kind in ("problem", "clear"))]
    return rate_of(told, lambda due: due.has(is_problem))


def tells_tiers_apart(task):
    """Whether a task's rules treat tiers differently (R7)."""
    quota = task["rules"]["quota"]
    if quota == "census":
        return False
    [(word, members)] = quota.items()
    if word == "count_per_tier":
        return True
    treated = [read_ratio(ratio) for ratio in members["ratios"]] if word == "per_tier" else members["weights"]
    return len(set(treated)) > 1


def goal_met(rate, goal):
    if rate["ratio"] is None:
        return None
    return Fraction(rate["numerator"], rate["denominator"]) >= read_ratio(goal)


# --- R7, R8 Lists ---------------------------------------------------------------------------------------------------


def named(due):
    return {"draw": due.draw, "target": due.target, "agency": due.responsible}


def overdue(case, due):
    """What is late of a due, or None (R7)."""
    if not due.first:
        what, deadline = "entry", due.entry_deadline
    elif due.published is None:
        what, deadline = "publication", due.publication_deadline
    else:
        return None
    days = days_from(deadline, case.as_of)
    return {**named(due), "what": what, "deadline": deadline, "days": days} if days > 0 else None


def hand_overs_of(case, due):
    """{digest: hand-over} of the results of a due's history."""
    all = case.ledger.of_kind("hand_over")
    return {digest: hand_over for digest, hand_over in all.items() if hand_over["result"] in due.history}


def first_day(case, kind, hand_over):
    """The earliest day of a step of this kind of a hand-over, or None (R8)."""
    steps = case.ledger.of_kind(kind).values()
    return min((step["day"] for step in steps if step["hand_over"] == hand_over), default=None)


def unreachable(case, due):
    """Who could not be reached, and by when that is to be followed up, or None (R7)."""
    if due.in_force is None or "unreachable" not in due.in_force["outcomes"]:
        return None
    deadline = case.follow_up_deadline(due)
    closings = (first_day(case, "closing", digest) for digest in hand_overs_of(case, due))
    done = min((day for day in closings if day is not None), default=None)
    late = days_from(deadline, done or case.as_of)
    visited = due.in_force["visited"]["to"]
    return {**named(due), "visited": visited, "deadline": deadline, "done": done, "days": max(late, 0)}


def hand_over_state(case, digest, hand_over):
    """Where a hand-over stands (R8)."""
    taken_over, closed = (first_day(case, kind, digest) for kind in ("taken_over", "closing"))
    result = case.results.get(hand_over["result"], {"draw": None, "target": None})
    return {
        "hand_over": digest,
        "draw": result["draw"],
        "target": result["target"],
        "from": hand_over["from"],
        "to": hand_over["to"],
        "state": "closed" if closed else "taken_over" if taken_over else "handed_over",
        "handed_over": hand_over["day"],
        "taken_over": taken_over,
        "closed": closed,
        "days": max(days_from(hand_over["day"], closed or case.as_of), 0),
    }


def missing_hand_over(case, due):
    """A case that is not closed and that nobody was handed, or None (R8)."""
    if not due.has(needs_follow_up) or hand_overs_of(case, due):
        return None
    return {**named(due), "outcomes": due.in_force["outcomes"]}


def conflict(case, due):
    return {**named(due), "results": due.left} if due.state == "conflict" else None


def listed(cases, tell):
    """What is told of each due, of those of which there is something to tell."""
    told = (tell(case, due) for case in cases for due in case.dues)
    return [each for each in told if each is not None]


# --- R11 Answers ----------------------------------------------------------------------------------------------------


def progress(cases, as_of, parameters):
    dues = [due for case in cases for due in case.dues]
    draws = [(draw, task, case) for case in cases for draw, task in case.tasks.items()]
    by_task = rate_of(draws, lambda each: tells_tiers_apart(each[1]), lambda each: each[0])
    overall = {**figures(dues), "application_by_task": by_task}
    agencies = sorted({due.responsible for due in dues}, key=lambda agency: (agency is None, (agency or "").encode()))
    tasks = [
        {
            "draw": draw,
            "task": task["name"],
            "number": read_task_number(task["published"]["number"]),
            "title": task["published"]["title"],
            "tells_tiers_apart": tells_tiers_apart(task),
            **figures([due for due in case.dues if due.draw == draw]),
        }
        for draw, task, case in draws
    ]
    return {
        "as_of": as_of,
        "parameters": parameters,
        "overall": overall,
        "goals": {
            name: {"goal": goal, "met": goal_met(overall[name], goal)} for name, goal in parameters["goals"].items()
        },
        "tasks": tasks,
        "agencies": [
            {"agency": agency, **figures([due for due in dues if due.responsible == agency])} for agency in agencies
        ],
        "overdue": listed(cases, overdue),
        "hand_overs": [
            hand_over_state(case, digest, hand_over)
            for case in cases
            for digest, hand_over in case.ledger.of_kind("hand_over").items()
        ],
        "missing_hand_overs": listed(cases, missing_hand_over),
        "unreachable": listed(cases, unreachable),
        "conflicts": listed(cases, conflict),
        "findings": [finding for case in cases for finding in findings(case)],
    }


def results(case):
    """What was found at each due, item and target (R11)."""
    return {
        "as_of": case.as_of,
        "visits": [visit(due) for due in case.dues],
        "items": [
            item_counts(case, draw, item, text) for draw in case.tasks for item, text in enumerate(case.items(draw), 1)
        ],
        "targets": targets(case),
        "findings": findings(case),
    }


def visit(due):
    return {
        **named(due),
        "state": due.state,
        "deadline": due.entry_deadline,
        "entered": due.first and due.first["day"],
        "on_time": due.on_time if due.first else None,
        "published": due.published,
        "result": due.left[0] if due.in_force else None,
        "outcomes": due.in_force and due.in_force["outcomes"],
        "history": list(due.history),
    }


def item_counts(case, draw, item, text):
    in_force = [due.in_force for due in case.dues if due.draw == draw and due.in_force]
    told = [answered for result in in_force for answered in result["items"] if answered["item"] == item]
    answers, outcomes = ([each[member] for each in told] for member in ("answer", "outcome"))
    return {
        "draw": draw,
        "item": item,
        "text": text,
        "answers": {answer: answers.count(answer) for answer in ANSWER_WORDS},
        "outcomes": {code: outcomes.count(code) for code in in_table_order(outcomes)},
    }


def targets(case):
    by_id = {}
    for due in case.dues:
        by_id.setdefault(due.target, []).append(due)
    return [
        {
            "target": target,
            "draws": [due.draw for due in by_id[target]],
            "outcomes": in_table_order(
                [code for due in by_id[target] if due.in_force for code in due.in_force["outcomes"]]
            ),
        }
        for target in sorted(by_id, key=str.encode)
    ]


# --- R9 Feedback ----------------------------------------------------------------------------------------------------


def feedback(case, into):
    """What the next draw reads of these visits: dated changes of a directory (R9)."""
    refuse_unless("last_inspected" in into.columns, "the directory has no column last_inspected")
    visits = [
        (due.in_force["day"], due.target, due.task["name"], due.in_force["visited"]["to"])
        for due in case.dues
        if due.has(is_inspected)
    ]
    at = into.columns.index("last_inspected")
    fields = {row[0]: row[at] for row in into.rows}
    changes, missing = [], []
    for day, id, task, last in sorted(visits, key=lambda visit: [part.encode() for part in visit]):
        piece = f"{task}={last}"
        if id not in fields:
            missing.append(id)
        elif piece not in read_pieces(fields[id]):
            fields[id] += f";{piece}" if fields[id] else piece
            changes.append({"day": day, "what": {"set": {"id": id, "column": "last_inspected", "value": fields[id]}}})
    return {"changes": changes, "not_in_directory": sorted(set(missing), key=str.encode)}


# --- R10 Disclosure -------------------------------------------------------------------------------------------------


def disclosure(case, show_individuals=False):
    """What the national disclosure system shows (R10)."""
    return {
        "plan": case.plan["name"],
        "title": case.plan["title"],
        "as_of": case.as_of,
        "tasks": [
            {
                "task": task["name"],
                "number": read_task_number(task["published"]["number"]),
                "title": task["published"]["title"],
                "type": read_scope(task["published"]["scope"]),
                "authority": read_authority(task["published"]["mode"]) or case.plan["authority"],
                "results": sorted(
                    (shown(case, due, show_individuals) for due in case.dues if due.draw == draw and due.in_force),
                    key=disclosure_order,
                ),
            }
            for draw, task in case.tasks.items()
        ],
    }


def shown(case, due, show_individuals):
    result, items = due.in_force, case.items(due.draw)
    row = next(row for row in case.directory.rows if row[0] == due.target)
    name = dict(zip(case.directory.columns, row)).get("name") or None
    kind = case.directory.entries[due.target]["kind"]
    masked = kind in ("", "individual") and not show_individuals
    return {
        "id": masked_id(due.target) if masked else due.target,
        "name": f"{name[0]}＊＊" if masked and name else name,
        "date": result["visited"]["to"],
        "agency": result["agency"],
        "outcomes": result["outcomes"],
        "items": [
            {
                "item": answered["item"],
                "text": items[answered["item"] - 1],
                "answer": answered["answer"],
                "outcome": answered["outcome"],
            }
            for answered in result["items"]
            if answered["item"] <= len(items)
        ],
        "published": due.published,
    }


def masked_id(id):
    kept = len(id) // 4
    return id[:kept] + "＊" * (len(id) - 2 * kept) + id[len(id) - kept :]


def disclosure_order(shown):
    """By what is shown first; then by everything else, so that the order tells nothing that is masked (R10)."""
    places = [list(OUTCOMES).index(code) for code in shown["outcomes"]]
    items = [
        (
            item["item"],
            list(ANSWER_WORDS).index(item["answer"]),
            item["outcome"] is not None,
            item["outcome"] and list(OUTCOMES).index(item["outcome"]),
        )
        for item in shown["items"]
    ]
    name = shown["name"]
    first = shown["id"].encode(), name is not None, (name or "").encode(), shown["date"], shown["agency"].encode()
    return *first, places, items, shown["published"] is not None, shown["published"] or ""
