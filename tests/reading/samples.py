"""Files of every kind, made by hand, each with two or three sentences of news."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping

STORY = "Peru thanked Chile for its help. Bolivia accused Brazil of spying."

RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Andes Desk</title>
<item><title>Thanks</title><link>https://andes.example/1</link><guid>g-1</guid>
<pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate><dc:creator>R. Soto</dc:creator>
<description>&lt;p&gt;Peru thanked &lt;b&gt;Chile&lt;/b&gt; &amp;amp; Quito.&lt;/p&gt;</description>
</item>
<item><title>Spies</title><description>Bolivia accused Brazil of spying.</description></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><id>tag:1</id>
<title type="html">Thanks &amp;amp; more</title><updated>2024-06-04T01:00:00Z</updated>
<published>2024-06-03T23:00:00Z</published><author><name>R. Soto</name></author>
<link rel="self" href="https://x.example/self"/><link href="https://andes.example/2"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Peru thanked Chile.</p>
<p>Bolivia left.</p></div></content></entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"/><item rdf:about="https://andes.example/3"><title>T</title>
<link>https://andes.example/3</link><dc:date>2024-06-03</dc:date>
<description>Peru thanked Chile.</description></item></rdf:RDF>"""

NEWSML = b"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:a"><itemMeta><versionCreated>2024-06-03T10:00:00Z</versionCreated></itemMeta>
<contentMeta><by>R. Soto</by><headline>Thanks</headline></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Peru thanked Chile.</p></body></html>
</inlineXML></contentSet></newsItem>
<newsItem guid="urn:b"><contentMeta><headline>Picture</headline></contentMeta></newsItem>
<newsItem guid="urn:c"><contentSet><inlineXML><nitf><body><body.content>
<p>Bolivia accused Brazil.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
</itemSet></newsMessage>"""

NITF = b"""<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.0/nitf.dtd"><nitf><head>
<docdata><date.issue norm="20240603T100000Z"/><doc-id id-string="n-1"/></docdata></head><body>
<body.head><hedline><hl1>Thanks</hl1></hedline><byline>By R. Soto</byline></body.head>
<body.content><p>Peru thanked Chile.</p><p>Bolivia left.</p></body.content></body></nitf>"""

MAIL = b"""From: "R. Soto" <soto@andes.example>
To: list@andes.example
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= from Lima
Date: Mon, 3 Jun 2024 10:00:00 -0500
Message-ID: <m1@andes.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Peru thanked Chile for its help=E2=80=94again.

On Sun, 2 Jun 2024, J. Paz wrote:
> Bolivia attacked Paraguay.
>> Cuba left.

Ecuador agreed.

--=20
R. Soto, Andes Desk, which Uruguay sued
"""

MBOX = (
    b"From a@x.example Mon Jun  3 10:00:00 2024\n"
    + MAIL
    + b"\nFrom b@x.example Tue Jun  4 10:00:00 2024\nFrom: b@x.example\nSubject: Two\n"
    b"Date: Tue, 4 Jun 2024 10:00:00 +0000\n\nBolivia accused Brazil.\n>From Lima came thanks.\n"
)

SRT = b"""1
00:00:01,000 --> 00:00:03,000
<i>Peru thanked Chile</i>

2
00:00:03,100 --> 00:00:05,000
for its help. [applause]

3
00:00:15,000 --> 00:00:17,000
- Bolivia accused Brazil.
- Brazil denied it.
"""

VTT = b"""WEBVTT

NOTE Uruguay attacked nobody

intro
00:01.000 --> 00:03.000 align:start
<v Anchor>Peru thanked <c.yellow>Chile</c>

00:03.000 --> 00:05.000
<v Anchor>Peru thanked Chile
for its help.
"""

DIGEST = b"""Andes Digest, Vol 1, Issue 2

Today's Topics:

   1. Uruguay attacks Paraguay (R. Soto)

----------------------------------------------------------------------

Message: 1
Date: Mon, 3 Jun 2024 10:00:00 +0200
From: R. Soto <soto@andes.example>
Subject: Thanks

Peru thanked Chile.

------------------------------

Message: 2
Date: Tue, 4 Jun 2024 10:00:00 +0200
From: J. Paz <paz@andes.example>
Subject: Re: Thanks

> Peru thanked Chile.
Bolivia accused Brazil.

------------------------------
_______________________________________________
Andes mailing list
End of Andes Digest
"""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT_XML = (
    f'<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>'
    "<w:r><w:t>Thanks</w:t></w:r></w:p><w:p><w:r><w:t>Peru </w:t></w:r><w:r><w:t>thanked"
    '</w:t></w:r><w:r><w:t xml:space="preserve"> Chile.</w:t></w:r>'
    "<w:del><w:r><w:delText>Cuba left.</w:delText></w:r></w:del></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Bolivia accused Brazil.</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl></w:body></w:document>"
)
CONTENT_XML = (
    '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
    "<text:h>Thanks</text:h><text:p>Peru<text:s/>thanked <text:span>Chile</text:span>."
    "<text:note><text:note-body><text:p>Cuba left.</text:p></text:note-body></text:note></text:p>"
    "<text:p>Bolivia accused Brazil.</text:p></office:text></office:body></office:document-content>"
)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


DOCX = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": DOCUMENT_XML})
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": CONTENT_XML})
EPUB = zipped(
    {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/b.opf"/>'
        "</rootfiles></container>",
        "O/b.opf": '<package xmlns:dc="d"><metadata><dc:creator>R. Soto</dc:creator>'
        "<dc:date>2024-06-03</dc:date></metadata><manifest>"
        '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>',
        "O/nav.xhtml": "<html><body><p>Uruguay attacked Paraguay.</p></body></html>",
        "O/a.xhtml": "<html><head><title>One</title></head><body><h1>One</h1>"
        "<p>Peru thanked Chile.</p></body></html>",
        "O/b.xhtml": "<html><body><p>Bolivia accused Brazil.</p></body></html>",
    }
)


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc(*records: tuple[str, bytes]) -> bytes:
    out = []
    for address, body in records:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        out.append(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + address.encode()
            + b"\r\nContent-Length: " + str(len(http)).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"
        )  # fmt: skip
    return b"".join(out)


WARC = warc(
    ("https://andes.example/1", b"<p>Peru thanked Chile.</p>"),
    ("https://andes.example/2", b"<p>Bolivia accused Brazil.</p>"),
)
ROWS = b'{"id": "r1", "text": "Peru thanked Chile."}\n{"text": "Bolivia left."}\n'
GZIP = gzip.compress(ROWS)
BZIP2 = bz2.compress(ROWS)
XZ = lzma.compress(ROWS)
ZIP = zipped({"a.txt": "Peru thanked Chile.", "in/b.html": "<p>Bolivia left.</p>", "c.png": "x"})
TAR = tarred({"a.txt": b"Peru thanked Chile.", "in/rows.jsonl.gz": GZIP})
CSV = b"headline,content,publish_date\nThanks,Peru thanked Chile.,14.05.2024\n"
JSON = b'{"articles": [{"title": "T", "content": null, "description": "Peru thanked Chile."}]}'
HTML = b"<html><head><title>T</title></head><body><p>Peru thanked Chile.</p></body></html>"
MARKDOWN = b"---\ntitle: T\n---\n# Head\n\nPeru *thanked* [Chile](http://x.example).\n"

ALL: dict[str, tuple[str, bytes]] = {
    "text": ("a.txt", STORY.encode()),
    "markdown": ("a.md", MARKDOWN),
    "html": ("a.html", HTML),
    "rss": ("a.xml", RSS),
    "atom": ("a.xml", ATOM),
    "rdf": ("a.xml", RDF),
    "newsml": ("a.xml", NEWSML),
    "nitf": ("a.xml", NITF),
    "rows": ("a.jsonl", ROWS),
    "json": ("a.json", JSON),
    "csv": ("a.csv", CSV),
    "mail": ("a.eml", MAIL),
    "mbox": ("a.mbox", MBOX),
    "digest": ("a.txt", DIGEST),
    "srt": ("a.srt", SRT),
    "vtt": ("a.vtt", VTT),
    "docx": ("a.docx", DOCX),
    "odt": ("a.odt", ODT),
    "epub": ("a.epub", EPUB),
    "gzip": ("a.jsonl.gz", GZIP),
    "bzip2": ("a.jsonl.bz2", BZIP2),
    "xz": ("a.jsonl.xz", XZ),
    "zip": ("a.zip", ZIP),
    "tar": ("a.tar", TAR),
    "warc": ("a.warc", WARC),
}
"""Name of a reader to the name of a file and its bytes."""
