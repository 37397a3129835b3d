"""Raw text to UD words: blocks (paragraphs, headings, list entries), then tokens in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphkit.errors import InputError

from . import words
from .casing import in_capitals, written_small
from .clean import RUN, clean
from .handles import named
from .lines import paragraphs
from .wordlists import word_lists

#: A run of text without white space longer than this is cut: no word is, and rules are slow on it.
LONGEST_RUN = 150
#: Longest stretch of a block tokenized at once, so that memory stays small on any input.
STRETCH = 10_000
_INITIAL = re.compile(r"[^\W\d_]\.")
_HALF = re.compile("[\ud800-\udfff]")


class Token(NamedTuple):
    """A word and where it stands.

    Attributes:
        text: the clean word (see `clean`), which the text may write otherwise.
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
    """Blocks of a text in order; no sentence reaches over a block's end.

    Raises:
        InputError: the text holds half a surrogate pair, which is no character.
    """
    half = _HALF.search(text)
    if half is not None:
        raise InputError(
            f"the text holds half a character (the lone surrogate U+{ord(half.group()):04X}) at "
            f"character {half.start()}. Decode it anew, or replace it: "
            "text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')."
        )
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
                yield Block(_written_small(tokens), begins)
                begins = False


def _written_small(tokens: list[Token]) -> list[Token]:
    forms = [token.text for token in tokens]
    if not in_capitals(forms):
        return tokens
    return [
        token._replace(text=form) for token, form in zip(tokens, written_small(forms), strict=True)
    ]


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
    """Clean UD words of `text[start:end]`, with offsets counted in `text`.

    In no word are white space, control characters, emoji, invisible marks at a word's edge, and the
    signs of hashtags and handles.
    """
    stop = len(text) if end is None else end
    found: list[Token] = []
    for match in RUN.finditer(text, start, stop):
        first, last = match.span()
        before = len(found)
        for piece in range(first, last, LONGEST_RUN):
            found.extend(_words(text[piece : min(piece + LONGEST_RUN, last)], piece))
        if len(found) > before and (last >= len(text) or not RUN.match(text, last)):
            found[-1] = found[-1]._replace(space_after=True)
    _full_stops(found)
    return found


def _words(run: str, at: int) -> Iterator[Token]:
    """Words of a run that begins at offset `at`."""
    plain, starts, ends = clean(run)
    for begin, finish in words.split(plain):
        word = plain[begin:finish]
        if word == "." and plain.startswith("@", finish) and begin == 0:
            continue  # ".@NATO": a post that all followers shall see
        for left, right in named(word) if word[0] in "#@" else ((0, len(word)),):
            place = starts[begin + left], ends[begin + right - 1]
            yield Token(word[left:right], at + place[0], at + place[1], False)


def _full_stops(found: list[Token]) -> None:
    """Give a full stop back to "No." where a number follows, to "etc." where a sentence goes on;
    take it from a letter that cannot be an initial: "you and I.", the last of a text.
    """
    lists = word_lists()
    for index in range(len(found) - 1, -1, -1):
        stop = found[index]
        if stop.text == "." and index and index + 1 < len(found):
            word, following = found[index - 1], found[index + 1].text
            known = word.text.lower()
            if word.end == stop.start and (
                (known in lists.before_number and following[0].isdigit())
                or (known in lists.going_on and not following[0].isupper())
            ):
                joined = Token(word.text + ".", word.start, stop.end, stop.space_after)
                found[index - 1 : index + 1] = [joined]
        elif stop.text == "I." or (index + 1 == len(found) and _INITIAL.fullmatch(stop.text)):
            end = stop.end - 1
            found[index : index + 1] = [
                Token(stop.text[0], stop.start, end, False),
                Token(".", end, stop.end, stop.space_after),
            ]
