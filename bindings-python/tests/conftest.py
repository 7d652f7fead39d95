"""What the tests share: the real plan of 高平市, and a small ceremony of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import double_random as dr
import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "core/examples/data"
VECTORS = ROOT / "core/vectors"

GAOPING = (DATA / "gaoping-2025-published.txt").read_text("utf-8")
HEADING = "序号,抽查任务名称,抽查类型,抽查事项,抽查对象范围,抽查比例/数量,信用风险分类管理,抽取检查起至时间,抽查检查模式"
TIERS = "对低风险、一般风险、较高风险、高风险企业分别递加比例抽查。"


def demo_plan(ratio: str = "10%", *, team: dict[str, object] | None = None) -> dr.Plan:
    """A plan of one task."""
    row = f"1,对企业的抽查,不定向,1.登记事项检查,全市企业,{ratio},{TIERS},7月—11月,【县抽县查】 某市市场监管局发起并实施检查"
    plan = dr.Plan.from_text(f"{HEADING}\n{row}\n", form="csv", name="demo-2025", year=2025)
    quota = dr.rules.progressive("10%", weights=(1, 2, 4, 8), minimum=1)
    decided = {"selector": dr.select.kind("enterprise"), "rules": dr.rules.rules(quota, reserve=2, team=team)}
    return plan.with_decisions({"01": decided})


def demo_rows() -> dict[str, list[str]]:
    """Sixty shops, fifteen of each tier."""
    return {
        "id": [f"140581-{number:04}" for number in range(60)],
        "kind": ["企业"] * 60,
        "tier": ["ABCD"[number // 3 % 4] for number in range(60)],
    }


SECRET = dr.Secret("信用监管股", "1f" * 32)
LOTTERY = dr.Public("福彩双色球2025088", bits=24)
NUMBERS = LOTTERY.published("03 11 14 20 25 31 | 07")


def hold(plan: dr.Plan, targets: dr.TargetDirectory, **setting: object) -> SimpleNamespace:
    """A ceremony from commitment to record."""
    sources = [SECRET.committed(), LOTTERY]
    committed = dr.commit(plan, targets, as_of=date(2025, 7, 1), sources=sources, **setting)
    record = committed.draw([SECRET, NUMBERS])
    return SimpleNamespace(plan=plan, targets=targets, committed=committed, record=record)


@pytest.fixture(scope="session")
def demo() -> SimpleNamespace:
    """A small ceremony."""
    return hold(demo_plan(), dr.TargetDirectory(demo_rows()))


@pytest.fixture(scope="session")
def staffed() -> SimpleNamespace:
    """A small ceremony with inspectors."""
    team = dr.rules.team(2, window=(date(2025, 7, 1), date(2025, 11, 30)), slots=[{"leader": True}])
    inspectors = dr.InspectorDirectory(
        {"id": ["P-1", "P-2", "P-3", "P-4"], "leader": ["是", "是", "否", ""], "load": [3, 0, 5, 2]}
    )
    held = hold(demo_plan(team=team), dr.TargetDirectory(demo_rows()), inspectors=inspectors)
    held.inspectors = inspectors
    return held
