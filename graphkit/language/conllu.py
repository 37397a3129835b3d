"""CoNLL-U in and out (universaldependencies.org/format.html): parsed text, and others' tokens.

Written by hand rather than with a library: what was given (comments, multiword tokens, empty
nodes) must come back as it was, a broken line must be named, and no file need fit in memory.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphkit.errors import InputError

from .parsed import Parsed
from .tokens import Token

#: Longest sentence accepted from outside, in words; a tree over more would fill the memory.
LONGEST_SENTENCE = 20_000
#: Longest word accepted from outside, in characters.
LONGEST_WORD = 1_000

_ID = re.compile(r"[0-9]{1,9}(?:[-.][0-9]{1,9})?")
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m|em)|n['’]t", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """A sentence of a CoNLL-U file, its words not yet parsed.

    Attributes:
        comments: lines before the words, as they stand.
        rows: the ten columns of each line: words, multiword tokens and empty nodes.
        tokens: the words; offsets count inside the sentence, a space between any two.
    """

    comments: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tokens: tuple[Token, ...]


def read(lines: Iterable[str], name: str) -> Iterator[Given]:
    """Sentences of a CoNLL-U file; only the words (and what is no annotation) are read.

    Args:
        lines: the file's lines.
        name: the file's name, for messages.

    Raises:
        InputError: a line is not CoNLL-U; the message names file and line.
    """
    comments: list[str] = []
    rows: list[tuple[str, ...]] = []
    number = first = 0
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        if number == 1:
            text = text.removeprefix("\ufeff")
        if text.startswith("#") and not rows:
            comments.append(text)
        elif text.strip():
            first = first if rows else number
            rows.append(_row(text, name, number))
            if len(rows) > LONGEST_SENTENCE:
                raise InputError(
                    f"{name}, line {first}: the sentence that begins here has more than "
                    f"{LONGEST_SENTENCE} lines; put a blank line after each sentence."
                )
        elif rows:
            yield _given(comments, rows, name, first)
            comments, rows = [], []
    if rows:
        yield _given(comments, rows, name, first)


def _row(text: str, name: str, number: int) -> tuple[str, ...]:
    columns = tuple(text.split("\t"))
    if len(columns) != 10:
        raise InputError(
            f"{name}, line {number}: CoNLL-U has 10 columns between tabs, this line has "
            f"{len(columns)}: {text[:60]!r}. Is this a CoNLL-U file?"
        )
    if not _ID.fullmatch(columns[0]):
        raise InputError(
            f"{name}, line {number}: {columns[0][:20]!r} is no word number "
            "(1, 2-3 for a multiword token, 2.1 for an empty node)."
        )
    if not columns[1].strip():
        raise InputError(f"{name}, line {number}: the second column, the word, is empty.")
    if len(columns[1]) > LONGEST_WORD:
        raise InputError(
            f"{name}, line {number}: a word of {len(columns[1])} characters; {LONGEST_WORD} are "
            "the most. Is this a CoNLL-U file?"
        )
    return columns


def _given(comments: list[str], rows: list[tuple[str, ...]], name: str, first: int) -> Given:
    """Check the numbering and make tokens."""
    tokens: list[Token] = []
    glued: set[int] = set()  # words without white space after them
    covered = at = 0
    for place, columns in enumerate(rows):
        number = f"{name}, line {first + place}"
        begin, mark, end = _numbers(columns[0])
        tight = "SpaceAfter=No" in columns[9].split("|")
        if mark == "-":
            if begin != len(tokens) + 1 or end <= begin or begin <= covered:
                raise InputError(
                    f"{number}: the multiword token {columns[0]} does not fit here; it stands "
                    f"before its first word and covers at least two."
                )
            covered = end
            glued.update(range(begin, end + (1 if tight else 0)))
            continue
        if mark == ".":
            if begin != len(tokens):
                raise InputError(f"{number}: the empty node {columns[0]} follows word {begin}.")
            continue
        if begin != len(tokens) + 1:
            raise InputError(
                f"{number}: word number {begin} where {len(tokens) + 1} is due; words are numbered "
                "1, 2, 3 ... and sentences end with a blank line."
            )
        if tight and begin > covered:
            glued.add(begin)
        tokens.append(Token(columns[1], at, at + len(columns[1]), begin not in glued))
        at += len(columns[1]) + 1
    if covered > len(tokens):
        raise InputError(f"{name}, line {first}: a multiword token reaches beyond the sentence.")
    if not tokens:
        raise InputError(f"{name}, line {first}: a sentence without words.")
    return Given(tuple(comments), tuple(rows), tuple(tokens))


def _numbers(column: str) -> tuple[int, str, int]:
    first, mark, last = (
        re.split(r"([-.])", column) if not column.isdigit() else (column, "", column)
    )
    return int(first), mark, int(last)


def annotate(given: Iterable[Given]) -> Iterator[str]:
    """Parse given sentences; each comes back as CoNLL-U text with its comments, words and nodes."""
    from .pipeline import parse_sentences

    waiting: deque[Given] = deque()

    def words() -> Iterator[tuple[Token, ...]]:
        for sentence in given:
            waiting.append(sentence)
            yield sentence.tokens

    for parsed in parse_sentences(words()):
        for start, _ in parsed.sentences():
            yield _annotated(waiting.popleft(), parsed, start)


def _annotated(given: Given, parsed: Parsed, start: int) -> str:
    lines = list(given.comments)
    index = start
    for columns in given.rows:
        if not columns[0].isdigit():
            lines.append("\t".join(columns))
            continue
        kept = [
            part for part in columns[9].split("|") if part != "_" and not part.startswith("NE=")
        ]
        lines.append(_word(parsed, index, start, columns[1], kept))
        index += 1
    return "\n".join(lines) + "\n\n"


def written(parts: Iterable[Parsed], document: str) -> Iterator[str]:
    """Parsed raw text as CoNLL-U, sentence by sentence, with multiword tokens as UD writes them.

    Args:
        parts: see `parse_text`.
        document: id of the document, on one line.
    """
    number = 0
    for parsed in parts:
        for start, end in parsed.sentences():
            number += 1
            comments = [f"# newdoc id = {document}"] if number == 1 else []
            comments += [
                f"# sent_id = {document}-{number}",
                f"# text = {_text(parsed, start, end)}",
            ]
            yield "\n".join([*comments, *_rows(parsed, start, end)]) + "\n\n"


def _text(parsed: Parsed, start: int, end: int) -> str:
    words = parsed.tokens[start:end]
    return "".join(word.text + (" " if word.space_after else "") for word in words).strip()


def _rows(parsed: Parsed, start: int, end: int) -> Iterator[str]:
    index = start
    while index < end:
        last = index
        while last + 1 < end and attached(
            parsed.tokens[last], parsed.tokens[last + 1], parsed.xpos[last + 1]
        ):
            last += 1
        tight = [] if parsed.tokens[last].space_after else ["SpaceAfter=No"]
        if last > index:
            form = "".join(token.text for token in parsed.tokens[index : last + 1])
            number = f"{index - start + 1}-{last - start + 1}"
            yield "\t".join([number, form, *"_______", *(tight or "_")])
        for word in range(index, last + 1):
            misc = tight if last == index else []
            yield _word(parsed, word, start, parsed.tokens[word].text, misc)
        index = last + 1


def attached(word: Token, clitic: Token, xpos: str) -> bool:
    """Whether two words are one token in writing ("don't", "Armenia's", "cannot", "gonna").

    UD English makes a multiword token of clitics and of letters that run on; marks, hyphens and
    numbers stand as tokens of their own with SpaceAfter=No.
    """
    if word.space_after or word.end != clitic.start:
        return False
    if xpos == "POS" or _CLITIC.fullmatch(clitic.text):
        return word.text[-1].isalnum() or word.text[-1] == "."
    return word.text[-1].isalpha() and clitic.text[0].isalpha()


def _word(parsed: Parsed, index: int, start: int, form: str, misc: list[str]) -> str:
    head = 0 if parsed.heads[index] == index else parsed.heads[index] - start + 1
    name = parsed.names[index]
    more = [f"NE={name}", *misc] if name != "O" else misc
    return "\t".join(
        (
            str(index - start + 1),
            form,
            parsed.lemmas[index],
            parsed.upos[index],
            parsed.xpos[index],
            "_",
            str(head),
            parsed.deprels[index],
            "_",
            "|".join(more) or "_",
        )
    )
