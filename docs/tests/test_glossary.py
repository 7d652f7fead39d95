"""The regulation's words and the code's are the same words."""

from __future__ import annotations

import re

import pytest
from rust_source import ROOT, Item, exported

ROWS = re.findall(r"^\| ([^|`-][^|]*) \| (`.*?`) \|", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE)


def _named(path: str) -> list[list[Item]]:
    """What a path such as `Inspector::{load, cap}` names: each item with all that belongs to it."""
    owner, _, rest = path.partition("::")
    assert owner in exported(), f"{owner} is not public"
    item, *impls = exported()[owner]
    if not rest:
        return [[item, *item.members(), *(one for block in impls for one in block.items())]]
    own = item.members() if item.kind in ("enum", "struct") else item.items()
    members = own + [one for block in impls for one in block.items() if one.public]
    names = re.findall(r"\w+", rest)
    missing = set(names) - {member.name for member in members}
    assert not missing, f"{owner} has no {missing}"
    return [[item, *(member for member in members if member.name == name)] for name in names]


def test_there_are_rows():
    """Guards that the search for rows finds them."""
    assert len(ROWS) > 60


@pytest.mark.parametrize(("terms", "paths"), ROWS, ids=[terms for terms, _ in ROWS])
def test_a_term_is_found_in_the_documentation(terms, paths):
    """Guards that a search of the crate's documentation for a Chinese term leads to the items named."""
    words = set(terms.split(", "))
    named = [items for path in re.findall(r"`([^`]+)`", paths) for items in _named(path)]
    aliases = [{alias for item in items for alias in item.aliases} for items in named]
    assert words <= set().union(*aliases)
    assert all(words & found for found in aliases)
