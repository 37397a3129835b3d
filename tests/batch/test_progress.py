"""The line of progress says how far a batch is, how fast, and how long it will take."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graphkit.batch.progress import Progress, duration, size_of
from graphkit.model import Document


def test_rate_share_and_time_left(tmp_path: Path) -> None:
    text = "x" * 1000
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(text)
    now = 0.0
    lines: list[str] = []
    progress = Progress(
        [str(tmp_path)], lambda line, _: lines.append(line), terminal=True, clock=lambda: now
    )
    end = time.monotonic() + 10
    while progress._total is None and time.monotonic() < end:
        time.sleep(0.01)
    for number in range(4):
        progress.read(Document(str(number), text, path=str(tmp_path / f"{number}.txt")))
        now += 2
        progress.done(failed=number == 1)
    assert lines[-1] == "4 documents (40%), 0.5 a second, about 12 s left, 1 failed"


def test_rows_of_one_file_count_by_their_text(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text("y" * 1000)
    progress = Progress([str(batch)], lambda *_: None, terminal=True)
    for number in range(5):
        progress.read(Document(str(number), "x" * 100, path=f"{batch}:{number + 1}"))
    assert progress._passed + progress._in_file == 500


def test_sizes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("12345")
    (tmp_path / "c.txt").write_text("123")
    assert size_of(str(tmp_path)) == 8
    assert size_of("-") is None
    assert size_of(str(tmp_path / "missing")) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(7.4, "7 s"), (600, "10 min"), (7200, "2 h 0 min"), (200_000, "2 days 7 h")],
)
def test_durations_for_people(seconds: float, text: str) -> None:
    assert duration(seconds) == text
