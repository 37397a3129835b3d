"""Windows of a few sentences through the network, in bounded memory.

Sentences are read alone: what stands around one never changes its tree, tags or names. A window
holds several only because a matrix of many rows costs less a row; its texts do not see each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from . import lemmas
from .cutting import sentences
from .names import cut_to_ends, decode_names
from .network import MAX_PIECES, EnglishNetwork
from .parsed import PairStates, Parsed, joined
from .tokens import Block, Token

#: Word pieces that a window is filled to: from here on a row gets no cheaper.
WINDOW_PIECES = 120


def parsed_blocks(source: Iterable[Block], network: EnglishNetwork) -> Iterator[Parsed]:
    """Parse blocks of raw text; whole sentences come, in order."""
    return parsed_sentences(sentences(source, network), network)


def parsed_sentences(
    source: Iterable[Sequence[Token]], network: EnglishNetwork
) -> Iterator[Parsed]:
    """Parse given words of given sentences, none empty."""
    waiting: list[Sequence[Token]] = []
    size = 0
    for sentence in source:
        length = network.pieces.count(token.text for token in sentence)
        if waiting and size + length > WINDOW_PIECES:
            yield _window(waiting, network)
            waiting, size = [], 0
        if length > MAX_PIECES:
            yield _in_parts(sentence, network)
            continue
        waiting.append(sentence)
        size += length
    if waiting:
        yield _window(waiting, network)


def _window(texts: Sequence[Sequence[Token]], network: EnglishNetwork) -> Parsed:
    """Decode all layers of a window of sentences."""
    scores = network.score([[token.text for token in text] for text in texts])
    tokens = [token for text in texts for token in text]
    scripts = scores.lemma.argmax(axis=1)
    upos = [network.upos[i] for i in scores.upos.argmax(axis=1)]
    xpos = [network.xpos[i] for i in scores.xpos.argmax(axis=1)]
    starts = [False] * len(tokens)
    heads: list[int] = []
    deprels: list[str] = []
    names: list[str] = []
    states: list[PairStates] = []
    for number, (start, end) in enumerate(pairwise(accumulate(map(len, texts), initial=0))):
        rows = slice(start + number, end + number + 1)
        states.append(
            PairStates(
                scores.pair_source[rows], scores.pair_target[rows], scores.trigger_key[start:end]
            )
        )
        starts[start] = True
        inside, relations = network.tree(scores, start, end)
        heads.extend(start + (head - 1 if head else index) for index, head in enumerate(inside))
        deprels.extend(relations)
        labels = decode_names(scores.names[start:end], network.names)
        names.extend(
            cut_to_ends(labels, upos[start:end], [token.text for token in tokens[start:end]])
        )
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
        states=tuple(states),
    )


def _in_parts(sentence: Sequence[Token], network: EnglishNetwork) -> Parsed:
    """A sentence beyond the encoder's reach: parts parsed apart, their roots hung on the first."""
    parts: list[list[Token]] = [[]]
    size = 0
    for token in sentence:
        length = network.pieces.count((token.text,))
        if parts[-1] and size + length > MAX_PIECES:
            parts.append([])
            size = 0
        parts[-1].append(token)
        size += length
    whole = joined(_window([part], network) for part in parts)
    root = whole.deprels.index("root")
    heads, deprels = list(whole.heads), list(whole.deprels)
    for index in range(root + 1, len(whole)):
        if deprels[index] == "root":
            heads[index], deprels[index] = root, "parataxis"
    starts = tuple(index == 0 for index in range(len(whole)))
    return replace(whole, starts=starts, heads=tuple(heads), deprels=tuple(deprels), states=(None,))
