"""Under which names archives, feeds and APIs keep a document's text, title, date and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FIELDS = ("text", "id", "title", "date", "url", "author")


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Names of columns and keys, the likeliest first; case does not count.

    A user's own name for a field replaces the whole list.
    """

    text: tuple[str, ...] = (
        "text", "content", "body", "article", "maintext", "articlebody", "article_text",
        "full_text", "fulltext", "story", "content_text", "content_html", "description", "summary",
    )  # fmt: skip
    id: tuple[str, ...] = ("id", "guid", "_id", "article_id", "doc_id", "uuid")
    title: tuple[str, ...] = ("title", "headline", "webtitle", "heading")
    date: tuple[str, ...] = (
        "date", "publish_date", "published", "publishedat", "pubdate", "seendate",
        "date_publish", "published_at", "published_date", "publication_date", "date_published",
        "datepublished", "pub_date", "webpublicationdate", "timestamp", "created_at", "datetime",
    )  # fmt: skip
    url: tuple[str, ...] = ("url", "link", "weburl", "web_url", "source_url", "permalink")
    author: tuple[str, ...] = ("author", "authors", "byline", "creator", "source", "sourcedomain")

    @classmethod
    def given(cls, own: Mapping[str, str | None]) -> FieldNames:
        """The lists with a user's own names in their place.

        Args:
            own: field to name; None leaves the list as it is.
        """
        return cls(**{name: (value.strip().lower(),) for name, value in own.items() if value})

    def of(self, name: str) -> tuple[str, ...]:
        """The names of one of `FIELDS`."""
        found: tuple[str, ...] = getattr(self, name)
        return found

    def has_text(self, keys: Iterable[str]) -> bool:
        """Whether one of these keys can hold the text."""
        wanted = set(self.text)
        return any(key.strip().lower() in wanted for key in keys)
