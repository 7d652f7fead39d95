"""Before a draw: the plan looked over, and the numbers it leads to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from double_random import _words
from double_random.cli import terminal
from double_random.cli.command import FAILED, FINE, Answer, Context, command
from double_random.cli.lists import listed
from double_random.cli.reading import Directories, PlanSource
from double_random.cli.writing import Content, text
from double_random.plan import Plan
from double_random.quotas import Quotas, preview
from double_random.table import Table

AsOf = Annotated[str, typer.Option(help="基准日，如2025-07-01 / the day that frequencies count from")]
Tasks = Annotated[list[str] | None, typer.Option("--task", help="任务，可重复，默认全部 / a task; repeat; all by default")]
SavePlan = Annotated[Path | None, typer.Option("--save", help="把计划文档写到此文件 / write the plan document here")]


def register(app: typer.Typer) -> None:
    plans = typer.Typer(no_args_is_help=True, help="抽查计划 / the inspection plan")
    command(plans, "check")(check)
    app.add_typer(plans, name="plan")
    command(app, "preview")(show_preview)


def check(
    source: PlanSource,
    out: Annotated[Path | None, typer.Option(help="把疑点写到.csv或.xlsx / write the findings here")] = None,
    save: SavePlan = None,
    strict: Annotated[bool, typer.Option("--strict", help="有疑点则退出码为1 / exit 1 if there are findings")] = False,
) -> Answer:
    """检查抽查计划 / look a plan over

    列出疑点，可把计划写成文档。 / Lists what is doubtful, and writes the plan document if asked to.
    """
    plan = source.read()
    found = plan.findings
    data = {"name": plan.name, "digest": plan.digest(), "tasks": list(plan.tasks), "findings": list(found)}
    tasks = len(plan.tasks)
    head = f"计划{plan.name}：{tasks}项任务，{len(found)}处疑点 / {tasks} tasks, {len(found)} findings"
    table = terminal.table(found, "row", "task", "code", "message_zh", "message_en")
    lines: list[RenderableType] = [terminal.plain(head), table]
    files = [*listed(out, found), *_saved(plan, save)]
    return Answer(data, lines, files, FAILED if strict and len(found) else FINE)


def show_preview(
    source: PlanSource,
    directories: Directories,
    as_of: AsOf,
    context: Context,
    task: Tasks = None,
    out: Annotated[Path | None, typer.Option(help="把抽取数写到.csv或.xlsx / write the quotas here")] = None,
    save: SavePlan = None,
) -> Answer:
    """抽查预览 / preview the quotas

    各任务各等级的对象数和抽取数，不需要种子。 / How many of each tier each task would draw, without any seed.
    """
    plan = source.read()
    targets, inspectors = directories.read(context)
    quotas = preview(plan, targets, as_of=as_of, tasks=task, inspectors=inspectors, progress=context.progress)
    files = [*listed(out, quotas.table), *_saved(plan, save)]
    return Answer(quotas_data(quotas), quotas_shown(quotas), files)


def quotas_data(quotas: Quotas) -> dict[str, Any]:
    """Quotas for machines."""
    inversions = [
        {"task": task.task, "lower": lower, "higher": higher}
        for task in quotas.tasks.values()
        for lower, higher in task.inversions
    ]
    return {"quotas": list(quotas.table), "exclusions": list(quotas.exclusions), "inversions": inversions}


def quotas_shown(quotas: Quotas) -> list[RenderableType]:
    """Quotas for the eye."""
    lines: list[RenderableType] = [terminal.table(quotas.table)]
    if excluded := [row for row in quotas.exclusions if row["count"]]:
        reasons = [f"{_words.EXCLUSIONS[row['reason']]} {row['reason']}" for row in excluded]
        tasks, counts = ([row[name] for row in excluded] for name in ("task", "count"))
        lines.append(terminal.table(Table(task=tasks, reason=reasons, count=counts), title="未入抽取池 / not in the pool"))
    for task in quotas.tasks.values():
        for lower, higher in task.inversions:
            zh = f"任务{task.task}：取整后{lower}级的实际比例高于{higher}级"
            en = f"task {task.task}: after rounding, tier {lower} has a higher ratio than tier {higher}"
            lines.append(terminal.plain(f"{zh} / {en}", "yellow"))
    return lines


def _saved(plan: Plan, path: Path | None) -> list[tuple[Path, Content]]:
    return [] if path is None else [(path, text(plan.text))]
