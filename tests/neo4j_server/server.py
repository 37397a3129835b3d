"""A real Neo4j Community server for the tests: from Maven's artifacts, no docker.

`java` 17 or newer and `mvn` are needed. The artifacts (130 MB) are fetched once into `build/neo4j`;
every server has a temporary home of its own and free ports, and is stopped by its process id.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).resolve().parents[2] / "build" / "neo4j"
OLDEST_JAVA = 17
_START_S = 400.0
_STOP_S = 60.0
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class ServerMissingError(Exception):
    """What is needed to run a server is not on this machine; the message says what."""


def java_command() -> str:
    """Path of a Java that is new enough.

    Raises:
        ServerMissingError: none.
    """
    java = shutil.which("java")
    if java is None:
        raise ServerMissingError("no java on PATH: install Java 17 or newer")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', said)
    if match is None or int(match[1]) < OLDEST_JAVA:
        line = said.splitlines()[0] if said else "java says nothing"
        raise ServerMissingError(f"Java {OLDEST_JAVA} or newer is needed; {line}")
    return java


def libraries(version: str | None = None) -> Path:
    """Folder with the server's artifacts, fetched when they are not there yet.

    Args:
        version: of Neo4j; None takes the one of pom.xml.

    Raises:
        ServerMissingError: no Maven, or it could not fetch them.
    """
    key = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    folder = CACHE / (f"{key}-{version}" if version else key)
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerMissingError("no mvn on PATH: install Maven to fetch the server's artifacts")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="fetch-") as fresh:
        command = [
            maven, "--batch-mode", "--quiet", "--file", str(POM), "dependency:copy-dependencies",
            "-DincludeScope=runtime", f"-DoutputDirectory={fresh}/lib",
        ]  # fmt: skip
        if version:
            command += [f"-Dneo4j.version={version}", "-DserverOnly"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ServerMissingError(f"mvn could not fetch the server:\n{done.stdout[-2000:]}")
        try:
            (Path(fresh) / "lib").rename(folder)
        except OSError:  # somebody else was faster
            if not folder.is_dir():
                raise
    return folder


def _main_class(lib: Path) -> str:
    """The class that starts a Community server: calendar releases have another than 5.26."""
    calendar = any(lib.glob("neo4j-20*.jar"))
    return f"org.neo4j.server.{'Neo4jCommunity' if calendar else 'CommunityEntryPoint'}"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A Neo4j server with a home in a temporary folder; use it in a `with` block.

    Attributes:
        version: of Neo4j; None takes the one of pom.xml.
        settings: lines of neo4j.conf beyond the usual ones.
        heap_mb: most memory for its heap.
        browser: listen on HTTP too, where Neo4j Browser is.
    """

    version: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    heap_mb: int = 700
    browser: bool = False
    user: str = "neo4j"
    password: str = field(default_factory=lambda: secrets.token_urlsafe(12), repr=False)
    port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)
    _home: Path | None = None
    _process: subprocess.Popen[bytes] | None = None
    _password_set: bool = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"neo4j://localhost:{self.port}"

    @property
    def home(self) -> Path:
        """Its folder."""
        if self._home is None:
            self._home = Path(tempfile.mkdtemp(prefix="graphkit-neo4j-"))
        return self._home

    @property
    def environment(self) -> dict[str, str]:
        """What graphkit needs to reach it."""
        return {"NEO4J_USERNAME": self.user, "NEO4J_PASSWORD": self.password}

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.remove()

    def start(self) -> None:
        """Start it (again) and wait until it answers.

        Raises:
            ServerMissingError: Java, Maven or the artifacts are missing.
            RuntimeError: it does not come up; the message holds the end of its log.
        """
        java = java_command()
        lib = libraries(self.version)
        self._configure()
        opens = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENS]
        log = (self.home / "console.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [
                    java, "-Xms128m", f"-Xmx{self.heap_mb}m", "-XX:+UseSerialGC", *opens,
                    "-cp", f"{lib}/*", _main_class(lib),
                    f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}",
                    "--console-mode",
                ],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                env=_clean_environment(),
            )  # fmt: skip
        self._wait()
        self._set_password()

    def _configure(self) -> None:
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"localhost:{self.port}",
            "server.http.enabled": "true" if self.browser else "false",
            "server.http.listen_address": f"127.0.0.1:{self.http_port}",
            "server.memory.pagecache.size": "96m",
            "dbms.usage_report.enabled": "false",
            **self.settings,
        }
        conf = self.home / "conf"
        conf.mkdir(exist_ok=True)
        lines = [f"{name}={value}\n" for name, value in settings.items()]
        (conf / "neo4j.conf").write_text("".join(lines), encoding="utf-8")

    def _wait(self) -> None:
        until = time.monotonic() + _START_S
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"the Neo4j server ended while starting:\n{self.log()}")
            with socket.socket() as probe:
                probe.settimeout(1.0)
                if probe.connect_ex(("127.0.0.1", self.port)) == 0 and self._answers():
                    return
            time.sleep(0.25)
        raise RuntimeError(f"the Neo4j server does not answer after {_START_S} s:\n{self.log()}")

    def _answers(self) -> bool:
        """Whether queries get through; a wrong password is an answer too."""
        import neo4j

        password = self.password if self._password_set else "neo4j"
        try:
            with neo4j.GraphDatabase.driver(self.url, auth=(self.user, password)) as driver:
                if not self._password_set:
                    driver.verify_authentication()
                else:
                    driver.execute_query("RETURN 1")
        except neo4j.exceptions.AuthError:
            return True
        except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError, OSError):
            return False
        return True

    def _set_password(self) -> None:
        """Replace the password that every new server begins with."""
        if self._password_set:
            return
        import neo4j

        with neo4j.GraphDatabase.driver(self.url, auth=(self.user, "neo4j")) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                old="neo4j",
                new=self.password,
                database_="system",
            )
        self._password_set = True
        until = time.monotonic() + _START_S
        while not self._answers():
            if time.monotonic() > until:
                raise RuntimeError(f"the Neo4j server refuses its new password:\n{self.log()}")
            time.sleep(0.25)

    def log(self) -> str:
        """The end of what it wrote."""
        path = self.home / "console.log"
        return path.read_text(encoding="utf-8", errors="replace")[-4000:] if path.exists() else ""

    def kill(self) -> None:
        """End it at once, as a power cut would; `start` brings it back with its data."""
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def stop(self) -> None:
        """End it in order; `start` brings it back with its data."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def remove(self) -> None:
        """End it and delete its folder."""
        self.kill()
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)

    def java(
        self, main: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run another program of the artifacts (neo4j-admin, cypher-shell) on its home."""
        return subprocess.run(
            [java_command(), "-Xmx400m", "-cp", f"{libraries(self.version)}/*", main, *arguments],
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            env=_clean_environment()
            | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
            | dict(environment or {}),
        )  # fmt: skip


def _clean_environment() -> dict[str, str]:
    """The environment without what would change a Neo4j program's behaviour."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
