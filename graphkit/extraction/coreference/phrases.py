"""Definite noun phrases to actors met before: "the country", "the Spanish politician"."""

from __future__ import annotations

from collections.abc import Callable

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions.discourse import Discourse
from graphkit.extraction.mentions.memory import OFFICE_REACH, PHRASE_REACH, PRONOUN_REACH, Entity
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Mention
from graphkit.ontology.officeholders import load_officeholders

from .antecedents import clauses_above, named_subject, refer
from .pairs import BOTH, DEMONSTRATIVE, has, pair, two_people


def definite_phrase(resolver: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """Somebody already met: "the country", "both parties", "the Spanish politician"; or empty.

    Args:
        resolver: the actors of the document.
        s: the sentence.
        head: head of the phrase.
    """
    if s.upos[head] not in {"NOUN", "PROPN"}:
        return ()
    lemma = s.lemmas[head]
    determiner = next((s.lower[c] for c in s.kids(head, "det", "det:predet", "nummod")), "")
    if lemma in words().pair_nouns and (
        determiner in {"both", "two", "each"} or has(s, head, BOTH)
    ):
        return two_people(resolver, s, head, lemma) or pair(resolver, s, head)
    if s.xpos[head] == "NNS" and (determiner in BOTH or has(s, head, BOTH)):
        return two_people(resolver, s, head, lemma)
    if (
        determiner not in DEMONSTRATIVE
        or s.xpos[head] == "NNS"
        or s.kid(head, "nmod", "nmod:poss", "acl:relcl") is not None
    ):
        return ()
    fits = _phrase_fits(resolver, s, head, lemma)
    if fits is None:
        return ()
    if lemma in words().offices and s.kid(head, "amod") is None:
        return _holder(resolver, s, head, fits)
    # "the neighboring country": not the one whose neighbor it is, else not the one just spoken of.
    other = has(s, head, words().other_of_two) or lemma in words().neighbors
    own = _own_countries(resolver, s, head) if other else set()
    skip = other and not own
    for entity in resolver.memory.recent(s.index, PHRASE_REACH):
        if (entity.sentence, entity.word) >= (s.index, head) or entity.actor.country in own:
            continue
        if skip and entity.actor.kind == "country":
            skip = False
        elif fits(entity):
            if resolver.trace is not None:
                text = f"met in sentence {entity.sentence}"
                resolver.trace.note("reference", head, text, outcome=entity.actor.name)
            return (refer(s, head, entity.actor),)
    return ()


def _holder(
    resolver: Discourse, s: Sentence, head: int, fits: Callable[[Entity], bool]
) -> tuple[Mention, ...]:
    """Who "the President" is where just one such person was named; of two it may be either."""
    found = [
        entity
        for entity in resolver.memory.recent(s.index, OFFICE_REACH)
        if (entity.sentence, entity.word) < (s.index, head) and fits(entity)
    ]
    if len(found) != 1:
        return ()
    if resolver.trace is not None:
        text = f"met in sentence {found[0].sentence}"
        resolver.trace.note("reference", head, text, outcome=found[0].actor.name)
    return (refer(s, head, found[0].actor),)


def _phrase_fits(
    resolver: Discourse, s: Sentence, head: int, lemma: str
) -> Callable[[Entity], bool] | None:
    """The test of who may be meant by a definite noun, or None for a noun that refers to nobody."""
    if lemma in words().country_nouns:
        return lambda e: e.actor.kind == "country" and not _is_own_subject(resolver, s, head, e)
    if lemma in words().body_nouns and all(
        s.lower[child] in words().body_adjectives for child in s.kids(head, "amod", "compound")
    ):
        return lambda e: _body_fits(resolver, lemma, e)
    noun = resolver.book.noun(lemma)
    if noun is not None and noun.kind == "person":
        return lambda e: (
            _person_fits(resolver, s, head, lemma, e) and not _is_own_subject(resolver, s, head, e)
        )
    return None


def _person_fits(resolver: Discourse, s: Sentence, head: int, lemma: str, entity: Entity) -> bool:
    """Whether a person is "the president" (of that role) or "the Spanish politician" (of no other
    country).
    """
    actor = entity.actor
    if actor.kind != "person" or not actor.named:
        return False
    role = (actor.role or "").lower()
    if not role and load_officeholders().owner(actor.name, lemma) is not None:
        role = lemma  # "Barack Obama ... the president"
    general = lemma in words().general_people
    near = s.index - entity.sentence <= PRONOUN_REACH
    demonym = None
    for child in s.kids(head, "amod", "compound"):
        demonym = demonym or spans.demonym(resolver.book, s, child)
    if demonym is not None:
        if actor.country is not None:
            return actor.country == demonym[0].country and (not role or lemma in role or general)
        return general and near
    if general:
        return near and bool(role)
    if lemma in words().offices and ("vice" in role.split()) != has(s, head, frozenset({"vice"})):
        return False  # "the President" is not the Vice President
    envoys = words().envoys
    return lemma in role.split() or (lemma in envoys and not envoys.isdisjoint(role.split()))


def _own_countries(resolver: Discourse, s: Sentence, head: int) -> set[str]:
    """Countries of the subjects of the clauses around a phrase."""
    return {
        mention.actor.country
        for verb in [s.heads[head], *clauses_above(s, head)]
        for subject in subjects(s, verb)
        if subject != head
        for mention in named_subject(resolver, s, subject)
        if mention.actor.country is not None
    }


def _body_fits(resolver: Discourse, lemma: str, entity: Entity) -> bool:
    """A ministry is no party: where the name has the noun, or the noun is general."""
    if entity.actor.kind not in {"organization", "group", "government"} or not entity.actor.named:
        return False
    if lemma == "group" and entity.actor.kind != "group":
        # ... nor a state's body, nor one of states
        return entity.actor.kind == "organization" and not resolver.book.is_known(entity.actor.id)
    if lemma in words().leagues:
        # Countries are in blocs and alliances; an airline is neither.
        return entity.actor.country is None and resolver.book.is_known(entity.actor.id)
    if lemma in words().armed_groups and entity.actor.kind == "group":
        return True
    names = " ".join([entity.actor.name, *entity.names]).lower()
    return lemma in words().general_bodies or lemma in names


def _is_own_subject(resolver: Discourse, s: Sentence, head: int, entity: Entity) -> bool:
    """Whether the entity is the subject of the clause in which the phrase is no subject."""
    if s.deps[head] in {"nsubj", "nsubj:pass"}:
        return False
    return any(
        mention.actor.id == entity.actor.id
        for subject in subjects(s, s.heads[head])
        if subject != head
        for mention in named_subject(resolver, s, subject)
    )
