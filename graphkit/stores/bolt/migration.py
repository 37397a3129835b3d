"""Graphs of earlier layouts brought forward on the server."""

from __future__ import annotations

from collections.abc import Mapping

from graphkit.stores.bolt.connection import Connection, run
from graphkit.stores.bolt.shape import LAYOUT

FIRST = 2
"""The oldest layout that can be brought forward."""
_STEPS: Mapping[int, tuple[str, ...]] = {2: ("migrate/2-edges",)}
"""By the layout that each starts from: statements, each of which may be run again."""


def bring_forward(connection: Connection, layout: object) -> None:
    """Bring a graph of an earlier layout to this one.

    Each statement goes in parts, so that a large graph fits; one that was stopped half way is run
    again, and the mark of the layout is written when all is done.

    Raises:
        StoreError: the server cannot be written.
    """
    if not isinstance(layout, int):
        return
    while FIRST <= layout < LAYOUT:
        for name in _STEPS[layout]:
            connection.define(name)
        layout += 1
        _mark(connection, layout)


def _mark(connection: Connection, layout: int) -> None:
    connection.write(lambda tx: run(tx, "migrate/mark", layout=layout))
