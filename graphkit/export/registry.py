"""Which formats there are and how one is chosen. A new format is one line in `FORMATS`.

A format's function takes (store, path, options), writes the file or folder, and returns an
`ExportReport`; `graphkit.export.files.replacing` gives it a temporary file, renamed at the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.model import Statement
    from graphkit.stores.contract import Store
    from graphkit.stores.values import Filters


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph.

    Attributes:
        function: "module:function", imported when used.
        suffixes: of files that mean this format when none is named.
        summary: one line for `graphkit export --help`.
    """

    function: str
    suffixes: tuple[str, ...]
    summary: str


FORMATS: dict[str, Format] = {
    "graphml": Format(
        "graphkit.export.graphml:write_graphml",
        (".graphml", ".xml"),
        "GraphML for Gephi, yEd, Cytoscape, NetworkX, igraph, APOC",
    ),
    "graphml-strict": Format(
        "graphkit.export.graphml:write_strict",
        (),
        "GraphML that keeps to the schema, for JGraphT and other readers that validate",
    ),
    "html": Format(
        "graphkit.export.html:write_html",
        (".html", ".htm"),
        "one offline page with picture, list, filters and sentences",
    ),
    "svg": Format("graphkit.export.picture:write_svg", (".svg",), "a picture for a report"),
    "png": Format("graphkit.export.picture:write_png", (".png",), "a picture for a report"),
    "gexf": Format(
        "graphkit.export.gexf:write_gexf",
        (".gexf",),
        "GEXF 1.3 for Gephi, with dates for its timeline",
    ),
    "csv": Format(
        "graphkit.export.csvfiles:write_csv",
        (".csv",),
        "two CSV files, NAME.nodes.csv and NAME.edges.csv",
    ),
    "icews": Format(
        "graphkit.export.eventtables:write_icews", (), "events in the columns of ICEWS"
    ),
    "polecat": Format(
        "graphkit.export.eventtables:write_polecat", (), "events in the columns of POLECAT (PLOVER)"
    ),
    "gdelt": Format(
        "graphkit.export.eventtables:write_gdelt", (), "events in the 61 columns of GDELT 2.0"
    ),
    "dyads": Format(
        "graphkit.export.eventtables:write_dyads",
        (),
        "events a month between each two countries, with their mean Goldstein score",
    ),
    "parquet": Format(
        "graphkit.export.parquet:write_parquet",
        (".parquet",),
        "every statement as a row, typed, for pandas, R and DuckDB",
    ),
    "jsonl": Format(
        "graphkit.export.jsonl:write_jsonl",
        (".jsonl", ".ndjson"),
        "every statement as a JSON line, for graphkit load",
    ),
    "cypher": Format(
        "graphkit.export.cypher:write_cypher",
        (".cypher", ".cql"),
        "a script that cypher-shell runs, for Neo4j",
    ),
    "neo4j-admin": Format(
        "graphkit.export.neo4j_admin:write_neo4j_admin",
        (),
        "a folder for neo4j-admin database import, for very large graphs",
    ),
}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to write.

    Attributes:
        statements: an edge for every statement in place of one for all of the same key.
        filters: which edges; None is all, open ones too.
        header: event tables begin with a line of their columns' names.
        limit: most edges of a picture or page; None leaves it to the format.
        statements_as_read: gives the statements as they were before corrections; JSON lines can
            hold those. None: as the graph has them.
    """

    statements: bool = False
    filters: Filters | None = None
    header: bool = True
    limit: int | None = None
    statements_as_read: Callable[[Store], Iterator[Statement]] | None = None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        path: file or folder.
        format: its name.
        actors, edges: how many of each.
        notes: what was left out and why, in words.
    """

    path: str
    format: str
    actors: int
    edges: int
    notes: tuple[str, ...] = ()


Writer = Callable[["Store", Path, ExportOptions], ExportReport]


def export(
    store: Store,
    path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002 - the option's own name
    options: ExportOptions | None = None,
) -> ExportReport:
    """Write a graph to a file or folder.

    Args:
        store: the graph.
        path: where to; an existing file is replaced when all of the new one is written.
        format: a name in `FORMATS`; None goes by the path's suffix.
        options: what to write; None writes everything.

    Raises:
        UsageError: no such format, or a suffix that means none.
        GraphkitError: it cannot be written.
    """
    name = format or _by_suffix(Path(path), FORMATS)
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}; formats: {', '.join(FORMATS)}")
    if options is not None and options.statements_as_read is not None and name != "jsonl":
        raise UsageError(f"--no-edits goes with --format jsonl, not {name}; leave it out")
    module, function = FORMATS[name].function.split(":")
    write = cast(Writer, getattr(import_module(module), function))
    return write(store, Path(path), options or ExportOptions())


def _by_suffix(path: Path, formats: Mapping[str, Format]) -> str:
    for name, format_ in formats.items():
        if path.suffix.casefold() in format_.suffixes:
            return name
    known = ", ".join(suffix for format_ in formats.values() for suffix in format_.suffixes)
    raise UsageError(
        f"{str(path)!r}: the suffix {path.suffix!r} means no format (known: {known}); "
        f"name one with --format: {', '.join(formats)}"
    )
