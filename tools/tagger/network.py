"""The tagger's network in PyTorch, as it is trained: MiniLM, and heads for what it is to tell.

`kg/extract/tagger/model.py` works out the same from the exported weights.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.tagger.model import MINDS

__all__ = ["WIDTH", "Encoder", "Heads", "read_safetensors"]

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
_VOCABULARY, _POSITIONS = 30522, 512
_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mix": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "last": "output.LayerNorm",
}


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float tensors of a .safetensors file: a length, a JSON header, the bytes."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    body = data[8 + size :]
    found = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, last = entry["data_offsets"]
            values = np.frombuffer(body[first:last], dtype=np.float32).reshape(entry["shape"])
            found[name] = torch.from_numpy(values.copy())
    return found


class _Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.mix = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        texts, length, _ = x.shape
        size = WIDTH // HEADS

        def split(y: Tensor) -> Tensor:
            return y.view(texts, length, HEADS, size).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = functional.softmax(query @ key.transpose(-1, -2) / math.sqrt(size) + bias, -1)
        mixed = (weights @ value).transpose(1, 2).reshape(texts, length, WIDTH)
        x = self.norm(x + self.drop(self.mix(mixed)))
        return self.last(x + self.drop(self.narrow(functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """MiniLM: a vector for each piece of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(_VOCABULARY, WIDTH)
        self.places = nn.Embedding(_POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the pieces, [texts, pieces, 384]; `mask` is 0 where a text has ended."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1])) + self.kind
        x = self.drop(self.norm(x))
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load(self, path: Path) -> Encoder:
        """Take the weights of a BERT of this size from a .safetensors file."""
        weights = {k.removeprefix("bert."): v for k, v in read_safetensors(path).items()}
        self.words.weight.data = weights["embeddings.word_embeddings.weight"]
        self.places.weight.data = weights["embeddings.position_embeddings.weight"]
        self.kind.data = weights["embeddings.token_type_embeddings.weight"][0].clone()
        self.norm.weight.data = weights["embeddings.LayerNorm.weight"]
        self.norm.bias.data = weights["embeddings.LayerNorm.bias"]
        for n, layer in enumerate(self.layers):
            for ours, theirs in _NAMES.items():
                part = getattr(layer, ours)
                part.weight.data = weights[f"encoder.layer.{n}.{theirs}.weight"]
                part.bias.data = weights[f"encoder.layer.{n}.{theirs}.bias"]
        return self


class Heads(nn.Module):
    """What is told of a word and of a pair; `model.py` in the product says what goes in.

    Args:
        types, statuses, roles, classes, kinds, parts, paths, slots, facts, distances: how many of
            each there are.
    """

    def __init__(
        self,
        *,
        types: int,
        statuses: int,
        roles: int,
        classes: int,
        kinds: int,
        parts: int,
        paths: int,
        slots: int,
        facts: int,
        distances: int,
    ) -> None:
        super().__init__()
        self.classes = classes
        one, two, three = 256, 128, 256
        self.t1, self.t2 = nn.Linear(WIDTH, one), nn.Linear(one, types + 1)
        self.trule, self.tpos = nn.Embedding(types + 1, one), nn.Embedding(parts, one)
        self.s1, self.s2 = nn.Linear(WIDTH, two), nn.Linear(two, statuses)
        self.sfact, self.stype = nn.Embedding(facts, two), nn.Embedding(types + 1, two)
        self.rt, self.rm = nn.Linear(WIDTH, three), nn.Linear(WIDTH, three)
        self.ry, self.re = nn.Embedding(types + 1, three), nn.Embedding(classes, three)
        self.rk, self.rp = nn.Embedding(kinds, three), nn.Embedding(paths, three)
        self.rs = nn.Embedding(slots, three)
        self.rd, self.rr = nn.Embedding(distances, three), nn.Embedding(6, three)
        # What the other candidates of a trigger are tells what one is: two seldom do one thing.
        self.aq, self.ak = nn.Linear(three, three), nn.Linear(three, three)
        self.av, self.ao = nn.Linear(three, three), nn.Linear(three, three)
        self.r2 = nn.Linear(three, roles)
        self.rty = nn.Embedding((types + 1) * classes, roles)
        self.drop = nn.Dropout(0.2)
        for part in self.modules():
            if isinstance(part, nn.Embedding):
                nn.init.normal_(part.weight, std=0.1)
        nn.init.zeros_(self.rty.weight)

    def triggers(self, words: Tensor, found: Tensor, parts: Tensor) -> Tensor:
        """Scores of none and of each type, [words, 1 + types]."""
        z = functional.relu(self.t1(words) + self.trule(found) + self.tpos(parts))
        return self.t2(self.drop(z))

    def status(self, words: Tensor, facts: Tensor, types: Tensor) -> Tensor:
        """Scores of each status, [events, statuses]."""
        z = functional.relu(self.s1(words) + self.sfact(facts) + self.stype(types))
        return self.s2(self.drop(z))

    def roles(self, trigger: Tensor, candidate: Tensor, pairs: dict[str, Tensor]) -> Tensor:
        """Scores of each role, [pairs, roles]."""
        z = self.rt(trigger) + self.rm(candidate) + self.ry(pairs["type"])
        z = z + self.re(pairs["class"]) + self.rk(pairs["kind"]) + self.rp(pairs["path"])
        z = (
            z
            + self.rs(pairs["slot"])
            + self.rd(pairs["distance"])
            + pairs["found"] @ self.rr.weight
        )
        usual = self.rty(pairs["type"] * self.classes + pairs["class"])
        z = self.drop(functional.relu(z))
        z = z + self._beside(z, pairs["event"])
        return self.r2(self.drop(z)) + usual

    def _beside(self, z: Tensor, event: Tensor) -> Tensor:
        """What each candidate learns from those of the same event, which stand in a row."""
        many = torch.bincount(event)
        place = torch.arange(len(event)) - (torch.cumsum(many, 0) - many)[event]
        table = torch.zeros(len(many), int(many.max()), z.shape[1])
        table[event, place] = z
        there = torch.arange(table.shape[1])[None, :] < many[:, None]

        def split(x: Tensor) -> Tensor:
            return x.view(*x.shape[:2], MINDS, -1).transpose(1, 2)

        query, key, value = split(self.aq(table)), split(self.ak(table)), split(self.av(table))
        weights = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
        weights = weights.masked_fill(~there[:, None, None, :], -1e4)
        mixed = (functional.softmax(weights, -1) @ value).transpose(1, 2)
        return functional.relu(self.ao(mixed.reshape(table.shape)))[event, place]
