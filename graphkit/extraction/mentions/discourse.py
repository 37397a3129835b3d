"""What a mention may ask of the document that it stands in.

Mentions and coreference need each other: "his German counterpart" is whoever "his" stands for, and
a pronoun stands for a mention. Both ask by this interface; `coreference.resolver` answers.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.trace import Trace
from graphkit.extraction.values import Mention
from graphkit.model import Actor

from .memory import Memory
from .people import People


class Discourse(Protocol):
    """The actors of one document so far.

    Attributes:
        book: known actors and noun classes.
        people: full names of the people of the document.
        memory: who has been mentioned.
        home: the country in whose capital the report was written, or None.
        subject: the one country that the text is about, or None.
        trace: takes notes, where somebody asked for them.
    """

    book: Lexicon
    people: People
    memory: Memory
    home: Actor | None
    subject: Actor | None
    trace: Trace | None

    def actors(self, s: Sentence, head: int, depth: int = 0) -> tuple[Mention, ...]:
        """Actors that the phrase of a head stands for."""
        ...

    def direct(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """The actor that a phrase is itself, by name or noun."""
        ...

    def name(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """The actor whose name a word stands in."""
        ...

    def noun(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """Actors that a noun names itself."""
        ...

    def modifier(self, s: Sentence, at: int) -> tuple[Mention, ...]:
        """The actor that a word before a noun names."""
        ...

    def definite_phrase(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """Somebody met before, by a definite noun phrase."""
        ...

    def opened(self, first: int, end: int) -> AbstractContextManager[bool]:
        """Whether nobody resolves the name of these words already; holds it open meanwhile."""
        ...

    def spanned(self, s: Sentence, head: int, mention: Mention, via: str = "") -> Mention:
        """A mention inside the phrase of `head`, as a mention by that phrase."""
        ...

    def met(self, s: Sentence, head: int, actor: Actor, name: str, gender: str = "") -> Mention:
        """Remember that an actor stands at `head`."""
        ...
