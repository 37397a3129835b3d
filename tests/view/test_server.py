"""`graphkit view`: served to whoever has the address, on this computer, and to nobody else."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from graphkit.errors import GraphkitError
from graphkit.stores import Filters, open_store
from graphkit.view import answers
from graphkit.view.server import ViewServer
from tests.browser import browsing, chromium
from tests.export.test_html import choose, needs_browser
from tests.stores.sample import DOCUMENTS, SYMMETRIC, world


@pytest.fixture
def graph(tmp_path: Path) -> str:
    with open_store(tmp_path / "g.db", write=True) as made:
        made.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    return str(tmp_path / "g.db")


@pytest.fixture
def server(graph: str) -> Iterator[ViewServer]:
    with ViewServer(graph, Filters(open=True)) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def get(server: ViewServer, path: str, host: str | None = None) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_the_page_and_its_questions_are_answered(server: ViewServer) -> None:
    token = server.token
    assert get(server, f"/?token={token}")[0] == 200
    status, body = get(server, f"/api/search?q=moscow&token={token}")
    assert (status, json.loads(body)["found"][0][0]) == (200, "russia")
    _, body = get(server, f"/api/around?actor=armenia&token={token}")
    assert {edge[3] for edge in json.loads(body)["edges"]} == {
        "accuses",
        "denies",
        "leads",
        "urges",
    }
    _, body = get(server, f"/api/between?a=armenia&b=azerbaijan&token={token}")
    assert {edge[3] for edge in json.loads(body)["edges"]} == {"accuses", "denies"}
    status, body = get(server, f"/api/around?actor=nobody&token={token}")
    assert (status, "no actor 'nobody'" in json.loads(body)["error"]) == (400, True)
    assert get(server, f"/api/around?token={token}")[0] == 400
    for path in ("/api/nothing", "/../etc/passwd", "/favicon.ico", "/api/__class__"):
        assert get(server, f"{path}?token={token}")[0] == 404


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=wrong", "/api/search?q=a"])
def test_nobody_without_the_token_is_answered(server: ViewServer, path: str) -> None:
    status, body = get(server, path)
    assert (status, "Armenia" in body) == (403, False)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:80", ""])
def test_another_name_for_this_computer_is_refused(server: ViewServer, host: str) -> None:
    assert get(server, f"/?token={server.token}", host=host or "x")[0] == 403


def test_it_listens_to_this_computer_only(server: ViewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_told(server: ViewServer, graph: str) -> None:
    with pytest.raises(GraphkitError, match=f"port {server.server_port} cannot be used"):
        ViewServer(graph, Filters(), server.server_port)


def test_of_a_large_graph_it_begins_with_the_greatest(graph: str) -> None:
    with open_store(graph) as store:
        whole = answers.begin(store, Filters(open=True), None)
        part = answers.begin(store, Filters(open=True), 3)
    assert (len(whole["parts"]["edges"]), whole["left_out"]) == (10, 0)
    assert part["left_out"] == 10 - len(part["parts"]["edges"])
    assert len(part["parts"]["edges"]) >= 3


def test_the_command_prints_the_address_and_ends_on_ctrl_c(graph: str) -> None:
    command = [sys.executable, "-m", "graphkit", "view", "--graph", graph, "--no-browser"]
    # Whoever runs the tests in the background may have Ctrl-C ignored, for children too.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, heard)
    with process:
        assert process.stdout
        try:
            assert process.stdout.readline().startswith("http://127.0.0.1:")
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()


@needs_browser
def test_choosing_brings_in_what_was_not_there(graph: str, tmp_path: Path) -> None:
    program = chromium()
    assert program
    with ViewServer(graph, Filters(open=True), limit=3) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            with browsing(program, tmp_path / "profile") as tab:
                tab.open(server.address)
                choose(tab, "klaar")
                tab.until("document.querySelector('#details h2').textContent === 'Toivo Klaar'")
                text = tab.run("document.getElementById('details').textContent")
                assert "European Union" in text
                here = f"http://127.0.0.1:{server.server_port}/"
                asked = [url for url in tab.requests if url.startswith("http")]
                assert all(url.startswith(here) for url in asked)
                assert not [line for line in tab.complaints if "favicon" not in line]
        finally:
            server.shutdown()
            thread.join()
