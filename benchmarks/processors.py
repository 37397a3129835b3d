"""What is read differently on another processor: `python -m benchmarks.processors`.

The whole chain, model and rules, is run under emulated processors (QEMU in user mode, Debian's
`qemu-user`) and its words, arcs and statements are compared with this processor's own.

Emulation takes a hundred times as long: `--sentences` bounds the text.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: QEMU's processors: before AVX, with AVX2 and without VNNI. This one is compared with each.
PROCESSORS = {"Nehalem (SSE4.2, no AVX)": "Nehalem", "Haswell (AVX2, no VNNI)": "Haswell"}


def texts(folders: Sequence[Path], most: int) -> Iterator[str]:
    """Our own text and whatever lies in the folders, until about so many sentences."""
    left = most
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    for folder in folders:
        sources += [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    lines = (ROOT / "benchmarks" / "sentences.jsonl").read_text("utf-8").splitlines()
    sources.append("\n\n".join(dict.fromkeys(json.loads(line)["text"] for line in lines)))
    for text in sources:
        if left <= 0:
            return
        left -= text.count(". ") + text.count(".\n") + 1
        yield text


def read(source: Path, target: Path) -> None:
    """Write what is read of the texts of a file (a JSON list), as JSON lines of kind and value."""
    from graphkit.extraction.pipeline import Extractor
    from graphkit.language import parse
    from graphkit.model import Document

    extractor = Extractor()
    with target.open("w", encoding="utf-8") as out:
        for number, text in enumerate(json.loads(source.read_text("utf-8"))):
            parsed = parse(text)
            for at, token in enumerate(parsed.tokens):
                arc = [token.start, parsed.heads[at], parsed.deprels[at], parsed.upos[at]]
                row = [*arc, parsed.lemmas[at], parsed.names[at], parsed.starts[at]]
                out.write(json.dumps(["word", number, *row]) + "\n")
            for statement in extractor.extract(Document(id=f"d{number}", text=text)):
                record = json.dumps(statement.to_dict(), ensure_ascii=False)
                out.write(json.dumps(["statement", record]) + "\n")


def run(processor: str | None, source: Path, target: Path) -> None:
    """Read the texts in a process of its own, on this processor or an emulated one."""
    command = [sys.executable, "-m", "benchmarks.processors", "--read", str(source), str(target)]
    if processor is not None:
        emulator = shutil.which("qemu-x86_64") or shutil.which("qemu-x86_64-static")
        if emulator is None:
            raise SystemExit("qemu-x86_64 is not installed: apt-get install qemu-user")
        command = [emulator, "-cpu", processor, *command]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")}
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def compared(own: Path, other: Path) -> tuple[int, int, int, int]:
    """(words, words read differently, statement lines, lines that stand on one side only)."""
    mine, theirs = (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in (own, other)
    )
    words = [[row for row in rows if row[0] == "word"] for rows in (mine, theirs)]
    told = [[row[1] for row in rows if row[0] == "statement"] for rows in (mine, theirs)]
    keyed = {(row[1], row[2]): row for row in words[1]}
    differ = sum(keyed.get((row[1], row[2])) != row for row in words[0])
    differ += abs(len(words[0]) - len(words[1]))
    lines = len(set(told[0]) ^ set(told[1]))
    return len(words[0]), differ, len(told[0]), lines


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, nargs="*", default=[ROOT.parent / "shared/articles"])
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--read", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        read(*options.read)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "texts.json"
        source.write_text(json.dumps(list(texts(options.texts, options.sentences))), "utf-8")
        run(None, source, folder / "own")
        print("| processor | words | read differently | statements | lines that differ |")
        print("|---|---|---|---|---|")
        for title, processor in PROCESSORS.items():
            run(processor, source, folder / processor)
            figures = " | ".join(str(n) for n in compared(folder / "own", folder / processor))
            print(f"| {title} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
