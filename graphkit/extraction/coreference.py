"""Pronouns and definite noun phrases to the actors they stand for.

Agreement first (a person for "he", a body for "it"), then syntax (the understood subject, then the
subjects above), then recency: Hobbs (1978), and the salience of Lappin and Leass (1994), on UD trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .frames import subjects
from .memory import PHRASE_REACH, PRONOUN_REACH, Entity
from .tree import RELATIVIZERS, Sentence

if TYPE_CHECKING:
    from .mentions import Mention, Resolver

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})
BODIES = frozenset({"country", "organization", "government", "military", "group"})
BOTH = frozenset({"country", "nation", "side", "party", "state", "government", "neighbor", "neighbour", "rival", "capital", "army", "power", "leader"})
COUNTRY_NOUNS = frozenset({"country", "nation", "republic", "kingdom", "state"})
BODY_NOUNS = frozenset(
    "organization organisation group agency body company party alliance bloc union institution ministry "
    "court council commission committee department firm movement militia newspaper network union".split()
)
DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those"})


def pronoun(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """Whom a pronoun stands for; empty where nobody fits."""
    word = s.lower[head]
    if word in {"that", "those"} and s.deps[s.heads[head]] != "acl:relcl":
        found = _that_of(resolver, s, head)
        if found:
            return found
    if word in RELATIVIZERS and s.deps[head] != "det":
        verb = s.heads[head]
        if s.deps[verb] == "acl:relcl" and s.heads[verb] != head:
            return tuple(_here(s, head, mention) for mention in resolver.actors(s, s.heads[verb], 1))
        return ()
    if word in FIRST:
        speaker = resolver.memory.speaker if s.quoted[head] else None
        return (_mention(s, head, resolver, speaker.id),) if speaker and resolver.memory.get(speaker.id) else ()
    if word == "both" or (word in {"each", "other"} and s.deps[head] != "det"):
        return _pair(resolver, s, head)
    fits = _fits(word)
    if fits is None:
        return ()
    if word in IT and _pleonastic(s, head):
        return ()
    for entity in _candidates(resolver, s, head):
        if fits(entity):
            if word in HE and not entity.gender:
                entity.gender = "m"
            elif word in SHE and not entity.gender:
                entity.gender = "f"
            return (_mention(s, head, resolver, entity.actor.id),)
    return ()


def _that_of(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """"the Foreign Minister of Armenia ... that of Azerbaijan, Jeyhun Bayramov": the name, else its owner."""
    for child in s.kids(head, "nmod"):
        if s.preposition(child) == "of":
            for name in [*s.kids(head, "appos"), *s.kids(child, "appos")]:
                found = resolver.actors(s, name, 1)
                if found and found[0].actor.kind == "person":
                    return (replace(_here(s, head, found[0]), via="name"),)
            return tuple(_here(s, head, mention) for mention in resolver.actors(s, child, 1))
    return ()


def definite_phrase(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """"the country", "both parties", "the Spanish politician": somebody already met, or empty."""
    if s.upos[head] not in {"NOUN", "PROPN"}:
        return ()
    lemma = s.lemmas[head]
    determiner = next((s.lower[c] for c in s.kids(head, "det", "det:predet", "nummod")), "")
    if lemma in BOTH and (determiner in {"both", "two", "each"} or _has(s, head, {"two", "both"})):
        return _pair(resolver, s, head)
    if determiner not in DEMONSTRATIVE or any(s.deps[c] in {"nmod", "nmod:poss", "acl:relcl"} for c in s.children[head]):
        return ()
    plural = s.xpos[head] == "NNS"
    if plural:
        return ()
    noun = resolver.book.noun(lemma)
    at = (s.index, head)
    # "the neighboring country": not the one just spoken of, but the one before.
    skip = int(_has(s, head, {"neighboring", "neighbouring", "other", "rival", "opposing"}))
    for entity in resolver.memory.recent(s.index, PHRASE_REACH):
        if (entity.sentence, entity.word) >= at:
            continue
        actor = entity.actor
        if skip and actor.kind == "country":
            skip -= 1
            continue
        if lemma in COUNTRY_NOUNS:
            if actor.kind == "country" and not _is_own_subject(resolver, s, head, entity):
                return (_mention(s, head, resolver, actor.id),)
        elif lemma in BODY_NOUNS and not _has_adjective(s, head):
            if actor.kind in {"organization", "group", "government"} and actor.named and _body_fits(lemma, entity):
                return (_mention(s, head, resolver, actor.id),)
        elif noun is not None and noun.kind == "person" and actor.kind == "person" and actor.named:
            if _person_fits(resolver, s, head, lemma, entity):
                return (_mention(s, head, resolver, actor.id),)
    return ()


def _person_fits(resolver: Resolver, s: Sentence, head: int, lemma: str, entity: Entity) -> bool:
    """"the president" wants that role; "the Spanish politician" wants nobody of another country."""
    role = (entity.actor.role or "").lower()
    demonym = None
    for child in s.kids(head, "amod", "compound"):
        demonym = demonym or resolver.book.demonym(s.words[child])
    if demonym is not None:
        if entity.actor.country is not None:
            return entity.actor.country == demonym.country and (not role or lemma in role or lemma in GENERAL)
        return lemma in GENERAL and s.index - entity.sentence <= PRONOUN_REACH
    if lemma in GENERAL:
        return s.index - entity.sentence <= PRONOUN_REACH and bool(role)
    return lemma in role.split()


GENERAL = frozenset({"politician", "leader", "official", "man", "woman", "diplomat", "statesman", "lawmaker", "activist"})


def _body_fits(lemma: str, entity: Entity) -> bool:
    """A ministry is no party: where the name has the noun, or the noun is general."""
    names = " ".join([entity.actor.name, *entity.names]).lower()
    return lemma in names or lemma in {"alliance", "bloc", "organization", "organisation", "group", "agency", "body", "institution", "bloc", "company", "firm"}


def _candidates(resolver: Resolver, s: Sentence, head: int) -> Iterator[Entity]:
    """Entities a pronoun may stand for, best first."""
    seen: set[str] = set()
    memory = resolver.memory
    above = list(_clauses_above(s, head))
    if s.deps[head] != "nmod:poss":
        # "US urged X to withdraw after it ...": a subject that is said comes before one that is understood.
        above.sort(key=lambda verb: s.kid(verb, "nsubj", "nsubj:pass") is None or s.infinitive(verb))
    for verb in above:
        for subject in subjects(s, verb):
            if subject == head or s.upos[subject] == "PRON" or head in _below(s, subject):
                continue
            for mention in resolver.actors(s, subject, 2):
                entity = memory.get(mention.actor.id)
                if entity is not None and entity.actor.id not in seen:
                    seen.add(entity.actor.id)
                    yield entity
    recent = memory.recent(s.index, PRONOUN_REACH)
    here = [e for e in recent if e.sentence == s.index and e.word < head]
    before = [e for e in recent if e.sentence < s.index]
    # Parallel roles first: "X spoke with Y. He spoke with Z, too."
    verb = s.lemmas[s.heads[head]]
    before.sort(
        key=lambda e: (
            -e.sentence,
            not (e.subject and e.verb == verb),
            not e.subject,
            e.word if e.subject else -e.word,
        )
    )
    for entity in [*here, *before]:
        if entity.actor.id not in seen and not _coargument(s, head, entity):
            seen.add(entity.actor.id)
            yield entity


def _coargument(s: Sentence, head: int, entity: Entity) -> bool:
    """"X attacked it": not X. An object pronoun is never its own verb's other argument."""
    if entity.sentence != s.index or s.deps[head] == "nmod:poss" or not 0 <= entity.word < len(s):
        return False
    return s.heads[entity.word] == s.heads[head]


def _clauses_above(s: Sentence, head: int) -> Iterator[int]:
    """Predicates above a pronoun; its own only for a possessive ("withdraw its troops")."""
    word = head
    own = s.deps[head] == "nmod:poss"
    for _ in range(12):
        parent = s.heads[word]
        if parent == word:
            return
        word = parent
        if s.upos[word] in {"VERB", "AUX"} or s.kid(word, "cop", "nsubj") is not None:
            if own:
                yield word
            own = True


def _below(s: Sentence, at: int) -> set[int]:
    return set(s.subtree(at))


def _is_own_subject(resolver: Resolver, s: Sentence, head: int, entity: Entity) -> bool:
    """Whether the entity is the subject of the clause in which the phrase is no subject."""
    if s.deps[head] in {"nsubj", "nsubj:pass"}:
        return False
    verb = s.heads[head]
    return any(
        mention.actor.id == entity.actor.id
        for subject in subjects(s, verb)
        if subject != head and s.upos[subject] == "PROPN"
        for mention in resolver.actors(s, subject, 2)
    )


def parties(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """"this conflict", "the dispute": its two parties, where the phrase itself names none."""
    if s.lemmas[head] not in CONFLICTS or not any(
        s.lower[child] in DEMONSTRATIVE for child in s.kids(head, "det")
    ):
        return ()
    return _pair(resolver, s, head)


CONFLICTS = frozenset("conflict war dispute crisis fighting standoff tension row feud hostility".split())


def _fits(word: str):  # type: ignore[no-untyped-def]
    """The agreement test of a pronoun, or None for a word that is none of them."""
    if word in HE:
        return lambda e: e.actor.kind == "person" and e.gender != "f" and not e.plural
    if word in SHE:
        return lambda e: e.actor.kind == "person" and e.gender != "m" and not e.plural
    if word in IT:
        return lambda e: e.actor.kind in BODIES and e.actor.named and not (e.plural and e.actor.kind != "group")
    if word in THEY:
        return lambda e: e.plural or e.actor.kind in {"group", "military"}
    return None


def _pleonastic(s: Sentence, head: int) -> bool:
    """"it is likely that ...": stands for no one."""
    verb = s.heads[head]
    if s.deps[head] == "expl":
        return True
    return s.deps[head] == "nsubj" and s.upos[verb] in {"ADJ"} and s.kid(verb, "csubj", "ccomp", "advcl") is not None


def _pair(resolver: Resolver, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The last two countries (else bodies) met: "both parties", "the two countries"."""
    recent = [
        e
        for e in resolver.memory.recent(s.index, PHRASE_REACH)
        if (e.sentence, e.word) < (s.index, head)
    ]
    verbs = [s.heads[head], *_clauses_above(s, head)]
    own = {m.actor.id for verb in verbs for sub in subjects(s, verb) if s.upos[sub] == "PROPN" for m in resolver.actors(s, sub, 2)}
    for kinds in ({"country"}, BODIES):
        found = [e.actor.id for e in recent if e.actor.kind in kinds and e.actor.id not in own and e.actor.named]
        if len(found) >= 2:
            return tuple(
                replace(_mention(s, head, resolver, actor_id), via="pair")
                for actor_id in sorted(found[:2])
            )
    return ()


def _has(s: Sentence, head: int, words: set[str]) -> bool:
    return any(s.lower[child] in words for child in s.children[head])


def _has_adjective(s: Sentence, head: int) -> bool:
    return any(s.deps[child] in {"amod", "compound"} for child in s.children[head])


def _here(s: Sentence, head: int, mention: Mention) -> Mention:
    from .mentions import Mention

    first, end = s.phrase(head)
    return Mention(mention.actor, head, first, end, "pronoun")


def _mention(s: Sentence, head: int, resolver: Resolver, actor_id: str) -> Mention:
    from .mentions import Mention

    entity = resolver.memory.get(actor_id)
    assert entity is not None
    first, end = s.phrase(head)
    via = "pronoun" if s.upos[head] == "PRON" else "phrase"
    return Mention(entity.actor, head, first, end, via)
