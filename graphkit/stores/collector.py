"""Python's cycle collector, kept from going through a whole batch again and again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[Callable[[], object]]:
    """Collect no cycles of one's own accord inside.

    A batch is some hundred thousand objects, none of them in a cycle, and all alive until it is
    written. The collector would look at all of them again and again while more are made.

    Yields:
        what to call after a batch: it looks, once, at what was made since. Where the collector was
        off from the start it stays off.
    """
    if not gc.isenabled():
        yield lambda: None
        return
    gc.disable()
    try:
        yield lambda: gc.collect(1)
    finally:
        gc.enable()
