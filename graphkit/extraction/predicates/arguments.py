"""The slots of a trigger filled with actors: where on the tree each looks, and in what order.

Slots are named as in `ontology/relations.yaml`: "subj", "obj", "iobj", "obl:with", "nmod:of",
"poss", "mod", "xcomp", "ccomp", "ccomp:obj"; "*" stands for any preposition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions.possessors import by_participle
from graphkit.extraction.syntax.frame import Frame
from graphkit.extraction.syntax.frames import frame, is_time
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import PREMODIFIERS, PRONOUNS, Sentence
from graphkit.extraction.values import Mention
from graphkit.ontology import Relations, Trigger
from graphkit.ontology.matrix import Matrix

from .triggers import holds, obliques

#: Where an event may have its other actor when its own slots name none, in order.
FALLBACK = (
    *("obj", "iobj", "obl:against", "obl:with", "obl:to", "obl:from", "obl:on"),
    *("obl:for", "obl:into", "obl:over"),
)
#: The same for what is done to whoever is at a place: "attacked a town in Syria".
FALLBACK_AT_A_PLACE = (*FALLBACK, "nmod:*", "obl:in", "obl:at")
#: How a noun says to whom it is, also after it said by whom.
_ADDRESSED = frozenset({"for", "to", "against", "on", "at"})
#: Infinitives inside one another: "agreed to try to help to end ...".
_DEPTH = 4
_NO_TRIGGER = Trigger("", "verbs", "", (), ())


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger whose conditions hold, and where its slots look.

    Attributes:
        trigger: the trigger.
        at: its word.
        frame: arguments of that word.
        objects: nouns whose own dependents the slots "nmod", "poss" and "mod" look at.
        light: the light verb that carries a nominal predicate, or None.
    """

    trigger: Trigger
    at: int
    frame: Frame
    objects: tuple[int, ...]
    light: int | None = None


class Slots:
    """Fills slots in sentences of one document.

    Args:
        relations, matrix: the ontology.
        resolver: the actors of the document.
    """

    def __init__(self, relations: Relations, matrix: Matrix, resolver: Resolver) -> None:
        self.relations, self.matrix, self.resolver = relations, matrix, resolver

    def fill(
        self, s: Sentence, m: Match, slots: Iterable[str], taken: tuple[str, ...] = ()
    ) -> list[Mention]:
        """Actors of the first slot that has any; see `found`."""
        return self.found(s, m, slots, taken)[0]

    def found(
        self, s: Sentence, m: Match, slots: Iterable[str], taken: tuple[str, ...] = ()
    ) -> tuple[list[Mention], str]:
        """Actors of the first slot that has any, and that slot.

        Args:
            s: the sentence.
            m: the matched trigger.
            slots: names of slots, best first.
            taken: ids of actors that fill another slot already.
        """
        for slot in slots:
            found = self._slot(s, m, slot, taken)
            if found:
                if (trace := self.resolver.trace) is not None:
                    names = ", ".join(mention.actor.name for mention in found)
                    trace.note("slot", m.at, f"{slot}: {names}", outcome=slot, place="")
                return found, slot
        return [], ""

    def mentions(
        self, s: Sentence, heads: Iterable[int], taken: tuple[str, ...] = ()
    ) -> list[Mention]:
        """Actors of phrases, coordination unfolded, without those taken and without doubles."""
        found: dict[str, Mention] = {}
        for head in heads:
            for word in s.conjuncts(head):
                if is_time(s, word) or self._of_another(s, word, found):
                    continue
                for mention in self.resolver.actors(s, word):
                    if mention.actor.id not in taken:
                        found.setdefault(mention.actor.id, mention)
        return list(found.values())

    def _of_another(self, s: Sentence, word: int, found: dict[str, Mention]) -> bool:
        """Whether a conjunct only adds whose who stands before it: "NATO and its leaders"."""
        return any(
            owner.actor.id in found
            for child in s.kids(word, "nmod:poss")
            if s.deps[word] == "conj" and s.deps[s.heads[word]] != "nsubj"
            if s.lower[child] in PRONOUNS
            for owner in self.resolver.actors(s, child)
        )

    def _slot(self, s: Sentence, m: Match, slot: str, taken: tuple[str, ...]) -> list[Mention]:
        kind, _, preposition = slot.partition(":")
        if kind == "mod":
            return [
                mention
                for noun in m.objects
                for mention in self._before(s, noun)
                if mention.actor.id not in taken
            ]
        if kind == "xcomp":
            return self._of_infinitive(s, m.frame, taken)
        return self.mentions(s, self._heads(s, m, kind, preposition), taken)

    def _before(self, s: Sentence, noun: int) -> list[Mention]:
        """Actors named before a noun: "the Israeli strikes", "a Saudi-led air raid"."""
        found = [
            mention
            for child in s.children[noun]
            if child < noun and s.deps[child] in PREMODIFIERS
            for mention in self.resolver.modifier(s, child)
        ]
        if not found and (leader := by_participle(self.resolver, s, noun)) is not None:
            found.append(leader)
        return found

    def _heads(self, s: Sentence, m: Match, kind: str, preposition: str) -> list[int]:
        """Heads of the phrases that a slot looks at. "conj" has none: see `Predicates`."""
        f = m.frame
        if kind == "subj":
            return list(f.subjects)
        if kind == "obj":
            return list(f.objects)
        if kind == "iobj":
            return list(f.indirect)
        if kind == "obl":
            found = [
                head
                for given, head in obliques(s, f)
                if preposition in {"*", given, given.split(" ")[0]}
                # "with the help of Russia": by what, not with whom
                and not (given == "with" and s.lemmas[head] in words().instruments)
            ]
            return found + self._of_light_verb(s, m, preposition)
        if kind == "nmod":
            found = [
                child
                for noun in m.objects
                for word in s.conjuncts(noun)
                for child in (*s.kids(word, "nmod"), *_laid(s, word), *_wanted(s, word))
                # "the talks with support from X" are not with X
                if not (preposition == "with" and s.lemmas[child] in words().instruments)
                if preposition in {"*", s.preposition(child)}
                or (preposition == "for" and s.deps[child] == "nsubj")
            ]
            if not found:
                # "the pullout of its troops from Lebanon", "the sale of jets to Turkey"
                found = [
                    inner
                    for noun in m.objects
                    for child in s.kids(noun, "nmod")
                    if (prep := s.preposition(child)) == "of"
                    or (prep, preposition) == ("on", "for")
                    or (preposition == "against" and prep in {"with", "in", "at", "before"})
                    # "calls from farmers for the EU to act", "a strike by miners against X"
                    or (prep in {"by", "from"} and preposition in _ADDRESSED)
                    for inner in s.kids(child, "nmod")
                    if s.preposition(inner) == preposition and preposition not in {"of", "*"}
                ]
            if m.objects == (m.at,):
                # "meeting of Kim Jong-un with Donald Trump", the second hung on the first
                found += [
                    inner
                    for child in s.kids(m.at, "nmod")
                    if s.upos[child] == "PROPN"
                    for inner in s.kids(child, "nmod")
                    if s.preposition(inner) == preposition
                ]
            return found if preposition == "of" else found + self._of_light_verb(s, m, preposition)
        if kind == "poss":
            return [child for noun in m.objects for child in s.kids(noun, "nmod:poss")]
        if kind == "ccomp" and f.ccomp is not None:
            return list(frame(s, f.ccomp).objects if preposition == "obj" else subjects(s, f.ccomp))
        return []

    def _of_light_verb(self, s: Sentence, m: Match, preposition: str) -> list[int]:
        """Obliques of the light verb: "launched an attack on Y" hangs "on Y" on either word."""
        if m.light is None:
            return []
        return [head for given, head in frame(s, m.light).obliques if given == preposition]

    def _of_infinitive(self, s: Sentence, f: Frame, taken: tuple[str, ...]) -> list[Mention]:
        """Whom the infinitive is about: by its own trigger, else its object or oblique."""
        start = _infinitive(s, f)
        for _ in range(_DEPTH):
            if start is None:
                return []
            inner = frame(s, start)
            verb = s.upos[start] in {"VERB", "AUX"}
            table = self.relations.verbs if verb else self.relations.adjectives
            asked = False
            for trigger in table.get(s.lemmas[start], ()):
                if holds(s, trigger, inner, self.resolver, self.matrix):
                    m = Match(trigger, start, inner, inner.objects)
                    sends = "sending" in self.relations.by_name[trigger.relation].flags
                    asked = asked or (bool(trigger.obj) and sends)
                    found = self.fill(s, m, trigger.target, taken)
                    if found:
                        return found
            m = Match(_NO_TRIGGER, start, inner, inner.objects)
            # "refused to send troops" refuses the troops nothing
            slots = FALLBACK[1:] if asked else FALLBACK
            found = self.fill(s, m, slots, taken)
            if found:
                return found
            start = inner.xcomp
        return []


def _laid(s: Sentence, noun: int) -> list[int]:
    """Whom a participle or relative clause puts a noun upon: "sanctions (it has) imposed on X"."""
    return [
        child
        for clause in s.kids(noun, "acl", "acl:relcl")
        if s.xpos[clause] == "VBN" and s.lemmas[clause] in words().laying
        for child in s.kids(clause, "obl")
    ]


def _wanted(s: Sentence, noun: int) -> list[int]:
    """Who is to act, by a noun's clause: "calls for the Commission to cap imports"."""
    return [
        subject
        for clause in s.kids(noun, "acl")
        if any(s.lower[mark] == "for" for mark in s.kids(clause, "mark"))
        for subject in s.kids(clause, "nsubj")
    ]


def _infinitive(s: Sentence, f: Frame) -> int | None:
    """The infinitive of a predicate, however it hangs: "urged to go", "made an offer to go"."""
    if f.xcomp is not None:
        return f.xcomp
    found = [c for c in s.kids(f.at, "ccomp", "advcl") if s.infinitive(c)][:1]
    if not found:
        for noun in f.objects:
            found = [c for c in s.kids(noun, "acl") if s.infinitive(c)][:1] or found
    return found[0] if found else None
