"""Actors out of Neo4j: by name, as a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.model import Actor
from graphkit.stores.bolt.connection import run
from graphkit.stores.bolt.shape import actor_of, index_key
from graphkit.stores.names import choose, fold, is_surname, keys_of, unknown
from graphkit.stores.values import ActorOrder, ActorSummary

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

_SHORT = 2


def resolve(tx: ManagedTransaction | Transaction, name: str, where: str) -> Actor:
    """The actor that a typed name means.

    Raises:
        UnknownActorError, AmbiguousActorError: see `graphkit.stores.names`.
    """
    rows = run(tx, "query/actors", ids=[name])
    if rows:
        return actor_of(rows[0])
    key = fold(name)
    # The index answers for display names, the best rank there is; aliases are looked for only then.
    rows = run(tx, "query/actors-named", folded=index_key(key))
    if not rows or any(is_surname(actor_of(row)) for row in rows):
        rows = run(tx, "query/actors-known-as", key=key)
    found = [(ranks[key], actor) for actor, ranks in _ranked(map(actor_of, rows)) if key in ranks]
    chosen = choose(name, found, where)
    if chosen is None:
        raise unknown(name, _all_names(tx), where)
    return chosen


def _ranked(actors: Iterator[Actor]) -> Iterator[tuple[Actor, dict[str, int]]]:
    for actor in actors:
        yield actor, keys_of(actor)


def _all_names(tx: ManagedTransaction | Transaction) -> Iterator[str]:
    for row in run(tx, "query/names"):
        yield row["name"]
        yield from row["aliases"] or ()


def listing(
    tx: ManagedTransaction | Transaction,
    kind: str | None,
    match: str | None,
    order: ActorOrder,
    limit: int | None,
) -> Iterator[ActorSummary]:
    """Actors as `Store.actors` gives them."""
    folded = None if match is None else fold(match)
    actors = [actor_of(row) for row in run(tx, "query/actors-all", kind=kind, match=folded)]
    if folded is not None:
        actors = [
            actor
            for actor, ranks in _ranked(iter(actors))
            if any(folded in key for key, rank in ranks.items() if rank < _SHORT)
        ]
    totals = {
        row["id"]: (row["partners"], row["evidence"]) for row in run(tx, "query/actors-totals")
    }
    found = [ActorSummary(actor, *totals.get(actor.id, (0, 0))) for actor in actors]
    if order == "id":
        found.sort(key=lambda item: item.actor.id)
    else:
        found.sort(key=lambda item: (-item.evidence, item.actor.id))
    yield from found if limit is None else found[: max(limit, 0)]
