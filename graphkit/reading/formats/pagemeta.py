"""What a page says of itself: title, date, author, site, address, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.reading.dates import first_day, found_day

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_TITLES = (
    ('meta[property="og:title"]', "content"),
    ('meta[name="twitter:title"]', "content"),
    ('meta[name="dc.title" i]', "content"),
)
_DATES = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[itemprop="datePublished"]', "content"),
    ('meta[name="datePublished"]', "content"),
    ('meta[property="og:published_time"]', "content"),
    ('meta[name="article.published"]', "content"),
    ('meta[name="parsely-pub-date"]', "content"),
    ('meta[name="sailthru.date"]', "content"),
    ('meta[name="pubdate" i]', "content"),
    ('meta[name="publish-date" i]', "content"),
    ('meta[name="publication_date"]', "content"),
    ('meta[name="citation_publication_date"]', "content"),
    ('meta[name="citation_date"]', "content"),
    ('meta[name="dc.date.issued" i]', "content"),
    ('meta[name="dc.date" i]', "content"),
    ('meta[name="dcterms.date" i]', "content"),
    ('meta[name="dcterms.created" i]', "content"),
    ('meta[name$="first-published-at"]', "content"),
    ('meta[name="date" i]', "content"),
    ('time[itemprop="datePublished"]', "datetime"),
    ('[itemprop="datePublished"]', "content"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime]", "datetime"),
    ("main time[datetime]", "datetime"),
    ("abbr.published", "title"),
    ("time[datetime]", "datetime"),
    ('meta[property="article:modified_time"]', "content"),
    ('meta[property="og:updated_time"]', "content"),
)
_AUTHORS = (
    ('meta[name="author" i]', "content"),
    ('meta[name="citation_author"]', "content"),
    ('meta[name="parsely-author"]', "content"),
    ('meta[name="dc.creator" i]', "content"),
    ('meta[property="article:author"]', "content"),
)
_SITES = (
    ('meta[property="og:site_name"]', "content"),
    ('meta[name="application-name"]', "content"),
)
_ADDRESSES = (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content"))
# Places near the headline where a page without data for machines shows its date.
_DATE_PLACES = (
    "[class*=date],[class*=Date],[id*=date],[id*=Date],[class*=publish],[class*=byline],"
    "[class*=meta],[class*=info],[class*=time]"
)
_LONGEST_LINE = 100
_LINES_LOOKED_AT = 12
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:[/._-]|$)", re.IGNORECASE
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONGEST_DATA = 1 << 20
_DEEPEST_DATA = 20
_TITLE_ENDS = (" | ", " - ", " – ", " — ", " :: ", " • ")


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says of itself; None where it does not.

    Attributes:
        title, author, site, url, language: as written, on one line.
        date: YYYY-MM-DD.
        body: the story's text, where the page carries it for machines.
    """

    title: str | None
    date: str | None
    author: str | None
    site: str | None
    url: str | None
    language: str | None
    body: str | None


def page_meta(page: LexborHTMLParser) -> PageMeta:
    """A page's own data: JSON-LD first, then meta elements, then what readers are shown."""
    data = _article_data(page)
    url = next((a for a in _all(page, _ADDRESSES) if a.startswith(("https://", "http://"))), None)
    return PageMeta(
        title=_first(page, _TITLES) or _string(data.get("headline")) or _title(page),
        date=_date(page, data, url),
        author=_people(data.get("author")) or _author(page),
        site=_first(page, _SITES) or _string(data.get("publisher")),
        url=url,
        language=_language(page),
        body=_string(data.get("articleBody")),
    )


def day_in_address(address: str) -> str | None:
    """The date in an address's path ("/2021/jul/09/"), or None."""
    match = _IN_ADDRESS.search(address[:2000])
    if not match:
        return None
    month = match[2].lower()
    if month in _MONTHS:
        month = str(_MONTHS.index(month) + 1)
    return first_day(f"{match[1]}-{month.zfill(2)}-{match[3].zfill(2)}")


def _date(page: LexborHTMLParser, data: dict[str, Any], url: str | None) -> str | None:
    written = [data.get("datePublished"), data.get("dateCreated"), *_all(page, _DATES)]
    for value in written:
        if isinstance(value, str) and (day := first_day(value)):
            return day
    if url and (day := day_in_address(url)):
        return day
    return _date_shown(page)


def _date_shown(page: LexborHTMLParser) -> str | None:
    """A whole date in an element named for it."""
    for node in page.css(_DATE_PLACES)[:50]:
        text = " ".join(node.text(separator=" ")[:_LONGEST_LINE].split())
        if day := found_day(text):
            return day
    return None


def day_in_lines(text: str) -> str | None:
    """The date that begins or ends one of a story's first short lines ("Vientiane, 5 June 2015").

    Args:
        text: the story, a blank line between blocks.
    """
    for line in text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]:
        short = len(line) <= _LONGEST_LINE and not line.endswith((".", "!", "?", ":"))
        if short and (day := found_day(line)):
            return day
    return None


def _article_data(page: LexborHTMLParser) -> dict[str, Any]:
    """The JSON-LD object of the article: the first that has a date or a headline."""
    best: dict[str, Any] = {}
    for node in page.css('script[type="application/ld+json"]')[:20]:
        source = node.text()
        if len(source) > _LONGEST_DATA:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kind = json.dumps(item.get("@type"), default=str)
            if "datePublished" in item or "articleBody" in item:
                return item
            if not best and "headline" in item and "Article" in kind:
                best = item
    return best


def _objects(data: object) -> Iterator[dict[str, Any]]:
    stack = [(data, 0)]
    while stack:
        item, depth = stack.pop()
        if depth > _DEEPEST_DATA:
            continue
        if isinstance(item, list):
            stack.extend((inner, depth + 1) for inner in reversed(item))
        elif isinstance(item, dict):
            yield item
            stack.extend(
                (item[key], depth + 1) for key in ("@graph", "mainEntity", "liveBlogUpdate")
                if key in item
            )  # fmt: skip


def _string(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return None


def _people(value: object) -> str | None:
    names = [_string(item) for item in (value if isinstance(value, list) else [value])]
    return "; ".join(name for name in names if name and not name.startswith("http")) or None


def _author(page: LexborHTMLParser) -> str | None:
    for written in _all(page, _AUTHORS):
        if not written.startswith(("http", "@")):
            return written
    node = page.css_first('[rel="author"],[itemprop="author"],.byline a,.author .fn')
    if node is None:
        return None
    name = " ".join(node.text(separator=" ").split())
    return name if 2 < len(name) < 80 else None


def _title(page: LexborHTMLParser) -> str | None:
    """The `<title>`, without the site's name where the headline shows where that begins."""
    node = page.css_first("title")
    title = " ".join(node.text().split()) if node is not None else ""
    heading = page.css_first("h1")
    headline = " ".join(heading.text(separator=" ").split()) if heading is not None else ""
    if headline and any(title.startswith(headline + end) for end in _TITLE_ENDS):
        return headline
    return title or headline or None


def _language(page: LexborHTMLParser) -> str | None:
    root = page.css_first("html")
    return (root.attributes.get("lang") or None) if root is not None else None


def _first(page: LexborHTMLParser, places: tuple[tuple[str, str], ...]) -> str | None:
    return next(_all(page, places), None)


def _all(page: LexborHTMLParser, places: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for selector, attribute in places:
        node = page.css_first(selector)
        if node is not None and (value := node.attributes.get(attribute)):
            yield " ".join(value.split())
