"""Edges and their evidence out of a graph file."""

# ruff: noqa: S608 - only names of our own columns are put into SQL; values are parameters
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from graphkit.model import DATE_SOURCES, MODALITIES, Edge, Evidence
from graphkit.stores.merge import Codes, EdgeKey, edge_id, merge_codes
from graphkit.stores.sqlite.adjacency import Conditions, slugs
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.values import DocumentInfo, Filters

EVIDENCE_COLUMNS = (
    "v.statement, d.name, v.date, s.text, s.first, s.last, v.predicate, v.modality, "
    "v.confidence, v.date_of, (SELECT u.name FROM rule u WHERE u.id = v.rule)"
)
"""What `evidence_of` reads, of evidence v, its document d and its sentence s."""
_EVIDENCE = (
    f"SELECT {EVIDENCE_COLUMNS} FROM evidence v "
    "CROSS JOIN document d ON d.id = v.document "
    "CROSS JOIN sentence s ON s.id = v.sentence WHERE v.edge = ? "
)


@dataclass(slots=True)
class EdgeRow:
    """An edge by numbers, with what the filters let through of its evidence."""

    number: int
    source: int
    target: int
    relation: str
    kind: str
    symmetric: bool
    negated: bool
    ended: bool
    said: int
    count: int = 0
    first: str | None = None
    last: str | None = None
    codes: dict[int, int] = field(default_factory=dict)


class EdgeReader:
    """Reads edges under one query's filters (their direction aside)."""

    def __init__(self, db: Connection, filters: Filters) -> None:
        self._db = db
        self._filters = filters
        self._conditions = Conditions(db, filters)
        self._codes: dict[int, Codes] = {}
        self._slugs: dict[int, str] = {}

    def between(self, a: int, b: int) -> list[EdgeRow]:
        """Edges from a to b and from b to a, in no order."""
        where = "e.source = ? AND e.target = ?"
        rows = self._rows("INDEXED BY edge_key", where, (a, b))
        return rows if a == b else rows + self._rows("INDEXED BY edge_key", where, (b, a))

    def from_source(self, source: int) -> list[EdgeRow]:
        """Edges out of an actor as they are stored."""
        return self._rows("INDEXED BY edge_key", "e.source = ?", (source,))

    def to_target(self, target: int) -> list[EdgeRow]:
        """Edges into an actor as they are stored, loops left out."""
        where = "e.target = ? AND e.source != e.target"
        return self._rows("INDEXED BY edge_target", where, (target,))

    def said_by(self, claimant: int) -> list[EdgeRow]:
        """Edges that are attributed to an actor."""
        return self._rows("INDEXED BY edge_said", "e.said = ? AND e.said != 0", (claimant,))

    def numbered(self, numbers: Collection[int]) -> dict[int, Edge]:
        """Edges without evidence, by number."""
        where = "e.id IN (SELECT value FROM json_each(?))"
        rows = self._rows("", where, (json.dumps(sorted(numbers)),))
        return dict(zip((row.number for row in rows), self.finish(rows), strict=True))

    def _rows(self, index: str, where: str, values: tuple[int | str, ...]) -> list[EdgeRow]:
        if self._conditions.nothing:
            return []
        rows = self._db.execute(
            "SELECT e.id, e.source, e.target, r.name, r.kind, r.symmetric, e.negated, "
            "e.ended, e.said, "
            f"v.code, count(*), min(v.date), max(v.date) FROM edge e {index} "
            "CROSS JOIN relation r ON r.id = e.relation "
            "CROSS JOIN evidence v INDEXED BY evidence_edge ON v.edge = e.id "
            f"WHERE {where} {self._edge_conditions()} GROUP BY e.id, v.code",
            (*values, *self._conditions.values),
        )
        found: dict[int, EdgeRow] = {}
        for number, source, target, name, kind, symmetric, negated, ended, said, *counts in rows:
            edge = found.get(number)
            if edge is None:
                edge = found[number] = EdgeRow(
                    number,
                    source,
                    target,
                    name,
                    kind,
                    bool(symmetric),
                    bool(negated),
                    bool(ended),
                    said,
                )
            code, count, first, last = counts
            edge.count += count
            edge.codes[code] = count
            edge.first = min(filter(None, (edge.first, first)), default=None)
            edge.last = max(filter(None, (edge.last, last)), default=None)
        return list(found.values())

    def _edge_conditions(self) -> str:
        # Relation, negation and ending are the edge's too: read there, the index stays covering.
        sql = self._conditions.sql
        for column in ("relation", "negated", "ended"):
            sql = sql.replace(f"v.{column}", f"e.{column}")
        return sql

    def finish(self, rows: Iterable[EdgeRow]) -> list[Edge]:
        """Rows as edges without evidence, in the same order."""
        rows = list(rows)
        self._learn(rows)
        return [self._edge(row) for row in rows]

    def _learn(self, rows: list[EdgeRow]) -> None:
        codes = {code for row in rows for code in row.codes} - self._codes.keys()
        if codes:
            for number, value in self._db.execute(
                "SELECT c.id, c.value FROM json_each(?) j CROSS JOIN code c ON c.id = j.value",
                (json.dumps(list(codes)),),
            ):
                cameo, plover, goldstein = json.loads(value)
                self._codes[number] = (cameo, plover, goldstein)
        actors = {number for row in rows for number in (row.source, row.target, row.said) if number}
        missing = actors - self._slugs.keys()
        if missing:
            self._slugs.update(slugs(self._db, missing))

    def _edge(self, row: EdgeRow) -> Edge:
        said_by = self._slugs[row.said] if row.said else None
        ends = (self._slugs[row.source], self._slugs[row.target])
        key = EdgeKey(ends[0], row.relation, ends[1], row.negated, said_by, row.ended)
        cameo, plover, goldstein = merge_codes(
            {self._codes[code]: count for code, count in row.codes.items()}
        )
        return Edge(
            id=edge_id(key),
            source=key.source,
            relation=key.relation,
            target=key.target,
            kind=row.kind,
            negated=row.negated,
            attributed_to=said_by,
            cameo=cameo,
            plover=plover,
            goldstein=goldstein,
            count=row.count,
            first=row.first,
            last=row.last,
            symmetric=row.symmetric,
            ended=row.ended,
        )

    def with_evidence(self, edge: Edge, number: int, limit: int | None) -> Edge:
        """The edge with at most so many pieces of evidence, in the order of `evidence_key`."""
        if limit is not None and limit <= 0:
            return edge
        most = -1 if limit is None else limit
        order = "ORDER BY v.date, d.name, s.first, v.statement LIMIT ?"
        only, wanted = self._conditions.sifting, self._conditions.sifted
        dated = "AND v.date >= ? AND v.date < ?" if self._filters.dated else "AND v.date > ''"
        span = (self._filters.low, self._filters.high) if self._filters.dated else ()
        rows = self._db.execute(
            f"{_EVIDENCE} {dated} {only} {order}", (number, *span, *wanted, most)
        ).fetchall()
        if not self._filters.dated and (limit is None or len(rows) < limit):
            left = -1 if limit is None else limit - len(rows)
            rows += self._db.execute(
                f"{_EVIDENCE} AND v.date IS NULL {only} {order}", (number, *wanted, left)
            ).fetchall()
        return replace(edge, evidence=tuple(map(evidence_of, rows)))


def evidence_of(row: tuple[Any, ...]) -> Evidence:
    """A piece of evidence out of a row of `EVIDENCE_COLUMNS`."""
    statement, document, date, text, first, last, predicate, modality, sure, date_of, rule = row
    return Evidence(
        statement,
        document,
        date,
        text,
        first,
        last,
        predicate,
        MODALITIES[modality],
        sure,
        None if date_of is None else DATE_SOURCES[date_of],
        rule or "",
    )


def documents_of(db: Connection, edges: Iterable[Edge]) -> dict[str, DocumentInfo]:
    """Every document of the evidence of edges, by id."""
    # One by one, here and below: SQLite's JSON functions end a text at a null character.
    query = "SELECT d.name, d.title, d.date, d.url, d.author FROM document d WHERE d.name = ?"
    names = sorted({item.document for edge in edges for item in edge.evidence})
    rows = (row for name in names for row in db.execute(query, (name,)))
    return {row[0]: DocumentInfo(*row) for row in rows}


def numbers_of(db: Connection, ids: Collection[str]) -> Iterator[tuple[str, int]]:
    """Numbers of actor ids."""
    for slug in sorted(ids):
        yield from db.execute("SELECT a.slug, a.id FROM actor a WHERE a.slug = ?", (slug,))
