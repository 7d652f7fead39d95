"""After the visits: results entered and merged, and how far the work is."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

from double_random.cli import terminal
from double_random.cli.ceremony import PlanDocument
from double_random.cli.checks import Amendments, RecordFile
from double_random.cli.command import Answer, Context, command
from double_random.cli.lists import content, listed
from double_random.cli.reading import Directories, pair, read_document, read_json, read_plan, table_of
from double_random.cli.writing import Content, text
from double_random.record import Record
from double_random.results import Case, Holidays, Ledger, disclosure, enter_csv, feedback, merge, progress

AsOf = Annotated[str, typer.Option("--as-of", help="截至日期 / the day, such as 2025-12-15")]
Ledgers = Annotated[list[Path], typer.Option("--results", help="结果登记簿，可多份 / ledgers of results")]
Out = Annotated[Path, typer.Option(help="结果登记簿写到此文件 / write the ledger here")]


def register(app: typer.Typer) -> None:
    results = typer.Typer(no_args_is_help=True, help="检查结果 / results of the visits")
    command(results, "enter")(enter_results)
    command(results, "merge")(merge_results)
    command(results, "disclose")(disclose)
    command(results, "feedback")(feed_back)
    app.add_typer(results, name="results")
    command(app, "progress")(show_progress)


def enter_results(
    record: RecordFile,
    plan: PlanDocument,
    rows: Annotated[Path, typer.Option(help="检查结果：.csv（UTF-8或GBK）或.xlsx / the table of results")],
    out: Out,
    before: Annotated[Path | None, typer.Option("--results", help="已有的结果登记簿 / the ledger so far")] = None,
    sheet: Annotated[str | None, typer.Option(help="所在工作表，默认第一个 / the sheet")] = None,
    column: Annotated[list[str] | None, typer.Option(help="表头=列，如 执照号=id / heading=column")] = None,
    words: Annotated[
        Path | None,
        typer.Option(help='代码对照（JSON）：{"outcomes": {"1": "no_problem"}} / what the platform\'s codes mean'),
    ] = None,
    text_ids: Annotated[bool, typer.Option("--text-ids", help="标识可用任意文字 / ids may be any text")] = False,
) -> Answer:
    """录入检查结果 / enter results

    一行一个结果；同一行再次录入不重复。 / A row for each result; a row entered again is there once.
    """
    known = {} if words is None else read_json(words)
    ledger = enter_csv(
        Record(read_document(record)),
        read_plan(plan),
        table_of(rows, sheet),
        ledger=None if before is None else read_document(before),
        columns=dict(pair(one) for one in column or ()),
        profile="text" if text_ids else "ascii",
        outcomes=known.get("outcomes"),
        answers=known.get("answers"),
    )
    return _written(ledger, out)


def merge_results(ledgers: Annotated[list[Path], typer.Argument(help="结果登记簿 / ledgers")], out: Out) -> Answer:
    """归并结果登记簿 / merge ledgers of one record

    与先后无关。 / The same in whatever order they come.
    """
    return _written(merge(*(read_document(path) for path in ledgers)), out)


def _written(ledger: Ledger, out: Path) -> Answer:
    entries, digest = len(ledger.data["entries"]), ledger.digest
    shown = [terminal.plain(f"登记{entries}条，摘要 / {entries} entries, digest {digest}")]
    return Answer({"entries": entries, "digest": digest}, shown, [(out, text(ledger.text))])


def show_progress(
    record: RecordFile,
    plan: PlanDocument,
    directories: Directories,
    results: Ledgers,
    holidays: Annotated[Path, typer.Option(help="节假日安排：date,day / the table of holidays")],
    as_of: AsOf,
    context: Context,
    amendment: Amendments = None,
    terms: Annotated[Path | None, typer.Option(help="考核参数（JSON） / terms and goals")] = None,
    out: Annotated[Path | None, typer.Option(help="工作进度表写到.csv或.xlsx / write the progress table here")] = None,
    overdue: Annotated[Path | None, typer.Option(help="逾期清单写到.csv或.xlsx / write the overdue list here")] = None,
    findings: Annotated[Path | None, typer.Option(help="疑点写到.csv或.xlsx / write the findings here")] = None,
) -> Answer:
    """工作进度 / how far the work is

    完成率、公示率等，逾期、无法联系、移交和疑点。 / Rates, what is overdue, who could not be reached, hand-overs, findings.
    """
    found = progress(
        _case(record, plan, directories, results, amendment, context),
        as_of=as_of,
        holidays=Holidays.from_csv(table_of(holidays, None)),
        parameters=None if terms is None else read_json(terms),
        progress=context.progress,
    )
    lists = (found.overdue, found.unreachable, found.hand_overs, found.missing_hand_overs, found.conflicts)
    shown = [
        terminal.table(found.tasks),
        terminal.table(found.goals),
        *(terminal.table(table) for table in lists if len(table)),
    ]
    if len(found.findings):
        shown.append(terminal.table(found.findings, "draw", "target", "code", "message_zh", "message_en"))
    files = [*listed(overdue, found.overdue), *listed(findings, found.findings)]
    return Answer(found.data, shown, [*_sheet(out, found.csv), *files])


def disclose(
    record: RecordFile,
    plan: PlanDocument,
    directories: Directories,
    results: Ledgers,
    as_of: AsOf,
    out: Annotated[Path, typer.Option(help="公示内容写到.csv或.xlsx / write the results for the public here")],
    context: Context,
    amendment: Amendments = None,
    show_individuals: Annotated[
        bool, typer.Option("--show-individuals", help="不遮盖个人 / do not mask individuals")
    ] = False,
) -> Answer:
    """结果公示 / results for the public"""
    case = _case(record, plan, directories, results, amendment, context)
    shown = disclosure(case, as_of=as_of, show_individuals=show_individuals, progress=context.progress)
    return Answer(shown.data, [], _sheet(out, shown.csv))


def feed_back(
    record: RecordFile,
    plan: PlanDocument,
    directories: Directories,
    results: Ledgers,
    as_of: AsOf,
    out: Annotated[Path, typer.Option(help="名录库变更写到.csv或.xlsx / write the changes of the directory here")],
    context: Context,
    amendment: Amendments = None,
) -> Answer:
    """检查记录回写名录库 / what the next draw reads

    名录库须有last_inspected列。 / The directory needs a column last_inspected.
    """
    found = feedback(
        _case(record, plan, directories, results, amendment, context), as_of=as_of, progress=context.progress
    )
    data = {"changes": list(found.changes), "not_in_directory": found.not_in_directory}
    return Answer(data, [terminal.table(found.changes)], listed(out, found.changes))


def _case(
    record: Path,
    plan: Path,
    directories: Directories,
    results: list[Path],
    amendment: list[Path] | None,
    context: Context,
) -> Case:
    targets, inspectors = directories.read(context)
    return Case(
        record=Record(read_document(record)),
        plan=read_plan(plan),
        targets=targets,
        ledger=merge(*(read_document(path) for path in results)),
        inspectors=inspectors,
        amendments=[read_document(path) for path in amendment or ()],
    )


def _sheet(out: Path | None, told: str) -> list[tuple[Path, Content]]:
    """A table that the core wrote, as a file that spreadsheets open."""
    if out is None:
        return []
    headings, *rows = csv.reader(told.splitlines(keepends=True))
    return [(out, content(out, headings, rows))]
