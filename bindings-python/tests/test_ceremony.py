"""The way from a commitment to what is published and checked."""

import datetime
import json
from fractions import Fraction

import double_random as dr
import pytest
from conftest import LOTTERY, NUMBERS, ROOT, SECRET, demo_plan, demo_rows, hold


def test_quotas_are_seen_before_there_is_a_seed(demo):
    """Guards that the preview, the commitment and the record tell the same numbers, ratios being exact."""
    quotas = dr.preview(demo.plan, demo.targets, as_of=datetime.date(2025, 7, 1))
    task = quotas.tasks["01"]
    assert (task.pool, task.quota, task.tiers[3].realised) == (60, 6, Fraction(4, 15))
    assert quotas == demo.committed.quotas == demo.record.quotas
    assert sum(quotas.table["quota"]) == 6
    assert quotas.exclusions["count"] == [0] * 5


def test_a_ceremony_goes_on_from_its_document(demo, tmp_path):
    """Guards that a commitment that was saved draws the same record, and none from another plan."""
    demo.committed.commitment.save(tmp_path / "commitment.json")
    commitment = dr.Commitment.read(tmp_path / "commitment.json")
    again = dr.Committed(commitment, demo.plan, dr.TargetDirectory(demo_rows()))
    assert again.digest == demo.committed.digest
    assert again.draw([SECRET, NUMBERS]) == demo.record
    with pytest.raises(dr.DoubleRandomError):
        dr.Committed(commitment, demo_plan("20%"), demo.targets).draw([SECRET, NUMBERS])
    with pytest.raises(dr.DoubleRandomError) as refused:
        again.draw([SECRET, dr.PublicText("another", "1")])
    assert refused.value.code.startswith("seed.")


def test_a_record_is_never_written_over(demo, tmp_path):
    """Guards saved records: byte for byte what was drawn, and refused where a file is."""
    demo.record.save(tmp_path / "record.json")
    assert dr.Record.read(tmp_path / "record.json") == demo.record
    assert dr.Record.read(tmp_path / "record.json").digest == demo.record.digest
    with pytest.raises(FileExistsError):
        demo.record.save(tmp_path / "record.json")


def test_tables_of_a_record(demo, staffed):
    """Guards what is drawn, in reserve, cut off, visited and assigned."""
    record = demo.record
    assert (len(record.drawn), len(record.reserve), record.visits, record.assignments) == (6, 8, None, None)
    last = [row["ticket"] for row in record.drawn if row["tier"] == "D"][-1]
    assert record.cut_offs["cut_off"] == [None, None, record.drawn["ticket"][1], last]
    slots = staffed.record.assignments
    assert (len(slots), set(slots["slot"]), set(slots["leader"])) == (12, {1, 2}, {True, False})
    assert sum(staffed.record.loads["after"]) == sum(staffed.record.loads["before"]) + 12
    merged = hold(demo_plan().with_decisions(coordination="merged_visits"), demo.targets).record
    assert sorted(merged.visits["id"]) == sorted(merged.drawn["id"])


def test_other_suite_salt_and_moment():
    """Guards SM3, salts and a moment with a time zone, as documents of the specification."""
    targets = dr.TargetDirectory(demo_rows(), salt_key="ab" * 32)
    moment = datetime.datetime(2025, 7, 1, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    committed = dr.commit(
        demo_plan(),
        targets,
        as_of="2025-07-01",
        sources=[SECRET.committed("sm3"), LOTTERY],
        suite="sm3",
        committed_at=moment,
    )
    data = committed.commitment.data
    assert (data["suite"], data["committed_at"], data["targets"]["salted"]) == ("sm3", 1751331600, True)
    with pytest.raises(ValueError, match="time zone"):
        dr.commit(
            demo_plan(),
            targets,
            as_of="2025-07-01",
            sources=[LOTTERY],
            committed_at=datetime.datetime(2025, 7, 1),
        )


def test_a_beacon_makes_a_seed(demo):
    """Guards a published round from commitment to record."""
    published = json.loads((ROOT / "core/vectors/public/drand-rounds.json").read_text("utf-8"))["quicknet"][
        "rounds"
    ][0]
    beacon = dr.Beacon("quicknet", published["round"])
    committed = dr.commit(demo.plan, demo.targets, as_of="2025-07-01", sources=[beacon], committed_at=0)
    record = committed.draw([beacon.published(published["randomness"], published["signature"])])
    assert record.data["sources"][0]["label"] == f"quicknet:{published['round']}"


def test_a_void_attempt_is_followed_by_the_next(demo):
    """Guards the chain of attempts, and that verification asks for the void."""
    void = dr.void(
        demo.committed.commitment,
        record=demo.record,
        reason="wrong_directory",
        explanation="名录库有误",
        by="王某",
        day=datetime.date(2025, 7, 2),
    )
    second = hold(demo.plan, demo.targets, attempt=2, previous=void)
    checked = dr.verify(second.record, demo.plan, demo.targets, voids=[void]).checks
    assert dict(zip(checked["name"], checked["status"], strict=True))["attempts"] == "passed"


def test_verification_finds_an_edit(demo, staffed):
    """Guards a report that holds, one that does not, and what it raises."""
    digests = {"commitment_digest": demo.committed.commitment, "record_digest": demo.record.digest}
    report = dr.verify(demo.record, demo.plan, demo.targets, **digests)
    report.raise_if_broken()
    assert report.holds and "未发现不符" in str(report)
    broken = dr.verify(demo.record.text.replace('"quota": 4', '"quota": 3'), demo.plan, demo.targets)
    assert not broken.holds and "quota" in broken.failed
    with pytest.raises(dr.VerificationError) as raised:
        broken.raise_if_broken()
    assert raised.value.params["failed"] == broken.failed
    staff = dr.verify(staffed.record, staffed.plan, staffed.targets, inspectors=staffed.inspectors)
    assert "assignment.balance" in staff.checks["name"] and staff.holds
    assert not dr.verify("no record", demo.plan, demo.targets).holds


def test_changes_are_chained(staffed):
    """Guards a replacement and a recusal behind the record, and the list and teams in force after both."""
    record, draw = staffed.record, "demo-2025/01/1"
    given = record, staffed.plan, staffed.targets
    gone = record.drawn["id"][0]
    change = dr.Replacement(draw=draw, out=gone, reason="deregistered", evidence="注销通知书")
    first = dr.amend(*given, change, by="王某", day=datetime.date(2025, 8, 1), inspectors=staffed.inspectors)
    target = record.drawn["id"][1]
    team = [slot["inspector"] for slot in record.assignments if slot["target"] == target]
    change = dr.Recusal(draw=draw, target=target, inspector=team[0], reason="亲属")
    second = dr.amend(
        *given, change, by="王某", day="2025-08-02", amendments=[first], inspectors=staffed.inspectors
    )
    chain = {"amendments": [first, second], "inspectors": staffed.inspectors}
    now = dr.in_force(*given, **chain)
    assert gone not in now.targets["id"] and len(now.targets) == 6
    assert team[0] not in [row["inspector"] for row in now.teams if row["target"] == target]
    assert dr.verify(*given, **chain).holds
    with pytest.raises(dr.DoubleRandomError) as refused:
        dr.amend(
            *given,
            dr.Supplement(draw=draw, tier="A", count=99, reason="增加"),
            by="王某",
            day="2025-08-02",
            inspectors=staffed.inspectors,
        )
    assert refused.value.code.startswith("amend.")


def test_what_is_published(demo, tmp_path):
    """Guards notice, digest, list and certificate: none of the first two holds an id, and the last is a page."""
    notice, digest = dr.notice(demo.committed.commitment, demo.plan), dr.digest(demo.record)
    assert "140581-00" not in notice.text + digest.text
    listed = dr.public_list(demo.record, demo.plan, demo.targets, show_tiers=True)
    listed.save(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert all(id in listed.csv for id in demo.record.drawn["id"])
    page = dr.certificate(demo.record, demo.plan, demo.targets, after_visits=True)
    assert page.startswith("<!DOCTYPE html>") and "<iframe" in page._repr_html_()


def test_one_target_checks_its_own_case(demo):
    """Guards a receipt and an absence, each checked with nothing but what was published."""
    given = demo.record, demo.plan, demo.targets
    mine = dr.receipt(*given, demo.record.drawn["id"][0])
    published = {"commitment_digest": demo.committed.digest, "record_digest": demo.record.digest}
    report = dr.verify_receipt(mine, digest=dr.digest(demo.record), plan=demo.plan, **published)
    assert report.holds and "not_done" not in report.checks["status"]
    forged = dr.Receipt(mine.text.replace('"outcome": "drawn"', '"outcome": "not_drawn"'))
    assert not dr.verify_receipt(forged, **published).holds
    nobody = dr.absence(demo.committed.commitment, demo.targets, "140581-9999")
    assert dr.verify_absence(nobody, commitment_digest=demo.committed.digest).holds
    with pytest.raises(dr.DoubleRandomError):
        dr.absence(demo.committed.commitment, demo.targets, demo.record.drawn["id"][0])


def test_a_team_is_explained(staffed):
    """Guards that who asks why this inspector gets an answer in both languages."""
    visit = next(iter(staffed.record.assignments))
    why = dr.explain(
        staffed.record,
        staffed.plan,
        staffed.targets,
        staffed.inspectors,
        draw="demo-2025/01/1",
        target=visit["target"],
    )
    assert visit["start"] in why.zh and visit["start"] in why.en and "选派说明" in why._repr_html_()
