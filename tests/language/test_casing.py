"""A text in capitals is read as it would be written otherwise."""

from __future__ import annotations

import pytest

from graphkit.language.casing import in_capitals
from graphkit.language.tokens import blocks

CASES = [
    ("MAYOR URGES OSLO TO BACK KENYA", "Mayor urges Oslo to back Kenya"),
    ("GHANA JAILS KENYAN JOURNALISTS", "Ghana jails Kenyan journalists"),
    ("FINLAND'S STUBB DIDN'T CALL MODI", "Finland 's Stubb did n't call Modi"),
    ("UN AND NATO WARN IRAN: U.S. WON'T WAIT", "UN and NATO warn Iran : U.S. wo n't wait"),
    (
        "MR. OKELLO LEFT KAMPALA ON MONDAY. HE WILL RETURN.",
        "Mr. Okello left Kampala on Monday . He will return .",
    ),
    ('"THE TALKS HAVE FAILED," SAYS LULA', '" The talks have failed , " says Lula'),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_a_headline_in_capitals_has_names_and_small_words(text: str, words: str) -> None:
    (block,) = blocks(text)
    assert [token.text for token in block.tokens] == words.split()


@pytest.mark.parametrize(
    "text",
    ["NEW DELHI", "NATO AND the EU met IN OSLO", "USA", "The UN, the EU and NATO met.", "5 %"],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    (block,) = blocks(text)
    assert "".join(token.text for token in block.tokens) == text.replace(" ", "")


def test_offsets_count_in_the_capitals_given() -> None:
    text = "GHANA JAILS KENYAN JOURNALISTS"
    (block,) = blocks(text)
    assert [text[token.start : token.end] for token in block.tokens] == text.split()


def test_no_words_are_no_capitals() -> None:
    assert not in_capitals([])
    assert not in_capitals(["...", "5", "%"])
