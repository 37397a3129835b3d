"""Documents in and out of Neo4j: one transaction per batch of whole documents.

A transaction first locks the graph's own node, so that there is one writer at a time, then reads
what its batch touches, works out in memory what must stand there afterwards and writes the
difference. The same statements twice therefore change nothing, and a transaction that is repeated
(after a lost connection, say) finds its own work done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graphkit.errors import StoreError
from graphkit.model import Document, Statement
from graphkit.stores.bolt.changes import ActorChanges, EdgeChanges, RelationChanges
from graphkit.stores.bolt.connection import Connection, run
from graphkit.stores.bolt.shape import LAYOUT, form_mark, form_text, item_of, type_of
from graphkit.stores.incoming import check_relation, contradiction, distinct
from graphkit.stores.merge import admit, edge_id, edge_key_of, form_of
from graphkit.stores.values import LoadReport, RetractReport

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH = 10_000
"""Statements per transaction, but never less than a document."""
_NODES = ("actor", "name", "document", "relation", "graph")
Batch = Mapping[str, list[Statement]]


class Entry(NamedTuple):
    """What a document's node keeps of one of its statements."""

    mark: str
    edge: str
    type: str
    statement: str

    def text(self) -> str:
        """As the node holds it; the statement's id comes last because it may hold blanks."""
        return " ".join(self)

    @classmethod
    def read(cls, text: str) -> Entry:
        """Read what `text` wrote."""
        return cls(*text.split(" ", 3))


@dataclass(slots=True)
class Held:
    """A document as the graph has it."""

    info: tuple[str | None, str | None, str | None]
    entries: dict[str, Entry]


@dataclass(slots=True)
class Changes:
    """What a transaction changes, collected before anything is written."""

    edges: EdgeChanges
    actors: ActorChanges
    relations: RelationChanges
    documents: dict[str, dict[str, object]] = field(default_factory=dict)


class Writer:
    """Writes batches through one connection.

    Args:
        connection: to a server of a supported version.

    Raises:
        StoreError: the graph there has another layout, or may not be written.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        for name in _NODES:
            connection.define(f"schema/{name}")
        rows = connection.write(lambda tx: run(tx, "schema/begin", layout=LAYOUT))
        check_layout(rows[0]["layout"], connection.url)
        self._types = {row["type"] for row in connection.define("schema/types")}
        # A graph that neo4j-admin imported has its relationships before their constraints.
        held = connection.read(lambda tx: run(tx, "load/relations"))
        self._define(row["name"] for row in held)

    def _define(self, relations: Iterable[str]) -> None:
        """Have the constraint of every relationship type before it is first used."""
        for name in sorted({type_of(relation) for relation in relations} - self._types):
            self._connection.define("schema/edge", TYPE=name)
            self._types.add(name)

    def load(
        self,
        batch: Batch,
        listed: Mapping[str, Document],
        *,
        unnamed: bool,
        symmetric: Collection[str],
        seen: Collection[str],
    ) -> LoadReport:
        """Store a batch in one transaction; see `graphkit.stores.sqlite.writer.Writer.load`."""
        kept = {
            name: [s for s in (admit(item, unnamed) for item in statements) if s is not None]
            for name, statements in batch.items()
        }
        self._define(s.relation for statements in kept.values() for s in statements)
        fresh = [name for name in batch if name not in seen]
        left_out = sum(len(batch[name]) - len(kept[name]) for name in batch)
        marked = {name: distinct(statements) for name, statements in kept.items()}

        def work(tx: ManagedTransaction) -> LoadReport:
            _lock(tx)
            held = _held(tx, batch)
            changes = _begin(tx)
            report = LoadReport(documents=len(fresh), unnamed=left_out)
            for name, wanted in marked.items():
                row = held.get(name)
                info = listed.get(name)
                if row is None and info is None and not wanted:
                    continue
                before = row.entries if row else {}
                same = {
                    k for k, (_, mark) in wanted.items() if k in before and before[k].mark == mark
                }
                gone = [
                    entry
                    for key, entry in before.items()
                    if key not in same and (name not in seen or key in wanted)
                ]
                if name in seen and gone:
                    raise contradiction(gone[0].statement, name)
                added = [s for key, (s, _) in wanted.items() if key not in same]
                for entry in gone:
                    changes.edges.take(entry.edge, entry.type, name, entry.statement)
                entries = {k: e for k, e in before.items() if k not in {g.statement for g in gone}}
                for statement in added:
                    mark = wanted[statement.id][1]
                    entries[statement.id] = _add(changes, statement, mark, symmetric)
                _note_document(changes, name, row, info, entries, changed=bool(added or gone))
                report += LoadReport(added=len(added), unchanged=len(same), removed=len(gone))
            _settle(tx, changes)
            return report

        return self._connection.write(work)

    def retract(self, documents: Iterable[str]) -> RetractReport:
        """Take documents out in one transaction."""
        wanted = list(dict.fromkeys(documents))

        def work(tx: ManagedTransaction) -> RetractReport:
            _lock(tx)
            held = _held(tx, wanted)
            changes = _begin(tx)
            for name, row in held.items():
                for entry in row.entries.values():
                    changes.edges.take(entry.edge, entry.type, name, entry.statement)
            _settle(tx, changes)
            run(tx, "load/documents-delete", ids=list(held))
            return RetractReport(
                documents=len(held),
                removed=sum(len(row.entries) for row in held.values()),
                unknown=tuple(name for name in wanted if name not in held),
            )

        return self._connection.write(work)


def check_layout(layout: object, url: str) -> None:
    """Refuse a graph of another layout.

    Raises:
        StoreError: it is another one.
    """
    if layout != LAYOUT:
        raise StoreError(
            f"the graph at {url} was made by another graphkit (layout {layout}, this one reads "
            f"{LAYOUT}); use that graphkit, or build the graph again in an empty database"
        )


def _lock(tx: ManagedTransaction) -> None:
    if not run(tx, "load/lock"):
        raise StoreError("the graph was deleted while it was being written; run the command again")


def _held(tx: ManagedTransaction, names: Collection[str]) -> dict[str, Held]:
    rows = run(tx, "load/documents", ids=list(names))
    found = {row["id"]: row for row in rows}
    return {
        name: Held(
            (row["title"], row["date"], row["url"]),
            {entry.statement: entry for entry in map(Entry.read, row["evidence"] or ())},
        )
        for name in names
        if (row := found.get(name)) is not None
    }


def _begin(tx: ManagedTransaction) -> Changes:
    return Changes(EdgeChanges(), ActorChanges(), RelationChanges(run(tx, "load/relations")))


def _add(changes: Changes, statement: Statement, mark: str, symmetric: Collection[str]) -> Entry:
    s = statement
    alike = s.relation in symmetric
    check_relation(s, alike, changes.relations.meet(s.relation, s.kind, alike))
    key, swapped = edge_key_of(s, alike)
    said = s.attributed_to
    texts = [form_text(form_of(actor)) for actor in (s.source, s.target, *([said] if said else []))]
    marks = [form_mark(text) for text in texts]
    edge, kind = edge_id(key), type_of(s.relation)
    item = item_of(s, swapped, (marks[0], marks[1], marks[2] if said else None))
    changes.edges.put(edge, key, s.kind, alike, item)
    changes.actors.put(s.source.id, texts[0])
    changes.actors.put(s.target.id, texts[1])
    if said:
        changes.actors.put(said.id, texts[2], says=s.kind != "open")
    return Entry(mark, edge, kind, s.id)


def _note_document(
    changes: Changes,
    name: str,
    row: Held | None,
    info: Document | None,
    entries: Mapping[str, Entry],
    *,
    changed: bool,
) -> None:
    about = (info.title, info.date, info.url) if info else row.info if row else (None, None, None)
    if row is not None and not changed and about == row.info:
        return
    title, date, url = about
    changes.documents[name] = {
        "name": title or name,
        "title": title,
        "date": date,
        "url": url,
        "evidence": sorted(entry.text() for entry in entries.values()),
    }


def _settle(tx: ManagedTransaction, changes: Changes) -> None:
    """Write all of it: actors before the edges between them, and out after them."""
    edges = changes.edges.settle(tx)
    changes.actors.take(edges.forms_gone, edges.says_gone)
    changes.actors.read(tx)
    changes.actors.write(tx)
    edges.write(tx)
    changes.actors.delete(tx)
    changes.relations.count(edges.relation_edges, edges.relation_evidence)
    changes.relations.write(tx)
    rows = [{"id": name, "properties": values} for name, values in changes.documents.items()]
    if rows:
        run(tx, "load/documents-write", rows=rows)
