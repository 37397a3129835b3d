"""Whom a word may refer to: subjects of the clauses above it first, then who was met last.

Hobbs (1978), and the salience of Lappin and Leass (1994), on UD trees.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extraction.mentions.discourse import Discourse
from graphkit.extraction.mentions.memory import PRONOUN_REACH, Entity
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import STANDING, Mention
from graphkit.model import Actor

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
BODIES = frozenset({"country", "organization", "government", "military", "group"})
#: Words up to which a pronoun looks for the clauses above it.
_REACH = 12


def candidates(resolver: Discourse, s: Sentence, head: int) -> Iterator[tuple[Entity, bool]]:
    """Entities a pronoun may stand for, best first; whether each is a subject above it."""
    seen: set[str] = set()
    memory = resolver.memory
    above = list(clauses_above(s, head))
    owned = s.heads[head]
    if s.deps[head] == "nmod:poss" and s.deps[owned] == "conj":
        # "slammed the organization and its leaders": whose they are stands beside them
        for mention in resolver.actors(s, s.heads[owned], 2):
            entity = memory.get(mention.actor.id)
            if entity is not None and mention.via not in STANDING:
                seen.add(entity.actor.id)
                yield entity, True
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


def clauses_above(s: Sentence, head: int) -> Iterator[int]:
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


def named_subject(resolver: Discourse, s: Sentence, subject: int) -> tuple[Mention, ...]:
    """Actors of a subject that is a proper noun: what only refers would lead back here."""
    return resolver.actors(s, subject, 2) if s.upos[subject] == "PROPN" else ()


def refer(s: Sentence, head: int, actor: Actor, via: str = "") -> Mention:
    first, end = s.phrase(head)
    return Mention(
        actor, head, first, end, via or ("pronoun" if s.upos[head] == "PRON" else "phrase")
    )
