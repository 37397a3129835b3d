"""Markdown, HTML and PDF: the article's words, none of its marks, menus or scripts."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.errors import LimitReachedError

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.reading import ReadFailure, ascii85, read
from graphkit.reading.markdown import markdown_draft
from graphkit.reading.pdf import pdf_draft
from graphkit.reading.webpage import declared_charset, webpage_draft

PAGE = """<!doctype html><html><head><title>Site</title><meta charset="utf-8">
<meta property="og:title" content="US urges Azerbaijan">
<meta property="article:published_time" content="2021-05-14T10:00:00Z">
<link rel="canonical" href="https://example.org/a"><style>p{}</style></head>
<body><nav>Home | World</nav><header>Site</header><article><header><h1>US urges</h1></header>
<p>The <b>United</b>
States &amp; others<br>urged&nbsp;it.</p>loose<ul><li>one<li>two</ul><script>track()</script>
<aside>Read also</aside></article><footer>Imprint</footer></body></html>"""


def test_a_page_gives_its_article() -> None:
    draft = webpage_draft(PAGE)
    assert draft.text == "US urges\n\nThe United States & others\nurged it.\n\nloose\n\none\n\ntwo"
    assert draft.title == "US urges Azerbaijan"
    assert draft.date == "2021-05-14"
    assert draft.url == "https://example.org/a"


def test_a_page_without_an_article_gives_its_body() -> None:
    assert webpage_draft("<p>one</p><p>two").text == "one\n\ntwo"


def test_an_address_that_is_a_script_is_dropped() -> None:
    assert webpage_draft('<link rel="canonical" href="javascript:x()"><p>a').url is None


def test_the_declared_encoding_is_found() -> None:
    assert (
        declared_charset(b'<meta http-equiv="x" content="text/html; charset=cp1251">') == "cp1251"
    )
    assert declared_charset(b"<p>charset=cp1251") is None


@given(st.text(st.sampled_from("<>/=\"'& abpdivbrliscrtx-!\n\0"), max_size=200))
def test_any_page_gives_text_or_is_refused(source: str) -> None:
    try:
        draft = webpage_draft(source)
    except InputError:
        return
    assert "\0" not in draft.text


def test_markdown_gives_its_words() -> None:
    draft = markdown_draft(
        "---\ntitle: 'The title'\ndate: 2021-05-14\n---\n"
        "# Head *line*\n\nThe **US** [urged](http://x) it\nto `leave`.\n\n"
        "- one\n- two\n\n> said\n\n"
        "```\ncode\n```\n\n<div>raw</div>\n"
    )
    assert draft.text == "Head line\n\nThe US urged it\nto leave.\n\none\n\ntwo\n\nsaid"
    assert draft.title == "The title"
    assert draft.date == "2021-05-14"


def test_the_first_heading_is_the_title_when_nothing_else_is() -> None:
    assert markdown_draft("text\n\n## Heading\n").title == "Heading"


@given(st.text(st.sampled_from("#*_`[]()>-+|!<>&\\\n\t ab:"), max_size=200))
def test_any_markdown_gives_text(source: str) -> None:
    assert isinstance(markdown_draft(source).text, str)


def pdf(*pages: list[str]) -> bytes:
    """A small PDF of lines of text, written by hand so that no library reads its own writing."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        content = f"BT /F1 12 Tf 72 720 Td {drawn} ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    size = len(objects) + 1
    out.write(f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def test_a_pdf_gives_running_text_with_broken_words_mended(tmp_path: Path) -> None:
    path = tmp_path / "2021-05-14 report.pdf"
    path.write_bytes(
        pdf(["The United States urged Azer-", "baijan to with-", "draw."], ["Page two."])
    )
    (found,) = read([path])
    assert isinstance(found, Document)
    assert found.text == "The United States urged Azer-baijan to withdraw.\n\nPage two.".replace(
        "Azer-baijan", "Azerbaijan"
    )
    assert found.date == "2021-05-14"


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([]))
    (found,) = read([path])
    assert isinstance(found, ReadFailure)
    assert "text recognition" in found.message


def test_a_pdf_with_too_much_text_is_refused() -> None:
    with pytest.raises(InputError, match="split"):
        pdf_draft(io.BytesIO(pdf(["a" * 100])), limit=10)


def with_title(title: str) -> bytes:
    """A PDF whose title is some other object than a text."""
    whole = pdf(["France accused Iran of lying."])
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Info << /Title " + title.encode() + b" >>")


@pytest.mark.parametrize("title", ["1 0 R", "[1 2]", "3.5", "/Name", "null", "<</Title (a)>>"])
def test_a_title_that_is_no_text_costs_the_title_alone(title: str) -> None:
    draft = pdf_draft(io.BytesIO(with_title(title)), limit=10_000)
    assert draft.text == "France accused Iran of lying."
    assert draft.title is None or isinstance(draft.title, str)


@pytest.mark.parametrize("adobe", [True, False])
@given(st.binary(max_size=300), st.integers(0, 80))
def test_ascii85_is_decoded_as_python_does(adobe: bool, data: bytes, width: int) -> None:
    written = base64.a85encode(data, adobe=adobe, wrapcol=width)
    assert ascii85.decode(written) == data


def test_ascii85_has_the_bound_of_the_other_filters() -> None:
    assert ascii85.decode(b"z" * 100_000) == b"\0" * 400_000
    with pytest.raises(LimitReachedError):
        ascii85.decode(b"z" * (ascii85.MAX_OUTPUT // 4 + 1))


def test_a_large_ascii85_stream_fills_no_memory() -> None:
    written = base64.a85encode(os.urandom(400_000), adobe=True, wrapcol=80)
    tracemalloc.start()
    try:
        ascii85.decode(written)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * len(written)  # Python's own decoder, given the whole: 100 times


def test_a_pdf_in_ascii85_is_read() -> None:
    drawn = base64.a85encode(b"BT /F1 12 Tf 72 720 Td (France accused Iran.) Tj ET", adobe=True)
    whole = pdf(["x"])
    start = whole.index(b"<< /Length", whole.index(b"/MediaBox"))
    end = whole.index(b"endstream", start)
    head = b"<< /Length %d /Filter /ASCII85Decode >>\nstream\n" % len(drawn)
    data = whole[:start] + head + drawn + b"\n" + whole[end:]
    assert pdf_draft(io.BytesIO(data), 1 << 20).text == "France accused Iran."


@settings(deadline=None)
@given(st.data())
def test_any_damage_to_a_pdf_is_told(data: st.DataObject) -> None:
    whole = bytearray(pdf(["Some text here."]))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(InputError):
        assert pdf_draft(io.BytesIO(whole), limit=10_000).text.strip()
