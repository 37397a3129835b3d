"""A page's markup, measured in one pass before any parser sees it.

Parsers of HTML mend whatever they are given, and their mending takes the square of what is unclosed
or repeated: a page of a megabyte can hold them for hours. What no writer of pages needs is refused
here, in time that grows with the page's length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphkit.errors import InputError

MAX_DEPTH = 1000
"""The most elements that stand open inside one another."""
MAX_ATTRIBUTES = 1000
"""The most attributes of one tag."""
MAX_OPTIONS = 10_000
"""The most entries of all lists to choose from."""
MAX_MENDED = 1_000_000
"""The most elements that a parser may have to open again (unclosed <b>, <font>) or look at."""

# Possessive throughout: what a part has taken it does not give back, so that a tag without an end
# is passed once and not once for each of its characters.
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)
    (?P<attributes>(?:
        [\s/]*+ [^\s/>][^\s/>=]*+
        (?: \s*+ = \s*+ (?: "[^"]*+" | '[^']*+' | (?!["'])[^\s>]*+ ) | (?!\s*+=) )
    )*+)
    [\s/]*+>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(?:[^\s/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+)""")
_OPENING = re.compile(r"<(?:!--|/?[A-Za-z])")

_RAW = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
_VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CELLS = frozenset("caption td th".split())
# What an opening tag closes, where it stands on top: `<li>one<li>two` is two items side by side.
_CLOSES: dict[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dd", "dt", "p"}),
    "dd": frozenset({"dd", "dt", "p"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
}
_P = frozenset({"p"})
_CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table"
    " ul".split()
)
# What a part of a table goes back to, over whatever is open.
_TABLE = frozenset({"table"})
_GROUPS = frozenset("table tbody tfoot thead".split())
_GOES_BACK_TO: dict[str, frozenset[str]] = {
    "caption": _TABLE,
    "colgroup": _TABLE,
    "tbody": _TABLE,
    "tfoot": _TABLE,
    "thead": _TABLE,
    "tr": _GROUPS,
    "td": _GROUPS | {"tr"},
    "th": _GROUPS | {"tr"},
}


class _Tag(NamedTuple):
    name: str
    """In small letters."""
    closing: bool
    empty: bool
    """Written `<name/>`."""
    text: str
    """The whole tag."""
    attributes: str


def check_markup(source: str) -> None:
    """Refuse a page that would hold a parser.

    Args:
        source: the page.

    Raises:
        InputError: over one of the limits above; the message names it.
    """
    tree = _Tree()
    options = 0
    for tag in _tags(source):
        if len(tag.attributes) > 2 * MAX_ATTRIBUTES:
            count = sum(1 for _ in _ATTRIBUTE.finditer(tag.attributes))
            if count > MAX_ATTRIBUTES:
                raise InputError(
                    f"a tag <{tag.name[:20]}> of {count} attributes, at most {MAX_ATTRIBUTES} are"
                    " read: save the article as text."
                )
        if tag.closing:
            tree.close(tag.name)
            continue
        if tag.name in ("option", "optgroup"):
            options += 1
            if options > MAX_OPTIONS:
                raise InputError(
                    f"more than {MAX_OPTIONS} entries to choose from (<option>):"
                    " save the article as text."
                )
        tree.open(tag)
        if tree.depth > MAX_DEPTH:
            raise InputError(
                f"elements nested more than {MAX_DEPTH} deep: save the article as text."
            )
        if tree.mended > MAX_MENDED:
            raise InputError(
                f"so many unclosed elements (<b>, <font>) that over {MAX_MENDED} would have to be"
                " opened again: save the article as text."
            )


def _tags(source: str) -> Iterator[_Tag]:
    """Tags as a browser finds them: not in comments nor inside scripts and styles."""
    at = 0
    while found := _OPENING.search(source, at):
        if found[0] == "<!--":
            end = source.find("-->", found.start() + 2)
            if end < 0:
                return
            at = end + 3
            continue
        match = _TAG.match(source, found.start())
        if match is None:
            return  # a tag without an end takes the rest of the page with it
        at = match.end()
        name = match["name"].lower()
        closing = bool(match["close"])
        yield _Tag(name, closing, source[at - 2] == "/", match[0], match["attributes"])
        if name in _RAW and not closing:
            end_tag = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE)
            end_found = end_tag.search(source, at)
            if end_found is None:
                return
            at = end_found.start()


class _Tree:
    """What stands open, as a parser would have it: an estimate, its own steps counted with it."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        """Name, and how many formatting elements were open when it was opened."""
        self._names: dict[str, int] = {}
        self._formatting: list[tuple[str, str]] = []
        """Name and whole tag of formatting elements that nobody closed."""
        self._alike: dict[str, int] = {}
        self.mended = 0

    @property
    def depth(self) -> int:
        """Elements open inside one another."""
        return len(self._open)

    def open(self, tag: _Tag) -> None:
        """An opening tag."""
        name = tag.name
        if name in _VOID or (tag.empty and (self._names.get("svg") or self._names.get("math"))):
            return
        if name in _GOES_BACK_TO:
            if not self._names.get("table"):
                return  # outside a table a parser passes over its parts
            while self._open[-1][0] not in _GOES_BACK_TO[name]:
                self._pop()
        elif name in _CLOSES_P:
            self._pop_all(_P)
        elif name in _CLOSES:
            self._pop_all(_CLOSES[name])
        elif name == "a" and self._open and self._open[-1][0] == "a":
            self._pop()
        if name in _FORMATTING:
            # Three of the same are the most that a parser opens again.
            if self._alike.get(tag.text, 0) < 3:
                self._alike[tag.text] = self._alike.get(tag.text, 0) + 1
                self._formatting.append((name, tag.text))
        else:
            self.mended += len(self._formatting)
        self._open.append((name, len(self._formatting)))
        self._names[name] = self._names.get(name, 0) + 1

    def close(self, name: str) -> None:
        """A closing tag."""
        if name in _FORMATTING:
            self._end_formatting(name)
        if self._names.get(name):
            while self._pop() != name:
                pass

    def _end_formatting(self, name: str) -> None:
        for place in range(len(self._formatting) - 1, -1, -1):
            self.mended += 1  # the search itself is work too
            if self._formatting[place][0] == name:
                self._forget(self._formatting.pop(place)[1])
                return

    def _pop_all(self, names: frozenset[str]) -> None:
        """Close these, and the formatting elements over them, from the top down."""
        keep = top = len(self._open)
        while top and (self._open[top - 1][0] in names or self._open[top - 1][0] in _FORMATTING):
            top -= 1
            self.mended += 1
            if self._open[top][0] in names:
                keep = top
        while len(self._open) > keep:
            self._pop()

    def _pop(self) -> str:
        name, formatting = self._open.pop()
        self._names[name] -= 1
        if name in _CELLS:
            # What is unclosed in a cell of a table ends with the cell.
            while len(self._formatting) > formatting:
                self._forget(self._formatting.pop()[1])
        return name

    def _forget(self, text: str) -> None:
        self._alike[text] -= 1
