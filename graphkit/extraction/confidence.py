"""How likely a statement is right, told by how it was found."""

from __future__ import annotations

from .events import Event

#: By path; measured on the dev gold set with `benchmarks/relations.py --calibrate`.
PATHS = {"slot": 0.7, "state": 0.8, "noun": 0.6, "light": 0.65, "fallback": 0.45, "place": 0.4, "open": 0.3}


def of(event: Event) -> float:
    """Confidence of an event, 0 to 1."""
    return PATHS[event.path]
