"""Quotes and brackets go with the sentence they belong to."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from graphkit.language.boundaries import sentence_starts
from graphkit.language.tokens import tokenize


def sentences(text: str, starts: set[int], begins: set[int] | None = None) -> list[str]:
    """The text's sentences when the network is sure that words `starts` begin one."""
    tokens = tokenize(text)
    scores = np.zeros((len(tokens), 2), dtype=np.float32)
    scores[:, 0] = 9
    scores[sorted(starts), 1] = 18
    found = sentence_starts(tokens, scores, begins or {0})
    bounds = [*found, len(tokens)]
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in pairwise(bounds)]


@pytest.mark.parametrize(
    ("text", "starts", "found"),
    [
        # the closing quote stays
        ('He said "No." She left.', {5}, ['He said "No."', "She left."]),
        ("He said “No.” She left.", {5}, ["He said “No.”", "She left."]),
        ("(He left.) She left.", {4}, ["(He left.)", "She left."]),
        # the opening quote goes along
        ('She left. "No," he said.', {4}, ["She left.", '"No," he said.']),
        ("She left. “No,” he said.", {4}, ["She left.", "“No,” he said."]),
        # marks are no sentence of their own
        ('He said "No." She left.', {5, 6}, ['He said "No."', "She left."]),
        ('She left. "No," he said.', {3, 4}, ["She left.", '"No," he said.']),
        ("Well ... She left .", {1, 2}, ["Well ...", "She left ."]),
        # nothing to repair
        ("He left. She left.", {3}, ["He left.", "She left."]),
    ],
)
def test_marks_join_the_right_sentence(text: str, starts: set[int], found: list[str]) -> None:
    assert sentences(text, starts) == found


def test_a_paragraph_always_begins_a_sentence() -> None:
    assert sentences('He left "\n" She left', set(), {0, 3}) == ['He left "', '" She left']


def test_a_text_of_marks_is_a_sentence() -> None:
    assert sentences("...", set()) == ["..."]
    assert sentences('" "', {1}) == ['" "']


def test_an_unsure_network_does_not_cut_after_a_word() -> None:
    tokens = tokenize("Election Results")
    scores = np.array([[0, 9], [0, 0.5]], dtype=np.float32)
    assert sentence_starts(tokens, scores, {0}) == [0]


@pytest.mark.parametrize("mark", ["1.", "(a)", "-", "•"])
def test_a_list_mark_belongs_to_its_entry(mark: str) -> None:
    text = f"{mark} Release all prisoners"
    assert sentences(text, {len(tokenize(mark))}) == [text]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_opens_one() -> None:
    def cut(text: str) -> int:
        tokens = tokenize(text)
        scores = np.zeros((len(tokens), 2), dtype=np.float32)
        scores[1:, 0] = 3
        return len(sentence_starts(tokens, scores, {0}))

    assert cut("In the U.S. The firm") == 2
    assert cut("In the U.S. Senate") == 1
