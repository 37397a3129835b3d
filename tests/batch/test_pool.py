"""Workers: one that dies takes nobody with it, none outlives its parent or runs strangers' code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphkit.batch.extracting import Extracted, Setup
from graphkit.batch.pool import Pool, import_path, in_order, results
from graphkit.model import Document

SENTENCE = "France accused Iran of lying."
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc")


def workers_of(parent: int) -> list[int]:
    """Live worker processes of a process, or of one that has ended (all that run the worker)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if b"graphkit.batch.worker" in command and state[0] != "Z" and int(state[1]) == parent:
                found.append(int(entry.name))
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition: object, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
def test_a_worker_that_is_killed_loses_nothing() -> None:
    documents = [Document(f"d{number}", f"{SENTENCE} " * 40) for number in range(8)]
    with Pool(1, Setup()) as pool:
        found = results(enumerate(documents), pool)
        first = next(found)
        [worker] = workers_of(os.getpid())
        os.kill(worker, signal.SIGKILL)
        rest = list(found)
    assert sorted(number for number, _, _ in (first, *rest)) == list(range(8))
    assert {len(statements) for _, _, statements in (first, *rest)} == {40}


def test_a_document_that_kills_its_worker_twice_fails_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, graphkit.batch.extracting as work\n"
        "whole = work.extract_document\n"
        "def broken(document, setup):\n"
        "    if document.id == 'bad':\n"
        "        os.kill(os.getpid(), 9)\n"
        "    return whole(document, setup)\n"
        "work.extract_document = broken\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *import_path()]))
    documents = [Document(name, SENTENCE) for name in ("a", "bad", "b")]
    with Pool(1, Setup()) as pool:
        found = list(in_order(documents, pool))
    assert [bool(item.failure) for item in found] == [False, True, False]
    assert "signal 9" in str(found[1].failure)
    assert [len(item.statements) for item in found] == [1, 0, 1]


def test_results_come_in_order_and_what_failed_before_stands_at_its_place() -> None:
    sources: list[Document | Extracted] = [
        Document("long", SENTENCE * 50),
        Extracted(None, failure="bad", place="x"),
        Document("short", SENTENCE),
    ]
    with Pool(2, Setup()) as pool:
        found = list(in_order(sources, pool))
    assert [item.document.id if item.document else item.failure for item in found] == [
        "long", "bad", "short",
    ]  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent_however_that_ends(how: int, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [json.dumps({"id": str(n), "text": f"{SENTENCE} " * 3000}) for n in range(4)]
    batch.write_text("\n".join(lines))
    # Whoever runs the tests in the background may have Ctrl-C ignored, for children too.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        parent = subprocess.Popen(
            [sys.executable, "-m", "graphkit", "extract", str(batch), "--workers", "2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, heard)
    try:
        wait_for(lambda: len(workers_of(parent.pid)) == 2)
        workers = workers_of(parent.pid)
        os.kill(parent.pid, how)
        parent.wait(120)
        wait_for(lambda: not any(alive(worker) for worker in workers), 60)
    finally:
        parent.kill()
        parent.wait()


def test_a_module_in_the_current_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "ran"
    for name in ("json", "pickle", "graphkit"):
        (tmp_path / f"{name}.py").write_text(f"open({str(trap)!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend("")
    assert str(tmp_path) not in import_path()
    with Pool(1, Setup()) as pool:
        [result] = in_order([Document("d", SENTENCE)], pool)
    assert len(result.statements) == 1
    assert not trap.exists()
