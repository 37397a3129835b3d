"""Parquet that pandas reads with types."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from graphkit.errors import GraphkitError
from graphkit.export import export
from graphkit.stores import Store


def test_pandas_reads_every_statement_with_types(store: Store, tmp_path: Path) -> None:
    assert export(store, tmp_path / "s.parquet").edges == 11
    found = pd.read_parquet(tmp_path / "s.parquet")
    assert len(found) == 11
    assert found["negated"].dtype == bool
    assert found["confidence"].dtype == "float64"
    assert list(found["sentence"]) == [s.sentence for s in store.statements()]


def test_without_pyarrow_the_next_step_is_named(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(GraphkitError, match="pip install 'graphkit\\[parquet\\]'"):
        export(store, tmp_path / "s.parquet")
    assert not (tmp_path / "s.parquet").exists()
