"""Who is next to whom under a query's filters: one SQL statement per frontier.

Without filters the `pair` table answers; relation, date, kind and negation filters go through the
covering indexes `evidence_out` and `evidence_in`.
"""

# ruff: noqa: S608 - only names of our own columns are put into SQL; values are parameters
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from graphkit.model import MODALITIES
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.values import Filters

_FEW = 8
"""Up to so many relations the index is entered once for each; more are filtered on the way."""


class Conditions:
    """Filters as SQL over a table with columns relation, date, negated, ended, modality.

    Attributes:
        sql: conditions, each begun with AND; the alias of the table is `v`.
        values: their parameters.
        sifting, sifted: those among them that are of evidence but not its date, and their
            parameters.
        symmetric: JSON list of the symmetric relations among those allowed.
    """

    def __init__(self, db: Connection, filters: Filters) -> None:
        rows = db.execute("SELECT id, name, kind, symmetric FROM relation").fetchall()
        allowed = [
            row
            for row in rows
            if (not filters.relations or row[1] in filters.relations)
            and (not filters.kinds or row[2] in filters.kinds)
            and (filters.with_open or row[2] != "open")
        ]
        self.nothing = not allowed
        self.symmetric = json.dumps([row[0] for row in allowed if row[3]])
        parts: list[str] = []
        values: list[str | int | float] = []
        if len(allowed) < len(rows):
            seek = "" if len(allowed) <= _FEW else "+"
            parts.append(f"AND {seek}v.relation IN (SELECT value FROM json_each(?))")
            values.append(json.dumps([row[0] for row in allowed]))
        if filters.dated:
            parts.append("AND v.date >= ? AND v.date < ?")
            values += [filters.low, filters.high]
        if not filters.negated:
            parts.append("AND v.negated = 0")
        if not filters.ended:
            parts.append("AND v.ended = 0")
        self.sifting, sifted = sifting(filters)
        self.sql = " ".join([*parts, self.sifting])
        self.values = (*values, *sifted)
        self.sifted = sifted


def sifting(filters: Filters) -> tuple[str, tuple[str | int | float, ...]]:
    """What filters ask of a piece of evidence `v` but its date, as SQL with its parameters."""
    parts: list[str] = []
    values: list[str | int | float] = []
    if filters.modalities:
        parts.append("AND v.modality IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([MODALITIES.index(name) for name in filters.modalities]))
    if filters.min_confidence:
        parts.append("AND v.confidence >= ?")
        values.append(filters.min_confidence)
    if filters.documents:
        parts.append(
            "AND v.document IN (SELECT d.id FROM json_each(?) j CROSS JOIN document d "
            "ON d.name = j.value)"
        )
        values.append(json.dumps(filters.documents))
    return " ".join(parts), tuple(values)


class PairAdjacency:
    """Adjacency over the whole graph, open relations in or out, or over what is told as a fact."""

    def __init__(self, db: Connection, filters: Filters) -> None:
        self._db = db
        self._direction = filters.direction
        self._open = filters.with_open
        self._facts = filters.facts

    def expand(self, nodes: Collection[int], forward: bool) -> Iterable[tuple[int, int, int]]:
        """See `graphkit.stores.search.Adjacency`."""
        if self._direction == "any":
            column = "n"
        else:
            column = "ab" if forward == (self._direction == "out") else "ba"
        count = f"p.{column} + p.o_{column}" if self._open else f"p.{column}"
        if self._facts:
            count = f"p.f_{column}"
        return self._db.execute(
            f"SELECT p.a, p.b, {count} FROM json_each(?) j CROSS JOIN pair p ON p.a = j.value "
            f"WHERE {count} > 0",
            (json.dumps(list(nodes)),),
        )

    def ids(self, nodes: Collection[int]) -> Mapping[int, str]:
        """See `graphkit.stores.search.Adjacency`."""
        return slugs(self._db, nodes)


class FilteredAdjacency:
    """Adjacency over the evidence that filters let through."""

    def __init__(self, db: Connection, filters: Filters) -> None:
        self._db = db
        self._direction = filters.direction
        self._conditions = Conditions(db, filters)

    def expand(self, nodes: Collection[int], forward: bool) -> Iterable[tuple[int, int, int]]:
        """See `graphkit.stores.search.Adjacency`."""
        if self._conditions.nothing:
            return
        where = json.dumps(list(nodes))
        along = self._direction == "any" or forward == (self._direction == "out")
        against = self._direction == "any" or not along
        # The side that the direction rules out still holds the symmetric relations.
        yield from self._side("source", "target", "out", where, symmetric_only=not along)
        yield from self._side("target", "source", "in", where, symmetric_only=not against)

    def _side(
        self, here: str, there: str, index: str, nodes: str, *, symmetric_only: bool
    ) -> Iterable[tuple[int, int, int]]:
        conditions = self._conditions
        only = ""
        values = (nodes, *conditions.values)
        if symmetric_only:
            only = "AND v.relation IN (SELECT value FROM json_each(?))"
            values = (*values, conditions.symmetric)
        return self._db.execute(
            f"SELECT v.{here}, v.{there}, 1 FROM json_each(?) j CROSS JOIN evidence v "
            f"INDEXED BY evidence_{index} ON v.{here} = j.value "
            f"WHERE v.source != v.target {conditions.sql} {only}",
            values,
        )

    def ids(self, nodes: Collection[int]) -> Mapping[int, str]:
        """See `graphkit.stores.search.Adjacency`."""
        return slugs(self._db, nodes)


def adjacency(db: Connection, filters: Filters) -> PairAdjacency | FilteredAdjacency:
    """The fastest adjacency that honours the filters."""
    fast = filters.whole or filters.facts
    return (PairAdjacency if fast else FilteredAdjacency)(db, filters)


def joined(db: Connection, some: Collection[int], others: Collection[int]) -> list[tuple[int, int]]:
    """Which of some actors share an edge with which of others: one probe of `pair` for each two."""
    return db.execute(
        "SELECT p.a, p.b FROM json_each(?) i CROSS JOIN json_each(?) j "
        "CROSS JOIN pair p ON p.a = i.value AND p.b = j.value",
        (json.dumps(list(some)), json.dumps(list(others))),
    ).fetchall()


def slugs(db: Connection, nodes: Collection[int]) -> dict[int, str]:
    """Actor ids of numbers."""
    return dict(
        db.execute(
            "SELECT a.id, a.slug FROM json_each(?) j CROSS JOIN actor a ON a.id = j.value",
            (json.dumps(list(nodes)),),
        ).fetchall()
    )
