"""The documents of the protocol (specification, section 6): their exact text, their data, their digest."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any, ClassVar, TypeAlias, TypeVar

from double_random import _html
from double_random._interop import ask
from double_random.files import AnyPath

D = TypeVar("D", bound="Document")


class Document:
    """A document: what is published, signed, filed and handed in again is its text, byte for byte."""

    _zh: ClassVar[str]

    def __init__(self, text: str) -> None:
        self.text = text

    @classmethod
    def read(cls: type[D], path: AnyPath) -> D:
        """The document in a file; whether it is one shows when it is used."""
        return cls(Path(path).read_bytes().decode("utf-8"))

    @property
    def data(self) -> dict[str, Any]:
        """The document as data."""
        data: dict[str, Any] = json.loads(self.text)
        return data

    @property
    def suite(self) -> str:
        """The hash suite of its draw."""
        data = self.data
        return str(data["suite"] if "suite" in data else data["commitment"]["suite"])

    @property
    def digest(self) -> str:
        """The digest of the text, in the suite of its draw: what is published of it."""
        return str(ask("hash", suite=self.suite, text=self.text)["digest"])

    def save(self, path: AnyPath) -> None:
        """Writes the text to a file that is not there yet: a record is never written over."""
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.digest[:16]}…)"

    def _repr_html_(self) -> str:
        members = [(name, _short(value)) for name, value in self.data.items() if name != "format"]
        return _html.block(f"{self._zh}　{self.digest[:16]}…", _html.table(["项目", "内容"], members))


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:120]}…"


class Commitment(Document):
    """What is published before the randomness exists (抽取承诺)."""

    _zh = "抽取承诺"


class Void(Document):
    """An attempt that did not lead to a list in force (作废声明)."""

    _zh = "作废声明"


class Amendment(Document):
    """What changed after the draw (变更)."""

    _zh = "抽取后变更"


class Receipt(Document):
    """What one target checks its own case with (个体核验凭证)."""

    _zh = "个体核验凭证"


class Absence(Document):
    """Proof that an id is not in the directory (不在库证明)."""

    _zh = "不在库证明"


class Notice(Document):
    """What everyone may read before the draw (抽取公告)."""

    _zh = "抽取公告"


class DrawDigest(Document):
    """What everyone may read after the draw (抽取摘要)."""

    _zh = "抽取摘要"


class Page(str):
    """An HTML page that needs nothing else."""

    def save(self, path: AnyPath) -> None:
        """Writes the page to a file that is not there yet."""
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(self)

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="" srcdoc="{escape(self)}" style="width:100%;height:40em;border:1px solid #8884"></iframe>'
        )


Text: TypeAlias = Document | str
"""A document, or its text."""


def text_of(document: Text) -> str:
    """The exact text."""
    return document if isinstance(document, str) else document.text


def digest_of(document: Document | str | None) -> str | None:
    """The digest of a document, or the digest that was given."""
    return document.digest if isinstance(document, Document) else document
