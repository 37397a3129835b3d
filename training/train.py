"""Train the English model: `python -m training.train --out build/model`.

Writes `weights.pt` and `labels.json` after every epoch, so that a run cut short leaves a model.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from graphkit.language.wordpieces import WordPieces

from . import news
from .augment import Changes
from .batches import (
    IGNORE,
    Batch,
    Encoder,
    Labels,
    Window,
    batches,
    collate,
    collect_labels,
    single_sentences,
    training_windows,
)
from .corpora import Doc, Pair, read_conllu, read_crossner, read_re3d
from .encoder import fetch, load
from .network import TAG_LAYERS, Network, Sizes, distance_class
from .shipped import continued, cut_to_size

#: Weight of each head's loss. Lemma scripts are easy and many: they should not steer the encoder.
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "lemma": 0.3, "names": 1.5, "boundary": 0.5}
#: How much a pair's loss counts beside the tree's.
RELATIONS = 0.5
#: How much the tags and trees count that the model before has given.
SILVER = 0.3
#: Share of the running text whose sentence boundaries are learnt from in an epoch.
RUNNING = 0.4
#: Passes over CrossNER's 200 training sentences per epoch.
CROSSNER_REPEATS = 4


def training_docs(corpora: Path, gold: Path) -> list[Doc]:
    """Everything that trains: the train halves of EWT, GUM, CrossNER politics and news, re3d."""
    docs = list(read_conllu(corpora / "ud/ewt/train.conllu", with_names=False))
    docs += read_conllu(corpora / "ud/gum/train.conllu", with_names=True)
    docs += list(read_crossner(corpora / "ner/crossner_politics/train.txt")) * CROSSNER_REPEATS
    for folder in sorted((corpora / "ner/re3d").iterdir()):
        docs += read_re3d(folder)
    docs += news.training_docs(gold / "news")
    return docs


def dev_docs(corpora: Path, gold: Path) -> dict[str, list[Doc]]:
    """The dev halves, on which choices are made."""
    return {
        "ewt": list(read_conllu(corpora / "ud/ewt/dev.conllu", with_names=False)),
        "gum": list(read_conllu(corpora / "ud/gum/dev.conllu", with_names=True)),
        "crossner": list(read_crossner(corpora / "ner/crossner_politics/dev.txt")),
        "news": news.training_docs(gold / "news", "dev"),
    }


def loss_of(network: Network, batch: Batch, encoder: Encoder) -> Tensor:
    """Weighted sum of all heads' losses on a batch of single sentences."""
    out = network(batch.ids, batch.shapes, batch.mask, batch.first, batch.words)
    trust = torch.tensor([SILVER if window.silver else 1.0 for window in batch.windows])
    trust = trust[:, None].expand_as(batch.words)
    total = torch.zeros(())
    for name in TAG_LAYERS:
        total = total + WEIGHTS[name] * _cross_entropy(out[name], batch.layers[name], trust)
    known = batch.heads != IGNORE
    if known.any():
        arc = out["arc"].float().masked_fill(~batch.same, -1e9)
        total = total + _cross_entropy(arc, batch.heads, trust)
        labels = network.labels(out["label_dep"], out["label_head"], batch.heads.clamp(min=0))
        total = total + _cross_entropy(labels, batch.layers["deprel"], trust)
    return total + RELATIONS * pair_loss(network, out, batch, encoder)


def boundary_loss(network: Network, batch: Batch) -> Tensor:
    """Loss of the sentence boundaries on a batch of windows of running text."""
    scores = network.boundaries(batch.ids, batch.shapes, batch.mask, batch.first)
    gold = batch.layers["boundary"]
    return WEIGHTS["boundary"] * _cross_entropy(scores, gold, torch.ones_like(gold).float())


def _cross_entropy(scores: Tensor, gold: Tensor, trust: Tensor) -> Tensor:
    """Mean over the words whose label is known, each as much as it is trusted."""
    known = gold != IGNORE
    if not known.any():
        return torch.zeros(())
    losses = F.cross_entropy(scores[known].float(), gold[known], reduction="none")
    weights = trust[known]
    return (losses * weights).sum() / weights.sum()


def pair_loss(network: Network, out: dict[str, Tensor], batch: Batch, encoder: Encoder) -> Tensor:
    """Loss of the pairs of a batch; see `loss_of_pairs`."""
    found = pairs_of(batch, encoder)
    return torch.zeros(()) if found is None else loss_of_pairs(network, out, batch, found)


def loss_of_pairs(network: Network, out: dict[str, Tensor], batch: Batch, found: Pairs) -> Tensor:
    """Loss of the relations of pairs of words, of the words that say so, and of what qualifies."""
    row, source, target = found.row, found.source, found.target
    pair = network.pairs(
        out["source"][row, source], out["target"][row, target], distance_class(source, target)
    )
    scores = network.relation(pair).float()
    losses = F.binary_cross_entropy_with_logits(scores, found.relations, reduction="none")
    positive = found.relations.amax(1) > 0
    scale = positive.sum() + 0.02 * len(row)
    total = (losses * found.weights).sum() / scale
    if positive.any():
        sure = pair[positive]
        keys = out["trigger"][row[positive]]
        look = (network.trigger_query(sure)[:, None, :] * keys).sum(-1).float()
        look = look.masked_fill(~batch.words[row[positive]], -1e9)
        total = total + 0.5 * F.cross_entropy(look, found.trigger[positive] - 1)
        qualities = network.qualities(sure).float()
        total = total + 0.5 * F.binary_cross_entropy_with_logits(
            qualities[:, :2], found.flags[positive]
        )
        total = total + 0.5 * F.cross_entropy(qualities[:, 2:], found.modality[positive])
    return total


@dataclass(frozen=True, slots=True)
class Pairs:
    """All ordered pairs of candidates of a batch, P of them.

    Attributes:
        row, source, target, trigger: (P,) row of the batch; words, 0 for none.
        relations, weights: (P, relations) what is stated, and how much it counts.
        flags: (P, 2) negated, ended. modality: (P,).
    """

    row: Tensor
    source: Tensor
    target: Tensor
    trigger: Tensor
    relations: Tensor
    weights: Tensor
    flags: Tensor
    modality: Tensor


def pairs_of(batch: Batch, encoder: Encoder) -> Pairs | None:
    """The pairs of a batch, or None if none of its sentences tells any."""
    index = encoder.index["relation"]
    places: list[tuple[int, int, int]] = []
    stated: dict[tuple[int, int, int], list[Pair]] = {}
    for number, window in enumerate(batch.windows):
        if window.pairs is None:
            continue
        for pair in window.pairs:
            stated.setdefault((number, pair.source, pair.target), []).append(pair)
        places += [
            (number, source, target)
            for source in window.candidates
            for target in window.candidates
            if source != target
        ]
    if not places:
        return None
    relations = torch.zeros(len(places), len(index))
    weights = torch.ones(len(places), len(index))
    flags = torch.zeros(len(places), 2)
    trigger, modality = torch.ones(len(places)).long(), torch.zeros(len(places)).long()
    for place, key in enumerate(places):
        for pair in stated.get(key, ()):
            known = [index[name] for name in pair.relations if name in index]
            if not known:
                continue
            weights[place, known[1:]] = 0.0  # as right: neither wanted nor wrong
            relations[place, known[0]] = 1.0
            weights[place, known[0]] = pair.weight
            trigger[place], modality[place] = max(1, pair.trigger), pair.modality
            flags[place] = torch.tensor([float(pair.negated), float(pair.ended)])
    row, source, target = (torch.tensor(column) for column in zip(*places, strict=True))
    return Pairs(row, source, target, trigger, relations, weights, flags, modality)


@torch.no_grad()
def evaluate(network: Network, encoder: Encoder, docs: list[Doc]) -> dict[str, float]:
    """Quick scores with gold tokens and sentences (greedy heads; the real scorer is `score.py`)."""
    network.eval()
    count = {"words": 0, "uas": 0, "las": 0, "upos": 0, "lemma": 0, "tagged": 0}
    tp = fp = fn = 0
    told: list[tuple[float, bool]] = []
    wanted_pairs = 0.0
    windows = sorted(single_sentences(docs, encoder), key=lambda window: len(window.ids))
    names = list(encoder.index["names"])
    for start in range(0, len(windows), 32):
        batch = collate(windows[start : start + 32])
        out = network(batch.ids, batch.shapes, batch.mask, batch.first, batch.words)
        pairs = pairs_of(batch, encoder)
        if pairs is not None:
            made, sure = judged(network, out, pairs)
            told += made
            wanted_pairs += sure
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
    if told:
        scores["pairs"] = best_f1(told, wanted_pairs)
    return {key: round(value, 4) for key, value in scores.items()}


def judged(
    network: Network, out: dict[str, Tensor], pairs: Pairs
) -> tuple[list[tuple[float, bool]], float]:
    """(probability, right) of each pair's likeliest relation, and how many pairs are sure gold."""
    made = network.pairs(
        out["source"][pairs.row, pairs.source],
        out["target"][pairs.row, pairs.target],
        distance_class(pairs.source, pairs.target),
    )
    best, which = network.relation(made).sigmoid().max(1)
    fits = (pairs.relations + (pairs.weights == 0)).gather(1, which[:, None])[:, 0] > 0
    sure = ((pairs.relations > 0) & (pairs.weights == 1)).any(1).sum()
    return list(zip(best.tolist(), fits.tolist(), strict=True)), float(sure)


def best_f1(told: list[tuple[float, bool]], wanted: float) -> float:
    """F1 at the best threshold (precision over all told, recall over sure pairs, roughly)."""
    best, right = 0.0, 0
    for count, (_, fits) in enumerate(sorted(told, reverse=True), 1):
        right += fits
        best = max(best, 2 * right / (count + wanted))
    return best


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
    gold: Path,
    out: Path,
    *,
    start: Path | None,
    epochs: int,
    pieces: int,
    seed: int,
    rate: float,
) -> None:
    """Train and save.

    Args:
        corpora, gold: folders of the corpora and of the gold statements.
        out: where weights, labels and tokenizer go.
        start: an `english.onnx` to go on from, or None to begin with the pretrained encoder.
        epochs: passes over the corpora.
        pieces: word pieces a batch.
        seed: of all chance.
        rate: all learning rates times this.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    docs = training_docs(corpora, gold)
    dev = dev_docs(corpora, gold)
    labels = collect_labels(docs)
    if start is not None:
        known = json.loads((start.parent / "labels.json").read_text(encoding="utf-8"))
        labels = replace(labels, **{key: tuple(value) for key, value in known.items()})
        (out / "tokenizer.json").write_bytes((start.parent / "tokenizer.json").read_bytes())
        weights = continued(start)
    else:
        pretrained, tokenizer = load(fetch(out))
        (out / "tokenizer.json").write_bytes(tokenizer)
    (out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=1))
    encoder = Encoder(labels, WordPieces(out / "tokenizer.json"))
    network = Network(sizes_of(labels))
    if start is not None:
        found = cut_to_size(weights, network)
        network.load_state_dict(
            {name: torch.from_numpy(value) for name, value in found.items()}, strict=False
        )
    else:
        network.load_encoder(pretrained)
    stage = Stage(network, encoder, dev, out, pieces, rng)
    stage.run(docs, epochs, rate=rate, warmup=0.06, changes=Changes(docs, rng))


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
        changes: Changes,
    ) -> None:
        """Train for some epochs: learning rates times `rate`, linear warm-up, linear decay."""
        network = self.network
        network.train()
        optimizer = torch.optim.AdamW(parameter_groups(network, rate), betas=(0.9, 0.98), eps=1e-6)
        per_epoch = len(self._batches(docs, changes))
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
            for done, group in enumerate(self._batches(docs, changes), 1):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    batch = collate(group)
                    if batch.windows[0].running:
                        loss = boundary_loss(network, batch)
                    else:
                        loss = loss_of(network, batch, self.encoder)
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

    def _batches(self, docs: list[Doc], changes: Changes) -> list[list[Window]]:
        """An epoch: every sentence alone, and a part of the windows of running text."""
        running = [
            replace(window, running=True)
            for doc in docs
            if len(doc) > 1
            and not doc[0].silver
            and doc[0].upos is not None
            and self.rng.random() < RUNNING
            for window in training_windows([doc], self.encoder, self.rng)
        ]
        alone = list(single_sentences([changes.changed(doc) for doc in docs], self.encoder))
        groups = [
            *batches(alone, self.pieces, self.rng),
            *batches(running, self.pieces, self.rng),
        ]
        self.rng.shuffle(groups)
        return groups


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
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--start", type=Path, help="an english.onnx to go on from")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--rate", type=float, default=1.0, help="all learning rates times this")
    parser.add_argument("--pieces", type=int, default=1500, help="word pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(
        options.corpora,
        options.gold,
        options.out,
        start=options.start,
        epochs=options.epochs,
        pieces=options.pieces,
        seed=options.seed,
        rate=options.rate,
    )


if __name__ == "__main__":
    main()
