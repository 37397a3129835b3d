"""Statements as JSON lines: what goes out comes in again as the same graph."""

from __future__ import annotations

from pathlib import Path

from graphkit.export import export
from graphkit.stores import open_store
from graphkit.stores.records import read_statements
from tests.stores.sample import SYMMETRIC, world
from tests.stores.test_contract import dump


def test_a_graph_moves_as_text(tmp_path: Path) -> None:
    lines = tmp_path / "statements.jsonl"
    with open_store(tmp_path / "one.db", write=True) as one:
        one.load(world(), symmetric=SYMMETRIC)
        assert export(one, lines).edges == 11
        before = dump(one)
    with open_store(tmp_path / "two.db", write=True) as two, lines.open("rb") as file:
        two.load(read_statements(file, "statements.jsonl"), symmetric=SYMMETRIC)
        assert dump(two) == before
