"""The network: a MiniLM encoder with a word-shape embedding and one head per annotation layer.

Encoder: e5-small-v2 (BERT, 12 layers, width 384; MiniLM of Wang et al. 2020, trained further).
Parser: deep biaffine attention (Dozat and Manning 2017). A word is the encoder's output at its
first word piece.
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
ARC_WIDTH, LABEL_WIDTH = 320, 96
TAG_LAYERS = ("upos", "xpos", "lemma", "names", "boundary")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Number of classes of each head."""

    upos: int
    xpos: int
    lemma: int
    names: int
    deprel: int
    boundary: int = 2


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

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """(batch, words, width) word vectors.

        Args:
            ids, shapes: (batch, pieces). mask: (batch, pieces) bool, true where a piece is.
            first: (batch, words) index of each word's first piece.
        """
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.types
        x = self.norm(x + self.shapes(shapes))
        x = F.dropout(x, self.dropout, self.training)
        attention = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attention)
        return x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor
    ) -> dict[str, Tensor]:
        """Scores of every head.

        Returns:
            one (batch, words, classes) tensor per tagger; "arc" (batch, words, words + 1), column 0
            the root; "label_dep" (batch, words, L + 1) and "label_head" (batch, words + 1, L + 1).
        """
        words = self.encode(ids, shapes, mask, first)
        dropped = F.dropout(words, self.head_dropout, self.training)
        out = {name: tagger(dropped) for name, tagger in self.taggers.items()}
        root = self.root.expand(words.shape[0], 1, WIDTH)
        heads = torch.cat((root, dropped), dim=1)
        dep = self._hidden(self.arc_dep(dropped))
        head = self._hidden(self.arc_head(heads))
        out["arc"] = (dep @ self.arc[:ARC_WIDTH] + self.arc[ARC_WIDTH]) @ head.transpose(1, 2)
        one = dropped.new_ones(1)
        label_dep = self._hidden(self.label_dep(dropped))
        label_head = self._hidden(self.label_head(heads))
        out["label_dep"] = torch.cat((label_dep, one.expand(*label_dep.shape[:2], 1)), dim=2)
        out["label_head"] = torch.cat((label_head, one.expand(*label_head.shape[:2], 1)), dim=2)
        return out

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
            state[ours].copy_(torch.as_tensor(weights[theirs]))
        self.types.data.copy_(
            torch.as_tensor(weights["embeddings.token_type_embeddings.weight"][0])
        )
