"""Where a deed happens is not whom it is done to.

A town may be attacked, held, invaded, left or visited; it is no target of what merely happens in
it. The seat of a government stands for it where it is addressed, and for itself where troops come.
"""

from __future__ import annotations

from dataclasses import replace

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions import actors
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor
from graphkit.ontology import Relation
from graphkit.ontology.actors import slugify


def placed(r: Resolver, s: Sentence, relation: Relation, target: Mention) -> Mention | None:
    """The target as the relation can have it: the place, whose seat it is, or None.

    Args:
        r: the actors of the document.
        s: the sentence.
        relation: the relation.
        target: as found by the slots.
    """
    if target.via not in {"place", "name"}:
        return target
    if s.lemmas[s.heads[target.head]] in words().parts_of_places:
        return None  # "a suburb of Damascus" is neither the town nor the country
    name = spans.name_text(s, target.head)
    seat = r.book.metonym(name) if r.book.name(name) is None else None
    if target.via == "place":
        if seat is not None and "seat" in relation.flags:
            return replace(target, actor=actors.known(seat), via="name")
        return target if relation.flags & {"town", "of-places", "placed"} else None
    governs = seat is not None and seat.kind == target.actor.kind == "country"
    if seat is not None and governs and "town" in relation.flags:
        actor = Actor(slugify(name), name, "place", seat.country)
        return replace(target, actor=actor, via="place")
    return target
