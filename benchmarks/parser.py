"""Speed and memory of the English model: `python -m benchmarks.parser --texts ../shared/articles`.

The shipped int8 file on onnxruntime beside the same network in fp32 PyTorch, both on one thread, in
the same run, in turns, on the same windows. Without PyTorch (training/requirements.txt) that row
says so. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from graphkit.language.network import DATA, EnglishNetwork, english
from graphkit.language.tokens import blocks
from graphkit.language.windows import parsed_blocks

Windows = list[list[str]]
#: Windows of a batch in PyTorch; the fastest of these is what the shipped file is compared with.
BATCHES = (1, 4, 16)

_LOAD = """
import time
begun = time.perf_counter()
from graphkit.language.network import english
english()
print(time.perf_counter() - begun)
"""
_MEMORY = """
import resource
import sys
from graphkit.language import sections
article = " ".join(sys.stdin.read().split()) + " "
size = int(float(sys.argv[1]) * 1e6)
text = (article * (size // len(article) + 1))[:size]
words = sum(len(part) for part in sections(text))
try:
    # A child's ru_maxrss begins at its parent's, and PyTorch is large; this mark does not.
    lines = open("/proc/self/status").read().split("\\n")
    peak = int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1e3
except OSError:
    unit = 1e6 if sys.platform == "darwin" else 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
print(words, peak)
"""


def windows_of(texts: Sequence[str], network: EnglishNetwork) -> Windows:
    """The words of every window that parsing the texts sends through the network."""
    seen: Windows = []

    class Recording(EnglishNetwork):
        def score(self, words: Sequence[str]):  # type: ignore[no-untyped-def]
            seen.append(list(words))
            return super().score(words)

    recording = Recording.__new__(Recording)
    recording.__dict__.update(network.__dict__)
    for text in texts:
        for _ in parsed_blocks(blocks(text), recording):
            pass
    return seen


def shipped(windows: Windows, network: EnglishNetwork) -> Callable[[], None]:
    """One round of the shipped file over all windows."""

    def round_() -> None:
        for words in windows:
            network.score(words)

    return round_


def pytorch(
    windows: Windows, network: EnglishNetwork, size: int, weights: Path | None
) -> Callable[[], None]:
    """One round of the fp32 network in PyTorch, in batches of `size` windows of similar length.

    Args:
        windows: the words of each window.
        network: gives the word pieces.
        size: windows a batch.
        weights: the trained `weights.pt`; without it they are random, which costs the same time.
    """
    import torch

    from training.batches import Labels
    from training.network import Network
    from training.train import sizes_of

    labels = json.loads((DATA / "labels.json").read_text(encoding="utf-8"))
    model = Network(sizes_of(Labels(**{key: tuple(value) for key, value in labels.items()})))
    if weights:
        model.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    model.eval()
    torch.set_num_threads(1)
    ordered = sorted(windows, key=len)

    def padded(rows: list[list[int]]) -> torch.Tensor:
        width = max(len(row) for row in rows)
        return torch.tensor([row + [0] * (width - len(row)) for row in rows])

    def round_() -> None:
        with torch.inference_mode():
            for start in range(0, len(ordered), size):
                inputs = [network.pieces.of_words(words) for words in ordered[start : start + size]]
                ids = padded([part[0] for part in inputs])
                lengths = torch.tensor([len(part[0]) for part in inputs])
                mask = torch.arange(ids.shape[1])[None, :] < lengths[:, None]
                shapes, first = padded([p[1] for p in inputs]), padded([p[2] for p in inputs])
                out = model(ids, shapes, mask, first)
                heads = out["arc"].argmax(-1)
                model.labels(out["label_dep"], out["label_head"], heads)

    return round_


def rates(rounds: dict[str, Callable[[], None]], words: int, repeats: int) -> dict[str, float]:
    """Words a second of each way: the median of `repeats` rounds, the ways taking turns."""
    times: dict[str, list[float]] = {name: [] for name in rounds}
    for _ in range(repeats):
        for name, round_ in rounds.items():
            begun = time.perf_counter()
            round_()
            times[name].append(time.perf_counter() - begun)
    return {name: words / statistics.median(spent) for name, spent in times.items()}


def fresh(code: str, *arguments: str, stdin: str = "") -> list[float]:
    """Numbers that a program prints in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(number) for number in run.stdout.split()]


def report(texts: Sequence[str], repeats: int, megabytes: float, weights: Path | None) -> str:
    """Measure everything; returns Markdown."""
    network = english()
    windows = windows_of(texts, network)
    words = sum(len(window) for window in windows)
    rounds = {"int8, onnxruntime": shipped(windows, network)}
    has_torch = find_spec("torch") is not None
    if has_torch:
        for size in BATCHES:
            rounds[f"fp32, PyTorch, {size} a batch"] = pytorch(windows, network, size, weights)
    found = rates(rounds, words, repeats)
    begun = time.perf_counter()
    whole = 0
    for text in texts:
        for part in parsed_blocks(blocks(text), network):
            whole += len(part)
    pipeline = whole / (time.perf_counter() - begun)
    load = statistics.median(fresh(_LOAD)[0] for _ in range(3))
    read, peak = fresh(_MEMORY, str(megabytes), stdin=texts[0])
    ours = found["int8, onnxruntime"]
    lines = ["| what | measured |", "|---|---|"]
    for name, rate in found.items():
        lines.append(f"| network: {name} | {rate:,.0f} words/s |")
    if has_torch:
        best = max(rate for name, rate in found.items() if "PyTorch" in name)
        lines.append(f"| int8 beside the fastest PyTorch | {ours / best:.2f} times |")
    else:
        lines.append("| fp32, PyTorch | not measured: install training/requirements.txt |")
    lines += [
        f"| whole pipeline, raw text to trees | {pipeline:,.0f} words/s |",
        f"| model load, imports included | {load:.2f} s |",
        f"| peak memory, one line of {megabytes:g} MB ({read:,.0f} words) | {peak:.0f} MB |",
    ]
    note = f"{len(texts)} texts, {words:,} words in {len(windows):,} windows, one thread."
    return "\n".join([note, "", *lines])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=Path("seeds"), help="folder of .txt files")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=1.0, help="of the memory test's line")
    parser.add_argument("--weights", type=Path, help="trained weights.pt, for PyTorch")
    options = parser.parse_args()
    paths = sorted(options.texts.glob("*.txt"))
    if not paths:
        parser.error(f"no .txt files in {options.texts}")
    texts = [path.read_text(encoding="utf-8") for path in paths]
    print(report(texts, options.repeats, options.megabytes, options.weights))


if __name__ == "__main__":
    main()
