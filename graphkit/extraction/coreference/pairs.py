"""Two actors by one phrase: "both parties", "the two ministers", "this conflict"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions.discourse import Discourse
from graphkit.extraction.mentions.memory import PHRASE_REACH, PRONOUN_REACH
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor

from .antecedents import BODIES, clauses_above, named_subject, refer

DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those"})
BOTH = frozenset({"two", "both"})


def two_people(resolver: Discourse, s: Sentence, head: int, lemma: str) -> tuple[Mention, ...]:
    """The two people of an office last named together, or the only two: "the two ministers"."""
    noun = resolver.book.noun(lemma)
    if noun is None or noun.kind != "person":
        return ()
    general = lemma in words().general_people or lemma in words().pair_nouns

    def fits(actor: Actor) -> bool:
        role = (actor.role or "").lower().split()
        return actor.kind == "person" and actor.named and (general or lemma in role)

    return _together(resolver, s, head, fits, PRONOUN_REACH)


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
    """The two countries (else bodies) last named together, or the only two: "both parties"."""
    own = {
        mention.actor.id
        for verb in [s.heads[head], *clauses_above(s, head)]
        for subject in subjects(s, verb)
        for mention in named_subject(resolver, s, subject)
    }
    countries = s.lemmas[head] in words().country_nouns or s.lemmas[head] == "government"
    for kinds in ({"country"},) if countries else ({"country"}, BODIES):

        def fits(actor: Actor, kinds: Container[str] = kinds) -> bool:
            return actor.kind in kinds and actor.named and actor.id not in own

        found = _together(resolver, s, head, fits, PHRASE_REACH)
        if found:
            return found
    return ()


def each_other(resolver: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """Those who do it to "each other": the actors of the subject, else the pair last named."""
    for verb in [s.heads[head], *clauses_above(s, head)]:
        found = [
            mention
            for subject in subjects(s, verb)
            for one in s.conjuncts(subject)
            if s.upos[one] != "PRON"
            for mention in resolver.actors(s, one, 2)
            if mention.actor.named
        ]
        if len(found) > 1:
            return tuple(refer(s, head, mention.actor, "pair") for mention in found)
        if found:
            return ()  # one body: "the parties fight each other"
    return pair(resolver, s, head)


def _together(
    resolver: Discourse, s: Sentence, head: int, fits: Callable[[Actor], bool], reach: int
) -> tuple[Mention, ...]:
    """The two last named together, else the only two that were met; nobody where it is a guess."""
    for joint in reversed(resolver.memory.joint):
        if (joint.sentence, joint.word) >= (s.index, head):
            continue
        if s.index - joint.sentence > reach:
            break
        if all(fits(actor) for actor in joint.actors):
            return _referred(resolver, s, head, joint.actors, "the two last named together")
    met = {
        e.actor.id: e.actor
        for e in resolver.memory.recent(s.index, reach)
        if (e.sentence, e.word) < (s.index, head) and fits(e.actor)
    }
    return _referred(resolver, s, head, met.values(), "the only two met") if len(met) == 2 else ()


def _referred(
    resolver: Discourse, s: Sentence, head: int, found: Iterable[Actor], why: str
) -> tuple[Mention, ...]:
    if resolver.trace is not None:
        resolver.trace.note("reference", head, why)
    both = sorted(found, key=lambda actor: actor.id)
    return tuple(refer(s, head, actor, "pair") for actor in both)


def has(s: Sentence, head: int, among: frozenset[str]) -> bool:
    return any(s.lower[child] in among for child in s.children[head])
