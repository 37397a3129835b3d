"""Who leads, represents and belongs to what is found wherever the text says what a title is of."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from tests.extraction.tables import Row, cases, check


@pytest.mark.parametrize("row", cases("predicates/titles.yaml"))
def test_title(extractor: Extractor, row: Row) -> None:
    check(extractor, row)
