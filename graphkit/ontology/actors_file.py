"""Reads actor files, the built-in and the user's, into an `ActorBook`.

A user's file is CSV with the header `name,aliases,kind,country` (aliases separated by ";" or "|"),
or YAML: a list of mappings
with the same keys, aliases being a list. Only the name is required; kind is "organization" unless
said.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from graphkit import compiled, model, yamlfile
from graphkit.errors import OntologyError
from graphkit.model import ACTOR_KINDS
from graphkit.ontology import actors
from graphkit.ontology.actors import (
    ActorBook,
    ActorEntry,
    NounClass,
    fold,
    slugify,
    strip_name,
    undot,
)
from graphkit.yamlfile import Item, nearest, read_bounded, read_yaml

HERE = Path(__file__).parent
USER_KEYS = ("name", "aliases", "kind", "country")
GROUP_FILES = ("organizations.yaml", "governments.yaml", "armed_groups.yaml")
#: All that the built-in actors depend on.
SOURCES: tuple[Path | ModuleType, ...] = (
    *(HERE / name for name in ("countries.json", *GROUP_FILES, "places.yaml", "nouns.yaml")),
    Path(__file__),
    actors,
    model,
    yamlfile,
)
ROLE_RELATIONS = ("leads", "represents", "member-of")


@dataclass(slots=True)
class BookBuilder:
    """Collects actors, then builds the book. What comes later wins a name; built-in names are
    first come, first served.
    """

    entries: dict[str, ActorEntry] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    demonyms: dict[str, str] = field(default_factory=dict)
    peoples: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    metonyms: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, list[NounClass]] = field(default_factory=dict)
    deeds: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    codes: dict[str, str] = field(default_factory=dict)

    def add(self, entry: ActorEntry, *, win: bool = False) -> str:
        """Take an actor in under all its names.

        Args:
            entry: the actor.
            win: whether its names are taken from whoever has them.

        Returns:
            Its id.
        """
        if entry.id not in self.entries or win:
            self.entries[entry.id] = entry
        for name in (entry.name, *entry.aliases):
            plain = strip_name(name)
            bare = undot(plain)
            if bare.isupper() and len(bare) <= 5 and " " not in bare:
                table, key = self.exact, bare
            else:
                table, key = self.folded, fold(plain)
            if win or key not in table:
                table[key] = entry.id
                if win and table is self.folded:
                    self.exact.pop(bare, None)
        return entry.id

    def add_builtin(self, folder: Path) -> None:
        """Take in the files that come with graphkit."""
        self._countries(folder / "countries.json")
        for name in GROUP_FILES:
            self._groups(read_yaml(folder / name, name))
        self._places(read_yaml(folder / "places.yaml", "places.yaml"))
        self._nouns(read_yaml(folder / "nouns.yaml", "nouns.yaml"))

    def _countries(self, path: Path) -> None:
        table = json.loads(path.read_text(encoding="utf-8"))
        countries: dict[str, dict[str, Any]] = table["countries"]
        for code, data in countries.items():
            former = bool(data.get("former"))
            entry = ActorEntry(
                slugify(data["name"]), data["name"], "country", code, tuple(data["aliases"]), former
            )
            self.codes[code] = self.add(entry)
        # Former countries come last, so that a word both have ("German") is today's.
        for code, data in sorted(countries.items(), key=lambda pair: bool(pair[1].get("former"))):
            for word in data["demonyms"]:
                self.demonyms.setdefault(word, code)
            for word in data["capitals"]:
                self.metonyms.setdefault(fold(word), self.codes[code])
        for key in ("regions", "cities"):
            for code, names in table[key].items():
                self.places.update((fold(name), code) for name in names)

    def _groups(self, root: Item) -> None:
        keys = root.mapping(("groups", "metonyms"))
        for group in keys["groups"].sequence():
            head = group.mapping(("kind", "country", "actors"))
            kind = _kind(head["kind"])
            country = self._country(head["country"]) if "country" in head else None
            for name, aliases in head["actors"].mapping(what="actor").items():
                self.add(ActorEntry(slugify(name), name, kind, country, aliases.words()))
        for word, item in (keys["metonyms"].mapping() if "metonyms" in keys else {}).items():
            target = self.codes.get(item.word()) or self.folded.get(fold(item.word()))
            if target is None:
                item.fail(f"unknown country code or actor {item.word()!r}.")
            self.metonyms[fold(word)] = target

    def _places(self, root: Item) -> None:
        keys = root.mapping(("places", "peoples"))
        for item in keys["places"].sequence():
            head = item.mapping(("name", "aliases", "country", "demonyms"))
            name = head["name"].word()
            country = self._country(head["country"]) if "country" in head else None
            aliases = head["aliases"].words() if "aliases" in head else ()
            found = self.add(ActorEntry(slugify(name), name, "place", country, aliases))
            for word in head["demonyms"].words() if "demonyms" in head else ():
                self.demonyms.setdefault(word, country or found)
            if country is not None:
                self.places.update((fold(alias), country) for alias in (name, *aliases))
        for item in keys["peoples"].sequence():
            head = item.mapping(("name", "words", "country"))
            country = self._country(head["country"]) if "country" in head else None
            for word in head["words"].words():
                self.peoples[word] = (head["name"].word(), country)

    def _nouns(self, root: Item) -> None:
        keys = root.mapping(("nouns", "deeds", "ordinary"))
        for item in keys["nouns"].sequence():
            head = item.mapping(("kind", "relation", "words"))
            relation = None
            if "relation" in head:
                relation = head["relation"].word()
                if relation not in ROLE_RELATIONS:
                    head["relation"].fail(f"relation {relation!r} is none of {ROLE_RELATIONS}.")
            noun = NounClass(_kind(head["kind"]), relation)
            for word in head["words"].words():
                classes = self.nouns.setdefault(word, [])
                if noun not in classes:
                    classes.append(noun)
        self.deeds = frozenset(keys["deeds"].words())
        self.ordinary = frozenset(fold(word) for word in keys["ordinary"].words())

    def _country(self, item: Item) -> str:
        word = item.word()
        if word in self.codes:
            return word
        found = self.folded.get(fold(strip_name(word))) or self.exact.get(undot(word))
        country = self.entries[found].country if found is not None else None
        if country is None:
            hint = nearest(fold(word), self.folded) or " Write a name or an ISO 3166 alpha-3 code."
            item.fail(f"unknown country {word!r}.{hint}")
        return country

    def add_user(self, path: Path) -> None:
        """Take in a user's file; its actors win over the built-in ones.

        Raises:
            OntologyError: the file is broken; the message names file and line.
        """
        if path.suffix.lower() == ".csv":
            rows = _csv_rows(path)
        elif path.suffix.lower() in (".yaml", ".yml"):
            rows = _yaml_rows(path)
        else:
            raise OntologyError(
                f"{path}, line 1: actors come as .csv or .yaml, not {path.suffix or 'this'!r}."
            )
        for row in rows:
            self._user_row(row)

    def _user_row(self, row: dict[str, Item]) -> None:
        name = row["name"].word()
        kind = _kind(row["kind"]) if _filled(row, "kind") else None
        country = self._country(row["country"]) if _filled(row, "country") else None
        aliases = row["aliases"].words() if "aliases" in row else ()
        known = self.folded.get(fold(strip_name(name))) or self.exact.get(undot(strip_name(name)))
        old = self.entries[known] if known is not None else None
        self.add(
            ActorEntry(
                old.id if old else slugify(name),
                name,
                kind or (old.kind if old else "organization"),
                country or (old.country if old else None),
                tuple(dict.fromkeys((*(old.aliases if old else ()), *aliases))),
                old.former if old else False,
            ),
            win=True,
        )

    def build(self) -> ActorBook:
        """The book of all that was taken in."""
        return ActorBook(
            entries=self.entries,
            exact=self.exact,
            folded=self.folded,
            demonyms=self.demonyms,
            peoples=self.peoples,
            metonyms=self.metonyms,
            places=self.places,
            nouns={word: tuple(classes) for word, classes in self.nouns.items()},
            deeds=self.deeds,
            ordinary=self.ordinary,
            codes=self.codes,
        )


def _filled(row: dict[str, Item], key: str) -> bool:
    return key in row and row[key].kind != "nothing" and bool(row[key].text().strip())


def _kind(item: Item) -> str:
    kind = item.word().lower()
    if kind not in ACTOR_KINDS:
        item.fail(f"unknown kind {kind!r}.{nearest(kind, ACTOR_KINDS)} Known: {ACTOR_KINDS}.")
    return kind


def _yaml_rows(path: Path) -> list[dict[str, Item]]:
    root = read_yaml(path)
    if root.kind == "nothing":
        root.fail("no actors; write a list of mappings with the key 'name'.")
    if root.kind == "mapping":
        keys = root.mapping(("actors",))
        if "actors" not in keys:
            root.fail("no actors; the file needs the key 'actors', or a list at the top.")
        root = keys["actors"]
    rows = []
    for item in root.sequence():
        row = item.mapping(USER_KEYS)
        if "name" not in row:
            item.fail("an actor needs a name.")
        rows.append(
            {key: value for key, value in row.items() if value.kind != "nothing"}
            | {"name": row["name"]}
        )
    return rows


def _csv_rows(path: Path) -> list[dict[str, Item]]:
    data = read_bounded(path, str(path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OntologyError(
            f"{path}, line {line}: not UTF-8 (byte {error.start}). Save the file as UTF-8."
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, Item]] = []
    header: list[str] | None = None
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, path, line)
                continue
            if len(cells) > len(header):
                _refuse(
                    path,
                    line,
                    f"{len(cells)} cells under {len(header)} headings; quote cells with commas.",
                )
            row = {key: _cell(cell, path, line) for key, cell in zip(header, cells, strict=False)}
            if not row["name"].text().strip():
                _refuse(path, line, "an actor needs a name.")
            if "aliases" in row:
                words = [
                    part.strip() for part in row["aliases"].text().replace("|", ";").split(";")
                ]
                row["aliases"] = _cells([word for word in words if word], path, line)
            rows.append(row)
    except csv.Error as error:
        _refuse(path, reader.line_num, f"broken CSV: {error}.")
    if header is None:
        _refuse(path, 1, f"no header; the first line must be {','.join(USER_KEYS)}.")
    return rows


def _header(cells: list[str], path: Path, line: int) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    for name in header:
        if name not in USER_KEYS:
            _refuse(
                path,
                line,
                f"unknown heading {name!r}.{nearest(name, USER_KEYS)} Known: {USER_KEYS}.",
            )
    if "name" not in header or len(set(header)) != len(header):
        _refuse(
            path,
            line,
            f"each heading stands once, 'name' among them: {','.join(USER_KEYS)}.",
        )
    return header


def _refuse(path: Path, line: int, message: str) -> NoReturn:
    raise OntologyError(f"{path}, line {line}: {message}")


def _cell(cell: str, path: Path, line: int) -> Item:
    return Item(_Node("scalar", cell, line), str(path))


def _cells(words: list[str], path: Path, line: int) -> Item:
    return Item(_Node("sequence", [_Node("scalar", word, line) for word in words], line), str(path))


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int


class _Node:
    """A CSV cell in the shape of a YAML node, so that both kinds of file share their checks."""

    tag = ""

    def __init__(self, kind: str, value: Any, line: int) -> None:
        self.id = kind
        self.value = value
        self.start_mark = _Mark(line - 1)


def load_actors(paths: Sequence[Path] = ()) -> ActorBook:
    """Load the built-in actors and the user's files over them.

    Args:
        paths: the user's CSV or YAML files, later ones over earlier ones.

    Raises:
        OntologyError: a file is broken; the message names it, the line and what to write instead.
    """
    return _load(tuple(Path(path) for path in paths)) if paths else _builtin()


@lru_cache(maxsize=1)
def _builtin() -> ActorBook:
    return compiled.load("actors", SOURCES, lambda: _load(()))


def _load(paths: tuple[Path, ...]) -> ActorBook:
    builder = BookBuilder()
    builder.add_builtin(HERE)
    for path in paths:
        builder.add_user(path)
    return builder.build()
