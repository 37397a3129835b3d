"""Reads relation files into checked triggers; the format is told at the head of
`relations.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from graphkit import compiled, yamlfile
from graphkit.errors import OntologyError
from graphkit.gate import LimitError, check_id
from graphkit.ontology import codes, flags, relations
from graphkit.ontology.codes import GOLDSTEIN, PLOVER_OF_ROOT, PLOVER_TYPES, is_code
from graphkit.ontology.flags import FLAGS
from graphkit.ontology.relations import (
    PARTS,
    Relation,
    Relations,
    Trigger,
    codes_for,
    make_relation,
)
from graphkit.yamlfile import Item, nearest, read_yaml

DEFAULT_PATH = Path(__file__).with_name("relations.yaml")
#: All that the built-in relations depend on.
SOURCES: tuple[Path | ModuleType, ...] = (
    DEFAULT_PATH,
    Path(__file__),
    relations,
    codes,
    flags,
    yamlfile,
)
SLOT = re.compile(
    r"subj|obj|iobj|conj|poss|mod|ccomp|ccomp:obj|xcomp|(?:obl|nmod):(?:\*|[a-z][a-z_'-]*)"
)
SLOT_WORDS = (
    "subj",
    "obj",
    "iobj",
    "conj",
    "poss",
    "mod",
    "ccomp",
    "ccomp:obj",
    "xcomp",
    "obl:with",
    "nmod:with",
)
CLASSES = (
    "actor",
    "person",
    "thing",
    "place",
    "country",
    "organization",
    "government",
    "military",
    "group",
)
#: Word lists of extraction whose words make another relation of one: "a verbal attack".
TURNS = ("verbal", "walkouts")
COMPLEMENTS = ("ccomp", "xcomp")
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")

FILE_KEYS = ("replace", "sets", "types", "relations")
RELATION_KEYS = (
    "replace",
    "kind",
    "symmetric",
    "cameo",
    "code",
    "plover",
    "description",
    "target",
    "flags",
    "turned_by",
    *PARTS,
)
TRIGGER_KEYS = (
    "lemma",
    "prt",
    "obj",
    "obj_is",
    "subj",
    "subj_is",
    "obl",
    "xcomp",
    "comp",
    "modal",
    "source",
    "target",
    "code",
)

# A condition on a word says more than one on a class or on a preposition alone.
CONDITIONS = {
    "prt": 2,
    "obj": 2,
    "subj": 2,
    "obl": 2,
    "xcomp": 2,
    "comp": 2,
    "modal": 2,
    "obj_is": 1,
    "subj_is": 1,
}
NOUN_SOURCE = ("poss", "nmod:by", "nmod:from", "mod")


@dataclass(slots=True)
class Builder:
    """Collects files, then builds `Relations`. User files come after the built-in one and win."""

    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    codes: dict[str, str | None] = field(default_factory=dict)
    triggers: list[Trigger] = field(default_factory=list)
    types: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, root: Item) -> None:
        """Check one file and take it in.

        Raises:
            OntologyError: anything in it is not as the format says.
        """
        keys = root.mapping(FILE_KEYS)
        if "replace" in keys and keys["replace"].flag():
            self.sets, self.relations, self.codes, self.triggers = {}, {}, {}, []
            self.types = {}
        if "sets" in keys:
            for name, item in keys["sets"].mapping().items():
                self.sets[name] = frozenset(word.lower() for word in _distinct(item))
        if "types" in keys:
            for name, item in keys["types"].mapping(PLOVER_TYPES, what="PLOVER type").items():
                self.types[name] = _flags(item)
        if "relations" not in keys:
            root.fail("no relations; the file needs the key 'relations'.")
        fresh: list[Trigger] = []
        for name, item in keys["relations"].mapping().items():
            fresh.extend(self._relation(name, item))
        self.triggers = fresh + self.triggers

    def _relation(self, name: str, item: Item) -> list[Trigger]:
        if not NAME.fullmatch(name):
            item.fail(f"relation name {name!r} must be lower-case words joined by '-'.")
        try:
            check_id("the relation's name", name)
        except LimitError as error:
            item.fail(f"{error}.")
        keys = item.mapping(RELATION_KEYS)
        old = self.relations.get(name)
        if "replace" in keys and keys["replace"].flag():
            self.triggers = [trigger for trigger in self.triggers if trigger.relation != name]
        if old is None or any(key in keys for key in ("kind", "cameo", "plover", "symmetric")):
            self.relations[name] = self._head(name, item, keys, old)
        relation = self.relations[name]
        if "flags" in keys:
            relation = replace(relation, flags=_flags(keys["flags"]))
        if "turned_by" in keys:
            relation = replace(relation, turned_by=_turned_by(keys["turned_by"]))
        self.relations[name] = relation
        if "code" in keys:
            self.codes[name] = _code(keys["code"])
        triggers: list[Trigger] = []
        for part in PARTS:
            if part in keys:
                for entry in keys[part].sequence():
                    triggers.extend(self._triggers(relation, part, entry))
        return triggers

    def _head(self, name: str, item: Item, keys: dict[str, Item], old: Relation | None) -> Relation:
        if "kind" not in keys and old is None:
            item.fail(f"new relation {name!r} needs a kind: event or state.")
        kind = _one_of(keys["kind"], ("event", "state")) if "kind" in keys else (old or _NONE).kind
        symmetric = keys["symmetric"].flag() if "symmetric" in keys else (old or _NONE).symmetric
        cameo, plover = (old or _NONE).cameo, (old or _NONE).plover
        if "cameo" in keys:
            codes = keys["cameo"].words()
            if not codes:
                keys["cameo"].fail("expected at least one CAMEO code.")
            for code in codes:
                _check_code(keys["cameo"], code)
            cameo = codes[0]
            plover = (PLOVER_OF_ROOT[cameo[:2]] or (None,))[0]
        if "plover" in keys:
            plover = _one_of(keys["plover"], PLOVER_TYPES)
            if cameo is None or plover not in PLOVER_OF_ROOT[cameo[:2]]:
                keys["plover"].fail(
                    f"PLOVER type {plover} does not belong to CAMEO root {cameo or '(none)'}."
                )
        if kind == "event" and cameo is None:
            item.fail(f"event {name!r} needs a CAMEO code.")
        if kind == "state" and cameo is not None:
            item.fail(f"state {name!r} cannot have a CAMEO code.")
        target = self._slots(keys["target"]) if "target" in keys else (old or _NONE).target
        text = keys["description"].text() if "description" in keys else (old or _NONE).description
        made = make_relation(name, kind, symmetric, cameo, plover, text, target)
        kept = old or _NONE
        return replace(made, flags=kept.flags, turned_by=kept.turned_by)

    def _triggers(self, relation: Relation, part: str, item: Item) -> list[Trigger]:
        if item.kind == "text":
            keys: dict[str, Item] = {"lemma": item}
        else:
            keys = item.mapping(TRIGGER_KEYS)
        if "lemma" not in keys:
            item.fail("a trigger needs a lemma.")
        lemmas = _distinct(keys["lemma"])
        if not lemmas:
            keys["lemma"].fail("expected at least one lemma.")
        code = _code(keys["code"]) if "code" in keys else self.codes.get(relation.name)
        if code is not None and relation.kind == "state":
            keys.get("code", item).fail("a state has no CAMEO code.")
        cameo, plover, goldstein = codes_for(relation, code)
        source = ("subj",) if part in ("verbs", "adjectives", "roles") else NOUN_SOURCE
        values: dict[str, Any] = {
            "relation": relation.name,
            "part": part,
            "source": self._slots(keys["source"]) if "source" in keys else source,
            "target": self._slots(keys["target"]) if "target" in keys else relation.target,
            "prt": keys["prt"].words(blank=True) if "prt" in keys else (),
            "obj_is": _classes(keys.get("obj_is")),
            "subj_is": _classes(keys.get("subj_is")),
            "obl": self._obl(keys["obl"]) if "obl" in keys else (),
            "comp": _one_of(keys["comp"], COMPLEMENTS) if "comp" in keys else None,
            "cameo": cameo,
            "plover": plover,
            "goldstein": goldstein,
            "blaming": "blaming" in relation.flags,
            "place": item.place,
            "line": item.line,
        }
        for key in ("obj", "subj", "xcomp", "modal"):
            values[key] = self._nouns(keys[key]) if key in keys else frozenset()
        if not values["target"]:
            item.fail(f"no target: name one here or on relation {relation.name!r}.")
        values["specificity"] = sum(weight for key, weight in CONDITIONS.items() if values[key])
        if values["obl"] and not any(lemmas for _, lemmas in values["obl"]):
            values["specificity"] -= 1
        conditions = "".join(f"+{name}" for name in _condition_names(keys))
        return [
            Trigger(
                lemma=lemma.lower(),
                key=f"{relation.name}/{lemma.lower()}{conditions}",
                **values,
            )
            for lemma in dict.fromkeys(lemmas)
        ]

    def _nouns(self, item: Item) -> frozenset[str]:
        found: set[str] = set()
        for word in item.words():
            if word.startswith("@"):
                if word[1:] not in self.sets:
                    item.fail(f"unknown set {word!r}.{nearest(word[1:], self.sets)}")
                found |= self.sets[word[1:]]
            else:
                found.add(word.lower())
        return frozenset(found)

    def _obl(self, item: Item) -> tuple[tuple[str, frozenset[str]], ...]:
        pairs = item.mapping(what="preposition")
        return tuple((prep.lower(), self._nouns(nouns)) for prep, nouns in pairs.items())

    def _slots(self, item: Item) -> tuple[str, ...]:
        slots = item.words()
        for slot in slots:
            if not SLOT.fullmatch(slot):
                item.fail(f"unknown slot {slot!r}.{nearest(slot, SLOT_WORDS)}")
        return tuple(dict.fromkeys(slots))

    def build(self) -> Relations:
        """The ontology of all files taken in."""
        for name, relation in self.relations.items():
            for _, other in relation.turned_by:
                if other not in self.relations:
                    raise OntologyError(
                        f"relation {name!r} is turned into {other!r}, which is none."
                        f"{nearest(other, self.relations)}"
                    )
        index: dict[str, dict[str, tuple[Trigger, ...]]] = {}
        for part in PARTS:
            groups: dict[str, list[Trigger]] = {}
            for trigger in self.triggers:
                if trigger.part == part:
                    groups.setdefault(trigger.lemma, []).append(trigger)
            index[part] = {
                lemma: tuple(sorted(group, key=lambda trigger: -trigger.specificity))
                for lemma, group in groups.items()
            }
            for ranked in index[part].values():
                _refuse_unreachable(ranked)
        return Relations(
            by_name={
                name: replace(relation, flags=relation.flags | self.types.get(relation.plover, _NO))
                if relation.plover is not None
                else relation
                for name, relation in self.relations.items()
            },
            symmetric=frozenset(
                name for name, relation in self.relations.items() if relation.symmetric
            ),
            sets=self.sets,
            **index,
        )


def _condition_names(keys: dict[str, Item]) -> Iterator[str]:
    """The conditions of a trigger, each by the first word that it names; see `Trigger.key`."""
    marks = {"prt": "", "obj": "", "subj": "subj:", "xcomp": "xcomp:", "modal": "modal:"}
    marks |= {"obj_is": "obj:", "subj_is": "subj:"}
    for name, mark in marks.items():
        if name in keys and (first := keys[name].words(blank=True)[:1]) and first[0]:
            yield mark + first[0].removeprefix("@")
    for preposition, nouns in (keys["obl"].mapping() if "obl" in keys else {}).items():
        words, preposition = nouns.words(), preposition.replace(" ", "_")
        yield f"{preposition}:{words[0].removeprefix('@')}" if words else preposition
    if "comp" in keys:
        yield "that" if keys["comp"].word() == "ccomp" else "to"


def _refuse_unreachable(ranked: tuple[Trigger, ...]) -> None:
    """Refuse a trigger that an earlier one of its file leaves nothing to tell.

    Raises:
        OntologyError: there is one; the message has both lines.
    """
    for index, late in enumerate(ranked):
        for early in ranked[:index]:
            if early.place == late.place and _covers(early, late):
                raise OntologyError(
                    f"{late.place}, line {late.line}: {late.lemma!r} ({late.relation}) is never "
                    f"reached: line {early.line} has the same slots and conditions no narrower. "
                    "Take one out, or give this one a condition of its own."
                )


def _covers(early: Trigger, late: Trigger) -> bool:
    """Whether whatever one trigger tells was told by the other before."""
    same = ("relation", "source", "target", "cameo", "comp", "prt")
    if any(getattr(early, name) != getattr(late, name) for name in same):
        return False
    for name in ("obj", "obj_is", "subj", "subj_is", "xcomp", "modal"):
        wide, narrow = getattr(early, name), getattr(late, name)
        if wide and not (narrow and narrow <= wide):
            return False
    wider, narrower = dict(early.obl), dict(late.obl)
    return wider.keys() == narrower.keys() and all(
        bool(narrower[p]) == bool(words) and narrower[p] <= words for p, words in wider.items()
    )


def _distinct(item: Item) -> tuple[str, ...]:
    """The words that stand here, each once.

    Raises:
        OntologyError: one stands there twice.
    """
    words = item.words()
    if len(set(words)) != len(words):
        twice = next(word for index, word in enumerate(words) if word in words[:index])
        item.fail(f"{twice!r} stands here twice; take one out.")
    return words


def _flags(item: Item) -> frozenset[str]:
    for flag in item.words():
        if flag not in FLAGS:
            item.fail(f"unknown flag {flag!r}.{nearest(flag, FLAGS)} Known: {', '.join(FLAGS)}.")
    return frozenset(item.words())


def _turned_by(item: Item) -> tuple[tuple[str, str], ...]:
    pairs = item.mapping(TURNS, what="word list")
    return tuple((words, relation.word()) for words, relation in pairs.items())


_NO: frozenset[str] = frozenset()
_NONE = Relation("", "", False, None, None, None, "", "neutral", ())


def _one_of(item: Item, known: tuple[str, ...]) -> str:
    word = item.word()
    if word not in known:
        item.fail(f"{word!r} is none of {', '.join(known)}.{nearest(word, known)}")
    return word


def _classes(item: Item | None) -> frozenset[str]:
    if item is None:
        return frozenset()
    for word in item.words():
        if word not in CLASSES:
            item.fail(
                f"unknown class {word!r}.{nearest(word, CLASSES)} Known: {', '.join(CLASSES)}."
            )
    return frozenset(item.words())


def _check_code(item: Item, code: str) -> None:
    if not is_code(code):
        item.fail(
            f"{code!r} is no CAMEO code: in quotes, two digits {min(GOLDSTEIN)} to "
            f"{max(GOLDSTEIN)}, or more below one."
        )


def _code(item: Item) -> str:
    code = item.word()
    _check_code(item, code)
    return code


def load_relations(paths: Sequence[Path] = ()) -> Relations:
    """Load the built-in ontology and the user's files over it.

    Args:
        paths: the user's YAML files, later ones over earlier ones.

    Raises:
        OntologyError: a file is broken; the message names it, the line and the nearest known word.
    """
    return _load(tuple(Path(path) for path in paths)) if paths else _builtin()


@lru_cache(maxsize=1)
def _builtin() -> Relations:
    return compiled.load("relations", SOURCES, lambda: _load(()))


def _load(paths: tuple[Path, ...]) -> Relations:
    builder = Builder()
    builder.add(read_yaml(DEFAULT_PATH, DEFAULT_PATH.name))
    for path in paths:
        builder.add(read_yaml(path))
    return builder.build()
