"""Every relation of the ontology is found in plain news sentences, and nothing else is."""

from __future__ import annotations

from collections import Counter

import pytest

from graphkit.extraction import Extractor
from graphkit.ontology import load_relations
from tests.extraction.tables import TABLES, Row, cases, check, rows, well_formed


@pytest.mark.parametrize("row", cases("predicates/relations.yaml"))
def test_relation(extractor: Extractor, row: Row) -> None:
    check(extractor, row)


def test_every_relation_has_its_sentences() -> None:
    """A relation without sentences that test it is a promise that nobody checks."""
    counts = Counter(
        row.group
        for row in rows("predicates/relations.yaml")
        if any(row.group in line.split() for line in row.wanted)
    )
    assert set(counts) == set(load_relations().names)
    assert min(counts.values()) >= 3


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_well_formed(name: str) -> None:
    assert well_formed(f"{name}.yaml", load_relations().names) == []
