"""What the page knows: in comes a store, out goes one JSON-able object.

Entities get the ids n0, n1 … (the most important first), links e0 …, statements v0 …,
claims c0 …, quotes q0 …, documents d0 …; no IRI is needed to find one's way on the page. A
link is a line between two entities: all edges of the pair that are drawn alike. IRIs come
along shortened, for deep links and for the download as Turtle.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import ConceptType, Ontology, load_ontology
from kg.view.facts import Claimed, Edge, Facts, Named, Statement, read
from kg.view.layout import SPRUNG, Box, Link, arrange
from kg.view.words import capital, date_words, period, words

__all__ = ["page_data"]

Record = dict[str, object]

TONES = {1: "cooperation", 2: "cooperation", 3: "conflict", 4: "conflict"}

NAME_LENGTH = 26
"""So many characters of a name are drawn; the page cuts at the same length."""

WIDE, TALL = 1.15, 0.62
"""Width over height of the two layouts: for a screen on its side and one upright."""


def page_data(store: ox.Store) -> dict[str, list[Record]]:
    """Gather what the network page shows.

    This is the one place where the page's data comes from: whoever serves the page on a
    live store sends what this function gives, and `source.js` fetches it.

    Args:
        store: a graph that keeps the contract; all its named graphs are read.

    Returns:
        Lists of records of JSON values: `entities`, `links`, `statements`, `claims`,
        `quotes`, `documents`, `background` (what no document says) and `spaces` (what the
        shortened IRIs begin with). The same graph gives the same object.
    """
    ontology = load_ontology()
    facts = read(store, ontology)
    return _Builder(facts, ontology).build()


class _Builder:
    """Numbers the records of one store and puts ids in the place of IRIs."""

    def __init__(self, facts: Facts, ontology: Ontology) -> None:
        self.facts = facts
        self.ontology = ontology
        self.concepts = ontology.edges
        self.whole = set(facts.edges)
        self.behind = _statements_by_edge(facts, self.concepts)
        self.weights = self._weights()
        order = sorted(
            facts.entities.values(), key=lambda e: (-self.weights[e.iri], e.label, e.iri)
        )
        self.entities: dict[str, Named] = {entity.iri: entity for entity in order}
        self.entity_ids = _number("n", self.entities)
        self.statement_ids = _number("v", facts.statements)
        self.claim_ids = _number("c", facts.claims)
        self.documents = sorted(
            facts.documents.values(), key=lambda d: (d.date, d.identifier, d.iri)
        )
        self.document_ids = _number("d", (document.iri for document in self.documents))
        quotes = {_quote(claim): claim for claim in facts.claims.values()}
        self.quotes: dict[tuple[str, int, str, str], Claimed] = dict(sorted(quotes.items()))
        self.quote_ids = {quote: f"q{number}" for number, quote in enumerate(self.quotes)}
        self.spaces = {
            "e": _space(self.entities),
            "ev": _space(s.iri for s in facts.statements.values() if not s.lasting),
            "cl": _space(facts.claims),
            "doc": _space(facts.documents),
        }

    def build(self) -> dict[str, list[Record]]:
        links = self._links()
        return {
            "entities": self._entities(links),
            "links": links,
            "statements": [self._statement(s) for s in self.facts.statements.values()],
            "claims": self._claims(),
            "quotes": self._quotes(),
            "documents": self._documents(),
            "background": self._background(),
            "spaces": [{"id": f"s-{name}", "iri": iri} for name, iri in self.spaces.items()],
        }

    def _key(self, space: str, iri: str) -> str:
        return iri.removeprefix(self.spaces[space])

    def _weights(self) -> dict[str, int]:
        """Claims behind the edges of each entity; an edge without a claim counts once."""
        weights: dict[str, int] = dict.fromkeys(self.facts.entities, 0)
        for edge in self._single_edges():
            for end in (edge.subject, edge.object):
                weights[end] += self._count(edge)
        return weights

    def _count(self, edge: Edge) -> int:
        found = self.behind.get(edge, ())
        return max(1, len({c for iri in found for c in self.facts.statements[iri].claims}))

    def _single_edges(self) -> list[Edge]:
        """All edges, a symmetric one (written both ways in the graph) only once."""
        return [
            edge
            for edge in self.facts.edges
            if not (self._mutual(edge) and edge.object < edge.subject)
        ]

    def _mutual(self, edge: Edge) -> bool:
        """Is the same edge there backwards too, as a consequence of the same statements?"""
        back = _back(edge)
        concept = self.concepts.get(edge.name)
        same = self.behind.get(edge, ()) == self.behind.get(back, ())
        proven = edge in self.behind or (concept is not None and concept.symmetric)
        return back in self.whole and same and proven

    def _links(self) -> list[Record]:
        bundles: dict[tuple[str, str, str, str], list[Edge]] = defaultdict(list)
        for edge in self._single_edges():
            a, b = sorted(
                (edge.subject, edge.object), key=lambda iri: int(self.entity_ids[iri][1:])
            )
            bundles[a, b, self._tone(edge.name), self._line(edge)].append(edge)
        ids = self.entity_ids
        ordered = sorted(bundles, key=lambda k: (int(ids[k[0]][1:]), int(ids[k[1]][1:]), k[2:]))
        return [
            {
                "id": f"e{number}",
                "a": ids[key[0]],
                "b": ids[key[1]],
                "tone": key[2],
                "line": key[3],
                "edges": [
                    {
                        "from": ids[edge.subject],
                        "to": ids[edge.object],
                        "both": self._mutual(edge),
                        "name": words(edge.name),
                        "edge": edge.name,
                        "alleged": edge.alleged,
                        "lasting": key[3] in ("dotted", "dashdot"),
                        "statements": [self.statement_ids[i] for i in self.behind.get(edge, ())],
                        "count": self._count(edge),
                    }
                    for edge in bundles[key]
                ],
            }
            for number, key in enumerate(ordered)
        ]

    def _tone(self, edge_name: str) -> str:
        concept = self.concepts.get(edge_name)
        return TONES.get(concept.quad, "neutral") if concept else "neutral"

    def _line(self, edge: Edge) -> str:
        """How the edge is drawn: its status, and whether it is a lasting fact."""
        concept = self.concepts.get(edge.name)
        if concept is not None and concept.kind == "relation":
            return "dashdot" if edge.alleged else "dotted"
        return "dashed" if edge.alleged else "solid"

    def _entities(self, links: Sequence[Record]) -> list[Record]:
        entities = list(self.entities.values())
        codes = _codes()
        boxes = [
            _box(entity, self.weights[entity.iri], narrow=rank >= SPRUNG)
            for rank, entity in enumerate(entities)
        ]
        pulls: dict[tuple[int, int], float] = defaultdict(float)
        for edge in self._single_edges():
            a, b = (int(self.entity_ids[end][1:]) for end in (edge.subject, edge.object))
            pulls[min(a, b), max(a, b)] += self._count(edge)
        threads = [Link(a, b, 1 + math.log(n)) for (a, b), n in sorted(pulls.items()) if a != b]
        wide = arrange(boxes, threads, aspect=WIDE)
        tall = arrange(boxes, threads, aspect=TALL)
        drawn = {end for link in links for end in (link["a"], link["b"])}
        return [
            {
                "id": self.entity_ids[entity.iri],
                "label": entity.label,
                "kind": entity.kind,
                "aliases": list(entity.aliases),
                "represents": self._known(entity.represents),
                "wikidata": entity.wikidata,
                "code": codes.get(entity.wikidata.rpartition("/")[2], "")
                if entity.kind == "State"
                else "",
                "weight": self.weights[entity.iri],
                "size": _size(self.weights[entity.iri]),
                "lone": self.entity_ids[entity.iri] not in drawn,
                "wide": list(wide[i]),
                "tall": list(tall[i]),
                "key": self._key("e", entity.iri),
            }
            for i, entity in enumerate(entities)
        ]

    def _known(self, iris: Iterable[str]) -> list[str]:
        return [self.entity_ids[iri] for iri in iris if iri in self.entity_ids]

    def _statement(self, statement: Statement) -> Record:
        concept = self.ontology.types.get(statement.type)
        claims = [self.facts.claims[iri] for iri in statement.claims]
        days = [
            document.date
            for claim in claims
            if (document := self.facts.documents.get(claim.document))
        ]
        told = min(filter(None, days), default="")
        first, last = period(statement.date or told)
        return {
            "id": self.statement_ids[statement.iri],
            "lasting": statement.lasting,
            "type": capital(concept.label if concept else words(statement.type)),
            "class": statement.type,
            "edge": statement.edge,
            "verb": words(statement.edge),
            "tone": self._tone(statement.edge),
            "quad": concept.quad if concept else 0,
            "symmetric": bool(concept and concept.symmetric),
            "status": statement.status,
            "actors": self._known(statement.roles["actor"]),
            "recipients": self._known(statement.roles["recipient"]),
            "places": self._known(statement.roles["place"]),
            "objects": self._known(statement.roles["object"]),
            "what": statement.object_text,
            "amounts": list(statement.quantities),
            "when": date_words(statement.date),
            "date": statement.date,
            "told": date_words(told),
            "sort": statement.date or told,
            "first": first,
            "last": last,
            # A source counts once, however many outlets relay it.
            "sources": len({s for c in claims if c.polarity != "Negative" for s in c.sources}),
            "claims": [self.claim_ids[iri] for iri in sorted(statement.claims, key=self._turn)],
            "key": "" if statement.lasting else self._key("ev", statement.iri),
        }

    def _turn(self, iri: str) -> tuple[bool, str, int, str]:
        """Order of claims: who asserts before who denies, then as the documents go on."""
        claim = self.facts.claims[iri]
        start = int(claim.start) if claim.start.isdecimal() else 0
        return claim.polarity == "Negative", claim.document, start, iri

    def _claims(self) -> list[Record]:
        return [
            {
                "id": self.claim_ids[claim.iri],
                "sources": self._known(claim.sources),
                "via": self._known(claim.via),
                "polarity": claim.polarity,
                "certainty": claim.certainty,
                "tense": claim.tense,
                "confidence": claim.confidence,
                "quote": self.quote_ids[_quote(claim)],
                "trigger": _inside(claim),
                "office": claim.office,
                "key": self._key("cl", claim.iri),
            }
            for claim in self.facts.claims.values()
        ]

    def _quotes(self) -> list[Record]:
        return [
            {
                "id": self.quote_ids[key],
                "document": self.document_ids.get(claim.document, ""),
                "start": claim.start,
                "end": claim.end,
                "text": claim.sentence,
            }
            for key, claim in self.quotes.items()
        ]

    def _documents(self) -> list[Record]:
        return [
            {
                "id": self.document_ids[document.iri],
                "title": document.title or document.identifier,
                "date": date_words(document.date),
                "day": document.date,
                "publisher": self._publisher(document.publisher),
                "source": document.source,
                "key": self._key("doc", document.iri),
            }
            for document in self.documents
        ]

    def _background(self) -> list[Record]:
        """What the gazetteer knows and no document says: never an edge of the network."""
        ids = self.entity_ids
        return [
            {
                "id": f"b{number}",
                "from": ids[fact.subject],
                "to": ids[fact.object],
                "verb": words(fact.name),
                "office": fact.office,
                "start": date_words(fact.start),
                "end": date_words(fact.end),
            }
            for number, fact in enumerate(self.facts.background)
        ]

    def _publisher(self, publisher: str) -> str:
        entity = self.entities.get(publisher)
        return entity.label if entity else publisher


def _statements_by_edge(
    facts: Facts, concepts: Mapping[str, ConceptType]
) -> dict[Edge, tuple[str, ...]]:
    """The statements that each edge is a consequence of, sorted by IRI."""
    found: dict[Edge, list[str]] = defaultdict(list)
    edges = set(facts.edges)
    for iri, statement in facts.statements.items():
        if statement.status not in ("Reported", "Alleged", "Contested"):
            continue
        actors, others = statement.roles["actor"], statement.roles["recipient"]
        pairs = [(a, b) for a in actors for b in others]
        concept = concepts.get(statement.edge)
        if concept is not None and concept.symmetric:
            pairs += [(b, a) for a, b in pairs]
        if not others:
            # "Kim and Belousov met", "the two armies clashed": each did it with each.
            pairs += [(a, b) for a in actors for b in actors if a != b]
        for a, b in pairs:
            edge = Edge(a, statement.edge, b, statement.status != "Reported")
            if edge in edges and iri not in found[edge]:
                found[edge].append(iri)
    return {edge: tuple(iris) for edge, iris in found.items()}


def _back(edge: Edge) -> Edge:
    return Edge(edge.object, edge.name, edge.subject, edge.alleged)


def _number(letter: str, keys: Iterable[str]) -> dict[str, str]:
    return {key: f"{letter}{number}" for number, key in enumerate(keys)}


def _size(weight: int) -> int:
    """Half the width of an entity's mark, in pixels: the area grows with the weight."""
    return min(26, round(9 + 2.6 * math.sqrt(weight)))


def _box(entity: Named, weight: int, *, narrow: bool) -> Box:
    """The room of an entity: with its name, or `narrow`, where names give way anyway."""
    size = _size(weight)
    letters = 8 if narrow else min(len(entity.label), NAME_LENGTH)
    return Box(max(2.0 * size, 7.6 * letters) + 26, 2.0 * size + 44)


def _space(iris: Iterable[str]) -> str:
    """What all the IRIs begin with, up to a slash or a number sign."""
    first, last = min(known := sorted(iris), default=""), max(known, default="")
    common = 0
    while common < min(len(first), len(last)) and first[common] == last[common]:
        common += 1
    return first[: max(first.rfind("/", 0, common), first.rfind("#", 0, common)) + 1]


def _quote(claim: Claimed) -> tuple[str, int, str, str]:
    start = int(claim.start) if claim.start.isdecimal() else 0
    return claim.document, start, claim.end, claim.sentence


def _inside(claim: Claimed) -> list[int]:
    """Where the trigger stands in the claim's sentence, in characters; nothing if unknown."""
    if not all(value.isdecimal() for value in (claim.start, *claim.trigger)):
        return []
    first, last = (int(value) - int(claim.start) for value in claim.trigger)
    return [first, last] if 0 <= first < last <= len(claim.sentence) else []


def _codes() -> dict[str, str]:
    """The two letters of each state, by its Wikidata id."""
    path = Path(__file__).with_name("states.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["wikidata"]: row["code"] for row in csv.DictReader(file)}
