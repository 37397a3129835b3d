"""Waiting for the other side of a pipe can be ended at any time, and ends by itself."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from graphkit.cli.pipes import heedful

# The signal goes to a second thread, so that it breaks off no waiting of the first one: as when it
# comes just before that one begins to wait.
INTERRUPTED = """
import os, signal, threading, time
from graphkit.cli.pipes import heedful

def interrupt():
    time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(60)

signal.signal(signal.SIGINT, signal.default_int_handler)
ours, theirs = os.pipe()
os.write(theirs, b'{"half": ')
threading.Thread(target=interrupt, daemon=True).start()
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
try:
    heedful(os.fdopen(ours, "rb")).readline()
except KeyboardInterrupt:
    print("heard")
"""


def test_ctrl_c_is_heard_though_it_breaks_off_no_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout == "heard\n"


def test_every_line_of_a_pipe_comes_and_then_its_end() -> None:
    ours, theirs = os.pipe()
    lines = [b"%d %s\n" % (n, b"x" * n) for n in range(300)]  # less than a pipe holds
    with os.fdopen(theirs, "wb") as file:
        file.writelines(lines)
    with heedful(os.fdopen(ours, "rb")) as pipe:
        assert list(pipe) == lines


def test_standard_input_stays_open_and_a_file_is_closed() -> None:
    for owned in (True, False):
        ours, theirs = os.pipe()
        os.close(theirs)
        file = os.fdopen(ours, "rb")
        heedful(file, owned=owned).close()
        assert file.closed is owned
        file.close()


def test_what_keeps_nobody_waiting_is_read_as_it_is(tmp_path: Path) -> None:
    memory = io.BytesIO(b"x")
    assert heedful(memory) is memory
    (tmp_path / "file").write_bytes(b"x")
    with (tmp_path / "file").open("rb") as file:
        assert heedful(file) is file
