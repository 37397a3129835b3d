"""Data that stands outside the package in the repository and inside it in the wheel.

The Cypher texts live in the top-level `cypher/` folder, for people who open them in Neo4j Browser.
The wheel carries the same folder as `graphkit/cypher/` (pyproject.toml, `force-include`), so an
installed copy looks inside the package first and an editable one beside it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath

from graphkit.errors import GraphkitError


def cypher_text(name: str) -> str:
    """The text of one Cypher statement.

    Args:
        name: path under `cypher/` without the suffix, with "/" between folders: "path",
            "browser/who-urges-whom".

    Raises:
        GraphkitError: no such file, or a name that leads out of the folder.
    """
    path = _cypher_folder() / f"{_checked(name)}.cypher"
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        known = ", ".join(cypher_names()) or "none"
        raise GraphkitError(
            f"No Cypher text {name!r} in {path.parent}. There are: {known}."
            " If one is missing, install graphkit again."
        ) from None


def cypher_names() -> tuple[str, ...]:
    """Names that `cypher_text` answers, sorted."""
    folder = _cypher_folder()
    return tuple(
        sorted(p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.cypher"))
    )


def _checked(name: str) -> str:
    parts = PurePosixPath(name).parts
    if not parts or "\\" in name or ".." in parts or PurePosixPath(name).is_absolute():
        raise GraphkitError(f"{name!r} is not the name of a Cypher text: give it as in 'path'.")
    return name


@lru_cache(maxsize=1)
def _cypher_folder() -> Path:
    package = Path(__file__).resolve().parent
    for folder in (package / "cypher", package.parent / "cypher"):
        if folder.is_dir():
            return folder
    raise GraphkitError(
        f"The Cypher texts are neither in {package} nor beside it: install graphkit again."
    )
