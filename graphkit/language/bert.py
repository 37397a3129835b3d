"""BERT's uncased word pieces: what a word is normalised to, split at, and matched with.

Method: Devlin et al. 2019 and its `tokenization.py`; greedy longest match first, after Schuster and
Nakajima 2012. Piece for piece what the `tokenizers` library gives (all code points that Unicode had
by version 8 were compared), with one difference: "[MASK]" in a text is a word in brackets, never
the encoder's own sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

#: Longest part of a word that is looked up; a longer one is unknown.
LONGEST_PART = 100
#: Mark of a piece that does not begin its part.
GOES_ON = "##"
UNKNOWN = "[UNK]"

_ASCII_PARTS = re.compile(r"[0-9A-Za-z]+|[!-/:-@\[-`{-~]")
#: Ideographs, each a part of its own (the CJK blocks that `tokenizers` names).
#: Control and format characters, surrogates and private use: dropped.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co"})
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def pieces(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Ids of a word's pieces; none for a word of nothing but invisible characters.

    Args:
        word: any text.
        vocabulary: piece to id; `UNKNOWN` must be in it.
    """
    ids: list[int] = []
    for part in parts(word):
        ids.extend(_matched(part, vocabulary))
    return ids


def parts(word: str) -> Iterator[str]:
    """Lower-case parts without accents: runs of letters and digits, marks one by one."""
    if word.isascii() and word.isprintable():
        yield from _ASCII_PARTS.findall(word.lower())
        return
    run = ""
    for char in _normalized(word):
        alone = _is_mark(char) or _is_ideograph(char)
        if alone or char.isspace():
            if run:
                yield run
            run = ""
            if alone:
                yield char
        else:
            run += char
    if run:
        yield run


def _normalized(word: str) -> str:
    clean = "".join(
        " " if char.isspace() else char
        for char in word
        if char in "\t\n\r" or not (char == "\ufffd" or unicodedata.category(char) in _DROPPED)
    )
    plain = unicodedata.normalize("NFD", clean)
    # Letter by letter: str.lower() would look at a sigma's neighbours.
    return "".join(char.lower() for char in plain if unicodedata.category(char) != "Mn")


def _is_mark(char: str) -> bool:
    """Punctuation, and every ASCII character that is neither letter nor digit nor white space."""
    if char.isascii():
        return not char.isalnum() and not char.isspace()
    return unicodedata.category(char)[0] == "P"


def _is_ideograph(char: str) -> bool:
    code = ord(char)
    return code >= 0x3400 and any(first <= code <= last for first, last in _IDEOGRAPHS)


def _matched(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(part) > LONGEST_PART:
        return [vocabulary[UNKNOWN]]
    ids: list[int] = []
    start = 0
    while start < len(part):
        prefix = GOES_ON if start else ""
        for end in range(len(part), start, -1):
            found = vocabulary.get(prefix + part[start:end])
            if found is not None:
                break
        else:
            return [vocabulary[UNKNOWN]]
        ids.append(found)
        start = end
    return ids
