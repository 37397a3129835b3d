"""Events of nouns: "X's accusations against Y", "an incursion by X", "launched an attack on Y"."""

from __future__ import annotations

from dataclasses import replace

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax.frame import Frame
from graphkit.extraction.syntax.frames import frame
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Event, Mention
from graphkit.ontology import Relation, Trigger
from graphkit.ontology.matrix import Matrix

from .arguments import Match, Slots
from .telling import Teller
from .triggers import tried

#: Where a noun has its doer, if its trigger does not say.
SOURCES = ("poss", "nmod:by", "nmod:from", "mod")
#: Where a noun under a light verb may have its other actor when its own slots name none.
FALLBACK = ("nmod:*", "obl:against", "obl:on", "obl:to", "obl:with", "obl:for")


class Nominals:
    """Finds the events of nouns in sentences of one document.

    Args:
        slots: fills the slots of triggers.
        teller: makes the events.
        matrix: lists of light verbs.
    """

    def __init__(self, slots: Slots, teller: Teller, matrix: Matrix) -> None:
        self.slots, self.teller = slots, teller
        self.relations, self.resolver = slots.relations, slots.resolver
        self._light = matrix.words["light_verbs"]
        self._ending = matrix.words["ending_verbs"]
        self._receiving = matrix.words["passive_light"]

    def events(self, s: Sentence, at: int) -> list[Event]:
        """Events of the noun at `at`."""
        # "odds" as a word of its own, whatever its lemma
        triggers = self.relations.nouns.get(s.lemmas[at]) or self.relations.nouns.get(s.lower[at])
        if not triggers or s.deps[at] in {"compound", "amod", "nmod:desc", "flat"}:
            return []
        light = self._light_verb(s, at)
        below = tuple((s.preposition(child), child) for child in s.kids(at, "nmod", "obl"))
        f = Frame(at, False, (), (), (), below, None, _said(s, at))
        for trigger in triggers:
            events = self._told(s, Match(trigger, at, f, (at,), light))
            tried(self.resolver, at, trigger, "told" if events else "actors")
            if events is not None:
                return events
        return []

    def _told(self, s: Sentence, m: Match) -> list[Event] | None:
        """Events of one reading of a noun, or None where its actors are not there."""
        at, light = m.at, m.light
        relation = self.relations.by_name[m.trigger.relation]
        sources = self.slots.fill(s, m, m.trigger.source or SOURCES)
        if "occasion" in relation.flags:
            # "the Geneva meeting with Maduro": where, not who
            sources = [x for x in sources if x.via != "place"]
        path = "noun"
        if light is not None and f"{s.lemmas[light]}_{s.particle(light)}" in self._ending:
            return None  # "is holding up a delivery"
        if light is not None:
            if s.lemmas[light] in self._receiving or s.lemmas[light] == "come":
                return self._received(s, m, light, sources)
            if s.lemmas[light] in self._ending and s.lemmas[light] not in self._light:
                return None
            if not sources and s.deps[at] != "nsubj":
                sources = self.slots.mentions(s, frame(s, light).subjects)
                path = "light"
        elif not sources and s.kid(at, "cop") is not None and s.preposition(at):
            # "has been in contact with", "is at war with"
            sources = self.slots.mentions(s, subjects(s, at))
        elif (
            not sources
            and "occasion" in relation.flags
            and s.deps[at] == "obl"
            and s.preposition(at) in words().occasions
        ):
            # "after a meeting with the chancellor, the king thanked Germany"
            sources = self.slots.mentions(s, subjects(s, s.heads[at]))
        elif not sources and "occasion" in relation.flags and _ones_own(s, at):
            # "Petro said that this meeting with Maduro will focus on trade"
            verb = s.heads[at]
            if s.deps[verb] == "ccomp" and s.deps[at] in {"nsubj", "nsubj:pass"}:
                sources = self.slots.mentions(s, subjects(s, s.heads[verb]))
                m = replace(m, light=verb)
        elif (
            not sources
            and "official" in relation.flags
            and s.deps[at] == "obj"
            and s.lemmas[s.heads[at]] in words().upholding
        ):
            # "Ankara defended the expulsion of diplomats from Norway"
            sources = self.slots.mentions(s, subjects(s, s.heads[at]))
        elif not sources and s.deps[at] == "obl" and _backing(s, at, "in"):
            # "conducted a strike in support of the Iraqi forces"
            sources = self.slots.mentions(s, subjects(s, s.heads[at]))
        if sources and s.deps[at] in {"obl", "nmod"} and _backing(s, at, "with"):
            # "with support from Ahtisaari, Griffiths leads the talks"
            verb = s.heads[at]
            while s.upos[verb] != "VERB" and s.heads[verb] != verb:
                verb = s.heads[verb]
            taken = tuple(mention.actor.id for mention in sources)
            backed = self.slots.mentions(s, subjects(s, verb), taken)
            if backed:
                m = replace(m, light=verb)
                return self.teller.tell(s, m, sources, backed, path, "backed")
        if not sources and "walkout" in relation.flags and s.preposition(at) == "in":
            # "blocked the tracks in protest at the new timetable"
            verb = s.heads[s.heads[at]] if s.deps[at] == "nmod" else s.heads[at]
            sources = self.slots.mentions(s, subjects(s, verb))
            m = replace(m, light=verb)
        if not sources and not relation.symmetric:
            between = self.slots.fill(s, m, ("nmod:between",))
            if len(between) > 1:
                # "the rivalry between India and Pakistan"
                return self.teller.tell(s, m, between[:1], between[1:], path, "nmod:between")
        if not sources:
            return None
        taken = tuple(mention.actor.id for mention in sources)
        targets, slot = self._targets(s, m, relation, taken)
        if not targets and relation.symmetric and len(sources) > 1:
            return self.teller.pairs(s, m, sources)
        if not targets and len(sources) > 1 and self.slots.fill(s, m, ("nmod:between",)):
            return self.teller.tell(s, m, sources[:1], sources[1:], path, "nmod:between")
        if not targets and light is not None and "strict" not in relation.flags:
            at_a_place = ("obl:in",) if relation.flags & {"placed", "violent"} == {"placed"} else ()
            targets, slot = self.slots.found(s, m, (*FALLBACK, *at_a_place), taken)
            path = "fallback"
        return self.teller.tell(s, m, sources, targets, path, slot) if targets else None

    def _received(
        self, s: Sentence, m: Match, light: int, sources: list[Mention]
    ) -> list[Event] | None:
        """What is done to the subject: "received aid from Iran", "came under attack by Iran"."""
        f = frame(s, light)
        targets = self.slots.mentions(s, f.subjects)
        if not sources:
            heads = [head for preposition, head in f.obliques if preposition in {"from", "by"}]
            sources = self.slots.mentions(s, heads)
        if not sources or not targets:
            return None
        return self.teller.tell(s, m, sources, targets, "noun", "received")

    def _targets(
        self, s: Sentence, m: Match, relation: Relation, taken: tuple[str, ...]
    ) -> tuple[list[Mention], str]:
        trigger: Trigger = m.trigger
        targets, slot = self.slots.found(s, m, trigger.target or relation.target, taken)
        head = s.heads[m.at]
        if not targets and s.deps[m.at] == "obj" and s.lemmas[head] in words().claim_verbs:
            # "Azerbaijan denied Armenia's accusations": whoever denies is the accused.
            told = self.slots.fill(s, m, ("poss",))
            if all(mention.via != "pronoun" for mention in told):
                targets, slot = self.slots.mentions(s, subjects(s, head), taken), "denier"
        return targets, slot

    def _light_verb(self, s: Sentence, at: int) -> int | None:
        """The light verb whose object (or oblique) the noun is: "came under attack", or None."""
        word, head = at, s.heads[at]
        if s.deps[at] == "conj":
            word, head = head, s.heads[head]
        lemma = s.lemmas[head]
        if (
            head == word
            or s.upos[head] != "VERB"
            or lemma in words().claim_verbs
            or not (
                lemma in self._light
                or lemma in self._receiving
                or lemma in self._ending
                or lemma in words().occurring
            )
        ):
            return None
        if s.deps[word] in {"obj", "nsubj:pass"}:
            return head
        if s.deps[word] == "nsubj" and lemma in words().occurring:
            return head  # "fighting raged between X and Y"
        if s.deps[word] == "obl":
            preposition = s.preposition(word)
            if lemma == "come" and preposition == "under":
                return head
            if lemma in words().engaging and preposition in {"in", "into", "to"}:
                return head
        return None


def _backing(s: Sentence, at: int, preposition: str) -> bool:
    """Whether a noun of support follows a preposition: "in support of", "with backing from"."""
    return s.preposition(at).split(" ")[0] == preposition and s.lemmas[at] in words().backing


def _ones_own(s: Sentence, at: int) -> bool:
    """Whether who speaks has a part in it: "this meeting with X"."""
    return any(s.lower[word] == "this" for word in s.kids(at, "det"))


def _said(s: Sentence, at: int) -> int | None:
    """The clause that tells what a noun holds: "the demand that Turkey withdraw"."""
    for clause in s.kids(at, "acl", "ccomp"):
        marks = {s.lower[mark] for mark in s.kids(clause, "mark")}
        if "that" in marks and s.kid(clause, "nsubj", "nsubj:pass") is not None:
            return clause
    return None
