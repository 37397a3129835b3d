"""What reading a sentence noted, as lines for people: pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.cli.output import clean, table

if TYPE_CHECKING:
    from graphkit.extraction.trace import Note, SentenceTrace
    from graphkit.extraction.values import Mention
    from graphkit.model import Document, Statement

_VIA = {
    "name": "by name",
    "noun": "by what it is",
    "stands-for": "its deed or thing",
    "concerns": "what only concerns it",
    "told": "a pronoun that can mean nobody else",
    "pronoun": "a pronoun",
    "phrase": "met before",
    "pair": "one of two",
    "place": "a place",
}


def document_lines(
    document: Document, found: list[Statement], traces: list[SentenceTrace]
) -> Iterator[str]:
    """Every sentence of a document, a blank line between two."""
    for number, trace in enumerate(traces):
        if number:
            yield ""
        yield from sentence_lines(document, found, trace)


def sentence_lines(
    document: Document, found: list[Statement], trace: SentenceTrace
) -> Iterator[str]:
    """One sentence: mentions, words tried, what was told and dropped."""
    yield f'{trace.index}  "{clean(document.text[trace.start : trace.end])}"'
    here = [one for one in found if one.sentence_start == trace.start]
    yield from _section("mentions", table(("phrase", "stands for", "", "why"), _mentions(trace)))
    for at in dict.fromkeys(note.at for note in trace.notes if note.kind in _OF_A_WORD):
        notes = [note for note in trace.notes if note.at == at and note.kind in _OF_A_WORD]
        yield from _section(f"tried: {notes[0].word}", table(("",) * 4, _tried(notes)))
    yield from _section("told", table(("",) * 4, _told(here)))
    left = [(note.word, note.text, note.place) for note in _of(trace, "dropped", "skipped")]
    yield from _section("dropped", table(("",) * 3, left))


def _of(trace: SentenceTrace, *kinds: str) -> list[Note]:
    return [note for note in trace.notes if note.kind in kinds]


def _tried(notes: list[Note]) -> Iterator[tuple[str, ...]]:
    """Each trigger with what was found for it, which is noted before its outcome is known."""
    below: list[Note] = []
    for note in notes:
        if note.kind != "trigger":
            below.append(note)
            continue
        yield _row(note)
        yield from map(_row, below)
        below.clear()
    yield from map(_row, below)


def _row(note: Note) -> tuple[str, ...]:
    return _LABEL[note.kind], note.rule, note.text, note.place


_OF_A_WORD = {"trigger", "slot", "governor", "status"}
_LABEL = {"trigger": "trigger", "slot": "  slot", "governor": "  under", "status": "  means"}


def _section(name: str, lines: Iterator[str]) -> Iterator[str]:
    """A heading and its table, or nothing where the table is empty."""
    shown = [line for line in lines if line.strip()]
    if len(shown) > (name == "mentions"):
        yield f"  {clean(name)}"
        yield from (f"    {line}" for line in shown)


def _mentions(trace: SentenceTrace) -> Iterator[tuple[str, ...]]:
    reasons: dict[int, list[Note]] = {}
    for note in trace.notes:
        if note.kind in {"reference", "speaker"}:
            reasons.setdefault(note.at, []).append(note)
    seen: set[tuple[int, str]] = set()
    for mention in trace.mentions:
        if (mention.head, mention.actor.id) not in seen:
            seen.add((mention.head, mention.actor.id))
            yield _mention(trace, mention, reasons.get(mention.head, []))
    stood_for = {mention.head for mention in trace.mentions}
    for at, notes in reasons.items():
        if at not in stood_for:
            last = notes[-1]
            yield trace.words[at], last.outcome, "", last.text


def _mention(trace: SentenceTrace, mention: Mention, notes: list[Note]) -> tuple[str, ...]:
    phrase = " ".join(trace.words[mention.first : mention.end])
    why = "; ".join(dict.fromkeys([_VIA[mention.via], *(note.text for note in notes)]))
    named = mention.actor.id if mention.actor.named else "without a name"
    return phrase, mention.actor.name, f"{mention.actor.kind}, {named}", why


def _told(found: list[Statement]) -> Iterator[tuple[str, ...]]:
    for one in found:
        negated = "not " if one.negated else ""
        said = f", says {one.attributed_to.name}" if one.attributed_to is not None else ""
        ends = f"{one.source.name} --{negated}{one.relation}--> {one.target.name}"
        yield ends, f"{one.modality}{said}", one.rule, one.id
