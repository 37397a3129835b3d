"""Words that govern a clause and change what it means, with the words of speech, doubt and light
verbs.

The data is `matrix.yaml` beside this module; its head explains the classes and the outcome table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graphkit import compiled
from graphkit.model import MODALITIES
from graphkit.ontology import relations_file
from graphkit.ontology.codes import PLOVER_TYPES, side_of
from graphkit.ontology.relations import Relations
from graphkit.ontology.relations_file import load_relations
from graphkit.yamlfile import Item, nearest, read_yaml

DEFAULT_PATH = Path(__file__).with_name("matrix.yaml")
PARTS = ("verbs", "adjectives", "nouns")
SIDES = ("cooperative", "hostile", "neutral")
FILE_KEYS = ("classes", "outcomes", "modality", "intentions", "reversed", "modals", "words")


@dataclass(frozen=True, slots=True)
class Matrix:
    """The checked tables.

    Attributes:
        verbs, adjectives, nouns: lemma to the classes it has, in file order ("ask": ("request",
            "speech")).
        outcomes: class to {PLOVER type or side: relation name, "keep" or "self"}.
        modality: class to the modality of a kept clause.
        kind_intention, hostile_intention, no_intention: relations that an intention is.
        reversed: (class, relation) to the relation of not doing it.
        modals: auxiliary to its (plain, negated) classes.
        words: the named word lists ("light_verbs", "hedges", "negations", ...).
    """

    verbs: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    outcomes: Mapping[str, Mapping[str, str]]
    modality: Mapping[str, str]
    kind_intention: str
    hostile_intention: str
    no_intention: str
    reversed: Mapping[tuple[str, str], str]
    modals: Mapping[str, tuple[str, str]]
    words: Mapping[str, frozenset[str]]

    def outcome(self, cls: str, plover: str | None) -> str:
        """What a clause becomes under a governing word.

        Args:
            cls: the governing word's class ("promise").
            plover: PLOVER type of the clause's own relation, or None.

        Returns:
            A relation's name, "keep" (the clause's own) or "self" (the governing word's own).
        """
        table = self.outcomes[cls]
        if plover is not None and plover in table:
            return table[plover]
        return table.get(side_of(plover), "keep")

    @property
    def intentions(self) -> tuple[str, str]:
        """The two relations that an intention is by its codes."""
        return self.kind_intention, self.hostile_intention

    def is_speech(self, lemma: str) -> bool:
        """Whether this verb attributes its clause to its subject."""
        return "speech" in self.verbs.get(lemma, ())


@lru_cache(maxsize=1)
def load_matrix() -> Matrix:
    """The built-in tables, checked against the built-in relations.

    Raises:
        OntologyError: the file is broken; the message has the line.
    """
    return compiled.load(
        "matrix",
        (DEFAULT_PATH, Path(__file__), *relations_file.SOURCES),
        lambda: read_matrix(read_yaml(DEFAULT_PATH, DEFAULT_PATH.name), load_relations()),
    )


def read_matrix(root: Item, relations: Relations) -> Matrix:
    """Check a composed file; see `load_matrix`."""
    keys = root.mapping(FILE_KEYS)
    for key in FILE_KEYS:
        if key not in keys:
            root.fail(f"the key {key!r} is missing.")
    lemmas: dict[str, dict[str, list[str]]] = {part: {} for part in PARTS}
    classes = keys["classes"].mapping()
    for cls, item in classes.items():
        for part, words in item.mapping(PARTS).items():
            for word in words.words():
                known = lemmas[part].setdefault(word, [])
                if cls not in known:
                    known.append(cls)
    outcomes = {
        _class(item, cls, classes): _outcome(item, relations)
        for cls, item in keys["outcomes"].mapping().items()
    }
    modality = {}
    for cls, item in keys["modality"].mapping().items():
        word = item.word()
        if word not in MODALITIES:
            item.fail(f"unknown modality {word!r}.{nearest(word, MODALITIES)}")
        modality[_class(item, cls, classes)] = word
    for cls, item in classes.items():
        if cls not in outcomes or cls not in modality:
            item.fail(f"class {cls!r} has no outcome or no modality.")
    intended = keys["intentions"].mapping(("kind", "hostile", "none"))
    if len(intended) != 3:
        keys["intentions"].fail("needs 'kind', 'hostile' and 'none'.")
    turned = {
        (_class(item, cls, classes), _relation(item, name, relations)): _relation(
            other, other.word(), relations
        )
        for cls, item in keys["reversed"].mapping().items()
        for name, other in item.mapping().items()
    }
    modals = {}
    for word, item in keys["modals"].mapping().items():
        pair = item.mapping(("plain", "negated"))
        if len(pair) != 2:
            item.fail(f"modal {word!r} needs both 'plain' and 'negated'.")
        modals[word] = (
            _class(pair["plain"], pair["plain"].word(), classes),
            _class(pair["negated"], pair["negated"].word(), classes),
        )
    return Matrix(
        outcomes=outcomes,
        modality=modality,
        kind_intention=_relation(intended["kind"], intended["kind"].word(), relations),
        hostile_intention=_relation(intended["hostile"], intended["hostile"].word(), relations),
        no_intention=_relation(intended["none"], intended["none"].word(), relations),
        reversed=turned,
        modals=modals,
        words={name: frozenset(item.words()) for name, item in keys["words"].mapping().items()},
        **{part: {word: tuple(found) for word, found in lemmas[part].items()} for part in PARTS},
    )


def _class(item: Item, cls: str, classes: Mapping[str, Item]) -> str:
    if cls not in classes:
        item.fail(f"unknown class {cls!r}.{nearest(cls, classes)}")
    return cls


def _relation(item: Item, name: str, relations: Relations) -> str:
    if name not in relations.by_name:
        item.fail(f"unknown relation {name!r}.{nearest(name, relations.by_name)}")
    return name


def _outcome(item: Item, relations: Relations) -> dict[str, str]:
    table: dict[str, str] = {}
    for key, value in item.mapping((*SIDES, *PLOVER_TYPES), what="side or PLOVER type").items():
        name = value.word()
        table[key] = name if name in ("keep", "self") else _relation(value, name, relations)
    return table
