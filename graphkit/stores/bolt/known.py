"""What a writer remembers of a graph: its edges, and how its actors are worded and counted.

A new edge then need not be looked for, and an actor need not be read before it is counted up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_MOST_EDGES = 3_000_000
_MOST_ACTORS = 300_000


@dataclass(frozen=True, slots=True)
class HeldActor:
    """What an actor's node counts.

    Attributes:
        forms: how often each of its wordings stands in the graph.
        says: statements that are its claims.
    """

    forms: Mapping[str, int]
    says: int


@dataclass(slots=True)
class Held:
    """All of a graph, as its only writer knows it.

    Attributes:
        edges: ids.
        actors: by id.
    """

    edges: set[str] = field(default_factory=set)
    actors: dict[str, HeldActor] = field(default_factory=dict)


class Known:
    """A graph that was empty when this writer began, while nobody else writes.

    The graph counts the transactions that change it; another count than expected means that others
    wrote, or that an answer was lost on its way, and everything here is forgotten.
    """

    def __init__(self) -> None:
        self._held: Held | None = None
        self._writes = -1

    def at(self, writes: int, *, empty: bool) -> Held | None:
        """What is known, or None when it is not everything.

        Args:
            writes: the graph's count now.
            empty: it has no edges now.
        """
        if writes != self._writes or empty:
            self._held = Held() if empty else None
            self._writes = writes
        return self._held

    def note(
        self,
        created: Iterable[str],
        deleted: Iterable[str],
        actors: Mapping[str, HeldActor | None],
    ) -> None:
        """Follow a transaction that changed the graph and has ended well.

        Args:
            created, deleted: edges.
            actors: those that it touched, None for those it took out.
        """
        self._writes += 1
        held = self._held
        if held is None:
            return
        held.edges.update(created)
        held.edges.difference_update(deleted)
        for actor, now in actors.items():
            if now is None:
                held.actors.pop(actor, None)
            else:
                held.actors[actor] = now
        if len(held.edges) > _MOST_EDGES or len(held.actors) > _MOST_ACTORS:
            self._held = None
