"""double-random/1: commitment and record (sections 6.2, 6.3).

It is read after draw_v1.py and, for the inspectors, assign_v1.py and teams_v1.py.
"""

from draw_v1 import (
    HASHES,
    NETWORKS,
    PURPOSES,
    REASONS,
    TIERS,
    a_coordination,
    a_count,
    a_day,
    a_hash,
    a_name,
    a_positive,
    a_text,
    a_tier,
    all_keys,
    by_kind,
    check_labels,
    check_round,
    check_shape,
    check_sources,
    check_text,
    check_time,
    check_whole,
    declared_label,
    directory_digest,
    directory_root,
    draw_id,
    find_task,
    hash_text,
    inversions,
    make_draw,
    make_pool,
    make_quota,
    make_seed,
    merged_visits,
    one_for_each_tier,
    one_of,
    or_null,
    read_document,
    read_plan,
    read_round,
    realised,
    refuse_unless,
    secret_commitment,
    some_bytes,
    true_witness,
    write_document,
    yes_or_no,
)
from teams_v1 import ASSIGNMENT, Setting, check_team_columns, make_assignment

# --- 6.2 Commitment -------------------------------------------------------------------------------------------------


def declare(suite, source):
    """What the commitment says of a source before it is revealed (6.2)."""
    if source["kind"] == "secret":
        return {
            "kind": "secret",
            "label": source["label"],
            "commitment": secret_commitment(suite, source["label"], source["value"]),
        }
    if source["kind"] == "beacon":
        network, round = read_round(source["label"])
        return {"kind": "beacon", "network": network, "round": round}
    return {"kind": "public", "label": source["label"], "bits": source["bits"]}


def recount_pool(directory, plan, name, as_of):
    task = find_task(plan, name)
    return make_pool(directory, name, task["selector"], task["rules"], as_of)


def state_quota(pool, rules):
    """The tiers, inversions and reserve of a draw as the commitment writes them (6.2)."""
    made = make_quota(pool, rules["quota"], rules["rounding"])
    tiers = [
        {
            "tier": tier,
            "pool": number,
            "ideal": str(ideal),
            "quota": count,
            "added": added,
            "realised": realised(count, number),
        }
        for tier, number, ideal, count, added in zip(TIERS, pool, made.ideal, made.quota, made.added)
    ]
    return {"tiers": tiers, "inversions": inversions(pool, made.ideal, made.quota), "reserve": rules["reserve"]}


def make_commitment(
    suite, plan_text, directory, attempt, previous, as_of, committed_at, tasks, sources, witness, inspectors=None
):
    """The commitment document, published before the randomness exists; `sources` are declared, not revealed (6.2)."""
    plan = read_plan(plan_text)
    check_shape(sources, [a_declared_source], "sources")
    check_labels([declared_label(source) for source in sources])
    check_time(sources, committed_at)
    refuse_unless(witness == true_witness(sources), f"the ceremony is not {witness}")
    refuse_unless(len(set(tasks)) == len(tasks), "a task is named twice")
    check_whole(attempt, "attempt", 1)
    refuse_unless((previous is None) == (attempt == 1), "only attempt 1 has no attempt before it")
    draws = []
    for name in tasks:
        pool = recount_pool(directory, plan, name, as_of)
        draws.append(
            {
                "draw": draw_id(plan["name"], name, attempt),
                "task": name,
                "exclusions": pool.exclusions,
                "not_classified": pool.not_classified,
                **state_quota(pool.counts(), find_task(plan, name)["rules"]),
            }
        )
    if inspectors is not None:
        check_team_columns(directory, inspectors, [find_task(plan, name)["rules"]["team"] for name in tasks])
    commitment = {
        "format": "double-random/1 commitment",
        "suite": suite,
        "plan": {"name": plan["name"], "digest": hash_text(suite, plan_text)},
        "coordination": plan["coordination"],
        "attempt": attempt,
        "previous": previous,
        "as_of": as_of,
        "committed_at": committed_at,
        "targets": state_directory(suite, directory),
        "inspectors": None if inspectors is None else state_directory(suite, inspectors),
        "sources": sources,
        "witness": witness,
        "draws": draws,
    }
    check_commitment(commitment)
    return commitment


def state_directory(suite, directory):
    """What the commitment says of a directory (6.2)."""
    return {
        "digest": directory_digest(suite, directory),
        **directory_shape(directory),
        "root": directory_root(suite, directory),
    }


def directory_shape(directory):
    return {
        "profile": directory.profile,
        "columns": directory.columns,
        "rows": len(directory.rows),
        "salted": directory.salt_key is not None,
    }


a_declared_source = by_kind(
    {
        "secret": {"kind": a_text, "label": a_text, "commitment": a_hash},
        "beacon": {"kind": a_text, "network": one_of(*NETWORKS), "round": a_positive},
        "public": {"kind": a_text, "label": a_text, "bits": a_positive},
    }
)
a_revealed_source = by_kind(
    {
        "secret": {"kind": a_text, "label": a_text, "value": a_text},
        "beacon": {
            "kind": a_text,
            "label": a_text,
            "value": a_text,
            "signature": some_bytes,
            "previous_signature": or_null(some_bytes),
        },
        "public": {"kind": a_text, "label": a_text, "value": a_text},
    }
)


def a_tier_pair(value, where):
    check_shape(value, [a_tier], where)
    refuse_unless(len(value) == 2, f"{where} is not a pair of tiers")


def never(value, where):
    refuse_unless(value is False, f"{where} is not false")


COMMITTED_DIRECTORY = {
    "digest": a_hash,
    "profile": one_of("ascii", "text"),
    "columns": [a_text],
    "rows": a_count,
    "salted": yes_or_no,
    "root": a_hash,
}
COMMITMENT = {
    "format": one_of("double-random/1 commitment"),
    "suite": one_of(*HASHES),
    "plan": {"name": a_name, "digest": a_hash},
    "coordination": a_coordination,
    "attempt": a_positive,
    "previous": or_null(a_hash),
    "as_of": a_day,
    "committed_at": or_null(a_count),
    "targets": COMMITTED_DIRECTORY,
    "inspectors": or_null({**COMMITTED_DIRECTORY, "salted": never}),
    "sources": [a_declared_source],
    "witness": one_of("witnessed", "unwitnessed"),
    "draws": [
        {
            "draw": a_text,
            "task": a_name,
            "exclusions": dict.fromkeys(REASONS, a_count),
            "not_classified": a_count,
            "tiers": one_for_each_tier(
                {
                    "tier": a_tier,
                    "pool": a_count,
                    "ideal": a_text,
                    "quota": a_count,
                    "added": a_count,
                    "realised": or_null(a_text),
                }
            ),
            "inversions": [a_tier_pair],
            "reserve": a_count,
        }
    ],
}


def check_commitment(commitment):
    """Refuses what is not a commitment document (6.2)."""
    check_shape(commitment, COMMITMENT, "commitment")
    refuse_unless(commitment["draws"], "the commitment names no draw")


def read_commitment(text):
    commitment = read_document(text)
    check_commitment(commitment)
    return commitment


# --- 6.3 Record -----------------------------------------------------------------------------------------------------


def make_record(commitment, plan_text, directory, sources, software, inspectors=None):
    """The record document: the committed draws with the revealed sources (6.3)."""
    suite, coordination = commitment["suite"], commitment["coordination"]
    plan = read_plan(plan_text)
    check_text(software, "software")
    seed = make_seed(suite, sources)
    refuse_unless(
        opened_sources(suite, sources) == committed_sources(commitment),
        "the sources revealed are not those committed to",
    )
    draws = []
    for committed in commitment["draws"]:
        pool = recount_pool(directory, plan, committed["task"], commitment["as_of"])
        keys = all_keys(suite, coordination, plan["name"], committed["draw"], seed)
        quota = [tier["quota"] for tier in committed["tiers"]]
        tiers = make_draw(suite, keys["ticket"], pool.tiers, quota, committed["reserve"])
        draws.append({"draw": committed["draw"], "keys": keys, "tiers": tiers})
    record = {
        "format": "double-random/1 record",
        "software": software,
        "commitment_digest": hash_text(suite, write_document(commitment)),
        "commitment": commitment,
        "sources": sources,
        "seed": seed,
        "draws": draws,
        "visits": merged_visits(coordination, [draw["task"] for draw in commitment["draws"]], draws),
        "assignment": None,
    }
    if inspectors is not None:
        record["assignment"] = make_assignment(Setting(record, plan, directory, inspectors))
    return record


def committed_sources(commitment):
    """(kind, label, commitment or None) of the declared sources, for comparison with the revealed ones."""
    return [(source["kind"], declared_label(source), source.get("commitment")) for source in commitment["sources"]]


def opened_sources(suite, sources):
    """The same of the revealed sources; a round that cannot be the network's is refused."""
    opened = []
    for source in sources:
        if source["kind"] == "beacon":
            check_round(source)
        commitment = secret_commitment(suite, source["label"], source["value"]) if source["kind"] == "secret" else None
        opened.append((source["kind"], source["label"], commitment))
    return opened


LISTED = [{"rank": a_positive, "id": a_text, "ticket": a_hash}]
RECORD = {
    "format": one_of("double-random/1 record"),
    "software": a_text,
    "commitment_digest": a_hash,
    "commitment": lambda value, where: check_commitment(value),
    "sources": [a_revealed_source],
    "seed": a_hash,
    "draws": [
        {
            "draw": a_text,
            "keys": dict.fromkeys(PURPOSES, a_hash),
            "tiers": one_for_each_tier(
                {"tier": a_tier, "cut_off": or_null(a_hash), "drawn": LISTED, "reserve": LISTED}
            ),
        }
    ],
    "visits": or_null([{"id": a_text, "tasks": [a_name]}]),
    "assignment": or_null(ASSIGNMENT),
}


def read_record(text):
    """A record document; its sources must be such as could have been committed to (4, 6.3)."""
    record = read_document(text)
    check_shape(record, RECORD, "record")
    check_sources(record["sources"])
    return record


