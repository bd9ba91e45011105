"""Write a dataset down as RDF: four layers, no blank nodes, each triple in one graph.

A `Dataset` goes in, `pyoxigraph.Quad`s come out. "Kim met Belousov, KCNA said." becomes the
two entities, the edge between them and the event, in the default graph, and the claim with
its sentence, in the named graph of the document that says so. What is known beforehand and no
article says has a named graph of its own.
"""

from __future__ import annotations

import dataclasses
import hashlib
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.model import (
    Claim,
    Dataset,
    DatedEvent,
    Document,
    Entity,
    EntityType,
    Evidence,
    Quantity,
    Relation,
    Run,
)
from kg.namespaces import (
    ALLEGED,
    BACKGROUND,
    DCTERMS,
    DEFAULT_BASE,
    GK,
    OA,
    PROV,
    RDF,
    RDFS,
    REL,
    SCHEMA,
    SKOS,
    VOCABULARIES,
    XSD,
    prefixes,
)
from kg.ontology import Ontology

__all__ = ["to_quads"]

# What an object of a statement may be, and a statement without its graph.
_Term = NamedNode | Literal
_Statement = tuple[NamedNode, NamedNode, _Term]

_SURROGATES = re.compile("[\ud800-\udfff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_DATE_TYPES = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}
# DBpedia keeps these as they are in the titles of Wikipedia's articles.
_TITLE = "!$&'()*+,-./:;=@_~"
_OUTLETS = (EntityType.NEWS_MEDIA, EntityType.ORGANIZATION)


def to_quads(
    dataset: Dataset,
    *,
    ontology: Ontology,
    base_iri: str = DEFAULT_BASE,
    mentions: bool = False,
) -> Iterator[Quad]:
    """Write `dataset` as quads, in an order that depends on nothing but its content.

    Args:
        dataset: what consolidation gave.
        ontology: the ontology that it was made with.
        base_iri: start of the IRIs of entities, events, claims, documents and runs.
        mentions: write also where each mention stands, not only who is mentioned.

    Raises:
        InputError: `base_iri` cannot start an IRI.
    """
    writer = _Writer(dataset, ontology, base_iri)
    for statement in writer.derived():
        yield Quad(*statement, DefaultGraph())
    for document in dataset.documents:
        graph = writer.document_iri(document.id)
        # Two claims may quote the same sentence, and the sentence is written once.
        for statement in dict.fromkeys(writer.document(document, mentions=mentions)):
            yield Quad(*statement, graph)
    beforehand = NamedNode(f"{base_iri}background")
    for statement in writer.background():
        yield Quad(*statement, beforehand)


class _Writer:
    """Knows the IRIs of one dataset."""

    def __init__(self, dataset: Dataset, ontology: Ontology, base_iri: str) -> None:
        self._dataset = dataset
        self._ontology = ontology
        self._spaces = prefixes(base_iri)
        self._gk = GK.extended(ontology.terms)
        self._rel = REL.extended(ontology.edges)
        self._alleged = ALLEGED.extended(ontology.edges)
        self._background = BACKGROUND.extended(ontology.relations)
        self._base = base_iri
        self._entities = {
            key: NamedNode(self._spaces["e"] + name) for key, name in dataset.names.items()
        }
        self._outlets: dict[str, set[str]] = {}
        for key, entity in dataset.entities.items():
            if entity.type in _OUTLETS:
                for form in (entity.label, *entity.aliases):
                    self._outlets.setdefault(form.casefold(), set()).add(key)
        self._run = None if dataset.run is None else _run_iri(dataset.run, base_iri)
        self._claims: dict[str, list[tuple[str, Claim, str | None]]] = {}
        for entry in dataset.claims:
            self._claims.setdefault(entry[1].document, []).append(entry)

    def document_iri(self, identity: str) -> NamedNode:
        return NamedNode(self._spaces["doc"] + identity)

    def derived(self) -> Iterator[_Statement]:
        """What is derived across documents: entities, events, edges, and the run."""
        for key, entity in self._dataset.entities.items():
            yield from self._entity(self._entities[key], entity)
        for event in self._dataset.events:
            yield from self._event(event)
        for edge in self._dataset.edges:
            space = self._alleged if edge.alleged else self._rel
            subject, target = self._entities[edge.subject], self._entities[edge.object]
            yield subject, space[edge.predicate], target
        run = self._dataset.run
        if run is not None and self._run is not None:
            yield self._run, RDF.type, GK.Run
            yield self._run, GK.version, _text(run.version)
            yield self._run, GK.model, _text(run.model)
            yield self._run, GK.ontologyHash, _text(run.ontology_hash)

    def background(self) -> Iterator[_Statement]:
        """What is known beforehand and no article says."""
        for edge in self._dataset.background:
            subject, target = self._entities[edge.subject], self._entities[edge.object]
            yield subject, self._background[edge.predicate], target
        for fact in self._dataset.offices:
            holder, of = self._entities[fact.person], self._entities[fact.of]
            iri = NamedNode(f"{self._base}tenure/{_hash(dataclasses.astuple(fact))}")
            edge_name = self._ontology.types[fact.relation].edge
            yield iri, RDF.type, GK.Tenure
            yield iri, GK.holder, holder
            yield iri, GK.relation, self._background[edge_name]
            yield iri, GK.of, of
            yield iri, GK.office, _text(fact.office)
            yield iri, GK.start, _date(fact.start)
            if fact.end is not None:
                yield iri, GK.end, _date(fact.end)

    def _entity(self, iri: NamedNode, entity: Entity) -> Iterator[_Statement]:
        yield iri, RDF.type, self._gk[entity.type.value]
        yield iri, RDFS.label, _text(entity.label)
        for alias in sorted(entity.aliases):
            yield iri, SKOS.altLabel, _text(alias)
        if entity.head is not None:
            yield iri, GK.head, _text(entity.head)
        if entity.size is not None:
            yield from _quantity(iri, GK.size, entity.size)
        if entity.wikidata is not None:
            match = VOCABULARIES["wd"] + quote(entity.wikidata, safe="", errors="replace")
            yield iri, SKOS.exactMatch, NamedNode(match)
        if entity.wikipedia is not None:
            title = quote(entity.wikipedia.replace(" ", "_"), safe=_TITLE, errors="replace")
            yield iri, SKOS.closeMatch, NamedNode(VOCABULARIES["dbr"] + title)
        # The gazetteer may know the state of an organ although no document speaks of it.
        if entity.represents in self._entities:
            yield iri, GK.represents, self._entities[entity.represents]

    def _event(self, dated: DatedEvent) -> Iterator[_Statement]:
        iri = NamedNode(self._spaces["ev"] + dated.id)
        event = dated.event
        for name in (event.type, *self._ontology.superclasses(event.type)):
            yield iri, RDF.type, self._gk[name]
        yield iri, GK.status, self._gk[dated.status.value]
        roles = (
            (GK.actor, event.actor),
            (GK.recipient, event.recipient),
            (GK.place, event.place),
            (GK.object, event.object),
        )
        for role, keys in roles:
            for key in keys:
                yield iri, role, self._entities[key]
        if event.object_text is not None:
            yield iri, GK.objectText, _text(event.object_text)
        if event.date is not None:
            kind = _DATE_TYPES[event.date.precision]
            yield iri, GK.date, Literal(event.date.value, datatype=kind)
            first = event.date.first.isoformat()
            yield iri, GK.sortDate, Literal(first, datatype=XSD.date)
            yield iri, GK.datePrecision, Literal(event.date.precision)
        for quantity in event.quantity:
            yield from _quantity(iri, GK.quantity, quantity)

    def document(self, document: Document, *, mentions: bool) -> Iterator[_Statement]:
        """What one document says: itself, whom it mentions, its claims and their sentences."""
        iri = self.document_iri(document.id)
        yield iri, RDF.type, SCHEMA.NewsArticle
        yield iri, GK.textLength, Literal(len(document.text))
        for identifier in document.identifiers or (document.id,):
            yield iri, DCTERMS.identifier, _text(identifier)
        if document.title is not None:
            yield iri, SCHEMA.headline, _text(document.title)
        if document.date is not None:
            published = Literal(document.date.isoformat(), datatype=XSD.date)
            yield iri, SCHEMA.datePublished, published
        address = document.url or document.source
        if address is not None:
            yield iri, DCTERMS.source, _address(address)
        claims = self._claims.get(document.id, [])
        publisher = self._publisher(document, claims)
        if publisher is not None:
            yield iri, SCHEMA.publisher, publisher
        for mention in self._dataset.mentions.get(document.id, ()):
            entity = self._entities[mention.entity]
            yield iri, SCHEMA.mentions, entity
            if mentions:
                yield _span(iri, mention.start, mention.end), GK.denotes, entity
        for identity, claim, event in claims:
            yield from self._claim(iri, NamedNode(self._spaces["cl"] + identity), claim, event)

    def _publisher(
        self, document: Document, claims: list[tuple[str, Claim, str | None]]
    ) -> NamedNode | None:
        """Find the outlet of the document's publisher, first among its own sources."""
        if document.publisher is None:
            return None
        sources = {key for _, claim, _ in claims for key in claim.asserted_by}
        mentioned = {mention.entity for mention in self._dataset.mentions.get(document.id, ())}
        named = self._outlets.get(" ".join(document.publisher.split()).casefold(), ())
        best = min(
            named, key=lambda key: (key not in sources, key not in mentioned, key), default=None
        )
        return None if best is None else self._entities[best]

    def _claim(
        self, document: NamedNode, iri: NamedNode, claim: Claim, event: str | None
    ) -> Iterator[_Statement]:
        yield iri, RDF.type, GK.Claim
        if isinstance(claim.about, Relation):
            relation = claim.about
            edge = self._ontology.types[relation.type].edge
            yield iri, RDF.subject, self._entities[relation.subject]
            yield iri, RDF.predicate, self._rel[edge]
            yield iri, RDF.object, self._entities[relation.object]
            if relation.office is not None:
                yield iri, GK.office, _text(relation.office)
        else:
            yield iri, GK.about, NamedNode(f"{self._spaces['ev']}{event}")
        for key in claim.asserted_by:
            yield iri, GK.assertedBy, self._entities[key]
        for key in claim.via_source:
            yield iri, GK.viaSource, self._entities[key]
        yield iri, GK.polarity, self._gk[claim.polarity.value]
        yield iri, GK.certainty, self._gk[claim.certainty.value]
        yield iri, GK.tense, self._gk[claim.tense.value]
        # Four digits, so that a sum in another order does not change the bytes.
        yield iri, GK.confidence, _number(round(claim.confidence, 4), whole=False)
        if claim.rule:
            yield iri, GK.foundBy, _text(claim.rule)
        evidence = claim.evidence
        if evidence.start <= evidence.trigger_start < evidence.trigger_end <= evidence.end:
            yield iri, GK.triggerStart, Literal(evidence.trigger_start)
            yield iri, GK.triggerEnd, Literal(evidence.trigger_end)
        if self._run is not None:
            yield iri, PROV.wasGeneratedBy, self._run
        yield from _evidence(document, iri, evidence)


def _evidence(document: NamedNode, claim: NamedNode, evidence: Evidence) -> Iterator[_Statement]:
    iri = _span(document, evidence.start, evidence.end)
    yield claim, GK.evidence, iri
    yield iri, RDF.type, GK.Evidence
    yield iri, OA.hasSource, document
    yield iri, OA.start, Literal(evidence.start)
    yield iri, OA.end, Literal(evidence.end)
    yield iri, OA.exact, _text(evidence.exact)


def _quantity(thing: NamedNode, role: NamedNode, quantity: Quantity) -> Iterator[_Statement]:
    parts = (quantity.text, quantity.unit, quantity.minimum, quantity.maximum)
    iri = _part(thing, f"quantity-{_hash(parts)[:8]}")
    yield thing, role, iri
    yield iri, RDF.type, GK.Quantity
    yield iri, GK.text, _text(quantity.text)
    yield iri, GK.unit, _text(quantity.unit)
    for bound, value in ((GK.min, quantity.minimum), (GK.max, quantity.maximum)):
        if value is not None and math.isfinite(value):
            yield iri, bound, _number(value, whole=True)


def _span(document: NamedNode, start: int, end: int) -> NamedNode:
    """IRI of a stretch of text, after RFC 5147 (URI fragments for plain text)."""
    return _part(document, f"char={start},{end}")


def _part(whole: NamedNode, name: str) -> NamedNode:
    """IRI of a part: a fragment, or one step on where the base IRI already ends with "#"."""
    separator = "/" if "#" in whole.value else "#"
    return NamedNode(f"{whole.value}{separator}{name}")


def _run_iri(run: Run, base_iri: str) -> NamedNode:
    return NamedNode(f"{base_iri}run/{_hash((run.version, run.model, run.ontology_hash))}")


def _hash(parts: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _text(value: str) -> Literal:
    """A plain literal. RDF has no lone surrogates: each becomes U+FFFD, so offsets still hold."""
    return Literal(_SURROGATES.sub("\ufffd", value))


def _number(value: float, *, whole: bool) -> Literal:
    """An integer if it is whole and may be one, else a decimal, which never has an exponent."""
    if whole and float(value).is_integer():
        return Literal(int(value))
    return Literal(format(Decimal(repr(float(value))), "f"), datatype=XSD.decimal)


def _date(value: str) -> Literal:
    """A day, a month or a year, by its length."""
    kind = {4: XSD.gYear, 7: XSD.gYearMonth}.get(len(value), XSD.date)
    return Literal(value, datatype=kind)


def _address(url: str) -> _Term:
    """An IRI if it is one of the web, else the words: a link must be safe to follow."""
    if _WEB.match(url):
        try:
            return NamedNode(url)
        except ValueError:
            return _text(url)
    return _text(url)
