"""Windows of consecutive sentences, and batches of them as tensors.

The parser reads a window of several sentences at once (context for names, and sentence
boundaries come from the same pass), with arcs only inside sentences. So training does too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from graphkit.language import lemmas
from graphkit.language.wordpieces import WordPieces

from .corpora import NAME_TYPES, Doc, Pair, Sentence
from .news import MODALITIES

IGNORE = -100
#: Word pieces of the longest sentence that is learnt from.
LONGEST = 200
NAME_LABELS = ("O", *(f"{bio}-{kind}" for kind in NAME_TYPES for bio in "BI"))


@dataclass(frozen=True, slots=True)
class Labels:
    """Class names of each head, in the order of their scores."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    names: tuple[str, ...]
    deprel: tuple[str, ...]
    relation: tuple[str, ...]
    modality: tuple[str, ...]


def collect_labels(docs: Sequence[Doc], rare_lemma: int = 3) -> Labels:
    """All labels seen; lemma scripts only from `rare_lemma` occurrences on."""
    seen: dict[str, dict[str, int]] = {key: {} for key in ("upos", "xpos", "deprel", "lemma")}
    for doc in docs:
        for sentence in doc:
            for layer, values in (
                ("upos", sentence.upos),
                ("xpos", sentence.xpos),
                ("deprel", sentence.deprels),
                ("lemma", _scripts(sentence)),
            ):
                for value in values or ():
                    seen[layer][value] = seen[layer].get(value, 0) + 1
    frequent = {key for key, count in seen["lemma"].items() if count >= rare_lemma}
    return Labels(
        upos=tuple(sorted(seen["upos"])),
        xpos=tuple(sorted(seen["xpos"])),
        lemma=tuple(sorted(frequent | {"k|0|"})),
        names=NAME_LABELS,
        deprel=tuple(sorted(seen["deprel"])),
        relation=tuple(
            sorted(
                {
                    relation
                    for doc in docs
                    for sentence in doc
                    for pair in sentence.pairs or ()
                    for relation in pair.relations
                }
            )
        ),
        modality=MODALITIES,
    )


def _scripts(sentence: Sentence) -> tuple[str, ...] | None:
    if sentence.lemmas is None:
        return None
    return tuple(
        lemmas.script(form, lemma)
        for form, lemma in zip(sentence.forms, sentence.lemmas, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Window:
    """Numbers of one window. Every list but `ids` and `shapes` has one entry a word."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    sentence: list[int]
    heads: list[int]
    layers: dict[str, list[int]]
    pairs: tuple[Pair, ...] | None = None
    candidates: tuple[int, ...] = ()
    silver: bool = False
    running: bool = False


class Encoder:
    """Turns sentences into windows of numbers."""

    def __init__(self, labels: Labels, pieces: WordPieces) -> None:
        self.pieces = pieces
        self.index = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "lemma", "names", "deprel", "relation")
        }

    def length(self, sentence: Sentence) -> int:
        """Pieces of a sentence."""
        return sum(len(self.pieces.of_word(form)) for form in sentence.forms)

    def window(self, sentences: Sequence[Sentence], cut: int = 0) -> Window:
        """One window; `cut` > 0 keeps that many words of the last sentence, without its tree."""
        forms: list[str] = []
        numbers: list[int] = []
        heads: list[int] = []
        layers: dict[str, list[int]] = {
            key: [] for key in ("upos", "xpos", "lemma", "names", "deprel", "boundary")
        }
        for order, sentence in enumerate(sentences):
            partial = cut > 0 and order == len(sentences) - 1
            count = min(cut, len(sentence.forms)) if partial else len(sentence.forms)
            start = len(forms)
            forms.extend(sentence.forms[:count])
            numbers.extend([order] * count)
            known_tree = sentence.heads is not None and not partial
            for i in range(count):
                head = sentence.heads[i] if known_tree and sentence.heads else None
                heads.append(IGNORE if head is None else (0 if head == 0 else start + head))
            values = {
                "upos": sentence.upos,
                "xpos": sentence.xpos,
                "lemma": _scripts(sentence),
                "names": sentence.names,
                "deprel": sentence.deprels if known_tree else None,
            }
            for layer, labels in values.items():
                table = self.index[layer]
                if labels is None:
                    layers[layer].extend([IGNORE] * count)
                else:
                    layers[layer].extend(table.get(label, IGNORE) for label in labels[:count])
            # Names-only corpora are single sentences: nothing to learn about boundaries.
            known = sentence.upos is not None
            layers["boundary"].extend(
                (1 if i == 0 else 0) if known else IGNORE for i in range(count)
            )
        ids, shapes, first = self.pieces.of_words(forms)
        return Window(ids, shapes, first, numbers, heads, layers)

    def sentence(self, sentence: Sentence) -> Window:
        """A window of one sentence alone, with its pairs."""
        return replace(
            self.window([sentence]),
            pairs=sentence.pairs,
            candidates=sentence.candidates,
            silver=sentence.silver,
        )


def single_sentences(docs: Sequence[Doc], encoder: Encoder) -> Iterator[Window]:
    """Every sentence alone, as the run time reads it; those too long for the encoder left out."""
    for doc in docs:
        for sentence in doc:
            if encoder.length(sentence) <= LONGEST:
                yield encoder.sentence(sentence)


def training_windows(
    docs: Sequence[Doc], encoder: Encoder, rng: random.Random, most: int = 160
) -> Iterator[Window]:
    """One epoch's windows: from single sentences to `most` pieces, some ending mid-sentence."""
    for doc in docs:
        at = 0
        while at < len(doc):
            budget = 0 if rng.random() < 0.3 else rng.randint(30, most)
            taken = [doc[at]]
            size = encoder.length(doc[at])
            at += 1
            while at < len(doc) and size < budget:
                more = encoder.length(doc[at])
                if size + more > most:
                    break
                taken.append(doc[at])
                size += more
                at += 1
            if size > 480:
                continue
            cut = 0
            if at < len(doc) and size < most and rng.random() < 0.15:
                words = len(doc[at].forms)
                if words > 2:
                    cut = rng.randint(1, min(words - 1, 40))
                    taken.append(doc[at])
            yield encoder.window(taken, cut)


def batches(windows: list[Window], pieces: int, rng: random.Random) -> Iterator[list[Window]]:
    """Batches of windows of similar length, about `pieces` word pieces each, in random order."""
    order = sorted(windows, key=lambda window: len(window.ids) + rng.random() * 8)
    groups: list[list[Window]] = [[]]
    for window in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(window.ids) > pieces:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    yield from groups


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch, and its windows as they were.

    `same` (batch, words, words + 1) allows heads of one's own sentence; `words` (batch, words) is
    true where a word is.
    """

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    same: Tensor
    heads: Tensor
    layers: dict[str, Tensor]
    words: Tensor
    windows: tuple[Window, ...]


def collate(windows: Sequence[Window]) -> Batch:
    """Pad windows to one batch."""
    size = max(len(window.ids) for window in windows)
    words = max(len(window.first) for window in windows)

    def padded(rows: list[list[int]], width: int, fill: int) -> Tensor:
        return torch.tensor([row + [fill] * (width - len(row)) for row in rows])

    ids = padded([window.ids for window in windows], size, 0)
    lengths = torch.tensor([len(window.ids) for window in windows])
    sentence = padded([window.sentence for window in windows], words, -1)
    same = sentence[:, :, None] == sentence[:, None, :]
    same &= ~torch.eye(words, dtype=torch.bool)
    root = torch.ones(len(windows), words, 1, dtype=torch.bool)
    return Batch(
        ids=ids,
        shapes=padded([window.shapes for window in windows], size, 0),
        mask=torch.arange(size)[None, :] < lengths[:, None],
        first=padded([window.first for window in windows], words, 0),
        same=torch.cat((root, same), dim=2),
        heads=padded([window.heads for window in windows], words, IGNORE),
        layers={
            key: padded([window.layers[key] for window in windows], words, IGNORE)
            for key in windows[0].layers
        },
        words=sentence >= 0,
        windows=tuple(windows),
    )
