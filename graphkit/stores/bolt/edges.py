"""Edges, their evidence, and whom and what they name, out of Neo4j."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphkit.model import Actor, Edge
from graphkit.stores.bolt.adjacency import conditions
from graphkit.stores.bolt.connection import Rows, run
from graphkit.stores.bolt.evidence import UNDATED, Item, evidence_of, items_of, summary_of
from graphkit.stores.bolt.shape import actor_of, edge_of
from graphkit.stores.values import DocumentInfo, Filters

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

ALL = 2_147_483_647
"""More pieces of evidence than an edge can have."""
Pair = tuple[str, str]
Tx = "ManagedTransaction | Transaction"


class EdgeReader:
    """Reads edges under one query's filters (their direction aside)."""

    def __init__(self, tx: ManagedTransaction | Transaction, filters: Filters) -> None:
        self._tx = tx
        self._filters = filters

    def between(
        self,
        pairs: Iterable[Pair],
        evidence: int | None,
        *,
        only: Collection[str] | None = None,
    ) -> list[Edge]:
        """Edges between pairs of actors, either way, in no order.

        Args:
            pairs: actor ids.
            evidence: most pieces of evidence for each edge; None: all.
            only: ids of edges; None: all.
        """
        wanted = sorted({(min(pair), max(pair)) for pair in pairs})
        if not wanted:
            return []
        rows = run(
            self._tx,
            "query/evidence",
            pairs=[list(pair) for pair in wanted],
            edges=None if only is None else list(only),
            most=self._most(evidence),
            **conditions(self._filters),
        )
        return self._edges(rows, evidence)

    def from_sources(self, sources: Collection[str], evidence: int | None) -> list[Edge]:
        """Edges out of actors as they are stored, in no order."""
        rows = run(
            self._tx,
            "query/edges",
            ids=list(sources),
            most=self._most(evidence),
            **conditions(self._filters),
        )
        return self._edges(rows, evidence)

    def around(self, actor: str, evidence: int | None) -> list[Edge]:
        """Edges of an actor, either way, in no order."""
        return self._matching("query/around", evidence, id=actor)

    def said_by(self, claimant: str) -> list[Edge]:
        """Edges that are attributed to an actor, in no order, without evidence."""
        return self._matching("query/said-by", 0, id=claimant)

    def with_words(self, words: Iterable[str]) -> list[Edge]:
        """Edges of which some sentence may hold all these words, with all their evidence."""
        return self._matching("query/words", None, words=list(words))

    def _matching(self, name: str, evidence: int | None, **given: Any) -> list[Edge]:
        rows = run(self._tx, name, most=self._most(evidence), **given, **conditions(self._filters))
        return self._edges(rows, evidence)

    def _most(self, evidence: int | None) -> int:
        # Under filters of evidence the lists are cut here, after these were looked at.
        return ALL if evidence is None or self._filters.sifts else max(evidence, 0)

    def _edges(self, rows: Rows, evidence: int | None) -> list[Edge]:
        found = (self._edge(row, evidence) for row in rows)
        return [edge for edge in found if edge is not None]

    def _edge(self, row: Mapping[str, Any], evidence: int | None) -> Edge | None:
        edge = edge_of(row)
        items = items_of(row)
        filters = self._filters
        if filters.sifts:
            items = [item for item in items if _lets_through(filters, item)]
            if not items:
                return None
            (cameo, plover, goldstein), count, first, last = summary_of(items)
            edge = replace(
                edge,
                cameo=cameo,
                plover=plover,
                goldstein=goldstein,
                count=count,
                first=first,
                last=last,
            )
        shown = items if evidence is None else items[: max(evidence, 0)]
        return replace(edge, evidence=tuple(evidence_of(item) for item in shown))


def _lets_through(filters: Filters, item: Item) -> bool:
    date = None if item.date == UNDATED else item.date
    return filters.passes(date, item.facts["modality"], item.facts["confidence"], item.document)


def actors_by_id(tx: ManagedTransaction | Transaction, ids: Collection[str]) -> dict[str, Actor]:
    """Actors of these ids."""
    if not ids:
        return {}
    rows = run(tx, "query/actors", ids=sorted(ids))
    return {row["id"]: actor_of(row) for row in rows}


def actors_of(
    tx: ManagedTransaction | Transaction, edges: Iterable[Edge], *more: Actor
) -> dict[str, Actor]:
    """Every actor that edges name, and those given, by id."""
    found = {actor.id: actor for actor in more}
    found.update(actors_by_id(tx, actor_ids(edges) - found.keys()))
    return dict(sorted(found.items()))


def actor_ids(edges: Iterable[Edge]) -> set[str]:
    """Ids of every actor that edges name, claimants too."""
    return {
        name for edge in edges for name in (edge.source, edge.target, edge.attributed_to) if name
    }


def documents_of(
    tx: ManagedTransaction | Transaction, edges: Iterable[Edge]
) -> dict[str, DocumentInfo]:
    """Every document of the evidence of edges, by id."""
    names = sorted({item.document for edge in edges for item in edge.evidence})
    rows = run(tx, "query/documents", ids=names) if names else []
    found = {
        row["id"]: DocumentInfo(row["id"], row["title"], row["date"], row["url"], row["author"])
        for row in rows
    }
    return dict(sorted(found.items()))
