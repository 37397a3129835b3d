"""The house stays as it is drawn: who may import whom, what start-up loads, what files may hold.

The rooms and their order are those of README.md ("How it works").
"""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT, tracked

PACKAGE = ROOT / "graphkit"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 500

BASE = {"model", "errors", "gate", "controls"}
DATA = {"compiled", "yamlfile"}
MAY_IMPORT = {
    "model": set[str](),
    "errors": set[str](),
    "controls": set[str](),
    "gate": {"errors", "model"},
    "resources": {"errors"},
    "compiled": {"errors"},
    "yamlfile": {"errors", "gate"},
    "reading": BASE,
    "language": BASE | DATA,
    "ontology": BASE | DATA,
    # Extraction asks resolution which names within a document are one person; never the other way.
    "extraction": BASE | DATA | {"ontology", "language", "resolution"},
    "resolution": BASE | DATA | {"ontology", "language"},
    "evaluation": BASE | {"ontology"},
    "tabular": {"model"},
    "stores": BASE | {"ontology", "resources", "tabular"},
    "view": BASE | {"stores", "export"},
    "queries": BASE | {"ontology", "stores"},
    # Corrections rewrite what a graph holds, by what resolution knows of names.
    "corrections": BASE | DATA | {"ontology", "resolution", "stores"},
    # A page holds what stores answer with: their values, never a store itself (see TYPES_ONLY).
    "export": BASE | {"ontology", "resources", "stores", "tabular"},
}
"""Room to the rooms it may import beside itself."""

TYPES_ONLY = {"export": {"stores"}}
"""Rooms that a room may name in its types: an exporter writes any Store, and imports none."""

COMPOSERS = {"__init__", "__main__", "cli", "api", "batch", "building"}
"""Rooms that put the chain together and may import any."""

# Slow to import; `graphkit path` on the embedded graph answers in a fraction of their time.
HEAVY = frozenset(
    "babel charset_normalizer dateutil lxml markdown_it neo4j networkx numpy onnxruntime py3langid"
    " pycountry pypdf pypdfium2 resiliparse"
    " rapidfuzz selectolax spacy thinc tokenizers yaml".split()
)
LIGHT_AT_START = set(
    "cli controls errors export gate model ontology reading resources stores".split()
)


def room(path: Path) -> str:
    """The room a module stands in: its folder below the package, or its own name at the top."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def absolute(node: ast.ImportFrom, path: Path) -> str:
    """The module that a `from ... import` names, relative dots resolved."""
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*package, *(node.module or "").split(".")]).strip(".")


def imported(node: ast.AST, path: Path) -> Iterator[str]:
    """Full names that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = absolute(node, path)
        # `from graphkit import model` imports a room, so the names count too.
        yield from (f"{base}.{alias.name}" for alias in node.names)


def at_import(nodes: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run when the module is imported; not functions, not what only types need."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from at_import(node.orelse)
            continue
        yield node
        for field in ("body", "orelse", "finalbody"):
            yield from at_import(getattr(node, field, []))
        for handler in getattr(node, "handlers", []):
            yield from at_import(handler.body)


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_rooms_import_only_inner_rooms(path: Path) -> None:
    here = room(path)
    if here in COMPOSERS:
        return
    assert here in MAY_IMPORT, f"a new room, {here}: say in MAY_IMPORT what it may import"
    allowed = MAY_IMPORT[here] | {here}
    everything = set(ast.walk(tree(path)))
    for_types = {
        inner
        for node in everything
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    assert rooms_of(everything - for_types, path) <= allowed
    assert rooms_of(for_types, path) <= allowed | TYPES_ONLY.get(here, set())


def rooms_of(nodes: set[ast.AST], path: Path) -> set[str]:
    """The rooms that statements import from."""
    return {
        name.split(".")[1]
        for node in nodes
        for name in imported(node, path)
        if name.startswith("graphkit.")
    }


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_every_command_prints_through_one_function(path: Path) -> None:
    """`say` and `emit` show controls as escapes; click's echo lets them steer a terminal."""
    if room(path) != "cli" or path.name == "output.py":
        return
    calls = [ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert not {"click.echo", "click.secho", "print", "json.dumps"} & set(calls)


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_nothing_slow_is_imported_at_start_up(path: Path) -> None:
    if room(path) not in LIGHT_AT_START | COMPOSERS:
        return
    loaded = {
        name.split(".")[0] for node in at_import(tree(path).body) for name in imported(node, path)
    }
    assert not loaded & HEAVY


def test_the_command_line_starts_without_anything_slow() -> None:
    """As above, but for real: whatever the imports of imports bring in."""
    pytest.importorskip("graphkit.cli.main", reason="no command line yet")
    code = "import sys, graphkit, graphkit.cli.main; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in run.stdout.split()} & HEAVY


def declared() -> set[str]:
    """Names of the distributions that pyproject.toml asks for, its extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {plain(re.split(r"[<>=!~;\[ ]", line)[0]) for line in requirements(project)}


def requirements(project: dict[str, Any]) -> list[str]:
    extras = project.get("optional-dependencies", {}).values()
    return [*project["dependencies"], *(line for extra in extras for line in extra)]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_is_a_declared_dependency() -> None:
    """Else the package works here, where the tests' own tools are installed, and nowhere else."""
    homes = packages_distributions()
    missing = {}
    for path in MODULES:
        for node in ast.walk(tree(path)):
            for name in imported(node, path):
                top = name.split(".")[0]
                if top in sys.stdlib_module_names or top in ("graphkit", "__future__"):
                    continue
                if not {plain(home) for home in homes.get(top, [top])} & declared():
                    missing[top] = str(path.relative_to(ROOT))
    assert not missing


@pytest.mark.parametrize("lock", ["runtime", "dev"])
def test_every_dependency_is_locked_with_hashes(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    locked = {plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = requirements(project) if lock == "dev" else project["dependencies"]
    assert {plain(re.split(r"[<>=!~;\[ ]", line)[0]) for line in asked} <= locked, "run `make lock`"
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


def test_no_module_has_grown_into_two_rooms() -> None:
    long = {
        str(path): lines
        for path in tracked()
        if path.suffix == ".py"
        and (lines := len((ROOT / path).read_text("utf-8").splitlines())) > MAX_LINES
    }
    assert not long


EXTRACTION = PACKAGE / "extraction"
FLOORS = (
    "values trace lexicon syntax time mentions coreference factuality predicates learned "
    "pipeline".split()
)
"""Rooms and modules of extraction from the ground up: each may import those before it."""
FLOOR_MODULES = sorted(EXTRACTION.rglob("*.py"))
MOST_LINES = 300


def extraction_module(name: str) -> str | None:
    """The floor of a full name inside extraction, None for any other."""
    parts = name.split(".")
    inside = parts[:2] == ["graphkit", "extraction"] and len(parts) > 2
    return parts[2] if inside and parts[2] in FLOORS else None


@pytest.mark.parametrize("path", FLOOR_MODULES, ids=names(FLOOR_MODULES))
def test_extraction_never_looks_up_a_floor(path: Path) -> None:
    """Mentions know nothing of predicates, in types as little as at run time."""
    here = path.relative_to(EXTRACTION).with_suffix("").parts[0]
    if here == "__init__":
        return
    assert here in FLOORS, f"a new room of extraction, {here}: say in FLOORS where it stands"
    above = {
        name
        for node in ast.walk(tree(path))
        for name in imported(node, path)
        if (floor := extraction_module(name)) and FLOORS.index(floor) > FLOORS.index(here)
    }
    assert not above


def test_no_modules_import_each_other() -> None:
    """Not in a circle of any length, nor inside functions, nor for types."""
    known = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in MODULES
    }
    graph = {
        name: {
            target
            for node in ast.walk(tree(path))
            for full in imported(node, path)
            if (target := full if full in known else full.rpartition(".")[0]) in known
            and target != name
        }
        for name, path in known.items()
    }
    for name, reached in graph.items():
        assert name not in _reached(graph, reached), f"{name} is imported by what it imports"


def _reached(graph: dict[str, set[str]], start: set[str]) -> set[str]:
    """All modules that these import, and theirs."""
    found: set[str] = set()
    left = list(start)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(graph[name])
    return found


def test_extraction_knows_no_relation_by_name() -> None:
    """A new relation gets the same treatment: by its flags in YAML, not by its name in a module."""
    from graphkit.ontology import load_relations
    from graphkit.ontology.codes import PLOVER_TYPES

    known = {*load_relations().names, *PLOVER_TYPES}
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value}"
        for path in FLOOR_MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value in known
    }
    assert not found


def test_no_module_of_extraction_is_too_long_to_read() -> None:
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in EXTRACTION.rglob("*.py")
    }
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


# Written in parts so that this file does not find itself.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("repo1", "maven", "org"),
        ("repo", "maven", "apache", "org"),
        ("registry", "npmjs", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
]
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|opt/wheels|home/\w+|Users/\w+)/")


def test_no_file_names_a_registry_or_somebodys_machine() -> None:
    found = []
    for path in tracked():
        data = (ROOT / path).read_bytes()
        if b"\0" in data:
            continue
        text = data.decode("utf-8")
        found += [f"{path}: {host}" for host in REGISTRIES if host in text]
        found += [f"{path}: {match[0]}" for match in MACHINE.finditer(text)]
    assert not found


def test_the_seed_article_is_unchanged() -> None:
    """Offsets and ids of everything the demo shows depend on each of its bytes."""
    (seed,) = (ROOT / "seeds").iterdir()
    digest = hashlib.sha256(seed.read_bytes()).hexdigest()
    assert digest == "f1c1a7eb4f99e350ee850ee32458cd62f86e8509704a0d71aab8d1d541e205ee"
