"""Actors out of a graph file: by number, by name, as a list."""

# ruff: noqa: S608 - only names of our own columns are put into SQL; values are parameters
from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from graphkit.model import Actor
from graphkit.stores.names import choose, fold, unknown
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.values import ActorOrder, ActorSummary

_COLUMNS = "a.slug, a.name, a.kind, a.country, a.role, a.named, a.aliases"


def _actor(row: tuple[str, str, str, str | None, str | None, int, str]) -> Actor:
    slug, name, kind, country, role, named, aliases = row
    return Actor(slug, name, kind, country, role, bool(named), tuple(json.loads(aliases)))


def by_number(db: Connection, numbers: Collection[int]) -> dict[int, Actor]:
    """Actors of these numbers."""
    rows = db.execute(
        f"SELECT a.id, {_COLUMNS} FROM json_each(?) j CROSS JOIN actor a ON a.id = j.value",
        (json.dumps(sorted(numbers)),),
    )
    return {row[0]: _actor(row[1:]) for row in rows}


def resolve(db: Connection, name: str, where: str) -> tuple[int, Actor]:
    """The actor that a typed name means, with its number.

    Raises:
        UnknownActorError, AmbiguousActorError: see `graphkit.stores.names`.
    """
    row = db.execute(f"SELECT a.id, {_COLUMNS} FROM actor a WHERE a.slug = ?", (name,)).fetchone()
    if row:
        return row[0], _actor(row[1:])
    rows = db.execute(
        f"SELECT n.rank, a.id, {_COLUMNS} FROM name n CROSS JOIN actor a ON a.id = n.actor "
        "WHERE n.key = ?",
        (fold(name),),
    ).fetchall()
    numbers = {row[2]: row[1] for row in rows}
    chosen = choose(name, [(row[0], _actor(row[2:])) for row in rows], where)
    if chosen is None:
        raise unknown(name, _all_names(db), where)
    return numbers[chosen.id], chosen


def _all_names(db: Connection) -> Iterator[str]:
    for name, aliases in db.execute("SELECT name, aliases FROM actor"):
        yield name
        yield from json.loads(aliases)


def listing(
    db: Connection,
    kind: str | None,
    match: str | None,
    order: ActorOrder,
    limit: int | None,
) -> Iterator[ActorSummary]:
    """Actors as `Store.actors` gives them."""
    by = "a.slug" if order == "id" else "evidence DESC, a.slug"
    rows = db.execute(
        f"SELECT {_COLUMNS}, "
        "(SELECT count(*) FROM pair p WHERE p.a = a.id AND p.n > 0), "
        "(SELECT coalesce(sum(n), 0) FROM pair p WHERE p.a = a.id) AS evidence "
        "FROM actor a WHERE (?1 IS NULL OR a.kind = ?1) AND (?2 IS NULL OR EXISTS ("
        "SELECT 1 FROM name n WHERE n.actor = a.id AND n.rank < 2 AND instr(n.key, ?2) > 0)) "
        f"ORDER BY {by} LIMIT ?3",
        (kind, None if match is None else fold(match), -1 if limit is None else limit),
    )
    for row in rows:
        yield ActorSummary(_actor(row[:7]), row[7], row[8])
