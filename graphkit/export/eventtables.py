"""Event tables as researchers load them into R, Stata or pandas: ICEWS, POLECAT, GDELT, dyads.

Tab-separated, UTF-8, a header line (`header=False` leaves it out, as GDELT's own files do), empty
where graphkit does not know. Columns and their order: ICEWS's coded event data (Harvard Dataverse),
POLECAT's weekly files, GDELT 2.0's event database codebook.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.export.event_codes import EventCodes, event_codes
from graphkit.export.events import Event, EventSource, publisher
from graphkit.export.files import replacing
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.spreadsheet import cell
from graphkit.model import Actor

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

Cells = list[str | int | float | None]
ICEWS: tuple[str, ...] = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
POLECAT: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = (
    "Geo_Type", "Geo_FullName", "Geo_CountryCode", "Geo_ADM1Code", "Geo_ADM2Code", "Geo_Lat",
    "Geo_Long", "Geo_FeatureID",
)  # fmt: skip
GDELT: tuple[str, ...] = (
    "GlobalEventID", "SQLDate", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{place}{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DateAdded", "SourceURL",
)  # fmt: skip
DYADS: tuple[str, ...] = (
    "Month", "Source Country", "Target Country", "CAMEO Root", "Quad Class", "Events",
    "Mean Goldstein",
)  # fmt: skip


def write_icews(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the events in ICEWS's columns."""
    return _write(store, path, options, "icews", ICEWS, _icews)


def write_polecat(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the events in POLECAT's columns."""
    return _write(store, path, options, "polecat", POLECAT, _polecat)


def write_gdelt(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the events in the 61 columns of GDELT 2.0."""
    return _write(store, path, options, "gdelt", GDELT, _gdelt)


def write_dyads(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write how many events of each CAMEO root each country directed at which, month by month."""
    codes = event_codes()
    source = EventSource(store, options, days_only=False)
    counts: dict[tuple[str, str, str, str], list[float]] = {}
    abroad = 0
    for event in source:
        if len(event.date) < 7 or event.source.country is None or event.target.country is None:
            abroad += 1
            continue
        key = (event.date[:7], event.source.country, event.target.country, event.cameo[:2])
        total = counts.setdefault(key, [0, 0, 0.0])
        total[0] += 1
        if event.goldstein is not None:
            total[1] += 1
            total[2] += event.goldstein
    rows: Iterable[Cells] = (
        [*key, codes.quad(key[3])[0], int(n), round(total / scored, 3) if scored else None]
        for key, (n, scored, total) in sorted(counts.items())
    )
    written = _table(path, DYADS, rows, header=options.header)
    countries = {country for key in counts for country in key[1:3]}
    notes = [*_undated(source.undated, "a date")]
    if abroad:
        notes.append(f"{abroad:,} left out without a month or without two countries")
    return ExportReport(str(path), "dyads", len(countries), written, tuple(notes))


def _write(
    store: Store,
    path: Path,
    options: ExportOptions,
    name: str,
    columns: Sequence[str],
    row: Callable[[Event, EventCodes], Cells],
) -> ExportReport:
    codes = event_codes()
    source = EventSource(store, options, days_only=True)
    rows = (row(event, codes) for event in source)
    written = _table(path, columns, rows, header=options.header)
    notes = tuple(_undated(source.undated, "a day"))
    return ExportReport(str(path), name, len(source.actors), written, notes)


def _undated(number: int, what: str) -> list[str]:
    return [f"{number:,} events left out without {what}"] if number else []


def _table(path: Path, columns: Sequence[str], rows: Iterable[Cells], *, header: bool) -> int:
    count = 0
    with replacing(path) as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        if header:
            writer.writerow(columns)
        for row in rows:
            writer.writerow([cell(value) for value in row])
            count += 1
    return count


def _icews(event: Event, codes: EventCodes) -> Cells:
    def side(actor: Actor) -> Cells:
        sector = codes.sector(actor)
        return [actor.name, sector.icews if sector else None, codes.country_name(actor.country)]

    return [
        event.id, event.date, *side(event.source), codes.roots[event.cameo[:2]], event.cameo,
        event.goldstein, *side(event.target), event.document, None, publisher(event.info),
        *[None] * 6,
    ]  # fmt: skip


def _polecat(event: Event, codes: EventCodes) -> Cells:
    def side(actor: Actor) -> Cells:
        sector = codes.sector(actor)
        code = sector.polecat if sector else None
        return [actor.name, actor.country, None, code, code, actor.role, actor.name, None]

    return [
        event.id, event.date, event.plover, None, event.goldstein, codes.quad(event.cameo)[1], None,
        *side(event.source), *side(event.target), *[None] * 10, publisher(event.info),
        event.info.date if event.info else None, "; ".join(event.people),
        "; ".join(event.organizations), "; ".join(event.places), "eng",
        f"graphkit {version('graphkit')}",
    ]  # fmt: skip


def _gdelt(event: Event, codes: EventCodes) -> Cells:
    year, month, day = map(int, event.date.split("-"))
    fraction = min(((month - 1) * 30 + day) / 365, 0.9999)
    root = event.cameo[:2]

    def side(actor: Actor) -> Cells:
        country = codes.cameo_country(actor.country)
        sector = codes.sector(actor)
        agent = sector.agent if sector else None
        code = f"{country or ''}{agent or ''}" or None
        return [code, actor.name.upper(), country, None, None, None, None, agent, None, None]

    published = event.info.date if event.info else None
    added = published.replace("-", "") if published and len(published) == 10 else None
    return [
        event.id, event.date.replace("-", ""), f"{year:04}{month:02}", year,
        f"{year + fraction:.4f}",
        *side(event.source), *side(event.target),
        1, event.cameo, event.cameo[:3], root, codes.quad(event.cameo)[0], event.goldstein,
        event.mentions, event.sources, event.documents, None,
        *[None] * 24,
        added, (event.info.url if event.info else None) or event.document,
    ]  # fmt: skip
