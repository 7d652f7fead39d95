"""After the visits in Python: frames in, tables out, and the progress view; what counts is decided by the core."""

import json
from datetime import date

import double_random as dr
import pandas
import polars
import pyarrow
import pytest
from conftest import DATA
from double_random import results, statistics

HOLIDAYS = results.Holidays.read(DATA / "cn-holidays-2023-2026.csv")
AGENCY = "某市市场监管局"


def rows(demo, found=("未发现问题", "通过登记的住所（经营场所）无法联系", "发现问题待后续处理")):
    """The results of the first drawn, in the headings of an export; all but the first three are missing."""
    return [
        {
            "统一社会信用代码": id,
            "任务编号": "01",
            "检查日期": date(2025, 8, 5),
            "检查人员": "甲;乙",
            "检查结果": outcome,
            "抽查事项结果": "1=是",
            "录入部门": AGENCY,
            "录入人": "王某",
            "录入日期": date(2025, 8, 8),
            "公示日期": "2025-08-20" if at == 0 else None,
        }
        for at, (id, outcome) in enumerate(zip(demo.record.drawn["id"], found, strict=False))
    ]


def case(demo, ledger=None):
    ledger = ledger or results.enter_table(demo.record, demo.plan, rows(demo))
    return results.Case(demo.record, demo.plan, demo.targets, ledger)


def told(demo, as_of="2025-10-09", **changes):
    return results.progress(case(demo), as_of=as_of, holidays=HOLIDAYS, **changes)


@pytest.mark.parametrize("held", [list, pandas.DataFrame, polars.DataFrame, pyarrow.Table.from_pylist])
def test_results_come_from_anything(demo, held):
    """Guards that frames of every kind, days as days or as texts, make the same ledger, and that nothing is entered twice."""
    expected = results.enter_table(demo.record, demo.plan, rows(demo))
    assert expected.entries["kind"] == ["result"] * 3 + ["publication"]
    again = results.enter_table(demo.record, demo.plan, held(rows(demo)), ledger=expected)
    assert again == expected
    assert "结果登记簿" in again._repr_html_() and repr(again).startswith("Ledger(4 entries")


def test_bad_rows_are_told_at_once(demo):
    """Guards that every bad cell is told with its row and column, and that a platform's codes need a profile."""
    bad = rows(demo, ("1", "2", "未发现问题"))
    with pytest.raises(dr.BadRows) as refused:
        results.enter_table(demo.record, demo.plan, bad)
    assert refused.value.rows["row"] == [2, 3]
    assert set(refused.value.rows["column"]) == {"outcomes"}
    known = results.enter_table(demo.record, demo.plan, bad, outcomes={"1": "no_problem", "2": "moved_out"})
    assert sorted(known.entries["outcomes"][:3]) == ["moved_out", "no_problem", "no_problem"]


def test_ledgers_merge_in_any_order(demo):
    """Guards that agencies may enter apart from each other."""
    one, two = (results.enter_table(demo.record, demo.plan, [row]) for row in rows(demo)[:2])
    assert results.merge(one, two) == results.merge(two, one, two)


def test_working_days():
    """Guards a worked value, limits, and that a year without a table is an error."""
    assert HOLIDAYS.working_day(date(2026, 1, 26), 20) == date(2026, 2, 28)
    assert HOLIDAYS.working_day("2026-12-20", 20, limit="2026-12-31") == date(2026, 12, 31)
    with pytest.raises(dr.DoubleRandomError) as refused:
        HOLIDAYS.working_day("2026-12-20", 20)
    assert refused.value.code == "calendar.year_not_covered"
    frame = pandas.DataFrame({"日期": pandas.to_datetime(["2025-01-01", "2025-10-01"]), "类型": ["休", "休"]})
    assert results.Holidays(frame).working_day("2025-09-30", 1) == date(2025, 10, 2)


def test_progress_lists_who_stands_behind_each_figure(demo):
    """Guards rates with numerator and denominator, the lists behind them, and what is open, as frames."""
    found = told(demo)
    rates = found.rates.to_polars().filter(polars.col("scope") == "overall")
    of = {row["rate"]: (row["numerator"], row["denominator"]) for row in rates.to_dicts()}
    drawn = len(demo.record.drawn)
    assert of["completion"] == of["entered"] == (3, drawn) and of["publication"] == (1, 3)
    assert sum(found.behind("completion")["counted"]) == 3 and len(found.behind("completion")) == drawn
    assert (
        found.behind("completion", draw=demo.record.data["draws"][0]["draw"])["target"]
        == found.behind("completion")["target"]
    )
    tiers = [f"problems:{tier}" for tier in "ABCD"]
    assert sum(len(found.behind(tier)) for tier in tiers) == 3
    assert found.tasks["completion"] == ["50.00%"] and found.agencies["agency"] == [AGENCY]
    assert set(found.overdue["what"]) == {"publication"}
    assert found.unreachable["deadline"] == ["2025-08-19"]
    assert len(found.missing_hand_overs) == 2 and len(found.hand_overs) == 0 and len(found.conflicts) == 0
    assert found.goals["met"] == [False, False, True, True]
    assert repr(found).startswith("WorkProgress(2025-10-09: 6 due, completion 50.00%")


def test_progress_shows_itself(demo, tmp_path):
    """Guards the view of notebooks, and the table as a file."""
    found = told(demo)
    shown = found._repr_html_()
    assert all(word in shown for word in ("工作进度", "完成率", "50.00%", "无法联系", "应移交未移交", "未达到"))
    found.save(tmp_path / "progress.csv")
    assert (tmp_path / "progress.csv").read_text("utf-8-sig") == found.csv


def test_terms_are_the_callers(demo):
    """Guards that terms and goals are handed on, and repeated in what is answered."""
    terms = {"entry": {"working_days": 2, "source": "市局通知"}, "goals": {"completion": "1/2"}}
    found = told(demo, parameters=terms)
    assert found.data["parameters"]["entry"] == terms["entry"]
    assert found.tasks["completion"] == ["0.00%"] and set(found.findings["code"]) == {"results.entered_late"}


def test_cases_share_their_directories(demo, staffed):
    """Guards that directories are never mistaken for each other."""
    other = results.Case(
        staffed.record, staffed.plan, staffed.targets, results.enter(staffed.record), staffed.inspectors
    )
    with pytest.raises(ValueError, match="share"):
        results.progress([case(demo), other], as_of="2025-10-09", holidays=HOLIDAYS)


def test_results_by_visit_item_and_target(demo):
    """Guards the tables of what was found."""
    found = results.results(case(demo), as_of="2025-10-09", holidays=HOLIDAYS)
    assert sorted(set(found.visits["state"])) == ["due", "in_force"]
    assert found.items["yes"] == [3] and len(found.targets) == len(demo.record.drawn)
    assert "检查结果" in found._repr_html_()


def test_disclosure_is_for_the_public(demo, tmp_path):
    """Guards that neither inspectors nor who entered appear."""
    shown = results.disclosure(case(demo), as_of="2025-10-09")
    assert repr(shown) == "ResultsDisclosure(3 results)"
    assert "王某" not in json.dumps(shown.data, ensure_ascii=False) + shown.csv
    shown.save(tmp_path / "disclosure.csv")
    assert (tmp_path / "disclosure.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("held", [list, pandas.DataFrame, polars.DataFrame])
def test_what_was_inspected_flows_back(demo, held):
    """Guards that the next draw reads the visits: whoever was inspected is left out under a frequency, the others are not."""
    table = dr.Table(
        id=[f"140581-{number:04}" for number in range(60)],
        kind=["企业"] * 60,
        tier=["D"] * 60,
        last_inspected=[""] * 60,
    )
    before = held(list(table))
    back = results.feedback(case(demo), before, as_of="2025-10-09")
    assert back.not_in_directory == [] and len(back.changes) == 2
    after = dr.TargetDirectory(back.applied(before, as_of="2026-01-01"))
    rules = demo.plan.tasks["01"].rules | {"frequency": {"times": 1, "years": 2}}
    plan = demo.plan.with_decisions({"01": {"selector": dr.select.kind("enterprise"), "rules": rules}})
    again = dr.preview(plan, after, tasks=["01"], as_of="2026-01-01").tasks["01"]
    assert again.exclusions["already_inspected"] == 2
    with pytest.raises(dr.DoubleRandomError):
        results.feedback(case(demo), as_of="2025-10-09")


def test_problems_warn_by_group(demo):
    """Guards the way from figures to an early warning: every target whose result tells, with the group it is given."""
    ids = demo.record.drawn["id"]
    counted = told(demo).counted_by({id: "东镇" for id in ids})
    assert [sum(row[name] for row in counted) for name in ("inspected", "problems")] == [3, 2]
    warned = statistics.early_warning(pandas.DataFrame(counted))
    assert warned.groups["expected"] == [2.0] and warned.directed == []
    assert "没有突出的" in warned._repr_html_()


def test_early_warning_names_who_stands_out():
    """Guards the columns, the level, and the trend over tiers."""
    rows = [
        {"task": "01", "tier": tier, "group": group, "inspected": 40, "problems": problems}
        for group, tiers in {"东镇": (2, 9), "西镇": (3, 8), "南镇": (15, 26)}.items()
        for tier, problems in zip("AD", tiers, strict=True)
    ]
    warned = statistics.early_warning(polars.DataFrame(rows), level="99%")
    assert warned.directed == ["南镇"] and warned.groups["stands_out"] == [True, False, False]
    first = next(iter(warned.groups))
    assert first["low"] > 1 and first["rate"] > first["shrunken"] > first["expected"] / first["inspected"]
    assert "南镇" in warned._repr_html_()
    trend = statistics.tier_trend(rows)
    assert trend.rises and trend.p < 0.01 and trend.concordance > 0.6 and trend.tiers["tier"] == ["A", "D"]
    assert "上升" in trend._repr_html_()
