"""Whole numbers for texts while a transaction writes: looked up once, new ones collected."""

# ruff: noqa: S608 - only names of our own columns are put into SQL; values are parameters
from __future__ import annotations

import json
from dataclasses import dataclass, field

from graphkit.errors import InputError
from graphkit.model import Statement
from graphkit.stores.merge import Codes, EdgeKey, Form, form_text
from graphkit.stores.sqlite.driver import Connection

_CACHED = 300_000
EdgeRow = tuple[int, int, int, int, int, int]
"""Source, target, relation, negated, ended, claimant (0: none)."""


@dataclass(slots=True)
class RelationRow:
    """A relation as the file holds it."""

    id: int
    name: str
    kind: str
    symmetric: bool


@dataclass(slots=True)
class New:
    """Rows that the transaction under way must insert."""

    forms: list[tuple[int, int, str]] = field(default_factory=list)
    edges: list[tuple[int, int, int, int, int, int, int]] = field(default_factory=list)
    codes: list[tuple[int, str]] = field(default_factory=list)
    rules: list[tuple[int, str]] = field(default_factory=list)
    relations: list[tuple[int, str, str, int]] = field(default_factory=list)
    slugs: dict[int, str] = field(default_factory=dict)


class Interner:
    """Gives actors, forms, edges, codes and relations their numbers.

    Call `begin` in each write transaction: another process may have changed the file since.
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._actors: dict[str, int] = {}
        self._forms: dict[Form, int] = {}
        self._edges: dict[EdgeRow, int] = {}
        self._codes: dict[Codes, int] = {}
        self._rules: dict[str, int] = {}
        self.relations: dict[str, RelationRow] = {}
        self._by_id: dict[int, RelationRow] = {}
        self._next: dict[str, int] = {}
        self._seen_version = -1
        self.new = New()

    def begin(self) -> None:
        """Start a transaction: drop what may be out of date, number on from the file."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        if version != self._seen_version:
            self.forget()
            self._seen_version = version
        if len(self._forms) + len(self._edges) + len(self._actors) > _CACHED:
            self.forget()
        self.new = New()
        self._next = {}
        self.relations = {}
        self._by_id = {}
        for row in self._db.execute("SELECT id, name, kind, symmetric FROM relation"):
            self._keep(RelationRow(row[0], row[1], row[2], bool(row[3])))

    def forget(self) -> None:
        """Drop every number remembered (after a rollback or a deletion)."""
        for cache in (self._actors, self._forms, self._edges, self._codes, self._rules):
            cache.clear()

    def take_id(self, table: str) -> int:
        """The next free number of a table."""
        if table not in self._next:
            (last,) = self._db.execute(f"SELECT max(id) FROM {table}").fetchone()
            self._next[table] = (last or 0) + 1
        number = self._next[table]
        self._next[table] = number + 1
        return number

    def actor(self, slug: str) -> int:
        """Number of an actor."""
        found = self._actors.get(slug)
        if found is None:
            row = self._db.execute("SELECT id FROM actor WHERE slug = ?", (slug,)).fetchone()
            if row is None:
                found = self.take_id("actor")
                self.new.slugs[found] = slug
            else:
                found = int(row[0])
            self._actors[slug] = found
        return found

    def form(self, form: Form) -> int:
        """Number of an actor's wording."""
        found = self._forms.get(form)
        if found is None:
            actor = self.actor(form.id)
            value = form_text(form)
            row = None
            if actor not in self.new.slugs:
                row = self._db.execute(
                    "SELECT id FROM form WHERE actor = ? AND value = ?", (actor, value)
                ).fetchone()
            if row is None:
                found = self.take_id("form")
                self.new.forms.append((found, actor, value))
            else:
                found = int(row[0])
            self._forms[form] = found
        return found

    def code(self, codes: Codes) -> int:
        """Number of a triple of codes."""
        found = self._codes.get(codes)
        if found is None:
            value = json.dumps(codes)
            row = self._db.execute("SELECT id FROM code WHERE value = ?", (value,)).fetchone()
            if row is None:
                found = self.take_id("code")
                self.new.codes.append((found, value))
            else:
                found = int(row[0])
            self._codes[codes] = found
        return found

    def rule(self, name: str) -> int:
        """Number of what made a statement; 0 when that is not known."""
        if not name:
            return 0
        found = self._rules.get(name)
        if found is None:
            row = self._db.execute("SELECT id FROM rule WHERE name = ?", (name,)).fetchone()
            if row is None:
                found = self.take_id("rule")
                self.new.rules.append((found, name))
            else:
                found = int(row[0])
            self._rules[name] = found
        return found

    def relation(self, statement: Statement, symmetric: bool) -> RelationRow:
        """The relation of a statement.

        Raises:
            InputError: the graph holds it as another kind, or symmetric where it is not here.
        """
        row = self.relations.get(statement.relation)
        if row is None:
            row = RelationRow(
                self.take_id("relation"), statement.relation, statement.kind, symmetric
            )
            self._keep(row)
            self.new.relations.append((row.id, row.name, row.kind, int(symmetric)))
        elif row.kind != statement.kind:
            raise InputError(
                f"statement {statement.id!r} of document {statement.document!r} has "
                f"{statement.relation!r} as {statement.kind}, the graph has it as {row.kind}; "
                "correct the statement, or build a new graph with this ontology"
            )
        elif row.symmetric != symmetric:
            raise InputError(
                f"relation {statement.relation!r} is {'not ' * row.symmetric}symmetric in the "
                f"ontology in use, but is {'not ' * symmetric}in the graph; build a new graph with "
                "this ontology"
            )
        return row

    def relation_of(self, number: int) -> RelationRow:
        """The relation of a number."""
        return self._by_id[number]

    def _keep(self, row: RelationRow) -> None:
        self.relations[row.name] = row
        self._by_id[row.id] = row

    def edge(self, key: EdgeKey, relation: int) -> tuple[int, int, int]:
        """Numbers of an edge, its source and its target."""
        source, target = self.actor(key.source), self.actor(key.target)
        said = self.actor(key.attributed_to) if key.attributed_to is not None else 0
        row = (source, target, relation, int(key.negated), int(key.ended), said)
        found = self._edges.get(row)
        if found is None:
            stored = None
            if source not in self.new.slugs and target not in self.new.slugs:
                stored = self._db.execute(
                    "SELECT id FROM edge WHERE source = ? AND target = ? AND relation = ? "
                    "AND negated = ? AND ended = ? AND said = ?",
                    row,
                ).fetchone()
            if stored is None:
                found = self.take_id("edge")
                self.new.edges.append((found, *row))
            else:
                found = int(stored[0])
            self._edges[row] = found
        return found, source, target
