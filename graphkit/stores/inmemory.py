"""A graph as NetworkX: what users program against, and what NetworkX's own writers can write.

Those writers know texts, numbers and booleans only: what is not known is left out in place of None,
a list is its JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphkit.model import Edge
from graphkit.stores.values import Filters

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.stores.contract import Store

_EDGE_FIELDS = tuple(
    name for name in Edge.__dataclass_fields__ if name not in ("id", "source", "target")
)


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
            graph.add_node(actor.id, **_plain(node))
    for edge in store.edges(filters=filters, evidence=None):
        if edge.source in graph and edge.target in graph:
            values = {name: getattr(edge, name) for name in _EDGE_FIELDS}
            values["evidence"] = [asdict(item) for item in edge.evidence]
            values["weight"] = edge.count
            graph.add_edge(edge.source, edge.target, key=edge.id, **_plain(values))
    if filters is not None and wanted is None:
        graph.remove_nodes_from(list(nx.isolates(graph)))
    return graph


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple) else value
        for name, value in values.items()
        if value is not None
    }
