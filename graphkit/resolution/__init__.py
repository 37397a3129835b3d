"""Mentions to actors: one id per real actor, within and across documents."""

from graphkit.resolution.names import (
    canonical,
    initials,
    is_abbreviation,
    part_of_name,
    person_id,
    same_organization,
    same_person,
)

__all__ = [
    "canonical",
    "initials",
    "is_abbreviation",
    "part_of_name",
    "person_id",
    "same_organization",
    "same_person",
]
