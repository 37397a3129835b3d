"""The words all rooms share: frozen values without behaviour beyond reading and writing themselves.

The shape of `Statement` is the project's one contract (docs/statement.md). All offsets are in
Unicode code points of the document's text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

ActorKind = Literal[
    "country", "organization", "government", "military", "group", "person", "place", "other"
]
ACTOR_KINDS: tuple[str, ...] = (
    "country",
    "organization",
    "government",
    "military",
    "group",
    "person",
    "place",
    "other",
)
MODALITIES: tuple[str, ...] = ("asserted", "reported", "planned", "possible", "conditional")
STATEMENT_KINDS: tuple[str, ...] = ("event", "state", "open")
DATE_SOURCES: tuple[str, ...] = ("text", "document")
"""Where a statement's date comes from."""
OFFSETS: tuple[str, ...] = (
    "sentence_start", "sentence_end", "source_start", "source_end", "target_start", "target_end",
    "trigger_start", "trigger_end",
)  # fmt: skip
_LATER = ("ended", "date_of", "rule")
"""Fields of the record that came later: records without them can still be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """One input text.

    Attributes:
        id: the input's own id, else a hash of its text.
        text: the text; all offsets count its code points.
        title: headline, when known.
        date: ISO date of publication (YYYY-MM-DD), when known.
        url: where it came from, when known.
        path: the file (and line) it was read from, for messages; never stored in statements.
        author: who wrote it, when known.
        text_hash: hash of the text (`hash_of`), kept by a graph to tell a changed document.
        read_by: what its statements were read with (model, rules, ontology), as a hash.
        set_aside: records (JSON) of statements that corrections keep out of the graph, or as they
            were before a correction changed them.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    path: str | None = None
    author: str | None = None
    text_hash: str | None = None
    read_by: str | None = None
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever can act politically.

    Attributes:
        id: stable readable slug ("azerbaijan", "nikol-pashinyan").
        name: display name.
        kind: one of `ACTOR_KINDS`.
        country: ISO 3166 alpha-3 of the country it belongs to, or None.
        role: text of its role ("Prime Minister"), or None.
        named: has a name, or hangs on one ("Turkish police"); "two journalists" is not.
        aliases: other names it was met under in its document (not part of the statement record).
        read_as: the actor as the text has it, where a correction or a merge put another in its
            place (not part of the statement record).
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    role: str | None = None
    named: bool = True
    aliases: tuple[str, ...] = field(default=(), compare=False)
    read_as: Actor | None = field(default=None, compare=False, metadata={"shown": False})

    def to_dict(self) -> dict[str, Any]:
        """The actor object of the statement record."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "country": self.country,
            "role": self.role,
            "named": self.named,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Actor:
        """Read the actor object of a statement record (unknown keys are ignored).

        Raises:
            KeyError: `id` or `name` is missing.
        """
        return cls(
            id=data["id"],
            name=data["name"],
            kind=data.get("kind", "other"),
            country=data.get("country"),
            role=data.get("role"),
            named=data.get("named", True),
            aliases=tuple(data.get("aliases", ())),
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """Who does what to whom, with its evidence. Field by field as in docs/statement.md.

    A statement of a person's own (`origin` "edit") stands in no text: its offsets are -1 here and
    null in the record.
    """

    id: str
    document: str
    source: Actor
    target: Actor
    relation: str
    kind: str
    predicate: str
    cameo: str | None
    plover: str | None
    goldstein: float | None
    negated: bool
    modality: str
    attributed_to: Actor | None
    date: str | None
    sentence: str
    sentence_start: int
    sentence_end: int
    source_start: int
    source_end: int
    target_start: int
    target_end: int
    trigger_start: int
    trigger_end: int
    confidence: float
    ended: bool = False
    date_of: str | None = None
    rule: str = ""

    @property
    def origin(self) -> str:
        """Where it comes from: "text", or "edit" for what a person added."""
        return "text" if self.sentence_start >= 0 else "edit"

    def to_dict(self) -> dict[str, Any]:
        """The JSON record, keys in the contract's order."""
        record = {
            "id": self.id,
            "document": self.document,
            "source": self.source.to_dict(),
            "target": self.target.to_dict(),
            "relation": self.relation,
            "kind": self.kind,
            "predicate": self.predicate,
            "cameo": self.cameo,
            "plover": self.plover,
            "goldstein": self.goldstein,
            "negated": self.negated,
            "ended": self.ended,
            "modality": self.modality,
            "attributed_to": self.attributed_to.to_dict() if self.attributed_to else None,
            "date": self.date,
            "date_of": self.date_of,
            "sentence": self.sentence,
            "sentence_start": self.sentence_start,
            "sentence_end": self.sentence_end,
            "source_start": self.source_start,
            "source_end": self.source_end,
            "target_start": self.target_start,
            "target_end": self.target_end,
            "trigger_start": self.trigger_start,
            "trigger_end": self.trigger_end,
            "rule": self.rule,
            "confidence": self.confidence,
        }
        if self.origin == "edit":
            record |= dict.fromkeys(OFFSETS) | {"origin": "edit"}
        return record

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Statement:
        """Read a JSON record; fields that records did not always have may be missing.

        Raises:
            KeyError: a field of the contract is missing.
        """
        said_by = data["attributed_to"]
        values = {key: data[key] for key in cls.__dataclass_fields__ if key not in _LATER}
        values |= {key: data[key] for key in _LATER if key in data}
        values |= {key: -1 for key in OFFSETS if data[key] is None}
        values["source"] = Actor.from_dict(data["source"])
        values["target"] = Actor.from_dict(data["target"])
        values["attributed_to"] = Actor.from_dict(said_by) if said_by else None
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence behind an edge, as a graph keeps it.

    Attributes:
        statement: id of the statement.
        document: id of the document.
        date: ISO date of the event, or None.
        sentence, sentence_start, sentence_end: the sentence and its offsets in the document.
        predicate: the words that carry the relation.
        modality: see `MODALITIES`.
        confidence: 0 to 1.
        date_of: "text" or "document": where the date comes from; None: not known.
        rule: what made the statement; "" when not known.
    """

    statement: str
    document: str
    date: str | None
    sentence: str
    sentence_start: int
    sentence_end: int
    predicate: str
    modality: str
    confidence: float
    date_of: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Statements of one source, relation, target, negation, ending and claimant, as one edge.

    Attributes:
        id: stable hash of that key.
        source, target: actor ids.
        attributed_to: actor id of who says so, or None.
        count: number of pieces of evidence.
        first, last: first and last ISO date among them, or None.
        evidence: the evidence asked for (a query may cap it), oldest first, undated last, then by
            document, offset and statement id.
        symmetric: the relation has no direction; `source` is the smaller id.
        ended: a tie that is over ("former president of").
    """

    id: str
    source: str
    relation: str
    target: str
    kind: str
    negated: bool
    attributed_to: str | None
    cameo: str | None
    plover: str | None
    goldstein: float | None
    count: int
    first: str | None
    last: str | None
    evidence: tuple[Evidence, ...] = ()
    symmetric: bool = False
    ended: bool = False
