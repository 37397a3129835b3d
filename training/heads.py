"""Teach the heads for pairs of words further: `python -m training.heads --model build/model`.

Beside trees the pairs get a small part of what the encoder learns from, and their heads are far
from done when it is. With the encoder held still, a sentence's states are computed once, and an
epoch takes seconds. The best epoch on the dev documents is kept in `weights.pt`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from graphkit.language.wordpieces import WordPieces

from . import news
from .batches import Batch, Encoder, Labels, collate, single_sentences
from .corpora import Doc
from .network import Network
from .train import Pairs, best_f1, judged, loss_of_pairs, pairs_of, sizes_of

HEADS = (
    *("pair_source", "pair_target", "pair_distance", "relation", "qualities"),
    *("trigger_query", "trigger_key"),
)
#: Sentences a batch.
SIZE = 48
#: Share of the states, and of the pairs' hidden layer, that is dropped.
STATES_DROPPED, PAIRS_DROPPED = 0.3, 0.35


@dataclass(frozen=True, slots=True)
class Known:
    """A batch with the encoder's states, (sentences, 1 + words, width), and its pairs."""

    batch: Batch
    states: Tensor
    pairs: Pairs


@torch.no_grad()
def known(network: Network, encoder: Encoder, docs: Sequence[Doc]) -> Iterator[Known]:
    """Batches of sentences of similar length that have pairs, with their states."""
    windows = [w for w in single_sentences(docs, encoder) if w.pairs is not None]
    windows.sort(key=lambda window: len(window.ids))
    for start in range(0, len(windows), SIZE):
        batch = collate(windows[start : start + SIZE])
        pairs = pairs_of(batch, encoder)
        if pairs is None:
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = network.encode(batch.ids, batch.shapes, batch.mask, batch.first, batch.words)
        yield Known(batch, states.float(), pairs)


def halves(network: Network, states: Tensor, dropped: float) -> dict[str, Tensor]:
    """What the heads make of states, as `Network.forward` gives it."""
    states = F.dropout(states, dropped, dropped > 0)
    return {
        "source": network.pair_source(states),
        "target": network.pair_target(states),
        "trigger": network.trigger_key(states[:, 1:]),
    }


@torch.no_grad()
def score(network: Network, parts: Sequence[Known]) -> float:
    """Best F1 of the likeliest relations of all pairs."""
    network.eval()
    told: list[tuple[float, bool]] = []
    wanted = 0.0
    for part in parts:
        found, sure = judged(network, halves(network, part.states, 0.0), part.pairs)
        told += found
        wanted += sure
    return best_f1(told, wanted)


def teach(model: Path, gold: Path, *, epochs: int, rate: float, seed: int) -> None:
    """Train the heads of the weights in a folder, in place.

    Args:
        model: holds `weights.pt`, `labels.json` and `tokenizer.json`.
        gold: folder of the gold statements.
        epochs: passes over the training documents.
        rate: learning rate.
        seed: of all chance.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    labels = json.loads((model / "labels.json").read_text(encoding="utf-8"))
    names = Labels(**{key: tuple(value) for key, value in labels.items()})
    encoder = Encoder(names, WordPieces(model / "tokenizer.json"))
    network = Network(sizes_of(names))
    network.load_state_dict(torch.load(model / "weights.pt", weights_only=True))
    network.eval()
    dev = list(known(network, encoder, news.training_docs(gold / "news", "dev")))
    train = list(known(network, encoder, news.training_docs(gold / "news")))
    network.head_dropout = PAIRS_DROPPED
    parameters = [p for name in HEADS for p in getattr(network, name).parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * len(train))
    best = score(network, dev)
    print(f"before: dev F1 {best:.4f}")
    for epoch in range(1, epochs + 1):
        network.train()
        rng.shuffle(train)
        for part in train:
            out = halves(network, part.states, STATES_DROPPED)
            loss = loss_of_pairs(network, out, part.batch, part.pairs)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        reached = score(network, dev)
        print(f"epoch {epoch}: dev F1 {reached:.4f}")
        if reached > best:
            best = reached
            torch.save(network.state_dict(), model / "weights.pt")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("build/model"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--epochs", type=int, default=28)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    teach(options.model, options.gold, epochs=options.epochs, rate=options.rate, seed=options.seed)


if __name__ == "__main__":
    main()
