"""Single words that cutting a text into words takes knowing: `tokens.yaml`, checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from graphkit import compiled, yamlfile

PATH = Path(__file__).with_name("tokens.yaml")


@dataclass(frozen=True, slots=True)
class WordLists:
    """Lower-case words. What each list decides stands beside it in `tokens.yaml`.

    Attributes:
        abbreviations, before_number, going_on, prefixes, units, slashed, capitals: sets of words.
        inner_stops: abbreviations with a stop inside, without the last one.
        contractions: what is written as one word, to the places where it is cut.
    """

    abbreviations: frozenset[str]
    before_number: frozenset[str]
    going_on: frozenset[str]
    inner_stops: frozenset[str]
    prefixes: frozenset[str]
    units: frozenset[str]
    slashed: frozenset[str]
    capitals: frozenset[str]
    contractions: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """The lists that come with the package.

    Raises:
        OntologyError: the file is broken; the message has the line.
    """
    return compiled.load(
        "tokens",
        (PATH, Path(__file__), yamlfile),
        lambda: read_word_lists(yamlfile.read_yaml(PATH, PATH.name)),
    )


def read_word_lists(root: yamlfile.Item) -> WordLists:
    """Check a composed file; see `word_lists`.

    Raises:
        OntologyError: a list is unknown, missing or empty; a word is not lower case, stands in its
            list twice, or is a contraction of one part.
    """
    names = [field.name for field in fields(WordLists)]
    lists = root.mapping(names, what="list")
    for name in names:
        if name not in lists:
            root.fail(f"the list {name!r} is missing.")
    contractions = {
        word.replace(" ", ""): _cuts(item, word) for word, item in _entries(lists["contractions"])
    }
    sets = {
        name: frozenset(word for word, _ in _entries(item))
        for name, item in lists.items()
        if name != "contractions"
    }
    return WordLists(**sets, contractions=contractions)


def _entries(item: yamlfile.Item) -> list[tuple[str, yamlfile.Item]]:
    """Words of a list, or of a list of lists, with their places."""
    found: dict[str, yamlfile.Item] = {}
    for row in item.sequence():
        for entry in row.sequence() if row.kind == "list" else [row]:
            word = entry.word()
            if word != word.lower():
                entry.fail(f"{word!r} is compared with lower-case words; write it so.")
            if word in found:
                entry.fail(f"{word!r} stands here twice; take one out.")
            found[word] = entry
    if not found:
        item.fail("an empty list.")
    return list(found.items())


def _cuts(item: yamlfile.Item, word: str) -> tuple[int, ...]:
    parts = word.split()
    if len(parts) < 2:
        item.fail(f"{word!r}: write the words of a contraction with a space between them.")
    ends: list[int] = []
    for part in parts[:-1]:
        ends.append((ends[-1] if ends else 0) + len(part))
    return tuple(ends)
