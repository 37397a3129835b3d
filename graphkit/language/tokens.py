"""Raw text to UD words: blocks (paragraphs, headings, list entries), then tokens in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import words
from .lines import paragraphs

#: A run of text without white space longer than this is cut: no word is, and rules are slow on it.
LONGEST_RUN = 150
#: Longest stretch of a block tokenized at once, so that memory stays small on any input.
STRETCH = 10_000

#: Text between white space and control characters.
_RUN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200b]+")
#: Byte order marks, directions and joiners: part of no word when they stand at its edge.
_INVISIBLE = "\ufeff\u00ad\u200c\u200d\u200e\u200f\u2060" + "".join(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


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


# Where a report was written, as agencies put it before the first sentence. A place in capitals, or
# an agency behind it; both with a country or region, a day, an agency, and a stroke.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:,? (?:{_MONTH} [0-9]{{1,2}}|[0-9]{{1,2}} {_MONTH})(?:,? [0-9]{{4}})?,?)"
_NEWS = r"(?: ?\([A-Z][\w /.-]{1,30}\))"
_SLASHED = r"(?:\.? ?/[A-Z][\w -]{1,20}/\.?)"
_REGION = r"(?:, [A-Z][\w.]{0,20}(?: (?:of|the|and|[A-Z][\w.]{0,20})){0,4})?"
_CAPITALS = r"[A-Z][A-Z'’-]{2,20}(?:[ /][A-Z][A-Z'’-]{1,20}){0,3}"
_PLACE = r"[A-Z]\w{0,20}(?: [A-Z]\w{0,20}){0,3}"
_STROKE = r"(?: ?(?:\.-|--|[—–:-])\s+(?=\S))"
_DATELINE = re.compile(
    rf"\s*(?:(?:{_NEWS} ?(?:--|[—–-]) )?{_CAPITALS}{_REGION}{_DAY}?{_NEWS}?{_STROKE}"
    rf"|{_PLACE}{_REGION}{_DAY}?{_NEWS}{_STROKE}"
    rf"|{_CAPITALS}{_REGION}{_DAY}(?:{_NEWS}|{_SLASHED})\s+(?=\S)"
    # "Moscow. 14 March. INTERFAX - "
    rf"|{_PLACE}\.{_DAY}\.? {_CAPITALS}{_STROKE})"
)


def is_dateline(text: str) -> bool:
    """Whether a text is nothing but where, when and by whom a report was written."""
    match = _DATELINE.match(text + " .")
    return match is not None and match.end() == len(text) + 1


class Block(NamedTuple):
    """Tokens of a paragraph, heading or list entry, or of the next part of a very long one.

    Attributes:
        tokens: at least one.
        begins: false for the second and later parts; where a block begins, so does a sentence.
    """

    tokens: list[Token]
    begins: bool


def blocks(text: str) -> Iterator[Block]:
    """Blocks of a text in order; no sentence reaches over a block's end."""
    for start, end in paragraphs(text):
        begins = True
        dateline = _DATELINE.match(text, start, end)
        if dateline is not None:
            # Where a report was written is no part of its first sentence, least of all its subject.
            yield Block(tokenize(text, start, dateline.end()), begins)
            start = dateline.end()
        for first, last in _stretches(text, start, end):
            tokens = tokenize(text, first, last)
            if tokens:
                yield Block(tokens, begins)
                begins = False


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a span into stretches, at white space where there is any."""
    while end - start > STRETCH:
        last = start + STRETCH
        for at in range(last, max(start, last - STRETCH // 2), -1):
            if text[at].isspace():
                last = at
                break
        yield start, last
        start = last
    yield start, end


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """UD words of `text[start:end]`, with offsets counted in `text`.

    Only white space, control characters and invisible marks at a word's edge are in no word.
    """
    stop = len(text) if end is None else end
    found: list[Token] = []
    for match in _RUN.finditer(text, start, stop):
        first, last = match.span()
        run = match.group()
        if not run.isascii():
            stripped = run.lstrip(_INVISIBLE)
            first += len(run) - len(stripped)
            run = stripped.rstrip(_INVISIBLE)
            if not run:
                continue
        for piece in range(0, len(run), LONGEST_RUN):
            part = run[piece : piece + LONGEST_RUN]
            at = first + piece
            for begin, finish in words.split(part):
                found.append(Token(part[begin:finish], at + begin, at + finish, False))
        if last >= len(text) or text[last].isspace():
            found[-1] = found[-1]._replace(space_after=True)
    _full_stops(text, found)
    return found


def _full_stops(text: str, found: list[Token]) -> None:
    """Give a full stop back to "No." where a number follows, to "etc." where a sentence goes on."""
    for index in range(len(found) - 2, 0, -1):
        stop, word = found[index], found[index - 1]
        if stop.text != "." or word.end != stop.start:
            continue
        following = found[index + 1].text
        known = word.text.lower()
        if (known in words.BEFORE_NUMBER and following[0].isdigit()) or (
            known == "etc" and not following[0].isupper()
        ):
            joined = text[word.start : stop.end]
            found[index - 1 : index + 1] = [Token(joined, word.start, stop.end, stop.space_after)]
