"""After the visits by commands: what a platform exported goes in, ledgers merge, and the progress comes out."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest
from cli import PLANNED, fine, run
from conftest import DATA
from test_cli_ceremony import held, office  # noqa: F401

HEADING = "统一社会信用代码,任务编号,检查日期,检查人员,检查结果,录入部门,录入人,录入日期,公示日期"
CASE = ("record.json", *PLANNED)
HOLIDAYS = ("--holidays", DATA / "cn-holidays-2023-2026.csv")


@pytest.fixture
def visited(held):  # noqa: F811
    """An office after the first visits, with a ledger of each of two agencies."""
    record = json.loads((held / "record.json").read_text("utf-8"))
    drawn = [target["id"] for tier in record["draws"][0]["tiers"] for target in tier["drawn"]]
    for name, id, code in (("one", drawn[0], "1"), ("two", drawn[1], "未发现问题")):
        row = f"{id},01,2025-08-05,甲;乙,{code},高平市市场监管局,王某,2025-08-08,\n"
        (held / f"{name}.csv").write_bytes(f"{HEADING}\n{row}".encode("gbk"))
    (held / "words.json").write_text('{"outcomes": {"1": "unreachable"}}')
    for name in ("one", "two"):
        fine(
            "results",
            "enter",
            "record.json",
            "--plan",
            "plan.json",
            "--rows",
            f"{name}.csv",
            "--words",
            "words.json",
            "--out",
            f"{name}.json",
        )
    return held


def test_ledgers_merge(visited):
    """Guards that either order gives the same file, and that a code without a meaning is refused with its row."""
    one = fine("results", "merge", "one.json", "two.json", "--out", "merged.json", "--json").data
    two = fine("results", "merge", "two.json", "one.json", "--out", "merged.json", "--json").data
    assert one == two and one["entries"] == 2
    refused = run(
        "results", "enter", "record.json", "--plan", "plan.json", "--rows", "one.csv", "--out", "none.json", "--json"
    )
    assert refused.code == 2 and refused.data["error"]["params"]["rows"][0]["row"] == 2
    assert not (visited / "none.json").exists()


def test_progress(visited):
    """Guards figures for machines and for people, and the lists as files."""
    ledgers = ("--results", "one.json", "--results", "two.json")
    lists = ("--out", "progress.xlsx", "--overdue", "overdue.csv", "--findings", "findings.csv")
    ran = fine("progress", *CASE, *ledgers, *HOLIDAYS, "--as-of", "2025-12-15", *lists, "--json")
    told = ran.data["overall"]
    assert told["entered"]["numerator"] == 2 and told["due"] == told["entered"]["denominator"]
    assert len(ran.data["unreachable"]) == 1
    sheet = openpyxl.load_workbook(visited / "progress.xlsx").active
    assert sheet.max_row > 1
    with open(visited / "overdue.csv", encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + len(ran.data["overdue"])
    shown = fine("progress", *CASE, *ledgers, *HOLIDAYS, "--as-of", "2025-12-15").out
    assert "完成率" in shown and "无法联系" not in shown.splitlines()[0]
    uncovered = run("progress", *CASE, *ledgers, *HOLIDAYS, "--as-of", "2025-02-30", "--json")
    assert uncovered.code == 2


def test_disclosure_and_feedback(visited):
    """Guards what goes to the public, and that only who was inspected flows back."""
    ledgers = ("--results", "one.json", "--results", "two.json")
    shown = fine(
        "results", "disclose", *CASE, *ledgers, "--as-of", "2025-12-15", "--out", "disclosure.csv", "--json"
    ).data
    assert sum(len(task["results"]) for task in shown["tasks"]) == 2
    assert "王某" not in (visited / "disclosure.csv").read_text("utf-8-sig")
    told = fine("results", "feedback", *CASE, *ledgers, "--as-of", "2025-12-15", "--out", "changes.csv", "--json").data
    assert [change["value"] for change in told["changes"]] == ["01=2025-08-05"]
    with open(visited / "changes.csv", encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 2
