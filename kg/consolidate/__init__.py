"""Join what all documents say: one entity per somebody, one event per happening, its status.

`Extraction`s come in, in any order; one `Dataset` goes out, sorted and always the same.
"Kim met Belousov", told by one outlet and denied by another, becomes one event that is
Contested, two claims, and the alleged edges of the meeting.

Everything is worked out event by event and entity by entity with pure functions, so that
whoever keeps a graph can recompute only what a new document touches.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.consolidate.claims import check, claim_id, strongest, with_source
from kg.consolidate.decided import identify, merged
from kg.consolidate.documents import OUTLETS, narrator_of, one_per_document
from kg.consolidate.edges import edges_of, linked_pairs, relation_edges
from kg.consolidate.entities import merge_entities
from kg.consolidate.events import event_id, joint_status, merge_events, reading_of, status_of
from kg.consolidate.names import local_names, slug
from kg.consolidate.namesakes import Side, joined, note_tie
from kg.model import (
    Certainty,
    Claim,
    Dataset,
    DatedEvent,
    Edge,
    Entity,
    EntityType,
    Event,
    Extraction,
    Mention,
    Relation,
    Run,
)

if TYPE_CHECKING:
    from kg.decisions import Decision
    from kg.ontology import Ontology

__all__ = [
    "OUTLETS",
    "Side",
    "claim_id",
    "consolidate",
    "edges_of",
    "event_id",
    "joined",
    "joint_status",
    "linked_pairs",
    "local_names",
    "merge_entities",
    "merge_events",
    "merged",
    "narrator_of",
    "note_tie",
    "reading_of",
    "relation_edges",
    "slug",
    "status_of",
]

_PLACE = attrgetter(*(field.name for field in dataclasses.fields(Mention)))
"""Order of mentions: by their place in the text first, then by all else."""


def consolidate(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology,
    run: Run | None = None,
    decisions: Iterable[Decision] = (),
    known: Mapping[str, Entity] | None = None,
) -> Dataset:
    """Join extractions into one dataset.

    Args:
        extractions: what each document gave; their order does not matter, and a document
            that comes twice counts once.
        ontology: the types that claims are about.
        run: what made the extractions, if the graph shall say so.
        decisions: what a person says about who is who.
        known: entities of the gazetteer that these decisions name.

    Raises:
        ValueError: a claim names an entity or a type that its extraction or the ontology
            does not have, which is a fault of an earlier stage.
    """
    identified = identify(one_per_document(extractions), decisions=decisions, known=known)
    told = identified.extractions
    versions: dict[str, list[Entity]] = defaultdict(list)
    claims: dict[str, list[tuple[Claim, str | None]]] = defaultdict(list)
    events: dict[str, list[Event]] = defaultdict(list)
    for extraction in told:
        narrator = narrator_of(extraction)
        known = {**extraction.entities, narrator.key: narrator}
        for key, entity in known.items():
            versions[key].append(entity)
        for claim in extraction.claims:
            check(claim, known, ontology)
            sourced = with_source(claim, narrator.key, ontology)
            about = None
            if isinstance(sourced.about, Event):
                about = event_id(
                    sourced.about,
                    document=extraction.document,
                    symmetric=ontology.types[sourced.about.type].symmetric,
                    possible=sourced.certainty is Certainty.POSSIBLE,
                )
                events[about].append(sourced.about)
            claims[claim_id(sourced, about)].append((sourced, about))

    entities = _with_states({k: merge_entities(found) for k, found in sorted(versions.items())})
    joined = tuple(
        (key, strongest([claim for claim, _ in found]), found[0][1])
        for key, found in sorted(claims.items())
    )
    dated, edges = _events_and_edges(joined, events, entities, ontology)
    return Dataset(
        documents=tuple(extraction.document for extraction in told),
        entities=entities,
        names=local_names(entities.values(), apart=identified.apart),
        events=dated,
        claims=joined,
        edges=edges,
        mentions={
            extraction.document.id: tuple(sorted(set(extraction.mentions), key=_PLACE))
            for extraction in told
        },
        run=run,
        warnings=identified.warnings,
    )


def _with_states(entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """Leave out that somebody represents what a decision has made no state."""
    return {
        key: dataclasses.replace(entity, represents=None)
        if (state := entities.get(entity.represents or "")) and state.type is not EntityType.STATE
        else entity
        for key, entity in entities.items()
    }


def _events_and_edges(
    claims: Sequence[tuple[str, Claim, str | None]],
    events: Mapping[str, Sequence[Event]],
    entities: Mapping[str, Entity],
    ontology: Ontology,
) -> tuple[tuple[DatedEvent, ...], tuple[Edge, ...]]:
    """Give each event its status, and the edges that events and durable relations bear."""
    of_event: dict[str, list[Claim]] = defaultdict(list)
    of_relation: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for _, claim, about in claims:
        if about is not None:
            of_event[about].append(claim)
        elif isinstance(claim.about, Relation):
            relation = claim.about
            of_relation[relation.type, relation.subject, relation.object].append(claim)
    dated = []
    edges: set[Edge] = set()
    for identity, versions in sorted(events.items()):
        concept = ontology.types[versions[0].type]
        status = status_of(of_event[identity])
        event = merge_events(versions, symmetric=concept.symmetric)
        dated.append(DatedEvent(id=identity, event=event, status=status))
        edges |= edges_of(event, status, concept)
    for (kind, subject, target), found in of_relation.items():
        edges |= relation_edges(subject, target, status_of(found), ontology.types[kind])
    # Two parties sign with each other, both ways; but what they sign does not sign them.
    possible = {
        edge
        for edge in edges
        if not (concept := ontology.edges[edge.predicate]).symmetric
        or ontology.accepts(concept.domain, entities[edge.subject].type.value)
    }
    return tuple(dated), tuple(sorted(possible))
