"""docs/python.md from its first line to its last, as a notebook would run it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support import ROOT


def test_the_notebook_of_the_docs_runs_from_articles_to_a_plot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    cells = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.S
    )
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, "docs/python.md", "exec"), names)  # noqa: S102 - our own document
    assert (tmp_path / "small.png").read_bytes().startswith(b"\x89PNG")
    assert "<table>" in names["path"]._repr_html_()  # type: ignore[attr-defined]
    assert "Russia" in repr(names["path"])
    assert "<table>" in names["near"]._repr_html_()  # type: ignore[attr-defined]
    assert len(names["frame"]) > 20  # type: ignore[arg-type]
    assert repr(names["graph"]) == "<graph news.db, closed>"
    for written in ("whole.gexf", "page.html", "strongest.svg"):
        assert (tmp_path / written).stat().st_size > 1000
