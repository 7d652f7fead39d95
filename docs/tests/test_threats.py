"""The threat model names what is tested, and what is tested is in the threat model."""

from __future__ import annotations

import re

import pytest
from rust_source import ROOT

TESTS = set(re.findall(r"#\[test\]\nfn (\w+)", (ROOT / "core/tests/attacks.rs").read_text("utf-8")))
CHECKS = set(re.findall(r"^\| `([\w.]+)` \|", (ROOT / "docs/checks.md").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", ["threats.md", "threats.zh-CN.md"])
def test_each_threat_has_its_test_and_its_check(page):
    """Guards that both languages name every test of an attack, no other, and only checks that there are."""
    rows = re.findall(r"^\| .* \| (`.*`) \| `(\w+)` \|$", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE)
    assert sorted(test for _, test in rows) == sorted(TESTS) and len(TESTS) > 10
    assert {check for checks, _ in rows for check in re.findall(r"`([^`]+)`", checks)} <= CHECKS
