"""Names: the best labels in which an inside follows its own kind."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.language.names import decode_names

LABELS = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]


def allowed(labels: tuple[str, ...]) -> bool:
    before = "O"
    for label in labels:
        if label[0] == "I" and before[2:] != label[2:]:
            return False
        before = label
    return True


@settings(deadline=None, max_examples=60)
@given(words=st.integers(1, 4), seed=st.integers(0, 2**32 - 1))
def test_no_allowed_labels_score_higher(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, len(LABELS))).astype(np.float32)

    def total(labels: tuple[str, ...]) -> float:
        return float(sum(scores[i, LABELS.index(label)] for i, label in enumerate(labels)))

    found = tuple(decode_names(scores, LABELS))
    assert allowed(found)
    best = max(total(labels) for labels in product(LABELS, repeat=words) if allowed(labels))
    assert abs(total(found) - best) < 1e-4
