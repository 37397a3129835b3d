"""Path, neighbourhood and evidence over a graph file."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from graphkit.model import Actor, Edge
from graphkit.stores.order import edge_key, hop_key
from graphkit.stores.search import best_paths, levels_around
from graphkit.stores.sqlite.actors import by_number
from graphkit.stores.sqlite.adjacency import adjacency, joined
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.sqlite.edges import EdgeReader, EdgeRow, documents_of, numbers_of
from graphkit.stores.values import (
    Around,
    Filters,
    Hop,
    Neighbor,
    Neighborhood,
    PairEvidence,
    Path,
)


def actors_of(db: Connection, edges: Iterable[Edge], *more: Actor) -> dict[str, Actor]:
    """Every actor that edges name, and those given, by id."""
    ids = {
        name for edge in edges for name in (edge.source, edge.target, edge.attributed_to) if name
    }
    found = {actor.id: actor for actor in more}
    numbers = [number for _, number in numbers_of(db, ids - found.keys())]
    found.update((actor.id, actor) for actor in by_number(db, numbers).values())
    return dict(sorted(found.items()))


def _walkable(rows: list[EdgeRow], start: int, filters: Filters) -> list[EdgeRow]:
    """Of the edges between two actors those that the direction lets walk from `start`."""
    if filters.direction == "any":
        return rows
    leaving = filters.direction == "out"
    return [row for row in rows if row.symmetric or (row.source == start) == leaving]


def find_paths(
    db: Connection,
    source: tuple[int, Actor],
    target: tuple[int, Actor],
    filters: Filters,
    max_hops: int,
    k: int,
    evidence: int,
) -> tuple[Path, ...]:
    """See `Store.path`."""
    walks = best_paths(adjacency(db, filters), source[0], target[0], max_hops, k)
    reader = EdgeReader(db, filters)
    hops: dict[tuple[int, int], Hop] = {}
    for walk in walks:
        for step in pairwise(walk):
            if step not in hops:
                hops[step] = _hop(reader, *step, filters, evidence)
    paths = []
    for walk in walks:
        steps = tuple(hops[step] for step in pairwise(walk))
        edges = [hop.edge for hop in steps]
        actors = actors_of(db, edges, source[1], target[1])
        paths.append(Path(source[1].id, target[1].id, steps, actors, documents_of(db, edges)))
    return tuple(paths)


def _hop(reader: EdgeReader, start: int, end: int, filters: Filters, evidence: int) -> Hop:
    rows = _walkable(reader.between(start, end), start, filters)
    edges = sorted(zip(reader.finish(rows), rows, strict=True), key=lambda pair: hop_key(pair[0]))
    edge, row = edges[0]
    forward = row.source == start
    return Hop(
        start=edge.source if forward else edge.target,
        end=edge.target if forward else edge.source,
        edge=reader.with_evidence(edge, row.number, evidence),
        forward=forward,
        others=len(edges) - 1,
        weight=sum(row.count for row in rows),
    )


def find_neighbors(
    db: Connection,
    center: tuple[int, Actor],
    hops: int,
    filters: Filters,
    cap: int,
    evidence: int,
) -> Neighborhood:
    """See `Store.neighbors`."""
    near = adjacency(db, filters)
    levels = levels_around(near, center[0], hops)
    shown: list[tuple[int, int, int]] = []
    left_out: list[int] = []
    for distance, weights in enumerate(levels, start=1):
        room = cap - len(shown)
        kept: list[tuple[int, int, int]] = []
        if room > 0 and weights:
            names = near.ids(weights)
            ranked = sorted(weights, key=lambda node: (-weights[node], names[node]))
            kept = [(node, distance, weights[node]) for node in ranked[:room]]
        shown += kept
        left_out.append(len(weights) - len(kept))
    actors = by_number(db, [node for node, _, _ in shown])
    neighbors = tuple(Neighbor(actors[node], distance, n) for node, distance, n in shown)
    edges = _tying(db, center[0], shown, filters, evidence)
    return Neighborhood(
        center=center[1],
        hops=hops,
        neighbors=neighbors,
        edges=tuple(edges),
        found=tuple(len(weights) for weights in levels),
        left_out=tuple(left_out),
        actors=actors_of(db, edges, center[1], *actors.values()),
        documents=documents_of(db, edges),
    )


def _tying(
    db: Connection,
    center: int,
    shown: list[tuple[int, int, int]],
    filters: Filters,
    evidence: int,
) -> list[Edge]:
    """Edges that tie shown actors to shown actors one hop nearer."""
    levels: dict[int, list[int]] = {0: [center]}
    for node, distance, _ in shown:
        levels.setdefault(distance, []).append(node)
    reader = EdgeReader(db, filters)
    rows: list[EdgeRow] = []
    for distance in range(1, len(levels)):
        for a, b in joined(db, levels[distance - 1], levels[distance]):
            rows += _walkable(reader.between(a, b), a, filters)
    edges = [
        reader.with_evidence(edge, row.number, evidence)
        for edge, row in zip(reader.finish(rows), rows, strict=True)
    ]
    return sorted(edges, key=edge_key)


def find_around(
    db: Connection, center: tuple[int, Actor], filters: Filters, evidence: int | None
) -> Around:
    """See `Store.around`."""
    reader = EdgeReader(db, filters)
    rows = reader.from_source(center[0]) + reader.to_target(center[0])
    pairs = sorted(zip(reader.finish(rows), rows, strict=True), key=lambda pair: edge_key(pair[0]))
    edges = tuple(reader.with_evidence(edge, row.number, evidence) for edge, row in pairs)
    actors = actors_of(db, edges, center[1])
    return Around(center[1], edges, actors, documents_of(db, edges))


def find_evidence(
    db: Connection,
    source: tuple[int, Actor],
    target: tuple[int, Actor],
    filters: Filters,
    limit: int | None,
) -> PairEvidence:
    """See `Store.evidence`."""
    reader = EdgeReader(db, filters)
    rows = _walkable(reader.between(source[0], target[0]), source[0], filters)
    pairs = sorted(zip(reader.finish(rows), rows, strict=True), key=lambda pair: hop_key(pair[0]))
    left = limit
    edges: list[Edge] = []
    for edge, row in pairs:
        filled = reader.with_evidence(edge, row.number, left)
        if left is not None:
            left -= len(filled.evidence)
        edges.append(filled)
    shown = sum(len(edge.evidence) for edge in edges)
    return PairEvidence(
        source=source[1],
        target=target[1],
        edges=tuple(edges),
        left_out=sum(edge.count for edge in edges) - shown,
        actors=actors_of(db, edges, source[1], target[1]),
        documents=documents_of(db, edges),
    )
