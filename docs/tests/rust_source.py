"""Reads what the sources of the crate declare: items with their documentation, attributes and members, macros unfolded.

No compiler is asked, so any toolchain, or none, gives the same. It reads the sources as `cargo fmt` leaves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = ROOT / "core/src"

HIDDEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|r(\#*)".*?"\1|"(?:[^"\\]|\\.)*"|'(?:[^'\\\n]|\\[^'\n]+)'""", re.DOTALL
)
CLOSING = {"(": ")", "[": "]", "{": "}"}
KEYWORD = re.compile(
    r"(?P<public>pub )?(?:pub\([a-z]+\) )?(?:const (?=fn))?(?:unsafe )?"
    r"(?P<kind>struct|enum|trait|fn|const|static|type|use|mod|impl|macro_rules!|(?:\w+::)*\w+!)"
    r"(?:<[^ ]*>)? ?(?P<name>[$\w]*)"
)


@dataclass(frozen=True)
class Item:
    """One declaration: of a file, an `impl`, a trait, or a macro's expansion."""

    kind: str
    name: str
    public: bool
    head: str
    docs: str
    attributes: tuple[str, ...]
    body: str | None
    path: Path
    separator: str = ","

    @property
    def aliases(self) -> set[str]:
        """Under what else the documentation's search finds it."""
        return {alias for one in self.attributes for alias in re.findall(r'alias = "([^"]+)"', one)}

    def items(self) -> list[Item]:
        """What an `impl`, a trait or a module holds."""
        return list(items(self.body or "", self.path))

    def members(self) -> list[Item]:
        """The variants of an enum, or the fields of a struct."""
        return [_member(piece, self.path) for piece in _pieces(self.body or "", self.separator) if piece.strip()]


def _masked(text: str) -> str:
    """The text with comments and literals blanked, each character in its place."""
    return HIDDEN.sub(lambda found: re.sub(r"[^\n]", " " if found[0][0] == "/" else "_", found[0]), text)


def code_alone(path: Path) -> str:
    """A file without its comments and literals."""
    return _masked(path.read_text("utf-8"))


def _after(masked: str, at: int) -> int:
    """Where the bracket that opens at `at` has closed."""
    opening, depth = masked[at], 0
    for place in range(at, len(masked)):
        depth += (masked[place] == opening) - (masked[place] == CLOSING[opening])
        if depth == 0:
            return place + 1
    raise ValueError(f"nothing closes {masked[at : at + 40]!r}")


def _front(text: str, masked: str, at: int) -> tuple[str, tuple[str, ...], int]:
    """The documentation and the attributes that begin at `at`, and where they end."""
    start, attributes = at, []
    while True:
        while at < len(masked) and masked[at].isspace():
            at += 1
        if masked.startswith("#", at):
            end = _after(masked, masked.index("[", at))
            attributes.append(_plain(text[at:end]))
        elif masked.startswith("$(#", at):
            end = masked.index("*", _after(masked, at + 1) - 1) + 1
        else:
            break
        at = end
    docs = re.findall(r"^\s*/// ?(.*)$|/\*\* (.*?) \*/", text[start:at], re.MULTILINE)
    return "\n".join(line or block for line, block in docs), tuple(attributes), at


def _plain(text: str) -> str:
    """On one line, without comments."""
    text = re.sub(r"\s+", " ", re.sub(r"/\*\*.*?\*/|(?m:^\s*//.*$)", "", text)).strip()
    return re.sub(r", }", " }", re.sub(r",? ([)\]])", r"\1", re.sub(r"([(\[]) ", r"\1", text)))


def items(text: str, path: Path) -> Iterator[Item]:
    """The declarations in a text, in order."""
    masked, at = _masked(text), 0
    while True:
        docs, attributes, at = _front(text, masked, at)
        if at >= len(masked):
            return
        found = KEYWORD.match(masked, at)
        if found is None:
            at = re.compile(r"\w*").match(masked, at + 1).end()
            continue
        end = at
        while masked[end] not in ";{":
            end = _after(masked, end) if masked[end] in "([" else end + 1
        body = None
        if masked[end] == "{" and found["kind"] not in ("use", "const", "static", "type"):
            close = _after(masked, end)
            head, body = text[at:end], text[end + 1 : close - 1]
        else:
            while masked[end] != ";":
                end = _after(masked, end) if masked[end] in CLOSING else end + 1
            head, close = text[at:end], end + 1
        kind, public = found["kind"], found["public"] is not None
        yield Item(kind, found["name"], public, _plain(head), docs, attributes, body, path)
        at = close


def _pieces(body: str, separator: str) -> Iterator[str]:
    """The body of an enum or struct, cut between its members."""
    masked, start, at = _masked(body), 0, 0
    while at < len(masked):
        if masked[at] in CLOSING:
            at = _after(masked, at)
        elif masked[at] == "<":
            depth = 1
            while depth:
                at += 1
                depth += (masked[at] == "<") - (masked[at] == ">" and masked[at - 1] != "-")
        elif masked[at] == separator:
            yield body[start:at]
            start = at = at + 1
        else:
            at += 1
    yield body[start:]


def _member(piece: str, path: Path) -> Item:
    docs, attributes, at = _front(piece, _masked(piece), 0)
    text = piece[at:]
    name = re.match(r"(?:pub )?(?:pub\([a-z]+\) )?(\w*)", text)[1]
    head = _plain(re.sub(r"#\[[^\]]*\]", "", text).split(" = ")[0].split("\n            = ")[0])
    return Item("member", name, text.startswith("pub "), head, docs, attributes, text, path)


@cache
def sources(folder: Path = CORE) -> dict[Path, str]:
    """All sources with what they say outside their unit tests."""
    paths = sorted(folder.rglob("*.rs"))
    return {path: path.read_text("utf-8").split("#[cfg(test)]\nmod tests")[0] for path in paths}


@cache
def declared() -> list[Item]:
    """What all files declare, with what macros declare for them."""
    found = [item for path, text in sources().items() for item in items(text, path)]
    macros = {item.name: item for item in found if item.kind == "macro_rules!"}
    called = [(item, macros.get(item.kind.split("::")[-1].removesuffix("!"))) for item in found]
    return found + [item for call, macro in called if macro for item in _unfolded(call, macro)]


def _unfolded(call: Item, macro: Item) -> Iterator[Item]:
    """What a call of a macro declares: types with the members written in the call, all else as the macro says."""
    pattern, expansion = macro.body.split("=> {", 1)
    written = call.body or call.head.split("!(")[-1]
    front, _, at = _front(written, _masked(written), 0)
    names = re.findall(r"pub (?:enum|struct) (\w+)", written) or re.findall(r"\w+", written[at:])
    variables = re.findall(r"pub \w+ \$(\w+):ident", pattern) or re.findall(r"\$(\w+):ident", pattern)
    for variable, name in zip(variables, names, strict=False):
        expansion = re.sub(rf"\${variable}\b", name, expansion)
    types = {item.name: item for item in items(written, call.path) if item.kind in ("enum", "struct")}
    for item in items(expansion.rstrip().removesuffix("}"), call.path):
        told = types.get(item.name) if item.kind in ("enum", "struct") else None
        if told:
            attributes, body = told.attributes + item.attributes, told.body or item.body
            yield replace(item, docs=told.docs, attributes=attributes, body=body, separator=";")
        elif call.kind == "checks!":
            yield from _checks(item, written)
        else:
            yield replace(item, docs=item.docs or front)


def _checks(item: Item, written: str) -> Iterator[Item]:
    """The one macro that makes several lists and an enum without naming them in the call."""
    lists = re.findall(r"\[(\w+): ", written)
    if item.kind == "enum":
        yield replace(item, body=re.sub(r"\[\w+: .*?\]", "", written), separator=";")
    else:
        each = "".join(rf"pub const {one}\1" for one in lists)
        yield replace(item, body=re.sub(r"pub const \w+(:[^;]*;)", each, item.body, count=1))


@cache
def exported() -> dict[str, list[Item]]:
    """What the crate shows, by the path under which users find it, each with its `impl`s."""
    lib, interop = sources()[CORE / "lib.rs"], sources()[CORE / "interop/mod.rs"]
    uses = re.findall(r"pub use (\w+)::(?:\{(.*?)\}|(\w+));", lib, re.DOTALL)
    found = {
        name: _found(name, module) for module, group, one in uses for name in re.findall(r"\w+", group or one)
    }
    functions = [item.name for item in items(interop, CORE) if item.public and item.kind == "fn"]
    for name in functions + re.findall(r"pub use \w+::(\w+);", interop):
        found[f"interop::{name}"] = _found(name, "interop")
    return dict(sorted(found.items()))


def _found(name: str, module: str) -> list[Item]:
    """The one declaration of this name in the module, and all `impl`s for it."""
    where = {CORE / f"{module}.rs", *(CORE / module).rglob("*.rs")}
    own = [
        item
        for item in declared()
        if item.name == name and item.public and item.path in where and item.kind not in ("use", "mod", "impl")
    ]
    if len(own) != 1:
        raise ValueError(f"{len(own)} declarations of {name} in {module}")
    about = re.compile(rf"^impl(?:<[^>]*>)? (?:.* for )?&?(?:'\w+ )?{name}\b")
    return own + [item for item in declared() if item.kind == "impl" and about.match(item.head)]
