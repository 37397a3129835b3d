"""Noun phrases to actors: whom the phrase of a word names, or stands for.

`Resolver.actors(sentence, head)` is the one door: it takes the head of a phrase and gives the
actors that it stands for, with the span that says so. Names and nouns (`mentions`), pronouns and
definite phrases each have a module; this one asks them in order and remembers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions import actors, names, nouns
from graphkit.extraction.mentions.memory import Memory
from graphkit.extraction.mentions.people import People
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import PRONOUNS, Sentence
from graphkit.extraction.trace import Trace
from graphkit.extraction.values import STANDING, Mention
from graphkit.model import Actor

from . import phrases, pronouns

#: Relations by which a noun takes part in a clause, so that it may be spoken of later.
_TAKING_PART = frozenset(
    {"nsubj", "obj", "nsubj:pass", "iobj", "obl", "nmod:poss", "obl:agent", "conj"}
)


class Resolver:
    """Finds the actors of one document, sentence by sentence, in order.

    Args:
        book: known actors and noun classes.
        people: full names of the people of the document.
        memory: the document so far.

    Attributes:
        home: the country in whose capital the report was written, or None.
        subject: the one country that the text is about, or None.
        trace: takes notes, where somebody asked for them.
    """

    def __init__(
        self, book: Lexicon, people: People, memory: Memory, trace: Trace | None = None
    ) -> None:
        self.book, self.people, self.memory = book, people, memory
        self.trace = trace
        self.home: Actor | None = None
        self.subject: Actor | None = None
        # Of the sentence at work: what each phrase stands for, and what each is itself.
        self._actors: dict[int, tuple[Mention, ...]] = {}
        self._direct: dict[int, tuple[Mention, ...]] = {}
        self._opened: set[tuple[int, int]] = set()
        self._finding: set[int] = set()

    def begin(self, s: Sentence) -> None:
        """Start a sentence: its names, then its nouns, enter the memory in word order."""
        self._actors.clear()
        self._direct.clear()
        for first, end, _ in s.runs:
            head = spans.run_head(s, first, end)
            # A name inside a bigger phrase with its own head ("US State Department") is no mention.
            if s.upos[head] in {"PROPN", "NOUN", "X"}:
                self.direct(s, head)
        for at, tag in enumerate(s.upos):
            if tag == "NOUN" and s.deps[at] in _TAKING_PART:
                noun = self.book.noun(s.lemmas[at])
                if noun is not None and noun.kind != "other":
                    self.direct(s, at)
        for at, dep in enumerate(s.deps):
            if dep == "conj" and s.deps[s.heads[at]] != "conj":
                both = [m for one in s.conjuncts(s.heads[at]) for m in self._named_at(s, one)]
                if len(both) == 2:
                    self.memory.note_pair(s.index, at, both[0].actor, both[1].actor)

    def _named_at(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """A named actor that a conjunct is, a demonym before a noun included."""
        found = self._direct.get(head) or ()
        if not found and s.upos[head] in {"PROPN", "ADJ"}:
            found = self.modifier(s, head)
        return found

    def mentions(self) -> tuple[Mention, ...]:
        """Whom the phrases of the sentence begun last stand for, as far as anything has asked."""
        asked = {**self._direct, **self._actors}
        return tuple(mention for head in sorted(asked) for mention in asked[head])

    def actors(self, s: Sentence, head: int, depth: int = 0) -> tuple[Mention, ...]:
        """Actors that the phrase of a head stands for; empty where it stands for none.

        Args:
            s: the sentence begun last.
            head: index of the phrase's head.
            depth: phrases that this one was asked for by; past a few nothing is found.
        """
        known = self._actors.get(head)
        if known is not None:
            return known
        if depth > nouns.MAX_DEPTH or head in self._finding:
            return ()  # in a circle of pronouns that ask for one another nobody is named
        self._finding.add(head)
        try:
            known = self._find(s, head, depth)
        finally:
            self._finding.discard(head)
        if depth == 0:
            self._actors[head] = known
        return known

    def modifier(self, s: Sentence, at: int) -> tuple[Mention, ...]:
        """The actor that a word before a noun names: "Israeli", "Taliban", "US"."""
        demonym = spans.demonym(self.book, s, at)
        if demonym is not None:
            entry, first = demonym
            met = self.met(s, at, actors.known(entry), spans.text(s, first, at + 1))
            return (replace(met, first=min(met.first, first)),)
        return self.direct(s, at)

    def classes(self, s: Sentence, head: int) -> frozenset[str]:
        """What the phrase is, as the ontology asks: of "actor", "person", "thing", "place"."""
        if s.upos[head] != "PRON":
            found = self.direct(s, head)
        elif s.lower[head] in {"it", "that", "this", "what", "which"}:
            found = self.actors(s, head)
        else:
            return frozenset({"actor", "person"})
        return _classes_of(found) if found else frozenset({"thing"})

    def direct(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """The actor that a phrase is itself, by name or noun; not whom it only stands for."""
        known = self._direct.get(head)
        if known is None:
            # Set first: an apposition may lead back here.
            self._direct[head] = ()
            known = self.name(s, head) or self.noun(s, head)
            self._direct[head] = known
        return known

    def name(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """See `names.name`."""
        return names.name(self, s, head)

    def noun(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """See `nouns.noun`."""
        return nouns.noun(self, s, head)

    def definite_phrase(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """See `phrases.definite_phrase`."""
        return phrases.definite_phrase(self, s, head)

    def _find(self, s: Sentence, head: int, depth: int) -> tuple[Mention, ...]:
        if (
            s.upos[head] == "PRON"
            or s.xpos[head] in {"PRP", "PRP$", "DT", "WP"}
            or s.lower[head] in PRONOUNS
        ):
            return pronouns.pronoun(self, s, head)
        direct = self.direct(s, head)
        if direct:
            return direct
        if s.upos[head] in {"NUM", "ADJ", "DET"}:
            # "11 of Iran's prisoners", "many of the rebels": the members.
            for child in s.kids(head, "nmod", "obl"):
                if s.preposition(child) in {"of", "among"}:
                    members = self.actors(s, child, depth + 1)
                    return tuple(self.spanned(s, head, mention) for mention in members)
            return ()
        if _of_money(s, head):
            return ()  # "50 million US dollars"
        phrase = self.definite_phrase(s, head)
        if phrase:
            return phrase
        return nouns.stands_for(self, s, head, depth)

    @contextmanager
    def opened(self, first: int, end: int) -> Iterator[bool]:
        """Whether nobody resolves the name of these words already; holds it open meanwhile."""
        key = (first, end)
        fresh = key not in self._opened
        self._opened.add(key)
        try:
            yield fresh
        finally:
            if fresh:
                self._opened.discard(key)

    def spanned(self, s: Sentence, head: int, mention: Mention, via: str = "") -> Mention:
        """A mention inside the phrase of `head`, as a mention by that phrase."""
        first, end = s.phrase(head)
        if mention.first >= first:
            end = max(end, mention.end)
        return Mention(mention.actor, head, min(first, mention.first), end, via or mention.via)

    def met(self, s: Sentence, head: int, actor: Actor, name: str, gender: str = "") -> Mention:
        """Remember that an actor stands at `head`.

        Args:
            s: the sentence.
            head: head of the phrase.
            actor: who.
            name: what the text calls it, "" for no name.
            gender: "f", "m" or "" where the text does not tell.
        """
        first, end = s.phrase(head)
        if (written := spans.written(s, head, name)) is not None:
            # "Immigration and Customs Enforcement": all of a name, however it is coordinated
            first, end = min(first, written[0]), max(end, written[1])
        # "the United States" is one body for all its plural form.
        plural = actor.kind == "group" or (
            # "the army said it", "the troops said they"
            actor.kind in {"military", "person", "other"} and s.xpos[head] in {"NNS", "NNPS"}
        )
        top = head
        while s.deps[top] in {"appos", "flat", "nmod:desc"} and s.heads[top] != top:
            top = s.heads[top]  # "the envoy, Stefano Sannino, spoke": the name is the subject too
        entity = self.memory.note(
            actor,
            name,
            s.index,
            head,
            subject=s.deps[top] in {"nsubj", "nsubj:pass", "obl:agent"},
            plural=plural,
            gender=gender,
            verb=s.lemmas[s.heads[top]],
        )
        before = entity.actor
        if (actor.role, actor.country) != (before.role, before.country):
            actor = replace(
                before, role=before.role or actor.role, country=before.country or actor.country
            )
            self.memory.update(actor)
        return Mention(actor, head, first, end, "name" if actor.named else "noun")


def _of_money(s: Sentence, at: int) -> bool:
    return at < len(s) and (s.lower[at] in words().currencies or s.lemmas[at] in words().currencies)


def _classes_of(mentions: tuple[Mention, ...]) -> frozenset[str]:
    found = set()
    for mention in mentions:
        if mention.via in STANDING:
            found.add("thing")
        elif mention.actor.kind == "place" or mention.via == "place":
            found.add("place")
        else:
            found.update({"actor", mention.actor.kind})
            if mention.actor.kind == "country":
                found.add("place")
    return frozenset(found)
