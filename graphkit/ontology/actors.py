"""The actors that are known beforehand: countries, organizations, armed groups, and the nouns that
name actors.

Data: `countries.json` (built by `build_countries`), `organizations.yaml`, `armed_groups.yaml`,
`governments.yaml`, `places.yaml`, `nouns.yaml`. A user's own actors come from CSV or YAML files
(see `graphkit.ontology.actors_file`) and win over all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s

from graphkit.model import Actor

_GAPS = re.compile(r"[^\w]+", re.UNICODE)
_SPACE = re.compile(r"\s+")
_LEADING_THE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’´`]s|(?<=s)['’])$")
# Letters that Unicode does not take apart into a base letter and an accent.
_FOLD = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ə": "a",
    }
)


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """A known actor.

    Attributes:
        id: stable slug ("united-states").
        name: display name.
        kind: one of `graphkit.model.ACTOR_KINDS`.
        country: ISO 3166 alpha-3 code of its country (of itself for a country), or None.
        aliases: other names.
        former: no longer exists (Soviet Union).
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    former: bool = False

    def actor(self) -> Actor:
        """The shared value for statements."""
        return Actor(self.id, self.name, self.kind, self.country)


@dataclass(frozen=True, slots=True)
class NounClass:
    """What a common noun says about the actor it names.

    Attributes:
        kind: one of `graphkit.model.ACTOR_KINDS`.
        relation: "leads", "represents" or "member-of" for a role noun, else None.
    """

    kind: str
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class ActorBook:
    """All known actors, ready for look-up. Made by `load_actors`.

    Attributes:
        entries: actor by id.
        exact: case-sensitive key (abbreviations, demonym-like names) to id.
        folded: case- and accent-free key to id.
        demonyms: demonym, as written, to ISO alpha-3 code or, where there is no country, to an
            actor's id.
        peoples: ethnic or religious word to (name of the people, ISO code or None).
        metonyms: capital or seat of power, folded, to the id of the actor it stands for.
        places: city or region, folded, to ISO code.
        nouns: lemma to its classes, the commonest first.
        deeds: lemmas of nouns that stand for the actor they hang on.
        ordinary: folded names that are common words when written in lower case.
        codes: ISO alpha-3 code to the country's id.
    """

    entries: Mapping[str, ActorEntry]
    exact: Mapping[str, str]
    folded: Mapping[str, str]
    demonyms: Mapping[str, str]
    peoples: Mapping[str, tuple[str, str | None]]
    metonyms: Mapping[str, str]
    places: Mapping[str, str]
    nouns: Mapping[str, tuple[NounClass, ...]]
    deeds: frozenset[str]
    ordinary: frozenset[str]
    codes: Mapping[str, str]

    def lookup(self, name: str) -> ActorEntry | None:
        """The known actor of this name.

        Accents, a leading "the", a possessive ending and dots in abbreviations do not matter. Case
        does not either, but for abbreviations ("US", "WHO", "IS") and for names that are common
        words in lower case ("turkey", "congress").
        """
        plain = strip_name(name)
        found = self.exact.get(undot(plain))
        if found is None:
            key = fold(plain)
            found = None if plain.islower() and key in self.ordinary else self.folded.get(key)
        return self.entries[found] if found is not None else None

    def demonym(self, word: str) -> str | None:
        """The ISO code (or actor id) that a demonym belongs to: "Azeri", "Iraqis", "Frenchmen".
        Case counts.
        """
        word = strip_name(word)
        if not word[:1].isupper():
            return None
        for form in singulars(word):
            if form in self.demonyms:
                return self.demonyms[form]
        return None

    def people(self, word: str) -> tuple[str, str | None] | None:
        """The people or faith that a word names ("Kurdish" is ("Kurds", None)), with its country
        where clear.
        """
        word = strip_name(word)
        return next((self.peoples[form] for form in singulars(word) if form in self.peoples), None)

    def country(self, code: str) -> ActorEntry | None:
        """The country of an ISO alpha-3 code."""
        found = self.codes.get(code)
        return self.entries[found] if found is not None else None

    def metonym(self, word: str) -> ActorEntry | None:
        """Whom a capital or seat of power stands for when it acts: "Washington", "the Kremlin",
        "Brussels".
        """
        found = self.metonyms.get(fold(strip_name(word)))
        return self.entries[found] if found is not None else None

    def capital(self, word: str) -> str | None:
        """The ISO code (or None) of the country whose capital or seat of power this is."""
        entry = self.metonym(word)
        return entry.country if entry is not None else None

    def city(self, name: str) -> str | None:
        """The ISO code of the country in which a city, state or province lies."""
        return self.places.get(fold(strip_name(name)))

    def noun(self, lemma: str) -> NounClass | None:
        """The commonest class of a common noun, or None when it names no actor. Words of a
        compound joined by "_".
        """
        found = self.nouns.get(lemma.lower())
        return found[0] if found else None

    def noun_classes(self, lemma: str) -> tuple[NounClass, ...]:
        """All classes of a common noun: "group" is an organization and a group."""
        return self.nouns.get(lemma.lower(), ())

    def is_deed(self, lemma: str) -> bool:
        """Whether a phrase headed by this noun stands for the actor it hangs on ("the decision of
        X").
        """
        return lemma.lower() in self.deeds


def strip_name(name: str) -> str:
    """A name without a leading "the", a possessive ending and extra space."""
    name = _SPACE.sub(" ", name).strip(' \t"“”«»')
    name = _POSSESSIVE.sub("", name)
    return _LEADING_THE.sub("", name)


def undot(name: str) -> str:
    """An abbreviation without its dots ("U.S." is "US"); other names as they are."""
    if "." not in name:
        return name
    bare = name.replace(". ", "").replace(".", "")
    return bare if len(bare) <= 6 and bare.isupper() else name


def fold(name: str) -> str:
    """A name's key: lower case, no accents, no dots, one space."""
    if name.isascii():
        text = name.casefold()
    else:
        parts = unicodedata.normalize("NFKD", name.casefold().translate(_FOLD))
        text = "".join(char for char in parts if not unicodedata.combining(char))
        text = text.translate(_FOLD)
    text = text.replace("’", "'").replace(".", "").replace("-", " ").replace("&", "and")
    return _SPACE.sub(" ", text).strip()


MAX_SLUG = 200
"""Characters of an id that are taken from a name."""


def slugify(name: str) -> str:
    """A stable readable id: lower case words joined by "-".

    Any letters and digits of any script are kept, accents of Latin letters dropped. Never empty: a
    name without a letter or digit gets a short hash of itself, one of more than `MAX_SLUG`
    characters ends in one.
    """
    # Twice: mathematical letters are capitals only once they are taken apart.
    text = unicodedata.normalize("NFKD", name).casefold().translate(_FOLD)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char)).translate(_FOLD)
    text = unicodedata.normalize("NFC", text).replace("'", "").replace("’", "")
    text = _GAPS.sub("-", text.replace("_", "-")).strip("-")
    if not text:
        return f"x-{_mark(name)}"
    # A name can be as long as a stranger likes, an id cannot (`graphkit.gate`).
    return text if len(text) <= MAX_SLUG else f"{text[:MAX_SLUG].rstrip('-')}-{_mark(name)}"


def _mark(name: str) -> str:
    return blake2s(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def singulars(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural of, the word first: "Azeris", "Azeri"."""
    forms = [word]
    if word.endswith("ies") and len(word) > 4:
        forms.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        forms.append(word[:-1])
    if word.endswith("es") and len(word) > 4:
        forms.append(word[:-2])
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    return tuple(forms)
