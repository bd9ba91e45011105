"""The learned tagger: what each word of a window tells of, who plays which part, how sure.

Comes in: a `Window` with what the frames say of its words. Goes out: scores. The encoder is
MiniLM (Wang et al. 2020), trained on by `tools/train_tagger.py` and cut to bytes; it runs on
onnxruntime in one thread, a window at a time, so that a window's scores depend on nothing but
the window. The heads are a few small matrices.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import DataError
from kg.extract.tagger.pieces import Pieces

__all__ = ["KINDS", "MINDS", "PARTS_OF_SPEECH", "ROLES", "STATUSES", "Pair", "Tagger", "distance"]

Scores = npt.NDArray[np.float32]

ROLES = ("actor", "recipient", "place", "asserted_by", "denied_by", "date")
STATUSES = ("Reported", "Alleged", "Contested", "Denied", "Planned", "Hypothetical")
KINDS = (
    "name",
    "demonym",
    "title",
    "pronoun",
    "group",
    "metonym",
    "owner",
    "people",
    "state",
    "time",
    "other",
)
PARTS_OF_SPEECH = ("VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV", "other")
DISTANCES = 14
MINDS = 4
"""Heads by which the candidates of a trigger look at each other."""
# Words between trigger and candidate up to which a distance is told apart.
_STEPS = (1, 3, 7, 15)


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger and a candidate: what the role scores are worked out from.

    `found` tells what the frames say: whether they found an event at the trigger, whether it
    is of the same type, and in which of the first four roles they have the candidate.
    """

    word: int
    type: str
    kind: str
    path: str
    slot: str
    distance: int
    found: tuple[bool, bool, bool, bool, bool, bool]


def distance(sentences: int, words: int) -> int:
    """The class of a distance: sentences apart (after the trigger's), else words apart."""
    if sentences:
        return {-1: 0, 1: 2}.get(sentences, 1 if sentences < 0 else 3)
    step = next((k for k, most in enumerate(_STEPS) if abs(words) <= most), len(_STEPS))
    return 4 + step + (5 if words > 0 else 0)


class Tagger:
    """The encoder and its heads."""

    def __init__(self, folder: Path | None = None) -> None:
        """Load the tagger.

        Raises:
            DataError: its files are missing or do not belong together.
        """
        folder = folder if folder is not None else Path(__file__).parent
        try:
            network = (folder / "tagger.onnx").read_bytes()
            words = (folder / "tagger.vocabulary.txt").read_text(encoding="utf-8").split("\n")
            with np.load(folder / "tagger.npz") as arrays:
                about_bytes = bytes(arrays["about"])
                about = json.loads(about_bytes.decode("utf-8"))
                self._w = {
                    name: arrays[name].astype(np.float32)
                    for name in arrays.files
                    if name != "about"
                }
        except (OSError, KeyError, ValueError) as error:
            raise DataError(f"{folder}: the tagger cannot be read: {error}") from error
        self._session = _session(network, folder)
        self.version = hashlib.sha256(network + about_bytes).hexdigest()[:8]
        """Names these weights, for the record of a run."""
        self._pieces = Pieces({word: i for i, word in enumerate(words) if word})
        self.types: tuple[str, ...] = tuple(about["types"])
        self._type: Mapping[str, int] = {t: i + 1 for i, t in enumerate(self.types)}
        self._class: Mapping[str, int] = {t: i for i, t in enumerate(about["classes"])}
        self._path: Mapping[str, int] = {p: i for i, p in enumerate(about["paths"])}
        self._slot: Mapping[str, int] = {p: i for i, p in enumerate(about["slots"])}
        self._fact: Mapping[str, int] = {f: i for i, f in enumerate(about["facts"])}

    def encode(self, words: Sequence[str]) -> Scores:
        """A vector for each word, [words, 384]."""
        ids, first = self._pieces.split(words)
        (hidden,) = self._session.run(None, {"ids": np.array([ids], dtype=np.int64)})
        return np.asarray(hidden[0][first], dtype=np.float32)

    def triggers(self, hidden: Scores, found: Sequence[str | None], parts: Sequence[str]) -> Scores:
        """How likely each word is to tell of each type, [words, 1 + types]; column 0 is none.

        Args:
            hidden: the words' vectors.
            found: the type that the frames found at each word, if any.
            parts: the words' parts of speech.
        """
        w = self._w
        rule = [self._type.get(t, 0) if t is not None else 0 for t in found]
        pos = [_at(PARTS_OF_SPEECH, p) for p in parts]
        z = hidden @ w["t1.weight"].T + w["t1.bias"] + w["trule.weight"][rule]
        z = np.maximum(z + w["tpos.weight"][pos], 0)
        return _softmax(z @ w["t2.weight"].T + w["t2.bias"])

    def status(self, vector: Scores, fact: str, type_: str) -> Scores:
        """How likely each status is for an event at a word, [6] in the order of `STATUSES`.

        Args:
            vector: the word's vector.
            fact: what the syntax says ("CERTAIN FUTURE POSITIVE").
            type_: the event's type.
        """
        w = self._w
        z = vector @ w["s1.weight"].T + w["s1.bias"] + w["sfact.weight"][self._fact.get(fact, 0)]
        z = np.maximum(z + w["stype.weight"][self._type[type_]], 0)
        return _softmax(z @ w["s2.weight"].T + w["s2.bias"])

    def roles(self, hidden: Scores, trigger: int, type_: str, pairs: Sequence[Pair]) -> Scores:
        """How likely each candidate plays each role, [candidates, 6] in the order of `ROLES`."""
        w, y = self._w, self._type[type_]
        kinds = [_at(KINDS, p.kind) for p in pairs]
        classes = [self._class.get(p.type, self._class["Office"]) for p in pairs]
        paths = [self._path.get(p.path, 0) for p in pairs]
        found = np.array([p.found for p in pairs], dtype=np.float32)
        z = hidden[trigger] @ w["rt.weight"].T + w["rt.bias"] + w["ry.weight"][y]
        z = z + hidden[[p.word for p in pairs]] @ w["rm.weight"].T + w["rm.bias"]
        z += w["re.weight"][classes] + w["rk.weight"][kinds] + w["rp.weight"][paths]
        z += w["rs.weight"][[self._slot.get(p.slot, 0) for p in pairs]]
        z += w["rd.weight"][[p.distance for p in pairs]] + found @ w["rr.weight"]
        z = np.maximum(z, 0)
        z = z + self._beside(z)
        out = z @ w["r2.weight"].T + w["r2.bias"]
        out += w["rty.weight"][[y * len(self._class) + c for c in classes]]
        return np.asarray(1 / (1 + np.exp(-out)), dtype=np.float32)

    def _beside(self, z: Scores) -> Scores:
        """What each candidate of a trigger learns from the others."""
        w, many = self._w, len(z)

        def part(name: str) -> Scores:
            x = z @ w[f"{name}.weight"].T + w[f"{name}.bias"]
            return np.asarray(x.reshape(many, MINDS, -1).transpose(1, 0, 2))

        query, key, value = part("aq"), part("ak"), part("av")
        weights = _softmax(query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1]))
        mixed = (weights @ value).transpose(1, 0, 2).reshape(many, -1)
        return np.asarray(np.maximum(mixed @ w["ao.weight"].T + w["ao.bias"], 0))


def _session(network: bytes, folder: Path) -> Any:
    """The encoder, ready to run. Only here is onnxruntime loaded, which takes a moment."""
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as errors

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except (errors.Fail, errors.InvalidProtobuf, errors.InvalidGraph) as error:
        raise DataError(f"{folder / 'tagger.onnx'}: cannot be run: {error}") from error


def _at(values: Sequence[str], value: str) -> int:
    """Its place, or the last one for what is not listed."""
    return values.index(value) if value in values else len(values) - 1


def _softmax(z: Scores) -> Scores:
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)
