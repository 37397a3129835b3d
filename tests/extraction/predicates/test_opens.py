"""Open relations: a reader keeps what the ontology has no word for, and only that."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from graphkit.model import Document


def opens(extractor: Extractor, text: str) -> list[tuple[str, str, str, bool]]:
    return [
        (one.source.id, one.predicate, one.target.id, one.negated)
        for one in extractor.extract(Document("open", text))
        if one.relation == "open"
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("France outmanoeuvred Germany.", ("france", "outmanoeuvre", "germany", False)),
        ("Norway did not resemble Iran.", ("norway", "resemble", "iran", True)),
        ("Belgium replaced Italy on Monday.", ("belgium", "replace", "italy", False)),
    ],
)
def test_a_verb_without_a_relation_is_kept(
    extractor: Extractor, text: str, wanted: tuple[str, str, str, bool]
) -> None:
    assert opens(extractor, text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "France accused Germany of lying.",  # the ontology has it
        "France agreed to outmanoeuvre nobody.",  # no second actor
        "Two men outmanoeuvred a crowd.",  # nobody named
    ],
)
def test_nothing_else_is(extractor: Extractor, text: str) -> None:
    assert opens(extractor, text) == []
