"""After a draw: who visits whom and why, and whether the record holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from double_random import _words
from double_random.cli import terminal
from double_random.cli.ceremony import PlanDocument
from double_random.cli.command import FAILED, FINE, Answer, Context, command
from double_random.cli.lists import listed
from double_random.cli.reading import Directories, read_document, read_plan
from double_random.explanation import explain
from double_random.record import Record
from double_random.table import Table
from double_random.verification import Report, verify

RecordFile = Annotated[Path, typer.Argument(help="抽取记录（.json） / the record")]
CommitmentDigest = Annotated[str | None, typer.Option(help="抽取前公布的承诺摘要 / as published before the draw")]
RecordDigest = Annotated[str | None, typer.Option(help="抽取后公布的记录摘要 / as published after the draw")]
Voids = Annotated[list[Path] | None, typer.Option("--void", help="此前各次的作废声明，按顺序 / voids, in order")]
Amendments = Annotated[list[Path] | None, typer.Option("--amendment", help="变更，按顺序 / amendments, in order")]


def register(app: typer.Typer) -> None:
    assignments = typer.Typer(no_args_is_help=True, help="选派：抽取时由draw作出 / assignments, which draw makes")
    command(assignments, "list")(list_assignments)
    command(assignments, "explain")(explain_team)
    app.add_typer(assignments, name="assign")
    command(app, "verify")(verify_record)


def list_assignments(
    record: RecordFile,
    out: Annotated[Path | None, typer.Option(help="选派写到.csv或.xlsx / write the assignments here")] = None,
    loads: Annotated[Path | None, typer.Option(help="任务量写到.csv或.xlsx / write the loads here")] = None,
) -> Answer:
    """选派和任务量 / who visits whom, and loads"""
    read = Record(read_document(record))
    assigned, loaded = read.assignments, read.loads
    if assigned is None or loaded is None:
        raise ValueError("the record assigns no inspectors / 抽取记录中没有选派")
    shown = [terminal.table(assigned, "target", "draws", "slot", "inspector"), terminal.table(loaded)]
    data = {"assignments": list(assigned), "loads": list(loaded)}
    return Answer(data, shown, [*listed(out, assigned), *listed(loads, loaded)])


def explain_team(
    record: RecordFile,
    plan: PlanDocument,
    directories: Directories,
    draw: Annotated[str, typer.Option(help="抽取编号 / the draw")],
    target: Annotated[str, typer.Option(help="检查对象 / the target")],
    context: Context,
) -> Answer:
    """选派说明 / why a team is who it is"""
    targets, inspectors = directories.read(context)
    if inspectors is None:
        raise ValueError("--inspectors is missing / 缺少--inspectors")
    told = explain(
        Record(read_document(record)),
        read_plan(plan),
        targets,
        inspectors,
        draw=draw,
        target=target,
        progress=context.progress,
    )
    return Answer(told.data, [terminal.plain(told.zh), terminal.plain(told.en)])


def verify_record(
    record: RecordFile,
    plan: PlanDocument,
    directories: Directories,
    context: Context,
    commitment_digest: CommitmentDigest = None,
    record_digest: RecordDigest = None,
    void: Voids = None,
    amendment: Amendments = None,
) -> Answer:
    """核验抽取记录 / verify a record

    逐项重算；有不符则退出码为1。 / Recomputes everything in it; exit 1 if anything is amiss.
    """
    targets, inspectors = directories.read(context)
    report = verify(
        read_document(record),
        read_document(plan),
        targets,
        inspectors=inspectors,
        commitment_digest=commitment_digest,
        record_digest=record_digest,
        voids=[read_document(path) for path in void or ()],
        amendments=[read_document(path) for path in amendment or ()],
        progress=context.progress,
    )
    return reported(report)


def reported(report: Report) -> Answer:
    """A report as an answer: its verdict, and every word of it where something is amiss."""
    checks = report.checks
    names = ("name", "compared", "differing", "message_zh", "message_en")
    statuses = [_words.STATUS[status] for status in checks["status"]]
    found = Table(status=statuses, **{name: checks[name] for name in names})
    texts = [text.splitlines()[0] if report.holds else text.rstrip() for text in (report.zh, report.en)]
    style = "green" if report.holds else "red"
    shown: list[RenderableType] = [terminal.table(found), *(terminal.plain(text, style) for text in texts)]
    data = {"holds": report.holds, "failed": report.failed, "report": report.data}
    return Answer(data, shown, code=FINE if report.holds else FAILED)
