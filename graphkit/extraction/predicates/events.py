"""The events of a sentence: of its verbs and adjectives, then of the nouns that these leave.

What a word says is data (`ontology/relations.yaml`). `conditions` tells whether a trigger holds,
`slots` finds its actors, `telling` asks what governs it; `predicates` and `nominals` know how verbs
and nouns differ.
"""

from __future__ import annotations

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.factuality.contents import questions
from graphkit.extraction.factuality.governors import governors
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Event
from graphkit.ontology import Relations
from graphkit.ontology.matrix import Matrix

from .arguments import Slots
from .nominal import Nominals
from .telling import Teller
from .verbal import Predicates


class EventFinder:
    """Finds the events of sentences of one document.

    Args:
        relations, matrix: the ontology.
        resolver: the actors of the document.
    """

    def __init__(self, relations: Relations, matrix: Matrix, resolver: Resolver) -> None:
        self.matrix, self.resolver = matrix, resolver
        slots = Slots(relations, matrix, resolver)
        teller = Teller(relations, matrix, resolver)
        self._predicates = Predicates(slots, teller)
        self._nominals = Nominals(slots, teller, matrix)

    def events(self, s: Sentence) -> list[Event]:
        """Events of one sentence: of its predicates in word order, then of its nouns."""
        found: list[Event] = []
        used: set[int] = set()
        for at, tag in enumerate(s.upos):
            if tag in {"VERB", "ADJ", "AUX", "ADV"}:
                events, nouns = self._predicates.events(s, at)
                self._predicates.remember(events)  # "accused Iran of lies, a charge that it denied"
                found += events
                used |= nouns
        for at, tag in enumerate(s.upos):
            if tag in {"NOUN", "PROPN"} and at not in used and s.names[at] == "O":
                found += self._nominals.events(s, at)
        asked = questions(s)
        found = [e for e in found if not any(a <= e.trigger < b for a, b in asked)]
        found = self._without_echoes(s, found)
        self._predicates.remember(found)
        return found

    def _without_echoes(self, s: Sentence, events: list[Event]) -> list[Event]:
        """One event for a pair where a word and its governor tell the same: "agreed to help"; of
        "promised to destroy" the threat is told.
        """
        kept: list[Event] = []
        for event in events:
            pair = (event.source.actor.id, event.target.actor.id)
            same = [one for one in kept if (one.source.actor.id, one.target.actor.id) == pair]
            if same:
                above = {governor.at for governor in governors(s, event.trigger, self.matrix)}
                echoed = [one for one in same if one.trigger in above]
                kind, hostile = self.matrix.kind_intention, self.matrix.hostile_intention
                if event.relation == hostile and all(o.relation == kind for o in echoed):
                    self._echo(echoed)
                    kept = [one for one in kept if one not in echoed]
                elif echoed or any(one.relation == event.relation for one in same):
                    self._echo([event])
                    continue
            kept.append(event)
        return kept

    def _echo(self, events: list[Event]) -> None:
        """Note what is not told a second time."""
        if (trace := self.resolver.trace) is not None:
            for event in events:
                ends = f"{event.source.actor.name} {event.relation} {event.target.actor.name}"
                trace.note(
                    "dropped", event.trigger, f"{ends}: told by the other word", outcome="echo"
                )
