"""What the page asks of `graphkit view`, answered from the store: small parts of the graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.export.pagedata import SENTENCES, Part, look, strongest
from graphkit.stores.contract import CAP

if TYPE_CHECKING:
    from graphkit.model import Actor, Edge
    from graphkit.stores.contract import Store
    from graphkit.stores.values import DocumentInfo, Filters

WHOLE = 5_000
"""Up to so many edges the page begins with all of them."""
_GREAT = 20
_AROUND = 25
_NEAR = 150
_FOUND = 12


def begin(store: Store, filters: Filters, limit: int | None) -> dict[str, Any]:
    """What the page begins with: the whole graph, or what is around its greatest actors.

    Args:
        store: the graph.
        filters: which edges.
        limit: up to so many edges the whole graph; None: `WHOLE`.
    """
    edges = store.stats().edges
    most = limit or WHOLE
    part = strongest(store, filters, most) if edges <= most else _greatest(store, filters)
    left = max(edges - len(part.edges), 0)
    return {"parts": part.to_dict(), "left_out": left, "look": look()}


def _greatest(store: Store, filters: Filters) -> Part:
    """The edges between the actors with most evidence and those nearest to them."""
    edges: dict[str, Edge] = {}
    actors: dict[str, Actor] = {}
    documents: dict[str, DocumentInfo] = {}
    for summary in list(store.actors(limit=_GREAT)):
        near = store.neighbors(summary.actor.id, filters=filters, cap=_AROUND, evidence=SENTENCES)
        edges.update((edge.id, edge) for edge in near.edges)
        actors.update(near.actors)
        documents.update(near.documents)
    return Part(tuple(edges.values()), actors, documents)


def around(store: Store, filters: Filters, asked: Mapping[str, str]) -> dict[str, Any]:
    """The edges of one actor with those it has most to do with."""
    near = store.neighbors(
        _given(asked, "actor"), filters=filters, cap=max(_NEAR, CAP), evidence=SENTENCES
    )
    return Part(near.edges, near.actors, near.documents).to_dict()


def between(store: Store, filters: Filters, asked: Mapping[str, str]) -> dict[str, Any]:
    """All edges between two actors."""
    pair = store.evidence(_given(asked, "a"), _given(asked, "b"), filters=filters, limit=1000)
    edges = tuple(edge for edge in pair.edges if edge.evidence)
    return Part(edges, pair.actors, pair.documents).to_dict()


def search(store: Store, filters: Filters, asked: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001
    """Actors whose names hold the words."""
    words = _given(asked, "q").strip()
    found = [s.actor for s in store.actors(match=words, limit=_FOUND)] if words else []
    return {"found": [[a.id, a.name, a.kind, a.country, a.role] for a in found]}


Answer = Callable[["Store", "Filters", Mapping[str, str]], dict[str, Any]]
ANSWERS: dict[str, Answer] = {"around": around, "between": between, "search": search}


def _given(asked: Mapping[str, str], name: str) -> str:
    if name not in asked:
        raise UsageError(f"the question lacks {name!r}")
    return asked[name]
