"""Relations and actors as data, with loaders that take a user's own files."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.ontology.actors import ActorBook, ActorEntry, NounClass, slugify
    from graphkit.ontology.actors_file import load_actors
    from graphkit.ontology.matrix import Matrix, load_matrix
    from graphkit.ontology.relations import Relation, Relations, Trigger
    from graphkit.ontology.relations_file import load_relations

__all__ = [
    "ActorBook",
    "ActorEntry",
    "Matrix",
    "NounClass",
    "Relation",
    "Relations",
    "Trigger",
    "load_actors",
    "load_matrix",
    "load_relations",
    "slugify",
]

_HOMES = {
    **dict.fromkeys(("ActorBook", "ActorEntry", "NounClass", "slugify"), "actors"),
    **dict.fromkeys(("Matrix", "load_matrix"), "matrix"),
    **dict.fromkeys(("Relation", "Relations", "Trigger"), "relations"),
    "load_actors": "actors_file",
    "load_relations": "relations_file",
}


def __getattr__(name: str) -> Any:
    # Lazily: `graphkit path` needs one module of this room, not the loaders of all data.
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
