"""Colours of kinds and of relations, the same in every picture.

Okabe and Ito's palette ("Color Universal Design", 2008): told apart by the colour-blind too.
"""

from __future__ import annotations

KIND_COLOURS: dict[str, str] = {
    "country": "#0072b2",
    "organization": "#e69f00",
    "government": "#56b4e9",
    "military": "#7a5c00",
    "group": "#cc79a7",
    "person": "#009e73",
    "place": "#8c8c8c",
    "other": "#b3b3b3",
}
SIDE_COLOURS: dict[str, str] = {
    "cooperative": "#007a5a",
    "hostile": "#c44a00",
    "neutral": "#6b6b6b",
}


def kind_colour(kind: str) -> str:
    """Colour of an actor's kind, "#rrggbb"."""
    return KIND_COLOURS.get(kind, KIND_COLOURS["other"])


def relation_colour(plover: str | None) -> str:
    """Colour of the side of the conflict-cooperation scale that a PLOVER type is on."""
    from graphkit.ontology.codes import side_of

    return SIDE_COLOURS[side_of(plover)]
