"""Tell namesakes apart: is the John Smith of one document the John Smith of another?

Extractions come in, and for each document the keys that its entities shall bear go out.
Somebody whom the gazetteer does not know has the key "Person/John Smith" in every document
that names him. Where one document has him as a minister of Kenya and another as a general of
Fiji they become "Person/John Smith/kenya" and "Person/John Smith/fiji"; where nothing that
documents say of a name conflicts, it stays one.

What decides is said by documents of their own, so neither their order nor what else is in
the graph matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Certainty, Claim, Entity, EntityType, Extraction, Polarity, Relation

__all__ = ["Names", "Side", "joined", "note_tie", "sides_of", "tell_apart"]

_BODIES = (
    EntityType.GOVERNMENT_BODY,
    EntityType.MILITARY_FORCE,
    EntityType.ARMED_GROUP,
    EntityType.ORGANIZATION,
)
# Outlets are known by name alone, and what lies in two states may be a river.
_PARTED = frozenset({EntityType.PERSON, *_BODIES})
# Relations that tie their subject to a state, or to a body that may be a state's.
_TIES = {
    EntityType.PERSON: frozenset(
        {"headOfState", "headOfGovernment", "ministerOf", "holdsPosition", "nationality"}
    ),
    **dict.fromkeys(_BODIES, frozenset({"partOfGovernment", "nationality"})),
    EntityType.PLACE: frozenset({"locatedIn"}),
}


@dataclass(slots=True)
class Side:
    """What one document says of an entity that only its name identifies.

    `states` are keys of the states that it belongs to, `bodies` of what else it has a post
    in, `offices` the words for its posts, `around` the states that the document names.
    """

    states: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    around: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Names:
    """Which keys are parted: document -> old key -> new key, and what each new key is told
    apart by (new key -> key of a state or a body)."""

    keys: Mapping[str, Mapping[str, str]]
    apart: Mapping[str, str]


def tell_apart(told: Iterable[Extraction]) -> Names:
    """Part the namesakes among the entities that the gazetteer does not know.

    A document sides with others that name the same state; if it names none, with those of
    the same office, else with the only ones whose state it speaks of. Who sides with nobody
    keeps the plain key. Where no document names a state, posts that differ in words and in
    body tell persons apart.
    """
    found: dict[str, dict[str, Side]] = defaultdict(dict)
    for extraction in told:
        for key, side in sides_of(extraction).items():
            # The gazetteer's keys have no slash.
            if "/" in key and extraction.entities[key].type in _PARTED:
                found[key][extraction.document.id] = side
    keys: dict[str, dict[str, str]] = defaultdict(dict)
    apart: dict[str, str] = {}
    for key, sides in sorted(found.items()):
        for document, anchor in _anchors(sides).items():
            new = f"{key}/{anchor}"
            keys[document][key] = new
            apart[new] = anchor
    return Names(keys, apart)


def sides_of(extraction: Extraction) -> dict[str, Side]:
    """Return what a document says of each person, body and place."""
    entities = extraction.entities
    around = frozenset(k for k, entity in entities.items() if entity.type is EntityType.STATE)
    sides: dict[str, Side] = {}
    for key, entity in entities.items():
        if entity.type in _TIES:
            side = sides[key] = Side(around=around)
            if entity.represents is not None:
                side.states.add(entity.represents)
    for claim in extraction.claims:
        if isinstance(claim.about, Relation) and claim.about.subject in sides:
            note_tie(sides[claim.about.subject], claim, entities)
    return sides


def note_tie(side: Side, claim: Claim, entities: Mapping[str, Entity]) -> None:
    """Add to a side what a claim about a relation of its entity says, if it is told as so."""
    tie = claim.about
    if not isinstance(tie, Relation):
        return
    if claim.polarity is Polarity.NEGATIVE or claim.certainty is Certainty.POSSIBLE:
        return
    if tie.type not in _TIES.get(entities[tie.subject].type, ()):
        return
    target = entities[tie.object]
    if target.type is EntityType.STATE:
        side.states.add(target.key)
    elif target.represents is not None:
        side.states.add(target.represents)
    else:
        side.bodies.add(target.key)
    if tie.office is not None and tie.type != "nationality":
        side.offices.add(tie.office.casefold())


def _anchors(sides: Mapping[str, Side]) -> dict[str, str]:
    """Return for each document with which state or body it sides; {} if nothing conflicts."""
    marks = {document: side.states for document, side in sides.items() if side.states}
    if not marks:
        marks = {d: side.bodies | side.offices for d, side in sides.items() if side.bodies}
    groups = joined(marks.values())
    if len(groups) < 2:
        return {}
    bodies = {body for side in sides.values() for body in side.bodies}
    names = [min(group & bodies) if group & bodies else min(group) for group in groups]
    anchors: dict[str, str] = {}
    posts_of: list[set[str]] = [set() for _ in groups]
    for document, found in marks.items():
        place = next(i for i, group in enumerate(groups) if found & group)
        anchors[document] = names[place]
        posts_of[place] |= sides[document].bodies | sides[document].offices
    for document in sides.keys() - marks.keys():
        side = sides[document]
        same = [i for i, posts in enumerate(posts_of) if posts & (side.bodies | side.offices)]
        same = same or [i for i, group in enumerate(groups) if side.around & group]
        if len(same) == 1:
            anchors[document] = names[same[0]]
    return anchors


def joined(marks: Iterable[set[str]]) -> Sequence[set[str]]:
    """Join sets that share a member, over all steps, into groups sorted by their least one."""
    groups: list[set[str]] = []
    for mark in marks:
        shared = [group for group in groups if group & mark]
        groups = [group for group in groups if not group & mark]
        groups.append(set(mark).union(*shared))
    return sorted(groups, key=min)
