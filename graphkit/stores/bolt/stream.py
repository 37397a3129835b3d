"""Everything in a Neo4j graph, in a fixed order, a part at a time; and the graph in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from graphkit.model import Actor, Edge, Statement
from graphkit.stores.bolt.connection import run
from graphkit.stores.bolt.edges import EdgeReader
from graphkit.stores.bolt.evidence import items_of, statement_of
from graphkit.stores.bolt.shape import form_mark
from graphkit.stores.bolt.writer import ABOUT, Entry
from graphkit.stores.merge import Form, actor_of_form, read_form
from graphkit.stores.order import edge_key, statement_key
from graphkit.stores.values import Filters, RelationInfo, Stats, StoredDocument

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

_SOURCES = 500
_EVIDENCE = 20_000


def all_edges(
    tx: ManagedTransaction | Transaction, filters: Filters, evidence: int | None
) -> Iterator[Edge]:
    """See `Store.edges`; holds the edges of some sources at a time."""
    reader = EdgeReader(tx, filters)
    sources = sorted(row["id"] for row in run(tx, "query/actors-all", kind=None, match=None))
    for part in _parts(sources, _SOURCES):
        yield from sorted(reader.from_sources(part, evidence), key=edge_key)


def _parts(items: list[str], size: int) -> Iterator[list[str]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]


def all_documents(tx: ManagedTransaction | Transaction) -> Iterator[StoredDocument]:
    """See `Store.documents`."""
    names = sorted(row["id"] for row in run(tx, "query/documents-all"))
    for part in _parts(names, _SOURCES):
        rows = {row["id"]: row for row in run(tx, "query/documents", ids=part)}
        for name in part:
            row = rows[name]
            yield StoredDocument(
                id=name,
                **{field: row[field] for field in ABOUT},
                set_aside=tuple(row["set_aside"] or ()),
                statements=len(row["evidence"] or ()),
            )


def edit_notes(tx: ManagedTransaction | Transaction) -> tuple[str, ...]:
    """See `Store.edits`."""
    rows = run(tx, "query/edits")
    return tuple(rows[0]["edits"] or ()) if rows else ()


def find_documents(
    tx: ManagedTransaction | Transaction, actors: Collection[str], statement: str | None
) -> tuple[str, ...]:
    """See `Store.find_documents`."""
    found: set[str] = set()
    if actors:
        rows = run(tx, "query/documents-naming", ids=sorted(actors))
        found.update(row["document"] for row in rows)
    if statement is not None:
        rows = run(tx, "query/documents-holding", ending=f" {statement}")
        found.update(row["document"] for row in rows)
    return tuple(sorted(found))


def all_wordings(tx: ManagedTransaction | Transaction) -> Iterator[tuple[Actor, int]]:
    """See `Store.wordings`."""
    for row in run(tx, "query/wordings"):
        for text, count in zip(row["forms"], row["counts"], strict=True):
            yield actor_of_form(read_form(row["id"], text)), count


def all_statements(
    tx: ManagedTransaction | Transaction, documents: Collection[str] | None = None
) -> Iterator[Statement]:
    """See `Store.statements`; holds the documents of some 20,000 statements at a time."""
    sizes = {
        row["id"]: row["evidence"]
        for row in run(tx, "query/documents-all")
        if documents is None or row["id"] in documents
    }
    part: list[str] = []
    held = 0
    for name in sorted(sizes):
        part.append(name)
        held += sizes[name]
        if held >= _EVIDENCE:
            yield from _statements(tx, part)
            part, held = [], 0
    if part:
        yield from _statements(tx, part)


def _statements(tx: ManagedTransaction | Transaction, documents: list[str]) -> list[Statement]:
    wanted: set[tuple[str, str]] = set()
    ids_of: dict[str, set[str]] = defaultdict(set)
    for row in run(tx, "query/documents", ids=documents):
        for entry in map(Entry.read, row["evidence"] or ()):
            wanted.add((row["id"], entry.statement))
            ids_of[entry.type].add(entry.edge)
    edges: list[dict[str, Any]] = []
    for name, ids in sorted(ids_of.items()):
        edges += run(tx, "query/statements", spell={"TYPE": name}, ids=sorted(ids))
    forms = _forms(tx, edges)
    found = [
        statement_of(item, edge["properties"], edge["source"], edge["target"], forms)
        for edge in edges
        for item in items_of(edge["properties"])
        if (item.document, item.statement) in wanted
    ]
    return sorted(found, key=statement_key)


def _forms(
    tx: ManagedTransaction | Transaction, edges: Iterable[dict[str, Any]]
) -> dict[str, Form]:
    """Wordings of all actors that edges name, by mark and actor."""
    actors: set[str] = set()
    for edge in edges:
        actors |= {edge["source"], edge["target"]}
        said_by = edge["properties"].get("attributed_to")
        if said_by is not None:
            actors.add(said_by)
    return {
        f"{form_mark(text)} {row['id']}": read_form(row["id"], text)
        for row in run(tx, "query/forms", ids=sorted(actors))
        for text in row["forms"]
    }


def find_relations(tx: ManagedTransaction | Transaction) -> tuple[RelationInfo, ...]:
    """See `Store.relations`."""
    rows = (RelationInfo(**row) for row in run(tx, "load/relations"))
    return tuple(sorted(rows, key=lambda item: item.name))


def find_stats(tx: ManagedTransaction | Transaction) -> Stats:
    """See `Store.stats`."""
    (edges,) = run(tx, "query/stats-edges")
    kinds = {row["kind"]: row["actors"] for row in run(tx, "query/stats-actors")}
    (documents,) = run(tx, "query/stats-documents")
    relations = find_relations(tx)
    return Stats(
        actors=sum(kinds.values()),
        edges=edges["edges"],
        statements=edges["statements"],
        documents=documents["documents"],
        negated=edges["negated"],
        attributed=edges["attributed"],
        first=edges["first"],
        last=edges["last"],
        kinds=dict(sorted(kinds.items())),
        relations=tuple(sorted(relations, key=lambda item: (-item.evidence, item.name))),
    )
