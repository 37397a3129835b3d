"""The extractors, loaded once for all tests of this room."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Rules alone: what a table of sentences shows is the rules' own."""
    return Extractor(learned=False)


@pytest.fixture(scope="session")
def judged() -> Extractor:
    """Rules and the learnt reader, as users have them."""
    return Extractor()
