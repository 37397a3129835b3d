"""Paragraphs to sentences, before anything else is read off them.

Edited prose is cut by its marks alone, where they leave no doubt; everything else by the network's
scores. A paragraph is cut by itself: what stands around it never changes where its sentences begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from .boundaries import sentence_starts, sure_starts
from .network import EnglishNetwork, Floats
from .tokens import Block, Token

#: Word pieces of a paragraph that are cut in one go; a longer one is cut in windows of so many.
WINDOW_PIECES = 160

Words = Sequence[Token]


def sentences(source: Iterable[Block], network: EnglishNetwork) -> Iterator[Words]:
    """Sentences of blocks of raw text, in order, none empty.

    Args:
        source: paragraphs, the longest in several blocks.
        network: scores what the marks leave open.
    """
    waiting: list[Words] = []  # short paragraphs, to be cut together
    size = 0
    for paragraph in _paragraphs(source):
        if isinstance(paragraph, list):
            length = network.pieces.count(token.text for token in paragraph)
            if length <= WINDOW_PIECES:
                if waiting and size + length > WINDOW_PIECES:
                    yield from _cut_together(waiting, network)
                    waiting, size = [], 0
                waiting.append(paragraph)
                size += length
                continue
            paragraph = iter((paragraph,))
        yield from _cut_together(waiting, network)
        waiting, size = [], 0
        yield from _cut_long(paragraph, network)
    yield from _cut_together(waiting, network)


def _paragraphs(source: Iterable[Block]) -> Iterator[list[Token] | Iterator[list[Token]]]:
    """Each paragraph's words; of one in several blocks, its blocks' words one after the other."""
    blocks = iter(source)
    block = next(blocks, None)
    while block is not None:
        following = next(blocks, None)
        if following is None or following.begins:
            yield block.tokens
            block = following
            continue
        rest = _Rest(block, following, blocks)
        yield iter(rest)
        block = rest.following


class _Rest:
    """The blocks of one paragraph, read as they are asked for; then `following` is the next one's.

    Args:
        first, second: its first two blocks.
        blocks: where the others come from.
    """

    def __init__(self, first: Block, second: Block, blocks: Iterator[Block]) -> None:
        self._first, self._blocks = first, blocks
        self.following: Block | None = second

    def __iter__(self) -> Iterator[list[Token]]:
        yield self._first.tokens
        while self.following is not None and not self.following.begins:
            tokens = self.following.tokens
            self.following = next(self._blocks, None)
            yield tokens


def _cut_together(paragraphs: Sequence[Words], network: EnglishNetwork) -> Iterator[Words]:
    known = [sure_starts(paragraph) for paragraph in paragraphs]
    open_ones = [text for text, starts in zip(paragraphs, known, strict=True) if starts is None]
    scores: Iterator[Floats] = iter(())
    if open_ones:
        rows = network.boundaries([[token.text for token in text] for text in open_ones])
        bounds = pairwise(accumulate(map(len, open_ones), initial=0))
        scores = iter([rows[start:end] for start, end in bounds])
    for text, sure in zip(paragraphs, known, strict=True):
        starts = sure if sure is not None else sentence_starts(text, next(scores), ())
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield text[start:end]


def _cut_long(parts: Iterable[list[Token]], network: EnglishNetwork) -> Iterator[Words]:
    """Windows over a long paragraph; a sentence that a window's end may have cut opens the next."""
    waiting: list[Token] = []
    for part in parts:
        at = 0
        while at < len(part):
            size = network.pieces.count(token.text for token in waiting)
            taken = at
            while taken < len(part):
                size += network.pieces.count((part[taken].text,))
                if size > WINDOW_PIECES and taken > at:
                    break
                taken += 1
            waiting = waiting + part[at:taken]
            at = taken
            if size <= WINDOW_PIECES:
                continue
            found = list(_cut(waiting, network))
            yield from found[:-1]
            waiting = list(found[-1])
            if network.pieces.count(token.text for token in waiting) > WINDOW_PIECES:
                yield waiting  # one sentence, far too long
                waiting = []
    if waiting:
        yield from _cut(waiting, network)


def _cut(tokens: list[Token], network: EnglishNetwork) -> Iterator[Words]:
    """Sentences of a run of words that the network can see at once."""
    starts = sure_starts(tokens)
    if starts is None:
        scores = network.boundaries([[token.text for token in tokens]])
        starts = sentence_starts(tokens, scores, ())
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start:end]
