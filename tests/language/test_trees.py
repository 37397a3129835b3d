"""The decoded tree is a tree with one root, and no tree scores higher."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.language.trees import decode


def is_tree(heads: tuple[int, ...]) -> bool:
    for node in range(1, len(heads) + 1):
        steps = 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return heads.count(0) == 1


def score(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32 - 1))
def test_no_tree_scores_higher(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(scale=5, size=(size, size + 1))
    heads = tuple(decode(scores).tolist())
    assert is_tree(heads)
    best = max(
        score(scores, other)
        for other in product(range(size + 1), repeat=size)
        if is_tree(other) and all(head != word + 1 for word, head in enumerate(other))
    )
    assert score(scores, heads) == pytest.approx(best)


def test_long_sentences_of_equal_scores_end_in_a_tree() -> None:
    heads = tuple(decode(np.zeros((300, 301), dtype=np.float32)).tolist())
    assert is_tree(heads)
