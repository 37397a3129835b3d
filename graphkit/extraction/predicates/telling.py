"""A matched predicate told as events: what the words above its clause make of it.

"agreed to help", "refused to meet", "will attack": the matrix (`ontology/matrix.yaml`) says which
relation results, and whether it is negated, planned or only possible.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.factuality.governors import Governor, governors
from graphkit.extraction.factuality.status import Status, status
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Event, Mention
from graphkit.ontology import Relation, Relations
from graphkit.ontology.matrix import Matrix

from .arguments import Match
from .meant import Meant
from .places import placed
from .victims import doer, judged

#: Mentions that name nobody themselves. Two in one statement are two guesses.
ANAPHORIC = frozenset({"pronoun", "phrase"})


class Teller:
    """Makes the events of matched predicates.

    Args:
        relations, matrix: the ontology.
        resolver: the actors of the document.
    """

    def __init__(self, relations: Relations, matrix: Matrix, resolver: Resolver) -> None:
        self.relations, self.matrix, self.resolver = relations, matrix, resolver

    def tell(
        self,
        s: Sentence,
        m: Match,
        sources: list[Mention],
        targets: list[Mention],
        path: str,
        slot: str,
    ) -> list[Event]:
        """One event for each source and target, under what governs the clause.

        Args:
            s: the sentence.
            m: the matched trigger.
            sources, targets: its ends.
            path: how they were found (see `values.Event`).
            slot: where the targets stood, for the rule's key.
        """
        relation = self.relations.by_name[m.trigger.relation]
        clause = m.light if m.light is not None else m.at
        state = status(s, clause, self.resolver, self.matrix)
        t = m.trigger
        plain = Meant(relation.name, t.cameo, t.plover, t.goldstein, state.negated, state.modality)
        for kind, other in relation.turned_by:
            if _TURNS[kind](s, m):
                plain = plain.of(self.relations.by_name[other], kind)
        meant = self._governed(s, clause, relation, plain)
        if meant is None:
            return []
        rule = f"{t.key}.{slot}"
        if meant.under:
            rule += f"<{meant.under}"
        carriers = _carriers(s, m)
        trace = self.resolver.trace
        if trace is not None:
            trace.note("status", clause, _in_words(meant, state), rule=rule, place="")
        targets = [judged(self.resolver, self.relations, s, m, x) for x in targets]
        meant_as = self.relations.by_name[meant.relation]
        found = (placed(self.resolver, s, meant_as, x) for x in targets)
        targets = [x for x in found if x is not None]
        return [
            Event(
                trigger=m.at,
                words=carriers,
                relation=meant.relation,
                cameo=meant.cameo,
                plover=meant.plover,
                goldstein=meant.goldstein,
                source=source,
                target=target,
                negated=meant.negated != state.denied,
                modality=_own(meant.modality, state, source),
                claimant=None if _voices(state, source) else state.claimant,
                path=path,
                rule=rule,
            )
            for source in sources
            if not (source.via == "place" and spans.located(s, source.head))
            if self._does(s, m.at, source)
            for target in targets
            if self._tellable(m.at, source, target, relation)
        ]

    def _does(self, s: Sentence, at: int, source: Mention) -> bool:
        does = doer(self.resolver, self.relations, s, source)
        if not does and (trace := self.resolver.trace) is not None:
            text = f"{source.actor.name} only suffers what the phrase tells"
            trace.note("dropped", at, text, outcome="no-doer")
        return does

    def _tellable(self, at: int, source: Mention, target: Mention, relation: Relation) -> bool:
        why = untellable(source, target, relation)
        if why and (trace := self.resolver.trace) is not None:
            ends = f"{source.actor.name} {relation.name} {target.actor.name}"
            trace.note("dropped", at, f"{ends}: {_WHY[why]}", outcome=why)
        return not why

    def pairs(self, s: Sentence, m: Match, sources: list[Mention]) -> list[Event]:
        """Every pair of a joint subject: "Russia and China signed a treaty"."""
        events: list[Event] = []
        if m.frame.passive and not m.trigger.obj:
            return events  # "he was worked on by France and Italy"
        named = [source for source in sources if source.actor.named]
        for index, source in enumerate(named):
            others = [other for other in named[index + 1 :] if other.actor.id != source.actor.id]
            if others:
                events.extend(self.tell(s, m, [source], others, "slot", "conj"))
        return events

    def _governed(self, s: Sentence, at: int, relation: Relation, meant: Meant) -> Meant | None:
        """What is meant under the words above the clause, or None: not to be told."""
        for governor in governors(s, at, self.matrix):
            under = self._under(s, at, relation, governor, meant)
            if (trace := self.resolver.trace) is not None:
                told = f"{under.relation}, {under.modality}" if under else "tells it itself"
                no = "not " if governor.negated else ""
                text = f'{no}"{s.words[governor.at]}" ({governor.cls}): {told}'
                trace.note("governor", at, text, outcome=governor.cls, place="matrix.yaml")
            if under is None:
                return None
            meant = under
        return meant

    def _under(
        self, s: Sentence, at: int, relation: Relation, governor: Governor, meant: Meant
    ) -> Meant | None:
        """What is meant under one word, or None where only that word's own relation is told."""
        flags = self.relations.flags_of(meant.relation)
        if "performed" in flags and governor.cls in {"planned", "attempt"}:
            return meant  # "I want to thank you" thanks
        outcome = self.matrix.outcome(governor.cls, meant.plover)
        modality = self.matrix.modality[governor.cls]
        modal = s.deps[governor.at] == "aux"
        if modal:
            if outcome == "self":
                possible = meant.modality == "asserted"
                return replace(meant, modality="possible") if possible else meant
            if outcome in {meant.relation, "keep"}:
                return meant.at_most(modality)
            if governor.negated:
                meant = replace(meant, negated=False)  # used up in its class: "will not attack"
        elif outcome == "self" or (
            governor.cls == "threat" and s.kid(governor.at, "obj", "iobj") is not None
        ):
            return None  # told by that word; "warned Russia against invading" threatens nobody
        elif outcome == "keep":
            turned = governor.negated or governor.cls == "fail"
            return replace(meant.at_most(modality), negated=meant.negated != turned)
        if relation.kind == "state":
            return meant.at_most(modality)
        if (
            outcome == self.matrix.kind_intention
            and "asking" in flags
            and s.lemmas[at] in self.matrix.verbs
        ):
            return meant  # "will ask Iran to leave" asks
        turned = governor.negated and not modal
        if meant.negated and not modal:
            # "decided not to attend" refuses, "promised not to attack" promises, "threatened not to
            # sign" threatens: what is not to be done is told by the relation.
            outcome = self.matrix.reversed.get((governor.cls, outcome), outcome)
            meant = replace(meant, negated=False)
        if turned and outcome == self.matrix.kind_intention:
            # "did not promise to help"
            meant = meant.of(self.relations.by_name[self.matrix.no_intention], governor.cls)
        elif governor.cls == "planned" and outcome in self.matrix.intentions:
            meant = meant.intended(self.relations.by_name[outcome], governor.cls)
            meant = replace(meant, negated=meant.negated != turned)
        else:
            meant = meant.of(self.relations.by_name[outcome], governor.cls)
            meant = replace(meant, negated=meant.negated != turned)
        if governor.cls in {"planned", "possible"} and outcome in self.matrix.intentions:
            meant = meant.at_most("planned")
        return meant


def _voices(state: Status, source: Mention) -> bool:
    """Whether somebody does it himself by what he says: "We urge X", said in his own turn."""
    return (
        state.voiced and state.claimant is not None and source.actor.id == state.claimant.id
    ) or (state.voiced and source.via == "pronoun" and source.actor.kind == "country")


def _own(modality: str, state: Status, source: Mention) -> str:
    return "asserted" if modality == "reported" and _voices(state, source) else modality


def _carriers(s: Sentence, m: Match) -> tuple[int, ...]:
    """The words that carry the relation: verb, particle, required object, infinitive."""
    found = {m.at, *s.kids(m.at, "compound:prt")[:1]}
    if m.light is not None:
        return tuple(sorted({*found, m.light}))
    found.update(o for o in m.frame.objects if s.lemmas[o] in m.trigger.obj)
    infinitive = m.frame.xcomp
    if infinitive is not None and s.infinitive(infinitive):
        found.update(c for c in s.kids(infinitive, "mark") if s.lower[c] == "to")
        found.add(infinitive)
    return tuple(sorted(found))


def _verbal(s: Sentence, m: Match) -> bool:
    """Whether what is launched is words: "a scathing attack on the minister", "a war of words"."""
    return any(
        s.lemmas[child] in words().verbal
        for noun in _carriers(s, m)
        for child in s.kids(noun, "amod", "nmod")
    )


def _walkout(s: Sentence, m: Match) -> bool:
    """Whether a strike is of those who stop to work or to eat: "a hunger strike against X"."""
    return any(
        s.lemmas[noun] == "strike" and s.lemmas[child] in words().walkouts
        for noun in _carriers(s, m)
        for child in s.kids(noun, "amod", "compound")
    )


_TURNS: dict[str, Callable[[Sentence, Match], bool]] = {"verbal": _verbal, "walkouts": _walkout}
"""Word list of `turned_by` to whether its words stand where they count."""


def _in_words(meant: Meant, state: Status) -> str:
    """How a clause is meant, for people."""
    negated = "not " if meant.negated != state.denied else ""
    said = f", says {state.claimant.name}" if state.claimant is not None else ""
    return f"{negated}{meant.relation}, {meant.modality}{said}"


_WHY = {
    "itself": "nobody does it to himself",
    "own-warning": "who speaks for a country does not warn it",
    "at-home": "at a place of his own country, and done to nobody",
    "his-own": "nobody does this to what is only his own",
    "own-army": "nobody does this to his own army",
    "two-guesses": "both ends only refer to somebody: two guesses",
}
"""Why two ends make no event, by the key that `untellable` gives."""


def untellable(source: Mention, target: Mention, relation: Relation) -> str:
    """Why a relation between two mentions is not told: a key of `_WHY`, or an empty text."""
    if source.actor.id == target.actor.id:
        return "itself"
    if (
        "never-own-country" in relation.flags
        and source.actor.country == target.actor.country is not None
    ):
        return "own-warning"  # "the Kremlin's spokesman warned that Russia would answer"
    at_home = target.via == "place" and source.actor.country == target.actor.country is not None
    if at_home and "at-home" not in relation.flags:
        return "at-home"  # "cancelled a summit in Luanda", the Angolan
    own = source.actor.kind == "person" and target.actor.id.startswith(f"{source.actor.id}-")
    if own and "never-own" in relation.flags:
        return "his-own"  # "offered his good offices", "refused to withdraw his police"
    own_army = target.actor.kind == "military" and target.actor.id == f"{source.actor.id}-military"
    if own_army and "own-army" not in relation.flags:
        return "own-army"
    return "two-guesses" if source.via in ANAPHORIC and target.via in ANAPHORIC else ""
