"""Neo4j and the embedded store, side by side: any graph, any question, the same answer."""

from __future__ import annotations

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.model import Document, Statement
from graphkit.stores import Filters, Store, open_store
from tests.neo4j_server.fixtures import Reachable
from tests.stores.sample import SYMMETRIC
from tests.stores.test_contract import dump
from tests.stores.test_properties import FILTERS, statements

pytestmark = pytest.mark.neo4j


def answers(store: Store, filters: Filters) -> list[object]:
    """What a graph says to every question about every actor."""
    ids = [summary.actor.id for summary in store.actors(order="id")]
    found: list[object] = [list(store.edges(filters=filters, evidence=2)), list(store.actors())]
    for one, other in itertools.permutations(ids, 2):
        found.append(store.path(one, other, filters=filters, k=2))
        found.append(store.evidence(one, other, filters=filters, limit=2))
    for one in ids:
        found.append(store.neighbors(one, hops=2, filters=filters, cap=2))
        found.append(store.evidence(one, one, filters=filters))
        found.append(store.profile(one, limit=2))
        found.append(store.path(one, one))
    return found


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(items=statements(), later=statements(), filters=FILTERS)
def test_both_stores_answer_alike(
    neo4j_server: Reachable, items: list[Statement], later: list[Statement], filters: Filters
) -> None:
    neo4j_server.empty()
    with (
        TemporaryDirectory() as folder,
        open_store(Path(folder, "g.db"), write=True) as embedded,
        open_store(neo4j_server.url, write=True) as neo4j,
    ):
        for store in (embedded, neo4j):
            store.load(items, documents=[Document("d1", "", "Title")], symmetric=SYMMETRIC)
            store.load(later, symmetric=SYMMETRIC, unnamed=True)
            store.retract(["d2"])
        assert dump(neo4j) == dump(embedded)
        known = {relation.name for relation in embedded.relations()} | {"urges", "meets", "open"}
        assert set(filters.relations) <= known
        assert answers(neo4j, filters) == answers(embedded, filters)


NASTY = st.one_of(
    st.sampled_from(
        [
            "'}) DETACH DELETE n //",
            '" RETURN 1; MATCH (n) DETACH DELETE n;',
            "`]->() DELETE r //",
            "\\u0027 + \\u0060",
            "\\",
            "{$row}",
            "a;b:c",
            "\x00\x1b[31m",
            "’‘“”\u2028",
            "../../etc/passwd",
            ":exit",
            "// Title\nCREATE (x)",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
)


@st.composite
def hostile(draw: st.DrawFn) -> tuple[Statement, Document]:
    from tests.stores.sample import actor, statement

    source = actor(
        draw(NASTY), draw(NASTY), id=draw(NASTY), role=draw(NASTY), aliases=(draw(NASTY),)
    )
    target = actor(draw(NASTY), id="t" + draw(NASTY), country=draw(NASTY))
    document = Document(draw(NASTY), "", draw(NASTY), draw(NASTY), draw(NASTY))
    item = statement(
        source,
        draw(NASTY),
        target,
        document=document.id,
        kind=draw(st.sampled_from(["event", "state"])),
        date=draw(NASTY),
        sentence=draw(NASTY),
        predicate=draw(NASTY),
        modality=draw(NASTY),
        said_by=actor(draw(NASTY), id="s" + draw(NASTY)),
        cameo=draw(NASTY),
    )
    return item, document


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pair=hostile())
def test_hostile_texts_arrive_as_data(
    neo4j_server: Reachable, pair: tuple[Statement, Document]
) -> None:
    """Names, relations, dates and file names are stored as they are and run as nothing."""
    item, document = pair
    neo4j_server.empty()
    neo4j_server.query("CREATE (:Bystander {name: 'untouched'})")
    with open_store(neo4j_server.url, write=True) as store:
        store.load([item], documents=[document], symmetric=SYMMETRIC)
        assert list(store.statements()) == [item]
        (back,) = store.statements()
        assert set(back.source.aliases) == set(item.source.aliases) - {item.source.name}
        (info,) = store.documents()
        assert (info.id, info.title, info.date, info.url) == (
            document.id, document.title, document.date, document.url,
        )  # fmt: skip
        assert store.resolve(item.source.id).name == item.source.name
        (path,) = store.path(
            item.source.id, item.target.id, filters=Filters(relations=(item.relation,), open=True)
        )
        assert path.hops[0].edge.evidence[0].sentence == item.sentence
        store.retract([document.id])
    assert neo4j_server.query("MATCH (n) WHERE NOT n:GraphkitGraph RETURN labels(n) AS labels") == [
        {"labels": ["Bystander"]}
    ]
