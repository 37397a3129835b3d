"""Checks of what a caller asks for, shared by all stores."""

from __future__ import annotations

from graphkit.errors import UsageError
from graphkit.model import ACTOR_KINDS


def check_number(option: str, value: int, least: int, most: int | None) -> None:
    """Refuse a number out of its range.

    Raises:
        UsageError: the message names option, value and range.
    """
    if value < least or (most is not None and value > most):
        span = f"{least} or more" if most is None else f"{least} to {most}"
        raise UsageError(f"{option} is {value}; it must be {span}")


def check_actor_kind(kind: str | None) -> None:
    """Refuse a kind of actor that does not exist.

    Raises:
        UsageError: it lists the kinds.
    """
    if kind is not None and kind not in ACTOR_KINDS:
        raise UsageError(f"unknown kind of actor {kind!r}; kinds: {', '.join(ACTOR_KINDS)}")


def symmetric_relations() -> frozenset[str]:
    """Names of the symmetric relations of the built-in ontology."""
    from graphkit.ontology import load_relations

    return load_relations().symmetric
