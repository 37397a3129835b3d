"""A small world to ask about, and statements made from as little as a test needs to say."""

from __future__ import annotations

from graphkit.model import Actor, Document, Statement

SYMMETRIC = frozenset({"meets", "speaks-with", "allies-with"})


def actor(
    name: str,
    kind: str = "country",
    *,
    id: str | None = None,  # noqa: A002 - the actor's own word for it
    country: str | None = None,
    role: str | None = None,
    named: bool = True,
    aliases: tuple[str, ...] = (),
) -> Actor:
    slug = id or "-".join(name.casefold().replace(".", "").split())
    return Actor(slug, name, kind, country, role, named, aliases)


US = actor("United States", country="USA", aliases=("America", "U.S."))
AZ = actor("Azerbaijan", country="AZE", aliases=("Baku",))
AM = actor("Armenia", country="ARM")
RU = actor("Russia", country="RUS", aliases=("Moscow",))
EU = actor("European Union", "organization")
PASHINYAN = actor("Nikol Pashinyan", "person", country="ARM", role="Prime Minister")
KLAAR = actor("Toivo Klaar", "person")
IL = actor("Israel", country="ISR")
CROWD = actor("protesters", "group", named=False)


def statement(
    source: Actor,
    relation: str,
    target: Actor,
    *,
    document: str = "d1",
    at: int = 0,
    kind: str = "event",
    date: str | None = None,
    negated: bool = False,
    ended: bool = False,
    date_of: str | None = None,
    rule: str = "",
    modality: str = "asserted",
    said_by: Actor | None = None,
    predicate: str | None = None,
    cameo: str | None = "02",
    confidence: float = 0.75,
    sentence: str | None = None,
) -> Statement:
    text = sentence or f"{source.name} {relation} {target.name} ({at})."
    return Statement(
        id=f"{document}-{at}-{relation}-{source.id}-{target.id}",
        document=document,
        source=source,
        target=target,
        relation=relation,
        kind=kind,
        predicate=predicate or relation,
        cameo=cameo if kind == "event" else None,
        plover="REQUEST" if kind == "event" and cameo else None,
        goldstein=3.0 if kind == "event" and cameo else None,
        negated=negated,
        modality=modality,
        attributed_to=said_by,
        date=date,
        sentence=text,
        sentence_start=at,
        sentence_end=at + len(text),
        source_start=at,
        source_end=at + 1,
        target_start=at + 2,
        target_end=at + 3,
        trigger_start=at + 1,
        trigger_end=at + 2,
        confidence=confidence,
        ended=ended,
        date_of=date_of,
        rule=rule,
    )


def world() -> list[Statement]:
    """Eleven statements in three documents."""
    return [
        statement(US, "urges", AZ, at=0, date="2020-09-28"),
        statement(US, "urges", AZ, at=100, date="2020-10-02", cameo="0231"),
        statement(AM, "accuses", AZ, at=200, date="2020-09-28", said_by=PASHINYAN),
        statement(AZ, "denies", AM, at=300, date="2020-09-29"),
        statement(PASHINYAN, "leads", AM, at=400, kind="state"),
        statement(PASHINYAN, "requests", RU, at=0, document="d2", date="2020-10-31"),
        statement(RU, "meets", AZ, at=100, document="d2", date="2020-11-09"),
        statement(EU, "urges", AM, at=200, document="d2", date="2020-10-01", negated=True),
        statement(EU, "urges", AM, at=300, document="d2", date="2020-10-03", modality="reported"),
        statement(KLAAR, "represents", EU, at=0, document="d3", kind="state"),
        statement(IL, "open", AZ, at=100, document="d3", kind="open", predicate="sell drone"),
    ]


DOCUMENTS = [
    Document("d1", "", "Fighting erupts", "2020-09-29", "https://example.org/1"),
    Document("d2", "", "Talks", "2020-11-10"),
    Document("d3", ""),
]
