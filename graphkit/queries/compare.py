"""What two spans of time have in common and what not: ties that are new, gone, turned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.ontology.codes import side_of
from graphkit.queries.listing import named
from graphkit.stores.order import edge_key
from graphkit.stores.values import Filters

if TYPE_CHECKING:
    from graphkit.model import Actor, Edge
    from graphkit.stores.contract import Store


@dataclass(frozen=True, slots=True)
class Turn:
    """Two actors who did one thing and now do another.

    Attributes:
        source, target: actor ids.
        before, after: "cooperative" or "hostile", what most evidence of each span is.
        was, now: the edges of both spans, most evidence first.
    """

    source: str
    target: str
    before: str
    after: str
    was: tuple[Edge, ...]
    now: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two spans of time.

    Attributes:
        earlier, later: the spans, as asked for.
        new: edges of the later span that the earlier has not, most evidence first.
        gone: edges of the earlier span that the later has not, most evidence first.
        turned: who turned from cooperation to hostility or back, most evidence first.
        both: number of edges that both have.
        actors: every actor named, by id.
    """

    earlier: str
    later: str
    new: tuple[Edge, ...]
    gone: tuple[Edge, ...]
    turned: tuple[Turn, ...]
    both: int
    actors: dict[str, Actor]


_Key = tuple[str, str, str, bool, bool]


def compare(store: Store, earlier: str, later: str, filters: Filters) -> Comparison:
    """Compare two spans.

    Args:
        store: the graph.
        earlier, later: a year, month or day each, or two of them joined by "..", both inclusive.
        filters: which edges; its dates do not count.

    Raises:
        UsageError: a span is none.
    """
    before, after = (
        _told(store.edges(filters=replace(filters, since=first, until=last)))
        for first, last in (span_of(earlier), span_of(later))
    )
    was, now = ({_key(edge) for edge in edges} for edges in (before, after))
    new = tuple(edge for edge in after if _key(edge) not in was)
    gone = tuple(edge for edge in before if _key(edge) not in now)
    turned = _turned(before, after)
    edges = [*new, *gone, *(edge for turn in turned for edge in (*turn.was, *turn.now))]
    return Comparison(
        earlier, later, new, gone, turned, len(was & now), named(store, edges)["actors"]
    )


def span_of(text: str) -> tuple[str, str]:
    """First and last date of a span: "2024-01" or "2024-01..2024-03"."""
    first, dots, last = text.partition("..")
    return (first, last) if dots else (first, first)


def _told(edges: Iterable[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda edge: (-edge.count, edge_key(edge)))


def _key(edge: Edge) -> _Key:
    """What makes it the same tie, whoever claims it."""
    return (edge.source, edge.relation, edge.target, edge.negated, edge.ended)


def _turned(before: list[Edge], after: list[Edge]) -> tuple[Turn, ...]:
    was, now = _by_pair(before), _by_pair(after)
    turns = []
    for pair in was.keys() & now.keys():
        old, new = _side(was[pair]), _side(now[pair])
        if old and new and old != new:
            turns.append(Turn(*pair, old, new, tuple(was[pair]), tuple(now[pair])))
    weight = {id(turn): sum(edge.count for edge in (*turn.was, *turn.now)) for turn in turns}
    return tuple(sorted(turns, key=lambda turn: (-weight[id(turn)], turn.source, turn.target)))


def _by_pair(edges: list[Edge]) -> dict[tuple[str, str], list[Edge]]:
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.source != edge.target:
            pairs.setdefault((edge.source, edge.target), []).append(edge)
    return pairs


def _side(edges: list[Edge]) -> str | None:
    """On which side most of it is; a denied deed is on none."""
    weights = {"cooperative": 0, "hostile": 0}
    for edge in edges:
        side = side_of(edge.plover)
        if side in weights and not edge.negated:
            weights[side] += edge.count
    if weights["cooperative"] == weights["hostile"]:
        return None
    return max(weights, key=weights.__getitem__)
