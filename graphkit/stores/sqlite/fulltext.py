"""Sentences by their words: SQLite passes over what cannot match, the shared rule decides."""

# ruff: noqa: S608 - only names of our own columns are put into SQL; values are parameters
from __future__ import annotations

import json
from dataclasses import replace

from graphkit.stores.fulltext import Words
from graphkit.stores.order import told_key
from graphkit.stores.sqlite.adjacency import Conditions
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.sqlite.edges import EVIDENCE_COLUMNS, EdgeReader, documents_of, evidence_of
from graphkit.stores.sqlite.questions import actors_of
from graphkit.stores.values import Filters, Tellings, Told

# Of ASCII text, folding makes small letters and drops full stops and apostrophes; any other text is
# let through to be looked at.
_MAYBE = (
    "(text GLOB '*[^' || char(1) || '-' || char(127) || ']*' OR "
    "instr(replace(replace(lower(text), '.', ''), '''', ''), ?) > 0)"
)


def find_words(db: Connection, words: Words, filters: Filters, limit: int) -> Tellings:
    """See `Store.search`."""
    conditions = Conditions(db, filters)
    if conditions.nothing:
        return Tellings((), 0, {}, {})
    where = " AND ".join(_MAYBE for _ in words.plain)
    rows = db.execute(f"SELECT id, text FROM sentence WHERE {where}", words.plain)
    hits = [number for number, text in rows if words.match(text)]
    found = db.execute(
        f"SELECT v.edge, {EVIDENCE_COLUMNS} FROM json_each(?) j "
        "CROSS JOIN sentence s ON s.id = j.value "
        "CROSS JOIN evidence v ON v.document = s.document AND v.sentence = s.id "
        "CROSS JOIN document d ON d.id = v.document "
        f"WHERE 1 {conditions.sql}",
        (json.dumps(hits), *conditions.values),
    )
    pieces = sorted(
        ((row[0], evidence_of(row[1:])) for row in found), key=lambda pair: told_key(pair[1])
    )
    shown = pieces[:limit]
    reader = EdgeReader(db, filters)
    by_number = reader.numbered({number for number, _ in shown})
    entries = tuple(Told(by_number[number], item) for number, item in shown)
    edges = [replace(told.edge, evidence=(told.evidence,)) for told in entries]
    return Tellings(
        entries=entries,
        left_out=len(pieces) - len(entries),
        actors=actors_of(db, edges),
        documents=documents_of(db, edges),
    )
