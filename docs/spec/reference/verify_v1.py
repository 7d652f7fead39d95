"""double-random/1: what a verifier recomputes of a record and of a receipt (section 7).

It is read after all but commands_v1.py. Of a beacon round the signature itself is not verified, which the standard
library cannot do; all else that `sources.commitments` and `receipt.sources` ask for is.
"""

import dataclasses
import functools

from assign_v1 import fill
from ceremony_v1 import (
    InForce,
    check_row,
    read_digest,
    read_receipt,
    read_void,
    standing,
)
from draw_v1 import (
    HASHES,
    TIERS,
    Refused,
    all_keys,
    check_columns,
    check_time,
    directory_digest,
    directory_root,
    draw_id,
    find_task,
    hash_text,
    last_ticket,
    make_draw,
    make_key,
    make_seed,
    make_ticket,
    merged_visits,
    read_plan,
    read_target,
    refuse_unless,
    true_witness,
    write_document,
)
from record_v1 import (
    committed_sources,
    directory_shape,
    opened_sources,
    read_record,
    recount_pool,
    state_quota,
)
from teams_v1 import Setting, asked_of, beyond, first_of_least_sum, mixed, stated

# --- 7. Of a record -------------------------------------------------------------------------------------------------


class NotHandedIn(Exception):
    """A check needs an input that the verifier was not given."""


@dataclasses.dataclass(frozen=True)
class Check:
    name: str
    status: str  # "passed", "failed" or "not_done"
    expected: object = None
    found: object = None


class Given:
    """What a verifier was given. Each check takes its premises from here as they are stated, so that an edit is found
    by the checks beside it and not by all that follow."""

    def __init__(
        self,
        record_text,
        plan_text,
        load_directory,
        commitment_digest,
        record_digest,
        voids,
        amendments,
        load_inspectors,
    ):
        self.record_text = record_text
        self.plan_text = plan_text
        self.load_directory, self.load_inspectors = load_directory, load_inspectors
        self.published = {"commitment": commitment_digest, "record": record_digest}
        self.voids, self.amendments = voids, amendments
        self.record = read_record(record_text)
        self.commitment = self.record["commitment"]
        self.suite = self.commitment["suite"]

    def digest(self, document):
        if self.published[document] is None:
            raise NotHandedIn(f"the published digest of the {document} was not handed in")
        return self.published[document]

    @functools.cached_property
    def plan(self):
        if self.plan_text is None:
            raise NotHandedIn("the plan was not handed in")
        return read_plan(self.plan_text)

    @functools.cached_property
    def directory(self):
        if self.load_directory is None:
            raise NotHandedIn("the directory was not handed in")
        return self.load_directory()

    @functools.cached_property
    def inspectors(self):
        if self.load_inspectors is None:
            raise NotHandedIn("the directory of inspectors was not handed in")
        return self.load_inspectors()

    @functools.cached_property
    def setting(self):
        return Setting(self.record, self.plan, self.directory, self.inspectors)

    @property
    def assignment(self):
        refuse_unless(self.record["assignment"] is not None, "the record has no assignment")
        return self.record["assignment"]

    @functools.cached_property
    def pool_of(self):
        """The pool of a task, recounted once for the checks of pool and selection."""
        directory, plan = self.directory, self.plan
        return functools.cache(lambda task: recount_pool(directory, plan, task, self.commitment["as_of"]))

    @functools.cache
    def first_of_least_sum(self, slots):
        """Found once for the checks of balance and start, whose slots are mostly the same."""
        return first_of_least_sum(self.setting, self.assignment["visits"], slots)

    def pairs(self):
        """The committed draws with those of the record."""
        committed, drawn = self.commitment["draws"], self.record["draws"]
        refuse_unless(len(committed) == len(drawn), f"{len(committed)} draws are committed to, {len(drawn)} recorded")
        return list(zip(committed, drawn))


def check_record_digest(given):
    return given.digest("record"), hash_text(given.suite, given.record_text)


def check_commitment_digest(given):
    actual = hash_text(given.suite, write_document(given.commitment))
    stated = given.record["commitment_digest"]
    return (actual, stated) if stated != actual else (given.digest("commitment"), actual)


def check_attempt(given):
    commitment = given.commitment
    tasks = [draw["task"] for draw in commitment["draws"]]
    refuse_unless(len(set(tasks)) == len(tasks), "a task is named twice")
    ids = [draw_id(commitment["plan"]["name"], task, commitment["attempt"]) for task in tasks]
    expected = {"committed": ids, "recorded": ids, "has_previous": commitment["attempt"] > 1}
    found = {
        "committed": [draw["draw"] for draw in commitment["draws"]],
        "recorded": [draw["draw"] for draw in given.record["draws"]],
        "has_previous": commitment["previous"] is not None,
    }
    return expected, found


def check_attempts(given):
    """The voids are compared member by member with what the chain asks of each, and the last with the commitment."""
    commitment = given.commitment
    if not given.voids and commitment["attempt"] > 1:
        raise NotHandedIn("no void was handed in")
    voids = [read_void(text) for text in given.voids]
    digests = [hash_text(void["suite"], text) for void, text in zip(voids, given.voids)]
    tasks = [draw["task"] for draw in commitment["draws"]]
    chain = [None, *digests]
    expected = [
        {"attempt": number, "plan": commitment["plan"]["name"], "tasks": tasks, "previous": previous}
        for number, previous in zip(range(1, commitment["attempt"]), chain)
    ]
    found = [{member: void[member] for member in ("attempt", "plan", "tasks", "previous")} for void in voids]
    return (
        {"voids": expected, "number": commitment["attempt"] - 1, "previous": chain[-1]},
        {"voids": found, "number": len(voids), "previous": commitment["previous"]},
    )


def check_plan_digest(given):
    plan, committed = given.plan, given.commitment
    expected = {**committed["plan"], "coordination": committed["coordination"]}
    digest = hash_text(given.suite, given.plan_text)
    return expected, {"name": plan["name"], "digest": digest, "coordination": plan["coordination"]}


def check_directory_shape(given):
    found = directory_shape(given.directory)
    return {member: given.commitment["targets"][member] for member in found}, found


def check_directory_root(given):
    return given.commitment["targets"]["root"], directory_root(given.suite, given.directory)


def check_directory_digest(given):
    return given.commitment["targets"]["digest"], directory_digest(given.suite, given.directory)


def check_source_commitments(given):
    return committed_sources(given.commitment), opened_sources(given.suite, given.record["sources"])


def check_source_time(given):
    check_time(given.commitment["sources"], given.commitment["committed_at"])
    return None, None  # holds when nothing was refused


def check_source_entropy(given):
    return true_witness(given.commitment["sources"]), given.commitment["witness"]


def check_seed(given):
    return make_seed(given.suite, given.record["sources"]), given.record["seed"]


def check_keys(given):
    coordination, plan = given.commitment["coordination"], given.commitment["plan"]["name"]
    draws, seed = given.record["draws"], given.record["seed"]
    expected = [all_keys(given.suite, coordination, plan, draw["draw"], seed) for draw in draws]
    return expected, [draw["keys"] for draw in draws]


def check_pool(given):
    pool_of, expected = given.pool_of, []
    for draw in given.commitment["draws"]:
        pool = pool_of(draw["task"])
        expected.append((pool.exclusions, pool.not_classified, pool.counts()))
    return expected, [
        (draw["exclusions"], draw["not_classified"], [tier["pool"] for tier in draw["tiers"]])
        for draw in given.commitment["draws"]
    ]


def check_quota(given):
    plan, expected, found = given.plan, [], []
    for draw in given.commitment["draws"]:
        expected.append(state_quota([tier["pool"] for tier in draw["tiers"]], find_task(plan, draw["task"])["rules"]))
        found.append({member: draw[member] for member in ("tiers", "inversions", "reserve")})
    return expected, found


def listed_in(draw):
    return [entry for tier in draw["tiers"] for entry in tier["drawn"] + tier["reserve"]]


def check_tickets(given):
    draws = given.record["draws"]
    return (
        [
            [make_ticket(given.suite, draw["keys"]["ticket"], entry["id"]) for entry in listed_in(draw)]
            for draw in draws
        ],
        [[entry["ticket"] for entry in listed_in(draw)] for draw in draws],
    )


def check_selection(given):
    def ranked(tiers):
        return [
            [[(entry["rank"], entry["id"]) for entry in tier[part]] for part in ("drawn", "reserve")] for tier in tiers
        ]

    pool_of, expected = given.pool_of, []
    for committed, recorded in given.pairs():
        pool = pool_of(committed["task"])
        quota = [tier["quota"] for tier in committed["tiers"]]
        key = recorded["keys"]["ticket"]
        expected.append(ranked(make_draw(given.suite, key, pool.tiers, quota, committed["reserve"])))
    return expected, [ranked(draw["tiers"]) for draw in given.record["draws"]]


def check_cut_off(given):
    tiers = [tier for draw in given.record["draws"] for tier in draw["tiers"]]
    return [last_ticket(tier["drawn"]) for tier in tiers], [tier["cut_off"] for tier in tiers]


def check_visits(given):
    tasks = [committed["task"] for committed, _ in given.pairs()]
    return merged_visits(given.commitment["coordination"], tasks, given.record["draws"]), given.record["visits"]


def of_inspectors(check):
    """Such a check passes by itself where no inspectors are committed to and none are assigned (7)."""

    def check_or_pass(given):
        if given.commitment["inspectors"] is None:
            refuse_unless(given.record["assignment"] is None, "inspectors are assigned, but none are committed to")
            return None, None
        return check(given)

    return check_or_pass


def check_inspectors_shape(given):
    found = directory_shape(given.inspectors)
    return {member: given.commitment["inspectors"][member] for member in found}, found


def check_inspectors_root(given):
    return given.commitment["inspectors"]["root"], directory_root(given.suite, given.inspectors)


def check_inspectors_digest(given):
    return given.commitment["inspectors"]["digest"], directory_digest(given.suite, given.inspectors)


def check_assignment_visits(given):
    return given.setting.visits, asked_of(given.assignment["visits"])


def check_eligibility(given):
    setting, visits = given.setting, given.assignment["visits"]
    admissible = [setting.admissible(visit) for visit in visits]
    others = [
        (when, slot, setting.ids[i])
        for when in ("start", "inspector")
        for slot, i in stated(setting, visits, when).items()
        if i not in admissible[slot[0]][slot[1]]
    ]
    expected = {"refusals": setting.count_refusals(visits), "not_admissible": []}
    return expected, {"refusals": given.assignment["refusals"], "not_admissible": others}


def check_filled(given):
    setting, visits = given.setting, given.assignment["visits"]
    filling, shortages = fill(setting.inspectors, setting.problem(visits))
    expected, found = {}, {}
    for when in ("start", "inspector"):
        holders = stated(setting, visits, when)
        found[when] = {
            "open": [slot for slot in filling.admissible if slot not in holders],
            "beyond": beyond(setting.inspectors, holders),
        }
        expected[when] = {"open": list(shortages), "beyond": []}
    return expected, found


def check_balance(given):
    setting, assignment = given.setting, given.assignment
    holders = stated(setting, assignment["visits"], "inspector")
    least = given.first_of_least_sum(tuple(holders))
    taken = list(holders.values())
    loads = [inspector.load + taken.count(i) for i, inspector in enumerate(setting.inspectors)]
    expected = {"loads": setting.loads(loads), "squares": least.squares()}
    return expected, {"loads": assignment["loads"], "squares": sum(load**2 for load in loads)}


def check_start(given):
    start = stated(given.setting, given.assignment["visits"], "start")
    return given.first_of_least_sum(tuple(start)).holder, start


def check_mix(given):
    setting, visits = given.setting, given.assignment["visits"]
    return mixed(setting, visits, stated(setting, visits, "start")), stated(setting, visits, "inspector")


def check_amendments(given):
    if not given.amendments:
        raise NotHandedIn("no amendment was handed in")
    inspectors = None if given.record["assignment"] is None else given.inspectors
    in_force = InForce(given.record_text, given.plan, given.directory, inspectors)
    for text in given.amendments:
        in_force.amend(text)
    return None, None  # holds when no amendment was refused


CHECKS = {
    "record.digest": check_record_digest,
    "record.layout": lambda given: (None, None),  # holds when the record could be read
    "commitment.digest": check_commitment_digest,
    "commitment.attempt": check_attempt,
    "attempts": check_attempts,
    "plan.digest": check_plan_digest,
    "directory.shape": check_directory_shape,
    "directory.root": check_directory_root,
    "directory.digest": check_directory_digest,
    "sources.commitments": check_source_commitments,
    "sources.time": check_source_time,
    "sources.entropy": check_source_entropy,
    "seed": check_seed,
    "keys": check_keys,
    "pool": check_pool,
    "quota": check_quota,
    "tickets": check_tickets,
    "selection": check_selection,
    "cut_off": check_cut_off,
    "visits": check_visits,
    "inspectors.shape": of_inspectors(check_inspectors_shape),
    "inspectors.root": of_inspectors(check_inspectors_root),
    "inspectors.digest": of_inspectors(check_inspectors_digest),
    "assignment.visits": of_inspectors(check_assignment_visits),
    "assignment.eligibility": of_inspectors(check_eligibility),
    "assignment.filled": of_inspectors(check_filled),
    "assignment.balance": of_inspectors(check_balance),
    "assignment.start": of_inspectors(check_start),
    "assignment.mix": of_inspectors(check_mix),
    "amendments": check_amendments,
}


def verify(
    record_text,
    plan_text=None,
    load_directory=None,
    commitment_digest=None,
    record_digest=None,
    voids=(),
    amendments=(),
    load_inspectors=None,
):
    """Recomputes a record and reports every check (7). `load_directory` is a function, so that a directory that cannot
    be read fails the checks that need it and no others."""
    try:
        given = Given(
            record_text, plan_text, load_directory, commitment_digest, record_digest, voids, amendments, load_inspectors
        )
    except Refused as why:
        return verify_unreadable(record_text, record_digest, str(why))
    return [run_check(name, check, given) for name, check in CHECKS.items()]


def run_check(name, check, given):
    """A check that cannot be carried out on what was handed in has failed, one without its input is not done (7)."""
    try:
        expected, found = check(given)
    except NotHandedIn as why:
        return Check(name, "not_done", found=str(why))
    except Refused as why:
        return Check(name, "failed", found=str(why))
    return Check(name, "passed" if expected == found else "failed", expected, found)


def verify_unreadable(record_text, record_digest, why):
    """Nothing in an unreadable record can be checked but its digest, and that in either suite since none is known."""
    report = {name: Check(name, "not_done", found="the record cannot be read") for name in CHECKS}
    report["record.layout"] = Check("record.layout", "failed", found=why)
    if record_digest is not None:
        found = [hash_text(suite, record_text) for suite in HASHES]
        status = "passed" if record_digest in found else "failed"
        report["record.digest"] = Check("record.digest", status, record_digest, found)
    return list(report.values())


# --- 7. Of a receipt ------------------------------------------------------------------------------------------------


class GivenReceipt:
    """What the holder of a receipt was given; the directory is not among it."""

    def __init__(self, receipt_text, commitment_digest, record_digest, digest_text, plan_text):
        self.receipt = read_receipt(receipt_text)
        self.commitment = self.receipt["commitment"]
        self.suite = self.commitment["suite"]
        self.commitment_digest, self.record_digest = commitment_digest, record_digest
        self.digest_text, self.plan_text = digest_text, plan_text


def check_receipt_commitment(given):
    if given.commitment_digest is None:
        raise NotHandedIn("the published digest of the commitment was not handed in")
    return given.commitment_digest, hash_text(given.suite, write_document(given.commitment))


def check_receipt_record(given):
    if given.record_digest is None:
        raise NotHandedIn("the published digest of the record was not handed in")
    return given.record_digest, given.receipt["record_digest"]


def check_receipt_row(given):
    return given.receipt["id"], check_row(given.commitment, given.receipt)[0]


def check_receipt_sources(given):
    return committed_sources(given.commitment), opened_sources(given.suite, given.receipt["sources"])


def check_receipt_keys(given):
    receipt, commitment = given.receipt, given.commitment
    merged, plan = commitment["coordination"] == "merged_visits", commitment["plan"]["name"]
    expected = {
        "seed": make_seed(given.suite, receipt["sources"]),
        "keys": [
            make_key(given.suite, "ticket", plan if merged else draw["draw"], receipt["seed"])
            for draw in receipt["draws"]
        ],
    }
    return expected, {"seed": receipt["seed"], "keys": [draw["key"] for draw in receipt["draws"]]}


def check_receipt_tickets(given):
    receipt = given.receipt
    return (
        [make_ticket(given.suite, draw["key"], receipt["id"]) for draw in receipt["draws"]],
        [draw["ticket"] for draw in receipt["draws"]],
    )


def check_receipt_outcomes(given):
    receipt = given.receipt
    in_pool = [draw for draw in receipt["draws"] if draw["outcome"] != "excluded"]
    expected = {
        "drawn": [draw["cut_off"] is not None and draw["ticket"] <= draw["cut_off"] for draw in in_pool],
    }
    found = {"drawn": [draw["outcome"] == "drawn" for draw in in_pool]}
    if given.digest_text is not None:
        digest = read_digest(given.digest_text)
        published = {draw["draw"]: dict(zip(TIERS, draw["cut_offs"])) for draw in digest["draws"]}
        for draw in in_pool:
            refuse_unless(draw["draw"] in published, f"the published digest has no draw {draw['draw']}")
        expected |= {
            "record": digest["record_digest"],
            "cut_offs": [published[draw["draw"]][draw["tier"]] for draw in in_pool],
        }
        found |= {"record": receipt["record_digest"], "cut_offs": [draw["cut_off"] for draw in in_pool]}
    return expected, found


def check_receipt_rules(given):
    if given.plan_text is None:
        raise NotHandedIn("the plan was not handed in")
    receipt, commitment, plan = given.receipt, given.commitment, read_plan(given.plan_text)
    columns, tasks = commitment["targets"]["columns"], [draw["task"] for draw in commitment["draws"]]
    for name in tasks:
        check_columns(columns, find_task(plan, name)["selector"], find_task(plan, name)["rules"])
    target = read_target(dict(zip(columns, receipt["row"].split("\t"))))
    expected = {
        "plan": commitment["plan"]["digest"],
        "standing": [standing(target, plan, name, commitment["as_of"]) for name in tasks],
    }
    found = {
        "plan": hash_text(given.suite, given.plan_text),
        "standing": [(draw["reason"], draw["tier"]) for draw in receipt["draws"]],
    }
    return expected, found


RECEIPT_CHECKS = {
    "receipt.layout": lambda given: (None, None),  # holds when the receipt could be read
    "receipt.commitment": check_receipt_commitment,
    "receipt.record": check_receipt_record,
    "receipt.row": check_receipt_row,
    "receipt.sources": check_receipt_sources,
    "receipt.keys": check_receipt_keys,
    "receipt.tickets": check_receipt_tickets,
    "receipt.outcomes": check_receipt_outcomes,
    "receipt.rules": check_receipt_rules,
}


def verify_receipt(receipt_text, commitment_digest=None, record_digest=None, digest_text=None, plan_text=None):
    """Recomputes what a receipt shows, without the directory, and reports every check (7)."""
    try:
        given = GivenReceipt(receipt_text, commitment_digest, record_digest, digest_text, plan_text)
    except Refused as why:
        report = {name: Check(name, "not_done", found="the receipt cannot be read") for name in RECEIPT_CHECKS}
        report["receipt.layout"] = Check("receipt.layout", "failed", found=str(why))
        return list(report.values())
    return [run_check(name, check, given) for name, check in RECEIPT_CHECKS.items()]
