"""The network: a MiniLM encoder with a word-shape embedding and one head per annotation layer.

Encoder: e5-small-v2 (BERT, 12 layers, width 384; MiniLM of Wang et al. 2020, trained further), each
sentence alone; only where sentences begin is read off windows of running text, a third of the way
up. From there on a word keeps its first word piece, a sentence its [CLS], and the others are left
behind (after Dai et al. 2020, "Funnel-Transformer"). Parser: deep biaffine attention (Dozat and
Manning 2017). Pairs of words: which relation, by which word, how it is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from graphkit.language.wordpieces import SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 12, 12, 1536
#: Layers over all word pieces; those above see words alone.
PIECE_LAYERS = 4
ARC_WIDTH, LABEL_WIDTH = 320, 96
#: Width of a pair of words, and of the look for what word says how they stand to each other.
PAIR_WIDTH, TRIGGER_WIDTH = 256, 96
#: Distances between the words of a pair that are told apart, to either side.
DISTANCES = 16
TAG_LAYERS = ("upos", "xpos", "lemma", "names")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Number of classes of each head."""

    upos: int
    xpos: int
    lemma: int
    names: int
    deprel: int
    relation: int
    modality: int


class Layer(nn.Module):
    """One BERT encoder layer (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, ATTENTION_HEADS, -1).transpose(1, 2)

        attended = F.scaled_dot_product_attention(
            split(self.query(x)),
            split(self.key(x)),
            split(self.value(x)),
            attn_mask=mask,
            dropout_p=self.dropout if self.training else 0.0,
        )
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + F.dropout(self.output(attended), self.dropout, self.training))
        inner = self.outer(F.gelu(self.inner(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class Network(nn.Module):
    """Encoder and heads.

    Args:
        sizes: classes of each head.
        vocabulary: word pieces of the tokenizer.
    """

    def __init__(self, sizes: Sizes, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.types = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        self.taggers = nn.ModuleDict(
            {name: nn.Linear(WIDTH, getattr(sizes, name)) for name in TAG_LAYERS}
        )
        self.boundary = nn.Linear(WIDTH, 2)
        self.pair_source = nn.Linear(WIDTH, PAIR_WIDTH)
        self.pair_target = nn.Linear(WIDTH, PAIR_WIDTH, bias=False)
        self.pair_distance = nn.Embedding(2 * DISTANCES + 2, PAIR_WIDTH)
        nn.init.zeros_(self.pair_distance.weight)
        self.relation = nn.Linear(PAIR_WIDTH, sizes.relation)
        nn.init.constant_(self.relation.bias, -5.0)
        self.qualities = nn.Linear(PAIR_WIDTH, 2 + sizes.modality)
        self.trigger_query = nn.Linear(PAIR_WIDTH, TRIGGER_WIDTH)
        self.trigger_key = nn.Linear(WIDTH, TRIGGER_WIDTH)
        self.arc_dep = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.label_dep = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_head = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label = nn.Parameter(torch.zeros(sizes.deprel, LABEL_WIDTH + 1, LABEL_WIDTH + 1))
        self.root = nn.Parameter(torch.zeros(WIDTH))
        nn.init.normal_(self.root, std=0.02)
        nn.init.orthogonal_(self.arc.data[:ARC_WIDTH])
        self.head_dropout = 0.25

    def lower(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, width): the encoder half way up.

        Args:
            ids, shapes: (batch, pieces). mask: (batch, pieces) bool, true where a piece is.
        """
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.types
        x = self.norm(x + self.shapes(shapes))
        x = F.dropout(x, self.dropout, self.training)
        attention = mask[:, None, None, :]
        for layer in self.layers[:PIECE_LAYERS]:
            x = layer(x, attention)
        return x

    def boundaries(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """(batch, words, 2) scores of "does not begin a sentence" and "begins one".

        Args:
            ids, shapes, mask: (batch, pieces) of windows of running text.
            first: (batch, words) index of each word's first piece.
        """
        x = self.lower(ids, shapes, mask)
        x = x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        return self.boundary(F.dropout(x, self.head_dropout, self.training))

    def encode(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, words: Tensor
    ) -> Tensor:
        """(batch, 1 + words, width): the sentence ([CLS]), then its words.

        Args:
            ids, shapes, mask: (batch, pieces) of single sentences.
            first: (batch, words) index of each word's first piece.
            words: (batch, words) bool, true where a word is.
        """
        x = self.lower(ids, shapes, mask)
        kept = F.pad(first, (1, 0))
        x = x.gather(1, kept[:, :, None].expand(-1, -1, WIDTH))
        attention = F.pad(words, (1, 0), value=True)[:, None, None, :]
        for layer in self.layers[PIECE_LAYERS:]:
            x = layer(x, attention)
        return x

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, words: Tensor
    ) -> dict[str, Tensor]:
        """Scores of every head for single sentences; see `encode`.

        Returns:
            one (batch, words, classes) tensor per tagger; "arc" (batch, words, words + 1), column 0
            the root; "label_dep" (batch, words, L + 1) and "label_head" (batch, words + 1, L + 1);
            "source", "target" (batch, 1 + words, P) halves of pairs, "trigger" (batch, words, T).
        """
        encoded = self.encode(ids, shapes, mask, first, words)
        all_dropped = F.dropout(encoded, self.head_dropout, self.training)
        dropped = all_dropped[:, 1:]
        out = {name: tagger(dropped) for name, tagger in self.taggers.items()}
        root = self.root.expand(dropped.shape[0], 1, WIDTH)
        heads = torch.cat((root, dropped), dim=1)
        dep = self._hidden(self.arc_dep(dropped))
        head = self._hidden(self.arc_head(heads))
        out["arc"] = (dep @ self.arc[:ARC_WIDTH] + self.arc[ARC_WIDTH]) @ head.transpose(1, 2)
        one = dropped.new_ones(1)
        label_dep = self._hidden(self.label_dep(dropped))
        label_head = self._hidden(self.label_head(heads))
        out["label_dep"] = torch.cat((label_dep, one.expand(*label_dep.shape[:2], 1)), dim=2)
        out["label_head"] = torch.cat((label_head, one.expand(*label_head.shape[:2], 1)), dim=2)
        out["source"] = self.pair_source(all_dropped)
        out["target"] = self.pair_target(all_dropped)
        out["trigger"] = self.trigger_key(dropped)
        return out

    def pairs(self, source: Tensor, target: Tensor, distance: Tensor) -> Tensor:
        """(pairs, P) of pairs of words.

        Args:
            source, target: (pairs, P) halves. distance: (pairs,) see `distance_class`.
        """
        return self._hidden(source + target + self.pair_distance(distance))

    def labels(self, label_dep: Tensor, label_head: Tensor, heads: Tensor) -> Tensor:
        """(batch, words, deprels) label scores for given heads (batch, words), 0 the root."""
        chosen = label_head.gather(1, heads[:, :, None].expand(-1, -1, label_head.shape[2]))
        return torch.einsum("bwi,lij,bwj->bwl", label_dep, self.label, chosen)

    def _hidden(self, x: Tensor) -> Tensor:
        return F.dropout(F.relu(x), self.head_dropout, self.training)

    def load_encoder(self, weights: Mapping[str, Any]) -> None:
        """Take the encoder's weights from a Hugging Face BERT state dict."""
        pairs = {
            "pieces.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for index in range(LAYERS):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    key = f"encoder.layer.{index}.{theirs}.{part}"
                    pairs[f"layers.{index}.{ours}.{part}"] = key
        state = self.state_dict()
        for ours, theirs in pairs.items():
            value = torch.as_tensor(weights[theirs])
            if ".inner." in ours:
                value = value[:INNER]
            elif ours.endswith("outer.weight"):
                value = value[:, :INNER]
            state[ours].copy_(value)
        self.types.data.copy_(
            torch.as_tensor(weights["embeddings.token_type_embeddings.weight"][0])
        )


def distance_class(source: Tensor, target: Tensor) -> Tensor:
    """Class of the distance from source to target, words counted from 1, 0 for no word."""
    near = (target - source).clamp(-DISTANCES, DISTANCES) + DISTANCES
    return torch.where((source == 0) | (target == 0), 2 * DISTANCES + 1, near)
