"""A formal name is the person whom people know by a shorter one, and nobody else."""

from __future__ import annotations

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology.formal_names import load_formal_names, read_formal_names
from graphkit.yamlfile import parse_yaml


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("Joseph R. Biden, Jr.", "Joe Biden"),
        ("Donald J. Trump", "Donald Trump"),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
        ("Joseph R. Smith", "Joseph R. Smith"),
        ("Biden", "Biden"),
    ],
)
def test_usual(name: str, usual: str) -> None:
    assert load_formal_names().usual(name) == usual


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ann Leee: [Ann B. Lee]", "line 1: nobody in officeholders.yaml is 'Ann Leee'"),
        ("Ann Lee: [Ann B. Lee, Ann B Lee]", "is the name of Ann Lee already"),
        ("Ann Lee: [Bo Chan]", "has no word of 'Ann Lee' in it"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(OntologyError, match=said):
        read_formal_names(parse_yaml(text.encode(), "file"), {"Ann Lee"})
