"""The kind of a file, told by its content; the suffix decides only where content cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from graphkit.reading.content import HEAD_BYTES
from graphkit.reading.decoding import mark_of
from graphkit.reading.fields import FieldNames

Status = Literal["read", "skip", "refuse"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        name: a reader's name ("html"), or the kind in words ("image").
        status: "read"; "skip": it cannot be a document; "refuse": it could, but is not read.
        hint: the next step for what is not read.
    """

    name: str
    status: Status = "read"
    hint: str = ""


def _skip(name: str) -> Kind:
    return Kind(name, "skip")


IMAGE, MEDIA, PROGRAM, FONT, DATA = map(
    _skip, ("image", "sound or film", "program", "font", "data file")
)
OLD_OFFICE = Kind(
    "old Office file (.doc, .xls, .ppt, .msg)", "refuse", "save it as .docx, PDF or text"
)
_UNPACK = "unpack it first, or pack it as .zip or .tar.gz"
# Kinds by their first bytes: (offset, bytes, kind). Longer and rarer marks before shorter ones.
_SIGNATURES: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\x1f\x8b", Kind("gzip")),
    (0, b"BZh", Kind("bzip2")),
    (0, b"\xfd7zXZ\x00", Kind("xz")),
    (0, b"PK\x03\x04", Kind("zip")),
    (0, b"PK\x05\x06", Kind("zip")),
    (257, b"ustar", Kind("tar")),
    (0, b"WARC/", Kind("warc")),
    (0, b"{\\rtf", Kind("rich text (.rtf)", "refuse", "save it as .docx or text")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (0, b"\x28\xb5\x2f\xfd", Kind("zstd archive", "refuse", _UNPACK)),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("7z archive", "refuse", _UNPACK)),
    (0, b"Rar!\x1a\x07", Kind("rar archive", "refuse", _UNPACK)),
    (0, b"%!PS", Kind("PostScript", "refuse", "convert it to PDF (ps2pdf does)")),
    (0, b"AT&TFORM", Kind("DjVu", "refuse", "convert it to PDF or text")),
    (60, b"BOOKMOBI", Kind("Mobipocket book", "refuse", "convert it to .epub")),
    (0, b"SQLite format 3\x00", Kind("SQLite file (a graph?)", "skip", "to ask it, use --graph")),
    (0, b"PAR1", Kind("Parquet file", "refuse", "write it as CSV or JSON lines")),
    (0, b"ARROW1", Kind("Arrow file", "refuse", "write it as CSV or JSON lines")),
    (0, b"\x89PNG\r\n\x1a\n", IMAGE),
    (0, b"\xff\xd8\xff", IMAGE),
    (0, b"GIF8", IMAGE),
    (0, b"II*\x00", IMAGE),
    (0, b"MM\x00*", IMAGE),
    (0, b"\x00\x00\x01\x00", IMAGE),
    (8, b"WEBP", IMAGE),
    (0, b"RIFF", MEDIA),
    (0, b"8BPS", IMAGE),
    (0, b"ID3", MEDIA),
    (0, b"OggS", MEDIA),
    (0, b"fLaC", MEDIA),
    (4, b"ftyp", MEDIA),
    (0, b"\x1aE\xdf\xa3", MEDIA),
    (0, b"FLV\x01", MEDIA),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"\x00asm", PROGRAM),
    (0, b"MZ\x90\x00", PROGRAM),
    (0, b"wOF2", FONT),
    (0, b"wOFF", FONT),
    (0, b"OTTO", FONT),
    (0, b"\x00\x01\x00\x00\x00", FONT),
    (0, b"\x93NUMPY", DATA),
    (0, b"\x89HDF\r\n", DATA),
    (0, b"\x80\x04\x95", DATA),
)
_BY_SUFFIX: dict[str, Kind] = {
    suffix: kind
    for suffixes, kind in (
        (".md .markdown .mdown", Kind("markdown")),
        (".csv .tsv .tab", Kind("csv")),
        (".jsonl .ndjson .jl", Kind("rows")),
        (".json", Kind("json")),
        (".html .htm .xhtml .shtml .mhtml", Kind("html")),
        (".pdf", Kind("pdf")),
        (".eml", Kind("mail")),
        (".mbox", Kind("mbox")),
        (".srt .vtt", Kind("subtitles")),
        (
            ".py .js .mjs .css .ts .tsx .jsx .c .h .cc .cpp .hpp .java .go .rs .rb .pl .sh .bat"
            " .ps1 .sql .r .lua .swift .kt .ipynb .scss .less .map .php .asp .aspx .jsp .cypher",
            PROGRAM,
        ),
        (
            ".yaml .yml .toml .ini .cfg .conf .lock .properties .env .xsl .xslt .xsd .dtd .svg"
            " .gitignore .bib .graphml .gexf .conllu .conll",
            DATA,
        ),
        (
            ".tex .rst .org .adoc .asciidoc .textile .wiki .mediawiki .ass .ssa .ltx",
            Kind("markup graphkit does not know", "refuse", "convert it to text or HTML"),
        ),
    )
    for suffix in suffixes.split()
}
_MAIL_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}:(?:[ \t]|$)")
_MAIL_NAMES = frozenset(
    "from to subject date message-id received mime-version return-path delivered-to content-type"
    " reply-to cc list-id x-mailer".split()
)
_MBOX = re.compile(r"From \S+ .*\d{4}\s*$")
_FIRST_CUE = re.compile(
    r"\s*+(?:\d++[ \t]*+\n)?[ \t]*+(?:\d+:)?\d\d?:\d\d[,.]\d{1,3}"
    r"[ \t]++-->[ \t]++(?:\d+:)?\d\d?:\d\d[,.]"
)
_DIGEST = re.compile(r"^Message: \d+\n(?:[A-Z][A-Za-z-]+: .*\n){2}", re.MULTILINE)
_XML_PREAMBLE = re.compile(
    r"(?:\s|<\?[^>]{0,2000}\?>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]{0,2000}(?:\[[^\]]{0,4000}\])?\s*>)*",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_HTML_TAGS = re.compile(
    r"</?(?:html|head|body|title|meta|p|div|br|span|a|table|tr|td|ul|ol|li|h[1-6]|img|article"
    r"|section|script|style|font|b|i|em|strong|blockquote|center|main|nav|header|form)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PAGE_TAGS = frozenset(
    "html head body title meta p div br span a table ul ol h1 h2 h3 article section script style"
    " font center main nav header form link base".split()
)
_XML_KINDS = {
    "rss": "feed",
    "feed": "feed",
    "entry": "feed",
    "rdf": "feed",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "packageitem": "newsml",
    "newsml": "newsml",
    "nitf": "newsml",
    "html": "html",
}


def kind_of(head: bytes, name: str, names: FieldNames = FieldNames()) -> Kind:  # noqa: B008
    """The kind of a file.

    Args:
        head: its first bytes (`HEAD_BYTES`, or all if it has fewer).
        name: its name, "" if it has none.
        names: the names of columns by which a table is known.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith((b"<", b"{", b"[")):
        return Kind("pdf")
    for offset, mark, kind in _SIGNATURES:
        if head.startswith(mark, offset):
            return kind
    if suffix == ".pdf" and head:
        return Kind("pdf")
    if not mark_of(head) and b"\0" in head:
        return Kind(
            "unknown binary file",
            "refuse",
            f"a null byte stands at offset {head.index(0)}. If it is UTF-16 without a byte order"
            " mark, save it as UTF-8",
        )
    return _text_kind(_text(head), suffix, names)


def _text(head: bytes) -> str:
    """The beginning as text, well enough to tell its kind; ends at a whole line if it was cut."""
    encoding = mark_of(head) or "utf-8"
    return head.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")


def _text_kind(text: str, suffix: str, names: FieldNames) -> Kind:
    start = text.lstrip("\ufeff \t\n")
    by_suffix = _BY_SUFFIX.get(suffix, Kind("text"))
    if start.startswith(("{", "[")) and (kind := _json_kind(start, by_suffix)):
        return kind
    if start.startswith(("#!", "<?php", "<?=")):
        return PROGRAM
    if start.startswith("<") and (kind := _markup_kind(start)):
        return kind
    if start.startswith("WEBVTT") or _FIRST_CUE.match(text):
        return Kind("subtitles")
    if _MBOX.match(start.partition("\n")[0]) and _is_mail(start.partition("\n")[2]):
        return Kind("mbox")
    if _is_mail(start):
        return Kind("mail")
    if by_suffix.name != "text":
        return by_suffix
    if _DIGEST.search(text):
        return Kind("digest")
    if _is_table(start, names):
        return Kind("csv")
    if len(_HTML_TAGS.findall(start[:4000])) >= 3 and _closes(start):
        return Kind("html")
    if start.startswith(("\\documentclass", "\\begin{document}")):
        return _BY_SUFFIX[".tex"]
    return Kind("text")


def _json_kind(start: str, by_suffix: Kind) -> Kind | None:
    if by_suffix.name == "rows":
        # An array under the suffix of JSON lines: dumps are named so.
        return Kind("json") if re.match(r"\[\s*(?:\{|$)", start) else by_suffix
    if by_suffix.name == "json" and start.startswith("["):
        return Kind("json")
    first, _, rest = start.partition("\n")
    if first.startswith("{"):
        # One whole object on the first line, another on the next: JSON lines. So is, without a
        # suffix that says otherwise, a first line longer than what is seen of it.
        whole = first.rstrip().endswith("}") and first.count("{") == first.count("}")
        long = not rest and len(start) > HEAD_BYTES - 100 and by_suffix.name != "json"
        if long or (whole and rest.lstrip().startswith("{")):
            return Kind("rows")
        if by_suffix.name == "json" or re.match(r'\{\s*(?:"|\}|$)', start):
            return Kind("json")
        return None
    if by_suffix.name == "json" or re.match(r"\[\s*(?:[{\]]|$)", start):
        return Kind("json")
    return None


def _markup_kind(start: str) -> Kind | None:
    preamble = _XML_PREAMBLE.match(start)
    rest = start[preamble.end() :] if preamble else start
    if re.match(r"<!doctype\s+html", start, re.IGNORECASE):
        return Kind("html")
    root = _ROOT.match(rest)
    declared = start.startswith("<?xml")
    if root is None:
        return Kind("xml of no known kind", "refuse", "save it as text") if declared else None
    name = root[1].lower()
    if kind := _XML_KINDS.get(name):
        return Kind(kind)
    if name == "svg":
        return IMAGE
    if name in _PAGE_TAGS and not declared:
        return Kind("html")
    if declared or "xmlns" in rest[:500] or f"</{root[1]}>" in rest:
        return Kind(
            f"XML of a kind graphkit does not know (root <{root[1][:40]}>)",
            "refuse",
            "known are RSS, Atom, NewsML-G2 and NITF; save others as text or HTML",
        )
    return None


def _closes(text: str) -> bool:
    return "</" in text or "<p>" in text.lower() or "<br" in text.lower()


def _is_mail(text: str) -> bool:
    """Header fields from the first line on, three of a letter's own among them."""
    known: set[str] = set()
    for line in text.split("\n", 60)[:60]:
        if not line.strip():
            break
        if line[0] in " \t" and known:
            continue
        if not _MAIL_FIELD.match(line):
            return False
        known.add(line.partition(":")[0].lower())
    return len(known & _MAIL_NAMES) >= 3 and bool(known & {"from", "subject", "received"})


def _is_table(text: str, names: FieldNames) -> bool:
    """A first row of column names, one of them the text's, another one known too."""
    first, _, rest = text.partition("\n")
    if not rest.strip() or len(first) > 1000:
        return False
    known = {name for field in ("id", "title", "date", "url") for name in names.of(field)}
    for delimiter in "\t;,|":
        cells = [cell.strip().strip('"').lower() for cell in first.split(delimiter)]
        if len(cells) > 1 and names.has_text(cells) and known & set(cells):
            return True
    return False
