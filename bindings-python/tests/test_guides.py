"""The guides, run from first command to last: the regulator's, and after it the auditor's on the same files."""

from __future__ import annotations

import re
import shutil

import pytest
from cli import files_of_an_office, in_a_shell
from conftest import ROOT

GUIDES = ("guide-regulator", "guide-auditor")


def commands(page: str) -> str:
    """All commands of a page, which must be there."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    assert len(blocks) > 5
    return "\n".join(blocks)


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_do_the_same(guide):
    """Guards that the commands are the same in Chinese and in English, but for remarks."""
    chinese, english = (re.sub(r" +# .*", "", commands(f"{guide}{language}.md")) for language in (".zh-CN", ""))
    assert chinese == english


def test_the_guides_in_a_shell(tmp_path):
    """Guards that the guides run, that both programs find nothing amiss, and that every comparison by hand is made."""
    files_of_an_office(tmp_path)
    shutil.copytree(ROOT / "docs/spec/reference", tmp_path / "reference")
    for guide in GUIDES:
        ran = in_a_shell(commands(f"{guide}.zh-CN.md"), tmp_path)
        assert ran.returncode == 0, (guide, ran.stdout, ran.stderr)
    asked = commands("guide-auditor.zh-CN.md").count("\nsame ")
    assert ran.stdout.count("相符 same: ") == asked > 5
    assert (tmp_path / "certificate.html").stat().st_size > 0 and (tmp_path / "list.xlsx").stat().st_size > 0
