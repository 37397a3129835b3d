"""A pronoun, a part of a name or a definite phrase leads to the actor it stands for."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from tests.extraction.tables import Row, cases, check


@pytest.mark.parametrize("row", cases("coreference/coreference.yaml"))
def test_reference(extractor: Extractor, row: Row) -> None:
    check(extractor, row)
