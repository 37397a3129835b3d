"""From a kind to its reader, imported only when such a file comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.reading.content import Content, Note, Options
from graphkit.reading.decoding import decode, refuse_binary
from graphkit.reading.draft import Draft
from graphkit.reading.limits import MAX_MEMBER_BYTES, MAX_PAGE_BYTES
from graphkit.reading.lines import as_utf8

if TYPE_CHECKING:
    from zipfile import ZipFile


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a file.

    Attributes:
        what: a document, a file inside, or what is wrong with one of them.
        place: where in the file, to print after its name: ":3", "#2", "".
    """

    what: Draft | Content | InputError
    place: str = ""


def drafts_of(content: Content, kind: str, head: bytes, options: Options) -> Iterator[Found]:
    """What a file holds.

    Args:
        content: the file.
        kind: the name of a `Kind` that is read.
        head: its first bytes.
        options: what holds for all files.

    Raises:
        InputError: the file as a whole cannot be read.
    """
    if kind in ("rows", "csv"):
        yield from _rows(content, kind, head, options)
    elif kind in ("gzip", "bzip2", "xz"):
        from graphkit.reading.formats.packed import unpacked

        yield Found(unpacked(content, kind))
    elif kind in ("zip", "tar", "warc"):
        yield from _members(content, kind, options)
    elif kind == "json":
        from graphkit.reading.rows import json_file_drafts

        for number, draft in json_file_drafts(content, options):
            yield Found(draft, f":{number}")
    elif kind == "mbox":
        from graphkit.reading.formats.mail import mbox_drafts

        for number, draft_or_error in mbox_drafts(content, options):
            yield Found(draft_or_error, f":{number}")
    else:
        drafts = list(_whole(content, kind, options)) if kind in _ONE else _whole(
            content, kind, options
        )  # fmt: skip
        for number, draft in enumerate(drafts, 1):
            yield Found(draft, "" if draft.key is None else f"#{number}")


_ONE = frozenset(("text", "markdown", "html", "pdf", "subtitles"))


def _whole(content: Content, kind: str, options: Options) -> Iterator[Draft]:
    """Documents of a file that is read as a whole."""
    if kind == "feed":
        from graphkit.reading.formats.feed import feed_drafts

        return feed_drafts(content, options)
    if kind == "newsml":
        from graphkit.reading.formats.newsml import newsml_drafts

        return newsml_drafts(content, options)
    if kind == "mail":
        from graphkit.reading.formats.mail import mail_drafts

        return mail_drafts(content, options)
    if kind == "digest":
        from graphkit.reading.formats.mail import digest_drafts

        return digest_drafts(content, options)
    if kind == "subtitles":
        from graphkit.reading.formats.subtitles import subtitles_drafts

        return subtitles_drafts(content, options)
    return iter((_one(content, kind, options),))


def _one(content: Content, kind: str, options: Options) -> Draft:
    if kind == "pdf":
        from graphkit.reading.pdf import pdf_draft

        return pdf_draft(
            content.seekable(MAX_MEMBER_BYTES), options.limit, content.stem,
            lambda message: options.told(_layout_note(content.label, message)),
        )  # fmt: skip
    if kind == "html":
        from graphkit.reading.webpage import declared_charset, webpage_draft

        data = content.whole(min(options.limit, MAX_PAGE_BYTES))
        return webpage_draft(plain_line_ends(decode(data, declared_charset(data))), content.stem)
    text = plain_line_ends(decode(content.whole(options.limit)))
    if kind == "markdown":
        from graphkit.reading.markdown import markdown_draft

        return markdown_draft(text, content.stem)
    return Draft(text, stem=content.stem)


def _layout_note(label: str, message: str) -> Note:
    return Note(label, "note", "layout", message)


def _rows(content: Content, kind: str, head: bytes, options: Options) -> Iterator[Found]:
    from graphkit.reading.rows import json_drafts
    from graphkit.reading.table import csv_drafts

    first = content.stream.read(len(head))
    rows = as_utf8(content.stream, first, options.limit)
    if kind == "rows":
        if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            refuse_binary(head)
        drafts = json_drafts(rows, options.limit, options.names)
    else:
        drafts = csv_drafts(rows, options.limit, options.names)
    empty = True
    for number, draft in drafts:
        empty = False
        yield Found(draft, f":{number}")
    if empty:
        raise InputError("no documents in it: write one a line.")


def _members(content: Content, kind: str, options: Options) -> Iterator[Found]:
    from graphkit.reading.formats import packed

    if kind == "tar":
        yield from map(Found, packed.tar_members(content, options))
        return
    if kind == "warc":
        from graphkit.reading.formats.warc import warc_members

        yield from map(Found, warc_members(content, options))
        return
    with packed.opened_zip(content) as archive:
        names = set(archive.namelist())
        office = _office_kind(names, archive, content)
        if office is None:
            yield from map(Found, packed.zip_members(content, archive, options))
            return
        from graphkit.reading.formats import office as readers

        reader = {
            "docx": readers.docx_drafts, "odt": readers.odt_drafts, "epub": readers.epub_drafts
        }[office]  # fmt: skip
        for draft in reader(content, archive, options.limit):
            yield Found(draft, "" if draft.key is None else f"#{draft.key}")


def _office_kind(names: set[str], archive: ZipFile, content: Content) -> str | None:
    """Which office document a zip archive is; None if it is an archive."""
    from graphkit.reading.formats.packed import read_member

    if "word/document.xml" in names:
        return "docx"
    if "mimetype" in names:
        told = read_member(content, archive, "mimetype", 1000).strip()
        if told.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        if told == b"application/epub+zip":
            return "epub"
        if told.startswith(b"application/vnd.oasis.opendocument"):
            raise InputError("an OpenDocument file that is no text: save it as PDF or CSV.")
    if "META-INF/container.xml" in names:
        return "epub"
    for folder, what, hint in (
        ("xl/", "a spreadsheet (.xlsx)", "save it as CSV"),
        ("ppt/", "a presentation (.pptx)", "save it as PDF"),
    ):
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            raise InputError(f"{what}: {hint}.")
    return None


def plain_line_ends(text: str) -> str:
    r"""Line ends of every system as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
