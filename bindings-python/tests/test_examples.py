"""The examples of the documentation and of both READMEs, run as they stand."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import double_random
import pytest
from conftest import DATA, GAOPING

MODULES = [
    "double_random",
    *(f"double_random.{module.name}" for module in pkgutil.iter_modules(double_random.__path__)),
]
READMES = sorted(Path(__file__).parents[1].glob("README*.md"))


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("._native")])
def test_examples_of_the_documentation(name, demo):
    """Guards that every example of a docstring gives what it says."""
    module = importlib.import_module(name)
    names = {"GAOPING": GAOPING, "PLAN": demo.plan, "TARGETS": demo.targets, "RECORD": demo.record}
    found = doctest.testmod(module, extraglobs=names, optionflags=doctest.ELLIPSIS)
    assert found.failed == 0


def test_there_are_examples():
    """Guards that the search for examples finds them."""
    finder = doctest.DocTestFinder()
    examples = [
        test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples
    ]
    assert len(examples) > 15


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_examples_of_the_readme(readme, tmp_path, monkeypatch):
    """Guards that what a README shows runs, from its first line to its last."""
    blocks = re.findall(r"```python\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)
    assert blocks
    (tmp_path / "plan.txt").write_bytes(GAOPING.encode("gbk"))
    (tmp_path / "cn-holidays-2023-2026.csv").write_bytes((DATA / "cn-holidays-2023-2026.csv").read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile("\n".join(blocks), readme.name, "exec"), {})
