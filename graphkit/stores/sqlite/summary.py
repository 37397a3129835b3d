"""Profile of an actor, and a graph in numbers."""

# ruff: noqa: S608 - only names of our own columns are put into SQL; values are parameters
from __future__ import annotations

from collections import defaultdict
from typing import Literal

from graphkit.model import Actor
from graphkit.stores.order import edge_key
from graphkit.stores.sqlite.actors import by_number
from graphkit.stores.sqlite.adjacency import Conditions
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.sqlite.edges import EdgeReader, documents_of
from graphkit.stores.sqlite.questions import actors_of
from graphkit.stores.values import (
    Filters,
    Neighbor,
    Profile,
    RelationCount,
    RelationInfo,
    Stats,
)

_Side = Literal["out", "in", "both"]


def find_profile(
    db: Connection,
    center: tuple[int, Actor],
    filters: Filters,
    limit: int,
    evidence: int,
) -> Profile:
    """See `Store.profile`."""
    number, actor = center
    reader = EdgeReader(db, filters)
    rows = reader.from_source(number) + reader.to_target(number)
    strongest = sorted(
        zip(reader.finish(rows), rows, strict=True),
        key=lambda pair: (-pair[0].count, edge_key(pair[0])),
    )
    edges = tuple(
        reader.with_evidence(edge, row.number, evidence) for edge, row in strongest[:limit]
    )
    relations: dict[tuple[str, _Side], list[int]] = defaultdict(lambda: [0, 0])
    partners: dict[int, int] = defaultdict(int)
    for row in rows:
        side: _Side = "both" if row.symmetric else "out" if row.source == number else "in"
        counts = relations[row.relation, side]
        counts[0] += 1
        counts[1] += row.count
        if row.source != row.target:
            partners[row.target if row.source == number else row.source] += row.count
    found = by_number(db, partners)
    ranked = sorted(partners, key=lambda node: (-partners[node], found[node].id))
    return Profile(
        actor=actor,
        partners=tuple(Neighbor(found[node], 1, partners[node]) for node in ranked[:limit]),
        partners_found=len(partners),
        relations=tuple(
            RelationCount(name, side, *counts)
            for (name, side), counts in sorted(
                relations.items(), key=lambda item: (-item[1][1], item[0])
            )
        ),
        edges=edges,
        edges_found=len(rows),
        evidence=sum(row.count for row in rows),
        says=sum(row.count for row in reader.said_by(number)),
        documents_found=_documents(db, number, filters),
        first=min((row.first for row in rows if row.first), default=None),
        last=max((row.last for row in rows if row.last), default=None),
        actors=actors_of(db, edges, actor),
        documents=documents_of(db, edges),
    )


def _documents(db: Connection, number: int, filters: Filters) -> int:
    conditions = Conditions(db, filters)
    if conditions.nothing:
        return 0
    (count,) = db.execute(
        f"SELECT count(*) FROM (SELECT v.document FROM evidence v WHERE v.source = ? "
        f"{conditions.sql} UNION SELECT v.document FROM evidence v WHERE v.target = ? "
        f"{conditions.sql})",
        (number, *conditions.values, number, *conditions.values),
    ).fetchone()
    return int(count)


def find_relations(db: Connection) -> tuple[RelationInfo, ...]:
    """See `Store.relations`."""
    rows = db.execute("SELECT name, kind, symmetric, edges, evidence FROM relation ORDER BY name")
    return tuple(RelationInfo(row[0], row[1], bool(row[2]), row[3], row[4]) for row in rows)


def find_stats(db: Connection) -> Stats:
    """See `Store.stats`."""

    def number(sql: str) -> int:
        return int(db.execute(sql).fetchone()[0])

    first, last = db.execute("SELECT min(date), max(date) FROM evidence").fetchone()
    return Stats(
        actors=number("SELECT count(*) FROM actor"),
        edges=number("SELECT count(*) FROM edge"),
        statements=number("SELECT count(*) FROM evidence"),
        documents=number("SELECT count(*) FROM document"),
        negated=number("SELECT count(*) FROM edge WHERE negated"),
        attributed=number("SELECT count(*) FROM edge WHERE said != 0"),
        first=first,
        last=last,
        kinds=dict(db.execute("SELECT kind, count(*) FROM actor GROUP BY kind ORDER BY kind")),
        relations=tuple(sorted(find_relations(db), key=lambda item: (-item.evidence, item.name))),
    )
