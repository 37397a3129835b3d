"""Scores of pairs of words: the part of the network that runs on pairs, in numpy.

The halves of a pair come with the sentence (`PairStates`); this adds them up and asks which
relation they stand in, by which word, and how it is meant (training/network.py, `Network.pairs`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graphkit.language.parsed import PairStates

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
PATH = Path(__file__).with_name("reader.npz")


@dataclass(frozen=True, slots=True)
class PairScores:
    """Scores of P pairs of words.

    Attributes:
        relations: (P, relations) log-odds of each relation.
        triggers: (P,) the word, from 0, that says so.
        qualities: (P, 2 + modalities) log-odds of negated and ended, scores of modalities.
    """

    relations: Floats
    triggers: Integers
    qualities: Floats


class PairReader:
    """Scores pairs of words of a sentence.

    Args:
        arrays: weights by name, as `training.export` writes them.

    Attributes:
        relations: names of the relations, in the order of their scores.
        usual: (relations,) log-odds of each for a pair of which nothing is known.
    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self._weights: dict[str, Floats] = {
            name: np.asarray(value, dtype=np.float32)
            for name, value in arrays.items()
            if value.dtype.kind == "f"
        }
        self.relations: tuple[str, ...] = tuple(str(name) for name in arrays["relations"])
        self.usual: Floats = self._weights["relation_bias"]
        self._reach = (len(self._weights["distance"]) - 2) // 2

    def score(self, states: PairStates, source: Integers, target: Integers) -> PairScores:
        """Score pairs.

        Args:
            states: of the sentence.
            source, target: (P,) words, from 1, 0 for whom no word names.
        """
        w = self._weights
        near = np.clip(target - source, -self._reach, self._reach) + self._reach
        distance = np.where((source == 0) | (target == 0), 2 * self._reach + 1, near)
        pair = np.maximum(
            states.source[source] + states.target[target] + w["distance"][distance], 0.0
        )
        look = (pair @ w["query"] + w["query_bias"]) @ states.trigger.T
        return PairScores(
            relations=pair @ w["relation"] + w["relation_bias"],
            triggers=look.argmax(axis=1),
            qualities=pair @ w["qualities"] + w["qualities_bias"],
        )


@lru_cache(maxsize=1)
def pair_reader() -> PairReader:
    """The reader that is shipped."""
    with np.load(PATH) as arrays:
        return PairReader(dict(arrays))
