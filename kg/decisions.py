"""What a person has decided about who is who, in a file that is made to be edited.

A file of YAML comes in, `Decisions` go out, and back. Each entry proposes that two entities
are one (`merge`) or that one entity is several (`split`), and the person writes what is true
behind `decision`: accept, reject, or undecided.

    - decision: accept
      merge:
      - Person/Vladimir Koval
      - Person/Volodymyr Koval

    - decision: reject
      split: Person/John Smith
      parts:
      - name: kenya
        states: [kenya]
      - name: fiji
        documents: [5f1e0a7c33d2b980]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from kg.display import harmless
from kg.errors import InputError

__all__ = ["Decision", "Part", "Verdict", "read_decisions", "write_decisions"]

_HEAD = """\
# Who is who: what geokg would like to know. Write accept or reject for undecided.
# A merge makes the entities one, a split makes one entity several; what is undecided or
# rejected changes nothing. `note` is yours. Replay it with kg build --decisions FILE.
"""
_FIELDS = frozenset(
    {"decision", "merge", "split", "parts", "score", "why", "sentences", "note"},
)
_PART_FIELDS = frozenset({"name", "states", "documents"})
_WIDTH = 100


class Verdict(StrEnum):
    """What a person says to a proposal."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the entities that a split makes: the documents that it keeps.

    `documents` are ids of documents, `states` keys of states: a document counts that has the
    entity represent one of these.
    """

    name: str
    states: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A merge of several keys, or a split of one key into parts, and the verdict on it.

    `score` (0 to 1), `why` and `sentences` are what geokg says for it, `note` is what the
    person says, `title` names the entities for a reader. `where` is file and line.
    """

    verdict: Verdict
    keys: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    score: float | None = None
    why: str = ""
    sentences: tuple[str, ...] = ()
    note: str = ""
    title: str = ""
    where: str = ""

    @property
    def topic(self) -> tuple[frozenset[str], frozenset[str]]:
        """What it is about: two proposals of one topic are one question."""
        return frozenset(self.keys), frozenset(part.name for part in self.parts)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a file of decisions.

    Raises:
        InputError: it is not there, is no YAML, or an entry lacks something; names the line.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise InputError(f"cannot be read ({reason})", where=str(path)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = str(path) if mark is None else f"{path}:{mark.line + 1}"
        problem = getattr(error, "problem", None) or str(error)
        raise InputError(f"is no YAML ({problem}): mend the line", where=where) from error
    if root is None:
        return ()
    reader = _Reader(str(path))
    if not isinstance(root, yaml.SequenceNode):
        raise reader.fail(root, 'must be a list of entries, each beginning with "- decision:"')
    return tuple(reader.decision(node) for node in root.value)


class _Reader:
    """Makes decisions of YAML nodes; every complaint names the line."""

    def __init__(self, path: str) -> None:
        self.path = path

    def fail(self, node: yaml.Node, problem: str) -> InputError:
        return InputError(problem, where=self._where(node))

    def _where(self, node: yaml.Node) -> str:
        return f"{self.path}:{node.start_mark.line + 1}"

    def decision(self, node: yaml.Node) -> Decision:
        fields = self._fields(node, _FIELDS)
        if "decision" not in fields:
            raise self.fail(node, "an entry needs decision: accept, reject or undecided")
        try:
            verdict = Verdict(self._text(fields["decision"]))
        except ValueError:
            known = "accept, reject or undecided"
            raise self.fail(fields["decision"], f"decision must be {known}") from None
        if ("merge" in fields) == ("split" in fields):
            raise self.fail(node, "an entry needs either merge or split")
        parts: tuple[Part, ...] = ()
        if "merge" in fields:
            keys = self._texts(fields["merge"])
            if len(set(keys)) < 2:
                raise self.fail(fields["merge"], "a merge needs two different keys")
            if "parts" in fields:
                raise self.fail(fields["parts"], "a merge has no parts: they belong to a split")
        else:
            keys = (self._text(fields["split"]),)
            parts = self._parts(node, fields.get("parts"))
        return Decision(
            verdict=verdict,
            keys=keys,
            parts=parts,
            score=self._number(fields["score"]) if "score" in fields else None,
            why=self._text(fields["why"]) if "why" in fields else "",
            sentences=self._texts(fields["sentences"]) if "sentences" in fields else (),
            note=self._text(fields["note"]) if "note" in fields else "",
            where=self._where(node),
        )

    def _parts(self, entry: yaml.Node, node: yaml.Node | None) -> tuple[Part, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.fail(node or entry, "a split needs parts, each with a name")
        parts = []
        for item in node.value:
            fields = self._fields(item, _PART_FIELDS)
            if "name" not in fields or not fields.keys() & {"states", "documents"}:
                raise self.fail(item, "a part needs a name, and states or documents")
            states, documents = (
                self._texts(fields[name]) if name in fields else ()
                for name in ("states", "documents")
            )
            parts.append(Part(self._text(fields["name"]), states, documents))
        if len({part.name for part in parts}) < len(parts):
            raise self.fail(node, "two parts have the same name: rename one")
        return tuple(parts)

    def _fields(self, node: yaml.Node, known: frozenset[str]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, f"must be an entry of fields: {', '.join(sorted(known))}")
        fields: dict[str, yaml.Node] = {}
        for name, value in node.value:
            if name.value not in known:
                raise self.fail(name, f"unknown field {name.value!r}: use {sorted(known)}")
            if name.value in fields:
                raise self.fail(name, f"field {name.value!r} stands twice in one entry")
            fields[name.value] = value
        return fields

    def _text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            raise self.fail(node, "must be text, in quotes if need be")
        return str(node.value)

    def _texts(self, node: yaml.Node) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(node, "must be a list of texts, each after a hyphen")
        return tuple(self._text(item) for item in node.value)

    def _number(self, node: yaml.Node) -> float:
        try:
            return float(self._text(node))
        except ValueError:
            raise self.fail(node, f"score is {node.value!r}: it must be a number") from None


def write_decisions(decisions: Iterable[Decision]) -> str:
    """Return the text of a file; `read_decisions` gives the same back, but for the titles."""
    return _HEAD + "".join(f"\n{text}" for text in map(_entry, decisions))


def _entry(decision: Decision) -> str:
    fields = yaml.safe_dump(
        [dict(_written(decision))], allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    title = harmless(" ".join(decision.title.split())).encode("utf-8", "replace").decode()
    return f"# {title}\n{fields}" if title else fields


def _written(decision: Decision) -> Iterator[tuple[str, object]]:
    yield "decision", decision.verdict.value
    if decision.parts:
        yield "split", decision.keys[0]
        yield (
            "parts",
            [
                {"name": part.name}
                | ({"states": list(part.states)} if part.states else {})
                | ({"documents": list(part.documents)} if part.documents else {})
                for part in decision.parts
            ],
        )
    else:
        yield "merge", list(decision.keys)
    if decision.score is not None:
        yield "score", decision.score
    if decision.why:
        yield "why", decision.why
    if decision.sentences:
        yield "sentences", list(decision.sentences)
    if decision.note:
        yield "note", decision.note
