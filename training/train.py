"""Train the English model: `python -m training.train --out build/model`.

Writes `weights.pt` and `labels.json` after every epoch, so that a run cut short leaves a model.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from graphkit.language.wordpieces import WordPieces

from .augment import NameSwaps, with_sure_names
from .batches import (
    IGNORE,
    Batch,
    Encoder,
    Labels,
    Window,
    batches,
    collate,
    collect_labels,
    scoring_windows,
    training_windows,
)
from .corpora import Doc, read_conllu, read_crossner, read_re3d
from .encoder import fetch, load
from .network import TAG_LAYERS, Network, Sizes

#: Weight of each head's loss. Lemma scripts are easy and many: they should not steer the encoder.
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "lemma": 0.3, "names": 1.5, "boundary": 0.5}
#: Learning rates of the second stage, as a share of the first's.
POLISH_RATE = 0.4
#: Share of the second stage's weights in the mean that is saved.
POLISHED = 0.6
#: Passes over CrossNER's 200 training sentences per epoch.
CROSSNER_REPEATS = 4


def training_docs(corpora: Path) -> list[Doc]:
    """Everything that trains: the train halves of EWT, GUM and CrossNER politics, and re3d."""
    docs = list(read_conllu(corpora / "ud/ewt/train.conllu", with_names=False))
    docs += read_conllu(corpora / "ud/gum/train.conllu", with_names=True)
    docs += list(read_crossner(corpora / "ner/crossner_politics/train.txt")) * CROSSNER_REPEATS
    for folder in sorted((corpora / "ner/re3d").iterdir()):
        docs += read_re3d(folder)
    return docs


def dev_docs(corpora: Path) -> dict[str, list[Doc]]:
    """The dev halves, on which choices are made."""
    return {
        "ewt": list(read_conllu(corpora / "ud/ewt/dev.conllu", with_names=False)),
        "gum": list(read_conllu(corpora / "ud/gum/dev.conllu", with_names=True)),
        "crossner": list(read_crossner(corpora / "ner/crossner_politics/dev.txt")),
    }


def loss_of(network: Network, batch: Batch) -> Tensor:
    """Weighted sum of all heads' losses on a batch."""
    out = network(batch.ids, batch.shapes, batch.mask, batch.first)
    total = torch.zeros(())
    for name in TAG_LAYERS:
        gold = batch.layers[name]
        if (gold != IGNORE).any():
            scores = out[name].float().flatten(0, 1)
            total = total + WEIGHTS[name] * F.cross_entropy(
                scores, gold.flatten(), ignore_index=IGNORE
            )
    known = batch.heads != IGNORE
    if known.any():
        arc = out["arc"].float().masked_fill(~batch.same, -1e9)
        total = total + F.cross_entropy(arc[known], batch.heads[known])
        labels = network.labels(out["label_dep"], out["label_head"], batch.heads.clamp(min=0))
        gold = batch.layers["deprel"]
        total = total + F.cross_entropy(
            labels.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE
        )
    return total


@torch.no_grad()
def evaluate(network: Network, encoder: Encoder, docs: list[Doc]) -> dict[str, float]:
    """Quick scores with gold tokens and sentences (greedy heads; the real scorer is `score.py`)."""
    network.eval()
    count = {"words": 0, "uas": 0, "las": 0, "upos": 0, "lemma": 0, "tagged": 0}
    tp = fp = fn = b_tp = b_fp = b_fn = 0
    windows = sorted(scoring_windows(docs, encoder), key=lambda window: len(window.ids))
    names = list(encoder.index["names"])
    for start in range(0, len(windows), 16):
        batch = collate(windows[start : start + 16])
        out = network(batch.ids, batch.shapes, batch.mask, batch.first)
        known = batch.heads != IGNORE
        heads = out["arc"].masked_fill(~batch.same, -1e9).argmax(-1)
        labels = network.labels(out["label_dep"], out["label_head"], heads).argmax(-1)
        right = (heads == batch.heads) & known
        count["words"] += int(known.sum())
        count["uas"] += int(right.sum())
        count["las"] += int((right & (labels == batch.layers["deprel"])).sum())
        count["tagged"] += int((batch.layers["upos"] != IGNORE).sum())
        count["upos"] += int((out["upos"].argmax(-1) == batch.layers["upos"]).sum())
        count["lemma"] += int((out["lemma"].argmax(-1) == batch.layers["lemma"]).sum())
        boundary, gold = out["boundary"].argmax(-1), batch.layers["boundary"]
        inner = gold != IGNORE
        inner[:, 0] = False  # a window's first word always starts a sentence
        b_tp += int(((boundary == 1) & (gold == 1) & inner).sum())
        b_fp += int(((boundary == 1) & (gold == 0) & inner).sum())
        b_fn += int(((boundary == 0) & (gold == 1) & inner).sum())
        predicted = out["names"].argmax(-1)
        for row in range(predicted.shape[0]):
            gold_row = batch.layers["names"][row]
            keep = gold_row != IGNORE
            found = spans([names[i] for i in predicted[row][keep].tolist()])
            wanted = spans([names[i] for i in gold_row[keep].tolist()])
            tp += len(found & wanted)
            fp += len(found - wanted)
            fn += len(wanted - found)
    network.train()
    scores = {"names": 2 * tp / max(1, 2 * tp + fp + fn)}
    if count["words"]:
        scores |= {key: count[key] / count["words"] for key in ("uas", "las")}
        scores |= {key: count[key] / count["tagged"] for key in ("upos", "lemma")}
        scores["boundary"] = 2 * b_tp / max(1, 2 * b_tp + b_fp + b_fn)
    return {key: round(value, 4) for key, value in scores.items()}


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of person, organisation and place names in BIO labels."""
    found = set()
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        inside = label.startswith("I-") and label[2:] == kind
        if kind and not inside:
            if kind in ("PERSON", "ORG", "LOC"):
                found.add((start, index, kind))
            kind = ""
        if label != "O" and not inside:
            start, kind = index, label[2:]
    return found


def train(
    corpora: Path,
    out: Path,
    *,
    epochs: int,
    polish: int,
    pieces: int,
    seed: int,
) -> None:
    """Train and save, in two stages.

    The first learns everything from the encoder's weights. The second polishes with a smaller
    learning rate: names of one kind and length stand in for one another, so that names are known
    by their surroundings too, and EWT, which has no names, takes those the first stage is sure of.

    Args:
        corpora: folder of the corpora. out: where weights, labels and tokenizer go.
        epochs, polish: passes over the corpora in each stage; with no first stage the weights in
            `out` are polished.
        pieces: word pieces a batch.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    pretrained, tokenizer = load(fetch(out))
    docs = training_docs(corpora)
    dev = dev_docs(corpora)
    labels = collect_labels(docs)
    (out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=1))
    (out / "tokenizer.json").write_bytes(tokenizer)
    encoder = Encoder(labels, WordPieces(out / "tokenizer.json"))
    network = Network(sizes_of(labels))
    stage = Stage(network, encoder, dev, out, pieces, rng)
    if epochs:
        network.load_encoder(pretrained)
        stage.run(docs, epochs, rate=1.0, warmup=0.06)
    if polish:
        if not epochs:
            network.load_state_dict(torch.load(out / "weights.pt", weights_only=True))
        before = {name: value.clone() for name, value in network.state_dict().items()}
        named = with_sure_names(network, encoder, docs)
        stage.run(named, polish, rate=POLISH_RATE, warmup=0.03, swaps=NameSwaps(docs, rng))
        after = network.state_dict()
        # The mean of both stages is better than either (Wortsman et al. 2022, "Model soups").
        torch.save(
            {
                name: (1 - POLISHED) * value + POLISHED * after[name]
                for name, value in before.items()
            },
            out / "weights.pt",
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """What the stages of training share; `run` is one stage."""

    network: Network
    encoder: Encoder
    dev: dict[str, list[Doc]]
    out: Path
    pieces: int
    rng: random.Random

    def run(
        self,
        docs: list[Doc],
        epochs: int,
        *,
        rate: float,
        warmup: float,
        swaps: NameSwaps | None = None,
    ) -> None:
        """Train for some epochs: learning rates times `rate`, linear warm-up, linear decay."""
        network = self.network
        network.train()
        optimizer = torch.optim.AdamW(parameter_groups(network, rate), betas=(0.9, 0.98), eps=1e-6)
        per_epoch = len(self._batches(docs, swaps))
        steps = per_epoch * epochs
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer,
            lambda step: (
                min(1.0, (step + 1) / (warmup * steps)) * max(0.0, 1 - step / (steps * 1.02))
            ),
        )
        begun = time.monotonic()
        for epoch in range(1, epochs + 1):
            total = 0.0
            for done, group in enumerate(self._batches(docs, swaps), 1):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    loss = loss_of(network, collate(group))
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                total += loss.item()
                if done % 50 == 0:
                    spent = (time.monotonic() - begun) / 60
                    print(f"epoch {epoch} {done}/{per_epoch} {total / done:.3f} {spent:.1f} min")
            torch.save(network.state_dict(), self.out / "weights.pt.new")
            (self.out / "weights.pt.new").rename(self.out / "weights.pt")
            scores = {
                name: evaluate(network, self.encoder, part) for name, part in self.dev.items()
            }
            spent = (time.monotonic() - begun) / 60
            print(f"epoch {epoch} done {spent:.1f} min {json.dumps(scores)}")

    def _batches(self, docs: list[Doc], swaps: NameSwaps | None) -> list[list[Window]]:
        if swaps is not None:
            docs = [swaps.swapped(doc) for doc in docs]
        windows = list(training_windows(docs, self.encoder, self.rng))
        return list(batches(windows, self.pieces, self.rng))


def sizes_of(labels: Labels) -> Sizes:
    """Sizes of the heads for a set of labels."""
    return Sizes(**{key: len(value) for key, value in asdict(labels).items()})


def parameter_groups(network: Network, scale: float) -> list[dict[str, object]]:
    """Slow learning for the encoder, fast for the heads; no decay on biases and norms.

    Args:
        scale: all learning rates times this.
    """
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        pretrained = name.startswith(("pieces", "positions", "types", "norm", "layers"))
        rate = scale * (1.2e-4 if pretrained else 1.5e-3)
        decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": members, "lr": rate, "weight_decay": decay}
        for (rate, decay), members in groups.items()
    ]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--polish", type=int, default=4, help="epochs of a second stage")
    parser.add_argument("--pieces", type=int, default=1500, help="word pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(
        options.corpora,
        options.out,
        epochs=options.epochs,
        polish=options.polish,
        pieces=options.pieces,
        seed=options.seed,
    )


if __name__ == "__main__":
    main()
