"""The data of the benches, the same as those of `benches/src/population.rs`: ids of 18 bytes in no order, and tiers."""

from __future__ import annotations

import hashlib

import numpy
import pyarrow

KEY = hashlib.sha256(b"benches").hexdigest()
ID_BYTES = 18
PREFIX = b"91140581"
TIERS = "ABCD"
# A has 60 % of the targets, B 25 %, C 10 % and D 5 %, of which 1, 3, 8 and 20 % are drawn.
BOUNDS = [60, 85, 95]
PERCENT = {"A": 1, "B": 3, "C": 8, "D": 20}


class Population:
    """So many targets, from the one with this number on."""

    def __init__(self, targets: int, start: int = 0) -> None:
        numbers = numpy.arange(start, start + targets, dtype=numpy.uint32)
        digits = _scatter(numbers)
        self.text = numpy.empty((targets, ID_BYTES), numpy.uint8)
        self.text[:, : len(PREFIX)] = numpy.frombuffer(PREFIX, numpy.uint8)
        for place in reversed(range(len(PREFIX), ID_BYTES)):
            self.text[:, place] = ord("0") + digits % 10
            digits //= 10
        self.codes = numpy.digitize(_scatter(~numbers) % 100, BOUNDS).astype(numpy.int8)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each tier."""
        return dict(zip(TIERS, numpy.bincount(self.codes, minlength=len(TIERS)).tolist(), strict=True))

    @property
    def sizes(self) -> dict[str, int]:
        """How many are drawn of each tier."""
        return {tier: count * PERCENT[tier] // 100 for tier, count in self.counts.items()}

    def ids(self) -> pyarrow.LargeStringArray:
        """The ids, end to end."""
        targets = len(self.codes)
        offsets = ID_BYTES * numpy.arange(targets + 1, dtype=numpy.int64)
        return pyarrow.LargeStringArray.from_buffers(targets, pyarrow.py_buffer(offsets), pyarrow.py_buffer(self.text))

    def tiers(self) -> pyarrow.LargeStringArray:
        """The tier of each, as a letter."""
        letters = pyarrow.array(list(TIERS), pyarrow.large_string())
        return pyarrow.DictionaryArray.from_arrays(pyarrow.array(self.codes), letters).cast(pyarrow.large_string())


def _scatter(numbers: numpy.ndarray) -> numpy.ndarray:
    """One-to-one on 32 bits: what is made of distinct numbers is distinct and in no order."""
    mixed = numbers * numpy.uint32(0x9E3779B1)
    mixed ^= mixed >> numpy.uint32(15)
    mixed *= numpy.uint32(0x85EBCA77)
    return mixed ^ mixed >> numpy.uint32(13)
