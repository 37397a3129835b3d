"""Who stands in the middle: degree, betweenness, bridges, communities, all by NetworkX.

Degree counts partners. Betweenness: U. Brandes, "A Faster Algorithm for Betweenness Centrality",
2001; over `SAMPLES` actors in larger graphs (Brandes and Pich, 2007). Communities: Louvain (Blondel
and others, 2008), weighted by evidence. Direction does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graphkit.queries.listing import actors_by_id
from graphkit.stores.values import Filters

if TYPE_CHECKING:
    from graphkit.model import Actor
    from graphkit.stores.contract import Store

CentralSort = Literal["degree", "betweenness", "evidence"]
CENTRAL_SORTS: tuple[str, ...] = ("degree", "betweenness", "evidence")
SAMPLES = 500
"""Up to so many actors betweenness is exact."""


@dataclass(frozen=True, slots=True)
class Central:
    """An actor and its place.

    Attributes:
        degree: partners.
        evidence: pieces of evidence of its edges.
        betweenness: 0 to 1: the part of all shortest ways between others that lead over it.
        community: number of its community, 1 is the largest.
    """

    actor: Actor
    degree: int
    evidence: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Centrality:
    """A graph's middle.

    Attributes:
        central: most central first, then by id; at most the limit.
        found: number of actors with an edge.
        exact: betweenness is exact, not estimated from samples.
        bridges: pairs of actors whose only tie holds two parts together, smaller part of the graph
            cut off largest first; at most the limit.
        bridges_found: number of all.
        communities: sizes, largest first.
        actors: by id, every one named in `bridges`.
    """

    central: tuple[Central, ...]
    found: int
    exact: bool
    bridges: tuple[tuple[str, str, int], ...]
    bridges_found: int
    communities: tuple[int, ...]
    actors: dict[str, Actor]


def central(
    store: Store, filters: Filters, *, sort: CentralSort = "degree", limit: int = 20
) -> Centrality:
    """Find who is central.

    Args:
        store: the graph.
        filters: which edges count.
        sort: by what.
        limit: most actors, and most bridges.
    """
    import networkx as nx

    graph = nx.Graph()
    for edge in store.edges(filters=filters):
        if edge.source == edge.target:
            continue
        a, b = edge.source, edge.target
        weight = graph.edges[a, b]["weight"] if graph.has_edge(a, b) else 0
        graph.add_edge(a, b, weight=weight + edge.count)
    exact = len(graph) <= SAMPLES
    between = nx.betweenness_centrality(graph, k=None if exact else SAMPLES, seed=1)
    groups = sorted(
        nx.community.louvain_communities(graph, weight="weight", seed=1) if graph else [],
        key=lambda group: (-len(group), min(group)),
    )
    community = {name: number for number, group in enumerate(groups, 1) for name in group}
    evidence = dict(graph.degree(weight="weight"))
    measures = {"degree": dict(graph.degree()), "betweenness": between, "evidence": evidence}
    ranked = sorted(graph, key=lambda name: (-measures[sort][name], name))[:limit]
    bridges = _bridges(graph)
    wanted = set(ranked) | {name for pair in bridges[:limit] for name in pair[:2]}
    actors = actors_by_id(store, wanted)
    return Centrality(
        central=tuple(
            Central(
                actors[name],
                measures["degree"][name],
                evidence[name],
                round(between[name], 6),
                community[name],
            )
            for name in ranked
        ),
        found=len(graph),
        exact=exact,
        bridges=tuple(bridges[:limit]),
        bridges_found=len(bridges),
        communities=tuple(map(len, groups)),
        actors=actors,
    )


def _bridges(graph: object) -> list[tuple[str, str, int]]:
    """Bridges that part at least two actors from the rest, with how many they part.

    One walk over the tree that remains when each part without bridges is taken together.
    """
    import networkx as nx

    cut = list(nx.bridges(graph))
    rest = nx.Graph(graph)
    rest.remove_edges_from(cut)
    part_of: dict[str, int] = {}
    sizes: list[int] = []
    for number, part in enumerate(nx.connected_components(rest)):
        sizes.append(len(part))
        part_of.update(dict.fromkeys(part, number))
    tree = nx.Graph()
    tree.add_nodes_from(range(len(sizes)))
    tree.add_edges_from((part_of[a], part_of[b], {"ends": tuple(sorted((a, b)))}) for a, b in cut)
    found: list[tuple[str, str, int]] = []
    for component in nx.connected_components(tree):
        root = min(component)
        whole = sum(sizes[part] for part in component)
        below = {part: sizes[part] for part in component}
        steps = list(nx.dfs_edges(tree, root))
        for parent, child in reversed(steps):
            below[parent] += below[child]
        for parent, child in steps:
            smaller = min(below[child], whole - below[child])
            if smaller > 1:
                found.append((*tree.edges[parent, child]["ends"], smaller))
    return sorted(found, key=lambda bridge: (-bridge[2], bridge[0], bridge[1]))
