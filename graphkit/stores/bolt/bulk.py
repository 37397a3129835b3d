"""A graph of any store as labelled nodes and typed relationships, just as Neo4j would hold it.

What `graphkit export --format neo4j-admin` and `--format cypher` write; loading it gives the graph
that `graphkit load` would have made, so that graphkit can go on with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graphkit.model import Statement
from graphkit.stores.bolt.evidence import Item, item_of
from graphkit.stores.bolt.shape import (
    LAYOUT,
    actor_properties,
    edge_properties,
    form_mark,
    label_of,
    type_of,
)
from graphkit.stores.bolt.writer import Entry
from graphkit.stores.merge import (
    EdgeKey,
    edge_id,
    edge_key_of,
    fingerprint,
    form_of,
    form_text,
    merge_forms,
    read_form,
)
from graphkit.stores.values import (
    GraphNode,
    GraphRelationship,
    PropertyValue,
    RelationInfo,
    StoredDocument,
)

if TYPE_CHECKING:
    from graphkit.stores.contract import Store


def property_graph(
    store: Store, keep: Callable[[Statement], bool] | None
) -> Iterator[GraphNode | GraphRelationship]:
    """See `Store.property_graph`.

    One document's statements, all actors and one edge's evidence are in memory; the rest waits in
    a temporary file.
    """
    with TemporaryDirectory(prefix="graphkit-") as folder:
        waiting = sqlite3.connect(Path(folder, "edges.db"), isolation_level=None)
        try:
            yield from _nodes(store, keep, waiting)
            yield from _relationships(waiting)
        finally:
            waiting.close()


class _Collected:
    """What is counted while statements go by."""

    def __init__(self) -> None:
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.says: Counter[str] = Counter()
        self.edges: dict[str, set[str]] = defaultdict(set)
        self.evidence: Counter[str] = Counter()


def _nodes(
    store: Store, keep: Callable[[Statement], bool] | None, waiting: sqlite3.Connection
) -> Iterator[GraphNode]:
    waiting.execute("PRAGMA journal_mode = OFF")
    waiting.execute("PRAGMA synchronous = OFF")
    waiting.execute("CREATE TABLE item (edge TEXT, facts TEXT, item TEXT)")
    waiting.execute("BEGIN")
    relations = {row.name: row for row in store.relations()}
    collected = _Collected()
    notes = list(store.edits()) or None
    mark: dict[str, PropertyValue] = {"name": "graphkit", "layout": LAYOUT, "edits": notes}
    yield GraphNode(("GraphkitGraph",), "name", mark)
    statements = (s for s in store.statements() if keep is None or keep(s))
    following = next(statements, None)
    for document in store.documents():
        entries: list[Entry] = []
        while following is not None and following.document == document.id:
            entries.append(_collect(collected, waiting, following, relations))
            following = next(statements, None)
        yield _document(document, entries)
    for name in sorted(collected.evidence):
        info = relations[name]
        yield GraphNode(
            ("GraphkitRelation",),
            "name",
            {
                "name": name,
                "kind": info.kind,
                "symmetric": info.symmetric,
                "edges": len(collected.edges[name]),
                "evidence": collected.evidence[name],
            },
        )
    for actor, counts in sorted(collected.forms.items()):
        forms = dict(sorted(counts.items()))
        merged = merge_forms({read_form(actor, text): n for text, n in forms.items()})
        labels = ("Actor", label_of(merged.kind), "GraphkitActor")
        yield GraphNode(labels, "id", actor_properties(merged, forms, collected.says[actor]))


def _document(document: StoredDocument, entries: list[Entry]) -> GraphNode:
    return GraphNode(
        ("GraphkitDocument",),
        "id",
        {
            "id": document.id,
            "name": document.title or document.id,
            "title": document.title,
            "date": document.date,
            "url": document.url,
            "author": document.author,
            "text_hash": document.text_hash,
            "read_by": document.read_by,
            "set_aside": list(document.set_aside) or None,
            "evidence": sorted(entry.text() for entry in entries),
        },
    )


def _collect(
    collected: _Collected,
    waiting: sqlite3.Connection,
    s: Statement,
    relations: dict[str, RelationInfo],
) -> Entry:
    alike = relations[s.relation].symmetric
    key, swapped = edge_key_of(s, alike)
    edge = edge_id(key)
    said = s.attributed_to
    marks: list[str] = []
    for actor in (s.source, s.target, *([said] if said else [])):
        text = form_text(form_of(actor))
        collected.forms[actor.id][text] += 1
        marks.append(form_mark(text))
    if said and s.kind != "open":
        collected.says[said.id] += 1
    collected.edges[s.relation].add(edge)
    collected.evidence[s.relation] += 1
    item = item_of(s, swapped, (marks[0], marks[1], marks[2] if said else None))
    facts = json.dumps([*key, s.kind, alike])
    entry = (item.document, item.date, item.sentence, item.text)
    waiting.execute("INSERT INTO item VALUES (?, ?, ?)", (edge, facts, json.dumps(entry)))
    return Entry(fingerprint(s).hex(), edge, type_of(s.relation), s.id)


def _relationships(waiting: sqlite3.Connection) -> Iterator[GraphRelationship]:
    waiting.execute("COMMIT")
    edge: str | None = None
    facts = ""
    items: list[Item] = []
    rows = waiting.execute("SELECT edge, facts, item FROM item ORDER BY edge")
    for number, said, text in rows:
        if number != edge:
            if edge is not None:
                yield _relationship(edge, facts, items)
            edge, facts, items = number, said, []
        items.append(Item(*json.loads(text)))
    if edge is not None:
        yield _relationship(edge, facts, items)


def _relationship(edge: str, facts: str, items: list[Item]) -> GraphRelationship:
    *parts, kind, alike = json.loads(facts)
    key = EdgeKey(*parts)
    properties = edge_properties(edge, key, kind, alike, items)
    return GraphRelationship(type_of(key.relation), key.source, key.target, properties)
