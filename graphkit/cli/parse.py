"""`graphkit parse`: sentences, words, tags, lemmas, trees and names of texts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from graphkit.cli.inputs import finish
from graphkit.cli.output import say
from graphkit.errors import InputError


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["conllu", "table"]),
    help="CoNLL-U for programs, a table for people (default, but not with --pretokenized).",
)
@click.option(
    "--pretokenized",
    is_flag=True,
    help="INPUT is CoNLL-U: keep its sentences and words, parse them.",
)
def parse(inputs: tuple[str, ...], form: str | None, pretokenized: bool) -> None:
    r"""Show how English text is parsed: words, lemmas, tags, UD trees and names.

    INPUT is a file, a folder, or - for standard input.

    \b
    Examples:
      graphkit parse article.txt
      graphkit parse article.txt --format conllu > article.conllu
      graphkit parse tokens.conllu --pretokenized > parsed.conllu
    """
    if pretokenized:
        for name in inputs:
            _print(_pretokenized(name, form or "conllu"))
        return
    from graphkit.language import conllu, parse_text
    from graphkit.language.table import table
    from graphkit.model import Document
    from graphkit.reading import read

    failed = 0
    for source in read(list(inputs)):
        if not isinstance(source, Document):
            say(f"skipped {source}", err=True)
            failed += 1
            continue
        parsed = parse_text(source.text)
        _print(conllu.written(parsed, source.id) if form == "conllu" else table(parsed))
    finish(failed)


def _print(pieces: Iterator[str]) -> None:
    for piece in pieces:
        say(piece, nl=False)


def _pretokenized(name: str, form: str) -> Iterator[str]:
    from graphkit.language import conllu, parse_sentences
    from graphkit.language.table import table

    with _opened(name) as lines:
        given = conllu.read(lines, name)
        try:
            if form == "conllu":
                yield from conllu.annotate(given)
            else:
                yield from table(parse_sentences(sentence.tokens for sentence in given))
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}: not UTF-8 (byte 0x{error.object[error.start]:02x}). "
                "CoNLL-U files are UTF-8: convert it first."
            ) from error


@contextmanager
def _opened(name: str) -> Iterator[TextIO]:
    if name == "-":
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(encoding="utf-8", errors="strict")
        yield sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise InputError(
            f"{name}: cannot be read ({error.strerror}). Give a CoNLL-U file, or - for stdin."
        ) from error
