"""Pronouns to the actors they stand for.

Agreement first (a person for "he", a body for "it"), then syntax (the understood subject, then the
subjects above), then recency: see `antecedents`.
"""

from __future__ import annotations

from collections.abc import Callable

from graphkit.extraction.mentions import actors
from graphkit.extraction.mentions.discourse import Discourse
from graphkit.extraction.mentions.memory import PRONOUN_REACH, Entity
from graphkit.extraction.syntax.tree import RELATIVIZERS, Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor

from .antecedents import BODIES, HE, IT, SHE, candidates, refer
from .pairs import each_other, pair

THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
ONE = frozenset({"i", "me", "my", "myself"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})


def pronoun(resolver: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """Whom a pronoun stands for; empty where nobody fits.

    Args:
        resolver: the actors of the document.
        s: the sentence.
        head: index of the pronoun.
    """
    word = s.lower[head]
    if word in {"that", "those"} and s.deps[s.heads[head]] != "acl:relcl":
        found = _that_of(resolver, s, head)
        if found:
            return found
    if word in RELATIVIZERS and s.deps[head] != "det":
        verb = s.heads[head]
        if word == "whose" and s.deps[verb] != "acl:relcl":
            verb = s.heads[verb]  # "Sharon, whose forces pulled out"
        if s.deps[verb] == "acl:relcl" and s.heads[verb] != head:
            _why(resolver, head, "the noun that its clause describes")
            return _standing_for(s, head, resolver.actors(s, s.heads[verb], 1))
        return ()
    if word in FIRST:
        who = _first_person(resolver, word, quoted=bool(s.quoted[head]))
        return (refer(s, head, who),) if who is not None else ()
    if word in {"each", "other"} and s.deps[head] != "det":
        return each_other(resolver, s, head)
    if word == "both":
        return pair(resolver, s, head)
    fits = _fits(word)
    if fits is None or (word in IT and _pleonastic(s, head)):
        return ()
    for entity, above in candidates(resolver, s, head):
        # "the miners' union said it": a body without a name, but nobody else can be meant.
        unnamed = above and word in IT and entity.actor.kind in BODIES and not entity.plural
        if fits(entity) or unnamed:
            where = "a subject above it" if above else f"met in sentence {entity.sentence}"
            _why(resolver, head, where, entity.actor.name)
            via = "told" if _told_by_gender(resolver, s, word, entity) else ""
            if not entity.gender:
                entity.gender = "m" if word in HE else "f" if word in SHE else ""
            return (refer(s, head, entity.actor, via),)
    _why(resolver, head, "nobody fits", "nobody")
    return ()


def _told_by_gender(resolver: Discourse, s: Sentence, word: str, entity: Entity) -> bool:
    """Whether "he" or "she" can be nobody else of the people just named: no guess."""
    if word not in HE | SHE or not entity.gender:
        return False
    other = "f" if word in HE else "m"
    return all(
        e.gender == other or e is entity
        for e in resolver.memory.recent(s.index, PRONOUN_REACH)
        if e.actor.kind == "person"
    )


def _why(resolver: Discourse, head: int, text: str, who: str = "") -> None:
    """Note whom a pronoun was taken for, where somebody asked for notes."""
    if resolver.trace is not None:
        resolver.trace.note("reference", head, text, outcome=who)


def _first_person(resolver: Discourse, word: str, *, quoted: bool) -> Actor | None:
    """Who says "I" or "we": the speaker, and outside quotations the state he speaks for as "we"."""
    memory = resolver.memory
    who = memory.speaker if quoted else memory.turn or memory.issuer
    entity = memory.get(who.id) if who is not None else None
    who = entity.actor if entity is not None else who
    if who is None or quoted or word in ONE or who.kind != "person" or memory.turn is not None:
        return who
    if who.country is None or not who.role:
        return who
    state = resolver.book.book.country(who.country)
    return actors.known(state) if state is not None else who


def _that_of(resolver: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The name in "the envoy of Armenia and that of Azerbaijan, Jeyhun Bayramov", else whose."""
    for child in s.kids(head, "nmod"):
        if s.preposition(child) == "of":
            for name in [*s.kids(head, "appos"), *s.kids(child, "appos")]:
                found = resolver.actors(s, name, 1)
                if found and found[0].actor.kind == "person":
                    return (refer(s, head, found[0].actor, "name"),)
            return _standing_for(s, head, resolver.actors(s, child, 1))
    return ()


def _fits(word: str) -> Callable[[Entity], bool] | None:
    """The agreement test of a pronoun, or None for a word that is none of them."""
    if word in HE:
        return lambda e: e.actor.kind == "person" and e.gender != "f" and not e.plural
    if word in SHE:
        return lambda e: e.actor.kind == "person" and e.gender != "m" and not e.plural
    if word in IT:
        return lambda e: (
            e.actor.kind in BODIES and e.actor.named and not (e.plural and e.actor.kind != "group")
        )
    if word in THEY:
        return lambda e: e.plural or e.actor.kind in {"group", "military"}
    return None


def _pleonastic(s: Sentence, head: int) -> bool:
    """Whether "it" stands for no one: "it is likely that ..."."""
    verb = s.heads[head]
    return s.deps[head] == "expl" or (
        s.deps[head] == "nsubj"
        and s.upos[verb] == "ADJ"
        and s.kid(verb, "csubj", "ccomp", "advcl") is not None
    )


def _standing_for(s: Sentence, head: int, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(refer(s, head, mention.actor, "pronoun") for mention in found)
