"""For mdBook: links from a page to files outside the book, or to folders, lead nowhere in it and become plain text."""

from __future__ import annotations

import json
import posixpath
import re
import sys
from typing import Any

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
DEFINITION = re.compile(r"^\[([^\]]+)\]: (\S+)$", re.MULTILINE)


def outside(page: str, target: str) -> bool:
    """Whether a link on a page leads to something that the book has no page or file for."""
    if "://" in target or target.startswith("#"):
        return False
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
    return place.startswith("..") or "." not in posixpath.basename(place)


def within(page: str, text: str) -> str:
    """The page without such links."""
    names = [name for name, target in DEFINITION.findall(text) if outside(page, target)]
    text = DEFINITION.sub(lambda found: "" if outside(page, found[2]) else found[0], text)
    for name in names:
        text = text.replace(f"[{name}]", name)
    return LINK.sub(lambda found: found[1] if outside(page, found[2]) else found[0], text)


def walk(items: list[Any]) -> None:
    """All chapters, with those inside them."""
    for item in items:
        if isinstance(item, dict) and (chapter := item.get("Chapter")):
            chapter["content"] = within(chapter["path"] or "", chapter["content"])
            walk(chapter["sub_items"])


if __name__ == "__main__":
    if sys.argv[1:2] != ["supports"]:
        _, book = json.load(sys.stdin)
        walk(book["items"])
        json.dump(book, sys.stdout)
