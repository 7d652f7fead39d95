"""Whether the installed package gives the answers of the published vectors."""

from __future__ import annotations

from collections import Counter
import typer
from rich.console import RenderableType

from double_random.cli import terminal, vectors
from double_random.cli.command import FAILED, FINE, Answer, Context, command
from double_random.table import Table


def register(app: typer.Typer) -> None:
    command(app, "selftest")(run)


def run(context: Context) -> Answer:
    """自检 / self-test

    用随包发布的向量检验已安装的本地模块；有不符则退出码为1。 / Runs the published vectors; exit 1 if an answer differs.
    """
    outcomes = list(vectors.run(context.progress))
    counted = Counter((outcome.file, outcome.status) for outcome in outcomes)
    files = list(dict.fromkeys(outcome.file for outcome in outcomes))
    statuses = ("passed", "failed")
    found = Table(file=files, **{status: [counted[file, status] for file in files] for status in statuses})
    failed = [outcome._asdict() for outcome in outcomes if outcome.status == "failed"]
    shown: list[RenderableType] = [terminal.table(found)]
    shown += [terminal.plain(f"{one['file']} {one['case']}: {one['comment']}", "red") for one in failed]
    zh, en = ("有不符", "there are differences") if failed else ("未发现不符", "no difference was found")
    shown.append(terminal.plain(f"{zh} / {en}"))
    return Answer({"holds": not failed, "files": list(found), "failed": failed}, shown, code=FAILED if failed else FINE)
