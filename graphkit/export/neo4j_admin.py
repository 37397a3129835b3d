"""Files for `neo4j-admin database import full`: the way for very large graphs.

A folder with a header and a data file for each kind of node and for each relationship type, the
schema as a Cypher script, and a README with the two commands. Lists are joined by U+001F, which no
text may hold; every text is quoted.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from graphkit.errors import GraphkitError, UsageError
from graphkit.export.files import usual_mode
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import keeper
from graphkit.resources import cypher_text

if TYPE_CHECKING:
    from graphkit.stores.contract import Store
    from graphkit.stores.values import GraphNode, GraphRelationship, PropertyValue

DELIMITER = "\x1f"
_DELIMITER_NAME = "U+001F"
_SCHEMA = ("actor", "name", "display", "fulltext", "document", "relation", "graph")
_NODES: dict[str, tuple[str, tuple[str, ...]]] = {
    "GraphkitActor": (
        "actors",
        ("id:ID(Actor)", "name", "kind", "country", "role", "named:boolean", "aliases:string[]",
         "folded", "keys:string[]", "forms:string[]", "form_counts:long[]", "says:long", ":LABEL"),
    ),
    "GraphkitDocument": (
        "documents",
        ("id:ID(Document)", "name", "title", "date", "url", "author", "text_hash", "read_by",
         "set_aside:string[]", "evidence:string[]", ":LABEL"),
    ),
    "GraphkitRelation": (
        "relations",
        ("name:ID(Relation)", "kind", "symmetric:boolean", "edges:long", "evidence:long",
         ":LABEL"),
    ),
    "GraphkitGraph": ("graph", ("name:ID(Graph)", "layout:long", "edits:string[]", ":LABEL")),
}  # fmt: skip
"""By last label: name of the files, columns."""
_EDGE_COLUMNS = (
    ":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", "graphkit_id", "relation", "kind",
    "symmetric:boolean", "negated:boolean", "attributed_to", "cameo", "plover", "goldstein:double",
    "count:long", "first", "last", "confidences:double[]", "documents:string[]", "dates:string[]",
    "sentences:string[]", "statements:string[]", "ended:boolean", "facts:long",
)  # fmt: skip


def write_neo4j_admin(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the folder; it must not be there yet, or be empty.

    Raises:
        UsageError: `--statements`, which this format does not know.
        GraphkitError: the folder is not empty or cannot be written, or a text holds U+001F.
    """
    if options.statements:
        raise UsageError("--statements does not go with --format neo4j-admin; leave it out")
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise GraphkitError(f"{path} is there already; give the name of a new folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", dir=path.parent))
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with _Files(fresh) as files:
            _write(store, files, options)
            _finish(fresh, files)
        fresh.chmod(usual_mode(0o777))
        fresh.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return ExportReport(str(path), "neo4j-admin", files.counts["actors"], files.edges)


def _unwritable(path: Path, error: OSError) -> GraphkitError:
    return GraphkitError(
        f"{path} cannot be written: {error.strerror or error}; check that its folder may be "
        "written to and has space"
    )


class _Files:
    """The data files, each opened with its header file when first used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, TextIO] = {}
        self.counts: dict[str, int] = dict.fromkeys((name for name, _ in _NODES.values()), 0)
        self.types: list[str] = []
        self.edges = 0

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._open.values():
            file.close()

    def names(self) -> list[str]:
        """Of the files written so far."""
        return list(self._open)

    def write(self, name: str, columns: tuple[str, ...], values: Mapping[str, object]) -> None:
        """A row of a file."""
        file = self._open.get(name)
        if file is None:
            header = ",".join(columns) + "\n"
            (self._folder / f"{name}.header.csv").write_text(header, encoding="utf-8")
            file = (self._folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            self._open[name] = file
        cells = (cell(values.get(column.split(":")[0] or column)) for column in columns)
        file.write(",".join(cells) + "\n")


def _write(store: Store, files: _Files, options: ExportOptions) -> None:
    filters = options.filters
    for part in store.property_graph(keeper(store, filters)):
        labels: tuple[str, ...] | None = getattr(part, "labels", None)
        if labels is not None:
            _write_node(files, part, labels)  # type: ignore[arg-type]
        else:
            _write_edge(files, part)  # type: ignore[arg-type]


def _write_node(files: _Files, node: GraphNode, labels: tuple[str, ...]) -> None:
    name, columns = _NODES[labels[-1]]
    values: dict[str, object] = dict(node.properties)
    # Neo4j's importer takes a list for the labels of a node, joined like all lists.
    values[":LABEL"] = list(labels)
    files.write(name, columns, values)
    files.counts[name] += 1


def _write_edge(files: _Files, edge: GraphRelationship) -> None:
    values: dict[str, object] = dict(edge.properties)
    ends = {":START_ID(Actor)": edge.source, ":END_ID(Actor)": edge.target, ":TYPE": edge.type}
    if edge.type not in files.types:
        files.types.append(edge.type)
    files.write("edges", _EDGE_COLUMNS, values | ends)
    files.edges += 1


def cell(value: PropertyValue | object) -> str:
    """A value as a quoted field.

    Raises:
        GraphkitError: a text holds U+001F.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        texts = [_text(item) for item in value]
        return _quoted(DELIMITER.join(texts)) if texts else ""
    return _quoted(_text(value)) if isinstance(value, str) else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        return repr(value)
    if DELIMITER in value:
        at = value.index(DELIMITER)
        raise GraphkitError(
            f"a text holds {_DELIMITER_NAME}, which separates the entries of lists in these files: "
            f"{value[max(at - 30, 0) : at + 30]!r}; use --format cypher"
        )
    return value


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def import_arguments(folder: Path) -> list[str]:
    """What `neo4j-admin database import full` is told to load a folder into the database neo4j."""
    arguments = [
        "neo4j",
        f"--array-delimiter={_DELIMITER_NAME}",
        "--multiline-fields=true",
        "--read-buffer-size=16m",
        "--overwrite-destination=true",
    ]
    for name, _ in _NODES.values():
        if (folder / f"{name}.csv").exists():
            arguments.append(f"--nodes={folder / name}.header.csv,{folder / name}.csv")
    if (folder / "edges.csv").exists():
        arguments.append(f"--relationships={folder / 'edges'}.header.csv,{folder / 'edges'}.csv")
    return arguments


def _finish(folder: Path, files: _Files) -> None:
    """Write the schema and the README."""
    (folder / "schema.cypher").write_text(schema(files.types), encoding="utf-8")
    arguments = [text.replace(f"{folder}/", "") for text in import_arguments(folder)]
    lines = " \\\n  ".join(arguments)
    (folder / "README.txt").write_text(
        "A graph for Neo4j 5.26 or newer. The server must be stopped while the first command\n"
        "runs; it replaces the database `neo4j`. The second, with the server running again, makes\n"
        "constraints and indexes.\n\n"
        f"neo4j-admin database import full \\\n  {lines}\n\n"
        "cypher-shell --file schema.cypher\n",
        encoding="utf-8",
    )


def schema(types: list[str]) -> str:
    """The schema of a graph with these relationship types, as a Cypher script."""
    texts = [cypher_text(f"schema/{name}").rstrip() for name in _SCHEMA]
    edge = cypher_text("schema/edge").rstrip()
    texts += [
        edge.replace("`TYPE`", f"`{name}`").replace("_TYPE`", f"_{name}`") for name in sorted(types)
    ]
    return "".join(f"{text};\n" for text in texts)
