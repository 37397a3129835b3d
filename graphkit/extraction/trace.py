"""Why a statement was made, or was not: notes that are taken only when somebody asks.

A `Trace` hangs on the document that is read (`mentions.discourse.Discourse.trace`). It is None
unless `graphkit explain` asks, and whoever has something to tell looks first, so that reading
without one costs nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from .values import Mention

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that reading a sentence came upon.

    Attributes:
        kind: "reference" (whom a phrase stands for, and why), "speaker", "trigger" (a reading of a
            word, and whether it held), "slot" (what filled a slot), "governor" (a word above the
            clause), "status" (how the clause is meant), "told", "dropped" or "skipped" (the
            sentence).
        at: index of the word, -1 for the sentence.
        word: that word.
        rule: stable key of the rule or trigger, where it has one.
        outcome: for programs: what came of it ("told", "obj", a slot, a statement's id, a reason).
        text: the same for people.
        place: file and line of the rule: of the data where it is data, else of the code.
    """

    kind: str
    at: int
    word: str
    rule: str
    outcome: str
    text: str
    place: str


@dataclass(slots=True)
class SentenceTrace:
    """The notes of one sentence, in the order in which they were taken.

    Attributes:
        index: position of the sentence in the document.
        start, end: its offsets in the document.
        words: its words.
        mentions: whom its phrases stand for, in word order.
        notes: what was noted.
    """

    index: int
    start: int
    end: int
    words: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    notes: list[Note] = field(default_factory=list)


class Trace:
    """Takes the notes of one document.

    Attributes:
        sentences: what was noted of each sentence so far.
    """

    def __init__(self) -> None:
        self.sentences: list[SentenceTrace] = []

    def begin(self, index: int, start: int, end: int, words: tuple[str, ...]) -> None:
        """Start a sentence; see `SentenceTrace`."""
        self.sentences.append(SentenceTrace(index, start, end, words))

    def note(
        self,
        kind: str,
        at: int,
        text: str,
        *,
        rule: str = "",
        outcome: str = "",
        place: str | None = None,
    ) -> None:
        """Note something of the sentence begun last; see `Note`.

        Args:
            kind, at, text, rule, outcome: see `Note`.
            place: where the rule stands; the caller's own file and line if not given.
        """
        here = self.sentences[-1]
        word = here.words[at] if at >= 0 else ""
        if place is None:
            caller = sys._getframe(1)
            file = Path(caller.f_code.co_filename)
            inside = file.is_relative_to(_PACKAGE)
            shown = file.relative_to(_PACKAGE).as_posix() if inside else file.name
            place = f"{shown}:{caller.f_lineno}"
        here.notes.append(Note(kind, at, word, rule, outcome, text, place))

    def close(self, mentions: tuple[Mention, ...]) -> None:
        """End the sentence begun last with the mentions that were found in it."""
        self.sentences[-1].mentions = mentions
