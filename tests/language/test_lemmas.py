"""Lemmas: scripts turn any form into its lemma; predicted nonsense is put right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.language import lemmas


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("parties", "party", "k|3|y"),
        ("Parties", "party", "l|3|y"),
        ("was", "be", "k|3|be"),
        ("Armenia", "Armenia", "k|0|"),
        ("THE", "the", "l|0|"),
    ],
)
def test_scripts_cut_and_add_endings(form: str, lemma: str, script: str) -> None:
    assert lemmas.script(form, lemma) == script
    assert lemmas.apply(form, script) == lemma


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_script_gives_back_its_lemma(form: str, lemma: str) -> None:
    assert lemmas.apply(form, lemmas.script(form, lemma)) == lemma


def test_a_script_that_does_not_fit_leaves_the_word() -> None:
    assert lemmas.apply("a", "k|3|y") == "a"
    assert lemmas.apply("a", "k|1|") == "a"


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "script", "lemma"),
    [
        ("released", "VERB", "VBD", "k|2|", "release"),
        ("deplored", "VERB", "VBD", "k|4|y", "deplore"),  # no form of "deploy"
        ("wives", "NOUN", "NNS", "k|3|fe", "wife"),
        ("Filed", "VERB", "VBD", "l|2|", "file"),
        ("brought", "VERB", "VBD", "k|0|", "bring"),
        ("zorgled", "VERB", "VBD", "k|2|", "zorgl"),
        ("Released", "PROPN", "NNP", "k|2|", "Releas"),
    ],
)
def test_known_base_forms_correct_a_wrong_script(
    form: str, upos: str, xpos: str, script: str, lemma: str
) -> None:
    assert lemmas.lemma(form, upos, xpos, script) == lemma
