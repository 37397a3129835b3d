"""A leader's title leads the right country, and none where two could be meant."""

from __future__ import annotations

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology.officeholders import load_officeholders, read_officeholders
from graphkit.yamlfile import parse_yaml


@pytest.mark.parametrize(
    ("name", "role", "year", "owner"),
    [
        ("Chirac", "president", None, "France"),
        ("Joseph R. Biden", "president", 2022, "United States"),
        ("Kishida Fumio", "prime_minister", None, "Japan"),
        ("Modi", "pm", None, "India"),
        ("Lee", "president", None, None),  # of Taiwan, or of South Korea
        ("Lee", "president", 2009, "South Korea"),
        ("Chirac", "king", None, None),
        ("Nobody", "president", None, None),
    ],
)
def test_owner(name: str, role: str, year: int | None, owner: str | None) -> None:
    assert load_officeholders().owner(name, role, year) == owner


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Frence: {president: [Ann Lee 2001-]}", "line 1: unknown actor 'Frence'"),
        ("France: {presidnt: [Ann Lee 2001-]}", "unknown role 'presidnt'"),
        ("France: {president: [Ann Lee]}", "is not 'Name FROM-TO'"),
        ("France: {president: [Ann Lee 2001-1999]}", "before coming to it"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(OntologyError, match=said):
        read_officeholders(parse_yaml(text.encode(), "file"), {"president"}, {"France"})
