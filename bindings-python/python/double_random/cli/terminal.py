"""What the command says, and where: answers on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import rich.box
from rich.console import Console, RenderableType
from rich.progress import Progress
from rich.table import Table as RichTable
from rich.text import Text

from double_random import _words
from double_random._legible import legible
from double_random.errors import BadRows, Explained
from double_random.table import Table

WIDTH = 120
"""Of a line where nobody is watching a terminal."""

def console(*, stderr: bool = False) -> Console:
    """The terminal, or a pipe, with lines that are long enough for a table."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False)


def plain(text: object, style: str = "") -> Text:
    """A text as it is, free of what a terminal would obey and of what would make it read as another."""
    return Text("" if text is None else legible(str(text)), style=style)


def table(found: Table, *columns: str, title: str | None = None) -> RichTable:
    """These columns of a table, or all, under Chinese headings."""
    names = columns or found.columns
    shown = RichTable(title=title, box=rich.box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in names:
        shown.add_column(_words.column(name), overflow="fold")
    for row in found:
        shown.add_row(*(plain(row[name]) for name in names))
    return shown


def print_json(data: Any) -> None:
    """One document on stdout."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def show(parts: Iterable[RenderableType]) -> None:
    """An answer on stdout; texts are left for the terminal to wrap."""
    to = console()
    for part in parts:
        to.print(part, soft_wrap=isinstance(part, Text))


def note(zh: str, en: str) -> None:
    """Something to know, on stderr."""
    console(stderr=True).print(plain(f"{zh} / {en}"), soft_wrap=True)


def error(found: Explained) -> None:
    """An error as one block: code, sentences, and the table of bad rows if there is one."""
    to = console(stderr=True)
    to.print(plain(f"错误 {found.code}", "bold red"))
    bad_rows = isinstance(found, BadRows)
    for sentence in (found.zh, found.en):
        to.print(plain(sentence.splitlines()[0] if bad_rows else sentence), soft_wrap=True)
    if isinstance(found, BadRows):
        to.print(table(found.rows))


@contextmanager
def progress() -> Iterator[Callable[[int, int], object] | None]:
    """A bar on stderr where that is a terminal, from the moment that there is something to tell."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = Progress(console=console(stderr=True), transient=True)
    task = bar.add_task("")

    def show(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield show
    finally:
        bar.stop()
