"""Lists, timelines, comparisons and the middle of a graph, over any store's contract."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from benchmarks.generate import generate
from graphkit.errors import UsageError
from graphkit.model import Document
from graphkit.queries.central import central
from graphkit.queries.compare import compare, span_of
from graphkit.queries.listing import list_edges
from graphkit.queries.timeline import timeline
from graphkit.stores import Filters, Store, open_store
from tests.stores.sample import (
    AM,
    AZ,
    DOCUMENTS,
    EU,
    IL,
    KLAAR,
    PASHINYAN,
    RU,
    SYMMETRIC,
    US,
    statement,
    world,
)


@pytest.fixture
def graph(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "graph.db", write=True)
    store.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    return store


@pytest.fixture
def years(tmp_path: Path) -> Store:
    """Two months that differ, and leaders who come and go."""
    store = open_store(tmp_path / "years.db", write=True)
    aid, war = ("aids", "attacks")
    items = [
        statement(US, aid, AZ, document="jan", at=0, date="2024-01-05", cameo="07"),
        statement(US, "urges", AZ, document="jan", at=50, date="2024-01-06"),
        statement(RU, "urges", AM, document="jan", at=100, date="2024-01-07"),
        statement(US, war, AZ, document="feb", at=0, date="2024-02-05", cameo="19"),
        statement(US, "urges", AZ, document="feb", at=50, date="2024-02-06"),
        statement(EU, "urges", AM, document="feb", at=100, date="2024-02-07"),
        statement(PASHINYAN, "leads", AM, document="jan", at=200, kind="state"),
        statement(PASHINYAN, "leads", AM, document="feb", at=200, kind="state"),
        statement(KLAAR, "represents", EU, document="feb", at=300, kind="state"),
        statement(IL, "allies-with", AZ, document="none", at=400, kind="state"),
    ]
    plover = {aid: "AID", war: "ASSAULT"}
    from dataclasses import replace

    items = [replace(i, plover=plover.get(i.relation, i.plover)) for i in items]
    documents = [
        Document("jan", "", date="2024-01-10"),
        Document("feb", "", date="2024-02-10"),
        Document("none", ""),
    ]
    store.load(items, documents=documents, symmetric=SYMMETRIC)
    return store


def told(edges: object) -> list[str]:
    return [f"{e.source} {e.relation} {e.target}" for e in edges]  # type: ignore[attr-defined]


def test_who_mediates_at_all_is_one_question(graph: Store) -> None:
    found = list_edges(graph, Filters(relations=("urges",)))
    assert told(found.edges) == [
        "united-states urges azerbaijan",
        "european-union urges armenia",
        "european-union urges armenia",
    ]
    assert found.actors["azerbaijan"].name == "Azerbaijan"
    assert found.documents["d1"].title == "Fighting erupts"


def test_edges_are_sorted_and_cut_and_the_rest_is_counted(graph: Store) -> None:
    late = list_edges(graph, Filters(), sort="last", limit=2)
    assert [edge.last for edge in late.edges] == ["2020-11-09", "2020-10-31"]
    assert late.found == 9
    first = list_edges(graph, Filters(), sort="first", limit=None)
    dates = [edge.first for edge in first.edges]
    assert dates == sorted(filter(None, dates)) + [None] * dates.count(None)
    mine = list_edges(graph, Filters(), actor="Armenia")
    assert mine.found == 5


def test_a_state_holds_from_its_first_telling_to_its_last(years: Store) -> None:
    def held(day: str) -> tuple[list[str], int]:
        found = list_edges(years, Filters(), as_of=day, sort="name")
        dated = [edge for edge in found.edges if edge.id not in found.undated]
        return told(dated), len(found.undated)

    leads = "nikol-pashinyan leads armenia"
    assert held("2024-01-20") == ([leads], 1)
    assert held("2024-02") == ([leads, "toivo-klaar represents european-union"], 1)
    assert held("2023") == ([], 1)
    with pytest.raises(UsageError, match="--as-of: 'soon' is no date"):
        held("soon")


def test_a_timeline_is_in_the_order_of_its_dates(graph: Store) -> None:
    dates = [one.evidence.date for one in timeline(graph, "Azerbaijan", None, Filters()).entries]
    assert dates == ["2020-09-28", "2020-09-28", "2020-09-29", "2020-10-02", "2020-11-09"]
    pair = timeline(graph, "Armenia", "EU", Filters(), limit=1, latest=True)
    assert [one.evidence.date for one in pair.entries] == ["2020-10-03"]
    assert pair.left_out == 1
    mixed = timeline(graph, "Armenia", None, Filters(), latest=True)
    assert mixed.entries[-1].evidence.date is None


def test_a_comparison_tells_what_is_new_gone_and_turned(years: Store) -> None:
    found = compare(years, "2024-01", "2024-02", Filters())
    assert told(found.new) == ["european-union urges armenia", "united-states attacks azerbaijan"]
    assert told(found.gone) == ["russia urges armenia", "united-states aids azerbaijan"]
    assert found.both == 1
    (turn,) = found.turned
    assert (turn.source, turn.target) == ("united-states", "azerbaijan")
    assert (turn.before, turn.after) == ("cooperative", "hostile")
    assert set(found.actors) >= {"russia", "united-states"}
    assert span_of("2020..2021-03") == ("2020", "2021-03")
    with pytest.raises(UsageError):
        compare(years, "x", "2024", Filters())


def test_the_middle_is_what_networkx_says(tmp_path: Path) -> None:
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load(generate(120, 400, seed=2))
        found = central(store, Filters(), sort="betweenness", limit=5)
        simple = nx.Graph()
        for edge in store.edges(filters=Filters()):
            if edge.source != edge.target:
                simple.add_edge(edge.source, edge.target)
    between = nx.betweenness_centrality(simple)
    best = sorted(simple, key=lambda name: (-between[name], name))[:5]
    assert [one.actor.id for one in found.central] == best
    assert all(one.degree == simple.degree(one.actor.id) for one in found.central)
    assert found.exact
    assert sum(found.communities) == len(simple) == found.found
    cuts = {tuple(sorted(pair)) for pair in nx.bridges(simple)}
    for a, b, parted in found.bridges:
        assert (a, b) in cuts
        without = nx.Graph(simple)
        without.remove_edge(a, b)
        parts = [nx.node_connected_component(without, end) for end in (a, b)]
        assert min(map(len, parts)) == parted


def test_nothing_has_no_middle(tmp_path: Path) -> None:
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load([])
        found = central(store, Filters())
    assert (found.central, found.bridges, found.communities) == ((), (), ())
