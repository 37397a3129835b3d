"""Checks the package's data and makes them ready, whenever the package is built or installed.

What is broken in a YAML file stops the build with the file and the line. `graphkit/compiled.py`
tells how an editable installation keeps up with files that are edited later.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fills `graphkit/compiled_data` before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read, check and keep all data files.

        Raises:
            OntologyError: a file is broken.
        """
        del version
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        from graphkit import compiled
        from graphkit.extraction.lexicon.words import words
        from graphkit.language.wordlists import word_lists
        from graphkit.ontology import load_actors, load_matrix, load_relations
        from graphkit.ontology.formal_names import load_formal_names
        from graphkit.ontology.officeholders import load_officeholders
        from graphkit.resolution.spelling import name_data

        ontology = (load_relations, load_actors, load_matrix, load_officeholders, load_formal_names)
        for make in (*ontology, words, word_lists, name_data):
            make()
        names = [path.name for path in sorted(compiled.FOLDER.glob("*.bin"))]
        if len(names) < len(ontology) + 3:
            raise OSError(f"{compiled.FOLDER}: cannot be written; it has {names}.")
        relative = compiled.FOLDER.relative_to(Path(self.root).resolve())
        build_data["artifacts"] += [f"/{relative.as_posix()}/{name}" for name in names]
