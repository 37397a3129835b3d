"""Whom a noun belongs to: possessor, demonym, name before it, "of" phrase."""

from __future__ import annotations

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import PREMODIFIERS, Sentence
from graphkit.extraction.values import Mention

from . import actors
from .discourse import Discourse


def owner(
    r: Discourse, s: Sentence, head: int, *, skip: int = -1, inside: tuple[int, int] | None = None
) -> Mention | None:
    """The named actor that a noun belongs to.

    Args:
        r: the actors of the document.
        s: the sentence.
        head: the noun.
        skip: a dependent to pass over.
        inside: (first, end) words in which a modifier must stand, or None for anywhere.
    """
    for child in s.kids(head, "nmod:poss"):
        # "Armenia's foreign minister"
        if child != skip and (found := _first_named(r.actors(s, child, 1))) is not None:
            return found
    return named_around(r, s, head, skip=skip, inside=inside) or by_participle(r, s, head)


def named_around(
    r: Discourse, s: Sentence, head: int, *, skip: int = -1, inside: tuple[int, int] | None = None
) -> Mention | None:
    """The same without possessors: "his German counterpart", "the president of France"."""
    return _before(r, s, head, skip, inside) or _after(r, s, head, skip)


def _before(
    r: Discourse, s: Sentence, head: int, skip: int, inside: tuple[int, int] | None
) -> Mention | None:
    """An owner before the noun: "the Armenian army", "a White House spokesman"."""
    for child in s.children[head]:
        if child == skip or child > head or s.deps[child] not in {*PREMODIFIERS, "det"}:
            continue
        if inside is not None and not inside[0] <= child < inside[1]:
            continue
        wider = spans.demonym(r.book, s, child + 1) if child + 1 < head else None
        if wider is not None and wider[1] == child:
            continue  # "Bosnian Serb forces": of the people that both words are
        demonym = spans.demonym(r.book, s, child)
        if demonym is not None:
            entry, first = demonym
            if entry.id in words().religions:
                continue  # "the Islamist militia" is not the militia of all Muslims
            return Mention(actors.known(entry), child, first, child + 1, "name")
        if s.upos[child] == "PROPN":
            found = _first_named(r.name(s, child))
        elif s.deps[child] == "compound" and s.upos[child] == "NOUN":
            found = owner(r, s, child)
        else:
            continue
        if found is not None:
            return found
    return None


def _after(r: Discourse, s: Sentence, head: int, skip: int) -> Mention | None:
    """An owner after it: "the president of France"."""
    for child in s.kids(head, "nmod"):
        if child in {skip} or child < head:
            continue
        if s.preposition(child) not in {"of", "from", "in", "for", "at"}:
            continue
        for mention in r.direct(s, child):
            headed = s.lemmas[head] in words().country_itself and s.preposition(child) == "of"
            if mention.actor.named and (mention.actor.kind != "person" or headed):
                return mention  # of a person only "the government of Rishi Sunak"
        again = s.upos[child] == "PRON" or s.lemmas[child] in words().country_nouns
        if again and (found := _first_named(r.actors(s, child, 1))) is not None:
            return found  # "troops from the neighboring country"
    return None


def by_participle(r: Discourse, s: Sentence, head: int) -> Mention | None:
    """A hyphened demonym or name: "Kurdish-led forces", "US-controlled towns"."""
    for child in s.children[head]:
        if (
            s.deps[child] != "amod"
            or s.upos[child] not in {"VERB", "ADJ"}
            or s.lower[child] not in words().owned_by
        ):
            continue
        for inner in s.children[child]:
            if not s.words[inner][:1].isupper():
                continue
            entry = r.book.demonym(s.words[inner]) or r.book.name(s.words[inner])
            if entry is not None:
                return Mention(actors.known(entry), inner, inner, inner + 1, "name")
    return None


def _first_named(found: tuple[Mention, ...]) -> Mention | None:
    return next((mention for mention in found if mention.actor.named), None)
