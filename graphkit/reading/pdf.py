"""PDF to running text in reading order: columns, paragraphs, no running heads.

pypdfium2 tells where each character stands. Without it (it has no build for every computer) pypdf
reads the text in the order of the file, and a note says so where columns are seen.

Offsets of statements count this text.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit.errors import InputError
from graphkit.reading.ascii85 import bound_ascii85
from graphkit.reading.draft import Draft
from graphkit.reading.formats.layout import Page, Segment, text_of
from graphkit.reading.limits import MAX_PDF_PAGES, MAX_PDF_SECONDS

if TYPE_CHECKING:
    from pypdf import PdfReader

_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_NO_TEXT = (
    "no text in this PDF (scanned pages?): run text recognition on it first, as"
    " `ocrmypdf in.pdf out.pdf` does."
)
_PASSWORD = "locked by a password: save an unlocked copy."  # noqa: S105 - a message
_WIDEST_BLANK = 0.35
"""Ems between characters of one word's line that are a blank the file does not write."""
_SEGMENT_GAP = 0.8
"""Ems between characters that part segments: columns, cells of a table."""


def pdf_draft(
    stream: BinaryIO, limit: int, stem: str = "", told: Callable[[str], None] = lambda _: None
) -> Draft:
    """The text of a PDF, paragraphs separated by a blank line.

    Args:
        stream: the file, seekable.
        limit: the most characters its text may have.
        stem: the file's name without folder and suffix.
        told: gets a remark on how it was read.

    Raises:
        InputError: broken, locked by a password, too long, or without text (scanned pages).
    """
    try:
        import pypdfium2
    except ImportError:
        return _plain_draft(stream, limit, stem, told)
    try:
        document = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(_PASSWORD) from None
        # What one library cannot open the other may.
        return _plain_draft(stream, limit, stem, told)
    try:
        text = _laid_out(document, limit)
        title = _known_title(document)
    except pypdfium2.PdfiumError as error:
        raise InputError(
            f"a broken PDF ({_first_line(error)}): save it again, or as text."
        ) from None
    finally:
        document.close()
    if not text.strip():
        # One library decodes what the other does not; a scan has text for neither.
        return _plain_draft(stream, limit, stem, told)
    return Draft(text=text, title=title, stem=stem)


def _laid_out(document: Any, limit: int) -> str:
    if len(document) > MAX_PDF_PAGES:
        raise InputError(f"more than {MAX_PDF_PAGES} pages: split it.")
    until = time.monotonic() + MAX_PDF_SECONDS
    pages: list[Page] = []
    length = 0
    for number in range(len(document)):
        if time.monotonic() > until:
            raise InputError(
                f"reading it takes more than {MAX_PDF_SECONDS} seconds: split it, or save its text."
            )
        page = _page(document, number, limit - length)
        length += sum(len(segment.text) for segment in page.segments)
        pages.append(page)
    return text_of(pages)


def _page(document: Any, number: int, limit: int) -> Page:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Page((), 1.0)  # a page that is not there; the others are
    try:
        text_page = page.get_textpage()
        try:
            if text_page.count_chars() > limit:
                raise InputError(f"more than {limit >> 20} million characters of text: split it.")
            return Page(_segments(text_page, page.get_height()), page.get_height())
        finally:
            text_page.close()
    finally:
        page.close()


def _segments(text_page: Any, height: float) -> list[Segment]:
    """Characters put together while they stand side by side."""
    count = text_page.count_chars()
    text = text_page.get_text_range(0, count) if count else ""
    if len(text) != count:
        # Characters beyond the basic plane count twice there: ask for each.
        text = "".join((text_page.get_text_range(i, 1) or " ")[0] for i in range(count))
    found: list[Segment] = []
    letters: list[str] = []
    left = right = top = bottom = 0.0

    def close() -> None:
        words = "".join(letters).strip()
        if words:
            found.append(Segment(left, height - top, right, height - bottom, words))
        letters.clear()

    for place, char in enumerate(text):
        if char in "\r\n\0\ufffe\uffff" or (char.isspace() and not letters):
            if char == "\ufffe" and letters:
                letters.append("-")  # the mark of a hyphen at a line's end
            continue
        if char.isspace():
            letters.append(" ")
            continue
        x0, y0, x1, y1 = text_page.get_charbox(place, loose=True)
        em = max(y1 - y0, 1.0)
        middle = (y0 + y1) / 2
        gap = x0 - right
        if letters and (not bottom <= middle <= top or gap > _SEGMENT_GAP * em or gap < -2 * em):
            close()
        if not letters:
            left, bottom, top, right = x0, y0, y1, x1
        elif gap > _WIDEST_BLANK * em and letters[-1] != " ":
            letters.append(" ")
        letters.append(char)
        right = max(right, x1)
        bottom, top = min(bottom, y0), max(top, y1)
    close()
    return found


def _known_title(document: Any) -> str | None:
    try:
        title = document.get_metadata_value("Title")
    except Exception:  # noqa: BLE001  a broken title fails in any way and costs the title alone
        return None
    return title if isinstance(title, str) and title.strip() else None


def _plain_draft(stream: BinaryIO, limit: int, stem: str, told: Callable[[str], None]) -> Draft:
    """The text as pypdf has it, in the file's own order."""
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    # It reports each of the many faults it can repair; what it cannot repair is raised.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    bound_ascii85()
    try:
        stream.seek(0)
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(_PASSWORD)
        text = _text(reader, limit)
        title = _title(reader)
        if _has_columns(reader):
            told("columns are seen in this PDF; to read them in order, install pypdfium2"
                 " (pip install pypdfium2).")  # fmt: skip
    except InputError:
        raise
    except DependencyError:
        raise InputError(
            "encrypted in a way that is not read here (AES): save an unlocked copy, or text."
        ) from None
    except (PyPdfError, RecursionError, MemoryError) as error:
        raise InputError(
            f"a broken PDF ({_first_line(error)}): save it again, or as text."
        ) from None
    except Exception as error:  # noqa: BLE001  a broken file makes the library fail in any way at all
        raise InputError(
            f"a broken PDF ({type(error).__name__}: {_first_line(error)}):"
            " save it again, or as text."
        ) from None
    if not text.strip():
        raise InputError(_NO_TEXT)
    return Draft(text=text, title=title, stem=stem)


def _has_columns(reader: PdfReader) -> bool:
    """Whether lines of the first page begin at two places of the same height, again and again."""
    begins: dict[int, set[int]] = {}

    def note(text: str, _cm: Any, matrix: Any, *_: Any) -> None:
        if len(text.strip()) > 10:
            begins.setdefault(round(matrix[5]), set()).add(round(matrix[4] / 20))

    if len(reader.pages):
        reader.pages[0].extract_text(visitor_text=note)
    return sum(len(places) > 1 for places in begins.values()) >= 4


def _title(reader: PdfReader) -> str | None:
    """The title, where the file has one that is a text: what stands there may be anything."""
    try:
        title: object = reader.metadata.title if reader.metadata else None
        return str(title) if isinstance(title, str) else None
    except Exception:  # noqa: BLE001  a broken title fails in any way and costs the title alone
        return None


def _text(reader: PdfReader, limit: int) -> str:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        text = _joined(page.extract_text())
        length += len(text)
        if length > limit:
            raise InputError(f"more than {limit >> 20} million characters of text: split it.")
        if text:
            pages.append(text)
    return "\n\n".join(pages)


def _joined(page: str) -> str:
    paragraphs = _PARAGRAPH.split(page.replace("\r\n", "\n").replace("\0", "").strip())
    return "\n\n".join(
        " ".join(_BROKEN_WORD.sub("", paragraph).split()) for paragraph in paragraphs
    )


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:100]
