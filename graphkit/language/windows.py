"""Windows of a few sentences through the network, in bounded memory.

A window is filled with blocks (paragraphs); one pass gives its sentence boundaries, tags, trees
and names. A sentence that a window's end may have cut is read again at the start of the next. How
a text is cut depends on that text alone, so its parse does too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from . import lemmas
from .boundaries import sentence_starts
from .names import cut_to_ends, decode_names
from .network import MAX_PIECES, EnglishNetwork, Scores
from .parsed import Parsed, joined
from .tokens import Block, Token

#: Word pieces that a window is filled to; one long sentence may make it twice as long.
WINDOW_PIECES = 160


def parsed_blocks(source: Iterable[Block], network: EnglishNetwork) -> Iterator[Parsed]:
    """Parse blocks of raw text; whole sentences come, in order."""
    waiting: list[Token] = []
    begins: set[int] = set()  # indices in `waiting` where a block begins
    size = 0
    for block in source:
        length = _pieces(block.tokens, network)
        if block.begins:
            if waiting and size + length > WINDOW_PIECES:
                yield from _flush(waiting, begins, network)
                waiting, begins, size = [], set(), 0
            begins.add(len(waiting))
        for run in _fitting(block.tokens, network, WINDOW_PIECES):
            if size + _pieces(run, network) > WINDOW_PIECES and waiting:
                parsed = _all_but_last(waiting, begins, network)
                used = len(parsed.tokens)
                if used:
                    yield parsed
                    waiting = waiting[used:]
                    begins = {0} | {index - used for index in begins if index > used}
                if _pieces(waiting, network) > WINDOW_PIECES:  # one sentence, far too long
                    yield from _flush(waiting, begins, network)
                    waiting, begins = [], {0}
            waiting = waiting + run
            size = _pieces(waiting, network)
    if waiting:
        yield from _flush(waiting, begins, network)


def parsed_sentences(
    sentences: Iterable[Sequence[Token]], network: EnglishNetwork
) -> Iterator[Parsed]:
    """Parse given words of given sentences, none empty."""
    waiting: list[Sequence[Token]] = []
    size = 0
    for sentence in sentences:
        length = _pieces(sentence, network)
        if waiting and size + length > WINDOW_PIECES:
            yield _given(waiting, network)
            waiting, size = [], 0
        waiting.append(sentence)
        size += length
    if waiting:
        yield _given(waiting, network)


def _pieces(tokens: Sequence[Token], network: EnglishNetwork) -> int:
    return sum(len(network.pieces.of_word(token.text)) for token in tokens)


def _fitting(tokens: Sequence[Token], network: EnglishNetwork, most: int) -> Iterator[list[Token]]:
    """Cut tokens into runs of at most `most` pieces."""
    run: list[Token] = []
    size = 0
    for token in tokens:
        length = len(network.pieces.of_word(token.text))
        if run and size + length > most:
            yield run
            run, size = [], 0
        run.append(token)
        size += length
    if run:
        yield run


def _flush(
    tokens: Sequence[Token], begins: Collection[int], network: EnglishNetwork
) -> Iterator[Parsed]:
    """Everything that waits, in one window if the encoder can reach over it."""
    first = 0
    for part in _fitting(tokens, network, MAX_PIECES):
        scores = network.score([token.text for token in part])
        inside = {index - first for index in begins if first <= index < first + len(part)}
        starts = sentence_starts(part, scores.boundary, inside)
        yield _layers(part, [*starts, len(part)], scores, network)
        first += len(part)


def _all_but_last(
    tokens: Sequence[Token], begins: Collection[int], network: EnglishNetwork
) -> Parsed:
    """All sentences but the last, which the window's end may have cut."""
    scores = network.score([token.text for token in tokens])
    starts = sentence_starts(tokens, scores.boundary, begins)
    return _layers(tokens[: starts[-1]], starts, scores, network)


def _given(sentences: Sequence[Sequence[Token]], network: EnglishNetwork) -> Parsed:
    """One window of given sentences; a single one too long for the encoder goes in parts."""
    tokens = [token for sentence in sentences for token in sentence]
    parts = list(_fitting(tokens, network, MAX_PIECES))
    if len(parts) > 1:
        return _in_parts(parts, network)
    bounds = [0, *accumulate(len(sentence) for sentence in sentences)]
    return _layers(tokens, bounds, network.score([token.text for token in tokens]), network)


def _in_parts(parts: Iterable[Sequence[Token]], network: EnglishNetwork) -> Parsed:
    """A sentence beyond the encoder's reach: parts parsed apart, their roots hung on the first."""
    whole = joined(
        _layers(part, [0, len(part)], network.score([token.text for token in part]), network)
        for part in parts
    )
    root = whole.deprels.index("root")
    heads, deprels = list(whole.heads), list(whole.deprels)
    for index in range(root + 1, len(whole)):
        if deprels[index] == "root":
            heads[index], deprels[index] = root, "parataxis"
    starts = tuple(index == 0 for index in range(len(whole)))
    return replace(whole, starts=starts, heads=tuple(heads), deprels=tuple(deprels))


def _layers(
    tokens: Sequence[Token], bounds: Sequence[int], scores: Scores, network: EnglishNetwork
) -> Parsed:
    """Decode all layers of the first words of a window, with their sentence bounds."""
    count = len(tokens)
    scripts = scores.lemma[:count].argmax(axis=1)
    upos = [network.upos[i] for i in scores.upos[:count].argmax(axis=1)]
    xpos = [network.xpos[i] for i in scores.xpos[:count].argmax(axis=1)]
    starts = [False] * count
    heads: list[int] = []
    deprels: list[str] = []
    names: list[str] = []
    for start, end in pairwise(bounds):
        starts[start] = True
        inside, relations = network.tree(scores, start, end)
        heads.extend(start + (head - 1 if head else index) for index, head in enumerate(inside))
        deprels.extend(relations)
        labels = decode_names(scores.names[start:end], network.names)
        names.extend(cut_to_ends(labels, upos[start:end]))
    return Parsed(
        tokens=tuple(tokens),
        starts=tuple(starts),
        upos=tuple(upos),
        xpos=tuple(xpos),
        lemmas=tuple(
            lemmas.lemma(token.text, tag, fine, network.lemma[i])
            for token, tag, fine, i in zip(tokens, upos, xpos, scripts, strict=True)
        ),
        heads=tuple(heads),
        deprels=tuple(deprels),
        names=tuple(names),
    )
