"""`graphkit explain`: why a sentence tells what it tells, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.options import DEFAULT_GRAPH, graph_option, json_option
from graphkit.cli.output import emit, say
from graphkit.errors import GraphkitError, InputError, UsageError

if TYPE_CHECKING:
    from graphkit.extraction.trace import SentenceTrace
    from graphkit.model import Document, Statement


@click.command()
@click.argument("source", metavar="TEXT-OR-FILE")
@click.option("--statement", metavar="ID", help="Only the sentence of this statement, of a graph.")
@graph_option
@json_option
def explain(source: str, statement: str | None, graph: str, as_json: bool) -> None:
    r"""Show, sentence by sentence, why a text tells what it tells.

    Whom each phrase stands for, which words were tried as triggers and why they held or not, what
    filled their slots, what governs the clause, what was told, and what was dropped and why.

    TEXT-OR-FILE is a text in quotes, a file as `graphkit extract` reads it, or - for standard
    input. With --statement it is the text that the statement was read in.

    \b
    Examples:
      graphkit explain "France accused Iran of lying."
      graphkit explain article.txt --statement s-0123456789abcdef0123 --graph graph.db
    """
    from graphkit.cli.explained import document_lines

    read = [_explained(document) for document in _documents(source)]
    if statement is None:
        emit(
            [_record(found, traces) for _, found, traces in read],
            as_json,
            lambda: (
                line
                for document, found, traces in read
                for line in document_lines(document, found, traces)
            ),
        )
        return
    for document, found, traces in read:
        for told in found:
            if told.id == statement:
                _show(document, told, found, traces, as_json)
                return
    known = _stored(graph, statement)
    for document, _, _ in read:
        if document.text[known.sentence_start : known.sentence_end] == known.sentence:
            document, found, traces = _explained(replace(document, id=known.document))
            told = next((one for one in found if one.id == statement), known)
            _show(document, told, found, traces, as_json)
            if told is known:
                note = f"{statement} is told no more; it was made by {known.rule or 'a rule'}."
                say(note, err=True)
            return
    raise InputError(
        f"{source}: the sentence of {statement} does not stand in it where the graph has it, "
        f"at {known.sentence_start}. Give the text of the document {known.document}."
    )


def _explained(document: Document) -> tuple[Document, list[Statement], list[SentenceTrace]]:
    from graphkit.extraction import Extractor

    found, traces = Extractor().explain(document)
    return document, found, traces


def _documents(source: str) -> Iterator[Document]:
    """The documents of a file or of standard input, or a text as one."""
    from graphkit.api import document_of
    from graphkit.model import Document
    from graphkit.reading import read

    if source != "-" and not _is_path(source):
        if len(source.split()) < 2:
            raise UsageError(f"{source!r} is no file, and one word tells nothing. Give a sentence.")
        yield document_of(source)
        return
    for one in read([source]):
        if not isinstance(one, Document):
            raise InputError(str(one))
        yield one


def _is_path(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False  # too long for a name, or a NUL inside: a text


def _stored(graph: str, statement: str) -> Statement:
    from graphkit.stores.opening import open_store

    try:
        with open_store(graph) as store:
            for one in store.statements():
                if one.id == statement:
                    return one
    except GraphkitError as error:
        raise UsageError(
            f"{statement} is told by nothing in this text, and the graph cannot be asked: {error}"
        ) from error
    raise UsageError(
        f"{statement}: no such statement in the text, nor in {graph or DEFAULT_GRAPH}. "
        "`graphkit extract` and `graphkit evidence --json` show ids."
    )


def _show(
    document: Document,
    told: Statement,
    found: list[Statement],
    traces: list[SentenceTrace],
    as_json: bool,
) -> None:
    from graphkit.cli.explained import sentence_lines

    here = [trace for trace in traces if trace.start == told.sentence_start]
    emit(
        _record([one for one in found if one.sentence_start == told.sentence_start], here),
        as_json,
        lambda: (line for trace in here for line in sentence_lines(document, found, trace)),
    )


def _record(found: list[Statement], traces: list[SentenceTrace]) -> dict[str, object]:
    return {"statements": [one.to_dict() for one in found], "sentences": traces}
