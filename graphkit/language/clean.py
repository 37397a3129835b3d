"""Clean words: what the analysis sees of a text whose characters are not all meant to be read.

Soft hyphens, zero-width characters and marks of direction are nothing; many kinds of hyphens,
apostrophes and quotation marks are one; ligatures, full-width and mathematical letters are letters;
letters and their combining accents are one. Emoji and flags part words and are none themselves.
Offsets always count in the text given.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: Characters that part words like white space, beside it: control characters, the blanks that
#: Unicode does not call white space, emoji, flags, and the signs that emoji are put together with.
_EMOJI = (
    "\U0001f000-\U0001faff\U000e0020-\U000e007f\ufe0f\u20e3"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a"
    "\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
_BLANKS = "\u115f\u1160\u180e\u2800\u3164\uffa0"
#: A run of characters that may be words.
RUN = re.compile(rf"(?:(?![\u2190-\u2bff\u3030]\ufe0f)[^\s\x00-\x1f\x7f-\x9f{_BLANKS}{_EMOJI}])+")

#: Characters that are nothing wherever they stand: soft hyphen, zero-width space and joiners, marks
#: of direction, byte order mark, invisible operators, variation selectors.
INVISIBLE = frozenset(
    map(
        chr,
        (
            *(0x00AD, 0x034F, 0x061C, 0xFEFF),
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
#: Joiners, which between letters of some scripts are part of a word.
_JOINERS = frozenset("\u200c\u200d")
_SAME = {
    **dict.fromkeys("\u2010\u2011\u2012\u2043\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u02bc\u02b9\u2032\u00b4\u201b\uff07\u02c8", "'"),
    **dict.fromkeys("\u201a\u2039", "‘"),
    "\u203a": "’",
    **dict.fromkeys("\u201e\u00ab\u201f\u301d", "“"),
    **dict.fromkeys("\u00bb\u301e", "”"),
    **dict.fromkeys("\u2033\uff02", '"'),
    "\u22ef": "…",
    "\u2044": "/",
    "\u2024": ".",
}


class Clean(NamedTuple):
    """A run as the analysis sees it.

    Attributes:
        text: the clean characters.
        starts, ends: for each of them, where what it stands for begins and ends in the run.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def clean(run: str) -> Clean:
    """The clean characters of a run; none where all of it is invisible."""
    if run.isascii():
        places = tuple(range(len(run) + 1))
        return Clean(run, places[:-1], places[1:])
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(run):
        if char in INVISIBLE and not (char in _JOINERS and _inside(run, at)):
            continue
        if letters and unicodedata.combining(char):
            joined = unicodedata.normalize("NFC", letters[-1] + char)
            if len(joined) == 1:
                letters[-1], ends[-1] = joined, at + 1
                continue
        for plain in _plain(char):
            letters.append(plain)
            starts.append(at)
            ends.append(at + 1)
    return Clean("".join(letters), tuple(starts), tuple(ends))


def _plain(char: str) -> str:
    """What a character stands for: itself, mostly."""
    same = _SAME.get(char)
    if same is not None:
        return same
    code = ord(char)
    ligature = 0xFB00 <= code <= 0xFB06
    if ligature or 0xFF01 <= code <= 0xFF5E or 0x1D400 <= code <= 0x1D7FF:
        return unicodedata.normalize("NFKC", char)
    return char


def _inside(run: str, at: int) -> bool:
    """Whether a joiner stands between letters of a script that joins or parts them with it."""
    if not 0 < at < len(run) - 1:
        return False
    before, after = run[at - 1], run[at + 1]
    return ord(before) > 0x5FF and ord(after) > 0x5FF and before.isalpha() and after.isalpha()
