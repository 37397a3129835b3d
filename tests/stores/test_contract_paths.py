"""Paths, as every store must find them; runs over all stores (see conftest.py)."""

from __future__ import annotations

import pytest

from graphkit.errors import UsageError
from graphkit.stores import Filters, Store
from graphkit.stores.values import Path
from tests.stores.sample import AM, AZ, IL, RU, US, actor, statement
from tests.stores.test_contract import load


def steps(path: Path) -> list[tuple[str, str, str]]:
    return [(hop.start, hop.edge.relation, hop.end) for hop in path.hops]


def test_the_shortest_path_shows_relation_and_evidence_of_each_hop(graph: Store) -> None:
    (path,) = graph.path("Russia", "US")
    assert steps(path) == [
        ("russia", "meets", "azerbaijan"),
        ("azerbaijan", "urges", "united-states"),
    ]
    assert [hop.forward for hop in path.hops] == [False, False]
    assert path.hops[1].edge.evidence[0].sentence == "United States urges Azerbaijan (0)."
    assert path.documents["d1"].title == "Fighting erupts"
    assert path.actors["azerbaijan"].name == "Azerbaijan"


def test_a_path_from_an_actor_to_itself_has_no_hops(graph: Store) -> None:
    (path,) = graph.path("Armenia", "armenia")
    assert path.hops == ()
    assert path.actors["armenia"] == AM


def test_directed_paths_follow_edges_and_symmetric_ones_both_ways(graph: Store) -> None:
    out = Filters(direction="out")
    assert steps(graph.path(RU.id, AM.id, filters=out)[0]) == [
        ("russia", "meets", "azerbaijan"),
        ("azerbaijan", "denies", "armenia"),
    ]
    assert graph.path(AZ.id, US.id, filters=out) == ()
    back = graph.path(AZ.id, US.id, filters=Filters(direction="in"))
    assert steps(back[0]) == [("azerbaijan", "urges", "united-states")]


def test_max_hops_limits_a_path(graph: Store) -> None:
    assert graph.path("Klaar", "US", max_hops=3) == ()
    assert len(graph.path("Klaar", "US", max_hops=4)[0].hops) == 4
    assert graph.path("Klaar", "Klaar", max_hops=0)[0].hops == ()
    with pytest.raises(UsageError, match="--max-hops is 21"):
        graph.path("Klaar", "US", max_hops=21)
    with pytest.raises(UsageError, match="-k is 0"):
        graph.path("Klaar", "US", k=0)


@pytest.mark.parametrize(
    ("filters", "hops"),
    [
        (Filters(relations=("urges",)), None),
        (Filters(relations=("urges", "denies")), ["urges", "denies", "urges"]),
        (Filters(kinds=("state",)), None),
        (Filters(kinds=("event",)), ["urges", "denies", "urges"]),
        (Filters(until="2020-09"), None),
        (Filters(since="2020-09-29", until="2020-10-03"), ["urges", "denies", "urges"]),
        (Filters(since="2020-10-04"), None),
        (Filters(negated=False), ["urges", "denies", "urges"]),
    ],
)
def test_filters_choose_the_edges_a_path_may_use(
    graph: Store, filters: Filters, hops: list[str] | None
) -> None:
    found = graph.path("US", "EU", filters=filters)
    assert ([relation for _, relation, _ in steps(found[0])] if found else None) == hops


def test_a_date_filter_counts_and_shows_only_that_evidence(graph: Store) -> None:
    (path,) = graph.path("US", "Azerbaijan", filters=Filters(since="2020-10"), evidence=5)
    edge = path.hops[0].edge
    assert (edge.count, edge.first, edge.last) == (1, "2020-10-02", "2020-10-02")
    assert (edge.cameo, len(edge.evidence)) == ("0231", 1)


def test_open_relations_count_only_when_asked_for(graph: Store) -> None:
    assert graph.path("Israel", "Azerbaijan") == ()
    for filters in (Filters(open=True), Filters(kinds=("open",)), Filters(relations=("open",))):
        assert steps(graph.path("Israel", "Azerbaijan", filters=filters)[0]) == [
            ("israel", "open", "azerbaijan")
        ]
    out = Filters(open=True, direction="out")
    assert graph.path("Azerbaijan", "Israel", filters=out) == ()


def test_a_hop_prefers_what_is_not_negated_then_most_evidence(store: Store) -> None:
    items = [statement(US, "attacks", IL, at=n, negated=True) for n in range(3)]
    items += [statement(IL, "aids", US, at=10), statement(IL, "praises", US, at=20)]
    items += [statement(IL, "praises", US, at=30)]
    load(store, items)
    (path,) = store.path("US", "Israel", filters=Filters())
    hop = path.hops[0]
    assert (hop.edge.relation, hop.forward, hop.others, hop.weight) == ("praises", False, 2, 6)


def test_of_equally_short_paths_the_one_with_most_evidence_wins_then_ids(store: Store) -> None:
    via = [actor(name) for name in ("Cc", "Bb", "Aa")]
    items = [statement(US, "urges", it, at=n) for n, it in enumerate(via)]
    items += [statement(it, "urges", IL, at=n) for n, it in enumerate(via)]
    items += [statement(US, "aids", via[1], at=50)]
    load(store, items)
    found = store.path("US", "Israel", k=5)
    assert [path.hops[0].end for path in found] == ["bb", "aa", "cc"]


def test_an_unknown_relation_lists_the_nearest(graph: Store) -> None:
    with pytest.raises(UsageError, match=r"no relation 'urgs'.*urges"):
        graph.path("US", "EU", filters=Filters(relations=("urgs",)))
    # Known to the ontology, but not in this graph: an answer, and a true one.
    assert graph.path("US", "EU", filters=Filters(relations=("invades",))) == ()
