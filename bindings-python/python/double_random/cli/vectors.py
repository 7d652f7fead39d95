"""The published vectors, answered by the installed native module: requests of the vectors as requests of the core."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any, NamedTuple

from double_random import sampling
from double_random._interop import ask
from double_random.errors import DoubleRandomError
from double_random.directory import TargetDirectory

FOLDER = resources.files("double_random").joinpath("vectors")

CHAINS = ("attempts", "amendments")
"""The checks of a record that the vectors are about."""

Asked = dict[str, Any]


class Outcome(NamedTuple):
    """How one case came out."""

    file: str
    case: int
    comment: str
    status: str
    """`passed`, `failed` or `not_done`: what the package has no request for."""


def run(progress: Callable[[int, int], object] | None = None) -> Iterator[Outcome]:
    """All cases, in order."""
    cases = [(name, case) for name, vectors in _files() for case in vectors["cases"]]
    for done, (name, case) in enumerate(cases, 1):
        yield Outcome(name, case["id"], case["comment"], _status(case))
        if progress is not None:
            progress(done, len(cases))


def _files() -> Iterator[tuple[str, Any]]:
    for file in sorted(FOLDER.iterdir(), key=lambda file: file.name):
        vectors = json.loads(file.read_text("utf-8")) if file.name.endswith(".json") else {}
        if "cases" in vectors:
            yield file.name.removesuffix(".json"), vectors


def _status(case: Asked) -> str:
    asked = case["input"]
    answer = ANSWERS.get(asked["do"])
    if answer is None:
        return "not_done"
    try:
        found = answer(asked)
    except (DoubleRandomError, ValueError, TypeError, KeyError):
        # The latter three are requests that cannot even be put to the core.
        return "failed" if case["result"] == "valid" else "passed"
    same = case["result"] == "valid" and _comparable(asked["do"], found) == _comparable(asked["do"], case["expected"])
    return "passed" if same else "failed"


def _comparable(do: str, answer: Any) -> Any:
    """What all implementations must say alike."""
    if do == "verify":
        return [check for check in answer["checks"] if check["name"] in CHAINS]
    if do == "check_receipt":
        failed = [check["name"] for check in answer["checks"] if check["status"] == "failed"]
        return failed[0] if failed else answer
    return answer


def _targets(asked: Asked) -> Asked:
    return {
        "profile": asked.get("profile", "text"),
        "columns": asked.get("columns", ["id"]),
        "rows": asked.get("rows", []),
        "salt_key": asked.get("salt_key"),
    }


def _inspectors(asked: Asked) -> Asked | None:
    return asked.get("inspectors")


def _hash(asked: Asked) -> Any:
    return ask(**asked)["digest"]


def _directory(asked: Asked) -> Any:
    kind = asked["kind"]
    told = {name: asked[name] for name in ("columns", "rows", "profile", "salt_key") if asked.get(name) is not None}
    told.setdefault("profile", "text" if kind == "targets" else "ascii")
    members: Asked = {kind: told}
    committed = ask(kind, suite=asked["suite"], **members)["committed"]
    return {"digest": committed["digest"], "root": committed["root"]}


def _quota(asked: Asked) -> Any:
    return ask(**asked)


def _ticket(asked: Asked) -> Any:
    # Plain columns are taken as they are; a directory is what refuses bad ids.
    for id in asked["ids"]:
        TargetDirectory([[id]], ["id"], profile="text")
    return sampling.tickets(asked["ids"], asked["key"], suite=asked["suite"])["ticket"]


def _draw(asked: Asked) -> Any:
    ids, tiers = [id for id, _ in asked["rows"]], [tier for _, tier in asked["rows"]]
    if not all(tiers):
        raise ValueError("a target without a tier")
    TargetDirectory({"id": ids}, profile="text")
    how = {"reserve": asked["reserve"], "suite": asked["suite"]}
    rows = list(sampling.stratified_draw(ids, tiers, asked["quota"], asked["key"], **how))
    answer = {}
    for tier in "ABCD":
        drawn = [row for row in rows if row["tier"] == tier and row["drawn"]]
        reserve = [row["id"] for row in rows if row["tier"] == tier and not row["drawn"]]
        cut_off = drawn[-1]["ticket"] if drawn else None
        answer[tier] = {"drawn": [row["id"] for row in drawn], "reserve": reserve, "cut_off": cut_off}
    return answer


def _sources(asked: Asked) -> tuple[list[Asked], list[Asked]]:
    """The sources as committed and as revealed."""
    rounds = json.loads(FOLDER.joinpath("drand-rounds.json").read_text("utf-8"))
    committed, revealed = [], []
    for source in asked["sources"]:
        kind, label, value = source["kind"], source["label"], source["value"]
        shown = {"kind": kind, "label": label, "value": value}
        if kind == "secret":
            committed.append(ask("secret", suite=asked["suite"], label=label, value=value)["source"])
        elif kind == "beacon":
            network, _, number = label.partition(":")
            committed.append({"kind": kind, "network": network, "round": int(number)})
            published = {one["round"]: one["signature"] for one in rounds[network]["rounds"]}
            shown["signature"] = source.get("signature") or published[int(number)]
            shown["previous_signature"] = source.get("previous_signature")
        else:
            committed.append({"kind": kind, "label": label, "bits": source.get("bits")})
        revealed.append(shown)
    return committed, revealed


def _ceremony(asked: Asked) -> Any:
    committed, revealed = _sources(asked)
    given: Asked = {"targets": _targets(asked), "inspectors": _inspectors(asked)}
    names = ("plan", "tasks", "as_of", "suite", "attempt", "previous", "committed_at")
    setting = {**{name: asked[name] for name in names}, **given}
    commitment = ask("commit", setting=setting, sources=committed, witness=asked["witness"])["commitment"]
    record = ask("draw", commitment=commitment, plan=asked["plan"], sources=revealed, **given)["record"]
    # The core states its own name and version; here the request's stand in their place.
    if not asked["software"].isprintable() or not asked["software"]:
        raise ValueError("the software has no name")
    data = {**json.loads(record), "software": asked["software"]}
    return {"commitment": commitment, "record": json.dumps(data, ensure_ascii=False, indent=2) + "\n"}


def _void(asked: Asked) -> Any:
    return ask(**asked)["void"]


def _behind(asked: Asked) -> Asked:
    if asked["suite"] != _suite(asked["record"]):
        raise ValueError("another suite")
    told = {name: asked[name] for name in ("record", "plan", "amendments")}
    return {**told, "targets": _targets(asked), "inspectors": _inspectors(asked)}


def _suite(record: str) -> str:
    return str(json.loads(record)["commitment"]["suite"])


def _amend(asked: Asked) -> Any:
    ((kind, change),) = asked["change"].items()
    told = {name: value for name, value in change.items() if not (kind == "replacement" and name == "tier")}
    amendment = ask("amend", behind=_behind(asked), change={kind: told}, by=asked["by"], day=asked["day"])["amendment"]
    made = json.loads(amendment)["change"][kind]
    if any(made.get(name) != change.get(name) for name in ("tier", "successor") if name in change):
        raise ValueError("another tier or successor")
    return amendment


def _in_force(asked: Asked) -> Any:
    told = ask("in_force", **_behind(asked))
    listed = {draw["draw"]: {tier["tier"]: tier["targets"] for tier in draw["tiers"]} for draw in told["draws"]}
    return {**listed, "teams": told["teams"]}


def _verify(asked: Asked) -> Any:
    names = ("record", "commitment_digest", "record_digest")
    told = {name: asked.get(name) for name in names}
    chains = {name: asked.get(name, []) for name in ("voids", "amendments")}
    given = {"plan": asked.get("plan", ""), "targets": _targets(asked), "inspectors": _inspectors(asked)}
    return _checks(ask("verify", **told, **chains, **given))


def _checks(told: Asked) -> Any:
    return {"checks": [{name: check[name] for name in ("name", "status")} for check in told["report"]["checks"]]}


def _receipt(asked: Asked) -> Any:
    told = {name: asked[name] for name in ("record", "plan", "id")}
    return ask("receipt", targets=_targets(asked), **told)["receipt"]


def _check_receipt(asked: Asked) -> Any:
    names = ("receipt", "commitment_digest", "record_digest", "digest", "plan")
    return _checks(ask("verify_receipt", **{name: asked.get(name) for name in names}))


def _absence(asked: Asked) -> Any:
    return ask("absence", commitment=asked["commitment"], targets=_targets(asked), id=asked["id"])["absence"]


def _check_absence(asked: Asked) -> Any:
    told = {name: asked[name] for name in ("absence", "commitment_digest")}
    if not (holds := ask("verify_absence", **told)["holds"]):
        raise ValueError("it does not hold")
    return holds


def _notice(asked: Asked) -> Any:
    return ask("notice", commitment=asked["commitment"], plan=asked["plan"])["notice"]


def _digest(asked: Asked) -> Any:
    return ask("digest", record=asked["record"])["digest"]


def _after_the_visits(asked: Asked) -> Any:
    return _without_words(ask(**asked))


def _without_words(told: Any) -> Any:
    """Without sentences, tables for people and estimates, which are no part of the vectors."""
    if isinstance(told, list):
        return [_without_words(one) for one in told]
    if isinstance(told, dict):
        return {name: _without_words(one) for name, one in told.items() if name not in ("zh", "en", "about", "csv", "estimate")}
    return told


ANSWERS: dict[str, Callable[[Asked], Any]] = {
    "hash": _hash,
    "directory": _directory,
    "quota": _quota,
    "ticket": _ticket,
    "draw": _draw,
    "ceremony": _ceremony,
    "void": _void,
    "amend": _amend,
    "in_force": _in_force,
    "verify": _verify,
    "receipt": _receipt,
    "check_receipt": _check_receipt,
    "absence": _absence,
    "check_absence": _check_absence,
    "notice": _notice,
    "digest": _digest,
    **dict.fromkeys(
        ("working_days", "enter_results", "merge_results", "results", "progress", "feedback", "disclosure"), _after_the_visits
    ),
}
