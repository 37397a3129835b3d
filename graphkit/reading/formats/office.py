"""Office documents and books: .docx, .odt and .epub, which are XML and HTML in a zip archive.

Comments, deleted text, notes, heads and feet are left out. Dates are not taken from the file's
properties: they tell when its template was made.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from graphkit.errors import InputError
from graphkit.reading.content import Content
from graphkit.reading.decoding import decode
from graphkit.reading.draft import Draft
from graphkit.reading.formats.packed import read_member
from graphkit.reading.formats.xmltree import Element, xml_tree
from graphkit.reading.limits import MAX_PAGE_BYTES, MAX_TREE_BYTES
from graphkit.reading.webpage import declared_charset, webpage_draft

_DOCX_LEFT_OUT = frozenset(
    "del delText instrText footnoteReference endnoteReference commentReference Fallback pPr rPr"
    " moveFrom annotationRef sdtPr tblPr".split()
)
_ODT_LEFT_OUT = frozenset(
    "note annotation annotation-end tracked-changes table-of-content alphabetical-index"
    " illustration-index user-index bibliography sequence-decls forms ruby-text".split()
)
_NO_AUTHOR = frozenset(("python-docx", "unknown", "user", "microsoft office user", "admin"))
_MAX_CHAPTERS = 10_000


def docx_drafts(content: Content, archive: zipfile.ZipFile, limit: int) -> Iterator[Draft]:
    """The one document of a Word file."""
    names = set(archive.namelist())
    main = "word/document.xml"
    root = xml_tree(read_member(content, archive, main, max(limit, MAX_TREE_BYTES)))
    blocks: list[str] = []
    title = None
    for paragraph in _paragraphs(root, frozenset(("p",)), _DOCX_LEFT_OUT):
        text = _run_text(paragraph, {"t"}, _DOCX_LEFT_OUT, {"tab", "ptab"}, {"br", "cr"})
        if not text:
            continue
        style = paragraph.find("pStyle")
        if (
            title is None
            and style is not None
            and "".join(c for c in style.attributes.get("val", "") if c.isalnum()).lower()
            in ("title", "heading1")
        ):
            title = " ".join(text.split())
        blocks.append(text)
    core = "docProps/core.xml"
    properties = (
        xml_tree(read_member(content, archive, core, MAX_TREE_BYTES)) if core in names else None
    )
    yield _office_draft(content, blocks, title, properties, "title", "creator")


def odt_drafts(content: Content, archive: zipfile.ZipFile, limit: int) -> Iterator[Draft]:
    """The one document of an OpenDocument text."""
    root = xml_tree(read_member(content, archive, "content.xml", max(limit, MAX_TREE_BYTES)))
    body = root.find("text") or root
    blocks: list[str] = []
    title = None
    for paragraph in _paragraphs(body, frozenset(("p", "h")), _ODT_LEFT_OUT):
        text = _run_text(paragraph, None, _ODT_LEFT_OUT, {"tab", "s"}, {"line-break"})
        if text:
            if title is None and paragraph.name == "h":
                title = " ".join(text.split())
            blocks.append(text)
    properties = None
    if "meta.xml" in archive.namelist():
        properties = xml_tree(read_member(content, archive, "meta.xml", MAX_TREE_BYTES))
    yield _office_draft(content, blocks, title, properties, "title", "initial-creator")


def epub_drafts(content: Content, archive: zipfile.ZipFile, limit: int) -> Iterator[Draft]:
    """The chapters of a book, one document each, in its reading order.

    Raises:
        InputError: no list of chapters, or none with text.
    """
    names = set(archive.namelist())
    package_name = _package(content, archive, names)
    package = xml_tree(read_member(content, archive, package_name, MAX_TREE_BYTES))
    folder = posixpath.dirname(package_name)
    items = {
        item.attributes.get("id", ""): item
        for item in package.walk()
        if item.name == "item" and "nav" not in item.attributes.get("properties", "").split()
    }
    author = _text_of(package, "creator")
    day = _text_of(package, "date")
    empty = True
    chapters = [node for node in package.walk() if node.name == "itemref"][:_MAX_CHAPTERS]
    for reference in chapters:
        item = items.get(reference.attributes.get("idref", ""))
        if item is None or "html" not in item.attributes.get("media-type", "html"):
            continue
        href = unquote(item.attributes.get("href", "")).partition("#")[0]
        name = posixpath.normpath(posixpath.join(folder, href))
        if name not in names:
            continue
        data = read_member(content, archive, name, min(limit, MAX_PAGE_BYTES))
        draft = webpage_draft(decode(data, declared_charset(data)).replace("\r\n", "\n"))
        if not draft.text.strip():
            continue  # a cover
        empty = False
        yield Draft(
            draft.text,
            key=name,
            title=draft.title,
            date=draft.date or day,
            author=draft.author or author,
        )
    if empty:
        raise InputError("a book without a chapter that has text (pictures of pages?).")


def _office_draft(
    content: Content,
    blocks: list[str],
    heading: str | None,
    properties: Element | None,
    title_name: str,
    author_name: str,
) -> Draft:
    title = _text_of(properties, title_name)
    author = _text_of(properties, author_name)
    if author and author.lower() in _NO_AUTHOR:
        author = None
    return Draft(
        "\n\n".join(blocks),
        title=title if title and title.lower() != "word document" else heading,
        author=author,
        stem=content.stem,
    )


def _paragraphs(
    root: Element, names: frozenset[str], left_out: frozenset[str]
) -> Iterator[Element]:
    """Paragraphs in order; one inside another (a text box) comes after it."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.name in left_out:
            continue
        if node.name in names:
            yield node
        stack.extend(reversed(list(node.elements())))


def _run_text(
    paragraph: Element,
    kept: set[str] | None,
    left_out: frozenset[str],
    blanks: set[str],
    breaks: set[str],
) -> str:
    """Words of one paragraph without those of paragraphs inside it."""
    parts: list[str] = []
    stack: list[tuple[Element | str, bool]] = [(paragraph, kept is None)]
    while stack:
        node, inside = stack.pop()
        if isinstance(node, str):
            if inside:
                parts.append(node if kept is not None else " ".join(node.split("\n")))
            continue
        if node is not paragraph and node.name in ("p", "h"):
            continue
        if node.name in left_out:
            continue
        if node.name in blanks:
            parts.append(" ")
        elif node.name in breaks:
            parts.append("\n")
        inner = inside or (kept is not None and node.name in kept)
        stack.extend((child, inner) for child in reversed(node.children))
    lines = ("".join(parts)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _package(content: Content, archive: zipfile.ZipFile, names: set[str]) -> str:
    where = "META-INF/container.xml"
    if where in names:
        root = xml_tree(read_member(content, archive, where, MAX_TREE_BYTES))
        node = root.find("rootfile")
        if node is not None and node.attributes.get("full-path") in names:
            return node.attributes["full-path"]
    found = next((name for name in sorted(names) if name.endswith(".opf")), None)
    if found is None:
        raise InputError("a book without a list of its chapters: save it as text.")
    return found


def _text_of(root: Element | None, name: str) -> str | None:
    node = root.find(name) if root is not None else None
    return (" ".join(node.text.split()) or None) if node is not None else None
