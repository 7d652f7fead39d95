"""Files in: plans, decisions, directories, documents, secrets, each read as the package reads it."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from double_random import rules
from double_random.cli import terminal
from double_random.cli.command import Context
from double_random.directory import InspectorDirectory, TargetDirectory
from double_random.documents import Document
from double_random.errors import DoubleRandomError
from double_random.files import read_table, read_text
from double_random.plan import Decision, Plan


@dataclass
class PlanSource:
    """Where a plan comes from that may not be a document yet."""

    plan: Annotated[Path, typer.Argument(help="抽查计划：公布的文本、.csv、.xlsx或.json / the plan")]
    name: Annotated[str | None, typer.Option(help="计划名称，用于抽取编号 / the name that draw ids use")] = None
    year: Annotated[int | None, typer.Option(help="年度 / the year")] = None
    title: Annotated[str | None, typer.Option(help="标题 / the title")] = None
    authority: Annotated[str | None, typer.Option(help="发布机关 / the authority")] = None
    deadline: Annotated[str | None, typer.Option(help="完成期限，如2025-11-30 / the last day")] = None
    plan_sheet: Annotated[str | None, typer.Option(help="计划所在工作表 / the sheet of the plan")] = None
    decisions: Annotated[Path | None, typer.Option(help="经办人的决定（JSON） / what the operator decides")] = None

    def read(self) -> Plan:
        if self.plan.suffix.lower() != ".json" and None in (self.name, self.year):
            raise ValueError("计划尚不是文档，请用--name和--year给出名称和年度 / the plan is not a document yet: give --name and --year")
        head = {"name": self.name, "year": self.year, "title": self.title}
        head |= {"authority": self.authority, "deadline": self.deadline, "sheet": self.plan_sheet}
        found = Plan.read(self.plan, **head)  # type: ignore[arg-type]
        _say_encoding(self.plan, found.encoding)
        return found if self.decisions is None else decided(found, read_json(self.decisions))


def decided(plan: Plan, decisions: Any) -> Plan:
    """The plan with decisions `{"coordination": …, "tasks": {task: {"selector": …, "rules": …}}}`.

    Of rules, what is not named stays as the plan has it.
    """
    if not isinstance(decisions, dict) or not decisions.keys() <= {"coordination", "tasks"}:
        raise ValueError('decisions / 决定：{"coordination": …, "tasks": {…}}')
    made = decisions.get("tasks", {})
    if not isinstance(made, dict) or not all(isinstance(one, dict) for one in made.values()):
        raise ValueError('decisions / 决定："tasks": {task: {"selector": …, "rules": {…}}}')
    tasks = {name: _decision(plan, name, one) for name, one in made.items()}
    return plan.with_decisions(tasks, coordination=decisions.get("coordination"))


def _decision(plan: Plan, name: str, made: dict[str, Any]) -> Decision:
    if not isinstance(made.get("rules"), dict):
        return made  # type: ignore[return-value]
    task = plan.tasks.get(name)
    before = task.rules if task and task.rules else rules.rules(made["rules"].get("quota"))
    return {**made, "rules": {**before, **made["rules"]}}  # type: ignore[typeddict-item]


@dataclass
class Directories:
    """The directories that a draw is made from."""

    targets: Annotated[Path, typer.Option(help="检查对象名录库：.csv（UTF-8或GBK）或.xlsx / the directory of targets")]
    sheet: Annotated[str | None, typer.Option(help="名录库所在工作表，默认第一个 / the sheet of the targets")] = None
    column: Annotated[list[str] | None, typer.Option(help="表头=列，如 执照号=id / heading=column")] = None
    text_ids: Annotated[bool, typer.Option("--text-ids", help="标识可用任意文字 / ids may be any text")] = False
    salt_key: Annotated[Path | None, typer.Option(help="盐值密钥文件 / the file of the salt key")] = None
    inspectors: Annotated[Path | None, typer.Option(help="检查人员名录库 / the directory of inspectors")] = None
    inspectors_sheet: Annotated[str | None, typer.Option(help="其工作表 / its sheet")] = None

    def read(self, context: Context) -> tuple[TargetDirectory, InspectorDirectory | None]:
        targets = TargetDirectory.from_csv(
            table_of(self.targets, self.sheet),
            dict(pair(one) for one in self.column or ()),
            profile="text" if self.text_ids else "ascii",
            salt_key=None if self.salt_key is None else read_line(self.salt_key),
            progress=context.progress,
        )
        if self.inspectors is None:
            return targets, None
        staff = table_of(self.inspectors, self.inspectors_sheet)
        return targets, InspectorDirectory.from_csv(staff, progress=context.progress)


def pair(text: str) -> tuple[str, str]:
    heading, equals, column = text.rpartition("=")
    if not equals:
        raise ValueError(f"`{text}`: heading=column / 表头=列")
    return heading, column


def table_of(path: Path, sheet: str | None) -> str:
    found = read_table(path, sheet=sheet)
    _say_encoding(path, found.encoding)
    return found.text


def _say_encoding(path: Path, encoding: str | None) -> None:
    if encoding not in (None, "utf-8"):
        terminal.note(f"{path}按GBK（GB 18030）读取", "read as GBK (GB 18030)")


def read_plan(path: Path) -> Plan:
    """A plan document, as a commitment names it."""
    return Plan.from_json(read_document(path))


def read_document(path: Path) -> str:
    """The exact text of a document."""
    return Document.read(path).text


def read_json(path: Path) -> Any:
    """Data of the operator's own."""
    try:
        return json.loads(read_text(path).text)
    except RecursionError as error:
        zh, en = f"`{path}`嵌套过深", f"`{path}` is nested too deeply"
        raise DoubleRandomError("file.too_deep", {"path": str(path)}, zh, en) from error
    except json.JSONDecodeError as error:
        params = {"path": str(path), "line": error.lineno, "column": error.colno}
        zh = f"`{path}`不是有效的JSON：第{error.lineno}行第{error.colno}列"
        en = f"`{path}` is not JSON: line {error.lineno}, column {error.colno}"
        raise DoubleRandomError("file.not_json", params, zh, en) from error


def read_line(path: Path) -> str:
    """A text without the end of its line: a key, a secret, numbers as published."""
    return read_text(path).text.rstrip("\r\n")


def read_secret(label: str, path: Path | None) -> str:
    """A secret from its file; or typed unseen; or from a pipe. It never stands on a command line."""
    if path is not None:
        return read_line(path)
    if sys.stdin.isatty():
        return getpass.getpass(f"{label}的秘密值 / the secret of {label}: ")
    return sys.stdin.readline().rstrip("\r\n")
