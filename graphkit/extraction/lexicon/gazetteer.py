"""The actor book as extraction asks it: always an entry, remembered between questions."""

from __future__ import annotations

from graphkit.ontology.actors import ActorBook, ActorEntry, NounClass, slugify

from .words import words

#: Answers remembered; past that they are asked again.
CAPACITY = 20_000


class Lexicon:
    """Cached look-ups in an `ActorBook`.

    Args:
        book: known actors and noun classes.
    """

    def __init__(self, book: ActorBook) -> None:
        self.book = book
        self._names: dict[str, ActorEntry | None] = {}
        self._demonyms: dict[str, ActorEntry | None] = {}

    def name(self, text: str) -> ActorEntry | None:
        """Known actor of a name."""
        if text not in self._names:
            if len(self._names) >= CAPACITY:
                self._names.clear()
            self._names[text] = self.book.lookup(text)
        return self._names[text]

    def demonym(self, word: str) -> ActorEntry | None:
        """The country (or people) that a capitalised word like "Azeri" or "Kurdish" belongs to."""
        if not word[:1].isupper():
            return None
        if word not in self._demonyms:
            if len(self._demonyms) >= CAPACITY:
                self._demonyms.clear()
            self._demonyms[word] = self._find_demonym(word)
        return self._demonyms[word]

    def _find_demonym(self, word: str) -> ActorEntry | None:
        code = self.book.demonym(word)
        if code is not None:
            return self.book.country(code) or self.book.entries.get(code)
        people = self.book.people(word)
        if people is not None:
            name, country = people
            return ActorEntry(slugify(name), name, "group", country)
        return None

    def metonym(self, text: str) -> ActorEntry | None:
        """Whose seat of power a place is: "Washington", "the Kremlin"."""
        return self.book.metonym(text)

    def region(self, text: str) -> str | None:
        """ISO code of the country in which a place lies, where the name means the place in news."""
        if text.lower() in words().directions:
            return None  # "the South": which country's, only the text knows
        return self.city(text)

    def city(self, text: str) -> str | None:
        """ISO code of the country in which a city or region of that name lies."""
        return self.book.city(text)

    def is_known(self, actor_id: str) -> bool:
        """Whether the book has an actor of this id."""
        return actor_id in self.book.entries

    def noun(self, lemma: str) -> NounClass | None:
        """The commonest class of a common noun."""
        return self.book.noun(lemma)

    def is_deed(self, word: str) -> bool:
        """Whether a noun names what is done, not who does it: "policy", "summit"."""
        return self.book.is_deed(word)
