"""The embedded store's own promises: one file, safe to kill, and clear about bad files."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

import apsw
import pytest

from graphkit.corrections import revise as revising
from graphkit.errors import GraphkitError, StoreError, UsageError
from graphkit.model import Statement
from graphkit.stores import Filters, Store, open_store
from graphkit.stores.records import read_statements
from graphkit.stores.sqlite.connection import open_reader
from graphkit.stores.sqlite.schema import APPLICATION_ID, VERSION
from tests.stores.sample import AZ, DOCUMENTS, SYMMETRIC, US, actor, statement, world
from tests.stores.test_contract import dump


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.db"
    with open_store(path, write=True) as store:
        store.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    return path


# -- files that are no graph -------------------------------------------------------------------


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("This is a text, long enough to have been a header of something else.\n" * 99)


def _short(path: Path) -> None:
    path.write_bytes(b"x")


def _folder(path: Path) -> None:
    path.mkdir()


def _other_program(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE pigeons (name TEXT)")
    db.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE edge (id INTEGER)")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_empty, "is empty; make a graph with"),
        (_text, "is not a graph file"),
        (_short, "is not a graph file"),
        (_folder, "is a folder; give the path of a graph file"),
        (_other_program, "is an SQLite file of another program"),
        (_newer, rf"made by a newer graphkit \(layout {VERSION + 1}, this one reads {VERSION}\)"),
        (lambda path: None, "no graph at .*; make one with `graphkit build"),
    ],
)
def test_what_is_no_graph_is_named_with_the_next_step(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "it.db"
    make(path)
    with pytest.raises(StoreError, match=message) as caught:
        open_store(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("make", [_text, _short, _folder, _other_program, _newer])
def test_nothing_of_others_is_overwritten(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "it.db"
    make(path)
    before = path.read_bytes() if path.is_file() else sorted(path.iterdir())
    with pytest.raises(StoreError):
        open_store(path, write=True)
    assert before == (path.read_bytes() if path.is_file() else sorted(path.iterdir()))


def test_an_empty_file_becomes_a_graph_when_written(tmp_path: Path) -> None:
    path = tmp_path / "made-by-mktemp.db"
    path.touch()
    with open_store(path, write=True) as store:
        assert store.load(world(), symmetric=SYMMETRIC).added == 11


@pytest.mark.parametrize("keep", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_a_message_never_wrong_answers(graph_file: Path, keep: float) -> None:
    with open_store(graph_file) as store:
        whole = dump(store)
    content = graph_file.read_bytes()
    graph_file.write_bytes(content[: int(len(content) * keep)])
    message = ""
    answer: object = None
    try:
        with open_store(graph_file) as store:
            answer = dump(store)
    except StoreError as error:
        message = str(error)
    assert str(graph_file) in message or answer == whole


def test_damage_inside_is_a_message(graph_file: Path) -> None:
    content = bytearray(graph_file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    graph_file.write_bytes(content)
    with pytest.raises(StoreError, match=r"graph\.db is damaged"), open_store(graph_file) as store:
        store.stats()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no folder .*nowhere"):
        open_store(tmp_path / "nowhere" / "graph.db", write=True)


def test_paths_of_every_spelling_open(tmp_path: Path) -> None:
    for name in ("a b.db", "100%.db", "what?.db", "#1.db", "ünï.db", "it's.db", "file:x.db"):
        with open_store(tmp_path / name, write=True) as store:
            store.load(world(), symmetric=SYMMETRIC)
        with open_store(tmp_path / name) as store:
            assert store.stats().edges == 10
    assert len(list(tmp_path.iterdir())) == 7


def test_urls_of_other_schemes_are_refused() -> None:
    with pytest.raises(UsageError, match="no store for https://"):
        open_store("https://example.org/graph.db")
    with pytest.raises(UsageError, match="--graph is empty"):
        open_store("")


# -- rights, space, other writers --------------------------------------------------------------


def _as_nobody(work: Callable[[], str], prepare: Callable[[], None] = lambda: None) -> str:
    """What `work` returns in a process without the rights of the superuser."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        answer = "died"
        try:
            prepare()
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            answer = work()
        except GraphkitError as error:
            answer = f"{type(error).__name__}: {error}"
        except BaseException:  # noqa: BLE001 - the parent shows it
            answer = traceback.format_exc()
        os.write(writer, answer.encode()[:60000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        answer = file.read().decode()
    os.waitpid(child, 0)
    return answer


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder whose parents everybody may enter (pytest's own are closed to others)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_graph_in_a_read_only_folder_can_be_asked_but_not_changed(open_folder: Path) -> None:
    path = open_folder / "graph.db"
    with open_store(path, write=True) as store:
        store.load(world(), symmetric=SYMMETRIC)
    path.chmod(0o444)
    open_folder.chmod(0o555)

    def ask() -> str:
        with open_store(path) as store:
            return store.path("Russia", "Azerbaijan")[0].hops[0].edge.relation

    def change() -> str:
        with open_store(path, write=True) as store:
            return str(store.retract(["d1"]))

    def make() -> str:
        with open_store(open_folder / "new.db", write=True) as store:
            return str(store.stats())

    assert _as_nobody(ask) == "meets"
    for work in (change, make):
        answer = _as_nobody(work)
        assert answer.startswith("StoreError: "), answer
        assert "check the rights of the file and of its folder" in answer


def test_a_file_that_may_not_be_read_is_named(open_folder: Path) -> None:
    path = open_folder / "graph.db"
    with open_store(path, write=True):
        pass
    path.chmod(0o000)
    answer = _as_nobody(lambda: str(open_store(path)))
    assert answer == f"StoreError: {path} cannot be read: Permission denied"


def test_a_disk_that_fills_up_loses_nothing_stored(open_folder: Path) -> None:
    """The limit on file size makes the operating system refuse to write on."""
    import resource

    path = open_folder / "graph.db"
    with open_store(path, write=True) as store:
        store.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
        before = dump(store)
    open_folder.chmod(0o777)
    path.chmod(0o666)
    more = [statement(US, "urges", AZ, document=f"n{n}", sentence="x" * 900) for n in range(9000)]

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = path.stat().st_size + 300_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    def fill() -> str:
        with open_store(path, write=True) as store:
            return str(store.load(more, symmetric=SYMMETRIC))

    answer = _as_nobody(fill, limit)
    assert answer.startswith("StoreError: "), answer
    assert "what was stored before is intact" in answer
    with open_store(path) as store:
        assert dump(store) == before
    with open_store(path, write=True) as store:
        assert store.load(more, symmetric=SYMMETRIC).added == 9000


def test_a_full_disk_says_so(graph_file: Path) -> None:
    """SQLite's own limit on pages gives the error that a full disk gives."""
    more = [statement(US, "urges", AZ, document=f"n{n}", sentence="x" * 900) for n in range(900)]
    with open_store(graph_file, write=True) as store:
        before = dump(store)
        db: sqlite3.Connection = store._db  # type: ignore[attr-defined]
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(StoreError, match="the disk is full; free some space"):
            store.load(more, symmetric=SYMMETRIC)
        assert dump(store) == before


def test_a_second_writer_is_told_to_wait(graph_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.stores.sqlite.driver._WAIT_MS", 50)
    with open_store(graph_file, write=True) as first:
        db: sqlite3.Connection = first._db  # type: ignore[attr-defined]
        db.execute("BEGIN IMMEDIATE")
        with open_store(graph_file) as reader:
            assert reader.stats().edges == 10
        with (
            pytest.raises(StoreError, match="is being written by another process"),
            open_store(graph_file, write=True) as second,
        ):
            second.retract(["d1"])
        db.execute("ROLLBACK")


def test_two_writers_in_turn_see_each_others_work(graph_file: Path) -> None:
    with open_store(graph_file, write=True) as one, open_store(graph_file, write=True) as two:
        one.load([statement(US, "aids", AZ, document="x1")], symmetric=SYMMETRIC)
        two.retract(["d1", "d2", "d3", "x1"])
        assert one.stats().actors == 0
        one.load([statement(US, "aids", AZ, document="x2")], symmetric=SYMMETRIC)
        two.load(world(), symmetric=SYMMETRIC)
        one.retract(["x2"])
        assert two.stats().statements == 11
        assert one.resolve("Azerbaijan").id == "azerbaijan"


def test_what_is_read_to_be_written_is_not_changed_by_another_meanwhile(
    graph_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.stores.sqlite.driver._WAIT_MS", 50)
    with open_store(graph_file, write=True) as one, open_store(graph_file, write=True) as two:
        with one.alone():
            known = one.stats().documents
            with pytest.raises(StoreError, match="is being written by another process"):
                two.retract(["d1"])
            one.load([statement(US, "aids", AZ, document="x1")], symmetric=SYMMETRIC)
            one.retract(["d2"])
            assert one.stats().documents == known
            assert {row.id for row in two.documents()} >= {"d1", "d2"}
        now = {row.id for row in two.documents()}
        assert {"d1", "x1"} <= now
        assert "d2" not in now
        two.retract(["d1"])


def test_a_piece_of_work_that_fails_is_not_stored_by_halves(graph_file: Path) -> None:
    def stopped(store: Store) -> None:
        with store.alone():
            store.retract(["d1"])
            store.load([statement(US, "aids", AZ, document="x1")], symmetric=SYMMETRIC)
            raise KeyboardInterrupt

    with open_store(graph_file, write=True) as store:
        before = dump(store)
        with pytest.raises(KeyboardInterrupt):
            stopped(store)
        assert dump(store) == before
        store.load([statement(US, "aids", AZ, document="x2")], symmetric=SYMMETRIC)
        store.retract(["x2"])
        assert dump(store) == before


def test_two_that_merge_at_once_merge_what_both_have_stored(
    graph_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = actor("Afghanistan Analysts Network", "organization", aliases=("AAN",))
    short = actor("AAN", "organization")
    changed = [
        statement(short, "urges", AZ, document="b"),
        statement(short, "blames", AZ, document="b", at=9),
    ]
    with open_store(graph_file, write=True) as one, open_store(graph_file, write=True) as two:
        one.load([statement(network, "urges", US, document="a")], symmetric=SYMMETRIC)
        one.load(changed[:1], symmetric=SYMMETRIC)
        waiting = [two]

        def looked(store: Store, names: Sequence[str]) -> Mapping[str, list[Statement]]:
            found = by_document(store, names)
            if waiting:  # between reading documents and writing them again
                waiting.pop().load(changed, symmetric=SYMMETRIC)
            return found

        by_document = revising._by_document
        monkeypatch.setattr(revising, "_by_document", looked)
        two._db.set_busy_timeout(50)  # type: ignore[attr-defined]
        with pytest.raises(StoreError, match="is being written by another process"):
            revising.revise(one, [])
        two.load(changed, symmetric=SYMMETRIC)
        revising.revise(two, [])
        assert {s.source.id for s in one.statements(["a", "b"])} == {network.id}
        assert len(list(one.statements(["b"]))) == 2


def test_a_reader_sees_one_state_while_a_writer_works(graph_file: Path) -> None:
    with open_store(graph_file, write=True) as writer, open_store(graph_file) as reader:
        edges = reader.edges()
        first = next(edges)
        writer.retract(["d1", "d2", "d3"])
        assert len([first, *edges]) == 10
        assert reader.stats().edges == 0


def test_a_store_open_for_reading_does_not_write(graph_file: Path) -> None:
    with open_store(graph_file) as store, pytest.raises(StoreError, match="open for reading"):
        store.retract(["d1"])


def test_a_closed_store_says_so(graph_file: Path) -> None:
    store = open_store(graph_file)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed; open it again"):
        store.stats()


# -- one file, safe to kill --------------------------------------------------------------------


def test_a_graph_is_one_file_that_can_be_copied(graph_file: Path, tmp_path: Path) -> None:
    with open_store(graph_file) as store:
        before = dump(store)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.db"]
    copy = tmp_path / "copy.db"
    copy.write_bytes(graph_file.read_bytes())
    with open_store(copy) as store:
        assert dump(store) == before


_LOADER = """
import json, sys
from graphkit.stores import open_store
from graphkit.stores.records import read_statements
from graphkit.stores.sqlite import writer
writer.BATCH = 5000
with open(sys.argv[1], "rb") as file, open_store(sys.argv[2], write=True) as store:
    def told(report):
        print(report.added, flush=True)
    store.load(read_statements(file, "x"), symmetric=(), progress=told)
"""


def test_a_killed_load_run_again_gives_the_whole_graph(tmp_path: Path) -> None:
    items = [
        statement(US, "urges", AZ, document=f"n{n // 3}", at=n, date=f"2020-01-{n % 28 + 1:02}")
        for n in range(30_000)
    ]
    lines = tmp_path / "statements.jsonl"
    lines.write_text("".join(json.dumps(item.to_dict()) + "\n" for item in items))
    with lines.open("rb") as file:
        items = list(read_statements(file, "statements.jsonl"))
    graph = tmp_path / "graph.db"
    for wait_for in (1, 2):
        process = subprocess.Popen(
            [sys.executable, "-c", _LOADER, str(lines), str(graph)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process.stdout:
            for _ in range(wait_for):
                assert int(process.stdout.readline()) >= 0
            process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        with open_store(graph) as store:
            assert 0 < store.stats().statements < 30_000
    with open_store(graph, write=True) as store:
        report = store.load(items, symmetric=())
        assert report.removed == 0
        assert report.added + report.unchanged == 30_000
        assert report.unchanged >= 5000
        repaired = dump(store)
    with open_store(tmp_path / "straight.db", write=True) as store:
        store.load(items, symmetric=())
        assert dump(store) == repaired


# -- fast roads --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "filters",
    [
        Filters(relations=("urges",)),
        Filters(since="2020"),
        Filters(relations=("urges",), until="2021", negated=False),
        Filters(kinds=("event",), direction="out"),
    ],
)
def test_filtered_steps_read_covering_indexes_only(graph_file: Path, filters: Filters) -> None:
    """Without covering indexes a filtered search of 5 million statements takes seconds."""
    from graphkit.stores.sqlite.adjacency import FilteredAdjacency

    db = cast("apsw.Connection", open_reader(str(graph_file)))
    steps: list[str] = []
    plans: list[list[str]] = []

    def traced(cursor: apsw.Cursor, text: str, values: object) -> bool:
        if "INDEXED BY" in text and not text.startswith("EXPLAIN"):
            steps.append(text)
            rows = db.execute(f"EXPLAIN QUERY PLAN {text}", cast("tuple[str]", values))
            plans.append([str(row[3]) for row in rows])
        return True

    db.exec_trace = traced
    adjacency = FilteredAdjacency(db, filters)
    list(adjacency.expand([1, 2], True))
    assert len(steps) == 2
    for plan in plans:
        assert any("USING COVERING INDEX evidence_" in line for line in plan), plan
        assert not any(line.startswith("SCAN v") for line in plan), plan
    db.close()


def test_a_query_imports_no_heavy_library(graph_file: Path) -> None:
    code = (
        "import sys; from graphkit.stores import open_store; "
        f"print(len(open_store({str(graph_file)!r}).path('Russia', 'Azerbaijan'))); "
        "heavy = {'networkx', 'neo4j', 'spacy', 'onnxruntime', 'yaml', 'numpy', 'rapidfuzz'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["1", "[]"]
