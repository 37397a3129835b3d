"""What every store must do; runs over all of them (see conftest.py)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from graphkit.errors import (
    AmbiguousActorError,
    InputError,
    UnknownActorError,
    UsageError,
)
from graphkit.model import Document, Statement
from graphkit.stores import Filters, Store
from graphkit.stores.values import LoadReport, RetractReport
from tests.stores.conftest import StoreFactory
from tests.stores.sample import (
    AM,
    AZ,
    CROWD,
    DOCUMENTS,
    EU,
    IL,
    KLAAR,
    PASHINYAN,
    RU,
    SYMMETRIC,
    US,
    actor,
    statement,
    world,
)


def load(store: Store, statements: list[Statement], **options: object) -> LoadReport:
    return store.load(statements, symmetric=SYMMETRIC, **options)  # type: ignore[arg-type]


def dump(store: Store) -> tuple[object, ...]:
    """Everything a graph shows."""
    return (
        list(store.edges(evidence=None)),
        [(s.actor, s.actor.aliases, s.partners, s.evidence) for s in store.actors(order="id")],
        list(store.documents()),
        [(s, s.source.aliases, s.target.aliases) for s in store.statements()],
        store.stats(),
    )


# -- loading -----------------------------------------------------------------------------------


def test_report_says_what_a_load_did(store: Store) -> None:
    assert load(store, world()) == LoadReport(documents=3, added=11)


def test_loading_the_same_again_changes_nothing_and_says_so(graph: Store) -> None:
    before = dump(graph)
    assert load(graph, world(), documents=DOCUMENTS) == LoadReport(documents=3, unchanged=11)
    assert dump(graph) == before


def test_a_changed_document_replaces_what_it_said(graph: Store) -> None:
    first = [s for s in world() if s.document == "d1"]
    changed = [*first[:3], replace(first[3], confidence=0.5)]
    assert load(graph, changed) == LoadReport(documents=1, added=1, unchanged=3, removed=2)
    assert {s.id for s in graph.statements() if s.document == "d1"} == {s.id for s in changed}
    assert "leads" not in {edge.relation for edge in graph.edges()}


def test_a_document_rebuilt_to_nothing_loses_its_statements_but_is_remembered(graph: Store) -> None:
    report = load(graph, [], documents=[DOCUMENTS[1]])
    assert report == LoadReport(documents=1, removed=4)
    assert graph.stats().documents == 3
    with pytest.raises(UnknownActorError):
        graph.resolve("Russia")


def test_pieces_of_one_document_in_one_load_add_up(store: Store) -> None:
    pieces = sorted(world(), key=lambda s: s.sentence_start)
    assert [s.document for s in pieces] != sorted(s.document for s in pieces)
    assert load(store, pieces).added == 11
    assert store.stats().statements == 11


def test_pieces_of_one_document_in_different_transactions_add_up(store: Store) -> None:
    many = [statement(US, "urges", AZ, document=f"x{n}") for n in range(5001)]
    parts = [world()[0], *many, *world()[1:]]
    assert load(store, parts).added == 5012
    assert store.stats().documents == 5004
    assert load(store, parts) == LoadReport(documents=5004, unchanged=5012)


def test_the_same_statement_twice_counts_once(store: Store) -> None:
    assert load(store, [*world(), *world()]).added == 11
    assert store.stats().statements == 11


def test_two_statements_of_one_id_that_differ_are_refused_and_nothing_is_stored(
    store: Store,
) -> None:
    twin = replace(world()[0], sentence="Something else.")
    with pytest.raises(InputError, match="comes twice with different content"):
        load(store, [*world(), twin])
    assert store.stats().statements == 0


def test_a_relation_has_one_kind(graph: Store) -> None:
    with pytest.raises(InputError, match="'urges' as state, the graph has it as event"):
        load(graph, [statement(US, "urges", AM, document="d9", kind="state")])
    assert graph.stats().documents == 3


def test_a_relation_is_symmetric_or_not_for_the_whole_graph(graph: Store) -> None:
    with pytest.raises(InputError, match="'meets' is not symmetric in the ontology in use"):
        graph.load([statement(US, "meets", AM, document="d9")], symmetric=())


def test_symmetric_relations_come_from_the_ontology_when_not_given(store: Store) -> None:
    store.load([statement(RU, "meets", AZ)])
    (edge,) = store.edges()
    assert (edge.source, edge.target, edge.symmetric) == ("azerbaijan", "russia", True)


def test_unnamed_actors_stay_out_unless_asked_for(store: Store) -> None:
    crowd = statement(CROWD, "protests-against", AM, document="d5")
    said = statement(US, "urges", AM, document="d5", at=50, said_by=CROWD)
    assert load(store, [crowd, said]) == LoadReport(documents=1, added=1, unnamed=1)
    (edge,) = store.edges(evidence=None)
    assert edge.attributed_to is None
    assert edge.evidence[0].modality == "reported"
    assert load(store, [crowd, said], unnamed=True).added == 2
    assert store.resolve("protesters").named is False


def test_progress_is_told_after_each_transaction(store: Store) -> None:
    told: list[LoadReport] = []
    report = load(store, world(), documents=DOCUMENTS, progress=told.append)
    assert told[-1] == report


def test_statements_come_back_as_they_went_in(graph: Store) -> None:
    expected = sorted(world(), key=lambda s: (s.document, s.sentence_start))
    assert list(graph.statements()) == expected
    assert [s.to_dict() for s in graph.statements()] == [s.to_dict() for s in expected]


def test_a_graph_outlives_the_process_that_made_it(
    graph: Store, store_factory: StoreFactory
) -> None:
    before = dump(graph)
    assert dump(store_factory.again(graph)) == before


def test_texts_that_look_like_code_arrive_as_data(store: Store) -> None:
    nasty = "'; DROP TABLE edge; -- \"`}{$ \\u0027 \n\t\x00\x1b[31m %s ?1 😀 العربية"
    it = actor(nasty, "person", id=nasty, role=nasty, aliases=(nasty + "2",))
    item = statement(it, nasty, AZ, document=nasty, sentence=nasty, predicate=nasty)
    document = Document(nasty, "", nasty, None, nasty)
    load(store, [item], documents=[document])
    assert list(store.statements()) == [item]
    assert next(store.documents()).url == nasty
    assert store.resolve(nasty).role == nasty
    assert store.path(nasty, AZ.id, filters=Filters(relations=(nasty,)))


def test_ids_with_a_null_character_are_found_from_every_side(store: Store) -> None:
    claimant = actor("Cid", id="c\0d")
    said = statement(actor("Ann", id="a\0b"), "urges", AZ, document="d\0e", said_by=claimant)
    load(store, [said], documents=[Document("d\0e", "", "The title")])
    for name in ("a\0b", AZ.id):
        profile = store.profile(name)
        assert set(profile.actors) == {"a\0b", AZ.id, "c\0d"}
        assert profile.documents["d\0e"].title == "The title"
        near = store.neighbors(name)
        assert set(near.actors) == {"a\0b", AZ.id, "c\0d"}
    (path,) = store.path("a\0b", AZ.id)
    assert path.documents["d\0e"].title == "The title"
    assert store.evidence("a\0b", AZ.id).actors["c\0d"].name == "Cid"
    assert store.profile("c\0d").says == 1


# -- retraction --------------------------------------------------------------------------------


def test_retraction_leaves_the_graph_as_if_the_document_had_never_been(
    graph: Store, store_factory: StoreFactory
) -> None:
    assert graph.retract(["d2"]) == RetractReport(documents=1, removed=4)
    after = dump(graph)
    other = store_factory()
    load(other, [s for s in world() if s.document != "d2"], documents=[DOCUMENTS[0], DOCUMENTS[2]])
    assert after == dump(other)


def test_retraction_names_documents_it_does_not_know(graph: Store) -> None:
    report = graph.retract(["nope", "d3", "d3"])
    assert report == RetractReport(documents=1, removed=2, unknown=("nope",))


def test_an_edge_keeps_the_evidence_of_other_documents(store: Store) -> None:
    both = [
        statement(US, "urges", AZ, document="a", date="2020-01-01"),
        statement(US, "urges", AZ, document="b", date="2021-01-01"),
    ]
    load(store, both)
    store.retract(["a"])
    (edge,) = store.edges(evidence=None)
    assert (edge.count, edge.first, [e.document for e in edge.evidence]) == (1, "2021-01-01", ["b"])


def test_after_everything_is_retracted_nothing_is_left(graph: Store) -> None:
    graph.retract(["d1", "d2", "d3"])
    stats = graph.stats()
    assert (stats.actors, stats.edges, stats.statements, stats.documents) == (0, 0, 0, 0)
    assert graph.relations() == ()


# -- edges and actors --------------------------------------------------------------------------


def test_statements_of_one_key_are_one_edge_with_all_its_evidence(graph: Store) -> None:
    edge = next(e for e in graph.edges(evidence=None) if e.source == US.id)
    assert (edge.count, edge.first, edge.last) == (2, "2020-09-28", "2020-10-02")
    assert [e.date for e in edge.evidence] == ["2020-09-28", "2020-10-02"]
    assert edge.cameo == "02"  # a tie: the first by text


def test_negation_and_claimant_make_edges_apart(graph: Store) -> None:
    urges = [e.negated for e in graph.edges() if e.source == EU.id]
    assert urges == [False, True]
    accuses = next(e for e in graph.edges() if e.relation == "accuses")
    assert accuses.attributed_to == PASHINYAN.id


def test_edges_can_come_with_no_some_or_all_evidence(graph: Store) -> None:
    assert [len(e.evidence) for e in graph.edges(evidence=1)] == [1] * 10
    assert sum(len(e.evidence) for e in graph.edges(evidence=None)) == 11
    assert not any(e.evidence for e in graph.edges())


def test_an_actor_is_called_as_it_is_most_often_called_in_any_order_of_loads(
    store_factory: StoreFactory,
) -> None:
    long = actor("Jelena Porter", "person", id="porter", role="spokeswoman")
    short = actor("Porter", "person", id="porter")
    odd = actor("Jalina Porter", "other", id="porter", country="USA", aliases=("J. Porter",))
    items = [
        statement(who, "states", AZ, document=f"d{n}")
        for n, who in enumerate([long, short, odd, long])
    ]
    one = store_factory()
    for item in items:
        load(one, [item])
    found, before = one.resolve("porter"), dump(one)
    other = store_factory()
    for item in reversed(items):
        load(other, [item])
    assert found == actor("Jelena Porter", "person", id="porter", country="USA", role="spokeswoman")
    assert found.aliases == ("J. Porter", "Jalina Porter", "Porter")
    assert before == dump(other)


def test_actors_are_listed_by_evidence_or_id_and_filtered(graph: Store) -> None:
    assert [s.actor.id for s in graph.actors(limit=2)] == ["armenia", "azerbaijan"]
    assert next(graph.actors()).partners == 3  # Azerbaijan, Pashinyan, the Union
    assert next(graph.actors()).evidence == 5
    people = [s.actor.id for s in graph.actors(kind="person", order="id")]
    assert people == [PASHINYAN.id, KLAAR.id]
    assert [s.actor.id for s in graph.actors(match="BAK")] == ["azerbaijan"]
    with pytest.raises(UsageError, match="unknown kind of actor 'planet'"):
        list(graph.actors(kind="planet"))


# -- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("united-states", "united-states"),
        ("the united STATES", "united-states"),
        ("U.S.", "united-states"),
        ("USA", "united-states"),
        ("Bakú", "azerbaijan"),
        ("EU", "european-union"),
        ("E.U.", "european-union"),
        ("pashinyan", "nikol-pashinyan"),
    ],
)
def test_a_name_is_found_by_id_alias_or_abbreviation(
    graph: Store, name: str, expected: str
) -> None:
    assert graph.resolve(name).id == expected


def test_an_unknown_name_lists_the_nearest(graph: Store) -> None:
    with pytest.raises(UnknownActorError, match=r"no actor 'Azerbajan'.*'Azerbaijan'"):
        graph.path("Azerbajan", "Armenia")


def test_an_ambiguous_name_lists_its_candidates_and_an_id_always_wins(store: Store) -> None:
    state = actor("Georgia", id="georgia-us", country="USA")
    country = actor("Georgia", id="georgia", country="GEO")
    third = actor("Republic of Georgia", "government", id="g", aliases=("Géorgia",))
    load(store, [statement(state, "urges", country), statement(third, "urges", state, at=9)])
    with pytest.raises(AmbiguousActorError, match=r"(?s)2 actors.*georgia  .*georgia-us  "):
        store.resolve("GEORGIA")
    assert store.resolve("georgia").country == "GEO"
    assert store.resolve("georgia-us").country == "USA"


# -- neighbourhood, profile, evidence, numbers -------------------------------------------------


def test_neighbours_stand_nearest_first_then_by_evidence(graph: Store) -> None:
    near = graph.neighbors("Armenia", hops=2)
    assert [(n.actor.id, n.distance, n.weight) for n in near.neighbors] == [
        ("azerbaijan", 1, 2),
        ("european-union", 1, 2),
        ("nikol-pashinyan", 1, 1),
        ("russia", 2, 2),
        ("united-states", 2, 2),
        ("toivo-klaar", 2, 1),
    ]
    assert (near.found, near.left_out) == ((3, 3), (0, 0))
    assert len(near.edges) == 9
    assert all(len(edge.evidence) == 1 for edge in near.edges)


def test_the_cap_says_what_it_left_out(graph: Store) -> None:
    near = graph.neighbors("Armenia", hops=2, cap=2)
    assert [n.actor.id for n in near.neighbors] == ["azerbaijan", "european-union"]
    assert (near.found, near.left_out) == ((3, 3), (1, 3))
    assert {edge.relation for edge in near.edges} == {"accuses", "denies", "urges"}
    with pytest.raises(UsageError, match="--cap is 0"):
        graph.neighbors("Armenia", cap=0)


def test_neighbours_honour_direction_and_filters(graph: Store) -> None:
    def near(**options: object) -> list[str]:
        filters = Filters(**options)  # type: ignore[arg-type]
        return [n.actor.id for n in graph.neighbors(AZ.id, filters=filters).neighbors]

    assert near() == ["armenia", "united-states", "russia"]
    assert near(direction="out") == ["armenia", "russia"]
    assert near(direction="in") == ["united-states", "armenia", "russia"]
    assert near(relations=("urges",)) == ["united-states"]
    assert near(since="2020-11") == ["russia"]
    assert near(relations=("meets",), direction="in") == ["russia"]
    assert near(open=True) == ["armenia", "united-states", "israel", "russia"]


def test_a_profile_sums_an_actor_up(graph: Store) -> None:
    profile = graph.profile("Azerbaijan")
    assert profile.actor.aliases == ("Baku",)
    assert [(p.actor.id, p.weight) for p in profile.partners] == [
        ("armenia", 2),
        ("united-states", 2),
        ("russia", 1),
    ]
    assert [(r.relation, r.direction, r.evidence) for r in profile.relations] == [
        ("urges", "in", 2),
        ("accuses", "in", 1),
        ("denies", "out", 1),
        ("meets", "both", 1),
    ]
    assert (profile.evidence, profile.edges_found, profile.documents_found) == (5, 4, 2)
    assert (profile.first, profile.last) == ("2020-09-28", "2020-11-09")
    assert graph.profile("Pashinyan").says == 1
    short = graph.profile("Azerbaijan", limit=1)
    assert (len(short.edges), len(short.partners), short.partners_found) == (1, 1, 3)


def test_evidence_between_two_actors_is_complete_and_names_its_source(graph: Store) -> None:
    found = graph.evidence("Armenia", "EU")
    assert [(edge.negated, edge.count) for edge in found.edges] == [(False, 1), (True, 1)]
    assert found.edges[0].evidence[0].modality == "reported"
    assert found.documents["d2"].title == "Talks"
    assert found.left_out == 0
    assert graph.evidence("Armenia", "EU", filters=Filters(direction="out")).edges == ()
    assert graph.evidence("Armenia", "EU", limit=1).left_out == 1
    assert graph.evidence("Israel", "Azerbaijan").edges == ()


def test_undated_evidence_comes_last(store: Store) -> None:
    dates = [None, "2020-05-01", None, "2019", "2020-05"]
    items = [statement(US, "urges", AZ, at=n, date=d) for n, d in enumerate(dates)]
    load(store, items)
    (edge,) = store.evidence("US", "Azerbaijan").edges
    found = [(e.date, e.sentence_start) for e in edge.evidence]
    assert found == [("2019", 3), ("2020-05", 4), ("2020-05-01", 1), (None, 0), (None, 2)]
    capped = store.evidence("US", "Azerbaijan", limit=4).edges[0].evidence
    assert capped == edge.evidence[:4]


def test_stats_count_everything(graph: Store) -> None:
    stats = graph.stats()
    assert (stats.actors, stats.edges, stats.statements, stats.documents) == (8, 10, 11, 3)
    assert (stats.negated, stats.attributed) == (1, 1)
    assert (stats.first, stats.last) == ("2020-09-28", "2020-11-09")
    assert stats.kinds == {"country": 5, "organization": 1, "person": 2}
    assert (stats.relations[0].name, stats.relations[0].evidence) == ("urges", 4)
    assert [r.name for r in graph.relations()] == sorted(r.name for r in stats.relations)
    assert next(r for r in graph.relations() if r.name == "meets").symmetric


def test_an_actor_may_stand_in_a_relation_to_itself(store: Store) -> None:
    load(store, [statement(US, "praises", US), statement(US, "praises", IL, at=50)])
    assert [n.actor.id for n in store.neighbors("US").neighbors] == ["israel"]
    assert store.profile("US").evidence == 2
    assert store.evidence("US", "US").edges[0].count == 1


# -- in memory ---------------------------------------------------------------------------------


def test_networkx_holds_everything(graph: Store) -> None:
    whole = graph.to_networkx()
    assert whole.number_of_nodes() == 8
    assert whole.number_of_edges() == 10
    assert whole.nodes["azerbaijan"]["aliases"] == '["Baku"]'
    edge = next(e for e in graph.edges(evidence=None) if e.source == US.id)
    values = whole.edges[US.id, AZ.id, edge.id]
    assert (values["relation"], values["count"], values["last"]) == ("urges", 2, "2020-10-02")
    evidence = json.loads(values["evidence"])
    assert [e["sentence"] for e in evidence] == [e.sentence for e in edge.evidence]


def test_networkx_writes_what_it_is_given(graph: Store, tmp_path: Path) -> None:
    whole = graph.to_networkx()
    for name in ("graphml", "gexf", "gml"):
        getattr(nx, f"write_{name}")(whole, tmp_path / name)
    assert len(nx.node_link_data(whole, edges="edges")["edges"]) == 10
    back = nx.read_graphml(tmp_path / "graphml", force_multigraph=True)
    assert set(back.edges(keys=True)) == set(whole.edges(keys=True))


def test_networkx_of_a_part(graph: Store) -> None:
    part = graph.to_networkx(actors=["Armenia", "EU", "US"], filters=Filters(negated=False))
    assert sorted(part.nodes) == ["armenia", "european-union", "united-states"]
    assert [(a, b) for a, b in part.edges()] == [("european-union", "armenia")]
