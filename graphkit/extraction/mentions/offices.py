"""Titles as they are written around a name: what the office is, and what it is of.

Read from the words alone, not from the tree: titles are the likeliest place for a parser to slip,
and their order is fixed ("former Finnish President N", "Prime Minister of Kosovo N", "President N
of Ecuador", "N, director of the agency").
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import POSSESSIVES, Sentence

from .people import strip_title

#: Words that a title may be long, with what it is of.
_REACH = 12
_OF = frozenset({"of", "for", "at", "to", "in"})
_LINKS = frozenset({"of", "and", "the", "&", "-", "for", ",", "on"})
_BEFORE_ROLE = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_COMMAS = frozenset({",", "–", "—", "-"})


@dataclass(frozen=True, slots=True)
class Office:
    """A title beside a name.

    Attributes:
        role: its key in the ontology's roles ("prime_minister").
        title: its last word.
        first: its first word.
        name: (first, end) of the person's name.
        owner: (first, end) of what it is of, or None where the text does not say here.
        past: it is held no more.
    """

    role: str
    title: int
    first: int
    name: tuple[int, int]
    owner: tuple[int, int] | None
    past: bool


def offices(s: Sentence, book: Lexicon, roles: Container[str]) -> Iterator[Office]:
    """The offices of the people named in a sentence.

    Args:
        s: the sentence, titles taken off its names.
        book: known actors and nouns.
        roles: keys of the roles of the ontology.
    """
    last: Office | None = None
    for first, end, label in s.runs:
        if label != "PERSON":
            continue
        begin, _ = strip_title(s, first, end, book)
        while end - 1 > begin and s.lower[end - 1] in POSSESSIVES:
            end -= 1
        found = _before(s, (begin, end), book, roles) or _shared(s, (begin, end), last, book)
        if found is not None:
            yield found
        for other in _after(s, (begin, end), book, roles):
            if found is None or other.title != found.title:
                yield other
        last = found


def _before(
    s: Sentence, name: tuple[int, int], book: Lexicon, roles: Container[str]
) -> Office | None:
    """A title before a name: "Armenian Prime Minister N", "the President of Ecuador, N"."""
    at = name[0] - 1
    while at >= 0 and s.lower[at] in words().honorifics:
        at -= 1
    if at >= 0 and s.words[at] in _COMMAS and s.words[at] != "-":
        at -= 1
    close = at
    for title in range(at, max(-1, at - _REACH), -1):
        role = role_at(s, title, roles)
        if role is None:
            if not _may_follow(s, title):
                return None
            continue
        tail = _tail(s, title + 1, close + 1, book)
        if tail is None:
            return None
        found = Office(role, title, _first(title, role), name, tail.owner, False)
        found = _leftwards(s, found, book)
        if found.owner is not None and s.lower[max(0, found.owner[0] - 1)] == "and":
            return None  # "the Croatian and Bosnian presidents, N and M": one each
        if close < name[0] - 1 and found.owner is None and tail.owner is None:
            # "the minister, Ara Aivazian": a comma wants something that says whose
            return found if s.lower[max(0, found.first - 1)] == "the" else None
        return _named_after(s, found, book) if found.owner is None else found
    return None


def _named_after(s: Sentence, office: Office, book: Lexicon) -> Office:
    """The same with what follows the name: "President N of Ecuador"."""
    at = office.name[1]
    if at + 1 >= len(s) or s.lower[at] != "of":
        return office
    begin = at + 1 + (s.lower[at + 1] == "the")
    end = name_end(s, begin, book) if begin < len(s) else None
    return office if end is None else replace(office, owner=(begin, end))


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands between a title and a name: whose it is, where the text says so."""

    owner: tuple[int, int] | None


def _tail(s: Sentence, first: int, end: int, book: Lexicon) -> _Tail | None:
    """What a title before a name is of or for, or None for words that belong to no title."""
    if first >= end:
        return _Tail(None)
    if s.lower[first] not in _OF:
        return None
    for cut in range(end - 2, first - 1, -1):
        # "Minister for Foreign Affairs of Armenia": the last one tells whose
        if s.lower[cut] in {"of", "for", "at"}:
            begin = cut + 1 + (s.lower[cut + 1] == "the")
            like = owner_like(s, begin, end, book) if begin < end else None
            if like is not None and not (s.lower[cut] == "for" and _land(s, begin, end, book)):
                return _Tail((begin, end))
    return _Tail(None)


def _leftwards(s: Sentence, office: Office, book: Lexicon) -> Office:
    """The words before a title: what else is in it, whose it is, whether it is over."""
    first, owner, past = office.first, None, office.past
    at = first - 1
    while at >= 0 and office.first - at <= _REACH:
        low = s.lower[at]
        if low in words().past_roles or low == "ex":
            past = True
        elif low in words().role_adjectives or low in words().role_fields or low in {"-", "and"}:
            if low == "and" and not _role_word(s, at - 1):
                break
            first = at
        elif owner is None and (low in POSSESSIVES or _capital(s, at)):
            end = at if low in POSSESSIVES else at + 1
            begin = name_start(s, end, book)
            if begin is None:
                break
            owner = (begin, end)
            at = begin
        else:
            break
        at -= 1
    if owner is not None and (office.owner is None or not _is_of(s, office.owner[0] - 1)):
        return replace(office, first=first, owner=owner, past=past)
    return replace(office, first=first, past=past)


def _is_of(s: Sentence, begin: int) -> bool:
    """Whether what a title is of follows it with "of"; "for" may only say where."""
    return s.lower[begin - (s.lower[begin] == "the")] == "of"


def _after(
    s: Sentence, name: tuple[int, int], book: Lexicon, roles: Container[str]
) -> Iterator[Office]:
    """A title after a name: "N, director of the agency", "N, the EU's envoy"."""
    at = name[1]
    if at >= len(s) or s.words[at] not in {",", "(", "–", "—"}:
        return
    at += 1
    limit = min(len(s), at + _REACH)
    past = False
    while at < limit:
        low = s.lower[at]
        role = role_at(s, at, roles)
        if role is not None and role_at(s, at + 1, roles) is None:
            office = _leftwards(s, Office(role, at, _first(at, role), name, None, past), book)
            if office.first <= name[1]:
                return
            owner = office.owner if office.owner and office.owner[0] > name[1] else None
            if at + 1 < len(s) and s.lower[at + 1] in {"of", "for", "at", "in"}:
                begin = at + 2 + (s.lower[min(at + 2, len(s) - 1)] == "the")
                end = name_end(s, begin, book)
                if end is not None and (owner is None or s.lower[at + 1] == "of"):
                    owner = (begin, end)
            yield replace(office, owner=owner)
            return
        if low in words().past_roles:
            past = True
        elif not (
            low in _BEFORE_ROLE
            or low in words().role_adjectives
            or low in words().role_fields
            or low in POSSESSIVES
            or low in {"-", "of", "and"}
            or _capital(s, at)
            or s.upos[at] in {"ADJ"}
        ):
            return
        at += 1


def _shared(
    s: Sentence, name: tuple[int, int], last: Office | None, book: Lexicon
) -> Office | None:
    """The next of several with one title: "Senators N of Florida and M", "Presidents N and M"."""
    if last is None or s.xpos[last.title] not in {"NNS", "NNPS"}:
        return None
    between = s.lower[last.name[1] : name[0]]
    if "of" in between[:1]:
        end = name_end(s, last.name[1] + 1, book)
        between = s.lower[end : name[0]] if end is not None else between
    if between not in ([","], ["and"], [",", "and"]):
        return None
    return replace(last, name=name, owner=None)


def _first(title: int, role: str) -> int:
    """First word of a role that ends at `title`."""
    return title - role.count("_") - 2 * role.count("-")


def role_at(s: Sentence, at: int, roles: Container[str]) -> str | None:
    """The key of the role that ends at a word, the longest first, or None."""
    if not 0 <= at < len(s):
        return None
    low, lemma = s.lower[at], s.lemmas[at]
    keys = []
    if at > 1 and s.words[at - 1] == "-":
        keys.append(f"{s.lower[at - 2]}-{lemma}")
    if at > 1:
        keys.append(f"{s.lower[at - 2]}_{s.lower[at - 1]}_{low}")
    if at > 0:
        keys += [f"{s.lower[at - 1]}_{lemma}", f"{s.lower[at - 1]}_{low}"]
    keys += [lemma, low, low.rstrip(".")]
    return next((key for key in keys if key in roles), None)


def owner_like(s: Sentence, begin: int, end: int, book: Lexicon) -> str | None:
    """What kind of name these words are: "known", "demonym", or a label; None for no name."""
    text = spans.text(s, begin, end)
    if book.name(text) is not None or book.metonym(text) is not None:
        return "known"
    if book.demonym(text) is not None:
        return "demonym"
    for first, stop, label in s.runs:
        if stop == end and first <= begin and label in {"ORG", "LOC", "NORP"}:
            return label
    return None


def name_start(s: Sentence, end: int, book: Lexicon) -> int | None:
    """Where the name of a body or country that ends before `end` begins, or None."""
    for first, stop, label in s.runs:
        if first < end <= stop and label in {"ORG", "LOC", "NORP"}:
            return first + (s.lower[first] == "the" and first + 1 < end)
    for begin in range(max(0, end - 4), end):
        if s.words[begin][:1].isupper() and owner_like(s, begin, end, book) is not None:
            return begin
    return None


def name_end(s: Sentence, begin: int, book: Lexicon) -> int | None:
    """Where the name of a body or country that begins at `begin` ends, or None."""
    for first, stop, label in s.runs:
        if first <= begin < stop:
            return stop if label in {"ORG", "LOC", "NORP"} else None
    for end in range(min(len(s), begin + 5), begin, -1):
        text = spans.text(s, begin, end)
        if book.name(text) is not None and text[:1].isupper():
            return end
    return None


def _land(s: Sentence, begin: int, end: int, book: Lexicon) -> bool:
    """Whether words name a place: "Minister for the Middle East" says where, not whose."""
    entry = book.name(spans.text(s, begin, end))
    if entry is not None:
        return entry.kind in {"country", "place"}
    return any(stop == end and label == "LOC" for _, stop, label in s.runs)


def _may_follow(s: Sentence, at: int) -> bool:
    """Whether a word may stand between a title and the name: "of Foreign Affairs and Climate"."""
    return s.lower[at] in _LINKS or s.lower[at] in POSSESSIVES or _capital(s, at)


def _role_word(s: Sentence, at: int) -> bool:
    return at >= 0 and (
        s.lower[at] in words().role_adjectives or s.lower[at] in words().role_fields
    )


def _capital(s: Sentence, at: int) -> bool:
    return s.words[at][:1].isupper()
