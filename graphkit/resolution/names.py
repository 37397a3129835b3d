"""Names within a document: which of them name one actor. Pure functions over texts, no parse
needed.

Near-identical names are judged by Jaro-Winkler similarity (Winkler 1990) over folded words, as
record linkage does, and only
together with the same role; a part of a name ("Borrell") needs no role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from graphkit.ontology.actors import fold, slugify, strip_name

NEAR_WORD = 0.9

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Particles of names and words that are no part of one.
PARTICLES = _words(
    """
    al el bin ibn ben abu bint de del della der den di da dos das du la le van von zu ter ten
    af av y e and of the
    """
)
SUFFIXES = _words(
    """
    jr sr ii iii iv md phd
    """
)
TITLES = _words(
    """
    mr mrs ms miss dr prof professor sir lord lady dame gen general col colonel maj major lt
    lieutenant capt captain sgt adm admiral president premier chancellor king queen prince
    princess sheikh shaikh sultan emir imam ayatollah mullah pope rev reverend father bishop
    archbishop cardinal rabbi senator sen rep congressman gov governor mayor minister
    secretary ambassador judge justice chairman commander marshal comrade hon honourable
    honorable
    """
)
TITLE_STARTS = _words(
    "prime vice deputy crown foreign interior defense defence finance first chief"
)
# Words of an organization's name that its abbreviation passes over.
SMALL = _words(
    """
    of the for and in on to a an de du des la le et y und der die das & at by with
    """
)
ROLE_NOISE = _words(
    """
    the a an of for to in acting interim former ex new then current deputy principal senior
    """
)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without titles and "Jr.": "Gen. Ivo Daalder Jr." is
    (ivo, daalder).
    """
    words = [fold(word) for word in _WORD.findall(strip_name(name))]
    while len(words) > 1 and _is_title(words):
        words = words[1:]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words = words[:-1]
    return tuple(word for word in words if word)


def initials(name: str) -> str:
    """The abbreviation that a name's words give: "European Union" is "EU", "Organization for
    Security" is "OS".

    Small words ("of", "the", "and") are passed over; hyphens join words.
    """
    words = [word for word in re.split(r"[\s/]+", strip_name(name)) if word]
    letters = [word[0] for word in words if word.casefold() not in SMALL and word[0].isalnum()]
    return "".join(letters).upper()


def is_abbreviation(short: str, full: str) -> bool:
    """Whether a word may abbreviate a name, as in "European Union (EU)".

    True when its letters, dots aside, are the initials of the name's words, with or without its
    small words, or when the
    letters come in order with each at a word's start ("UNICEF" needs the lexicon, "Interpol" too).
    """
    bare = short.replace(".", "").replace("-", "").replace(" ", "")
    if not 2 <= len(bare) <= 10 or sum(char.isupper() for char in bare) < 2:
        return False
    letters = bare.upper()
    words = [word for word in re.split(r"[\s/-]+", strip_name(full)) if word and word[0].isalnum()]
    if len(words) < 2:
        return False
    every = "".join(word[0] for word in words).upper()
    if letters in (every, initials(full), initials(full.replace("-", " "))):
        return True
    if len(letters) < 3 or sum(char.isupper() for char in bare) < len(bare) - 1:
        return False
    return _covers(letters, [fold(word).upper() for word in words if word.casefold() not in SMALL])


def _covers(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are made of starts of all the words, in order ("FARC": Fuerzas ARmadas
    ... Colombia).
    """
    reach = {0}
    for word in words:
        following: set[int] = set()
        for at in reach:
            step = 0
            while step < min(3, len(word)) and letters[at + step : at + step + 1] == word[step]:
                step += 1
                following.add(at + step)
        reach = following
    return len(letters) in reach


def part_of_name(short: str, full: str) -> bool:
    """Whether a name may be the short form of a longer one: "Borrell" of "Josep Borrell", "J.
    Borrell" too.

    The short form's words stand in the full one in the same order, an initial standing for a word,
    and its last word is a word
    of the full name's (a given name alone counts too: "Saddam"). A particle alone is no name.
    """
    few, many = name_words(short), name_words(full)
    if not few or len(few) >= len(many) or all(word in PARTICLES for word in few):
        return False
    at = 0
    for word in few:
        while at < len(many) and not _same_or_initial(word, many[at]):
            at += 1
        if at == len(many):
            return False
        at += 1
    return len(few[-1]) > 1


def _same_or_initial(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def same_role(role_a: str | None, role_b: str | None) -> bool:
    """Whether two roles may be one: equal but for words such as "former", or one holding the
    other; None agrees with nothing.
    """
    if not role_a or not role_b:
        return False
    first = {word for word in fold(role_a).split() if word not in ROLE_NOISE}
    second = {word for word in fold(role_b).split() if word not in ROLE_NOISE}
    return bool(first and second) and (first <= second or second <= first)


def similarity(a: str, b: str) -> float:
    """Jaro-Winkler similarity of two names, accents and case aside: 0 to 1."""
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.normalized_similarity(fold(a), fold(b)))


def same_person(a: str, b: str, role_a: str | None = None, role_b: str | None = None) -> bool:
    """Whether two names in one document name one person.

    Args:
        a, b: the names as written, titles allowed.
        role_a, role_b: their roles ("deputy spokesperson"), or None.

    Returns:
        True for equal names (accents, case and titles aside), for a name and a part of it, and for
        near-identical names
        with the same role: "Jalina Porter" and "Jelena Porter", "Pashinyan" and "Pashinian". Names
            that differ in a whole word
        ("Hillary Clinton", "Bill Clinton") are two people, whatever their role.
    """
    first, second = name_words(a), name_words(b)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    if len(first) != len(second):
        return part_of_name(a, b) or part_of_name(b, a) or _spelled(first, second)
    if all(
        _same_or_initial(x, y) or _same_or_initial(y, x) for x, y in zip(first, second, strict=True)
    ):
        return max(len(first[-1]), len(second[-1])) > 1
    if not same_role(role_a, role_b):
        # Without a role, only another spelling of a long surname: "Pashinyan", "Pashinian".
        return _spelled(first, second)
    return all(_near(x, y) for x, y in zip(first, second, strict=True))


def _near(x: str, y: str) -> bool:
    """Whether two words may be one misspelled: "jalina", "jelena"; "maria", "mario" are not."""
    if _same_or_initial(x, y) or _same_or_initial(y, x) or _transliterated(x, y):
        return True
    if {x[-1], y[-1]} == {"a", "o"}:
        return False
    if min(len(x), len(y)) >= 5 and x[0] == y[0] and _consonants(x) == _consonants(y):
        return True
    return similarity(x, y) >= NEAR_WORD


def _consonants(word: str) -> str:
    return re.sub(r"[aeiouhy]", "", skeleton(word))


def _spelled(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether each word of the shorter name is, at the end, the same word in another
    transliteration.
    """
    few, many = sorted((first, second), key=len)
    tail = many[len(many) - len(few) :]
    same = all(x == y or _transliterated(x, y) for x, y in zip(few, tail, strict=True))
    return same and len(few[-1]) > 3


_SPELLINGS = (
    ("ph", "f"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("zh", "j"),
    ("dj", "j"),
    ("iy", "i"),
    ("yy", "y"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("c", "k"),
    ("x", "ks"),
    ("e", "i"),
    ("o", "u"),
    ("z", "s"),
)


def _transliterated(x: str, y: str) -> bool:
    """Whether two words of five letters or more are spellings of one, as news writes foreign
    names.
    """
    if min(len(x), len(y)) < 5 or x[0] != y[0]:
        return False
    return skeleton(x) == skeleton(y)


def skeleton(word: str) -> str:
    """A word by its sounds: the same for spellings of one foreign name."""
    for long, short in _SPELLINGS:
        word = word.replace(long, short)
    return re.sub(r"(.)\1+", r"\1", word)


def same_organization(a: str, b: str) -> bool:
    """Whether two names are one organization: equal but for "the", case, accents, "&"; or one
    abbreviates the other.
    """
    if fold(strip_name(a)) == fold(strip_name(b)):
        return True
    short, full = sorted((a, b), key=len)
    return is_abbreviation(strip_name(short), full)


def canonical(names: Iterable[str]) -> str:
    """The name to show for an actor met under several: the fullest one, among those the commonest,
    then the first.

    Args:
        names: the names as met, in the document's order, repeats allowed.

    Raises:
        ValueError: no names.
    """
    met = [strip_name(name) for name in names]
    if not met:
        raise ValueError("canonical() needs at least one name")
    count = Counter(met)
    first = {name: met.index(name) for name in count}

    def rank(name: str) -> tuple[int, int, int]:
        words = name_words(name)
        full = sum(len(word) > 1 for word in words)
        return (-full, -count[name], first[name])

    best = min(count, key=rank)
    return _without_title(best)


def _without_title(name: str) -> str:
    words = name.split()
    while len(words) > 1 and _is_title(words):
        words = words[1:]
    return " ".join(words)


def _is_title(words: Sequence[str]) -> bool:
    """Whether the first word is a title, or the beginning of one ("Prime" of "Prime Minister")."""
    first = fold(words[0])
    if first in TITLES:
        return True
    return first in TITLE_STARTS and len(words) > 2 and fold(words[1]) in TITLES


def person_id(name: str) -> str:
    """The stable id of a person, the same in every document: "nikol-pashinyan"."""
    return slugify(_without_title(strip_name(name)))
