"""Small repairs of trees, where a parser's commonest slips have one safe reading: names here,
clauses in `clause_corrections`.

Each works on the lists of one sentence before they are used; an example says what it mends.
"""

from __future__ import annotations

from .clause_corrections import is_below, repair_clauses, top_word

ARTICLES = frozenset({"a", "an", "the"})


def repair(
    words: list[str], upos: list[str], deps: list[str], heads: list[int], names: list[str]
) -> None:
    """Mend relations in place.

    Args:
        words, upos, deps, names: (n,) words, tags, relations and BIO labels of a sentence.
        heads: (n,) index of each word's head.
    """
    _coordinated_appositions(words, upos, deps, heads)
    for at in range(1, len(deps)):
        if (
            names[at] == "O"
            and deps[at] == "flat"
            and upos[at] == "PROPN"
            and names[at - 1].endswith("PERSON")
        ):
            names[at] = "I-PERSON"  # "Josep Borrell", tagged only as "Josep"
    _titles_apart(deps, heads, names)
    _titled_names(upos, deps, heads, names)
    repair_clauses(words, upos, deps, heads)
    for at, dep in enumerate(deps):
        if dep in {"nsubj", "obj"}:
            _title(at, upos, deps, heads, names)
        elif dep in {"vocative", "parataxis", "conj"}:
            _trailing_name(at, words, upos, deps, heads, names)
        elif dep == "appos" and _joined(at, words, upos, deps, heads):
            deps[at] = "conj"  # "the U.S. diplomat and Iranian Foreign Minister Zarif"
        elif dep == "appos" and heads[at] == at + 2 and words[at + 1] == "-":
            deps[at] = "compound"  # "Secretary-General": an apposition never stands first
        elif dep == "appos":
            _nearest_name(at, words, upos, deps, heads, names)


def _joined(at: int, words: list[str], upos: list[str], deps: list[str], heads: list[int]) -> bool:
    """Whether a conjunction stands between a name and what it is said to be in apposition to."""
    head = heads[at]
    return (
        head < at
        and upos[at] == "PROPN"
        and any(
            deps[o] == "cc" and at in {heads[o], heads[heads[o]]} and words[o + 1][:1].isupper()
            for o in range(head + 1, at)
        )
    )


def _coordinated_appositions(
    words: list[str], upos: list[str], deps: list[str], heads: list[int]
) -> None:
    """No list of three actors: "Azerbaijan, a major energy player and key partner of Israel"."""
    conjuncts = [at for at, dep in enumerate(deps) if dep == "conj"]
    if not conjuncts:
        return
    for at in conjuncts:
        # "..., a player and partner": joined to the noun that says who it is, not to the name.
        if upos[at] == "NOUN" and upos[heads[at]] == "PROPN":
            for noun in range(heads[at] + 1, at):
                said = deps[noun] == "appos" and heads[noun] == heads[at] and upos[noun] == "NOUN"
                if said and "," not in words[noun:at]:
                    heads[at] = noun
                    break
    coordinated = {heads[at] for at, dep in enumerate(deps) if dep == "cc"}
    articles = {
        heads[at] for at, word in enumerate(words) if deps[at] == "det" and word.lower() in ARTICLES
    }
    for at in conjuncts:
        head = heads[at]
        if (
            at in coordinated
            or head > at
            or upos[head] != "PROPN"
            or upos[at] != "NOUN"
            or at not in articles
        ):
            continue
        later = [o for o in conjuncts if heads[o] == head and o > at]
        deps[at] = "appos"
        for other in later:
            heads[other] = at


def _titles_apart(deps: list[str], heads: list[int], names: list[str]) -> None:
    """A title tagged as a name of its own: "Pakistan Prime Minister" before "Imran Khan"."""
    for at in range(len(deps) - 1):
        titled = deps[at] == "nmod:desc" and heads[at] == at + 1 and names[at + 1] == "B-PERSON"
        if titled and names[at].endswith("PERSON"):
            first = at
            while names[first] == "I-PERSON" and first > 0:
                first -= 1
            names[first : at + 1] = ["O"] * (at + 1 - first)


def _titled_names(upos: list[str], deps: list[str], heads: list[int], names: list[str]) -> None:
    """Names of people known by what they are: "spokeswoman Victoria Nuland", not tagged at all."""
    for at, dep in enumerate(deps):
        head = heads[at]
        if dep != "flat" or at != head + 1 or upos[at] != "PROPN" or upos[head] != "PROPN":
            continue
        before = head - 1
        titled = (
            before >= 0
            and upos[before] == "NOUN"
            and (
                (deps[before] == "nmod:desc" and heads[before] == head)
                or (deps[head] in {"appos", "flat"} and heads[head] == before)
            )
        )
        if titled and names[head] == "O" and names[at] == "O":
            names[head] = "B-PERSON"
            end = at
            while end < len(deps) and (deps[end], heads[end], names[end]) == ("flat", head, "O"):
                names[end] = "I-PERSON"
                end += 1


def _title(at: int, upos: list[str], deps: list[str], heads: list[int], names: list[str]) -> None:
    """One subject with its title, not two subjects: "spokeswoman Jelena Porter said"."""
    name = at + 1
    if (
        upos[at] == "NOUN"
        and name < len(deps)
        and deps[name] == deps[at]
        and heads[name] == heads[at]
        and upos[name] == "PROPN"
        and _person(names[name])
    ):
        deps[at], heads[at] = "nmod:desc", name


def _trailing_name(
    at: int, words: list[str], upos: list[str], deps: list[str], heads: list[int], names: list[str]
) -> None:
    """The name belongs to the phrase before the comma: "that of Azerbaijan, Jeyhun Bayramov"."""
    before = at - 2
    if (
        before < 0
        or words[at - 1] != ","
        or upos[at] != "PROPN"
        or not _person(names[at])
        or _person(names[before])
        or upos[before] not in {"PROPN", "NOUN"}
        or any(heads[o] == at and deps[o] in {"cc", "nsubj", "cop"} for o in range(len(deps)))
    ):
        return
    if deps[at] == "conj" and any(
        deps[o] == "conj" and heads[o] in {heads[at], at} and o > at for o in range(len(deps))
    ):
        return  # a longer list of people
    top = top_word(before, at, deps, heads)
    if not is_below(top, at, heads):
        deps[at], heads[at] = "appos", top


def _nearest_name(
    at: int, words: list[str], upos: list[str], deps: list[str], heads: list[int], names: list[str]
) -> None:
    """The ally stands before the comma: "Azerbaijan, a partner of Israel, an ally of the US"."""
    head = heads[at]
    if upos[at] != "NOUN" or head >= at:
        return
    first = at
    while first > 0 and heads[first - 1] in {at, first} and words[first - 1] != ",":
        first -= 1
    before = first - 2
    if (
        before <= head
        or words[first - 1] != ","
        or upos[before] != "PROPN"
        or _person(names[before]) != _person(names[head])
    ):
        return
    top = top_word(before, at, deps, heads)
    if not is_below(top, at, heads):
        heads[at] = top


def _person(label: str) -> bool:
    return label.endswith("PERSON")
