"""What the tests of the command share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from conftest import GAOPING
from double_random.cli.app import app
from typer.testing import CliRunner

COMMAND = Path(sys.executable).parent / "double-random"
DIRECTORIES = ("--targets", "targets.csv", "--inspectors", "inspectors.csv")
PLANNED = ("--plan", "plan.json", *DIRECTORIES)
TEAM = {
    "size": 2,
    "slots": [{"count": 1, "agency": None, "qualification": None, "leader": True}],
    "area": "any",
    "window": {"from": "2025-07-01", "to": "2025-11-30"},
}
RULES = {"reserve": 2, "team": TEAM}
DECISIONS = {"tasks": {"01": {"selector": {"kind": ["enterprise"]}, "rules": RULES}}}


class Ran(NamedTuple):
    """How a command came out."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def run(*arguments: object, given: str | None = None) -> Ran:
    """The command in this process."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def fine(*arguments: object, given: str | None = None) -> Ran:
    """The command, which must succeed."""
    ran = run(*arguments, given=given)
    assert ran.code == 0, ran
    return ran


def files_of_an_office(folder: Path) -> None:
    """The plan of 高平, a hundred and twenty shops, three inspectors, a secret and the lottery, as offices keep them."""
    rows = [
        f"9114058{number:05},{['企业', '个体工商户'][number % 3 == 2]},{['低', '一般', '较高', '高'][number // 2 % 4]},"
        for number in range(120)
    ]
    heading = "id,kind,信用风险等级,last_inspected"
    (folder / "plan.txt").write_text(GAOPING, "utf-8")
    (folder / "targets.csv").write_bytes("\n".join([heading, *rows, ""]).encode("gbk"))
    (folder / "inspectors.csv").write_bytes("id,name,leader\nP-1,张三,是\nP-2,李四,否\nP-3,王五,是\n".encode("utf-8-sig"))
    (folder / "decisions.json").write_text(json.dumps(DECISIONS), "utf-8")
    (folder / "secret.txt").write_text("1f" * 32 + "\n", "utf-8")
    (folder / "lottery.txt").write_text("03 11 14 20 25 31 | 07\n", "utf-8")


def in_a_shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The installed command, from a shell."""
    assert COMMAND.exists(), "the package is not installed with its command"
    path = f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    shell = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)
