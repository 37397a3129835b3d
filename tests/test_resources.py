"""The Cypher texts are found from a checkout and from the installed wheel alike."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graphkit import resources
from graphkit.errors import GraphkitError
from tests.support import ROOT


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[ModuleType]:
    """`graphkit.resources` as a wheel lays it out: the texts inside the package, none beside it."""
    home = tmp_path / "site-packages" / "graphkit"
    (home / "cypher" / "browser").mkdir(parents=True)
    shutil.copy(resources.__file__, home / "resources.py")
    (home / "cypher" / "one.cypher").write_text("RETURN 1 // é\n", encoding="utf-8")
    (home / "cypher" / "browser" / "two.cypher").write_text("// Two\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("resources_elsewhere", home / "resources.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_a_checkout_reads_the_top_level_folder() -> None:
    names = resources.cypher_names()
    assert names, "cypher/ holds no text"
    for name in names:
        assert resources.cypher_text(name) == (ROOT / "cypher" / f"{name}.cypher").read_text(
            "utf-8"
        )


def test_an_installed_copy_reads_its_own(elsewhere: ModuleType) -> None:
    assert elsewhere.cypher_names() == ("browser/two", "one")
    assert elsewhere.cypher_text("one") == "RETURN 1 // é\n"
    assert elsewhere.cypher_text("browser/two") == "// Two\n"


def test_a_missing_text_names_what_there_is(elsewhere: ModuleType) -> None:
    with pytest.raises(GraphkitError, match="browser/two, one"):
        elsewhere.cypher_text("three")


@pytest.mark.parametrize("name", ["", "../secret", "/etc/passwd", "a/../../b", "..\\b", "one/x"])
def test_no_name_leads_out_of_the_folder(elsewhere: ModuleType, name: str) -> None:
    with pytest.raises(GraphkitError):
        elsewhere.cypher_text(name)
