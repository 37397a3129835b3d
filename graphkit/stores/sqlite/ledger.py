"""What a transaction changes in counts, added up and written at its end."""

from __future__ import annotations

import json
from collections import defaultdict

from graphkit.stores.merge import Form, merge_forms, read_form
from graphkit.stores.names import keys_of
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.sqlite.interning import Interner, RelationRow

Pair = tuple[int, int]
_EVIDENCE = f"INSERT INTO evidence VALUES ({', '.join('?' * 28)})"  # noqa: S608 - question marks only


class Ledger:
    """Adds up pieces of evidence put in and taken out; `settle` brings all tables in line."""

    def __init__(self) -> None:
        self.edges: dict[int, int] = defaultdict(int)
        self.forms: dict[int, int] = defaultdict(int)
        self.relations: dict[int, int] = defaultdict(int)
        self.pairs: dict[Pair, list[int]] = {}
        self.sentences: list[tuple[int, int, int, int, str]] = []
        self.evidence: list[tuple[object, ...]] = []
        self.removing = False

    def count(
        self,
        step: int,
        edge: int,
        source: int,
        target: int,
        relation: RelationRow,
        forms: tuple[int, int, int],
        fact: bool,
    ) -> None:
        """Note one piece of evidence put in (`step` 1) or taken out (-1).

        Args:
            step: 1 or -1.
            edge, source, target, relation: whose evidence it is.
            forms: wordings of source, target and claimant; 0 is no actor.
            fact: told as a fact: asserted or reported, neither negated nor ended.
        """
        self.removing = self.removing or step < 0
        self.edges[edge] += step
        self.relations[relation.id] += step
        for form in forms:
            if form:
                self.forms[form] += step
        if source != target:
            is_open = relation.kind == "open"
            both = step if relation.symmetric else 0
            there = self._pair((source, target))
            back = self._pair((target, source))
            for at in (3,) if is_open else (0, 6) if fact else (0,):
                there[at] += step
                there[at + 1] += step
                there[at + 2] += both
                back[at] += step
                back[at + 1] += both
                back[at + 2] += step

    def _pair(self, key: Pair) -> list[int]:
        row = self.pairs.get(key)
        if row is None:
            row = self.pairs[key] = [0] * 9
        return row

    def settle(self, db: Connection, interner: Interner) -> None:
        """Write all of it, drop what nothing refers to any more, work actors out anew."""
        self._insert(db, interner)
        self._relations_and_edges(db, interner)
        self._pairs(db)
        self._actors(db, interner)
        if self.removing:
            interner.forget()

    def _insert(self, db: Connection, interner: Interner) -> None:
        new = interner.new
        db.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?)", self.sentences)
        db.executemany(_EVIDENCE, self.evidence)
        db.executemany("INSERT INTO code VALUES (?, ?)", new.codes)
        db.executemany("INSERT INTO rule VALUES (?, ?)", new.rules)
        db.executemany("INSERT INTO relation VALUES (?, ?, ?, ?, 0, 0)", new.relations)
        db.executemany("INSERT INTO form VALUES (?, ?, ?, 0)", new.forms)
        db.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, 0)", new.edges)

    def _relations_and_edges(self, db: Connection, interner: Interner) -> None:
        edges_of: dict[int, int] = defaultdict(int)
        for row in interner.new.edges:
            edges_of[row[3]] += 1
        db.executemany(
            "UPDATE edge SET n = n + ? WHERE id = ?",
            [(n, edge) for edge, n in self.edges.items() if n],
        )
        if self.removing:
            for edge in self.edges:
                gone = db.execute(
                    "DELETE FROM edge WHERE id = ? AND n = 0 RETURNING relation", (edge,)
                ).fetchone()
                if gone:
                    edges_of[gone[0]] -= 1
        touched = {*edges_of, *self.relations}
        db.executemany(
            "UPDATE relation SET edges = edges + ?, evidence = evidence + ? WHERE id = ?",
            [(edges_of[number], self.relations[number], number) for number in touched],
        )
        if self.removing:
            db.execute("DELETE FROM relation WHERE evidence = 0")

    def _pairs(self, db: Connection) -> None:
        db.executemany(
            "INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (a, b) DO UPDATE SET "
            "n = n + excluded.n, ab = ab + excluded.ab, ba = ba + excluded.ba, "
            "o_n = o_n + excluded.o_n, o_ab = o_ab + excluded.o_ab, o_ba = o_ba + excluded.o_ba, "
            "f_n = f_n + excluded.f_n, f_ab = f_ab + excluded.f_ab, f_ba = f_ba + excluded.f_ba",
            [(*key, *counts) for key, counts in sorted(self.pairs.items()) if any(counts)],
        )
        if self.removing:
            db.executemany(
                "DELETE FROM pair WHERE a = ? AND b = ? AND n = 0 AND o_n = 0", list(self.pairs)
            )

    def _actors(self, db: Connection, interner: Interner) -> None:
        db.executemany(
            "UPDATE form SET n = n + ? WHERE id = ?",
            [(n, form) for form, n in self.forms.items() if n],
        )
        changed = {actor for _, actor, _ in interner.new.forms}
        # The only wording there is decides whatever its count.
        for form, actor, n, several in db.execute(
            "SELECT f.id, f.actor, f.n, EXISTS "
            "(SELECT 1 FROM form g WHERE g.actor = f.actor LIMIT 1 OFFSET 1) "
            "FROM json_each(?) j CROSS JOIN form f ON f.id = j.value",
            (json.dumps(list(self.forms)),),
        ).fetchall():
            if n == 0:
                db.execute("DELETE FROM form WHERE id = ?", (form,))
            if n == 0 or several:
                changed.add(actor)
        _work_out(db, sorted(changed), interner.new.slugs)


def _work_out(db: Connection, numbers: list[int], new_slugs: dict[int, str]) -> None:
    """Bring rows of actors and their names in line with their wordings."""
    wanted = (json.dumps(numbers),)
    old = {
        row[0]: row[1:]
        for row in db.execute(
            "SELECT a.id, a.slug, a.name, a.kind, a.country, a.role, a.named, a.aliases "
            "FROM json_each(?) j CROSS JOIN actor a ON a.id = j.value",
            wanted,
        )
    }
    forms: dict[int, dict[Form, int]] = defaultdict(dict)
    for number, value, n in db.execute(
        "SELECT f.actor, f.value, f.n FROM json_each(?) j CROSS JOIN form f ON f.actor = j.value "
        "WHERE f.n > 0",
        wanted,
    ):
        slug = old[number][0] if number in old else new_slugs[number]
        forms[number][read_form(slug, value)] = n
    gone: list[tuple[int]] = []
    renamed: list[tuple[int]] = []
    rows: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int]] = []
    for number in numbers:
        if number not in forms:
            gone.append((number,))
            continue
        actor = merge_forms(forms[number])
        aliases = json.dumps(actor.aliases, ensure_ascii=False)
        row = (
            actor.id, actor.name, actor.kind, actor.country, actor.role, int(actor.named), aliases,
        )  # fmt: skip
        if row == old.get(number):
            continue
        if number in old:
            renamed.append((number,))
        rows.append((number, *row))
        names += [(key, number, rank) for key, rank in keys_of(actor).items()]
    db.executemany("DELETE FROM actor WHERE id = ?", gone)
    db.executemany("DELETE FROM name WHERE actor = ?", gone + renamed)
    db.executemany("INSERT OR REPLACE INTO actor VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
