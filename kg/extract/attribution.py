"""Who says so?

Comes in: the predicates that embed an event and its sentence. Goes out: a `Sources`: who
asserts it and through whom it reached the text. "Kim will support Russia, Kim said, KCNA
reported" is asserted by Kim, via KCNA. The narrator speaks where nobody else does.

One walk up (the subjects of embedding predicates, innermost first), one look around
("according to", a report clause after a comma, the speaker of the quotation).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.factuality import Embedding, Factuality
from kg.extract.predications import Reader
from kg.extract.signatures import Signatures
from kg.syntax import Tree

__all__ = [
    "Relay",
    "Sources",
    "Teller",
    "quotations",
    "quote_speakers",
    "relays",
    "sources",
    "tellers",
]

_TRAILING = frozenset({"conj", "parataxis", "dep", "ccomp", "advcl"})


@dataclass(frozen=True, slots=True)
class Sources:
    """Entity keys of who asserts, of who relays, and whether the source only assesses."""

    asserted_by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    assessed: bool = False
    unnamed: bool = False
    """A source is meant but not named ("some analysts said")."""


def sources(
    reader: Reader,
    arguments: Arguments,
    fact: Factuality,
    trigger: int,
    *,
    signatures: Signatures,
    speaker: tuple[str, ...] = (),
) -> Sources:
    """Find the sources of the event at token `trigger`.

    Args:
        reader: predications of the sentence.
        arguments: entities of the document.
        fact: the event's factuality, whose embeddings are the predicates above it.
        trigger: token of the event.
        signatures: the table of embedding predicates.
        speaker: who speaks where the whole sentence stands in a quotation.
    """
    s = reader.tree.sentence.index
    chain: list[tuple[str, ...]] = []
    assessed = unnamed = False
    for teller in tellers(reader, fact, trigger, signatures=signatures):
        keys = _keys(arguments, s, teller)
        if teller.kind != "beside" and _assesses(reader, teller, signatures):
            assessed = True
        if not keys:
            unnamed = unnamed or (teller.kind != "quoted" and bool(teller.tokens))
        elif teller.kind == "according" or keys not in chain:
            chain.append(keys)
    if not chain and speaker:
        chain.append(speaker)
    if not chain:
        return Sources((), (), assessed, unnamed)
    via = tuple(dict.fromkeys(k for keys in chain[1:] for k in keys if k not in chain[0]))
    return Sources(chain[0], via, assessed, unnamed)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is said to say something: head tokens of who it is, what says so, and what is said.

    `kind` is how it stands: "quoted" and "subject" of a predicate above, "beside" the clause,
    in a phrase with "according".
    """

    tokens: tuple[int, ...]
    cue: int
    content: int
    kind: str


def tellers(
    reader: Reader, fact: Factuality, trigger: int, *, signatures: Signatures
) -> list[Teller]:
    """Who tells of the event at token `trigger` in its own sentence, innermost first.

    Args:
        reader: predications of the sentence.
        fact: the event's factuality, whose embeddings are the predicates above it.
        trigger: token of the event.
        signatures: the table of embedding predicates.
    """
    found: list[Teller] = []
    for embedding in fact.embeddings:
        if not embedding.signature.source:
            continue
        cue, content = embedding.token, embedding.complement
        # "state television quoted X as saying": X says so, the television relays it
        quoted = _quoted(reader, embedding)
        if quoted:
            found.append(Teller(tuple(quoted), cue, content, "quoted"))
        found.append(Teller(tuple(_subject(reader, embedding)), cue, content, "subject"))
    for cue, tokens in _beside(reader, trigger, signatures):
        found.append(Teller(tuple(tokens), cue, trigger, "beside"))
    for cue, tokens in _according(reader, trigger):
        found.append(Teller(tuple(tokens), cue, trigger, "according"))
    return found


def _keys(arguments: Arguments, s: int, teller: Teller) -> tuple[str, ...]:
    """The entities that a teller means."""
    if teller.kind in ("quoted", "subject"):
        keys = [f.key for f in arguments.all(s, teller.tokens)]
        if not keys and teller.kind == "subject":
            # "South Korean assessments say": the owner of the source noun speaks
            keys = [f.key for x in teller.tokens for f in arguments.owners(s, x)]
        return tuple(keys)
    if teller.kind == "beside":
        fillers = [f for x in teller.tokens for f in (arguments.at(s, x) or arguments.inside(s, x))]
    else:
        fillers = [f for x in teller.tokens for f in arguments.inside(s, x)]
    return tuple(dict.fromkeys(f.key for f in fillers))


def _assesses(reader: Reader, teller: Teller, signatures: Signatures) -> bool:
    """Is the source's word alone an assessment ("analysts", "a report")?"""
    nodes: Iterable[int] = teller.tokens
    if teller.kind == "according":
        nodes = [y for x in teller.tokens for y in reader.tree.subtree(x)]
    words = {reader.tokens[x].lemma.lower() for x in nodes}
    return teller.kind != "quoted" and bool(words & signatures.lists["assessing_sources"])


@dataclass(frozen=True, slots=True)
class Relay:
    """Who relays a paragraph's speech, and whose speech it is."""

    source: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()


def relays(readers: Sequence[Reader], arguments: Arguments, signatures: Signatures) -> list[Relay]:
    """For each sentence the source that the next one names for the same speaker.

    News gives the source of a speech once, at its end: "Kim slammed the decision. He called
    it reckless, KCNA said." The first sentence is KCNA's as well.
    """
    result = [Relay() for _ in readers]
    for index in range(len(readers) - 1):
        reader, following = readers[index], readers[index + 1]
        if reader.tree.sentence.paragraph != following.tree.sentence.paragraph:
            continue
        tree = following.tree
        for token in following.tokens:
            signature = signatures.of(token.lemma, "", token.pos)
            if token.dep != "ROOT" or signature is None or signature.name != "report":
                continue
            clause = tree.child(token.i, "ccomp")
            subject = tree.child(token.i, "nsubj")
            if clause is None or subject is None or clause > token.i:
                continue
            s = tree.sentence.index
            source = tuple(f.key for f in arguments.at(s, subject))
            speaker = tuple(f.key for f in arguments.all(s, following.subject(clause)))
            result[index] = Relay(source, speaker)
    return result


def _subject(reader: Reader, embedding: Embedding) -> list[int]:
    """Tokens of who answers for the complement of an embedding predicate."""
    token = reader.tokens[embedding.token]
    if token.pos in ("VERB", "AUX"):
        predication = reader.verb(embedding.token)
        return [x for x in predication.get("subj") if x != embedding.complement]
    if token.pos == "ADJ":
        return reader.subject(token.head) if token.head != token.i else []
    return [x for x in reader.owner(embedding.token) if x != embedding.complement]


def _quoted(reader: Reader, embedding: Embedding) -> list[int]:
    """Whom a verb of quoting quotes."""
    token = reader.tokens[embedding.token]
    if token.lemma not in ("quote", "cite") or token.pos != "VERB":
        return []
    return [x for x in reader.verb(embedding.token).get("obj") if x != embedding.complement]


def _beside(reader: Reader, trigger: int, signatures: Signatures) -> list[tuple[int, list[int]]]:
    """Report clauses set beside the event's clause: "…, the North's state media reported"."""
    tree, tokens = reader.tree, reader.tokens
    found: list[tuple[int, list[int]]] = []
    for node in (trigger, *tree.up(trigger)):
        for c in tree.children[node]:
            token = tokens[c]
            if token.dep not in _TRAILING or token.pos != "VERB":
                continue
            if c < trigger and not _is_inserted(tree, c):
                continue
            signature = signatures.of(token.lemma, "", "VERB")
            if signature is None or signature.name not in ("report", "allege"):
                continue
            subject = tree.child(c, "nsubj")
            if subject is None or tree.child(c, "ccomp", "dobj", "xcomp", "mark") is not None:
                continue
            left = next(i for i in tree.subtree(c) if tokens[i].pos != "PUNCT")
            if left == 0 or tokens[left - 1].text not in (",", '"', "—", "-"):
                continue
            found.append((c, tree.conjuncts(subject)))
    return found


def _is_inserted(tree: Tree, c: int) -> bool:
    """Does the clause of `c` stand between two commas (", Oren said,") or closing quotes?"""
    words = [i for i in tree.subtree(c) if tree.tokens[i].pos != "PUNCT"]
    before = {t.text for t in tree.tokens[max(0, words[0] - 2) : words[0]]}
    after = {t.text for t in tree.tokens[words[-1] + 1 : words[-1] + 3]}
    return "," in before and "," in after


def _according(reader: Reader, trigger: int) -> list[tuple[int, list[int]]]:
    """Phrases of "according to" that cover the event's clause."""
    tree, tokens = reader.tree, reader.tokens
    path = {trigger, *tree.up(trigger)}
    found: list[tuple[int, list[int]]] = []
    for token in tokens:
        if token.lower != "according":
            continue
        # Attached anywhere on the way up, or to a noun inside the clause at its end.
        anchor = token.head
        if anchor not in path and not path & set(tree.up(token.i)):
            continue
        for c in tree.all(token.i, "prep"):
            objects = tree.all(c, "pobj")
            if objects:
                found.append((token.i, objects))
    return found


@dataclass(frozen=True, slots=True)
class Speech:
    """A report verb and its subject, in the sentence with this index."""

    sentence: int
    cue: int
    speaker: int


def quote_speakers(
    readers: Sequence[Reader], arguments: Arguments, signatures: Signatures
) -> list[tuple[str, ...]]:
    """For each sentence that stands wholly inside a quotation, who speaks; else ()."""

    def named(speech: Speech) -> bool:
        return bool(arguments.at(speech.sentence, speech.speaker))

    return [
        () if one is None else tuple(f.key for f in arguments.at(one.sentence, one.speaker))
        for one in quotations(readers, signatures=signatures, named=named)
    ]


def quotations(
    readers: Sequence[Reader], *, signatures: Signatures, named: Callable[[Speech], bool]
) -> list[Speech | None]:
    """For each sentence that stands wholly inside a quotation, what says who speaks; else None.

    A quotation that opens in one sentence and closes in a later one keeps its speaker; he is
    the subject of the report verb in the sentence that opens, closes or continues it. What
    follows a sentence that ends in a colon ("The governor added:") is his too, marked or not.

    Args:
        readers: the sentences of a document.
        signatures: the table of embedding predicates.
        named: is it known who the subject is? Else another verb of the sentence is taken.
    """
    result: list[Speech | None] = []
    opened = False
    last: Speech | None = None
    paragraph = -1
    pending: list[int] = []
    announced: Speech | None = None
    for reader in readers:
        sentence = reader.tree.sentence
        if sentence.paragraph != paragraph:
            opened, last, pending = False, None, []
            paragraph = sentence.paragraph
        marks = [t.i for t in reader.tokens if t.text == '"']
        inside = opened or (bool(marks) and marks[0] == 0) or announced is not None
        if announced is not None and last is None:
            last = announced
        speech = next(filter(named, _speeches(reader, signatures)), None)
        whole = inside and speech is None
        result.append(last if whole else None)
        if whole and last is None:
            pending.append(len(result) - 1)
        if speech is not None:
            last = speech
            for index in pending:
                result[index] = speech
            pending = []
        if len(marks) % 2:
            opened = not opened
        announced = speech if reader.tokens[-1].text == ":" else None
    return result


def _speeches(reader: Reader, signatures: Signatures) -> Iterator[Speech]:
    """The report verbs of a sentence that have a subject of their own."""
    for token in reader.tokens:
        if token.pos != "VERB":
            continue
        signature = signatures.of(token.lemma, "", "VERB")
        if signature is None or signature.name != "report":
            continue
        subject = reader.tree.child(token.i, "nsubj")
        if subject is not None:
            yield Speech(reader.tree.sentence.index, token.i, subject)
