"""Titles and what they are of, taken off the names that the model found them in.

"NATO Secretary General Javier Solana" found as one name is an organisation, a title and a person.
"""

from __future__ import annotations

from graphkit.extraction.lexicon.gazetteer import Lexicon
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import Sentence, name_runs

#: After a title these begin what it is of: "Secretary of State Hillary Clinton".
_OF = frozenset({"of", "to", "for"})
_KINDS = {"country": "LOC", "place": "LOC"}


def take_titles_off(s: Sentence, book: Lexicon) -> None:
    """Relabel, in place, the names of people that begin with a title or with what it is of."""
    lands = [_land_apart(s, *run[:2], book) for run in s.runs if run[2] == "PERSON"]
    if any(lands):
        s.runs = tuple(name_runs(s.names))
    plain = [
        _without_name(s, first, end, book) for first, end, label in s.runs if label == "PERSON"
    ]
    if any(plain):
        s.runs = tuple(name_runs(s.names))
    found = [_parted(s, first, end, book) for first, end, label in s.runs if label == "PERSON"]
    for first, begin, name, end, owner in filter(None, found):
        _label(s, first, begin, owner)
        _label(s, begin, name, "")
        _label(s, name, end, "PERSON")
    if any(found) or _name_bodies(s, book):
        s.runs = tuple(name_runs(s.names))


def _name_bodies(s: Sentence, book: Lexicon) -> bool:
    """Label, in place, what the noun before tells to be a body: "the Norwegian firm Telenor"."""
    changed = False
    for at in range(len(s) - 1):
        name = at + 1
        if s.upos[at] != "NOUN" or s.upos[name] != "PROPN" or s.names[name] != "O":
            continue
        noun = book.noun(s.lemmas[at])
        if noun is None or noun.kind != "organization":
            continue
        if (s.deps[at], s.heads[at]) in {("nmod:desc", name), ("compound", name)} or (
            s.heads[name] == at and s.deps[name] in {"appos", "flat"}
        ):
            end = name + 1
            while end < len(s) and s.heads[end] == name and s.deps[end] == "flat":
                end += 1
            _label(s, name, end, "ORG")
            changed = True
    return changed


def _land_apart(s: Sentence, first: int, end: int, book: Lexicon) -> bool:
    """Relabel, in place, what a name ends in that is no name of his: "Ishiba of Japan"."""
    for of in range(first + 1, end - 1):
        if s.lower[of] != "of":
            continue
        begin = of + 1 + (s.lower[of + 1] == "the")
        entry = book.name(spans.text(s, begin, end)) if begin < end else None
        if entry is not None:
            _label(s, of, begin, "")
            _label(s, begin, end, _KINDS.get(entry.kind, "ORG"))
            return True
    return False


def _without_name(s: Sentence, first: int, end: int, book: Lexicon) -> bool:
    """Relabel, in place, a title that has no name in it: "Minister of Foreign Affairs of Armenia".

    What it is of keeps a label of its own.
    """
    last = max((at for at in range(first, end) if s.lower[at] in _OF), default=first)
    if last == first or not _is_title(s, first, book):
        return False
    begin = last + 1 + (s.lower[min(last + 1, end - 1)] == "the")
    entry = book.name(spans.text(s, begin, end)) if begin < end else None
    if entry is None:
        return False
    _label(s, first, end, "")
    _label(s, begin, end, _KINDS.get(entry.kind, "ORG"))
    return True


def _parted(
    s: Sentence, first: int, end: int, book: Lexicon
) -> tuple[int, int, int, int, str] | None:
    """(first, where the title begins, where the name begins, end, label of what stands before)."""
    text = spans.text(s, first, end)
    if end - first == 1 and text.isupper() and len(text) > 1:
        # "the U.S. delegate": nobody is called so
        owner = _owner_label(s, first, end, book)
        return (first, end, end, end, owner) if owner else None
    title = next((at for at in range(end - 1, first - 1, -1) if _is_title(s, at, book)), None)
    if title is None or title == first == end - 1:
        return None
    name = title + 1
    if name < end and s.lower[name] in _OF:
        if s.lower[name + 1 : end] and s.lower[end - 1] in words().role_domains:
            name = end  # "US Secretary of State": a title and no name
        else:
            return None
    begin = title
    while begin > first and _of_title(s, begin - 1, book):
        begin -= 1
    owner = _owner_label(s, first, begin, book)
    if name == end and owner == "LOC" and not s.words[first].isupper():
        return None  # "Chad King" may be somebody, "US Secretary of State" is not
    return (first, begin, name, end, owner) if owner is not None else None


def _is_title(s: Sentence, at: int, book: Lexicon) -> bool:
    noun = book.noun(s.lower[at])
    return s.words[at][:1].isupper() and noun is not None and noun.kind == "person"


def _of_title(s: Sentence, at: int, book: Lexicon) -> bool:
    lists = words()
    return (
        _is_title(s, at, book)
        or s.lower[at] in lists.role_adjectives
        or s.lower[at] in lists.role_fields
        or s.words[at] == "-"
    )


def _owner_label(s: Sentence, first: int, end: int, book: Lexicon) -> str | None:
    """Label of what the title is of, "" where it is of nothing, None where it may be a name."""
    if first == end:
        return ""
    if s.lower[end - 1] in {"'s", "’s"}:
        end -= 1
    text = spans.text(s, first, end)
    demonym = book.demonym(text)
    if demonym is not None:
        return "NORP"
    entry = book.name(text) or book.metonym(text)
    if entry is not None:
        return _KINDS.get(entry.kind, "ORG")
    noun = book.noun(s.lower[end - 1])
    if noun is not None and noun.kind in {"organization", "government", "military", "group"}:
        return "ORG"  # "European Commission", "Foreign Ministry"
    return None


def _label(s: Sentence, first: int, end: int, label: str) -> None:
    for at in range(first, end):
        s.names[at] = f"{'B' if at == first else 'I'}-{label}" if label else "O"
