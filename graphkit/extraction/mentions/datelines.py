"""Whose government "the government" is: the country that a report was written in, or that an
officeholder serves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import Sentence
from graphkit.language.tokens import is_dateline
from graphkit.model import Actor

from . import actors
from .discourse import Discourse

#: Sentences back that count for what a report is about.
_REACH = 30
#: How much oftener than any other a country must be named for a text to be about it.
_FAR_MORE = 4
#: ... and how often at least; a dateline says it as well.
_OFTEN = 2
_LANDS = frozenset({"country", "government", "place", "military"})


def dateline(s: Sentence) -> bool:
    """Whether a sentence only says where a report was written: "KYIV, April 6 (Ukrinform) -"."""
    return is_dateline(spans.text(s, 0, len(s)))


def written_in(s: Sentence, book: Lexicon) -> Actor | None:
    """The country in whose capital a dateline says that a report was written."""
    first = next((at for at, word in enumerate(s.words) if word.isupper() and word[0].isalpha()), 0)
    for end in range(min(first + 4, len(s)), first, -1):
        entry = book.metonym(spans.text(s, first, end).title())
        if entry is not None and entry.kind == "country":
            return actors.known(entry)
    for comma in range(first + 1, len(s) - 1):
        # "COTABATO CITY, Philippines": not the capital, but the country is told
        for end in range(min(comma + 6, len(s)), comma + 1, -1):
            entry = book.name(spans.text(s, comma + 1, end)) if s.words[comma] == "," else None
            if entry is not None and entry.kind == "country":
                return actors.known(entry)
    return None


def subject_of(sentences: Iterable[Sentence], book: Lexicon) -> Actor | None:
    """The one country that a text is about, its dateline counted in, or None where several are."""
    counts: Counter[str] = Counter()
    for s in sentences:
        if dateline(s):
            country = written_in(s, book)
            counts.update([country.country or ""] * _OFTEN if country is not None else [])
            continue
        for first, end, label in s.runs:
            if label == "PERSON":
                continue
            text = spans.text(s, first, end)
            entry = book.name(text) or (book.demonym(text) if end - first < 3 else None)
            if entry is not None and entry.country is not None and entry.kind in _LANDS:
                counts[entry.country] += 1
    most = counts.most_common(2)
    if sum(counts.values()) < _OFTEN or (len(most) > 1 and most[0][1] < _FAR_MORE * most[1][1]):
        return None
    entry = book.book.country(most[0][0])
    return actors.known(entry) if entry is not None else None


def body_at_home(r: Discourse, s: Sentence, head: int, lemma: str) -> Actor | None:
    """The country whose "army" or "government" a report from its capital means without saying so.

    Only while the report speaks of no other country more often.
    """
    if lemma not in words().home_bodies:
        return None
    if any(s.deps[child] in {"amod", "nmod", "nmod:poss"} for child in s.children[head]):
        return None
    if r.home is None:
        return r.subject
    counts = {
        entity.actor.id: entity.count
        for entity in r.memory.recent(s.index, _REACH)
        if entity.actor.kind == "country"
    }
    most = max(counts.values(), default=0)
    found = r.home if counts.get(r.home.id, 0) >= most else None
    if r.trace is not None:
        why = f"{r.home.name}: the report was written there"
        r.trace.note("reference", head, why if found else "another country is spoken of more often")
    return found


def served(r: Discourse, person: Actor, lemma: str, kind: str) -> Actor:
    """The country of an officeholder where "his country", "his government", "his troops" is its."""
    office = any(word in words().offices for word in (person.role or "").lower().split())
    own = lemma in words().country_nouns or (
        office and (lemma in words().country_itself or kind == "military")
    )
    if person.kind != "person" or person.country is None or not own:
        return person
    entry = r.book.book.country(person.country)
    return actors.known(entry) if entry is not None else person
