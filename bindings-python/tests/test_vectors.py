"""The vectors of the protocol, whole answers compared, through the package's own functions."""

from __future__ import annotations

import json
from typing import Any

import double_random as dr
import pytest
from conftest import VECTORS, demo_plan, demo_rows

ROUNDS = json.loads((VECTORS / "public/drand-rounds.json").read_text("utf-8"))
CHAINS = ("attempts", "amendments")


def targets(asked: dict[str, Any]) -> dr.TargetDirectory:
    profile, salt_key = asked.get("profile", "ascii"), asked.get("salt_key")
    if asked["columns"][:1] != ["id"]:
        raise ValueError("frames may have the id anywhere; what is declared has it first")
    return dr.TargetDirectory(asked["rows"], asked["columns"], profile=profile, salt_key=salt_key)


def inspectors(asked: dict[str, Any]) -> dr.InspectorDirectory | None:
    told = asked.get("inspectors")
    if told is None:
        return None
    return dr.InspectorDirectory(told["rows"], told["columns"], profile=told.get("profile", "ascii"))


def directory(asked: dict[str, Any]) -> Any:
    held = targets(asked) if asked["kind"] == "targets" else inspectors({"inspectors": asked})
    if (
        asked["kind"] not in ("targets", "inspectors")
        or asked["kind"] == "inspectors"
        and asked.get("salt_key")
    ):
        raise ValueError("no such directory")
    committed = held.committed(asked["suite"])
    return {"digest": committed["digest"], "root": committed["root"]}


def quota(asked: dict[str, Any]) -> Any:
    from double_random._interop import ask

    return ask(**asked)


def ticket(asked: dict[str, Any]) -> Any:
    # Plain columns are taken as they are; a directory is what refuses bad ids.
    for id in asked["ids"]:
        dr.TargetDirectory([[id]], ["id"], profile="text")
    return dr.tickets(asked["ids"], asked["key"], suite=asked["suite"])["ticket"]


def draw(asked: dict[str, Any]) -> Any:
    ids, tiers = [id for id, _ in asked["rows"]], [tier for _, tier in asked["rows"]]
    dr.TargetDirectory({"id": ids}, profile="text")
    if not all(tiers):
        raise ValueError("no tier")
    sample = ids, tiers, asked["quota"], asked["key"]
    how = {"reserve": asked["reserve"], "suite": asked["suite"]}
    whole = dr.stratified_draw(*sample, **how)
    parts = [dr.PartialDraw(ids[at::3], tiers[at::3], asked["quota"], asked["key"], **how) for at in range(3)]
    merged = parts[2].merge(parts[0]).merge(parts[1])
    rows = list(whole)
    assert [{**row} for row in merged.table] == [{k: v for k, v in row.items() if k != "row"} for row in rows]
    assert all(ids[row["row"]] == row["id"] for row in rows)
    answer = {}
    for tier in "ABCD":
        drawn = [row for row in rows if row["tier"] == tier and row["drawn"]]
        reserve = [row["id"] for row in rows if row["tier"] == tier and not row["drawn"]]
        cut_off = drawn[-1]["ticket"] if drawn else None
        answer[tier] = {"drawn": [row["id"] for row in drawn], "reserve": reserve, "cut_off": cut_off}
    return answer


def sources(asked: dict[str, Any], bits: int | None) -> tuple[list[Any], list[Any]]:
    """The sources of a request, as committed and as revealed."""
    committed: list[Any] = []
    revealed: list[Any] = []
    for source in asked["sources"]:
        kind, label, value = source["kind"], source["label"], source["value"]
        if kind == "secret":
            revealed.append(dr.Secret(label, value))
            committed.append(revealed[-1].committed(asked["suite"]))
        elif kind == "beacon":
            network, round = label.split(":")
            committed.append(dr.Beacon(network, int(round)))
            published = next((one for one in ROUNDS[network]["rounds"] if one["round"] == int(round)), {})
            signature = source.get("signature") or published["signature"]
            revealed.append(dr.BeaconRound(label, value, signature, source.get("previous_signature")))
        elif kind == "public":
            committed.append(dr.Public(label, source.get("bits", bits)))
            revealed.append(committed[-1].published(value))
        else:
            raise ValueError(kind)
    return committed, revealed


def seed(asked: dict[str, Any]) -> Any:
    committed, revealed = sources(asked, 256)
    alone = [source["kind"] for source in asked["sources"]] == ["secret"]
    setting = {"witness": "unwitnessed" if alone else "witnessed", "committed_at": 0, "suite": asked["suite"]}
    held = dr.TargetDirectory(demo_rows())
    record = dr.commit(demo_plan(), held, as_of="2025-07-01", sources=committed, **setting).draw(revealed)
    secrets = [source.commitment for source in committed if isinstance(source, dr.SecretCommitment)]
    return {"seed": record.seed, "commitments": secrets}


def ceremony(asked: dict[str, Any]) -> Any:
    committed, revealed = sources(asked, None)
    names = ("tasks", "as_of", "witness", "suite", "attempt", "previous", "committed_at")
    setting = {name: asked[name] for name in names}
    plan = dr.Plan.from_json(asked["plan"])
    prepared = dr.commit(plan, targets(asked), sources=committed, inspectors=inspectors(asked), **setting)
    again = dr.Committed(prepared.commitment, plan, targets(asked), inspectors(asked))
    record = again.draw(revealed).data
    # The package states its own name and version; here the request's stand in their place.
    if not asked["software"].isprintable() or not asked["software"]:
        raise ValueError("the software has no name")
    record["software"] = asked["software"]
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return {"commitment": prepared.commitment.text, "record": text}


def void(asked: dict[str, Any]) -> Any:
    names = ("reason", "explanation", "by", "day")
    said = {name: asked[name] for name in names}
    return dr.void(asked["commitment"], record=asked["record_digest"], **said).text


def behind(asked: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    given = dr.Record(asked["record"]), dr.Plan.from_json(asked["plan"]), targets(asked)
    return given, {"amendments": asked["amendments"], "inspectors": inspectors(asked)}


def amend(asked: dict[str, Any]) -> Any:
    given, setting = behind(asked)
    ((kind, change),) = asked["change"].items()
    if asked["suite"] != given[0].suite:
        raise ValueError("another suite")
    kinds = {"replacement": dr.Replacement, "supplement": dr.Supplement, "recusal": dr.Recusal}
    tier = change.pop("tier") if kind == "replacement" else None
    successor = change.get("successor")
    amendment = dr.amend(*given, kinds[kind](**change), by=asked["by"], day=asked["day"], **setting)
    made = amendment.data["change"][kind]
    if made.get("tier", tier) != (tier or made.get("tier")) or made.get("successor") != successor:
        raise ValueError("the change says another tier or successor")
    return amendment.text


def in_force(asked: dict[str, Any]) -> Any:
    given, setting = behind(asked)
    if asked["suite"] != given[0].suite:
        raise ValueError("another suite")
    listed = dr.in_force(*given, **setting)
    answer: dict[str, Any] = {draw["draw"]: {tier: [] for tier in "ABCD"} for draw in given[0].data["draws"]}
    for row in listed.targets:
        answer[row["draw"]][row["tier"]].append(row["id"])
    teams: list[Any] | None = None if listed.teams is None else []
    for place in listed.teams or ():
        if place["slot"] == 1:
            team = {"draws": place["draws"].split(";"), "target": place["target"], "inspectors": []}
            teams.append(team)
        teams[-1]["inspectors"].append(place["inspector"])
    return {**answer, "teams": teams}


def statuses(report: dr.Report) -> Any:
    checks = zip(report.checks["name"], report.checks["status"], strict=True)
    return {"checks": [{"name": name, "status": status} for name, status in checks]}


def verify(asked: dict[str, Any]) -> Any:
    held = targets(asked if "columns" in asked else {"columns": ["id"], "rows": []})
    names = ("commitment_digest", "record_digest")
    published = {name: asked.get(name) for name in names}
    chains = {name: asked.get(name, ()) for name in ("voids", "amendments")}
    staff = inspectors(asked)
    return statuses(
        dr.verify(asked["record"], asked.get("plan", ""), held, inspectors=staff, **published, **chains)
    )


def receipt(asked: dict[str, Any]) -> Any:
    given = dr.Record(asked["record"]), dr.Plan.from_json(asked["plan"]), targets(asked)
    return dr.receipt(*given, asked["id"]).text


def check_receipt(asked: dict[str, Any]) -> Any:
    names = ("commitment_digest", "record_digest", "digest", "plan")
    return statuses(dr.verify_receipt(asked["receipt"], **{name: asked.get(name) for name in names}))


def absence(asked: dict[str, Any]) -> Any:
    return dr.absence(asked["commitment"], targets(asked), asked["id"]).text


def check_absence(asked: dict[str, Any]) -> Any:
    report = dr.verify_absence(asked["absence"], commitment_digest=asked["commitment_digest"])
    report.raise_if_broken()
    return report.holds


def notice(asked: dict[str, Any]) -> Any:
    return dr.notice(asked["commitment"], dr.Plan.from_json(asked["plan"])).text


def digest(asked: dict[str, Any]) -> Any:
    return dr.digest(dr.Record(asked["record"])).text


HELD: dict[str, Any] = {}


def held(told: dict[str, Any], make: Any) -> Any:
    """A directory, the same where the same is asked for: cases of one request share theirs."""
    return HELD.setdefault(json.dumps([make.__name__, told]), make(told))


def case_of(told: dict[str, Any]) -> dr.results.Case:
    inside = held(told["targets"], targets)
    staff = told.get("inspectors") and held(told["inspectors"], lambda told: inspectors({"inspectors": told}))
    plan, record = dr.Plan.from_json(told["plan"]), dr.Record(told["record"])
    return dr.results.Case(record, plan, inside, told["results"], staff, told["amendments"])


def working_days(asked: dict[str, Any]) -> Any:
    holidays = dr.results.Holidays.from_csv(asked["holidays"])
    return {"deadline": holidays.working_day(asked["from"], asked["days"], limit=asked.get("limit")).isoformat()}


def stated(ledger: dr.results.Ledger) -> dict[str, Any]:
    return {"results": ledger.text, "digest": ledger.digest}


def enter_results(asked: dict[str, Any]) -> Any:
    record, before = dr.Record(asked["record"]), asked.get("results")
    if (table := asked.get("csv")) is None:
        ledger = dr.results.enter(record, asked.get("entries", []), ledger=before)
    else:
        known = {"columns": table.get("headings"), "profile": table.get("profile", "ascii"), **table.get("words", {})}
        ledger = dr.results.enter_csv(record, dr.Plan.from_json(table["plan"]), table["text"], ledger=before, **known)
    added = len(ledger.entries) - (0 if before is None else len(dr.results.Ledger(before).entries))
    return {**stated(ledger), "added": added}


def merge_results(asked: dict[str, Any]) -> Any:
    return stated(dr.results.merge(*asked["results"]))


def terms(asked: dict[str, Any]) -> dict[str, Any]:
    holidays = dr.results.Holidays.from_csv(asked["holidays"])
    return {"as_of": asked["as_of"], "holidays": holidays, "parameters": asked.get("parameters")}


def progress(asked: dict[str, Any]) -> Any:
    return dr.results.progress([case_of(case) for case in asked["cases"]], **terms(asked)).data


def results(asked: dict[str, Any]) -> Any:
    return dr.results.results(case_of(asked["case"]), **terms(asked)).data


def feedback(asked: dict[str, Any]) -> Any:
    into = asked.get("into")
    frame = None if into is None else [dict(zip(into["columns"], row, strict=True)) for row in into["rows"]]
    told = dr.results.feedback(case_of(asked["case"]), frame, as_of=asked["as_of"])
    changes = [{"day": row.pop("day"), "what": {"set": row}} for row in told.changes]
    return {"changes": changes, "not_in_directory": told.not_in_directory}


def disclosure(asked: dict[str, Any]) -> Any:
    shown = {"show_individuals": asked.get("show_individuals", False)}
    return {"disclosure": dr.results.disclosure(case_of(asked["case"]), as_of=asked["as_of"], **shown).data}


ANSWERS = {
    "working_days": working_days,
    "enter_results": enter_results,
    "merge_results": merge_results,
    "results": results,
    "progress": progress,
    "feedback": feedback,
    "disclosure": disclosure,
    "directory": directory,
    "quota": quota,
    "ticket": ticket,
    "draw": draw,
    "seed": seed,
    "ceremony": ceremony,
    "void": void,
    "amend": amend,
    "in_force": in_force,
    "verify": verify,
    "receipt": receipt,
    "check_receipt": check_receipt,
    "absence": absence,
    "check_absence": check_absence,
    "notice": notice,
    "digest": digest,
}


def comparable(do: str, answer: Any) -> Any:
    """What all implementations must say alike: see the vectors' test of the crate."""
    if do == "verify":
        return [check for check in answer["checks"] if check["name"] in CHAINS]
    if do == "check_receipt":
        failed = [check["name"] for check in answer["checks"] if check["status"] == "failed"]
        return failed[0] if failed else answer
    return without_words(answer)


def without_words(told: Any) -> Any:
    """Without sentences, tables for people and estimates, which are no part of the vectors."""
    if isinstance(told, list):
        return [without_words(one) for one in told]
    if isinstance(told, dict):
        return {name: without_words(one) for name, one in told.items() if name not in ("zh", "en", "about", "csv", "estimate")}
    return told


HELD_FOR_ALL = {("progress", "inspectors, though none were committed to")}
"""Inspectors are held for all cases, and those of others are nothing to a record that assigned nobody."""


def cases() -> list[Any]:
    files = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(VECTORS.glob("*.json"))}
    return [
        pytest.param(case, id=f"{name}-{case['id']}")
        for name, vectors in files.items()
        if name != "schema"
        for case in vectors["cases"]
        if case["input"]["do"] in ANSWERS and (name, case["comment"]) not in HELD_FOR_ALL
    ]


@pytest.mark.parametrize("case", cases())
def test_vector(case):
    """Guards that the package gives every answer of the vectors and refuses what must be refused."""
    do = case["input"]["do"]
    asked = json.loads(json.dumps(case["input"]))
    if case["result"] == "valid":
        assert comparable(do, ANSWERS[do](asked)) == comparable(do, case["expected"])
    else:
        with pytest.raises((dr.DoubleRandomError, ValueError, TypeError, KeyError)):
            ANSWERS[do](asked)


def test_most_vectors_are_run():
    """Guards that no file of vectors about a whole step is passed over."""
    assert len(cases()) > 1000
