"""The pages hang together: the book has each of them, and no link leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rust_source import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if path.name != "SUMMARY.md")
OTHERS = [*ROOT.glob("*.md"), *(ROOT / "bindings-python").glob("*.md"), ROOT / "core/vectors/README.md"]


def prose(path: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The names under which the headings of a page are linked to."""
    headings = re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)|`", r"\1", heading).strip().lower() for heading in headings]
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in plain}


def test_the_book_has_every_page():
    """Guards that every page of the documentation is in the book, once."""
    listed = re.findall(r"\]\(([^)]+)\)", (DOCS / "SUMMARY.md").read_text("utf-8"))
    assert sorted(listed) == sorted(path.relative_to(DOCS).as_posix() for path in PAGES)


@pytest.mark.parametrize("page", [*PAGES, *OTHERS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(page):
    """Guards that what a page links to in this repository is there, with its heading."""
    text = prose(page)
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"^\[[^\]]+\]: (\S+)$", text, re.MULTILINE)
    for target in (target for target in targets if "://" not in target):
        path, _, anchor = target.partition("#")
        place = page.parent / path if path else page
        assert place.exists(), target
        assert not anchor or anchor in anchors(place), target


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.zh-CN.md")), ids=lambda path: path.name)
def test_each_language_leads_to_the_other(page):
    """Guards that a reader of one language finds the page in the other."""
    other = page.with_name(page.name.replace(".zh-CN", ""))
    assert f"]({other.name})" in page.read_text("utf-8") and f"]({page.name})" in other.read_text("utf-8")
