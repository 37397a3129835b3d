"""Corrections hold in every store, outlive new readings, and leave no trace when undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.corrections import Corrections, making
from graphkit.corrections.apply import edits_of
from graphkit.corrections.edits import Confirm, Edit, Entry, Reject
from graphkit.corrections.loading import Watched, load_corrected
from graphkit.corrections.revise import in_force, raw_statements, revise
from graphkit.errors import AmbiguousActorError, UnknownActorError, UsageError
from graphkit.export.registry import export
from graphkit.model import Statement
from graphkit.stores import Store
from tests.stores.conftest import StoreFactory
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
    actor,
    statement,
    world,
)
from tests.stores.test_contract import dump

PASHINIAN = actor("Nikola Pashinian", "person", country="ARM")


def told() -> list[Statement]:
    return [*world(), statement(PASHINIAN, "meets", RU, document="d4", sentence="They met.")]


@pytest.fixture
def graph(store: Store) -> Store:
    store.load(told(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    revise(store, [])
    return store


def picture(store: Store, folder: Path) -> tuple[object, ...]:
    """Everything a graph shows, and its exports byte for byte."""
    files = []
    for name in ("all.jsonl", "all.graphml"):
        export(store, folder / name)
        files.append((folder / name).read_bytes())
    return (dump(store), files)


def edited(store: Store, *edits: Edit, before: Sequence[Entry] = ()) -> list[Entry]:
    entries = [*before, *(making.entry(edit) for edit in edits)]
    revise(store, entries)
    return entries


def test_merged_actors_are_one_and_undo_parts_them_byte_for_byte(
    graph: Store, tmp_path: Path
) -> None:
    before = picture(graph, tmp_path)
    edited(graph, *making.merge(graph, "nikol-pashinyan", ["nikola-pashinian"]))
    merged = graph.resolve("Nikola Pashinian")
    assert (merged.id, merged.name) == ("nikol-pashinyan", "Nikol Pashinyan")
    assert "Nikola Pashinian" in merged.aliases
    assert {e.relation for e in graph.evidence("Nikol Pashinyan", "Russia").edges} == {
        "requests",
        "meets",
    }
    revise(graph, [])
    assert picture(graph, tmp_path) == before


def test_a_renamed_actor_is_found_by_both_names(graph: Store, tmp_path: Path) -> None:
    before = picture(graph, tmp_path)
    edited(graph, making.rename(graph, "Toivo Klaar", "Ambassador Klaar"))
    found = graph.resolve("Toivo Klaar")
    assert (found.id, found.name) == (KLAAR.id, "Ambassador Klaar")
    revise(graph, [])
    assert picture(graph, tmp_path) == before


def test_a_split_actor_is_two_and_its_name_is_never_taken_silently(
    graph: Store, tmp_path: Path
) -> None:
    before = picture(graph, tmp_path)
    entries = edited(graph, making.split(graph, "Nikol Pashinyan", ["d2"], None))
    with pytest.raises(AmbiguousActorError, match="nikol-pashinyan-2"):
        graph.resolve("Nikol Pashinyan")
    assert next(s.source.id for s in graph.statements(["d2"])) == "nikol-pashinyan-2"
    edited(graph, making.rename(graph, "nikol-pashinyan-2", "Another Pashinyan"), before=entries)
    assert graph.resolve("Another Pashinyan").id == "nikol-pashinyan-2"
    revise(graph, [])
    assert picture(graph, tmp_path) == before


def test_a_rejected_statement_stays_out_when_its_document_is_read_again(
    graph: Store, tmp_path: Path
) -> None:
    before = picture(graph, tmp_path)
    wrong = next(s for s in graph.statements() if s.relation == "denies")
    entries = edited(graph, Reject(making.claim(graph, [wrong.id], None)))
    assert graph.evidence("Azerbaijan", "Armenia").edges[0].relation != "denies"
    assert [s.id for s in raw_statements(graph)] == [
        s.id for s in sorted(told(), key=lambda s: (s.document, s.sentence_start))
    ]
    # Read again, the sentence stands elsewhere and is found under another id.
    moved = [
        replace(s, id=f"{s.id}-x", sentence_start=s.sentence_start + 7)
        for s in told()
        if s.document == "d1"
    ]
    for item in (moved, [s for s in told() if s.document == "d1"]):
        load_corrected(
            graph, DOCUMENTS[0], item, in_force(graph), unnamed=False, symmetric=SYMMETRIC
        )
        assert revise(graph, entries).idle == ()
        assert "denies" not in {edge.relation for edge in graph.edges()}
    revise(graph, [])
    assert picture(graph, tmp_path) == before


def test_all_that_is_told_so_of_two_can_be_rejected_everywhere(graph: Store) -> None:
    entries = edited(graph, Reject(making.claim(graph, ["Azerbaijan", "meets", "Russia"], None)))
    assert "meets" not in {e.relation for e in graph.evidence("Azerbaijan", "Russia").edges}
    more = [
        statement(RU, "meets", AZ, document="d7"),
        statement(RU, "urges", AZ, document="d7", at=9),
    ]
    watched = Watched(graph, in_force(graph))
    graph.load(watched.of(more), symmetric=SYMMETRIC)
    assert watched.touched == {"d7"}
    revise(graph, entries, fresh=watched.touched)
    assert [s.relation for s in graph.statements(["d7"])] == ["urges"]


def test_a_confirmed_statement_is_sure_until_undone(graph: Store, tmp_path: Path) -> None:
    before = picture(graph, tmp_path)
    edited(graph, Confirm(making.claim(graph, ["Azerbaijan", "denies", "Armenia"], None)))
    (item,) = [s for s in graph.statements() if s.relation == "denies"]
    assert item.confidence == 1.0
    revise(graph, [])
    assert picture(graph, tmp_path) == before


def test_a_statement_of_ones_own_follows_merges_and_goes_with_undo(
    graph: Store, tmp_path: Path
) -> None:
    before = picture(graph, tmp_path)
    own = making.relate(
        graph,
        ("Nikola Pashinian", "meets", "Toivo Klaar"),
        sentence="They met in Brussels.",
        where="https://example.org/minutes",
        date="2020-11-01",
        negated=False,
        ended=False,
    )
    entries = edited(graph, own)
    (edge,) = graph.evidence("Nikola Pashinian", "Toivo Klaar").edges
    (item,) = edge.evidence
    assert (item.sentence, item.confidence, item.sentence_start) == ("They met in Brussels.", 1, -1)
    found = next(row for row in graph.documents() if row.id == item.document)
    assert found.url == "https://example.org/minutes"
    edited(graph, *making.merge(graph, PASHINYAN.id, [PASHINIAN.id]), before=entries)
    assert graph.evidence("Nikol Pashinyan", "Toivo Klaar").edges
    assert [s.id for s in raw_statements(graph)] == [
        s.id for s in sorted(told(), key=lambda s: (s.document, s.sentence_start))
    ]
    revise(graph, [])
    assert picture(graph, tmp_path) == before


def test_edits_one_after_the_other_undone_in_any_order(graph: Store, tmp_path: Path) -> None:
    before = picture(graph, tmp_path)
    first = edited(graph, *making.merge(graph, PASHINYAN.id, [PASHINIAN.id]))
    second = edited(graph, making.rename(graph, PASHINYAN.id, "N. P."), before=first)
    after_two = picture(graph, tmp_path)
    third = edited(
        graph, Reject(making.claim(graph, ["N. P.", "meets", "Russia"], None)), before=second
    )
    assert all(e.relation != "meets" for e in graph.evidence("N. P.", "Russia").edges)
    revise(graph, third[:2])
    assert picture(graph, tmp_path) == after_two
    revise(graph, third[1:])
    revise(graph, third[2:])
    revise(graph, [])
    assert picture(graph, tmp_path) == before


def test_an_edit_that_fits_nothing_is_told_and_kept(graph: Store) -> None:
    entries = edited(
        graph,
        *making.merge(graph, PASHINYAN.id, [PASHINIAN.id]),
        Reject(making.claim(graph, ["Israel", "open", "Azerbaijan"], None)),
    )
    assert revise(graph, entries).idle == ()
    graph.retract(["d3", "d4"])
    assert revise(graph, entries).idle == tuple(entries)
    assert [e.id for e in in_force(graph).entries] == [e.id for e in entries]
    graph.load(told(), symmetric=SYMMETRIC)
    assert revise(graph, entries, fresh=["d1", "d2", "d3", "d4"]).idle == ()
    with pytest.raises(UnknownActorError):
        graph.resolve("Israel")


def test_the_only_bearer_of_a_surname_takes_it_until_there_is_another(
    store: Store, store_factory: StoreFactory, tmp_path: Path
) -> None:
    short = actor("Pashinyan", "person")
    full = actor("Anna Pashinyan", "person", country="ARM")
    pieces = [
        [statement(PASHINYAN, "leads", AM, document="a", kind="state")],
        [statement(short, "meets", RU, document="b")],
        [statement(full, "meets", IL, document="c")],
    ]
    pictures: list[object] = []
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        graph = store if not pictures else store_factory()
        for at in order:
            graph.load(pieces[at], symmetric=SYMMETRIC)
            report = revise(graph, [])
            if order == [0, 1, 2] and at == 1:
                assert report.merged == (
                    ("pashinyan", "nikol-pashinyan", "the only one of that surname"),
                )
                assert graph.resolve("Pashinyan").id == PASHINYAN.id
        assert in_force(graph).same == {}
        pictures.append(picture(graph, tmp_path))
        if graph is not store:
            graph.close()
    assert pictures[0] == pictures[1] == pictures[2]


def test_actors_told_apart_by_an_edit_are_not_merged(store: Store) -> None:
    store.load(
        [
            statement(PASHINYAN, "leads", AM, document="a", kind="state"),
            statement(actor("Pashinyan", "person"), "meets", RU, document="b"),
        ],
        symmetric=SYMMETRIC,
    )
    apart = making.apart(store, "nikol-pashinyan", "pashinyan")
    revise(store, [making.entry(apart)])
    assert {a.actor.id for a in store.actors(kind="person")} == {"nikol-pashinyan", "pashinyan"}


def test_what_was_set_aside_names_its_edit(graph: Store) -> None:
    entries = edited(graph, Reject(making.claim(graph, ["Azerbaijan", "denies", "Armenia"], None)))
    row = next(row for row in graph.documents() if row.set_aside)
    assert (row.id, edits_of(row.set_aside)) == ("d1", {entries[0].id})


def test_nonsense_is_refused_with_what_there_is(graph: Store) -> None:
    with pytest.raises(UsageError, match="one actor already"):
        making.merge(graph, "US", ["United States"])
    with pytest.raises(UsageError, match=r"there is: .*denies"):
        making.claim(graph, ["Azerbaijan", "attacks", "Armenia"], None)
    with pytest.raises(UsageError, match="no document 'd9'"):
        making.split(graph, "Armenia", ["d9"], None)
    assert Corrections().none
    assert EU.id
    assert US.id


def test_a_surname_alone_never_takes_one_of_its_bearers_silently(store: Store) -> None:
    store.load(
        [
            statement(actor("Bush", "person"), "meets", RU, document="a"),
            statement(actor("George Bush", "person"), "meets", RU, document="b"),
            statement(actor("Kate Bush", "person"), "meets", RU, document="c"),
        ],
        symmetric=SYMMETRIC,
    )
    revise(store, [])
    with pytest.raises(AmbiguousActorError, match="names 3 actors"):
        store.path("Bush", "Russia")
    assert store.resolve("bush").name == "Bush"


NETWORK = actor("Afghanistan Analysts Network", "organization", aliases=("AAN",))
AAN = actor("AAN", "organization")


def test_what_a_writer_stored_while_another_merged_its_actors_is_merged_too(store: Store) -> None:
    store.load([statement(NETWORK, "urges", US, document="a")], symmetric=SYMMETRIC)
    store.load([statement(AAN, "urges", RU, document="b")], symmetric=SYMMETRIC)
    assert [row[:2] for row in revise(store, []).merged] == [(AAN.id, NETWORK.id)]
    # The other one began before there was anything to merge: what it brings is stored as read.
    store.load([statement(AAN, "urges", AZ, document="late")], symmetric=SYMMETRIC)
    assert {s.source.id for s in store.statements(["late"])} == {AAN.id}
    assert revise(store, []).documents == 1
    assert {s.source.id for s in store.statements()} == {NETWORK.id}
    assert revise(store, []).documents == 0
