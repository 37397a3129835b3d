"""A small server on 127.0.0.1: the page and its questions, nothing else.

Only whoever has the address with its random token is answered, and only under this computer's own
name: no other user and no web page (by requests of its own, by DNS rebinding) reads the graph.
"""

from __future__ import annotations

import json
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from graphkit.errors import GraphkitError
from graphkit.export.html import page
from graphkit.stores import open_store
from graphkit.view.answers import ANSWERS, begin

if TYPE_CHECKING:
    from graphkit.stores.values import Filters

HOST = "127.0.0.1"
_LONGEST = 8192


class ViewServer(ThreadingHTTPServer):
    """Serves one graph. `serve_forever` until interrupted; `address` is what a browser opens.

    The graph is opened anew for every question, so that it may be rebuilt meanwhile.

    Args:
        graph: path or URL.
        filters: which edges can be seen.
        port: 0 takes a free one.
        limit: see `graphkit.view.answers.begin`.

    Raises:
        GraphkitError: the graph cannot be read, or the port is taken.
    """

    daemon_threads = True

    def __init__(self, graph: str, filters: Filters, port: int = 0, limit: int | None = None):
        self.graph = graph
        self.filters = filters
        self.limit = limit
        self.token = secrets.token_urlsafe(18)
        with open_store(graph) as store:
            store.stats()
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise GraphkitError(
                f"port {port} cannot be used ({error.strerror}); name another with --port, or none"
            ) from error

    @property
    def address(self) -> str:
        """The page's URL with its token."""
        return f"http://{HOST}:{self.server_port}/?token={self.token}"

    def answer(self, path: str, asked: dict[str, str]) -> tuple[str, str]:
        """Body and content type of the page ("/") or of a question ("/api/NAME").

        Raises:
            KeyError: nothing is served there.
            GraphkitError: the question cannot be answered.
        """
        if path == "/":
            with open_store(self.graph) as store:
                data = begin(store, self.filters, self.limit)
            return page({**data, "served": self.token}), "text/html"
        question = ANSWERS[path.removeprefix("/api/")] if path.startswith("/api/") else None
        if question is None:
            raise KeyError(path)
        with open_store(self.graph) as store:
            found: dict[str, Any] = question(store, self.filters, asked)
        return json.dumps(found, ensure_ascii=False), "application/json"


class _Handler(BaseHTTPRequestHandler):
    server: ViewServer
    protocol_version = "HTTP/1.1"
    server_version = "graphkit"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer a request."""
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        names = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        if self.headers.get("Host") not in names or len(self.path) > _LONGEST:
            self._send(HTTPStatus.FORBIDDEN, "this server answers its own computer only")
            return
        if not secrets.compare_digest(asked.get("token", ""), self.server.token):
            self._send(HTTPStatus.FORBIDDEN, "open the address that `graphkit view` printed")
            return
        try:
            body, kind = self.server.answer(parts.path, asked)
        except KeyError:
            self._send(HTTPStatus.NOT_FOUND, "nothing here")
        except GraphkitError as error:
            self._send(
                HTTPStatus.BAD_REQUEST, json.dumps({"error": str(error)}), "application/json"
            )
        else:
            self._send(HTTPStatus.OK, body, kind)

    def _send(self, status: HTTPStatus, body: str, kind: str = "text/plain") -> None:
        data = body.encode("utf-8", "surrogatepass")
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(data))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the address holds the token."""
