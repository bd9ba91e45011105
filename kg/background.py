"""What the gazetteer knows of the entities of a graph, and no article says.

A dataset comes in, edges and terms of office go out, of entities that the dataset has: where
it has Kyiv, the Verkhovna Rada, Ukraine and Volodymyr Zelenskyy, that the first is Ukraine's
capital, the second an organ of it, and that the third has been its president since 2019.

Such facts go into a graph of their own and never become anybody's claim. Their edges are
those that no article reports.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Dataset, Edge, EntityType

if TYPE_CHECKING:
    from kg.entry import Entry
    from kg.gazetteer import Gazetteer
    from kg.ontology import Ontology
    from kg.tenure import OfficeFact

__all__ = ["background_of"]

_FROM_A_STATE = frozenset({EntityType.ORGANIZATION, EntityType.NEWS_MEDIA})


def background_of(
    dataset: Dataset, *, gazetteer: Gazetteer, ontology: Ontology
) -> tuple[tuple[Edge, ...], tuple[OfficeFact, ...]]:
    """Return the edges and the terms of office between entities of the dataset.

    Each term of office is there, whenever it was; its edge only if it ran on the day of one
    of the documents, or, where no document has a date, if it is not known to have ended.
    """
    entities = dataset.entities
    offices = tuple(f for f in gazetteer.offices if f.person in entities and f.of in entities)
    dated = {document.date for document in dataset.documents if document.date is not None}
    days: list[dt.date | None] = [*sorted(dated)] or [None]
    facts = [
        (subject, relation, target)
        for key in entities.keys() & gazetteer.entries.keys()
        for subject, relation, target in _facts(gazetteer.entries[key])
        if subject in entities and target in entities
    ]
    facts += [
        (fact.person, fact.relation, fact.of)
        for fact in offices
        if any(fact.held_on(day) for day in days)
    ]
    edges = {Edge(s, ontology.types[relation].edge, o) for s, relation, o in facts if s != o}
    order = sorted(set(offices), key=repr)
    return tuple(sorted(edges - set(dataset.edges))), tuple(order)


def _facts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Give what an entry says of itself: subject, relation, object."""
    if entry.capital is not None:
        yield entry.capital, "capitalOf", entry.key
    if entry.state is None:
        return
    if entry.type is EntityType.PLACE:
        yield entry.key, "locatedIn", entry.state
    elif entry.official:
        yield entry.key, "partOfGovernment", entry.state
    elif entry.type in _FROM_A_STATE:
        yield entry.key, "nationality", entry.state
