"""Statement records read at the speed of a load: nearly all have nothing wrong with them.

msgspec decodes and checks a line in one go. What it does not take (a mistake, a byte order mark, a
person's own statement without offsets) is left to `graphkit.stores.records`, which reads field by
field and says what is wrong.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from graphkit import gate
from graphkit.errors import UsageError
from graphkit.model import ACTOR_KINDS, DATE_SOURCES, MODALITIES, STATEMENT_KINDS, Actor, Statement
from graphkit.stores.values import check_date

_Id = Annotated[str, Meta(min_length=1, max_length=gate.MAX_ID)]
_Name = Annotated[str, Meta(min_length=1, max_length=gate.MAX_NAME)]
_Text = Annotated[str, Meta(max_length=gate.MAX_NAME)]
_Sentence = Annotated[str, Meta(max_length=gate.MAX_SENTENCE)]
_Offset = Annotated[int, Meta(ge=0, lt=1 << 53)]
_ActorKind = Literal[
    "country", "organization", "government", "military", "group", "person", "place", "other"
]
_StatementKind = Literal["event", "state", "open"]
_Modality = Literal["asserted", "reported", "planned", "possible", "conditional"]
_DateSource = Literal["text", "document"]

_CACHED = 200_000


class _ActorRecord(msgspec.Struct, frozen=True, gc=False):
    id: _Id
    name: _Name
    kind: _ActorKind
    country: _Text | None
    role: _Text | None
    named: bool
    aliases: Annotated[tuple[_Name, ...], Meta(max_length=gate.MAX_ALIASES)] = ()


class _Record(msgspec.Struct, gc=False):
    id: _Id
    document: _Id
    source: _ActorRecord
    target: _ActorRecord
    relation: _Id
    kind: _StatementKind
    predicate: _Text
    cameo: _Text | None
    plover: _Text | None
    goldstein: Annotated[float, Meta(ge=-10, le=10)] | None
    negated: bool
    modality: _Modality
    attributed_to: _ActorRecord | None
    date: str | None
    sentence: _Sentence
    sentence_start: _Offset
    sentence_end: _Offset
    source_start: _Offset
    source_end: _Offset
    target_start: _Offset
    target_end: _Offset
    trigger_start: _Offset
    trigger_end: _Offset
    confidence: Annotated[float, Meta(ge=0, le=1)]
    ended: bool = False
    date_of: _DateSource | None = None
    rule: _Text = ""


# The words of the record stand in the model; types must spell them out again.
for _words, _type in (
    (ACTOR_KINDS, _ActorKind),
    (STATEMENT_KINDS, _StatementKind),
    (MODALITIES, _Modality),
    (DATE_SOURCES, _DateSource),
):
    if _words != get_args(_type):
        raise AssertionError(f"{_words} is spelled otherwise here")

_decode = msgspec.json.Decoder(_Record).decode
_actors: dict[_ActorRecord, Actor | None] = {}
_dates: dict[str | None, bool] = {None: True}


def fast_statement(line: bytes) -> Statement | None:
    """The statement of a line of JSON, None for what must be read with care.

    Args:
        line: one record, UTF-8.
    """
    try:
        record = _decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    said_by = record.attributed_to
    source, target = _actor(record.source), _actor(record.target)
    claimant = None if said_by is None else _actor(said_by)
    if source is None or target is None or (claimant is None) != (said_by is None):
        return None
    if record.id.isspace() or record.document.isspace() or record.relation.isspace():
        return None
    if not _dates.get(record.date, False) and not _is_date(record.date):
        return None
    return Statement(
        record.id, record.document, source, target, record.relation, record.kind, record.predicate,
        record.cameo, record.plover, record.goldstein, record.negated, record.modality, claimant,
        record.date, record.sentence, record.sentence_start, record.sentence_end,
        record.source_start, record.source_end, record.target_start, record.target_end,
        record.trigger_start, record.trigger_end, record.confidence, record.ended, record.date_of,
        record.rule,
    )  # fmt: skip


def _actor(record: _ActorRecord) -> Actor | None:
    """The actor of a record, the same object for the same record; None for a blank name."""
    try:
        return _actors[record]
    except KeyError:
        pass
    if len(_actors) > _CACHED:
        _actors.clear()
    actor = None
    if not any(text.isspace() for text in (record.id, record.name, *record.aliases)):
        actor = Actor(
            record.id, record.name, record.kind, record.country, record.role, record.named,
            record.aliases,
        )  # fmt: skip
    _actors[record] = actor
    return actor


def _is_date(text: str | None) -> bool:
    if text is None:
        return True
    try:
        check_date("date", text)
    except UsageError:
        return False
    if len(_dates) > _CACHED:
        _dates.clear()
    _dates[text] = True
    return True
