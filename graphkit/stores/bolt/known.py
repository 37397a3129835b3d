"""Which edges a graph has, remembered by its writer: new ones need not be looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

_MOST = 3_000_000


class KnownEdges:
    """Ids of all edges of a graph that was empty when this writer began, while nobody else writes.

    The graph counts the transactions that change it; another count than expected means that others
    wrote, or that an answer was lost on its way, and everything here is forgotten.
    """

    def __init__(self) -> None:
        self._ids: set[str] | None = None
        self._writes = -1

    def at(self, writes: int, *, empty: bool) -> Collection[str] | None:
        """The ids, or None when they are not known.

        Args:
            writes: the graph's count now.
            empty: it has no edges now.
        """
        if writes != self._writes or empty:
            self._ids = set() if empty else None
            self._writes = writes
        return self._ids

    def note(self, created: Iterable[str], deleted: Iterable[str]) -> None:
        """Follow a transaction that changed the graph and has ended well."""
        self._writes += 1
        if self._ids is not None:
            self._ids.update(created)
            self._ids.difference_update(deleted)
            if len(self._ids) > _MOST:
                self._ids = None
