"""What notebooks show: escaped, styled in place, without anything from outside."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from double_random._legible import legible

SHOWN = 20
"""Rows of a long table that are shown."""

_CELL = "padding:.2em .7em;border-bottom:1px solid #8884;text-align:{align};vertical-align:top"


def escape(text: str) -> str:
    """A text that is no markup and hides nothing."""
    return html.escape(legible(text))


class Html(str):
    """Text that is HTML already."""


def block(title: str, *parts: Html) -> str:
    """Parts under a title."""
    heading = f'<div style="font-weight:600;margin:.3em 0">{escape(title)}</div>'
    return f'<div lang="zh" style="font-family:sans-serif">{heading}{"".join(parts)}</div>'


def line(text: str, *, alarming: bool = False) -> Html:
    """A line of text."""
    colour = "#b3261e" if alarming else "inherit"
    return Html(f'<div style="margin:.2em 0;color:{colour}">{escape(text)}</div>')


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, of: int | None = None) -> Html:
    """A table; `of` says how many rows there are where not all are given."""
    rows = list(rows)
    head = "".join(f'<th style="{_CELL.format(align="left")}">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    more = "" if of is None or of <= len(rows) else line(f"共{of}行，显示前{len(rows)}行")
    return Html(
        f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'
    )


def _cell(value: Any) -> str:
    if value is None:
        shown, align = "", "left"
    elif isinstance(value, bool):
        shown, align = ("是" if value else "否"), "left"
    elif isinstance(value, int):
        shown, align = f"{value:,}", "right"
    else:
        shown, align = escape(str(value)), "left"
    return f'<td style="{_CELL.format(align=align)}">{shown}</td>'
