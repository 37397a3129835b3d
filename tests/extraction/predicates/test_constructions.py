"""Whoever does something is found, however English says it."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from tests.extraction.tables import Row, cases, check


@pytest.mark.parametrize("row", cases("predicates/constructions.yaml"))
def test_construction(extractor: Extractor, row: Row) -> None:
    check(extractor, row)
