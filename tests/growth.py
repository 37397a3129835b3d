"""Whether work grows with its input or its square: processor time in a ratio, no clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STEP = 4
"""Each size is so many times the one before: linear work takes 4 times as long, squared 16."""
MOST = 9.0
_MEASURABLE_S = 0.004
_TRIES = 4


def grows_too_fast(make: Callable[[int], T], work: Callable[[T], object], start: int = 500) -> str:
    """What is wrong with how the time of `work(make(n))` grows; empty when all is well.

    The size goes up until the time can be measured; then the next size is compared with it. A
    machine that is busy with something else can only make a ratio worse by chance, so a bad one is
    measured again.
    """
    size = start
    while (small := _seconds(work, make(size))) < _MEASURABLE_S:
        size *= STEP
        if size > start * STEP**6:
            return ""  # megabytes in no time
    for _ in range(_TRIES):
        large = _seconds(work, make(size * STEP))
        small = max(small, _MEASURABLE_S)
        if large <= MOST * small:
            return ""
        small = min(_seconds(work, make(size)) for _ in range(2))
    return f"{size} take {small:.3f} s, {size * STEP} take {large:.3f} s"


def _seconds(work: Callable[[T], object], given: T) -> float:
    start = time.process_time()
    work(given)
    return time.process_time() - start
