"""Words of names brought to one spelling; the data stand in names.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graphkit import compiled, yamlfile
from graphkit.ontology.actors import fold
from graphkit.resolution.names import skeleton

PATH = Path(__file__).with_name("names.yaml")
_LONG = 5


@dataclass(frozen=True, slots=True)
class NameData:
    """What names.yaml holds.

    Attributes:
        family: first word of its family, by word.
        surname_first: surnames that stand first.
        common: words that tell no bodies apart.
    """

    family: dict[str, str]
    surname_first: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def name_data() -> NameData:
    """The package's names.yaml, checked.

    Raises:
        OntologyError: it is broken.
    """
    return compiled.load(
        "names",
        (PATH, Path(__file__), yamlfile),
        lambda: _checked(yamlfile.read_yaml(PATH, PATH.name)),
    )


def _checked(root: yamlfile.Item) -> NameData:
    top = root.mapping(("variants", "spellings", "surname_first", "common"))
    family: dict[str, str] = {}
    for key in ("variants", "spellings"):
        for row in top[key].sequence():
            words = row.words()
            for word in words:
                if word in family:
                    row.fail(f"{word!r} stands in two families; take it out of one.")
                family[word] = words[0]
    return NameData(
        family, frozenset(top["surname_first"].words()), frozenset(top["common"].words())
    )


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """The one spelling of a folded word: its family's, else its sounds when it is long enough."""
    found = name_data().family.get(word)
    if found is not None:
        return found
    return skeleton(word) if len(word) >= _LONG else word


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name of any kind."""
    return tuple(fold(name.replace("&", " and ").replace("-", " ")).split())
