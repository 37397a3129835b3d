"""`graphkit load`, `retract`: statements into a graph, documents out of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click

from graphkit.cli.options import graph_option, json_option
from graphkit.cli.output import emit, redraw, say
from graphkit.cli.render import count
from graphkit.errors import GraphkitError, InputError
from graphkit.model import Document, Statement
from graphkit.stores import open_store
from graphkit.stores.records import read_documents, read_statements
from graphkit.stores.values import LoadReport


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@graph_option
@click.option("--unnamed", is_flag=True, help="Take unnamed actors (two journalists) in too.")
@click.option(
    "--documents",
    metavar="FILE",
    help="JSON lines with id, title, date and url of the documents.",
)
@json_option
def load(
    files: tuple[str, ...], graph: str, unnamed: bool, documents: str | None, as_json: bool
) -> None:
    r"""Load statements (JSON lines) into a graph.

    FILE holds statement records as `graphkit extract` writes them; - is standard input; the folder
    of `graphkit extract --out` brings its documents along. Each document replaces what the graph
    had of it; loading the same again changes nothing.

    \b
    Examples:
      graphkit load statements.jsonl --graph graph.db
      graphkit extract articles.jsonl | graphkit load -
      graphkit load statements/ --graph graph.db
    """
    folders = [name for name in files if name != "-" and Path(name).is_dir()]
    single = [name for name in files if name not in folders]
    shards = [shard for name in folders for shard in _shards(name)]
    listed = list(_documents(documents)) if documents else []
    report = LoadReport()
    with open_store(graph, write=True) as store:
        if single or listed:
            report = store.load(
                chain.from_iterable(_statements(name) for name in single),
                documents=listed,
                unnamed=unnamed,
                progress=_progress,
            )
        for statements, shard in shards:
            report += store.load(
                _statements(statements), documents=list(_documents(shard)), unnamed=unnamed
            )
            _progress(report)
    if sys.stderr.isatty():
        say(err=True)
    emit(report, as_json, lambda: [_summary(report)])


def _shards(folder: str) -> list[tuple[str, str]]:
    """Files of statements and of documents in the folder of a run."""
    from graphkit.batch.folder import is_complete, is_out_folder, shards_of

    path = Path(folder)
    if not is_out_folder(path):
        raise InputError(
            f"{folder} cannot be read: it is a folder, but none that `graphkit extract --out` "
            "wrote; give files of statements, or `graphkit build` texts"
        )
    if not is_complete(path):
        say(
            f"{folder}: its run has not come to an end; what is whole is loaded, load it again "
            "after that",
            err=True,
        )
    return [(str(statements), str(documents)) for statements, documents in shards_of(path)]


def _summary(report: LoadReport) -> str:
    line = (
        f"{count(report.documents, 'document')}: {count(report.added, 'statement')} added, "
        f"{report.unchanged:,} unchanged, {report.removed:,} removed"
    )
    return f"{line}, {report.unnamed:,} of unnamed actors left out" if report.unnamed else line


def _progress(report: LoadReport) -> None:
    if sys.stderr.isatty():
        redraw(count(report.added + report.unchanged, "statement"))


def _statements(name: str) -> Iterator[Statement]:
    with _opened(name) as file:
        yield from read_statements(file, "standard input" if name == "-" else name)


def _documents(name: str) -> Iterator[Document]:
    with _opened(name) as file:
        yield from read_documents(file, "standard input" if name == "-" else name)


def _opened(name: str) -> BinaryIO:
    try:
        return click.open_file(name, "rb")  # type: ignore[return-value]
    except OSError as error:
        raise InputError(
            f"{name} cannot be read: {error.strerror or error}; give a file of JSON lines, or -"
        ) from error


@click.command()
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
@graph_option
@json_option
def retract(documents: tuple[str, ...], graph: str, as_json: bool) -> None:
    r"""Take documents and all they said out of a graph.

    DOCUMENT is the id that stands in brackets under a sentence. Edges and actors go with their last
    evidence.

    \b
    Example:
      graphkit retract article-17 article-18
    """
    with open_store(graph) as reader:
        reader.stats()  # a graph that is not there is a mistake, not one to be made
    with open_store(graph, write=True) as store:
        report = store.retract(documents)
    emit(
        report,
        as_json,
        lambda: [
            f"{count(report.documents, 'document')} taken out with "
            f"{count(report.removed, 'statement')}"
        ],
    )
    if report.unknown:
        names = ", ".join(repr(name) for name in report.unknown)
        raise GraphkitError(
            f"not in {graph}: {names}; `graphkit evidence` shows ids of documents in brackets"
        )
