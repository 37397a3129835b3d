"""Whatever the parser says, mended trees are trees: a circle would read for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extraction.syntax.corrections import repair

WORDS = [",", "to", "a", "by", "and", "-", "Iran", "attacking", "calls", "two", "of", "accused"]
TAGS = ["PROPN", "NOUN", "VERB", "DET", "PUNCT"]
DEPS = (
    "nsubj obj obl conj nmod acl appos parataxis vocative flat compound det case mark xcomp advcl "
    "cc nummod nmod:desc"
).split()
NAMES = ["O", "B-PERSON", "I-PERSON", "B-LOC"]


def root_of(word: int, heads: list[int]) -> int | None:
    """The root above a word, or None where there is none."""
    for _ in heads:
        if heads[word] == word:
            return word
        word = heads[word]
    return None


@given(st.data())
def test_repairs_keep_one_tree(data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(data.draw(st.integers(1, 10)))))
    size = len(order)

    def some(choices: list[str]) -> list[str]:
        return data.draw(st.lists(st.sampled_from(choices), min_size=size, max_size=size))

    heads = [0] * size
    for place, word in enumerate(order):
        heads[word] = order[data.draw(st.integers(0, place - 1))] if place else word
    deps = some(DEPS)
    deps[order[0]] = "root"
    repair(some(WORDS), some(TAGS), deps, heads, some(NAMES))
    assert {root_of(word, heads) for word in range(size)} == {order[0]}


@pytest.mark.parametrize("dep", ["vocative", "appos"])
def test_a_name_is_not_hung_below_itself(dep: str) -> None:
    """ "Said: Azerbaijan, Jeyhun": the word before the comma hangs on the name already."""
    tag = "PROPN" if dep == "vocative" else "NOUN"
    heads = [0, 3, 3, 0]
    names = ["O", "B-LOC", "O", "B-PERSON" if dep == "vocative" else "O"]
    repair(
        ["Said", "Iran", ",", "Ali"],
        ["VERB", "PROPN", "PUNCT", tag],
        ["root", "nmod", "punct", dep],
        heads,
        names,
    )
    assert {root_of(word, heads) for word in range(4)} == {0}
