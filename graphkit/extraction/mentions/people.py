"""The names of a document: full names for names in part, one for several spellings, abbreviations.

Collected before the first statement, since a text may say "Borrell" before "Josep Borrell".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import Sentence
from graphkit.model import Actor
from graphkit.ontology.formal_names import load_formal_names
from graphkit.resolution.names import part_of_name, same_person

#: Names, and abbreviations, remembered; a very long document forgets those not met for longest.
CAPACITY = 10_000
#: People remembered under one word of their names.
SHARING = 200
_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z&.-]{1,9}$")
#: Words of a name that its abbreviation may pass over.
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "-"})


class People:
    """Names met so far in one document; bounded, however long it is.

    Args:
        book: tells titles from names.
        year: when the document was published, or None.
    """

    def __init__(self, book: Lexicon, year: int | None = None) -> None:
        self._book = book
        self.year = year
        self._full: dict[str, str] = {}
        self._by_word: dict[str, list[str]] = {}
        self._short: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._offices: dict[str, dict[str, Actor]] = {}

    def __len__(self) -> int:
        return len(self._full)

    def read(self, sentences: Iterable[Sentence]) -> None:
        """Collect names and abbreviations of these sentences."""
        for s in sentences:
            for first, end, label in s.runs:
                if label == "PERSON":
                    begin, titles = strip_title(s, first, end, self._book)
                    self._add(spans.text(s, begin, end), self._role(s, begin, end, titles))
                elif label == "ORG":
                    self._abbreviation(s, first, end)

    def knows(self, name: str) -> bool:
        """Whether this is a person's name that was met before."""
        return name in self._full

    def full(self, name: str) -> str:
        """The fullest name of whoever is called `name` in this document, or the name by which
        people know him where that is a formal one.
        """
        return load_formal_names().usual(self._fullest(name))

    def _fullest(self, name: str) -> str:
        known = self._full.get(name, name)
        if " " in known:
            return known
        for other in self._by_word.get(known.lower(), ()):
            if part_of_name(known, other):
                return self._full.get(other, other)
        return known

    def note_office(self, name: str, role: str, owner: Actor) -> None:
        """Remember what the office of somebody is of; what is told first stands."""
        if name in self._offices or len(self._offices) < CAPACITY:
            self._offices.setdefault(name, {}).setdefault(role, owner)

    def office(self, name: str, role: str) -> Actor | None:
        """What this person's office of that name is of, where the document says so anywhere."""
        return self._offices.get(name, {}).get(role)

    def expansion(self, short: str) -> str | None:
        """The full name that this abbreviation stands for, if the document has introduced it."""
        return self._short.get(short)

    def _role(self, s: Sentence, first: int, end: int, titles: list[int]) -> str | None:
        """The role noun that a name has as title or apposition, or None."""
        near = list(titles)
        for at in range(first, end):
            near.extend(s.kids(at, "nmod:desc", "appos", "compound"))
            if s.deps[at] == "appos":
                near.append(s.heads[at])
        for at in near:
            noun = self._book.noun(s.lemmas[at])
            if noun is not None and noun.kind == "person":
                return s.lemmas[at]
        return None

    def _add(self, name: str, role: str | None) -> None:
        if not name:
            return
        if role is not None:
            self._roles.setdefault(name, role)
        if name in self._full:
            self._full[name] = self._full.pop(name)  # last in the order of forgetting
            return
        if len(self._full) >= CAPACITY:
            self._forget()
        if " " not in name:
            self._full[name] = name
            return
        # Only names that share their last word can be spellings of one another.
        last = name.split()[-1].lower()
        for other in self._by_word.get(last, ()):
            if same_person(name, other, role, self._roles.get(other)):
                self._full[name] = self._full[other]
                return
        self._full[name] = name
        for word in set(name.lower().split()):
            sharing = self._by_word.setdefault(word, [])
            if len(sharing) < SHARING:
                sharing.append(name)

    def _forget(self) -> None:
        """Forget the name not met for longest."""
        oldest = next(iter(self._full))
        del self._full[oldest]
        self._roles.pop(oldest, None)
        for word in set(oldest.lower().split()):
            sharing = self._by_word.get(word, [])
            if oldest in sharing:
                sharing.remove(oldest)
                if not sharing:
                    del self._by_word[word]

    def _abbreviation(self, s: Sentence, first: int, end: int) -> None:
        """What stands before its abbreviation: "European External Action Service (SEAE)"."""
        if end + 2 < len(s) and s.words[end] == "(" and s.words[end + 2] == ")":
            short, full = s.words[end + 1], spans.text(s, first, end)
            if _ABBREVIATION.match(short) and _letters_fit(short, full):
                full = full[4:] if full.lower().startswith("the ") else full
                if len(self._short) < CAPACITY:
                    self._short.setdefault(short, full)


def strip_title(s: Sentence, first: int, end: int, book: Lexicon) -> tuple[int, list[int]]:
    """Where a name begins after its titles, and the title nouns.

    "Prime Minister Nikol Pashinyan" begins at "Nikol"; "Minister" is its title noun.
    """
    titles: list[int] = []
    begin = _after_title(s, first, end, book, titles)
    for index in range(first, end - 1):
        if s.lower[index] in {"'s", "’s"}:
            begin = index + 1  # "Demosisto's Nathan Law"
    while begin < end - 1:
        titled = _person(s, begin, book)
        if not (
            titled
            or s.lower[begin] in words().title_parts
            or s.deps[begin] == "nmod:desc"
            or book.demonym(s.words[begin]) is not None
        ):
            break
        if titled:
            titles.append(begin)
        begin += 1
    return begin, titles


def _after_title(s: Sentence, first: int, end: int, book: Lexicon, titles: list[int]) -> int:
    """Where "U.S. President", "US Secretary of State" or "Ambassador to the United States" ends.

    Adds the title nouns to `titles`.
    """
    nouns = [
        at for at in range(first, end - 1) if s.words[at][:1].isupper() and _person(s, at, book)
    ]
    if not nouns or not all(
        at in nouns
        or s.lower[at] in words().title_parts
        or book.demonym(s.words[at]) is not None
        or book.name(s.words[at]) is not None
        or s.words[at] in {"-", ","}
        for at in range(first, nouns[-1])
    ):
        return first
    titles.extend(nouns)
    begin = nouns[-1] + 1
    if begin < end - 1 and s.lower[begin] in {"of", "to", "for"}:
        # What the title is of: a known name, or a word like "State".
        inner = begin + 2 if s.lower[begin + 1] == "the" else begin + 1
        for stop in range(end - 1, inner, -1):
            if book.name(spans.text(s, inner, stop)) is not None or (
                stop == inner + 1 and s.lower[inner] in words().role_domains
            ):
                return stop
    return begin


def _person(s: Sentence, at: int, book: Lexicon) -> bool:
    noun = book.noun(s.lower[at])
    return noun is not None and noun.kind == "person"


def is_title(word: str, book: Lexicon) -> bool:
    """Whether a lower-case word is a title rather than a name."""
    noun = book.noun(word)
    return word in words().title_parts or (noun is not None and noun.kind == "person")


def _letters_fit(short: str, full: str) -> bool:
    """Whether its capitals but one begin words of the name, in any order: "SEAE"."""
    left = [word[0].upper() for word in full.split() if word.lower() not in _SMALL]
    letters = [letter for letter in short if letter.isupper()]
    if len(letters) < 2:
        return False
    hits = 0
    for letter in letters:
        if letter in left:
            left.remove(letter)
            hits += 1
    return hits >= len(letters) - 1
