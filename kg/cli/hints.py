"""What to type after `kg build`: commands that have an answer in the graph just built.

A dataset, its store and the written files go in, shell lines come out: "kg why 'Kim Jong Un'
met 'Andrei Belousov'" for the edge that most claims stand behind.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.outputs import DEFAULT_OUTPUTS, SHOWN

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.model import Dataset, Edge
    from kg.ontology import Ontology

__all__ = ["hints"]

_QUESTIONS = ("who-met-whom", "contested", "where-and-when", "might-happen", "offices")
"""The named questions that tell most of a story, the best first."""
_SUGGESTED = 2
_BACKGROUND = frozenset({"organOf", "locatedIn"})
"""Edges that everybody knows: no news stands behind them."""


def hints(
    graph: Graph, dataset: Dataset, paths: Sequence[Path], *, ontology: Ontology
) -> list[str]:
    """Return command lines for the graph that stands in `paths`; none if only a page does."""
    graphs = [path for path in paths if path.suffix.lower() not in SHOWN]
    if not graphs:
        return []
    which = [] if tuple(paths) == DEFAULT_OUTPUTS else ["-g", str(graphs[-1])]
    tries = [["kg", "view", *which]]
    tries += [["kg", "query", *which, name] for name in _answered(graph)]
    edge = _best_edge(dataset, ontology)
    if edge is not None:
        ends = [_called(dataset, key) for key in (edge.subject, edge.object)]
        tries.append(["kg", "why", *which, ends[0], edge.predicate, ends[1]])
    return [shlex.join(words) for words in tries]


def _answered(graph: Graph) -> Iterator[str]:
    found = 0
    for name in _QUESTIONS:
        if found < _SUGGESTED and graph.query(name).raw:
            found += 1
            yield name


def _best_edge(dataset: Dataset, ontology: Ontology) -> Edge | None:
    """Find the edge between named entities that most claims stand behind."""
    from kg.consolidate import linked_pairs
    from kg.model import EntityType, Relation

    claims: Counter[tuple[str, str, str]] = Counter()
    of_event: Counter[str] = Counter()
    for _, claim, event in dataset.claims:
        if event is not None:
            of_event[event] += 1
        elif isinstance(claim.about, Relation):
            relation = claim.about
            claims[relation.subject, ontology.types[relation.type].edge, relation.object] += 1
    for dated in dataset.events:
        concept = ontology.types[dated.event.type]
        for subject, target in linked_pairs(dated.event, concept):
            claims[subject, concept.edge, target] += of_event[dated.id]
    named = [
        edge
        for edge in dataset.edges
        if edge.predicate not in _BACKGROUND
        and all(
            dataset.entities[key].type is not EntityType.GROUP
            for key in (edge.subject, edge.object)
        )
    ]
    return max(
        named,
        key=lambda edge: claims[edge.subject, edge.predicate, edge.object],
        default=None,
    )


def _called(dataset: Dataset, key: str) -> str:
    """Return the name by which `kg why` finds an entity: its label, if no other has it."""
    label = dataset.entities[key].label
    alike = [one for one in dataset.entities.values() if one.label.casefold() == label.casefold()]
    return label if len(alike) == 1 else f"e:{dataset.names[key]}"
