"""What somebody's office is of, where the words beside the name do not say."""

from __future__ import annotations

from graphkit.extraction.lexicon.words import words
from graphkit.model import Actor
from graphkit.ontology.officeholders import load_officeholders

from . import actors
from .discourse import Discourse


def office_of(r: Discourse, name: str, role: str, *, past: bool = False) -> Actor | None:
    """The country or body of an office: as the document says elsewhere, as is known of its holder,
    or the one country that the document is about.

    Args:
        r: the actors of the document.
        name: the person's name, as full as the document gives it.
        role: the role's key ("prime_minister").
        past: the office is held no more.
    """
    told = r.people.office(name, role)
    if told is not None:
        return told
    known = load_officeholders().owner(name, role, r.people.year)
    entry = r.book.name(known) if known is not None else None
    if entry is not None:
        return actors.known(entry)
    return r.subject if role in words().national_offices and not past else None
