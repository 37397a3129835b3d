"""Statements as the field's events: one row per day, source, target and code.

Only what is told as having happened counts: events with a CAMEO code and a date, not negated,
asserted or reported. Several statements that tell one event of one day are one event (the rule of
ICEWS and GDELT); `--statements` gives each its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graphkit.export.selection import documents_of, statements_of
from graphkit.model import Actor, Statement

if TYPE_CHECKING:
    from graphkit.export.registry import ExportOptions
    from graphkit.stores.contract import Store
    from graphkit.stores.values import StoredDocument

TOLD: frozenset[str] = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the tables.

    Attributes:
        id: stable number below 2**53, made of what tells the event from others.
        date: ISO day (or month, or year, where the tables allow it).
        source, target: as the first statement names them.
        cameo, plover, goldstein: the codes; the score is that of the first statement.
        statement, document, sentence: of the first statement by document and offset.
        info: what is known of that document.
        mentions, documents, sources: sentences, documents and publishers that tell it.
        people, organizations, places: names in that document's statements.
    """

    id: int
    date: str
    source: Actor
    target: Actor
    cameo: str
    plover: str | None
    goldstein: float | None
    statement: str
    document: str
    sentence: str
    info: StoredDocument | None
    mentions: int
    documents: int
    sources: int
    people: tuple[str, ...]
    organizations: tuple[str, ...]
    places: tuple[str, ...]


class EventSource:
    """The events of a graph, in the order of date, source, target and code.

    Attributes:
        actors: distinct actors met so far.
        undated: events left out because no date is known, or no day where one is needed.
    """

    def __init__(self, store: Store, options: ExportOptions, *, days_only: bool) -> None:
        self._store = store
        self._options = options
        self._days_only = days_only
        self.actors: set[str] = set()
        self.undated = 0

    def __iter__(self) -> Iterator[Event]:
        with _table() as table:
            self._collect(table)
            yield from self._events(table)

    def _collect(self, table: sqlite3.Connection) -> None:
        names: dict[str, set[str]] = {}
        current: str | None = None
        for item in statements_of(self._store, self._options.filters):
            if item.document != current:
                _note_names(table, current, names)
                current, names = item.document, {}
            for actor in (item.source, item.target):
                if actor.named:
                    names.setdefault(actor.kind, set()).add(actor.name)
            self._take(table, item)
        _note_names(table, current, names)
        table.execute("CREATE INDEX by_key ON item (date, source, target, cameo, number)")

    def _take(self, table: sqlite3.Connection, item: Statement) -> None:
        if item.kind != "event" or item.cameo is None or item.negated or item.ended:
            return
        if item.modality not in TOLD:
            return
        if item.date is None or (self._days_only and len(item.date) < 10):
            self.undated += 1
            return
        facts = json.dumps(
            [
                item.source.to_dict(), item.target.to_dict(), item.plover, item.goldstein,
                item.id, item.document, item.sentence, item.sentence_start,
            ]
        )  # fmt: skip
        number = item.id if self._options.statements else ""
        row = (item.date, item.source.id, item.target.id, item.cameo, number, facts)
        table.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", row)

    def _events(self, table: sqlite3.Connection) -> Iterator[Event]:
        documents = documents_of(self._store)
        group: list[str] = []
        key: tuple[str, ...] | None = None
        rows = table.execute(
            "SELECT date, source, target, cameo, number, facts FROM item "
            "ORDER BY date, source, target, cameo, number, rowid"
        )
        for *parts, facts in rows:
            found = tuple(parts)
            if found != key:
                if key is not None:
                    yield self._event(table, documents, key, group)
                key, group = found, []
            group.append(facts)
        if key is not None:
            yield self._event(table, documents, key, group)

    def _event(
        self,
        table: sqlite3.Connection,
        documents: dict[str, StoredDocument],
        key: tuple[str, ...],
        group: list[str],
    ) -> Event:
        told = [json.loads(facts) for facts in group]
        source, target, plover, goldstein, statement, document, sentence, _ = told[0]
        self.actors.update(key[1:3])
        tellers = {facts[5] for facts in told}
        row = table.execute("SELECT names FROM document WHERE id = ?", (document,)).fetchone()
        names = json.loads(row[0])
        return Event(
            id=_number(key, document if key[4] else ""),
            date=key[0],
            source=Actor.from_dict(source),
            target=Actor.from_dict(target),
            cameo=key[3],
            plover=plover,
            goldstein=goldstein,
            statement=statement,
            document=document,
            sentence=sentence,
            info=documents.get(document),
            mentions=len({(facts[5], facts[7]) for facts in told}),
            documents=len(tellers),
            sources=len({publisher(documents.get(teller)) or teller for teller in tellers}),
            people=tuple(names.get("person", ())),
            organizations=tuple(names.get("organization", ())),
            places=tuple(sorted({*names.get("place", ()), *names.get("country", ())})),
        )


def publisher(info: StoredDocument | None) -> str | None:
    """Who published a document: the host of its url, "www." left out."""
    if info is None or not info.url:
        return None
    try:
        host = urlsplit(info.url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


@contextmanager
def _table() -> Iterator[sqlite3.Connection]:
    """Statements wait in a temporary file, so that memory stays small whatever the graph's size."""
    with TemporaryDirectory(prefix="graphkit-") as folder:
        table = sqlite3.connect(Path(folder, "events.db"), isolation_level=None)
        try:
            table.execute("PRAGMA journal_mode = OFF")
            table.execute("PRAGMA synchronous = OFF")
            table.execute(
                "CREATE TABLE item (date TEXT, source TEXT, target TEXT, cameo TEXT, number TEXT, "
                "facts TEXT)"
            )
            table.execute("CREATE TABLE document (id TEXT PRIMARY KEY, names TEXT) WITHOUT ROWID")
            table.execute("BEGIN")
            yield table
        finally:
            table.close()


def _note_names(
    table: sqlite3.Connection, document: str | None, names: dict[str, set[str]]
) -> None:
    if document is not None:
        text = json.dumps({kind: sorted(found) for kind, found in names.items()})
        table.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (document, text))


def _number(key: tuple[str, ...], document: str) -> int:
    """A number that is the same in every export, and that spreadsheets hold exactly."""
    text = json.dumps([*key, document])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 11
