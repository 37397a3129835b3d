"""More to learn names from: swapped names, and sure labels where a corpus has none.

Swapping a name for another of its kind and length keeps the sentence's tree and tags true and
teaches that the surroundings tell what a name is (mention replacement, Dai and Adel 2020).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import torch

from graphkit.extraction.syntax.tree import name_runs

from .batches import Encoder, collate
from .corpora import Doc, Sentence
from .network import Network

#: Share of names that are swapped.
SWAPPED = 0.3
#: Probability from which the first stage's own label of a word is believed.
SURE = 0.9
#: Kinds whose names may stand in for one another.
KINDS = ("PERSON", "ORG", "LOC")


class NameSwaps:
    """Replaces names by others of the same kind and number of words.

    Args:
        docs: where the other names come from.
        rng: source of chance.
    """

    def __init__(self, docs: Sequence[Doc], rng: random.Random) -> None:
        self._rng = rng
        self._pool: dict[tuple[str, int], list[tuple[str, ...]]] = {}
        for doc in docs:
            for sentence in doc:
                for first, end, kind in name_runs(_labels(sentence)):
                    if kind in KINDS:
                        forms = sentence.forms[first:end]
                        self._pool.setdefault((kind, end - first), []).append(forms)

    def swapped(self, doc: Doc) -> Doc:
        """The document with some names swapped."""
        return [self._sentence(sentence) for sentence in doc]

    def _sentence(self, sentence: Sentence) -> Sentence:
        runs = [run for run in name_runs(_labels(sentence)) if run[2] in KINDS]
        chosen = [run for run in runs if self._rng.random() < SWAPPED]
        if not chosen:
            return sentence
        forms = list(sentence.forms)
        lemmas = list(sentence.lemmas) if sentence.lemmas is not None else None
        for first, end, kind in chosen:
            others = self._pool.get((kind, end - first))
            if others:
                other = self._rng.choice(others)
                forms[first:end] = other
                if lemmas is not None:
                    lemmas[first:end] = other
        return replace(
            sentence, forms=tuple(forms), lemmas=tuple(lemmas) if lemmas is not None else None
        )


def _labels(sentence: Sentence) -> list[str]:
    return [label if label != "?" else "O" for label in sentence.names or ()]


@torch.no_grad()
def with_sure_names(network: Network, encoder: Encoder, docs: Sequence[Doc]) -> list[Doc]:
    """Documents without names get those that the network is sure of; unsure words are masked."""
    network.eval()
    names = list(encoder.index["names"])
    result = []
    for doc in docs:
        if doc[0].names is not None:
            result.append(doc)
            continue
        result.append([_with_names(network, encoder, names, sentence) for sentence in doc])
    network.train()
    return result


def _with_names(
    network: Network, encoder: Encoder, names: list[str], sentence: Sentence
) -> Sentence:
    if encoder.length(sentence) > 480:
        return sentence
    batch = collate([encoder.window([sentence])])
    out = network(batch.ids, batch.shapes, batch.mask, batch.first)
    sure, best = out["names"][0].softmax(-1).max(-1)
    labels = [
        names[index] if probability >= SURE else "?"
        for index, probability in zip(best.tolist(), sure.tolist(), strict=True)
    ]
    return replace(sentence, names=tuple(labels))
