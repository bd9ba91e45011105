"""Put together what the frames found and what the tagger reads.

Comes in: the findings of a document's sentences and the tagger's `Reading`s. Goes out: findings.
A frame's find stays unless the tagger is sure that there is none; who plays which part in it is
weighed anew. What only the tagger sees becomes a finding where it is likely and where the classes
of its parties suit the type.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.attribution import Sources
from kg.extract.events import Finding
from kg.extract.factuality import Factuality
from kg.extract.filler import Filler
from kg.extract.frame_rows import Frame
from kg.extract.frames import Match
from kg.extract.predications import Reader
from kg.extract.tagger.features import Candidate
from kg.extract.tagger.readings import Reading
from kg.model import Certainty, Polarity, Tense, TimeValue
from kg.ontology import Ontology

__all__ = ["TAGGER", "Thresholds", "merged"]

TAGGER = "tagger"
"""Name of the rule that found what no frame knows."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely is likely enough.

    `new`: a type at a trigger that no frame knows; `refused`: one for which a frame has the word
    and did not take it; `whole`: a new event with just its parties; `lone`: one with one side
    only; `known`: a frame's find with its parties; `trust`: how many times more likely other
    parties must be than the frame's; `drop`: any event at a frame's trigger; `other`: another type
    than the frame's; `party`: that somebody plays a part; `source`: who says so; `status`: another
    status; `lost`: a time that the syntax gives; `quarrel`: that a new one happened, which the
    syntax denies or doubts. They were chosen on items from which the tagger had not learnt.
    """

    new: float = 0.5
    refused: float = 0.9
    whole: float = 0.3
    lone: float = 0.5
    known: float = 0.005
    trust: float = 3.0
    drop: float = 0.01
    other: float = 0.98
    party: float = 0.5
    source: float = 0.6
    status: float = 0.75
    lost: float = 0.15
    quarrel: float = 0.7


# Mutual, but one side may also agree to something with nobody ("agreed to send Y troops").
_ONE_SIDED = "AgreeToCooperate"
Role = Mapping[str, tuple[float, Candidate]]


def merged(
    findings: Sequence[Finding],
    readings: Mapping[int, Reading],
    reader: Reader,
    finding_of: Callable[[Match], Finding],
    *,
    knows: Callable[[str, str], bool],
    ontology: Ontology,
    limits: Thresholds = Thresholds(),
) -> Iterator[Finding]:
    """The findings of one sentence.

    Args:
        findings: what the frames found in it.
        readings: the tagger's readings in it, by token.
        reader: the sentence.
        finding_of: makes a finding of a match, with its factuality, sources, place and date.
        knows: whether a frame of a type has a word for its trigger.
        ontology: which classes may play which part.
        limits: the likelihoods that count.
    """
    taken: dict[int, str] = {}
    for finding in findings:
        tokens = _trigger_tokens(finding, reader)
        taken.update(dict.fromkeys(tokens, finding.type))
        # "imposes tariffs" is one trigger: the frame may name the verb, the tagger the noun
        near = {x for i in tokens for x in _beside(reader, i)} - tokens
        heard = [readings[i] for i in sorted(tokens) if i in readings]
        heard += [
            readings[i] for i in sorted(near & readings.keys()) if readings[i].type == finding.type
        ]
        others = {f.type for f in findings if f is not finding}
        kept = _weighed(finding, heard, others, ontology, limits)
        if kept is not None:
            yield kept
    own = {i: reading for i, reading in sorted(readings.items()) if i not in taken}
    for token, reading in own.items():
        refused = knows(reading.type, reader.tokens[token].lemma.lower())
        p = reading.types[reading.type]
        if p < (limits.refused if refused else limits.new):
            continue
        beside = _beside(reader, token)
        if any(taken.get(x) == reading.type for x in beside):
            continue
        # Of neighbours that tell of the same, the likeliest is the trigger.
        rivals = [own[x] for x in beside if x in own and own[x].type == reading.type]
        if any((r.types[r.type], -r.token) > (p, -token) for r in rivals):
            continue
        match = _match(reading, reader, ontology, limits)
        if match is None:
            continue
        finding = finding_of(match)
        finding.likely = _likely(reading, finding.type, finding.actor, finding.recipient, ontology)
        lone = not (finding.actor and finding.recipient) and not _mutual(reading.type, ontology)
        if finding.likely < (limits.lone if lone else limits.whole) or (refused and lone):
            continue
        if _quarrel(finding.fact, reading, limits):
            continue
        yield _completed(finding, reading, limits)


def _quarrel(fact: Factuality, reading: Reading, limits: Thresholds) -> bool:
    """Do syntax and tagger contradict each other on whether a new event happened?"""
    if fact.happened < 0:
        denied = reading.status["Denied"] + reading.status["Contested"]
        return denied <= 1 - limits.quarrel
    if fact.happened > 0:
        # In a part of a document a denial without any word for it is a guess.
        return not reading.entire and reading.status["Denied"] >= limits.quarrel
    return reading.status["Reported"] >= limits.quarrel


def _mutual(type_: str, ontology: Ontology) -> bool:
    """Do all sides of an event of this type act?"""
    return ontology.types[type_].symmetric and type_ != _ONE_SIDED


def _trigger_tokens(finding: Finding, reader: Reader) -> set[int]:
    tokens = reader.tokens
    found = {t.i for t in tokens if finding.trigger_start <= t.start < finding.trigger_end} | {
        finding.trigger
    }
    if finding.nominal and not finding.bare:
        found.add(tokens[finding.trigger].head)
    return found


def _beside(reader: Reader, token: int) -> set[int]:
    """The words that may be one trigger with a word: its neighbours in text and tree."""
    found = {token - 1, token + 1, reader.tokens[token].head, *reader.tree.children[token]}
    return found - {token}


def _weighed(
    finding: Finding,
    heard: Sequence[Reading],
    others: Collection[str],
    ontology: Ontology,
    limits: Thresholds,
) -> Finding | None:
    """A frame's find with type and parties weighed; None where the tagger is sure of none.

    Of what is denied, planned or possible the rules know more; and where the tagger sees only a
    part of the document they see further. `others` are the types of the sentence's other finds: in
    "invited him to visit" the visit has been found already.
    """
    if not heard or finding.fact.happened != 1 or not heard[0].entire:
        return finding
    if max(r.likely for r in heard) < limits.drop:
        return None
    reading = max(heard, key=lambda r: r.types[finding.type])
    actor, recipient = _parties(reading, ontology, limits)
    if reading.type != finding.type:
        sure = reading.types[reading.type] > limits.other and reading.type not in others
        if not sure or not (actor or recipient):
            return finding
        finding = dataclasses.replace(finding, type=reading.type)
    if _mutual(reading.type, ontology):
        actor, recipient = actor | recipient, set()
    actor = _named(actor, finding.actor, reading.roles["actor"])
    recipient = _named(recipient, finding.recipient, reading.roles["recipient"])
    # Nobody instead of somebody would be no weighing: the frame's parties passed its tests.
    actor, recipient = actor or finding.actor, recipient or finding.recipient - actor
    own = _likely(reading, finding.type, finding.actor, finding.recipient, ontology)
    other = _likely(reading, finding.type, actor, recipient, ontology)
    if (actor or recipient) and other > own * limits.trust:
        finding.actor, finding.recipient = actor, recipient
    finding.likely = _likely(reading, finding.type, finding.actor, finding.recipient, ontology)
    return _completed(finding, reading, limits) if finding.likely >= limits.known else None


def _completed(finding: Finding, reading: Reading, limits: Thresholds) -> Finding:
    """The find with the place, time, source and doubts that the tagger adds."""
    place = _best(reading.roles["place"], limits.party)
    if place is not None and not finding.place:
        finding.place = (place,)
    finding.fact = _judged(finding.fact, reading, limits)
    finding.sources = _sources(finding.sources, reading, limits)
    finding.date = _date(finding, reading, limits)
    return finding


def _named(keys: set[str], have: Collection[str], scores: Role) -> set[str]:
    """The parties without unnamed ones where a frame has named ones who are no places.

    "expelled three Ardonian envoys" is done to Ardonia; "nine people are killed in an attack on
    Novi Vir" to the nine.
    """
    if not any(k in scores and scores[k][1].type not in ("Group", "Place") for k in have):
        return keys
    return {k for k in keys if k in have or scores[k][1].type != "Group"}


def _likely(
    reading: Reading, type_: str, actor: set[str], recipient: set[str], ontology: Ontology
) -> float:
    """How likely the event is with just these parties: the type, and each candidate's part."""
    likely = reading.types[type_]
    sides = (actor, recipient) if not _mutual(type_, ontology) else (actor,)
    for role, keys in zip(("actor", "recipient"), sides, strict=False):
        for key, (p, _) in reading.roles[role].items():
            likely *= p if key in keys else 1 - p
    return likely


def _parties(reading: Reading, ontology: Ontology, limits: Thresholds) -> tuple[set[str], set[str]]:
    """Who does it and to whom: likely, of the type's classes, and meant in its sentence."""
    concept = ontology.types[reading.type]

    def likely(role: str, classes: frozenset[str]) -> dict[str, float]:
        return {
            k: p
            for k, (p, candidate) in reading.roles[role].items()
            if p >= limits.party
            and candidate.sentence == reading.sentence
            and ontology.accepts(classes, candidate.type)
        }

    actor, recipient = likely("actor", concept.domain), likely("recipient", concept.range)
    both = actor.keys() & recipient.keys()
    return (
        {k for k in actor if k not in both or actor[k] >= recipient[k]},
        {k for k in recipient if k not in both or recipient[k] > actor[k]},
    )


def _match(
    reading: Reading,
    reader: Reader,
    ontology: Ontology,
    limits: Thresholds,
) -> Match | None:
    actor, recipient = _parties(reading, ontology, limits)
    if not actor and not recipient:
        return None
    concept = ontology.types[reading.type]
    if _mutual(reading.type, ontology):
        actor, recipient = actor | recipient, set()
        if len(actor) < 2 and reading.type in ("Meeting", "PhoneCall"):
            return None
    token = reader.tokens[reading.token]
    verbal = token.pos in ("VERB", "AUX")
    predication = reader.verb(token.i) if verbal else reader.noun(token.i)

    def fillers(keys: set[str], role: str) -> tuple[Filler, ...]:
        scores = reading.roles[role]
        return tuple(
            Filler(k, scores[k][1].token, scores[k][1].kind) for k in sorted(keys) if k in scores
        )

    return Match(
        frame=_frame(reading.type, concept.domain, concept.range),
        predication=predication,
        actor=fillers(actor, "actor"),
        recipient=fillers(recipient, "recipient"),
        theme=None,
        confidence=round(reading.types[reading.type], 2),
        first=token.i,
        last=token.i + 1,
    )


@functools.cache
def _frame(type_: str, domain: frozenset[str], range_: frozenset[str]) -> Frame:
    """A row without tests, for a find that passed the tagger's."""
    none: frozenset[str] = frozenset()
    return Frame(
        id=TAGGER,
        type=type_,
        verbs=none,
        nouns=none,
        actor=(),
        recipient=(),
        actor_types=domain,
        recipient_types=range_,
        unite=False,
        object=None,
        object_not=none,
        about=(),
        complement=(),
        needs=none,
        not_with=none,
        bare=True,
        theme="obj",
        casualties=False,
        priority=0,
        complement_not=none,
        modifier_not=none,
        confidence=None,
        free=False,
        subject_not=none,
        before=none,
        toward=(),
        anaphor=False,
        forms=none,
    )


def _best(scores: Role, least: float) -> str | None:
    places = {k: p for k, (p, candidate) in scores.items() if candidate.type in ("Place", "State")}
    best = max(places, key=lambda k: (places[k], k), default=None)
    return best if best is not None and places[best] >= least else None


def _date(finding: Finding, reading: Reading, limits: Thresholds) -> TimeValue | None:
    """When: what the syntax says unless the tagger is sure of another time."""
    scores = reading.roles["date"]
    ahead = finding.fact.tense is Tense.FUTURE or finding.fact.certainty is Certainty.POSSIBLE
    best: tuple[float, TimeValue] | None = None
    for p, candidate in scores.values():
        time = candidate.time
        if time is None:
            continue
        if finding.date in (time.past, time.future) and p >= limits.lost:
            return finding.date
        value = time.future if ahead else time.past
        if value is not None and p >= limits.party and (best is None or p > best[0]):
            best = p, value
    return best[1] if best is not None else finding.date


def _sources(known: Sources, reading: Reading, limits: Thresholds) -> Sources:
    """Who says so, where the syntax names nobody and the tagger is sure."""
    if known.asserted_by or known.unnamed:
        return known
    said = tuple(
        sorted(
            k
            for k, (p, candidate) in reading.roles["asserted_by"].items()
            if p >= limits.source and candidate.type != "Group"
        )
    )
    return dataclasses.replace(known, asserted_by=said) if said else known


def _judged(fact: Factuality, reading: Reading, limits: Thresholds) -> Factuality:
    """The factuality, made less sure where the tagger is: a doubt counts, an assurance never."""
    if fact.open or fact.happened != 1:
        return fact
    status = max(reading.status, key=lambda name: reading.status[name])
    if reading.status[status] < limits.status:
        return fact
    if status == "Alleged":
        return dataclasses.replace(fact, certainty=Certainty.PROBABLE)
    if status == "Denied":
        return dataclasses.replace(fact, polarity=Polarity.NEGATIVE)
    if status == "Planned":
        return dataclasses.replace(fact, tense=Tense.FUTURE)
    if status == "Hypothetical":
        return dataclasses.replace(fact, certainty=Certainty.POSSIBLE)
    return fact
