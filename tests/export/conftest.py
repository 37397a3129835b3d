"""The sample world, open for reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.stores import Store, open_store
from tests.stores.sample import DOCUMENTS, SYMMETRIC, world


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "graph.db", write=True) as made:
        made.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    with open_store(tmp_path / "graph.db") as opened:
        yield opened
