"""What real documents failed on stays right: places, deeds of others, pairs, belonging, idioms."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from tests.extraction.tables import Row, cases, check


@pytest.mark.parametrize("row", cases("predicates/mechanisms.yaml"))
def test_mechanism(extractor: Extractor, row: Row) -> None:
    check(extractor, row)
