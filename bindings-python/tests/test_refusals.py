"""What only the layer that reads and writes files refuses, each with its code."""

from __future__ import annotations

import double_random as dr
import openpyxl
import pytest
from cli import files_of_an_office, run
from double_random.errors import TableError
from double_random.files import read_table


def test_workbooks(tmp_path):
    """Guards that a cell with an error, and a sheet that is not there, are told with what is there."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["id", "tier"])
    workbook.active.append(["A-1", "#N/A"])
    workbook.active["B2"].data_type = "e"
    workbook.save(tmp_path / "targets.xlsx")
    with pytest.raises(dr.BadRows) as bad:
        read_table(tmp_path / "targets.xlsx")
    assert [row["code"] for row in bad.value.params["rows"]] == ["table.error_cell"]
    with pytest.raises(TableError) as missing:
        read_table(tmp_path / "targets.xlsx", sheet="名录")
    assert missing.value.code == "table.no_such_sheet" and missing.value.params["sheets"] == ["Sheet"]


def test_files_of_the_command(tmp_path, monkeypatch):
    """Guards what the command says of files and options that cannot be used: a code for programs, and exit code 2."""
    files_of_an_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.json").write_text("{", "utf-8")
    check = ("plan", "check", "plan.txt", "--name", "gaoping-2025", "--year", 2025, "--json")
    for asked, code in [
        (("plan", "check", "nowhere.txt", *check[3:]), "file.unusable"),
        ((*check, "--decisions", "broken.json"), "file.not_json"),
        (("plan", "check", "plan.txt", "--json"), "input.unusable"),
        ((*check, "--out", "findings.pdf"), "table.unknown_form"),
    ]:
        ran = run(*asked)
        assert (ran.code, ran.data["error"]["code"]) == (2, code), asked


def test_a_verification_that_must_hold(demo):
    """Guards that a program that requires a record to hold is stopped, with the checks that failed."""
    tampered = dr.Record(str(demo.record).replace('"rank": 1', '"rank": 7', 1))
    report = dr.verify(tampered, plan=demo.plan, targets=demo.targets)
    with pytest.raises(dr.VerificationError) as broken:
        report.raise_if_broken()
    assert broken.value.code == "verification.does_not_hold" and broken.value.params["failed"] == ["selection"]
