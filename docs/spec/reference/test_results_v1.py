"""What comes after the visits: worked days, what counts, and figures counted by hand."""

import itertools
import json
import pathlib
import unittest

import commands_v1
import make_vectors
import results_v1
from draw_v1 import Refused
from make_vectors import HOLIDAYS, Small, Visited, a_result, closing, handed_over, made_public, taken_over

DRAW = make_vectors.WORKED_DRAW
TABLE = pathlib.Path(__file__).resolve().parents[3] / "core" / "examples" / "data" / "cn-holidays-2023-2026.csv"


class WorkingDays(unittest.TestCase):
    """Guards working days (R1)."""

    def test_worked_values(self):
        """Guards the values of the page, by the whole table as published."""
        days = results_v1.Calendar.read(TABLE.read_text(encoding="utf-8"))
        for start, expected in (
            ("2025-01-15", "2025-02-18"), ("2025-04-18", "2025-05-20"), ("2025-09-12", "2025-10-16"),
            ("2026-01-26", "2026-02-28"), ("2026-09-11", "2026-10-15"),
        ):  # fmt: skip
            self.assertEqual(days.workdays(start, 20), expected)
        self.assertEqual(days.workdays("2023-12-29", 1), "2024-01-02")

    def test_the_vectors_have_the_published_days(self):
        """Guards the shorter table of the vectors by the whole one."""
        of_vectors = results_v1.Calendar.read(HOLIDAYS).named
        published = results_v1.Calendar.read(TABLE.read_text(encoding="utf-8")).named
        self.assertEqual(of_vectors, {day: word for day, word in published.items() if day >= "2025"})

    def test_a_year_without_a_table(self):
        """Guards that a deadline is never guessed, and that a limit spares the question."""
        days = results_v1.Calendar.read(HOLIDAYS)
        self.assertRaises(Refused, days.workdays, "2026-12-20", 20)
        self.assertEqual(days.workdays("2026-12-20", 20, "2026-12-31"), "2026-12-31")
        self.assertRaises(Refused, results_v1.Calendar({}).workdays, "9999-12-31", 1)


class Cells(unittest.TestCase):
    """Guards what is read of a published task (R4)."""

    def test_windows(self):
        for cell, first, last in (
            ("7月—11月", "2025-07-01", "2025-11-30"), ("７月至１１月", "2025-07-01", "2025-11-30"),
            ("7-11月", "2025-07-01", "2025-11-30"), ("2025年11月-2026年2月", "2025-11-01", "2026-02-28"),
            ("5月1日—11月29日", "2025-05-01", "2025-11-29"), ("全年", "2025-01-01", "2025-12-31"),
            ("9月", "2025-09-01", "2025-09-30"), ("11月底前", "2025-01-01", "2025-11-30"),
            ("7月——11月", "2025-07-01", "2025-11-30"),
        ):  # fmt: skip
            self.assertEqual(results_v1.read_window(cell, 2025), {"from": first, "to": last}, cell)
        for cell in (
            "",
            "—",
            "7月—",
            "7—11",
            "13月",
            "2月30日-3月1日",
            "上半年",
            "11月前",
            "5月1日底前",
            "7月-9月-11月",
            "11月—7月",
        ):
            self.assertRaises(Refused, results_v1.read_window, cell, 2025)

    def test_items(self):
        for cell, items in (
            ("1.登记事项检查，2.公示信息检查", ["登记事项检查", "公示信息检查"]),
            ("１、依据法律，核对3.5吨以下；5.丙；2．乙。", ["依据法律，核对3.5吨以下；5.丙", "乙"]),
            ("食品销售、餐饮服务监督检查", ["食品销售、餐饮服务监督检查"]),
            ("2025年检查", ["2025年检查"]),
            ("1.甲；2.；3.", ["甲"]),
        ):
            self.assertEqual(results_v1.read_items(cell), items)

    def test_authorities(self):
        for cell, authority in (
            ("【县抽县查】 高平市市场监管局发起并实施检查", "高平市市场监管局"), ("【省抽所查】", None),
            ("【市抽县查】某局发起", "某局"),
        ):  # fmt: skip
            self.assertEqual(results_v1.read_authority(cell), authority)


class Words(unittest.TestCase):
    """Guards the words of outcomes, and that the caller's codes come first (R2)."""

    def read(self, word, profile=()):
        return results_v1.read_result_word(word, results_v1.OUTCOME_WORDS, dict(profile), "an outcome")

    def test_words(self):
        self.assertEqual(self.read("通过登记的住所 (经营场所) 无法联系；"), "unreachable")
        self.assertEqual(self.read("pending"), "pending")
        self.assertEqual(self.read(" 1 ", {"1": "moved_out"}), "moved_out")
        self.assertEqual(self.read("注销", {"注销": "revoked"}), "revoked")
        self.assertRaises(Refused, self.read, "1")

    def test_every_word_means_one_outcome(self):
        words = [word for code, words in results_v1.OUTCOME_WORDS.items() for word in (code, *words)]
        self.assertEqual(len(words), len(set(words)))


class Counting(unittest.TestCase):
    """Guards figures by a small ceremony: two targets drawn in tier A, one each in B and C, of the first task."""

    def setUp(self):
        self.small = Small("sha256")
        self.visited = Visited(self.small)
        self.a, self.b = self.small.drawn(0, "A")[:2]

    def ask(self, do, as_of="2025-12-31", **changes):
        case = {"cases": [self.visited.case()]} if do == "progress" else {"case": self.visited.case()}
        holidays = {"holidays": HOLIDAYS} if do in ("progress", "results") else {}
        answer = commands_v1.answer({"do": do, **case, "as_of": as_of, **holidays, **changes})
        return answer["ok"]

    def rate(self, name, as_of="2025-12-31"):
        rate = self.ask("progress", as_of)["tasks"][0][name]
        return rate["numerator"], rate["denominator"]

    def test_not_entered_in_time_is_not_done(self):
        """Guards that a late entry counts as entered and not as completed, on the very day of the deadline."""
        self.visited.enter(a_result(DRAW, self.a, visited="2025-09-12", day="2025-10-16"))
        self.visited.enter(a_result(DRAW, self.b, visited="2025-09-12", day="2025-10-17"))
        self.assertEqual(
            (self.rate("completion"), self.rate("entered"), self.rate("on_time")), ((1, 4), (2, 4), (1, 2))
        )
        self.assertEqual(self.rate("entered", "2025-10-16"), (1, 4))

    def test_a_correction_wins_no_time(self):
        """Guards that the first entry decides, whatever is corrected later."""
        first = self.visited.enter(a_result(DRAW, self.a, visited="2025-07-07", day="2025-12-01"))
        self.visited.enter(a_result(DRAW, self.a, visited="2025-11-28", day="2025-12-01", corrects=[first]))
        self.assertEqual(self.rate("on_time"), (0, 1))

    def test_the_plan_ends_all(self):
        """Guards the plan's 15 December, and that a visit after the window gets no term of its own."""
        self.visited.enter(a_result(DRAW, self.a, visited="2025-11-28", day="2025-12-15"))
        self.visited.enter(a_result(DRAW, self.b, visited="2025-12-14", day="2025-12-16"))
        self.assertEqual(self.rate("completion"), (1, 4))
        self.assertEqual({late["days"] for late in self.ask("progress", "2025-12-31")["overdue"]}, {16})

    def test_a_conflict_holds_until_it_is_settled(self):
        """Guards that of two results neither wins by order, and that one which corrects both settles it."""
        one = self.visited.enter(a_result(DRAW, self.a))
        two = self.visited.enter(a_result(DRAW, self.a, outcomes=["pending"]))
        self.assertEqual(self.ask("progress")["conflicts"][0]["results"], sorted([one, two]))
        self.assertEqual(self.ask("results")["visits"][0]["outcomes"], None)
        self.visited.enter(
            a_result(DRAW, self.a, day="2025-08-09", outcomes=["concealed"], corrects=sorted([one, two]))
        )
        self.assertEqual(
            (self.ask("progress")["conflicts"], self.ask("results")["visits"][0]["outcomes"]), ([], ["concealed"])
        )
        self.assertEqual(len(self.ask("results")["visits"][0]["history"]), 3)

    def test_no_case_is_lost_between(self):
        """Guards that a problem with a follow-up is missing, handed over, taken over or closed, and nothing between."""

        def state():
            told = self.ask("progress")
            return [each["target"] for each in told["missing_hand_overs"]], [
                each["state"] for each in told["hand_overs"]
            ]

        result = self.visited.enter(a_result(DRAW, self.a, outcomes=["unreachable"], items=[]))
        self.assertEqual(state(), ([self.a], []))
        self.assertEqual([each["days"] for each in self.ask("progress", "2025-08-20")["unreachable"]], [1])
        over = self.visited.enter(handed_over(result))
        self.assertEqual(state(), ([], ["handed_over"]))
        self.visited.enter(taken_over(over))
        self.assertEqual(state(), ([], ["taken_over"]))
        self.visited.enter(closing(over))
        self.assertEqual(state(), ([], ["closed"]))
        self.assertEqual(self.ask("progress")["hand_overs"][0]["days"], 18)

    def test_entries_against_the_assignment(self):
        """Guards that another agency's entry is found, is counted nowhere and stays in the ledger."""
        self.visited.enter(a_result(DRAW, self.a, agency="长治市市场监管局"))
        told = self.ask("progress")
        self.assertEqual([finding["code"] for finding in told["findings"]], ["results.other_agency"])
        self.assertEqual(self.rate("entered"), (0, 4))

    def test_rates_are_rounded_down(self):
        """Guards that nothing looks reached that is not, and that a rate over nothing is none."""
        self.assertEqual(self.ask("progress")["overall"]["publication"]["percent"], None)
        for id in (self.a, self.b, self.small.drawn(0, "B")[0], self.small.drawn(1, "A")[0]):
            draw = DRAW if id != self.small.drawn(1, "A")[0] else "140581-2025/02/1"
            self.visited.enter(made_public(self.visited.enter(a_result(draw, id))))
        told = self.ask("progress")["overall"]
        self.assertEqual((told["entered"]["percent"], told["publication"]["ratio"]), ("66.66%", "1"))

    def test_sums(self):
        """Guards that tasks and agencies add up to the whole, and that every due is in each rate at most once."""
        self.visited = make_vectors.everything(self.small)
        for as_of in ("2025-08-10", "2025-10-20", "2026-01-31"):
            told = self.ask("progress", as_of)
            for name in (
                "completion",
                "entered",
                "on_time",
                "publication",
                "publication_on_time",
                "application_by_target",
            ):
                whole = told["overall"][name]
                for groups in (told["tasks"], told["agencies"]):
                    for count in ("numerator", "denominator"):
                        self.assertEqual(sum(group[name][count] for group in groups), whole[count])
                pairs = [tuple(pair) for pair in whole["in"] + whole["out"]]
                self.assertEqual(len(pairs), len(set(pairs)))

    def test_what_the_next_draw_reads(self):
        """Guards that inspections flow back and that who was not reached may be drawn again."""
        self.visited.enter(a_result(DRAW, self.a))
        self.visited.enter(a_result(DRAW, self.b, outcomes=["unreachable"], items=[]))
        directory = self.small.directory
        into = {
            **directory,
            "columns": [*directory["columns"], "last_inspected"],
            "rows": [[*row, ""] for row in directory["rows"]],
        }
        [change] = self.ask("feedback", into=into)["changes"]
        expected = {"id": self.a, "column": "last_inspected", "value": "01=2025-08-05"}
        self.assertEqual(change, {"day": "2025-08-08", "what": {"set": expected}})


class Merging(unittest.TestCase):
    """Guards that ledgers merge into one, in whatever order they come (R3)."""

    def test_every_order(self):
        small = Small("sha256")
        entries = make_vectors.everything(small).entries
        parts = [Visited(small, (), entries[at::4]).ledger() for at in range(4)]
        whole = Visited(small, (), entries).ledger()
        for order in itertools.permutations(parts):
            self.assertEqual(results_v1.merge_ledgers(list(order)).write(), whole)
        self.assertEqual(json.loads(whole)["entries"], list(results_v1.Ledger.read(whole).entries.values()))


class Findings(unittest.TestCase):
    """Guards that the vectors meet every finding of the page (R6)."""

    def test_every_code_is_met(self):
        page = (pathlib.Path(results_v1.__file__).resolve().parents[1] / "results-v1.md").read_text(encoding="utf-8")
        listed = {
            line.split("`")[1]
            for line in page.split("## 6.")[1].split("## 7.")[0].splitlines()
            if line.startswith("| `")
        }
        cases = json.loads((make_vectors.VECTORS / "progress.json").read_text(encoding="utf-8"))["cases"]
        answers = [case["expected"] for case in cases if case["result"] == "valid"]
        met = {finding["code"] for answer in answers for finding in answer.get("findings", [])}
        self.assertEqual(met, listed)


if __name__ == "__main__":
    unittest.main()
