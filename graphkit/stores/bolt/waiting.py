"""How long a server is waited for, and what an error says about why it did not answer."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from neo4j import Driver

TIMEOUT = "GRAPHKIT_NEO4J_TIMEOUT"
DEFAULT_S = 60.0
CONNECT_S = 10.0
"""To connect, whatever longer limit there is for an answer."""
_MOST_S = 86_400.0


def limit() -> float:
    """Seconds that a server may be silent: `GRAPHKIT_NEO4J_TIMEOUT`, else `DEFAULT_S`.

    Raises:
        UsageError: it is no number of seconds.
    """
    text = os.environ.get(TIMEOUT, "").strip()
    if not text:
        return DEFAULT_S
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds <= _MOST_S:
        raise UsageError(
            f"{TIMEOUT} is {text[:40]!r}; give a number of seconds, more than 0 and at most "
            f"{_MOST_S:.0f}"
        )
    return seconds


def bound_reads(driver: Driver, seconds: float) -> None:
    """Have every connection of a driver fail when the server is silent for so long.

    The driver has a setting for connecting and one for writing, none for reading: a server that
    freezes with a query under way would be waited for without end. It keeps such a limit for
    each connection, which servers can ask for; here it is set for all.
    """
    pool: Any = driver._pool
    connect = pool.opener

    def opener(*args: Any, **kwargs: Any) -> Any:
        connection = connect(*args, **kwargs)
        connection.socket.set_read_timeout(seconds)
        return connection

    pool.opener = opener


def reasons(error: BaseException) -> Iterator[BaseException]:
    """An error and all that led to it, those of a group too."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [e for e in (found.__cause__, found.__context__) if e is not None]
        if isinstance(found, BaseExceptionGroup):
            waiting += found.exceptions


def silence(url: str, error: BaseException) -> str | None:
    """Why no server answers, where the error tells more than that; a message for people."""
    scheme, _, host = url.partition("://")
    plain = scheme.split("+")[0]
    for reason in reasons(error):
        if isinstance(reason, ssl.SSLCertVerificationError):
            return (
                f"{url}: the server's certificate is not trusted ({reason.verify_message}); give "
                f"its name as the certificate has it, or {plain}+ssc://{host} for one that the "
                "server signed itself"
            )
        if isinstance(reason, ssl.SSLError) and not isinstance(reason, TimeoutError):
            return (
                f"{url} asks for an encrypted connection (TLS), which the server there does not "
                f"speak; use {plain}://{host}, or set up TLS in the server"
            )
        if isinstance(reason, TimeoutError) or "DeadlineExceeded" in type(reason).__name__:
            return (
                f"{url}: the server took the connection, but gave no answer in time; look whether "
                f"it hangs or is overloaded. {TIMEOUT} sets how many seconds are waited "
                f"({limit():g} now, at most {CONNECT_S:g} to connect); what was stored before is "
                "intact, so the command can be repeated"
            )
    return None
