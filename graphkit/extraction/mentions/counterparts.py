"""Counterparts: "his German counterpart" has the office of the one spoken of, in Germany."""

from __future__ import annotations

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import PREMODIFIERS, Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor
from graphkit.ontology.actors import slugify

from .discourse import Discourse
from .possessors import named_around

#: Sentences back in which the holder of the office may have been named.
_REACH = 12


def counterpart(r: Discourse, s: Sentence, head: int, lemma: str) -> tuple[Mention, ...]:
    """Whom a counterpart is by country and office; empty for other nouns, or without a country."""
    if lemma not in words().counterparts:
        return ()
    lands = lands_of(r, s, head)
    if not lands:
        return ()
    role = role_of(r, s, head)
    found = dict.fromkeys(_holder(r, s, land.actor, role) for land in lands)
    text = spans.phrase_text(s, head)
    return tuple(r.met(s, head, actor, text if len(found) == 1 else "") for actor in found)


def lands_of(r: Discourse, s: Sentence, head: int) -> list[Mention]:
    """Whose counterpart it is: "his German counterpart", "her Japanese and American counterparts",
    "their counterpart in Ankara".
    """
    first = named_around(r, s, head)
    if first is None:
        return []
    found = [first]
    for child in s.children[head]:
        if child < head and s.deps[child] in PREMODIFIERS:
            for other in s.kids(child, "conj"):
                found += r.modifier(s, other)
    return [m for m in found if m.actor.named and m.actor.country is not None]


def role_of(r: Discourse, s: Sentence, head: int) -> str | None:
    """The office of whoever has the counterpart."""
    for child in s.kids(head, "nmod:poss"):
        for mention in r.actors(s, child, 1):
            if mention.actor.kind == "person" and mention.actor.role:
                return mention.actor.role
    return None


def _holder(r: Discourse, s: Sentence, land: Actor, role: str | None) -> Actor:
    """The person of that country and office whom the text has named, or the office itself."""
    wanted = (role or "").lower()
    for entity in r.memory.recent(s.index, _REACH):
        actor = entity.actor
        if (
            wanted
            and (actor.kind, actor.country) == ("person", land.country)
            and (actor.role or "").lower() == wanted
        ):
            return actor
    word = slugify(role or "") or "counterpart"
    name = f"{land.name} {role.lower() if role else 'counterpart'}"
    return Actor(f"{land.id}-{word}", name, "person", land.country, role)
