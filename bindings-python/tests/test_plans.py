"""Plans as offices send them."""

import datetime
from fractions import Fraction

import double_random as dr
import openpyxl
import pytest
from conftest import GAOPING, HEADING, TIERS, demo_plan

HEAD = {"name": "gaoping-2025", "year": 2025}


def test_a_plan_is_the_same_from_every_file(tmp_path):
    """Guards text in both encodings, the document, and a sheet with a title, a percentage and a gap, against each other."""
    published = dr.Plan.from_text(GAOPING, **HEAD)
    for encoding, found in [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gbk", "gb18030")]:
        file = tmp_path / f"{encoding}.txt"
        file.write_bytes(GAOPING.encode(encoding))
        read = dr.Plan.read(file, **HEAD)
        assert (read, read.encoding) == (published, found)
        assert read.findings["code"] == published.findings["code"]
    published.save(tmp_path / "plan.json")
    assert dr.Plan.read(tmp_path / "plan.json") == published
    with pytest.raises(FileExistsError):
        published.save(tmp_path / "plan.json")
    with pytest.raises(TypeError):
        dr.Plan.read(tmp_path / "gbk.txt")


def test_a_sheet_reads_as_it_shows(tmp_path):
    """Guards what a spreadsheet keeps otherwise than it shows: a ratio as 0.1, a number as 1.0, a title over all columns."""
    row = [
        "1",
        "对企业的抽查",
        "不定向",
        "1.登记事项检查",
        "全市企业",
        "10%",
        "TIERS",
        "7月—11月",
        "【县抽县查】 某市市场监管局发起并实施检查",
    ]
    row[6] = TIERS
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某市2025年度抽查计划"])
    sheet.append([*HEADING.split(","), None])
    sheet.append([1.0, *row[1:]])
    sheet["F3"] = 0.1
    sheet["F3"].number_format = "0%"
    sheet["K9"] = None
    book.save(tmp_path / "plan.xlsx")
    task = dr.Plan.read(tmp_path / "plan.xlsx", name="demo-2025", year=2025).tasks["01"]
    assert (task.amount.text, task.amount.ratio, task.number) == ("10%", Fraction(1, 10), 1)


def test_tasks_are_typed():
    """Guards what a task tells: days, fractions, items, frequency, mode."""
    task = dr.Plan.from_text(GAOPING, **HEAD).tasks["01"]
    assert task.amount.ratio == Fraction(3, 100)
    assert (task.amount.frequency.times, task.amount.frequency.period) == (1, "year")
    assert task.window.last == datetime.date(2025, 11, 30)
    assert (task.mode.draws, task.mode.initiates) == ("county", True)
    assert task.items[0].number == 1
    assert task.selector is None and task.rules["quota"]["progressive"]["ratio"] == "3%"


def test_findings_name_their_rows():
    """Guards that doubts of a file come with row, column and a sentence in both languages."""
    findings = dr.Plan.from_text(GAOPING, **HEAD).findings
    first = next(iter(findings))
    assert first["row"] == 2 and first["task"] == 1 and first["message_zh"] and first["message_en"]
    assert "plan.tasks_overlap" in findings["code"]


def test_decisions_are_written_into_the_document():
    """Guards that a decision changes its task alone, that a part of it leaves the rest, and that bad ones are refused."""
    plan = demo_plan()
    again = plan.with_decisions({"01": {"selector": dr.select.everything()}}, coordination="merged_visits")
    assert again.tasks["01"].rules == plan.tasks["01"].rules
    assert (again.tasks["01"].selector, again.data["coordination"]) == ({"all": []}, "merged_visits")
    assert plan.digest() != again.digest() and plan.digest("sm3") != plan.digest()
    with pytest.raises(dr.DoubleRandomError) as refused:
        plan.with_decisions({"99": {"selector": dr.select.everything()}})
    assert refused.value.code == "plan.unknown_task"
    with pytest.raises(TypeError):
        dr.rules.rules(dr.rules.census(), weights=1)


def test_bad_plans_tell_all_bad_rows():
    """Guards that every row of a plan that is not understood is told at once."""
    row = f"1,对企业的抽查,不定向,检查,全市企业,很多,{TIERS},有空时,【县抽县查】某局发起\n"
    with pytest.raises(dr.BadRows) as bad:
        dr.Plan.from_text(f"{HEADING}\n{row}{row.replace('1,', '2,', 1)}", form="csv", **HEAD)
    assert bad.value.rows["row"] == [2, 2, 3, 3]
    assert set(bad.value.rows["column"]) >= {"抽查比例/数量"} or set(bad.value.rows["column"]) >= {"ratio"}


def test_selectors_and_rules_are_those_of_the_specification():
    """Guards that every helper writes what the core reads, by drawing with it."""
    select, rules = dr.select, dr.rules
    selector = select.all_of(
        select.any_of(select.kind("enterprise"), select.status("in_operation")),
        select.not_(select.label("包容审慎")),
        select.not_(select.region("140581")),
        select.not_(select.industry("C13")),
    )
    targets = dr.TargetDirectory(
        {
            "id": ["A", "B"],
            "kind": ["企业", "企业"],
            "tier": ["A", "D"],
            "status": ["存续"] * 2,
            "labels": [""] * 2,
        }
        | {"region": ["140500"] * 2, "industry": ["F51"] * 2}
    )
    for quota, number in [
        (rules.progressive(Fraction(1, 2), weights={"D": 8}, minimum=1), 1),
        (rules.per_tier(["0%", "0%", "0%", Fraction(1)], minimums={"A": 1}), 2),
        (rules.count(2, weights=(1, 1, 1, 1)), 2),
        (rules.count_per_tier({"D": 5}), 1),
        (rules.census(), 2),
    ]:
        plan = demo_plan().with_decisions({"01": {"selector": selector, "rules": rules.rules(quota)}})
        assert dr.preview(plan, targets, as_of="2025-07-01").tasks["01"].quota == number, quota
