"""Open relations: a verb between two named actors that no relation of the ontology covers.

Named by its lemma ("outflank", "border on"); kept for a reader's own questions, off by default in
queries. Only plain clauses count: a named subject and a named object, or an object by preposition
where there is none. What the ontology covers, however it was turned, is never told again as open.
"""

from __future__ import annotations

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.factuality.status import status
from graphkit.extraction.syntax.frame import Frame
from graphkit.extraction.syntax.frames import frame
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Event, Mention
from graphkit.ontology import Relations
from graphkit.ontology.matrix import Matrix

#: What fills an open relation: the phrase is the actor itself.
DIRECT = frozenset({"name", "pronoun", "told", "phrase"})


class OpenFinder:
    """Finds open relations in sentences of one document.

    Args:
        relations, matrix: the ontology, to know what is covered.
        resolver: the actors of the document.
    """

    def __init__(self, relations: Relations, matrix: Matrix, resolver: Resolver) -> None:
        self.relations, self.matrix, self.resolver = relations, matrix, resolver
        self._light = matrix.words["light_verbs"]

    def events(self, s: Sentence, told: list[Event]) -> list[Event]:
        """Open relations of one sentence, between pairs that nothing in `told` connects."""
        pairs = {frozenset((e.source.actor.id, e.target.actor.id)) for e in told}
        found: list[Event] = []
        for at in range(len(s)):
            if s.upos[at] != "VERB" or not self._open(s, at):
                continue
            f = frame(s, at)
            sources = self._direct(s, f.subjects)
            words, targets, slot = self._targets(s, f)
            for source in sources:
                for target in targets:
                    pair = frozenset((source.actor.id, target.actor.id))
                    if len(pair) == 2 and pair not in pairs:
                        pairs.add(pair)
                        state = status(s, at, self.resolver, self.matrix)
                        found.append(
                            Event(
                                trigger=at,
                                words=words,
                                relation="open",
                                cameo=None,
                                plover=None,
                                goldstein=None,
                                source=source,
                                target=target,
                                negated=state.negated,
                                modality=state.modality,
                                claimant=state.claimant,
                                path="open",
                                rule=f"open/{'_'.join(s.lemmas[word] for word in words)}.{slot}",
                            )
                        )
        return found

    def _open(self, s: Sentence, at: int) -> bool:
        """Whether a verb has a meaning of its own that neither ontology nor matrix holds."""
        lemma = s.lemmas[at]
        return (
            lemma not in self.relations.verbs
            and lemma not in self.matrix.verbs
            and lemma not in self._light
            and s.deps[at] not in {"aux", "aux:pass", "cop", "amod", "case", "mark", "fixed"}
        )

    def _targets(self, s: Sentence, f: Frame) -> tuple[tuple[int, ...], list[Mention], str]:
        """The words of the predicate, its other actors (the object's, else a preposition's), and
        the slot that they stand in.
        """
        words = [f.at]
        particle = s.kid(f.at, "compound:prt")
        if particle is not None:
            words.append(particle)
        if f.objects or f.indirect:
            return tuple(sorted(words)), self._direct(s, (*f.objects, *f.indirect)), "obj"
        for preposition, head in f.obliques:
            targets = self._direct(s, (head,)) if preposition else []
            if targets:
                case = s.kid(head, "case")
                carriers = [*words, *([case] if case is not None else [])]
                return tuple(sorted(carriers)), targets, f"obl:{preposition}"
        return tuple(sorted(words)), [], ""

    def _direct(self, s: Sentence, heads: tuple[int, ...]) -> list[Mention]:
        """Named actors that the phrases themselves are."""
        return [
            mention
            for head in heads
            for word in s.conjuncts(head)
            for mention in self.resolver.actors(s, word)
            if mention.via in DIRECT and mention.actor.named
        ]
