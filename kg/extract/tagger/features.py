"""What the tagger sees of a document: windows of words, who may fill a role, how they connect.

Comes in: a document's readers, its `Arguments` and what the frames found. Goes out: `Window`s,
each a run of whole sentences with its candidates. Training and use share this module, so that
the tagger meets in a text what it was trained on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.events import Finding
from kg.extract.predications import Reader
from kg.extract.times import TimeExpression
from kg.syntax import Tree

__all__ = ["TIME", "Candidate", "Window", "connection", "found_at", "slots", "windows"]

TIME = "Time"
"""Class of the candidates that say when."""

# Words of a window at most; a longer sentence is cut (pieces of 512 are the encoder's limit).
_WINDOW = 110
_LONGEST = 160
# Steps of a path that are told apart on either side.
_UP, _DOWN = 3, 4
# Fillers that stand at another word of their own ("Russian drones": Russia).
_ELSEWHERE = ("instrument", "leader")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity, or a time, at a token of a window that may fill a role.

    `word` counts from the window's first word, `key` is the entity's, `kind` says how the
    phrase names it ("name", "demonym", "pronoun", "group", …).
    """

    word: int
    sentence: int
    token: int
    key: str
    type: str
    kind: str
    time: TimeExpression | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Whole sentences of one paragraph.

    `words` are their tokens' texts, `origin` the sentence and token of each word.
    """

    words: tuple[str, ...]
    origin: tuple[tuple[int, int], ...]
    candidates: tuple[Candidate, ...]


def windows(
    readers: Sequence[Reader],
    arguments: Arguments,
    times: Sequence[Sequence[TimeExpression]],
) -> Iterator[Window]:
    """Cut a document into windows; each sentence stands in one.

    Args:
        readers: the document's sentences.
        arguments: its entities.
        times: the time expressions of each sentence.
    """
    when = {reader.tree.sentence.index: here for reader, here in zip(readers, times, strict=True)}
    run: list[Reader] = []
    size = 0
    for reader in readers:
        length = min(len(reader.tokens), _LONGEST)
        paragraph = reader.tree.sentence.paragraph
        if run and (size + length > _WINDOW or run[-1].tree.sentence.paragraph != paragraph):
            yield _window(run, arguments, when)
            run, size = [], 0
        run.append(reader)
        size += length
    if run:
        yield _window(run, arguments, when)


def _window(
    run: Sequence[Reader],
    arguments: Arguments,
    times: Mapping[int, Sequence[TimeExpression]],
) -> Window:
    words: list[str] = []
    origin: list[tuple[int, int]] = []
    candidates: list[Candidate] = []
    for reader in run:
        s = reader.tree.sentence.index
        first = len(words)
        for token in reader.tokens[:_LONGEST]:
            words.append(token.text)
            origin.append((s, token.i))
            candidates.extend(
                Candidate(first + token.i, s, token.i, key, type_, kind)
                for key, type_, kind in _entities(reader, arguments, token.i)
            )
        for n, time in enumerate(times[s]):
            head = reader.tree.span_head(time.first, time.last)
            if head < _LONGEST:
                candidates.append(
                    Candidate(first + head, s, head, f"Time/{s}/{n}", TIME, "time", time)
                )
    return Window(tuple(words), tuple(origin), tuple(candidates))


def _entities(reader: Reader, arguments: Arguments, i: int) -> Iterator[tuple[str, str, str]]:
    """Key, class and kind of the entities whose phrase token `i` heads."""
    s = reader.tree.sentence.index
    mentions = arguments.mentions(s, i)
    if mentions and all(m.head != i for m in mentions):
        return
    fillers = [f for f in arguments.at(s, i) if f.kind not in _ELSEWHERE]
    seen: set[str] = set()
    for filler in fillers:
        if filler.key not in seen and (filler.head == i or filler.kind == "name"):
            seen.add(filler.key)
            yield filler.key, arguments.type_of(filler.key).value, filler.kind
    if not fillers and not mentions:
        people = arguments.people_at(s, i)
        if people is not None:
            yield people.key, arguments.type_of(people.key).value, "people"


def connection(tree: Tree, trigger: int, token: int) -> str:
    """The dependency path from a trigger to a candidate in its sentence.

    "Kim met Belousov": "|nsubj" for Kim. Prepositions stand by their word:
    "|prep:in/pobj". What is longer than the tagger can learn is "far".
    """
    above = [trigger, *tree.up(trigger)]
    rank = {node: k for k, node in enumerate(above)}
    down: list[int] = []
    node = token
    for up in (token, *tree.up(token)):
        node = up
        if node in rank:
            break
        # A list is one step, however long: the tenth name plays the part of the first.
        if not (down and tree.tokens[up].dep == tree.tokens[down[-1]].dep == "conj"):
            down.append(node)
    if node not in rank or rank[node] > _UP or len(down) > _DOWN:
        return "far"
    tokens = tree.tokens
    rise = "/".join(_step(tokens[x].dep, tokens[x].lower) for x in above[: rank[node]])
    fall = "/".join(_step(tokens[x].dep, tokens[x].lower) for x in reversed(down))
    return f"{rise}|{fall}"


def slots(reader: Reader, arguments: Arguments, trigger: int) -> dict[str, str]:
    """In which slot of a trigger's predication each entity stands ("subj", "obj", "on").

    The predications know of gaps, control and coordination, which paths do not: in "agreed to
    send" the subject of "agreed" stands in the slot `subj` of "send".
    """
    token = reader.tokens[trigger]
    if token.pos in ("VERB", "AUX"):
        predication = reader.verb(trigger)
    elif token.pos in ("NOUN", "PROPN"):
        predication = reader.noun(trigger)
    else:
        return {}
    s = reader.tree.sentence.index
    found: dict[str, str] = {}
    for prefix, table in (("", predication.slots), ("deep ", predication.deep)):
        for name, tokens in table.items():
            for filler in arguments.all(s, tokens):
                found.setdefault(filler.key, prefix + name)
    return found


def _step(dep: str, word: str) -> str:
    return f"prep:{word}" if dep in ("prep", "agent", "dative") else dep


def found_at(findings: Sequence[Finding], reader: Reader) -> dict[int, Finding]:
    """What the frames found in a sentence, by each token of its trigger and its light verb."""
    at: dict[int, Finding] = {}
    for finding in findings:
        tokens = reader.tokens
        for token in tokens:
            if finding.trigger_start <= token.start < finding.trigger_end:
                at.setdefault(token.i, finding)
        if finding.nominal and not finding.bare:
            at.setdefault(tokens[finding.trigger].head, finding)
    for finding in findings:
        at[finding.trigger] = finding
    return at
