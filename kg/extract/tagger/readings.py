"""What the tagger reads in a document: at each likely trigger a type, a status and the roles.

Comes in: the document's readers, its `Arguments`, what the frames found, and the `Tagger`. Goes
out: `Reading`s. "The junta scrapped its pact with Mali" gives at "scrapped" a type with its
likelihood, and how likely the junta is to have done it, whether a frame knows the verb or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.events import Finding
from kg.extract.factuality import Factuality, factuality
from kg.extract.predications import Reader
from kg.extract.rules import Rules
from kg.extract.tagger.features import Candidate, Window, connection, found_at, slots, windows
from kg.extract.tagger.model import ROLES, STATUSES, Pair, Scores, Tagger, distance
from kg.extract.times import TimeExpression

__all__ = ["Reading", "fact_name", "pair_of", "readings"]

# What no frame knows must be so likely to be looked into; less is never a find.
_LEAST = 0.5
_TRIGGERS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger says of one trigger.

    `likely` is how likely the word is to tell of any event, `types` how likely each is,
    `roles` gives for each role the candidates with their likelihood.
    """

    sentence: int
    token: int
    likely: float
    types: Mapping[str, float]
    type: str
    status: Mapping[str, float]
    roles: Mapping[str, Mapping[str, tuple[float, Candidate]]]
    entire: bool
    """Did the tagger see the whole document at once?"""


def readings(
    readers: Sequence[Reader],
    arguments: Arguments,
    findings: Sequence[Sequence[Finding]],
    times: Sequence[Sequence[TimeExpression]],
    *,
    tagger: Tagger,
    rules: Rules,
) -> Iterator[Reading]:
    """The readings of a document, in text order.

    Args:
        readers: its sentences.
        arguments: its entities.
        findings: what the frames found in each sentence.
        times: the time expressions of each sentence.
        tagger: the model.
        rules: what factuality needs.
    """
    by_sentence = {reader.tree.sentence.index: reader for reader in readers}
    found = {
        reader.tree.sentence.index: found_at(here, reader)
        for reader, here in zip(readers, findings, strict=True)
    }
    cut = list(windows(readers, arguments, times))
    for window in cut:
        if window.candidates:
            entire = len(cut) == 1
            yield from _read(window, by_sentence, arguments, found, tagger, rules, entire)


def _read(
    window: Window,
    readers: Mapping[int, Reader],
    arguments: Arguments,
    found: Mapping[int, Mapping[int, Finding]],
    tagger: Tagger,
    rules: Rules,
    entire: bool,
) -> Iterator[Reading]:
    hidden = tagger.encode(window.words)
    known = [found[s].get(i) for s, i in window.origin]
    parts = [readers[s].tokens[i].pos for s, i in window.origin]
    scores = tagger.triggers(hidden, [f.type if f is not None else None for f in known], parts)
    for word, (s, i) in enumerate(window.origin):
        likely = float(1 - scores[word, 0])
        here = known[word]
        if parts[word] not in _TRIGGERS:
            continue
        if (here is None and likely < _LEAST) or (here is not None and not entire):
            continue  # in a part of a document the frames' finds are not weighed
        types = {t: float(p) for t, p in zip(tagger.types, scores[word, 1:], strict=True)}
        type_ = max(types, key=lambda t: types[t])
        if here is not None and types[here.type] > 0.3 * types[type_]:
            type_ = here.type  # in doubt what the frames say
        reader = readers[s]
        fact = factuality(reader.tree, i, signatures=rules.signatures, lexicon=rules.lexicon)
        status = tagger.status(hidden[word], fact_name(fact), type_)
        yield Reading(
            s,
            i,
            likely,
            types,
            type_,
            {name: float(p) for name, p in zip(STATUSES, status, strict=True)},
            _roles(window, word, reader, arguments, here, type_, hidden, tagger),
            entire,
        )


def _roles(
    window: Window,
    word: int,
    reader: Reader,
    arguments: Arguments,
    finding: Finding | None,
    type_: str,
    hidden: Scores,
    tagger: Tagger,
) -> dict[str, dict[str, tuple[float, Candidate]]]:
    s, i = window.origin[word]
    places = slots(reader, arguments, i)
    pairs = [
        pair_of(candidate, word, s, i, reader, places, finding, type_)
        for candidate in window.candidates
    ]
    scores = tagger.roles(hidden, word, type_, pairs)
    roles: dict[str, dict[str, tuple[float, Candidate]]] = {}
    for k, role in enumerate(ROLES):
        best: dict[str, tuple[float, Candidate]] = {}
        for candidate, score in zip(window.candidates, scores[:, k], strict=True):
            if candidate.key not in best or score > best[candidate.key][0]:
                best[candidate.key] = (float(score), candidate)
        roles[role] = best
    return roles


def pair_of(
    candidate: Candidate,
    word: int,
    sentence: int,
    token: int,
    reader: Reader,
    places: Mapping[str, str],
    finding: Finding | None,
    type_: str,
) -> Pair:
    """What the role scores of a trigger and a candidate are worked out from."""
    near = candidate.sentence == sentence
    key = candidate.key
    return Pair(
        word=candidate.word,
        type=candidate.type,
        kind=candidate.kind,
        path=connection(reader.tree, token, candidate.token) if near else "other",
        slot=places.get(key, "") if near else "",
        distance=distance(candidate.sentence - sentence, candidate.word - word),
        found=(False,) * 6
        if finding is None
        else (
            True,
            finding.type == type_,
            key in finding.actor,
            key in finding.recipient,
            key in finding.place or _tells(candidate, finding),
            key in finding.sources.asserted_by,
        ),
    )


def _tells(candidate: Candidate, finding: Finding) -> bool:
    """Is it the time that the frames give the event?"""
    time = candidate.time
    return (
        time is not None and finding.date is not None and (finding.date in (time.past, time.future))
    )


def fact_name(fact: Factuality) -> str:
    """What the syntax says, as the tagger knows it ("CERTAIN FUTURE POSITIVE")."""
    return f"{fact.certainty.name} {fact.tense.name} {fact.polarity.name}"
