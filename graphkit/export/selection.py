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
    keep = keeper(store, filters)
    for statement in read(store) if read else store.statements():
        if keep is None or keep(statement):
            yield statement


def keeper(store: Store, filters: Filters | None) -> Callable[[Statement], bool] | None:
    """Whether filters let a statement through, as a function; None: every one."""
    if filters is None:
        return None
    if filters.documents:
        filters = filters.named_documents((d.id for d in store.documents()), store.location)
    return filters.admits


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
