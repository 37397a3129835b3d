"""What on a page is not the story, taken out of its tree before the story is looked for.

Menus, captions, comments, related links, notes and their marks are told by their element, role,
class or id, and by what they hold. An element around the story is never taken out, whatever its
name: sites call a whole page "with-sidebar".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAGS = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "canvas", "object", "iframe", "nav",
    "aside", "dialog", "menu", "figcaption", "caption", "button", "select", "datalist", "textarea",
    "input", "footer", "amp-sidebar", "amp-ad", "amp-list", "amp-analytics", "colgroup",
))  # fmt: skip
_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog note alert tooltip menu menubar"
    " toolbar".split()
)
# Words of class names and ids, cut at hyphens, underscores and capitals.
_NOISE = frozenset(
    "ad ads advert advertisement advertising advertorial sponsor sponsored promo promos promobox"
    " sidebar rail menu nav navbar navbox navigation breadcrumb breadcrumbs masthead topbar"
    " comment comments disqus respond"
    " related relatedposts recommended recommendations recirc recirculation teaser teasers carousel"
    " trending popular mostread mostviewed mostpopular"
    " share sharing sharedaddy shares social addthis sharethis"
    " newsletter subscribe subscription signup paywall cookie cookies gdpr consent"
    " footer colophon copyright disclaimer"
    " infobox ambox toc hatnote reflist references editsection catlinks mbox noprint"
    " footnote footnotes endnote endnotes"
    " caption captions imagecaption thumbcaption wp-caption credit credits"
    " pullquote pullquotes"
    " tags taglist topics keywords"
    " widget widgets popup modal overlay banner"
    " tweet embed".split()
)
_NOISE_PAIRS = re.compile(
    r"most[-_ ]?(?:read|popular|viewed|shared)|read[-_ ]?(?:more|also|next)|rich[-_ ]?link"
    r"|author[-_ ]?(?:bio|box|info)|about[-_ ]?author|(?:see|more)[-_ ]?also|skip[-_ ]?link"
    r"|twitter[-_ ]tweet|instagram[-_ ]media|more[-_ ]?(?:news|stories|from|on)|page[-_ ]?list",
    re.IGNORECASE,
)
_CUT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_END_SECTIONS = frozenset(
    (
        "references", "see also", "external links", "notes", "further reading", "bibliography",
        "footnotes", "sources", "citations", "notes and references", "related", "related articles",
        "related topics", "related content", "related stories", "most read", "most viewed",
        "most popular", "recommended", "more news", "popular", "trending", "latest updates",
        "read more", "newsletter", "share this", "share this page", "you may also like",
        "recent posts", "comments", "categories", "tags", "poll", "more on this story",
        "other news", "also in the news", "read next", "more stories", "top stories",
    )
)  # fmt: skip
_LEAD_IN = re.compile(
    r"(?:read|see|watch|listen|also)\s+(?:also|more|next|read|now)\b|related\b|more\s*:|don.t miss",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    "advertisement|story continues below advertisement|sponsored|___|* * *|share|print|email|"
    "skip to main content|skip to content|loading...|read more|continue reading".split("|")
)
_MARK = re.compile(r"[\[(](?:\d{1,3}|[a-z]|i[vx]|v?i{1,3}|note \d+|n \d+|edit[^\])]{0,40})[\])]|\^")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SENTENCE = re.compile(r"[a-z,; ][^.!?]{15}[.!?]")
_LONGEST_NAME = 500
_SHORT = 400
_LONG_CELL = 50
"""A table with a cell of so many characters is there for the layout, or holds sentences."""
_MAY_BE_LINKS = frozenset("ul ol p div section td h3 h4 dl".split())
_STORY = 0.6
"""An element with so much of a page's text is the story, whatever its name."""
_TEXT_BLOCKS = frozenset("p td th li dd div blockquote".split())


class _Sizes:
    """How much text elements hold, and how much of it in links: measured once, from below."""

    def __init__(self, body: LexborNode) -> None:
        self._text: dict[int, int] = {}
        self._linked: dict[int, int] = {}
        self._links: dict[int, int] = {}
        self._cell: dict[int, int] = {}
        nodes = list(body.traverse(include_text=True))
        for node in reversed(nodes):
            here = node.mem_id
            if node.is_text_node:
                self._text[here] = len((node.text_content or "").strip())
            elif node.tag == "a":
                self._linked[here] = self._text.get(here, 0)
                self._links[here] = 1
            elif node.tag in _TEXT_BLOCKS:
                own = self._text.get(here, 0) - self._linked.get(here, 0)
                self._cell[here] = max(self._cell.get(here, 0), own)
            parent = node.parent
            if parent is None:
                continue
            above = parent.mem_id
            for table in (self._text, self._linked, self._links):
                table[above] = table.get(above, 0) + table.get(here, 0)
            self._cell[above] = max(self._cell.get(above, 0), self._cell.get(here, 0))

    def text(self, node: LexborNode) -> int:
        """Characters of text."""
        return self._text.get(node.mem_id, 0)

    def linked(self, node: LexborNode) -> float:
        """Share of the text that stands in links."""
        return self._linked.get(node.mem_id, 0) / max(1, self.text(node))

    def links(self, node: LexborNode) -> int:
        """Number of links."""
        return self._links.get(node.mem_id, 0)

    def cell(self, node: LexborNode) -> int:
        """Characters of the longest paragraph or cell, links not counted."""
        return self._cell.get(node.mem_id, 0)


def prune(page: LexborHTMLParser) -> None:
    """Take out of a page's tree what is not the story.

    Works in time that grows with the page's length: sizes are measured once for all elements.
    """
    body = page.body
    if body is None:
        return
    sizes = _Sizes(body)
    total = sizes.text(body)
    _take_out(body, lambda node: _is_noise(node, sizes) and not _is_story(node, sizes, total))
    sizes = _Sizes(body)
    _take_out(body, lambda node: _is_links(node, sizes))


def _take_out(body: LexborNode, unwanted: Callable[[LexborNode], bool]) -> None:
    """Remove elements, and what follows the heading of an end section.

    All are found before the first is removed: a removed element's memory is not looked at again.
    """
    doomed: list[LexborNode] = []
    marked: set[int] = set()
    stack = [body]
    while stack:
        node = stack.pop()
        if node.mem_id in marked or (node is not body and unwanted(node)):
            doomed.append(node)
            continue
        if node.tag in _HEADINGS:
            marked.update(_end_section(node))
            if node.mem_id in marked:
                doomed.append(node)
                continue
        stack.extend(reversed(list(node.iter())))
    for node in doomed:
        node.decompose()


def _end_section(heading: LexborNode) -> Iterator[int]:
    """A heading such as "References" with all up to the next heading of its rank."""
    if _text(heading).strip(" :").lower() not in _END_SECTIONS or heading.tag == "h1":
        return
    rank = heading.tag or "h2"
    higher = ",".join(sorted(h for h in _HEADINGS if h <= rank))
    start = heading
    if start.next is None and start.prev is None and start.parent is not None:
        # <div class="mw-heading"><h2>References</h2></div>
        start = start.parent if start.parent.tag == "div" else start
    yield heading.mem_id
    following = start.next
    while following is not None:
        if following.is_element_node:
            if following.css_first(higher) is not None:
                break
            yield following.mem_id
        following = following.next


def _is_noise(node: LexborNode, sizes: _Sizes) -> bool:
    attributes = node.attributes
    tag = node.tag or ""
    if tag in ("html", "body", "main"):
        return False
    if tag in _TAGS:
        return True
    if tag in ("sup", "a"):
        return _is_mark(node)
    if (
        (tag == "figure" and sizes.cell(node) < 4 * _LONG_CELL)
        or (tag == "table" and sizes.cell(node) < _LONG_CELL)
        or (tag == "header" and node.css_first("h1,h2") is None)
    ):
        return True
    if not attributes:
        return False
    if "hidden" in attributes or _HIDDEN.search((attributes.get("style") or "")[:_LONGEST_NAME]):
        return True
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    name = _name(node)
    return bool(
        _NOISE_PAIRS.search(name)
        or any(word.lower() in _NOISE for word in _CUT.split(name) if len(word) > 1)
    )


def _is_mark(node: LexborNode) -> bool:
    """Marks of notes ("[1]", "citation needed") and of editing; "m<sup>2</sup>" stays."""
    written = _text(node)
    if len(written) > _LONG_CELL:
        return False
    if node.tag == "a":
        return bool(_MARK.fullmatch(written)) or "cite-backlink" in _name(node)
    note = node.css_first("a") is not None or "reference" in _name(node)
    linked = node.parent is not None and node.parent.tag == "a"
    return note or linked or written.startswith(("[", "(")) or written == "^"


def _name(node: LexborNode) -> str:
    attributes = node.attributes
    return " ".join(
        (attributes.get(key) or "")[:_LONGEST_NAME] for key in ("class", "id", "data-component")
    )


def _holds_story(node: LexborNode) -> bool:
    if node.attributes.get("itemprop") == "articleBody":
        return True
    return node.css_first("h1,main,[itemprop=articleBody]") is not None


def _is_story(node: LexborNode, sizes: _Sizes, total: int) -> bool:
    if sizes.text(node) > _SHORT and _holds_story(node):
        return True
    if "comment" in _name(node).lower() or "disqus" in _name(node).lower():
        return False
    return sizes.text(node) > _STORY * total


def _is_links(node: LexborNode, sizes: _Sizes) -> bool:
    """Nothing but links (a menu), a lead-in to one ("Read also"), or a filler."""
    length = sizes.text(node)
    if not length or node.tag not in _MAY_BE_LINKS:
        return False
    links, linked = sizes.links(node), sizes.linked(node)
    text = _text(node) if length < _SHORT else ""
    if text.lower() in _FILLERS:
        return True
    if not links:
        return False
    if node.tag in ("p", "div", "section", "h3", "h4") and _LEAD_IN.match(text):
        return linked > 0.4
    if links == 1 and node.tag in ("p", "div", "h3", "h4"):
        return linked > 0.95 and bool(text) and not _SENTENCE.search(text)
    return linked > 0.75 and not (links == 1 and bool(_SENTENCE.search(text)))


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
