"""How likely a statement is right, told by how it was found.

Shares of right statements among those judged on the development gold set (pairs of actors with
their PLOVER type), by the way the ends were found and by modality. States and open relations have
no type to judge; theirs is the share that a reader found right.
"""

from __future__ import annotations

from graphkit.extraction.values import Event

#: By path: ends in the trigger's own slots, on a noun, on a light verb's noun, anywhere in the
#: clause, by place.
PATHS = {
    "slot": 0.91,
    "noun": 0.75,
    "light": 0.75,
    "fallback": 0.75,
    "place": 0.7,
    "state": 0.85,
    "open": 0.5,
}
#: What modality takes from it.
MODALITIES = {"planned": 0.85, "possible": 0.6, "conditional": 0.6}
#: A pronoun or definite phrase may stand for somebody else.
ANAPHORIC = 0.85


def of(event: Event) -> float:
    """Confidence of an event, 0 to 1."""
    share = PATHS[event.path] * MODALITIES.get(event.modality, 1.0)
    for mention in (event.source, event.target):
        if mention.via in {"pronoun", "phrase", "pair"}:
            share *= ANAPHORIC
    return round(share, 2)
