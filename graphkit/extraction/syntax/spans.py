"""Stretches of words: names as the sentence writes them, and the words that belong to a noun."""

from __future__ import annotations

from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.lexicon.words import words
from graphkit.ontology.actors import ActorEntry

from .tree import Sentence

#: Prepositions of where something is or happens.
_WHERE = frozenset(
    "in at near outside around inside within across throughout into off over along".split()
)


def text(s: Sentence, first: int, end: int) -> str:
    """Words `first` to `end` (exclusive) with their own spacing; any white space is one space."""
    parts = []
    for index in range(first, end):
        parts.append(s.words[index])
        if index + 1 < end and (
            s.starts[index + 1] > s.ends[index] or _of_a_tag(s.words[index], s.words[index + 1])
        ):
            parts.append(" ")
    return "".join(parts)


def _of_a_tag(word: str, after: str) -> bool:
    """Whether two words that touch are those of a hashtag: "#SouthKorea"."""
    return word[-1:].islower() and after[:1].isupper()


def phrase_text(s: Sentence, head: int) -> str:
    """The noun phrase of a head up to the head itself: "the Turkish police"."""
    first, end = s.phrase(head)
    return text(s, first, min(end, head + 1))


def compound_lemma(s: Sentence, head: int) -> str:
    """Lemma of a noun, with the word that a hyphen joins to it: "secretary-general"."""
    if head > 1 and s.words[head - 1] == "-" and s.heads[head - 2] in {head, head - 1}:
        return f"{s.lower[head - 2]}-{s.lemmas[head]}"
    return s.lemmas[head]


def run_head(s: Sentence, first: int, end: int) -> int:
    """The word of a name whose own head lies outside it."""
    for index in range(first, end):
        if not first <= s.heads[index] < end or s.heads[index] == index:
            return index
    return end - 1


def name_run(s: Sentence, head: int) -> tuple[int, int, str] | None:
    """(first, end, label) of the name that a word stands in, or None.

    A proper noun that the model gave no label is a name with the label "", together with the
    capitalised words that hang on it.
    """
    for first, end, label in s.runs:
        if first <= head < end:
            return first, end, label
    if s.upos[head] != "PROPN":
        return None
    first, end = head, head + 1
    while first > 0 and _hangs(s, first - 1, head, {"compound", "amod", "flat"}):
        first -= 1
    while end < len(s) and _hangs(s, end, head, {"flat", "compound"}):
        end += 1
    return first, end, ""


def written(s: Sentence, head: int, name: str) -> tuple[int, int] | None:
    """(first, end) of the words around `head` that write `name`, inside the name that it heads."""
    run = name_run(s, head) if name else None
    if run is None:
        return None
    for first in range(run[0], head + 1):
        for end in range(run[1], head, -1):
            if text(s, first, end) == name:
                return first, end
    return None


def located(s: Sentence, head: int) -> bool:
    """Whether a name says where something is: "in Kabul", "the Geneva talks"."""
    if s.preposition(head).split(" ")[0] in _WHERE:
        return True
    noun = s.heads[head]
    return (
        s.deps[head] in {"compound", "nmod", "nmod:unmarked"}
        and head < noun
        and s.lemmas[noun] in words().happenings
    )


def name_text(s: Sentence, head: int) -> str:
    """The name that a word heads, or the word itself."""
    run = name_run(s, head)
    return text(s, run[0], run[1]) if run is not None else s.words[head]


def _hangs(s: Sentence, at: int, head: int, deps: set[str]) -> bool:
    return s.heads[at] == head and s.deps[at] in deps and s.words[at][:1].isupper()


def demonym(book: Lexicon, s: Sentence, at: int) -> tuple[ActorEntry, int] | None:
    """Whose people a word is of, with the word before it where both are one: "South African".

    Returns:
        the country or people and the first word, or None for other words.
    """
    if at > 0 and s.words[at - 1][:1].isupper() and s.heads[at - 1] in {at, s.heads[at]}:
        entry = book.demonym(f"{s.words[at - 1]} {s.words[at]}")
        if entry is not None:
            return entry, at - 1
    entry = book.demonym(s.words[at])
    return (entry, at) if entry is not None else None
