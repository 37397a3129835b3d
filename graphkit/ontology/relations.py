"""The relation ontology: names, codes, and the words that carry each relation.

`relations.yaml` beside this module is the data (its head explains the format). A user's own file
has the same shape: a relation that exists is extended (among equals its new triggers come first), a
new one is added; `replace: true` on a relation drops its old triggers, at the top of the file the
whole built-in ontology.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphkit.errors import UsageError
from graphkit.ontology.codes import GOLDSTEIN, PLOVER_OF_ROOT, side_of
from graphkit.yamlfile import nearest

PARTS: tuple[str, ...] = ("verbs", "nouns", "adjectives", "roles")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of the ontology.

    Attributes:
        name: its name ("urges").
        kind: "event" or "state".
        symmetric: whether both ends are equal (stored once, found from both).
        cameo: CAMEO root, two digits, or None for a state.
        plover: PLOVER type, or None.
        goldstein: conflict-cooperation score of the root, -10 to 10, or None.
        description: one line for people.
        side: "cooperative", "hostile" or "neutral".
        target: slots tried for a trigger that names none.
        flags: what extraction asks of it, see `graphkit.ontology.flags`.
        turned_by: (word list, relation) pairs: with such a word it is the other relation instead
            ("a hunger strike").
    """

    name: str
    kind: str
    symmetric: bool
    cameo: str | None
    plover: str | None
    goldstein: float | None
    description: str
    side: str
    target: tuple[str, ...]
    flags: frozenset[str] = frozenset()
    turned_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word, with conditions, that carries a relation. See the head of `relations.yaml`.

    Attributes:
        relation: name of the relation.
        part: "verbs", "nouns", "adjectives" or "roles".
        lemma: the word's lemma, lower case; words of a multi-word role joined by "_".
        source, target: slots in order of preference ("subj", "obj", "obl:with", "nmod:on", "poss",
            "mod", ...).
        prt: particles, one of which it must have; "" allows none; empty tuple: not looked at.
        obj: lemmas, one of which must head its object; empty: any.
        obj_is: classes ("actor", "person", "thing", "place"), one of which its object must be;
            empty: any.
        subj, subj_is: the same for its subject.
        obl: (preposition, lemmas) pairs it must have; no lemmas: the preposition is enough. When a
            preposition carries
            lemmas the pairs are alternatives; when none does, all must be there.
        xcomp: lemmas, one of which must be its predicative or infinitive complement; empty: any.
        comp: "ccomp" or "xcomp", the clause it must have, or None.
        modal: auxiliaries, one of which the clause must have; empty: any.
        cameo: most specific CAMEO code, or None.
        plover, goldstein: by that code.
        specificity: 2 for each condition on words, 1 on classes or bare prepositions; highest wins.
        blaming: its relation has that flag.
        key: a stable name: relation, word, and the first word of each condition: "aids/give+aid",
            "protests-against/go+on:strike". Files change and lines move; this stays.
        place, line: its file, as messages call it, and the line in it.
    """

    relation: str
    part: str
    lemma: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    prt: tuple[str, ...] = ()
    obj: frozenset[str] = frozenset()
    obj_is: frozenset[str] = frozenset()
    subj: frozenset[str] = frozenset()
    subj_is: frozenset[str] = frozenset()
    obl: tuple[tuple[str, frozenset[str]], ...] = ()
    xcomp: frozenset[str] = frozenset()
    comp: str | None = None
    modal: frozenset[str] = frozenset()
    cameo: str | None = None
    plover: str | None = None
    goldstein: float | None = None
    specificity: int = 0
    blaming: bool = False
    key: str = ""
    place: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Relations:
    """The whole ontology, ready for look-up.

    Attributes:
        by_name: relation by name, in file order.
        verbs, nouns, adjectives, roles: triggers by lemma, most specific first.
        symmetric: names of the symmetric relations.
        sets: the named noun sets (without "@").
    """

    by_name: Mapping[str, Relation]
    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    roles: Mapping[str, tuple[Trigger, ...]]
    symmetric: frozenset[str]
    sets: Mapping[str, frozenset[str]]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in file order."""
        return tuple(self.by_name)

    def flags_of(self, name: str) -> frozenset[str]:
        """Flags of a relation; none for a name that is none ("open")."""
        found = self.by_name.get(name)
        return found.flags if found is not None else frozenset()

    def get(self, name: str) -> Relation:
        """The relation of this name; case, spaces and underscores aside ("agrees with").

        Raises:
            UsageError: there is none; the message lists the nearest names.
        """
        key = "-".join(name.casefold().replace("_", " ").split())
        found = self.by_name.get(name) or self.by_name.get(key)
        if found is None:
            hint = nearest(key, self.by_name) or f" Known: {', '.join(self.by_name)}."
            raise UsageError(f"Unknown relation {name!r}.{hint}")
        return found

    def triggers(self, name: str) -> tuple[Trigger, ...]:
        """All triggers of one relation, in no particular order."""
        return tuple(
            trigger
            for part in PARTS
            for group in getattr(self, part).values()
            for trigger in group
            if trigger.relation == name
        )


def codes_for(relation: Relation, code: str | None) -> tuple[str | None, str | None, float | None]:
    """The codes a trigger gives its statements.

    Args:
        relation: the trigger's relation.
        code: its own CAMEO code, or None for the relation's.

    Returns:
        CAMEO code, PLOVER type, Goldstein score. A code under another root than the relation's
        takes that root's type and score.
    """
    if code is None or relation.cameo is None:
        return relation.cameo, relation.plover, relation.goldstein
    types = PLOVER_OF_ROOT[code[:2]]
    plover = relation.plover if relation.plover in types else (types[0] if types else None)
    return code, plover, GOLDSTEIN[code[:2]]


def make_relation(
    name: str,
    kind: str,
    symmetric: bool,
    cameo: str | None,
    plover: str | None,
    description: str,
    target: tuple[str, ...],
) -> Relation:
    """A relation with its score and side worked out from its codes."""
    score = GOLDSTEIN[cameo[:2]] if cameo else None
    root = cameo[:2] if cameo else None
    return Relation(
        name, kind, symmetric, root, plover, score, description, side_of(plover), target
    )
