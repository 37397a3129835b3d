"""Documents in and out of a graph file: one transaction per batch of whole documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from graphkit.model import DATE_SOURCES, MODALITIES, Document, Statement
from graphkit.stores.incoming import Batch, contradiction, distinct
from graphkit.stores.merge import admit, edge_key_of, form_of, is_fact
from graphkit.stores.sqlite import texts
from graphkit.stores.sqlite.driver import Connection
from graphkit.stores.sqlite.interning import Interner
from graphkit.stores.sqlite.ledger import Ledger
from graphkit.stores.values import FACTS, LoadReport, RetractReport

BATCH = 20_000
"""Statements per transaction, but never less than a document."""
Seen = dict[str, dict[str, bytes]]
"""Documents that a load stored already, with the marks of statements it took out of each."""


class Writer:
    """Writes batches through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._interner = Interner(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Ledger]:
        part = self._db.in_transaction  # of a larger one, which ends it too
        if not part:
            self._db.execute("BEGIN IMMEDIATE")
        try:
            self._interner.begin()
            ledger = Ledger()
            yield ledger
            ledger.settle(self._db, self._interner)
            if not part:
                self._db.execute("COMMIT")
        except BaseException:
            self.give_up()
            raise

    def give_up(self) -> None:
        """Take back all of the transaction under way."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._interner.forget()

    def load(
        self,
        batch: Batch,
        listed: Mapping[str, Document],
        *,
        unnamed: bool,
        symmetric: Collection[str],
        seen: Seen,
    ) -> LoadReport:
        """Store a batch in one transaction.

        Args:
            batch: statements by document; a document may have none.
            listed: documents whose title, date and url are known.
            unnamed, symmetric: as in `Store.load`.
            seen: documents of which this load stored a part before: theirs is added to. Gets those
                of this batch once it is stored.
        """
        dropped: Seen = {}
        report = LoadReport()
        with self._transaction() as ledger:
            for name, statements in batch.items():
                kept = [s for s in (admit(item, unnamed) for item in statements) if s is not None]
                dropped[name] = dict(seen.get(name, {}))
                one = self._document(
                    ledger, name, kept, listed.get(name), symmetric, name in seen, dropped[name]
                )
                left_out = len(statements) - len(kept)
                report += LoadReport(0 if name in seen else 1, *one, left_out)
        seen.update(dropped)
        return report

    def _document(
        self,
        ledger: Ledger,
        name: str,
        statements: list[Statement],
        info: Document | None,
        symmetric: Collection[str],
        seen: bool,
        dropped: dict[str, bytes],
    ) -> tuple[int, int, int]:
        """Replace (or, seen before, extend) a document; returns added, unchanged, removed.

        `dropped` gets the marks of what was taken out. A later piece that brings some of it back
        shows that it was there all along.
        """
        wanted = distinct(statements)
        row = self._db.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
        held: dict[str, tuple[int, bytes]] = {}
        if row is None:
            if info is None and not wanted:
                return 0, 0, 0
            number = self._interner.take_id("document")
            self._db.execute("INSERT INTO document (id, name) VALUES (?, ?)", (number, name))
        else:
            number = row[0]
            held = {
                statement: (evidence, mark)
                for statement, evidence, mark in self._db.execute(
                    "SELECT statement, id, mark FROM evidence WHERE document = ?", (number,)
                )
            }
        if info is not None:
            self._note(number, info, new=row is None)
        same = {key for key, (_, mark) in wanted.items() if key in held and held[key][1] == mark}
        gone = [key for key in held if key not in same and (not seen or key in wanted)]
        if seen and gone:
            raise contradiction(gone[0], name)
        if gone:
            self._remove(ledger, number, [held[key][0] for key in gone])
        fresh = [statement for key, (statement, _) in wanted.items() if key not in same]
        marks = {k: m for k, (_, m) in wanted.items()}
        self._add(ledger, number, fresh, marks, symmetric, new=row is None)
        back = sum(dropped.pop(s.id, None) == wanted[s.id][1] for s in fresh)
        dropped.update((key, held[key][1]) for key in gone)
        return len(fresh) - back, len(same) + back, len(gone) - back

    def _note(self, number: int, info: Document, *, new: bool) -> None:
        """Keep what is known of a document."""
        self._db.execute(
            "UPDATE document SET title = ?, date = ?, url = ?, author = ?, text_hash = ?, "
            "read_by = ? WHERE id = ?",
            (
                info.title, info.date, info.url, info.author, info.text_hash, info.read_by, number,
            ),
        )  # fmt: skip
        if not new:
            self._db.execute("DELETE FROM set_aside WHERE document = ?", (number,))
        if info.set_aside:
            self._db.executemany(
                "INSERT INTO set_aside VALUES (?, ?, ?)",
                [(number, place, record) for place, record in enumerate(info.set_aside)],
            )

    def _add(
        self,
        ledger: Ledger,
        document: int,
        statements: list[Statement],
        marks: Mapping[str, bytes],
        symmetric: Collection[str],
        *,
        new: bool,
    ) -> None:
        """Note rows for statements; the ledger writes those of the whole batch at once."""
        if not statements:
            return
        interner = self._interner
        sentences: dict[tuple[int, int, str], int] = {}
        if not new:
            sentences = {
                (first, last, text): number
                for number, first, last, text in self._db.execute(
                    "SELECT id, first, last, text FROM sentence WHERE document = ?", (document,)
                )
            }
        for s in statements:
            relation = interner.relation(s, s.relation in symmetric)
            key, swapped = edge_key_of(s, relation.symmetric)
            edge, source, target = interner.edge(key, relation.id)
            said = s.attributed_to
            forms = (
                interner.form(form_of(s.source)),
                interner.form(form_of(s.target)),
                interner.form(form_of(said)) if said else 0,
            )
            where = (s.sentence_start, s.sentence_end, s.sentence)
            sentence = sentences.get(where)
            if sentence is None:
                sentence = sentences[where] = interner.take_id("sentence")
                ledger.sentences.append((sentence, document, *where))
            goldstein = None if s.goldstein is None else float(s.goldstein)
            code = interner.code((s.cameo, s.plover, goldstein))
            ledger.count(1, edge, source, target, relation, forms, is_fact(s))
            ledger.evidence.append(
                (
                    interner.take_id("evidence"), document, s.id, marks[s.id], edge, source,
                    relation.id, target, int(s.negated), int(s.ended), s.date,
                    None if s.date_of is None else DATE_SOURCES.index(s.date_of), code,
                    interner.rule(s.rule), sentence, s.predicate, MODALITIES.index(s.modality),
                    s.confidence, int(swapped), *forms, s.source_start, s.source_end,
                    s.target_start, s.target_end, s.trigger_start, s.trigger_end,
                )
            )  # fmt: skip

    def _remove(self, ledger: Ledger, document: int, evidence: list[int]) -> None:
        for number in evidence:
            edge, source, target, relation, negated, ended, modality, *forms = self._db.execute(
                "DELETE FROM evidence WHERE id = ? RETURNING edge, source, target, relation, "
                "negated, ended, modality, source_form, target_form, said_form",
                (number,),
            ).fetchall()[0]
            kind = self._interner.relation_of(relation)
            fact = not (negated or ended) and MODALITIES[modality] in FACTS
            ledger.count(-1, edge, source, target, kind, (forms[0], forms[1], forms[2]), fact)
        self._db.execute(
            "DELETE FROM sentence WHERE document = ? AND id NOT IN "
            "(SELECT sentence FROM evidence WHERE document = ?)",
            (document, document),
        )

    def retract(self, documents: Iterable[str]) -> RetractReport:
        """Take documents out in one transaction."""
        unknown: list[str] = []
        count = removed = 0
        with self._transaction() as ledger:
            for name in dict.fromkeys(documents):
                row = self._db.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
                if row is None:
                    unknown.append(name)
                    continue
                rows = self._db.execute("SELECT id FROM evidence WHERE document = ?", row)
                evidence = [item[0] for item in rows.fetchall()]
                self._remove(ledger, row[0], evidence)
                self._db.execute("DELETE FROM document WHERE id = ?", row)
                self._db.execute("DELETE FROM set_aside WHERE document = ?", row)
                texts.forget(self._db, name)
                count += 1
                removed += len(evidence)
        return RetractReport(count, removed, tuple(unknown))

    def set_edits(self, notes: Iterable[str]) -> None:
        """Keep notes of corrections in place of those there were."""
        with self._transaction():
            self._db.execute("DELETE FROM edit")
            self._db.executemany("INSERT INTO edit (note) VALUES (?)", [(note,) for note in notes])
