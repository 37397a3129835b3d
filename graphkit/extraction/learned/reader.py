"""Rules and network together: what each proposes of a sentence, weighed by one judge.

Rules propose their statements, the network every pair of mentions that it finds likely to stand in
a relation. The judge says how likely each is right; the contract's hard points stay hard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.factuality.status import status
from graphkit.extraction.predicates.telling import untellable
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Event, Mention
from graphkit.model import Actor
from graphkit.ontology import Relations
from graphkit.ontology.matrix import Matrix

from .candidates import candidates
from .features import IMPLIED, Proposal
from .judge import Judge
from .pairs import Floats, PairReader, PairScores

#: Log-odds from which the network proposes a relation of a pair.
PROPOSED = -2.0


class LearnedReader:
    """Judges the statements of sentences, and adds what rules have not told.

    Args:
        relations, matrix: the ontology.
        pairs: scores pairs of words.
        judge: weighs what is proposed.
    """

    def __init__(
        self, relations: Relations, matrix: Matrix, pairs: PairReader, judge: Judge
    ) -> None:
        self._relations, self._matrix = relations, matrix
        self._pairs, self._judge = pairs, judge
        self._index = {name: at for at, name in enumerate(pairs.relations)}

    def judged(
        self, s: Sentence, told: Sequence[Event], resolver: Resolver, least: float | None = None
    ) -> list[Event]:
        """The events of a sentence that are sure enough, each with its confidence.

        Args:
            s: the sentence begun last.
            told: what rules tell of it.
            resolver: the actors of the document.
            least: confidence that an event must have; None for the judge's own choice.
        """
        if s.pair_states is None:
            return list(told)
        proposals = self.proposals(s, told, resolver)
        weighed = zip(proposals, self._judge.weigh(proposals), strict=True)
        events = [
            replace(proposal.event, confidence=round(share, 3))
            for proposal, share in weighed
            if share >= (self._least(proposal) if least is None else least)
        ]
        return [*events, *(event for event in told if event.relation not in self._index)]

    def _least(self, proposal: Proposal) -> float:
        hostile = self._relations.by_name[proposal.event.relation].side == "hostile"
        return self._judge.least(ruled=proposal.ruled, hostile=hostile)

    def proposals(self, s: Sentence, told: Sequence[Event], resolver: Resolver) -> list[Proposal]:
        """What rules and network propose, with what is known of each pair."""
        ruled = [event for event in told if event.relation in self._index]
        mentions = candidates(s, resolver)
        implied = _implied(resolver)
        pairs = [(a, b) for a in mentions for b in (*mentions, *implied) if _distinct(a, b)]
        pairs += [(event.source, event.target) for event in ruled]
        if not pairs or s.pair_states is None:
            return []
        source = np.array([a.head + 1 for a, _ in pairs], dtype=np.int64)
        target = np.array([b.head + 1 for _, b in pairs], dtype=np.int64)
        straight = self._pairs.score(s.pair_states, source, target)
        turned = self._pairs.score(s.pair_states, target, source)
        scores = self._both_ways(straight.relations, turned.relations)
        proposals = [
            self._proposal(s, event, True, scores, turned, straight, at, ruled, len(mentions))
            for at, event in enumerate(ruled, len(pairs) - len(ruled))
        ]
        known = {(e.source.actor.id, e.target.actor.id, e.relation) for e in ruled}
        for at, relation in zip(
            *np.nonzero(scores[: len(pairs) - len(ruled)] > PROPOSED), strict=True
        ):
            event = self._event(s, pairs[at], int(relation), straight, int(at), resolver)
            if event is None or _told_already(event, known, self._relations):
                continue
            proposals.append(
                self._proposal(
                    s, event, False, scores, turned, straight, int(at), ruled, len(mentions)
                )
            )
        return _best_of_each(proposals)

    def _both_ways(self, straight: Floats, turned: Floats) -> Floats:
        """Scores in which a symmetric relation has the better of its two."""
        both = straight.copy()
        for name in self._relations.symmetric:
            at = self._index.get(name)
            if at is not None:
                both[:, at] = np.maximum(straight[:, at], turned[:, at])
        return both

    def _proposal(
        self,
        s: Sentence,
        event: Event,
        ruled: bool,
        scores: Floats,
        turned: PairScores,
        straight: PairScores,
        at: int,
        rules: Sequence[Event],
        mentions: int,
    ) -> Proposal:
        ends = {event.source.actor.id, event.target.actor.id}
        rivals = sum(
            {rule.source.actor.id, rule.target.actor.id} == ends and rule.relation != event.relation
            for rule in rules
        )
        return Proposal(
            event=event,
            ruled=ruled,
            scores=scores[at],
            usual=self._pairs.usual,
            at=self._index[event.relation],
            rivals=rivals,
            reverse=turned.relations[at],
            qualities=straight.qualities[at],
            mentions=mentions,
            words=len(s),
        )

    def _event(
        self,
        s: Sentence,
        pair: tuple[Mention, Mention],
        at: int,
        scores: PairScores,
        row: int,
        resolver: Resolver,
    ) -> Event | None:
        """The network's statement of a pair, or None where the contract forbids it."""
        relation = self._relations.by_name.get(self._pairs.relations[at])
        source, target = pair
        if relation is None or untellable(source, target, relation):
            return None
        if relation.symmetric and source.actor.id > target.actor.id:
            return None  # told the other way round
        trigger = int(scores.triggers[row])
        if target.via == IMPLIED:
            # What is said without naming it is said by the word that says it: "the President".
            target = replace(target, first=trigger, end=trigger + 1)
        state = status(s, trigger, resolver, self._matrix)
        return Event(
            trigger=trigger,
            words=(trigger,),
            relation=relation.name,
            cameo=relation.cameo,
            plover=relation.plover,
            goldstein=relation.goldstein,
            source=source,
            target=target,
            negated=state.negated != state.denied,
            modality=state.modality,
            claimant=state.claimant if state.claimant != source.actor else None,
            path="learned",
            rule=f"learned/{relation.name}",
        )


def _implied(resolver: Resolver) -> list[Mention]:
    """The country that a document is about, which no word of a sentence need name."""
    subject: Actor | None = resolver.subject or resolver.home
    return [] if subject is None else [Mention(subject, -1, 0, 1, IMPLIED)]


def _distinct(a: Mention, b: Mention) -> bool:
    return a.head != b.head and a.actor.id != b.actor.id


def _told_already(event: Event, known: set[tuple[str, str, str]], relations: Relations) -> bool:
    source, target = event.source.actor.id, event.target.actor.id
    return (source, target, event.relation) in known or (
        relations.by_name[event.relation].symmetric and (target, source, event.relation) in known
    )


def _best_of_each(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Of proposals of the same actors and relation the rules' all, of the network's the best."""
    best: dict[tuple[str, str, str], Proposal] = {}
    for proposal in proposals:
        event = proposal.event
        key = (event.source.actor.id, event.target.actor.id, event.relation)
        known = best.get(key)
        if not proposal.ruled and (
            known is None or proposal.scores[proposal.at] > known.scores[known.at]
        ):
            best[key] = proposal
    return [proposal for proposal in proposals if proposal.ruled] + list(best.values())
