"""More to learn from: swapped names, and letters as headlines and old wires have them.

Swapping a name for another of its kind and length keeps the sentence's tree and tags true and
teaches that the surroundings tell what a name is (mention replacement, Dai and Adel 2020).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from graphkit.extraction.syntax.tree import name_runs

from .corpora import Doc, Sentence

#: Share of names that are swapped.
SWAPPED = 0.3
#: Share of sentences in capitals, and of those with a capital at each word.
CAPITALS, HEADLINES = 0.03, 0.02
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


class Changes:
    """What an epoch sees in place of the corpora: names swapped, some sentences in other letters.

    Args:
        docs: where the other names come from.
        rng: source of chance.
    """

    def __init__(self, docs: Sequence[Doc], rng: random.Random) -> None:
        self._swaps, self._rng = NameSwaps(docs, rng), rng

    def changed(self, doc: Doc) -> Doc:
        """The document as this epoch sees it."""
        return [self._in_other_letters(sentence) for sentence in self._swaps.swapped(doc)]

    def _in_other_letters(self, sentence: Sentence) -> Sentence:
        chance = self._rng.random()
        if chance < CAPITALS:
            forms = tuple(form.upper() for form in sentence.forms)
        elif chance < CAPITALS + HEADLINES:
            forms = tuple(form[:1].upper() + form[1:] for form in sentence.forms)
        else:
            return sentence
        # A lemma's script changes a form's own letters: unlearnable from others.
        return replace(sentence, forms=forms, lemmas=None)


def _labels(sentence: Sentence) -> list[str]:
    return [label if label != "?" else "O" for label in sentence.names or ()]
