"""No pattern takes the square of a text: one line of a stranger could hold a batch for hours."""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import graphkit
from tests.growth import grows_too_fast

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from re import _parser as parser  # type: ignore[attr-defined]  # how Python reads a pattern

AT_ONCE = 4_000
"""Characters of the first try: the square of it takes ten times `QUICK_S`."""
QUICK_S = 0.01
MOST_PIECES = 40
LEFT_OUT = ("graphkit.__main__", "graphkit.ontology.build_countries")

SAMPLES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": "-",
}


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Every pattern that a module of the package holds, in a name of its own or inside a value."""
    found: dict[str | bytes, tuple[str, re.Pattern[str] | re.Pattern[bytes]]] = {}
    for module in pkgutil.walk_packages(graphkit.__path__, "graphkit."):
        if module.name in LEFT_OUT:
            continue
        held = vars(importlib.import_module(module.name))
        for name, value in list(held.items()):
            for at, pattern in enumerate(inside(value, 3)):
                found.setdefault(pattern.pattern, (f"{module.name}.{name}.{at}", pattern))
    return dict(sorted(found.values(), key=lambda item: item[0]))


def inside(value: object, depth: int) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for item in value.values():
            yield from inside(item, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for item in itertools.islice(value, 200):
            yield from inside(item, depth - 1)


def characters(parsed: Any) -> Iterator[str]:
    """Characters that a pattern looks at, in its order."""
    for op, value in parsed:
        name = str(op)
        if name in ("LITERAL", "NOT_LITERAL"):
            yield chr(value)
        elif name == "RANGE":
            yield chr(value[0])
        elif name == "CATEGORY":
            yield SAMPLES.get(str(value), "a")
        elif name == "ANY":
            yield "a"
        elif isinstance(value, Iterable) and not isinstance(value, str):
            yield from characters(flat(value))


def flat(value: Any) -> Iterator[Any]:
    """The operations in a value of any shape."""
    if isinstance(value, tuple) and len(value) == 2 and str(value[0]).isupper():
        yield value
        return
    for item in value:
        if isinstance(item, Iterable) and not isinstance(item, str):
            yield from flat(item)


def pieces(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[str]:
    """What to repeat: single characters, pairs, and the first ones together."""
    parsed = parser.parse(
        pattern.pattern, pattern.flags & ~re.UNICODE | (pattern.flags & re.UNICODE)
    )
    known = list(dict.fromkeys([*characters(parsed), " ", "a", "."]))[:12]
    if isinstance(pattern.pattern, bytes):
        known = [c for c in known if ord(c) < 128]
    pairs = ["".join(pair) for pair in itertools.permutations(known[:7], 2)]
    return [*known, *pairs, "".join(known[:4])][:MOST_PIECES]


def uses() -> dict[str, set[str]]:
    """By the name of a pattern: the methods that the package calls on it."""
    found: dict[str, set[str]] = {}
    for path in Path(graphkit.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
            if isinstance(node, ast.For) and isinstance(node.iter, ast.Name):
                # `for pattern in PATTERNS: pattern.match(...)`
                called = {
                    inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)
                }
                found.setdefault(node.iter.id, set()).update(called)
    return found


PATTERNS = patterns()
USES = uses()


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 40
    assert any("reading.markup" in name for name in PATTERNS)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_takes_the_square(name: str) -> None:
    pattern = PATTERNS[name]
    methods = USES.get(name.split(".")[-2], set()) & {"match", "fullmatch", "search", "finditer"}
    anchored = methods and not methods & {"search", "finditer"}
    for piece in pieces(pattern):

        def make(n: int, piece: str = piece) -> str:
            return piece * (n // len(piece)) + "\0"

        def run(text: str) -> None:
            given = text.encode() if isinstance(pattern.pattern, bytes) else text
            if "match" in methods:
                pattern.match(given)  # type: ignore[arg-type]
            if "fullmatch" in methods:
                pattern.fullmatch(given)  # type: ignore[arg-type]
            if not anchored:
                for _ in pattern.finditer(given):  # type: ignore[arg-type]
                    pass

        began = time.process_time()
        run(make(AT_ONCE))
        if time.process_time() - began > QUICK_S:
            assert not grows_too_fast(make, run, AT_ONCE), repr(piece)
