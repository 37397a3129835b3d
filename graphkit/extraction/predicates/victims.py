"""Whom a deed is done to is not whom one praises or blames for it.

"Germany opposed the invasion of Iraq" says nothing against Iraq, "called for the release of X" asks
nothing of X. Where the text does not say who did it, or is to do it, the deed itself stands in the
statement: an actor without a name.
"""

from __future__ import annotations

from dataclasses import replace

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.corrections import ARTICLES
from graphkit.extraction.syntax.tree import PREMODIFIERS, Sentence
from graphkit.extraction.values import STANDING, Mention
from graphkit.model import Actor
from graphkit.ontology import Relations
from graphkit.ontology.actors import slugify

from .arguments import Match

_WEAPONS = frozenset({"bomb", "mine", "landmine", "device", "ied"})
_DOERS = frozenset({"by", "from"})
_DEPTH = 4
_LONGEST_NAME = 8


def judged(r: Resolver, relations: Relations, s: Sentence, m: Match, target: Mention) -> Mention:
    """The target, or the deed in its place where it only suffers what is judged.

    Args:
        r: the actors of the document.
        relations: the ontology, for nouns that name deeds.
        s: the sentence.
        m: the trigger that tells it, and where.
        target: as found by the slots.
    """
    relation = relations.by_name[m.trigger.relation]
    weapon = "violent" in relation.flags and s.lemmas[target.head] in _WEAPONS
    if weapon and target.via in STANDING:
        return _deed(s, target.head, target)  # "their vehicle hit a mine planted by rebels"
    if "judging" not in relation.flags:
        return target
    if target.via == "concerns":
        return _deed(s, target.head, target)  # "opposed talks with the Taliban", a deed of others
    direct = target.via not in STANDING
    top = s.heads[target.head] if direct else target.head
    arguments = {*m.objects, *m.frame.objects, *(head for _, head in m.frame.obliques)}
    if not {top, s.heads[top]} & arguments:
        return target  # "refused to lift sanctions on Iran" refuses Iran
    if _carries(s, m, top) and "wanting" not in relation.flags:
        return target  # "launched an investigation into Iran"
    if not direct:
        suffers = _suffers(r, relations, s, top, target.actor.id, 0)
    else:
        suffers = (
            s.deps[target.head] in {"nmod", "nmod:poss"}
            and s.upos[top] == "NOUN"
            and _at_its_place(relations, s, top, target.head)
        )
    return _deed(s, top, target) if suffers else target


def doer(r: Resolver, relations: Relations, s: Sentence, source: Mention) -> bool:
    """Whether a source does it: of "the war in Sudan killed ten" nobody knows who did."""
    return source.via not in STANDING or not _suffers(
        r, relations, s, source.head, source.actor.id, 0
    )


def _carries(s: Sentence, m: Match, noun: int) -> bool:
    """Whether a noun is part of what tells the relation, not what is judged."""
    asked = {lemma for _, lemmas in m.trigger.obl for lemma in lemmas} | m.trigger.obj
    return noun == m.at or s.lemmas[noun] in asked or s.lower[noun] in asked


def _suffers(
    r: Resolver, relations: Relations, s: Sentence, noun: int, actor: str, depth: int
) -> bool:
    """Whether an actor stands in a phrase as who suffers what it tells."""
    if depth > _DEPTH:
        return False
    for child in s.children[noun]:
        if s.deps[child] not in {"nmod", "nmod:poss", *PREMODIFIERS}:
            continue
        if child < noun and s.deps[child] != "nmod:poss":
            found = r.modifier(s, child)
        else:
            found = r.actors(s, child, 1)
        if all(mention.actor.id != actor for mention in found):
            continue
        if _at_its_place(relations, s, noun, child):
            return True
        inner = all(mention.via in STANDING for mention in found)
        return inner and _suffers(r, relations, s, child, actor, depth + 1)
    return False


def _at_its_place(relations: Relations, s: Sentence, noun: int, child: int) -> bool:
    """Whether a dependent of a noun is at the place of who suffers it."""
    triggers = relations.nouns.get(s.lemmas[noun], ())
    flags = {flag for t in triggers for flag in relations.by_name[t.relation].flags}
    taken = "taking" in flags
    harm = taken or "harmful" in flags or s.lemmas[noun] in words().suffered
    helping = any(s.lemmas[c] in words().helping for c in s.children[noun] if c < noun)
    if not harm or helping or (child < noun and s.deps[child] != "nmod:poss"):
        return False  # "a relief operation in Sudan" harms nobody
    if s.deps[child] == "nmod:poss":
        # "Navalny's arrest", but "Israel's arrest of ten"
        others = any(s.preposition(c) in {"of", "by"} for c in s.kids(noun, "nmod"))
        return (taken or s.lemmas[noun] in words().suffered) and not others
    return s.preposition(child) not in _DOERS


def _deed(s: Sentence, noun: int, target: Mention) -> Mention:
    first, end = s.phrase(noun)
    first, end = min(first, target.first), max(end, target.end)
    named = first + 1 if s.lower[first] in ARTICLES else first
    name = " ".join(spans.text(s, named, end).split()[-_LONGEST_NAME:])
    actor = Actor(slugify(name), name, "other", None, None, named=False)
    return replace(target, actor=actor, head=noun, first=first, end=end, via="noun")
