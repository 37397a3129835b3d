"""Events of verbs and predicate adjectives: "X urged Y to withdraw", "X is angry at Y"."""

from __future__ import annotations

from dataclasses import replace

from graphkit.extraction.coreference import pairs
from graphkit.extraction.factuality.attribution import declared
from graphkit.extraction.factuality.governors import governors
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax.frame import Frame
from graphkit.extraction.syntax.frames import frame
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import STANDING, Event, Mention
from graphkit.model import Actor
from graphkit.ontology import Relation, Trigger

from .arguments import FALLBACK, FALLBACK_AT_A_PLACE, Match, Slots
from .telling import Teller
from .triggers import hung_on_objects, measured, tried, unmet

#: Accused actors remembered, for "denied the allegations"; the earliest are forgotten.
CAPACITY = 400
#: What governs a deed that is announced, see `ontology/matrix.yaml`.
_ANNOUNCING = frozenset({"planned", "promise", "refuse", "threat"})
#: Relations of words that stand in front of another and are no predicate.
_FUNCTIONS = frozenset({"aux", "aux:pass", "cop", "case", "mark", "fixed"})


class Predicates:
    """Finds the events of verbs and adjectives in sentences of one document.

    Args:
        slots: fills the slots of triggers.
        teller: makes the events.
    """

    def __init__(self, slots: Slots, teller: Teller) -> None:
        self.slots, self.teller = slots, teller
        self.relations, self.resolver = slots.relations, slots.resolver
        self._accused: dict[str, tuple[Actor, str | None]] = {}

    def events(self, s: Sentence, at: int) -> tuple[list[Event], set[int]]:
        """Events of the word at `at`, and the nouns that they are told with."""
        table = self.relations.verbs if _is_verb(s, at) else self.relations.adjectives
        triggers = table.get(s.lemmas[at])
        if triggers is None and s.xpos[at] not in {"VBD", "VBN"}:
            triggers = table.get(s.lower[at])  # but "wound up" wounds nobody
        if not triggers or not _predicates(s, at):
            return [], set()
        f = frame(s, at)
        particle, phrasal = s.particle(at), False
        for trigger in triggers:
            if phrasal and not trigger.prt:
                tried(self.resolver, at, trigger, "prt")
                continue  # "called up reservists" calls nobody
            missing = unmet(s, trigger, f, self.resolver, self.slots.matrix)
            if not missing:
                of_objects = tuple(inner for noun in f.objects for inner in measured(s, noun))
                asked_for = _asked_for(f, trigger, s)
                match = Match(trigger, at, f, f.objects + of_objects + asked_for)
                events = self._told(s, match)
                if events:
                    tried(self.resolver, at, trigger, "told")
                    return events, _nouns(s, match, self.relations.by_name[trigger.relation])
                missing = "actors"
                phrasal = phrasal or (particle != "" and particle in trigger.prt)
            tried(self.resolver, at, trigger, missing)
        return [], set()

    def remember(self, events: list[Event]) -> None:
        """Note who accuses whom, for a denial later in the document."""
        for event in events:
            if "accusing" in self.relations.flags_of(event.relation):
                self._accused.pop(event.target.actor.id, None)
                accused = event.target.actor
                self._accused[accused.id] = (event.source.actor, accused.country)
                if len(self._accused) > CAPACITY:
                    del self._accused[next(iter(self._accused))]

    def _told(self, s: Sentence, m: Match) -> list[Event]:
        """Events of a matched predicate: its sources, then its targets, wherever they stand."""
        relation = self.relations.by_name[m.trigger.relation]
        # "two Turkish soldiers were killed in an attack": an attack is somebody's, not the soldiers
        asked_for = _asked_for(m.frame, m.trigger, s)
        doers = replace(m, objects=asked_for) if asked_for and m.trigger.source else m
        sources = self.slots.fill(s, doers, m.trigger.source or ("subj",))
        path = "slot"
        if not sources:
            sources, path = self._authorities(s, m.frame, relation), "place"
        if not sources and self.resolver.memory.clause and s.xpos[m.at] in {"VBZ", "NNS"}:
            # "1. Condemns Rwanda": the body at the head of the resolution does
            body = self.resolver.memory.body
            if body is not None and s.kid(m.at, "nsubj", "nsubj:pass") is None:
                sources, path = [Mention(body, m.at, m.at, m.at + 1, "phrase")], "slot"
        if not sources:
            return []
        sources = declared(s, m.at, sources, self.resolver, self.slots.matrix)
        taken = tuple(mention.actor.id for mention in sources)
        targets, slot = self.slots.found(s, m, m.trigger.target or relation.target, taken)
        if not targets and relation.symmetric and len(sources) > 1:
            return self.teller.pairs(s, m, sources)
        if not targets and len(sources) > 1 and _reciprocal(s, m.frame):
            return [
                event
                for source in sources
                for event in self.teller.tell(
                    s, m, [source], [x for x in sources if x is not source], path, "each-other"
                )
            ]
        if not targets and "one-sided" not in relation.flags and "conj" in m.trigger.target:
            # "Taipei and Honduras restored diplomatic relations", "rebels and the army traded fire"
            return self.teller.tell(s, m, sources[:1], sources[1:], path, "conj")
        if not targets and "mediating" in relation.flags:
            targets, slot = self._parties(s, m, taken), "parties"
        if "denying" in relation.flags:
            targets = [x for x in targets if not _own_side(s, m.frame, x, sources)]
            if not targets:
                targets, slot = self._accuser(s, m.frame, sources), "accuser"
        if not targets and _may_fall_back(m, relation):
            slots = FALLBACK_AT_A_PLACE if "placed" in relation.flags else FALLBACK
            # An object that the trigger itself asks for ("moved troops") is not whom it is done to.
            left = [slot for slot in slots if not (m.trigger.obj and slot == "obj")]
            if relation.side == "cooperative":
                left = [slot for slot in left if slot != "obl:against"]  # "defend it against X"
            targets, slot = self.slots.found(s, m, left, taken)
            if slot == "obl:on" and m.frame.objects:
                # "favor peace on Romania's terms": on what terms, not whom
                targets = [x for x in targets if x.via not in STANDING]
            path = "fallback"
        if not targets and relation.kind == "event" and "strict" not in relation.flags:
            path = "fallback"
            targets, slot = self._made_to(s, m.at, relation, taken), "moved"
            if not targets and "walkout" in relation.flags:
                targets, slot = self._employers(s, m.frame, taken), "employer"
            if not targets and "sayable" in relation.flags:
                targets, slot = self._spoken_to(s, m.at, taken), "addressee"
        return self.teller.tell(s, m, sources, targets, path, slot) if targets else []

    def _made_to(
        self, s: Sentence, at: int, relation: Relation, taken: tuple[str, ...]
    ) -> list[Mention]:
        """Whom an announced deed is to move: "will strike unless the government pays more"."""
        announced = any(g.cls in _ANNOUNCING for g in governors(s, at, self.slots.matrix))
        if not announced and "moving" not in relation.flags:
            return []
        heads = [
            head
            for clause in s.kids(at, "advcl")
            if any(s.lower[c] in {"unless", "until", "if"} for c in s.kids(clause, "mark"))
            for head in subjects(s, clause)
        ]
        return [x for x in self.slots.mentions(s, heads, taken) if x.via != "pronoun"]

    def _employers(self, s: Sentence, f: Frame, taken: tuple[str, ...]) -> list[Mention]:
        """Whose workers stop work: "workers at the Foxconn plant have walked off the job"."""
        heads = [
            child
            for noun in f.subjects
            for child in s.kids(noun, "nmod")
            if s.preposition(child) in {"at", "of", "from"}
        ]
        return self.slots.mentions(s, heads, taken)

    def _spoken_to(self, s: Sentence, at: int, taken: tuple[str, ...]) -> list[Mention]:
        """To whom it is said: "called the king to apologize", "wrote to him to express support"."""
        verb = s.heads[at]
        if not s.infinitive(at) or s.lemmas[verb] not in words().addressing or s.passive(verb):
            return []
        f = frame(s, verb)
        heads = [*f.objects, *(head for preposition, head in f.obliques if preposition == "to")]
        return [x for x in self.slots.mentions(s, heads, taken) if x.via not in STANDING]

    def _authorities(self, s: Sentence, f: Frame, relation: Relation) -> list[Mention]:
        """Who rules where it was done: "was arrested in Rwanda", "was expelled from Iran"."""
        if not f.passive or "official" not in relation.flags:
            return []
        heads = [head for preposition, head in f.obliques if preposition in {"in", "from"}]
        return [x for x in self.slots.mentions(s, heads) if x.actor.kind == "country"]

    def _parties(self, s: Sentence, m: Match, taken: tuple[str, ...]) -> list[Mention]:
        """Between whom one mediates: "to settle the conflict"; "X and Y signed a truce brokered by"
        tells it of X and Y.
        """
        f = m.frame
        found = [
            mention
            for noun in f.objects
            for mention in pairs.parties(self.resolver, s, noun)
            if mention.actor.id not in taken
        ]
        if found or s.deps[f.at] != "acl" or m.trigger.obj:
            return found
        above = s.heads[s.heads[f.at]]
        return self.slots.mentions(s, subjects(s, above), taken) if _is_verb(s, above) else []

    def _accuser(self, s: Sentence, f: Frame, sources: list[Mention]) -> list[Mention]:
        """Who has accused the denier, or his side, before: "denied the allegations"."""
        told = f.objects[0] if f.objects else f.ccomp or f.xcomp
        if told is None:
            return []
        for source in sources:
            own = self._accused.get(source.actor.id)
            side = [
                accuser
                for accuser, country in reversed(self._accused.values())
                if country is not None and country == source.actor.country
            ]
            for accuser in [own[0]] if own is not None else side:
                if accuser.id != source.actor.id:
                    first, end = s.phrase(told)
                    return [Mention(accuser, told, first, end, "stands-for")]
        return []


def _reciprocal(s: Sentence, f: Frame) -> bool:
    """Whether it is done to "each other"."""
    heads = (*f.objects, *(head for _, head in f.obliques))
    return any(s.lower[head] in {"other", "another", "each"} for head in heads)


def _own_side(s: Sentence, f: Frame, target: Mention, sources: list[Mention]) -> bool:
    """Whether a denier's "it", or those of his own side that the denied clause is about: "denied
    that his fighters took part", but not "denied his country's accusations".
    """
    about = f.ccomp is not None and target.head in subjects(s, f.ccomp)
    own = any(target.actor.id == source.actor.id for source in sources)
    return (target.via == "pronoun" and (about or own)) or any(
        target.actor.id.startswith(f"{source.actor.id}-")
        or (
            about
            and target.actor.country is not None
            and target.actor.country == source.actor.country
        )
        for source in sources
    )


def _is_verb(s: Sentence, at: int) -> bool:
    return s.upos[at] in {"VERB", "AUX"}


def _predicates(s: Sentence, at: int) -> bool:
    """Whether a verb or adjective says something of somebody."""
    dep = s.deps[at]
    if not _is_verb(s, at):
        # "an angry man", but "a report critical of Iran"
        return dep != "amod" or (at > s.heads[at] and s.kid(at, "obl") is not None)
    if dep == "amod":
        # "the besieged town", but "forces attacking Iran" and "towns held by rebels"
        return s.kid(at, "obl", "obl:agent", "obj") is not None
    return dep not in _FUNCTIONS


def _asked_for(f: Frame, t: Trigger, s: Sentence) -> tuple[int, ...]:
    """Nouns of obliques that the trigger asks for: "took part in talks with X"."""
    return tuple(
        head
        for preposition, lemmas in t.obl
        for given, head in (*f.obliques, *hung_on_objects(s, f))
        if given == preposition
        and (s.lemmas[head] in lemmas or s.lower[head] in lemmas)
        and head not in f.objects
    )


def _may_fall_back(m: Match, relation: Relation) -> bool:
    return (
        "strict" not in relation.flags
        and relation.kind == "event"
        and not any(slot.startswith("ccomp") for slot in m.trigger.target)
    )


def _nouns(s: Sentence, m: Match, relation: Relation) -> set[int]:
    """Nouns that the trigger asks for: they tell no event of their own ("launched an attack")."""
    found: set[int] = set()
    t = m.trigger
    if "denying" not in relation.flags:
        for noun in m.frame.objects:
            found.update(word for word in s.conjuncts(noun) if s.lemmas[word] in t.obj)
    found.update(_asked_for(m.frame, t, s))
    return found
