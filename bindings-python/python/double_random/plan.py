"""The inspection plan (抽查计划): read as published, looked over, completed, and then committed to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

from double_random import _html, _values, _words
from double_random._interop import ask
from double_random.files import AnyPath, read_table
from double_random.table import Table
from double_random.task import Task, task_of


class Decision(TypedDict, total=False):
    """What the operator decides for a task; what is left out stays as it was read."""

    selector: Mapping[str, Any]
    """Who is in range: see `double_random.select`."""
    rules: Mapping[str, Any]
    """How many are drawn: see `double_random.rules`."""


@dataclass(frozen=True, repr=False)
class Plan:
    """An inspection plan (抽查计划) as its document, with what is doubtful in it.

    >>> from double_random import Plan, rules, select
    >>> plan = Plan.from_text(GAOPING, name="gaoping-2025", year=2025)
    >>> plan
    Plan('gaoping-2025', 2025: 16 tasks, 45 findings)
    >>> plan.tasks["01"].title
    '对企业的不定向双随机抽查'
    >>> plan = plan.with_decisions(
    ...     {"01": {"selector": select.kind("enterprise"), "rules": rules.rules(rules.census())}}
    ... )
    >>> plan.tasks["01"].rules["quota"]
    'census'
    """

    text: str
    """The document, byte for byte what a commitment binds."""
    findings: Table = field(compare=False)
    """What is doubtful: `row`, `task`, `column`, `code`, `message_zh`, `message_en`."""
    encoding: str | None = field(default=None, compare=False)
    """The encoding of the file it was read from, if that was a text."""

    @classmethod
    def read(
        cls,
        path: AnyPath,
        *,
        name: str | None = None,
        year: int | None = None,
        title: str | None = None,
        authority: str | None = None,
        deadline: date | str | None = None,
        sheet: str | None = None,
    ) -> Plan:
        """The plan in a file: its document (`.json`), a table (`.csv`, `.xlsx`), or else the text as published.

        A document says its name and year itself; of the others they must be told: the name is what draw ids use. Texts
        may be UTF-8 or GBK.

        Raises:
            BadRows: All rows that are not understood.
        """
        suffix = Path(path).suffix.lower()
        found = read_table(path, sheet=sheet)
        if suffix == ".json":
            return cls.from_json(found.text)
        if name is None or year is None:
            raise TypeError("a plan that is not a document needs name=… and year=…")
        form = "csv" if suffix in {".csv", ".xlsx", ".xlsm"} else "published"
        plan = cls.from_text(
            found.text, form=form, name=name, year=year, title=title, authority=authority, deadline=deadline
        )
        return cls(plan.text, plan.findings, found.encoding)

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        name: str,
        year: int,
        form: str = "published",
        title: str | None = None,
        authority: str | None = None,
        deadline: date | str | None = None,
    ) -> Plan:
        """The plan in a text, `form` being `published` (cells between tabs, pages and all) or `csv`."""
        read = ask(
            "read_plan",
            form=form,
            text=text,
            name=name,
            year=year,
            title=title,
            authority=authority,
            deadline=None if deadline is None else _values.day(deadline),
        )
        return cls(read["plan"], _findings(read["findings"]))

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """The plan in this document."""
        return cls(text, _findings(ask("findings", plan=text)["findings"]))

    @property
    def data(self) -> dict[str, Any]:
        """The document as data."""
        data: dict[str, Any] = json.loads(self.text)
        return data

    @property
    def name(self) -> str:
        """The name that draw ids use."""
        return str(self.data["name"])

    @property
    def tasks(self) -> dict[str, Task]:
        """The tasks by name, in the published order."""
        told = ask("tasks", plan=self.text)["tasks"]
        return {task["name"]: task_of(task) for task in told}

    def with_decisions(
        self, decisions: Mapping[str, Decision] | None = None, *, coordination: str | None = None
    ) -> Plan:
        """The plan with what the operator decided, task by task.

        Args:
            decisions: A selector, rules or both for each task named.
            coordination: `independent` or `merged_visits`: whether tasks share one ticket for each target.
        """
        tasks = {
            task: {"selector": None, "rules": None, **decided} for task, decided in (decisions or {}).items()
        }
        return self.from_json(
            ask("complete_plan", plan=self.text, coordination=coordination, tasks=tasks)["plan"]
        )

    def digest(self, suite: str = "sha256") -> str:
        """The digest of the document, by which a commitment names the plan."""
        return str(ask("hash", suite=suite, text=self.text)["digest"])

    def save(self, path: AnyPath) -> None:
        """Writes the document to a file that is not there yet."""
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(self.text)

    def __repr__(self) -> str:
        data = self.data
        counted = f"{len(data['tasks'])} tasks, {len(self.findings)} findings"
        return f"Plan({data['name']!r}, {data['year']}: {counted})"

    def _repr_html_(self) -> str:
        data = self.data
        rows = [
            (
                task.name,
                task.title,
                task.range,
                task.amount.text,
                _days(task),
                _mark(task.selector),
                _mark(task.rules),
            )
            for task in self.tasks.values()
        ]
        headings = ["任务", "抽查任务名称", "抽查对象范围", "抽查比例/数量", "起止", "选取条件", "规则"]
        parts = [_html.table(headings, rows)]
        if len(self.findings):
            shown = [
                (found["row"], found["task"], _words.PLAN_COLUMNS.get(found["column"]), found["message_zh"])
                for _, found in zip(range(_html.SHOWN), self.findings, strict=False)
            ]
            parts.append(_html.line(f"疑点{len(self.findings)}处", alarming=True))
            parts.append(_html.table(["行", "任务", "列", "说明"], shown, of=len(self.findings)))
        return _html.block(f"抽查计划　{data['title'] or data['name']}（{data['year']}年）", *parts)


def _days(task: Task) -> str:
    return f"{task.window.first.isoformat()} — {task.window.last.isoformat()}"


def _mark(decided: dict[str, Any] | None) -> str:
    return "" if decided is None else "✓"


def _findings(found: list[dict[str, Any]]) -> Table:
    return Table(
        row=[finding["row"] for finding in found],
        task=[finding["task"] for finding in found],
        column=[finding["column"] for finding in found],
        code=[finding["code"] for finding in found],
        message_zh=[finding["zh"] for finding in found],
        message_en=[finding["en"] for finding in found],
    )
