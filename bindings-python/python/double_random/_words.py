"""The Chinese words under which notebooks and pictures show columns and codes."""

from __future__ import annotations

COLUMNS = {
    "added": "保底增加",
    "after": "抽取后任务量",
    "agency": "部门",
    "before": "抽取前任务量",
    "code": "代码",
    "column": "列",
    "compared": "核对项数",
    "count": "数量",
    "differing": "不符项数",
    "draw": "抽取编号",
    "draws": "抽取编号",
    "drawn": "抽中",
    "higher": "较高等级",
    "id": "标识",
    "ideal": "理论数",
    "inspector": "检查人员",
    "inspectors": "检查人员",
    "leader": "组长",
    "lower": "较低等级",
    "message_en": "说明（英文）",
    "message_zh": "说明",
    "name": "名称",
    "pool": "对象数",
    "qualification": "专业或事项",
    "quota": "抽取数",
    "rank": "名次",
    "realised": "实际比例",
    "reason": "原因",
    "row": "行",
    "slot": "名额",
    "start": "初始人员",
    "status": "结果",
    "target": "检查对象",
    "task": "任务",
    "tasks": "任务",
    "ticket": "签号",
    "tier": "风险等级",
}

PLAN_COLUMNS = {
    "number": "序号",
    "title": "抽查任务名称",
    "scope": "抽查类型",
    "items": "抽查事项",
    "range": "抽查对象范围",
    "ratio": "抽查比例/数量",
    "tiers": "信用风险分类管理",
    "window": "抽取检查起至时间",
    "mode": "抽查检查模式",
}

TIERS = {"A": "低风险", "B": "一般风险", "C": "较高风险", "D": "高风险"}

STATUS = {"passed": "通过", "failed": "不符", "not_done": "未做"}

EXCLUSIONS = {
    "out_of_scope": "不在范围",
    "not_in_existence": "未存续",
    "exempt": "免检",
    "already_inspected": "已检查",
    "over_yearly_cap": "超年度上限",
}

WITNESS = {"witnessed": "有见证", "unwitnessed": "无见证：只有一个秘密值，其持有人可预先试算"}


def column(name: str) -> str:
    """The word for a column; its name where there is none."""
    return COLUMNS.get(name, name)


def tier(letter: str) -> str:
    """A tier with its letter."""
    return f"{letter} {TIERS[letter]}"
