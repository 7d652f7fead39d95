"""Sources of randomness as files and options name them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from double_random.cli.reading import read_json, read_line, read_secret
from double_random.sources import Beacon, BeaconRound, Public, PublicText, Secret, SecretCommitment
from double_random.sources import Committed, Revealed


def committed_source(text: str) -> Committed:
    """`public:LABEL:BITS`, `beacon:NETWORK:ROUND`, or the file that the holder of a secret hands in."""
    kind, _, rest = text.partition(":")
    label, _, number = rest.rpartition(":")
    if kind == "public":
        return Public(label, int(number))
    if kind == "beacon":
        return Beacon(label, int(number))
    told = read_json(Path(text))
    return SecretCommitment(told["label"], told["commitment"])


def secret_document(source: SecretCommitment) -> str:
    """What a holder hands in."""
    return _text(source._document())


def revealed_sources(committed: Sequence[Mapping[str, Any]], values: Sequence[str]) -> list[Revealed]:
    """The sources of a commitment with their values, each `LABEL=FILE`; a secret without a file is asked for."""
    files = dict(_value(text) for text in values)
    labels = [_label(source) for source in committed]
    if unknown := files.keys() - set(labels):
        raise ValueError(f"not committed / 未承诺: {', '.join(sorted(unknown))}")
    return [_revealed(source, label, files.get(label)) for source, label in zip(committed, labels, strict=True)]


def _value(text: str) -> tuple[str, Path]:
    label, equals, path = text.partition("=")
    if not equals:
        raise ValueError(f"`{text}`: LABEL=FILE / 标签=文件")
    return label, Path(path)


def _label(source: Mapping[str, Any]) -> str:
    return f"{source['network']}:{source['round']}" if source["kind"] == "beacon" else str(source["label"])


def _revealed(source: Mapping[str, Any], label: str, path: Path | None) -> Revealed:
    if source["kind"] == "secret":
        secret = Secret(label, read_secret(label, path))
        secret.committed()  # refuses what is no secret, without repeating it
        return secret
    if path is None:
        raise ValueError(f"--value {label}=FILE is missing / 缺少--value {label}=文件")
    if source["kind"] == "public":
        return PublicText(label, read_line(path))
    return _round(label, read_json(path))


def _round(label: str, published: Mapping[str, Any]) -> BeaconRound:
    """A round as drand publishes it."""
    return BeaconRound(label, published["randomness"], published["signature"], published.get("previous_signature"))


def sources_file(sources: Sequence[Revealed]) -> str:
    """The file of revealed sources."""
    return _text([source._document() for source in sources])


def read_sources(path: Path) -> list[Revealed]:
    """The sources of such a file."""
    made = {"secret": Secret, "public": PublicText, "beacon": BeaconRound}
    return [made[source.pop("kind")](**source) for source in read_json(path)]


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
