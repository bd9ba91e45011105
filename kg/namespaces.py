"""The vocabularies of the graph: prefixes, and namespaces that refuse a typo.

In: nothing but the base IRI of a graph's own things. Out: prefix tables and
`pyoxigraph.NamedNode`s. `GK.assertedBy` is the property of "KCNA said"; `GK.assertdBy`
raises. The event classes and the edges are data, so their namespaces are closed over the
loaded ontology: `GK.extended(ontology.terms)`, `REL.extended(ontology.edges)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import InputError

__all__ = [
    "ALLEGED",
    "BACKGROUND",
    "DCTERMS",
    "DEFAULT_BASE",
    "GK",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "REL",
    "SCHEMA",
    "SEM",
    "SKOS",
    "VOCABULARIES",
    "XSD",
    "ClosedNamespace",
    "expand",
    "prefixes",
    "shorten",
]

DEFAULT_BASE: Final = "https://w3id.org/geokg/id/"
"""Base of the IRIs of entities, events, claims and documents, unless told otherwise."""

VOCABULARIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gk": "https://w3id.org/geokg/ontology#",
        "rel": "https://w3id.org/geokg/rel/",
        "alleged": "https://w3id.org/geokg/alleged/",
        "background": "https://w3id.org/geokg/background/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "schema": "https://schema.org/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "oa": "http://www.w3.org/ns/oa#",
        "dcterms": "http://purl.org/dc/terms/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "wd": "http://www.wikidata.org/entity/",
        "dbr": "http://dbpedia.org/resource/",
    }
)
"""The prefixes that do not depend on the base IRI."""

_INSTANCES: Final = {"e": "entity/", "ev": "event/", "cl": "claim/", "doc": "doc/"}


class ClosedNamespace:
    """The terms of one vocabulary, as attributes or items; any other name raises."""

    __slots__ = ("_nodes", "iri")

    def __init__(self, iri: str, terms: Iterable[str]) -> None:
        """Close the vocabulary.

        Args:
            iri: what each term's IRI begins with.
            terms: the local names that exist.
        """
        self.iri = iri
        self._nodes = {term: NamedNode(iri + term) for term in terms}

    def __getattr__(self, term: str) -> NamedNode:
        """Return the node of `term`.

        Raises:
            AttributeError: the vocabulary has no such term.
        """
        try:
            return self._nodes[term]
        except KeyError:
            raise AttributeError(f"{term!r} is no term of {self.iri}") from None

    def __getitem__(self, term: str) -> NamedNode:
        """Return the node of `term`, for names that come from data.

        Raises:
            KeyError: the vocabulary has no such term.
        """
        try:
            return self._nodes[term]
        except KeyError:
            raise KeyError(f"{term!r} is no term of {self.iri}") from None

    def __contains__(self, term: object) -> bool:
        """Tell whether the vocabulary has the local name `term`."""
        return term in self._nodes

    @property
    def terms(self) -> frozenset[str]:
        """The local names that exist."""
        return frozenset(self._nodes)

    def extended(self, terms: Iterable[str]) -> ClosedNamespace:
        """Return a namespace that has these terms too; this one stays as it is."""
        return ClosedNamespace(self.iri, [*self._nodes, *terms])


def _closed(prefix: str, terms: str) -> ClosedNamespace:
    return ClosedNamespace(VOCABULARIES[prefix], terms.split())


# The classes, values and properties that code names; the event types come from the data.
GK: Final = _closed(
    "gk",
    "Entity Actor Person State GovernmentBody MilitaryForce ArmedGroup Organization NewsMedia "
    "Group Place Treaty Conflict Office WeaponOrGoods "
    "Event Claim Evidence Quantity Run Tenure Status Polarity Certainty Tense QuadClass "
    "Reported Alleged Contested Denied Planned Hypothetical "
    "Positive Negative Certain Probable Possible NonFuture Future "
    "VerbalCooperation MaterialCooperation VerbalConflict MaterialConflict "
    "represents head size actor recipient place object objectText date sortDate datePrecision "
    "quantity "
    "min max unit text status about assertedBy viaSource polarity certainty tense confidence "
    "foundBy "
    "office triggerStart triggerEnd evidence denotes textLength version model ontologyHash "
    "holder of start end relation "
    "ploverRoot ploverMode ploverContext cameoCode quadClass edge allegedEdge yields",
)
REL: Final = _closed("rel", "")
ALLEGED: Final = _closed("alleged", "")
BACKGROUND: Final = _closed("background", "")
RDF: Final = _closed("rdf", "type subject predicate object value Statement")
RDFS: Final = _closed("rdfs", "label comment subClassOf subPropertyOf domain range")
OWL: Final = _closed(
    "owl",
    "Ontology Class NamedIndividual ObjectProperty DatatypeProperty AnnotationProperty "
    "SymmetricProperty",
)
SKOS: Final = _closed("skos", "altLabel prefLabel exactMatch closeMatch")
SCHEMA: Final = _closed(
    "schema",
    "NewsArticle headline datePublished publisher mentions url domainIncludes rangeIncludes",
)
ORG: Final = _closed("org", "Organization FormalOrganization Post")
PROV: Final = _closed(
    "prov", "Activity Entity SoftwareAgent wasGeneratedBy wasAttributedTo wasDerivedFrom"
)
SEM: Final = _closed("sem", "Actor Event Place hasActor hasPlace hasTimeStamp")
OA: Final = _closed("oa", "TextPositionSelector TextQuoteSelector hasSource start end exact")
DCTERMS: Final = _closed("dcterms", "source identifier title description license")
XSD: Final = _closed("xsd", "string boolean integer decimal double date gYearMonth gYear dateTime")


def prefixes(base_iri: str = DEFAULT_BASE) -> Mapping[str, str]:
    """Return all prefixes of a graph: the vocabularies and e, ev, cl, doc under `base_iri`.

    Raises:
        InputError: `base_iri` is no absolute IRI that ends with "/" or "#".
    """
    try:
        NamedNode(base_iri)
    except ValueError as error:
        raise InputError(f"is no absolute IRI ({error})", where=f"base IRI {base_iri!r}") from error
    if not base_iri.endswith(("/", "#")):
        raise InputError('must end with "/" or "#": add one', where=f"base IRI {base_iri!r}")
    instances = {prefix: base_iri + path for prefix, path in _INSTANCES.items()}
    return MappingProxyType({**VOCABULARIES, **instances})


PREFIXES: Final[Mapping[str, str]] = prefixes()
"""All prefixes under the default base IRI."""


def expand(name: str, table: Mapping[str, str] = PREFIXES) -> NamedNode:
    """Return the node of a prefixed name such as "schema:Person".

    Raises:
        KeyError: the prefix is not in `table`.
    """
    prefix, separator, local = name.partition(":")
    if not separator or prefix not in table:
        raise KeyError(f"{name!r} has none of the prefixes {', '.join(sorted(table))}")
    return NamedNode(table[prefix] + local)


def shorten(iri: str, table: Mapping[str, str] = PREFIXES) -> str:
    """Return the prefixed name of `iri` by the longest matching prefix, for display.

    An IRI under no prefix comes back as it is.
    """
    fitting = [(space, prefix) for prefix, space in table.items() if iri.startswith(space)]
    if not fitting:
        return iri
    space, prefix = max(fitting)
    return f"{prefix}:{iri[len(space) :]}"
