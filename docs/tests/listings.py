"""The lists in the documentation that follow from the sources; `python docs/tests/listings.py` writes them anew."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rust_source import CORE, ROOT, Item, declared, exported

ERRORS = ROOT / "docs/errors.md"
CHECKS = ROOT / "docs/checks.md"
RUST_API = ROOT / "docs/api/rust.txt"
REQUESTS = ROOT / "docs/api/requests.txt"
PYTHON_API = ROOT / "docs/api/python.txt"
PYTHON = ROOT / "bindings-python/python/double_random"
BEGIN, END = "<!-- from the sources -->", "<!-- end -->"


class Code(NamedTuple):
    """One error of the catalogue."""

    code: str
    enum: str
    variant: str
    docs: str
    en: str
    zh: str


def catalogue() -> list[tuple[Item, list[Code]]]:
    """All errors of the crate, by the enum that declares them."""
    enums = [item for item in declared() if item.kind == "enum" and item.separator == ";" and item.name != "CheckName"]
    found = [(enum, [_code(enum, one) for one in enum.members() if "en: " in one.body]) for enum in enums]
    return sorted(((enum, codes) for enum, codes in found if codes), key=lambda one: one[1][0].code)


def _code(enum: Item, member: Item) -> Code:
    literal = r'"((?:[^"\\]|\\.)*)"'
    code, en, zh = re.search(rf"= {literal},\s*en: {literal},\s*zh: {literal}$", member.body.strip()).groups()
    return Code(code, enum.name, member.name, _sentence(member.docs), _text(en), _text(zh))


def _text(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", re.sub(r"\\\n\s*", "", literal)).replace("|", "\\|")


def _sentence(docs: str) -> str:
    """The first paragraph, with links to items as plain names."""
    return re.sub(r"\[(`[^`]+`)\](?:\([^)]*\))?", r"\1", docs.split("\n\n")[0].replace("\n", " ")).replace("|", "\\|")


def errors() -> str:
    """The generated part of the page on errors."""
    parts = []
    for enum, codes in catalogue():
        heading = [f"### `{enum.name}`\n\n{_sentence(enum.docs)}\n"]
        heading += ["| 代码 code | 何时 when | 中文 | English |", "|---|---|---|---|"]
        rows = [f"| `{one.code}` | {one.docs} | {one.zh} | {one.en} |" for one in codes]
        parts.append("\n".join(heading + rows))
    return "\n\n".join(parts)


REPORTS = {
    "RECORD": "抽取记录 / A record",
    "RECEIPT": "个体核验凭证 / A receipt",
    "ABSENCE": "不在库证明 / An absence",
}


def checks() -> str:
    """The generated part of the page on checks, a table for each kind of report."""
    call = next(item for item in declared() if item.kind == "checks!")
    _, *lists = re.split(r"\[(\w+): \"[^\"]*\"\]", call.body)
    parts = []
    for name, body in zip(lists[::2], lists[1::2], strict=True):
        rows = [_check(member) for member in replace(call, body=body, separator=";").members()]
        heading = ["| 代码 code | 通过 holds when | 手工核验 by hand |", "|---|---|---|"]
        parts.append("\n".join([f"## {REPORTS[name]}\n", *heading, *rows]))
    return "\n\n".join(parts)


def _check(member: Item) -> str:
    code, en, zh, hand_en, hand_zh = (_text(literal) for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', member.body))
    return f"| `{code}` | {zh}<br>{en} | {_both(hand_zh, hand_en)} |"


def _both(zh: str, en: str) -> str:
    return zh if zh == en else f"{zh}<br>{en}"


def page(path: Path, generated: str) -> str:
    """A whole page, its hand-written parts as they stand."""
    before, rest = path.read_text("utf-8").split(BEGIN)
    return f"{before}{BEGIN}\n\n{generated}\n\n{END}{rest.split(END)[1]}"


def rust_api() -> str:
    """Every public item of the crate: declaration, members, methods and what it implements."""
    return "\n\n".join("\n".join(_declaration(path, found)) for path, found in exported().items()) + "\n"


def _declaration(path: str, found: list[Item]) -> Iterator[str]:
    item, *impls = found
    yield f"{path}: {_shown(item)}"
    if item.kind in ("enum", "struct"):
        yield from (f"    {member.head}" for member in item.members() if item.kind == "enum" or member.public)
    if item.kind == "trait":
        yield from (f"    {_shown(one)}" for one in item.items())
    own = [one for block in impls if " for " not in block.head for one in block.items() if one.public]
    yield from sorted(f"    {_shown(one)}" for one in own)
    derives = ", ".join(traits for one in item.attributes for traits in re.findall(r"derive\(([^)]*)", one))
    if derives:
        yield f"    derives {', '.join(sorted(re.findall(r'[A-Za-z]+(?=,|$)', derives)))}"
    yield from sorted(f"    {block.head.replace('$crate', 'crate')}" for block in impls if " for " in block.head)


def _shown(item: Item) -> str:
    marks = "".join(f"{one} " for one in item.attributes if one in ("#[non_exhaustive]", "#[must_use]"))
    head = item.head.replace("$crate::", "crate::")
    value = head.split(" = ")[0] if item.kind in ("const", "static") else head
    return marks + re.sub(r"^pub struct (\w+(?:<[^(]*>)?)\((?!pub ).*\)$", r"pub struct \1(…)", value)


def requests() -> str:
    """Every request of `interop` with its members, then what these are made of."""
    interop = [item for item in declared() if item.path.parent == CORE / "interop" and item.kind in ("enum", "struct")]
    found = {item.name: item for item in interop if any("Deserialize" in one for one in item.attributes)}
    asked = [(re.search(r"\((\w+)\)", one.head)[1], one) for one in found.pop("Request").members()]
    snake = re.compile(r"(?<=[a-z])(?=[A-Z])")
    parts = [
        [f"{snake.sub('_', one.name).lower()}: {_sentence(one.docs)}", *_of_request(found[content])]
        for content, one in asked
    ]
    told = "\n".join(line for item in found.values() for line in _of_request(item))
    for name, item in found.items():
        if re.search(rf"\b{name}\b", told):
            parts.append([f"{name}: {_sentence(item.docs)}".strip(": "), *_of_request(item)])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _of_request(item: Item) -> list[str]:
    """Its members: by name, or by code where one of several is asked for; with what a missing one is taken as."""
    lines = []
    for member in item.members():
        default = " (may be left out)" if any("default" in one for one in member.attributes) else ""
        lines.append(f"    {re.sub(r'^pub[(]super[)] ', '', member.head)}{default}")
    return lines


def python_api() -> str:
    """Every public name of the Python package with its signature, module by module."""
    modules = sorted(path for path in PYTHON.glob("*.py") if not path.stem.startswith("_"))
    names = re.search(r"^__all__ = (\[.*?\])", (PYTHON / "__init__.py").read_text("utf-8"), re.DOTALL | re.MULTILINE)[1]
    lines = [f"double_random.{name}" for name in sorted(ast.literal_eval(names))]
    for path in modules:
        for node in ast.parse(path.read_text("utf-8")).body:
            lines += _python_lines(node, f"{path.stem}.")
    return "\n".join(lines) + "\n"


def _python_lines(node: ast.stmt, front: str) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef) and (not node.name.startswith("_") or node.name == "__init__"):
        kinds = "".join(f"@{ast.unparse(one)} " for one in node.decorator_list)
        returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        yield f"{kinds}{front}{node.name}({ast.unparse(node.args)}){returned}"
    elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
        yield f"class {front}{node.name}({', '.join(map(ast.unparse, node.bases))})"
        for inner in node.body:
            yield from _python_lines(inner, f"{front}{node.name}.")
    elif isinstance(node, ast.AnnAssign) and not ast.unparse(node.target).startswith("_"):
        yield f"{front}{ast.unparse(node.target)}: {ast.unparse(node.annotation)}"


def python_codes() -> set[str]:
    """The codes that the Python package adds to those of the crate."""
    nodes = [node for path in PYTHON.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call) and len(node.args) >= 3]
    literals = [one for call in calls for one in call.args[:2] if isinstance(one, ast.Constant | ast.JoinedStr)]
    texts = [ast.unparse(literal).removeprefix("f").strip("'\"") for literal in literals]
    return {text for text in texts if re.fullmatch(r"[a-z{}]+\.[a-z_]+", text)}


LISTS = {
    ERRORS: lambda: page(ERRORS, errors()),
    CHECKS: lambda: page(CHECKS, checks()),
    RUST_API: rust_api,
    REQUESTS: requests,
    PYTHON_API: python_api,
}

if __name__ == "__main__":
    for path, listed in LISTS.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(listed(), "utf-8")
