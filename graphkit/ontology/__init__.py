"""Relations and actors as data, with loaders that take a user's own files."""

from graphkit.ontology.matrix import Matrix, load_matrix
from graphkit.ontology.relations import Relation, Relations, Trigger, load_relations

__all__ = ["Matrix", "Relation", "Relations", "Trigger", "load_matrix", "load_relations"]
