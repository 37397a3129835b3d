"""What each rule of extraction changes, switched off in turn: `python -m benchmarks.rules`.

A rule is a branch, a condition, a statement or a private function of `graphkit.extraction` that
quotes an example in a comment or docstring of its own. Each is switched off in the running program
(a branch is not taken, a condition holds, a statement is left out, a function finds nothing), and
the texts of `benchmarks.readings` are read again. A rule that changes fewer than two sentences is
not worth its lines.

With `--tests` the tables of tests/extraction are asked too: a rule that no test notices is named.
Prints a Markdown table, those that change least first.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import io
import pickle
import re
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from benchmarks.readings import HOME, PUBLISHED, SETS, texts
from graphkit.extraction import Extractor
from graphkit.language import sections
from graphkit.language.parsed import Parsed
from graphkit.model import Document, Statement

EXTRACTION = HOME / "graphkit" / "extraction"
_EXAMPLE = re.compile(r'"[^"]*[a-z][^"]*"')
#: What a function that finds nothing returns, by its annotation.
_NOTHING: dict[str, ast.expr] = {
    "bool": ast.Constant(False),
    "str": ast.Constant(""),
    "None": ast.Constant(None),
    "list": ast.List([], ast.Load()),
    "tuple": ast.Tuple([], ast.Load()),
    "Iterator": ast.Tuple([], ast.Load()),
    "set": ast.Call(ast.Name("set", ast.Load()), [], []),
}


@dataclass(slots=True)
class Rule:
    """A rule, where it stands, and how it is switched off.

    Attributes:
        module: full name of its module. function: qualified name. line: where it begins.
        kind: "branch", "condition", "statement", "choice", "loop" or "function".
        example: its words.
        number: its place among the rules of all modules.
        texts: texts in which it does something.
        changed: sentences that are told otherwise without it.
        needed: without it reading fails.
        noticed: whether a table of the tests notices.
    """

    module: str
    function: str
    line: int
    kind: str
    example: str
    number: int
    texts: set[str] = field(default_factory=set)
    changed: set[tuple[str, int]] = field(default_factory=set)
    needed: bool = False
    noticed: bool = False

    @property
    def count(self) -> float:
        """Sentences changed; without end where nothing can be read."""
        return float("inf") if self.needed else len(self.changed)


class Finder(ast.NodeVisitor):
    """Finds the rules of a module, in the order in which they stand."""

    def __init__(self, module: str, source: str, first: int) -> None:
        self.module, self.first = module, first
        self.comments = _comments(source)
        self.lines = source.splitlines()
        self.rules: list[tuple[Rule, ast.AST]] = []
        self._path: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Rules stand in methods too."""
        self._path.append(node.name)
        self.generic_visit(node)
        self._path.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """A function, and the rules inside it."""
        if len(self._path) and self._path[-1].startswith("<"):
            return
        self._path.append(node.name)
        doc = ast.get_docstring(node) or ""
        private = node.name.startswith("_") and not node.name.startswith("__")
        if private and _EXAMPLE.search(doc) and _nothing(node) is not None:
            self._add("function", node, doc)
        for statement in node.body:
            self.visit(statement)
        self._path.pop()

    def generic_visit(self, node: ast.AST) -> None:
        """Any other node: is it a rule itself?"""
        if self._path and isinstance(node, ast.If | ast.For):
            first = node.body[0]
            header = self._beside(node.lineno, first.lineno - 1) or self._above(node)
            inside = self._beside(first.lineno, first.end_lineno or 0)
            plain = not isinstance(first, ast.If | ast.For | ast.With | ast.Try)
            text = header or (inside if plain else "")
            if text:
                self._add("branch" if isinstance(node, ast.If) else "loop", node, text)
        elif self._path and isinstance(node, ast.AugAssign | ast.Expr):
            text = self._above(node) or self._beside(node.lineno, node.end_lineno or 0)
            if text and not isinstance(getattr(node, "value", None), ast.Constant | ast.Yield):
                self._add("statement", node, text)
        elif self._path and isinstance(node, ast.Assign | ast.Return):
            text = self._above(node) or self._beside(node.lineno, node.end_lineno or 0)
            if text and isinstance(node.value, ast.IfExp):
                self._add("choice", node.value, text)
        elif self._path and isinstance(node, ast.BoolOp):
            for value in node.values[1:]:
                if text := self._alone(value):
                    self._add("condition", value, text)
        super().generic_visit(node)

    def _add(self, kind: str, node: ast.AST, text: str) -> None:
        found = _EXAMPLE.search(text)
        example = found.group() if found else text
        number = self.first + len(self.rules)
        name = ".".join(self._path)
        line = getattr(node, "lineno", 0)
        self.rules.append((Rule(self.module, name, line, kind, example, number), node))

    def _beside(self, first: int, last: int) -> str:
        """An example in the comments of these lines."""
        found = " ".join(self.comments[n] for n in range(first, last + 1) if n in self.comments)
        return found if _EXAMPLE.search(found) else ""

    def _above(self, node: ast.AST) -> str:
        """An example in the comment lines directly above a statement, but not above a block's
        first one, which speaks of the block.
        """
        line = getattr(node, "lineno", 0) - 1
        found: list[str] = []
        while line in self.comments and self.lines[line - 1].lstrip().startswith("#"):
            found.insert(0, self.comments[line])
            line -= 1
        text = " ".join(found)
        return text if _EXAMPLE.search(text) and not self.lines[line - 1].endswith(":") else ""

    def _alone(self, value: ast.expr) -> str:
        """An example that speaks of one operand, on lines of its own."""
        line = value.lineno - 1
        if not self.lines[line - 1].lstrip().startswith("#"):
            return ""
        found = self.comments.get(line, "")
        return found if _EXAMPLE.search(found) else ""


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _nothing(node: ast.FunctionDef) -> ast.expr | None:
    """What a function returns that finds nothing, or None where that is not known."""
    if node.returns is None:
        return None
    name = ast.unparse(node.returns)
    if name.startswith("tuple[") and not name.endswith("...]"):
        return None  # of several values none stands for all
    if name.endswith("| None") or name == "None":
        return _NOTHING["None"]
    return _NOTHING.get(re.split(r"[\[ ]", name)[0])


class Switch(ast.NodeTransformer):
    """Rewrites a module: every rule tells when it does something, or one rule is off.

    Args:
        numbers: rules by node.
        off: the rule that is switched off, or None to have all of them counted.
    """

    def __init__(self, numbers: dict[ast.AST, Rule], off: int | None) -> None:
        self.numbers, self.off = numbers, off

    def visit(self, node: ast.AST) -> Any:
        """Rewrite a node that is a rule, and what is inside any."""
        rule = self.numbers.get(node)
        if isinstance(node, ast.BoolOp):
            return self._operands(node)
        super().generic_visit(node)
        if rule is None or (self.off is not None and rule.number != self.off):
            return node
        return self._off(node) if self.off is not None else self._counted(node, rule.number)

    def _operands(self, node: ast.BoolOp) -> ast.expr:
        """A condition's operands, without the one that is off."""
        kept: list[ast.expr] = []
        for value in node.values:
            rule = self.numbers.get(value)
            fresh: Any
            if isinstance(value, ast.BoolOp):
                fresh = self._operands(value)
            else:
                fresh = self.visit(value) if rule is None else self.generic_visit(value)
            if rule is not None and self.off is None:
                fresh = _counted(fresh, rule.number, isinstance(node.op, ast.Or))
            if rule is None or rule.number != self.off:
                kept.append(fresh)
            elif isinstance(node.op, ast.And):
                # Still asked, for what it names on the way: `(found := ...)`.
                kept.append(ast.BoolOp(ast.Or(), [fresh, ast.Constant(True)]))
        node.values = kept
        return node if len(kept) > 1 else kept[0]

    def _off(self, node: Any) -> Any:
        if isinstance(node, ast.If):
            node.test = ast.BoolOp(ast.And(), [node.test, ast.Constant(False)])
        elif isinstance(node, ast.For):
            node.iter = ast.Tuple([], ast.Load())
        elif isinstance(node, ast.IfExp):
            return node.orelse
        elif isinstance(node, ast.FunctionDef):
            found = _nothing(node)
            generator = any(
                isinstance(inner, ast.Yield | ast.YieldFrom) for inner in ast.walk(node)
            )
            node.body.insert(0, ast.Return(None if generator else found))
        else:
            return ast.Pass()
        return node

    def _counted(self, node: Any, number: int) -> Any:
        if isinstance(node, ast.If | ast.IfExp):
            node.test = _counted(node.test, number, True)
        elif isinstance(node, ast.For):
            node.iter = _counted(node.iter, number, True)
        elif isinstance(node, ast.FunctionDef):
            node.body.insert(0, ast.Expr(_counted(ast.Constant(True), number, True)))
        else:
            return [ast.Expr(_counted(ast.Constant(True), number, True)), node]
        return node


def _counted(value: ast.expr, number: int, when: bool) -> ast.expr:
    """A value that tells when it is as `when` says: then the rule does something."""
    name = ast.Name("__rule__", ast.Load())
    return ast.Call(name, [ast.Constant(number), ast.Constant(when), value], [])


class Module:
    """A module of extraction whose functions can be given other code while the program runs."""

    def __init__(self, path: Path, first: int) -> None:
        self.path = path
        self.source = path.read_text("utf-8")
        parts = path.relative_to(HOME).with_suffix("").parts
        self.name = ".".join(parts)
        self.module = importlib.import_module(self.name)
        self.rules = [rule for rule, _ in self._found(first)[1]]
        self._first = first
        self._own: list[tuple[FunctionType, CodeType]] = []

    def _found(self, first: int) -> tuple[ast.Module, list[tuple[Rule, ast.AST]]]:
        tree = ast.parse(self.source)
        finder = Finder(self.name, self.source, first)
        finder.visit(tree)
        return tree, finder.rules

    def switch(self, off: int | None, count: Callable[[int, bool, Any], Any] | None = None) -> None:
        """Give the module's functions the code with one rule off, or with all of them counted."""
        tree, found = self._found(self._first)
        tree = Switch({node: rule for rule, node in found}, off).visit(tree)
        ast.fix_missing_locations(tree)
        if count is not None:
            vars(self.module)["__rule__"] = count
        fresh = compile(tree, str(self.path), "exec", dont_inherit=True)
        self._swap(fresh, self.module)

    def _swap(self, fresh: CodeType, home: Any) -> None:
        for code in fresh.co_consts:
            if not isinstance(code, CodeType):
                continue
            own = vars(home).get(code.co_name)
            own = getattr(own, "__wrapped__", own)
            if isinstance(own, FunctionType):
                self._own.append((own, own.__code__))
                own.__code__ = code
            elif isinstance(own, type):
                self._swap(code, own)

    def restore(self) -> None:
        """Give all functions their own code back."""
        for function, code in reversed(self._own):
            function.__code__ = code
        self._own.clear()


def line_of(statement: Statement) -> str:
    """All of a statement that a reader sees."""
    claimant = statement.attributed_to.id if statement.attributed_to else ""
    parts = (statement.source.id, statement.negated, statement.ended, statement.relation,
             statement.target.id, statement.modality, claimant, statement.date, statement.cameo,
             statement.source_start, statement.target_start)  # fmt: skip
    return " ".join(map(str, parts))


class Reader:
    """Reads texts that are parsed once."""

    def __init__(self, shared: Path, sets: tuple[str, ...], kept: Path | None) -> None:
        self.extractor = Extractor()
        self.parsed: dict[str, tuple[Document, list[Parsed]]] = {}
        known: dict[str, list[Parsed]] = {}
        if kept is not None and kept.exists():
            known = pickle.loads(kept.read_bytes())  # noqa: S301 - our own, of a run before
        for text in texts(sets, shared):
            document = Document(text.id, text.text, date=PUBLISHED)
            if text.text not in known:
                known[text.text] = list(sections(text.text))
            self.parsed[text.id] = document, known[text.text]
        if kept is not None:
            kept.write_bytes(pickle.dumps(known))

    def told(self, name: str) -> dict[int, frozenset[str]]:
        """What each sentence of a text tells, by the sentence's offset."""
        document, parts = self.parsed[name]
        found: dict[int, set[str]] = {}
        for one in self.extractor.extract_parsed(document, iter(parts)):
            found.setdefault(one.sentence_start, set()).add(line_of(one))
        return {start: frozenset(lines) for start, lines in found.items()}


def judge(modules: list[Module], reader: Reader) -> list[Rule]:
    """Switch each rule off in turn, and note what changes."""
    rules = {rule.number: rule for module in modules for rule in module.rules}
    current = ""

    def count(number: int, when: bool, value: Any) -> Any:
        if bool(value) is when:
            rules[number].texts.add(current)
        return value

    for module in modules:
        module.switch(None, count)
    before = {}
    for current in reader.parsed:
        before[current] = reader.told(current)
    for module in modules:
        module.restore()
    for module in modules:
        for rule in module.rules:
            module.switch(rule.number)
            for name in sorted(rule.texts):
                try:
                    after = reader.told(name)
                except Exception:  # noqa: BLE001 - what the others rely on cannot go
                    rule.needed = True
                    break
                for start in before[name].keys() | after.keys():
                    if before[name].get(start) != after.get(start):
                        rule.changed.add((name, start))
            module.restore()
    return list(rules.values())


def notice(modules: list[Module]) -> None:
    """Note which rules a table of the tests notices."""
    from tests.extraction.tables import noticing

    failing = noticing()
    for module in modules:
        for rule in module.rules:
            module.switch(rule.number)
            rule.noticed = failing()
            module.restore()


def modules_of(folder: Path) -> Iterator[Module]:
    """The modules of extraction, their rules numbered through."""
    first = 0
    for path in sorted(folder.rglob("*.py")):
        if path.name != "__init__.py":
            module = Module(path, first)
            first += len(module.rules)
            yield module


def main() -> None:
    """Judge all rules and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HOME / ".." / "shared")
    parser.add_argument("--sets", default=",".join(SETS), help="of " + ", ".join(SETS))
    parser.add_argument("--parses", type=Path, help="keep the parses in this file between runs")
    parser.add_argument("--tests", action="store_true", help="ask the tests' tables too")
    parser.add_argument("--under", type=int, help="only rules that change fewer sentences")
    given = parser.parse_args()
    modules = list(modules_of(EXTRACTION))
    reader = Reader(given.shared, tuple(given.sets.split(",")), given.parses)
    rules = judge(modules, reader)
    if given.tests:
        notice(modules)
    few = sum(rule.count < 2 for rule in rules)
    print(
        f"{len(rules)} rules, {few} change fewer than two sentences of {len(reader.parsed)} texts\n"
    )
    print("| changed | kind | where | example |" + (" tested |" if given.tests else ""))
    print("|---:|---|---|---|" + ("---|" if given.tests else ""))
    for rule in sorted(rules, key=lambda one: (one.count, one.number)):
        if given.under is not None and rule.count >= given.under:
            continue
        where = f"{rule.module.removeprefix('graphkit.extraction.')}:{rule.line} {rule.function}"
        count = "all" if rule.needed else len(rule.changed)
        row = f"| {count} | {rule.kind} | {where} | {rule.example} |"
        print(row + (f" {'yes' if rule.noticed else 'no'} |" if given.tests else ""))


if __name__ == "__main__":
    main()
