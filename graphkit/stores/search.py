"""K shortest simple paths and breadth-first levels over any adjacency; shared by all stores.

Bidirectional breadth-first search, whole levels at a time, finds every shortest path; dynamic
programming over those picks the best by evidence and ids. Alternatives: Yen's algorithm (J. Y. Yen,
"Finding the K Shortest Loopless Paths in a Network", Management Science 17, 1971). The order (hops,
evidence, ids) adds up along a path, so both are exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Protocol


class Adjacency(Protocol):
    """Who is next to whom under a query's filters. Nodes are numbers of the store's choice."""

    def expand(self, nodes: Collection[int], forward: bool) -> Iterable[tuple[int, int, int]]:
        """Neighbours of nodes.

        Args:
            nodes: where to start.
            forward: along the direction of walking (from source), or against it.

        Returns:
            (node, neighbour, pieces of evidence between them), a pair possibly in several rows
            whose evidence adds up; loops are never among them.
        """

    def ids(self, nodes: Collection[int]) -> Mapping[int, str]:
        """Actor ids of nodes."""


_Rank = tuple[int, int, tuple[str, ...]]


def best_paths(
    graph: Adjacency, source: int, target: int, max_hops: int, k: int
) -> list[tuple[int, ...]]:
    """The k best simple paths as nodes: fewest hops, most evidence, smallest sequence of ids.

    Returns:
        At most k, best first; `[(source,)]` when both ends are one.
    """
    if source == target:
        return [(source,)]
    first = _best(graph, source, target, max_hops, frozenset(), frozenset())
    if first is None:
        return []
    found = [first]
    waiting: dict[tuple[int, ...], _Rank] = {}
    while len(found) < k:
        _, last = found[-1]
        for at in range(len(last) - 1):
            root = last[: at + 1]
            used = frozenset(p[at + 1] for _, p in found if p[: at + 1] == root)
            spur = _best(graph, last[at], target, max_hops - at, frozenset(last[:at]), used)
            if spur is None:
                continue
            weight = _weight(graph, root) if at else 0
            hops, minus, names = spur[0]
            ids = graph.ids(root[:-1])
            path = root[:-1] + spur[1]
            waiting[path] = (hops + at, minus - weight, (*(ids[n] for n in root[:-1]), *names))
        for _, path in found:
            waiting.pop(path, None)
        if not waiting:
            break
        path = min(waiting, key=waiting.__getitem__)
        found.append((waiting.pop(path), path))
    return [path for _, path in found]


def _weight(graph: Adjacency, root: tuple[int, ...]) -> int:
    """Evidence along a walk."""
    step = dict(pairwise(root))
    rows = graph.expand(root[:-1], True)
    return sum(n for a, b, n in rows if step[a] == b)


def _best(
    graph: Adjacency,
    source: int,
    target: int,
    max_hops: int,
    banned: frozenset[int],
    used: frozenset[int],
) -> tuple[_Rank, tuple[int, ...]] | None:
    """The best path that avoids `banned` nodes and does not begin with a step to `used` ones."""
    levels = _levels(graph, source, target, max_hops, banned, used)
    if levels is None:
        return None
    ids = graph.ids(set().union(*levels))
    best: dict[int, tuple[int, tuple[str, ...], tuple[int, ...]]] = {
        source: (0, (ids[source],), (source,))
    }
    for here, there in pairwise(levels):
        steps: dict[tuple[int, int], int] = {}
        for a, b, n in _between(graph, here, there):
            if a != source or b not in used:
                steps[a, b] = steps.get((a, b), 0) + n
        reached: dict[int, tuple[int, tuple[str, ...], tuple[int, ...]]] = {}
        for (a, b), n in steps.items():
            minus, names, nodes = best[a]
            step = (minus - n, (*names, ids[b]), (*nodes, b))
            if b not in reached or step < reached[b]:
                reached[b] = step
        best = reached
    minus, names, nodes = best[target]
    return (len(nodes) - 1, minus, names), nodes


def _between(graph: Adjacency, here: set[int], there: set[int]) -> Iterator[tuple[int, int, int]]:
    """Steps from one set of nodes to another, asked from the smaller one."""
    if len(here) <= len(there):
        for a, b, n in graph.expand(here, True):
            if b in there:
                yield a, b, n
    else:
        for b, a, n in graph.expand(there, False):
            if a in here:
                yield a, b, n


def _levels(
    graph: Adjacency,
    source: int,
    target: int,
    max_hops: int,
    banned: frozenset[int],
    used: frozenset[int],
) -> list[set[int]] | None:
    """The nodes of all shortest paths, by distance from the source; None when there is no path."""
    ahead, back = [{source}], [{target}]
    seen_ahead, seen_back = {source, *banned}, {target, *banned}
    while True:
        if len(ahead) + len(back) - 2 >= max_hops or not ahead[-1] or not back[-1]:
            return None
        if len(ahead[-1]) <= len(back[-1]):
            rows = graph.expand(ahead[-1], True)
            if len(ahead) == 1:
                fresh = {b for _, b, _ in rows if b not in used}
            else:
                fresh = {b for _, b, _ in rows}
            fresh -= seen_ahead
            seen_ahead |= fresh
            ahead.append(fresh)
        else:
            fresh = {b for a, b, _ in graph.expand(back[-1], False) if b != source or a not in used}
            fresh -= seen_back
            seen_back |= fresh
            back.append(fresh)
        meeting = ahead[-1] & back[-1]
        if meeting:
            return _prune(graph, ahead, back, meeting, source, used)


def _prune(
    graph: Adjacency,
    ahead: list[set[int]],
    back: list[set[int]],
    meeting: set[int],
    source: int,
    used: frozenset[int],
) -> list[set[int]]:
    """Keep of each level what lies on a path through the nodes where both searches met."""
    before = [meeting]
    for level in reversed(ahead[:-1]):
        steps = _between(graph, level, before[-1])
        before.append({a for a, b, _ in steps if a != source or b not in used})
    after = [meeting]
    for level in reversed(back[:-1]):
        steps = _between(graph, after[-1], level)
        after.append({b for a, b, _ in steps if a != source or b not in used})
    return [*reversed(before), *after[1:]]


def levels_around(graph: Adjacency, center: int, hops: int) -> list[dict[int, int]]:
    """Nodes at distance 1 to `hops`, each with the evidence tying it to nodes one hop nearer."""
    seen, frontier = {center}, {center}
    found: list[dict[int, int]] = []
    for _ in range(hops):
        weights: dict[int, int] = {}
        if frontier:
            for _, b, n in graph.expand(frontier, True):
                if b not in seen:
                    weights[b] = weights.get(b, 0) + n
        found.append(weights)
        frontier = set(weights)
        seen |= frontier
    return found
