"""The ceremony: commit, reveal, draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from double_random.ceremony import Committed, commit
from double_random.cli import terminal
from double_random.cli.command import Answer, Context, command
from double_random.cli.lists import listed
from double_random.cli.plans import AsOf, Tasks, quotas_data, quotas_shown
from double_random.cli.reading import Directories, read_document, read_plan, read_secret
from double_random.cli.sources import (
    committed_source,
    read_sources,
    revealed_sources,
    secret_document,
    sources_file,
)
from double_random.cli.writing import Content, text
from double_random.documents import Commitment, Void
from double_random.publication import digest, notice
from double_random.sources import Secret

PlanDocument = Annotated[Path, typer.Option(help="计划文档（.json） / the plan document")]
CommitmentFile = Annotated[Path, typer.Option(help="抽取承诺（.json） / the commitment")]
SOURCE = "随机源，按顺序重复：秘密值承诺的文件，public:标签:位数，或beacon:网络:轮次 / a source; repeat, in order"


def register(app: typer.Typer) -> None:
    command(app, "commit")(make_commitment)
    command(app, "reveal")(reveal)
    command(app, "draw")(draw)


def make_commitment(
    plan: PlanDocument,
    directories: Directories,
    as_of: AsOf,
    source: Annotated[list[str], typer.Option(help=SOURCE)],
    out: Annotated[Path, typer.Option(help="承诺写到此文件 / write the commitment here")],
    context: Context,
    task: Tasks = None,
    notice_out: Annotated[Path | None, typer.Option("--notice", help="抽取公告写到此文件 / write the notice here")] = None,
    unwitnessed: Annotated[bool, typer.Option("--unwitnessed", help="仅一个秘密值，无见证 / one secret, no witness")] = False,
    suite: Annotated[str, typer.Option(help="sha256或sm3 / the hash suite")] = "sha256",
    attempt: Annotated[int, typer.Option(help="第几次抽取 / which attempt this is")] = 1,
    previous: Annotated[Path | None, typer.Option(help="上次的作废声明 / the void of the attempt before")] = None,
    committed_at: Annotated[
        str | None, typer.Option(help="公布时刻，含时区或Unix秒，有信标时必填 / when it is published; for beacons")
    ] = None,
) -> Answer:
    """抽取承诺 / commit before the draw

    在随机源公开之前固定计划、名录库、规则和随机源。 / Fixes plan, directories, rules and sources before the sources are out.
    """
    read = read_plan(plan)
    targets, inspectors = directories.read(context)
    committed = commit(
        read,
        targets,
        as_of=as_of,
        sources=[committed_source(one) for one in source],
        tasks=task,
        inspectors=inspectors,
        witness="unwitnessed" if unwitnessed else "witnessed",
        suite=suite,
        attempt=attempt,
        previous=None if previous is None else Void.read(previous),
        committed_at=_moment(committed_at),
        progress=context.progress,
    )
    data = {"digest": committed.digest, "commitment": committed.commitment.data, **quotas_data(committed.quotas)}
    told = f"承诺摘要（请公布） / commitment digest, to be published\n{committed.digest}"
    shown = [*quotas_shown(committed.quotas), terminal.plain(told)]
    files = [(out, text(committed.commitment.text))]
    if notice_out is not None:
        files.append((notice_out, text(notice(committed.commitment, read).text)))
    return Answer(data, shown, files)


def _moment(told: str | None) -> datetime | int | None:
    if told is None or told.isdigit():
        return None if told is None else int(told)
    return datetime.fromisoformat(told)


def reveal(
    label: Annotated[str | None, typer.Option(help="秘密值持有人 / who holds the secret")] = None,
    secret_file: Annotated[Path | None, typer.Option(help="秘密值文件；不给则提示输入 / its file; or it is asked for")] = None,
    suite: Annotated[str, typer.Option(help="sha256或sm3 / the hash suite")] = "sha256",
    commitment: Annotated[Path | None, typer.Option(help="抽取承诺：揭示其随机源 / the commitment whose sources are out")] = None,
    value: Annotated[list[str] | None, typer.Option(help="标签=文件，可重复 / LABEL=FILE; repeat")] = None,
    out: Annotated[Path | None, typer.Option(help="结果写到此文件 / write the result here")] = None,
) -> Answer:
    """随机源 / sources of randomness

    承诺前用--label：由持有人算出交给经办人的承诺值；公开后用--commitment：汇成抽取用的随机源文件。 / Before the commitment, with
    --label: what a holder hands in of a secret. After they are out, with --commitment: the sources file for the draw.
    """
    if label is not None and commitment is None:
        return _secret_committed(label, secret_file, suite, out)
    if commitment is not None and label is None and out is not None:
        return _sources_revealed(commitment, value or (), out)
    raise ValueError("--label, or --commitment and --out / 须给--label，或--commitment和--out")


def _secret_committed(label: str, secret_file: Path | None, suite: str, out: Path | None) -> Answer:
    source = Secret(label, read_secret(label, secret_file)).committed(suite)
    files = [] if out is None else [(out, text(secret_document(source)))]
    return Answer(source._document(), [terminal.plain(f"{source.label}\n{source.commitment}")], files)


def _sources_revealed(commitment: Path, values: Sequence[str], out: Path) -> Answer:
    sources = revealed_sources(Commitment.read(commitment).data["sources"], values)
    labels = [source.label for source in sources]
    file = Content(sources_file(sources).encode("utf-8"), private=True)
    return Answer({"labels": labels}, [terminal.plain(f"随机源 / sources: {'、'.join(labels)}")], [(out, file)])


def draw(
    plan: PlanDocument,
    directories: Directories,
    commitment: CommitmentFile,
    sources: Annotated[Path, typer.Option(help="reveal写出的随机源文件 / the sources file that reveal wrote")],
    out: Annotated[Path, typer.Option(help="抽取记录写到此文件 / write the record here")],
    context: Context,
    drawn: Annotated[Path | None, typer.Option(help="抽中名单写到.csv或.xlsx / write the drawn here")] = None,
    reserve: Annotated[Path | None, typer.Option(help="备选名单写到.csv或.xlsx / write the reserve here")] = None,
    assignments: Annotated[Path | None, typer.Option(help="选派写到.csv或.xlsx / write the assignments here")] = None,
    digest_out: Annotated[Path | None, typer.Option("--digest", help="抽取摘要写到此文件 / write the digest here")] = None,
) -> Answer:
    """抽取和选派 / draw and assign

    用已公开的随机源抽取；承诺了检查人员的，同时选派。 / Draws with the revealed sources, and assigns inspectors if they were
    committed to.
    """
    read = read_plan(plan)
    targets, inspectors = directories.read(context)
    committed = Committed(Commitment(read_document(commitment)), read, targets, inspectors)
    record = committed.draw(read_sources(sources), progress=context.progress)
    assigned = record.assignments
    if assignments is not None and assigned is None:
        raise ValueError("no inspectors were committed to / 承诺中没有检查人员，无选派")
    files = [(out, text(record.text)), *listed(drawn, record.drawn), *listed(reserve, record.reserve)]
    if assigned is not None:
        files += listed(assignments, assigned)
    if digest_out is not None:
        files.append((digest_out, text(digest(record).text)))
    data = {
        "digest": record.digest,
        "seed": record.seed,
        "drawn": list(record.drawn),
        "assignments": None if assigned is None else list(assigned),
    }
    shown: list[RenderableType] = [
        terminal.table(record.drawn, "draw", "tier", "rank", "id"),
        terminal.plain(f"抽中{len(record.drawn)}个 / {len(record.drawn)} drawn"),
        terminal.plain(f"记录摘要（请公布） / record digest, to be published\n{record.digest}"),
    ]
    return Answer(data, shown, files)
