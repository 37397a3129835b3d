"""The extractor, loaded once for all tests of this room."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
