"""The field's codes: CAMEO roots with their PLOVER types and Goldstein scores.

CAMEO: Schrodt, "CAMEO: Conflict and Mediation Event Observations Event and Actor Codebook", 2012.
PLOVER: Open Event Data Alliance, "PLOVER: A Political Event Ontology", 2018. Scores: Goldstein
1992, by CAMEO root.
"""

from __future__ import annotations

import re

GOLDSTEIN: dict[str, float] = {
    "01": 0.0,
    "02": 3.0,
    "03": 4.0,
    "04": 1.0,
    "05": 3.5,
    "06": 6.0,
    "07": 7.0,
    "08": 5.0,
    "09": -2.0,
    "10": -5.0,
    "11": -2.0,
    "12": -4.0,
    "13": -6.0,
    "14": -6.5,
    "15": -7.2,
    "16": -4.0,
    "17": -7.0,
    "18": -9.0,
    "19": -10.0,
    "20": -10.0,
}

PLOVER_OF_ROOT: dict[str, tuple[str, ...]] = {
    "01": (),
    "02": ("REQUEST",),
    "03": ("AGREE",),
    "04": ("CONSULT",),
    "05": ("SUPPORT",),
    "06": ("COOPERATE",),
    "07": ("AID",),
    "08": ("CONCEDE", "RETREAT"),
    "09": ("ACCUSE",),
    "10": ("REQUEST",),
    "11": ("ACCUSE",),
    "12": ("REJECT",),
    "13": ("THREATEN",),
    "14": ("PROTEST",),
    "15": ("MOBILIZE",),
    "16": ("SANCTION",),
    "17": ("COERCE",),
    "18": ("ASSAULT",),
    "19": ("ASSAULT",),
    "20": ("ASSAULT",),
}
PLOVER_TYPES: tuple[str, ...] = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)

COOPERATIVE: frozenset[str] = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")
)
HOSTILE: frozenset[str] = frozenset(
    ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
)

_CODE = re.compile(r"(?:0[1-9]|1[0-9]|20)[0-9]{0,2}")


def is_code(code: str) -> bool:
    """Whether this is a CAMEO root ("08") or a code below one ("081", "0831")."""
    return _CODE.fullmatch(code) is not None


def side_of(plover: str | None) -> str:
    """Which side of the conflict-cooperation scale a PLOVER type is on.

    Returns:
        "cooperative", "hostile" or "neutral" (requests, statements and states).
    """
    if plover in COOPERATIVE:
        return "cooperative"
    return "hostile" if plover in HOSTILE else "neutral"
