"""double-random/1: visits, who is admissible for their slots, and the teams (sections 8.1, 8.2, 8.4, 8.5).

It is read after draw_v1.py and assign_v1.py.
"""

import datetime
import functools

from assign_v1 import Filling, Inspector, Visit, assign, fill, mix, put_first, ranked
from draw_v1 import (
    ASKED,
    LEVELS,
    a_count,
    a_text,
    find_task,
    or_null,
    refuse_unless,
    ticket_order,
    without_levels_of_zeros,
    yes_or_no,
)

# --- 8.1 Visits and slots -------------------------------------------------------------------------------------------


def make_visits(record, teams):
    """[(draws, target)] of the visits, in order; `teams` has the team of each draw's task, or None (8.1)."""
    if record["commitment"]["coordination"] == "merged_visits":
        refuse_unless(record["visits"] is not None, "the record has no visits")
        draw_of = {draw["task"]: draw["draw"] for draw in record["commitment"]["draws"]}
        visits = []
        for visit in record["visits"]:
            for task in visit["tasks"]:
                refuse_unless(task in draw_of, f"there is no draw of the task {task}")
            visits.append(([draw_of[task] for task in visit["tasks"] if teams[draw_of[task]]], visit["id"]))
        return [(draws, target) for draws, target in visits if draws]
    visits = []
    for draw in record["draws"]:
        drawn = [(entry["ticket"], entry["id"]) for tier in draw["tiers"] for entry in tier["drawn"]]
        if teams[draw["draw"]]:
            visits += [([draw["draw"]], id) for _, id in sorted(drawn, key=ticket_order)]
    return visits


def make_slots(teams):
    """What each slot of a visit asks for that covers the tasks with these teams (8.1)."""
    counts = {}
    for entry in (entry for team in teams for entry in team["slots"]):
        asked = tuple(entry[member] for member in ASKED)
        counts[asked] = max(counts.get(asked, 0), entry["count"])
    slots = [asked for asked, count in counts.items() for _ in range(count)]
    slots += [(None, None, False)] * (max(team["size"] for team in teams) - len(slots))
    return [dict(zip(ASKED, asked)) for asked in slots]


# --- 8.2 Who is admissible ------------------------------------------------------------------------------------------

REFUSALS = (
    "not_in_service",
    "on_leave",
    "certificate_not_valid",
    "recused",
    "other_area",
    "other_agency",
    "not_leader",
    "not_qualified",
)


def check_team_columns(targets, inspectors, teams):
    """Refuses directories that lack a column which these teams ask for, None being no team (8.2)."""
    for team in filter(None, teams):
        if team["area"] != "any":
            for directory in (targets, inspectors):
                refuse_unless("region" in directory.columns, f"the directory of {directory.kind} has no column region")
        for slot in team["slots"]:
            for column in ("agency", "leader"):
                refuse_unless(
                    not slot[column] or column in inspectors.columns, f"the inspectors have no column {column}"
                )
            refuse_unless(
                slot["qualification"] is None or {"specialties", "items"} & set(inspectors.columns),
                "the inspectors have neither specialties nor items",
            )


def covered(window, periods):
    """Whether every day of the window is in some period."""
    ordinal = lambda day: datetime.date.fromisoformat(day).toordinal()
    open_from = ordinal(window["from"])
    for first, last in sorted(periods):
        if ordinal(first) <= open_from:
            open_from = max(open_from, ordinal(last) + 1)
    return open_from > ordinal(window["to"])


def area_is_met(area, one, other):
    """Whether two regions are the same, or not, at a level that both have (8.2)."""
    if area == "any":
        return True
    [(word, level)] = area.items()
    digits = LEVELS[level]
    one, other = without_levels_of_zeros(one), without_levels_of_zeros(other)
    if len(one) < digits or len(other) < digits:
        return False
    return (one[:digits] == other[:digits]) == (word == "same")


def refusal(inspector, has_certificates, teams, target_id, target, slot):
    """The first reason why an inspector is not admissible for a slot of a visit, or None (8.2)."""
    windows = [team["window"] for team in teams]
    recusals = [("target", target_id), *(("owner", label) for label in target["labels"])]
    qualifications = (*inspector["specialties"], *inspector["items"])
    reasons = {
        "not_in_service": inspector["status"] not in ("", "in_service"),
        "on_leave": any(covered(window, inspector["leave"]) for window in windows),
        "certificate_not_valid": has_certificates
        and not all(covered(window, inspector["certificates"]) for window in windows),
        "recused": any(recusal in inspector["recusals"] for recusal in recusals),
        "other_area": not all(area_is_met(team["area"], inspector["region"], target["region"]) for team in teams),
        "other_agency": slot["agency"] not in (None, inspector["agency"]),
        "not_leader": slot["leader"] and inspector["leader"] != "yes",
        "not_qualified": slot["qualification"] not in (None, *qualifications),
    }
    return next((reason for reason in REFUSALS if reasons[reason]), None)


class Setting:
    """What an assignment is made from: the draws as a record states them, plan and both directories."""

    def __init__(self, record, plan, targets, inspectors):
        self.record, self.targets, self.directory = record, targets, inspectors
        commitment = record["commitment"]
        self.suite = commitment["suite"]
        self.teams = {draw["draw"]: find_task(plan, draw["task"])["rules"]["team"] for draw in commitment["draws"]}
        self.order_keys = {draw["draw"]: draw["keys"]["order"] for draw in record["draws"]}
        refuse_unless(list(self.order_keys) == list(self.teams), "the draws recorded are not those committed to")
        self.mix_key = record["draws"][0]["keys"]["mix"]
        self.ids = [row[0] for row in inspectors.rows]
        entries = [inspectors.entries[id] for id in self.ids]
        self.inspectors = [Inspector(id, entry["load"], entry["cap"]) for id, entry in zip(self.ids, entries)]

    @functools.cached_property
    def visits(self):
        """The visits as the record writes them, but for who is sent (8.1, 8.4)."""
        return [self.visit(draws, target) for draws, target in make_visits(self.record, self.teams)]

    def visit(self, draws, target):
        return {"draws": draws, "target": target, "slots": make_slots([self.teams[draw] for draw in draws])}

    def refusals(self, visit):
        """For each slot of a visit the reason why each inspector is not admissible, or None (8.2)."""
        asked = tuple(tuple(slot[member] for member in ASKED) for slot in visit["slots"])
        return self.refusals_of(tuple(visit["draws"]), visit["target"], asked)

    @functools.cache
    def refusals_of(self, draws, target, slots):
        """The same, found once for all the steps and checks that ask for it."""
        check_team_columns(self.targets, self.directory, self.teams.values())
        refuse_unless(target in self.targets.entries, f"{target!r} is not in the directory")
        refuse_unless(draws, f"the visit to {target} belongs to no draw")
        for draw in draws:
            refuse_unless(self.teams.get(draw), f"the task of {draw!r} has no team")
        given = [self.teams[draw] for draw in draws], target, self.targets.entries[target]
        has_certificates = "certificates" in self.directory.columns
        return [
            [refusal(self.directory.entries[id], has_certificates, *given, dict(zip(ASKED, asked))) for id in self.ids]
            for asked in slots
        ]

    def admissible(self, visit):
        """For each slot of a visit those who are admissible, by index."""
        return [[i for i, why in enumerate(slot) if why is None] for slot in self.refusals(visit)]

    def problem(self, visits):
        """The visits as the four steps take them (8.3)."""
        order_key = lambda visit: self.order_keys[visit["draws"][0]]
        return [Visit(order_key(visit), visit["target"], self.admissible(visit)) for visit in visits]

    def count_refusals(self, visits):
        every = [why for visit in visits for slot in self.refusals(visit) for why in slot]
        return {reason: every.count(reason) for reason in REFUSALS}

    def loads(self, after):
        """The loads as the record writes them (8.4)."""
        return [{"inspector": i.id, "before": i.load, "after": load} for i, load in zip(self.inspectors, after)]


# --- 8.4 In the record ----------------------------------------------------------------------------------------------

ASSIGNMENT = {
    "refusals": dict.fromkeys(REFUSALS, a_count),
    "visits": [
        {
            "draws": [a_text],
            "target": a_text,
            "slots": [
                {
                    "agency": or_null(a_text),
                    "qualification": or_null(a_text),
                    "leader": yes_or_no,
                    "start": or_null(a_text),
                    "inspector": or_null(a_text),
                }
            ],
        }
    ],
    "loads": [{"inspector": a_text, "before": a_count, "after": a_count}],
}


def make_assignment(setting):
    """The teams for the visits of a record (8.4)."""
    visits = setting.visits
    made = assign(setting.suite, setting.inspectors, setting.problem(visits), setting.mix_key)
    return {
        "refusals": setting.count_refusals(visits),
        "visits": [
            {
                **visit,
                "slots": [
                    {
                        **asked,
                        "start": id_of(setting, made.start.get((v, s))),
                        "inspector": id_of(setting, made.teams.get((v, s))),
                    }
                    for s, asked in enumerate(visit["slots"])
                ],
            }
            for v, visit in enumerate(visits)
        ],
        "loads": setting.loads(made.loads),
    }


def id_of(setting, i):
    return None if i is None else setting.ids[i]


def index_of(setting, id):
    refuse_unless(id is None or id in setting.ids, f"there is no inspector {id!r}")
    return None if id is None else setting.ids.index(id)


def asked_of(visits):
    """Stated visits without who is sent."""
    return [
        {**visit, "slots": [{member: slot[member] for member in ASKED} for slot in visit["slots"]]} for visit in visits
    ]


def stated(setting, visits, when):
    """{slot: inspector} of stated visits, at the `start` or in the end, as `inspector` (8.4)."""
    return {
        (v, s): index_of(setting, slot[when])
        for v, visit in enumerate(visits)
        for s, slot in enumerate(visit["slots"])
        if slot[when] is not None
    }


def first_of_least_sum(setting, visits, slots):
    """The filling of these slots that is the first of those with the least sum of squares (8.3, steps 2 and 3)."""
    problem = setting.problem(visits)
    filling, shortages = fill(setting.inspectors, problem, slots)
    refuse_unless(not shortages, f"the slots {list(shortages)} cannot be filled with those before them")
    put_first(setting.suite, setting.inspectors, problem, filling)
    return filling


def mixed(setting, visits, start):
    """Who has which slot after the moves from this start (8.3, step 4)."""
    filling = Filling(setting.inspectors, setting.problem(visits))
    admissible = all(i in filling.admissible[slot] for slot, i in start.items())
    refuse_unless(admissible and not beyond(setting.inspectors, start), "the start is not a filling")
    filling.give(start)
    mix(filling, setting.mix_key)
    return filling.holder


def beyond(inspectors, holders):
    """The slots whose inspector has another slot of the visit before it, or no room left (8.3)."""
    wrong, visits = [], [[] for _ in inspectors]
    for slot, i in sorted(holders.items()):
        room = inspectors[i].room()
        if slot[0] in visits[i] or room is not None and len(visits[i]) >= room:
            wrong.append(slot)
        visits[i].append(slot[0])
    return wrong


# --- 8.5 Afterwards -------------------------------------------------------------------------------------------------


class TeamsInForce:
    """The teams, which begin as the record's and change by one amendment after the other (8.5)."""

    def __init__(self, setting):
        self.setting = setting
        assignment = setting.record["assignment"]
        self.visits = [
            {**asked, "team": [index_of(setting, slot["inspector"]) for slot in visit["slots"]], "left": set()}
            for asked, visit in zip(asked_of(assignment["visits"]), assignment["visits"])
        ]

    def has_team(self, draw):
        return self.setting.teams[draw] is not None

    def find(self, draw, target):
        """The visit to a target for a draw."""
        found = [visit for visit in self.visits if visit["target"] == target and draw in visit["draws"]]
        refuse_unless(len(found) == 1, f"{draw} has {len(found)} visits to {target}")
        return found[0]

    def has_room(self, i):
        inspector = self.setting.inspectors[i]
        visits = sum(i in visit["team"] for visit in self.visits)
        return inspector.cap is None or inspector.load + visits < inspector.cap

    def first(self, visit, draw, s):
        """The first in order who is admissible for a slot, neither on the team nor ever was, and has room, or None."""
        setting = self.setting
        candidates = [
            i
            for i in setting.admissible(visit)[s]
            if i not in visit["team"] and i not in visit["left"] and self.has_room(i)
        ]
        at = Visit(setting.order_keys[draw], visit["target"], [])
        return next(iter(ranked(setting.suite, at, setting.inspectors, candidates)), None)

    def recuse(self, draw, target, inspector, successor):
        visit, i = self.find(draw, target), index_of(self.setting, inspector)
        refuse_unless(i is not None and i in visit["team"], f"{inspector!r} is not on the team that visits {target}")
        s = visit["team"].index(i)
        visit["team"][s] = None
        visit["left"].add(i)
        visit["team"][s] = self.first(visit, draw, s)
        following = id_of(self.setting, visit["team"][s])
        refuse_unless(successor == following, f"the successor of {inspector} is {following!r}, not {successor!r}")

    def go_out(self, draw, target):
        visit = self.find(draw, target)
        visit["draws"] = [other for other in visit["draws"] if other != draw]
        if not visit["draws"]:
            self.visits.remove(visit)

    def come_in(self, draw, target):
        visit = self.setting.visit([draw], target)
        visit |= {"team": [None] * len(visit["slots"]), "left": set()}
        self.visits.append(visit)
        for s in range(len(visit["slots"])):
            visit["team"][s] = self.first(visit, draw, s)

    def stated(self):
        return [
            {
                "draws": visit["draws"],
                "target": visit["target"],
                "inspectors": [id_of(self.setting, i) for i in visit["team"]],
            }
            for visit in self.visits
        ]
