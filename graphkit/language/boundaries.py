"""Where sentences begin: the network's scores, and rules for marks that cannot stand alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from .tokens import Token

#: Margins by which "begins a sentence" must beat "does not", after a mark that ends sentences and
#: after a word; chosen on the development sets.
MARGIN_AFTER_MARK, MARGIN_AFTER_WORD = 0.75, 1.5

_MARKS = frozenset("\"'“”‘’«»()[]{}")
_OPENING = frozenset("“‘«([{")


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
    for start in np.flatnonzero(margins > min(MARGIN_AFTER_MARK, MARGIN_AFTER_WORD)).tolist():
        closed = start > 0 and not tokens[start - 1].text[-1].isalnum()
        if margins[start] <= (MARGIN_AFTER_MARK if closed else MARGIN_AFTER_WORD):
            continue
        moved = start if start in starts else _past_marks(tokens, start, starts)
        if moved < len(tokens):
            starts.add(moved)
    return _without_bare_marks(tokens, sorted(starts), begins)


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
    """Join a sentence of marks alone to the one before, an opening mark to the next."""
    kept: list[int] = []
    dropped: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        if start in dropped:
            continue
        if _bare(tokens, start, end):
            opening = tokens[end - 1].text in _OPENING or _opens(tokens, end - 1)
            if opening and end < len(tokens) and end not in begins:
                dropped.add(end)
            elif start > 0 and start not in begins:
                continue
        kept.append(start)
    return kept


def _bare(tokens: Sequence[Token], start: int, end: int) -> bool:
    return end - start <= 5 and not any(
        any(char.isalnum() for char in token.text) for token in tokens[start:end]
    )
