"""Path, neighbourhood, evidence and profile: same rules and order as the embedded store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from graphkit.model import Actor, Edge
from graphkit.stores.bolt.adjacency import GraphAdjacency
from graphkit.stores.bolt.connection import run
from graphkit.stores.bolt.edges import (
    EdgeReader,
    Pair,
    actor_ids,
    actors_by_id,
    actors_of,
    documents_of,
)
from graphkit.stores.bolt.shape import edge_of
from graphkit.stores.order import edge_key, hop_key
from graphkit.stores.search import best_paths, levels_around
from graphkit.stores.values import (
    Around,
    Filters,
    Hop,
    Neighbor,
    Neighborhood,
    PairEvidence,
    Path,
    Profile,
    RelationCount,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

_Side = Literal["out", "in", "both"]


def _by_pair(edges: Iterable[Edge]) -> dict[Pair, list[Edge]]:
    """Edges under their two ends, smaller id first."""
    found: dict[Pair, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[_pair(edge.source, edge.target)].append(edge)
    return found


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _walkable(edges: list[Edge], start: str, filters: Filters) -> list[Edge]:
    """Of the edges between two actors those that the direction lets walk from `start`."""
    if filters.direction == "any":
        return edges
    leaving = filters.direction == "out"
    return [edge for edge in edges if edge.symmetric or (edge.source == start) == leaving]


def find_paths(
    tx: ManagedTransaction | Transaction,
    source: Actor,
    target: Actor,
    filters: Filters,
    max_hops: int,
    k: int,
    evidence: int,
) -> tuple[Path, ...]:
    """See `Store.path`."""
    near = GraphAdjacency(tx, filters)
    numbers = near.number(source.id), near.number(target.id)
    walks = [
        tuple(near.name(node) for node in walk) for walk in best_paths(near, *numbers, max_hops, k)
    ]
    steps = {step for walk in walks for step in pairwise(walk)}
    edges = _by_pair(EdgeReader(tx, filters).between(steps, evidence))
    hops = {step: _hop(edges[_pair(*step)], *step, filters) for step in steps}
    shown = [hop.edge for hop in hops.values()]
    actors = actors_of(tx, shown, source, target)
    documents = documents_of(tx, shown)
    paths = []
    for walk in walks:
        way = tuple(hops[step] for step in pairwise(walk))
        named = actor_ids(hop.edge for hop in way) | {source.id, target.id}
        cited = {item.document for hop in way for item in hop.edge.evidence}
        paths.append(
            Path(
                source.id,
                target.id,
                way,
                {key: actor for key, actor in actors.items() if key in named},
                {key: info for key, info in documents.items() if key in cited},
            )
        )
    return tuple(paths)


def _hop(between: list[Edge], start: str, end: str, filters: Filters) -> Hop:
    edges = sorted(_walkable(between, start, filters), key=hop_key)
    return Hop(
        start=start,
        end=end,
        edge=edges[0],
        forward=edges[0].source == start,
        others=len(edges) - 1,
        weight=sum(edge.count for edge in edges),
    )


def find_neighbors(
    tx: ManagedTransaction | Transaction,
    center: Actor,
    hops: int,
    filters: Filters,
    cap: int,
    evidence: int,
) -> Neighborhood:
    """See `Store.neighbors`."""
    near = GraphAdjacency(tx, filters)
    levels = levels_around(near, near.number(center.id), hops)
    shown: list[tuple[str, int, int]] = []
    left_out: list[int] = []
    for distance, weights in enumerate(levels, start=1):
        room = max(cap - len(shown), 0)
        ranked = sorted((-n, near.name(node)) for node, n in weights.items())[:room]
        shown += [(name, distance, -minus) for minus, name in ranked]
        left_out.append(len(weights) - len(ranked))
    edges = _tying(tx, near, center.id, shown, filters, evidence)
    actors = actors_by_id(tx, (actor_ids(edges) | {name for name, _, _ in shown}) - {center.id})
    actors[center.id] = center
    return Neighborhood(
        center=center,
        hops=hops,
        neighbors=tuple(Neighbor(actors[name], distance, n) for name, distance, n in shown),
        edges=tuple(edges),
        found=tuple(len(weights) for weights in levels),
        left_out=tuple(left_out),
        actors=dict(sorted(actors.items())),
        documents=documents_of(tx, edges),
    )


def _tying(
    tx: ManagedTransaction | Transaction,
    near: GraphAdjacency,
    center: str,
    shown: list[tuple[str, int, int]],
    filters: Filters,
    evidence: int,
) -> list[Edge]:
    """Edges that tie shown actors to shown actors one hop nearer."""
    distances = {center: 0} | {name: distance for name, distance, _ in shown}
    steps: set[Pair] = set()
    for a, b, _ in near.expand([near.number(name) for name in distances], True):
        step = near.name(a), near.name(b)
        if distances.get(step[1], -1) == distances[step[0]] + 1:
            steps.add(step)
    found = _by_pair(EdgeReader(tx, filters).between(steps, evidence))
    edges = [edge for step in steps for edge in _walkable(found[_pair(*step)], step[0], filters)]
    return sorted(edges, key=edge_key)


def find_evidence(
    tx: ManagedTransaction | Transaction,
    source: Actor,
    target: Actor,
    filters: Filters,
    limit: int | None,
) -> PairEvidence:
    """See `Store.evidence`."""
    from dataclasses import replace

    between = EdgeReader(tx, filters).between([(source.id, target.id)], limit)
    edges: list[Edge] = []
    left = limit
    for edge in sorted(_walkable(between, source.id, filters), key=hop_key):
        cut = edge if left is None else replace(edge, evidence=edge.evidence[: max(left, 0)])
        if left is not None:
            left -= len(cut.evidence)
        edges.append(cut)
    shown = sum(len(edge.evidence) for edge in edges)
    return PairEvidence(
        source=source,
        target=target,
        edges=tuple(edges),
        left_out=sum(edge.count for edge in edges) - shown,
        actors=actors_of(tx, edges, source, target),
        documents=documents_of(tx, edges),
    )


def find_around(
    tx: ManagedTransaction | Transaction, actor: Actor, filters: Filters, evidence: int | None
) -> Around:
    """See `Store.around`."""
    edges = tuple(sorted(EdgeReader(tx, filters).around(actor.id, evidence), key=edge_key))
    return Around(actor, edges, actors_of(tx, edges, actor), documents_of(tx, edges))


def find_profile(
    tx: ManagedTransaction | Transaction,
    actor: Actor,
    filters: Filters,
    limit: int,
    evidence: int,
) -> Profile:
    """See `Store.profile`."""
    reader = EdgeReader(tx, filters)
    if filters == Filters():
        rows = [edge_of(row) for row in run(tx, "query/profile", id=actor.id)]
        (more,) = run(tx, "query/profile-documents", id=actor.id)
        documents, says = int(more["documents"]), int(more["says"])
    else:
        rows = reader.around(actor.id, None)
        documents = len({item.document for edge in rows for item in edge.evidence})
        says = sum(edge.count for edge in reader.said_by(actor.id))
    strongest = sorted(rows, key=lambda edge: (-edge.count, edge_key(edge)))[:limit]
    filled = {
        edge.id: edge
        for edge in reader.between(
            [(edge.source, edge.target) for edge in strongest],
            evidence,
            only=[edge.id for edge in strongest],
        )
    }
    edges = tuple(filled[edge.id] for edge in strongest)
    relations: dict[tuple[str, _Side], list[int]] = defaultdict(lambda: [0, 0])
    partners: dict[str, int] = defaultdict(int)
    for edge in rows:
        side: _Side = "both" if edge.symmetric else "out" if edge.source == actor.id else "in"
        counts = relations[edge.relation, side]
        counts[0] += 1
        counts[1] += edge.count
        if edge.source != edge.target:
            partners[edge.target if edge.source == actor.id else edge.source] += edge.count
    ranked = sorted(partners, key=lambda name: (-partners[name], name))[:limit]
    found = actors_by_id(tx, (actor_ids(edges) | set(ranked)) - {actor.id})
    found[actor.id] = actor
    named = actor_ids(edges) | {actor.id}
    return Profile(
        actor=actor,
        partners=tuple(Neighbor(found[name], 1, partners[name]) for name in ranked),
        partners_found=len(partners),
        relations=tuple(
            RelationCount(name, side, *counts)
            for (name, side), counts in sorted(
                relations.items(), key=lambda item: (-item[1][1], item[0])
            )
        ),
        edges=edges,
        edges_found=len(rows),
        evidence=sum(edge.count for edge in rows),
        says=says,
        documents_found=documents,
        first=min((edge.first for edge in rows if edge.first), default=None),
        last=max((edge.last for edge in rows if edge.last), default=None),
        actors={name: found[name] for name in sorted(named)},
        documents=documents_of(tx, edges),
    )
