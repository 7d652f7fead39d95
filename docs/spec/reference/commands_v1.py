"""double-random/1: the requests and the command line of `python3 draw_v1.py`."""

import argparse
import csv
import dataclasses
import io
import json
import sys

from assign_v1 import Inspector, Visit, assign
from ceremony_v1 import (
    check_absence,
    list_in_force,
    make_absence,
    make_amendment,
    make_digest,
    make_notice,
    make_receipt,
    make_void,
)
from draw_v1 import (
    HASHES,
    TIERS,
    H,
    Mix,
    Refused,
    a_count,
    a_hash,
    a_small_count,
    check_four,
    check_hex,
    check_id,
    check_shape,
    check_sources,
    check_whole,
    directory_digest,
    directory_root,
    hash_text,
    inclusion_proof,
    inversions,
    make_draw,
    make_key,
    make_pool,
    make_quota,
    make_seed,
    make_ticket,
    merkle_root,
    one_of,
    or_null,
    proof_holds,
    read_directory,
    read_ratio,
    realised,
    refuse_unless,
    secret_commitment,
    trial_seed,
    true_witness,
    write_document,
)
from record_v1 import (
    a_revealed_source,
    declare,
    make_commitment,
    make_record,
    read_commitment,
    read_record,
)
from verify_v1 import verify, verify_receipt

# --- Requests: one JSON object a line, for comparison with another implementation -----------------------------------


def request_directory(request, profile="text"):
    return read_directory(
        request.get("profile", profile),
        request["columns"],
        request["rows"],
        request.get("salt_key"),
        request.get("kind", "targets"),
    )


def request_inspectors(request):
    """The directory of inspectors of a request, None without one."""
    given = request.get("inspectors")
    return given and read_directory(given["profile"], given["columns"], given["rows"], kind="inspectors")


def text_leaves(request):
    return [H(request["suite"], b"\0" + leaf.encode()) for leaf in request["leaves"]]


def answer_seed(request):
    suite, sources = request["suite"], request["sources"]
    seed = make_seed(suite, sources)
    secrets = [source for source in sources if source["kind"] == "secret"]
    return {"seed": seed, "commitments": [secret_commitment(suite, s["label"], s["value"]) for s in secrets]}


def answer_ticket(request):
    key = check_hex(request["key"], "ticket key")
    return [make_ticket(request["suite"], key, check_id(id, "text")) for id in request["ids"]]


def answer_below(request):
    mix = Mix.from_key(request["key"])
    return [str(mix.below(request["n"])) for _ in range(request["count"])]


def answer_check_proof(request):
    root, proof = bytes.fromhex(request["root"]), [bytes.fromhex(sibling) for sibling in request["proof"]]
    leaf = H(request["suite"], b"\0" + request["leaf"].encode())
    refuse_unless(
        proof_holds(request["suite"], root, request["size"], request["index"], leaf, proof),
        "the proof does not lead from the leaf to the root",
    )
    return True


def answer_directory(request):
    directory = request_directory(request)
    return {
        "digest": directory_digest(request["suite"], directory),
        "root": directory_root(request["suite"], directory),
    }


def answer_quota(request):
    pool = request["pool"]
    made = make_quota(pool, request["quota"], request["rounding"])
    return {
        "ideal": [str(ideal) for ideal in made.ideal],
        "quota": made.quota,
        "added": made.added,
        "realised": [realised(count, number) for count, number in zip(made.quota, pool)],
        "inversions": inversions(pool, made.ideal, made.quota),
    }


def answer_pool(request):
    directory = request_directory(request)
    pool = make_pool(directory, request["task"], request["selector"], request["rules"], request["as_of"])
    return dataclasses.asdict(pool)


def answer_draw(request):
    tiers = {}
    for id, tier in request["rows"]:
        refuse_unless(id not in tiers, f"id {id!r} stands twice")
        refuse_unless(tier in tuple(TIERS), f"unknown tier {tier!r}")
        tiers[check_id(id, "text")] = tier
    quota, reserve = check_four(request["quota"], "the quotas"), check_whole(request["reserve"], "the reserve")
    return {
        tier["tier"]: {
            "drawn": [entry["id"] for entry in tier["drawn"]],
            "reserve": [entry["id"] for entry in tier["reserve"]],
            "cut_off": tier["cut_off"],
        }
        for tier in make_draw(request["suite"], request["key"], tiers, quota, reserve)
    }


an_inspector_id = lambda value, where: check_id(value, "text")
ASSIGN = {
    "suite": one_of(*HASHES),
    "inspectors": [{"id": an_inspector_id, "load": a_small_count, "cap": or_null(a_small_count)}],
    "visits": [{"order_key": a_hash, "target": an_inspector_id, "slots": [[a_count]]}],
    "mix_key": a_hash,
}


def answer_assign(request):
    check_shape({member: request[member] for member in ASSIGN}, ASSIGN, "request")
    ids = [inspector["id"] for inspector in request["inspectors"]]
    refuse_unless(ids == sorted(set(ids), key=str.encode), "the inspectors are not in the order of their ids")
    for indexes in (slot for visit in request["visits"] for slot in visit["slots"]):
        refuse_unless(indexes == sorted(set(indexes)), f"{indexes} do not ascend")
        refuse_unless(not indexes or indexes[-1] < len(ids), f"there is no inspector {indexes[-1:]}")
    visits = [Visit(**visit) for visit in request["visits"]]
    made = assign(request["suite"], [Inspector(**i) for i in request["inspectors"]], visits, request["mix_key"])
    named = lambda holder: [
        [ids[holder[v, s]] if (v, s) in holder else None for s in range(len(visit.slots))]
        for v, visit in enumerate(visits)
    ]
    return {
        "open": list(made.shortages),
        "start": named(made.start),
        "teams": named(made.teams),
        "loads": made.loads,
        "shortages": [
            {
                "visit": visit,
                "slot": slot,
                "slots": shortage.slots,
                "inspectors": [{"inspector": ids[i], "takes": takes} for i, takes in shortage.takes.items()],
            }
            for (visit, slot), shortage in made.shortages.items()
        ],
    }


def reveal(source):
    """A source as the record writes it, without what only the commitment says of it."""
    members = ("kind", "label", "value", *(("signature", "previous_signature") if source["kind"] == "beacon" else ()))
    return {member: source[member] for member in members}


def answer_ceremony(request):
    suite, plan, directory = request["suite"], request["plan"], request_directory(request)
    inspectors = request_inspectors(request)
    revealed = [reveal(source) for source in request["sources"]]
    check_sources(revealed)
    check_shape(revealed, [a_revealed_source], "sources")
    declared = [declare(suite, source) for source in request["sources"]]
    commitment = make_commitment(
        suite, plan, directory, request["attempt"], request["previous"], request["as_of"], request["committed_at"],
        request["tasks"], declared, request["witness"], inspectors,
    )  # fmt: skip
    record = make_record(commitment, plan, directory, revealed, request["software"], inspectors)
    return {"commitment": write_document(commitment), "record": write_document(record)}


def named_checks(report):
    return {"checks": [{"name": check.name, "status": check.status} for check in report]}


def answer_verify(request):
    has_directory = request.get("columns") is not None
    report = verify(
        request["record"],
        request.get("plan"),
        (lambda: request_directory(request)) if has_directory else None,
        request.get("commitment_digest"),
        request.get("record_digest"),
        request.get("voids") or [],
        request.get("amendments") or [],
        (lambda: request_inspectors(request)) if request.get("inspectors") else None,
    )
    return named_checks(report)


def answer_void(request):
    given = (request[member] for member in ("commitment", "record_digest", "reason", "explanation", "by", "day"))
    return write_document(make_void(*given))


def request_record(request):
    """Record, plan and directory of a request, which names the suite that they share."""
    suite = read_record(request["record"])["commitment"]["suite"]
    refuse_unless(suite == request["suite"], f"the record is of the suite {suite}")
    return request["record"], request["plan"], request_directory(request)


def answer_amend(request):
    given = (request[member] for member in ("amendments", "day", "by", "change"))
    return make_amendment(*request_record(request), *given, request_inspectors(request))


def answer_in_force(request):
    in_force = list_in_force(*request_record(request), request["amendments"], request_inspectors(request))
    return {**in_force.by_draw(), "teams": in_force.by_visit()}


def answer_check_receipt(request):
    given = (request[member] for member in ("receipt", "commitment_digest", "record_digest", "digest", "plan"))
    return named_checks(verify_receipt(*given))


def answer_receipt(request):
    receipt = make_receipt(request["record"], request["plan"], request_directory(request), request["id"])
    return write_document(receipt)


def answer_check_absence(request):
    check_absence(request["absence"], request["commitment_digest"])
    return True


REQUESTS = {
    "hash": lambda request: hash_text(request["suite"], request["text"]),
    "id": lambda request: check_id(request["id"], request["profile"]),
    "ratio": lambda request: str(read_ratio(request["text"])),
    "seed": answer_seed,
    "witness": lambda request: true_witness(request["sources"]),
    "trial_seed": lambda request: trial_seed(request["suite"], request["number"]),
    "key": lambda request: make_key(request["suite"], request["purpose"], request["scope"], request["seed"]),
    "ticket": answer_ticket,
    "below": answer_below,
    "root": lambda request: merkle_root(request["suite"], text_leaves(request)).hex(),
    "proof": lambda request: [
        sibling.hex() for sibling in inclusion_proof(request["suite"], text_leaves(request), request["index"])
    ],
    "check_proof": answer_check_proof,
    "directory": answer_directory,
    "quota": answer_quota,
    "pool": answer_pool,
    "draw": answer_draw,
    "assign": answer_assign,
    "ceremony": answer_ceremony,
    "verify": answer_verify,
    "void": answer_void,
    "amend": answer_amend,
    "in_force": answer_in_force,
    "receipt": answer_receipt,
    "check_receipt": answer_check_receipt,
    "absence": lambda request: write_document(
        make_absence(request["commitment"], request_directory(request), request["id"])
    ),
    "check_absence": answer_check_absence,
    "notice": lambda request: write_document(make_notice(request["plan"], request["commitment"])),
    "digest": lambda request: write_document(make_digest(request["record"])),
}


def answer(request):
    """The answer to one request: {"ok": …} or {"error": text}."""
    try:
        refuse_unless(isinstance(request, dict) and request.get("do") in REQUESTS, "no such request")
        return {"ok": REQUESTS[request["do"]](request)}
    except Refused as why:
        return {"error": str(why)}
    except KeyError as missing:
        return {"error": f"the request lacks {missing}"}


# --- Command line ---------------------------------------------------------------------------------------------------


def read_file(path):
    """A file's text as it is, without any change to its line ends."""
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def write_out(text):
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def read_table(path):
    """A CSV file, with or without a byte order mark: column names, then rows, fields exactly as entered."""
    columns, *rows = csv.reader(io.StringIO(read_file(path).removeprefix("\ufeff"), newline=""))
    return columns, rows


def load_directory(arguments):
    salt_key = read_file(arguments.salt_key).strip() if arguments.salt_key else None
    return read_directory(arguments.profile, *read_table(arguments.targets), salt_key)


def load_inspectors(arguments):
    """The directory of inspectors, None where none was given."""
    return arguments.inspectors and read_directory(
        arguments.inspectors_profile, *read_table(arguments.inspectors), kind="inspectors"
    )


def command_commit(arguments):
    declared = [
        declare(arguments.suite, source) if "value" in source else source
        for source in json.loads(read_file(arguments.sources))
    ]
    commitment = make_commitment(
        arguments.suite, read_file(arguments.plan), load_directory(arguments), arguments.attempt, arguments.previous,
        arguments.as_of, arguments.committed_at, arguments.task, declared, arguments.witness,
        load_inspectors(arguments),
    )  # fmt: skip
    write_out(write_document(commitment))


def command_draw(arguments):
    commitment = read_commitment(read_file(arguments.commitment))
    plan, directory, inspectors = read_file(arguments.plan), load_directory(arguments), load_inspectors(arguments)
    recomputed = make_commitment(
        commitment["suite"], plan, directory, commitment["attempt"], commitment["previous"], commitment["as_of"],
        commitment["committed_at"], [draw["task"] for draw in commitment["draws"]], commitment["sources"],
        commitment["witness"], inspectors,
    )  # fmt: skip
    refuse_unless(recomputed == commitment, "plan and directories are not those committed to")
    sources = json.loads(read_file(arguments.sources))
    check_shape(sources, [a_revealed_source], "sources")
    write_out(write_document(make_record(commitment, plan, directory, sources, arguments.software, inspectors)))


def command_verify(arguments):
    report = verify(
        read_file(arguments.record),
        arguments.plan and read_file(arguments.plan),
        arguments.targets and (lambda: load_directory(arguments)),
        arguments.commitment_digest,
        arguments.record_digest,
        [read_file(path) for path in arguments.void],
        [read_file(path) for path in arguments.amendment],
        arguments.inspectors and (lambda: load_inspectors(arguments)),
    )
    return write_report(report)


def command_verify_receipt(arguments):
    report = verify_receipt(
        read_file(arguments.receipt),
        arguments.commitment_digest,
        arguments.record_digest,
        arguments.digest and read_file(arguments.digest),
        arguments.plan and read_file(arguments.plan),
    )
    return write_report(report)


def write_report(report):
    """Each check on a line, what failed with what was expected and found; answers whether one failed (7)."""
    for check in report:
        write_out(f"{check.status:8} {check.name}\n")
        if check.status == "failed":
            write_out(f"         expected {check.expected}\n         found    {check.found}\n")
        if check.status == "not_done":
            write_out(f"         {check.found}\n")
    return any(check.status == "failed" for check in report)


def command_ticket(arguments):
    check_hex(arguments.key, "ticket key")
    for id in arguments.ids:
        write_out(f"{make_ticket(arguments.suite, arguments.key, check_id(id, 'text'))}\t{id}\n")


def command_answer(arguments):
    for line in sys.stdin.buffer:
        write_out(json.dumps(answer(json.loads(line))) + "\n")


def command_line():
    parser = argparse.ArgumentParser(
        description="double-random/1, the reference implementation of docs/spec/draw-v1.md"
    )
    commands = parser.add_subparsers(required=True)

    def command(name, run, help):
        made = commands.add_parser(name, help=help)
        made.set_defaults(run=run)
        return made

    def takes_plan_and_targets(made, required):
        made.add_argument("--plan", required=required, help="the plan document")
        made.add_argument("--targets", required=required, help="the directory, a CSV file with a line of column names")
        made.add_argument("--profile", choices=("ascii", "text"), default="ascii", help="of the ids")
        made.add_argument("--salt-key", metavar="FILE", help="holds the 64 hexadecimal characters of the salt key")
        made.add_argument("--inspectors", metavar="FILE", help="the directory of inspectors, in the same form")
        made.add_argument("--inspectors-profile", choices=("ascii", "text"), default="ascii", help="of their ids")

    commit = command("commit", command_commit, "write the commitment document")
    takes_plan_and_targets(commit, True)
    commit.add_argument("--suite", choices=tuple(HASHES), default="sha256")
    commit.add_argument(
        "--sources", required=True, help="JSON list: each as the commitment states it, or a secret with its value"
    )
    commit.add_argument("--task", action="append", required=True, help="a task to draw; may be repeated")
    commit.add_argument("--as-of", required=True, metavar="YYYY-MM-DD")
    commit.add_argument("--attempt", type=int, default=1)
    commit.add_argument("--previous", help="digest of the void of the attempt before")
    commit.add_argument("--committed-at", type=int, metavar="SECONDS", help="Unix time, needed with a beacon")
    commit.add_argument("--witness", choices=("witnessed", "unwitnessed"), default="witnessed")

    draw = command("draw", command_draw, "write the record document")
    takes_plan_and_targets(draw, True)
    draw.add_argument("--commitment", required=True, help="the commitment document")
    draw.add_argument("--sources", required=True, help="JSON list: each as the record states it")
    draw.add_argument("--software", default="draw_v1.py", help="what the record names as its software")

    check = command("verify", command_verify, "recompute a record and report each check")
    takes_plan_and_targets(check, False)
    check.add_argument("record", help="the record document")
    check.add_argument("--commitment-digest", help="as published")
    check.add_argument("--record-digest", help="as published")
    check.add_argument("--void", action="append", default=[], metavar="FILE", help="of each attempt before, in order")
    check.add_argument(
        "--amendment", action="append", default=[], metavar="FILE", help="each behind the record, in order"
    )

    receipt = command("verify-receipt", command_verify_receipt, "recompute what a receipt shows and report each check")
    receipt.add_argument("receipt", help="the receipt document")
    receipt.add_argument("--commitment-digest", help="as published")
    receipt.add_argument("--record-digest", help="as published")
    receipt.add_argument("--digest", metavar="FILE", help="the digest document published after the draw")
    receipt.add_argument("--plan", help="the plan document")

    ticket = command("ticket", command_ticket, "write the tickets of ids")
    ticket.add_argument("--suite", choices=tuple(HASHES), default="sha256")
    ticket.add_argument("--key", required=True, help="the ticket key")
    ticket.add_argument("ids", nargs="+")

    command("answer", command_answer, "answer JSON requests, one a line")
    return parser


def main():
    arguments = command_line().parse_args()
    try:
        return arguments.run(arguments)
    except (Refused, OSError) as why:
        return f"draw_v1.py: {why}"
