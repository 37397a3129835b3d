"""Where sentences begin: the network's scores, and rules for marks that cannot stand alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from .tokens import Token

#: Margins by which "begins a sentence" must beat "does not", chosen on the development sets:
#: between a full stop and a capital; after another mark; after a word; between "U.S." and "The".
AFTER_STOP, AFTER_MARK, AFTER_WORD, AFTER_ABBREVIATION = -2.0, 0.0, 1.5, -4.0

#: Words that after an abbreviation's full stop, and with a capital, nearly always begin a sentence.
_OPENERS = frozenset(
    "The This That These Those He She It They We His Her Its There However Mr. Ms. Mrs.".split()
)
#: Words of the longest sentence, letters of the shortest word before a full stop, and words of the
#: longest heading that are cut by marks alone.
LONGEST_SURE, LEAST_SURE, HEADING = 60, 3, 12
_STOPS = frozenset(".!?")
#: Marks at which a sentence may end or go on.
_DOUBTS = frozenset(": ; … ... .. -- — – - • * | / =".split())
#: Marks alone of at most this many words are no sentence.
LONGEST_LEAD = 5
_ENTRY = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]|[-*+•·▪◦‣–—]|#{1,6}")
_MARKS = frozenset("\"'“”‘’«»()[]{}")
_OPENING = frozenset("“‘«([{")


def sure_starts(tokens: Sequence[Token]) -> list[int] | None:
    """First words of sentences where the marks alone leave no doubt, else None.

    Edited prose: each sentence of at most `LONGEST_SURE` words ends in a full stop that stands for
    itself and the next begins with a capital; a short paragraph without a mark inside is a heading.

    Args:
        tokens: words of a paragraph, at least one.
    """
    starts = [0]
    for index, token in enumerate(tokens[:-1]):
        if token.text in _STOPS:
            if token.text != "." or not index or tokens[index - 1].end != token.start:
                return None
            before = tokens[index - 1].text
            if len(before) < LEAST_SURE or not before.isalpha():
                return None
            after = index + 1
            while after < len(tokens) and _closes(tokens, after):
                after += 1
            if after == len(tokens):
                break
            if not (tokens[after - 1].space_after and _opens_sentence(tokens, after)):
                return None
            starts.append(after)
        elif token.text in _DOUBTS or (token.text[-1] == "." and len(token.text) > 1):
            return None
    ends = [*starts[1:], len(tokens)]
    if max(end - start for start, end in zip(starts, ends, strict=True)) > LONGEST_SURE:
        return None
    last = tokens[-1].text
    closed = last in _STOPS or (last in _MARKS and len(tokens) > 1 and tokens[-2].text in _STOPS)
    return starts if closed or (len(starts) == 1 and len(tokens) <= HEADING) else None


def _opens_sentence(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].text
    if word in _OPENING or word in "\"'":
        word = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return word[:1].isupper()


def sentence_starts(
    tokens: Sequence[Token], scores: npt.NDArray[np.float32], begins: Collection[int]
) -> list[int]:
    """First words of sentences.

    Args:
        tokens: words of a window; the first begins a sentence.
        scores: (words, 2) of "does not begin a sentence" and "begins one".
        begins: first words of blocks, where sentences always begin.

    Returns:
        ascending indices, 0 among them.
    """
    margins = scores[:, 1] - scores[:, 0]
    starts = {0, *begins}
    for start in np.flatnonzero(margins > AFTER_ABBREVIATION).tolist():
        if start == 0 or margins[start] <= _margin(tokens[start - 1].text, tokens[start].text):
            continue
        moved = start if start in starts else _past_marks(tokens, start, starts)
        if moved < len(tokens):
            starts.add(moved)
    return _without_bare_marks(tokens, sorted(starts), begins)


def _margin(before: str, word: str) -> float:
    """By how much a boundary between two words must be likelier than none."""
    if before in {".", "!", "?"} and word[0].isupper():
        return AFTER_STOP
    if not before[-1].isalnum():
        abbreviation = before[-1] == "." and before[0].isalpha()
        return AFTER_ABBREVIATION if abbreviation and word in _OPENERS else AFTER_MARK
    return AFTER_WORD


def _past_marks(tokens: Sequence[Token], start: int, starts: Collection[int]) -> int:
    """A closing quote stays with the sentence it closes, an opening one goes with the next.

    Said of a straight quote by where the white space is: `end." Next`, `end. "Next`.
    """
    while start < len(tokens) and start not in starts and _closes(tokens, start):
        start += 1
    while start - 1 > 0 and start - 1 not in starts and _opens(tokens, start - 1):
        start -= 1
    return start


def _closes(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return (
        token.text in _MARKS
        and token.text not in _OPENING
        and index > 0
        and not tokens[index - 1].space_after
        and token.space_after
    )


def _opens(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.text in _MARKS and not token.space_after and tokens[index - 1].space_after


def _without_bare_marks(
    tokens: Sequence[Token], starts: list[int], begins: Collection[int]
) -> list[int]:
    """Join a sentence of marks alone to the one before, what only opens to the next."""
    kept: list[int] = []
    dropped: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        if start in dropped:
            continue
        last = end >= len(tokens) or end in begins
        if not last and _leads(tokens, start, end, begins):
            dropped.add(end)
        elif _bare(tokens, start, end) and start > 0 and start not in begins:
            continue
        kept.append(start)
    return kept


def _leads(tokens: Sequence[Token], start: int, end: int, begins: Collection[int]) -> bool:
    """Whether these words only open what follows: a quote, a bracket, "1.", a bullet."""
    if end - start > LONGEST_LEAD:
        return False
    if start == 0 or start in begins:
        text = "".join(token.text for token in tokens[start:end])
        if _ENTRY.fullmatch(text):
            return True
    opens = tokens[end - 1].text in _OPENING or _opens(tokens, end - 1)
    return opens and _bare(tokens, start, end)


def _bare(tokens: Sequence[Token], start: int, end: int) -> bool:
    return end - start <= LONGEST_LEAD and not any(
        any(char.isalnum() for char in token.text) for token in tokens[start:end]
    )
