"""The one gate: how long, how deep, how many, of which characters what comes from outside may be.

Documents, statements, actors and ontologies pass here, whichever way they come in (a file, a pipe,
the library) and wherever they go (one file, a Neo4j server): what one store takes the other takes
too. What passes is never changed; what does not is refused with its field, its size and the limit,
and the caller adds file and line. The limits stand in docs/safety.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.model import Actor, Document, Statement

MAX_ID = 1000
"""Characters of an id or of a relation's name. Neo4j's indexes hold 8 kB a key, a character has up
to four bytes."""
MAX_NAME = 10_000
"""Characters of a name, role, title, address, predicate or rule."""
MAX_SENTENCE = 1_000_000
"""Characters of a sentence."""
MAX_ALIASES = 1000
"""Other names of one actor."""
MAX_LINE = 16 << 20
"""Bytes of a line of records: the longest sentence, escaped, and room for the rest."""
MAX_DIGITS = sys.int_info.default_max_str_digits
"""Digits of a whole number: Python's own limit (4,300), for turning more takes the square."""
MAX_FILE = 32 << 20
"""Bytes of a file of actors or relations."""
MAX_DEPTH = 50
"""Lists and mappings of such a file inside one another."""
MAX_VALUES = 1_000_000
"""Values of such a file, those that an alias stands for counted each time."""

# Half of a surrogate pair is no text: it cannot be written.
_HALF = re.compile("[\ud800-\udfff]")


class LimitError(InputError):
    """A value does not pass; the message names the field, what it is and the limit."""


def check_text(field: str, text: str, most: int = MAX_NAME) -> None:
    """Let a text pass.

    Args:
        field: what it is, for the message.
        text: any text.
        most: the most characters it may have.

    Raises:
        LimitError: it is longer, or holds half a character.
    """
    if len(text) > most:
        raise LimitError(f"{field} has {len(text):,} characters, at most {most:,} are taken")
    if not text.isascii() and (found := _HALF.search(text)):
        raise LimitError(
            f"{field} holds half a surrogate pair (U+{ord(found[0]):04X}) at character"
            f" {found.start()}, which is no text"
        )


def check_id(field: str, text: str) -> None:
    """Let an id or the name of a relation pass.

    Raises:
        LimitError: as `check_text`, at most `MAX_ID` characters.
    """
    check_text(field, text, MAX_ID)


def check_count(field: str, count: int, most: int) -> None:
    """Let a number of values pass.

    Raises:
        LimitError: there are more than `most`.
    """
    if count > most:
        raise LimitError(f"{field} are {count:,}, at most {most:,} are taken")


def check_statement(statement: Statement) -> None:
    """Let a statement pass, whoever made it.

    Raises:
        LimitError: a field of it does not pass.
    """
    if _plain(statement):
        return
    for field in ("id", "document", "relation"):
        check_id(field, getattr(statement, field))
    check_text("sentence", statement.sentence, MAX_SENTENCE)
    for field in ("predicate", "rule", "cameo", "plover", "date"):
        check_text(field, getattr(statement, field) or "")
    for field in ("source", "target", "attributed_to"):
        actor = getattr(statement, field)
        if actor is not None:
            _check_actor(field, actor)


def _plain(s: Statement) -> bool:
    """Whether all texts together would pass as one id: what nearly every statement does.

    A load passes hundreds of thousands; field by field this would take a tenth of its time.
    """
    parts = [s.id, s.document, s.relation, s.predicate, s.sentence, s.rule or ""]
    parts += (s.cameo or "", s.plover or "", s.date or "")
    for actor in (s.source, s.target, s.attributed_to):
        if actor is not None:
            parts += (actor.id, actor.name, actor.kind, actor.country or "", actor.role or "")
            parts += actor.aliases
    text = "".join(parts)
    return (
        len(text) <= MAX_ID
        and len(parts) <= MAX_ALIASES
        and (text.isascii() or _HALF.search(text) is None)
    )


def _check_actor(field: str, actor: Actor) -> None:
    check_id(f"{field}: id", actor.id)
    check_text(f"{field}: name", actor.name)
    check_text(f"{field}: kind", actor.kind)
    check_text(f"{field}: country", actor.country or "")
    check_text(f"{field}: role", actor.role or "")
    check_count(f"{field}: aliases", len(actor.aliases), MAX_ALIASES)
    for alias in actor.aliases:
        check_text(f"{field}: alias", alias)


def check_document(document: Document) -> None:
    """Let what a graph keeps of a document pass (not its text).

    Raises:
        LimitError: a field of it does not pass.
    """
    check_id("id", document.id)
    for field in ("title", "url", "author"):
        text = getattr(document, field)
        if text is not None:
            check_text(field, text)


def lines(stream: BinaryIO | Iterable[bytes], name: str) -> Iterator[bytes]:
    """Lines of records, none longer than `MAX_LINE` in memory.

    Args:
        stream: a file open for bytes, or lines that are in memory already.
        name: of the file, for messages.

    Raises:
        LimitError: a line is longer; the message names file and line.
    """
    readline = getattr(stream, "readline", None)
    found = iter(stream) if readline is None else iter(lambda: readline(MAX_LINE + 2), b"")
    for number, line in enumerate(found, start=1):
        if len(line) > MAX_LINE + 1:
            raise LimitError(
                f"{name}:{number}: the line has more than {MAX_LINE:,} bytes, at most so many are"
                " taken; each line is one record"
            )
        yield line


def read_json(text: str) -> Any:
    """A JSON value.

    Raises:
        LimitError: nested deeper than Python goes, or a number with more than `MAX_DIGITS` digits.
        json.JSONDecodeError: it is no JSON.
    """
    try:
        value = json.loads(text)
    except RecursionError:
        raise LimitError("the value is nested too deep to be a record") from None
    except json.JSONDecodeError:
        raise
    except ValueError:
        # The only other one: an integer of more digits than Python converts.
        raise LimitError(f"a number has more than {MAX_DIGITS:,} digits") from None
    return value


class Nesting:
    """Counts what stands in a file of lists and mappings while it is read.

    An alias (`*a`) counts as all that its anchor (`&a`) stands for: a file of a hundred kilobytes
    can name a hundred million values.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int]] = []
        self._sizes: dict[str, int] = {}
        self._count = 0

    def begin(self, anchor: str | None) -> None:
        """A list or mapping begins.

        Raises:
            LimitError: it stands too deep.
        """
        if len(self._open) >= MAX_DEPTH:
            raise LimitError(f"lists and mappings stand more than {MAX_DEPTH} deep in one another")
        self.value(None)
        self._open.append((anchor, self._count))
        if anchor is not None:
            self._sizes.pop(anchor, None)

    def end(self) -> None:
        """The list or mapping ends."""
        anchor, before = self._open.pop()
        if anchor is not None:
            self._sizes[anchor] = self._count - before + 1

    def value(self, anchor: str | None) -> None:
        """A plain value.

        Raises:
            LimitError: there are too many.
        """
        self._add(1)
        if anchor is not None:
            self._sizes[anchor] = 1

    def alias(self, anchor: str) -> None:
        """A value given before.

        Raises:
            LimitError: too many values, or one that holds itself.
        """
        if any(name == anchor for name, _ in self._open):
            raise LimitError(f"*{anchor} stands inside what it stands for")
        self._add(self._sizes.get(anchor, 1))

    def _add(self, count: int) -> None:
        self._count += count
        if self._count > MAX_VALUES:
            raise LimitError(
                f"more than {MAX_VALUES:,} values, those that an alias stands for counted each time"
            )
