"""The Chinese words under which notebooks and pictures show columns and codes."""

from __future__ import annotations

COLUMNS = {
    "added": "保底增加",
    "adjusted_p": "校正p值",
    "after": "抽取后任务量",
    "agency": "部门",
    "before": "抽取前任务量",
    "closed": "办结日期",
    "code": "代码",
    "column": "列",
    "compared": "核对项数",
    "count": "数量",
    "counted": "计入",
    "day": "日期",
    "days": "天数",
    "deadline": "期限",
    "differing": "不符项数",
    "done": "办结日期",
    "draw": "抽取编号",
    "drawn": "抽中",
    "draws": "抽取编号",
    "due": "应检查",
    "entered": "录入",
    "entry": "登记",
    "expected": "预期问题数",
    "from": "移交部门",
    "goal": "目标",
    "group": "分组",
    "hand_over": "移交登记",
    "handed_over": "移交日期",
    "higher": "较高等级",
    "id": "标识",
    "ideal": "理论数",
    "inspected": "检查数",
    "inspector": "检查人员",
    "inspectors": "检查人员",
    "item": "事项序号",
    "kind": "类别",
    "leader": "组长",
    "lower": "较低等级",
    "message_en": "说明（英文）",
    "message_zh": "说明",
    "met": "达到",
    "name": "名称",
    "no": "否",
    "not_applicable": "合理缺项",
    "not_checked": "未检查",
    "on_time": "按时录入",
    "outcomes": "检查结果",
    "pool": "对象数",
    "problems": "问题数",
    "published": "公示",
    "qualification": "专业或事项",
    "quota": "抽取数",
    "rank": "名次",
    "rate": "比率",
    "realised": "实际比例",
    "reason": "原因",
    "result": "现行结果",
    "results": "各次结果",
    "row": "行",
    "shrunken": "收缩估计",
    "slot": "名额",
    "stands_out": "突出",
    "start": "初始人员",
    "state": "状态",
    "status": "结果",
    "taken_over": "接收日期",
    "target": "检查对象",
    "task": "任务",
    "tasks": "任务",
    "text": "内容",
    "ticket": "签号",
    "tier": "风险等级",
    "title": "抽查任务名称",
    "to": "接收部门",
    "value": "值",
    "visited": "检查日期",
    "what": "事项",
    "yes": "是",
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

RATES = {
    "completion": "完成率",
    "entered": "录入率",
    "on_time": "按时录入率",
    "publication": "公示率",
    "publication_on_time": "按时公示率",
    "application_by_target": "分级应用率（按户次）",
    "application_by_task": "分级应用率（按任务）",
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
    return COLUMNS.get(name) or RATES.get(name, name)


def tier(letter: str) -> str:
    """A tier with its letter."""
    return f"{letter} {TIERS[letter]}"
