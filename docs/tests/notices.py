"""The licences of the crates that are compiled into what is published; `python docs/tests/notices.py` writes them anew.

Asks cargo which crates those are, and reads their sources where cargo unpacks them.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from rust_source import ROOT

PUBLISHED = {
    ROOT / "bindings-python/THIRD-PARTY.txt": ("double-random-python", "x86_64-unknown-linux-gnu"),
    ROOT / "bindings-wasm/THIRD-PARTY.txt": ("double-random-wasm", "wasm32-unknown-unknown"),
}
HEAD = """\
Compiled into this package are the standard library of Rust (https://github.com/rust-lang/rust, Copyright (c) The Rust Project
Contributors, MIT or Apache-2.0) and the crates below, with the texts of their licences. Where there is a choice, it is MIT.
"""
# From here on all texts of the MIT licence are the same; before it stands whose they are.
MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and"


def cargo(*arguments: str) -> str:
    return subprocess.run(["cargo", *arguments, "--locked"], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def crates(package: str, target: str) -> list[str]:
    """The crates of others inside a package, as `name version`; what only makes code while it is compiled is not."""
    said = cargo("tree", "--package", package, "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none")
    lines = {line.removesuffix(" (*)") for line in said.splitlines()}
    return sorted(line.replace(" v", " ") for line in lines if line and not line.endswith(")"))


def licence(crate: dict[str, Any]) -> list[Path]:
    """The files with the licence that is taken of a crate, and with what it asks to be passed on."""
    folder = Path(crate["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if re.match(r"licen[cs]e|notice", path.name, re.IGNORECASE))
    named = {word: [path for path in files if word in path.name.lower()] for word in ("mit", "unicode", "boost")}
    if re.search(r"MIT( OR |/)|( OR |/)MIT", crate["license"]) and named["mit"]:
        return named["mit"] + named["unicode"]
    # Published without the text of its licence: Apache-2.0 is one of those it offers.
    if not files and "Apache-2.0" in crate["license"]:
        return [ROOT / "LICENSE-APACHE"]
    return named["boost"] or files


def notices(package: str, target: str) -> str:
    """Whose crates are inside, by the text of the licence."""
    known = {f"{one['name']} {one['version']}": one for one in json.loads(cargo("metadata", "--format-version=1"))["packages"]}
    texts: dict[str, tuple[str, list[str]]] = {}
    for name in crates(package, target):
        files = licence(known[name])
        assert files, f"{name} has no licence"
        for path in files:
            owners, text = parted(path.read_text("utf-8").strip())
            _, entries = texts.setdefault(" ".join(text.split()), (text, []))
            entries.append("\n".join([name, *(f"    {line}" for line in owners)]))
    parts = ["\n".join(entries) + f"\n\n{text}\n" for text, entries in texts.values()]
    return f"\n{'-' * 80}\n\n".join([HEAD, *parts])


def parted(text: str) -> tuple[list[str], str]:
    """Whose a text of the MIT licence is, and the rest; any other stays whole."""
    plain = " ".join(text.split())
    if not plain.startswith(MIT) and f" {MIT}" not in plain:
        return [], text
    before, _, rest = text.partition("Permission is hereby granted")
    owners = [line.strip() for line in before.splitlines() if re.match(r"\s*(\S+\s+)?copyright", line, re.IGNORECASE)]
    return owners, f"Permission is hereby granted{rest}"


if __name__ == "__main__":
    for path, (package, target) in PUBLISHED.items():
        path.write_text(notices(package, target), "utf-8")
