"""What event tables call countries, sectors and event classes; the words stand in YAML."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graphkit.model import Actor

_FILE = Path(__file__).with_name("event_codes.yaml")


@dataclass(frozen=True, slots=True)
class Sector:
    """What an actor is to the field: PETRARCH's agent code, ICEWS's words, POLECAT's code."""

    agent: str
    icews: str
    polecat: str


@dataclass(frozen=True, slots=True)
class EventCodes:
    """The table of codes.

    Attributes:
        roots: ICEWS's words by CAMEO root.
        quads: (last root, quad class, POLECAT's name), ascending.
        kinds: sectors by kind of actor.
        words: sectors by words of role or name, first match first.
        cameo_countries: CAMEO's country codes where they are not ISO's.
        country_names: names by ISO alpha-3.
    """

    roots: dict[str, str]
    quads: tuple[tuple[str, int, str], ...]
    kinds: dict[str, Sector]
    words: tuple[tuple[re.Pattern[str], Sector], ...]
    cameo_countries: dict[str, str]
    country_names: dict[str, str]

    def quad(self, cameo: str) -> tuple[int, str]:
        """Quad class of a CAMEO code, with POLECAT's name for it."""
        root = cameo[:2]
        return next((number, name) for last, number, name in self.quads if root <= last)

    def sector(self, actor: Actor) -> Sector | None:
        """An actor's sector: what its role says, else its name, else its kind.

        A country has none; a person's own name says nothing.
        """
        if actor.kind in ("country", "place"):
            return None
        texts = [actor.role] if actor.kind == "person" else [actor.role, actor.name]
        for text in texts:
            if text:
                for pattern, sector in self.words:
                    if pattern.search(text):
                        return sector
        return self.kinds.get(actor.kind)

    def cameo_country(self, iso: str | None) -> str | None:
        """CAMEO's three letters of a country."""
        return None if iso is None else self.cameo_countries.get(iso, iso)

    def country_name(self, iso: str | None) -> str | None:
        """A country by name, as ICEWS writes it."""
        return None if iso is None else self.country_names.get(iso, iso)


@lru_cache(maxsize=1)
def event_codes() -> EventCodes:
    """The codes that come with the package."""
    import yaml

    import graphkit.ontology

    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    table = Path(graphkit.ontology.__file__).with_name("countries.json")
    countries = json.loads(table.read_text(encoding="utf-8"))["countries"]
    return EventCodes(
        roots=data["roots"],
        quads=tuple((row["until"], number, row["name"]) for number, row in data["quads"].items()),
        kinds={kind: Sector(**row) for kind, row in data["kinds"].items()},
        words=tuple(
            (_pattern(row["words"]), Sector(row["agent"], row["icews"], row["polecat"]))
            for row in data["words"]
        ),
        cameo_countries=data["cameo_countries"],
        country_names={code: row["name"] for code, row in countries.items()},
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
