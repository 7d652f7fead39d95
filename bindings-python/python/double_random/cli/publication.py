"""What is given to a target and to the public: receipts, certificates, lists."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

from double_random.cli.ceremony import PlanDocument
from double_random.cli.checks import Amendments, CommitmentDigest, RecordDigest, RecordFile, Voids, reported
from double_random.cli.command import Answer, Context, command
from double_random.cli.lists import content
from double_random.cli.reading import Directories, read_document, read_plan
from double_random.cli.writing import text
from double_random.publication import certificate, public_list, receipt
from double_random.record import Record
from double_random.verification import verify_receipt


def register(app: typer.Typer) -> None:
    receipts = typer.Typer(no_args_is_help=True, help="个体核验凭证 / receipts")
    command(receipts, "issue")(issue)
    command(receipts, "check")(check)
    app.add_typer(receipts, name="receipt")
    command(app, "certificate")(make_certificate)


def issue(
    record: RecordFile,
    plan: PlanDocument,
    directories: Directories,
    id: Annotated[str, typer.Option(help="检查对象标识 / the target's id")],
    out: Annotated[Path, typer.Option(help="凭证写到此文件 / write the receipt here")],
    context: Context,
) -> Answer:
    """出具凭证 / issue a receipt to one target"""
    targets, _ = directories.read(context)
    made = receipt(Record(read_document(record)), read_plan(plan), targets, id, progress=context.progress)
    return Answer({"receipt": made.data}, [], [(out, text(made.text))])


def check(
    receipt: Annotated[Path, typer.Argument(help="凭证（.json） / the receipt")],
    commitment_digest: Annotated[str, typer.Option(help="抽取前公布的承诺摘要 / as published before the draw")],
    record_digest: Annotated[str, typer.Option(help="抽取后公布的记录摘要 / as published after the draw")],
    digest: Annotated[Path | None, typer.Option(help="公布的抽取摘要 / the published digest document")] = None,
    plan: Annotated[Path | None, typer.Option(help="公布的计划文档 / the published plan document")] = None,
) -> Answer:
    """核验凭证 / check a receipt

    只用公布的内容；有不符则退出码为1。 / With nothing but what was published; exit 1 if anything is amiss.
    """
    report = verify_receipt(
        read_document(receipt),
        commitment_digest=commitment_digest,
        record_digest=record_digest,
        digest=None if digest is None else read_document(digest),
        plan=None if plan is None else read_document(plan),
    )
    return reported(report)


def make_certificate(
    record: RecordFile,
    plan: PlanDocument,
    directories: Directories,
    out: Annotated[Path, typer.Option(help="证书（HTML）写到此文件 / write the page here")],
    context: Context,
    commitment_digest: CommitmentDigest = None,
    record_digest: RecordDigest = None,
    void: Voids = None,
    amendment: Amendments = None,
    after_visits: Annotated[bool, typer.Option("--after-visits", help="检查后：显示标识 / after the visits: show ids")] = False,
    list_out: Annotated[
        Path | None, typer.Option("--public-list", help="公示名单写到.csv或.xlsx / write the public list here")
    ] = None,
    show_individuals: Annotated[
        bool, typer.Option("--show-individuals", help="名单中不遮盖个人 / do not mask individuals in the list")
    ] = False,
    show_tiers: Annotated[
        bool, typer.Option("--show-tiers", help="名单中显示风险等级 / show tiers in the list")
    ] = False,
) -> Answer:
    """抽取证书 / make the certificate

    附核验结果；检查后可另写公示名单。 / With its verification; after the visits, with the public list if asked for.
    """
    read, drawn = read_plan(plan), Record(read_document(record))
    targets, inspectors = directories.read(context)
    page = certificate(
        drawn,
        read,
        targets,
        inspectors=inspectors,
        commitment_digest=commitment_digest,
        record_digest=record_digest,
        voids=[read_document(path) for path in void or ()],
        amendments=[read_document(path) for path in amendment or ()],
        after_visits=after_visits,
        progress=context.progress,
    )
    files = [(out, text(page))]
    if list_out is not None:
        shown = {"show_individuals": show_individuals, "show_tiers": show_tiers}
        listed = public_list(drawn, read, targets, progress=context.progress, **shown)
        headings, *rows = csv.reader(listed.csv.splitlines(keepends=True))
        files.append((list_out, content(list_out, headings, rows)))
    return Answer({"files": [str(path) for path, _ in files]}, [], files)
