"""CSV that pandas, Gephi and spreadsheets open, and that runs nothing in them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from graphkit.export import ExportOptions, export
from graphkit.export.spreadsheet import cell
from graphkit.stores import Store


def test_pandas_reads_nodes_and_edges(store: Store, tmp_path: Path) -> None:
    report = export(store, tmp_path / "g.csv")
    assert (report.actors, report.edges) == (8, 10)
    nodes = pd.read_csv(tmp_path / "g.nodes.csv")
    edges = pd.read_csv(tmp_path / "g.edges.csv", dtype={"cameo": "string"})
    assert list(nodes["Id"]) == [s.actor.id for s in store.actors(order="id")]
    assert set(edges["Source"]) | set(edges["Target"]) <= set(nodes["Id"])
    told = list(store.edges(evidence=None))
    assert list(edges["Label"]) == [edge.relation for edge in told]
    assert list(edges["Weight"]) == [edge.count for edge in told]
    assert list(edges["sentence"]) == [edge.evidence[0].sentence for edge in told]
    assert edges["negated"].dtype == bool


def test_every_statement_can_be_a_row(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.csv", options=ExportOptions(statements=True))
    assert len(pd.read_csv(tmp_path / "g.edges.csv")) == 11


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
def test_a_strangers_formula_is_text(text: str) -> None:
    assert str(cell(text)).startswith("'")


def test_numbers_and_harmless_text_stay_as_they_are() -> None:
    assert [cell(v) for v in (-10.0, 3, "Al-Bab", "U.S.", None)] == [-10.0, 3, "Al-Bab", "U.S.", ""]
    assert cell("two\r\nlines") == "two lines"
