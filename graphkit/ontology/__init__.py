"""Relations and actors as data, with loaders that take a user's own files."""

from graphkit.ontology.relations import Relation, Relations, Trigger, load_relations

__all__ = ["Relation", "Relations", "Trigger", "load_relations"]
