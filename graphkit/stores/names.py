"""How a typed name finds an actor: folding, keys and ranks, pure and shared by all stores.

An exact id always wins. Else the best rank that any actor has for the folded name decides:
0 the display name, 1 an alias, 2 an abbreviation (initials, a country's ISO code) or a person's
last name. One actor at that rank is the answer, several are ambiguous; so is a person known by a
surname only, where others bear it too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from graphkit.errors import AmbiguousActorError, UnknownActorError
from graphkit.model import Actor

NAME, ALIAS, SHORT = 0, 1, 2

_SMALL = frozenset("a an and at by de der des du for from in la of on the to und van von".split())
_WORD = re.compile(r"\w+")
_SHOWN = 8


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Case, accents, marks and a leading "the" aside: "The U.S." is "us", "Étienne" "etienne".

    Full stops between letters vanish, every other mark is a space. A name of marks only stays
    itself, so that nothing folds to an empty text but blanks.
    """
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = text.replace(".", "").replace("'", "").replace("\u2019", "")
    words = _WORD.findall(text.replace("_", " "))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words) if words else " ".join(name.casefold().split())


def initials(name: str) -> str | None:
    """Folded initials of a name of two words or more, small words left out: "eu".

    None when fewer than two words count.
    """
    words = [word for word in fold(name).split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else None


def keys_of(actor: Actor) -> dict[str, int]:
    """Every folded text that finds this actor, with its rank (the best one it has)."""
    keys: dict[str, int] = {}

    def add(key: str | None, rank: int) -> None:
        if key:
            keys[key] = min(rank, keys.get(key, rank))

    add(fold(actor.name), NAME)
    for alias in actor.aliases:
        add(fold(alias), ALIAS)
    if actor.kind == "person":
        words = fold(actor.name).split()
        add(words[-1] if len(words) > 1 else None, SHORT)
    else:
        add(initials(actor.name), SHORT)
    if actor.kind == "country" and actor.country:
        add(fold(actor.country), SHORT)
    return keys


def is_surname(actor: Actor) -> bool:
    """Whether a person is known by one word only, which others may bear as a surname."""
    return actor.kind == "person" and " " not in actor.name.strip()


def choose(name: str, found: Sequence[tuple[int, Actor]], where: str) -> Actor | None:
    """The actor among those found by the folded name, or None when there is none.

    Args:
        name: as typed, for the message.
        found: (rank, actor), in any order.
        where: the graph, for the message.

    Raises:
        AmbiguousActorError: several have the best rank.
    """
    if not found:
        return None
    best = min(rank for rank, _ in found)
    actors = sorted((actor for rank, actor in found if rank == best), key=lambda a: a.id)
    if len(actors) == 1 and best == NAME and is_surname(actors[0]):
        # "Bush" stands for one that no document tells more of: the others of that surname may be
        # meant as well.
        more = [actor for rank, actor in found if rank == SHORT and actor.kind == "person"]
        actors = sorted([*actors, *more], key=lambda a: a.id)
    if len(actors) == 1:
        return actors[0]
    lines = [f"  {actor.id}  ({describe(actor)})" for actor in actors[:_SHOWN]]
    if len(actors) > _SHOWN:
        lines.append(f"  and {len(actors) - _SHOWN} more")
    raise AmbiguousActorError(
        f"{name!r} names {len(actors)} actors in {where}; use the id of one of them:\n"
        + "\n".join(lines)
    )


def describe(actor: Actor) -> str:
    """The actor in a few words: 'Nikol Pashinyan, person, Prime Minister, ARM'."""
    parts = (actor.name, actor.kind, actor.role, actor.country)
    return ", ".join(part for part in parts if part)


def unknown(name: str, known: Iterable[str], where: str) -> UnknownActorError:
    """The error for a name that finds nobody.

    Args:
        name: as typed.
        known: names of the graph (display names and aliases).
        where: the graph, for the message.
    """
    near = nearest(name, known)
    hint = (
        "did you mean " + ", ".join(repr(text) for text in near) + "?"
        if near
        else "`graphkit actors` lists those it has"
    )
    return UnknownActorError(f"no actor {name!r} in {where}; {hint}")


def nearest(name: str, known: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """The known names most like this one, most alike first, then by text."""
    from rapidfuzz import fuzz, process, utils

    choices = sorted(set(known))
    hits = process.extract(
        fold(name),
        choices,
        scorer=fuzz.WRatio,
        processor=lambda text: utils.default_process(fold(text)),
        limit=limit * 3,
        score_cutoff=65,
    )
    ranked = sorted(hits, key=lambda hit: (-hit[1], hit[0]))
    return tuple(hit[0] for hit in ranked[:limit])


def check_relations(wanted: Collection[str], held: Collection[str], where: str) -> None:
    """Refuse relation names that neither the graph nor the ontology knows.

    Raises:
        UsageError: for the first unknown name, with the nearest ones.
    """
    missing = sorted(set(wanted) - set(held) - {"open"})
    if not missing:
        return
    from graphkit.errors import UsageError
    from graphkit.ontology import load_relations

    known = load_relations().by_name
    for name in missing:
        if name not in known:
            near = nearest(name, {*held, *known})
            hint = (
                "did you mean " + ", ".join(near) + "?"
                if near
                else "`graphkit relations` lists them all"
            )
            raise UsageError(f"no relation {name!r} in {where} or the ontology; {hint}")
