"""Who held an office, and when: what "President Bush" is president of.

The data is `officeholders.yaml` beside this module; its head explains the format.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graphkit import compiled
from graphkit.ontology.actors import fold
from graphkit.yamlfile import Item, nearest, read_yaml

DEFAULT_PATH = Path(__file__).with_name("officeholders.yaml")
#: Roles that are one office; what may follow a name.
SAME = {"pm": "prime_minister", "premier": "prime_minister", "vice-president": "vice_president"}
SUFFIXES = frozenset({"jr", "sr"})
_ENTRY = re.compile(r"^(?P<name>.+?)(?: \((?P<short>[^()]+)\))? (?P<first>\d{4})-(?P<last>\d{4})?$")


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in an office.

    Attributes:
        name: the full name.
        owner: name of the country or body.
        first, last: years; `last` is None while it is held.
    """

    name: str
    owner: str
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Officeholders:
    """Holders of offices by role and folded name or short name."""

    known: Mapping[tuple[str, str], tuple[Holder, ...]]

    def names(self) -> frozenset[str]:
        """Full names of all who hold or have held an office."""
        return frozenset(one.name for found in self.known.values() for one in found)

    def owner(self, name: str, role: str, year: int | None = None) -> str | None:
        """Of what somebody with this name holds, or has held, an office.

        Args:
            name: a name or the short name that a title is written with ("Bush").
            role: the role's key ("prime_minister").
            year: of the text, or None where it is not known.

        Returns:
            The country's or body's name, or None where nobody or holders of several are so called.
        """
        role = SAME.get(role, role)
        found = self.known.get((role, fold(name)), ())
        if not found and " " in name:
            # "Joseph R. Biden", "Abe Shinzo": one with the same last name, and first name or letter
            parts = [
                p for p in fold(name).replace(",", " ").split() if p.strip(".") not in SUFFIXES
            ]
            found = tuple(
                holder
                for last in (parts[-1], parts[0])
                for holder in self.known.get((role, last), ())
                if _alike(fold(holder.name).split(), parts)
            )
        owners = {holder.owner for holder in found if year is None or holder.first <= year}
        if len(owners) > 1 and year is not None:
            owners = {h.owner for h in found if h.first <= year <= (h.last or year)}
        return owners.pop() if len(owners) == 1 else None


def _alike(full: list[str], parts: list[str]) -> bool:
    """Whether all words but initials of the shorter name may be of the other."""
    short = {word for word in parts if len(word.strip(".")) > 1}
    firsts = {word[:2] for word in full}
    return len(short & set(full)) >= 2 or all(word[:2] in firsts for word in short)


@lru_cache(maxsize=1)
def load_officeholders() -> Officeholders:
    """The built-in offices, checked against the built-in relations and actors.

    Raises:
        OntologyError: the file is broken; the message has the line.
    """
    from graphkit.ontology import actors_file, relations_file

    def make() -> Officeholders:
        book, relations = actors_file.load_actors(), relations_file.load_relations()
        root = read_yaml(DEFAULT_PATH, DEFAULT_PATH.name)
        return read_officeholders(root, relations.roles, {e.name for e in book.entries.values()})

    sources = (DEFAULT_PATH, Path(__file__), *actors_file.SOURCES, *relations_file.SOURCES)
    return compiled.load("officeholders", sources, make)


def read_officeholders(root: Item, roles: Container[str], actors: Container[str]) -> Officeholders:
    """Check a composed file; see `load_officeholders`.

    Args:
        root: the file.
        roles: keys of the roles of the ontology.
        actors: names of the known actors.

    Raises:
        OntologyError: an unknown actor or role, or an entry that does not say who and when.
    """
    known: dict[tuple[str, str], list[Holder]] = {}
    for owner, offices in root.mapping(what="actor").items():
        if owner not in actors:
            names = actors if isinstance(actors, set) else ()
            offices.fail(f"unknown actor {owner!r}.{nearest(owner, names)}")
        for role, entries in offices.mapping(what="role").items():
            if role not in roles:
                entries.fail(f"unknown role {role!r}; it must be one of relations.yaml.")
            for entry in entries.sequence():
                match = _ENTRY.match(entry.word())
                if match is None:
                    entry.fail(f"{entry.word()!r} is not 'Name FROM-TO' ('Ann Lee (Lee) 2001-').")
                last = int(match["last"]) if match["last"] else None
                holder = Holder(match["name"], owner, int(match["first"]), last)
                if last is not None and last < holder.first:
                    entry.fail(f"{holder.name} leaves the office before coming to it.")
                short = match["short"].split("/") if match["short"] else [holder.name.split()[-1]]
                for name in dict.fromkeys([holder.name, *short]):
                    known.setdefault((role, fold(name)), []).append(holder)
    return Officeholders({key: tuple(found) for key, found in known.items()})
