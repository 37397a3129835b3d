"""Relations and actors as data, with loaders that take a user's own files."""

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
