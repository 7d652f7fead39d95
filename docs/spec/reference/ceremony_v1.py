"""double-random/1: the documents around a draw (sections 6.4 to 6.8): void, amendment, receipt, absence, notice, digest.

It is read after draw_v1.py and record_v1.py, which hold everything it stands on, and teams_v1.py for the teams in force.
A function `make_…` writes a document, `read_…` refuses what is none. What such a document says of a record, a plan or a
directory is for verify_v1.py to check.
"""

from draw_v1 import (
    HASHES,
    REASONS,
    REPLACEMENT_REASONS,
    TIERS,
    H,
    a_count,
    a_day,
    a_hash,
    a_name,
    a_positive,
    a_text,
    a_tier,
    check_id,
    check_shape,
    check_sources,
    check_text,
    combined_tier,
    declared_label,
    directory_digest,
    directory_leaves,
    exclusion,
    find_task,
    hash_text,
    inclusion_proof,
    make_draw,
    one_of,
    or_null,
    proof_holds,
    read_document,
    read_plan,
    refuse_unless,
    row_salt,
    write_document,
)
from record_v1 import a_revealed_source, check_commitment, read_commitment, read_record, recount_pool
from teams_v1 import Setting, TeamsInForce

a_suite = one_of(*HASHES)
a_commitment = lambda value, where: check_commitment(value)


def check_committed(commitment, plan_text=None, directory=None, inspectors=None):
    """Refuses another plan or directory than those committed to (6.2)."""
    suite = commitment["suite"]
    if plan_text is not None:
        refuse_unless(
            hash_text(suite, plan_text) == commitment["plan"]["digest"], "the plan is not the one committed to"
        )
    if directory is not None:
        refuse_unless(
            directory_digest(suite, directory) == commitment["targets"]["digest"],
            "the directory is not the one committed to",
        )
    if inspectors is not None:
        refuse_unless(commitment["inspectors"] is not None, "the commitment names no inspectors")
        refuse_unless(
            directory_digest(suite, inspectors) == commitment["inspectors"]["digest"],
            "the inspectors are not those committed to",
        )


def a_line(value, where):
    """A text that a person wrote: not blank, in one line (6.4, 6.5)."""
    refuse_unless(isinstance(value, str) and value.strip(), f"{where} is blank")
    check_text(value, where)


# --- 6.4 Void -------------------------------------------------------------------------------------------------------

VOID = {
    "format": one_of("double-random/1 void"),
    "suite": a_suite,
    "plan": a_name,
    "tasks": [a_name],
    "attempt": a_positive,
    "previous": or_null(a_hash),
    "commitment_digest": a_hash,
    "record_digest": or_null(a_hash),
    "reason": one_of("source_missing", "source_differs", "wrong_plan", "wrong_directory", "technical_fault", "other"),
    "explanation": a_line,
    "by": a_line,
    "day": a_day,
}


def make_void(commitment_text, record_digest, reason, explanation, by, day):
    """The document by which an attempt is declared void (6.4)."""
    commitment = read_commitment(commitment_text)
    void = {
        "format": "double-random/1 void",
        "suite": commitment["suite"],
        "plan": commitment["plan"]["name"],
        "tasks": [draw["task"] for draw in commitment["draws"]],
        "attempt": commitment["attempt"],
        "previous": commitment["previous"],
        "commitment_digest": hash_text(commitment["suite"], commitment_text),
        "record_digest": record_digest,
        "reason": reason,
        "explanation": explanation,
        "by": by,
        "day": day,
    }
    check_void(void)
    return void


def check_void(void):
    """Refuses what is not a void document (6.4)."""
    check_shape(void, VOID, "void")
    tasks = void["tasks"]
    refuse_unless(tasks and len(set(tasks)) == len(tasks), "the void names no task, or one twice")
    refuse_unless((void["previous"] is None) == (void["attempt"] == 1), "only attempt 1 has no attempt before it")


def read_void(text):
    void = read_document(text)
    check_void(void)
    return void


# --- 6.5 Amendment --------------------------------------------------------------------------------------------------

CHANGES = {
    "replacement": {
        "draw": a_text,
        "tier": a_tier,
        "out": a_text,
        "in": or_null(a_text),
        "reason": one_of(*REPLACEMENT_REASONS),
        "evidence": a_line,
    },
    "supplement": {"draw": a_text, "tier": a_tier, "in": [a_text], "reason": a_line},
    "recusal": {
        "draw": a_text,
        "target": a_text,
        "inspector": a_line,
        "successor": or_null(a_line),
        "reason": a_line,
    },
}


def a_change(value, where):
    refuse_unless(isinstance(value, dict) and len(value) == 1, f"{where} is not a change of one member")
    [(kind, members)] = value.items()
    one_of(*CHANGES)(kind, where)
    check_shape(members, CHANGES[kind], f"{where}.{kind}")


AMENDMENT = {
    "format": one_of("double-random/1 amendment"),
    "suite": a_suite,
    "record_digest": a_hash,
    "number": a_positive,
    "previous": or_null(a_hash),
    "day": a_day,
    "by": a_line,
    "change": a_change,
}


def read_amendment(text):
    amendment = read_document(text)
    check_shape(amendment, AMENDMENT, "amendment")
    return amendment


class InForce:
    """The lists in force: each tier of each draw begins as the drawn and changes by one amendment after the other (6.5).

    `record_text` is the record, whose keys, drawn and teams are taken as it states them; plan and directories are those
    committed to.
    """

    def __init__(self, record_text, plan, directory, inspectors=None):
        self.record = read_record(record_text)
        commitment = self.record["commitment"]
        self.suite = commitment["suite"]
        self.record_digest = hash_text(self.suite, record_text)
        self.number, self.previous = 0, None  # of the last amendment
        self.order, self.lists, self.listed, self.reasons = {}, {}, {}, {}
        refuse_unless(
            [draw["draw"] for draw in self.record["draws"]] == [draw["draw"] for draw in commitment["draws"]],
            "the draws recorded are not those committed to",
        )
        for committed, recorded in zip(commitment["draws"], self.record["draws"]):
            draw = recorded["draw"]
            self.reasons[draw] = find_task(plan, committed["task"])["rules"]["replacement_reasons"]
            tiers = recount_pool(directory, plan, committed["task"], commitment["as_of"]).tiers
            whole = make_draw(self.suite, recorded["keys"]["ticket"], tiers, [len(tiers)] * 4, 0)
            for ordered, tier in zip(whole, recorded["tiers"]):
                place = draw, tier["tier"]
                self.order[place] = [entry["id"] for entry in ordered["drawn"]]
                self.lists[place] = [entry["id"] for entry in tier["drawn"]]
                self.listed[place] = set(self.lists[place])  # who is, or ever was, on the list
        self.teams = None
        if self.record["assignment"] is not None:
            refuse_unless(inspectors is not None, "the directory of inspectors is missing")
            self.teams = TeamsInForce(Setting(self.record, plan, directory, inspectors))

    def place(self, draw, tier):
        a_text(draw, "draw")
        a_tier(tier, "tier")
        refuse_unless((draw, tier) in self.lists, f"there is no draw {draw!r}")
        return draw, tier

    def next(self, place, count):
        """The first of the order that were never on the list, at most `count` (6.5)."""
        return [id for id in self.order[place] if id not in self.listed[place]][:count]

    def amend(self, text):
        """Adds an amendment, or refuses it (6.5)."""
        amendment = read_amendment(text)
        for member, expected in (
            ("suite", self.suite),
            ("record_digest", self.record_digest),
            ("number", self.number + 1),
            ("previous", self.previous),
        ):
            refuse_unless(
                amendment[member] == expected,
                f"amendment {self.number + 1}: {member} is {amendment[member]!r}, not {expected!r}",
            )
        [(kind, change)] = amendment["change"].items()
        {"replacement": self.replace, "supplement": self.supplement, "recusal": self.recuse}[kind](change)
        self.number, self.previous = amendment["number"], hash_text(self.suite, text)

    def replace(self, change):
        place = self.place(change["draw"], change["tier"])
        refuse_unless(change["out"] in self.lists[place], f"{change['out']!r} is not on the list")
        refuse_unless(
            change["reason"] in self.reasons[change["draw"]], f"the rules of the task do not allow {change['reason']}"
        )
        self.lists[place].remove(change["out"])
        if self.has_team(change["draw"]):
            self.teams.go_out(change["draw"], change["out"])
        self.step_in(place, [] if change["in"] is None else [change["in"]], 1)

    def supplement(self, change):
        refuse_unless(change["in"], "a supplement adds nobody")
        self.step_in(self.place(change["draw"], change["tier"]), change["in"], len(change["in"]))

    def recuse(self, change):
        on_the_list = {id for tier in TIERS for id in self.lists[self.place(change["draw"], tier)]}
        refuse_unless(change["target"] in on_the_list, f"{change['target']!r} is not on the list")
        if self.has_team(change["draw"]):
            self.teams.recuse(*(change[member] for member in ("draw", "target", "inspector", "successor")))

    def step_in(self, place, ids, count):
        following = self.next(place, count)
        refuse_unless(ids == following, f"next are {following}, not {ids}")
        self.lists[place] += ids
        self.listed[place].update(ids)
        if self.has_team(place[0]):
            for id in ids:
                self.teams.come_in(place[0], id)

    def has_team(self, draw):
        """Whether it is for this protocol to say who visits the targets of a draw (6.5)."""
        return self.teams is not None and self.teams.has_team(draw)

    def by_draw(self):
        """{draw id: {tier: ids}}: the drawn that are left in their order, then those that stepped in."""
        draws = {}
        for (draw, tier), ids in self.lists.items():
            draws.setdefault(draw, {})[tier] = ids
        return draws

    def by_visit(self):
        """The teams of the record's visits that have a draw left, then of those that came in, or None (8.5)."""
        return None if self.teams is None else self.teams.stated()


def list_in_force(record_text, plan_text, directory, amendments, inspectors=None):
    """The lists after these amendments, each refused unless it is chained and changes what the rules allow (6.5)."""
    check_committed(read_record(record_text)["commitment"], plan_text, directory, inspectors)
    in_force = InForce(record_text, read_plan(plan_text), directory, inspectors)
    for text in amendments:
        in_force.amend(text)
    return in_force


def make_amendment(record_text, plan_text, directory, amendments, day, by, asked, inspectors=None):
    """The amendment after these. `asked` is a change without its `in`, for who is next is not a choice; a supplement
    names the `count` instead (6.5)."""
    in_force = list_in_force(record_text, plan_text, directory, amendments, inspectors)
    refuse_unless(isinstance(asked, dict) and len(asked) == 1, "not a change of one member")
    [(kind, members)] = asked.items()
    one_of(*CHANGES)(kind, "change")
    refuse_unless(isinstance(members, dict), f"{kind} has no members")
    members = dict(members)
    if kind == "replacement":
        following = in_force.next(in_force.place(members["draw"], members["tier"]), 1)
        members["in"] = following[0] if following else None
    if kind == "supplement":
        count = members.pop("count")
        a_positive(count, "count")
        following = in_force.next(in_force.place(members["draw"], members["tier"]), count)
        refuse_unless(len(following) == count, f"only {len(following)} are left in the order")
        members["in"] = following
    refuse_unless(set(members) == set(CHANGES[kind]), f"the members of {kind} are not {list(CHANGES[kind])}")
    text = write_document(
        {
            "format": "double-random/1 amendment",
            "suite": in_force.suite,
            "record_digest": in_force.record_digest,
            "number": in_force.number + 1,
            "previous": in_force.previous,
            "day": day,
            "by": by,
            "change": {kind: {member: members[member] for member in CHANGES[kind]}},
        }
    )
    in_force.amend(text)
    return text


# --- 6.6, 6.7 Proof of a row ----------------------------------------------------------------------------------------


def a_row_text(value, where):
    """The fields of a row, joined by TAB (2)."""
    refuse_unless(isinstance(value, str), f"{where} is not a text")
    for field in value.split("\t"):
        check_text(field, where, empty=True)


PROOF = {"row": a_row_text, "salt": or_null(a_hash), "index": a_count, "path": [a_hash]}


def prove_row(suite, directory, index):
    """The row at this index with the path from its leaf to the root (2, 6.6)."""
    row = directory.rows[index]
    path = inclusion_proof(suite, directory_leaves(suite, directory), index)
    return {
        "row": "\t".join(row),
        "salt": row_salt(suite, directory, row[0]),
        "index": index,
        "path": [sibling.hex() for sibling in path],
    }


def check_row(commitment, proof):
    """Refuses a row that the committed root does not hold at this index; answers its fields (2, 6.6)."""
    suite, targets = commitment["suite"], commitment["targets"]
    fields = proof["row"].split("\t")
    refuse_unless(len(fields) == len(targets["columns"]), f"{len(fields)} fields for {len(targets['columns'])} columns")
    check_id(fields[0], targets["profile"])
    refuse_unless((proof["salt"] is not None) == targets["salted"], "the row is salted, or not, unlike the directory")
    leaf = H(suite, b"\0" + (proof["salt"] or "").encode() + proof["row"].encode())
    path = [bytes.fromhex(sibling) for sibling in proof["path"]]
    refuse_unless(
        proof_holds(suite, bytes.fromhex(targets["root"]), targets["rows"], proof["index"], leaf, path),
        "the path does not lead from the row to the committed root",
    )
    return fields


# --- 6.6 Receipt ----------------------------------------------------------------------------------------------------

OUTCOMES = ("drawn", "reserve", "not_drawn", "excluded")
RECEIPT = {
    "format": one_of("double-random/1 receipt"),
    "record_digest": a_hash,
    "commitment": a_commitment,
    "sources": [a_revealed_source],
    "seed": a_hash,
    "id": a_text,
    **PROOF,
    "draws": [
        {
            "draw": a_text,
            "key": a_hash,
            "ticket": a_hash,
            "outcome": one_of(*OUTCOMES),
            "reason": or_null(one_of(*REASONS)),
            "tier": or_null(a_tier),
            "rank": or_null(a_positive),
            "cut_off": or_null(a_hash),
        }
    ],
}


def make_receipt(record_text, plan_text, directory, id):
    """What one target is given to check its own case (6.6)."""
    record = read_record(record_text)
    commitment = record["commitment"]
    suite, plan = commitment["suite"], read_plan(plan_text)
    check_committed(commitment, plan_text, directory)
    refuse_unless(id in directory.entries, f"{id!r} is not in the directory")
    index = [row[0] for row in directory.rows].index(id)
    draws = []
    for committed, recorded in zip(commitment["draws"], record["draws"]):
        key = recorded["keys"]["ticket"]
        draws.append(
            {
                "draw": recorded["draw"],
                "key": key,
                "ticket": hash_text(suite, key + id),
                **outcome(recorded, id, *standing(directory.entries[id], plan, committed["task"], commitment["as_of"])),
            }
        )
    receipt = {
        "format": "double-random/1 receipt",
        "record_digest": hash_text(suite, record_text),
        "commitment": commitment,
        "sources": record["sources"],
        "seed": record["seed"],
        "id": id,
        **prove_row(suite, directory, index),
        "draws": draws,
    }
    check_receipt_shape(receipt)
    return receipt


def standing(target, plan, name, as_of):
    """(reason, tier): why the target is not in the pool of a task, or its tier there; the other is None (3.2, 3.3)."""
    task = find_task(plan, name)
    reason = exclusion(target, name, task["selector"], task["rules"], as_of)
    if reason:
        return reason, None
    return None, combined_tier(target, task["rules"]["tiers"]) or task["rules"]["tiers"]["not_classified"]


def outcome(recorded, id, reason, tier):
    """What a recorded draw did with a target (6.6)."""
    if reason:
        return {"outcome": "excluded", "reason": reason, "tier": None, "rank": None, "cut_off": None}
    mine = recorded["tiers"][TIERS.index(tier)]
    for part in ("drawn", "reserve"):
        for entry in mine[part]:
            if entry["id"] == id:
                return {
                    "outcome": part, "reason": None, "tier": tier, "rank": entry["rank"], "cut_off": mine["cut_off"],
                }  # fmt: skip
    return {"outcome": "not_drawn", "reason": None, "tier": tier, "rank": None, "cut_off": mine["cut_off"]}


def check_receipt_shape(receipt):
    """Refuses what is not a receipt, a draw of it missing, or a member null that must not be, or the reverse (6.6)."""
    check_shape(receipt, RECEIPT, "receipt")
    check_sources(receipt["sources"])
    committed = receipt["commitment"]["draws"]
    refuse_unless(
        [draw["draw"] for draw in receipt["draws"]] == [draw["draw"] for draw in committed],
        "the draws of the receipt are not those committed to",
    )
    for draw, numbers in zip(receipt["draws"], committed):
        excluded = draw["outcome"] == "excluded"
        drew = not excluded and draw["tier"] is not None and numbers["tiers"][TIERS.index(draw["tier"])]["quota"] > 0
        given = {
            "reason": excluded,
            "tier": not excluded,
            "rank": draw["outcome"] in ("drawn", "reserve"),
            "cut_off": drew,
        }
        for member, is_given in given.items():
            refuse_unless(
                (draw[member] is not None) == is_given,
                f"{draw['draw']}: {member} is {draw[member]!r} for the outcome {draw['outcome']}",
            )


def read_receipt(text):
    receipt = read_document(text)
    check_receipt_shape(receipt)
    return receipt


# --- 6.7 Absence ----------------------------------------------------------------------------------------------------

ABSENCE = {
    "format": one_of("double-random/1 absence"),
    "commitment": a_commitment,
    "id": a_text,
    "before": or_null(PROOF),
    "after": or_null(PROOF),
}


def make_absence(commitment_text, directory, id):
    """Proof that an id is not in the directory: the rows beside the place where it would stand (6.7)."""
    commitment = read_commitment(commitment_text)
    check_committed(commitment, directory=directory)
    check_id(id, directory.profile)
    refuse_unless(id not in directory.entries, f"{id!r} is in the directory")
    suite, count = commitment["suite"], len(directory.rows)
    place = sum(row[0].encode() < id.encode() for row in directory.rows)
    return {
        "format": "double-random/1 absence",
        "commitment": commitment,
        "id": id,
        "before": prove_row(suite, directory, place - 1) if place > 0 else None,
        "after": prove_row(suite, directory, place) if place < count else None,
    }


def check_absence(absence_text, commitment_digest):
    """Refuses what does not prove that the id is absent (6.7)."""
    absence = read_document(absence_text)
    check_shape(absence, ABSENCE, "absence")
    commitment, before, after = absence["commitment"], absence["before"], absence["after"]
    suite, targets = commitment["suite"], commitment["targets"]
    refuse_unless(
        hash_text(suite, write_document(commitment)) == commitment_digest, "the commitment is not the published one"
    )
    id = check_id(absence["id"], targets["profile"])
    if before is not None:
        refuse_unless(check_row(commitment, before)[0].encode() < id.encode(), "the row before does not come before")
    if after is not None:
        refuse_unless(check_row(commitment, after)[0].encode() > id.encode(), "the row after does not come after")
    first_after = 0 if before is None else before["index"] + 1
    index_after = targets["rows"] if after is None else after["index"]
    refuse_unless(first_after == index_after, f"rows from {first_after} to {index_after} are left out")
    if targets["rows"] == 0:
        refuse_unless(targets["root"] == H(suite, b"").hex(), "the committed root is not that of an empty directory")


# --- 6.8 Notice and digest ------------------------------------------------------------------------------------------


def make_notice(plan_text, commitment_text):
    """What is published before the draw (6.8)."""
    plan, commitment = read_plan(plan_text), read_commitment(commitment_text)
    check_committed(commitment, plan_text)
    return {
        "format": "double-random/1 notice",
        "suite": commitment["suite"],
        "plan": commitment["plan"]["name"],
        "title": plan["title"],
        "attempt": commitment["attempt"],
        "previous": commitment["previous"],
        "as_of": commitment["as_of"],
        "commitment_digest": hash_text(commitment["suite"], commitment_text),
        "witness": commitment["witness"],
        "sources": [declared_label(source) for source in commitment["sources"]],
        "tasks": [
            {
                "draw": draw["draw"],
                "title": find_task(plan, draw["task"])["published"]["title"],
                "pool": sum(tier["pool"] for tier in draw["tiers"]),
                "drawn": sum(tier["quota"] for tier in draw["tiers"]),
            }
            for draw in commitment["draws"]
        ],
    }


DIGEST = {
    "format": one_of("double-random/1 digest"),
    "suite": a_suite,
    "plan": a_name,
    "attempt": a_positive,
    "commitment_digest": a_hash,
    "record_digest": a_hash,
    "draws": [{"draw": a_text, "drawn": a_count, "cut_offs": [or_null(a_hash)]}],
}


def make_digest(record_text):
    """What is published after the draw (6.8)."""
    record = read_record(record_text)
    commitment = record["commitment"]
    return {
        "format": "double-random/1 digest",
        "suite": commitment["suite"],
        "plan": commitment["plan"]["name"],
        "attempt": commitment["attempt"],
        "commitment_digest": record["commitment_digest"],
        "record_digest": hash_text(commitment["suite"], record_text),
        "draws": [
            {
                "draw": draw["draw"],
                "drawn": sum(len(tier["drawn"]) for tier in draw["tiers"]),
                "cut_offs": [tier["cut_off"] for tier in draw["tiers"]],
            }
            for draw in record["draws"]
        ],
    }


def read_digest(text):
    digest = read_document(text)
    check_shape(digest, DIGEST, "digest")
    refuse_unless(
        all(len(draw["cut_offs"]) == len(TIERS) for draw in digest["draws"]), "the cut-offs are not four, one a tier"
    )
    return digest
