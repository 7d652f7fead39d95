#!/usr/bin/env python3
"""Instructions a target of the hot paths, counted by callgrind: the same on every run, whatever else the machine does.

    instructions.py           counts, and fails where one is more than 3 % above what `instructions.txt` has
    instructions.py --write   counts, and writes that file anew

Valgrind has neither AVX-512 nor instructions for SHA-256, so what is counted is the path of AVX2. Another compiler makes
other code: the file says which one it is of.
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE / "instructions.txt"
TARGETS = 20_000
JOBS = ["draw-sha256", "draw-sm3", "read-csv", "root", "ceremony", "verify", "assign"]
ALLOWED = 1.03


def main() -> int:
    subprocess.run(["cargo", "build", "--quiet", "--release", "-p", "double-random-benches", "--bin", "once"], check=True)
    compiler = subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    counted = {job: per_target(job) for job in JOBS}
    if "--write" in sys.argv[1:]:
        lines = [f"# {compiler}, {TARGETS} targets, AVX2", *(f"{job} {count:.1f}" for job, count in counted.items())]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return 0
    expected = dict(line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    grown = 0
    for job, count in counted.items():
        before = float(expected[job])
        grown += count > ALLOWED * before
        print(f"{job:12} {count:10.1f} instructions a target, {before:10.1f} before, {count / before - 1:+.1%}")
    return 1 if grown else 0


def per_target(job: str) -> float:
    once, thrice = (instructions(job, times) for times in (1, 3))
    return (thrice - once) / 2 / TARGETS


def instructions(job: str, times: int) -> int:
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", HERE.parent / "target/release/once"]
    ran = subprocess.run([*command, job, str(TARGETS), str(times)], capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", ran.stderr)[1])


if __name__ == "__main__":
    sys.exit(main())
