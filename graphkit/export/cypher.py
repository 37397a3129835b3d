"""A Cypher script that cypher-shell runs: the graph as text, for any Neo4j.

Every outside text is a string literal; types and labels come from `Store.property_graph`, which
makes them of plain letters. Running the script twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import UsageError
from graphkit.export.files import replacing
from graphkit.export.neo4j_admin import schema
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import keeper

if TYPE_CHECKING:
    from graphkit.stores.contract import Store
    from graphkit.stores.values import GraphNode, GraphRelationship

_ROWS = 200
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_cypher(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the script.

    Raises:
        UsageError: `--statements`, which this format does not know.
    """
    if options.statements:
        raise UsageError("--statements does not go with --format cypher; leave it out")
    filters = options.filters
    actors = edges = 0
    known: set[str] = set()
    with replacing(path) as file:
        file.write("// A graph for Neo4j 5.26 or newer: cypher-shell --file THIS\n")
        file.write(schema([]))
        parts = store.property_graph(keeper(store, filters))
        for kind, rows in _grouped(parts):
            if kind.startswith("("):
                file.write(_nodes(kind, rows))
                actors += len(rows) if ":GraphkitActor" in kind else 0
                continue
            if kind not in known:
                known.add(kind)
                file.write(schema([kind]).removeprefix(schema([])))
            file.write(_edges(kind, rows))
            edges += len(rows)
    return ExportReport(str(path), "cypher", actors, edges)


def _grouped(
    parts: Iterable[GraphNode | GraphRelationship],
) -> Iterator[tuple[str, list[Mapping[str, object]]]]:
    """Rows of one pattern or relationship type together, at most `_ROWS` of them."""
    waiting: dict[str, list[Mapping[str, object]]] = {}
    nodes = True
    for part in parts:
        if nodes and not hasattr(part, "labels"):
            # Relationships need every node before them.
            yield from waiting.items()
            waiting, nodes = {}, False
        kind, row = _row(part)
        rows = waiting.setdefault(kind, [])
        rows.append(row)
        if len(rows) == _ROWS:
            yield kind, waiting.pop(kind)
    yield from waiting.items()


def _row(part: GraphNode | GraphRelationship) -> tuple[str, Mapping[str, object]]:
    labels: tuple[str, ...] | None = getattr(part, "labels", None)
    if labels is not None:
        key: str = part.key  # type: ignore[union-attr]
        rest = "".join(f":{label}" for label in labels[:-1])
        return f"(n:{labels[-1]} {{{key}: row.{key}}})|{rest}", part.properties
    return part.type, {  # type: ignore[union-attr]
        "source": part.source,  # type: ignore[union-attr]
        "target": part.target,  # type: ignore[union-attr]
        "properties": part.properties,
    }


def _nodes(kind: str, rows: list[Mapping[str, object]]) -> str:
    pattern, labels = kind.split("|")
    more = f"n{labels}, " if labels else ""
    return f"UNWIND {literal(rows)} AS row\nMERGE {pattern}\nSET {more}n += row;\n"


def _edges(kind: str, rows: list[Mapping[str, object]]) -> str:
    return (
        f"UNWIND {literal(rows)} AS row\n"
        "MATCH (a:GraphkitActor {id: row.source})\nMATCH (b:GraphkitActor {id: row.target})\n"
        f"MERGE (a)-[r:`{kind}` {{graphkit_id: row.properties.graphkit_id}}]->(b)\n"
        "SET r += row.properties;\n"
    )


def literal(value: object) -> str:
    """A value as Cypher 5 and Cypher 25 read it alike.

    Raises:
        TypeError: a value that no property may have.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, Mapping):
        pairs = (f"{key}: {literal(item)}" for key, item in value.items() if item is not None)
        return "{" + ", ".join(pairs) + "}"
    raise TypeError(f"no Cypher literal for {type(value).__name__}")


def _string(text: str) -> str:
    r"""A string literal.

    Cypher 5 replaces `\uXXXX` before it reads anything else, even behind a backslash that is itself
    escaped: "\u0027" in a text would end the literal. So a literal is cut between a backslash and a
    "u" ('\\' + 'u0027'), and no outside text ever makes such a sequence.
    """
    out: list[str] = []
    before = ""
    for char in text:
        if before == "\\" and char == "u":
            out.append("' + 'u")
        elif char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char < " " or char in "\x7f\x85\u2028\u2029":
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(char)
        before = char
    joined = "".join(out)
    return f"('{joined}')" if "' + '" in joined else f"'{joined}'"
