"""Hashtags and handles as the names they are: "#SouthKorea" is South Korea, "@NATO" NATO.

A tag of small words or of a whole sentence ("#MeToo", "#IStandWithAhmed") stays one word, as in UD.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"[#@]([^\W\d_]\w*)")
#: A part of a name: capitalised, or an abbreviation.
_PARTS = re.compile(r"[A-Z][a-z]{2,}|[A-Z]{2,5}(?![a-z])")
#: More parts are no name.
MOST_PARTS = 3


def named(word: str) -> list[tuple[int, int]]:
    """(start, end) of the words inside a hashtag or handle; the whole word where it is none.

    Args:
        word: one word as the tokenizer cuts it.
    """
    match = _TAG.fullmatch(word)
    if match is None:
        return [(0, len(word))]
    body = match.group(1)
    parts = [part.span() for part in _PARTS.finditer(body)]
    covered = "".join(body[start:end] for start, end in parts) == body.replace("_", "")
    if covered and 1 < len(parts) <= MOST_PARTS:
        return [(start + 1, end + 1) for start, end in parts]
    if covered or body.islower():
        return [(1, len(word))]
    return [(0, len(word))]
