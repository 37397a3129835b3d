"""A graph as NetworkX: what users program against."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import TYPE_CHECKING

from graphkit.stores.values import Filters

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.stores.contract import Store


def networkx_of(
    store: Store, filters: Filters | None, actors: Collection[str] | None
) -> nx.MultiDiGraph:
    """See `Store.to_networkx`."""
    import networkx as nx

    wanted = None if actors is None else {store.resolve(name).id for name in actors}
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for summary in store.actors(order="id"):
        actor = summary.actor
        if wanted is None or actor.id in wanted:
            node = asdict(actor)
            del node["id"], node["read_as"]
            graph.add_node(actor.id, **node)
    for edge in store.edges(filters=filters, evidence=None):
        if edge.source in graph and edge.target in graph:
            values = asdict(edge)
            del values["source"], values["target"], values["id"]
            values["evidence"] = list(values["evidence"])
            graph.add_edge(edge.source, edge.target, key=edge.id, **values)
    return graph
