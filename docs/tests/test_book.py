"""The pages hang together: the book has each of them, and no link leads nowhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rust_source import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if path.name != "SUMMARY.md")
OTHERS = [
    *ROOT.glob("*.md"),
    *(ROOT / "bindings-python").glob("*.md"),
    *(ROOT / "bindings-wasm/demo").glob("*.md"),
    ROOT / "core/vectors/README.md",
    ROOT / "fuzz/README.md",
]


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


@pytest.mark.parametrize("page", PAGES + OTHERS, ids=lambda path: path.relative_to(ROOT).as_posix())
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


def test_links_out_of_the_book_become_text():
    """Guards what mdBook is given: pages whose links lead somewhere in the book, and words where they led out of it."""
    page = {
        "path": "spec/draw-v1.md",
        "content": "[in](../design.md) [out](../../core/vectors) [folder](reference) [far](https://a.b) [`X`]\n\n"
        "[`X`]: ../../x.rs\n",
        "sub_items": [],
    }
    given = json.dumps([{}, {"items": [{"Chapter": page}]}])
    ran = subprocess.run([sys.executable, DOCS / "outside.py"], input=given, capture_output=True, text=True, check=True)
    content = json.loads(ran.stdout)["items"][0]["Chapter"]["content"]
    assert content.strip() == "[in](../design.md) out folder [far](https://a.b) `X`"


RUN_BY = {
    "README.md": "core/src/lib.rs",
    "README.zh-CN.md": "core/src/lib.rs",
    "bindings-python/README.md": "bindings-python/tests/test_examples.py",
    "bindings-python/README.zh-CN.md": "bindings-python/tests/test_examples.py",
    "docs/command-line.md": "bindings-python/tests/test_cli_ceremony.py",
    "docs/engines.md": "bindings-python/tests/test_engines.py",
    "docs/guide-auditor.md": "bindings-python/tests/test_guides.py",
    "docs/guide-auditor.zh-CN.md": "bindings-python/tests/test_guides.py",
    "docs/guide-regulator.md": "bindings-python/tests/test_guides.py",
    "docs/guide-regulator.zh-CN.md": "bindings-python/tests/test_guides.py",
    "docs/spec/draw-v1.md": "docs/tests/test_book.py",
}


def test_what_can_be_run_is_run():
    """Guards that a page with commands or programs is one that a test runs, and that the test names it."""
    block = re.compile(r"^```(sh|python|rust)$", re.MULTILINE)
    runnable = {page.relative_to(ROOT).as_posix() for page in PAGES + OTHERS if block.search(page.read_text("utf-8"))}
    assert runnable == set(RUN_BY)
    for page, test in RUN_BY.items():
        stem = Path(page).name.split(".")[0]
        assert stem in (ROOT / test).read_text("utf-8"), (page, test)


def test_the_ticket_in_the_specification():
    """Guards the one command of the specification: it prints what stands below it."""
    block = re.search(r"```sh\n(.*?)```", (DOCS / "spec/draw-v1.md").read_text("utf-8"), re.DOTALL)[1]
    printed = subprocess.run(["bash", "-c", block], capture_output=True, text=True, check=True).stdout
    assert printed.split()[0] == re.search(r"^# ([0-9a-f]{64})$", block, re.MULTILINE)[1]
