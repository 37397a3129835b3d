"""What of a graph an export holds: statements one by one, actors that have an edge, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.model import Actor, Evidence, Statement

if TYPE_CHECKING:
    from graphkit.stores.contract import Store
    from graphkit.stores.values import Filters, StoredDocument


def statements_of(
    store: Store,
    filters: Filters | None,
    read: Callable[[Store], Iterator[Statement]] | None = None,
) -> Iterator[Statement]:
    """The store's statements that filters let through (None: all), in the store's order.

    Args:
        store: the graph.
        filters: which of them.
        read: gives other statements in their place.
    """
    for statement in read(store) if read else store.statements():
        if filters is None or admits(filters, statement):
            yield statement


def admits(filters: Filters, statement: Statement) -> bool:
    """Whether filters let a statement through (their direction aside)."""
    if filters.relations and statement.relation not in filters.relations:
        return False
    if filters.kinds and statement.kind not in filters.kinds:
        return False
    if statement.kind == "open" and not filters.with_open:
        return False
    if (statement.negated and not filters.negated) or (statement.ended and not filters.ended):
        return False
    if filters.modalities and statement.modality not in filters.modalities:
        return False
    if not filters.dated:
        return True
    return statement.date is not None and filters.low <= statement.date < filters.high


def actors_of(store: Store, filters: Filters | None) -> Iterator[Actor]:
    """The actors of an export, by id: all of them, or under filters those that have an edge."""
    if filters is None:
        for summary in store.actors(order="id"):
            yield summary.actor
        return
    ends = {end for edge in store.edges(filters=filters) for end in (edge.source, edge.target)}
    for summary in store.actors(order="id"):
        if summary.actor.id in ends:
            yield summary.actor


def documents_of(store: Store) -> dict[str, StoredDocument]:
    """The documents of which more than the id is known, by id."""
    return {d.id: d for d in store.documents() if d.title or d.date or d.url}


def evidence_record(item: Evidence, documents: Mapping[str, StoredDocument]) -> dict[str, Any]:
    """A piece of evidence with its document's title, date and url, for JSON."""
    record = {name: getattr(item, name) for name in Evidence.__dataclass_fields__}
    document = documents.get(item.document)
    if document is not None:
        record["title"] = document.title
        record["published"] = document.date
        record["url"] = document.url
    return record
