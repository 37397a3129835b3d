"""Nothing leaves this computer, nothing in a folder of texts runs, however graphkit is entered."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

TEXT = "France accused Iran of lying.\n"
API = "import graphkit; print(graphkit.extract('France accused Iran of lying.')[0].relation)"
LIBRARY = "from graphkit.language import parse_text; print(*parse_text('France accused Iran.'))"
ENTRIES = {
    "the command": ["-c", "from graphkit.cli.main import main; main()", "extract", "a.txt"],
    "python -m": ["-m", "graphkit", "extract", "a.txt"],
    "the library": ["-c", API],
    "a room of the library": ["-c", LIBRARY],
    "workers": ["-m", "graphkit", "extract", "a.txt", "b.txt", "--workers", "2"],
}


def run(
    folder: Path, arguments: list[str], before: list[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with a home of its own, which nothing should write to."""
    home = folder / "home"
    home.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ORT_", "XDG_"))}
    environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [*(before or []), sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", ENTRIES.values(), ids=ENTRIES)
def test_nothing_is_left_in_the_home_folder(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, arguments)
    assert done.returncode == 0, done.stderr
    assert not list((tmp_path / "home").rglob("*"))


SENDS = {"connect", "sendto", "sendmsg", "sendmmsg"}
NETWORK = SENDS | set(
    "accept bind getpeername getsockname getsockopt listen recvfrom recvmsg setsockopt shutdown"
    " socket socketpair".split()
)
CALL = re.compile(r"\b(?P<name>\w+)\((?P<arguments>.*)")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
QUOTED = re.compile(r'"((?:[^"\\\\]|\\\\.)*)"')


@pytest.mark.slow
@pytest.mark.parametrize("arguments", ENTRIES.values(), ids=ENTRIES)
def test_the_system_sees_no_connection_and_no_file_written(
    tmp_path: Path, arguments: list[str]
) -> None:
    """What strace shows: no packet to a network, no look-up of a name, no file but those named."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("needs strace")
    log = tmp_path.parent / f"{tmp_path.name}.strace"
    calls = "trace=network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink"
    done = run(tmp_path, arguments, [strace, "-f", "-qq", "-e", calls, "-o", str(log)])
    if "Operation not permitted" in done.stderr:
        pytest.skip("this machine lets nobody trace processes")
    assert done.returncode == 0, done.stderr
    found = []
    for line in log.read_text(errors="replace").splitlines():
        call = CALL.search(line)
        if call is None:
            continue
        name, rest = call["name"], call["arguments"]
        if name in NETWORK:
            found += [line] if name in SENDS and "AF_INET" in rest else []
            continue
        path = next(iter(QUOTED.findall(rest)), "")
        if path.endswith(("/resolv.conf", "/nsswitch.conf", "/hosts")):
            found.append(line)
        elif name not in ("open", "openat") or WRITES.search(rest):
            found += [line] if not path.startswith(("/dev/", "/proc/")) else []
    assert not found


# Not `types`, `warnings`, `contextlib`: with -m the interpreter itself imports those from the
# current folder, before it has found any package (`python -P -m graphkit` keeps it from that).
PLANTED = "re json struct socket signal pickle threading typing dataclasses yaml numpy".split()


@pytest.mark.parametrize("entry", ["the command", "python -m"])
def test_modules_in_the_current_folder_do_not_run(tmp_path: Path, entry: str) -> None:
    hit = tmp_path / "hit"
    for name in PLANTED:
        (tmp_path / f"{name}.py").write_text(f"open({str(hit)!r}, 'a').write('{name} ')")
    # The command's script lies in a folder of its own, which is the first on its path.
    arguments = ENTRIES[entry] if entry == "python -m" else ["-P", *ENTRIES[entry]]
    done = run(tmp_path, arguments)
    assert not hit.exists(), hit.read_text()
    assert done.returncode == 0, done.stderr
    assert "accuses" in done.stdout
