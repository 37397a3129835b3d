"""Formal names of well-known people: "Joseph R. Biden, Jr." is whom people call Joe Biden.

The data is `formal_names.yaml` beside this module; its head explains the format.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graphkit import compiled
from graphkit.ontology import officeholders
from graphkit.ontology.actors import fold
from graphkit.yamlfile import Item, nearest, read_yaml

DEFAULT_PATH = Path(__file__).with_name("formal_names.yaml")


@dataclass(frozen=True, slots=True)
class FormalNames:
    """Names that people use by folded formal name."""

    known: Mapping[str, str]

    def usual(self, name: str) -> str:
        """The name by which people know somebody; the name itself where it is no formal one.

        Args:
            name: as a text writes it, without titles.
        """
        return self.known.get(_key(name), name)


def _key(name: str) -> str:
    parts = fold(name).replace(",", " ").split()
    while len(parts) > 1 and parts[-1] in officeholders.SUFFIXES:
        parts.pop()
    return " ".join(parts)


@lru_cache(maxsize=1)
def load_formal_names() -> FormalNames:
    """The built-in formal names, checked against the built-in officeholders.

    Raises:
        OntologyError: the file is broken; the message has the line.
    """

    def make() -> FormalNames:
        root = read_yaml(DEFAULT_PATH, DEFAULT_PATH.name)
        return read_formal_names(root, officeholders.load_officeholders().names())

    sources = (
        DEFAULT_PATH,
        Path(__file__),
        officeholders.DEFAULT_PATH,
        Path(officeholders.__file__),
    )
    return compiled.load("formal_names", sources, make)


def read_formal_names(root: Item, people: Container[str]) -> FormalNames:
    """Check a composed file; see `load_formal_names`.

    Args:
        root: the file.
        people: names of the people that there are.

    Raises:
        OntologyError: an unknown person, or a formal name that is of two, or of nobody so called.
    """
    known: dict[str, str] = {}
    for name, entries in root.mapping(what="person").items():
        if name not in people:
            names = people if isinstance(people, set | frozenset) else ()
            entries.fail(f"nobody in officeholders.yaml is {name!r}.{nearest(name, names)}")
        for entry in entries.sequence():
            formal = entry.word()
            key = _key(formal)
            if key in known or key == _key(name):
                entry.fail(f"{formal!r} is the name of {known.get(key, name)} already.")
            if set(key.split()).isdisjoint(_key(name).split()):
                entry.fail(f"{formal!r} has no word of {name!r} in it.")
            known[key] = name
    return FormalNames(known)
