"""Actors of a graph that may be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.corrections.edits import Apart, Entry
from graphkit.model import Actor
from graphkit.resolution.identity import Bearer, Candidate, find_candidates

if TYPE_CHECKING:
    from graphkit.stores.contract import Store


def duplicates_of(store: Store, entries: Sequence[Entry], least: float) -> list[Candidate]:
    """Pairs of actors that may be one, the likeliest first; see `find_candidates`."""
    wordings: dict[str, list[tuple[Actor, int]]] = defaultdict(list)
    for actor, count in store.wordings():
        wordings[actor.id].append((actor, count))
    near: dict[str, set[str]] = defaultdict(set)
    for edge in store.edges():
        if edge.kind != "open":
            near[edge.source].add(edge.target)
            near[edge.target].add(edge.source)
    apart = {
        frozenset((entry.edit.actor.id, entry.edit.other.id))
        for entry in entries
        if isinstance(entry.edit, Apart)
    }
    return find_candidates(
        [Bearer.of(rows) for _, rows in sorted(wordings.items())],
        {name: frozenset(others - {name}) for name, others in near.items()},
        apart,
        least=least,
    )
