"""What corrections and merges changed, as lines for people: pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphkit.corrections.revise import Revision


def revised_lines(revision: Revision) -> Iterator[str]:
    """Actors that were merged of themselves, or are no longer."""
    for name, into, reason in revision.merged:
        yield (f"{name} is {into}: {reason}")
    for name in revision.parted:
        yield (f"{name} stands for itself again")


def idle_lines(revision: Revision) -> Iterator[str]:
    """Corrections that fit nothing in the graph; they are kept."""
    from graphkit.corrections.edits import described

    for entry in revision.idle:
        yield (f"edit {entry.id} fits nothing in the graph now: {described(entry.edit)}")
