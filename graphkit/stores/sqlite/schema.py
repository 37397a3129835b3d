"""The tables of a graph file.

Whole numbers stand for texts inside (actors, documents, relations, codes); ids that people see are
in `actor.slug` and `document.name`. What an actor is called is worked out from `form` (each wording
with its count), what an edge counts and which codes it has from `evidence`: nothing is kept that
depends on the order of loads.
"""

from __future__ import annotations

APPLICATION_ID = 0x67726B74
"""Marks the file as a graph ("grkt")."""
VERSION = 3
"""Layout of the tables. An older file is brought forward when it is opened for writing
(`graphkit.stores.sqlite.migration`); a newer one is refused, never guessed at."""

CHECKED_SINCE = 3
"""The first layout whose pages have checksums (`graphkit.stores.sqlite.driver`)."""

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE document (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT, date TEXT, url TEXT,
        author TEXT, text_hash TEXT, read_by TEXT
    )""",
    # record: a statement (JSON) of the document as it was read, where a correction keeps it out of
    # the graph or changed it
    """
    CREATE TABLE set_aside (
        document INTEGER NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
        PRIMARY KEY (document, place)
    ) WITHOUT ROWID""",
    # notes of the corrections that the statements went through
    "CREATE TABLE edit (id INTEGER PRIMARY KEY, note TEXT NOT NULL)",
    """
    CREATE TABLE actor (
        id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
        country TEXT, role TEXT, named INTEGER NOT NULL, aliases TEXT NOT NULL
    )""",
    # value: JSON of name, kind, country, role, named, aliases, and the wording that was read where
    # a correction put this one in its place; n: mentions in evidence
    """
    CREATE TABLE form (
        id INTEGER PRIMARY KEY, actor INTEGER NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL,
        UNIQUE (actor, value)
    )""",
    """
    CREATE TABLE name (
        key TEXT NOT NULL, actor INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, actor)
    ) WITHOUT ROWID""",
    "CREATE INDEX name_actor ON name (actor)",
    """
    CREATE TABLE relation (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        symmetric INTEGER NOT NULL, edges INTEGER NOT NULL, evidence INTEGER NOT NULL
    )""",
    # value: JSON of cameo, plover, goldstein
    "CREATE TABLE code (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE)",
    # what made statements; evidence without one has 0
    "CREATE TABLE rule (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # said: the claimant, 0 for the text itself; n: pieces of evidence
    """
    CREATE TABLE edge (
        id INTEGER PRIMARY KEY, source INTEGER NOT NULL, target INTEGER NOT NULL,
        relation INTEGER NOT NULL, negated INTEGER NOT NULL, ended INTEGER NOT NULL,
        said INTEGER NOT NULL, n INTEGER NOT NULL
    )""",
    "CREATE UNIQUE INDEX edge_key ON edge (source, target, relation, negated, ended, said)",
    "CREATE INDEX edge_target ON edge (target)",
    "CREATE INDEX edge_said ON edge (said, n) WHERE said != 0",
    """
    CREATE TABLE sentence (
        id INTEGER PRIMARY KEY, document INTEGER NOT NULL, first INTEGER NOT NULL,
        last INTEGER NOT NULL, text TEXT NOT NULL
    )""",
    "CREATE INDEX sentence_document ON sentence (document, first)",
    # mark: fingerprint of the statement; swapped: stored the other way round (symmetric relation);
    # modality, date_of: places in MODALITIES and DATE_SOURCES of graphkit.model
    """
    CREATE TABLE evidence (
        id INTEGER PRIMARY KEY, document INTEGER NOT NULL, statement TEXT NOT NULL,
        mark BLOB NOT NULL, edge INTEGER NOT NULL, source INTEGER NOT NULL,
        relation INTEGER NOT NULL, target INTEGER NOT NULL, negated INTEGER NOT NULL,
        ended INTEGER NOT NULL, date TEXT, date_of INTEGER,
        code INTEGER NOT NULL, rule INTEGER NOT NULL, sentence INTEGER NOT NULL,
        predicate TEXT NOT NULL, modality INTEGER NOT NULL, confidence REAL NOT NULL,
        swapped INTEGER NOT NULL,
        source_form INTEGER NOT NULL, target_form INTEGER NOT NULL, said_form INTEGER NOT NULL,
        source_start INTEGER NOT NULL, source_end INTEGER NOT NULL,
        target_start INTEGER NOT NULL, target_end INTEGER NOT NULL,
        trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
        UNIQUE (document, statement)
    )""",
    "CREATE INDEX evidence_edge ON evidence (edge, date, code, modality)",
    # covering: a search filtered by relation, date or modality never touches the table itself
    "CREATE INDEX evidence_out ON evidence "
    "(source, relation, date, target, negated, ended, modality)",
    "CREATE INDEX evidence_in ON evidence "
    "(target, relation, date, source, negated, ended, modality)",
    # both orientations; pieces of evidence: n all, ab followable from a to b, ba from b to a
    # (a symmetric one counts for both); o_: the same of open relations, which the others leave out;
    # f_: the same of what is told as a fact (asserted or reported, neither negated nor ended)
    """
    CREATE TABLE pair (
        a INTEGER NOT NULL, b INTEGER NOT NULL,
        n INTEGER NOT NULL, ab INTEGER NOT NULL, ba INTEGER NOT NULL,
        o_n INTEGER NOT NULL, o_ab INTEGER NOT NULL, o_ba INTEGER NOT NULL,
        f_n INTEGER NOT NULL, f_ab INTEGER NOT NULL, f_ba INTEGER NOT NULL,
        PRIMARY KEY (a, b)
    ) WITHOUT ROWID""",
)
