"""Common nouns to actors: bodies and people that hang on a name, unnamed actors, deeds, things."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import PREMODIFIERS, Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor
from graphkit.ontology.actors import slugify

from . import actors, datelines
from .counterparts import counterpart
from .discourse import Discourse
from .possessors import owner

#: Prepositions by which a noun hangs on the actor it stands for, best first.
OWNERS = (
    *("by", "of", "from", "in"),
    *("against", "with", "on", "to", "for", "between", "at", "near", "into", "over"),
)
#: The first of them say who a deed is of; the others only whom it concerns.
_OF = 4
#: Nouns that stand for an actor inside one another: "the wake of the death of the leader of ...".
MAX_DEPTH = 5


def noun(r: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """Actors that a noun names itself: "Turkish police", "protesters", "an Italian journalist"."""
    demonym = r.book.demonym(s.words[head])
    if demonym is not None and s.upos[head] in {"NOUN", "PROPN", "ADJ"}:
        # "Armenians", "the Dutch".
        return (r.met(s, head, actors.people_of(demonym), s.words[head]),)
    if s.upos[head] not in {"NOUN", "PROPN"}:
        return ()
    lemma = spans.compound_lemma(s, head)
    if lemma in words().equipment and head > 0 and s.deps[head - 1] == "compound":
        joined = f"{s.lower[head - 1]}_{lemma}"
        lemma = joined if r.book.noun(joined) is not None else lemma  # "suicide bomber"
    cls = r.book.noun(lemma)
    if cls is not None and cls.kind == "group" and s.xpos[head] == "NN":
        # "a Catholic activist" is a person, "activists" are a group
        classes = r.book.book.noun_classes(lemma)
        cls = next((one for one in classes if one.kind == "person"), cls)
    if cls is None:
        return _members(r, s, head, lemma) or _name_after(r, s, head)
    if cls.kind in {"other", "place"}:
        return ()
    named = _apposed_names(r, s, head, lemma)
    if named:
        return named
    peer = counterpart(r, s, head, lemma)
    if peer:
        return peer
    members = _members(r, s, head, lemma)
    if members:
        return members
    if cls.kind == "person":
        definite = r.definite_phrase(s, head)
        if definite:
            return definite
    holder = owner(r, s, head)
    if holder is not None:
        text = spans.phrase_text(s, head)
        if holder.actor.kind == "person" and lemma in words().held:
            return ()  # "resigned from his leadership"
        first = datelines.served(r, holder.actor, lemma, cls.kind)
        holders = [first, *_others_before(r, s, head, first)]
        hung = dict.fromkeys(actors.hung(one, cls, lemma, s, head) for one in holders)
        return tuple(r.met(s, head, actor, text if len(hung) == 1 else "") for actor in hung)
    definite = r.definite_phrase(s, head)
    if definite:
        return definite
    at_home = datelines.body_at_home(r, s, head, lemma)
    if at_home is not None:
        return (r.met(s, head, actors.hung(at_home, cls, lemma, s, head), ""),)
    if lemma in words().proper_bodies and head > 0 and s.words[head][:1].isupper():
        # "the Coalition", written as a name
        name = s.words[head]
        return (r.met(s, head, Actor(slugify(name), name, "organization"), name),)
    if cls.kind == "country" or lemma in words().equipment:
        return ()  # "a state of war", "artillery": nobody, unless somebody's
    return (r.met(s, head, actors.unnamed(cls, lemma, s, head), ""),)


def _others_before(r: Discourse, s: Sentence, head: int, first: Actor) -> list[Actor]:
    """The other owners of a plural noun: "Russian and Syrian warplanes"."""
    if s.xpos[head] not in {"NNS", "NNPS"}:
        return []
    return [
        mention.actor
        for child in s.children[head]
        if child < head and s.deps[child] in PREMODIFIERS
        for other in s.kids(child, "conj")
        if other < head
        for mention in r.modifier(s, other)
        if mention.actor.named and mention.actor.kind == first.kind
    ]


def _members(r: Discourse, s: Sentence, head: int, lemma: str) -> tuple[Mention, ...]:
    """The members act, not the group: "a group of British lawmakers"."""
    if lemma in words().quantifiers:
        for child in s.kids(head, "nmod"):
            if s.preposition(child) == "of":
                members = r.actors(s, child, 1)
                if members:
                    return tuple(r.spanned(s, head, mention) for mention in members)
    return ()


def _name_after(r: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The person whose name follows a noun that says what he is: "the welterweight Moussa Diop",
    "their Ugandan host, Yoweri Museveni".
    """
    for child in s.kids(head, "appos", "flat"):
        if child > head and s.names[child].endswith("PERSON"):
            found = r.name(s, child)
            return tuple(r.spanned(s, head, mention) for mention in found)
    return ()


def _apposed_names(r: Discourse, s: Sentence, head: int, lemma: str) -> tuple[Mention, ...]:
    """Who a noun is by its name: "the EU's representative, Toivo Klaar", "the group M23"."""
    candidates = [child for child in s.kids(head, "appos", "flat") if s.upos[child] == "PROPN"]
    if s.lower[head + 1 : head + 2] == ["of"]:
        # "Prime Minister of Kosovo Albin Kurti", however the tree hangs the name
        inside = range(head + 2, min(head + 6, len(s)))
        stop = next((at for at in inside if s.names[at] == "B-PERSON"), None)
        if stop is not None and all(s.words[at][:1].isupper() for at in range(head + 2, stop)):
            candidates.append(stop)
    for child in s.kids(head, "nmod"):
        # "the Minister of Foreign Affairs of Armenia, Ara Aivazian", hung on the last noun
        for inner in [child, *s.kids(child, "nmod")]:
            candidates += [c for c in s.kids(inner, "appos") if s.names[c].endswith("PERSON")]
    if (s.deps[head] == "appos" and s.upos[s.heads[head]] == "PROPN") or (
        s.deps[head] == "nmod:desc"
    ):
        candidates.append(s.heads[head])
    # "an activist, Gift Tandare": of a noun that names people and groups, whichever the name is
    kinds = {cls.kind == "person" for cls in r.book.book.noun_classes(lemma)}
    for name in candidates:
        found = _named_one(r, s, head, name, kinds)
        if found is not None:
            # "two nationalists, V and R"
            others = s.conjuncts(name)[1:] if s.xpos[head] in {"NNS", "NNPS"} else []
            more = [_named_one(r, s, other, other, kinds) for other in others]
            return (found, *(other for other in more if other is not None))
    return ()


def _named_one(r: Discourse, s: Sentence, head: int, name: int, kinds: set[bool]) -> Mention | None:
    """The actor of a name, where it is one that a noun of these kinds can be."""
    found = r.name(s, name)
    if not found or found[0].actor.kind in {"country", "place"}:
        return None
    if (found[0].actor.kind == "person") not in kinds:
        return None
    return r.spanned(s, head, found[0])


def stands_for(r: Discourse, s: Sentence, head: int, depth: int) -> tuple[Mention, ...]:
    """The actor in a phrase about its deed or thing: "a Supreme Court decision", "the Israeli
    strikes", "talks with the Taliban".

    Args:
        r: the actors of the document.
        s: the sentence.
        head: the noun.
        depth: how many such nouns this one stands in; deeper down less is tried.
    """
    part = s.lemmas[head] in words().parts_of_places
    for found, via in _inside(r, s, head, depth):
        if part and any(mention.actor.kind in {"country", "place"} for mention in found):
            return ()  # "a suburb of Damascus" is neither the town nor the country
        if found:
            inner = {mention.via for mention in found}
            how = "concerns" if "concerns" in inner else via
            return tuple(r.spanned(s, head, mention, how) for mention in found)
    return ()


def _inside(
    r: Discourse, s: Sentence, head: int, depth: int
) -> Iterator[tuple[tuple[Mention, ...], str]]:
    """What the parts of a noun phrase stand for, the likeliest doer first, and how."""
    for child in s.kids(head, "nmod:poss"):
        yield r.actors(s, child, depth + 1), "stands-for"
    for child in s.children[head]:
        if child < head and s.deps[child] in PREMODIFIERS:
            # "the Israeli strikes", "a Supreme Court decision", but not "a prisoner swap"
            if s.lemmas[child] in words().captives:
                continue
            found = r.modifier(s, child)
            if not found and s.upos[child] in {"NOUN", "PROPN"} and depth < MAX_DEPTH:
                found = stands_for(r, s, child, depth + 1)
            yield found, "stands-for"
    for child in s.kids(head, "acl"):
        # "every offer made by the Taliban"
        for agent in s.kids(child, "obl:agent"):
            yield r.actors(s, agent, depth + 1), "stands-for"
    # Deeper down only who it is of: "events on the border between X and Y" are no deed of X.
    owners = OWNERS if depth == 0 else OWNERS[:_OF]
    ranked = sorted(
        (owners.index(preposition), child)
        for child in s.kids(head, "nmod")
        if (preposition := s.preposition(child)) in owners
        # "fighting between A and B killed ten": nobody says which of them did
        and not (preposition == "between" and s.deps[head] == "nsubj")
    )
    for rank, child in ranked:
        via = "stands-for" if rank < _OF else "concerns"
        yield r.actors(s, child, depth + 1), via
    if s.deps[head] == "appos":
        yield r.name(s, s.heads[head]), "stands-for"  # "Badme, an area which Eritrea occupied"
