"""Documents in and out of Neo4j: one transaction per batch of whole documents.

A transaction first locks the graph's own node, so that there is one writer at a time, then reads
what its batch touches, works out in memory what must stand there afterwards and writes the
difference. The same statements twice therefore change nothing, and a transaction that is repeated
(after a lost connection, say) finds its own work done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from graphkit.errors import StoreError
from graphkit.model import Document
from graphkit.stores.bolt.changes import ActorChanges, EdgeChanges, EdgeWrites, RelationChanges
from graphkit.stores.bolt.connection import Connection, run, send
from graphkit.stores.bolt.known import Held, HeldActor, Known
from graphkit.stores.bolt.migration import FIRST, bring_forward
from graphkit.stores.bolt.prepared import Prepared, Ready
from graphkit.stores.bolt.shape import LAYOUT, type_of
from graphkit.stores.incoming import check_relation, contradiction
from graphkit.stores.values import LoadReport, RetractReport

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

T = TypeVar("T")
BATCH = 10_000
"""Statements per transaction, but never less than a document."""
ABOUT: tuple[str, ...] = ("title", "date", "url", "author", "text_hash", "read_by")
"""What a document's node tells of it, apart from its name, evidence and what was set aside."""
Info = tuple[str | tuple[str, ...] | None, ...]
"""Values of `ABOUT`, then what was set aside."""
_NODES = ("actor", "name", "display", "fulltext", "document", "relation", "graph")


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
class HeldDocument:
    """A document as the graph has it."""

    info: Info
    entries: dict[str, Entry]


@dataclass(slots=True)
class Changes:
    """What a transaction changes, collected before anything is written."""

    edges: EdgeChanges
    actors: ActorChanges
    relations: RelationChanges
    documents: dict[str, dict[str, object]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


class Written(NamedTuple):
    """What a transaction did to edges, and how it left the actors it touched (None: taken out)."""

    edges: EdgeWrites
    actors: Mapping[str, HeldActor | None]


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
        bring_forward(connection, rows[0]["layout"])
        rows = connection.write(lambda tx: run(tx, "schema/begin", layout=LAYOUT))
        check_layout(rows[0]["layout"], connection.url)
        self._types = {row["type"] for row in connection.define("schema/types")}
        # A graph that neo4j-admin imported has its relationships before their constraints.
        held = connection.read(lambda tx: run(tx, "load/relations"))
        self._define(row["name"] for row in held)

        self._known = Known()

    def _define(self, relations: Iterable[str]) -> None:
        """Have the constraint of every relationship type before it is first used."""
        for name in sorted({type_of(relation) for relation in relations} - self._types):
            self._connection.define("schema/edge", TYPE=name)
            self._types.add(name)

    def load(
        self, batch: Prepared, listed: Mapping[str, Document], *, seen: Collection[str]
    ) -> LoadReport:
        """Store a batch in one transaction.

        Args:
            batch: what to store.
            listed: documents whose title, date and url are known.
            seen: documents of which this load stored a part before: theirs is added to.
        """
        self._define(batch.relations)
        fresh = [name for name in batch.documents if name not in seen]

        def work(tx: ManagedTransaction) -> tuple[LoadReport, Written | None]:
            writes = _lock(tx)
            held = _held(tx, batch.documents)
            changes = _begin(tx)
            known = self._known.at(writes, empty=changes.relations.none)
            report = LoadReport(documents=len(fresh), unnamed=batch.left_out)
            for name, wanted in batch.documents.items():
                row, info = held.get(name), listed.get(name)
                if row is not None or info is not None or wanted:
                    report += _replace(changes, name, wanted, row, info, again=name in seen)
            return report, self._settle(tx, changes, known)

        return self._write(work)

    def _write(self, work: Callable[[ManagedTransaction], tuple[T, Written | None]]) -> T:
        result, written = self._connection.write(work)
        if written is not None:
            edges = written.edges
            deleted = chain.from_iterable(edges.delete.values())
            self._known.note(edges.created, deleted, written.actors)
        return result

    def _settle(
        self, tx: ManagedTransaction, changes: Changes, known: Held | None
    ) -> Written | None:
        """Write all of it: actors before the edges between them, and out after them.

        Returns:
            what was written; None when nothing at all was to be written.
        """
        edges = changes.edges.settle(tx, self._types, known)
        if not (edges.any or changes.documents or changes.gone):
            return None
        changes.actors.take(edges.forms_gone, edges.says_gone)
        changes.actors.read(tx, known)
        changes.actors.write(tx)
        edges.write(tx, self._types)
        changes.actors.delete(tx)
        changes.relations.count(edges.relation_edges, edges.relation_evidence)
        changes.relations.write(tx)
        rows = [{"id": name, "properties": values} for name, values in changes.documents.items()]
        if rows:
            send(tx, "load/documents-write", rows=rows)
        if changes.gone:
            send(tx, "load/documents-delete", ids=changes.gone)
        send(tx, "load/written")
        return Written(edges, changes.actors.after)

    def set_edits(self, notes: Iterable[str]) -> None:
        """Keep notes of corrections in place of those there were."""
        kept = list(notes)
        self._connection.write(lambda tx: _noted(tx, kept))

    def retract(self, documents: Iterable[str]) -> RetractReport:
        """Take documents out in one transaction."""
        wanted = list(dict.fromkeys(documents))

        def work(tx: ManagedTransaction) -> tuple[RetractReport, Written | None]:
            writes = _lock(tx)
            held = _held(tx, wanted)
            changes = _begin(tx)
            known = self._known.at(writes, empty=changes.relations.none)
            for name, row in held.items():
                for entry in row.entries.values():
                    changes.edges.take(entry.edge, entry.type, name, entry.statement)
            changes.gone += held
            report = RetractReport(
                documents=len(held),
                removed=sum(len(row.entries) for row in held.values()),
                unknown=tuple(name for name in wanted if name not in held),
            )
            return report, self._settle(tx, changes, known)

        return self._write(work)


def _noted(tx: ManagedTransaction, notes: list[str]) -> None:
    _lock(tx)
    send(tx, "load/edits", notes=notes)


def check_layout(layout: object, url: str) -> None:
    """Refuse a graph of another layout.

    Raises:
        StoreError: it is another one.
    """
    if layout == LAYOUT:
        return
    if isinstance(layout, int) and FIRST <= layout < LAYOUT:
        raise StoreError(
            f"the graph at {url} was made by an older graphkit (layout {layout}, this one reads "
            f"{LAYOUT}); bring it up to date with `graphkit migrate --graph {url}`, or by adding "
            "anything to it"
        )
    raise StoreError(
        f"the graph at {url} was made by another graphkit (layout {layout}, this one reads "
        f"{LAYOUT}); use that graphkit, or build the graph again in an empty database"
    )


def _lock(tx: ManagedTransaction) -> int:
    """Lock the graph; returns how often it was changed."""
    rows = run(tx, "load/lock")
    if not rows:
        raise StoreError("the graph was deleted while it was being written; run the command again")
    return int(rows[0]["writes"])


def _held(tx: ManagedTransaction, names: Collection[str]) -> dict[str, HeldDocument]:
    rows = run(tx, "load/documents", ids=list(names))
    found = {row["id"]: row for row in rows}
    return {
        name: HeldDocument(
            (*(row[field] for field in ABOUT), tuple(row["set_aside"] or ())),
            {entry.statement: entry for entry in map(Entry.read, row["evidence"] or ())},
        )
        for name in names
        if (row := found.get(name)) is not None
    }


def _begin(tx: ManagedTransaction) -> Changes:
    return Changes(EdgeChanges(), ActorChanges(), RelationChanges(run(tx, "load/relations")))


def _replace(
    changes: Changes,
    name: str,
    wanted: Mapping[str, Ready],
    row: HeldDocument | None,
    info: Document | None,
    *,
    again: bool,
) -> LoadReport:
    """Replace (or, a part of it stored before, extend) a document."""
    before = row.entries if row else {}
    same = {k for k, ready in wanted.items() if k in before and before[k].mark == ready.mark}
    gone = [e for k, e in before.items() if k not in same and (not again or k in wanted)]
    if again and gone:
        raise contradiction(gone[0].statement, name)
    entries = dict(before)
    for entry in gone:
        changes.edges.take(entry.edge, entry.type, name, entry.statement)
        del entries[entry.statement]
    added = [ready for key, ready in wanted.items() if key not in same]
    for ready in added:
        _add(changes, ready)
        entries[ready.statement.id] = Entry(ready.mark, ready.edge, ready.type, ready.statement.id)
    _note_document(changes, name, row, info, entries, changed=bool(added or gone))
    return LoadReport(added=len(added), unchanged=len(same), removed=len(gone))


def _add(changes: Changes, ready: Ready) -> None:
    s = ready.statement
    held = changes.relations.meet(s.relation, s.kind, ready.symmetric)
    check_relation(s, ready.symmetric, held)
    changes.edges.put(ready.edge, ready.key, s.kind, ready.symmetric, ready.item)
    for number, (actor, text) in enumerate(ready.forms):
        changes.actors.put(actor, text, says=number == 2 and s.kind != "open")


def _note_document(
    changes: Changes,
    name: str,
    row: HeldDocument | None,
    info: Document | None,
    entries: Mapping[str, Entry],
    *,
    changed: bool,
) -> None:
    about: Info = row.info if row else (*(None for _ in ABOUT), ())
    if info is not None:
        about = (*(getattr(info, field) for field in ABOUT), info.set_aside)
    if row is not None and not changed and about == row.info:
        return
    *values, aside = about
    changes.documents[name] = {
        "name": values[0] or name,
        **dict(zip(ABOUT, values, strict=True)),
        "set_aside": list(aside or ()) or None,
        "evidence": sorted(entry.text() for entry in entries.values()),
    }
