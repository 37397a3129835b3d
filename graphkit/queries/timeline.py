"""What is told of an actor, or of two, in the order of its dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.stores.order import evidence_key
from graphkit.stores.values import Filters, Tellings, Told

if TYPE_CHECKING:
    from graphkit.stores.contract import Store


def timeline(
    store: Store,
    actor: str,
    other: str | None,
    filters: Filters,
    *,
    limit: int | None = None,
    latest: bool = False,
) -> Tellings:
    """Sentences about an actor, or about it and another, oldest first, undated last.

    Args:
        store: the graph.
        actor, other: names; without `other`, all that is told of the actor.
        filters: which edges and evidence.
        limit: most sentences.
        latest: newest first, undated last.
    """
    if other is None:
        around = store.around(actor, filters=filters)
        edges, actors, documents = around.edges, around.actors, around.documents
    else:
        pair = store.evidence(actor, other, filters=filters)
        edges, actors, documents = pair.edges, pair.actors, pair.documents
    told = [Told(replace(edge, evidence=()), item) for edge in edges for item in edge.evidence]
    told.sort(key=lambda one: (*evidence_key(one.evidence), one.edge.id))
    if latest:
        dated = [one for one in told if one.evidence.date is not None]
        told = dated[::-1] + told[len(dated) :]
    kept = told if limit is None else told[:limit]
    return Tellings(tuple(kept), len(told) - len(kept), actors, documents)
