"""Is the person of this name the one whom the gazetteer knows?

Comes in: the entities of a document and the offices that it gives. A minister of Colombia who
has the name of Spain's prime minister, in a document that does not speak of Spain, goes out
as a person of his own, whom the gazetteer does not know.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kg.gazetteer import Gazetteer
from kg.model import EntityType
from kg.resolve.offices import Office
from kg.resolve.registry import Draft, Registry

__all__ = ["part_strangers"]

_OF_A_STATE = frozenset(
    {"headOfState", "headOfGovernment", "ministerOf", "holdsPosition", "commands"}
)
# A "leader" may lead anything, an envoy be of anywhere; these words are of one's own state alone.
_SURE = frozenset(
    {
        *("minister", "president", "premier", "chancellor", "senator", "lawmaker", "legislator"),
        *("congressman", "congresswoman", "governor", "mayor", "general", "colonel", "chief"),
        *("commander", "judge", "prosecutor"),
    }
)


def part_strangers(offices: Sequence[Office], registry: Registry) -> list[Office]:
    """Make strangers of known persons whose office and state are another's; return the offices.

    The drafts of strangers change in place, so that all their names follow.
    """
    strangers: dict[str, str] = {}
    for relation, _, _ in offices:
        draft = registry.drafts.get(relation.subject)
        if draft is None or not draft.known or draft.type is not EntityType.PERSON:
            continue
        if relation.type not in _OF_A_STATE or not _SURE & set((relation.office or "").split()):
            continue
        home = registry.gazetteer.entries[draft.key].state
        mine = _states(draft.key, registry.gazetteer)
        owner = registry.drafts[relation.object]
        of = owner.key if owner.type is EntityType.STATE else owner.represents
        if home is None or of is None or of in mine or _speaks_of(mine, draft, registry):
            continue
        strangers[relation.subject] = registry.estrange(draft.key, of).key
    return [
        (
            dataclasses.replace(
                relation,
                subject=strangers.get(relation.subject, relation.subject),
                object=strangers.get(relation.object, relation.object),
            ),
            span,
            sentence,
        )
        for relation, span, sentence in offices
    ]


def _states(person: str, gazetteer: Gazetteer) -> set[str]:
    """Keys of the states that a known person belongs to or has ever had an office in."""
    entries = gazetteer.entries
    bodies = {fact.of for fact in gazetteer.offices_of(person)}
    found = {entries[person].state, *bodies, *(entries[body].state for body in bodies)}
    return {state for state in found if state is not None}


def _speaks_of(states: set[str], person: Draft, registry: Registry) -> bool:
    """Does the document name one of the states, or what belongs to one, beside the person?"""
    entries = registry.gazetteer.entries
    others = [draft for draft in registry.drafts.values() if draft is not person]
    named = {draft.key for draft in others} | {draft.represents for draft in others}
    return not states.isdisjoint(
        named | {entries[draft.key].state for draft in others if draft.known}
    )
