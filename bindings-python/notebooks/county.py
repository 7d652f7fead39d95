"""A small county, generated: no row of it is about anyone."""

import random
from datetime import date, timedelta

from double_random import Plan, Record, select

KINDS = {"企业": (1200, "91"), "个体工商户": (2400, "92"), "农民专业合作社": (160, "93"), "事业单位": (40, "12")}
SHARES = {"企业": (600, 250, 100, 50), "个体工商户": (60, 25, 10, 5), "农民专业合作社": (300, 125, 50, 25)}
LABELS = {
    "企业": ["食品销售", "餐饮服务", "特种设备使用", "自愿性认证", "工业产品生产许可证", "广告经营", ""],
    "个体工商户": ["食品销售", "餐饮服务", "食品小经营店", "食品小摊点", "电子商务经营者", "", ""],
    "农民专业合作社": ["自愿性认证", "", ""],
    "事业单位": ["餐饮服务", "特种设备使用"],
}
TOWNS = ["001", "002", "003", "100", "101", "102"]

UNITS = {"信用监管股": "", "食品销售监管股": "食品", "特种设备监察股": "特种设备", "认证监管股": "认证"}

SELECTORS = {
    "01": select.kind("enterprise"),
    "02": select.kind("individual"),
    "03": select.kind("cooperative"),
    "11": select.all_of(select.kind("enterprise"), select.label("食品销售")),
    "13": select.label("特种设备使用"),
    "14": select.all_of(select.kind("enterprise"), select.label("自愿性认证")),
}
"""Who is in range of the tasks of the tour."""

SPECIALTIES = {"11": "食品", "13": "特种设备", "14": "认证"}
"""What one of the team must know."""


def targets() -> list[dict[str, str]]:
    """The directory of targets: 3,800 rows."""
    chance = random.Random("生成的演示数据，非真实名录")
    kinds = [kind for kind, (count, _) in KINDS.items() for _ in range(count)]
    return [_target(serial, kind, chance) for serial, kind in enumerate(kinds, 1)]


def _target(serial: int, kind: str, chance: random.Random) -> dict[str, str]:
    shares = SHARES.get(kind, (0, 0, 0, 0))
    return {
        "统一社会信用代码": f"{KINDS[kind][1]}140581GEN{serial:06}",
        "名称": f"生成演示{kind}{serial:04}号",
        "类型": kind,
        "行政区划": "140581" + chance.choice(TOWNS),
        "信用风险等级": chance.choices(["低", "一般", "较高", "高", ""], [*shares, 1000 - sum(shares)])[0],
        "标签": chance.choice(LABELS[kind]),
        "登记状态": chance.choices(["存续", "吊销", "注销", "停业"], [940, 20, 32, 8])[0],
    }


def inspectors() -> list[dict[str, object]]:
    """The directory of inspectors: 24 people who do not exist."""
    chance = random.Random("生成的演示数据，非真实人员")
    posts = [(unit, specialty, place < 2) for unit, specialty in UNITS.items() for place in range(6)]
    return [
        {
            "编号": f"GEN140581-{number:03}",
            "姓名": f"测试检查员{number:02}",
            "单位": unit,
            "专业": specialty,
            "组长": "是" if leader else "否",
            "已检查次数": chance.randrange(4, 22),
        }
        for number, (unit, specialty, leader) in enumerate(posts, 1)
    ]


def team_slots(task: str) -> list[dict[str, object]]:
    """One who leads, and one who knows the field if the task has one."""
    knows = SPECIALTIES.get(task)
    return [{"leader": True}, *([{"qualification": knows}] if knows else [])]


WORSE = "140581102"
"""The town where problems are likelier, so that there is something to warn of."""


def results(record: Record, plan: Plan, targets: list[dict[str, str]]) -> list[dict[str, object]]:
    """What the visits of all tasks found, in the headings of an export; a few came late, a few were not entered."""
    chance = random.Random("生成的演示数据，非真实结果")
    town = {target["统一社会信用代码"]: target["行政区划"] for target in targets}
    tier = dict(zip(record.drawn["id"], record.drawn["tier"], strict=True))
    teams: dict[tuple[str, str], list[str]] = {}
    for slot in record.assignments or ():
        for draw in slot["draws"].split(";"):
            teams.setdefault((draw, slot["target"]), []).append(slot["inspector"])
    rows = []
    for (draw, target), team in teams.items():
        task = plan.tasks[draw.split("/")[1]]
        visited = date(2025, 8, 4) + timedelta(days=chance.randrange(90))
        entered = visited + timedelta(days=chance.randrange(1, 30))
        likely = 0.1 + 0.1 * "ABCD".index(tier[target]) + (0.4 if town[target] == WORSE else 0.0)
        problem = chance.choice(["发现问题已责令改正", "发现问题待后续处理", "通过登记的住所（经营场所）无法联系"])
        found = problem if chance.random() < likely else "未发现问题"
        row: dict[str, object] = {
            "统一社会信用代码": target,
            "任务编号": task.name,
            "检查日期": visited,
            "检查人员": ";".join(team),
            "检查结果": found,
            "抽查事项结果": ";".join(f"{item}=是" for item, _ in enumerate(task.items, 1)) if found == "未发现问题" else "1=否",
            "录入部门": "高平市市场监管局",
            "录入人": team[0],
            "录入日期": entered,
            "公示日期": entered + timedelta(days=chance.randrange(3)) if chance.random() < 0.95 else None,
        }
        if chance.random() < 0.97:
            rows.append(row)
    return rows
