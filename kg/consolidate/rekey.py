"""Give entities of an extraction other keys, wherever they stand.

An extraction and new keys come in, the same extraction with these keys goes out: if
"Person/A. Vale" becomes "Person/Anna Vale", so do the actor of the meeting and the mention.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from kg.model import Entity, Event, Extraction, Relation

__all__ = ["rekeyed"]


def rekeyed(
    extraction: Extraction, keys: Mapping[str, str], known: Mapping[str, Entity]
) -> Extraction:
    """Return the extraction with new keys.

    Args:
        extraction: what a document says.
        keys: old key -> new key; other keys stay.
        known: what the gazetteer knows of a new key: its name, class and state win.
    """

    def new(key: str) -> str:
        return keys.get(key, key)

    def several(old: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({new(key) for key in old}))

    entities: dict[str, Entity] = {}
    for key, entity in extraction.entities.items():
        state = None if entity.represents is None else new(entity.represents)
        state = None if state == new(key) else state
        moved = dataclasses.replace(entity, key=new(key), represents=state)
        if moved.key != key and moved.key in known:
            better = known[moved.key]
            forms = moved.aliases | {moved.label} | better.aliases
            moved = dataclasses.replace(better, aliases=forms - {better.label})
        before = entities.get(moved.key)
        if before is not None:
            # One document had both: its own entity of that key tells what it is.
            first, second = (moved, before) if key == moved.key else (before, moved)
            forms = first.aliases | second.aliases | {second.label}
            moved = dataclasses.replace(
                first,
                aliases=forms - {first.label},
                represents=first.represents or second.represents,
            )
        entities[moved.key] = moved
    claims = []
    for claim in extraction.claims:
        about: Event | Relation
        if isinstance(claim.about, Relation):
            ends = new(claim.about.subject), new(claim.about.object)
            if ends[0] == ends[1]:
                continue  # nobody stands in a relation to himself
            about = dataclasses.replace(claim.about, subject=ends[0], object=ends[1])
        else:
            about = dataclasses.replace(
                claim.about,
                actor=several(claim.about.actor),
                recipient=several(claim.about.recipient),
                place=several(claim.about.place),
                object=several(claim.about.object),
            )
        claims.append(
            dataclasses.replace(
                claim,
                about=about,
                asserted_by=several(claim.asserted_by),
                via_source=several(claim.via_source),
            )
        )
    return Extraction(
        document=extraction.document,
        entities=dict(sorted(entities.items())),
        mentions=tuple(
            dataclasses.replace(mention, entity=new(mention.entity))
            for mention in extraction.mentions
        ),
        claims=tuple(claims),
    )
