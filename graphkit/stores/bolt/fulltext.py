"""Sentences by their words: Neo4j passes over what cannot match, the shared rule decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.stores.bolt.edges import EdgeReader, actors_of, documents_of
from graphkit.stores.fulltext import Words
from graphkit.stores.order import told_key
from graphkit.stores.values import Filters, Tellings, Told

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction


def find_words(
    tx: ManagedTransaction | Transaction, words: Words, filters: Filters, limit: int
) -> Tellings:
    """See `Store.search`."""
    pieces = [
        Told(replace(edge, evidence=()), item)
        for edge in EdgeReader(tx, filters).with_words(words.plain)
        for item in edge.evidence
        if words.match(item.sentence)
    ]
    pieces.sort(key=lambda told: told_key(told.evidence))
    entries = tuple(pieces[:limit])
    edges = [replace(told.edge, evidence=(told.evidence,)) for told in entries]
    return Tellings(
        entries=entries,
        left_out=len(pieces) - len(entries),
        actors=actors_of(tx, edges),
        documents=documents_of(tx, edges),
    )
