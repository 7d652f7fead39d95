"""Characters that show nothing themselves, shown by their number, as certificates show them."""

from __future__ import annotations

import unicodedata

HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"}
"""Controls, writing directions, joiners, private and unassigned characters, and halves of one."""


def legible(text: str) -> str:
    """The text with what hides in it, or turns its direction, to be seen.

    >>> legible("甲\\u202e店\\x00\\n")
    '甲[U+202E]店[U+0000]\\n'
    """
    if text.isprintable():
        return text
    return "".join(f"[U+{ord(one):04X}]" if one != "\n" and unicodedata.category(one) in HIDDEN else one for one in text)
