"""The page on hostile input names tests, and they are there."""

from __future__ import annotations

import re

from rust_source import CORE, ROOT

FOLDERS = {
    ROOT / "core/tests": ("*.rs", r"fn (\w+)\("),
    CORE: ("*.rs", r"fn (\w+)\("),
    ROOT / "bindings-python/tests": ("test_*.py", r"^def (test_\w+)\("),
    ROOT / "bindings-wasm/demo/tests": ("*.test.mjs", r"^test\('([^']+)'"),
}


def test_each_line_has_its_test():
    """Guards that every promise of the page is shown by a test of that name, and that none of the hostile tests is left out."""
    page = (ROOT / "docs/hostile-input.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| input", "| output"))]
    named = {re.search(r"`([^`]+)` \|$", row)[1] for row in rows}
    found = {
        name
        for folder, (files, pattern) in FOLDERS.items()
        for path in folder.rglob(files)
        for name in re.findall(pattern, path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(named) > 40 and named - found == set()
