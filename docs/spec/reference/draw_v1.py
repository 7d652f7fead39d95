#!/usr/bin/env python3
"""double-random/1: the draw protocol, from docs/spec/draw-v1.md, with Python's standard library alone.

This is the second, independent implementation: it was written from the page and shares nothing with the Rust crate.
It is meant to be read from top to bottom beside the page; "(3.4)" in a docstring is a section of it. Everything is
exact: integers, fractions and bytes. Whatever the page refuses raises `Refused` with a sentence that says why.

This file holds sections 1 to 5 and the plan, 6.1. Beside it `assign_v1.py` and `teams_v1.py` hold section 8,
`record_v1.py` the documents 6.2 and 6.3, `ceremony_v1.py` the documents 6.4 to 6.8, `verify_v1.py` the checks of section
7, and `commands_v1.py` what `python3 draw_v1.py` answers.

One thing the standard library cannot do: pairings. Of a beacon round everything is checked (network, number, the time it
was due, the form of its signature, and that the randomness is the SHA-256 of the signature) but not that the signature
is the network's. Who needs that as well verifies it with a drand client.
"""

import dataclasses
import datetime
import hashlib
import heapq
import json
import re
import sys
import unicodedata
from fractions import Fraction
from math import ceil, floor


class Refused(ValueError):
    """An input the protocol does not accept."""


def refuse_unless(condition, reason):
    if not condition:
        raise Refused(reason)


# --- 1. Suites ------------------------------------------------------------------------------------------------------

SM3_START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)
WORD = 0xFFFFFFFF


def rotate(word, places):
    return (word << places | word >> (32 - places)) & WORD if places else word


SM3_CONSTANTS = tuple(rotate(0x79CC4519 if round < 16 else 0x7A879D8A, round % 32) for round in range(64))


def sm3(message):
    """SM3 of GB/T 32905-2016, here because OpenSSL is often built without it."""
    padded = message + b"\x80" + b"\0" * (-(len(message) + 9) % 64) + (8 * len(message)).to_bytes(8, "big")
    state = SM3_START
    for start in range(0, len(padded), 64):
        block = padded[start : start + 64]
        words = [int.from_bytes(block[at : at + 4], "big") for at in range(0, 64, 4)]
        for j in range(16, 68):
            x = words[j - 16] ^ words[j - 9] ^ rotate(words[j - 3], 15)
            words.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(words[j - 13], 7) ^ words[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            a12 = rotate(a, 12)
            ss1 = rotate((a12 + e + SM3_CONSTANTS[j]) & WORD, 7)
            if j < 16:
                ff, gg = a ^ b ^ c, e ^ f ^ g
            else:
                ff, gg = a & b | a & c | b & c, e & f | ~e & g
            tt1 = (ff + d + (ss1 ^ a12) + (words[j] ^ words[j + 4])) & WORD
            tt2 = (gg + h + ss1 + words[j]) & WORD
            a, b, c, d = tt1, a, rotate(b, 9), c
            e, f, g, h = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g
        state = tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h)))
    return b"".join(word.to_bytes(4, "big") for word in state)


HASHES = {"sha256": lambda message: hashlib.sha256(message).digest(), "sm3": sm3}


def H(suite, message):
    """The suite's hash of bytes (1)."""
    refuse_unless(suite in HASHES, f"unknown suite {suite!r}")
    return HASHES[suite](message)


def hash_text(suite, text):
    """hex(H(text)), the form in which every hash of the protocol is written (1)."""
    return H(suite, text.encode()).hex()


# --- 1. Names, ids, days, ratios ------------------------------------------------------------------------------------

TIERS = "ABCD"
MOST = 2**53


def check_text(text, what, empty=False):
    """A field of a hashed text: UTF-8 without control characters (1)."""
    refuse_unless(isinstance(text, str), f"{what} is not a text")
    refuse_unless(empty or text, f"{what} is empty")
    for character in text:
        refuse_unless(unicodedata.category(character) not in ("Cc", "Cs"), f"{what} {text!r} holds a control character")
    return text


def check_name(name, what="name"):
    """The name of a plan or a task (1)."""
    refuse_unless(
        isinstance(name, str) and re.fullmatch("[0-9A-Za-z][0-9A-Za-z._-]{0,63}", name),
        f"{what} {name!r} is not a name",
    )
    return name


def check_id(id, profile):
    """The id of a target or inspector in its profile; never repaired (1)."""
    refuse_unless(isinstance(id, str), f"id {id!r} is not a text")
    if profile == "ascii":
        refuse_unless(re.fullmatch("[0-9A-Z._:/-]{1,64}", id), f"id {id!r} does not fit the profile ascii")
        return id
    refuse_unless(profile == "text", f"unknown profile {profile!r}")
    for character in id:
        refuse_unless(
            not character.isspace()
            and character != "\ufffd"
            and unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn"),
            f"id {id!r} holds U+{ord(character):04X}, which the profile text does not allow",
        )
    refuse_unless(1 <= len(id.encode()) <= 128, f"id {id!r} is not 1 to 128 bytes long")
    refuse_unless(unicodedata.is_normalized("NFKC", id), f"id {id!r} is not in the normal form NFKC")
    return id


def check_hex(text, what):
    """32 bytes as 64 lower-case hexadecimal characters (1)."""
    refuse_unless(
        isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text),
        f"{what} is not 64 lower-case hexadecimal characters",
    )
    return text


def check_day(day):
    """A day of the calendar, YYYY-MM-DD (1)."""
    refuse_unless(
        isinstance(day, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day), f"{day!r} is not a day YYYY-MM-DD"
    )
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        raise Refused(f"{day!r} is not in the calendar") from None
    return day


def check_whole(number, what, least=0, most=MOST):
    refuse_unless(
        type(number) is int and least <= number <= most, f"{what} is not a whole number from {least} to {most}"
    )
    return number


def check_four(numbers, what, least=0, most=MOST):
    refuse_unless(isinstance(numbers, list) and len(numbers) == 4, f"{what} are not four, one a tier")
    return [check_whole(number, what, least, most) for number in numbers]


def read_ratio(text):
    """A ratio as an exact fraction, at most 1 (1)."""
    refuse_unless(isinstance(text, str), f"{text!r} is not a ratio")
    decimal = re.fullmatch(r"([0-9]+)(?:\.([0-9]+))?([%‰]?)", text)
    pair = re.fullmatch("([0-9]+)/([0-9]+)", text)
    refuse_unless(decimal or pair, f"{text!r} is not a ratio")
    if pair:
        refuse_unless(int(pair[2]) > 0, f"the ratio {text!r} divides by zero")
        ratio = Fraction(int(pair[1]), int(pair[2]))
    else:
        whole, part, unit = decimal[1], decimal[2] or "", decimal[3]
        ratio = Fraction(int(whole + part), 10 ** len(part) * {"": 1, "%": 100, "‰": 1000}[unit])
    refuse_unless(ratio <= 1, f"the ratio {text!r} is above 1")
    refuse_unless(len(text) <= 32 and ratio.denominator <= 10**12, f"the ratio {text!r} has too many digits")
    return ratio


def write_ratio(ratio):
    """The one form of a ratio in a document: an exact percentage of at most eight decimals, else a fraction (1)."""
    scaled = ratio * 10**10
    if scaled.denominator != 1:
        return str(ratio)
    whole, part = divmod(scaled.numerator, 10**8)
    return f"{whole}.{part:08}".rstrip("0").rstrip(".") + "%"


# --- 2. Directory ---------------------------------------------------------------------------------------------------

KINDS = {
    "enterprise": ("企业",),
    "individual": ("个体户", "个体工商户"),
    "cooperative": ("合作社", "农民专业合作社"),
    "institution": ("事业单位",),
    "organization": ("社会组织",),
    "product": ("产品",),
    "project": ("项目",),
    "act": ("行为",),
    "site": ("场所",),
    "equipment": ("设备",),
}
STATUSES = {
    "in_operation": ("存续", "在营", "在业", "开业", "正常"),
    "suspended": ("停业", "歇业", "关闭"),
    "liquidating": ("清算",),
    "deregistered": ("注销",),
    "revoked": ("吊销",),
    "rescinded": ("撤销",),
    "moved_out": ("迁出",),
}
TIER_WORDS = {"A": ("低", "低风险"), "B": ("一般", "一般风险"), "C": ("较高", "较高风险"), "D": ("高", "高风险")}
LEADER_WORDS = {"yes": ("是",), "no": ("否",)}
INSPECTOR_STATUSES = {
    "in_service": ("在岗", "在职"),
    "transferred": ("调离", "调动", "调出"),
    "retired": ("退休",),
    "suspended": ("停职", "暂停执法"),
}
RELATIONS = {
    "spouse": ("夫妻", "配偶"),
    "lineal": ("直系血亲",),
    "collateral": ("旁系血亲",),
    "in_law": ("姻亲",),
    "interest": ("利害关系",),
    "other": ("其他",),
}


def check_region(code):
    """A code of GB/T 2260 (2.1)."""
    form = re.fullmatch("[0-9]{6}|[0-9]{9}|[0-9]{12}", code)
    refuse_unless(form and 11 <= int(code[:2]) <= 82, f"{code!r} is not a code for region")


def check_industry(code):
    """A code of GB/T 4754: a letter, or digits with or without the letter of their division (2.1)."""
    form = re.fullmatch("([A-T]?)([0-9]{2,4})|[A-T]", code)
    letter = LETTER_OF_DIVISION.get(form[2][:2]) if form and form[2] else None
    refuse_unless(form and (not form[2] or letter and form[1] in ("", letter)), f"{code!r} is not a code for industry")


def read_word(word, table, what):
    """The code for which a word stands (2.1)."""
    for code, words in table.items():
        if word == code or word in words:
            return code
    raise Refused(f"{word!r} is not a {what}")


def read_pieces(field):
    """The pieces of a field, separated by a half- or full-width semicolon (2.1)."""
    pieces = re.split("[;；]", field) if field else []
    for piece in pieces:
        refuse_unless(
            piece and piece == piece.strip(), f"{field!r} has an empty piece or one with white space at an end"
        )
    return pieces


def read_pairs(field, what):
    """The pieces `<left>=<right>` of a field (2.1)."""
    pairs = [piece.split("=") for piece in read_pieces(field)]
    for pair in pairs:
        refuse_unless(
            len(pair) == 2 and pair[0] and pair[0] == pair[0].strip(), f"{field!r} is not made of pieces {what}"
        )
    return pairs


def read_target(row):
    """What the columns of a row of targets mean; a missing column reads as an empty field (2.1)."""
    field = lambda column: row.get(column, "")
    for column, check in (("region", check_region), ("industry", check_industry)):
        if field(column):
            check(field(column))
    industry_tiers = read_pairs(field("industry_tiers"), "<field>=<tier>")
    refuse_unless(
        len(dict(industry_tiers)) == len(industry_tiers), f"{field('industry_tiers')!r} gives two tiers for one field"
    )
    return {
        "kind": field("kind") and read_word(field("kind"), KINDS, "kind"),
        "region": field("region"),
        "industry": field("industry"),
        "tier": field("tier") and read_word(field("tier"), TIER_WORDS, "tier"),
        "industry_tiers": {name: read_word(word, TIER_WORDS, "tier") for name, word in industry_tiers},
        "labels": read_pieces(field("labels")),
        "status": read_word(row["status"], STATUSES, "status") if "status" in row else "",
        "last_inspected": [
            (check_name(task, "task"), check_day(day))
            for task, day in read_pairs(field("last_inspected"), "<task>=<day>")
        ],
    }


def read_number(field):
    """`0`, or digits that do not begin with 0 (2.2)."""
    refuse_unless(re.fullmatch("0|[1-9][0-9]{0,9}", field), f"{field!r} is not a number up to 2^32 - 1")
    return check_whole(int(field), f"the number {field}", 0, 2**32 - 1)


def read_period(text):
    """`<day>/<day>`, the last not before the first (2.2)."""
    days = text.split("/")
    refuse_unless(len(days) == 2, f"{text!r} is not made of two days")
    refuse_unless(check_day(days[0]) <= check_day(days[1]), f"the last day of {text!r} comes before the first")
    return tuple(days)


def read_certificate(piece):
    """`<number>=<day>/<day>`; the number may hold a `=` itself (2.2)."""
    number, equals, period = piece.rpartition("=")
    refuse_unless(equals and number and number == number.strip(), f"{piece!r} does not name a certificate and its days")
    return number, read_period(period)


def read_recusal(piece):
    """`target:<id>=<relation>` or `owner:<label>=<relation>`, as (target or owner, id or label) (2.2)."""
    start, equals, relation = piece.rpartition("=")
    who, colon, named = start.partition(":")
    refuse_unless(
        equals and colon and who in ("target", "owner") and named and named == named.strip(),
        f"{piece!r} does not say from whom an inspector is recused",
    )
    read_word(relation, RELATIONS, "relation")
    return who, named


def read_inspector(row):
    """What the columns of a row of inspectors mean; a missing column reads as an empty field (2.2)."""
    field = lambda column: row.get(column, "")
    if field("region"):
        check_region(field("region"))
    certificates = [read_certificate(piece) for piece in read_pieces(field("certificates"))]
    refuse_unless(
        len(dict(certificates)) == len(certificates), f"{field('certificates')!r} names a certificate twice"
    )
    return {
        "agency": field("agency"),
        "region": field("region"),
        "certificates": [period for _, period in certificates],
        "specialties": read_pieces(field("specialties")),
        "items": read_pieces(field("items")),
        "leader": field("leader") and read_word(field("leader"), LEADER_WORDS, "word for leader"),
        "status": read_word(row["status"], INSPECTOR_STATUSES, "status") if "status" in row else "",
        "leave": [read_period(piece) for piece in read_pieces(field("leave"))],
        "load": read_number(field("load") or "0"),
        "cap": read_number(field("cap")) if field("cap") else None,
        "recusals": [read_recusal(piece) for piece in read_pieces(field("recusals"))],
    }


@dataclasses.dataclass(frozen=True)
class Directory:
    """A directory as `read_directory` accepted it: rows sorted by the bytes of the id (2)."""

    kind: str
    profile: str
    columns: list
    rows: list
    entries: dict  # id -> what the columns of its row mean
    salt_key: str | None


READERS = {"targets": read_target, "inspectors": read_inspector}


def read_directory(profile, columns, rows, salt_key=None, kind="targets"):
    """Checks and sorts a directory; every refusal of a row says which one (2)."""
    refuse_unless(kind in READERS, f"unknown kind of directory {kind!r}")
    refuse_unless(profile in ("ascii", "text"), f"unknown profile {profile!r}")
    refuse_unless(columns and columns[0] == "id", "the first column is not id")
    for column in columns:
        check_text(column, "column name")
        refuse_unless(
            len(column.encode()) <= 64 and not any(c.isspace() for c in column), f"{column!r} is not a column name"
        )
    refuse_unless(len(set(columns)) == len(columns), "two columns have one name")
    if salt_key is not None:
        check_hex(salt_key, "salt key")

    entries = {}
    for number, row in enumerate(rows, start=1):
        try:
            refuse_unless(len(row) == len(columns), f"{len(row)} fields for {len(columns)} columns")
            for field in row:
                check_text(field, "field", empty=True)
            id = check_id(row[0], profile)
            refuse_unless(id not in entries, f"id {id!r} stands twice")
            entries[id] = READERS[kind](dict(zip(columns, row)))
        except Refused as why:
            raise Refused(f"row {number}: {why}") from None
    return Directory(kind, profile, columns, sorted(rows, key=lambda row: row[0].encode()), entries, salt_key)


def directory_leaves(suite, directory):
    """The leaf of each row: H(0x00 || salt || row text) (2)."""
    leaves = []
    for row in directory.rows:
        salt = row_salt(suite, directory, row[0]) or ""
        leaves.append(H(suite, b"\0" + salt.encode() + "\t".join(row).encode()))
    return leaves


def row_salt(suite, directory, id):
    """The salt of a row, None in a directory without (2)."""
    return None if directory.salt_key is None else hash_text(suite, directory.salt_key + id)


def directory_root(suite, directory):
    return merkle_root(suite, directory_leaves(suite, directory)).hex()


def directory_text(suite, directory):
    """The text of which the directory digest is the hash (2)."""
    return (
        f"double-random/1 directory {suite}\n"
        f"kind {directory.kind}\n"
        f"profile {directory.profile}\n"
        f"columns {' '.join(directory.columns)}\n"
        f"rows {len(directory.rows)}\n"
        f"salted {'no' if directory.salt_key is None else 'yes'}\n"
        f"root {directory_root(suite, directory)}\n"
    )


def directory_digest(suite, directory):
    return hash_text(suite, directory_text(suite, directory))


# --- 2. Merkle tree of RFC 9162 -------------------------------------------------------------------------------------


def split_point(count):
    """The largest power of two smaller than the number of leaves (RFC 9162, 2.1.1)."""
    return 1 << (count - 1).bit_length() - 1


def inner(suite, left, right):
    return H(suite, b"\1" + left + right)


def merkle_root(suite, leaves):
    """The Merkle tree hash over leaf hashes (RFC 9162, 2.1.1)."""
    if not leaves:
        return H(suite, b"")
    if len(leaves) == 1:
        return leaves[0]
    k = split_point(len(leaves))
    return inner(suite, merkle_root(suite, leaves[:k]), merkle_root(suite, leaves[k:]))


def inclusion_proof(suite, leaves, index):
    """The hashes beside the path from a leaf up to the root (RFC 9162, 2.1.3.1)."""
    refuse_unless(0 <= index < len(leaves), f"there is no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    k = split_point(len(leaves))
    if index < k:
        return inclusion_proof(suite, leaves[:k], index) + [merkle_root(suite, leaves[k:])]
    return inclusion_proof(suite, leaves[k:], index - k) + [merkle_root(suite, leaves[:k])]


def proof_holds(suite, root, size, index, leaf, proof):
    """Whether the proof leads from the leaf to the root of a tree of this size (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or any(len(hashed) != 32 for hashed in (root, leaf, *proof)):
        return False
    here, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            result = inner(suite, sibling, result)
            while not here & 1 and here != 0:
                here, last = here >> 1, last >> 1
        else:
            result = inner(suite, result, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and result == root


# --- 3.1 Selector ---------------------------------------------------------------------------------------------------

DIVISIONS = (
    ("A", 1, 5), ("B", 6, 12), ("C", 13, 43), ("D", 44, 46), ("E", 47, 50), ("F", 51, 52), ("G", 53, 60),
    ("H", 61, 62), ("I", 63, 65), ("J", 66, 69), ("K", 70, 70), ("L", 71, 72), ("M", 73, 75), ("N", 76, 79),
    ("O", 80, 82), ("P", 83, 83), ("Q", 84, 85), ("R", 86, 90), ("S", 91, 96), ("T", 97, 97),
)  # fmt: skip
LETTER_OF_DIVISION = {
    f"{division:02}": letter for letter, first, last in DIVISIONS for division in range(first, last + 1)
}


def without_levels_of_zeros(region):
    """A region code without its levels of zeros at the end (3.1)."""
    for start, end in ((9, 12), (6, 9), (4, 6), (2, 4)):
        if region[start:] == "0" * (end - start):
            region = region[:start]
    return region


def region_contains(listed, region):
    """A listed code without its levels of zeros at the end begins the region (3.1)."""
    return region.startswith(without_levels_of_zeros(listed))


def industry_contains(listed, industry):
    """A letter contains its divisions, digits contain what they begin (3.1)."""
    digits = industry.lstrip("ABCDEFGHIJKLMNOPQRST")
    if listed.isalpha():
        return (LETTER_OF_DIVISION.get(digits[:2]) if digits else industry) == listed
    return digits.startswith(listed.lstrip("ABCDEFGHIJKLMNOPQRST"))


LISTS = ("kind", "status", "label", "region", "industry")


def check_selector(selector):
    """Refuses what is no selector; answers the columns it asks for (3.1)."""
    refuse_unless(isinstance(selector, dict) and len(selector) == 1, f"{selector!r} is not a selector of one member")
    [(word, value)] = selector.items()
    if word == "not":
        return check_selector(value)
    refuse_unless(word in ("all", "any") + LISTS, f"unknown selector {word!r}")
    refuse_unless(isinstance(value, list), f"the selector {word} does not hold a list")
    if word in ("all", "any"):
        return {column for part in value for column in check_selector(part)}
    for item in value:
        check_text(item, f"an item of the selector {word}")
        if word in ("kind", "status"):
            refuse_unless(item in {"kind": KINDS, "status": STATUSES}[word], f"{item!r} is not a {word}")
        if word == "region":
            check_region(item)
        if word == "industry":
            check_industry(item)
    return {"labels" if word == "label" else word}


def selects(selector, target):
    """Whether a checked selector is true of a target (3.1)."""
    [(word, value)] = selector.items()
    if word == "all":
        return all(selects(part, target) for part in value)
    if word == "any":
        return any(selects(part, target) for part in value)
    if word == "not":
        return not selects(value, target)
    if word == "label":
        return any(label in value for label in target["labels"])
    if not target[word]:
        return False
    contains = {"region": region_contains, "industry": industry_contains}.get(
        word, lambda listed, found: listed == found
    )
    return any(contains(listed, target[word]) for listed in value)


# --- 6. Documents: layout and shapes --------------------------------------------------------------------------------


def write_document(document):
    """The one layout of a document (6)."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read_document(text):
    """The JSON value of a document, refused unless it is in the one layout (6)."""

    def members(pairs):
        refuse_unless(len(dict(pairs)) == len(pairs), "a member is repeated")
        return dict(pairs)

    def whole(digits):
        number = int(digits)
        refuse_unless(abs(number) <= MOST, f"the number {digits} exceeds 2^53")
        return number

    def fractional(number):
        raise Refused(f"{number} is not a whole number")

    try:
        document = json.loads(
            text, object_pairs_hook=members, parse_int=whole, parse_float=fractional, parse_constant=fractional
        )
        laid_out = write_document(document).encode()
    except Refused:
        raise
    except (ValueError, RecursionError) as why:
        raise Refused(f"not a JSON document: {why}") from None
    refuse_unless(laid_out == text.encode(), "the document is not in the layout of section 6")
    return document


def check_shape(value, shape, where):
    """Refuses a JSON value that has not the shape: a dict names all members in order, a list its elements, a function
    checks for itself."""
    if isinstance(shape, dict):
        refuse_unless(
            isinstance(value, dict) and list(value) == list(shape), f"{where}: the members are not {list(shape)}"
        )
        for member, inside in shape.items():
            check_shape(value[member], inside, f"{where}.{member}")
    elif isinstance(shape, list):
        refuse_unless(isinstance(value, list), f"{where} is not a list")
        for number, element in enumerate(value):
            check_shape(element, shape[0], f"{where}[{number}]")
    else:
        shape(value, where)


def by_kind(shapes):
    """A value whose member `kind` says which of the shapes it has."""

    def check(value, where):
        kind = value.get("kind") if isinstance(value, dict) else None
        one_of(*shapes)(kind, f"{where}.kind")
        check_shape(value, shapes[kind], where)

    return check


def one_of(*words):
    def check(value, where):
        refuse_unless(isinstance(value, str) and value in words, f"{where}: {value!r} is none of {', '.join(words)}")

    return check


def or_null(shape):
    def check(value, where):
        if value is not None:
            check_shape(value, shape, where)

    return check


def any_text(value, where):
    """What was published is carried along as it stands, with its line ends or empty."""
    refuse_unless(isinstance(value, str), f"{where} is not a text")


def some_bytes(value, where):
    """Bytes of any number, in lower-case hexadecimal."""
    refuse_unless(
        isinstance(value, str) and re.fullmatch("([0-9a-f]{2})+", value),
        f"{where} is not made of pairs of lower-case hexadecimal characters",
    )


def yes_or_no(value, where):
    refuse_unless(isinstance(value, bool), f"{where} is neither true nor false")


def whole_from(least):
    return lambda value, where: check_whole(value, where, least)


def one_for_each_tier(shape):
    """Four elements, of the tiers A, B, C and D."""

    def check(value, where):
        check_shape(value, [shape], where)
        refuse_unless([entry["tier"] for entry in value] == list(TIERS), f"{where} are not the tiers A, B, C, D")

    return check


a_text = check_text
a_hash = check_hex
a_name = check_name
a_tier = one_of(*TIERS)
a_day = lambda value, where: check_day(value)
a_ratio = lambda value, where: read_ratio(value)
a_selector = lambda value, where: check_selector(value)
a_count = whole_from(0)
a_positive = whole_from(1)
a_small_count = lambda value, where: check_whole(value, where, 0, 2**32 - 1)
a_small_positive = lambda value, where: check_whole(value, where, 1, 2**32 - 1)
a_number_of_years = lambda value, where: check_whole(value, where, 1, 2**16 - 1)
a_year = lambda value, where: check_whole(value, where, 1, 9999)
a_coordination = one_of("independent", "merged_visits")


# --- 6.1 Plan -------------------------------------------------------------------------------------------------------


def check_quota_rule(rule, where="quota"):
    """A rule for numbers (3.4, 6.1)."""
    if rule == "census":
        return
    refuse_unless(isinstance(rule, dict) and len(rule) == 1, f"{where}: {rule!r} is not a rule of one member")
    [(word, members)] = rule.items()
    shapes = {
        "per_tier": {"ratios": [a_ratio], "minimums": check_four},
        "progressive": {"ratio": a_ratio, "weights": check_weights, "minimum": a_count, "tier_minimums": check_four},
        "count": {"total": a_count, "weights": check_weights},
        "count_per_tier": {"counts": check_four},
    }
    refuse_unless(word in shapes, f"{where}: unknown rule {word!r}")
    check_shape(members, shapes[word], f"{where}.{word}")
    refuse_unless(word != "per_tier" or len(members["ratios"]) == 4, f"{where}: the ratios are not four, one a tier")


def check_weights(weights, where):
    """Weights from 1 to 2^32 - 1 that never fall from A to D (3.4)."""
    check_four(weights, where, 1, 2**32 - 1)
    refuse_unless(weights == sorted(weights), f"{where}: the weights fall")


def check_combination(combination, where):
    if isinstance(combination, dict):
        check_shape(combination, {"matrix": [[a_tier]]}, where)
        matrix = combination["matrix"]
        refuse_unless([len(row) for row in matrix] == [4, 4, 4, 4], f"{where}: the matrix is not four by four")
    else:
        one_of("higher", "credit_only", "industry_only")(combination, where)


def check_replacement_reasons(reasons, where):
    """Some of the five, in their order, none twice (6.1)."""
    check_shape(reasons, [one_of(*REPLACEMENT_REASONS)], where)
    refuse_unless(
        reasons == [reason for reason in REPLACEMENT_REASONS if reason in reasons],
        f"{where}: the reasons are not in order, or one stands twice",
    )


def check_what_is_asked(value, where):
    """A text without white space around it (6.1)."""
    check_text(value, where)
    refuse_unless(value == value.strip(), f"{where}: {value!r} has white space around it")


LEVELS = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}  # digits of a region code up to each


def check_area(area, where):
    if area != "any":
        refuse_unless(isinstance(area, dict) and list(area) in (["same"], ["other"]), f"{where}: {area!r} is no area")
        [level] = area.values()
        one_of(*LEVELS)(level, where)


def check_team(team, where):
    """Who is sent (6.1)."""
    check_shape(team, TEAM, where)
    slots, size = team["slots"], team["size"]
    asked = [tuple(slot[member] for member in ASKED) for slot in slots]
    refuse_unless((None, None, False) not in asked, f"{where}: an entry asks for nothing")
    refuse_unless(len(set(asked)) == len(asked), f"{where}: two entries ask for the same")
    count = sum(slot["count"] for slot in slots)
    refuse_unless(count <= size, f"{where}: {count} places are asked for in a team of {size}")
    by_agency = any(slot["agency"] is not None for slot in slots)
    refuse_unless(not by_agency or count == size, f"{where}: the agencies send {count} in a team of {size}")
    refuse_unless(team["window"]["from"] <= team["window"]["to"], f"{where}: the window ends before it begins")


ASKED = ("agency", "qualification", "leader")
TEAM = {
    "size": lambda value, where: check_whole(value, where, 2, 100),
    "slots": [
        {
            "count": a_positive,
            "agency": or_null(check_what_is_asked),
            "qualification": or_null(check_what_is_asked),
            "leader": yes_or_no,
        }
    ],
    "area": check_area,
    "window": {"from": a_day, "to": a_day},
}
ROUNDINGS = ("up", "half_up", "down")
REPLACEMENT_REASONS = ("deregistered", "revoked", "rescinded", "moved_out", "duplicate")
RULES = {
    "quota": check_quota_rule,
    "rounding": one_of(*ROUNDINGS),
    "tiers": {"combination": check_combination, "industry_field": or_null(a_text), "not_classified": a_tier},
    "frequency": or_null({"times": a_small_positive, "years": a_number_of_years}),
    "yearly_cap": or_null(a_small_positive),
    "exempt": or_null(a_selector),
    "reserve": a_small_count,
    "replacement_reasons": check_replacement_reasons,
    "team": or_null(check_team),
}


def check_rules(rules, where="rules"):
    """The rules of a task (6.1)."""
    check_shape(rules, RULES, where)
    tiers = rules["tiers"]
    refuse_unless(
        tiers["industry_field"] is not None or tiers["combination"] in ("higher", "credit_only"),
        f"{where}: industry_only and a matrix need an industry_field",
    )


PLAN = {
    "format": one_of("double-random/1 plan"),
    "name": a_name,
    "title": or_null(any_text),
    "authority": or_null(any_text),
    "year": a_year,
    "deadline": or_null(a_day),
    "coordination": a_coordination,
    "tasks": [
        {
            "name": a_name,
            "published": dict.fromkeys(
                ("number", "title", "scope", "items", "range", "ratio", "tiers", "window", "mode"), any_text
            ),
            "selector": or_null(a_selector),
            "rules": or_null(check_rules),
        }
    ],
}


def read_plan(text):
    """A plan document (6.1)."""
    plan = read_document(text)
    check_shape(plan, PLAN, "plan")
    names = [task["name"] for task in plan["tasks"]]
    refuse_unless(len(names) <= 1000, "the plan has more than 1000 tasks")
    refuse_unless(len(set(names)) == len(names), "two tasks of the plan have one name")
    for ratio in (ratio for task in plan["tasks"] if task["rules"] for ratio in ratios_of(task["rules"]["quota"])):
        refuse_unless(ratio == write_ratio(read_ratio(ratio)), f"the ratio {ratio!r} is not in its one form")
    return plan


def ratios_of(rule):
    """The ratios that a rule for numbers holds, as they are written."""
    members = {} if rule == "census" else next(iter(rule.values()))
    return members.get("ratios", []) + ([members["ratio"]] if "ratio" in members else [])


def find_task(plan, name):
    """A task that can be drawn: its selector and its rules are there (6.1)."""
    for task in plan["tasks"]:
        if task["name"] == name:
            refuse_unless(
                task["selector"] is not None and task["rules"] is not None, f"task {name} has no selector or no rules"
            )
            return task
    raise Refused(f"the plan has no task {name!r}")


# --- 3.2, 3.3 Pool and tiers ----------------------------------------------------------------------------------------

REASONS = ("out_of_scope", "not_in_existence", "exempt", "already_inspected", "over_yearly_cap")


@dataclasses.dataclass(frozen=True)
class Pool:
    exclusions: dict  # reason -> number of rows
    not_classified: int
    tiers: dict  # id -> tier, for the targets in the pool

    def counts(self):
        return [sum(tier == mine for mine in self.tiers.values()) for tier in TIERS]


def columns_asked_for(selector, rules):
    """The columns that selector and rules cannot do without (3.1 to 3.3)."""
    columns = set(check_selector(selector))
    if rules["exempt"] is not None:
        columns |= check_selector(rules["exempt"])
    if rules["frequency"] is not None or rules["yearly_cap"] is not None:
        columns.add("last_inspected")
    combination, industry_field = rules["tiers"]["combination"], rules["tiers"]["industry_field"]
    if combination == "credit_only":
        columns.add("tier")
    elif industry_field is not None:
        columns.add("industry_tiers")
    return columns


def check_columns(columns, selector, rules):
    for column in sorted(columns_asked_for(selector, rules)):
        refuse_unless(column in columns, f"the directory lacks the column {column} that is asked for")


def make_pool(directory, task, selector, rules, as_of):
    """Who may be drawn, in which tier, and why the others may not (3.2)."""
    check_name(task, "task")
    check_rules(rules)
    check_day(as_of)
    refuse_unless(directory.kind == "targets", "a pool is made of targets")
    check_columns(directory.columns, selector, rules)
    exclusions, tiers, not_classified = dict.fromkeys(REASONS, 0), {}, 0
    for id, target in directory.entries.items():
        reason = exclusion(target, task, selector, rules, as_of)
        if reason:
            exclusions[reason] += 1
            continue
        tier = combined_tier(target, rules["tiers"])
        not_classified += not tier
        tiers[id] = tier or rules["tiers"]["not_classified"]
    return Pool(exclusions, not_classified, tiers)


def exclusion(target, task, selector, rules, as_of):
    """The first reason that keeps a target out of the pool, or None (3.2)."""
    year = int(as_of[:4])
    frequency, cap, exempt = rules["frequency"], rules["yearly_cap"], rules["exempt"]
    past = [(name, day) for name, day in target["last_inspected"] if day <= as_of]
    if not selects(selector, target):
        return "out_of_scope"
    if target["status"] not in ("", "in_operation"):
        return "not_in_existence"
    if exempt is not None and selects(exempt, target):
        return "exempt"
    if frequency is not None:
        recent = [day for name, day in past if name == task and int(day[:4]) > year - frequency["years"]]
        if len(recent) >= frequency["times"]:
            return "already_inspected"
    if cap is not None and len({day for _, day in past if int(day[:4]) == year}) >= cap:
        return "over_yearly_cap"
    return None


def combined_tier(target, rule):
    """The tier of a target, empty when it is not classified (3.3)."""
    combination = rule["combination"]
    credit = target["tier"]
    industry = target["industry_tiers"].get(rule["industry_field"], "")
    if combination == "credit_only":
        return credit
    if combination == "industry_only":
        return industry
    if combination == "higher" or not credit or not industry:
        return max(credit, industry)  # "" comes before every letter
    return combination["matrix"][TIERS.index(credit)][TIERS.index(industry)]


# --- 3.4 Quotas -----------------------------------------------------------------------------------------------------

ROUND = {"up": ceil, "half_up": lambda ratio: floor(ratio + Fraction(1, 2)), "down": floor}


@dataclasses.dataclass(frozen=True)
class Quota:
    ideal: list  # of exact fractions
    quota: list
    added: list


def make_quota(pool, rule, rounding):
    """How many of each tier are to be drawn (3.4)."""
    check_four(pool, "the numbers of the pool")
    refuse_unless(sum(pool) <= 2**40, "the pool exceeds 2^40")
    check_quota_rule(rule)
    refuse_unless(rounding in ROUND, f"unknown rounding {rounding!r}")
    if rule == "census":
        return Quota([Fraction(number) for number in pool], list(pool), [0] * 4)
    [(word, members)] = rule.items()
    round = ROUND[rounding]
    if word == "count_per_tier":
        quota = [min(number, count) for number, count in zip(pool, members["counts"])]
        return Quota([Fraction(number) for number in quota], quota, [0] * 4)
    if word == "per_tier":
        ideal = [number * read_ratio(ratio) for number, ratio in zip(pool, members["ratios"])]
        return with_minimums(pool, ideal, [round(share) for share in ideal], members["minimums"])
    if word == "count":
        total, minimums = members["total"], [0] * 4
    else:
        total = max(members["minimum"], round(sum(pool) * read_ratio(members["ratio"])))
        minimums = members["tier_minimums"]
    ideal = progressive_ideal(pool, members["weights"], min(sum(pool), total))
    return with_minimums(pool, ideal, whole_numbers(ideal), minimums)


def progressive_ideal(pool, weights, total):
    """N_t · min(1, L·w_t) with the one level L at which they add up to the total (3.4)."""
    if total == sum(pool):
        return [Fraction(number) for number in pool]
    whole = set()  # the tiers of which everyone is drawn
    while True:
        rest = [t for t in range(4) if t not in whole]
        level = Fraction(total - sum(pool[t] for t in whole), sum(pool[t] * weights[t] for t in rest))
        above = {t for t in rest if level * weights[t] > 1}
        if not above:
            return [Fraction(pool[t]) if t in whole else pool[t] * level * weights[t] for t in range(4)]
        whole |= above


def whole_numbers(ideal):
    """The floors, and what is left one each to the tiers that are not whole, from D down to A (3.4)."""
    quota = [floor(share) for share in ideal]
    left = sum(ideal) - sum(quota)
    for t in reversed(range(4)):
        if left and ideal[t] != quota[t]:
            quota[t] += 1
            left -= 1
    return quota


def with_minimums(pool, ideal, quota, minimums):
    """Each number raised to its minimum where the tier holds as many; the rise is shown (3.4)."""
    raised = [max(count, min(number, minimum)) for count, number, minimum in zip(quota, pool, minimums)]
    return Quota(ideal, raised, [new - old for new, old in zip(raised, quota)])


def inversions(pool, ideal, quota):
    """The pairs of tiers whose order whole numbers turned round (3.4)."""
    return [
        [TIERS[s], TIERS[t]]
        for s in range(4)
        for t in range(s + 1, 4)
        if pool[s] and pool[t]
        and Fraction(quota[s], pool[s]) > Fraction(quota[t], pool[t])
        and ideal[s] / pool[s] <= ideal[t] / pool[t]
    ]  # fmt: skip


def realised(count, number):
    """n_t / N_t as text, None for an empty pool (3.4)."""
    return str(Fraction(count, number)) if number else None


# --- 4. Seed, keys, mix stream --------------------------------------------------------------------------------------

PURPOSES = ("ticket", "order", "mix")


def check_sources(sources):
    """Sources with their values (4)."""
    for source in sources:
        kind, label, value = source["kind"], source["label"], source["value"]
        refuse_unless(kind in ("secret", "beacon", "public"), f"unknown kind of source {kind!r}")
        check_text(label, "label")
        check_text(value, "value")
        if kind == "secret":
            check_hex(value, f"the secret of {label}")
        if kind == "beacon":
            read_round(label)
            check_hex(value, f"the randomness of {label}")
    check_labels([source["label"] for source in sources])


def check_labels(labels):
    """Labels differ from each other (4)."""
    refuse_unless(len(set(labels)) == len(labels), "two sources have one label")


@dataclasses.dataclass(frozen=True)
class Network:
    """A network of drand: when its first round was due, seconds between rounds, bytes of a signature (4)."""

    genesis: int
    period: int
    signature: int
    chained: bool


NETWORKS = {
    "default": Network(genesis=1595431050, period=30, signature=96, chained=True),
    "quicknet": Network(genesis=1692803367, period=3, signature=48, chained=False),
}


def read_round(label):
    """The network and the number of a round that a label `<network>:<round>` names (4)."""
    form = re.fullmatch("([a-z]+):([1-9][0-9]*)", label)
    refuse_unless(form and form[1] in NETWORKS, f"{label!r} does not name a round of a known network")
    return form[1], check_whole(int(form[2]), "the round", 1)


def due_time(network, round):
    """When a round is due, in seconds of Unix time (4)."""
    return NETWORKS[network].genesis + (round - 1) * NETWORKS[network].period


def check_round(source):
    """A revealed round, but for the signature's truth: the randomness is the SHA-256 of the signature in either suite,
    and a chained network signs its previous signature too, in round 1 the 32 bytes of its group hash (4)."""
    name, round = read_round(source["label"])
    network, previous = NETWORKS[name], source["previous_signature"]
    signature = bytes.fromhex(source["signature"])
    refuse_unless(len(signature) == network.signature, f"{source['label']}: that is no signature of the network")
    refuse_unless(
        source["value"] == hashlib.sha256(signature).hexdigest(),
        f"{source['label']}: the value is not the SHA-256 of the signature",
    )
    if network.chained:
        length = 32 if round == 1 else network.signature
        refuse_unless(
            previous is not None and len(bytes.fromhex(previous)) == length,
            f"{source['label']}: the previous signature is missing or none",
        )
    else:
        refuse_unless(previous is None, f"{source['label']}: the network does not chain its rounds")


def declared_label(source):
    """The label of a declared source; a round is named by its network and number (4)."""
    return f"{source['network']}:{source['round']}" if source["kind"] == "beacon" else source["label"]


def check_time(sources, committed_at):
    """A round is only committed to before it is due (4)."""
    for source in sources:
        if source["kind"] == "beacon":
            refuse_unless(committed_at is not None, "a beacon is committed to, but not at what time")
            due = due_time(source["network"], source["round"])
            refuse_unless(
                committed_at < due, f"{declared_label(source)} was due at {due}, the commitment is of {committed_at}"
            )


def secret_commitment(suite, label, value):
    """What a holder of a secret publishes beforehand (4)."""
    check_text(label, "label")
    check_hex(value, f"the secret of {label}")
    return hash_text(suite, f"double-random/1 secret {suite}\n{label}\t{value}\n")


def make_seed(suite, sources):
    """The seed from the revealed sources in the committed order (4)."""
    check_sources(sources)
    lines = [f"{source['kind']}\t{source['label']}\t{source['value']}\n" for source in sources]
    return hash_text(suite, f"double-random/1 seed {suite}\n" + "".join(lines))


def trial_seed(suite, number):
    """The throw-away seed of a trial (4)."""
    refuse_unless(
        isinstance(number, str) and re.fullmatch("0|[1-9][0-9]{0,9}", number) and int(number) < 2**32,
        "not the number of a trial",
    )
    return hash_text(suite, f"double-random/1 trial {suite}\n{number}\n")


def make_key(suite, purpose, scope, seed):
    """The key for one purpose and scope (4)."""
    refuse_unless(purpose in PURPOSES, f"unknown purpose {purpose!r}")
    check_text(scope, "scope")
    check_hex(seed, "seed")
    return hash_text(suite, f"double-random/1 key {suite}\n{purpose}\n{scope}\n{seed}\n")


def draw_id(plan, task, attempt):
    """<plan>/<task>/<attempt> (1)."""
    return f"{check_name(plan)}/{check_name(task)}/{check_whole(attempt, 'attempt', 1)}"


def all_keys(suite, coordination, plan, draw, seed):
    """The keys of a draw, in the scope its plan's coordination asks for (4)."""
    scope = plan if coordination == "merged_visits" else draw
    return {purpose: make_key(suite, purpose, scope, seed) for purpose in PURPOSES}


def true_witness(sources):
    """A ceremony with one secret and nothing else is unwitnessed; all sources must hold at least 128 bits (4)."""
    bits = sum(source["bits"] if source["kind"] == "public" else 256 for source in sources)
    refuse_unless(bits >= 128, f"the sources have {bits} bits, 128 are needed")
    return "unwitnessed" if [source["kind"] for source in sources] == ["secret"] else "witnessed"


class Mix:
    """The mix stream: PCG XSL RR 128/64 (4)."""

    MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645

    def __init__(self, state, increment):
        """PCG's own seeding: the increment is added to the state that was read, then one step is taken."""
        self.increment = increment | 1
        self.state = state + self.increment
        self.step()

    @classmethod
    def from_key(cls, key):
        raw = bytes.fromhex(check_hex(key, "mix key"))
        return cls(int.from_bytes(raw[:16], "little"), int.from_bytes(raw[16:], "little"))

    def step(self):
        self.state = (self.state * self.MULTIPLIER + self.increment) % 2**128

    def next(self):
        """A 64-bit word: a step, then its two halves folded and rotated by the top six bits."""
        self.step()
        folded = (self.state >> 64 ^ self.state) % 2**64
        places = self.state >> 122
        return (folded >> places | folded << (64 - places)) % 2**64

    def below(self, n):
        """A number below n, all equally likely: words below 2^64 mod n are rejected (4)."""
        check_whole(n, "the bound", 1, 2**64 - 1)
        while True:
            word = self.next()
            if word >= 2**64 % n:
                return word % n


# --- 5. Ticket and selection ----------------------------------------------------------------------------------------


def make_ticket(suite, key, id):
    """hex(H(key || id)), both as text (5)."""
    return hash_text(suite, key + id)


def ticket_order(entry):
    """Entries (ticket, id) are ordered as bytes (5)."""
    ticket, id = entry
    return ticket, id.encode()


def partial_draw(suite, key, tiers, keep):
    """Of each tier the smallest `keep` entries (ticket, id) of some of the targets (5)."""
    check_hex(key, "ticket key")
    return {
        tier: heapq.nsmallest(
            keep[tier],
            ((make_ticket(suite, key, id), id) for id, mine in tiers.items() if mine == tier),
            key=ticket_order,
        )
        for tier in TIERS
    }


def merge(one, other, keep):
    """Two partial draws as one: the smallest of both (5)."""
    return {tier: heapq.nsmallest(keep[tier], one[tier] + other[tier], key=ticket_order) for tier in TIERS}


def make_draw(suite, key, tiers, quota, reserve):
    """The drawn, the reserve and the cut-off of each tier, as the record lists them (5, 6.3)."""
    quota = dict(zip(TIERS, quota))
    smallest = partial_draw(suite, key, tiers, {tier: quota[tier] + reserve for tier in TIERS})
    draw = []
    for tier in TIERS:
        listed = [
            {"rank": rank, "id": id, "ticket": ticket} for rank, (ticket, id) in enumerate(smallest[tier], start=1)
        ]
        drawn, rest = listed[: quota[tier]], listed[quota[tier] :]
        draw.append({"tier": tier, "cut_off": last_ticket(drawn), "drawn": drawn, "reserve": rest})
    return draw


def last_ticket(drawn):
    """The cut-off of a tier, None when no target was drawn in it (5)."""
    return drawn[-1]["ticket"] if drawn else None


def merged_visits(coordination, tasks, draws):
    """Each target that was drawn, with the tasks that drew it (5, 6.3)."""
    if coordination != "merged_visits":
        return None
    visits = {}
    for task, draw in zip(tasks, draws):
        for tier in draw["tiers"]:
            for entry in tier["drawn"]:
                visits.setdefault(entry["id"], (entry["ticket"], []))[1].append(task)
    ordered = sorted(visits, key=lambda id: ticket_order((visits[id][0], id)))
    return [{"id": id, "tasks": visits[id][1]} for id in ordered]


if __name__ == "__main__":
    import commands_v1

    sys.exit(commands_v1.main())
