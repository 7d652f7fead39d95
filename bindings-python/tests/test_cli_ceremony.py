"""A whole ceremony by commands, and what verification says of a record that was tampered with."""

from __future__ import annotations

import json
import re
import os
import signal
import subprocess
import sys

import openpyxl
import pytest
from cli import COMMAND, DIRECTORIES, PLANNED, files_of_an_office, fine, in_a_shell, run
from conftest import ROOT, VECTORS
from double_random import Record

SETTING = ("--task", "01", "--as-of", "2025-07-01")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An office before the ceremony, as the working folder."""
    files_of_an_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def held(office):
    """An office after the ceremony."""
    published = ("plan.txt", "--name", "gaoping-2025", "--year", 2025, "--decisions", "decisions.json")
    fine("preview", *published, *DIRECTORIES, *SETTING, "--save", "plan.json")
    fine("reveal", "--label", "信用监管股", "--out", "holder.json", given="1f" * 32 + "\n")
    sources = ("--source", "holder.json", "--source", "public:福彩双色球2025088:24")
    fine("commit", *PLANNED, *SETTING, *sources, "--out", "commitment.json")
    values = ("--value", "信用监管股=secret.txt", "--value", "福彩双色球2025088=lottery.txt")
    fine("reveal", "--commitment", "commitment.json", *values, "--out", "sources.json")
    revealed = ("--commitment", "commitment.json", "--sources", "sources.json")
    fine("draw", *PLANNED, *revealed, "--out", "record.json", "--drawn", "drawn.xlsx", "--digest", "digest.json")
    return office


def test_the_documentation_in_a_shell(tmp_path):
    """Guards that the page about the command runs from its first line to its last, and writes what it says."""
    files_of_an_office(tmp_path)
    page = (ROOT / "docs/command-line.md").read_text("utf-8")
    ran = in_a_shell("\n".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL)), tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "[不符] selection" in ran.stdout or "[不符] record.layout" in ran.stdout
    assert (tmp_path / "certificate-after.html").read_text("utf-8").startswith("<!")
    assert (tmp_path / "list.xlsx").stat().st_size > 0


def test_each_step_for_machines(held):
    """Guards that with --json each answer is one document that says the same as the files."""
    record = json.loads((held / "record.json").read_text("utf-8"))
    told = fine("verify", "record.json", *PLANNED, "--json").data
    assert told["holds"] and told["failed"] == []
    assert "seed" in [check["name"] for check in told["report"]["checks"]]
    listed = fine("assign", "list", "record.json", "--json").data
    assert len(listed["assignments"]) == 2 * len(record["assignment"]["visits"])
    sheet = openpyxl.load_workbook("drawn.xlsx").active
    assert [cell.value for cell in sheet[1]] == ["抽取编号", "风险等级", "名次", "标识", "签号"]
    drawn = [target["id"] for tier in record["draws"][0]["tiers"] for target in tier["drawn"]]
    assert [row[3].value for row in sheet.iter_rows(min_row=2)] == drawn


def test_receipt_and_certificate(held):
    """Guards that a receipt passes with the published digests only, and that the certificate is a page."""
    record = Record.read("record.json")
    fine("receipt", "issue", "record.json", *PLANNED, "--id", "911405800007", "--out", "mine.json")
    check = ("receipt", "check", "mine.json", "--commitment-digest", record.commitment.digest, "--record-digest")
    fine(*check, record.digest, "--digest", "digest.json", "--plan", "plan.json")
    assert run(*check, "0" * 64).code == 1
    fine("certificate", "record.json", *PLANNED, "--out", "certificate.html")
    assert "gaoping-2025" in (held / "certificate.html").read_text("utf-8")


def test_a_tampered_record(held):
    """Guards that an edited record fails with exit code 1 and that the check is named, for people and for machines."""
    text = (held / "record.json").read_text("utf-8")
    (held / "tampered.json").write_text(text.replace('"rank": 1', '"rank": 7', 1), "utf-8")
    ran = run("verify", "tampered.json", *PLANNED)
    assert ran.code == 1 and "[不符] selection" in ran.out and "[FAILED] selection" in ran.out
    told = run("verify", "tampered.json", *PLANNED, "--json")
    assert told.code == 1 and told.data["failed"] == ["selection"]


def test_a_record_is_never_written_over(held):
    """Guards the record: the same draw again is fine, anything else is refused and changes nothing."""
    drawn = ("draw", *PLANNED, "--commitment", "commitment.json", "--sources", "sources.json", "--drawn")
    fine(*drawn, "drawn.xlsx", "--out", "record.json")
    (held / "record.json").write_text("{}", "utf-8")
    ran = run(*drawn, "other.csv", "--out", "record.json", "--json")
    assert ran.code == 2 and ran.data["error"]["code"] == "file.exists"
    assert (held / "record.json").read_text("utf-8") == "{}" and not (held / "other.csv").exists()


def test_secrets(held):
    """Guards that a secret is neither an option nor readable by others, and that a wrong one is refused by the draw."""
    assert (held / "sources.json").stat().st_mode & 0o077 == 0
    assert "1f1f" not in (held / "holder.json").read_text("utf-8")
    assert run("reveal", "--label", "信用监管股", "--secret", "1f" * 32).code == 2
    values = ("--value", "信用监管股=wrong.txt", "--value", "福彩双色球2025088=lottery.txt", "--out", "wrong.json")
    (held / "wrong.txt").write_text("1F" * 32, "utf-8")
    malformed = run("reveal", "--commitment", "commitment.json", *values)
    assert malformed.code == 2 and "错误 seed.bad_secret" in malformed.err and "1F1F" not in malformed.err
    (held / "wrong.txt").write_text("2f" * 32, "utf-8")
    fine("reveal", "--commitment", "commitment.json", *values)
    ran = run("draw", *PLANNED, "--commitment", "commitment.json", "--sources", "wrong.json", "--out", "second.json")
    assert ran.code == 2 and "错误 seed." in ran.err and not (held / "second.json").exists()


def test_strict_findings(office):
    """Guards that findings are only a failure when they are asked to be."""
    published = ("plan", "check", "plan.txt", "--name", "gaoping-2025", "--year", 2025)
    told = fine(*published, "--json").data
    assert any(found["code"] == "plan.misprint" for found in told["findings"])
    assert run(*published, "--strict").code == 1


def test_bad_rows_in_one_block(office):
    """Guards that every bad row is told at once, on stderr as a table and for machines as data."""
    (office / "bad.csv").write_text("id,tier\nA-1,E\nA-1,B\n", "utf-8")
    asked = ("preview", "plan.txt", "--name", "gaoping-2025", "--year", 2025, "--targets", "bad.csv", *SETTING)
    ran = run(*asked)
    assert ran.code == 2 and ran.out == ""
    assert "错误 table.bad_rows" in ran.err and "risk.not_a_tier" in ran.err and "table.duplicate_id" in ran.err
    assert [row["row"] for row in run(*asked, "--json").data["error"]["params"]["rows"]] == [2, 3]


def test_interrupted(office):
    """Guards the exit code of Ctrl-C, in a real process that waits for a file."""
    os.mkfifo(office / "waiting.json")
    waiting = subprocess.Popen([COMMAND, "plan", "check", "waiting.json"], stderr=subprocess.PIPE, text=True)
    with open(office / "waiting.json", "wb"):  # once the command has opened it too
        waiting.send_signal(signal.SIGINT)
        waiting.wait(20)
    _, err = waiting.communicate()
    assert waiting.returncode == 3 and "已中断" in err


def test_selftest():
    """Guards that the vectors of the wheel are found and all hold."""
    told = fine("selftest", "--json").data
    files = [json.loads(path.read_text("utf-8")) for path in VECTORS.glob("*.json")]
    assert told["holds"] and sum(file["passed"] for file in told["files"]) == sum(len(file.get("cases", ())) for file in files)


def test_selftest_tells_differences(monkeypatch, tmp_path):
    """Guards that a wrong answer is a failure, with the case."""
    from double_random.cli import vectors

    hashes = json.loads((VECTORS / "hash.json").read_text("utf-8"))
    hashes["cases"][0]["expected"] = "0" * 64
    (tmp_path / "hash.json").write_text(json.dumps(hashes), "utf-8")
    monkeypatch.setattr(vectors, "FOLDER", tmp_path)
    ran = run("selftest", "--json")
    assert ran.code == 1 and [one["case"] for one in ran.data["failed"]] == [hashes["cases"][0]["id"]]


def test_without_the_extra(monkeypatch, capsys):
    """Guards that somebody without the extra is told which one."""
    from double_random import cli

    for name in [name for name in sys.modules if name.startswith("double_random.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typer", None)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2 and "double-random[cli]" in capsys.readouterr().err


COMMANDS = "plan preview commit reveal draw assign verify receipt certificate selftest".split()


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command):
    """Guards that every command says in Chinese and in English what it is for."""
    told = fine(command, "--help").out
    assert re.search(r"[\u4e00-\u9fff]", told) and re.search(r"/ [a-z]", told)
