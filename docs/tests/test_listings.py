"""The lists in the documentation say what the sources say."""

from __future__ import annotations

import re

import pytest
from listings import ERRORS, LISTS, catalogue, python_codes, rust_api
from rust_source import CORE, ROOT

CODES = [code for _, codes in catalogue() for code in codes]
TESTS = [ROOT / "core/tests", ROOT / "core/examples", ROOT / "core/vectors", ROOT / "bindings-python/tests"]
TOO_LARGE_TO_RAISE = {
    "amend.too_many": "2^32 amendments",
    "table.row_too_long": "a row of 4 GiB",
}


def _tests() -> str:
    """Everything that runs as a test: test files, vectors, unit tests, and examples in documentation."""
    files = [path for folder in TESTS for path in folder.rglob("*") if path.suffix in (".rs", ".py", ".json")]
    sources = [path.read_text("utf-8") for path in CORE.rglob("*.rs")]
    units = [text.partition("#[cfg(test)]\nmod tests")[2] for text in sources]
    examples = ["\n".join(re.findall(r"^\s*//[/!] (.*)$", text, re.MULTILINE)) for text in sources]
    return "\n".join([*(path.read_text("utf-8") for path in files), *units, *examples])


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_list_is_as_the_sources_are(path):
    """Guards that a list is never behind; `make lists` writes it anew, and the difference shows what users will see."""
    assert path.read_text("utf-8") == LISTS[path](), "run `make lists`"


def test_there_are_codes():
    """Guards that the search for errors finds them, each once."""
    assert len(CODES) > 150
    assert len({code.code for code in CODES}) == len(CODES)


def test_every_error_speaks_both_languages():
    """Guards that each sentence is written, in its language, in the manner of the house."""
    for code in CODES:
        assert re.search(r"[\u4e00-\u9fff]", code.zh) and re.search(r"[a-z]{3} [a-z]", code.en), code
        assert not code.en.endswith(".") and not code.zh.endswith("。"), code
        assert code.docs, code


def test_every_error_is_raised_by_some_test():
    """Guards that no error is only written down: some test names it by its code or its variant."""
    words = set(re.findall(r"\b[a-z_]+\.[a-z0-9_]+\b|\b\w+::\w+", _tests()))
    named = {code.code for code in CODES if words & {code.code, f"{code.enum}::{code.variant}"}}
    assert {code.code for code in CODES} - named == set(TOO_LARGE_TO_RAISE)


def test_every_error_of_the_python_package_is_documented_and_raised():
    """Guards the errors that are added where files are read and written."""
    page, tests = ERRORS.read_text("utf-8"), _tests()
    codes = {code.replace("{what}", what) for code in python_codes() for what in ("file", "input")}
    assert codes == _listed(page, "## Python")
    assert {code for code in codes if code not in tests} == set()


def test_every_error_of_the_javascript_package_is_documented_and_raised():
    """Guards the errors that are added where files are read and work is stopped."""
    package = ROOT / "bindings-wasm"
    codes = set(re.findall(r"code: '(\w+\.\w+)'", (package / "js/error.js").read_text("utf-8")))
    assert codes == _listed(ERRORS.read_text("utf-8"), "## JavaScript")
    tests = "".join(path.read_text("utf-8") for path in (package / "test").glob("*.test.js"))
    assert {code for code in codes if f"'{code}'" not in tests} == set()


def _listed(page: str, heading: str) -> set[str]:
    """The codes in the table under a heading."""
    section = page.split("<!-- end -->")[1].split(heading)[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+\.\w+)` \|", section, re.MULTILINE))


def test_the_listing_of_the_api_is_unfolded():
    """Guards that macros are unfolded in it, and that it shows what a reader expects."""
    listing = rust_api()
    assert "$" not in listing
    for line in ("pub fn to_json(&self) -> String", "NotARatio { text: String }", "pub const RECEIPT: &'static [Self]"):
        assert f"    {line}" in listing.splitlines()
