"""The reference against values worked out elsewhere, against itself, and against the vectors made from it."""

import base64
import copy
import csv
import hashlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction

import commands_v1
import draw_v1
import make_vectors
import record_v1
import verify_v1
from draw_v1 import TIERS, Refused

try:
    import jsonschema
except ImportError:
    jsonschema = None

PUBLIC = make_vectors.VECTORS / "public"

# Worked values of the protocol's design, older than this reference.
WORKED = {
    "sha256": {
        "commitments": [
            "c508b3f6f588232ce3b3afd25725c3bc64d7e79d9efc38819b2480b715f52d0b",
            "541fa506d3af7f1fda29de857651653bb2f977fb73dc60a0c19026fd6e789b35",
        ],
        "seed": "fdb83fbbffe4cb7d35481beb080b931286c3dadbae59df3cfa7bc7b1ed9f0d91",
        "keys": {
            "ticket": "81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c",
            "order": "b9a15d4bb3af703279e2d5886605fb3bb012499b8825121c1581a27580be5d9f",
            "mix": "40d337057ee466f60683b20ad53e82ac47b12e4547ef2d1ce87a82a60de5bccb",
        },
        "tickets": {
            "911405817246455685": "5836c759d064570ca1c72cb64d2625ed1598d2028217bfa64daaa78a7e38ca79",
            "911405817246455689": "9e9590f41a390814a532fd1b81ab1dce74e5a83c9bd64a2fe4f8acee7aabdef8",
            "A": "5a4a20cf993eff932760f420dbf6001c89e3df98ed4288a24dba350b98f42ddb",
            "X" * 55: "abcc622a63b3dee4d6d532f59ad7b664b2adcff9597cb7538be14d8dcac4d27d",
            "X" * 56: "c89b2f29902f78d7cbeb9e7d338b7eba22aebb3458f0b9a219147c47242f26c4",
            "X" * 64: "5b24953db22721233c667e25eea8e0e2dec7a4f10723299c6fe21bcb6dd860f9",
            "140581-0001": "96e73eb419dfe0ae98b3e7c6989aa3a627a89a91acc0f01e84e79b1005852402",
        },
        "drawn": {"A": [37], "B": [44], "C": [57, 46], "D": [59, 23]},
        "reserve": {"A": [53, 40, 14], "B": [56, 19, 42], "C": [33, 58, 21], "D": [11, 47, 35]},
        "root": "0757803b60a0e23c160340a59ab51d73d66d20a9f094d4fe6e1454cdc47970b4",
        "digest": "5da359bed5fa02a1c6fc747c1728cdca7ed1bc3346e4f314328abdcbfb2f9a15",
        "unsalted_digest": "c2ddadd3ad4cc04ec62dbbf05379c3e1bf1d0ce3dc2e3653bf20d44ab4854f45",
        "inclusion_of_row_3": [
            "bedd79d22ca0f43afffa1123c7a0f11652b1049d8311d50e06797208872ce536",
            "196898ddb1e684ab3b3744527675d1171d5b36900e24647b3d1263e0ba30e1f4",
            "eb5f51cd779507fc5c75cdbe95cc862d6fb1bb0eb8e30b0b700b7d1c80b968c9",
        ],
        "mix_below_1000": [222, 121, 31, 678, 734, 295, 806, 191],
    },
    "sm3": {
        "commitments": [
            "e5c2c514077efce68176bbf7157400532b36305a09491738fb07faf6b7a9ce76",
            "795b8152631f925e9af9351b215cc15ef44043c30f6b2f5f2f41db98abd0eec0",
        ],
        "seed": "3ad632dc7dc21e714d8c0e14ced9545cc21d12a267944d44c34f934866ba998d",
        "keys": {
            "ticket": "abc6f60f666060c0a14c706bde9972f82c9013a93ec26372cd8016f6debe3a29",
            "order": "ecbcdeacf24e844ec283b58fdb9b5d77bb754f813aa1be9bd6c7053321aba7b5",
            "mix": "25e26e00f6d781f177ba4ea9570dbd58d86a51c6cedf8b786f00361f2d28020e",
        },
        "tickets": {
            "911405817246455685": "5c020266ffc791bbeec7a48264ca647e92a8df61b4f0a081683059b52fc878ab",
            "911405817246455689": "f73cc4c52f3bd4906fee339e93988daf263f1e669247d381cc5d0d2bfe47ce2b",
            "A": "12a8e390f2ce9bcc4f11a220e2b152fdda42cb7c5bdaf06f799e751bd9453237",
            "X" * 55: "60b2238d54e91d7cfe1ca15fffec9883a2f68ebf7f70fc408de64c95aea2a0cd",
            "X" * 56: "b55098ba5f75977794fc0209099126183a8e84b66577e605e1b0a086a1f68fc1",
            "X" * 64: "c526ef86bd03105ff878e8b7a878cb53649457c42fa555bd98bbc9ed1cde8fd0",
            "140581-0001": "f1c806c37f6d673db55c362037746fdc5d9d9924bb1d092314433219f734c8fa",
        },
        "drawn": {"A": [4], "B": [42], "C": [46, 33], "D": [35, 23]},
        "reserve": {"A": [25, 17, 39], "B": [43, 30, 44], "C": [57, 45, 9], "D": [11, 47, 59]},
        "root": "fbc2f368adb44a5bac26e497833afa84e89cef22b0062243d4c3ec287fdc586d",
        "digest": "8882456304b9e5ee9bc7b61beb5b57f89d1e002d39d0e8d49a5fa302f475c1c5",
        "unsalted_digest": "3a3502c0ee77497d274ea0e631fc7f699adbe1fe7d4041de712a0fa7f4365fe5",
        "inclusion_of_row_3": [
            "a2bdfa89b9a0c0ebea52647aa64d525f9f2ef690ea0b191a9589af81af10ce22",
            "d3fd9b9117dbe8169dff1fd6d9e82fec412c61d009f51964acbec0aa920040e2",
            "c06afc4fa33d9a2d3af4cc0dbcf49072703c3033bf14a34857ffcd743285ccf3",
        ],
        "mix_below_1000": [282, 179, 989, 757, 576, 872, 65, 257],
    },
}

# pool, weights, ratio, ideal, quota; rounded up, at least one
WORKED_PROGRESSIVE = [
    ((5000, 1000, 2, 1000), (1, 2, 5, 10), "1/10", "350500/1701 140200/1701 701/1701 701000/1701", (206, 82, 0, 413)),
    ((12367, 0, 0, 0), (1, 2, 4, 8), "3/100", "372 0 0 0", (372, 0, 0, 0)),
    ((100, 0, 0, 0), (1, 1, 1, 1), "7/100", "7 0 0 0", (7, 0, 0, 0)),
    ((3000, 900, 90, 10), (1, 3, 10, 30), "3/100", "1200/23 1080/23 360/23 120/23", (52, 46, 16, 6)),
    ((33, 5, 1, 0), (1, 2, 4, 8), "1/1000", "33/47 10/47 4/47 0", (0, 0, 1, 0)),
    ((10, 10, 10, 10), (1, 2, 5, 100), "1/2", "5/4 5/2 25/4 10", (1, 2, 7, 10)),
    ((0, 0, 0, 0), (1, 2, 3, 4), "1/2", "0 0 0 0", (0, 0, 0, 0)),
    ((40000, 0, 0, 7), (1, 2, 4, 8), "1/1000", "205000/5007 0 0 287/5007", (40, 0, 0, 1)),
    ((30, 15, 10, 5), (1, 2, 4, 8), "1/10", "9/7 9/7 12/7 12/7", (1, 1, 2, 2)),
]

WORKED_DIRECTORY = (
    ["id", "name", "tier"],
    [[id, f"测试企业{number}", tier] for number, (id, tier) in enumerate(make_vectors.WORKED_ROWS[:7])],
)


def worked_ids(numbers):
    return [f"140581-{number:04}" for number in numbers]


class WorkedValues(unittest.TestCase):
    """Guards every hashed text of sections 2, 4 and 5 in both suites."""

    def each(self):
        for suite, worked in WORKED.items():
            with self.subTest(suite):
                yield suite, worked

    def test_seed_and_commitments(self):
        """Guards the texts of secret and seed (4)."""
        for suite, worked in self.each():
            sources = make_vectors.WORKED_SOURCES
            self.assertEqual(draw_v1.make_seed(suite, sources), worked["seed"])
            opened = [draw_v1.secret_commitment(suite, source["label"], source["value"]) for source in sources[:2]]
            self.assertEqual(opened, worked["commitments"])

    def test_keys(self):
        """Guards the text of the keys (4)."""
        for suite, worked in self.each():
            draw = draw_v1.draw_id("140581-2025", "01", 1)
            keys = draw_v1.all_keys(suite, "independent", "140581-2025", draw, worked["seed"])
            self.assertEqual(keys, worked["keys"])

    def test_tickets(self):
        """Guards the ticket, around the end of a hash block too (5)."""
        for suite, worked in self.each():
            for id, ticket in worked["tickets"].items():
                self.assertEqual(draw_v1.make_ticket(suite, worked["keys"]["ticket"], id), ticket)

    def test_selection(self):
        """Guards which targets a draw takes and holds in reserve (5)."""
        for suite, worked in self.each():
            key = worked["keys"]["ticket"]
            for tier in draw_v1.make_draw(suite, key, dict(make_vectors.WORKED_ROWS), [1, 1, 2, 2], 3):
                self.assertEqual([entry["id"] for entry in tier["drawn"]], worked_ids(worked["drawn"][tier["tier"]]))
                self.assertEqual(
                    [entry["id"] for entry in tier["reserve"]], worked_ids(worked["reserve"][tier["tier"]])
                )

    def test_directory(self):
        """Guards leaf, salt, root, digest and proof of a directory (2)."""
        for suite, worked in self.each():
            plain = draw_v1.read_directory("ascii", *WORKED_DIRECTORY)
            self.assertEqual(draw_v1.directory_digest(suite, plain), worked["unsalted_digest"])
            salted = draw_v1.read_directory("ascii", *WORKED_DIRECTORY, make_vectors.SALT_KEY)
            self.assertEqual(draw_v1.directory_root(suite, salted), worked["root"])
            self.assertEqual(draw_v1.directory_digest(suite, salted), worked["digest"])
            leaves = draw_v1.directory_leaves(suite, salted)
            proof = draw_v1.inclusion_proof(suite, leaves, 3)
            self.assertEqual([sibling.hex() for sibling in proof], worked["inclusion_of_row_3"])
            self.assertTrue(draw_v1.proof_holds(suite, bytes.fromhex(worked["root"]), 7, 3, leaves[3], proof))

    def test_mix(self):
        """Guards the mix stream (4)."""
        for _, worked in self.each():
            mix = draw_v1.Mix.from_key(worked["keys"]["mix"])
            self.assertEqual([mix.below(1000) for _ in range(8)], worked["mix_below_1000"])

    def test_progressive(self):
        """Guards the exact ideals and the whole numbers of the rule progressive (3.4)."""
        for pool, weights, ratio, ideal, quota in WORKED_PROGRESSIVE:
            with self.subTest(pool):
                made = draw_v1.make_quota(list(pool), make_vectors.progressive(ratio, weights), "up")
                self.assertEqual([str(share) for share in made.ideal], ideal.split())
                self.assertEqual(made.quota, list(quota))


class PublishedVectors(unittest.TestCase):
    """Guards the building blocks by what others publish of them."""

    def test_sm3(self):
        """Guards SM3 by the examples of GB/T 32905-2016."""
        examples = re.findall(r"Len = (\d+)\nMsg = (\w+)\nMD = (\w+)", (PUBLIC / "sm3-oscca.txt").read_text())
        self.assertEqual(len(examples), 6)
        for bits, message, digest in examples:
            self.assertEqual(draw_v1.sm3(bytes.fromhex(message)[: int(bits) // 8]).hex(), digest)

    @unittest.skipUnless("sm3" in hashlib.algorithms_available, "this Python's OpenSSL has no SM3")
    def test_sm3_against_openssl(self):
        """Guards SM3 at every length around two blocks."""
        for length in range(200):
            message = bytes(range(length))
            self.assertEqual(draw_v1.sm3(message), hashlib.new("sm3", message).digest())

    def test_rfc_6962_inclusion(self):
        """Guards the verification of inclusion proofs, by valid and broken ones."""
        cases = json.loads((PUBLIC / "rfc6962-inclusion.json").read_text())
        self.assertEqual(len(cases), 98)
        for case in cases:
            with self.subTest(case["case"]):
                root, leaf = base64.b64decode(case["root"]), base64.b64decode(case["leafHash"])
                proof = [base64.b64decode(sibling) for sibling in case["proof"] or []]
                holds = draw_v1.proof_holds("sha256", root, case["treeSize"], case["leafIdx"], leaf, proof)
                self.assertEqual(holds, not case["wantErr"])

    def test_pcg64(self):
        """Guards the generator by numpy's test set of PCG64."""
        (_, seed), *rows = csv.reader((PUBLIC / "pcg64-testset-1.csv").read_text().splitlines())
        high, low, stream_high, stream_low = numpy_seed_sequence(int(seed, 16))
        mix = draw_v1.Mix(high << 64 | low, (stream_high << 64 | stream_low) << 1)
        self.assertEqual(len(rows), 1000)
        for _, word in rows:
            self.assertEqual(mix.next(), int(word, 16))


def numpy_seed_sequence(seed):
    """Four 64-bit words of numpy's SeedSequence, from which its PCG64 takes state and stream."""
    mask = 2**32 - 1

    def hasher(constant, multiplier):
        def scramble(value):
            nonlocal constant
            value ^= constant
            constant = constant * multiplier & mask
            value = value * constant & mask
            return value ^ value >> 16

        return scramble

    absorb = hasher(0x43B0D7E5, 0x931E8875)
    pool = [absorb(word) for word in (seed & mask, 0, 0, 0)]
    for source in range(4):
        for target in range(4):
            if source != target:
                mixed = (0xCA01F9DD * pool[target] - 0x4973F715 * absorb(pool[source])) & mask
                pool[target] = mixed ^ mixed >> 16
    squeeze = hasher(0x8B51F9DD, 0x58F38DED)
    halves = [squeeze(pool[at % 4]) for at in range(8)]
    return [halves[at] | halves[at + 1] << 32 for at in range(0, 8, 2)]


class Vectors(unittest.TestCase):
    """Guards core/vectors: they follow from the reference and hold the worked values."""

    @classmethod
    def setUpClass(cls):
        cls.texts = {name: make().text() for name, make in make_vectors.FILES.items()}
        cls.files = {name: json.loads(text) for name, text in cls.texts.items()}

    def cases(self, name, flag):
        return [case for case in self.files[name]["cases"] if flag in case["flags"]]

    def test_regenerate(self):
        """Guards against vectors edited by hand, or a reference changed without them."""
        for name, text in self.texts.items():
            with self.subTest(name):
                self.assertEqual((make_vectors.VECTORS / name).read_bytes(), text.encode())

    def test_every_flag_is_used(self):
        """Guards against notes that explain nothing."""
        for name, file in self.files.items():
            with self.subTest(name):
                self.assertEqual({flag for case in file["cases"] for flag in case["flags"]}, set(file["notes"]))

    def test_worked_values_are_among_the_cases(self):
        """Guards that whoever passes the vectors has met the worked values."""
        for suite, worked in WORKED.items():
            with self.subTest(suite):
                expected = [
                    case["expected"]
                    for name in ("seeds.json", "mix.json", "tickets.json", "directories.json", "draws.json")
                    for case in self.cases(name, "Worked")
                ]
                self.assertIn({"seed": worked["seed"], "commitments": worked["commitments"]}, expected)
                for key in worked["keys"].values():
                    self.assertIn(key, expected)
                self.assertIn([str(number) for number in worked["mix_below_1000"]], expected)
                self.assertIn(list(worked["tickets"].values()), expected)
                self.assertIn({"digest": worked["digest"], "root": worked["root"]}, expected)
                selections = [[tier["drawn"] for tier in draw.values()] for draw in expected if "A" in draw]
                self.assertIn([worked_ids(worked["drawn"][tier]) for tier in TIERS], selections)
        quotas = [case["expected"] for case in self.cases("quotas.json", "Worked")]
        for *_, ideal, quota in WORKED_PROGRESSIVE:
            self.assertIn((ideal.split(), list(quota)), [(made["ideal"], made["quota"]) for made in quotas])

    def test_drand_rounds(self):
        """Guards the time at which rounds are due, and what a round must be, by published ones."""
        networks = json.loads((PUBLIC / "drand-rounds.json").read_text())
        for name, network in draw_v1.NETWORKS.items():
            for published in networks[name]["rounds"]:
                with self.subTest(name, round=published["round"]):
                    self.assertEqual(draw_v1.due_time(name, published["round"]), published["time_unix"])
                    draw_v1.check_round(make_vectors.drand_round(name, published["round"]))
            self.assertEqual(
                (network.genesis, network.period), (networks[name]["genesis_time"], networks[name]["period"])
            )

    def test_oscca_examples_are_among_the_cases(self):
        """Guards that the hash vectors agree with the published digests, not only with the reference."""
        digests = re.findall(r"MD = (\w+)", (PUBLIC / "sm3-oscca.txt").read_text())
        self.assertEqual([case["expected"] for case in self.cases("hash.json", "Oscca")], digests)

    @unittest.skipIf(jsonschema is None, "jsonschema is not installed: python3 -m pip install jsonschema")
    def test_schema(self):
        """Guards that one schema describes all files."""
        schema = json.loads((make_vectors.VECTORS / "schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        validator.check_schema(schema)
        for name, file in self.files.items():
            with self.subTest(name):
                validator.validate(file)


class Properties(unittest.TestCase):
    """Guards what section 3.4 and 5 promise, on many small cases."""

    def setUp(self):
        self.random = random.Random(20250701)

    def some_quota(self):
        pool = [self.random.choice((0, 1, 2, self.random.randrange(50), self.random.randrange(5000))) for _ in TIERS]
        weights = sorted(self.random.choice((1, 2, 3, 8, self.random.randrange(1, 1000))) for _ in TIERS)
        total = self.random.randrange(sum(pool) + 3)
        return pool, weights, total, draw_v1.make_quota(pool, {"count": {"total": total, "weights": weights}}, "up")

    def test_whole_numbers_of_progressive(self):
        """Guards that quotas add up, stay in the pool, and are less than one from the ideal."""
        for _ in range(2000):
            pool, _, total, made = self.some_quota()
            self.assertEqual(sum(made.ideal), min(sum(pool), total))
            self.assertEqual(sum(made.quota), min(sum(pool), total))
            for number, ideal, quota in zip(pool, made.ideal, made.quota):
                self.assertTrue(0 <= quota <= number and abs(quota - ideal) < 1)

    def test_one_level(self):
        """Guards that the ideals follow one level: all ratios are its multiples by the weights, at most 1."""
        for _ in range(2000):
            pool, weights, _, made = self.some_quota()
            open_levels = {
                share / number / weight for number, weight, share in zip(pool, weights, made.ideal) if share < number
            }
            self.assertLessEqual(len(open_levels), 1)
            for level in open_levels:
                for number, weight, share in zip(pool, weights, made.ideal):
                    self.assertEqual(share, number * min(1, level * weight))

    def test_an_inversion_is_one_target_away(self):
        """Guards the last sentence on inversions: one target more or fewer puts each of them right."""
        seen = 0
        for _ in range(2000):
            pool, _, _, made = self.some_quota()
            for pair in draw_v1.inversions(pool, made.ideal, made.quota):
                s, t = (TIERS.index(tier) for tier in pair)
                one_fewer = Fraction(made.quota[s] - 1, pool[s]) <= Fraction(made.quota[t], pool[t])
                one_more = Fraction(made.quota[s], pool[s]) <= Fraction(made.quota[t] + 1, pool[t])
                self.assertTrue(one_fewer or one_more and made.quota[t] < pool[t])
                seen += 1
        self.assertGreater(seen, 100)

    def some_draw(self):
        rows = [(f"T{number}", self.random.choice(TIERS)) for number in range(self.random.randrange(60))]
        quota = [self.random.randrange(5) for _ in TIERS]
        return rows, quota, self.random.randrange(4)

    def test_merge(self):
        """Guards that any partitioning gives the same draw."""
        for _ in range(50):
            rows, quota, reserve = self.some_draw()
            keep = {tier: count + reserve for tier, count in zip(TIERS, quota)}
            parts = [{}, {}, {}]
            for id, tier in rows:
                self.random.choice(parts)[id] = tier
            first, second, third = (draw_v1.partial_draw("sha256", "0" * 64, part, keep) for part in parts)
            whole = draw_v1.partial_draw("sha256", "0" * 64, dict(rows), keep)
            self.assertEqual(draw_v1.merge(draw_v1.merge(first, second, keep), third, keep), whole)
            self.assertEqual(draw_v1.merge(third, draw_v1.merge(second, first, keep), keep), whole)

    def test_order_of_rows(self):
        """Guards that the order of the rows does not count."""
        for _ in range(50):
            rows, quota, reserve = self.some_draw()
            draw = draw_v1.make_draw("sha256", "0" * 64, dict(rows), quota, reserve)
            self.random.shuffle(rows)
            self.assertEqual(draw_v1.make_draw("sha256", "0" * 64, dict(rows), quota, reserve), draw)

    def test_proofs(self):
        """Guards that every leaf of every small tree has a proof that holds for it and for no other place."""
        for size in range(1, 20):
            leaves = [bytes([number]) * 32 for number in range(size)]
            root = draw_v1.merkle_root("sha256", leaves)
            for index, leaf in enumerate(leaves):
                proof = draw_v1.inclusion_proof("sha256", leaves, index)
                for place in range(size):
                    holds = draw_v1.proof_holds("sha256", root, size, place, leaf, proof)
                    self.assertEqual(holds, place == index)


# --- Verification ----------------------------------------------------------------------------------------------------


def ceremony(comment, suite="sha256"):
    """Input and documents of a case of ceremonies.json."""
    file = json.loads((make_vectors.VECTORS / "ceremonies.json").read_text())
    for case in file["cases"]:
        if case["comment"] == comment and case["input"]["suite"] == suite:
            return case["input"], case["expected"]
    raise LookupError(comment)


def most_drawn(record):
    """The tier of the third draw, a census, that drew the most: three at least."""
    return max(record["draws"][2]["tiers"], key=lambda tier: len(tier["drawn"]))


class Verification(unittest.TestCase):
    """Guards that each kind of edit is found, and by the check that is meant to find it (7)."""

    def setUp(self):
        self.take("three tasks, salted")

    def take(self, comment, suite="sha256"):
        self.input, documents = ceremony(comment, suite)
        self.record = json.loads(documents["record"])
        self.given = {
            "record_text": documents["record"],
            "plan_text": self.input["plan"],
            "load_directory": self.directory(),
            "commitment_digest": draw_v1.hash_text(suite, documents["commitment"]),
            "record_digest": draw_v1.hash_text(suite, documents["record"]),
        }

    def directory(self, **changes):
        input = {**self.input, **changes}
        return lambda: commands_v1.request_directory(input)

    def names(self, status, **changes):
        return {check.name for check in verify_v1.verify(**{**self.given, **changes}) if check.status == status}

    def finds(self, edit, *checks, **changes):
        """Edits the record and asserts that these checks fail, and no others, beside the digest of the record."""
        record = copy.deepcopy(self.record)
        edit(record)
        failed = self.names("failed", record_text=draw_v1.write_document(record), **changes)
        self.assertEqual(failed, {"record.digest", *checks})

    def test_nothing_edited(self):
        """Guards that every honest record passes every check."""
        for suite in make_vectors.SUITES:
            for comment in (
                "three tasks, salted",
                "merged visits",
                "unwitnessed",
                "an empty directory",
                "a beacon alone, committed to a second before",
                "a secret and a round of a chained beacon",
            ):
                with self.subTest(comment, suite=suite):
                    self.take(comment, suite)
                    self.assertEqual(self.names("failed"), set())
                    self.assertEqual(self.names("not_done"), {"amendments"})

    def test_names_and_order_of_the_checks(self):
        """Guards the names of section 7."""
        page = (pathlib.Path(draw_v1.__file__).parent.parent / "draw-v1.md").read_text(encoding="utf-8")
        _, of_a_record, of_a_receipt, _ = (
            re.findall(r"^\| `([\w.]+)` \|", table, re.M) for table in page.split("| check | holds when |")
        )
        self.assertEqual([check.name for check in verify_v1.verify(**self.given)], of_a_record)
        self.assertEqual([check.name for check in verify_v1.verify_receipt("")], of_a_receipt)

    def test_record(self):
        """Guards the digest of the record, which alone protects the name of the software."""
        self.finds(lambda record: record.update(software="another"))

    def test_layout(self):
        """Guards that a record in another layout is refused as a whole."""
        text = self.given["record_text"]
        for edited in (
            text + " ",
            text.replace("  ", "\t"),
            text[:-1],
            text.replace('"seed"', '"Seed"'),
            "{}\n",
            "",
            "[",
        ):
            with self.subTest(edited[:20]):
                self.assertEqual(self.names("failed", record_text=edited), {"record.layout", "record.digest"})
                self.assertEqual(self.names("passed", record_text=edited), set())

    def test_commitment(self):
        """Guards the commitment against the digest stated, the published one, and its attempt."""
        self.finds(lambda record: record.update(commitment_digest="0" * 64), "commitment.digest")
        self.finds(lambda record: record["commitment"].update(attempt=2), "commitment.digest", "commitment.attempt")
        self.finds(
            lambda record: record["commitment"].update(previous="0" * 64),
            "commitment.digest",
            "commitment.attempt",
            "attempts",
        )
        self.assertEqual(self.names("failed", commitment_digest="0" * 64), {"commitment.digest"})

    def test_another_commitment_with_its_own_digest(self):
        """Guards that only the published digest tells a commitment made afterwards from the first."""

        def edit(record):
            record["commitment"]["sources"][2]["bits"] = 25
            record["commitment_digest"] = draw_v1.hash_text("sha256", draw_v1.write_document(record["commitment"]))

        self.finds(edit, "commitment.digest")

    def test_draw_id(self):
        """Guards that draw ids name the plan, the task and the attempt."""
        self.finds(lambda record: record["draws"][0].update(draw="140581-2025/01/2"), "commitment.attempt", "keys")

    def test_plan(self):
        """Guards the plan handed in."""
        title = self.input["plan"].replace("抽查计划", "计划")
        self.assertEqual(self.names("failed", plan_text=title), {"plan.digest"})
        reserve = self.input["plan"].replace('"reserve": 2', '"reserve": 5')
        self.assertEqual(self.names("failed", plan_text=reserve), {"plan.digest", "quota"})
        unreadable = self.names("failed", plan_text="[]")
        self.assertEqual(unreadable, {"plan.digest", "pool", "quota", "selection"})

    def test_directory(self):
        """Guards the directory handed in: an edited cell, a row fewer, another salt, no salt, a row that cannot be."""
        rows, columns = self.input["rows"], self.input["columns"]
        content = {"directory.root", "directory.digest"}
        at = columns.index("name")
        renamed = [row[:at] + ["改名"] + row[at + 1 :] if row is rows[0] else row for row in rows]
        self.assertEqual(self.names("failed", load_directory=self.directory(rows=renamed)), content)
        fewer = self.names("failed", load_directory=self.directory(rows=rows[1:]))
        self.assertLessEqual({"directory.shape", "pool", *content}, fewer)
        self.assertEqual(self.names("failed", load_directory=self.directory(salt_key="0" * 64)), content)
        self.assertEqual(
            self.names("failed", load_directory=self.directory(salt_key=None)), {"directory.shape", *content}
        )
        twice = self.names("failed", load_directory=self.directory(rows=rows + rows[:1]))
        self.assertEqual(twice, {"directory.shape", "pool", "selection", *content})

    def test_committed_directory(self):
        """Guards the members of the commitment that describe the directory."""
        for member, value, check in (
            ("digest", "0" * 64, "directory.digest"),
            ("root", "0" * 64, "directory.root"),
            ("rows", 7, "directory.shape"),
            ("profile", "text", "directory.shape"),
            ("salted", False, "directory.shape"),
        ):
            with self.subTest(member):
                self.finds(
                    lambda record: record["commitment"]["targets"].update({member: value}), "commitment.digest", check
                )

    def test_sources(self):
        """Guards the revealed sources against the committed ones, and the seed against them."""
        self.finds(lambda record: record["sources"][0].update(value="3" * 64), "sources.commitments", "seed")
        self.finds(lambda record: record["sources"][0].update(label="某人"), "sources.commitments", "seed")
        self.finds(lambda record: record["sources"][2].update(value="01 02 03 04 05 06 | 07"), "seed")
        self.finds(lambda record: record["sources"].reverse(), "sources.commitments", "seed")

    def test_beacon(self):
        """Guards all of a beacon round but the truth of its signature: round, randomness, and the time committed at."""
        self.take("a secret and a round of a chained beacon")
        self.finds(lambda record: record["sources"][1].update(value="0" * 64), "sources.commitments", "seed")
        self.finds(lambda record: record["sources"][1].update(label="default:2634946"), "sources.commitments", "seed")
        self.finds(lambda record: record["sources"][1].update(label="quicknet:2634945"), "sources.commitments", "seed")
        short = {"signature": "00" * 48, "value": hashlib.sha256(bytes(48)).hexdigest()}
        self.finds(lambda record: record["sources"][1].update(short), "sources.commitments", "seed")
        self.finds(lambda record: record["sources"][1].update(previous_signature=None), "sources.commitments")
        self.finds(lambda record: record["sources"][1].update(previous_signature="00"), "sources.commitments")
        for committed_at in (1674479370, 1674479371, None):
            with self.subTest(committed_at):
                self.finds(
                    lambda record: record["commitment"].update(committed_at=committed_at),
                    "commitment.digest",
                    "sources.time",
                )
        self.take("a beacon alone, committed to a second before")
        self.finds(lambda record: record["sources"][0].update(previous_signature="00" * 48), "sources.commitments")
        self.finds(
            lambda record: record["commitment"]["sources"][0].update(round=999),
            "commitment.digest",
            "sources.commitments",
            "sources.time",
        )
        for member, value in (("signature", "0"), ("signature", "AA"), ("signature", None), ("value", "AA" * 32)):
            with self.subTest(member, value=value):
                self.finds_unreadable(lambda record: record["sources"][0].update({member: value}))

    def finds_unreadable(self, edit):
        record = copy.deepcopy(self.record)
        edit(record)
        failed = self.names("failed", record_text=draw_v1.write_document(record))
        self.assertEqual(failed, {"record.layout", "record.digest"})

    def test_entropy(self):
        """Guards the witness line."""
        self.finds(
            lambda record: record["commitment"].update(witness="unwitnessed"), "commitment.digest", "sources.entropy"
        )

    def test_seed_and_keys(self):
        """Guards seed and keys."""
        self.finds(lambda record: record.update(seed="0" * 64), "seed", "keys")
        self.finds(lambda record: record["draws"][1]["keys"].update(mix="0" * 64), "keys")
        self.finds(lambda record: record["draws"][0]["keys"].update(ticket="0" * 64), "keys", "tickets", "selection")

    def test_pool_and_quota(self):
        """Guards the numbers that were committed to."""
        self.finds(
            lambda record: record["commitment"]["draws"][0]["exclusions"].update(exempt=0), "commitment.digest", "pool"
        )
        self.finds(
            lambda record: record["commitment"]["draws"][0].update(not_classified=99), "commitment.digest", "pool"
        )
        for member, value, checks in (
            ("pool", 0, {"pool", "quota"}),
            ("ideal", "99/2", {"quota"}),
            ("quota", 4, {"quota", "selection"}),
            ("added", 9, {"quota"}),
            ("realised", "1/99", {"quota"}),
        ):
            with self.subTest(member):
                self.finds(
                    lambda record: record["commitment"]["draws"][1]["tiers"][0].update({member: value}),
                    "commitment.digest",
                    *checks,
                )
        self.finds(
            lambda record: record["commitment"]["draws"][0]["inversions"].append(["A", "D"]),
            "commitment.digest",
            "quota",
        )

    def test_selection(self):
        """Guards who was drawn, in which order, and who is in reserve."""

        def exchange(record):
            drawn = most_drawn(record)["drawn"]
            for member in ("id", "ticket"):
                drawn[0][member], drawn[1][member] = drawn[1][member], drawn[0][member]

        def prefer_the_reserve(record):
            tier = next(tier for tier in record["draws"][0]["tiers"] if tier["drawn"] and tier["reserve"])
            tier["drawn"][-1], tier["reserve"][0] = tier["reserve"][0], tier["drawn"][-1]
            tier["cut_off"] = tier["drawn"][-1]["ticket"]

        def invent(record):
            ticket = draw_v1.make_ticket("sha256", record["draws"][2]["keys"]["ticket"], "140581-9999")
            most_drawn(record)["drawn"][0].update(id="140581-9999", ticket=ticket)

        self.finds(exchange, "selection")
        self.finds(prefer_the_reserve, "selection")
        self.finds(invent, "selection")
        self.finds(lambda record: most_drawn(record)["drawn"].pop(0), "selection")
        self.finds(lambda record: most_drawn(record)["drawn"][0].update(rank=9), "selection")

    def test_tickets_and_cut_off(self):
        """Guards listed tickets and cut-offs."""
        self.finds(lambda record: most_drawn(record)["drawn"][0].update(ticket="0" * 64), "tickets")
        self.finds(lambda record: most_drawn(record).update(cut_off="0" * 64), "cut_off")
        self.finds(lambda record: most_drawn(record).update(cut_off=None), "cut_off")

    def test_a_draw_left_out(self):
        """Guards that every committed draw is in the record."""
        self.finds(lambda record: record["draws"].pop(), "commitment.attempt", "selection", "visits")

    def test_visits(self):
        """Guards the merged visits."""
        self.finds(lambda record: record.update(visits=[]), "visits")
        self.take("merged visits")
        self.finds(lambda record: record.update(visits=None), "visits")
        self.finds(lambda record: record["visits"].pop(), "visits")
        self.finds(lambda record: record["visits"].reverse(), "visits")
        self.finds(lambda record: record["visits"][0]["tasks"].append("03"), "visits")

    def test_not_handed_in(self):
        """Guards that a check without its input is not done rather than passed."""
        for missing, checks in (
            ("plan_text", {"plan.digest", "pool", "quota", "selection"}),
            ("load_directory", {"directory.shape", "directory.root", "directory.digest", "pool", "selection"}),
            ("commitment_digest", {"commitment.digest"}),
            ("record_digest", {"record.digest"}),
        ):
            with self.subTest(missing):
                self.assertEqual(self.names("not_done", **{missing: None}), checks | {"amendments"})
                self.assertEqual(self.names("failed", **{missing: None}), set())


# --- By hand and by command line -------------------------------------------------------------------------------------


class ByHand(unittest.TestCase):
    @unittest.skipUnless(shutil.which("sha256sum"), "there is no sha256sum here")
    def test_sha256sum(self):
        """Guards the line of section 5 with which anyone checks a ticket."""
        worked = WORKED["sha256"]
        line = """printf '%s%s' "$KEY" "$ID" | sha256sum"""
        for id, ticket in [*worked["tickets"].items(), ("晋A12345", None)]:
            made = subprocess.run(
                ["sh", "-c", line], env={"KEY": worked["keys"]["ticket"], "ID": id}, capture_output=True, check=True
            )
            expected = ticket or draw_v1.make_ticket("sha256", worked["keys"]["ticket"], id)
            self.assertEqual(made.stdout.split()[0].decode(), expected)


class CommandLine(unittest.TestCase):
    """Guards the commands by a whole ceremony in files."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.input, self.documents = ceremony("three tasks, salted")
        self.write("plan.json", self.input["plan"])
        lines = [self.input["columns"], *self.input["rows"]]
        self.write("targets.csv", "\ufeff" + "".join(",".join(line) + "\n" for line in lines))
        self.write("salt.key", self.input["salt_key"] + "\n")
        sources = self.input["sources"]
        declared = [record_v1.declare("sha256", source) for source in sources]
        revealed = [commands_v1.reveal(source) for source in sources]
        self.write("declared.json", json.dumps(declared))
        self.write("revealed.json", json.dumps(revealed))
        self.write("commitment.json", self.documents["commitment"])
        self.write("record.json", self.documents["record"])

    def write(self, name, text):
        (self.folder / name).write_bytes(text.encode())

    def run_command(self, *words, code=0, stdin=b""):
        done = subprocess.run(
            [sys.executable, draw_v1.__file__, *words], cwd=self.folder, input=stdin, capture_output=True
        )
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode()

    HANDED_IN = ("--plan", "plan.json", "--targets", "targets.csv", "--salt-key", "salt.key")

    def test_commit(self):
        """Guards that `commit` writes the commitment without knowing the secrets."""
        tasks = ("--task", "01", "--task", "02", "--task", "04")
        commitment = self.run_command(
            "commit", *self.HANDED_IN, "--sources", "declared.json", *tasks, "--as-of", self.input["as_of"]
        )
        self.assertEqual(commitment, self.documents["commitment"])

    def test_draw(self):
        """Guards that `draw` writes the record, and refuses another directory than the committed one."""
        command = ("draw", *self.HANDED_IN, "--commitment", "commitment.json", "--sources", "revealed.json")
        record = self.run_command(*command, "--software", "double-random 0.1.0")
        self.assertEqual(record, self.documents["record"])
        self.write("targets.csv", (self.folder / "targets.csv").read_text().replace("号", ""))
        self.run_command(*command, code=1)

    def test_verify(self):
        """Guards that `verify` reports each check and says by its exit code whether one failed."""
        report = self.run_command("verify", *self.HANDED_IN, "record.json")
        self.assertEqual(report.count("passed   "), len(verify_v1.CHECKS) - 3)
        report = self.run_command("verify", "record.json", "--record-digest", "0" * 64, code=1)
        self.assertIn("failed   record.digest", report)

    def test_ticket(self):
        """Guards `ticket`."""
        worked = WORKED["sha256"]
        line = self.run_command("ticket", "--key", worked["keys"]["ticket"], "140581-0001")
        self.assertEqual(line, worked["tickets"]["140581-0001"] + "\t140581-0001\n")

    def test_answer(self):
        """Guards `answer`: a line for a line, and an error does not end it."""
        requests = [
            {"do": "hash", "suite": "sm3", "text": "abc"},
            {"do": "below", "key": "short", "n": 1, "count": 1},
            {"do": "nothing"},
            {"do": "seed", "suite": "sm3"},
            {
                "do": "verify",
                **{member: self.input[member] for member in ("plan", "profile", "columns", "rows", "salt_key")},
                "record": self.documents["record"],
                "commitment_digest": None,
                "record_digest": None,
            },
        ]
        stdin = "".join(json.dumps(request) + "\n" for request in requests).encode()
        answers = [json.loads(line) for line in self.run_command("answer", stdin=stdin).splitlines()]
        self.assertEqual(answers[0], {"ok": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"})
        self.assertEqual([list(answer) for answer in answers[1:4]], [["error"]] * 3)
        statuses = {check["name"]: check["status"] for check in answers[4]["ok"]["checks"]}
        self.assertEqual(list(statuses), list(verify_v1.CHECKS))
        self.assertEqual(
            {name for name, status in statuses.items() if status != "passed"},
            {"record.digest", "commitment.digest", "amendments"},
        )


class Refusals(unittest.TestCase):
    def test_a_refused_row_is_named(self):
        """Guards that a refusal says which row of a directory it means (1)."""
        with self.assertRaisesRegex(Refused, "row 2: id 'b'"):
            draw_v1.read_directory("ascii", ["id"], [["A"], ["b"]])

    def test_lone_surrogates(self):
        """Guards against texts that have no UTF-8 form."""
        for refused in (
            lambda: draw_v1.check_id("A\ud800", "text"),
            lambda: draw_v1.read_directory("ascii", ["id", "name"], [["A", "\udfff"]]),
            lambda: draw_v1.read_document('"\\ud800"\n'),
        ):
            self.assertRaises(Refused, refused)


if __name__ == "__main__":
    unittest.main()
