"""Fit the judge of the learnt reader, and report how it reads: `python -m training.judge`.

The judge weighs what rules and network propose. It is fitted on `dev` documents of the news gold,
from which the network has learnt nothing, in five parts by document: each part is weighed by
networks fitted on the other four, and these weights make the report; what ships is the mean of the
five.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from graphkit.evaluation import plover
from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.learned import features, judge, pairs
from graphkit.extraction.learned.features import Proposal
from graphkit.extraction.learned.reader import LearnedReader
from graphkit.extraction.pipeline import Extractor
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Event
from graphkit.model import Document, Statement

FOLDS, HIDDEN, EPOCHS = 5, 12, 400
SENTENCES = Path(__file__).parent.parent / "benchmarks" / "sentences.jsonl"
#: Confidence from which a statement is told unless another bound is asked for, chosen on dev: of
#: the network's alone and of rules', each of other relations and of hostile ones.
LEAST = ((0.5, 0.6), (0.0, 0.15))


@dataclass(frozen=True, slots=True)
class Row:
    """A statement that was proposed, with its features and whether gold has it."""

    document: str
    statement: Statement
    vector: list[float]
    ruled: bool
    named: bool
    right: bool
    found: tuple[int, ...]


class Recorder(LearnedReader):
    """A reader that tells everything proposed and keeps what is known of it."""

    def __init__(self, extractor: Extractor, scores: pairs.PairReader) -> None:
        self._relations, self._matrix = extractor.relations, extractor.matrix
        self._pairs = scores
        self._index = {name: at for at, name in enumerate(scores.relations)}
        self.kept: dict[tuple[int, int, str, str, str], Proposal] = {}

    def judged(
        self, s: Sentence, told: Sequence[Event], resolver: Resolver, least: float | None = None
    ) -> list[Event]:
        """Everything proposed."""
        del least
        found = self.proposals(s, told, resolver)
        for proposal in found:
            event = proposal.event
            source, target = event.source.actor.id, event.target.actor.id
            if event.relation in self._relations.symmetric and target < source:
                source, target = target, source
            key = (s.starts[0], s.starts[event.trigger], source, event.relation, target)
            self.kept.setdefault(key, proposal)
        return [replace(proposal.event, confidence=0.0) for proposal in found]


def fold(name: str) -> str:
    """A name without case, accents, marks and article."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"^the ", "", re.sub(r"[^a-z0-9]+", " ", plain).strip())


class Gold:
    """Gold rows of documents, by document.

    Args:
        path: JSON lines, as gold/README.md says.
    """

    def __init__(self, path: Path) -> None:
        self.rows: list[dict[str, Any]] = [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line
        ]
        self._by: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            row["s"] = {fold(name) for name in row["source"]}
            row["t"] = {fold(name) for name in row["target"]}
            self._by[row["document"]].append(number)

    def matches(self, statement: Statement, symmetric: frozenset[str]) -> tuple[int, ...]:
        """Numbers of the rows that a statement tells."""
        ends = [
            {fold(actor.name), fold(actor.id)} for actor in (statement.source, statement.target)
        ]
        found = []
        for number in self._by[statement.document]:
            row = self.rows[number]
            if statement.relation not in (row["relation"], *row.get("alt", ())):
                continue
            quote, text = row["quote"], statement.sentence
            if not (quote in text or text in quote or quote[:40] in text or quote[-40:] in text):
                continue
            straight = ends[0] & row["s"] and ends[1] & row["t"]
            turned = ends[0] & row["t"] and ends[1] & row["s"]
            if straight or (turned and statement.relation in symmetric):
                found.append(number)
        return tuple(found)


def proposed(texts: Iterable[tuple[str, str]], gold: Gold) -> list[Row]:
    """Everything that rules and network propose for documents, judged by gold.

    Args:
        texts: (id, text).
        gold: their statements.
    """
    extractor = Extractor(learned=False)
    scores = pairs.pair_reader()
    found = []
    for document, text in texts:
        recorder = Recorder(extractor, scores)
        extractor.reader = recorder
        for statement in extractor.extract(Document(id=document, text=text)):
            proposal = recorder.kept.get(_key(statement))
            if proposal is None:
                continue
            matched = gold.matches(statement, extractor.relations.symmetric)
            found.append(
                Row(
                    document,
                    statement,
                    features.vector(proposal),
                    proposal.ruled,
                    statement.source.named and statement.target.named,
                    bool(matched),
                    matched,
                )
            )
    return found


class Recorded:
    """Everything proposed for sentences with one marked pair each, judged by the pair's type.

    Args:
        path: rows as `graphkit evaluate` reads them: our own sentences.
    """

    def __init__(self, path: Path) -> None:
        self._rows = plover.read_gold(path)

    def rows(self) -> list[Row]:
        """Proposals whose two ends are the marked ones; of others nothing is known."""
        extractor = Extractor(learned=False)
        scores = pairs.pair_reader()
        found = []
        for row in self._rows:
            recorder = Recorder(extractor, scores)
            extractor.reader = recorder
            for statement in extractor.extract(Document(id=row["id"], text=row["text"])):
                proposal = recorder.kept.get(_key(statement))
                verdict = plover.judge(row, statement, extractor.relations.symmetric)
                if proposal is None or not verdict:
                    continue
                right = verdict == "right"
                vector = features.vector(proposal)
                found.append(Row(row["id"], statement, vector, proposal.ruled, True, right, ()))
        return found


def _key(statement: Statement) -> tuple[int, int, str, str, str]:
    return (
        statement.sentence_start,
        statement.trigger_start,
        statement.source.id,
        statement.relation,
        statement.target.id,
    )


class Net(nn.Module):
    """The judge in PyTorch: one hidden layer beside a straight way."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.skip = nn.Linear(width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(n,) log-odds."""
        return (self.out(torch.tanh(self.hidden(x))) + self.skip(x))[:, 0]


def fit(rows: Sequence[Row], seed: int) -> Net:
    """A judge of rows; relations' own weights are held small."""
    torch.manual_seed(seed)
    x = torch.tensor([row.vector for row in rows])
    y = torch.tensor([float(row.right) for row in rows])
    net = Net(x.shape[1])
    groups = [
        {"params": net.hidden.parameters(), "weight_decay": 0.05},
        {"params": net.out.parameters(), "weight_decay": 0.05},
        {"params": net.skip.parameters(), "weight_decay": 0.02},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS)
    for _ in range(EPOCHS):
        dropped = F.dropout(x, 0.1)
        loss = F.binary_cross_entropy_with_logits(net(dropped), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return net.eval()


def part_of(document: str) -> int:
    """The part that a document belongs to, the same on every computer."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def cross_fitted(
    rows: Sequence[Row], sentences: Sequence[Row], seed: int
) -> tuple[list[float], list[Net]]:
    """Probabilities of rows by judges that have not seen their documents, and the judges.

    Args:
        rows: of documents.
        sentences: of our own sentences, which all judges see.
        seed: of all chance.
    """
    shares = [0.0] * len(rows)
    nets = []
    for part in range(FOLDS):
        others = [row for row in rows if part_of(row.document) != part]
        net = fit([*others, *sentences], seed + part)
        nets.append(net)
        held = [at for at, row in enumerate(rows) if part_of(row.document) == part]
        if held:
            with torch.no_grad():
                found = torch.sigmoid(net(torch.tensor([rows[at].vector for at in held])))
            for at, share in zip(held, found.tolist(), strict=True):
                shares[at] = share
    return shares, nets


def save(nets: Sequence[Net], path: Path) -> None:
    """Write the judges' weights, and from which confidence a statement is told by default."""

    def stack(values: Iterable[torch.Tensor]) -> np.ndarray:
        return np.stack([value.detach().numpy() for value in values]).astype(np.float32)

    np.savez(
        path,
        features=np.array(features.names()),
        least=np.array(LEAST, dtype=np.float32),
        hidden=stack(net.hidden.weight for net in nets),
        hidden_bias=stack(net.hidden.bias for net in nets),
        out=stack(net.out.weight[0] for net in nets),
        skip=stack(net.skip.weight[0] for net in nets),
        bias=stack(net.skip.bias[0] for net in nets),
    )


def figures(
    rows: Sequence[Row], shares: Sequence[float], gold: Gold, least: float
) -> dict[str, Any]:
    """Precision and recall of what is at least so likely, as score_docs.py counts."""
    told = [row for row, share in zip(rows, shares, strict=True) if row.named and share >= least]
    sure = {number for number, row in enumerate(gold.rows) if row["sure"]}
    hit = {number for row in told for number in row.found} & sure
    precision = sum(row.right for row in told) / max(1, len(told))
    recall = len(hit) / max(1, len(sure))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {
        "least": round(least, 3),
        "told": len(told),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(f1, 3),
    }


def area(rows: Sequence[Row], shares: Sequence[float]) -> float:
    """Area under the curve: how often a right statement ranks above a wrong one."""
    order = np.argsort(np.array(shares), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    right = np.array([row.right for row in rows])
    good, bad = right.sum(), (~right).sum()
    return float((ranks[right].sum() - good * (good + 1) / 2) / max(1, good * bad))


def report(rows: Sequence[Row], shares: Sequence[float], gold: Gold) -> str:
    """The report in Markdown: rules, network and both at thresholds, reliability."""
    named = [(row, share) for row, share in zip(rows, shares, strict=True) if row.named]
    own = features.names().index("own")
    plain = [row.vector[own] for row in rows]
    lines = ["| reader | from | told | precision | recall | F1 |", "|---|---|---|---|---|---|"]

    def line(name: str, chosen: Sequence[Row], by: Sequence[float], least: float) -> None:
        cells = [str(value) for value in figures(chosen, by, gold, least).values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")

    ruled = [row for row in rows if row.ruled]
    line("rules alone", ruled, [1.0] * len(ruled), 0.5)
    for least in (-0.25, 0.0, 0.25, 0.5):
        line("network alone (log-odds / 4)", rows, plain, least)
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        line("both, weighed", rows, shares, least)
    lines += ["", "| confidence | statements | right |", "|---|---|---|"]
    for low in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = low + (0.2 if low == 0 else 0.1)
        inside = [row.right for row, share in named if low <= share < high or share == high == 1]
        if inside:
            lines.append(f"| {low:.1f} to {high:.1f} | {len(inside)} | {np.mean(inside):.2f} |")
    both = [row for row, _ in named], [share for _, share in named]
    lines.append(f"\nArea under the curve, all proposed: {area(*both):.3f}")
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--sentences", type=Path, default=SENTENCES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=judge.PATH)
    options = parser.parse_args()
    folder = options.gold / "news"
    gold = Gold(folder / "dev.jsonl")
    wanted = {row["document"] for row in gold.rows}
    texts = []
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["id"] in wanted:
            texts.append((entry["id"], (folder / entry["file"]).read_text(encoding="utf-8")))
    rows = proposed(texts, gold)
    shares, nets = cross_fitted(rows, Recorded(options.sentences).rows(), options.seed)
    save(nets, options.out)
    print(report(rows, shares, gold))


if __name__ == "__main__":
    main()
