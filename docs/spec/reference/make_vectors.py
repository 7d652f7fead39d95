#!/usr/bin/env python3
"""Writes the test vectors of core/vectors from the reference implementation.

    python3 docs/spec/reference/make_vectors.py [DIRECTORY]

Nothing here is random and nothing depends on the machine, so that anyone who runs it gets the same bytes. What a case
expects is the reference's answer to its input; that the reference is right is for test_draw_v1.py to show, by values
worked out elsewhere.
"""

import copy
import hashlib
import json
import pathlib
import re
import sys

import commands_v1
import draw_v1

VECTORS = pathlib.Path(__file__).resolve().parents[3] / "core" / "vectors"
SUITES = ("sha256", "sm3")


class File:
    """The cases of one file; each is asked of the reference when it is added."""

    def __init__(self, about, notes):
        self.about, self.notes, self.cases = about, notes, []

    def add(self, result, comment, flags, input):
        answer = commands_v1.answer(input)
        if ("ok" in answer) != (result == "valid"):
            raise SystemExit(f"{comment}: expected to be {result}, but the reference says {answer}")
        unknown = set(flags) - set(self.notes)
        if unknown:
            raise SystemExit(f"{comment}: the flags {unknown} are not explained")
        case = {"id": len(self.cases) + 1, "comment": comment, "flags": flags, "result": result, "input": copy.deepcopy(input)}
        if result == "valid":
            case["expected"] = answer["ok"]
        self.cases.append(case)
        return answer.get("ok")

    def valid(self, comment, flags, **input):
        return self.add("valid", comment, flags, input)

    def invalid(self, comment, flags, **input):
        self.add("invalid", comment, flags, input)

    def text(self):
        """A case a line, so that a change shows as the cases it concerns."""
        head = {"protocol": "double-random/1", "about": self.about, "notes": self.notes}
        cases = ",\n".join("    " + json.dumps(case, ensure_ascii=False) for case in self.cases)
        return json.dumps(head, ensure_ascii=False, indent=2)[:-2] + f',\n  "cases": [\n{cases}\n  ]\n}}\n'


# --- The worked example: one small ceremony that several files share -------------------------------------------------

SECRET_1 = "1" * 64
SECRET_2 = "2" * 64
WORKED_SOURCES = [
    {"kind": "secret", "label": "信用监管股", "value": SECRET_1},
    {"kind": "secret", "label": "纪检监察组", "value": SECRET_2},
    {"kind": "public", "label": "福彩双色球2025088", "value": "03 11 14 20 25 31 | 07"},
]
WORKED_DRAW = "140581-2025/01/1"
WORKED_TIERS = "AAAAAABBBCCD" * 5
WORKED_ROWS = [[f"140581-{number:04}", tier] for number, tier in enumerate(WORKED_TIERS)]
SALT_KEY = "ab" * 32
OTHER_KEY = "0123456789abcdef" * 4


def drand_round(network, number):
    """A published round, from public/drand-rounds.json, as a source that a ceremony takes."""
    rounds = json.loads((VECTORS / "public" / "drand-rounds.json").read_text())[network]["rounds"]
    [found] = [round for round in rounds if round["round"] == number]
    return {
        "kind": "beacon",
        "label": f"{network}:{number}",
        "value": found["randomness"],
        "signature": found["signature"],
        "previous_signature": found.get("previous_signature"),
    }


def worked_key(suite, purpose):
    return draw_v1.make_key(suite, purpose, WORKED_DRAW, draw_v1.make_seed(suite, WORKED_SOURCES))


# --- Section 1 -------------------------------------------------------------------------------------------------------


def hash_file():
    file = File(
        "The hash of a suite over the UTF-8 of a text (section 1).",
        {
            "Oscca": "An example of GB/T 32905-2016, from public/sm3-oscca.txt.",
            "Boundary": "A length around the end of a 64-byte block, where the padding changes.",
            "Suite": "The suite does not exist.",
        },
    )
    examples = (VECTORS / "public" / "sm3-oscca.txt").read_text()
    for bits, message in re.findall(r"Len = (\d+)\nMsg = ([0-9a-f]+)", examples):
        text = bytes.fromhex(message)[: int(bits) // 8].decode()
        for suite in SUITES:
            file.valid(
                f"{len(text)} bytes of the SM3 examples",
                ["Oscca"] if suite == "sm3" else [],
                do="hash",
                suite=suite,
                text=text,
            )
    for suite in SUITES:
        for length in (1, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 127, 128, 129, 200):
            file.valid(f"{length} bytes", ["Boundary"], do="hash", suite=suite, text="a" * length)
        file.valid("Chinese text is hashed as UTF-8", [], do="hash", suite=suite, text="双随机、一公开")
        file.valid("control characters and NUL", [], do="hash", suite=suite, text="\0\t\n\r\x7f")
        file.valid("beyond the Basic Multilingual Plane", [], do="hash", suite=suite, text="𠮷")
    file.invalid("another hash", ["Suite"], do="hash", suite="sha512", text="abc")
    file.invalid("a suite is written in lower case", ["Suite"], do="hash", suite="SHA256", text="abc")
    return file


def ids_file():
    file = File(
        "Which ids fit the profiles ascii and text (section 1). An id that does not fit is refused, never repaired.",
        {
            "Length": "The length is the point.",
            "Character": "A character that the profile does not allow.",
            "Normal": "The text is, or is not, in Unicode normal form NFKC.",
            "Category": "A character of one of the categories Cc, Cf, Co and Cn.",
            "Space": "White space.",
        },
    )

    def good(profile, comment, flags, id):
        file.valid(f"{profile}: {comment}", flags, do="id", profile=profile, id=id)

    def bad(profile, comment, flags, id):
        file.invalid(f"{profile}: {comment}", flags, do="id", profile=profile, id=id)

    for profile in ("ascii", "text"):
        good(profile, "a unified social credit code", [], "91140581MA0GTUXX1F")
        good(profile, "one byte", ["Length"], "A")
        good(profile, "64 bytes", ["Length"], "X" * 64)
        good(profile, "every mark of the profile ascii", ["Character"], "A.B_C:D/E-F")
        good(profile, "marks alone", ["Character"], "-./:_")
        bad(profile, "empty", ["Length"], "")
        bad(profile, "a space inside", ["Space"], "140581 0001")
        bad(profile, "a space in front", ["Space"], " 140581-0001")
        bad(profile, "a space behind", ["Space"], "140581-0001 ")
        bad(profile, "a line feed behind", ["Category"], "140581-0001\n")
        bad(profile, "a TAB", ["Category"], "140581\t0001")
        bad(profile, "a NUL", ["Category"], "140581\u00000001")
        bad(profile, "a byte order mark in front", ["Category"], "\ufeff140581-0001")
        bad(profile, "full-width digits", ["Normal", "Character"], "１４０５８１")
        bad(profile, "an ideographic space", ["Space", "Normal"], "140581\u30000001")
        bad(profile, "a soft hyphen", ["Category"], "140581\u00ad0001")
        bad(profile, "a zero width space", ["Category"], "140581\u200b0001")
    bad("ascii", "65 bytes", ["Length"], "X" * 65)
    bad("ascii", "a lower-case letter", ["Character"], "91140581ma0gtuxx1f")
    bad("ascii", "a plus sign", ["Character"], "A+B")
    bad("ascii", "a Chinese character", ["Character"], "晋A12345")
    good("text", "a number plate", [], "晋A12345")
    good("text", "lower-case letters and marks", [], "a+b@(c)#d")
    good("text", "128 bytes", ["Length"], "X" * 128)
    good("text", "128 bytes of two-byte letters", ["Length"], "é" * 64)
    good("text", "126 bytes of three-byte characters", ["Length"], "企" * 42)
    good("text", "a four-byte character", [], "𠮷野家")
    good("text", "a letter with its accent composed", ["Normal"], "caf\u00e9")
    bad("text", "129 bytes", ["Length"], "X" * 129)
    bad("text", "129 bytes in 43 characters", ["Length"], "企" * 43)
    bad("text", "a letter with its accent apart", ["Normal"], "cafe\u0301")
    bad("text", "a circled number", ["Normal"], "①")
    bad("text", "a ligature", ["Normal"], "\ufb01n")
    bad("text", "a compatibility ideograph", ["Normal"], "\uf900")
    bad("text", "a full-width bracket", ["Normal"], "企业（集团）")
    bad("text", "an Ogham space mark", ["Space"], "A\u1680B")
    bad("text", "a line separator", ["Space"], "A\u2028B")
    bad("text", "the control character U+0085", ["Category", "Space"], "A\u0085B")
    bad("text", "a DEL", ["Category"], "A\u007fB")
    bad("text", "a right-to-left override", ["Category"], "A\u202eB")
    bad("text", "a zero width joiner", ["Category"], "A\u200dB")
    bad("text", "a private use character", ["Category"], "A\ue000B")
    bad("text", "an unassigned code point", ["Category"], "A\u0378B")
    bad("text", "a noncharacter", ["Category"], "A\uffffB")
    file.invalid("there is no such profile", ["Character"], do="id", profile="utf8", id="A")
    bad("text", "a replacement character", ["Character"], "A\ufffdB")
    return file


def ratios_file():
    file = File(
        "Ratios and the exact fraction each one is (section 1).",
        {
            "Decimal": "A plain decimal.",
            "Percent": "A decimal with a percent or per mille sign.",
            "Fraction": "A fraction of integers.",
            "Range": "At the end of what a ratio may be, or beyond.",
            "Form": "Not one of the four forms.",
        },
    )
    good = {
        "1%": "Percent", "3%": "Percent", "0.1%": "Percent", "12.50%": "Percent", "33.333%": "Percent", "3‰": "Percent",
        "0.5‰": "Percent", "100.0%": "Range", "100%": "Range", "1000‰": "Range", "0%": "Range", "0": "Range",
        "1": "Range", "1.000": "Range", "0.03": "Decimal", "0.125": "Decimal", "1/3": "Fraction", "2/6": "Fraction",
        "0/5": "Range", "7/7": "Range", "1/1000000": "Fraction",
    }  # fmt: skip
    for text, flag in good.items():
        file.valid(f"{text} is a ratio", [flag], do="ratio", text=text)
    bad = {
        "101%": "Range", "100.0001%": "Range", "1.01": "Range", "3/2": "Range", "1001‰": "Range", "2": "Range",
        "1/0": "Range", "0/0": "Range", "-1%": "Range", "": "Form", "%": "Form", "/": "Form", "1/": "Form", "/2": "Form",
        ".5": "Form", "5.%": "Form", "+1%": "Form", "1e-2": "Form", "0,5": "Form", "1 %": "Form", " 1%": "Form",
        "1%\n": "Form", "1％": "Form", "１%": "Form", "٣%": "Form", "1/2%": "Form", "1/2/3": "Form", "0.5/1": "Form",
        "1/2.0": "Form", "1%%": "Form", "0x1": "Form", "NaN": "Form", "3%; 1次/年": "Form", "不低于3%": "Form",
    }  # fmt: skip
    for text, flag in bad.items():
        file.invalid(f"{text!r} is not", [flag], do="ratio", text=text)
    return file


# --- Section 4 -------------------------------------------------------------------------------------------------------


def seeds_file():
    file = File(
        "Commitments of secrets, seeds, keys, and what a ceremony's sources amount to (section 4).",
        {
            "Worked": "The worked example that runs through these files.",
            "Order": "The order of the sources counts.",
            "Secret": "The value of a secret is 64 lower-case hexadecimal characters.",
            "Text": "Labels and values are not empty and hold no control character.",
            "Label": "Labels differ from each other.",
            "Entropy": "The bits of all sources must add up to at least 128.",
            "Witness": "One secret and nothing else is unwitnessed.",
            "Beacon": "A round of a drand network, named by network and number.",
            "Scope": "Another scope or purpose is another key.",
            "Trial": "A trial has a number instead of sources.",
        },
    )
    secret, other, public = WORKED_SOURCES
    for suite in SUITES:

        def good(comment, flags, sources):
            return file.valid(comment, flags, do="seed", suite=suite, sources=sources)

        def bad(comment, flags, sources):
            file.invalid(comment, flags, do="seed", suite=suite, sources=sources)

        seed = good("two secrets and a lottery", ["Worked"], WORKED_SOURCES)["seed"]
        good("the same with the secrets exchanged", ["Order"], [other, secret, public])
        good("a secret alone", [], [secret])
        good("a public source alone", [], [public])
        good("spaces in a value count", [], [{**public, "value": " 03 11 14 20 25 31 | 07 "}])
        good("a label is not normalised", [], [{**public, "label": "cafe\u0301"}])
        good("two secrets may have the same value", [], [secret, {**other, "value": SECRET_1}])
        bad("a short secret", ["Secret"], [{**secret, "value": "1" * 63}])
        bad("a long secret", ["Secret"], [{**secret, "value": "1" * 65}])
        bad("a secret with a capital", ["Secret"], [{**secret, "value": "A" + "1" * 63}])
        bad("a secret that is not hexadecimal", ["Secret"], [{**secret, "value": "g" + "1" * 63}])
        bad("a secret with a line feed behind", ["Secret"], [{**secret, "value": SECRET_1 + "\n"}])
        bad("a TAB in a label", ["Text"], [{**public, "label": "福彩\t双色球"}])
        bad("a TAB in a value", ["Text"], [{**public, "value": "03\t11"}])
        bad("a line feed in a value", ["Text"], [{**public, "value": "03\n11"}])
        bad("U+0085 in a value", ["Text"], [{**public, "value": "03\u008511"}])
        bad("an empty label", ["Text"], [{**public, "label": ""}])
        bad("an empty value", ["Text"], [{**public, "value": ""}])
        bad("a label twice", ["Label"], [secret, {**other, "label": secret["label"]}])
        bad("a label twice in different kinds", ["Label"], [secret, {**public, "label": secret["label"]}])
        bad("another kind of source", [], [{**public, "kind": "dice"}])

        beacon = {"kind": "beacon", "label": "quicknet:1000", "value": drand_round("quicknet", 1000)["value"]}
        good("a round of a beacon", ["Beacon"], [secret, beacon])
        good("a round and its text as a public source", ["Beacon"], [beacon, {**public, "value": beacon["value"]}])
        bad("a round of an unknown network", ["Beacon"], [{**beacon, "label": "fastnet:1000"}])
        bad("a round without its network", ["Beacon"], [{**beacon, "label": "1000"}])
        bad("round 0", ["Beacon"], [{**beacon, "label": "quicknet:0"}])
        bad("a round with a zero in front", ["Beacon"], [{**beacon, "label": "quicknet:01000"}])
        bad("a round with full-width digits", ["Beacon"], [{**beacon, "label": "quicknet:１０００"}])
        bad("a round beyond 2^53", ["Beacon"], [{**beacon, "label": f"quicknet:{2**53 + 1}"}])
        bad("randomness with a capital", ["Beacon"], [{**beacon, "value": beacon["value"].upper()}])
        bad("short randomness", ["Beacon"], [{**beacon, "value": beacon["value"][1:]}])
        bad("a round twice", ["Beacon", "Label"], [beacon, beacon])
        bad(
            "a round and a public source of its label",
            ["Beacon", "Label"],
            [beacon, {**public, "label": beacon["label"]}],
        )

        for purpose in draw_v1.PURPOSES:
            file.valid(
                f"{purpose} key of a draw",
                ["Worked"],
                do="key",
                suite=suite,
                purpose=purpose,
                scope=WORKED_DRAW,
                seed=seed,
            )
        for scope in ("140581-2025", "140581-2025/01/2", "140581-2025/02/1"):
            file.valid(
                f"ticket key of {scope}", ["Scope"], do="key", suite=suite, purpose="ticket", scope=scope, seed=seed
            )
        file.invalid(
            "another purpose", ["Scope"], do="key", suite=suite, purpose="tickets", scope=WORKED_DRAW, seed=seed
        )
        file.invalid(
            "a line feed in the scope", ["Scope"], do="key", suite=suite, purpose="ticket", scope="a\nb", seed=seed
        )
        file.invalid(
            "a seed with capitals",
            ["Scope"],
            do="key",
            suite=suite,
            purpose="ticket",
            scope=WORKED_DRAW,
            seed=seed.upper(),
        )

        for number in ("0", "7", "4294967295"):
            file.valid(f"trial {number}", ["Trial"], do="trial_seed", suite=suite, number=number)
        for comment, number in (
            ("a number with a zero in front", "07"),
            ("a negative number", "-1"),
            ("a number beyond 2^32 - 1", "4294967296"),
            ("full-width digits", "７"),
            ("a secret", SECRET_1),
            ("nothing", ""),
        ):
            file.invalid(comment, ["Trial"], do="trial_seed", suite=suite, number=number)

    def declared(kind, label, bits=None):
        return {"kind": kind, "label": label} if bits is None else {"kind": kind, "label": label, "bits": bits}

    def good_witness(comment, flags, *sources):
        file.valid(comment, flags, do="witness", sources=list(sources))

    def bad_witness(comment, flags, *sources):
        file.invalid(comment, flags, do="witness", sources=list(sources))

    good_witness("one secret and nothing else", ["Witness"], declared("secret", "a"))
    good_witness("two secrets", ["Witness"], declared("secret", "a"), declared("secret", "b"))
    good_witness("a secret and a lottery", ["Witness"], declared("secret", "a"), declared("public", "b", 24))
    good_witness("a beacon alone", ["Witness", "Beacon"], declared("beacon", "quicknet:1000"))
    good_witness("a public source of 256 bits alone", ["Witness"], declared("public", "a", 256))
    good_witness("exactly 128 bits", ["Entropy"], declared("public", "a", 128))
    good_witness(
        "128 bits from six",
        ["Entropy"],
        *(declared("public", f"lottery {n}", 24) for n in range(5)),
        declared("public", "index", 8),
    )
    bad_witness("127 bits", ["Entropy"], declared("public", "a", 127))
    bad_witness("a lottery alone", ["Entropy"], declared("public", "a", 24))
    bad_witness("no source", ["Entropy"])
    return file


def mix_file():
    file = File(
        "Numbers below n from the mix stream (section 4).",
        {
            "Worked": "The worked example that runs through these files.",
            "Rejection": "About every second word is rejected.",
            "Bound": "At an end of what n may be.",
        },
    )
    for suite in SUITES:
        key = worked_key(suite, "mix")
        file.valid("worked", ["Worked"], do="below", key=key, n=1000, count=8)
        file.valid("a longer run", [], do="below", key=key, n=1000003, count=100)
    for name, key in (
        ("zeros", "0" * 64),
        ("ones", "f" * 64),
        ("mixed", OTHER_KEY),
        ("an even increment", "0" * 63 + "2"),
    ):
        file.valid(f"key of {name}: a power of two", [], do="below", key=key, n=2**32, count=8)
        file.valid(f"key of {name}: not a power of two", [], do="below", key=key, n=10**9 + 7, count=8)
        file.valid(f"key of {name}: 2^63 + 1", ["Rejection"], do="below", key=key, n=2**63 + 1, count=16)
    file.valid("below 1 is always 0", ["Bound"], do="below", key=OTHER_KEY, n=1, count=4)
    file.valid("below 2", ["Bound"], do="below", key=OTHER_KEY, n=2, count=32)
    file.valid("below 2^64 - 1", ["Bound"], do="below", key=OTHER_KEY, n=2**64 - 1, count=4)
    file.valid("no number", [], do="below", key=OTHER_KEY, n=10, count=0)
    file.invalid("below 0 there is nothing", ["Bound"], do="below", key=OTHER_KEY, n=0, count=1)
    file.invalid("a short key", [], do="below", key="0" * 62, n=10, count=1)
    return file


# --- Section 5 -------------------------------------------------------------------------------------------------------


def tickets_file():
    file = File(
        "Tickets of ids (section 5): the hash of the 64 characters of the key and the id.",
        {
            "Worked": "The worked example that runs through these files.",
            "Boundary": "An id that ends near the end of a 64-byte block, where the padding changes.",
            "Text": "An id of the profile text.",
            "Key": "The key is not 64 lower-case hexadecimal characters.",
        },
    )
    worked = ["911405817246455685", "911405817246455689", "A", "X" * 55, "X" * 56, "X" * 64, "140581-0001"]
    for suite in SUITES:
        key = worked_key(suite, "ticket")
        file.valid("worked", ["Worked"], do="ticket", suite=suite, key=key, ids=worked)
        for length in (1, 2, 18, 53, 54, 55, 56, 57, 62, 63, 64):
            file.valid(f"{length} bytes", ["Boundary"], do="ticket", suite=suite, key=OTHER_KEY, ids=["9" * length])
        for length in (65, 117, 118, 119, 120, 121, 127, 128):
            file.valid(
                f"{length} bytes", ["Boundary", "Text"], do="ticket", suite=suite, key=OTHER_KEY, ids=["z" * length]
            )
        file.valid(
            "Chinese ids", ["Text"], do="ticket", suite=suite, key=OTHER_KEY, ids=["晋A12345", "企" * 42, "𠮷野家"]
        )
        file.valid("no id", [], do="ticket", suite=suite, key=OTHER_KEY, ids=[])
        file.invalid("a key with capitals", ["Key"], do="ticket", suite=suite, key=OTHER_KEY.upper(), ids=["A"])
        file.invalid("a short key", ["Key"], do="ticket", suite=suite, key=OTHER_KEY[:-1], ids=["A"])
        file.invalid("an id with a line feed", [], do="ticket", suite=suite, key=OTHER_KEY, ids=["A\n"])
    return file


def draws_file():
    file = File(
        "Selection from pools with their tiers (section 5).",
        {
            "Worked": "The worked example that runs through these files.",
            "Order": "The order of the rows does not count.",
            "Quota": "A quota of none or of all of a tier.",
            "Reserve": "A reserve of none, or longer than what is left.",
            "Tier": "Another tier leaves the ticket as it was.",
            "Text": "Ids of the profile text.",
            "Rows": "Rows that cannot be drawn from.",
        },
    )
    for suite in SUITES:

        def good(comment, flags, rows, quota, reserve, key=worked_key(suite, "ticket")):
            file.valid(comment, flags, do="draw", suite=suite, key=key, rows=rows, quota=quota, reserve=reserve)

        def bad(comment, flags, rows):
            file.invalid(
                comment, flags, do="draw", suite=suite, key=OTHER_KEY, rows=rows, quota=[1, 1, 1, 1], reserve=0
            )

        good("worked", ["Worked"], WORKED_ROWS, [1, 1, 2, 2], 3)
        good("the same rows backwards", ["Order"], WORKED_ROWS[::-1], [1, 1, 2, 2], 3)
        good("the same rows sorted by tier", ["Order"], sorted(WORKED_ROWS, key=lambda row: row[1]), [1, 1, 2, 2], 3)
        good("another key", [], WORKED_ROWS, [1, 1, 2, 2], 3, OTHER_KEY)
        good("census", ["Quota", "Reserve"], WORKED_ROWS[:12], [6, 3, 2, 1], 3)
        good("nobody drawn, two in reserve", ["Quota"], WORKED_ROWS[:12], [0, 0, 0, 0], 2)
        good("no reserve", ["Reserve"], WORKED_ROWS[:12], [1, 1, 1, 1], 0)
        good("a reserve longer than the tiers", ["Reserve"], WORKED_ROWS[:12], [1, 1, 1, 1], 100)
        good("an empty tier", [], [row for row in WORKED_ROWS[:12] if row[1] != "C"], [1, 1, 0, 1], 1)
        good("no rows", [], [], [0, 0, 0, 0], 3)
        good("everyone in tier B", ["Tier"], [[id, "B"] for id, _ in WORKED_ROWS], [0, 6, 0, 0], 3)
        plates = [[f"{place}{letter}{number}", "A"] for place in "晋京沪" for letter in "Aa" for number in (1, 22, 333)]
        good("number plates", ["Text"], plates, [4, 0, 0, 0], 4)
        bad("an id twice", ["Rows"], [["A", "A"], ["B", "A"], ["A", "B"]])
        bad("another tier", ["Rows"], [["A", "E"]])
        bad("an id with a space", ["Rows"], [["A B", "A"]])
    return file


# --- Section 2 -------------------------------------------------------------------------------------------------------


def merkle_file():
    file = File(
        "Roots of Merkle trees and inclusion proofs (section 2, RFC 9162, 2.1). A leaf is H(0x00 || text).",
        {
            "Empty": "A tree without leaves, or an empty proof.",
            "Power": "A number of leaves at or around a power of two.",
            "Wrong": "A proof with one thing changed.",
        },
    )
    leaves = [f"leaf {number}" for number in range(33)]
    for suite in SUITES:
        for size in range(34):
            flags = ["Empty"] if size == 0 else ["Power"] if size & (size - 1) == 0 else []
            file.valid(f"root of {size} leaves", flags, do="root", suite=suite, leaves=leaves[:size])
        file.valid("empty leaves that are the same", [], do="root", suite=suite, leaves=["", "", ""])
        for size in range(1, 10):
            for index in range(size):
                file.valid(
                    f"proof of leaf {index} of {size}", [], do="proof", suite=suite, leaves=leaves[:size], index=index
                )
        for size, index in ((16, 7), (17, 16), (31, 30), (32, 0), (33, 31), (33, 32)):
            file.valid(
                f"proof of leaf {index} of {size}",
                ["Power"],
                do="proof",
                suite=suite,
                leaves=leaves[:size],
                index=index,
            )
        file.invalid("proof of a leaf behind the last", [], do="proof", suite=suite, leaves=leaves[:5], index=5)
        file.invalid("proof in an empty tree", ["Empty"], do="proof", suite=suite, leaves=[], index=0)

        for size, index in ((1, 0), (2, 1), (5, 4), (7, 3), (7, 6), (8, 5), (33, 32)):
            hashed = [draw_v1.H(suite, b"\0" + leaf.encode()) for leaf in leaves[:size]]
            claim = {
                "do": "check_proof",
                "suite": suite,
                "root": draw_v1.merkle_root(suite, hashed).hex(),
                "size": size,
                "index": index,
                "leaf": leaves[index],
                "proof": [sibling.hex() for sibling in draw_v1.inclusion_proof(suite, hashed, index)],
            }
            file.valid(f"leaf {index} of {size} is in the tree", [], **claim)
            proof = claim["proof"]
            for comment, change in (
                ("another leaf", {"leaf": "leaf x"}),
                ("another root", {"root": hashed[0].hex() if size > 1 else "0" * 64}),
                ("an index behind the last", {"index": size}),
                ("a proof one too long", {"proof": proof + ["0" * 64]}),
                ("a tree more than twice as large", {"size": 2 * size + 1}),
                ("a tree of no leaves", {"size": 0, "index": 0}),
            ) + ((
                ("a proof one too short", {"proof": proof[:-1]}),
                ("no proof", {"proof": []}),
                ("another sibling", {"proof": ["0" * 64] + proof[1:]}),
                ("the neighbour's index", {"index": index ^ 1 if index ^ 1 < size else index - 1}),
            ) if proof else ()) + ((("the proof backwards", {"proof": proof[::-1]}),) if len(proof) > 1 else ()):  # fmt: skip
                file.invalid(f"leaf {index} of {size}: {comment}", ["Wrong"], **{**claim, **change})
    return file


TARGET_COLUMNS = [
    "id",
    "kind",
    "name",
    "region",
    "industry",
    "tier",
    "industry_tiers",
    "labels",
    "status",
    "last_inspected",
]


def directories_file():
    file = File(
        "Digests and roots of directories (section 2).",
        {
            "Worked": "The worked example that runs through these files.",
            "Salted": "A salted directory.",
            "Order": "Rows are sorted by the bytes of the id.",
            "Id": "Ids that are missing, repeated or do not fit.",
            "Column": "Declared columns.",
            "Field": "Fields of rows.",
            "Words": "Columns that carry meaning.",
        },
    )
    columns = ["id", "name", "tier"]
    rows = [[id, f"测试企业{number}", tier] for number, (id, tier) in enumerate(WORKED_ROWS[:7])]
    for suite in SUITES:

        def case(result, comment, flags, columns=columns, rows=rows, salt_key=None, profile="ascii", kind="targets"):
            input = {"do": "directory", "suite": suite, "kind": kind, "profile": profile}
            file.add(result, comment, flags, {**input, "columns": columns, "rows": rows, "salt_key": salt_key})

        case("valid", "worked", ["Worked", "Salted"], salt_key=SALT_KEY)
        case("valid", "worked without salt", ["Worked"])
        case("valid", "another salt key", ["Salted"], salt_key=OTHER_KEY)
        case("valid", "the rows backwards", ["Order", "Salted"], rows=rows[::-1], salt_key=SALT_KEY)
        case("valid", "no rows", [], rows=[])
        case("valid", "no rows, salted", ["Salted"], rows=[], salt_key=SALT_KEY)
        case("valid", "one row", [], rows=rows[:1])
        case("valid", "the id alone", ["Column"], columns=["id"], rows=[row[:1] for row in rows])
        case("valid", "profile text with ids of the profile ascii", [], profile="text")
        case(
            "valid",
            "ids are sorted as UTF-8, not as UTF-16",
            ["Order"],
            columns=["id"],
            rows=[["\U00020bb7"], ["\ufa0e"], ["z"], ["A"], ["晋A1"]],
            profile="text",
        )
        case("valid", "empty fields", ["Field"], rows=[["A", "", ""]])
        case("valid", "spaces in a field count", ["Field"], rows=[["A", " 企业 ", ""]])
        case(
            "valid", "a column that is not interpreted", ["Column"], columns=["id", "法定代表人"], rows=[["A", "张三"]]
        )
        case("valid", "a column name of 64 bytes", ["Column"], columns=["id", "x" * 64], rows=[["A", ""]])
        case(
            "valid",
            "every column that carries meaning",
            ["Words"],
            columns=TARGET_COLUMNS,
            rows=[
                [
                    "A",
                    "企业",
                    "甲",
                    "140581",
                    "C13",
                    "低",
                    "食品=高;特种设备=B",
                    "a；b",
                    "存续",
                    "01=2024-02-29;01=2025-03-01",
                ],
                ["B", "individual", "乙", "140581001", "", "D", "", "", "in_operation", ""],
                ["C", "", "", "", "", "", "", "", "正常", ""],
            ],
        )

        case("invalid", "an id twice", ["Id"], rows=rows + [rows[0]])
        case("invalid", "an empty id", ["Id"], rows=[["", "甲", "A"]])
        case("invalid", "an id that does not fit the profile", ["Id"], rows=[["晋A12345", "甲", "A"]])
        case("invalid", "a lower-case id in the profile ascii", ["Id"], rows=[["a", "甲", "A"]])
        case("invalid", "an id with a space behind", ["Id"], rows=[["A ", "甲", "A"]], profile="text")
        case("invalid", "no column", ["Column"], columns=[], rows=[])
        case("invalid", "the first column is not id", ["Column"], columns=["name", "id"], rows=[["甲", "A"]])
        case("invalid", "a column twice", ["Column"], columns=["id", "name", "name"], rows=[])
        case("invalid", "a column without name", ["Column"], columns=["id", ""], rows=[])
        case("invalid", "a space in a column name", ["Column"], columns=["id", "first name"], rows=[])
        case("invalid", "an ideographic space in a column name", ["Column"], columns=["id", "名\u3000称"], rows=[])
        case("invalid", "a line feed in a column name", ["Column"], columns=["id", "name\n"], rows=[])
        case("invalid", "a column name of 65 bytes", ["Column"], columns=["id", "x" * 65], rows=[])
        case("invalid", "a field too few", ["Field"], rows=[["A", "甲"]])
        case("invalid", "a field too many", ["Field"], rows=[["A", "甲", "A", ""]])
        case("invalid", "a TAB in a field", ["Field"], rows=[["A", "甲\t乙", "A"]])
        case("invalid", "a line feed in a field", ["Field"], rows=[["A", "甲\n", "A"]])
        case("invalid", "a carriage return in a field", ["Field"], rows=[["A", "甲\r", "A"]])
        case("invalid", "U+0085 in a field", ["Field"], rows=[["A", "甲\u0085", "A"]])
        case("invalid", "a short salt key", ["Salted"], salt_key="ab" * 31)
        case("invalid", "a salt key that is not hexadecimal", ["Salted"], salt_key="xy" * 32)
        case("invalid", "another profile", [], profile="utf8")
        for column, field in (
            ("kind", "公司"), ("status", "不明"), ("tier", "E"), ("tier", "中"), ("tier", "a"), ("region", "1405"),
            ("region", "14058１"), ("region", "000000"), ("region", "990000"), ("status", ""), ("industry", "98"),
            ("industry", "00"), ("industry", "A45"), ("industry", "U"), ("industry", "c13"), ("industry", "C1"), ("industry", "13135"),
            ("industry_tiers", "食品"), ("industry_tiers", "=A"), ("industry_tiers", "食品=E"),
            ("industry_tiers", "食品=A;食品=B"), ("industry_tiers", "食品=A;"), ("labels", "a;;b"), ("labels", "a; b"),
            ("labels", ";"), ("last_inspected", "01=2025-02-29"), ("last_inspected", "01=2025-2-1"),
            ("last_inspected", "01=20250201"), ("last_inspected", "-01=2025-02-01"), ("last_inspected", "2025-02-01"),
        ):  # fmt: skip
            case("invalid", f"{column}: {field}", ["Words"], columns=["id", column], rows=[["A", field]])
    return file


# --- Section 3 -------------------------------------------------------------------------------------------------------


def progressive(ratio, weights, minimum=1, tier_minimums=(0, 0, 0, 0)):
    return {
        "progressive": {
            "ratio": ratio,
            "weights": list(weights),
            "minimum": minimum,
            "tier_minimums": list(tier_minimums),
        }
    }


def per_tier(ratios, minimums=(0, 0, 0, 0)):
    return {"per_tier": {"ratios": list(ratios), "minimums": list(minimums)}}


def quotas_file():
    file = File(
        "How many of each tier are drawn (section 3.4).",
        {
            "Worked": "A worked value of the protocol's design.",
            "Rounding": "The rounding decides.",
            "Minimum": "A minimum decides.",
            "Saturated": "A tier of which everyone is drawn.",
            "Rest": "What is left after the floors goes to the tiers that are not whole, from D down.",
            "Inversion": "Whole numbers turn the order of two tiers round.",
            "Large": "Numbers that need more than 64 bits on the way.",
            "Weights": "Weights run from 1 to 2^32 - 1 and never fall.",
            "Refused": "A rule that is refused.",
        },
    )

    def good(comment, flags, pool, quota, rounding="up"):
        input = {"do": "quota", "pool": list(pool), "quota": quota, "rounding": rounding}
        made = commands_v1.answer(input)["ok"]
        if made["inversions"]:
            flags = flags + ["Inversion"]
        if any(count == number > 0 for count, number in zip(made["quota"], pool)):
            flags = flags + ["Saturated"]
        file.valid(comment, flags, **input)

    def bad(comment, flags, pool, quota, rounding="up"):
        file.invalid(comment, flags, do="quota", pool=list(pool), quota=quota, rounding=rounding)

    for pool, weights, ratio in (
        ((5000, 1000, 2, 1000), (1, 2, 5, 10), "1/10"),
        ((12367, 0, 0, 0), (1, 2, 4, 8), "3/100"),
        ((100, 0, 0, 0), (1, 1, 1, 1), "7/100"),
        ((3000, 900, 90, 10), (1, 3, 10, 30), "3/100"),
        ((33, 5, 1, 0), (1, 2, 4, 8), "1/1000"),
        ((10, 10, 10, 10), (1, 2, 5, 100), "1/2"),
        ((0, 0, 0, 0), (1, 2, 3, 4), "1/2"),
        ((40000, 0, 0, 7), (1, 2, 4, 8), "1/1000"),
        ((30, 15, 10, 5), (1, 2, 4, 8), "1/10"),
    ):
        good(f"progressive {ratio} of {pool}", ["Worked"], pool, progressive(ratio, weights))

    weights = (1, 2, 4, 8)
    for rounding in draw_v1.ROUNDINGS:
        good(f"per tier, {rounding}", ["Rounding"], (150, 151, 149, 50), per_tier(["1%", "1%", "1%", "1%"]), rounding)
        good(f"a third, {rounding}", ["Rounding"], (1, 2, 3, 4), per_tier(["1/3"] * 4), rounding)
        good(f"progressive 2.5 of 50, {rounding}", ["Rounding"], (20, 15, 10, 5), progressive("5%", weights), rounding)
        good(f"a half of one, {rounding}", ["Rounding"], (1, 0, 0, 0), per_tier(["1/2"] * 4), rounding)
        good(
            f"0.1% is no binary fraction, {rounding}",
            ["Rounding"],
            (1000, 3000, 7000, 9000),
            per_tier(["0.1%"] * 4),
            rounding,
        )
    good("per tier, rising", [], (3000, 900, 90, 10), per_tier(["1%", "3%", "8%", "20%"]))
    good("per tier, empty pools", [], (0, 10, 0, 0), per_tier(["1%", "3%", "8%", "20%"]))
    good("per tier, nobody and everybody", [], (10, 10, 10, 10), per_tier(["0", "0%", "1", "100%"]))
    good(
        "per tier, minimums raise", ["Minimum"], (3000, 900, 90, 10), per_tier(["1%", "3%", "8%", "20%"], (0, 30, 5, 5))
    )
    good("per tier, a minimum above the pool", ["Minimum"], (3, 2, 1, 0), per_tier(["1%"] * 4, (5, 5, 5, 5)))
    good("per tier, falling ratios are allowed", [], (100, 100, 100, 100), per_tier(["8%", "4%", "2%", "1%"]))
    good("per tier, two inversions", [], (1, 30, 50, 7), per_tier(["1%", "1%", "1%", "1%"]))
    good("per tier, up against a large tier", ["Rounding"], (3, 1000, 1000, 1000), per_tier(["1%", "2%", "3%", "4%"]))
    good("per tier, down to nothing", ["Rounding"], (100, 99, 50, 10), per_tier(["1%", "1%", "1%", "2%"]), "down")

    good("progressive, everyone", [], (10, 10, 10, 10), progressive("100%", weights))
    good("progressive, nobody", [], (10, 10, 10, 10), progressive("0%", weights, 0))
    good("progressive, a minimum alone", ["Minimum"], (10, 10, 10, 10), progressive("0%", weights, 3))
    good("progressive, a minimum above the pool", ["Minimum"], (1, 1, 1, 1), progressive("0%", weights, 100))
    good("progressive, D full", [], (100, 100, 10, 5), progressive("10%", (1, 2, 4, 1000)))
    good("progressive, C and D full", [], (1000, 10, 5, 5), progressive("5%", (1, 2, 1000, 1000)))
    good("progressive, D exactly full", [], (8, 0, 0, 1), progressive("2/9", weights))
    good("progressive, the rest goes to D first", ["Rest"], (10, 10, 10, 10), progressive("1/4", (1, 1, 1, 1)))
    good("progressive, a whole tier gets no rest", ["Rest"], (4, 2, 3, 3), progressive("1/2", (1, 1, 1, 1)))
    good("progressive, one target", ["Rest"], (1, 1, 1, 1), progressive("1%", weights))
    good("progressive, equal weights", [], (3, 2, 100, 3), progressive("10%", (1, 1, 1, 1)))
    good(
        "progressive, the largest weights",
        ["Weights", "Large"],
        (1000, 1000, 1000, 1000),
        progressive("3%", (1, 1, 2**32 - 2, 2**32 - 1)),
    )
    good("progressive, tier minimums", ["Minimum"], (3000, 900, 90, 10), progressive("1%", weights, 1, (0, 0, 5, 5)))
    good("progressive, tier minimums of all", ["Minimum"], (30, 9, 3, 1), progressive("1%", weights, 1, (9, 9, 9, 9)))
    good(
        "progressive, a tier minimum inverts",
        ["Minimum"],
        (10, 100, 100, 100),
        progressive("3%", weights, 1, (5, 0, 0, 0)),
    )
    good(
        "progressive, 2^40 targets",
        ["Large"],
        (2**39, 2**38, 2**37, 2**37),
        progressive("33.333%", (1, 3, 2**31, 2**32 - 1)),
    )
    good("progressive, 2^40 in one tier", ["Large"], (0, 0, 0, 2**40), progressive("1/3", weights))

    good("count 20", [], (3000, 900, 90, 10), {"count": {"total": 20, "weights": [1, 2, 4, 8]}})
    good("count above the pool", [], (3, 2, 1, 1), {"count": {"total": 20, "weights": [1, 2, 4, 8]}})
    good("count 0", [], (3, 2, 1, 1), {"count": {"total": 0, "weights": [1, 2, 4, 8]}})
    good(
        "count does not look at the rounding",
        ["Rounding"],
        (33, 5, 1, 0),
        {"count": {"total": 7, "weights": [1, 1, 1, 1]}},
        "down",
    )
    good("count per tier", [], (30, 20, 10, 2), {"count_per_tier": {"counts": [1, 2, 3, 4]}})
    good("count per tier, nobody", [], (30, 20, 10, 2), {"count_per_tier": {"counts": [0, 0, 0, 0]}})
    good("census", [], (30, 20, 0, 2), "census")
    good("census of nobody", [], (0, 0, 0, 0), "census")

    pool = (10, 10, 10, 10)
    bad("falling weights", ["Refused", "Weights"], pool, progressive("3%", (1, 4, 2, 8)))
    bad("a weight of zero", ["Refused", "Weights"], pool, progressive("3%", (0, 2, 4, 8)))
    bad("a weight of 2^32", ["Refused", "Weights"], pool, progressive("3%", (1, 2, 4, 2**32)))
    bad("three weights", ["Refused", "Weights"], pool, progressive("3%", (1, 2, 4)))
    bad("count with falling weights", ["Refused", "Weights"], pool, {"count": {"total": 3, "weights": [8, 4, 2, 1]}})
    bad("a ratio above 1", ["Refused"], pool, progressive("101%", weights))
    bad("a ratio above 1 in one tier", ["Refused"], pool, per_tier(["1%", "1%", "1%", "3/2"]))
    bad("a ratio that is none", ["Refused"], pool, per_tier(["1%", "1%", "1%", "many"]))
    bad("three ratios", ["Refused"], pool, per_tier(["1%", "1%", "1%"]))
    bad("a negative minimum", ["Refused", "Minimum"], pool, progressive("3%", weights, -1))
    bad("a negative tier minimum", ["Refused", "Minimum"], pool, progressive("3%", weights, 1, (0, 0, 0, -1)))
    bad("five tier minimums", ["Refused", "Minimum"], pool, progressive("3%", weights, 1, (0, 0, 0, 0, 0)))
    bad("a negative count", ["Refused"], pool, {"count": {"total": -1, "weights": [1, 2, 4, 8]}})
    bad("another rule", ["Refused"], pool, "all")
    bad("a rule without members", ["Refused"], pool, {"progressive": {}})
    bad("a member missing", ["Refused"], pool, {"count": {"total": 1}})
    bad("a member too many", ["Refused"], pool, {"count_per_tier": {"counts": [1, 1, 1, 1], "minimum": 1}})
    bad(
        "two rules",
        ["Refused"],
        pool,
        {"count_per_tier": {"counts": [1, 1, 1, 1]}, "count": {"total": 1, "weights": [1, 1, 1, 1]}},
    )
    bad("another rounding", ["Refused", "Rounding"], pool, progressive("3%", weights), "half_even")
    bad("more than 2^40 targets", ["Refused", "Large"], (2**40, 1, 0, 0), "census")
    return file


def rules(**changes):
    """Rules that take the credit tier alone and exclude nobody, with changes."""
    return {
        "quota": progressive("10%", (1, 2, 4, 8)),
        "rounding": "up",
        "tiers": {"combination": "credit_only", "industry_field": None, "not_classified": "B"},
        "frequency": None,
        "yearly_cap": None,
        "exempt": None,
        "reserve": 3,
        "replacement_reasons": list(draw_v1.REPLACEMENT_REASONS),
        "team": None,
        **changes,
    }


def tiers(combination, industry_field=None, not_classified="B"):
    return {"tiers": {"combination": combination, "industry_field": industry_field, "not_classified": not_classified}}


MATRIX = {"matrix": [["A", "A", "B", "C"], ["A", "B", "C", "C"], ["B", "C", "C", "D"], ["C", "D", "D", "D"]]}


def pools_file():
    file = File(
        "Who is in the pool, in which tier, and why the others are not (sections 3.1 to 3.3).",
        {
            "Selector": "A kind of selector.",
            "Region": "Codes of GB/T 2260 contain what they begin.",
            "Industry": "Codes of GB/T 4754 contain their divisions and what they begin.",
            "Empty": "Empty fields, lists or directories.",
            "Reason": "A reason to be excluded.",
            "First": "The first reason that fits is the one counted.",
            "Tier": "Combination of the credit tier with the industry tier.",
            "Words": "Words that mean the same.",
            "Column": "A column that is asked for is missing.",
            "Refused": "A selector or a rule that is refused.",
        },
    )
    columns = TARGET_COLUMNS
    rows = [
        ["T01", "企业", "甲", "140581", "C13", "A", "食品=D", "食品生产;重点", "存续", ""],
        ["T02", "enterprise", "乙", "140581001", "C1371", "低风险", "食品=A;特种设备=D", "", "正常", "01=2025-03-01"],
        ["T03", "个体户", "丙", "140500", "F52", "B", "", "食品经营", "在业", "01=2024-12-31;02=2025-05-05"],
        ["T04", "个体工商户", "丁", "149900", "5211", "", "食品=高风险", "", "in_operation", "01=2025-07-01"],
        ["T05", "合作社", "戊", "110105", "A", "较高", "特种设备=C", "重点", "存续", "01=2025-07-02"],
        ["T06", "事业单位", "己", "140581001001", "P83", "D", "食品=低", "", "存续", "01=2024-01-01;01=2025-01-01"],
        ["T07", "设备", "庚", "", "", "高", "", "", "注销", ""],
        ["T08", "", "辛", "142000", "8299", "", "", "重点", "存续", "02=2025-02-02;03=2025-02-02;02=2025-03-03"],
        ["T09", "产品", "壬", "140000", "T97", "一般风险", "食品=一般", "", "吊销", "01=2023-06-06"],
        ["T11", "场所", "子", "140581100", "", "C", "", "", "存续", ""],
        ["T12", "场所", "丑", "140581101", "", "C", "", "", "存续", ""],
        ["T13", "场所", "寅", "140581100200", "", "C", "", "", "存续", ""],
        ["T10", "site", "癸", "140581", "T", "", "特种设备=D", "食品生产", "停业", ""],
    ]

    def case(
        result, comment, flags, selector=None, columns=columns, rows=rows, as_of="2025-07-01", task="01", **changes
    ):
        input = {"do": "pool", "columns": columns, "rows": rows, "task": task}
        selector = {"all": []} if selector is None else selector
        file.add(result, comment, flags, {**input, "selector": selector, "rules": rules(**changes), "as_of": as_of})

    def without(column):
        at = columns.index(column)
        return {"columns": columns[:at] + columns[at + 1 :], "rows": [row[:at] + row[at + 1 :] for row in rows]}

    for comment, flags, selector in (
        ("all of nothing is everyone", ["Empty"], {"all": []}),
        ("any of nothing is nobody", ["Empty"], {"any": []}),
        ("not", [], {"not": {"kind": ["enterprise"]}}),
        ("not of not", [], {"not": {"not": {"label": ["重点"]}}}),
        ("all", [], {"all": [{"kind": ["enterprise"]}, {"label": ["重点"]}]}),
        ("any", [], {"any": [{"kind": ["enterprise"]}, {"label": ["重点"]}]}),
        ("nested", [], {"any": [{"all": [{"region": ["140500"]}, {"not": {"industry": ["C"]}}]}, {"kind": ["site"]}]}),
        ("kind", ["Words"], {"kind": ["individual", "cooperative"]}),
        ("an empty list of kinds", ["Empty"], {"kind": []}),
        ("status", ["Words"], {"status": ["in_operation"]}),
        ("label", [], {"label": ["食品生产", "食品经营"]}),
        ("a label is compared whole", [], {"label": ["食品"]}),
        ("a province", ["Region"], {"region": ["140000"]}),
        ("a city", ["Region"], {"region": ["140500"]}),
        ("a county", ["Region"], {"region": ["140581"]}),
        ("a township", ["Region"], {"region": ["140581001"]}),
        ("a township with a village level of zeros", ["Region"], {"region": ["140581001000"]}),
        ("a village", ["Region"], {"region": ["140581001001"]}),
        ("a county with levels of zeros for township and village", ["Region"], {"region": ["140581000000"]}),
        ("a township that ends in zeros within its level", ["Region"], {"region": ["140581100"]}),
        ("the same with a village level of zeros", ["Region"], {"region": ["140581100000"]}),
        ("two regions", ["Region"], {"region": ["110000", "142000"]}),
        ("a letter", ["Industry"], {"industry": ["C"]}),
        ("another letter", ["Industry"], {"industry": ["F", "T"]}),
        ("a division", ["Industry"], {"industry": ["13"]}),
        ("a division with its letter", ["Industry"], {"industry": ["C13"]}),
        ("a letter before digits adds nothing", ["Industry"], {"industry": ["C137"]}),
        ("a group", ["Industry"], {"industry": ["137"]}),
        ("a class", ["Industry"], {"industry": ["5211", "8299"]}),
        ("a letter that nobody has", ["Industry"], {"industry": ["K"]}),
        ("agriculture as a letter", ["Industry"], {"industry": ["A"]}),
        ("digits do not contain a letter", ["Industry"], {"industry": ["01"]}),
    ):
        case("valid", comment, ["Selector"] + flags, selector)

    ends = [[f"T{number:02}", f"{number:02}"] for number in range(1, 98)]
    for letter in "ABCDEFGHIJKLMNOPQRST":
        case(
            "valid", f"the divisions of {letter}", ["Selector", "Industry"], {"industry": [letter]}, ["id", "industry"], ends,
            **tiers("higher"),
        )  # fmt: skip

    once = {"frequency": {"times": 1, "years": 1}}
    case("valid", "frequency: once this year", ["Reason"], **once)
    case("valid", "frequency: once in two years", ["Reason"], frequency={"times": 1, "years": 2})
    case("valid", "frequency: twice in two years", ["Reason"], frequency={"times": 2, "years": 2})
    case("valid", "frequency: once in a thousand years", ["Reason"], frequency={"times": 1, "years": 1000})
    case("valid", "frequency: another task", ["Reason"], task="02", **once)
    case("valid", "frequency: the same task twice on one day counts twice", ["Reason"],
         rows=[row[:9] + ["01=2025-01-01;01=2025-01-01"] for row in rows[:1]], frequency={"times": 2, "years": 1})  # fmt: skip
    case("valid", "frequency: a day after as_of does not count", ["Reason"], as_of="2025-06-30", **once)
    case("valid", "frequency: the year turns", ["Reason"], as_of="2026-01-01", **once)
    case("valid", "yearly cap 1", ["Reason"], yearly_cap=1)
    case("valid", "yearly cap 2: two tasks on one day are one", ["Reason"], yearly_cap=2)
    case("valid", "yearly cap 3", ["Reason"], yearly_cap=3)
    case("valid", "yearly cap before the second day", ["Reason"], yearly_cap=2, as_of="2025-03-02")
    case("valid", "exempt", ["Reason"], exempt={"label": ["重点"]})
    case("valid", "no status column: everyone exists", ["Reason"], **without("status"))
    case("valid", "all reasons at once", ["Reason", "First"], {"not": {"kind": ["equipment"]}},
         exempt={"label": ["重点"]}, frequency={"times": 1, "years": 2}, yearly_cap=1)  # fmt: skip
    case("valid", "out of scope comes before not in existence", ["First"], {"kind": ["enterprise"]}, exempt={"all": []})
    case("valid", "exempt comes before already inspected", ["First"], exempt={"all": []}, **once)
    case("valid", "already inspected comes before over the cap", ["First"], yearly_cap=1, **once)

    for combination in ("higher", "credit_only", "industry_only", MATRIX):
        name = combination if isinstance(combination, str) else "matrix"
        for field in ("食品", "特种设备", "消防"):
            case("valid", f"{name} with {field}", ["Tier"], **tiers(combination, field))
    case("valid", "higher without a field: credit alone", ["Tier"], **tiers("higher"))
    case("valid", "not classified is drawn in D", ["Tier"], **tiers("credit_only", None, "D"))
    case(
        "valid", "higher without a tier column: industry alone", ["Tier"], **without("tier"), **tiers("higher", "食品")
    )
    case(
        "valid",
        "nobody is classified",
        ["Tier", "Empty"],
        columns=["id"],
        rows=[["A"], ["B"]],
        **tiers("higher", None, "A"),
    )
    case("valid", "no rows", ["Empty"], rows=[])

    for column, selector in (
        ("kind", {"kind": ["enterprise"]}), ("status", {"status": ["in_operation"]}), ("labels", {"label": ["a"]}),
        ("region", {"region": ["140000"]}), ("industry", {"industry": ["C"]}),
    ):  # fmt: skip
        case("invalid", f"no column {column} for the selector", ["Column", "Selector"], selector, **without(column))
        case("invalid", f"no column {column} for exempt", ["Column"], exempt=selector, **without(column))
    case(
        "invalid",
        "no column, though nothing depends on it",
        ["Column"],
        {"any": [{"all": []}, {"label": ["a"]}]},
        **without("labels"),
    )
    case("invalid", "no column, and no rows", ["Column", "Empty"], {"label": ["a"]}, columns=["id", "tier"], rows=[])
    case("invalid", "no column last_inspected for frequency", ["Column"], **without("last_inspected"), **once)
    case(
        "invalid", "no column last_inspected for the yearly cap", ["Column"], **without("last_inspected"), yearly_cap=1
    )
    case("invalid", "no column tier for credit_only", ["Column", "Tier"], **without("tier"))
    case(
        "invalid",
        "no column industry_tiers",
        ["Column", "Tier"],
        **without("industry_tiers"),
        **tiers("industry_only", "食品"),
    )

    for comment, selector in (
        ("not an object", "all"), ("empty", {}), ("two members", {"all": [], "any": []}), ("an unknown word", {"none": []}),
        ("all without a list", {"all": {"kind": ["enterprise"]}}), ("not with a list", {"not": [{"all": []}]}),
        ("two digits of a region", {"region": ["14"]}), ("a letter against its digits", {"industry": ["A13"]}),
        ("an unknown kind", {"kind": ["company"]}), ("an unknown status", {"status": ["open"]}),
        ("a text instead of a list", {"label": "a"}), ("a number instead of a text", {"region": [140000]}),
        ("three digits of a region", {"region": ["140"]}), ("a name of a region", {"region": ["山西"]}),
        ("one digit of an industry", {"industry": ["1"]}), ("an industry letter beyond T", {"industry": ["U"]}),
        ("wrong deep inside", {"all": [{"any": [{"not": {"kinds": []}}]}]}),
    ):  # fmt: skip
        case("invalid", f"selector: {comment}", ["Refused", "Selector"], selector)
    case("invalid", "industry_only without a field", ["Refused", "Tier"], **tiers("industry_only"))
    case("invalid", "a matrix without a field", ["Refused", "Tier"], **tiers(MATRIX))
    case("invalid", "a matrix of three rows", ["Refused", "Tier"], **tiers({"matrix": MATRIX["matrix"][:3]}, "食品"))
    case("invalid", "a tier that does not exist", ["Refused", "Tier"], **tiers("credit_only", None, "E"))
    case("invalid", "another combination", ["Refused", "Tier"], **tiers("lower", "食品"))
    case("invalid", "frequency of no times", ["Refused"], frequency={"times": 0, "years": 1})
    case("invalid", "frequency in no years", ["Refused"], frequency={"times": 1, "years": 0})
    case("invalid", "a negative yearly cap", ["Refused"], yearly_cap=-1)
    case("invalid", "a day that is not in the calendar", ["Refused"], as_of="2025-02-29")
    case("invalid", "a day in another form", ["Refused"], as_of="2025/07/01")
    return file


# --- Section 8 -------------------------------------------------------------------------------------------------------


def inspector(id, load=0, cap=None):
    return {"id": id, "load": load, "cap": cap}


def people(count, load=0, cap=None):
    """Inspectors I01, I02, …, all alike."""
    return [inspector(f"I{number:02}", load, cap) for number in range(1, count + 1)]


def visit(target, *slots, order_key=OTHER_KEY):
    return {"order_key": order_key, "target": target, "slots": [list(slot) for slot in slots]}


def alike(count, *slots):
    """Visits with the same slots, to T001, T002, …"""
    return [visit(f"T{number:03}", *slots) for number in range(1, count + 1)]


def some_assignment(number, inspectors, visits, most_slots, likely, caps, loads):
    """An instance whose shape is drawn from a mix stream of its own; a slot takes each inspector `likely` times in ten."""
    stream = draw_v1.Mix.from_key(hashlib.sha256(f"assignment {number}".encode()).hexdigest())
    pick = lambda choices: choices[stream.below(len(choices))]
    who = [inspector(f"I{i:02}", pick(loads), pick(caps)) for i in range(inspectors)]
    slots = lambda: [
        [i for i in range(inspectors) if stream.below(10) < likely] for _ in range(1 + stream.below(most_slots))
    ]
    keys = [hashlib.sha256(f"order {v}".encode()).hexdigest() for v in range(2)]
    where = [visit(f"T{v:03}", *slots(), order_key=keys[stream.below(2)]) for v in range(visits)]
    return {"inspectors": who, "visits": where, "mix_key": hashlib.sha256(f"mix {number}".encode()).hexdigest()}


# --- Inspectors and teams --------------------------------------------------------------------------------------------


def team(size=2, slots=(), area="any", window=("2025-07-01", "2025-11-30")):
    """Who is sent, as the rules say it."""
    return {"size": size, "slots": list(slots), "area": area, "window": dict(zip(("from", "to"), window))}


def asks(count=1, agency=None, qualification=None, leader=False):
    return {"count": count, "agency": agency, "qualification": qualification, "leader": leader}


INSPECTOR_COLUMNS = [
    "id", "name", "agency", "unit", "region", "certificates", "specialties", "items", "leader", "status", "leave", "load",
    "cap", "recusals",
]  # fmt: skip


def inspectors(*fields, columns=INSPECTOR_COLUMNS, profile="ascii"):
    """A directory of inspectors P01, P02, … from what is said of each; everyone else is in service and certified."""
    always = {"status": "在岗", "certificates": "14050001=2020-01-01/2029-12-31"}
    given = [{"id": f"P{number:02}", **always, **said} for number, said in enumerate(fields, start=1)]
    rows = [[said.get(column, "") for column in columns] for said in given]
    return {"profile": profile, "columns": list(columns), "rows": rows}


TEAM_COLUMNS = ["id", "name", "region", "tier", "labels", "status"]
TEAM_ROWS = [
    [f"140581-{number:04}", f"测试{number}店", region, tier, labels, "存续"]
    for number, (region, tier, labels) in enumerate(
        (
            ("140581", "A", ""), ("140581001", "A", "甲公司"), ("140581002", "B", ""), ("140581001", "A", "重点;乙公司"),
            ("140522", "C", ""), ("", "A", ""), ("140581", "B", "甲公司"), ("140500", "A", ""), ("140581002", "A", ""),
        ),
        start=1,
    )
]  # fmt: skip
BUREAU, FIRE = "市场监管局", "消防救援大队"
STAFF = (
    {"name": "张一", "agency": BUREAU, "unit": "一所", "region": "140581", "leader": "是", "specialties": "食品", "load": "2"},
    {"name": "张二", "agency": BUREAU, "unit": "一所", "region": "140581", "leader": "是", "load": "4", "cap": "6",
     "recusals": "target:140581-0004=配偶"},
    {"name": "张三", "agency": BUREAU, "unit": "二所", "region": "140581001", "specialties": "食品；特种设备", "load": "1"},
    {"name": "张四", "agency": BUREAU, "region": "140522", "leader": "否", "items": "登记事项检查", "recusals": "owner:甲公司=利害关系"},
    {"name": "张五", "agency": BUREAU, "region": "140581", "leave": "2025-06-01/2025-12-31"},
    {"name": "李一", "agency": FIRE, "region": "140581", "leader": "是", "specialties": "消防", "cap": "4"},
    {"name": "李二", "agency": FIRE, "region": "140500", "specialties": "消防", "certificates": "14050007=2025-07-02/2029-12-31"},
    {"name": "李三", "agency": FIRE, "region": "140581002", "items": "登记事项检查;食品", "load": "3"},
    {"name": "李四", "agency": FIRE, "region": "140581", "status": "退休"},
)  # fmt: skip


def team_plan(*teams, coordination="independent"):
    """A plan of a task for each team, of three tasks at the most, which share their pool."""
    everyone = {"all": []}
    tasks = (
        ("01", "登记事项检查", everyone, {"quota": counts(2, 1, 1, 0), "reserve": 1}),
        ("02", "公示信息检查", everyone, {"quota": counts(1, 1, 0, 0), "reserve": 0}),
        ("03", "普查", {"label": ["甲公司"]}, {"quota": "census"}),
    )
    return plan_text(
        *((*task, rules(**numbers, team=team)) for (*task, numbers), team in zip(tasks, teams)),
        coordination=coordination,
    )


LED = team(2, [asks(leader=True)])
OF_FOOD = team(3, [asks(leader=True), asks(qualification="食品")], window=("2025-08-01", "2025-08-31"))


def sent(suite, *teams, coordination="independent", staff=STAFF, **changes):
    """A small ceremony of a task for each team; without any, of two that are visited by teams and one that is not."""
    teams = teams or (LED, OF_FOOD, None)
    tasks = [f"{number:02}" for number in range(1, len(teams) + 1)]
    given = {"columns": TEAM_COLUMNS, "rows": TEAM_ROWS, "tasks": tasks, "inspectors": inspectors(*staff)}
    return Small(suite, plan=team_plan(*teams, coordination=coordination), **{**given, **changes})


def inspectors_file():
    file = File(
        "Directories of inspectors (section 2.2), and who of them is admissible for a slot (section 8.2), as the refusals and "
        "the teams of a ceremony show it.",
        {
            "Words": "Columns that carry meaning.",
            "Number": "Numbers from 0 to 2^32 - 1.",
            "Period": "Two days, the last not before the first.",
            "Recusal": "From whom an inspector is recused.",
            "Certificate": "Certificates and the days of which they are valid.",
            "Order": "Rows are sorted by the bytes of the id.",
            "Eligible": "Who is admissible.",
            "First": "The first reason that fits is the one counted.",
            "Slots": "Which slots a team has.",
            "Refused": "A directory that is refused.",
        },
    )

    def directory(result, comment, flags, given, suite="sha256"):
        file.add(result, comment, flags,
                 {"do": "directory", "suite": suite, "kind": "inspectors", **given, "salt_key": None})  # fmt: skip

    for suite in SUITES:
        directory("valid", "every column that carries meaning", ["Words"], inspectors(*STAFF), suite)
        directory("valid", "no rows", [], inspectors(), suite)
        directory("valid", "the id alone", [], inspectors({}, {}, columns=["id"]), suite)
        directory("valid", "ids of the profile text, in the order of bytes", ["Order"],
                  inspectors({"id": "𠮷"}, {"id": "﨎"}, {"id": "张三"}, profile="text"), suite)  # fmt: skip
        directory("valid", "a column that is not interpreted", [],
                  inspectors({"phone": "1234"}, columns=["id", "phone"]), suite)  # fmt: skip
    directory("valid", "columns in another order", ["Words"],
              inspectors(*STAFF, columns=["id", *INSPECTOR_COLUMNS[:0:-1]]))  # fmt: skip
    directory("valid", "the columns of targets mean nothing here", ["Words"],
              inspectors({"tier": "E", "industry": "?", "kind": "人", "last_inspected": "-"},
                         columns=["id", "tier", "industry", "kind", "last_inspected"]))  # fmt: skip

    def fields(result, flag, column, *values):
        for value in values:
            flags = [flag] if result == "valid" else [flag, "Refused"]
            said = {"status": "在岗", column: value}
            directory(result, f"{column}: {value}", flags, inspectors(said, columns=["id", column]))

    words = lambda table: [word for code, words in table.items() for word in (code, *words)]
    fields("valid", "Words", "status", *words(draw_v1.INSPECTOR_STATUSES))
    fields("invalid", "Words", "status", "", "存续", "在岗 ", "IN_SERVICE")
    fields("valid", "Words", "leader", "", *words(draw_v1.LEADER_WORDS))
    fields("invalid", "Words", "leader", "组长", "true", "1", "Yes", " ")
    fields("valid", "Words", "region", "", "140581", "140581001", "140581001001")
    fields("invalid", "Words", "region", "1405", "000000", "高平")
    fields("valid", "Words", "specialties", "", "食品", "食品;消防；食品", "a=b")
    fields("invalid", "Words", "specialties", ";", "食品;", "食品; 消防", " 食品")
    fields("valid", "Words", "items", "登记事项检查")
    fields("invalid", "Words", "items", "a;;b")
    fields("valid", "Number", "load", "", "0", "7", str(2**32 - 1))
    fields("invalid", "Number", "load", "-1", "+1", "00", "07", "1.0", "1e3", " 1", "１", "٣", str(2**32), "9" * 30,
           "很多")  # fmt: skip
    fields("valid", "Number", "cap", "", "0", "12", str(2**32 - 1))
    fields("invalid", "Number", "cap", "-1", "012", str(2**32), "∞")
    fields("valid", "Period", "leave", "", "2025-07-01/2025-07-01", "2025-07-01/2025-07-31；2024-02-29/2024-03-01",
           "2025-07-01/2025-07-31;2025-07-15/2025-08-15")  # fmt: skip
    fields("invalid", "Period", "leave", "2025-07-02/2025-07-01", "2025-07-01", "2025-07-01/", "2025-02-29/2025-03-01",
           "2025-7-1/2025-7-2", "2025-07-01-2025-07-02", "2025-07-01/2025-07-02/2025-07-03", "2025-07-01 / 2025-07-02")  # fmt: skip
    valid = "=2025-01-01/2025-12-31"
    fields("valid", "Certificate", "certificates", "", "14050001" + valid, f"a{valid};b{valid}", "晋 0001" + valid,
           "a=b" + valid)  # fmt: skip
    fields("invalid", "Certificate", "certificates", valid, " a" + valid, "a " + valid, f"a{valid};a=2026-01-01/2026-12-31",
           "a", "a=", "a=2025-01-01", "a=2025-12-31/2025-01-01", "2025-01-01/2025-12-31")  # fmt: skip
    relations = [f"target:140581-0001={word}" for word in words(draw_v1.RELATIONS)]
    fields("valid", "Recusal", "recusals", "", *relations, "owner:甲公司=其他", "owner:a b=other;owner:a b=spouse",
           "target:A:B=other", "owner:a=b=other", "owner:=A=other", "target::=other")  # fmt: skip
    fields("invalid", "Recusal", "recusals", "target:140581-0001", "target:140581-0001=", "target:140581-0001=朋友",
           "140581-0001=other", "target=other", "target:=other", "owner:=other", "owner: 甲=other", "owner:甲 =other",
           "Target:A=other", "label:甲=other", "target：A=other", ":A=other")  # fmt: skip
    directory("invalid", "an id twice", ["Refused"], inspectors({}, {"id": "P01"}))
    directory("invalid", "an id that does not fit the profile", ["Refused"], inspectors({"id": "张三"}))
    directory("invalid", "a field too few", ["Refused"], {**inspectors({}), "rows": [["P01"]]})
    directory("invalid", "a TAB in a field", ["Refused"], inspectors({"name": "张\t三"}))
    directory("invalid", "a column twice", ["Refused"], inspectors({}, columns=["id", "name", "name"]))

    def eligible(comment, flags, asked, *staff, columns=INSPECTOR_COLUMNS, targets=TEAM_COLUMNS, rows=TEAM_ROWS[1:3]):
        everyone = {"all": []}
        plan = plan_text(("01", "登记事项检查", everyone, rules(quota="census", team=asked)))
        given = {"columns": targets, "rows": rows, "tasks": ["01"]}
        ceremony = Small("sha256", plan=plan, inspectors=inspectors(*staff, columns=columns), **given).request
        file.valid(comment, ["Eligible", *flags], **ceremony)

    without = lambda *names: [column for column in INSPECTOR_COLUMNS if column not in names]
    august = ("2025-08-01", "2025-08-31")
    eligible("status", [], team(), *({"status": code} for code in draw_v1.INSPECTOR_STATUSES))
    eligible("without a column status everyone is in service", [], team(), {}, {}, {}, columns=without("status"))
    eligible("leave of the whole window, of all but a day, in two pieces", [], team(window=august),
             {"leave": "2025-08-01/2025-08-31"}, {"leave": "2025-08-02/2025-08-31"}, {"leave": "2025-08-01/2025-08-30"},
             {"leave": "2025-08-16/2025-09-30;2025-07-01/2025-08-15"}, {"leave": "2025-08-01/2025-08-15;2025-08-17/2025-08-31"},
             {"leave": "2025-07-01/2025-07-31;2025-09-01/2025-09-30"}, {"leave": "2025-08-01/2025-08-31;2025-08-02/2025-08-03"})  # fmt: skip
    eligible("certificates for the whole window, but for a day, two that follow", ["Certificate"], team(window=august),
             {"certificates": "a=2025-08-01/2025-08-31"}, {"certificates": "a=2025-08-02/2025-12-31"},
             {"certificates": "a=2025-01-01/2025-08-30"}, {"certificates": "a=2025-01-01/2025-08-15;b=2025-08-16/2026-01-01"},
             {"certificates": "a=2025-01-01/2025-08-15;b=2025-08-17/2026-01-01"}, {"certificates": ""})  # fmt: skip
    eligible("without a column certificates nobody needs one", ["Certificate"], team(), {}, {},
             columns=without("certificates"))  # fmt: skip
    eligible("a window of one day", ["Certificate"], team(window=("2025-08-01", "2025-08-01")),
             {"leave": "2025-08-01/2025-08-01"}, {"certificates": "a=2025-08-01/2025-08-01"}, {"leave": "2025-08-02/2025-08-09"})  # fmt: skip
    eligible("recused from a target, from an owner, from others", ["Recusal"], team(),
             {"recusals": "target:140581-0002=配偶"}, {"recusals": "owner:甲公司=利害关系"}, {"recusals": "owner:乙公司=其他"},
             {"recusals": "target:140581-0002=其他;owner:甲公司=其他"}, {"recusals": "target:甲公司=其他;owner:140581-0003=其他"},
             {"recusals": "owner:甲=其他;target:140581-000=其他"})  # fmt: skip
    eligible("without labels nobody is recused from an owner", ["Recusal"], team(), {"recusals": "owner:甲公司=其他"}, {},
             targets=["id", "tier"], rows=[[row[0], row[3]] for row in TEAM_ROWS[1:3]])  # fmt: skip
    regions = [{"region": code} for code in ("", "140000", "140500", "140581", "140522", "140581001", "140581001002", "110105")]
    for word in ("same", "other"):
        for level in draw_v1.LEVELS:
            rows = [["T1", "", "140581001002", "A", "", "存续"], ["T2", "", "140581", "A", "", "存续"], ["T3", "", "", "A", "", "存续"]]
            eligible(f"area: {word} {level}", [], team(area={word: level}), *regions, rows=rows)
    eligible("agencies", ["Slots"], team(3, [asks(2, agency=BUREAU), asks(agency=FIRE)]), {"agency": BUREAU}, {"agency": FIRE},
             {"agency": BUREAU + "一所"}, {"agency": ""}, {"agency": BUREAU})  # fmt: skip
    eligible("leaders", ["Slots"], team(2, [asks(leader=True)]), {"leader": "是"}, {"leader": "否"}, {"leader": ""},
             {"leader": "yes"})  # fmt: skip
    eligible("a qualification among specialties or items", ["Slots"], team(2, [asks(qualification="食品")]),
             {"specialties": "消防;食品"}, {"items": "食品"}, {"specialties": "食品安全"}, {})  # fmt: skip
    for column in ("specialties", "items"):
        eligible(f"a qualification without the column {column}", ["Slots"], team(2, [asks(qualification="食品")]),
                 {"specialties": "食品"}, {"items": "食品"}, {}, columns=without(column))  # fmt: skip
    eligible("a slot that asks for three things", ["Slots"],
             team(2, [asks(1, BUREAU, "食品", True), asks(1, BUREAU)]), *STAFF)  # fmt: skip
    eligible("the first reason counts", ["First"], team(2, [asks(2, BUREAU, "食品", True)], {"same": "county"}, august),
             {"status": "退休", "leave": "2025-08-01/2025-08-31", "certificates": ""},
             {"leave": "2025-08-01/2025-08-31", "certificates": "", "recusals": "owner:甲公司=其他"},
             {"certificates": "", "recusals": "owner:甲公司=其他", "region": "110105"},
             {"recusals": "owner:甲公司=其他", "region": "110105", "agency": FIRE}, {"region": "110105", "agency": FIRE},
             {"region": "140581", "agency": FIRE}, {"region": "140581", "agency": BUREAU},
             {"region": "140581", "agency": BUREAU, "leader": "是"},
             {"region": "140581", "agency": BUREAU, "leader": "是", "items": "食品"})  # fmt: skip
    return file


def assignments_file():
    file = File(
        "Inspectors assigned to the slots of visits, given who is admissible for which (section 8.3).",
        {
            "Order": "The order of step 3 decides.",
            "Visit": "Nobody has two slots of a visit.",
            "Cap": "Caps decide.",
            "Load": "The loads before are not the same.",
            "Balance": "The least sum of squares decides.",
            "Specialist": "Slots that few can fill.",
            "Full": "The slots take all the room there is.",
            "Open": "A slot is open.",
            "Shortage": "An open slot with others that want the same inspectors.",
            "Mix": "Teams after the moves differ from those at the start.",
            "Shape": "A shape drawn from a mix stream.",
            "Text": "Ids of the profile text.",
            "Empty": "No inspectors, visits or slots that can be filled.",
            "Refused": "A request that is refused.",
        },
    )

    def case(comment, flags, inspectors, visits, suite="sha256", mix_key=OTHER_KEY):
        input = {"do": "assign", "suite": suite, "inspectors": inspectors, "visits": visits, "mix_key": mix_key}
        made = commands_v1.answer(input)["ok"]
        found = {
            "Open": bool(made["open"]),
            "Shortage": any(len(shortage["slots"]) > 1 for shortage in made["shortages"]),
            "Mix": made["start"] != made["teams"],
        }
        file.valid(comment, flags + [flag for flag, holds in found.items() if holds], **input)

    for suite in SUITES:
        case("nobody and nothing", ["Empty"], [], [], suite)
        case("inspectors without visits", ["Empty", "Load"], [inspector("A", 3, 2), inspector("B")], [], suite)
        case("visits without inspectors", ["Empty"], [], [visit("T1", [], []), visit("T2", [])], suite)
        case("one slot, one inspector", ["Order"], people(1), [visit("T1", [0])], suite)
        case("one visit of a team of two", ["Order"], people(5), [visit("T1", range(5), range(5))], suite)
        case("one inspector for a team of two", ["Visit"], people(1), [visit("T1", [0], [0])], suite)
        case("six visits, everyone for all", ["Balance", "Order"], people(4), alike(6, range(4), range(4)), suite)
        case("ids of the profile text", ["Text", "Order"], [inspector("丙"), inspector("甲"), inspector("𠮷")],
             [visit("晋A12345", [0, 1, 2], [0, 1, 2]), visit("店", [1, 2], [0, 2]), visit("𠮷野家", [0, 1, 2])], suite)  # fmt: skip

    case("the target counts in the order", ["Order"], people(6), [visit("T1", range(6)), visit("T2", range(6))])
    case("the order key counts in the order", ["Order"], people(6),
         [visit("T1", range(6)), visit("T1", range(6), order_key=SECRET_1)])  # fmt: skip
    case("the order is that of bytes, not of UTF-16", ["Text", "Order"], [inspector("﨎", 1), inspector("𠮷")],
         [visit("T1", [0, 1])])  # fmt: skip
    case("another mix key, another end", ["Balance"], people(4), alike(6, range(4), range(4)), mix_key=SECRET_1)
    case("a slot for one of the two, the other slot first", ["Visit"], people(2), [visit("T1", [0, 1], [0])])
    case("both slots for the same one", ["Visit"], people(2), [visit("T1", [0], [0])])
    case("three slots that two can fill", ["Visit"], people(3), [visit("T1", [0, 1], [0, 1], [0, 1])])
    case("an open slot opens no other", ["Visit"], people(3), [visit("T1", [0], [0], [1, 2]), visit("T2", [0], [0, 1])])
    case("a slot that nobody may fill", ["Empty"], people(2), [visit("T1", [0, 1], [])])
    case("a slot moves within its visit", ["Visit", "Specialist"], people(3),
         [visit("T1", [0, 1], [0, 2], [0])])  # fmt: skip

    case("caps that just suffice", ["Cap", "Full"], people(4, cap=3), alike(6, range(4), range(4)))
    case("caps that fall one short", ["Cap", "Full"], [*people(3, cap=3), inspector("I04", cap=2)],
         alike(6, range(4), range(4)))  # fmt: skip
    case("a cap of none", ["Cap"], [inspector("A", cap=0), inspector("B")], [visit("T1", [0, 1]), visit("T2", [0])])
    case("a cap below the load", ["Cap", "Load"], [inspector("A", 5, 2), inspector("B", 9)], alike(2, [0, 1]))
    case("a cap that the load has reached", ["Cap", "Load"], [inspector("A", 4, 4), inspector("B", 8, 9)],
         alike(2, [0, 1]))  # fmt: skip
    case("the largest numbers", ["Cap", "Load"], [inspector("A", 2**32 - 1), inspector("B", 2**32 - 2, 2**32 - 1)],
         alike(3, [0, 1]))  # fmt: skip
    case("room for two visits of three", ["Cap"], people(1, 1, 3), alike(3, [0]))
    case("an earlier slot is not given up for two later ones", ["Cap"], people(1, cap=1),
         [visit("T1", [0]), visit("T2", [0])])  # fmt: skip

    case("loads that are levelled", ["Load", "Balance"], [inspector("A", 4), inspector("B", 2), inspector("C")],
         alike(6, [0, 1, 2]))  # fmt: skip
    case("a load out of reach", ["Load", "Balance"], [inspector("A", 50), inspector("B"), inspector("C")],
         alike(4, [0, 1, 2], [0, 1, 2]))  # fmt: skip
    case("a load that a team of three reaches all the same", ["Load", "Visit"], [inspector("A", 50), inspector("B"), inspector("C")],
         alike(3, [0, 1, 2], [0, 1, 2], [0, 1, 2]))  # fmt: skip
    case("the busiest alone may", ["Load", "Specialist"], [inspector("A", 9), inspector("B"), inspector("C")],
         [visit("T1", [0]), visit("T2", [0, 1]), visit("T3", [0, 1, 2])])  # fmt: skip
    case("a chain of exchanges levels", ["Balance", "Specialist"], people(4),
         [visit("T1", [0]), visit("T2", [0, 1]), visit("T3", [1, 2]), visit("T4", [2, 3]), visit("T5", [0, 1])])  # fmt: skip
    case("levelling through a visit that holds both", ["Balance", "Visit"], people(3),
         [visit("T1", [0, 1], [0, 2]), visit("T2", [0]), visit("T3", [0, 1])])  # fmt: skip
    case("one load can go to either", ["Load", "Order"], [inspector("A", 1), inspector("B", 1), inspector("C", 2)],
         alike(1, [0, 1, 2]) + alike(1, [0, 1]))  # fmt: skip

    two_leaders = [[0, 1], range(6), range(6)]
    case("two leaders for four teams", ["Specialist", "Balance"], people(6), alike(4, *two_leaders))
    case("two leaders with a cap for five teams", ["Specialist", "Cap"], [*people(2, cap=2), *people(6)[2:]],
         alike(5, *two_leaders))  # fmt: skip
    case("a leader among equals is spared", ["Specialist", "Full"], people(3, cap=2), alike(3, [0, 1, 2], [0]))
    case("two agencies", ["Specialist"], people(6), alike(5, [0, 1, 2], [3, 4, 5]))
    case("two agencies, one of them short", ["Specialist", "Cap"], people(4, cap=2), alike(4, [0, 1, 2], [3]))
    case("a chain of specialists", ["Specialist", "Full"], people(5, cap=1),
         [visit(f"T{v}", [v, v + 1] if v < 4 else [0, 4]) for v in range(5)])  # fmt: skip
    case("a chain of specialists, and one visit more", ["Specialist", "Full"], people(5, cap=1),
         [visit(f"T{v}", sorted([v % 5, (v + 1) % 5])) for v in range(6)])  # fmt: skip
    case("two shortages apart", ["Cap"], people(4, cap=1),
         [visit("T1", [0, 1], [0, 1]), visit("T2", [2, 3], [2, 3]), visit("T3", [0]), visit("T4", [3]), visit("T5", [1, 2])])  # fmt: skip
    case("a shortage does not name who could not help", ["Cap"], people(3, cap=1),
         [visit("T1", [0]), visit("T2", [1, 2]), visit("T3", [0])])  # fmt: skip
    case("an inspector without room in a shortage", ["Cap"], [inspector("A", cap=0), inspector("B", cap=1)],
         [visit("T1", [0, 1]), visit("T2", [0, 1])])  # fmt: skip
    case("a shortage by room and by visits at once", ["Cap", "Visit"], [inspector("A"), inspector("B", cap=1)],
         [visit("T1", [0, 1], [0, 1]), visit("T2", [1], [0])])  # fmt: skip
    case("a shortage follows to other visits", ["Cap", "Visit"], people(4, cap=2),
         [visit("T1", [0, 1], [1, 2]), visit("T2", [0, 1], [0, 1]), visit("T3", [0, 1], [0, 1]), visit("T4", [2, 3])])  # fmt: skip
    case("the slots after an open one are filled", ["Cap"], people(3, cap=1),
         [visit("T1", [0]), visit("T2", [0]), visit("T3", [1], [1, 2])])  # fmt: skip

    shapes = (
        (3, 4, 2, 7, (None,), (0,)), (3, 5, 2, 5, (None, 2), (0, 1)), (4, 5, 3, 8, (None,), (0, 1, 2)),
        (4, 6, 2, 9, (3,), (0,)), (5, 8, 2, 6, (2, 3), (0,)), (5, 6, 3, 4, (None, 1, 2), (0, 3)),
        (6, 6, 4, 5, (None, 3), (0, 1)), (6, 12, 2, 3, (None, 4), (0, 2)), (8, 8, 3, 9, (3, 4), (0, 1, 2)),
        (8, 10, 3, 2, (None, 2), (0,)), (8, 12, 2, 10, (3,), (0,)), (9, 9, 5, 6, (None, 5), (0, 4)),
        (10, 20, 2, 5, (None, 4), (0, 1, 2)), (12, 15, 3, 3, (2, 3, 6), (0, 1)), (12, 18, 2, 10, (3,), (0,)),
        (15, 25, 2, 2, (None, 3, 5), (0, 1, 7)), (16, 24, 3, 4, (None,), (0, 1, 2, 3)), (20, 30, 2, 10, (None,), (0, 5)),
    )  # fmt: skip
    for number, shape in enumerate(shapes, start=1):
        made = some_assignment(number, *shape)
        case(f"shape {number}: {shape[0]} inspectors, {shape[1]} visits", ["Shape"], suite=SUITES[number % 2], **made)
    for number in range(1, 13):
        shape = (4, 4, 3, 5, (None, 0, 1, 2, 3), (0, 0, 1, 2))
        made = some_assignment(100 + number, *shape)
        case(f"a small shape, {number}", ["Shape"], suite=SUITES[number % 2], **made)

    def bad(comment, **changes):
        good = {"suite": "sha256", "inspectors": people(2), "visits": [visit("T1", [0, 1], [0])], "mix_key": OTHER_KEY}
        file.invalid(comment, ["Refused"], do="assign", **{**good, **changes})

    bad("the inspectors are not sorted", inspectors=people(2)[::-1])
    bad("an inspector twice", inspectors=[inspector("A"), inspector("A")])
    bad("sorted as UTF-16, not as bytes", inspectors=[inspector("𠮷"), inspector("﨎")])
    bad("an inspector without id", inspectors=[inspector(""), inspector("B")])
    bad("an id with a space", inspectors=[inspector("A B"), inspector("B")])
    bad("a target without id", visits=[visit("", [0])])
    bad("a target with a line feed", visits=[visit("T1\n", [0])])
    bad("an index beyond the inspectors", visits=[visit("T1", [0, 2])])
    bad("an index below 0", visits=[visit("T1", [-1, 0])])
    bad("indices that fall", visits=[visit("T1", [1, 0])])
    bad("an index twice", visits=[visit("T1", [0, 0])])
    bad("a cap below 0", inspectors=[inspector("A", 0, -1), inspector("B")])
    bad("a load below 0", inspectors=[inspector("A", -1), inspector("B")])
    bad("a load beyond 2^32 - 1", inspectors=[inspector("A", 2**32), inspector("B")])
    bad("a cap beyond 2^32 - 1", inspectors=[inspector("A", 0, 2**32), inspector("B")])
    bad("an order key with capitals", visits=[visit("T1", [0], order_key=OTHER_KEY.upper())])
    bad("a short order key", visits=[visit("T1", [0], order_key=OTHER_KEY[:-1])])
    bad("a short mix key", mix_key=OTHER_KEY[:-1])
    bad("a short mix key, and nothing to mix", mix_key=OTHER_KEY[:-1], visits=[])
    bad("another suite", suite="sha512")
    return file


# --- Section 6 -------------------------------------------------------------------------------------------------------


PUBLISHED = {
    "number": "",
    "title": "",
    "scope": "定向",
    "items": "1.登记事项检查；2.公示信息检查",
    "range": "全市范围内存续的企业",
    "ratio": "3%; 1次/年",
    "tiers": "对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。",
    "window": "7月—11月",
    "mode": "【县抽县查】 高平市市场监管局发起并实施检查",
}


def plan_text(*tasks, coordination="independent", title="高平市2025年度“双随机、一公开”抽查计划"):
    """A plan document; what was published differs from task to task in number and title only."""
    return draw_v1.write_document(
        {
            "format": "double-random/1 plan",
            "name": "140581-2025",
            "title": title,
            "authority": "高平市市场监督管理局",
            "year": 2025,
            "deadline": "2025-12-15",
            "coordination": coordination,
            "tasks": [
                {
                    "name": name,
                    "published": {**PUBLISHED, "number": str(int(name)), "title": subject},
                    "selector": selector,
                    "rules": rules,
                }
                for name, subject, selector, rules in tasks
            ],
        }
    )


def ceremonies_file():
    file = File(
        "Whole ceremonies: plan, directory and sources make a commitment and a record (section 6), byte for byte.",
        {
            "Independent": "Each task is drawn with its own keys.",
            "Merged": "Merged visits: all tasks share their tickets.",
            "Salted": "A salted directory.",
            "Unwitnessed": "One secret and nothing else.",
            "Attempt": "Attempts and the void of the attempt before.",
            "Beacon": "Rounds of drand, from public/drand-rounds.json, committed to before they were due.",
            "Layout": "The layout of the plan document.",
            "Teams": "Inspectors are assigned (section 8).",
            "Merged team": "A team that covers several tasks.",
            "Open": "A slot is open.",
            "Team": "What the rules say of a team (section 6.1).",
            "Column": "A column that is asked for is missing.",
            "Refused": "A ceremony that is refused.",
        },
    )
    columns = ["id", "kind", "name", "tier", "industry_tiers", "status", "last_inspected"]
    names = ("企业", "个体户", "合作社")
    rows = [
        [
            f"140581-{number:04}",
            names[number % 3],
            f"测试“{number}”号\\店",
            ("A", "B", "", "C", "A", "D")[number % 6],
            ("", "食品=B", "食品=高", "消防=A")[number % 4],
            "注销" if number % 11 == 5 else "存续",
            "01=2025-02-03" if number % 7 == 3 else "",
        ]
        for number in range(24)
    ]
    food = rules(
        **tiers("higher", "食品"),
        frequency={"times": 1, "years": 1},
        yearly_cap=2,
        exempt={"kind": ["cooperative"]},
        reserve=2,
    )
    shops = rules(quota=per_tier(["10%", "20%", "30%", "50%"], (1, 1, 1, 1)), rounding="half_up", reserve=0)
    everyone, shop = {"all": []}, {"kind": ["individual", "enterprise"]}
    tasks = [
        ("01", "食品生产监督检查", everyone, food),
        ("02", "登记事项检查", shop, shops),
        ("03", "尚未确定", None, None),
        ("04", "普查", {"kind": ["cooperative"]}, rules(quota="census", **tiers("higher"))),
    ]
    witnessed = [WORKED_SOURCES[0], WORKED_SOURCES[1], {**WORKED_SOURCES[2], "bits": 24}]
    independent, merged = plan_text(*tasks), plan_text(*tasks, coordination="merged_visits")

    def case(result, comment, flags, suite="sha256", **changes):
        ceremony = {
            "do": "ceremony",
            "suite": suite,
            "plan": independent,
            "profile": "ascii",
            "columns": columns,
            "rows": rows,
            "salt_key": None,
            "attempt": 1,
            "previous": None,
            "as_of": "2025-07-01",
            "committed_at": None,
            "tasks": ["01"],
            "sources": witnessed,
            "witness": "witnessed",
            "software": "double-random 0.1.0",
        }
        file.add(result, comment, flags, {**ceremony, **changes})

    alone = {"sources": witnessed[:1], "witness": "unwitnessed"}
    unchained, chained = drand_round("quicknet", 1000), drand_round("default", 2634945)
    quicknet = {"sources": [unchained], "committed_at": 1692806363, "as_of": "2023-07-01"}
    for suite in SUITES:
        case("valid", "one task", ["Independent"], suite)
        case(
            "valid",
            "three tasks, salted",
            ["Independent", "Salted"],
            suite,
            tasks=["01", "02", "04"],
            salt_key=SALT_KEY,
        )
        case(
            "valid",
            "merged visits",
            ["Merged", "Salted"],
            suite,
            plan=merged,
            tasks=["02", "01", "04"],
            salt_key=SALT_KEY,
        )
        case("valid", "unwitnessed", ["Independent", "Unwitnessed"], suite, tasks=["02"], **alone)
        case("valid", "the third attempt", ["Attempt"], suite, tasks=["02"], attempt=3, previous=OTHER_KEY)
        case("valid", "an empty directory", ["Independent"], suite, rows=[])
        case("valid", "a public source of 256 bits alone", ["Independent"], suite, tasks=["04"],
             sources=[{"kind": "public", "label": "指数", "value": OTHER_KEY, "bits": 256}])  # fmt: skip
        case("valid", "a beacon alone, committed to a second before", ["Independent", "Beacon"], suite, tasks=["04"],
             **quicknet)  # fmt: skip
        case("valid", "a secret and a round of a chained beacon", ["Merged", "Beacon"], suite, plan=merged,
             tasks=["02", "04"], sources=[witnessed[0], chained], committed_at=1674400000, as_of="2023-01-01")  # fmt: skip
        case("valid", "round 1 of a chained beacon, whose previous signature is the group hash", ["Beacon"], suite,
             tasks=["04"], sources=[drand_round("default", 1)], committed_at=0)  # fmt: skip
        case("valid", "ids of the profile text, text that needs escapes", ["Layout"], suite, tasks=["04"], profile="text",
             rows=[[f'晋"\\{number}', "合作社", "a/b", "A", "", "存续", ""] for number in range(3)],
             software='a "test" \\ 1')  # fmt: skip

    case("valid", "the tasks in another order", ["Independent"], tasks=["04", "01"])
    case(
        "valid", "merged visits of one task, unwitnessed", ["Merged", "Unwitnessed"], plan=merged, tasks=["02"], **alone
    )
    awkward = 'a"b\\c/d\n\t\r\b\f\u0000\u001f\u007f\u0085\u2028𠮷'
    case(
        "valid",
        "a title that needs every kind of escape",
        ["Layout"],
        plan=plan_text(*tasks, title=awkward),
        tasks=["02"],
    )
    case("valid", "a plan without title", ["Layout"], plan=plan_text(*tasks, title=None), tasks=["02"])

    def bad(comment, flags=(), **changes):
        case("invalid", comment, ["Refused", *flags], **{"rows": rows[:2], **changes})

    bad("a task without rules", tasks=["03"])
    bad("a task that the plan lacks", tasks=["05"])
    bad("a task twice", tasks=["01", "01"])
    bad("no task", tasks=[])
    bad("attempt 2 without previous", ["Attempt"], attempt=2)
    bad("attempt 1 with previous", ["Attempt"], previous=OTHER_KEY)
    bad("attempt 0", ["Attempt"], attempt=0)
    bad("previous is no digest", ["Attempt"], attempt=2, previous="record.json")
    bad("one secret called witnessed", ["Unwitnessed"], sources=witnessed[:1])
    bad("two secrets called unwitnessed", ["Unwitnessed"], witness="unwitnessed")
    bad("not enough bits", sources=[witnessed[2]])
    bad("no source", sources=[])
    bad("a label twice", sources=[witnessed[0], {**witnessed[1], "label": witnessed[0]["label"]}])
    bad("a short secret", sources=[{**witnessed[0], "value": "11"}, witnessed[1]])
    bad("a public source without bits", sources=[witnessed[0], WORKED_SOURCES[2]])
    bad("a public source with negative bits", sources=[witnessed[0], {**witnessed[2], "bits": -1}])
    bad("as_of is not a day", as_of="2025-7-1")
    bad("another suite", suite="sha512")
    bad("no software", software="")
    bad("a line feed in the software", software="a\n")
    bad("a column that the rules ask for is missing", columns=["id"], rows=[["A"]])
    bad("an id twice", rows=[rows[0], rows[0]])

    def bad_round(comment, source=unchained, committed_at=1692806363, **edited):
        bad(comment, ["Beacon"], sources=[{**source, **edited}], committed_at=committed_at, as_of="2023-07-01")

    bad_round("committed to when the round was due", committed_at=1692806364)
    bad_round("committed to after the round was due", committed_at=1692806365)
    bad_round("a beacon, but not committed at any time", committed_at=None)
    bad_round("a time before 1970", committed_at=-1)
    bad_round("randomness that is not the hash of the signature", value=OTHER_KEY)
    bad_round("the signature of another round", signature=drand_round("quicknet", 1001)["signature"])
    bad_round("a signature with capitals", signature=unchained["signature"].upper())
    bad_round("half a byte of a signature", signature=unchained["signature"][:-1])
    bad_round("a signature that is none", signature="", value=hashlib.sha256(b"").hexdigest())
    bad_round("the signature of another network", label="default:1000", previous_signature=chained["signature"])
    bad_round("a round of a network that is not known", label="fastnet:1000")
    bad_round("a previous signature where rounds are not chained", previous_signature=chained["signature"])
    bad_round("a chained round without the signature before it", chained, 1674400000, previous_signature=None)
    bad("a round twice", ["Beacon"], sources=[unchained, unchained], committed_at=1692806363)
    document = json.loads(independent)
    for comment, plan in (
        ("no line feed at the end", independent[:-1]),
        ("two line feeds at the end", independent + "\n"),
        ("carriage returns", independent.replace("\n", "\r\n")),
        ("in one line", json.dumps(document, ensure_ascii=False) + "\n"),
        ("indented by four", json.dumps(document, ensure_ascii=False, indent=4) + "\n"),
        ("with escapes that JSON does not demand", json.dumps(document, indent=2) + "\n"),
        ("a byte order mark", "\ufeff" + independent),
        ("a member twice", independent.replace('"year"', '"year": 2025,\n  "year"')),
        ("an unknown member", independent.replace('"tasks"', '"note": "",\n  "tasks"')),
        ("a missing member", independent.replace('  "year": 2025,\n', "")),
        ("a task without what was published", re.sub(r'"published": {.*?},\n\s*', "", independent, flags=re.DOTALL)),
        ("a deadline that is no day", independent.replace("2025-12-15", "2025-12-32")),
        ("the year as a text", independent.replace('"year": 2025', '"year": "2025"')),
        ("the members in another order", draw_v1.write_document(dict(reversed(document.items())))),
        ("a number with a fraction", independent.replace('"reserve": 2', '"reserve": 2.0')),
        ("a number with an exponent", independent.replace('"reserve": 2', '"reserve": 2e0')),
        ("a number beyond 2^53", independent.replace('"reserve": 2', f'"reserve": {2**53 + 1}')),
        ("a number with a minus sign", independent.replace('"reserve": 2', '"reserve": -2')),
        ("another format", independent.replace("double-random/1 plan", "double-random/2 plan")),
        ("another coordination", independent.replace('"independent"', '"merged"')),
        ("a name that is none", independent.replace('"140581-2025"', '"140581 2025"')),
        ("a task name twice", independent.replace('"name": "02"', '"name": "01"')),
        ("a rule with an unknown member", independent.replace('"reserve": 2', '"reserve": 2,\n        "extra": 0')),
        ("a rule with a missing member", re.sub(r'"exempt": null,\n\s*', "", independent)),
        ("a reason for replacement that is none", independent.replace('"moved_out"', '"not_found"')),
        ("a reason for replacement twice", independent.replace('"moved_out"', '"rescinded"')),
        (
            "reasons for replacement in another order",
            independent.replace('"moved_out"', '"x"')
            .replace('"duplicate"', '"moved_out"')
            .replace('"x"', '"duplicate"'),
        ),
        ("a selector that is none", independent.replace('"individual",', '"person",')),
        ("not JSON", "plan"),
        ("a list", "[]\n"),
        ("empty", ""),
    ):
        if plan == independent:
            raise SystemExit(f"the plan is not changed: {comment}")
        bad(f"plan: {comment}", ["Layout"], plan=plan)
    ceremonies_with_teams(file)
    return file


def ceremonies_with_teams(file):
    """Who is sent to those drawn (section 8)."""

    def case(comment, flags, *teams, suite="sha256", **changes):
        small = sent(suite, *teams, **changes)
        visits = json.loads(small.record)["assignment"]["visits"]
        found = {
            "Merged team": any(len(visit["draws"]) > 1 for visit in visits),
            "Open": any(slot["inspector"] is None for visit in visits for slot in visit["slots"]),
        }
        file.valid(comment, ["Teams", *flags, *(flag for flag, holds in found.items() if holds)], **small.request)

    merged = {"coordination": "merged_visits"}
    for suite in SUITES:
        case("teams, each draw for itself", ["Independent", "Salted"], suite=suite, salt_key=SALT_KEY)
        case("teams of merged visits", ["Merged"], suite=suite, tasks=["02", "03", "01"], **merged)
    case("the tasks in another order", ["Independent"], tasks=["03", "02", "01"])
    case("merged visits, the tasks in another order", ["Merged"], LED, OF_FOOD, **merged)
    case("merged visits of which one task has a team", ["Merged"], LED, None, **merged)
    case("the task without a team comes first", ["Independent"], None, LED)
    case("no task has a team", ["Independent"], None)
    case("merged visits, and no task has a team", ["Merged"], None, None, **merged)
    case("inspectors, but nobody is drawn", ["Independent"], LED, rows=[])
    case("no inspectors in the directory", ["Independent"], LED, staff=())
    case("two agencies", ["Independent"], team(3, [asks(agency=BUREAU, leader=True), asks(2, agency=FIRE)]))
    case("merged visits ask for the most of each, in the order first met", ["Merged"],
         team(4, [asks(leader=True), asks(2, qualification="食品")]),
         team(3, [asks(qualification="食品"), asks(2, leader=True)]), **merged)  # fmt: skip
    case("merged visits ask for more than the size of either team", ["Merged"], team(2, [asks(2, leader=True)]),
         team(2, [asks(2, agency=FIRE)]), **merged)  # fmt: skip
    case("merged visits in two windows", ["Merged"], team(window=("2025-06-01", "2025-06-30")),
         team(window=("2025-08-01", "2025-08-31")), **merged,
         staff=[{"leave": "2025-06-01/2025-06-30"}, {"leave": "2025-08-01/2025-08-31"}, {}, {"certificates": "a=2025-08-01/2025-08-31"}, {}])  # fmt: skip
    case("merged visits in the same county and by another township", ["Merged"], team(area={"same": "county"}),
         team(area={"other": "township"}), **merged,
         staff=[{"region": "140581001"}, {"region": "140581002"}, {"region": "140581"}, {"region": "140581003"}, {"region": "140522001"}])  # fmt: skip
    case("open slots for want of leaders", ["Independent"], LED, staff=[*STAFF[2:5], {**STAFF[5], "cap": "1"}])
    case("open slots for want of room", ["Independent"], team(),
         staff=[{"load": "3", "cap": "5"}, {"cap": "1"}, {"load": "9", "cap": "4"}])  # fmt: skip
    case("ids of the profile text", ["Independent"], LED,
         inspectors=inspectors(*({**said, "id": said["name"]} for said in STAFF), profile="text"))  # fmt: skip
    case("the largest load", ["Independent"], team(),
         staff=[{"load": str(2**32 - 1)}, {"load": str(2**32 - 2), "cap": str(2**32 - 1)}, {"load": str(2**32 - 3)}])  # fmt: skip
    case("an unwitnessed ceremony", ["Unwitnessed"], LED, sources=WORKED_SOURCES[:1], witness="unwitnessed")
    file.valid("a task with a team, and no inspectors: nobody is assigned", ["Team"],
               **sent("sha256", LED, inspectors=None).request)  # fmt: skip

    good = sent("sha256", LED, rows=TEAM_ROWS[:2], staff=STAFF[:2]).request

    def bad(comment, flags, **changes):
        file.invalid(comment, ["Refused", *flags], **{**good, **changes})

    def bad_team(comment, asked):
        bad(f"team: {comment}", ["Team"], plan=team_plan(asked))

    bad_team("of one", team(1))
    bad_team("of 101", team(101))
    bad_team("no size", {member: value for member, value in team().items() if member != "size"})
    bad_team("without slots", {member: value for member, value in team().items() if member != "slots"})
    bad_team("an unknown member", {**team(), "lead": BUREAU})
    bad_team("members in another order", dict(reversed(team().items())))
    bad_team("an entry that asks for nothing", team(2, [asks()]))
    bad_team("an entry that asks for nobody", team(2, [asks(0, leader=True)]))
    bad_team("two entries that ask for the same", team(3, [asks(leader=True), asks(2, leader=True)]))
    bad_team("more places than members", team(2, [asks(2, leader=True), asks(qualification="食品")]))
    bad_team("agencies that send too few", team(3, [asks(agency=BUREAU), asks(agency=FIRE)]))
    bad_team("an agency, and places left", team(2, [asks(agency=BUREAU, leader=True)]))
    bad_team("an agency without a name", team(2, [asks(2, agency="")]))
    bad_team("an agency with a space behind", team(2, [asks(2, agency=BUREAU + " ")]))
    bad_team("an ideographic space before a qualification", team(2, [asks(qualification="\u3000食品")]))
    bad_team("a line feed in a qualification", team(2, [asks(qualification="食\n品")]))
    bad_team("a qualification that is no text", team(2, [asks(qualification=1)]))
    bad_team("a leader that is neither true nor false", team(2, [asks(leader=1)]))
    bad_team("another area", team(area="same"))
    bad_team("another level", team(area={"same": "region"}))
    bad_team("two areas", team(area={"same": "county", "other": "township"}))
    bad_team("a window that ends before it begins", team(window=("2025-08-02", "2025-08-01")))
    bad_team("a window with a day that is none", team(window=("2025-08-01", "2025-08-32")))
    bad_team("a list", [team()])
    bad("rules without the member team", ["Team"],
        plan=re.sub(r',\s*"team": null', "", team_plan(None)))  # fmt: skip
    bad("a task that is not drawn, with a team that is none", ["Team"], plan=team_plan(LED, team(1)))

    column = lambda *names: {
        "inspectors": inspectors(*STAFF[:2], columns=[name for name in INSPECTOR_COLUMNS if name not in names])
    }
    by_agency = team(2, [asks(2, agency=BUREAU)])
    bad("no column agency", ["Column"], plan=team_plan(by_agency), **column("agency"))
    bad("no column leader", ["Column"], **column("leader"))
    bad("neither specialties nor items", ["Column"], plan=team_plan(team(2, [asks(qualification="食品")])),
        **column("specialties", "items"))  # fmt: skip
    for word in ("same", "other"):
        plan = team_plan(team(area={word: "county"}))
        bad(f"{word} area, and no region of inspectors", ["Column"], plan=plan, **column("region"))
        bad(f"{word} area, and no region of targets", ["Column"], plan=plan, columns=["id", "tier", "labels"],
            rows=[[row[0], *row[3:5]] for row in TEAM_ROWS[:2]])  # fmt: skip
    bad("no column, though nobody is drawn", ["Column"], rows=[], **column("leader"))
    bad("no column, and no inspectors", ["Column"], inspectors=inspectors(columns=["id", "status"]))
    bad("an inspector twice", ["Teams"], inspectors=inspectors({"id": "A"}, {"id": "A"}))
    bad("inspectors in another profile", ["Teams"], inspectors={**good["inspectors"], "profile": "utf8"})


# --- Sections 6.4 to 6.8 ---------------------------------------------------------------------------------------------


SMALL_COLUMNS = ["id", "name", "tier", "status"]
SMALL_ROWS = [
    [f"140581-{number:04}", f"测试{number}店", ("A", "A", "B", "A", "B", "C", "A", "")[number % 8], "存续"]
    for number in range(1, 12)
] + [["140581-0012", "已注销", "D", "注销"]]


class Small:
    """A small ceremony; without another plan, of two tasks that share their pool."""

    def __init__(self, suite, coordination="independent", salt_key=None, **changes):
        self.plan = changes.pop("plan", None) or small_plan(coordination)
        self.suite = suite
        self.inspectors = changes.get("inspectors")
        self.directory = {
            "profile": changes.pop("profile", "ascii"),
            "columns": changes.pop("columns", SMALL_COLUMNS),
            "rows": changes.pop("rows", SMALL_ROWS),
            "salt_key": salt_key,
        }
        request = {
            "do": "ceremony",
            "suite": suite,
            "plan": self.plan,
            **self.directory,
            "attempt": 1,
            "previous": None,
            "as_of": "2025-07-01",
            "committed_at": None,
            "tasks": ["01", "02"],
            "sources": [WORKED_SOURCES[0], {**WORKED_SOURCES[2], "bits": 24}],
            "witness": "witnessed",
            "software": "double-random 0.1.0",
        }
        self.request = {**request, **changes}
        made = commands_v1.answer(self.request)["ok"]
        self.commitment, self.record = made["commitment"], made["record"]
        self.commitment_digest = draw_v1.hash_text(suite, self.commitment)
        self.record_digest = draw_v1.hash_text(suite, self.record)

    def given(self):
        """Both directories, as requests take them."""
        return {**self.directory, **({"inspectors": self.inspectors} if self.inspectors else {})}

    def drawn(self, draw, tier):
        """The ids drawn in a tier, then those in reserve; draws are counted from 0."""
        tier = json.loads(self.record)["draws"][draw]["tiers"][draw_v1.TIERS.index(tier)]
        return [entry["id"] for entry in tier["drawn"] + tier["reserve"]]


def counts(*counts):
    return {"count_per_tier": {"counts": list(counts)}}


def small_plan(coordination):
    everyone = {"all": []}
    return plan_text(
        ("01", "登记事项检查", everyone, rules(quota=counts(2, 1, 1, 1), reserve=1)),
        (
            "02",
            "公示信息检查",
            everyone,
            rules(quota=counts(1, 0, 1, 0), reserve=0, replacement_reasons=["deregistered", "duplicate"]),
        ),
        coordination=coordination,
    )


BEACON = {"sources": [drand_round("quicknet", 1000)], "committed_at": 1692806363, "as_of": "2023-07-01"}
SMALL_CEREMONIES = {
    "independent": {},
    "salted": {"salt_key": SALT_KEY},
    "merged visits": {"coordination": "merged_visits", "salt_key": SALT_KEY},
    "a beacon": BEACON,
}


def edited(text, *members, to):
    """A document with one member changed, in the one layout."""
    document = json.loads(text)
    inside = document
    for member in members[:-1]:
        inside = inside[member]
    inside[members[-1]] = to
    return draw_v1.write_document(document)


def voids_file():
    file = File(
        "Attempts declared void, and the chain of them that a later attempt names (section 6.4, the check attempts of 7).",
        {
            "Chain": "The voids of the attempts before, as a verifier is given them.",
            "Reason": "Each reason there is.",
            "Refused": "A void that is refused.",
        },
    )

    def void(small, **changes):
        return {
            "do": "void",
            "commitment": small.commitment,
            "record_digest": None,
            "reason": "source_missing",
            "explanation": "开奖推迟，公共随机源未能取得",
            "by": "高平市市场监督管理局",
            "day": "2025-07-02",
            **changes,
        }

    def attempts(comment, small, voids):
        file.valid(
            comment, ["Chain"], do="verify", record=small.record, commitment_digest=small.commitment_digest,
            record_digest=small.record_digest, voids=voids,
        )  # fmt: skip

    for suite in SUITES:
        for comment, changes in SMALL_CEREMONIES.items():
            file.valid(f"not drawn: {comment}", [], **void(Small(suite, **changes)))
        first = Small(suite)
        drawn = {"record_digest": first.record_digest, "reason": "wrong_directory", "explanation": "名录有误"}
        one = file.valid("drawn", [], **void(first, **drawn))
        second = Small(suite, attempt=2, previous=draw_v1.hash_text(suite, one))
        two = file.valid("the second attempt", ["Chain"], **void(second))
        third = Small(suite, attempt=3, previous=draw_v1.hash_text(suite, two))
        attempts("attempt 1 has none before it", first, [])
        attempts("attempt 2 after attempt 1", second, [one])
        attempts("attempt 3 after attempts 1 and 2", third, [one, two])
        attempts("none handed in", third, [])
        attempts("the first dropped", third, [two])
        attempts("the last dropped", third, [one])
        attempts("reordered", third, [two, one])
        attempts("one twice", third, [one, one])
        attempts("one too many", second, [one, two])
        attempts("one edited", second, [edited(one, "explanation", to="名录无误")])
        attempts("the first of two edited", third, [edited(one, "by", to="他人"), two])
        attempts("another plan", second, [edited(one, "plan", to="140581-2024")])
        attempts("another task", second, [edited(one, "tasks", to=["01", "02"])])
        attempts("in another layout", second, [one + " "])
        attempts("not a void", second, [second.commitment])

    small = Small("sha256")
    for reason in ("source_missing", "source_differs", "wrong_plan", "wrong_directory", "technical_fault", "other"):
        file.valid(reason, ["Reason"], **void(small, reason=reason))

    def bad(comment, **changes):
        file.invalid(comment, ["Refused"], **void(small, **changes))

    bad("another reason", reason="unwelcome_result")
    bad("no explanation", explanation="")
    bad("a line feed in the explanation", explanation="a\nb")
    bad("by nobody", by="")
    bad("a TAB in who declares it", by="a\tb")
    bad("a day that is not in the calendar", day="2025-02-29")
    bad("a record digest that is none", record_digest="record.json")
    bad("a commitment in another layout", commitment=small.commitment + "\n")
    bad("a record instead of a commitment", commitment=small.record)
    return file


def amendments_file():
    file = File(
        "Amendments behind a record, and the list in force (section 6.5, the check amendments of 7).",
        {
            "Replacement": "A target leaves the list for good and the next one takes its place.",
            "Supplement": "The next ones are added.",
            "Recusal": "An inspector steps back from a target on the list.",
            "InForce": "The list in force after the amendments.",
            "Chain": "The amendments as a verifier is given them.",
            "End": "The order has come to its end.",
            "Teams": "A record with an assignment (section 8.5).",
            "Refused": "An amendment that is refused.",
        },
    )

    def given(small):
        return {"suite": small.suite, "plan": small.plan, **small.given(), "record": small.record}

    def amend(small, amendments, change, **changes):
        return {
            "do": "amend", **given(small), "amendments": amendments, "day": "2025-08-01",
            "by": "高平市市场监督管理局", "change": change, **changes,
        }  # fmt: skip

    def replacement(out, draw=WORKED_DRAW, tier="A", reason="deregistered", evidence="登记系统截图"):
        return {"replacement": {"draw": draw, "tier": tier, "out": out, "reason": reason, "evidence": evidence}}

    def supplement(count, draw=WORKED_DRAW, tier="A", reason="专项整治"):
        return {"supplement": {"draw": draw, "tier": tier, "count": count, "reason": reason}}

    def recusal(target, draw=WORKED_DRAW, inspector="张三", successor="李四", reason="近亲属"):
        members = {"draw": draw, "target": target, "inspector": inspector, "successor": successor, "reason": reason}
        return {"recusal": members}

    def in_force(small, amendments):
        return {"do": "in_force", **given(small), "amendments": amendments}

    def verify(comment, small, amendments, *flags, **changes):
        input = {
            "do": "verify", "plan": small.plan, **small.given(), "record": small.record, "commitment_digest": None,
            "record_digest": small.record_digest, "amendments": amendments, **changes,
        }  # fmt: skip
        file.valid(comment, ["Chain", *flags], **input)

    for suite in SUITES:
        for comment, changes in SMALL_CEREMONIES.items():
            small = Small(suite, **changes)
            out, stays, reserve = small.drawn(0, "A")
            texts = []
            for what, flag, change in (
                ("the reserve steps in", "Replacement", replacement(out)),
                ("beyond the reserve", "Replacement", replacement(reserve, reason="moved_out")),
                ("one is added", "Supplement", supplement(1)),
                ("an inspector steps back", "Recusal", recusal(stays)),
                ("nobody is left to step in", "Replacement", replacement(stays, reason="revoked")),
            ):
                end = ["End"] if what.startswith("nobody") else []
                text = file.valid(f"{comment}: {what}", [flag, *end], **amend(small, texts, change))
                texts.append(text)
            file.valid(f"{comment}: after all of these", ["InForce"], **in_force(small, texts))
            verify(f"{comment}: all of these", small, texts)
        file.valid("nothing is amended", ["InForce"], **in_force(small, []))

    small = Small("sha256", salt_key=SALT_KEY)
    (out, stays, reserve), second = small.drawn(0, "A"), small.drawn(1, "A")[0]
    make = lambda texts, change: commands_v1.answer(amend(small, texts, change))["ok"]
    first = make([], replacement(out))
    texts = [first, make([first], supplement(2))]
    file.valid("two are added at once", ["Supplement"], **amend(small, [first], supplement(2)))
    file.valid("one is added where nobody was drawn", ["Supplement"],
               **amend(small, [], supplement(1, "140581-2025/02/1", "B")))  # fmt: skip
    file.valid("another draw has its own list", ["Replacement"],
               **amend(small, texts, replacement(second, "140581-2025/02/1", reason="duplicate")))  # fmt: skip
    file.valid(
        "nobody follows the inspector who steps back", ["Recusal"], **amend(small, [], recusal(out, successor=None))
    )
    file.valid("nobody is taken twice", ["InForce"], **in_force(small, texts))

    verify("none handed in", small, [])
    verify("the first dropped", small, texts[1:])
    verify("reordered", small, texts[::-1])
    verify("one twice", small, [first, first])
    verify("in another layout", small, [first + " "])
    verify("not an amendment", small, [small.record])
    for comment, members, value in (
        ("behind another record", ["record_digest"], OTHER_KEY),
        ("in the other suite", ["suite"], "sm3"),
        ("number 2 without number 1", ["number"], 2),
        ("number 1 behind another", ["previous"], OTHER_KEY),
        ("one in reserve is passed over", ["change", "replacement", "in"], small_order(small, 0, "A")[3]),
        ("the same target steps in", ["change", "replacement", "in"], out),
        ("one on the list steps in", ["change", "replacement", "in"], stays),
        ("one who is in no pool steps in", ["change", "replacement", "in"], "140581-0012"),
        ("nobody steps in though the order goes on", ["change", "replacement", "in"], None),
        ("one who was not drawn leaves", ["change", "replacement", "out"], reserve),
        ("from another tier", ["change", "replacement", "tier"], "B"),
        ("in a draw there is not", ["change", "replacement", "draw"], "140581-2025/04/1"),
        ("not reached", ["change", "replacement", "reason"], "not_reached"),
        ("no evidence", ["change", "replacement", "evidence"], ""),
    ):
        verify(f"forged: {comment}", small, [edited(first, *members, to=value)])
    file.invalid("the first dropped", ["InForce", "Refused"], **in_force(small, texts[1:]))
    file.invalid("another plan", ["InForce", "Refused"],
                 **{**in_force(small, texts), "plan": small.plan.replace("登记事项", "登记")})  # fmt: skip
    verify("the first edited behind the second", small, [edited(first, "by", to="他人"), texts[1]])

    def bad(comment, texts, change, **changes):
        file.invalid(comment, ["Refused"], **amend(small, texts, change, **changes))

    bad("who left leaves again", [first], replacement(out))
    bad("who was not drawn leaves", [], replacement(reserve))
    bad("who is in another tier leaves", [], replacement(out, tier="B"))
    bad(
        "a reason that the rules of the task do not name",
        [],
        replacement(second, "140581-2025/02/1", reason="moved_out"),
    )
    bad("a target that cannot be reached", [], replacement(out, reason="not_reached"))
    bad("no evidence", [], replacement(out, evidence=""))
    bad("a line feed in the evidence", [], replacement(out, evidence="a\n"))
    bad("a draw there is not", [], replacement(out, "140581-2025/01/2"))
    bad("a tier there is not", [], replacement(out, tier="E"))
    bad("more are added than are left", [], supplement(100))
    bad("nobody is added", [], supplement(0))
    bad("no reason for more", [], supplement(1, reason=""))
    bad("an inspector steps back from one not on the list", [], recusal(reserve))
    bad("an inspector steps back from one who left", [first], recusal(out))
    bad("an inspector without a name", [], recusal(out, inspector=""))
    bad("no reason to step back", [], recusal(out, reason=""))
    bad("another change", [], {"withdrawal": {"draw": WORKED_DRAW, "tier": "A", "out": out}})
    bad("two changes", [], {**replacement(out), **supplement(1)})
    bad("no change", [], {})
    bad("by nobody", [], replacement(out), by="")
    bad("a day that is none", [], replacement(out), day="2025-08-32")
    bad("the amendments before are not chained", texts[1:], replacement(stays))
    bad("the other suite", [], replacement(out), suite="sm3")
    bad("another plan", [], replacement(out), plan=small.plan.replace("登记事项", "登记"))

    def in_turn(small, comment, *changes):
        """Amendments one behind the other, then the teams in force."""
        texts = []
        for what, flag, change in changes:
            change = change(small, texts)
            texts.append(file.valid(f"{comment}: {what}", [flag, "Teams"], **amend(small, texts, change)))
        file.valid(f"{comment}: after all of these", ["InForce", "Teams"], **in_force(small, texts))
        verify(f"{comment}: all of these", small, texts, "Teams")
        return texts

    def teams(small, texts):
        return commands_v1.answer(in_force(small, texts))["ok"]["teams"]

    def steps_back(v, s, draw=-1):
        """A recusal of who has the slot s of the visit v in force, with the successor who is accepted."""

        def change(small, texts):
            at = teams(small, texts)[v]
            candidates = [None, *(row[0] for row in small.inspectors["rows"])]
            accepted = [
                change
                for successor in candidates
                for change in [recusal(at["target"], at["draws"][draw], at["inspectors"][s], successor, "突发疾病")]
                if "ok" in commands_v1.answer(amend(small, texts, change))
            ]
            if len(accepted) != 1:
                raise SystemExit(f"{len(accepted)} successors are accepted")
            return accepted[0]

        return change

    always = lambda change: lambda small, texts: change
    late = ("who is on the team steps back", "Recusal", steps_back(0, 0))
    second_draw = "140581-2025/02/1"
    few = [{"leader": "是"}, {"leader": "是", "cap": "2"}, {"cap": "2"}]
    for comment, suite, changes in (
        ("teams", "sha256", {"salt_key": SALT_KEY}),
        ("teams of merged visits", "sm3", {"coordination": "merged_visits"}),
    ):
        small = sent(suite, LED, OF_FOOD, **changes)
        in_turn(
            small, comment, late, ("another of the team steps back", "Recusal", steps_back(0, 1, 0)),
            ("the successor too", "Recusal", steps_back(0, 1)),
            ("a team for who steps in", "Replacement", always(replacement(small.drawn(0, "A")[0]))),
            ("teams for those added", "Supplement", always(supplement(2))),
            ("a team of the other task", "Supplement", always(supplement(1, second_draw, "A"))),
            ("who came in is left by an inspector", "Recusal", steps_back(-1, 1)),
            ("who came in goes out", "Replacement", lambda small, texts: replacement(json.loads(texts[3])["change"]["replacement"]["in"])),
        )  # fmt: skip
    in_turn(sent("sha256", team(), staff=few), "few inspectors", late,
            ("nobody is left", "Recusal", steps_back(0, 1)), ("slots stay open", "Supplement", always(supplement(2))))  # fmt: skip

    small = sent("sha256", LED, rows=TEAM_ROWS[:5])
    one = teams(small, [])[0]
    honest = steps_back(0, 1)(small, [])
    members, team_of = honest["recusal"], one["inspectors"]
    text = commands_v1.answer(amend(small, [], honest))["ok"]
    without = lambda change, **changes: {"recusal": {**change["recusal"], **changes}}
    everyone = [row[0] for row in small.inspectors["rows"]]
    others = [id for id in everyone if id not in (*team_of, members["successor"])]
    for comment, wrong in (
        ("one later in the order follows", without(honest, successor=others[0])),
        ("the last in the order follows", without(honest, successor=others[-1])),
        ("nobody follows, though one is left", without(honest, successor=None)),
        ("one of the team follows", without(honest, successor=team_of[0])),
        ("who steps back follows", without(honest, successor=members["inspector"])),
        ("one who is no inspector follows", without(honest, successor="李四")),
        ("one who is not on the team steps back", without(honest, inspector=others[0])),
        ("one who is no inspector steps back", without(honest, inspector="张三")),
    ):
        file.invalid(comment, ["Teams", "Refused"], **amend(small, [], wrong))
        forged = json.loads(text) | {"change": wrong}
        verify(f"forged: {comment}", small, [draw_v1.write_document(forged)], "Teams")
    file.invalid("who stepped back does it again", ["Teams", "Refused"], **amend(small, [text], honest))
    file.invalid("from one not on the list", ["Teams", "Refused"],
                 **amend(small, [], without(honest, target=small.drawn(0, "A")[2])))  # fmt: skip
    some = sent("sha256", LED, None, rows=TEAM_ROWS[:5])
    file.valid("a task without a team: the texts are the operator's", ["Recusal", "Teams"],
               **amend(some, [], recusal(some.drawn(1, "A")[0], second_draw)))  # fmt: skip
    file.valid("teams, and nothing is amended", ["InForce", "Teams"], **in_force(small, []))
    verify("the inspectors are not handed in", small, [text], "Teams", inspectors=None)
    file.invalid("the inspectors are missing", ["Teams", "Refused"], **amend(small, [], honest, inspectors=None))
    file.invalid("other inspectors", ["Teams", "Refused"],
                 **amend(small, [], honest, inspectors=inspectors(*STAFF[:-1])))  # fmt: skip
    file.invalid("inspectors, though none were committed to", ["Teams", "Refused"],
                 **amend(sent("sha256", LED, inspectors=None), [], supplement(1), inspectors=small.inspectors))  # fmt: skip
    return file


def small_order(small, draw, tier):
    """The whole order of a tier of a small ceremony, by hand: tickets of everyone in it."""
    key = json.loads(small.record)["draws"][draw]["keys"]["ticket"]
    ids = [id for id, _, mine, status in small.directory["rows"] if (mine or "B") == tier and status == "存续"]
    return sorted(ids, key=lambda id: draw_v1.make_ticket(small.suite, key, id))


def receipts_file():
    file = File(
        "What one target is given to check its own case, and the checks of it (section 6.6, receipts in 7).",
        {
            "Make": "A receipt from record, plan and directory.",
            "Check": "An honest receipt and the checks it passes.",
            "Missing": "A check whose input was not handed in is not done.",
            "Edited": "A receipt that was edited, or does not fit what was published.",
            "Path": "Proofs that must not hold.",
            "Layout": "A receipt that is none.",
            "Refused": "A receipt that cannot be made.",
        },
    )

    def make(small, id, **changes):
        return {"do": "receipt", "plan": small.plan, **small.directory, "record": small.record, "id": id, **changes}

    def check(comment, flags, small, receipt, **changes):
        given = {
            "commitment_digest": small.commitment_digest,
            "record_digest": small.record_digest,
            "digest": commands_v1.answer({"do": "digest", "record": small.record})["ok"],
            "plan": small.plan,
            **changes,
        }
        file.valid(comment, flags, do="check_receipt", receipt=receipt, **given)

    for suite in SUITES:
        for comment, changes in SMALL_CEREMONIES.items():
            small = Small(suite, **changes)
            drawn, _, reserve = small.drawn(0, "A")
            for outcome, id in (
                ("drawn", drawn), ("reserve", reserve), ("not drawn", small_order(small, 0, "A")[-1]),
                ("excluded", "140581-0012"), ("not classified", "140581-0007"),
            ):  # fmt: skip
                receipt = file.valid(f"{comment}: {outcome}", ["Make"], **make(small, id))
                check(f"{comment}: {outcome}", ["Check"], small, receipt)

    small = Small("sha256", salt_key=SALT_KEY)
    drawn, _, reserve = small.drawn(0, "A")
    last = small_order(small, 0, "A")[-1]
    receipts = {id: commands_v1.answer(make(small, id))["ok"] for id in (drawn, reserve, last, "140581-0012")}
    mine = receipts[drawn]
    for missing in ("digest", "plan"):
        check(f"without {missing}", ["Missing"], small, mine, **{missing: None})
    check("another commitment was published", ["Edited"], small, mine, commitment_digest=OTHER_KEY)
    check("another record was published", ["Edited"], small, mine, record_digest=OTHER_KEY)
    digest = commands_v1.answer({"do": "digest", "record": small.record})["ok"]
    for comment, text in (
        ("other cut-offs were published", edited(digest, "draws", 0, "cut_offs", to=[OTHER_KEY] * 4)),
        ("the digest of another record", edited(digest, "record_digest", to=OTHER_KEY)),
        ("a digest without the draw", edited(digest, "draws", to=[])),
        ("a digest with three cut-offs", edited(digest, "draws", 0, "cut_offs", to=[OTHER_KEY] * 3)),
        ("a digest that is none", small.record),
    ):
        check(comment, ["Edited"], small, mine, digest=text)
    check("another plan", ["Edited"], small, mine, plan=small.plan.replace("登记事项", "登记"))

    alone = {"digest": None, "plan": None}
    record = json.loads(small.record)
    low, high = "0" * 64, "f" * 64
    row = json.loads(mine)["row"]
    for comment, id, members, value in (
        ("another attempt", drawn, ["commitment", "attempt"], 2),
        ("another record", drawn, ["record_digest"], OTHER_KEY),
        ("another secret", drawn, ["sources", 0, "value"], SECRET_2),
        ("another public text", drawn, ["sources", 1, "value"], "01"),
        ("another holder", drawn, ["sources", 0, "label"], "他人"),
        ("another seed", drawn, ["seed"], OTHER_KEY),
        ("another key", drawn, ["draws", 0, "key"], OTHER_KEY),
        ("the order key", drawn, ["draws", 0, "key"], record["draws"][0]["keys"]["order"]),
        ("another ticket", drawn, ["draws", 1, "ticket"], low),
        ("a ticket that is drawn", last, ["draws", 0, "ticket"], low),
        ("a ticket that is not drawn", drawn, ["draws", 0, "ticket"], high),
        ("a cut-off below the drawn", drawn, ["draws", 0, "cut_off"], low),
        ("a cut-off above the not drawn", last, ["draws", 0, "cut_off"], high),
        ("a cut-off that changes nothing", drawn, ["draws", 0, "cut_off"], high),
        ("another id", drawn, ["id"], reserve),
        ("another index", drawn, ["index"], json.loads(mine)["index"] + 1),
        ("another name", drawn, ["row"], row.replace("店", "厂")),
        ("another tier in the row", drawn, ["row"], row.replace("\tA\t", "\tB\t")),
        ("a field fewer", drawn, ["row"], row.rpartition("\t")[0]),
        ("another tier", drawn, ["draws", 0, "tier"], "B"),
        ("another reason", "140581-0012", ["draws", 0, "reason"], "exempt"),
        ("no salt", drawn, ["salt"], None),
        ("another salt", drawn, ["salt"], OTHER_KEY),
    ):
        check(comment, ["Edited"], small, edited(receipts[id], *members, to=value))

    for id in (drawn, "140581-0012"):
        path = json.loads(receipts[id])["path"]
        for comment, other in (
            ("truncated at the top", path[:-1]),
            ("truncated at the leaf", path[1:]),
            ("longer at the top", [*path, OTHER_KEY]),
            ("longer at the leaf", [OTHER_KEY, *path]),
            ("reversed", path[::-1]),
            ("empty", []),
            ("with another hash", [OTHER_KEY, *path[1:]]),
        ):
            check(f"{id}: a path {comment}", ["Path"], small, edited(receipts[id], "path", to=other), **alone)

    for comment, id, members, value in (
        ("excluded with a tier", "140581-0012", ["draws", 0, "tier"], "D"),
        ("excluded without a reason", "140581-0012", ["draws", 0, "reason"], None),
        ("excluded with a rank", "140581-0012", ["draws", 0, "rank"], 1),
        ("excluded with a cut-off", "140581-0012", ["draws", 0, "cut_off"], OTHER_KEY),
        ("drawn with a reason", drawn, ["draws", 0, "reason"], "exempt"),
        ("drawn without a tier", drawn, ["draws", 0, "tier"], None),
        ("drawn without a rank", drawn, ["draws", 0, "rank"], None),
        ("drawn without a cut-off", drawn, ["draws", 0, "cut_off"], None),
        ("in reserve without a rank", reserve, ["draws", 0, "rank"], None),
        ("not drawn with a rank", last, ["draws", 0, "rank"], 9),
        ("drawn turned into not drawn", drawn, ["draws", 0, "outcome"], "not_drawn"),
        ("not drawn turned into drawn", last, ["draws", 0, "outcome"], "drawn"),
        ("another outcome", drawn, ["draws", 0, "outcome"], "exempt"),
        ("a draw left out", drawn, ["draws"], json.loads(mine)["draws"][:1]),
        ("a short salt", drawn, ["salt"], "ab"),
        ("another format", drawn, ["format"], "double-random/1 record"),
        ("an unknown member", drawn, ["note"], ""),
    ):
        check(comment, ["Layout"], small, edited(receipts[id], *members, to=value), **alone)
    check("in another layout", ["Layout"], small, mine + " ", **alone)
    check("empty", ["Layout"], small, "", **alone)

    def bad(comment, id=drawn, **changes):
        file.invalid(comment, ["Refused"], **make(small, id, **changes))

    bad("an id that is not in the directory", "140581-0013")
    bad("another directory", rows=SMALL_ROWS[:-1])
    bad("another salt key", salt_key=OTHER_KEY)
    bad("another plan", plan=small.plan.replace("登记事项", "登记"))
    bad("a record that is none", record=small.commitment)
    return file


def absences_file():
    file = File(
        "Proofs that an id is not in the directory (section 6.7).",
        {
            "Place": "Before, between and behind the rows, or without any.",
            "Check": "A proof that holds.",
            "Edited": "A proof that does not hold.",
            "Refused": "A proof that cannot be made.",
        },
    )

    def make(small, id, **changes):
        return {"do": "absence", **small.directory, "commitment": small.commitment, "id": id, **changes}

    def check(text, digest):
        return {"do": "check_absence", "absence": text, "commitment_digest": digest}

    for suite in SUITES:
        for comment, changes in (
            ("unsalted", {}), ("salted", {"salt_key": SALT_KEY}), ("of one row", {"rows": SMALL_ROWS[:1]}),
            ("empty", {"rows": []}),
        ):  # fmt: skip
            small = Small(suite, **changes)
            for place, id in (("first", "140581-0000"), ("middle", "140581-0005A"), ("last", "140581-0013")):
                text = file.valid(f"{comment}: {place}", ["Place"], **make(small, id))
                file.valid(f"{comment}: {place}", ["Check"], **check(text, small.commitment_digest))

    beyond = Small("sha256", profile="text", rows=[["𠮷", "乙", "A", "存续"], ["﨎", "甲", "A", "存续"]])
    text = file.valid("the order is that of bytes, not of UTF-16", ["Place"], **make(beyond, "﨎A"))
    file.valid("the order is that of bytes, not of UTF-16", ["Check"], **check(text, beyond.commitment_digest))

    small, empty = Small("sha256", salt_key=SALT_KEY), Small("sha256", rows=[])
    first, middle, last, nobody = (
        commands_v1.answer(make(given, id))["ok"]
        for given, id in (
            (small, "140581-0000"), (small, "140581-0005A"), (small, "140581-0013"), (empty, "140581-0000")
        )
    )  # fmt: skip
    ends = json.loads(first)["after"], json.loads(last)["before"]
    before, after = json.loads(middle)["before"], json.loads(middle)["after"]

    def bad(comment, text, *members, to):
        file.invalid(comment, ["Edited"], **check(edited(text, *members, to=to), small.commitment_digest))

    bad("the id of the row before", middle, "id", to="140581-0005")
    bad("the id of the row after", middle, "id", to="140581-0006")
    bad("an id that stands elsewhere", middle, "id", to="140581-0009")
    bad("an id that is none", middle, "id", to="140581-0005a")
    bad("nothing before, not at the start", middle, "before", to=None)
    bad("nothing after, not at the end", middle, "after", to=None)
    bad("nothing beside it", first, "after", to=None)
    bad("a row left out", middle, "before", to=ends[0])
    bad("all rows left out", middle, "after", to=ends[1])
    bad("the two rows exchanged", edited(middle, "before", to=after), "after", to=before)
    bad("the same row on both sides", middle, "after", to=before)
    bad("another index", middle, "after", "index", to=6)
    bad("an index beyond the rows", last, "before", "index", to=12)
    bad("a truncated path", middle, "before", "path", to=before["path"][:-1])
    bad("a longer path", middle, "before", "path", to=[*before["path"], OTHER_KEY])
    bad("another row", middle, "before", "row", to=before["row"].replace("店", "厂"))
    bad("another id in a row", middle, "after", "row", to=after["row"].replace("140581-0006", "140581-0007"))
    bad("another salt", middle, "after", "salt", to=OTHER_KEY)
    bad("no salt", middle, "after", "salt", to=None)
    bad("another commitment", middle, "commitment", "attempt", to=2)
    bad("another number of rows", last, "commitment", "targets", "rows", to=13)
    bad("a row of an empty directory", nobody, "after", to=ends[0])
    bad("an unknown member", middle, "note", to="")
    file.invalid("in another layout", ["Edited"], **check(middle + "\n", small.commitment_digest))
    file.invalid("another commitment was published", ["Edited"], **check(middle, OTHER_KEY))
    nobody = edited(nobody, "commitment", "targets", "root", to=OTHER_KEY)
    digest = draw_v1.hash_text("sha256", draw_v1.write_document(json.loads(nobody)["commitment"]))
    file.invalid("no rows, but the root of some", ["Edited"], **check(nobody, digest))

    file.invalid("an id that is there", ["Refused"], **make(small, "140581-0005"))
    file.invalid("an id that does not fit the profile", ["Refused"], **make(small, "140581-0005a"))
    file.invalid("another directory", ["Refused"], **make(small, "140581-0013", rows=SMALL_ROWS[:-1]))
    file.invalid("another salt key", ["Refused"], **make(small, "140581-0013", salt_key=OTHER_KEY))
    file.invalid("a commitment that is none", ["Refused"], **make(small, "140581-0013", commitment="{}\n"))
    return file


def notices_file():
    file = File(
        "What is published before and after a draw: notice and digest (section 6.8).",
        {
            "Notice": "Before the draw, from plan and commitment.",
            "Digest": "After the draw, from the record.",
            "Attempt": "A later attempt names the void of the one before.",
            "Refused": "Not made from these.",
        },
    )
    for suite in SUITES:
        ceremonies = {comment: Small(suite, **changes) for comment, changes in SMALL_CEREMONIES.items()}
        ceremonies["an empty directory"] = Small(suite, rows=[])
        ceremonies["unwitnessed"] = Small(suite, sources=WORKED_SOURCES[:1], witness="unwitnessed")
        ceremonies["the second attempt"] = Small(suite, attempt=2, previous=OTHER_KEY, tasks=["02"])
        for comment, small in ceremonies.items():
            flags = ["Attempt"] if "attempt" in comment else []
            file.valid(
                f"notice: {comment}", ["Notice", *flags], do="notice", plan=small.plan, commitment=small.commitment
            )
            file.valid(f"digest: {comment}", ["Digest", *flags], do="digest", record=small.record)

    small, refused = Small("sha256"), ["Refused"]
    file.invalid("notice: another plan", refused, do="notice", plan=small.plan.replace("登记事项", "登记"),
                 commitment=small.commitment)  # fmt: skip
    file.invalid("notice: from a record", refused, do="notice", plan=small.plan, commitment=small.record)
    file.invalid("notice: in another layout", refused, do="notice", plan=small.plan, commitment=small.commitment + " ")
    file.invalid("digest: from a commitment", refused, do="digest", record=small.commitment)
    file.invalid("digest: in another layout", refused, do="digest", record=small.record[:-1])
    return file


# --- After the visits (results-v1.md) --------------------------------------------------------------------------------

HOLIDAYS = "date,day,name\n" + "".join(
    f"{month}-{day:02},{word},{name}\n"
    for name, word, month, days in (
        ("元旦", "off", "2025-01", (1,)),
        ("春节", "work", "2025-01", (26,)),
        ("春节", "off", "2025-01", (28, 29, 30, 31)),
        ("春节", "off", "2025-02", (1, 2, 3, 4)),
        ("春节", "work", "2025-02", (8,)),
        ("清明节", "off", "2025-04", (4, 5, 6)),
        ("劳动节", "work", "2025-04", (27,)),
        ("劳动节", "off", "2025-05", (1, 2, 3, 4, 5)),
        ("端午节", "off", "2025-05", (31,)),
        ("端午节", "off", "2025-06", (1, 2)),
        ("国庆节", "work", "2025-09", (28,)),
        ("国庆节、中秋节", "off", "2025-10", (1, 2, 3, 4, 5, 6, 7, 8)),
        ("国庆节、中秋节", "work", "2025-10", (11,)),
        ("元旦", "off", "2026-01", (1, 2, 3)),
        ("元旦", "work", "2026-01", (4,)),
        ("春节", "work", "2026-02", (14,)),
        ("春节", "off", "2026-02", (15, 16, 17, 18, 19, 20, 21, 22, 23)),
        ("春节", "work", "2026-02", (28,)),
        ("清明节", "off", "2026-04", (4, 5, 6)),
        ("劳动节", "off", "2026-05", (1, 2, 3, 4, 5)),
        ("劳动节", "work", "2026-05", (9,)),
        ("端午节", "off", "2026-06", (19, 20, 21)),
        ("国庆节", "work", "2026-09", (20,)),
        ("中秋节", "off", "2026-09", (25, 26, 27)),
        ("国庆节", "off", "2026-10", (1, 2, 3, 4, 5, 6, 7)),
        ("国庆节", "work", "2026-10", (10,)),
    )
    for day in days
)


def workdays_file():
    file = File(
        "Working days from a table of holidays (results-v1.md, section 1).",
        {
            "Worked": "A worked value of the page.",
            "Limit": "The answer is at most the limit.",
            "Covered": "Whether the table covers a year that is asked of.",
            "Words": "The words of a table.",
            "Refused": "A table or a request that is refused.",
        },
    )

    def good(comment, flags, start, days, holidays=HOLIDAYS, **limit):
        request = {"do": "working_days", "holidays": holidays, "from": start, "days": days, **limit}
        return file.valid(comment, flags, **request)["deadline"]

    def bad(comment, flags, start="2025-07-01", days=1, holidays=HOLIDAYS, **limit):
        request = {"do": "working_days", "holidays": holidays, "from": start, "days": days, **limit}
        file.invalid(comment, ["Refused", *flags], **request)

    for start, expected in (
        ("2025-01-15", "2025-02-18"), ("2025-04-18", "2025-05-20"), ("2025-09-12", "2025-10-16"),
        ("2026-01-26", "2026-02-28"), ("2026-09-11", "2026-10-15"),
    ):  # fmt: skip
        found = good(f"20 after {start}", ["Worked"], start, 20)
        if found != expected:
            raise SystemExit(f"20 working days after {start} is {found}, not {expected}")
    good("the day itself does not count", [], "2025-07-01", 1)
    good("from a Friday to the Monday", [], "2025-07-04", 1)
    good("a Sunday that is worked", [], "2025-09-26", 1)
    good("over the end of a year", ["Covered"], "2025-12-20", 20)
    good("from a year that is not covered", ["Covered"], "2024-12-31", 1)
    good("no limit", ["Limit"], "2025-11-28", 20, limit=None)
    good("the limit comes first", ["Limit"], "2025-11-28", 20, limit="2025-12-15")
    good("the limit comes later", ["Limit"], "2025-11-03", 20, limit="2025-12-15")
    good("the limit is the answer", ["Limit"], "2025-07-01", 1, limit="2025-07-02")
    good("the limit is no working day", ["Limit"], "2025-07-04", 1, limit="2025-07-06")
    good("from the limit on", ["Limit"], "2025-12-15", 20, limit="2025-12-15")
    good("from behind the limit", ["Limit"], "2025-12-20", 20, limit="2025-12-15")
    good("the limit spares a year that is not covered", ["Limit", "Covered"], "2026-12-20", 20, limit="2026-12-31")
    words = "名称,日期,类型\n元旦,2025-01-01,休\n春节,2025-01-26,班\n国庆节,2025-10-01,放假\n国庆节,2025-10-02,休息\n" \
            "国庆节,2025-10-11,上班\n国庆节,2025-10-12,工作日\n"  # fmt: skip
    good("Chinese words, columns in another order", ["Words"], "2025-10-09", 3, words)
    good("a byte order mark, other line ends", ["Words"], "2025-10-09", 3, "\ufeff" + words.replace("\n", "\r\n"))
    bad("a year is not covered", ["Covered"], "2026-12-20", 20)
    bad("the year of the first day asked of is not covered", ["Covered"], "2024-06-01")
    bad("a 31 December alone covers no year", ["Covered"], "2025-07-01", 1, "date,day\n2025-12-31,off\n")
    bad("without the National Day a year is not covered", ["Covered"], "2025-07-01", 1, "date,day\n2025-01-01,off\n")
    covered = "date,day\n2025-01-01,off\n2025-10-01,off\n"
    bad("a date comes twice", ["Words"], holidays=covered + "2025-10-01,off\n")
    bad("a date that is none", ["Words"], holidays=covered + "2025-02-29,off\n")
    bad("another word", ["Words"], holidays=covered + "2025-02-28,maybe\n")
    bad("no column day", ["Words"], holidays="date\n2025-01-01\n")
    bad("no table", ["Words"], holidays="")
    bad("no days", [], days=0)
    bad("from no day", [], start="2025-02-29")
    bad("a limit that is no day", ["Limit"], limit="tomorrow")
    return file


def a_result(draw, target, visited="2025-08-05", day="2025-08-08", outcomes=("no_problem",), **changes):
    """A result with nothing wrong in it: two inspectors, both items of the task answered."""
    answer = "yes" if "no_problem" in outcomes else "not_checked"
    return {
        "result": {
            "draw": draw,
            "target": target,
            "visited": {"from": visited, "to": visited},
            "inspectors": ["甲", "乙"],
            "outcomes": list(outcomes),
            "items": [{"item": item, "answer": answer, "outcome": None} for item in (1, 2)],
            "agency": "高平市市场监管局",
            "by": "录入员",
            "day": day,
            "note": None,
            "corrects": [],
            **changes,
        }
    }


def made_public(result, day="2025-08-20", agency="高平市市场监管局"):
    members = {"result": result, "where": "国家企业信用信息公示系统", "agency": agency, "by": "录入员", "day": day}
    return {"publication": members}


def handed_over(result, day="2025-08-11", **changes):
    members = {
        "result": result, "from": "高平市市场监管局", "to": "东城市场监管所", "matter": "责令改正并复查", "by": "录入员", "day": day,
    }  # fmt: skip
    return {"hand_over": {**members, **changes}}


def taken_over(hand_over, day="2025-08-12", agency="东城市场监管所"):
    return {"taken_over": {"hand_over": hand_over, "agency": agency, "by": "所长", "day": day}}


def closing(hand_over, day="2025-08-29", agency="东城市场监管所"):
    return {"closing": {"hand_over": hand_over, "agency": agency, "how": "已改正", "by": "所长", "day": day}}


class Visited:
    """A small ceremony with what was entered afterwards."""

    def __init__(self, small, amendments=(), entries=()):
        self.small, self.amendments, self.entries = small, list(amendments), list(entries)

    def digest(self, entry):
        return draw_v1.hash_text(self.small.suite, draw_v1.write_document(entry))

    def enter(self, entry):
        """Adds an entry; answers its digest, by which later ones name it."""
        self.entries.append(entry)
        return self.digest(entry)

    def ledger(self):
        request = {"do": "enter_results", "record": self.small.record, "entries": self.entries}
        return commands_v1.answer(request)["ok"]["results"]

    def case(self, **changes):
        return {
            "record": self.small.record, "plan": self.small.plan, "targets": self.small.directory,
            **({"inspectors": self.small.inspectors} if self.small.inspectors else {}),
            "amendments": self.amendments, "results": self.ledger(), **changes,
        }  # fmt: skip


def everything(small, amendments=()):
    """What can be entered of the first draw of a small ceremony, right and wrong, and nothing of the second but one result."""
    visited = Visited(small, amendments)
    draw, other = "140581-2025/01/1", "140581-2025/02/1"
    first, second = small.drawn(0, "A")[:2]
    in_b, in_c = small.drawn(0, "B")[0], small.drawn(0, "C")[0]
    enter = visited.enter

    # Found in order, published, and published again.
    clear = enter(a_result(draw, first))
    enter(made_public(clear))
    enter(made_public(clear, "2025-08-25"))
    # A problem, corrected, handed over, taken over, closed, each step once more.
    items = [{"item": 1, "answer": "no", "outcome": "pending"}, {"item": 2, "answer": "not_applicable", "outcome": None}]
    pending = enter(a_result(draw, second, outcomes=["pending"], items=items))
    enter(made_public(pending))
    corrected = enter(a_result(draw, second, day="2025-08-22", outcomes=["concealed", "pending"], items=items, corrects=[pending]))
    over = enter(handed_over(pending))
    enter(closing(over, "2025-08-11"))
    enter(taken_over(over))
    enter(taken_over(over, "2025-08-13", "西城市场监管所"))
    enter(closing(over))
    # Two results of one target: a conflict, until one settles it.
    one = enter(a_result(draw, in_b, day="2025-08-08", outcomes=["ordered_to_correct"], note="现场改正"))
    two = enter(a_result(draw, in_b, day="2025-08-09"))
    enter(a_result(draw, in_b, day="2025-09-15", outcomes=["unreachable"], visited="2025-09-10", items=[], corrects=sorted([one, two])))
    # Entered late, of a visit outside the window, and published late; entered before the visit.
    late = enter(a_result(draw, in_c, visited="2025-12-02", day="2025-12-29", inspectors=["甲"], items=[]))
    enter(made_public(late, "2025-12-28"))
    enter(a_result(other, small.drawn(1, "A")[0], day="2025-08-01", items=[{"item": 3, "answer": "no", "outcome": None}, {"item": 4, "answer": "yes", "outcome": "pending"}]))
    # Entries against the assignment, about others, about nothing.
    strange = enter(a_result(draw, first, day="2025-08-15", agency="长治市市场监管局", outcomes=["deregistered"], items=[]))
    enter(made_public(strange))
    enter(made_public(clear, "2025-08-07", "长治市市场监管局"))
    enter(handed_over(clear, "2025-08-01", **{"from": "长治市市场监管局"}))
    enter(a_result("140581-2024/01/1", first))
    enter(a_result(draw, "140581-0012", outcomes=["revoked"], items=[], corrects=sorted([clear, corrected, OTHER_KEY])))
    enter(a_result(draw, first, day="2025-08-07", corrects=[strange]))
    nothing = enter(handed_over(OTHER_KEY, "2025-09-01"))
    enter(closing(nothing, "2025-08-30", "别处"))
    enter(taken_over(OTHER_KEY))
    enter(made_public(OTHER_KEY))
    return visited


def ledgers_file():
    file = File(
        "The ledger of results: entered, read from a table, merged (results-v1.md, sections 2, 3 and 12).",
        {
            "Entries": "Entries as a request holds them.",
            "Table": "Entries from a table.",
            "Words": "How outcomes and answers are written.",
            "Merge": "Ledgers of several agencies become one.",
            "Order": "The order of entries changes nothing.",
            "Refused": "What is no ledger, no entry or no table.",
        },
    )
    draw = "140581-2025/01/1"
    ledgers = {}
    for suite in SUITES:
        small = Small(suite)
        visited = everything(small)
        given = {"do": "enter_results", "record": small.record}
        file.valid(f"{suite}: no entries", ["Entries"], **given)
        whole = file.valid(f"{suite}: every kind of entry", ["Entries"], **given, entries=visited.entries)
        again = file.valid(f"{suite}: backwards, some twice", ["Entries", "Order"], **given,
                           entries=visited.entries[::-1] + visited.entries[:3])  # fmt: skip
        if whole != again:
            raise SystemExit("the order of entries changes the ledger")
        parts = [commands_v1.answer({**given, "entries": visited.entries[at::3]})["ok"]["results"] for at in range(3)]
        file.valid(f"{suite}: one after the other", ["Entries"], **given, results=parts[0], entries=visited.entries[1::3])
        for order in (parts, parts[::-1], [*parts[1:], *parts]):
            merged = file.valid(f"{suite}: {len(order)} merged", ["Merge", "Order"], do="merge_results", results=order)
            if merged["results"] != whole["results"]:
                raise SystemExit("the order of ledgers changes their union")
        ledgers[suite] = whole["results"]
    file.valid("one ledger merged", ["Merge"], do="merge_results", results=[ledgers["sm3"]])
    file.invalid("ledgers of two suites", ["Merge", "Refused"], do="merge_results", results=list(ledgers.values()))
    file.invalid("no ledger", ["Merge", "Refused"], do="merge_results", results=[])

    small = Small("sha256")
    target = small.drawn(0, "A")[0]
    whole = json.loads(ledgers["sha256"])

    def bad(comment, *entries, **changes):
        request = {"do": "enter_results", "record": small.record, "entries": list(entries), **changes}
        file.invalid(comment, ["Entries", "Refused"], **request)

    def document(**changes):
        return draw_v1.write_document({**whole, **changes})

    result = lambda **changes: a_result(draw, target, **changes)
    unordered = result(outcomes=["pending", "not_disclosed"], items=a_result(draw, target)["result"]["items"][::-1],
                       corrects=[OTHER_KEY, SALT_KEY][::-1])  # fmt: skip
    file.valid("outcomes, items and corrected in another order", ["Entries", "Order"], do="enter_results",
               record=small.record, entries=[unordered])  # fmt: skip
    file.valid("an outcome twice, corrected twice", ["Entries", "Order"], do="enter_results", record=small.record,
               entries=[result(outcomes=["pending", "pending"], corrects=[OTHER_KEY, OTHER_KEY])])  # fmt: skip
    twice = document(entries=[a_result(draw, target, outcomes=["pending", "pending"])])
    bad("a ledger with an outcome twice", results=twice)
    bad("no outcome", result(outcomes=[]))
    bad("no problem and a problem", result(outcomes=["no_problem", "pending"]))
    bad("gone in two ways", result(outcomes=["deregistered", "revoked"]))
    bad("another outcome", result(outcomes=["fine"]))
    bad("nobody inspected", result(inspectors=[]))
    bad("an inspector twice", result(inspectors=["甲", "甲"]))
    bad("an inspector without a name", result(inspectors=["甲", " "]))
    bad("a visit that ends before it begins", result(visited="2025-08-05") | {"result": {**result()["result"], "visited": {"from": "2025-08-06", "to": "2025-08-05"}}})
    bad("an item twice", result(items=[{"item": 1, "answer": "yes", "outcome": None}] * 2))
    bad("item 0", result(items=[{"item": 0, "answer": "yes", "outcome": None}]))
    bad("another answer", result(items=[{"item": 1, "answer": "perhaps", "outcome": None}]))
    bad("corrects what is no digest", result(corrects=["1"]))
    bad("by nobody", result(by=""))
    bad("a line feed in a note", result(note="a\nb"))
    bad("a day that is none", result(day="2025-02-29"))
    bad("a member missing", {"result": {member: value for member, value in result()["result"].items() if member != "note"}})
    bad("another member", {"result": {**result()["result"], "tier": "A"}})
    bad("another kind of entry", {"withdrawal": {"result": OTHER_KEY}})
    bad("two kinds in one", {**result(), **made_public(OTHER_KEY)})
    bad("no entry", [])
    bad("a hand-over to nobody", handed_over(OTHER_KEY, to=""))
    bad("the ledger of another record", results=document(record_digest=OTHER_KEY))
    bad("the ledger of another suite", results=document(suite="sm3"))
    bad("a ledger in another order", results=document(entries=whole["entries"][::-1]))
    bad("a ledger with an entry twice", results=document(entries=[whole["entries"][0], *whole["entries"]]))
    bad("a ledger in another layout", results=ledgers["sha256"] + " ")
    bad("another document", results=small.commitment)
    bad("no record", record=small.commitment)

    heading = "统一社会信用代码,任务编号,检查开始日期,检查日期,检查人员,检查结果,抽查事项结果,录入部门,录入人,录入日期,公示日期,备注,更正,电话"
    row = lambda *fields: "\n" + ",".join(fields)
    plain = row(target, "01", "", "2025-08-05", "甲；乙", "未发现问题", "1=是;2=合理缺项", "高平市市场监管局", "录入员", "2025-08-08", "2025-08-20", "", "", "12345")
    profile = {"words": {"outcomes": {"3": "unreachable", "六": "pending"}, "answers": {"Y": "yes", "N": "no"}}}

    def table(comment, text, flags=(), **changes):
        given = {"text": text, "plan": small.plan, **changes}
        file.valid(comment, ["Table", *flags], do="enter_results", record=small.record, csv=given)

    def no_table(comment, text, **changes):
        given = {"text": text, "plan": small.plan, **changes}
        file.invalid(comment, ["Table", "Refused"], do="enter_results", record=small.record, csv=given)

    table("a result and its publication", heading + plain)
    table("a byte order mark, other line ends, a row twice", "\ufeff" + (heading + plain + plain + "\n").replace("\n", "\r\n"))
    table("columns by their names, fewer of them", "id,task,visited_to,inspectors,outcomes,agency,by,entered"
          + row(target, "登记事项检查", "2025-08-05", "甲", "no_problem", "市局", "乙", "2025-08-05"))  # fmt: skip
    table("a task by its number", heading + plain.replace(",01,", ",1,"))
    table("headings of the platform", heading.replace("任务编号", "任务") + plain, headings={"任务": "task"})
    for outcome, words in (
        ("未按规定公示应当公示的信息；公示信息隐瞒真实情况、弄虚作假", "two outcomes"),
        ("通过登记的住所(经营场所)无法联系", "half-width brackets"),
        (" 发现问题 已责令改正。", "white space and a full stop"),
        ("不予配合检查情节严重", "an alias"),
        ("未发现开展本次抽查涉及的生产经营活动", "another alias"),
        ("已注销", "gone"),
    ):
        if outcome == outcome.strip():
            table(words, heading + plain.replace("未发现问题", outcome), ["Words"])
    table("code numbers of the profile", heading + plain.replace("未发现问题", "3;六").replace("1=是", "1=N/六"), ["Words"], **profile)
    table("an item with its outcome", heading + plain.replace("1=是", "1=否/发现问题待后续处理").replace("未发现问题", "发现问题待后续处理"), ["Words"])
    table("a correction with a note", heading + plain.replace("2025-08-20,,", f"2025-08-20,更正,{OTHER_KEY};{SALT_KEY}"))
    table("a visit of two days", heading + plain.replace(",01,,", ",01,2025-08-04,"))
    table("an id that is a text", heading + plain.replace(target, "晋A-1"), profile="text")
    table("no rows", heading)
    no_table("code numbers without a profile", heading + plain.replace("未发现问题", "3"))
    no_table("another word", heading + plain.replace("未发现问题", "良好"))
    no_table("another answer", heading + plain.replace("1=是", "1=好"))
    no_table("an item without an answer", heading + plain.replace("1=是", "1"))
    no_table("an item twice", heading + plain.replace("2=合理缺项", "1=否"))
    no_table("no outcome", heading + plain.replace("未发现问题", ""))
    no_table("no inspector", heading + plain.replace("甲；乙", ""))
    no_table("a task there is not", heading + plain.replace(",01,", ",03,"))
    no_table("a day that is none", heading + plain.replace("2025-08-05", "8月5日"))
    no_table("published on no day", heading + plain.replace("2025-08-20", "是"))
    no_table("an id that does not fit", heading + plain.replace(target, "晋A-1"))
    no_table("entered by nobody", heading + plain.replace("录入员", ""))
    no_table("a column is missing", heading.replace("录入人,", "录入,") + plain)
    no_table("two columns mean the same", heading.replace("电话", "检查机关") + plain)
    no_table("a field too few", heading + plain.removesuffix(",12345"))
    no_table("one bad row of two", heading + plain + plain.replace("未发现问题", "良好"))
    no_table("an empty text", "")
    no_table("another plan", heading + plain, plan=small.plan.replace("登记事项", "登记"))
    return file


def progress_file():
    file = File(
        "What is due, found, late, handed over, fed back and disclosed (results-v1.md, sections 4 to 11).",
        {
            "Progress": "Figures and lists.",
            "Results": "Results of visits, items and targets.",
            "Feedback": "Changes of the directory.",
            "Disclosure": "What the disclosure system shows.",
            "Teams": "The agencies are those of the teams.",
            "Amended": "The lists are changed by amendments.",
            "Cases": "Several records together.",
            "Parameters": "Other terms and goals.",
            "Empty": "Nothing was drawn, or nothing entered.",
            "Refused": "What cannot be told.",
        },
    )

    def told(comment, visited, day, flags=(), **changes):
        terms = {"as_of": day, "holidays": HOLIDAYS, **changes}
        file.valid(f"{comment}: progress", ["Progress", *flags], do="progress", cases=[visited.case()], **terms)
        file.valid(f"{comment}: results", ["Results", *flags], do="results", case=visited.case(), **terms)

    def passed_on(comment, visited, day, flags=()):
        given = {"case": visited.case(), "as_of": day}
        file.valid(f"{comment}: disclosure", ["Disclosure", *flags], do="disclosure", **given)
        directory, before = visited.small.directory, {0: "01=2024-08-05；02=2024-09-01", 1: "01=2025-08-05"}
        rows = [[*row, before.get(number % 4, "")] for number, row in enumerate(directory["rows"][1:])]
        into = {**directory, "columns": [*directory["columns"], "last_inspected"], "rows": rows}
        file.valid(f"{comment}: feedback", ["Feedback", *flags], do="feedback", **given, into=into)

    small = Small("sha256")
    visited = everything(small)
    for day in ("2025-06-30", "2025-08-10", "2025-08-31", "2025-10-20", "2025-12-16", "2026-01-31"):
        told(f"everything, as of {day}", visited, day)
    passed_on("everything, early", visited, "2025-08-10")
    passed_on("everything", visited, "2026-01-31")
    own_terms = {
        "entry": {"working_days": 5, "source": "市局通知"}, "publication": {"working_days": 40, "source": "市局通知"},
        "unreachable": {"working_days": 1, "source": "市局通知"}, "goals": {"completion": "20%", "application_by_task": "1/3"},
    }  # fmt: skip
    told("terms of the bureau's own", visited, "2025-09-20", ["Parameters"], parameters=own_terms)
    told("some of the terms", visited, "2025-09-20", ["Parameters"], parameters={"goals": {}, "entry": own_terms["entry"]})

    def amend(small, texts, change, day):
        given = {"suite": small.suite, "plan": small.plan, **small.given(), "record": small.record}
        request = {"do": "amend", **given, "amendments": texts, "day": day, "by": "高平市市场监督管理局", "change": change}
        return commands_v1.answer(request)["ok"]

    draw = "140581-2025/01/1"
    out = {"draw": draw, "tier": "A", "out": small.drawn(0, "A")[0], "reason": "deregistered", "evidence": "登记系统截图"}
    texts = [amend(small, [], {"replacement": out}, "2025-08-18")]
    texts.append(amend(small, texts, {"supplement": {"draw": draw, "tier": "B", "count": 1, "reason": "专项整治"}}, "2025-09-01"))
    amended = everything(small, texts)
    amended.enter(a_result(draw, small.drawn(0, "A")[2], visited="2025-08-26", day="2025-08-26", outcomes=["no_activity"], items=[]))
    for day in ("2025-08-10", "2025-08-31", "2025-12-16"):
        told(f"amended, as of {day}", amended, day, ["Amended"])
    passed_on("amended", amended, "2025-12-16", ["Amended"])

    told("SM3, salted", everything(Small("sm3", salt_key=SALT_KEY)), "2025-12-31")
    passed_on("SM3, salted", everything(Small("sm3", salt_key=SALT_KEY)), "2025-12-31")
    told("merged visits", everything(Small("sha256", "merged_visits")), "2025-09-30")
    told("nothing entered", Visited(small), "2025-12-31", ["Empty"])
    told("nobody drawn", Visited(Small("sha256", rows=[])), "2025-12-31", ["Empty"])

    team_small = sent("sha256")
    teams = json.loads(team_small.record)["assignment"]["visits"]
    agency_of = {row[0]: row[INSPECTOR_COLUMNS.index("agency")] for row in team_small.inspectors["rows"]}
    in_teams = Visited(team_small)
    for number, visit in enumerate(teams):
        sent_there = [slot["inspector"] for slot in visit["slots"] if slot["inspector"]]
        agency = agency_of[sent_there[-1]] if sent_there else "高平市市场监管局"
        inspectors = sent_there if number % 3 else [*sent_there, "P09"]
        for at in visit["draws"]:
            day = f"2025-08-{5 + number:02}"
            outcomes = (["no_problem"], ["not_disclosed", "uncooperative"], ["unreachable"])[number % 3]
            digest = in_teams.enter(a_result(at, visit["target"], visited=day, day=f"2025-08-{8 + number:02}", outcomes=outcomes,
                                             inspectors=inspectors or ["甲"], agency=agency))  # fmt: skip
            in_teams.enter(made_public(digest, "2025-08-20", (agency, BUREAU, FIRE)[number % 3]))
            if number % 2:
                in_teams.enter(closing(in_teams.enter(handed_over(digest, "2025-08-18", **{"from": FIRE}))))
    for day in ("2025-08-14", "2025-10-09", "2025-12-15"):
        told(f"teams, as of {day}", in_teams, day, ["Teams"])
    passed_on("teams", in_teams, "2025-12-15", ["Teams"])
    recusal = next(
        change
        for visit in teams[:1]
        for successor in [None, *agency_of]
        for change in [{"recusal": {"draw": visit["draws"][0], "target": visit["target"], "inspector": visit["slots"][0]["inspector"],
                                    "successor": successor, "reason": "突发疾病"}}]
        if "ok" in commands_v1.answer({"do": "amend", "suite": "sha256", "plan": team_small.plan, **team_small.given(),
                                       "record": team_small.record, "amendments": [], "day": "2025-08-04", "by": "局长", "change": change})
    )  # fmt: skip
    recused = Visited(team_small, [amend(team_small, [], recusal, "2025-08-04")], in_teams.entries)
    told("teams, one recused", recused, "2025-10-09", ["Teams", "Amended"])
    told("teams of merged visits", everything(sent("sm3", LED, OF_FOOD, coordination="merged_visits")), "2025-10-09", ["Teams"])

    other = everything(Small("sha256", attempt=2, previous=OTHER_KEY, tasks=["01", "02"]))
    both = {"do": "progress", "cases": [visited.case(), other.case()], "as_of": "2025-10-20", "holidays": HOLIDAYS}
    file.valid("two records", ["Progress", "Cases"], **both)
    file.valid("two records, the other first", ["Progress", "Cases"], **{**both, "cases": both["cases"][::-1]})
    file.invalid("a draw twice", ["Cases", "Refused"], **{**both, "cases": both["cases"][:1] * 2})
    file.valid("no record", ["Progress", "Cases", "Empty"], **{**both, "cases": []})

    rows = [["140581-0001", "测试一店", "企业"], ["140581-0002", "张三小卖部", "个体户"], ["1405", "李四", "个体户"], ["140581-0004", "", ""]]
    kinds = Small("sha256", plan=plan_text(("01", "普查", {"all": []}, rules(quota="census"))), tasks=["01"],
                  columns=["id", "name", "kind", "tier"], rows=[[*row, tier] for row, tier in zip(rows, "ABCD")])  # fmt: skip
    masked = Visited(kinds, [], [a_result(draw, row[0], day=f"2025-08-1{at}") for at, row in enumerate(rows)])
    shown = {"do": "disclosure", "case": masked.case(), "as_of": "2025-08-31"}
    file.valid("individuals are masked", ["Disclosure"], **shown)
    file.valid("individuals are shown", ["Disclosure"], **shown, show_individuals=True)

    request = {"do": "progress", "cases": [visited.case()], "as_of": "2025-10-20", "holidays": HOLIDAYS}

    def bad(comment, flags=(), case=None, **changes):
        cases = [visited.case(**case)] if case else request["cases"]
        file.invalid(comment, ["Refused", *flags], **{**request, "cases": cases, **changes})

    only_2026 = "\n".join(line for line in HOLIDAYS.split("\n") if not line.startswith("2025")) + "\n"
    bad("the year is not covered", holidays=only_2026)
    bad("a day that is none", as_of="2025-02-29")
    bad("the ledger of another record", case={"results": other.ledger()})
    bad("another plan", case={"plan": small.plan.replace("登记事项", "登记")})
    bad("another directory", case={"targets": {**small.directory, "rows": SMALL_ROWS[1:]}})
    bad("inspectors, though none were committed to", ["Teams"], case={"inspectors": team_small.inspectors})
    bad("amendments that are not chained", ["Amended"], case={"amendments": texts[1:]})
    bad("terms of no days", ["Parameters"], parameters={"entry": {"working_days": 0, "source": "市局通知"}})
    bad("terms without a source", ["Parameters"], parameters={"entry": {"working_days": 5, "source": " "}})
    bad("a goal above all", ["Parameters"], parameters={"goals": {"completion": "101%"}})
    bad("another parameter", ["Parameters"], parameters={"visits": {"working_days": 5, "source": "市局通知"}})
    file.invalid("no column last_inspected", ["Feedback", "Refused"], do="feedback", case=visited.case(), as_of="2025-10-20")
    return file


FILES = {
    "hash.json": hash_file,
    "ids.json": ids_file,
    "ratios.json": ratios_file,
    "seeds.json": seeds_file,
    "mix.json": mix_file,
    "tickets.json": tickets_file,
    "draws.json": draws_file,
    "merkle.json": merkle_file,
    "directories.json": directories_file,
    "quotas.json": quotas_file,
    "pools.json": pools_file,
    "inspectors.json": inspectors_file,
    "assignments.json": assignments_file,
    "ceremonies.json": ceremonies_file,
    "voids.json": voids_file,
    "amendments.json": amendments_file,
    "receipts.json": receipts_file,
    "absences.json": absences_file,
    "notices.json": notices_file,
    "workdays.json": workdays_file,
    "ledgers.json": ledgers_file,
    "progress.json": progress_file,
}


if __name__ == "__main__":
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else VECTORS
    for name, make in FILES.items():
        (out / name).write_text(make().text(), encoding="utf-8", newline="\n")
