"""Inspectors and teams through the documents: who is admissible, what a record says, and that each edit is found."""

import copy
import datetime
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

import ceremony_v1
import commands_v1
import draw_v1
import make_vectors
import teams_v1
import verify_v1
from make_vectors import BUREAU, FIRE, LED, OF_FOOD, SALT_KEY, STAFF, TEAM_COLUMNS, TEAM_ROWS, asks, sent, team

OF_ASSIGNMENT = {name for name in verify_v1.CHECKS if name.startswith("assignment.")}
OF_INSPECTORS = {name for name in verify_v1.CHECKS if name.startswith("inspectors.")}


def cases(name, *flags):
    every = json.loads((make_vectors.VECTORS / name).read_text())["cases"]
    return [case for case in every if case["result"] == "valid" and set(flags) & set(case["flags"])]


def handed_in(input, record):
    """What a verifier is given of a ceremony."""
    return {
        "record_text": record,
        "plan_text": input["plan"],
        "load_directory": lambda: commands_v1.request_directory(input),
        "record_digest": draw_v1.hash_text(input["suite"], record),
        "load_inspectors": lambda: commands_v1.request_inspectors(input),
    }


def names(status, **given):
    return {check.name for check in verify_v1.verify(**given) if check.status == status}


class Slots(unittest.TestCase):
    """Guards what the slots of a visit ask for (8.1)."""

    def asked(self, *teams):
        return [tuple(slot.values()) for slot in teams_v1.make_slots(teams)]

    def test_one_task(self):
        """Guards the order of the entries, and the slots that ask for nothing behind them."""
        self.assertEqual(self.asked(team(2)), [(None, None, False)] * 2)
        food = team(4, [asks(2, qualification="食品"), asks(leader=True)])
        self.assertEqual(
            self.asked(food), [(None, "食品", False)] * 2 + [(None, None, True), (None, None, False)]
        )

    def test_merged(self):
        """Guards the greatest of each count and size, in the order first met, and teams larger than each task's."""
        one = team(3, [asks(leader=True), asks(2, qualification="食品")])
        other = team(4, [asks(qualification="食品"), asks(2, leader=True)])
        self.assertEqual(self.asked(one, other), [(None, None, True)] * 2 + [(None, "食品", False)] * 2)
        agencies = team(2, [asks(agency=BUREAU), asks(agency=FIRE)])
        self.assertEqual(
            self.asked(agencies, team(2, [asks(2, leader=True)])),
            [(BUREAU, None, False), (FIRE, None, False)] + [(None, None, True)] * 2,
        )
        both = team(2, [asks(leader=True, qualification="食品")])
        self.assertEqual(self.asked(both, team(2, [asks(leader=True)])), [(None, "食品", True), (None, None, True)])

    def test_order_of_visits(self):
        """Guards that visits stand by draw, then by ticket whatever the tier, and merged ones as in the record."""
        record = json.loads(sent("sha256").record)
        expected = [
            (draw["draw"], id)
            for draw in record["draws"][:2]
            for _, id in sorted((entry["ticket"], entry["id"]) for tier in draw["tiers"] for entry in tier["drawn"])
        ]
        visits = record["assignment"]["visits"]
        self.assertEqual([(*visit["draws"], visit["target"]) for visit in visits], expected)
        record = json.loads(sent("sha256", coordination="merged_visits").record)
        with_team = [visit for visit in record["visits"] if visit["tasks"] != ["03"]]
        self.assertLess(len(with_team), len(record["visits"]))
        visits = record["assignment"]["visits"]
        self.assertEqual([visit["target"] for visit in visits], [visit["id"] for visit in with_team])
        for visit, merged in zip(visits, with_team):
            self.assertEqual(
                visit["draws"], [f"140581-2025/{task}/1" for task in merged["tasks"] if task != "03"]
            )


class Admissible(unittest.TestCase):
    """Guards who is admissible (8.2); inspectors.json has more."""

    def test_days(self):
        """Guards windows against periods, day by day."""
        source = random.Random(1)
        day = lambda number: (datetime.date(2025, 2, 20) + datetime.timedelta(number)).isoformat()
        period = lambda: tuple(map(day, sorted((source.randrange(16), source.randrange(16)))))
        seen = set()
        for _ in range(3000):
            window, periods = period(), [period() for _ in range(source.randrange(5))]
            days = [day(number) for number in range(16) if window[0] <= day(number) <= window[1]]
            expected = all(any(first <= each <= last for first, last in periods) for each in days)
            self.assertEqual(teams_v1.covered(dict(zip(("from", "to"), window)), periods), expected)
            seen.add(expected)
        self.assertEqual(seen, {True, False})

    def test_areas(self):
        """Guards the levels of regions."""
        met = teams_v1.area_is_met
        for word, level, one, other, expected in (
            ("same", "county", "140581", "140581001", True),
            ("same", "county", "140581", "140522", False),
            ("other", "county", "140581", "140522", True),
            ("same", "county", "140500", "140500", False),
            ("other", "county", "140500", "140581", False),
            ("same", "city", "140500", "140581001002", True),
            ("same", "city", "140581000000", "140522000", True),
            ("same", "township", "140581000", "140581000", False),
            ("same", "township", "140581001000", "140581001", True),
            ("other", "village", "140581001001", "140581001002", True),
            ("same", "province", "", "", False),
            ("other", "province", "", "140000", False),
            ("other", "province", "110000", "140581", True),
        ):
            with self.subTest(word, level=level, one=one, other=other):
                self.assertEqual(met({word: level}, one, other), expected)
                self.assertEqual(met({word: level}, other, one), expected)
        self.assertTrue(met("any", "", ""))

    def test_the_first_reason_that_fits(self):
        """Guards the order of the reasons, by taking away the first ones."""
        window = {"from": "2025-08-01", "to": "2025-08-31"}
        asked = {"agency": BUREAU, "qualification": "食品", "leader": True}
        target = {"labels": ["甲公司"], "region": "140581"}
        good = {
            "status": "in_service", "leave": [], "certificates": [("2025-01-01", "2025-12-31")], "recusals": [],
            "region": "140581", "agency": BUREAU, "leader": "yes", "specialties": [], "items": ["食品"],
        }  # fmt: skip
        faults = {
            "status": "retired", "leave": [("2025-08-01", "2025-08-31")], "certificates": [],
            "recusals": [("owner", "甲公司")], "region": "140522", "agency": FIRE, "leader": "no", "items": [],
        }  # fmt: skip
        given = True, [{"window": window, "area": {"same": "county"}}], "T", target, asked
        self.assertIsNone(teams_v1.refusal(good, *given))
        for number, reason in enumerate(teams_v1.REFUSALS):
            some = dict(list(faults.items())[number:])
            self.assertEqual(teams_v1.refusal({**good, **some}, *given), reason)
            alone = dict(list(faults.items())[number : number + 1])
            self.assertEqual(teams_v1.refusal({**good, **alone}, *given), reason)

    def test_refusals_are_counted(self):
        """Guards that refused and admissible pairs add up."""
        for case in cases("ceremonies.json", "Teams") + cases("inspectors.json", "Eligible"):
            record = json.loads(case["expected"]["record"])
            setting = teams_v1.Setting(
                record,
                draw_v1.read_plan(case["input"]["plan"]),
                commands_v1.request_directory(case["input"]),
                commands_v1.request_inspectors(case["input"]),
            )
            visits = record["assignment"]["visits"]
            admissible = sum(len(slot) for visit in visits for slot in setting.admissible(visit))
            pairs = sum(len(visit["slots"]) for visit in visits) * len(setting.inspectors)
            self.assertEqual(sum(record["assignment"]["refusals"].values()) + admissible, pairs)


class Verification(unittest.TestCase):
    """Guards that each edit of an assignment is found, and by the check that is meant to find it (7)."""

    def setUp(self):
        self.take(sent("sha256", salt_key=SALT_KEY))

    def take(self, small):
        self.small, self.record = small, json.loads(small.record)
        self.given = handed_in(small.request, small.record)

    def finds(self, edit, *checks, **changes):
        """Edits the record and asserts that these checks fail, and no others, beside the digest of the record."""
        record = copy.deepcopy(self.record)
        edit(record)
        text = draw_v1.write_document(record)
        self.assertNotEqual(text, self.small.record)
        self.assertEqual(names("failed", **{**self.given, "record_text": text, **changes}), {"record.digest", *checks})

    def slot(self, v, s, **members):
        return lambda record: record["assignment"]["visits"][v]["slots"][s].update(members)

    def test_nothing_edited(self):
        """Guards that every record with an assignment in the vectors passes every check."""
        for case in cases("ceremonies.json", "Teams") + cases("inspectors.json", "Eligible"):
            with self.subTest(case["comment"], suite=case["input"]["suite"]):
                given = handed_in(case["input"], case["expected"]["record"])
                self.assertEqual(names("failed", **given), set())
                self.assertLessEqual(names("not_done", **given), {"commitment.digest", "attempts", "amendments"})

    def test_inspectors_handed_in(self):
        """Guards the directory of inspectors handed in: a name, a load, a row, a column, the profile."""
        staff = [dict(said) for said in STAFF]

        def failed(**changes):
            other = {**self.small.inspectors, **changes}
            load = lambda: commands_v1.request_inspectors({"inspectors": other})
            return names("failed", **{**self.given, "load_inspectors": load})

        content = {"inspectors.root", "inspectors.digest"}
        renamed = make_vectors.inspectors({**staff[0], "name": "王一"}, *staff[1:])
        self.assertEqual(failed(rows=renamed["rows"]), content)
        busier = make_vectors.inspectors({**staff[0], "load": "9"}, *staff[1:])
        self.assertLessEqual({*content, "assignment.balance"}, failed(rows=busier["rows"]))
        retired = make_vectors.inspectors({**staff[0], "status": "退休"}, *staff[1:])
        self.assertLessEqual({*content, "assignment.eligibility"}, failed(rows=retired["rows"]))
        self.assertLessEqual({*content, "inspectors.shape"}, failed(rows=self.small.inspectors["rows"][:-1]))
        self.assertEqual(failed(profile="text"), {"inspectors.shape", "inspectors.digest"})
        unreadable = [*self.small.inspectors["rows"], self.small.inspectors["rows"][0]]
        self.assertEqual(failed(rows=unreadable), OF_INSPECTORS | OF_ASSIGNMENT)
        without = make_vectors.inspectors(*staff, columns=[c for c in make_vectors.INSPECTOR_COLUMNS if c != "leader"])
        self.assertLessEqual({*OF_INSPECTORS, "assignment.eligibility"}, failed(**without))

    def test_committed_inspectors(self):
        """Guards the members of the commitment that describe the directory of inspectors."""
        for member, value, check in (
            ("digest", "0" * 64, "inspectors.digest"),
            ("root", "0" * 64, "inspectors.root"),
            ("rows", 7, "inspectors.shape"),
            ("profile", "text", "inspectors.shape"),
            ("columns", ["id"], "inspectors.shape"),
        ):
            with self.subTest(member):
                self.finds(
                    lambda record: record["commitment"]["inspectors"].update({member: value}),
                    "commitment.digest",
                    check,
                )
        record = copy.deepcopy(self.record)
        record["commitment"]["inspectors"]["salted"] = True
        text = draw_v1.write_document(record)
        self.assertIn("record.layout", names("failed", **{**self.given, "record_text": text}))

    def test_committed_or_assigned(self):
        """Guards that inspectors are assigned exactly where they are committed to."""
        self.finds(lambda record: record.update(assignment=None), *OF_ASSIGNMENT)
        self.finds(
            lambda record: record["commitment"].update(inspectors=None),
            "commitment.digest",
            *OF_INSPECTORS,
            *OF_ASSIGNMENT,
        )
        self.take(sent("sha256", LED, inspectors=None))
        self.assertEqual(names("failed", **self.given), set())
        self.assertLessEqual(OF_INSPECTORS | OF_ASSIGNMENT, names("passed", **self.given))
        self.assertLessEqual(OF_INSPECTORS | OF_ASSIGNMENT, names("passed", record_text=self.small.record))

    def test_not_handed_in(self):
        """Guards that checks without their input are not done."""
        for missing, expected in (
            ("load_inspectors", OF_INSPECTORS | OF_ASSIGNMENT),
            ("plan_text", OF_ASSIGNMENT),
            ("load_directory", OF_ASSIGNMENT),
        ):
            given = {**self.given, missing: None}
            self.assertEqual(names("not_done", **given) & (OF_INSPECTORS | OF_ASSIGNMENT), expected)
            self.assertEqual(names("failed", **given), set())

    def test_visits(self):
        """Guards the visits and what their slots ask for, whatever else fails with them."""

        def found(edit):
            record = copy.deepcopy(self.record)
            edit(record["assignment"]["visits"])
            return names("failed", **{**self.given, "record_text": draw_v1.write_document(record)})

        self.assertIn("assignment.visits", found(lambda visits: visits.reverse()))
        self.assertLessEqual({"assignment.visits", "assignment.mix"}, found(lambda visits: visits.pop()))
        self.assertIn("assignment.visits", found(lambda visits: visits[0]["slots"].pop()))
        self.assertIn("assignment.visits", found(lambda visits: visits[0]["slots"][1].update(leader=True)))
        self.assertIn("assignment.visits", found(lambda visits: visits[0]["draws"].append("140581-2025/02/1")))
        self.assertIn("assignment.visits", found(lambda visits: visits[0].update(target="140581-0009")))
        self.assertEqual(OF_ASSIGNMENT, found(lambda visits: visits[0].update(target="X")) & OF_ASSIGNMENT)
        self.assertIn("assignment.visits", found(lambda visits: visits[0].update(draws=["140581-2025/03/1"])))

    def test_refusals(self):
        """Guards the counts."""
        for reason in teams_v1.REFUSALS:
            self.finds(lambda record: record["assignment"]["refusals"].update({reason: 99}), "assignment.eligibility")

    def test_not_admissible(self):
        """Guards who is named, at the start and in the end."""
        self.assertEqual(self.record["assignment"]["visits"][0]["target"], "140581-0004")
        self.finds(self.slot(0, 0, inspector="P02"), "assignment.eligibility", "assignment.balance", "assignment.mix")
        self.finds(self.slot(0, 0, start="P02"), "assignment.eligibility", "assignment.start", "assignment.mix")

    def test_loads(self):
        """Guards the loads before and after."""
        for member in ("before", "after"):
            self.finds(
                lambda record: record["assignment"]["loads"][0].update({member: 99}), "assignment.balance"
            )
        self.finds(lambda record: record["assignment"]["loads"].pop(), "assignment.balance")
        self.finds(lambda record: record["assignment"]["loads"].reverse(), "assignment.balance")

    def test_open_slots(self):
        """Guards that no slot is left open which could be filled, and that both ends agree on it."""
        self.assertIn("P07", [slot["inspector"] for slot in self.record["assignment"]["visits"][4]["slots"]])

        def leave_open(record):
            self.slot(5, 2, start=None, inspector=None)(record)
            teams = [slot["inspector"] for visit in record["assignment"]["visits"] for slot in visit["slots"]]
            for load in record["assignment"]["loads"]:
                load["after"] = load["before"] + teams.count(load["inspector"])

        record = copy.deepcopy(self.record)
        leave_open(record)
        failed = names("failed", **{**self.given, "record_text": draw_v1.write_document(record)})
        self.assertIn("assignment.filled", failed)
        self.assertNotIn("assignment.visits", failed)
        self.assertNotIn("assignment.eligibility", failed)
        self.finds(self.slot(5, 2, inspector=None), "assignment.filled", "assignment.balance", "assignment.mix")

    def test_two_slots_of_a_visit_and_too_many_visits(self):
        """Guards against nobody's standing twice in a team and nobody's going beyond the cap."""
        visits = self.record["assignment"]["visits"]
        twice = visits[5]["slots"][0]["inspector"]
        self.finds(self.slot(5, 2, inspector=twice), "assignment.filled", "assignment.balance", "assignment.mix")
        [busy] = [load for load in self.record["assignment"]["loads"] if load["inspector"] == "P06"]
        self.assertEqual(busy["after"], 4)  # the cap
        v = next(v for v, visit in enumerate(visits) if all(slot["inspector"] != "P06" for slot in visit["slots"]))
        self.finds(self.slot(v, 1, inspector="P06"), "assignment.filled", "assignment.balance", "assignment.mix")

    def exchange(self, when):
        """Two inspectors of slots without a demand change places, so that the loads stay as they are."""

        def edit(record):
            slots = [(v, visit["slots"]) for v, visit in enumerate(record["assignment"]["visits"])]
            for (_, one), (_, other) in itertools.combinations(slots, 2):
                a, b = one[-1], other[-1]
                elsewhere = lambda team, slot: slot[when] not in [mate[when] for mate in team]
                if a["leader"] or b["leader"] or a[when] == b[when] or not (elsewhere(one, b) and elsewhere(other, a)):
                    continue
                a[when], b[when] = b[when], a[when]
                return
            self.fail("nobody can be exchanged")

        return edit

    def test_start_and_mix(self):
        """Guards start and end against an exchange that changes no load."""
        self.take(sent("sha256", team(), staff=[{}] * 6))
        self.finds(self.exchange("inspector"), "assignment.mix")
        self.finds(self.exchange("start"), "assignment.start", "assignment.mix")

        def not_mixed(record):
            for visit in record["assignment"]["visits"]:
                for slot in visit["slots"]:
                    slot["inspector"] = slot["start"]

        record = copy.deepcopy(self.record)
        not_mixed(record)
        failed = names("failed", **{**self.given, "record_text": draw_v1.write_document(record)})
        self.assertIn("assignment.mix", failed)
        self.assertNotIn("assignment.start", failed)

    def test_another_least_sum(self):
        """Guards against an assignment that is honest but for its balance: a friend spared a visit."""
        self.take(sent("sha256", team(), staff=[{}] * 4))

        def spare(record):
            loads = record["assignment"]["loads"]
            visits = record["assignment"]["visits"]
            for visit in visits:
                team = [slot["inspector"] for slot in visit["slots"]]
                if "P01" in team and "P02" not in team:
                    visit["slots"][team.index("P01")]["inspector"] = "P02"
                    loads[0]["after"] -= 1
                    loads[1]["after"] += 1
                    return
            self.fail("nobody can be spared")

        self.finds(spare, "assignment.balance", "assignment.mix")

    def test_keys(self):
        """Guards that the order keys decide the start and the first mix key the end."""
        self.finds(lambda record: record["draws"][1]["keys"].update(mix="0" * 64), "keys")
        self.finds(lambda record: record["draws"][0]["keys"].update(mix="0" * 64), "keys", "assignment.mix")
        record = copy.deepcopy(self.record)
        record["draws"][0]["keys"]["order"] = "0" * 64
        text = draw_v1.write_document(record)
        self.assertEqual(
            names("failed", **{**self.given, "record_text": text}), {"record.digest", "keys", "assignment.start"}
        )


class InForce(unittest.TestCase):
    """Guards the teams in force by following them on plain lists (8.5)."""

    def test_as_the_page_says(self):
        """Guards long runs of changes: who follows and who is sent to those who come in."""
        for coordination in ("independent", "merged_visits"):
            with self.subTest(coordination):
                followed = Followed(sent("sha256", LED, OF_FOOD, coordination=coordination), random.Random(5))
                for _ in range(14):
                    followed.change()
                    self.assertEqual(followed.stated(), followed.expected())
                self.assertGreater(followed.successors, 2)

    def test_no_assignment(self):
        """Guards that without an assignment there are no teams, and the texts of a recusal are the operator's."""
        small = sent("sha256", LED, inspectors=None)
        request = {"do": "amend", "suite": "sha256", "plan": small.plan, **small.given(), "record": small.record}
        members = {"inspector": "某", "successor": "他", "reason": "病"}
        change = {"recusal": {"draw": "140581-2025/01/1", "target": small.drawn(0, "A")[0], **members}}
        asked = {**request, "amendments": [], "day": "2025-08-01", "by": "某", "change": change}
        text = commands_v1.answer(asked)["ok"]
        self.assertIsNone(commands_v1.answer({**request, "do": "in_force", "amendments": [text]})["ok"]["teams"])


class Followed:
    """Teams in force on plain lists, changed in step with amendments."""

    def __init__(self, small, source):
        self.small, self.source, self.texts, self.successors = small, source, [], 0
        record = json.loads(small.record)
        self.plan = draw_v1.read_plan(small.plan)
        self.targets = commands_v1.request_directory(small.directory)
        self.staff = commands_v1.request_inspectors({"inspectors": small.inspectors})
        self.order_keys = {draw["draw"]: draw["keys"]["order"] for draw in record["draws"]}
        self.rules = {
            f"140581-2025/{task['name']}/1": task["rules"]["team"] for task in self.plan["tasks"]
        }
        self.teams = [
            [visit["draws"], visit["target"], [slot["inspector"] for slot in visit["slots"]], set(), visit["slots"]]
            for visit in record["assignment"]["visits"]
        ]

    def stated(self):
        given = self.small.record, self.small.plan, self.targets, self.texts, self.staff
        in_force = ceremony_v1.list_in_force(*given)
        return [list(visit.values()) for visit in in_force.by_visit()]

    def expected(self):
        return [visit[:3] for visit in self.teams]

    def first(self, draw, visit, asked):
        """The smallest hash of everyone who may take the slot."""
        draws, target, mates, left, _ = visit
        best = None
        for id, inspector in self.staff.entries.items():
            rules = [self.rules[each] for each in draws]
            refused = teams_v1.refusal(inspector, True, rules, target, self.targets.entries[target], asked)
            visits = sum(id in other[2] for other in self.teams)
            full = inspector["cap"] is not None and inspector["load"] + visits >= inspector["cap"]
            rank = draw_v1.hash_text("sha256", self.order_keys[draw] + target + "\n" + id), id
            if not refused and not full and id not in mates and id not in left:
                best = rank if best is None else min(best, rank)
        return best and best[1]

    def amend(self, change):
        text = ceremony_v1.make_amendment(
            self.small.record, self.small.plan, self.targets, self.texts, "2025-08-01", "某局", change, self.staff
        )
        self.texts.append(text)
        return next(iter(json.loads(text)["change"].values()))

    def change(self):
        visit = self.source.choice([visit for visit in self.teams if any(visit[2])])
        draw = self.source.choice(visit[0])
        if self.source.random() < 0.6:
            who = self.source.choice([id for id in visit[2] if id])
            at = visit[2].index(who)
            visit[2][at] = None
            visit[3].add(who)
            visit[2][at] = self.first(draw, visit, visit[4][at])
            self.successors += visit[2][at] is not None
            members = {"draw": draw, "target": visit[1], "inspector": who, "successor": visit[2][at], "reason": "病"}
            self.amend({"recusal": members})
            return
        tier = self.targets.entries[visit[1]]["tier"] or "B"
        members = {"draw": draw, "tier": tier, "out": visit[1], "reason": "deregistered", "evidence": "截图"}
        following = self.amend({"replacement": members})["in"]
        visit[0].remove(draw)
        self.teams = [visit for visit in self.teams if visit[0]]
        if following is not None:
            slots = teams_v1.make_slots([self.rules[draw]])
            comes = [[draw], following, [None] * len(slots), set(), slots]
            self.teams.append(comes)
            for at, asked in enumerate(slots):
                comes[2][at] = self.first(draw, comes, asked)


class CommandLine(unittest.TestCase):
    """Guards the commands that take a directory of inspectors."""

    def test_commit_draw_and_verify(self):
        """Guards a ceremony with inspectors in files, and that a directory of others is refused or found."""
        small = sent("sha256", LED)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)

            def write(file, text):
                (folder / file).write_bytes(text.encode())

            def run(*words, code=0):
                done = subprocess.run([sys.executable, draw_v1.__file__, *words], cwd=folder, capture_output=True)
                self.assertEqual(done.returncode, code, done.stderr.decode())
                return done.stdout.decode()

            def table(columns, rows):
                return "".join(",".join(line) + "\n" for line in [columns, *rows])

            write("plan.json", small.plan)
            write("targets.csv", table(TEAM_COLUMNS, TEAM_ROWS))
            write("inspectors.csv", table(small.inspectors["columns"], small.inspectors["rows"]))
            write("others.csv", table(small.inspectors["columns"], small.inspectors["rows"][:-1]))
            write("declared.json", json.dumps(json.loads(small.commitment)["sources"]))
            write("revealed.json", json.dumps(json.loads(small.record)["sources"]))
            write("commitment.json", small.commitment)
            write("record.json", small.record)
            given = ("--plan", "plan.json", "--targets", "targets.csv")
            sent_out = ("--inspectors", "inspectors.csv")
            commit = ("--sources", "declared.json", "--task", "01", "--as-of", "2025-07-01")
            self.assertEqual(run("commit", *given, *sent_out, *commit), small.commitment)
            draw = ("--commitment", "commitment.json", "--sources", "revealed.json")
            draw += ("--software", "double-random 0.1.0")
            self.assertEqual(run("draw", *given, *sent_out, *draw), small.record)
            run("draw", *given, *draw, code=1)
            run("draw", *given, "--inspectors", "others.csv", *draw, code=1)
            report = run("verify", *given, *sent_out, "record.json")
            self.assertIn("passed   assignment.mix", report)
            self.assertIn("not_done assignment.mix", run("verify", *given, "record.json"))
            report = run("verify", *given, "--inspectors", "others.csv", "record.json", code=1)
            self.assertIn("failed   inspectors.root", report)


if __name__ == "__main__":
    unittest.main()
