"""What a graph keeps beside who does what: rules, endings, sources of dates, documents, notes."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.errors import StoreError
from graphkit.model import Actor, Document
from graphkit.stores import Filters, Store, open_store
from graphkit.stores.records import read_statements
from graphkit.stores.sqlite import migration
from graphkit.stores.sqlite.schema import TABLES
from tests.neo4j_server.fixtures import Reachable
from tests.stores.conftest import StoreFactory
from tests.stores.sample import AM, AZ, DOCUMENTS, EU, PASHINYAN, SYMMETRIC, US, statement, world
from tests.stores.test_contract import dump, load

OLD = Path(__file__).parent / "old"


def test_rule_ending_and_source_of_the_date_come_back(store: Store) -> None:
    told = [
        statement(US, "urges", AZ, date="2020-01-01", date_of="text", rule="urges/urge.obj"),
        statement(US, "urges", AZ, at=50, date="2020-01-02", date_of="document"),
        statement(PASHINYAN, "leads", AM, at=90, kind="state", ended=True, rule="leads/former"),
    ]
    load(store, told)
    assert [s.to_dict() for s in store.statements()] == [s.to_dict() for s in told]
    (edge,) = store.evidence("US", "Azerbaijan").edges
    assert [(e.date_of, e.rule) for e in edge.evidence] == [
        ("text", "urges/urge.obj"),
        ("document", ""),
    ]


def test_a_tie_that_is_over_stands_apart_from_one_that_lasts(store: Store) -> None:
    load(
        store,
        [
            statement(PASHINYAN, "leads", AM, kind="state"),
            statement(PASHINYAN, "leads", AM, at=50, kind="state", ended=True),
        ],
    )
    found = store.evidence("Nikol Pashinyan", "Armenia")
    assert [(edge.ended, edge.count) for edge in found.edges] == [(False, 1), (True, 1)]
    lasting = store.evidence("Nikol Pashinyan", "Armenia", filters=Filters(ended=False))
    assert [edge.id for edge in lasting.edges] == [found.edges[0].id]


def test_a_path_passes_over_what_is_ended_negated_or_not_told_as_a_fact(store: Store) -> None:
    over = statement(US, "urges", AM, at=0, ended=True)
    denied = statement(US, "urges", AM, at=10, negated=True)
    planned = statement(US, "visits", AM, at=20, modality="planned")
    load(store, [over, denied, planned])
    assert store.path("US", "Armenia") == ()
    (path,) = store.path("US", "Armenia", filters=Filters())
    assert (path.hops[0].weight, path.hops[0].edge.relation) == (3, "visits")
    load(store, [over, denied, planned, statement(US, "meets", AM, at=30, modality="reported")])
    (path,) = store.path("US", "Armenia")
    assert (path.hops[0].edge.relation, path.hops[0].others, path.hops[0].weight) == ("meets", 0, 1)


@pytest.mark.parametrize(
    ("filters", "relations"),
    [
        (Filters(modalities=("planned",)), ["visits"]),
        (Filters(modalities=("asserted", "planned")), ["urges", "visits"]),
        (Filters(modalities=("asserted",), since="2020"), []),
        (Filters(modalities=("planned",), since="2020"), ["visits"]),
    ],
)
def test_modalities_filter_edges_their_counts_and_evidence(
    store: Store, filters: Filters, relations: list[str]
) -> None:
    items = [
        statement(US, "urges", AM),
        statement(US, "visits", AM, at=20, modality="planned", date="2020-05-05"),
        statement(US, "visits", AM, at=40, modality="possible"),
    ]
    load(store, items)
    edges = store.evidence("US", "Armenia", filters=filters).edges
    assert sorted(edge.relation for edge in edges) == relations
    assert all(edge.count == len(edge.evidence) == 1 for edge in edges)
    near = store.neighbors("US", filters=filters)
    assert sum(n.weight for n in near.neighbors) == len(relations)


def test_what_is_known_of_a_document_is_kept_and_listed_with_its_statements(
    store: Store, store_factory: StoreFactory
) -> None:
    full = Document(
        "d1",
        "",
        "Title",
        "2020-09-29",
        "https://example.org/1",
        author="A. Author",
        text_hash="h1",
        read_by="r1",
        set_aside=('{"id": "x"}', "{}"),
    )
    load(store, world(), documents=[full, Document("bare", "")])
    by_id = {row.id: row for row in store.documents()}
    assert by_id["d1"].document() == full
    assert {name: row.statements for name, row in by_id.items()} == {
        "bare": 0, "d1": 5, "d2": 4, "d3": 2,
    }  # fmt: skip
    assert store.evidence("US", "Azerbaijan").documents["d1"].author == "A. Author"
    load(store, world())
    assert next(row for row in store.documents() if row.id == "d1").document() == full
    again = store_factory.again(store, write=True)
    load(again, [], documents=[replace(full, set_aside=(), read_by="r2")])
    found = next(row for row in again.documents() if row.id == "d1")
    assert (found.set_aside, found.read_by, found.statements) == ((), "r2", 0)


def test_notes_of_corrections_are_kept_until_others_take_their_place(
    store: Store, store_factory: StoreFactory
) -> None:
    assert store.edits() == ()
    store.set_edits(["b", "a"])
    store.set_edits(["c", "a", "b"])
    again = store_factory.again(store, write=True)
    assert again.edits() == ("c", "a", "b")
    again.set_edits([])
    assert again.edits() == ()


def test_an_actor_that_a_correction_put_in_anothers_place_still_tells_how_it_was_read(
    store: Store,
) -> None:
    read = Actor("eu-council", "Council", "organization", aliases=("The Council",))
    put = replace(EU, aliases=("Council",), read_as=read)
    load(store, [statement(put, "urges", AM), statement(EU, "urges", AM, at=70)])
    first, second = store.statements()
    assert (first.source, first.source.read_as, second.source.read_as) == (EU, read, None)
    assert first.source.read_as
    assert first.source.read_as.aliases == ("The Council",)
    assert store.resolve("Council").id == EU.id
    assert [a.actor.id for a in store.actors(order="id")] == ["armenia", "european-union"]


def test_a_statement_of_ones_own_has_no_offsets_and_comes_back(store: Store) -> None:
    record = statement(US, "meets", AZ).to_dict() | {"origin": "edit"}
    record |= {key: None for key in record if key.endswith(("_start", "_end"))}
    (own,) = read_statements([json.dumps(record).encode()], "own.jsonl")
    load(store, [own])
    (back,) = store.statements()
    assert back.origin == "edit"
    assert back.to_dict() == own.to_dict() == {**record}


# -- graphs of earlier layouts -------------------------------------------------------------------


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """The sample world as graphkit 0.1 stored it (layout 1)."""
    path = tmp_path / "old.db"
    db = sqlite3.connect(path)
    db.executescript((OLD / "layout_1.sql").read_text(encoding="utf-8"))
    db.close()
    return path


def _fresh(path: Path) -> Store:
    store = open_store(path, write=True)
    store.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    return store


def test_an_old_file_says_how_it_is_brought_forward(old_file: Path) -> None:
    with pytest.raises(StoreError, match=r"layout 1, this one reads 3.*graphkit migrate --graph"):
        open_store(old_file)


def test_an_old_file_opened_for_writing_is_as_one_made_today(
    old_file: Path, tmp_path: Path
) -> None:
    with open_store(old_file, write=True) as old, _fresh(tmp_path / "new.db") as new:
        assert dump(old) == dump(new)
        assert old.path("US", "Armenia", k=5) == new.path("US", "Armenia", k=5)
        assert load(old, world(), documents=DOCUMENTS).unchanged == 11
        for document in ("d2", "d1"):
            old.retract([document])
            new.retract([document])
            assert dump(old) == dump(new)
    schemas = []
    for path in (old_file, tmp_path / "new.db"):
        db = sqlite3.connect(path)
        rows = db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        schemas.append({name: " ".join(sql.replace('"', "").split()) for name, sql in rows})
        db.close()
    assert schemas[0] == schemas[1]


def test_a_migration_that_fails_leaves_the_old_file_as_it_was(
    old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old_file.read_bytes()
    monkeypatch.setattr(migration, "TABLES", (*TABLES, "CREATE TABLE broken ("))
    with pytest.raises(StoreError):
        open_store(old_file, write=True)
    monkeypatch.undo()
    assert old_file.read_bytes() == before
    with open_store(old_file, write=True) as store:
        assert store.stats().statements == 11


@pytest.mark.neo4j
def test_an_old_graph_on_a_server_opened_for_writing_is_as_one_made_today(
    neo4j_empty: Reachable, tmp_path: Path
) -> None:
    for text in (OLD / "layout_2.cypher").read_text(encoding="utf-8").split(";\n"):
        if text.strip():
            neo4j_empty.query(text)
    with pytest.raises(StoreError, match=r"layout 2, this one reads \d.*graphkit migrate --graph"):
        open_store(neo4j_empty.url)
    with open_store(neo4j_empty.url, write=True) as old, _fresh(tmp_path / "new.db") as new:
        assert dump(old) == dump(new)
        assert old.path("US", "Armenia", k=5) == new.path("US", "Armenia", k=5)
        assert load(old, world(), documents=DOCUMENTS).unchanged == 11
        old.retract(["d2"])
        new.retract(["d2"])
        assert dump(old) == dump(new)
