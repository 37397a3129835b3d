"""What did not happen, may happen or is only claimed is never told as a fact."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from tests.extraction.tables import Row, cases, check


@pytest.mark.parametrize("row", cases("factuality/modality.yaml"))
def test_how_it_is_meant(extractor: Extractor, row: Row) -> None:
    check(extractor, row, modality=True)
