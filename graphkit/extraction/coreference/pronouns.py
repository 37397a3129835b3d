"""Pronouns and definite noun phrases to the actors they stand for.

Agreement first (a person for "he", a body for "it"), then syntax (the understood subject, then the
subjects above), then recency: Hobbs (1978), and the salience of Lappin and Leass (1994), on UD
trees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.frames import subjects
from graphkit.extraction.syntax.tree import RELATIVIZERS, Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor

from .memory import PHRASE_REACH, PRONOUN_REACH, Entity

if TYPE_CHECKING:
    from graphkit.extraction.mentions.resolver import Resolver

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})
BODIES = frozenset({"country", "organization", "government", "military", "group"})
DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those"})
_BOTH = frozenset({"two", "both"})
#: Words up to which a pronoun looks for the clauses above it.
_REACH = 12


def pronoun(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
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
            return _standing_for(s, head, resolver.actors(s, s.heads[verb], 1))
        return ()
    if word in FIRST:
        speaker = resolver.memory.speaker if s.quoted[head] else None
        entity = resolver.memory.get(speaker.id) if speaker else None
        return (_mention(s, head, entity.actor),) if entity else ()
    if word == "both" and s.deps[s.heads[head]] == "acl":
        joined = s.conjuncts(s.heads[s.heads[head]])
        if len(joined) == 2:
            # "Mali and Burkina Faso, both ruled by officers"
            both = [mention for one in joined for mention in resolver.direct(s, one)]
            return tuple(_mention(s, head, mention.actor, "pair") for mention in both)
    if word == "both" or (word in {"each", "other"} and s.deps[head] != "det"):
        return _pair(resolver, s, head)
    fits = _fits(word)
    if fits is None or (word in IT and _pleonastic(s, head)):
        return ()
    for entity, above in _candidates(resolver, s, head):
        # "the miners' union said it": a body without a name, but nobody else can be meant.
        unnamed = above and word in IT and entity.actor.kind in BODIES and not entity.plural
        if fits(entity) or unnamed:
            if not entity.gender:
                entity.gender = "m" if word in HE else "f" if word in SHE else ""
            return (_mention(s, head, entity.actor),)
    return ()


def _that_of(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The name in "the envoy of Armenia and that of Azerbaijan, Jeyhun Bayramov", else whose."""
    for child in s.kids(head, "nmod"):
        if s.preposition(child) == "of":
            for name in [*s.kids(head, "appos"), *s.kids(child, "appos")]:
                found = resolver.actors(s, name, 1)
                if found and found[0].actor.kind == "person":
                    return (_mention(s, head, found[0].actor, "name"),)
            return _standing_for(s, head, resolver.actors(s, child, 1))
    return ()


def definite_phrase(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
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
        determiner in {"both", "two", "each"} or _has(s, head, _BOTH)
    ):
        return _two_people(resolver, s, head, lemma) or _pair(resolver, s, head)
    if s.xpos[head] == "NNS" and (determiner in _BOTH or _has(s, head, _BOTH)):
        return _two_people(resolver, s, head, lemma)
    if (
        determiner not in DEMONSTRATIVE
        or s.xpos[head] == "NNS"
        or s.kid(head, "nmod", "nmod:poss", "acl:relcl") is not None
    ):
        return ()
    fits = _phrase_fits(resolver, s, head, lemma)
    if fits is None:
        return ()
    # "the neighboring country": not the one whose neighbor it is, else not the one just spoken of.
    other = _has(s, head, words().other_of_two) or lemma in words().neighbors
    own = _own_countries(resolver, s, head) if other else set()
    skip = other and not own
    for entity in resolver.memory.recent(s.index, PHRASE_REACH):
        if (entity.sentence, entity.word) >= (s.index, head) or entity.actor.country in own:
            continue
        if skip and entity.actor.kind == "country":
            skip = False
        elif fits(entity):
            return (_mention(s, head, entity.actor),)
    return ()


def _phrase_fits(
    resolver: Resolver, s: Sentence, head: int, lemma: str
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


def _person_fits(resolver: Resolver, s: Sentence, head: int, lemma: str, entity: Entity) -> bool:
    """Whether a person is "the president" (of that role) or "the Spanish politician" (of no other
    country).
    """
    actor = entity.actor
    if actor.kind != "person" or not actor.named:
        return False
    role = (actor.role or "").lower()
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
    envoys = words().envoys
    return lemma in role.split() or (lemma in envoys and not envoys.isdisjoint(role.split()))


def _own_countries(resolver: Resolver, s: Sentence, head: int) -> set[str]:
    """Countries of the subjects of the clauses around a phrase."""
    return {
        mention.actor.country
        for verb in [s.heads[head], *_clauses_above(s, head)]
        for subject in subjects(s, verb)
        if subject != head
        for mention in _named_subject(resolver, s, subject)
        if mention.actor.country is not None
    }


def _two_people(resolver: Resolver, s: Sentence, head: int, lemma: str) -> tuple[Mention, ...]:
    """The last two people of an office: "the two ministers", "both leaders"."""
    noun = resolver.book.noun(lemma)
    if noun is None or noun.kind != "person":
        return ()
    found = [
        e.actor
        for e in resolver.memory.recent(s.index, PRONOUN_REACH)
        if (e.sentence, e.word) < (s.index, head)
        and e.actor.kind == "person"
        and e.actor.named
        and e.actor.role
        and (lemma in words().general_people or lemma in e.actor.role.lower().split())
    ]
    both = sorted(found[:2], key=lambda actor: actor.id) if len(found) >= 2 else []
    return tuple(_mention(s, head, actor, "pair") for actor in both)


def _body_fits(resolver: Resolver, lemma: str, entity: Entity) -> bool:
    """A ministry is no party: where the name has the noun, or the noun is general."""
    if entity.actor.kind not in {"organization", "group", "government"} or not entity.actor.named:
        return False
    if entity.actor.id.endswith("-people"):
        return False  # "the group" is no people
    if lemma in words().leagues:
        # Countries are in blocs and alliances; an airline is neither.
        return entity.actor.country is None and resolver.book.is_known(entity.actor.id)
    if lemma in words().armed_groups and entity.actor.kind == "group":
        return True
    names = " ".join([entity.actor.name, *entity.names]).lower()
    return lemma in words().general_bodies or lemma in names


def _candidates(resolver: Resolver, s: Sentence, head: int) -> Iterator[tuple[Entity, bool]]:
    """Entities a pronoun may stand for, best first; whether each is a subject above it."""
    seen: set[str] = set()
    memory = resolver.memory
    above = list(_clauses_above(s, head))
    if s.deps[head] != "nmod:poss":
        # "US urged X to withdraw after it ...": a subject that is said before one understood.
        above.sort(
            key=lambda verb: s.kid(verb, "nsubj", "nsubj:pass") is None or s.infinitive(verb)
        )
    if s.deps[head] in {"obj", "iobj", "obl"} and not s.lower[head].endswith(("self", "selves")):
        # "X threatened Y after accusing it": whoever does it does it to somebody else
        for subject in subjects(s, s.heads[head]):
            if s.upos[subject] != "PRON":
                seen.update(mention.actor.id for mention in resolver.actors(s, subject, 2))
    if s.deps[head] in {"obj", "iobj", "obl"} and s.lower[head] in HE | SHE:
        # "X warned Y that Z would disarm him"
        for told in (o for verb in above for o in s.kids(verb, "obj", "iobj") if o < head):
            for mention in resolver.actors(s, told, 2):
                entity = memory.get(mention.actor.id)
                if entity is not None and entity.actor.id not in seen:
                    seen.add(entity.actor.id)
                    yield entity, True
    for verb in above:
        for subject in subjects(s, verb):
            if subject == head or s.upos[subject] == "PRON" or head in s.subtree(subject):
                continue
            found = resolver.actors(s, subject, 2)
            if s.lower[subject] == "one" and s.lower[head] in HE | SHE:
                return  # "one of the girls refused to leave her captors"
            if not found and s.lower[head] in IT and s.xpos[subject] in {"NN", "NNP"}:
                return  # "Columbia was lost when it disintegrated": a thing, and nobody else
            for mention in found:
                entity = memory.get(mention.actor.id)
                if entity is not None and entity.actor.id not in seen:
                    seen.add(entity.actor.id)
                    yield entity, True
    recent = memory.recent(s.index, PRONOUN_REACH)
    here = [
        e
        for e in recent
        if e.sentence == s.index
        and e.word < head
        # '"X was wrong," she said': whoever speaks is not spoken of
        and not (s.quoted[e.word] and not s.quoted[head])
    ]
    before = [e for e in recent if e.sentence < s.index]
    # Parallel roles first: "X spoke with Y. He spoke with Z, too."
    lemma = s.lemmas[s.heads[head]]
    before.sort(
        key=lambda e: (
            -e.sentence,
            not (e.subject and e.verb == lemma),
            not e.subject,
            e.word if e.subject else -e.word,
        )
    )
    for entity in [*here, *before]:
        if entity.actor.id not in seen and not _coargument(s, head, entity):
            seen.add(entity.actor.id)
            yield entity, False


def _coargument(s: Sentence, head: int, entity: Entity) -> bool:
    """Whether both depend on one verb: in "X attacked it", it is not X."""
    if entity.sentence != s.index or s.deps[head] == "nmod:poss" or not 0 <= entity.word < len(s):
        return False
    return s.heads[entity.word] == s.heads[head]


def _clauses_above(s: Sentence, head: int) -> Iterator[int]:
    """Predicates above a pronoun; its own only for a possessive ("withdraw its troops")."""
    word = head
    own = s.deps[head] == "nmod:poss"
    for _ in range(_REACH):
        parent = s.heads[word]
        if parent == word:
            return
        word = parent
        if s.upos[word] in {"VERB", "AUX"} or s.kid(word, "cop", "nsubj") is not None:
            if own:
                yield word
            own = True


def _is_own_subject(resolver: Resolver, s: Sentence, head: int, entity: Entity) -> bool:
    """Whether the entity is the subject of the clause in which the phrase is no subject."""
    if s.deps[head] in {"nsubj", "nsubj:pass"}:
        return False
    return any(
        mention.actor.id == entity.actor.id
        for subject in subjects(s, s.heads[head])
        if subject != head
        for mention in _named_subject(resolver, s, subject)
    )


def parties(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The two parties of "this conflict", "the dispute", where the phrase itself names none.

    Args:
        resolver: the actors of the document.
        s: the sentence.
        head: head of the phrase.
    """
    if s.lemmas[head] not in words().conflicts or not any(
        s.lower[child] in DEMONSTRATIVE for child in s.kids(head, "det")
    ):
        return ()
    return _pair(resolver, s, head)


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


def _pair(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The last two countries (else bodies) met: "both parties", "the two countries"."""
    recent = [
        e
        for e in resolver.memory.recent(s.index, PHRASE_REACH)
        if (e.sentence, e.word) < (s.index, head)
    ]
    own = {
        mention.actor.id
        for verb in [s.heads[head], *_clauses_above(s, head)]
        for subject in subjects(s, verb)
        for mention in _named_subject(resolver, s, subject)
    }
    countries = s.lemmas[head] in words().country_nouns or s.lemmas[head] == "government"
    for kinds in ({"country"},) if countries else ({"country"}, BODIES):
        found = [
            e.actor
            for e in recent
            if e.actor.kind in kinds and e.actor.id not in own and e.actor.named
        ]
        if len(found) >= 2:
            both = sorted(found[:2], key=lambda actor: actor.id)
            return tuple(_mention(s, head, actor, "pair") for actor in both)
    return ()


def _named_subject(resolver: Resolver, s: Sentence, subject: int) -> tuple[Mention, ...]:
    """Actors of a subject that is a proper noun: what only refers would lead back here."""
    return resolver.actors(s, subject, 2) if s.upos[subject] == "PROPN" else ()


def _has(s: Sentence, head: int, among: frozenset[str]) -> bool:
    return any(s.lower[child] in among for child in s.children[head])


def _standing_for(s: Sentence, head: int, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(_mention(s, head, mention.actor, "pronoun") for mention in found)


def _mention(s: Sentence, head: int, actor: Actor, via: str = "") -> Mention:
    first, end = s.phrase(head)
    return Mention(
        actor, head, first, end, via or ("pronoun" if s.upos[head] == "PRON" else "phrase")
    )
