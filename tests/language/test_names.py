"""Names: the best labels in which an inside follows its own kind."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.language.names import cut_to_ends, decode_names

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


@pytest.mark.parametrize(
    ("names", "upos", "cut"),
    [
        ("B-ORG I-ORG I-ORG", "PROPN ADP DET", "B-ORG O O"),
        ("B-LOC I-LOC O B-PERSON", "PROPN PROPN VERB PROPN", "B-LOC I-LOC O B-PERSON"),
        ("B-ORG I-ORG I-ORG B-LOC", "PROPN ADP PROPN PROPN", "B-ORG I-ORG I-ORG B-LOC"),
        ("B-PERSON I-PERSON B-PERSON", "PROPN PART ADJ", "B-PERSON O O"),
        ("B-NORP", "ADJ", "B-NORP"),
        ("B-ORG", "DET", "O"),
    ],
)
def test_names_end_where_names_can_end(names: str, upos: str, cut: str) -> None:
    assert cut_to_ends(names.split(), upos.split()) == cut.split()
