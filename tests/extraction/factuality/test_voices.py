"""Whoever speaks is known over sentences, so that his words are his and not the text's."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from tests.extraction.tables import Row, cases, check


@pytest.mark.parametrize("row", cases("factuality/voices.yaml"))
def test_voice(extractor: Extractor, row: Row) -> None:
    check(extractor, row, modality=True)
