"""The names of a document: full names for names in part, one name for its near-identical spellings, abbreviations.

Collected before the first statement, since a text may say "Borrell" before "Josep Borrell".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphkit.resolution.names import part_of_name, same_person

from .lexicon import Lexicon
from .tree import Sentence, name_runs

_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z&.-]{1,9}$")
#: How often a name must be met before its spelling is preferred needs no number: the first wins.
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "-"})


class People:
    """Names met so far in one document.

    Args:
        book: tells titles from names.
    """

    def __init__(self, book: Lexicon) -> None:
        self._book = book
        self._full: dict[str, str] = {}
        self._names: list[str] = []
        self._by_word: dict[str, list[str]] = {}
        self._short: dict[str, str] = {}
        self._roles: dict[str, str] = {}

    def read(self, sentences: Iterable[Sentence]) -> None:
        """Collect names and abbreviations of these sentences."""
        for s in sentences:
            for first, end, label in name_runs(s.names):
                if label == "PERSON":
                    begin, titles = strip_title(s, first, end, self._book)
                    self._add(_join(s, begin, end), self._role(s, begin, end, titles))
                elif label == "ORG":
                    self._abbreviation(s, first, end)

    def knows(self, name: str) -> bool:
        """Whether this is a person's name that was met before."""
        return name in self._full

    def full(self, name: str) -> str:
        """The fullest name of whoever is called `name` in this document."""
        known = self._full.get(name, name)
        if " " in known:
            return known
        for other in self._by_word.get(known.lower(), ()):
            if part_of_name(known, other):
                return self._full.get(other, other)
        return known

    def expansion(self, short: str) -> str | None:
        """The full name that this abbreviation stands for, if the document has introduced it."""
        return self._short.get(short)

    def _role(self, s: Sentence, first: int, end: int, titles: list[int]) -> str | None:
        """The role noun that a name has as title or apposition, or None."""
        near = list(titles)
        for at in range(first, end):
            near.extend(c for c in s.children[at] if s.deps[c] in {"nmod:desc", "appos", "compound"})
            if s.deps[at] == "appos":
                near.append(s.heads[at])
        for at in near:
            noun = self._book.noun(s.lemmas[at])
            if noun is not None and noun.kind == "person":
                return s.lemmas[at]
        return None

    def _add(self, name: str, role: str | None) -> None:
        if role is not None:
            self._roles.setdefault(name, role)
        if name in self._full or not name:
            return
        if " " not in name:
            self._full[name] = name
            return
        # Only names that share a word or a beginning can be spellings of one another.
        last = name.split()[-1].lower()
        for other in self._by_word.get(last, ()):
            if same_person(name, other, role, self._roles.get(other)):
                self._full[name] = self._full[other]
                return
        self._full[name] = name
        self._names.append(name)
        for word in set(name.lower().split()):
            self._by_word.setdefault(word, []).append(name)

    def _abbreviation(self, s: Sentence, first: int, end: int) -> None:
        """"European External Action Service (SEAE)", "the OSCE (Organization for ...)": either order."""
        if end + 2 < len(s) and s.words[end] == "(" and s.words[end + 2] == ")":
            short, full = s.words[end + 1], _join(s, first, end)
            if _ABBREVIATION.match(short) and _letters_fit(short, full):
                full = full[4:] if full.lower().startswith("the ") else full
                self._short.setdefault(short, full)


def strip_title(s: Sentence, first: int, end: int, book: Lexicon) -> tuple[int, list[int]]:
    """Where a name begins after its titles ("Prime Minister Nikol Pashinyan"), and the title nouns."""
    titles: list[int] = []
    begin = _after_title(s, first, end, book, titles)
    for index in range(first, end - 1):
        if s.lower[index] in {"'s", "’s"}:
            begin = index + 1  # "Demosisto's Nathan Law"
    while begin < end - 1:
        noun = book.noun(s.lower[begin])
        demonym = book.demonym(s.words[begin]) is not None
        titled = noun is not None and noun.kind == "person"
        if not (titled or demonym or s.deps[begin] == "nmod:desc" or s.lower[begin] in _TITLE_PARTS):
            break
        if titled:
            titles.append(begin)
        begin += 1
    return begin, titles


_TITLE_PARTS = frozenset(
    "prime foreign vice deputy mr mr. mrs mrs. ms ms. dr dr. sir lord lady gen. gen general sen. sen rep. "
    "rep gov. gov pres. president secretary former defence defense interior chief the col. lt. capt. sgt. st. "
    "prof. professor king queen prince princess pope saint".split()
)


def _after_title(s: Sentence, first: int, end: int, book: Lexicon, titles: list[int]) -> int:
    """Where "U.S. President", "US Secretary of State" or "Ambassador to the United States" ends."""
    last = first - 1
    for index in range(first, end - 1):
        noun = book.noun(s.lower[index])
        if noun is not None and noun.kind == "person" and s.words[index][:1].isupper():
            titles.append(index)
            last = index
    if last < first:
        return first
    before = all(
        index in titles
        or s.lower[index] in _TITLE_PARTS
        or book.demonym(s.words[index]) is not None
        or book.name(s.words[index]) is not None
        or s.words[index] in {"-", ","}
        for index in range(first, last)
    )
    if not before:
        titles.clear()
        return first
    begin = last + 1
    if begin < end - 1 and s.lower[begin] in {"of", "to", "for"}:
        # What the title is of: a known name, or a word like "State".
        for stop in range(end - 1, begin + 1, -1):
            inner = begin + 2 if s.lower[begin + 1] == "the" else begin + 1
            if inner < stop and (
                book.name(_join(s, inner, stop)) is not None or (stop == inner + 1 and s.lower[inner] in _OFFICES)
            ):
                return stop
    return begin


_OFFICES = frozenset("state defense defence justice interior finance war health education staff".split())


def is_title(word: str, book: Lexicon) -> bool:
    """Whether a lower-case word is a title rather than a name."""
    noun = book.noun(word)
    return word in _TITLE_PARTS or (noun is not None and noun.kind == "person")


def _join(s: Sentence, first: int, end: int) -> str:
    parts = []
    for index in range(first, end):
        parts.append(s.words[index])
        if index + 1 < end and s.starts[index + 1] > s.ends[index]:
            parts.append(" ")
    return "".join(parts)


def _letters_fit(short: str, full: str) -> bool:
    """Most capital letters of the abbreviation begin words of the name (order aside: "SEAE")."""
    initials = [word[0].upper() for word in full.split() if word.lower() not in _SMALL]
    letters: Sequence[str] = [letter for letter in short if letter.isupper()]
    if len(letters) < 2:
        return False
    left = list(initials)
    hits = 0
    for letter in letters:
        if letter in left:
            left.remove(letter)
            hits += 1
    return hits >= len(letters) - 1
