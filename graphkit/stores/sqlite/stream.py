"""Everything in a graph file, in a fixed order, a part at a time."""

# ruff: noqa: S608 - only conditions of our own are put into SQL; values are parameters
from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from graphkit.model import DATE_SOURCES, MODALITIES, Actor, Edge, Statement
from graphkit.stores.merge import actor_of_form, read_form
from graphkit.stores.order import edge_key, statement_key
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.sqlite.edges import EdgeReader
from graphkit.stores.values import Filters, StoredDocument

_STATEMENTS = (
    "SELECT v.statement, r.name, r.kind, v.predicate, c.value, v.negated, v.ended, v.modality, "
    "v.date, v.date_of, (SELECT u.name FROM rule u WHERE u.id = v.rule), "
    "s.text, s.first, s.last, v.source_start, v.source_end, v.target_start, v.target_end, "
    "v.trigger_start, v.trigger_end, v.confidence, v.swapped, "
    "v.source, v.source_form, v.target, v.target_form, e.said, v.said_form "
    "FROM evidence v CROSS JOIN relation r ON r.id = v.relation "
    "CROSS JOIN code c ON c.id = v.code CROSS JOIN sentence s ON s.id = v.sentence "
    "CROSS JOIN edge e ON e.id = v.edge WHERE v.document = ?"
)


def all_edges(db: Connection, filters: Filters, evidence: int | None) -> Iterator[Edge]:
    """See `Store.edges`; holds the edges of one source at a time."""
    reader = EdgeReader(db, filters)
    for (number,) in db.execute("SELECT id FROM actor ORDER BY slug"):
        rows = reader.from_source(number)
        pairs = zip(reader.finish(rows), rows, strict=True)
        for edge, row in sorted(pairs, key=lambda pair: edge_key(pair[0])):
            yield reader.with_evidence(edge, row.number, evidence)


def all_documents(db: Connection) -> Iterator[StoredDocument]:
    """See `Store.documents`."""
    rows = db.execute(
        "SELECT id, (SELECT count(*) FROM evidence v WHERE v.document = d.id), "
        "name, title, date, url, author, text_hash, read_by FROM document d ORDER BY name"
    )
    for number, statements, name, title, date, url, author, text_hash, read_by in rows:
        aside = db.execute(
            "SELECT record FROM set_aside WHERE document = ? ORDER BY place", (number,)
        )
        records = tuple(text for (text,) in aside)
        yield StoredDocument(
            name, title, date, url, author, text_hash, read_by, records, statements
        )


def edit_notes(db: Connection) -> tuple[str, ...]:
    """See `Store.edits`."""
    return tuple(note for (note,) in db.execute("SELECT note FROM edit ORDER BY id"))


def find_documents(
    db: Connection, actors: Collection[str], statement: str | None
) -> tuple[str, ...]:
    """See `Store.find_documents`."""
    numbers: set[int] = set()
    if statement is not None:
        numbers.update(
            row[0]
            for row in db.execute("SELECT document FROM evidence WHERE statement = ?", (statement,))
        )
    for (actor,) in db.execute(
        "SELECT a.id FROM json_each(?) j CROSS JOIN actor a ON a.slug = j.value",
        (json.dumps(sorted(actors)),),
    ):
        numbers.update(
            row[0]
            for row in db.execute(
                "SELECT document FROM evidence WHERE source = ?1 UNION "
                "SELECT document FROM evidence WHERE target = ?1 UNION "
                "SELECT v.document FROM edge e CROSS JOIN evidence v ON v.edge = e.id "
                "WHERE e.said = ?1 AND e.said != 0",
                (actor,),
            )
        )
    rows = db.execute(
        "SELECT d.name FROM json_each(?) j CROSS JOIN document d ON d.id = j.value",
        (json.dumps(sorted(numbers)),),
    )
    return tuple(sorted(name for (name,) in rows))


def all_wordings(db: Connection) -> Iterator[tuple[Actor, int]]:
    """See `Store.wordings`."""
    for slug, value, count in db.execute(
        "SELECT a.slug, f.value, f.n FROM actor a CROSS JOIN form f ON f.actor = a.id "
        "ORDER BY a.slug, f.value"
    ):
        yield actor_of_form(read_form(slug, value)), count


def all_statements(db: Connection, documents: Collection[str] | None = None) -> Iterator[Statement]:
    """See `Store.statements`; holds one document at a time."""
    where = ""
    values: tuple[str, ...] = ()
    if documents is not None:
        where = "WHERE name IN (SELECT value FROM json_each(?))"
        values = (json.dumps(sorted(documents)),)
    for number, name in db.execute(f"SELECT id, name FROM document {where} ORDER BY name", values):
        rows = db.execute(_STATEMENTS, (number,))
        yield from sorted((_statement(db, name, row) for row in rows), key=statement_key)


def _statement(db: Connection, document: str, row: tuple[object, ...]) -> Statement:
    (
        statement, relation, kind, predicate, codes, negated, ended, modality, date, date_of,
        rule, sentence, first, last, source_start, source_end, target_start, target_end,
        trigger_start, trigger_end, confidence, swapped,
        source, source_form, target, target_form, said, said_form,
    ) = row  # fmt: skip
    # The offsets are the statement's own; only the edge's ends were swapped.
    ends = (target, source) if swapped else (source, target)
    cameo, plover, goldstein = json.loads(str(codes))
    return Statement(
        id=str(statement),
        document=document,
        source=_actor(db, ends[0], source_form),
        target=_actor(db, ends[1], target_form),
        relation=str(relation),
        kind=str(kind),
        predicate=str(predicate),
        cameo=cameo,
        plover=plover,
        goldstein=goldstein,
        negated=bool(negated),
        modality=MODALITIES[_whole(modality)],
        attributed_to=_actor(db, said, said_form) if said_form else None,
        date=None if date is None else str(date),
        sentence=str(sentence),
        sentence_start=_whole(first),
        sentence_end=_whole(last),
        source_start=_whole(source_start),
        source_end=_whole(source_end),
        target_start=_whole(target_start),
        target_end=_whole(target_end),
        trigger_start=_whole(trigger_start),
        trigger_end=_whole(trigger_end),
        confidence=float(str(confidence)),
        ended=bool(ended),
        date_of=None if date_of is None else DATE_SOURCES[_whole(date_of)],
        rule=str(rule or ""),
    )


def _whole(value: object) -> int:
    return int(str(value))


def _actor(db: Connection, number: object, form: object) -> Actor:
    slug, value = db.execute(
        "SELECT a.slug, f.value FROM actor a, form f WHERE a.id = ? AND f.id = ?", (number, form)
    ).fetchone()
    return actor_of_form(read_form(slug, value))
