"""The published vectors, answered by the installed native module."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from typing import NamedTuple

from double_random import _native

FOLDER = resources.files("double_random").joinpath("vectors")


class Outcome(NamedTuple):
    """How one case came out."""

    file: str
    case: int
    comment: str
    status: str
    """`passed` or `failed`."""


def run(progress: Callable[[int, int], object] | None = None) -> Iterator[Outcome]:
    """All cases, in order."""
    files = list(_files())
    for done, (name, text) in enumerate(files, 1):
        for case in json.loads(_native.selftest(text)):
            yield Outcome(name, case["id"], case["comment"], "passed" if case["passed"] else "failed")
        if progress is not None:
            progress(done, len(files))


def _files() -> Iterator[tuple[str, str]]:
    for file in sorted(FOLDER.iterdir(), key=lambda file: file.name):
        text = file.read_text("utf-8") if file.name.endswith(".json") else "{}"
        if "cases" in json.loads(text):
            yield file.name.removesuffix(".json"), text
