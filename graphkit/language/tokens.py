"""Raw text to UD words: blocks (paragraphs, headings), then tokens with their offsets.

The tokenizer is spaCy's English one, with the few rules in which UD English differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

#: A run of text without white space longer than this is cut: no word is, and rules are slow on it.
LONGEST_WORD = 150
#: Longest stretch tokenized at once.
STRETCH = 10_000
#: A line shorter than this that ends without punctuation is a heading or a list entry.
SHORT_LINE = 45

_BLANK = re.compile(r"\n[^\S\n]*\n\s*|[\f\v\x1c-\x1e\x85\u2028\u2029]+")
_STRETCHES = re.compile(rf"\S[\s\S]{{0,{STRETCH}}}(?=\s|\Z)|\S{{{STRETCH}}}")
_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD},}}")
_SENTENCE_END = re.compile(r"[.!?:;,\"”’)\]-]\s*$")


class Token(NamedTuple):
    """A word and where it stands.

    Attributes:
        text: the word.
        start, end: offsets in the document's text, in code points.
        space_after: white space follows.
    """

    text: str
    start: int
    end: int
    space_after: bool


def blocks(text: str) -> Iterator[list[Token]]:
    """Tokens of each paragraph, heading or list entry; no sentence reaches over a block's end."""
    for start, end in _spans(text):
        tokens = tokenize(text, start, end)
        if tokens:
            yield tokens


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Blocks end at blank lines, and at single line breaks after a short line without full stop."""
    start = 0
    for match in [*_BLANK.finditer(text), None]:
        end = match.start() if match else len(text)
        yield from _lines(text, start, end)
        start = match.end() if match else end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    at = text.find("\n", start, end)
    while at >= 0:
        line = text[max(start, text.rfind("\n", start, at) + 1) : at].strip()
        if line and len(line) < SHORT_LINE and not _SENTENCE_END.search(line):
            yield begin, at
            begin = at + 1
        at = text.find("\n", at + 1, end)
    if begin < end:
        yield begin, end


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """UD words of `text[start:end]`, with offsets counted in `text`."""
    stop = len(text) if end is None else end
    found: list[Token] = []
    for match in _STRETCHES.finditer(text, start, stop):
        at = match.start()
        for cut in _TOO_LONG.finditer(text, match.start(), match.end()):
            _tokenize_stretch(text, at, cut.start(), found)
            for piece in range(cut.start(), cut.end(), LONGEST_WORD):
                last = min(piece + LONGEST_WORD, cut.end())
                space = last < len(text) and text[last].isspace()
                found.append(Token(text[piece:last], piece, last, space))
            at = cut.end()
        _tokenize_stretch(text, at, match.end(), found)
    return found


def _tokenize_stretch(text: str, start: int, end: int, found: list[Token]) -> None:
    part = text[start:end]
    if not part or part.isspace():
        return
    for word in _tokenizer()(part):
        # Control and zero-width characters alone are no words.
        if word.is_space or not word.text.strip("\x00\u200b\u200e\u200f\ufeff\u00ad"):
            continue
        first = start + word.idx
        last = first + len(word.text)
        space = last >= len(text) or text[last].isspace()
        found.append(Token(word.text, first, last, space))


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    import spacy

    return spacy.blank("en").tokenizer
