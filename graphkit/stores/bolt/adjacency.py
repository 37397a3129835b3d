"""Who is next to whom under a query's filters: one statement per frontier."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graphkit.stores.bolt.connection import run
from graphkit.stores.values import Filters

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction


def conditions(filters: Filters) -> dict[str, Any]:
    """Parameters that the filters become in every statement that knows edges."""
    return {
        "open": filters.with_open,
        "negated": filters.negated,
        "ended": filters.ended,
        "relations": list(filters.relations) or None,
        "kinds": list(filters.kinds) or None,
    }


class GraphAdjacency:
    """Adjacency (`graphkit.stores.search.Adjacency`) over a Neo4j transaction.

    Actors get whole numbers as they are met; `number` and `ids` translate.
    """

    def __init__(self, tx: ManagedTransaction | Transaction, filters: Filters) -> None:
        self._tx = tx
        self._filters = filters
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []

    def number(self, actor: str) -> int:
        """The number of an actor's id."""
        found = self._numbers.get(actor)
        if found is None:
            found = self._numbers[actor] = len(self._names)
            self._names.append(actor)
        return found

    def ids(self, nodes: Collection[int]) -> Mapping[int, str]:
        """See `graphkit.stores.search.Adjacency`."""
        return {node: self._names[node] for node in nodes}

    def name(self, node: int) -> str:
        """The actor's id of a number."""
        return self._names[node]

    def expand(self, nodes: Collection[int], forward: bool) -> Iterable[tuple[int, int, int]]:
        """See `graphkit.stores.search.Adjacency`."""
        ids = [self._names[node] for node in nodes]
        filters = self._filters
        if (filters.whole or filters.facts) and filters.direction == "any":
            rows = run(self._tx, "query/path", ids=ids, open=filters.with_open, facts=filters.facts)
        else:
            leaving = None
            if filters.direction != "any":
                leaving = forward == (filters.direction == "out")
            rows = run(
                self._tx,
                "query/path-filtered",
                ids=ids,
                leaving=leaving,
                dated=filters.dated,
                # How a modality stands in the entries of `statements`; in outside text the marks of
                # quotation would be escaped.
                modalities=[f'"modality":"{name}"' for name in filters.modalities] or None,
                sure=filters.min_confidence,
                documents=list(filters.documents) or None,
                sifts=filters.sifts,
                low=filters.low,
                high=filters.high,
                **conditions(filters),
            )
        number = self.number
        for row in rows:
            here = number(row["id"])
            for other, n in zip(row["others"], row["counts"], strict=True):
                yield here, number(other), n
