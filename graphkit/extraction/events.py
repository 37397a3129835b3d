"""Trigger words to events: conditions checked on the frame, slots filled with actors, governors applied.

The triggers are data (`ontology/relations.yaml`); this module knows what their conditions and
slots mean on a UD tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphkit.model import Actor
from graphkit.ontology import Relation, Relations, Trigger
from graphkit.ontology.matrix import Matrix

from . import coreference
from .claims import Governor, Status, governors, negated, status
from .frames import Frame, frame, is_time, subjects
from .mentions import Mention, Resolver
from .tree import Sentence

#: Where an event may have its other actor when its own slots name none, in order.
FALLBACK = ("obj", "iobj", "obl:against", "obl:with", "obl:to", "obl:from", "obl:on", "obl:for", "obl:into", "obl:over", "nmod:*", "obl:in", "obl:at")
#: The last slots of it name a place: only what is done to whoever is there may look at them.
PLACES = 3
AT_A_PLACE = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "RETREAT", "CONCEDE", "AID", "MOBILIZE"})
#: Relations that need their own slots: a fallback target would be nonsense.
STRICT = frozenset({"states", "meets", "speaks-with", "visits", "hosts", "agrees-with", "consults", "controls", "leads", "represents", "member-of", "part-of", "borders", "has-ties-with", "allies-with", "denies"})
#: Nouns that only measure what follows "of".
PARTITIVES = frozenset(
    "series number round kind lot wave dozen pair set million billion ton tonne batch team group string "
    "range host hundred thousand score barrage type sort piece $ € £".split()
)
#: Done by saying that one wants to.
PERFORMED = frozenset({"praises", "apologizes-to", "criticizes"})
#: PLOVER types that only authorities can do; violence in a place tells nothing about who did it.
BY_THE_STATE = frozenset({"COERCE", "SANCTION"})
CLAIM_VERBS = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "dispute"})


@dataclass(frozen=True, slots=True)
class Event:
    """A relation between two mentions, with how it is meant.

    Attributes:
        trigger: index of the word that carries it; `words` all words that do.
        relation: name. cameo, plover, goldstein: its codes.
        source, target: the mentions.
        negated, modality, claimant: see `claims.Status`.
        path: how its ends were found ("slot", "fallback", "noun", "state", "open"), for the confidence.
    """

    trigger: int
    words: tuple[int, ...]
    relation: str
    cameo: str | None
    plover: str | None
    goldstein: float | None
    source: Mention
    target: Mention
    negated: bool
    modality: str
    claimant: Actor | None
    path: str


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger whose conditions hold, with the slots that it reads its actors from."""

    trigger: Trigger
    at: int
    frame: Frame
    objects: tuple[int, ...]
    light: int | None = None


class EventFinder:
    """Finds the events of sentences of one document.

    Args:
        relations, matrix: the ontology.
        resolver: the actors of the document.
    """

    def __init__(self, relations: Relations, matrix: Matrix, resolver: Resolver) -> None:
        self.relations, self.matrix, self.resolver = relations, matrix, resolver
        self._accused: dict[str, Actor] = {}
        self._light = matrix.words["light_verbs"]
        self._ending = matrix.words["ending_verbs"]
        self._receiving = matrix.words["passive_light"]

    def events(self, s: Sentence) -> list[Event]:
        """Events of one sentence, in the order of their triggers."""
        found: list[Event] = []
        used: set[int] = set()
        frames: dict[int, Frame] = {}
        for at in range(len(s)):
            if s.upos[at] in {"VERB", "ADJ", "AUX", "ADV"}:
                events = self._of_predicate(s, at, used, frames)
                found.extend(events)
        for at in range(len(s)):
            if s.upos[at] in {"NOUN", "PROPN"} and at not in used and s.names[at] == "O":
                found.extend(self._of_noun(s, at, found))
        found = _without_echoes(s, found, self.matrix)
        for event in found:
            if event.plover == "ACCUSE":
                self._accused[event.target.actor.id] = event.source.actor
        return found

    # -- verbs and predicate adjectives ------------------------------------------------------

    def _of_predicate(
        self, s: Sentence, at: int, used: set[int], frames: dict[int, Frame]
    ) -> list[Event]:
        verb = s.upos[at] in {"VERB", "AUX"}
        table = self.relations.verbs if verb else self.relations.adjectives
        triggers = table.get(s.lemmas[at]) or table.get(s.lower[at])
        if not triggers:
            return []
        if verb and (s.deps[at] in {"aux", "aux:pass", "cop", "case", "mark", "fixed"}):
            return []
        if verb and s.deps[at] == "amod" and s.kid(at, "obl", "obl:agent", "obj") is None:
            return []
        if not verb and s.deps[at] == "amod":
            return []
        f = frame(s, at)
        for trigger in triggers:
            if not self._holds(s, trigger, f):
                continue
            match = Match(trigger, at, f, f.objects)
            events = self._build(s, match)
            if events:
                if trigger.obj and trigger.relation != "denies":
                    used.update(word for o in f.objects for word in s.conjuncts(o) if s.lemmas[word] in trigger.obj)
                for preposition, lemmas in trigger.obl:
                    used.update(h for p, h in f.obliques if p == preposition and s.lemmas[h] in lemmas)
                return events
        return []

    def _holds(self, s: Sentence, t: Trigger, f: Frame) -> bool:
        """Whether all conditions of a trigger hold on a frame."""
        at = f.at
        if t.prt and s.particle(at) not in t.prt:
            return False
        if t.obj and not self._heads_in(s, f.objects, t.obj):
            return False
        if t.subj and not self._heads_in(s, f.subjects, t.subj):
            return False
        if t.xcomp and not any(
            s.lemmas[w] in t.xcomp or s.lower[w] in t.xcomp
            for w in s.kids(at, "xcomp", "advmod", "obj", "obl", "advcl", "ccomp")
        ):
            return False
        if t.comp == "xcomp" and f.xcomp is None and not any(s.infinitive(c) for c in s.kids(at, "ccomp", "advcl")):
            return False
        if t.comp == "ccomp" and f.ccomp is None:
            return False
        if t.comp == "ccomp" and t.relation == "accuses" and f.ccomp is not None and negated(s, f.ccomp, self.matrix):
            return False  # "claimed that Russia did not attack" accuses nobody
        if t.modal:
            clause = f.ccomp if f.ccomp is not None else at
            # "has" as an auxiliary is a tense; "have to" and "need to" are verbs of their own.
            if not any(s.deps[c] == "aux" and s.lower[c] in t.modal - {"have"} for c in s.children[clause]):
                if not (s.lemmas[clause] in t.modal and s.kid(clause, "xcomp") is not None):
                    return False
        if t.obl and not self._obliques_hold(s, t, f):
            return False
        if t.obj_is and not self._is(s, f.objects, t.obj_is):
            return False
        return not (t.subj_is and not self._is(s, f.subjects, t.subj_is))

    def _heads_in(self, s: Sentence, heads: Iterable[int], lemmas: frozenset[str]) -> bool:
        for head in heads:
            for word in s.conjuncts(head):
                if s.lemmas[word] in lemmas or s.lower[word] in lemmas:
                    return True
                if s.lemmas[word] in PARTITIVES and any(
                    s.lemmas[c] in lemmas for c in s.kids(word, "nmod")
                ):
                    return True
        return False

    def _is(self, s: Sentence, heads: Iterable[int], classes: frozenset[str]) -> bool:
        return any(not classes.isdisjoint(self.resolver.classes(s, head)) for head in heads)

    def _obliques_hold(self, s: Sentence, t: Trigger, f: Frame) -> bool:
        with_lemmas = any(lemmas for _, lemmas in t.obl)
        checks = []
        for preposition, lemmas in t.obl:
            heads = [h for p, h in self._obliques(s, f) if p == preposition]
            held = bool(heads) and (not lemmas or self._heads_in(s, heads, lemmas))
            if not held and lemmas and not heads and s.particle(f.at) == preposition:
                held = False
            checks.append(held)
        return any(checks) if with_lemmas else all(checks)

    def _obliques(self, s: Sentence, f: Frame) -> list[tuple[str, int]]:
        """Obliques of the frame; a particle before a bare object counts as a preposition ("call on Iran")."""
        found = list(f.obliques)
        particle = s.particle(f.at)
        if particle:
            found.extend((particle, head) for head in f.objects)
        return found

    def _build(self, s: Sentence, m: Match) -> list[Event]:
        """Events of a matched predicate: fill the slots, then let the governors speak."""
        t = m.trigger
        relation = self.relations.by_name[t.relation]
        sources = self._fill(s, m, t.source or ("subj",), ())
        path = "slot"
        if not sources and m.frame.passive and relation.plover in BY_THE_STATE:
            # "was arrested in Rwanda", "was expelled from Iran": by those who rule there.
            heads = [h for p, h in m.frame.obliques if p in {"in", "from"}]
            sources = [x for x in self._mentions(s, heads, ()) if x.actor.kind == "country"]
            path = "place"
        if not sources:
            return []
        taken = tuple(mention.actor.id for mention in sources)
        targets = self._fill(s, m, t.target or relation.target, taken)
        if not targets and relation.symmetric and len(sources) > 1:
            return self._pairs(s, m, relation, sources)
        if not targets and relation.name == "mediates":
            targets = [
                mention
                for o in m.frame.objects
                for mention in coreference.parties(self.resolver, s, o)
                if mention.actor.id not in taken
            ]
        if not targets and relation.name == "denies":
            targets = self._accusers(s, m, sources)
        if not targets and relation.name not in STRICT and relation.kind == "event" and not any(
            slot.startswith("ccomp") for slot in t.target
        ):
            # An object that the trigger itself asks for ("moved troops") is not whom it is done to.
            slots = FALLBACK if relation.plover in AT_A_PLACE else FALLBACK[:-PLACES]
            slots = tuple(slot for slot in slots if not (t.obj and slot == "obj"))
            targets = self._fill(s, m, slots, taken)
            path = "fallback"
        if not targets:
            return []
        return self._emit(s, m, relation, sources, targets, path)

    def _pairs(self, s: Sentence, m: Match, relation: Relation, sources: list[Mention]) -> list[Event]:
        """"Russia and China signed a treaty": every pair of the subject."""
        events: list[Event] = []
        sources = [source for source in sources if source.actor.named]
        for index, source in enumerate(sources):
            others = [o for o in sources[index + 1 :] if o.actor.id != source.actor.id]
            if others:
                events.extend(self._emit(s, m, relation, [source], others, "slot"))
        return events

    def _accusers(self, s: Sentence, m: Match, sources: list[Mention]) -> list[Mention]:
        """"denied the allegations": of whoever has accused the denier before."""
        for source in sources:
            accuser = self._accused.get(source.actor.id)
            if accuser is not None and m.frame.objects:
                first, end = s.phrase(m.frame.objects[0])
                return [Mention(accuser, m.frame.objects[0], first, end, "phrase")]
        return []

    def _fill(
        self, s: Sentence, m: Match, slots: Iterable[str], taken: tuple[str, ...]
    ) -> list[Mention]:
        """Actors of the first slot that has any besides those taken."""
        for slot in slots:
            found = self._slot(s, m, slot, taken)
            if found:
                return found
        return []

    def _slot(self, s: Sentence, m: Match, slot: str, taken: tuple[str, ...]) -> list[Mention]:
        f = m.frame
        kind, _, preposition = slot.partition(":")
        if kind == "subj":
            return self._mentions(s, f.subjects, taken)
        if kind == "obj":
            return self._mentions(s, f.objects, taken)
        if kind == "iobj":
            return self._mentions(s, f.indirect, taken)
        if kind == "obl":
            heads = [h for p, h in self._obliques(s, f) if preposition == "*" or p == preposition or p.split(" ")[0] == preposition]
            if m.light is not None:
                heads += [h for p, h in frame(s, m.light).obliques if p == preposition]
            return self._mentions(s, heads, taken)
        if kind == "nmod":
            heads = [
                child
                for noun in m.objects
                for word in s.conjuncts(noun)
                for child in s.kids(word, "nmod")
                if preposition == "*" or s.preposition(child) == preposition
            ]
            if m.objects == (m.at,):
                # "meeting of Kim Jong-un with Donald Trump", the second hung on the first
                heads += [
                    inner
                    for child in s.kids(m.at, "nmod")
                    if s.upos[child] == "PROPN"
                    for inner in s.kids(child, "nmod")
                    if s.preposition(inner) == preposition
                ]
            if m.light is not None and preposition != "of":
                heads += [h for p, h in frame(s, m.light).obliques if p == preposition]
            return self._mentions(s, heads, taken)
        if kind == "poss":
            heads = [c for noun in m.objects for c in s.kids(noun, "nmod:poss")]
            return self._mentions(s, heads, taken)
        if kind == "mod":
            return [
                mention
                for noun in m.objects
                for child in s.children[noun]
                if child < noun and s.deps[child] in {"amod", "compound", "nmod:desc", "nmod", "nmod:unmarked"}
                for mention in self.resolver.modifier(s, child)
                if mention.actor.id not in taken
            ]
        if kind == "conj":
            return []
        if kind == "ccomp":
            if f.ccomp is None:
                return []
            if preposition == "obj":
                return self._mentions(s, frame(s, f.ccomp).objects, taken)
            return self._mentions(s, subjects(s, f.ccomp), taken)
        if kind == "xcomp":
            return self._of_infinitive(s, f, taken)
        return []

    def _of_infinitive(self, s: Sentence, f: Frame, taken: tuple[str, ...]) -> list[Mention]:
        """The actor that the infinitive is about: by its own trigger, else its object or oblique."""
        start = f.xcomp
        if start is None:
            start = next((c for c in s.kids(f.at, "ccomp", "advcl") if s.infinitive(c)), None)
        if start is None:
            for noun in f.objects:
                start = next((c for c in s.kids(noun, "acl") if s.infinitive(c)), start)
        for _ in range(4):
            if start is None:
                return []
            inner = frame(s, start)
            table = self.relations.verbs if s.upos[start] in {"VERB", "AUX"} else self.relations.adjectives
            for trigger in table.get(s.lemmas[start], ()):
                if self._holds(s, trigger, inner):
                    m = Match(trigger, start, inner, inner.objects)
                    found = self._fill(s, m, trigger.target, taken)
                    if found:
                        return found
            m = Match(_NO_TRIGGER, start, inner, inner.objects)
            found = self._fill(s, m, FALLBACK[:-PLACES], taken)
            if found:
                return found
            start = inner.xcomp
        return []

    def _mentions(self, s: Sentence, heads: Iterable[int], taken: tuple[str, ...]) -> list[Mention]:
        """Actors of phrases, coordination unfolded, without those taken and without doubles."""
        found: dict[str, Mention] = {}
        for head in heads:
            for word in s.conjuncts(head):
                if is_time(s, word):
                    continue
                for mention in self.resolver.actors(s, word):
                    if mention.actor.id not in taken:
                        found.setdefault(mention.actor.id, mention)
        return list(found.values())

    def _emit(
        self,
        s: Sentence,
        m: Match,
        relation: Relation,
        sources: list[Mention],
        targets: list[Mention],
        path: str,
    ) -> list[Event]:
        """One event for each source and target, under what governs the clause."""
        clause = m.light if m.light is not None else m.at
        state = status(s, clause, self.resolver, self.matrix)
        meant = self._governed(s, clause, relation, m.trigger, state)
        if meant is None:
            return []
        name, codes, no, modality = meant
        words = self._words(s, m)
        if state.denied:
            no = not no
        return [
            Event(
                m.at, words, name, *codes, source, target, no, modality, state.claimant, path
            )
            for source in sources
            for target in targets
            if _tellable(source, target, relation)
        ]

    def _governed(
        self, s: Sentence, at: int, relation: Relation, t: Trigger, state: Status
    ) -> tuple[str, tuple[str | None, str | None, float | None], bool, str] | None:
        """(relation, codes, negated, modality) after the words above the clause, or None: not to be told."""
        name, codes = relation.name, (t.cameo, t.plover, t.goldstein)
        no, modality = state.negated, state.modality
        plover = t.plover
        own = s.lemmas[at]
        for governor in governors(s, at, self.matrix):
            outcome = self.matrix.outcome(governor.cls, plover)
            if name in PERFORMED and governor.cls in {"planned", "attempt"}:
                continue  # "I want to thank you" thanks
            if self._is_modal(s, governor):
                if outcome == "self":
                    modality = "possible" if modality == "asserted" else modality
                    continue
                if outcome == name or outcome == "keep":
                    modality = _stronger(modality, self.matrix.modality[governor.cls])
                    continue
                if governor.negated:
                    no = False
            elif outcome == "self" or (governor.cls == "threat" and s.kid(governor.at, "obj", "iobj")):
                return None  # told by the word above; "warned Russia against invading" threatens nobody
            if outcome == "keep":
                modality = _stronger(modality, self.matrix.modality[governor.cls])
                if governor.negated or governor.cls == "fail":
                    no = not no
                continue
            if relation.kind == "state":
                modality = _stronger(modality, self.matrix.modality[governor.cls])
                continue
            if own in self.matrix.verbs and outcome == "promises" and plover == "REQUEST":
                continue
            new = self.relations.by_name[outcome]
            name, codes, plover = new.name, (new.cameo, new.plover, new.goldstein), new.plover
            if governor.negated and not self._is_modal(s, governor):
                if outcome == "promises":
                    new = self.relations.by_name["rejects"]
                    name, codes, plover = new.name, (new.cameo, new.plover, new.goldstein), new.plover
                else:
                    no = not no
            if governor.cls in {"planned", "possible"} and outcome in {"promises", "threatens"}:
                modality = _stronger(modality, "planned")
        return name, codes, no, modality

    def _is_modal(self, s: Sentence, governor: Governor) -> bool:
        return s.deps[governor.at] == "aux"

    def _words(self, s: Sentence, m: Match) -> tuple[int, ...]:
        """The words that carry the relation: verb, particle, required object, infinitive."""
        words = {m.at}
        if m.light is not None:
            words.add(m.light)
        child = s.kid(m.at, "compound:prt")
        if child is not None:
            words.add(child)
        if m.trigger.obj and m.light is None:
            words.update(o for o in m.frame.objects if s.lemmas[o] in m.trigger.obj)
        if m.frame.xcomp is not None and s.infinitive(m.frame.xcomp) and m.light is None:
            words.update(w for w in s.children[m.frame.xcomp] if s.lower[w] == "to" and s.deps[w] == "mark")
            words.add(m.frame.xcomp)
        return tuple(sorted(words))

    # -- nouns -------------------------------------------------------------------------------

    def _of_noun(self, s: Sentence, at: int, events: list[Event]) -> list[Event]:
        """"X's accusations against Y", "an incursion by X into Y", "launched an attack on Y"."""
        triggers = self.relations.nouns.get(s.lemmas[at])
        if not triggers or s.deps[at] in {"compound", "amod", "nmod:desc", "flat"}:
            return []
        light = self._light_verb(s, at)
        f = Frame(at, False, (), (), (), tuple((s.preposition(c), c) for c in s.kids(at, "nmod", "obl")), None, None)
        for trigger in triggers:
            m = Match(trigger, at, f, (at,), light)
            relation = self.relations.by_name[trigger.relation]
            sources = self._fill(s, m, trigger.source or ("poss", "nmod:by", "nmod:from", "mod"), ())
            path = "noun"
            if light is not None:
                lf = frame(s, light)
                receives = s.lemmas[light] in self._receiving or (s.lemmas[light] == "come" )
                if receives:
                    targets = self._mentions(s, lf.subjects, ())
                    heads = [h for p, h in lf.obliques if p in {"from", "by"}]
                    sources = sources or self._mentions(s, heads, ())
                    if sources and targets:
                        return self._emit(s, m, relation, sources, targets, path)
                    continue
                if s.lemmas[light] in self._ending and s.lemmas[light] not in self._light:
                    continue
                if not sources:
                    sources = self._mentions(s, lf.subjects, ())
                    path = "light"
            elif not sources and s.kid(at, "cop") is not None and s.preposition(at):
                # "has been in contact with", "is at war with"
                sources = self._mentions(s, subjects(s, at), ())
            if not sources and not relation.symmetric:
                between = self._slot(s, m, "nmod:between", ())
                if len(between) > 1:
                    # "the rivalry between India and Pakistan"
                    return self._emit(s, m, relation, between[:1], between[1:], path)
            if not sources:
                continue
            taken = tuple(mention.actor.id for mention in sources)
            targets = self._fill(s, m, trigger.target or relation.target, taken)
            if not targets and s.lemmas[s.heads[at]] in CLAIM_VERBS and s.deps[at] == "obj":
                # "Azerbaijan denied Armenia's accusations": whoever denies is the accused.
                targets = [x for x in self._mentions(s, subjects(s, s.heads[at]), taken)]
            if not targets and relation.symmetric and len(sources) > 1:
                return self._pairs(s, m, relation, sources)
            if not targets and len(sources) > 1 and self._slot(s, m, "nmod:between", ()):
                return self._emit(s, m, relation, sources[:1], sources[1:], path)
            if not targets and light is not None and relation.name not in STRICT:
                targets = self._fill(s, m, ("nmod:*", "obl:against", "obl:on", "obl:to", "obl:with", "obl:for", "obl:in"), taken)
                path = "fallback"
            if targets:
                return self._emit(s, m, relation, sources, targets, path)
        return []

    def _light_verb(self, s: Sentence, at: int) -> int | None:
        """The verb whose object (or "under" oblique) the noun is, if it is a light one."""
        head = s.heads[at]
        word = at
        if s.deps[at] == "conj":
            word, head = head, s.heads[head]
        if head == word or s.upos[head] != "VERB":
            return None
        lemma = s.lemmas[head]
        if lemma in CLAIM_VERBS:
            return None
        if lemma not in self._light and lemma not in self._receiving and lemma not in self._ending:
            return None
        if s.deps[word] in {"obj", "nsubj:pass"}:
            return head
        if s.deps[word] == "obl" and (
            (lemma == "come" and s.preposition(word) == "under") or s.preposition(word) in {"in", "into", "to"} and lemma in {"engage", "participate", "enter", "take"}
        ):
            return head
        return None


def _tellable(source: Mention, target: Mention, relation: Relation) -> bool:
    """Two different actors, not both known only by reference, and no army against its own country."""
    if source.actor.id == target.actor.id:
        return False
    own_army = target.actor.kind == "military" and target.actor.id == f"{source.actor.id}-military"
    if own_army and relation.plover not in {"ASSAULT", "ACCUSE"}:
        return False
    return not (source.via in ANAPHORIC and target.via in ANAPHORIC)


#: Mentions that name nobody themselves. Two in one statement are two guesses.
ANAPHORIC = frozenset({"pronoun", "phrase"})


def _stronger(one: str, other: str) -> str:
    """The modality further from plain assertion."""
    order = ("asserted", "reported", "planned", "possible", "conditional")
    return max(one, other, key=order.index)


def _without_echoes(s: Sentence, events: list[Event], matrix: Matrix) -> list[Event]:
    """One event for a pair where a word and the word that governs it tell the same ("agreed to help")."""
    kept: list[Event] = []
    for event in events:
        key = (event.source.actor.id, event.target.actor.id)
        above = {g.at for g in governors(s, event.trigger, matrix)}
        echo = any(
            (other.source.actor.id, other.target.actor.id) == key
            and (other.relation == event.relation or other.trigger in above)
            for other in kept
        )
        if not echo:
            kept.append(event)
    return kept


_NO_TRIGGER = Trigger("", "verbs", "", (), ())


def iter_pairs(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """All pairs, earlier first."""
    for index, one in enumerate(mentions):
        for other in mentions[index + 1 :]:
            yield one, other


__all__ = ["Event", "EventFinder", "negated"]
