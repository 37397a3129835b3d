"""GEXF that Gephi's timeline and NetworkX read."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from graphkit.export import ExportOptions, export
from graphkit.export.gexf import first_day, last_day
from graphkit.stores import Filters, Store, open_store
from tests.stores.sample import AZ, actor, statement

NS = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}
NASTY = "<b>\x00&\"'\ufffe;|\n]]>"


def test_networkx_finds_every_edge_with_its_days(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "g.gexf"
    assert export(store, path).edges == 10
    graph = nx.read_gexf(path)
    assert set(graph) == {s.actor.id for s in store.actors()}
    found = {values["id"]: (a, b, values) for a, b, values in graph.edges(data=True)}
    for edge in store.edges(evidence=None):
        source, target, values = found[edge.id]
        assert (source, target) == (edge.source, edge.target)
        assert (values["relation"], values["count"]) == (edge.relation, edge.count)
        assert (values.get("start"), values.get("end")) == (edge.first, edge.last)
        assert values["sentence"] == edge.evidence[0].sentence


def test_every_statement_can_be_an_edge(store: Store, tmp_path: Path) -> None:
    report = export(store, tmp_path / "g.gexf", options=ExportOptions(statements=True))
    assert report.edges == 11
    assert nx.read_gexf(tmp_path / "g.gexf").number_of_edges() == 11


def test_kinds_have_colours_and_parallel_edges_their_kind(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.gexf")
    root = etree.parse(tmp_path / "g.gexf").getroot()
    assert root.get("version") == "1.3"
    colours = {
        node.get("id"): tuple(node.find("v:color", NS).attrib.values())
        for node in root.iterfind(".//g:node", NS)
    }
    assert colours["armenia"] == colours["russia"] != colours["nikol-pashinyan"]
    assert all(edge.get("kind") for edge in root.iterfind(".//g:edge", NS))


def test_strangers_text_stays_text(tmp_path: Path) -> None:
    bad = actor(NASTY, "person", id=NASTY, role=NASTY, aliases=(NASTY + "x",))
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load([statement(bad, "urges", AZ, sentence=NASTY, document=NASTY)], symmetric=())
        export(store, tmp_path / "g.gexf")
    graph = nx.read_gexf(tmp_path / "g.gexf")
    labels = {values["label"] for _, values in graph.nodes(data=True)}
    assert "<b>&\"';|\n]]>" in labels


def test_what_a_filtered_file_holds_has_an_edge(store: Store, tmp_path: Path) -> None:
    options = ExportOptions(filters=Filters(relations=("urges",)))
    assert export(store, tmp_path / "g.gexf", options=options).actors == 4


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-09-27", "2021-09-27", "2021-09-27"),
    ],
)
def test_a_month_or_year_is_all_of_its_days(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)
