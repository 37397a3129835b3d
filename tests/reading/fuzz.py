"""Damaged, nested and endless files of every kind: `make fuzz`, or a few of them in `make test`.

Each input must give documents or told failures, soon and in bounded memory. What comes is made from
the samples of `tests.reading.samples` by a seed, so that a fault can be made again.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import FrameType

from graphkit.model import Document
from graphkit.reading import read
from tests.reading import samples
from tests.reading.test_formats import pdf

SECONDS_AN_INPUT = 20
MEMORY = 1 << 30
_ZIPPED = {"docx", "odt", "epub", "zip"}
_OPENERS: dict[str, bytes] = {
    "html": b"<div>", "rss": b"<a>", "atom": b"<b>", "rdf": b"<x>", "newsml": b"<p>",
    "nitf": b"<p>", "json": b"[", "rows": b'{"text":', "markdown": b"> ", "mail": b"> ",
    "mbox": b"From a b 2024\n", "csv": b'"', "srt": b"00:00:01,000 --> 00:00:02,000\n",
    "vtt": b"<v a>", "digest": b"Message: 1\nDate: x\n", "text": b"a ", "warc": b"WARC/1.0\r\n",
}  # fmt: skip

Change = Callable[[bytes, random.Random], bytes]


def readers() -> dict[str, tuple[str, bytes]]:
    """Name of each reader to a file's name and bytes."""
    return samples.ALL | {"pdf": ("a.pdf", pdf(["Peru thanked Chile."], ["Bolivia left."]))}


def truncated(data: bytes, chance: random.Random) -> bytes:
    """The beginning."""
    return data[: chance.randrange(len(data) + 1)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def spliced(data: bytes, chance: random.Random) -> bytes:
    """A piece put in again elsewhere, or cut out."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    place = chance.randrange(len(data) + 1)
    piece = data[start:end] * chance.choice((0, 1, 3, 50))
    return data[:place] + piece + data[place + chance.choice((0, 0, end - start)) :]


def strange(data: bytes, chance: random.Random) -> bytes:
    """Bytes put in that mean something to some reader."""
    pieces = (
        b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&#0;", b"]]>",
        b"<![CDATA[", b"\r\n\r\n", b"--", b"%", b"\\u0000", b"1e999", b"-1", b"99999999999999999",
        b"\xe2\x80\xae", b"<!--", b"<script>", b"charset=rot13", b"=?utf-7?q?a?=", b"../../../x",
    )  # fmt: skip
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(pieces) * chance.choice((1, 1, 10)) + data[place:]


CHANGES: tuple[Change, ...] = (truncated, flipped, flipped, spliced, strange)


def inputs(name: str, count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Files for one reader: its name with each file's bytes."""
    chance = random.Random(f"{name}-{seed}")
    file, data = readers()[name]
    for nested in _nested(name, data):
        yield file, nested
    for _ in range(count):
        changed = data
        if name in _ZIPPED and chance.random() < 0.7:
            changed = _rezipped(data, chance)
        else:
            for _ in range(chance.choice((1, 1, 2, 4))):
                changed = chance.choice(CHANGES)(changed or b" ", chance)
        # Told by content alone, half of the time.
        yield (file if chance.random() < 0.5 else "a"), changed


def _nested(name: str, data: bytes) -> Iterator[bytes]:
    opener = _OPENERS.get(name)
    if opener is not None:
        middle = len(data) // 2
        for times in (300, 30_000):
            yield data[:middle] + opener * times + data[middle:]
            yield opener * times
    if name == "gzip":
        layers = samples.ROWS
        import gzip

        for _ in range(8):
            layers = gzip.compress(layers)
        yield layers
        yield gzip.compress(b"Peru left. " * 20_000_000, 9)
    if name == "zip":
        bomb = b"0" * (300 << 20)
        yield samples.zipped({"a.txt": bomb})
        inner = samples.ZIP
        for _ in range(8):
            inner = samples.zipped({"in.zip": inner})
        yield inner
    if name in ("docx", "odt"):
        part = {"docx": "word/document.xml", "odt": "content.xml"}[name]
        laughs = (
            '<!DOCTYPE l [<!ENTITY a "lol">'
            + "".join(f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in pairwise("abcdefghi"))
            + "]><l>&i;</l>"
        )
        files = {"mimetype": "application/vnd.oasis.opendocument.text", part: laughs}
        yield samples.zipped(files)
        yield samples.zipped({**files, part: "<p>" * 100_000})


def _rezipped(data: bytes, chance: random.Random) -> bytes:
    """One member changed, the archive itself whole: what a checksum would stop otherwise."""
    files: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        victim = chance.choice(names)
        for name in names:
            body = archive.read(name)
            if name == victim:
                body = chance.choice(CHANGES)(body or b" ", chance)
            files[name] = body
    return samples.zipped(files)


def check(path: Path) -> str | None:
    """What is wrong with how a file was read, or None."""
    for found in read([path]):
        if isinstance(found, Document):
            if not found.text.strip() or "\0" in found.text:
                return "a document without text"
        elif "please report" in found.message:
            return str(found)
    return None


class TooLongError(Exception):
    """An input took more than its seconds."""


def _alarm(_: int, __: FrameType | None) -> None:
    raise TooLongError


def fuzz(name: str, count: int, seed: int = 0) -> tuple[int, float, list[str]]:
    """Read files made for one reader.

    Returns:
        how many there were, the seconds of the slowest, and what was wrong.
    """
    wrong: list[str] = []
    slowest, number = 0.0, 0
    signal.signal(signal.SIGALRM, _alarm)
    with tempfile.TemporaryDirectory() as folder:
        for file, data in inputs(name, count, seed):
            number += 1
            path = Path(folder) / file
            path.write_bytes(data)
            began = time.process_time()
            signal.alarm(SECONDS_AN_INPUT * 10)
            try:
                fault = check(path)
            except TooLongError:
                fault = "does not end"
            finally:
                signal.alarm(0)
            took = time.process_time() - began
            slowest = max(slowest, took)
            if took > SECONDS_AN_INPUT:
                fault = f"took {took:.0f} s"
            if fault:
                wrong.append(f"{name}, seed {seed}, input {number}: {fault}")
    return number, slowest, wrong


def main() -> int:
    """Fuzz the readers named, or all; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", choices=[[], *sorted(readers())])
    parser.add_argument("--inputs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    faults = 0
    for name in given.readers or sorted(readers()):
        number, slowest, wrong = fuzz(name, given.inputs, given.seed)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        if peak > MEMORY:
            wrong.append(f"{name}: memory {peak >> 20} MB")
        print(  # noqa: T201 - a program's report
            f"{name}: {number} inputs, slowest {slowest:.2f} s, memory {peak >> 20} MB,"
            f" {len(wrong)} wrong",
            flush=True,
        )
        for line in wrong[:10]:
            print(f"  {line}", flush=True)  # noqa: T201
        faults += len(wrong)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
