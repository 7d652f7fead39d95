"""What is taken from others stands on one page with a reason each, and nothing else does."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from typing import Any

import notices
import pytest
from rust_source import ROOT, code_alone

PAGE = (ROOT / "docs/dependencies.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


def section(heading: str) -> str:
    """What stands under a heading."""
    return PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]


def manifest(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text("utf-8"))


# The fuzzer has a workspace of its own.
MEMBERS = [*manifest("Cargo.toml")["workspace"]["members"], "fuzz"]


def test_crates():
    """Guards that the page names each crate, with those of ours that use it, or that only their tests do."""
    used: dict[str, set[str]] = {}
    for member in MEMBERS:
        found = manifest(f"{member}/Cargo.toml")
        for crate in found.get("dependencies", {}):
            used.setdefault(crate, set()).add(member)
        for crate in found.get("dev-dependencies", {}).keys() - found.get("dependencies", {}).keys():
            used.setdefault(crate, set()).add(f"{member} (tests)")
    rust = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|", PAGE.split("## Python")[0], re.MULTILINE)
    assert {crate: set(where.split(", ")) for crate, where in rust} == used


def test_packages():
    """Guards that the page names each package that an extra brings, and that the wheel by itself brings none."""
    project = manifest("bindings-python/pyproject.toml")["project"]
    used: dict[str, set[str]] = {}
    for extra, packages in project["optional-dependencies"].items():
        for package in packages:
            used.setdefault(re.match(r"[\w-]+", package)[0], set()).add(extra)
    python = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|", section("Python"), re.MULTILINE)
    assert {package: set(where.split(", ")) for package, where in python} == used
    assert "dependencies" not in project


def test_page():
    """Guards that the page names each package that the web page is made of, tells those inside it from the others, and that all
    versions are exact.
    """
    demo = ROOT / "bindings-wasm/demo"
    used = json.loads((demo / "package.json").read_text("utf-8"))["devDependencies"]
    listed = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|", section("The page"), re.MULTILINE))
    assert set(listed) == set(used)
    sources = "".join(path.read_text("utf-8") for path in (demo / "src").rglob("*.ts"))
    inside = {package for package in used if re.search(rf"from '{package}[/']", sources)}
    assert {package for package, place in listed.items() if place == "in the page"} == inside
    assert all(re.fullmatch(r"[\d.]+|file:\.\.", version) for version in used.values())


@pytest.mark.parametrize("path", notices.PUBLISHED, ids=lambda path: path.parent.name)
def test_notices(path):
    """Guards that what is published passes on the licence of every crate inside, and of no other release of it."""
    listed = set(re.findall(r"^([a-z][\w-]+ \d+\.\S+)$", path.read_text("utf-8"), re.MULTILINE))
    inside = notices.crates(*notices.PUBLISHED[path])
    assert len(inside) > 40 and listed == set(inside)


def test_every_line_has_a_reason():
    """Guards that each line says why."""
    assert len(ROWS) > 20 and all(len(why) > 4 for _, _, why in ROWS)


def test_the_reference_needs_nothing():
    """Guards that a stranger can run the second implementation with Python alone."""
    own = {path.stem for path in (ROOT / "docs/spec/reference").glob("*_v1.py")}
    for path in (ROOT / "docs/spec/reference").glob("*_v1.py"):
        if not path.name.startswith("test_"):
            used = set(re.findall(r"^(?:import|from) (\w+)", path.read_text("utf-8"), re.MULTILINE))
            assert used - own <= sys.stdlib_module_names, path.name


def test_unsafe():
    """Guards the count of `unsafe` in each crate, and that every crate is under the lint that refuses it."""
    stated = {crate: int(count) for crate, count in re.findall(r"^\| ([\w-]+) \| (\d+) \|$", PAGE, re.MULTILINE)}
    assert set(stated) == set(MEMBERS)
    for member, count in stated.items():
        files = [path for path in (ROOT / member).rglob("*.rs") if "target" not in path.parts]
        assert files
        assert sum(len(re.findall(r"\bunsafe\b", code_alone(path))) for path in files) == count, member
        assert manifest(f"{member}/Cargo.toml")["lints"]["workspace"] is True
    assert manifest("Cargo.toml")["workspace"]["lints"]["rust"]["unsafe_code"] in ("forbid", "deny")
