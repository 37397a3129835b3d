"""Edges as a list: sorted, cut, and the states that held on a day."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from graphkit.stores.order import edge_key
from graphkit.stores.values import DocumentInfo, Filters, check_date

if TYPE_CHECKING:
    from graphkit.model import Actor, Edge
    from graphkit.stores.contract import Store

EdgeSort = Literal["evidence", "first", "last", "name"]
_FEW = 200
SORTS: tuple[str, ...] = ("evidence", "first", "last", "name")


@dataclass(frozen=True, slots=True)
class EdgeList:
    """Edges, each with some evidence.

    Attributes:
        edges: in the order asked for, then by `edge_key`.
        found: how many there are.
        undated: ids of states that hold or not, for nothing tells their dates (only `as_of`).
        actors, documents: by id, every one named in `edges`.
    """

    edges: tuple[Edge, ...]
    found: int
    undated: tuple[str, ...]
    actors: dict[str, Actor]
    documents: dict[str, DocumentInfo]


def list_edges(
    store: Store,
    filters: Filters,
    *,
    actor: str | None = None,
    sort: EdgeSort = "evidence",
    limit: int | None = 50,
    evidence: int = 1,
    as_of: str | None = None,
) -> EdgeList:
    """Edges that filters let through.

    Args:
        store: the graph.
        filters: which edges.
        actor: only those of this actor.
        sort: most evidence first, earliest first, latest first, or by name.
        limit: most edges; None: all.
        evidence: most sentences of each.
        as_of: an ISO date; only states that held then. A state holds from its first telling to its
            last (the date told, else the document's); of an undated one that cannot be said.
    """
    undated: list[str] = []
    documents = {d.id: d for d in store.documents()} if as_of else {}

    def candidates() -> Iterator[Edge]:
        chosen = filters if as_of is None else replace(filters, kinds=("state",), ended=False)
        whole = None if as_of else evidence
        if actor is None:
            yield from store.edges(filters=chosen, evidence=whole)
        else:
            yield from store.around(actor, filters=chosen, evidence=whole).edges

    def held(edges: Iterable[Edge], day: str) -> Iterator[Edge]:
        for edge in edges:
            days = sorted(
                filter(None, (e.date or _published(documents, e.document) for e in edge.evidence))
            )
            if not days:
                undated.append(edge.id)
            elif not (days[0][: len(day)] <= day and days[-1] >= day[: len(days[-1])]):
                continue
            yield replace(edge, evidence=edge.evidence[:evidence])

    if as_of is None:
        stream: Iterator[Edge] = candidates()
    else:
        stream = held(candidates(), check_date("--as-of", as_of))
    total = 0

    def counted() -> Iterator[Edge]:
        nonlocal total
        for edge in stream:
            total += 1
            yield edge

    key = _KEYS[sort]
    if limit is None:
        edges = sorted(counted(), key=key)
    else:
        edges = heapq.nsmallest(limit, counted(), key=key)
    shown = {edge.id for edge in edges}
    return EdgeList(
        edges=tuple(edges),
        found=total,
        undated=tuple(name for name in undated if name in shown),
        **named(store, edges),
    )


def named(store: Store, edges: Iterable[Edge]) -> dict[str, Any]:
    """Actors and documents that edges name, as `actors` and `documents` by id."""
    edges = list(edges)
    ids = {name for e in edges for name in (e.source, e.target, e.attributed_to) if name}
    sources = {item.document for edge in edges for item in edge.evidence}
    documents = {}
    if sources:
        documents = {
            d.id: DocumentInfo(d.id, d.title, d.date, d.url, d.author)
            for d in store.documents()
            if d.id in sources
        }
    return {"actors": actors_by_id(store, ids), "documents": documents}


def actors_by_id(store: Store, ids: Collection[str]) -> dict[str, Actor]:
    """Actors of these ids: one by one when they are few, else in one go."""
    if len(ids) <= _FEW:
        return {name: store.resolve(name) for name in sorted(ids)}
    return {s.actor.id: s.actor for s in store.actors(order="id") if s.actor.id in ids}


def _published(documents: dict[str, Any], name: str) -> str | None:
    document = documents.get(name)
    return document.date if document else None


_KEYS: dict[str, Callable[[Edge], Any]] = {
    "evidence": lambda edge: (-edge.count, edge_key(edge)),
    "first": lambda edge: (edge.first is None, edge.first or "", edge_key(edge)),
    "last": lambda edge: (
        edge.last is None,
        tuple(-ord(char) for char in edge.last or ""),
        edge_key(edge),
    ),
    "name": edge_key,
}
