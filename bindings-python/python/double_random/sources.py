"""Where the randomness comes from (随机源): as it is committed, and as it is revealed (specification, section 4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from double_random._interop import ask


@dataclass(frozen=True)
class SecretCommitment:
    """A secret as it is committed: the operator is given this, never the secret."""

    label: str
    commitment: str

    def _document(self) -> dict[str, Any]:
        return {"kind": "secret", "label": self.label, "commitment": self.commitment}


@dataclass(frozen=True)
class Secret:
    """A secret and who holds it, as it is revealed; `secrets.token_hex(32)` makes a good one.

    >>> from double_random import Secret
    >>> Secret("信用监管股", "1f" * 32).committed()
    SecretCommitment(label='信用监管股', commitment='6d7555592c8e7a170b070ca748f4fd2d2badbe813a4cf9c1c021c2cd4a60e2ac')
    """

    label: str
    value: str = field(repr=False)

    def committed(self, suite: str = "sha256") -> SecretCommitment:
        """What its holder gives to the operator before the draw."""
        source = ask("secret", suite=suite, label=self.label, value=self.value)["source"]
        return SecretCommitment(source["label"], source["commitment"])

    def _document(self) -> dict[str, Any]:
        return {"kind": "secret", "label": self.label, "value": self.value}


@dataclass(frozen=True)
class Public:
    """A text to be published later, such as lottery numbers, with the bits of chance it counts for."""

    label: str
    bits: int

    def _document(self) -> dict[str, Any]:
        return {"kind": "public", "label": self.label, "bits": self.bits}

    def published(self, text: str) -> PublicText:
        """The text, verbatim, once it is out."""
        return PublicText(self.label, text)


@dataclass(frozen=True)
class PublicText:
    """A published text, verbatim."""

    label: str
    value: str

    def _document(self) -> dict[str, Any]:
        return {"kind": "public", "label": self.label, "value": self.value}


@dataclass(frozen=True)
class Beacon:
    """A round of a drand network, `quicknet` or `default`, that is not due yet."""

    network: str
    round: int

    def _document(self) -> dict[str, Any]:
        return {"kind": "beacon", "network": self.network, "round": self.round}

    def published(
        self, randomness: str, signature: str, previous_signature: str | None = None
    ) -> BeaconRound:
        """The round, once it is out."""
        return BeaconRound(f"{self.network}:{self.round}", randomness, signature, previous_signature)


@dataclass(frozen=True)
class BeaconRound:
    """A published round of a drand network."""

    label: str
    value: str
    signature: str
    previous_signature: str | None = None

    def _document(self) -> dict[str, Any]:
        members = {
            "value": self.value,
            "signature": self.signature,
            "previous_signature": self.previous_signature,
        }
        return {"kind": "beacon", "label": self.label, **members}


Committed: TypeAlias = SecretCommitment | Public | Beacon
"""A source as it is committed."""

Revealed: TypeAlias = Secret | PublicText | BeaconRound
"""A source as it is revealed."""
