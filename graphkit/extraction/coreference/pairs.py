"""Two actors by one phrase: "both parties", "the two ministers", "this conflict"."""

from __future__ import annotations

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions.discourse import Discourse
from graphkit.extraction.mentions.memory import PHRASE_REACH, PRONOUN_REACH
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Mention

from .antecedents import BODIES, clauses_above, named_subject, refer

DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those"})
BOTH = frozenset({"two", "both"})


def two_people(resolver: Discourse, s: Sentence, head: int, lemma: str) -> tuple[Mention, ...]:
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
    return tuple(refer(s, head, actor, "pair") for actor in both)


def parties(resolver: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
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
    return pair(resolver, s, head)


def pair(resolver: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The last two countries (else bodies) met: "both parties", "the two countries"."""
    recent = [
        e
        for e in resolver.memory.recent(s.index, PHRASE_REACH)
        if (e.sentence, e.word) < (s.index, head)
    ]
    own = {
        mention.actor.id
        for verb in [s.heads[head], *clauses_above(s, head)]
        for subject in subjects(s, verb)
        for mention in named_subject(resolver, s, subject)
    }
    countries = s.lemmas[head] in words().country_nouns or s.lemmas[head] == "government"
    for kinds in ({"country"},) if countries else ({"country"}, BODIES):
        found = [
            e.actor
            for e in recent
            if e.actor.kind in kinds and e.actor.id not in own and e.actor.named
        ]
        if len(found) >= 2:
            if resolver.trace is not None:
                resolver.trace.note("reference", head, "the last two met")
            both = sorted(found[:2], key=lambda actor: actor.id)
            return tuple(refer(s, head, actor, "pair") for actor in both)
    return ()


def has(s: Sentence, head: int, among: frozenset[str]) -> bool:
    return any(s.lower[child] in among for child in s.children[head])
