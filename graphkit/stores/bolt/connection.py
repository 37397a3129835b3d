"""Reaching a Neo4j server, and every way in which that can go wrong, as clear messages.

User and password come from the environment only. They go to the driver and nowhere else: no
message, log or `repr` holds them.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

from graphkit.errors import GraphkitError, StoreError, UsageError
from graphkit.resources import cypher_text
from graphkit.stores.bolt.waiting import CONNECT_S, bound_reads, limit, silence

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session, Transaction

USER, PASSWORD, DATABASE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"
OLDEST = (5, 26)
"""First version supported: the 5.26 LTS line, then the calendar releases (2025.01, ...)."""
_RETRY_S = 15.0
_VERSION = re.compile(r"Neo4j/(\d+)\.(\d+)", re.ASCII)
_READ_ONLY_CODES = (
    "Neo.ClientError.Security.Forbidden",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    "Neo.ClientError.Cluster.NotALeader",
    "Neo.ClientError.Statement.AccessMode",
)
T = TypeVar("T")
Rows = list[dict[str, Any]]


def check_url(url: str) -> str:
    """The URL itself, when it holds a host and nothing secret.

    Raises:
        UsageError: it holds a user or a password (the message shows neither), a path or a query.
    """
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise UsageError(
            "the URL of the graph cannot be read; write it as neo4j://localhost:7687"
        ) from None
    if "@" in url:
        raise UsageError(
            f"a {parts.scheme}:// URL with a user or a password is refused: it would end up in "
            f"process lists and logs; set {USER} and {PASSWORD} and give "
            f"{parts.scheme}://HOST:PORT alone"
        )
    if not parts.hostname:
        raise UsageError(f"{url} has no host; write it as {parts.scheme}://localhost:7687")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError(
            f"{parts.scheme}://{parts.netloc} takes no path or options after the port; name a "
            f"database with {DATABASE}"
        )
    return url.rstrip("/")


def run(
    tx: ManagedTransaction | Transaction,
    name: str,
    /,
    *,
    spell: Mapping[str, str] | None = None,
    **parameters: Any,
) -> Rows:
    """All rows that a statement of `cypher/` returns.

    Args:
        tx: where to run it.
        name: see `graphkit.resources.cypher_text`.
        spell: type or label for the statement's placeholder (TYPE, LABEL); made by
            `graphkit.stores.bolt.shape` only, never from outside text.
        parameters: values.
    """
    return tx.run(query_text(name, spell), parameters).data()


def send(
    tx: ManagedTransaction,
    name: str,
    /,
    *,
    spell: Mapping[str, str] | None = None,
    **parameters: Any,
) -> None:
    """As `run`, for a statement that returns nothing: does not wait until it has been executed.

    The server works on it while the next one is made ready. What goes wrong is raised by a later
    statement or when the transaction ends.
    """
    tx.run(query_text(name, spell), parameters)


def run_each(
    tx: ManagedTransaction, name: str, types: Iterable[str], **parameters: Mapping[str, Any]
) -> Rows:
    """All rows that a reading statement returns for many relationship types, in one round trip.

    Args:
        tx: where to run it.
        name: of a statement that takes `TYPE` as placeholder and as key into its parameters.
        types: the same ones each time, so that the server plans it once.
        parameters: values by type.
    """
    return tx.run(_each_text(name, tuple(sorted(types)), "union"), parameters).data()


def send_each(
    tx: ManagedTransaction, name: str, types: Iterable[str], **parameters: Mapping[str, Any]
) -> None:
    """As `run_each`, for a statement that only writes; see `send`."""
    tx.run(_each_text(name, tuple(sorted(types)), "call"), parameters)


_KEEP_PLAN = "CYPHER replan=skip\n"
"""A load makes the graph grow, and the server would plan each statement anew with every batch; all
loading statements name their index, so that the first plan is the right one."""
_SPELLED = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)


@cache
def _query_text(name: str, spell: tuple[tuple[str, str], ...]) -> str:
    text = cypher_text(name)
    for place, word in spell:
        if not _SPELLED.fullmatch(word):
            raise GraphkitError(f"{word!r} cannot be a label or a relationship type")
        text = text.replace(f"`{place}`", f"`{word}`").replace(
            f"`graphkit_{place}`", f"`graphkit_{word}`"
        )
    return text


def query_text(name: str, spell: Mapping[str, str] | None = None) -> str:
    """A statement with its placeholders filled in.

    Raises:
        GraphkitError: a type or label that is not plain letters, digits and underscores.
    """
    text = _query_text(name, tuple(sorted((spell or {}).items())))
    return _KEEP_PLAN + text if name.startswith("load/") else text


@cache
def _each_text(name: str, types: tuple[str, ...], way: Literal["union", "call"]) -> str:
    parts = [_query_text(name, (("TYPE", kind),)).rstrip() for kind in types]
    if way == "union":
        return _KEEP_PLAN + "\nUNION ALL\n".join(parts)
    return _KEEP_PLAN + "\n".join(f"CALL () {{\n{part}\n}}" for part in parts)


class Connection:
    """A server that answered and whose version is supported.

    Args:
        url: `bolt://` or `neo4j://`, see `check_url`.

    Raises:
        UsageError: a URL that cannot be used.
        StoreError: the server cannot be reached, refuses the user, or is too old.
    """

    def __init__(self, url: str) -> None:
        self.url = check_url(url)
        self._database = os.environ.get(DATABASE) or None
        self._driver: Driver | None = None
        with explained(self.url):
            self._driver = _open(self.url)
            try:
                self._driver.verify_connectivity()
                _check_version(self._driver.get_server_info().agent, self.url)
            except BaseException:
                self.close()
                raise

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._driver is None

    def close(self) -> None:
        """Close; twice is allowed."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def session(self, *, write: bool = False) -> Iterator[Session]:
        """A session; what the driver raises in it becomes a `StoreError`."""
        if self._driver is None:
            raise StoreError(f"{self.url} was closed; open it again")
        with (
            explained(self.url),
            self._driver.session(
                database=self._database, default_access_mode="WRITE" if write else "READ"
            ) as session,
        ):
            yield session

    def read(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What `work` gives, run in one transaction that is repeated when the server asks so."""
        with self.session() as session:
            return session.execute_read(work)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """The same with leave to write. `work` may run several times; only one run counts."""
        with self.session(write=True) as session:
            return session.execute_write(work)

    def define(self, name: str, **spell: str) -> Rows:
        """Run one schema statement in a transaction of its own."""
        text = query_text(name, spell)
        with self.session(write=True) as session:
            return session.run(text).data()


def _open(url: str) -> Driver:
    import neo4j

    # `explained` tells what goes wrong; without a handler Python prints the driver's own lines.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    auth = neo4j.basic_auth(user or "neo4j", password) if password else None
    seconds = limit()
    driver = neo4j.GraphDatabase.driver(
        url,
        auth=auth,
        connection_timeout=min(CONNECT_S, seconds),
        connection_acquisition_timeout=min(CONNECT_S, seconds),
        connection_write_timeout=seconds,
        max_transaction_retry_time=min(_RETRY_S, seconds),
        notifications_min_severity="OFF",
        user_agent="graphkit",
    )
    bound_reads(driver, seconds)
    return driver


def _check_version(agent: str, url: str) -> None:
    match = _VERSION.match(agent)
    if match is None:
        raise StoreError(f"{url} is {agent!r}, not a Neo4j server that graphkit knows")
    version = (int(match[1]), int(match[2]))
    if version < OLDEST:
        raise StoreError(
            f"{url} runs Neo4j {match[1]}.{match[2]}; graphkit needs 5.26 LTS or a release of 2025 "
            "or later: upgrade the server, or start the one of docker-compose.yml"
        )


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn what the driver raises into a `StoreError` that names the server and the next step."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        raise StoreError(_explain(url, error)) from _harmless(error)
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{url}: cannot store {error.object[error.start]!r}, half a surrogate pair; repair the "
            "input's encoding"
        ) from None
    except ValueError as error:
        raise StoreError(f"{url} cannot be used: {_scrubbed(str(error))}") from None


def _harmless(error: BaseException) -> BaseException | None:
    """The error as a cause, unless it would show the password."""
    return error if _scrubbed(str(error)) == str(error) else None


def _scrubbed(text: str) -> str:
    """The text without the password, should a server ever echo it."""
    password = os.environ.get(PASSWORD)
    return text.replace(password, "***") if password else text


def _explain(url: str, error: BaseException) -> str:
    from neo4j import exceptions as e

    if isinstance(error, e.Neo4jError):
        return _explain_answer(url, error)
    if isinstance(error, e.ConfigurationError):
        return f"{url} cannot be used: {_scrubbed(str(error))}"
    if isinstance(error, (e.ServiceUnavailable, e.SessionExpired, OSError)):
        return silence(url, error) or (
            f"no Neo4j server answers at {url}; start one (`docker compose up -d --wait`), or "
            "check host and port (neo4j+s:// if it asks for TLS); what was stored before is intact,"
            " so the command can be repeated"
        )
    return (
        f"{url}: {_scrubbed(_short(error))}; try again, and look into the server's log if it lasts"
    )


def _explain_answer(url: str, error: Any) -> str:
    from neo4j import exceptions as e

    code = str(error.code or "")
    said = _scrubbed(_short(error))
    if code.endswith("CredentialsExpired"):
        return (
            f"{url}: the password must be changed before its first use; change it in Neo4j Browser "
            f"or cypher-shell, then set {PASSWORD} to the new one"
        )
    if code.endswith("AuthenticationRateLimit"):
        return f"{url}: too many wrong passwords; wait a few seconds, then check {PASSWORD}"
    if code in _READ_ONLY_CODES or isinstance(error, e.Forbidden):
        return (
            f"{url}: this user or database may only be read ({said}); use one with the right to "
            "write and to define constraints"
        )
    if isinstance(error, e.AuthError):
        if not os.environ.get(PASSWORD):
            return f"{url} asks for a user and a password; set {USER} and {PASSWORD}"
        user = USER if os.environ.get(USER) else f"{USER} (not set: 'neo4j' was tried)"
        return f"{url} refuses user or password; check {user} and {PASSWORD}"
    if code.endswith("DatabaseNotFound"):
        return f"{url}: no such database ({said}); check {DATABASE}"
    if code.endswith(("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "TransactionOutOfMemory")):
        return (
            f"{url}: the server ran out of memory ({said}); give it more "
            "(server.memory.heap.max_size, see docker-compose.yml) and repeat the command"
        )
    if isinstance(error, e.TransientError):
        return f"{url}: the server is busy or changing ({said}); repeat the command"
    return f"{url}: the server answered {code}: {said}"


def _short(error: BaseException) -> str:
    """The first line of an error, cut: a server may quote much of the data."""
    text = str(getattr(error, "message", None) or error).strip()
    line = text.splitlines()[0] if text else type(error).__name__
    return line if len(line) <= 300 else line[:297] + "..."
