"""Does each edge, and each event's status, follow from what the claims say?

In: a `pyoxigraph.Store` and the ontology. Out: readable lines, one for each edge or status
that does not. "Kim met Belousov, KCNA said." is a claim told as fact, so its meeting must be
`gk:Reported`, and `rel:met` must lead both ways; a third edge has no cause.

What a claim, an event or a relation gives is worked out by the pure functions of
`kg.consolidate`, which made the graph. Where a claim or an event is itself malformed, which
the shapes say, nothing that hangs on it is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.consolidate import edges_of, joint_status, linked_pairs, reading_of, relation_edges
from kg.model import Certainty, Edge, EntityType, Event, Polarity, Status, Tense
from kg.namespaces import ALLEGED, GK, RDF, REL, shorten

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

    from kg.namespaces import ClosedNamespace
    from kg.ontology import ConceptType, Ontology

__all__ = ["cause_violations"]

_Pairs = Iterable[tuple[str, str]]
_Values = Mapping[str, Set[str]]
"""Subject -> objects of one predicate, as IRIs or texts."""


def cause_violations(graph: Store, ontology: Ontology) -> Iterator[str]:
    """Compare the edges and statuses of a graph with what its claims give.

    Args:
        graph: the store; all its graphs are read together.
        ontology: the types of the events and relations.
    """
    classes = _values(graph, RDF.type)
    given = _Given(ontology, classes)
    readings = _readings(graph)
    yield from _events(graph, given, readings)
    _relations(graph, given, readings)
    yield from _edges(graph, given)


@dataclass(slots=True)
class _Given:
    """The edges that events and relations give, each with one cause of it.

    `unclear` are the ends and names of edges that hang on something malformed.
    """

    ontology: Ontology
    classes: _Values
    causes: dict[Edge, str] = field(default_factory=dict)
    unclear: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, edges: Iterable[Edge], concept: ConceptType, cause: str) -> None:
        """Note what `cause` gives. What is signed does not sign back, as in consolidation."""
        for edge in edges:
            kinds = self.kinds(edge.subject)
            if not concept.symmetric or not kinds or self._may(concept, kinds):
                self.causes.setdefault(edge, cause)

    def _may(self, concept: ConceptType, kinds: Iterable[str]) -> bool:
        return any(self.ontology.accepts(concept.domain, kind) for kind in kinds)

    def leave(self, pairs: _Pairs, concept: ConceptType) -> None:
        """Note that nobody can tell whether these edges must be there."""
        for first, second in pairs:
            self.unclear |= {(first, concept.edge, second), (second, concept.edge, first)}

    def kinds(self, entity: str) -> set[str]:
        """Return the entity classes of something; none if it is no entity."""
        return {
            kind.value
            for kind in EntityType
            if GK[kind.value].value in self.classes.get(entity, frozenset())
        }


def _events(graph: Store, given: _Given, readings: Mapping[str, Status | None]) -> Iterator[str]:
    """Check the status of each event, and note its edges."""
    actors, recipients = _values(graph, GK.actor), _values(graph, GK.recipient)
    statuses, said = _values(graph, GK.status), _by_topic(_values(graph, GK.about), readings)
    types = given.ontology.types
    for event, classes in given.classes.items():
        found = {_local(name) for name in classes} & types.keys()
        for name in found:
            concept = types[name]
            who = Event(
                name,
                actor=tuple(sorted(actors.get(event, ()))),
                recipient=tuple(sorted(recipients.get(event, ()))),
            )
            told = said.get(event, [])
            status = _joint(told)
            if status is None or len(found) > 1:
                given.leave(linked_pairs(who, concept), concept)
                if not told:
                    yield f"{shorten(event)}: an event must have a claim that tells of it"
                continue
            given.add(edges_of(who, status, concept), concept, event)
            written = {_local(value) for value in statuses.get(event, ())}
            if len(written) == 1 and written <= set(Status) and written != {status.value}:
                yield (
                    f"{shorten(event)} gk:status: by its claims it must be gk:{status.value}, "
                    f"but is gk:{min(written)}"
                )


def _relations(graph: Store, given: _Given, readings: Mapping[str, Status | None]) -> None:
    """Note the edges of durable relations; their status stands in no triple of its own."""
    subjects, objects = _values(graph, RDF.subject), _values(graph, RDF.object)
    told: dict[tuple[str, str, str], list[Status | None]] = defaultdict(list)
    for claim, predicates in _values(graph, RDF.predicate).items():
        for predicate in predicates:
            concept = given.ontology.edges.get(predicate.removeprefix(REL.iri))
            if concept is None:
                continue
            for subject in subjects.get(claim, ()):
                for target in objects.get(claim, ()):
                    ends = sorted((subject, target)) if concept.symmetric else (subject, target)
                    told[concept.edge, ends[0], ends[1]].append(readings.get(claim))
    for (name, subject, target), found in told.items():
        concept = given.ontology.edges[name]
        status = _joint(found)
        if status is None:
            given.leave([(subject, target)], concept)
        else:
            cause = f"the claims that {shorten(subject)} {name} {shorten(target)}"
            given.add(relation_edges(subject, target, status, concept), concept, cause)


def _edges(graph: Store, given: _Given) -> Iterator[str]:
    """Compare the edges that stand in the graph with those that must."""
    found = {
        Edge(subject, name, target, alleged=space is ALLEGED)
        for space in (REL, ALLEGED)
        for name, node in _nodes(space, given.ontology)
        for subject, targets in _values(graph, node).items()
        for target in targets
    }
    explained: set[Edge] = set()
    for edge in found - given.causes.keys():
        where = _shown(edge)
        turned = Edge(edge.subject, edge.predicate, edge.object, alleged=not edge.alleged)
        if not (given.kinds(edge.subject) and given.kinds(edge.object)):
            yield f"{where}: an edge must join two entities"
        elif edge.subject == edge.object:
            yield f"{where}: an edge must not lead from an entity to itself"
        elif (edge.subject, edge.predicate, edge.object) in given.unclear:
            continue
        elif turned in given.causes:
            explained.add(turned)
            layer = "alleged" if turned.alleged else "rel"
            cause = shorten(given.causes[turned])
            yield f"{where}: must be {layer}:{edge.predicate}, as {cause} gives it"
        else:
            yield (
                f"{where}: an edge must have a cause, but no event and no claim of the graph "
                "gives it"
            )
    for edge in given.causes.keys() - found - explained:
        cause = shorten(given.causes[edge])
        yield f"{_shown(edge)}: the edge is missing, although {cause} gives it"


def _nodes(space: ClosedNamespace, ontology: Ontology) -> Iterator[tuple[str, NamedNode]]:
    known = space.extended(ontology.edges)
    for name in ontology.edges:
        yield name, known[name]


def _shown(edge: Edge) -> str:
    space = "alleged" if edge.alleged else "rel"
    return f"{shorten(edge.subject)} {space}:{edge.predicate} {shorten(edge.object)}"


def _joint(readings: Iterable[Status | None]) -> Status | None:
    """Return the status that readings give together; None if one is unclear or none there."""
    clear: list[Status] = []
    for reading in readings:
        if reading is None:
            return None
        clear.append(reading)
    return joint_status(clear) if clear else None


def _by_topic(
    about: _Values, readings: Mapping[str, Status | None]
) -> Mapping[str, list[Status | None]]:
    said: dict[str, list[Status | None]] = defaultdict(list)
    for claim, topics in about.items():
        for topic in topics:
            said[topic].append(readings.get(claim))
    return said


def _readings(graph: Store) -> dict[str, Status | None]:
    """Read each claim; None where it lacks one of the three parts or has a wrong one."""
    parts = [_values(graph, node) for node in (GK.polarity, GK.certainty, GK.tense)]
    readings: dict[str, Status | None] = {}
    for claim in parts[0]:
        values = [part.get(claim, frozenset()) for part in parts]
        readings[claim] = None
        if [len(found) for found in values] == [1, 1, 1]:
            polarity, certainty, tense = (_local(min(found)) for found in values)
            try:
                readings[claim] = reading_of(Polarity(polarity), Certainty(certainty), Tense(tense))
            except ValueError:
                continue  # the shapes name the wrong value
    return readings


def _values(graph: Store, predicate: NamedNode) -> _Values:
    values: dict[str, set[str]] = defaultdict(set)
    for quad in graph.quads_for_pattern(None, predicate, None):
        subject, value = getattr(quad.subject, "value", None), getattr(quad.object, "value", None)
        if subject is not None and value is not None:
            values[subject].add(value)
    return values


def _local(iri: str) -> str:
    return iri.removeprefix(GK.iri)
