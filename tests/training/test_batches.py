"""Windows hold arcs inside sentences only, and mask what a corpus does not say."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch", reason="needs PyTorch (training/requirements.txt)")

from graphkit.language.network import DATA
from graphkit.language.wordpieces import WordPieces
from training.batches import IGNORE, Encoder, batches, collate, collect_labels, training_windows
from training.corpora import Sentence

TREE = Sentence(
    forms=("France", "agreed"),
    space_after=(True, True),
    upos=("PROPN", "VERB"),
    xpos=("NNP", "VBD"),
    lemmas=("France", "agree"),
    heads=(2, 0),
    deprels=("nsubj", "root"),
    names=("B-LOC", "O"),
)
NAMES = Sentence(("Angela", "left"), (True, True), names=("B-PERSON", "?"))


def encoder() -> Encoder:
    labels = collect_labels([[TREE], [NAMES]], rare_lemma=1)
    return Encoder(labels, WordPieces(DATA / "tokenizer.json"))


def test_arcs_stay_inside_their_sentence() -> None:
    batch = collate([encoder().window([TREE, TREE])])
    assert batch.heads.tolist() == [[2, 0, 4, 0]]
    assert batch.same[0].int().tolist() == [
        [1, 0, 1, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 0, 0, 0, 1],
        [1, 0, 0, 1, 0],
    ]
    assert batch.layers["boundary"].tolist() == [[1, 0, 1, 0]]


def test_what_a_corpus_does_not_say_is_masked() -> None:
    window = encoder().window([NAMES])
    assert window.heads == [IGNORE, IGNORE]
    assert window.layers["upos"] == window.layers["boundary"] == [IGNORE, IGNORE]
    assert window.layers["names"][1] == IGNORE != window.layers["names"][0]


def test_a_sentence_cut_at_a_windows_end_teaches_no_tree() -> None:
    window = encoder().window([TREE, TREE], cut=1)
    assert window.heads == [2, 0, IGNORE]


def test_an_epoch_holds_every_sentence_once() -> None:
    docs = [[TREE] * 7, [NAMES]]
    windows = list(training_windows(docs, encoder(), random.Random(1)))
    assert sum(window.heads.count(0) for window in windows) == 7
    groups = list(batches(windows, 50, random.Random(1)))
    assert sum(len(group) for group in groups) == len(windows)
