"""A document to its statements, section by section."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.factuality import confidence
from graphkit.extraction.factuality.attribution import note_speaker
from graphkit.extraction.factuality.voices import (
    author,
    issuer,
    note_joint_issuer,
    operative,
    said,
    spoken_ahead,
    turn,
)
from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.mentions.datelines import dateline, subject_of, written_in
from graphkit.extraction.mentions.memory import Memory
from graphkit.extraction.mentions.people import People
from graphkit.extraction.mentions.titles import take_titles_off
from graphkit.extraction.predicates.events import EventFinder
from graphkit.extraction.predicates.opens import OpenFinder
from graphkit.extraction.predicates.roles import StateFinder
from graphkit.extraction.predicates.titled import TitleFinder
from graphkit.extraction.syntax.tree import Sentence, sentences
from graphkit.extraction.time.dates import Dated, event_date, expressions
from graphkit.model import Actor, Document, Statement
from graphkit.ontology import Relations, load_actors, load_relations
from graphkit.ontology.actors import ActorBook
from graphkit.ontology.matrix import load_matrix

from .trace import SentenceTrace, Trace
from .values import Event, Mention

if TYPE_CHECKING:
    from graphkit.language import Parsed


class Extractor:
    """Extracts statements; loads its data once and can be used for any number of documents.

    Args:
        relations: the ontology; the built-in one if not given.
        actors: known actors; the built-in ones if not given.
    """

    def __init__(self, relations: Relations | None = None, actors: ActorBook | None = None) -> None:
        self.relations = relations or load_relations()
        self.actors = actors or load_actors()
        self.lexicon = Lexicon(self.actors)
        self.matrix = load_matrix()

    def extract(self, document: Document) -> Iterator[Statement]:
        """Statements of a document, in the order of their offsets.

        Args:
            document: its text, and the day of publication against which "on Friday" is resolved.

        Raises:
            ModelError: the model cannot be loaded.
        """
        from graphkit.language import sections

        yield from self.extract_parsed(document, sections(document.text))

    def explain(self, document: Document) -> tuple[list[Statement], list[SentenceTrace]]:
        """Statements of a document, and of each sentence why it says them and nothing else.

        Args:
            document: its text and date.

        Raises:
            LanguageError: the model cannot be loaded.
        """
        from graphkit.language import sections

        trace = Trace()
        found = list(self.extract_parsed(document, sections(document.text), trace))
        return found, trace.sentences

    def extract_parsed(
        self, document: Document, parts: Iterable[Parsed], trace: Trace | None = None
    ) -> Iterator[Statement]:
        """Statements of a document that is parsed already.

        Args:
            document: its text and date.
            parts: its sections in order (see `graphkit.language.sections`).
            trace: takes notes of why; None to take none.
        """
        published = date.fromisoformat(document.date) if document.date else None
        memory = Memory()
        people = People(self.lexicon, published.year if published is not None else None)
        resolver = Resolver(self.lexicon, people, memory, trace)
        events = EventFinder(self.relations, self.matrix, resolver)
        states = StateFinder(self.relations, self.matrix, resolver)
        titles = TitleFinder(self.relations, resolver)
        opens = OpenFinder(self.relations, self.matrix, resolver)
        index = 0
        for part in parts:
            section = list(sentences(part, index))
            index += len(section)
            for s in section:
                take_titles_off(s, self.lexicon)
            people.read(section)
            titles.read(section)
            if resolver.subject is None:
                resolver.subject = subject_of(section, self.lexicon)
            if memory.issuer is None:
                memory.issuer = author(document, resolver) or issuer(section, resolver)
            for order, s in enumerate(section):
                if trace is not None:
                    trace.begin(s.index, s.starts[0], s.ends[-1], tuple(s.words))
                if dateline(s) and ":" not in s.words:
                    resolver.home = written_in(s, self.lexicon)
                    if trace is not None:
                        home = resolver.home.name if resolver.home is not None else "no country"
                        trace.note("skipped", -1, f"a dateline: written in {home}")
                    continue
                resolver.begin(s)
                turn(s, resolver)
                note_speaker(s, resolver, self.matrix)
                note_joint_issuer(s, resolver)
                operative(s, resolver)
                if s.quoted[-1] and memory.speaker is None:
                    memory.speaker = spoken_ahead(section, order, resolver, self.matrix)
                found = [*events.events(s), *_once(titles.events(s), states.events(s))]
                found += opens.events(s, found)
                said(
                    s,
                    section[order + 1] if order + 1 < len(section) else None,
                    resolver,
                    self.matrix,
                )
                if found:
                    yield from self._statements(document, s, found, published, resolver)
                if trace is not None:
                    trace.close(resolver.mentions())

    def _statements(
        self,
        document: Document,
        s: Sentence,
        found: list[Event],
        published: date | None,
        resolver: Resolver,
    ) -> list[Statement]:
        times = expressions(s, published)
        statements: dict[str, Statement] = {}
        for event in found:
            when: Dated = (None, None)
            if not event.ended:
                when = event_date(s, event.trigger, times, published)
            made = self._statement(document, s, event, when, resolver.memory)
            if when is not None:
                # Without any time expression it is the day of publication.
                made = replace(made, date_of="text" if times else "document")
            if resolver.trace is not None:
                kind = "dropped" if made.id in statements else "told"
                ends = f"{made.source.name} --{made.relation}--> {made.target.name}"
                text = f"{ends}: told already" if kind == "dropped" else ends
                resolver.trace.note(kind, event.trigger, text, rule=event.rule, outcome=made.id)
            statements.setdefault(made.id, made)
        return sorted(statements.values(), key=_order)

    def _statement(
        self, document: Document, s: Sentence, event: Event, when: Dated, memory: Memory
    ) -> Statement:
        relation = self.relations.by_name.get(event.relation)
        source, target = event.source, event.target
        if relation is not None and relation.symmetric and target.actor.id < source.actor.id:
            # Stored once: a symmetric relation's ends stand in the order of their ids.
            source, target = target, source
        start, end = s.starts[0], s.ends[-1]
        trigger = s.starts[event.trigger], s.ends[event.trigger]
        spans = (*_span(s, source), *_span(s, target), *trigger)
        # Actor ids too: "both parties" gives two statements whose offsets are the same.
        key = "\x1f".join(
            [document.id, event.relation, *map(str, spans), source.actor.id, target.actor.id]
        )
        return Statement(
            id="s-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20],
            document=document.id,
            source=self._known(source.actor, memory),
            target=self._known(target.actor, memory),
            relation=event.relation,
            kind=relation.kind if relation is not None else "open",
            predicate=" ".join(s.lemmas[word] for word in event.words),
            cameo=event.cameo,
            plover=event.plover,
            goldstein=event.goldstein,
            negated=event.negated,
            ended=event.ended,
            modality=event.modality,
            attributed_to=self._known(event.claimant, memory) if event.claimant else None,
            date=when[0],
            date_of=when[1],
            sentence=document.text[start:end],
            sentence_start=start,
            sentence_end=end,
            source_start=spans[0],
            source_end=spans[1],
            target_start=spans[2],
            target_end=spans[3],
            trigger_start=spans[4],
            trigger_end=spans[5],
            confidence=confidence.of(event),
            rule=event.rule,
        )

    def _known(self, actor: Actor, memory: Memory) -> Actor:
        """The actor with all that the document has told of it so far, and its names."""
        entity = memory.get(actor.id)
        if entity is None:
            return actor
        entry = self.actors.entries.get(actor.id)
        names = dict.fromkeys([*(entry.aliases if entry else ()), *entity.names])
        names.pop(actor.name, None)
        return replace(entity.actor, aliases=tuple(names) if actor.named else ())


def _once(titles: list[Event], states: list[Event]) -> list[Event]:
    """The states of titles, then those that a tree tells of other words: each once a sentence."""
    known = {(e.source.actor.id, e.relation, e.target.actor.id) for e in titles}
    words = {(e.source.actor.id, e.relation, e.trigger) for e in titles}
    return titles + [
        e
        for e in states
        if (e.source.actor.id, e.relation, e.target.actor.id) not in known
        and (e.source.actor.id, e.relation, e.trigger) not in words
    ]


def _span(s: Sentence, mention: Mention) -> tuple[int, int]:
    return s.starts[mention.first], s.ends[mention.end - 1]


def _order(statement: Statement) -> tuple[int, int, int, int, str]:
    return (
        statement.sentence_start,
        statement.trigger_start,
        statement.source_start,
        statement.target_start,
        statement.relation,
    )
