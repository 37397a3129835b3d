"""The word lists: a slip in the file is told with its line, not read as an empty list."""

from __future__ import annotations

from dataclasses import fields

import pytest

from graphkit.errors import OntologyError
from graphkit.extraction.lexicon.words import DEFAULT_PATH, Words, read_words, words
from graphkit.yamlfile import parse_yaml


def changed(old: str, new: str) -> bytes:
    text = DEFAULT_PATH.read_text(encoding="utf-8")
    assert text.count(old) == 1
    return text.replace(old, new).encode()


def test_every_list_is_loaded_once() -> None:
    assert all(getattr(words(), field.name) for field in fields(Words))
    assert words() is words()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\nequipment:", "\nequipments:", "unknown list 'equipments'. Did you mean: equipment?"),
        ("[led, controlled,", "[led, Controlled,", "'Controlled' in 'owned_by'"),
        ("[led, controlled,", "[led, led,", "'led' stands in 'owned_by' twice"),
        ("[led, controlled, held, run, based]", "[]", "the list 'owned_by' is empty"),
        ("[led, controlled, held, run, based]", "led", "expected a list"),
    ],
)
def test_a_slip_is_told_with_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(OntologyError, match=r"^words\.yaml, line \d+: ") as raised:
        read_words(parse_yaml(changed(old, new), "words.yaml"))
    assert message in str(raised.value)


def test_a_missing_list_is_named() -> None:
    with pytest.raises(OntologyError, match="'country_itself' is missing"):
        read_words(parse_yaml(b"female: [she]", "words.yaml"))
