"""What is promised never to change does not."""

from __future__ import annotations

import hashlib
import re

import pytest
from rust_source import ROOT

VECTORS = ROOT / "core/vectors"
FROZEN = [
    line.split() for line in (VECTORS / "frozen.txt").read_text("utf-8").splitlines() if not line.startswith("#")
]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("expected", "cases", "name", "release"), FROZEN, ids=[" ".join(one[1:]) for one in FROZEN])
def test_frozen_vectors_stand_as_they_were(expected, cases, name, release):
    """Guards that vectors of a release are neither edited nor moved nor taken away, whatever comes after them."""
    text = (VECTORS / name).read_text("utf-8")
    if cases == "all":
        assert digest(text) == expected
    else:
        lines = re.findall(r'^    \{"id".*?\}(?=,?$)', text, re.MULTILINE)[: int(cases)]
        assert len(lines) == int(cases)
        assert digest("".join(f"{line}\n" for line in lines)) == expected


def test_all_that_never_changes_is_frozen():
    """Guards that each file about the sections that are fixed is frozen, and none about those that are not yet; the vectors of
    others are, too.
    """
    table = re.findall(r"^\| `(\w+\.json)` \| [^|]+ \| ([^|]+) \|$", (VECTORS / "README.md").read_text("utf-8"), re.MULTILINE)
    fixed = {name for name, sections in table if not re.search(r"\b[67]\b|R", sections)}
    public = {f"public/{path.name}" for path in (VECTORS / "public").iterdir() if path.suffix != ".LICENSE"}
    assert len(fixed) > 10 and public
    assert {name for _, _, name, _ in FROZEN} == fixed | public
