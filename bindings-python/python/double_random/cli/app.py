"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from double_random import __version__
from double_random.cli import ceremony, checks, plans, publication, results, selftest

EPILOG = "退出码 / exit codes: 0 正常 fine; 1 核验不符，或--strict下有疑点 a check failed; 2 输入有误 bad input; 3 中断 interrupted"

app = typer.Typer(
    name="double-random",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    help="双随机、一公开：抽取、公布、任何人可复算。/ Provably fair random inspections.",
)


def _version(asked: bool) -> None:
    if asked:
        print(f"double-random {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 / the version")
    ] = False,
) -> None:
    pass


for commands in (plans, ceremony, checks, publication, results, selftest):
    commands.register(app)
