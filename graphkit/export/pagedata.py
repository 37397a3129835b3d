"""The graph as the page's script reads it (`page/model.js`): plain lists, no names twice."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.export.colours import KIND_COLOURS, SIDE_COLOURS
from graphkit.model import Actor, Edge
from graphkit.ontology.codes import side_of

if TYPE_CHECKING:
    from graphkit.stores.contract import Store
    from graphkit.stores.values import DocumentInfo, Filters, StoredDocument

SENTENCES = 30
"""Most sentences of an edge that a page holds; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some edges with all that they name."""

    edges: tuple[Edge, ...]
    actors: Mapping[str, Actor]
    documents: Mapping[str, DocumentInfo | StoredDocument]
    left_out: int = 0

    def to_dict(self) -> dict[str, Any]:
        """As the page's script reads it."""
        return {
            "actors": {
                actor.id: [actor.name, actor.kind, actor.country, actor.role, list(actor.aliases)]
                for actor in self.actors.values()
            },
            "documents": {d.id: [d.title, d.date, d.url] for d in self.documents.values()},
            "edges": [_row(edge) for edge in self.edges],
        }

    @property
    def ends(self) -> set[str]:
        """Ids of the actors that have an edge in it."""
        return {end for edge in self.edges for end in (edge.source, edge.target)}


def _row(edge: Edge) -> list[Any]:
    told = [
        [e.document, e.date, e.modality, round(e.confidence, 3), e.sentence, e.predicate]
        for e in edge.evidence
    ]
    return [
        edge.id, edge.source, edge.target, edge.relation, edge.kind, edge.negated,
        edge.ended, edge.symmetric, edge.attributed_to, side_of(edge.plover),
        edge.count, edge.first, edge.last, told,
    ]  # fmt: skip


def look() -> dict[str, dict[str, str]]:
    """Colours of actors and lines."""
    return {"kinds": KIND_COLOURS, "sides": {**SIDE_COLOURS, "mixed": "#7b3294"}}


def strongest(store: Store, filters: Filters | None, limit: int) -> Part:
    """The edges with most evidence (then the first by `edge_key`) that filters let through.

    Args:
        store: the graph.
        filters: which edges; None is all.
        limit: most edges.
    """
    total = 0
    ranked: list[tuple[int, int, str]] = []
    for number, edge in enumerate(store.edges(filters=filters)):
        total += 1
        entry = (edge.count, -number, edge.id)
        if len(ranked) < limit:
            heapq.heappush(ranked, entry)
        else:
            heapq.heappushpop(ranked, entry)
    kept = {edge_id for _, _, edge_id in ranked}
    edges = tuple(
        edge for edge in store.edges(filters=filters, evidence=SENTENCES) if edge.id in kept
    )
    return part_of(store, edges, total - len(edges))


def part_of(store: Store, edges: Iterable[Edge], left_out: int = 0) -> Part:
    """Edges with the actors and documents that they name."""
    edges = tuple(edges)
    wanted = {name for e in edges for name in (e.source, e.target, e.attributed_to) if name}
    sources = {item.document for edge in edges for item in edge.evidence}
    actors = {s.actor.id: s.actor for s in store.actors(order="id") if s.actor.id in wanted}
    documents = {d.id: d for d in store.documents() if d.id in sources}
    return Part(edges, actors, documents, left_out)
