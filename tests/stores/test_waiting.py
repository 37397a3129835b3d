"""A server that does not answer is waited for as long as the user says, and told in clear words."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from graphkit.errors import StoreError, UsageError
from graphkit.stores import open_store
from graphkit.stores.bolt.waiting import DEFAULT_S, limit

HELLO, LOGON, RESET, GOODBYE = 0x01, 0x6A, 0x0F, 0x02
_WELCOME = b"\xb1\x70\xa2\x86server\x8cNeo4j/5.26.0\x8dconnection_id\x86bolt-1"  # SUCCESS {...}
_SUCCESS = b"\xb1\x70\xa0"


@contextmanager
def served(handle: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server in a thread that handles each connection; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    open_ones: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            open_ones.append(connection)
            threading.Thread(target=_quietly, args=(handle, connection), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        for connection in open_ones:
            connection.close()


def _quietly(handle: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with suppress(OSError):
        handle(connection)


def silent(connection: socket.socket) -> None:
    """Takes the connection and says nothing."""
    time.sleep(30)


def plain(connection: socket.socket) -> None:
    """Speaks no TLS."""
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    connection.close()


def hanging_up(connection: socket.socket) -> None:
    """What a Neo4j server without TLS does with a connection that begins with it."""
    connection.recv(4096)
    connection.close()


def freezing(connection: socket.socket) -> None:
    """Speaks Bolt 5.4 until the first question, then freezes."""
    stream = connection.makefile("rb")
    stream.read(20)
    connection.sendall(b"\x00\x00\x04\x05")
    while True:
        message = b""
        while size := int.from_bytes(stream.read(2), "big"):
            message += stream.read(size)
        if not message or message[1] == GOODBYE:
            return
        if message[1] not in (HELLO, LOGON, RESET):
            time.sleep(30)
            return
        answer = _WELCOME if message[1] == HELLO else _SUCCESS
        connection.sendall(len(answer).to_bytes(2, "big") + answer + b"\0\0")


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_TIMEOUT", "1")
    monkeypatch.setenv("NEO4J_PASSWORD", "s3cretPW")


def refused(url: str) -> str:
    with pytest.raises(StoreError) as told, open_store(url) as store:
        store.stats()
    assert "s3cretPW" not in str(told.value)
    return str(told.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_a_server_that_says_nothing_is_told_within_the_limit(scheme: str) -> None:
    start = time.monotonic()
    with served(silent) as port:
        told = refused(f"{scheme}://127.0.0.1:{port}")
    assert "gave no answer in time" in told
    assert "GRAPHKIT_NEO4J_TIMEOUT" in told
    assert time.monotonic() - start < 20


def test_a_server_that_freezes_at_a_question_is_told_within_the_limit() -> None:
    start = time.monotonic()
    with served(freezing) as port:
        told = refused(f"bolt://127.0.0.1:{port}")
    assert "gave no answer in time" in told
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("handle", [plain, hanging_up])
@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "bolt+ssc"])
def test_an_encrypted_address_of_a_plain_server_says_so(
    handle: Callable[[socket.socket], None], scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_TIMEOUT", "20")
    with served(handle) as port:
        told = refused(f"{scheme}://127.0.0.1:{port}")
    assert "TLS" in told
    assert f"use {scheme.split('+')[0]}://127.0.0.1:{port}" in told


def test_the_drivers_own_lines_stay_off_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    refused("neo4j://127.0.0.1:1")
    logging.getLogger("neo4j.pool").error("a line of the driver")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "1e9"])
def test_a_limit_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_TIMEOUT", text)
    with pytest.raises(UsageError, match="GRAPHKIT_NEO4J_TIMEOUT"):
        limit()


def test_without_a_limit_of_the_users_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHKIT_NEO4J_TIMEOUT")
    assert limit() == DEFAULT_S
