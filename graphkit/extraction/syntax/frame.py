"""The arguments of one predicate, as a value: made in `frames`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """Arguments of one verb in active terms; every index is the head of a phrase.

    Attributes:
        at: the predicate.
        passive: it is a passive.
        subjects: who does it.
        objects: whom or what it is done to.
        indirect: recipients.
        obliques: (preposition, head) pairs, the agent of a passive left out.
        xcomp, ccomp: heads of complement clauses, or None.
    """

    at: int
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    indirect: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    xcomp: int | None
    ccomp: int | None
