"""A small county, generated: no row of it is about anyone."""

import random

from double_random import select

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
