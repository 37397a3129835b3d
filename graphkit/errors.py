"""The one exception root and its few children.

Every message names the value, the place and the next step. The command line turns a
child into an exit code in one place (`graphkit.cli.main`): 2 for wrong usage, 1 for what failed.
"""

from __future__ import annotations


class GraphkitError(Exception):
    """Root of all errors that graphkit raises on purpose.

    Attributes:
        exit_code: what a process that ends with this error returns (1 or 2).
    """

    exit_code = 1


class UsageError(GraphkitError):
    """The caller asked for something that cannot be asked (an unknown relation, a bad date)."""

    exit_code = 2


class InputError(GraphkitError):
    """A document or a user's data file cannot be read or is not what it should be."""


class OntologyError(GraphkitError):
    """A relation or actor file is broken; the message names the file and the line."""

    exit_code = 2


class StoreError(GraphkitError):
    """A graph cannot be opened, read or written."""


class UnknownActorError(UsageError):
    """No actor has this name; the message lists the nearest names."""


class AmbiguousActorError(UsageError):
    """Several actors have this name; the message lists the candidates with their ids."""
