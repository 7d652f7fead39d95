"""The documents around a draw, and the checks of them: what each is for, and that each edit of one is found."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import ceremony_v1
import commands_v1
import draw_v1
import make_vectors
import verify_v1
from draw_v1 import Refused
from make_vectors import SALT_KEY, SMALL_ROWS, SUITES, Small, edited


def cases(name):
    return json.loads((make_vectors.VECTORS / name).read_text())["cases"]


def statuses(name):
    """{comment: names of the checks that failed} of the cases that ask for checks."""
    return {
        case["comment"]: {check["name"] for check in case["expected"]["checks"] if check["status"] == "failed"}
        for case in cases(name)
        if case["input"]["do"] in ("verify", "check_receipt")
    }


class Voids(unittest.TestCase):
    """Guards the chain of attempts (6.4)."""

    def attempts(self, small, voids):
        [status] = [c.status for c in verify_v1.verify(small.record, voids=voids) if c.name == "attempts"]
        return status

    def void(self, small):
        return draw_v1.write_document(
            ceremony_v1.make_void(small.commitment, None, "technical_fault", "停电", "监督人", "2025-07-02")
        )

    def test_chain(self):
        """Guards that no attempt before is dropped, added, reordered, repeated or edited."""
        for suite in SUITES:
            with self.subTest(suite):
                chain, small = [], Small(suite)
                for attempt in (2, 3, 4):
                    chain.append(self.void(small))
                    previous = draw_v1.hash_text(suite, chain[-1])
                    small = Small(suite, attempt=attempt, previous=previous)
                one, two, three = chain
                self.assertEqual(self.attempts(small, chain), "passed")
                self.assertEqual(self.attempts(small, []), "not_done")
                for forged in (
                    chain[1:], chain[:2], [one, three], chain[::-1], [two, one, three], [one, one, three], [*chain, three],
                    [edited(one, "by", to="他人"), two, three], [one, two, edited(three, "reason", to="other")],
                ):  # fmt: skip
                    self.assertEqual(self.attempts(small, forged), "failed")

    def test_the_first_attempt(self):
        """Guards that attempt 1 passes by itself, and has no void before it."""
        small = Small("sha256")
        self.assertEqual(self.attempts(small, []), "passed")
        self.assertEqual(self.attempts(small, [self.void(small)]), "failed")

    def test_a_chain_in_two_suites(self):
        """Guards that a void is hashed in its own suite, whatever the next attempt's."""
        void = self.void(Small("sm3"))
        self.assertEqual(
            self.attempts(Small("sha256", attempt=2, previous=draw_v1.hash_text("sm3", void)), [void]), "passed"
        )


class Amendments(unittest.TestCase):
    """Guards who may step in, and for whom (6.5)."""

    def setUp(self):
        self.small = Small("sha256", salt_key=SALT_KEY)
        self.place = make_vectors.WORKED_DRAW, "A"
        self.order = make_vectors.small_order(self.small, 0, "A")
        self.texts = []

    def amend(self, change):
        directory = commands_v1.request_directory(self.small.directory)
        given = self.small.record, self.small.plan, directory, self.texts
        text = ceremony_v1.make_amendment(*given, "2025-08-01", "市场监管局", change)
        self.texts.append(text)
        return json.loads(text)

    def replace(self, out, reason="deregistered", draw=make_vectors.WORKED_DRAW):
        members = {"draw": draw, "tier": "A", "out": out, "reason": reason, "evidence": "截图"}
        return self.amend({"replacement": members})["change"]["replacement"]["in"]

    def supplement(self, count):
        members = {"draw": make_vectors.WORKED_DRAW, "tier": "A", "count": count, "reason": "专项"}
        return self.amend({"supplement": members})["change"]["supplement"]["in"]

    def in_force(self):
        directory = commands_v1.request_directory(self.small.directory)
        lists = ceremony_v1.list_in_force(self.small.record, self.small.plan, directory, self.texts)
        return lists.by_draw()[make_vectors.WORKED_DRAW]["A"]

    def test_next(self):
        """Guards that those who step in follow the order beyond the reserve to its end, and nobody twice."""
        first, second, third, fourth, *rest = self.order
        self.assertEqual(self.in_force(), [first, second])
        self.assertEqual(self.replace(first), third)
        self.assertEqual(self.in_force(), [second, third])
        self.assertEqual(self.replace(third), fourth)
        self.assertEqual(self.supplement(len(rest)), rest)
        self.assertIsNone(self.replace(second))
        self.assertEqual(self.in_force(), [fourth, *rest])
        self.assertRaises(Refused, self.supplement, 1)
        for gone in (first, second, third):
            self.assertRaises(Refused, self.replace, gone)

    def test_everyone_leaves(self):
        """Guards that a list may become empty."""
        for id in self.order:
            self.replace(id)
        self.assertEqual(self.in_force(), [])

    def test_chain_of_numbers(self):
        """Guards number and previous."""
        self.replace(self.order[0])
        self.supplement(1)
        first, second = (json.loads(text) for text in self.texts)
        self.assertEqual((first["number"], first["previous"]), (1, None))
        self.assertEqual((second["number"], second["previous"]), (2, draw_v1.hash_text("sha256", self.texts[0])))

    def test_reasons_of_the_task(self):
        """Guards that another task's reasons do not help."""
        drawn, second = self.small.drawn(1, "A")[0], "140581-2025/02/1"
        self.assertRaises(Refused, self.replace, drawn, "moved_out", second)
        self.replace(drawn, "duplicate", second)

    def test_a_recusal_leaves_the_list_as_it_is(self):
        """Guards that an inspector's stepping back moves no target."""
        before = self.in_force()
        members = {"target": before[0], "inspector": "张三", "successor": None, "reason": "近亲属"}
        self.amend({"recusal": {"draw": make_vectors.WORKED_DRAW, **members}})
        self.assertEqual(self.in_force(), before)

    def test_forged(self):
        """Guards that the check finds each forged amendment of the vectors, and passes the honest ones."""
        seen = 0
        for comment, failed in statuses("amendments.json").items():
            honest = comment.endswith(("all of these", "not handed in")) or comment == "none handed in"
            self.assertEqual(failed, set() if honest else {"amendments"}, comment)
            seen += 1
        self.assertGreater(seen, 20)

    def test_without_plan_or_directory(self):
        """Guards that without its inputs the check is not done."""
        self.replace(self.order[0])
        directory = lambda: commands_v1.request_directory(self.small.directory)
        for given in ({"plan_text": self.small.plan}, {"load_directory": directory}):
            *_, check = verify_v1.verify(self.small.record, amendments=self.texts, **given)
            self.assertEqual((check.name, check.status), ("amendments", "not_done"))


class Receipts(unittest.TestCase):
    """Guards that a target's own case can be checked without the directory (6.6)."""

    def receipt(self, small, id):
        directory = commands_v1.request_directory(small.directory)
        return ceremony_v1.make_receipt(small.record, small.plan, directory, id)

    def failed(self, small, text):
        digest = draw_v1.write_document(ceremony_v1.make_digest(small.record))
        report = verify_v1.verify_receipt(text, small.commitment_digest, small.record_digest, digest, small.plan)
        return {check.name for check in report if check.status != "passed"}

    def test_everyone(self):
        """Guards that the receipts of a directory pass, and together say what the record says."""
        for suite in SUITES:
            for comment, changes in make_vectors.SMALL_CEREMONIES.items():
                with self.subTest(comment, suite=suite):
                    small = Small(suite, **changes)
                    record, told = json.loads(small.record), {"drawn": set(), "reserve": set(), "excluded": set()}
                    for row in SMALL_ROWS:
                        receipt = self.receipt(small, row[0])
                        self.assertEqual(self.failed(small, draw_v1.write_document(receipt)), set())
                        told.setdefault(receipt["draws"][0]["outcome"], set()).add(row[0])
                    for part in ("drawn", "reserve"):
                        listed = {entry["id"] for tier in record["draws"][0]["tiers"] for entry in tier[part]}
                        self.assertEqual(told[part], listed)
                    self.assertEqual(told["excluded"], {"140581-0012"})
                    self.assertEqual(sum(map(len, told.values())), len(SMALL_ROWS))

    def test_each_edit_is_found(self):
        """Guards that every check of a receipt finds the edits of the vectors that are meant for it."""
        found = statuses("receipts.json")
        for comment, check in (
            ("another attempt", "receipt.commitment"),
            ("another commitment was published", "receipt.commitment"),
            ("another record", "receipt.record"),
            ("another name", "receipt.row"),
            ("another id", "receipt.row"),
            ("another index", "receipt.row"),
            ("another salt", "receipt.row"),
            ("another secret", "receipt.sources"),
            ("another seed", "receipt.keys"),
            ("another key", "receipt.keys"),
            ("another ticket", "receipt.tickets"),
            ("a cut-off above the not drawn", "receipt.outcomes"),
            ("a cut-off that changes nothing", "receipt.outcomes"),
            ("another reason", "receipt.rules"),
            ("another plan", "receipt.rules"),
            ("drawn without a rank", "receipt.layout"),
            ("a draw left out", "receipt.layout"),
        ):
            self.assertIn(check, found[comment], comment)
        for case in cases("receipts.json"):
            if case["input"]["do"] == "check_receipt":
                honest = {"Check", "Missing"} & set(case["flags"])
                self.assertEqual(found[case["comment"]] == set(), bool(honest), case["comment"])

    def test_without_the_digest_the_cut_off_is_the_operators_word(self):
        """Guards that only the published digest finds a cut-off which is wrong but changes no outcome."""
        small = Small("sha256")
        text = edited(
            draw_v1.write_document(self.receipt(small, small.drawn(0, "A")[0])), "draws", 0, "cut_off", to="f" * 64
        )
        self.assertEqual(self.failed(small, text), {"receipt.outcomes"})
        given = text, small.commitment_digest, small.record_digest, None, small.plan
        self.assertEqual({check.status for check in verify_v1.verify_receipt(*given)}, {"passed"})

    def test_beacon(self):
        """Guards the round in a receipt."""
        small = Small("sha256", **make_vectors.BEACON)
        text = draw_v1.write_document(self.receipt(small, "140581-0001"))
        other = make_vectors.drand_round("quicknet", 1001)["signature"]
        self.assertEqual(self.failed(small, edited(text, "sources", 0, "signature", to=other)), {"receipt.sources"})

    def test_leaf_and_node_are_not_confused(self):
        """Guards that no row can stand for an inner node: neither a shorter tree nor a text of two hashes proves it."""
        for suite in SUITES:
            leaves = [draw_v1.H(suite, b"\0" + bytes([number])) for number in range(8)]
            root, node = draw_v1.merkle_root(suite, leaves), draw_v1.inner(suite, leaves[0], leaves[1])
            path = draw_v1.inclusion_proof(suite, leaves, 0)
            self.assertTrue(draw_v1.proof_holds(suite, root, 4, 0, node, path[1:]))  # but the size is committed
            self.assertFalse(draw_v1.proof_holds(suite, root, 8, 0, node, path[1:]))
            self.assertNotEqual(draw_v1.H(suite, b"\0" + leaves[0] + leaves[1]), node)
            self.assertNotEqual(draw_v1.H(suite, b"\0\1" + leaves[0] + leaves[1]), node)


class Absences(unittest.TestCase):
    """Guards proofs that an id is not in a directory (6.7)."""

    def test_every_place(self):
        """Guards that every place of small directories is proven, and that no proof serves another id that is there."""
        for count in range(9):
            small = Small("sha256", rows=SMALL_ROWS[:count])
            directory = commands_v1.request_directory(small.directory)
            for place in range(count + 1):
                id = f"140581-{place:04}A"
                absence = ceremony_v1.make_absence(small.commitment, directory, id)
                self.assertEqual(absence["before"] is None, place == 0)
                self.assertEqual(absence["after"] is None, place == count)
                ceremony_v1.check_absence(draw_v1.write_document(absence), small.commitment_digest)
                for present in directory.entries:
                    forged = draw_v1.write_document({**absence, "id": present})
                    self.assertRaises(Refused, ceremony_v1.check_absence, forged, small.commitment_digest)

    def test_order_is_that_of_bytes(self):
        """Guards against an order of characters: in UTF-16 the first of these would stand behind the second."""
        rows = [["﨎", "甲", "A", "存续"], ["𠮷", "乙", "A", "存续"]]
        small = Small("sha256", rows=rows[::-1], profile="text")
        directory = commands_v1.request_directory(small.directory)
        absence = ceremony_v1.make_absence(small.commitment, directory, "﨎A")
        self.assertEqual([absence[side]["row"][0] for side in ("before", "after")], ["﨎", "𠮷"])
        ceremony_v1.check_absence(draw_v1.write_document(absence), small.commitment_digest)


class Published(unittest.TestCase):
    """Guards what is public before and after a draw (6.8)."""

    def test_nothing_private(self):
        """Guards that neither notice nor digest holds an id, a name, a ticket that is no cut-off, the seed, a key, a
        secret, or the tier of a target."""
        for case in cases("notices.json"):
            if case["result"] == "invalid":
                continue
            text, given = case["expected"], case["input"]
            with self.subTest(case["comment"]):
                for id, name, *_ in SMALL_ROWS:
                    self.assertNotIn(id, text)
                    self.assertNotIn(name, text)
                self.assertNotIn('"tier"', text)
                self.assertNotIn("value", text)
                if given["do"] == "digest":
                    record = json.loads(given["record"])
                    tickets = {
                        e["ticket"] for d in record["draws"] for t in d["tiers"] for e in t["drawn"] + t["reserve"]
                    }
                    tickets -= {tier["cut_off"] for draw in record["draws"] for tier in draw["tiers"]}
                    private = {record["seed"], *tickets, *(source["value"] for source in record["sources"])}
                    private |= {key for draw in record["draws"] for key in draw["keys"].values()}
                    for hidden in private:
                        self.assertNotIn(hidden, text)

    def test_numbers(self):
        """Guards that notice and digest say the same numbers, and which tiers drew nobody."""
        small = Small("sha256")
        notice = ceremony_v1.make_notice(small.plan, small.commitment)
        digest = ceremony_v1.make_digest(small.record)
        self.assertEqual([(task["pool"], task["drawn"]) for task in notice["tasks"]], [(11, 4), (11, 2)])
        self.assertEqual([draw["drawn"] for draw in digest["draws"]], [4, 2])
        self.assertEqual([cut_off is None for cut_off in digest["draws"][1]["cut_offs"]], [False, True, False, True])
        self.assertEqual(notice["sources"], ["信用监管股", "福彩双色球2025088"])
        beacon = Small("sha256", **make_vectors.BEACON)
        self.assertEqual(ceremony_v1.make_notice(beacon.plan, beacon.commitment)["sources"], ["quicknet:1000"])


class CommandLine(unittest.TestCase):
    """Guards the commands that take the documents around a draw."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, text):
        (self.folder / name).write_bytes(text.encode())

    def run_command(self, *words, code=0):
        done = subprocess.run([sys.executable, draw_v1.__file__, *words], cwd=self.folder, capture_output=True)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode()

    def write_directory(self, small):
        self.write("plan.json", small.plan)
        lines = [make_vectors.SMALL_COLUMNS, *SMALL_ROWS]
        self.write("targets.csv", "".join(",".join(line) + "\n" for line in lines))

    def test_commit_to_a_beacon(self):
        """Guards that a round is committed to with the time, and refused without."""
        small = Small("sha256", **make_vectors.BEACON)
        self.write_directory(small)
        self.write("sources.json", json.dumps(json.loads(small.commitment)["sources"]))
        command = ("commit", "--plan", "plan.json", "--targets", "targets.csv", "--sources", "sources.json")
        command += ("--task", "01", "--task", "02", "--as-of", "2023-07-01")
        self.assertEqual(self.run_command(*command, "--committed-at", "1692806363"), small.commitment)
        self.run_command(*command, "--committed-at", "1692806364", code=1)
        self.run_command(*command, code=1)

    def test_verify(self):
        """Guards that voids and amendments are taken in order."""
        first = Small("sha256")
        void = draw_v1.write_document(
            ceremony_v1.make_void(first.commitment, None, "other", "试抽", "监督人", "2025-07-02")
        )
        small = Small("sha256", attempt=2, previous=draw_v1.hash_text("sha256", void))
        self.write_directory(small)
        self.write("record.json", small.record)
        self.write("void.json", void)
        self.write("amendment.json", "{}\n")
        command = ("verify", "record.json", "--plan", "plan.json", "--targets", "targets.csv")
        self.assertIn("passed   attempts", self.run_command(*command, "--void", "void.json"))
        report = self.run_command(*command, "--amendment", "amendment.json", code=1)
        self.assertIn("not_done attempts", report)
        self.assertIn("failed   amendments", report)

    def test_verify_receipt(self):
        """Guards that a receipt is verified with what was published."""
        small = Small("sha256")
        directory = commands_v1.request_directory(small.directory)
        receipt = ceremony_v1.make_receipt(small.record, small.plan, directory, "140581-0001")
        self.write("receipt.json", draw_v1.write_document(receipt))
        self.write("digest.json", draw_v1.write_document(ceremony_v1.make_digest(small.record)))
        self.write("plan.json", small.plan)
        command = ("verify-receipt", "receipt.json", "--digest", "digest.json", "--plan", "plan.json")
        digests = ("--commitment-digest", small.commitment_digest, "--record-digest")
        report = self.run_command(*command, *digests, small.record_digest)
        self.assertEqual(report.count("passed   "), len(verify_v1.RECEIPT_CHECKS))
        self.assertIn("failed   receipt.record", self.run_command(*command, *digests, "0" * 64, code=1))


if __name__ == "__main__":
    unittest.main()
