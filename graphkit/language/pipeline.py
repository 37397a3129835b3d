"""Raw text to parsed spaCy Docs, section by section, in bounded memory.

Text is cut into blocks (paragraphs), blocks into windows of a few sentences; one pass of the
network over a window gives its sentence boundaries, tags, trees and names. A sentence that a
window's end may have cut is read again at the start of the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from . import lemmas
from .names import decode_names
from .network import MAX_PIECES, EnglishNetwork, Scores, english
from .tokens import Token, blocks

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

#: Word pieces that a window is filled to.
WINDOW_PIECES = 160
#: Words of one Doc: a longer text comes as several, cut between paragraphs where it can be.
SECTION_WORDS = 20_000


@dataclass(slots=True)
class Parsed:
    """Layers of parsed sentences, one entry a word; `heads` are indices into the same lists."""

    tokens: list[Token] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def parse(text: str) -> Doc:
    """The whole text as one spaCy Doc (memory grows with it; see `sections`)."""
    return to_doc(_join(_parsed_windows(blocks(text), english())))


def sections(text: str) -> Iterator[Doc]:
    """The text as Docs of about `SECTION_WORDS` words each.

    Character offsets of words, counted in `text`, are in `doc.user_data["offsets"]`, an integer
    array of shape (words, 2); see `graphkit.language.offsets`.
    """
    section = Parsed()
    for window in _parsed_windows(blocks(text), english()):
        _extend(section, window)
        if len(section.tokens) >= SECTION_WORDS:
            yield to_doc(section)
            section = Parsed()
    if section.tokens:
        yield to_doc(section)


def parse_sentences(sentences: Iterable[Sequence[Token]]) -> Iterator[Parsed]:
    """Parse given tokens and sentences, in windows of whole sentences."""
    network = english()
    waiting: list[Sequence[Token]] = []
    size = 0
    for sentence in sentences:
        length = sum(len(network.pieces.of_word(token.text)) for token in sentence)
        if waiting and size + length > WINDOW_PIECES:
            yield from _given(waiting, network)
            waiting, size = [], 0
        waiting.append(sentence)
        size += length
    if waiting:
        yield from _given(waiting, network)


def _given(sentences: list[Sequence[Token]], network: EnglishNetwork) -> Iterator[Parsed]:
    """One window of given sentences; a single one too long for the encoder goes in parts."""
    tokens = [token for sentence in sentences for token in sentence]
    if len(sentences) == 1 and _pieces(tokens, network) > MAX_PIECES:
        yield _in_parts(tokens, network)
        return
    begins = np.cumsum([0, *(len(sentence) for sentence in sentences)])
    scores = network.score([token.text for token in tokens])
    yield _layers(tokens, begins.tolist(), scores, network)


def _in_parts(tokens: list[Token], network: EnglishNetwork) -> Parsed:
    """A sentence beyond the encoder's reach: parts parsed apart, their roots hung on the first."""
    whole = Parsed()
    for part in _fitting(tokens, network, MAX_PIECES):
        scores = network.score([token.text for token in part])
        _extend(whole, _layers(part, [0, len(part)], scores, network))
    root = whole.deprels.index("root")
    for index in range(root + 1, len(whole.tokens)):
        whole.starts[index] = False
        if whole.deprels[index] == "root":
            whole.heads[index], whole.deprels[index] = root, "parataxis"
    for index in range(1, root + 1):
        whole.starts[index] = False
    return whole


def _pieces(tokens: Sequence[Token], network: EnglishNetwork) -> int:
    return sum(len(network.pieces.of_word(token.text)) for token in tokens)


def _fitting(tokens: list[Token], network: EnglishNetwork, most: int) -> Iterator[list[Token]]:
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


def _parsed_windows(
    source: Iterable[list[Token]], network: EnglishNetwork
) -> Iterator[Parsed]:
    """Windows over blocks of tokens. A block's first word always starts a sentence."""
    waiting: list[Token] = []
    begins: set[int] = set()  # indices in `waiting` where a block begins
    size = 0
    for block in source:
        if waiting and size + _pieces(block, network) > WINDOW_PIECES:
            yield _window(waiting, begins, network)
            waiting, begins, size = [], set(), 0
        begins.add(len(waiting))
        for run in _fitting(block, network, WINDOW_PIECES):
            # The carried-over start of a sentence may fill the window: then it grows.
            waiting = waiting + run
            size = _pieces(waiting, network)
            if run[-1] is block[-1]:
                break
            while size > WINDOW_PIECES * 0.75:
                parsed, used = _window_but_last(waiting, begins, network)
                if used == 0:
                    if size + WINDOW_PIECES <= MAX_PIECES:
                        break
                    parsed, used = _window(waiting, begins, network), len(waiting)
                yield parsed
                waiting = waiting[used:]
                begins = {0}
                size = _pieces(waiting, network)
        if size > MAX_PIECES:
            for part in _fitting(waiting, network, MAX_PIECES):
                yield _window(part, {0}, network)
            waiting, begins, size = [], set(), 0
    if waiting:
        yield _window(waiting, begins, network)


def _boundaries(scores: Scores, begins: set[int], count: int) -> list[int]:
    """First words of sentences, and the end."""
    predicted = np.flatnonzero(scores.boundary[:, 1] > scores.boundary[:, 0])
    return [*sorted({0, *begins, *predicted.tolist()}), count]


def _window(tokens: list[Token], begins: set[int], network: EnglishNetwork) -> Parsed:
    scores = network.score([token.text for token in tokens])
    return _layers(tokens, _boundaries(scores, begins, len(tokens)), scores, network)


def _window_but_last(
    tokens: list[Token], begins: set[int], network: EnglishNetwork
) -> tuple[Parsed, int]:
    """All sentences but the last, which the window's end may have cut; and their words."""
    scores = network.score([token.text for token in tokens])
    bounds = _boundaries(scores, begins, len(tokens))[:-1]
    used = bounds[-1]
    return _layers(tokens[:used], bounds, scores, network) if used else Parsed(), used


def _layers(
    tokens: list[Token], bounds: list[int], scores: Scores, network: EnglishNetwork
) -> Parsed:
    """Decode all layers of words 0..len(tokens) of a window with sentence bounds."""
    count = len(tokens)
    scripts = scores.lemma[:count].argmax(axis=1)
    parsed = Parsed(
        tokens=list(tokens),
        starts=[False] * count,
        upos=[network.upos[i] for i in scores.upos[:count].argmax(axis=1)],
        xpos=[network.xpos[i] for i in scores.xpos[:count].argmax(axis=1)],
        lemmas=[
            lemmas.apply(token.text, network.lemma[i])
            for token, i in zip(tokens, scripts, strict=True)
        ],
    )
    for start, end in zip(bounds, bounds[1:], strict=False):
        parsed.starts[start] = True
        heads, deprels = network.tree(scores, start, end)
        parsed.heads.extend(
            start + (head - 1 if head else index) for index, head in enumerate(heads)
        )
        parsed.deprels.extend(deprels)
        parsed.names.extend(decode_names(scores.names[start:end], network.names))
    return parsed


def _extend(whole: Parsed, part: Parsed) -> None:
    """Append `part` to `whole`, moving its heads."""
    shift = len(whole.tokens)
    whole.heads.extend(head + shift for head in part.heads)
    for layer in ("tokens", "starts", "upos", "xpos", "lemmas", "deprels", "names"):
        getattr(whole, layer).extend(getattr(part, layer))


def _join(parts: Iterable[Parsed]) -> Parsed:
    whole = Parsed()
    for part in parts:
        _extend(whole, part)
    return whole


@lru_cache(maxsize=1)
def _vocab() -> Vocab:
    from spacy.vocab import Vocab

    return Vocab(strings=[])


def to_doc(parsed: Parsed) -> Doc:
    """A spaCy Doc of parsed words, with `user_data["offsets"]`."""
    from spacy.tokens import Doc

    tokens = parsed.tokens
    if not tokens:
        return Doc(_vocab())
    doc = Doc(
        _vocab(),
        words=[token.text for token in tokens],
        spaces=[token.space_after for token in tokens],
        tags=parsed.xpos,
        pos=parsed.upos,
        lemmas=parsed.lemmas,
        heads=parsed.heads,
        deps=parsed.deprels,
        sent_starts=parsed.starts,
        ents=parsed.names,
    )
    doc.user_data["offsets"] = np.array(
        [(token.start, token.end) for token in tokens], dtype=np.int64
    )
    return doc
