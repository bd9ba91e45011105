"""What the stages exchange: frozen dataclasses, standard library only.

    ingest -> Document -> annotate -> AnnotatedDocument -> resolve -> ResolvedDocument
    -> extract -> Extraction -> consolidate -> Dataset -> graph -> store -> query / view

"Kim met Belousov in Pyongyang on Friday, KCNA said." becomes one `Document`, one
`Sentence`, four `Mention`s of four `Entity`s, and one `Claim` by KCNA about one `Event`
of type Meeting with its `Evidence`.

Character offsets count code points of `Document.text`, half-open. Token offsets index
`Sentence.tokens`, half-open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.tenure import OfficeFact

__all__ = [
    "AnnotatedDocument",
    "Certainty",
    "Claim",
    "Dataset",
    "DatedEvent",
    "Document",
    "Edge",
    "Entity",
    "EntityType",
    "Event",
    "Evidence",
    "Extraction",
    "Mention",
    "NamedSpan",
    "Polarity",
    "Quantity",
    "Relation",
    "ResolvedDocument",
    "Run",
    "Sentence",
    "Span",
    "Status",
    "Tense",
    "TimeValue",
    "Token",
]


class EntityType(StrEnum):
    """The classes of entities in the contract; the value is the local name in `gk:`."""

    PERSON = "Person"
    STATE = "State"
    GOVERNMENT_BODY = "GovernmentBody"
    MILITARY_FORCE = "MilitaryForce"
    ARMED_GROUP = "ArmedGroup"
    ORGANIZATION = "Organization"
    NEWS_MEDIA = "NewsMedia"
    PLACE = "Place"
    TREATY = "Treaty"
    CONFLICT = "Conflict"
    OFFICE = "Office"
    GROUP = "Group"
    WEAPON = "WeaponOrGoods"


class Polarity(StrEnum):
    """Does the source assert the event, or say that it did not happen?"""

    POSITIVE = "Positive"
    NEGATIVE = "Negative"


class Certainty(StrEnum):
    """How sure the source is: told as so, hedged or accusatory, or merely possible."""

    CERTAIN = "Certain"
    PROBABLE = "Probable"
    POSSIBLE = "Possible"


class Tense(StrEnum):
    """Has it happened (or does it), or is it still to come (planned, promised, ordered)?"""

    NON_FUTURE = "NonFuture"
    FUTURE = "Future"


class Status(StrEnum):
    """What all claims about an event say together (the contract's table)."""

    REPORTED = "Reported"
    ALLEGED = "Alleged"
    CONTESTED = "Contested"
    DENIED = "Denied"
    PLANNED = "Planned"
    HYPOTHETICAL = "Hypothetical"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One news text.

    `id` is the first 16 hex digits of the SHA-256 of `text` in UTF-8. `text` is the decoded
    text without byte order mark and with newlines as "\\n"; nothing else is changed, so that
    offsets hold for whoever reads the source. `paragraphs` are the parts of `text` to read,
    in order: a paragraph that stands twice is listed once, furniture such as "Share" is left
    out. `identifiers` holds the id that the input gave, else the file's name; several where
    the same text came more than once.
    """

    id: str
    text: str
    identifiers: tuple[str, ...]
    paragraphs: tuple[Span, ...]
    title: str | None = None
    date: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    dateline: str | None = None
    """Place of the dateline as written ("SEOUL, South Korea"), if there is one."""
    source: str | None = None
    """Path of the file that holds it, as the user named it ("news/kim.txt"), never made
    absolute; the file of a line of JSON Lines too. None where it cannot be read again."""


@dataclass(slots=True)
class Token:
    """One word of a parsed sentence, with Universal/Penn tags and a CLEAR-style dependency.

    `head` is the index of the head token in the same sentence; the root is its own head.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    lower: str = ""

    def __post_init__(self) -> None:
        if not self.lower:
            self.lower = self.text.lower()


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name that the statistical recognizer proposes: token range and its label (PERSON …)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: position in the document, characters, tokens, proposed names."""

    index: int
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[NamedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its parsed sentences."""

    document: Document
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the news names.

    `key` identifies it across documents: the gazetteer's key, or "Type/label" for an entity
    that the gazetteer does not know (NIL). `represents` is the key of the state that a
    person or an organ stands for. `aliases` are the other surface forms met. `wikipedia` is the
    title of its article in the English Wikipedia.
    """

    key: str
    label: str
    type: EntityType
    aliases: frozenset[str] = frozenset()
    represents: str | None = None
    wikidata: str | None = None
    wikipedia: str | None = None
    head: str | None = None
    """Of an unnamed group: the noun that says who they are ("diplomat")."""
    size: Quantity | None = None
    """Of an unnamed group: how many they are, if the text says so."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an entity: characters, sentence, token range, head token.

    `entity` is the entity's key. `kind` says how it was found: "name", "demonym",
    "metonym", "title" (a role phrase), "pronoun", "group", "nested". A metonym is a place name
    that stands for its government ("Moscow said"); a nested name stands inside the name of what
    belongs to it ("Supreme Court of Ghana") and fills no role.
    """

    start: int
    end: int
    sentence: int
    first: int
    last: int
    head: int
    entity: str
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """An annotated document whose mentions denote entities.

    `offices` are the durable facts read off titles and appositions while the names were
    found ("Russian Defense Minister Andrei Belousov"), with the characters that state them.
    """

    annotated: AnnotatedDocument
    entities: Mapping[str, Entity]
    mentions: tuple[Mention, ...]
    offices: tuple[tuple[Relation, Span, int], ...] = ()
    """(relation, span of the words, sentence index)."""
    home: str | None = None
    """Key of the state that the document is about, where its dateline or lead says so."""


@dataclass(frozen=True, slots=True, order=True)
class TimeValue:
    """When: `value` is an ISO date of day, month or year precision, `first` its first day."""

    value: str
    precision: str
    """"day", "month" or "year"."""

    @property
    def first(self) -> dt.date:
        """First day of the period."""
        return dt.date.fromisoformat((self.value + "-01-01")[:10])


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """How many, as far as the text says: bounds (None where open), unit, and the words."""

    text: str
    unit: str
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A happening as a document tells it. Roles are sorted tuples of entity keys."""

    type: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    date: TimeValue | None = None
    object: tuple[str, ...] = ()
    object_text: str | None = None
    quantity: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A durable relation: type id of the ontology, two entity keys, the office if it is one."""

    type: str
    subject: str
    object: str
    office: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The sentence behind a claim. `exact` equals the text sliced by start and end."""

    start: int
    end: int
    exact: str
    trigger_start: int = -1
    trigger_end: int = -1


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one event or relation in one sentence of one document.

    `asserted_by` holds entity keys; it is empty when the narrator speaks (consolidation
    puts the document's publisher there). `via_source` are the outlets that relay it.
    `rule` names the frame or rule that found it.
    """

    document: str
    about: Event | Relation
    evidence: Evidence
    asserted_by: tuple[str, ...] = ()
    via_source: tuple[str, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.NON_FUTURE
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gives: its entities, mentions and claims."""

    document: Document
    entities: Mapping[str, Entity]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event after consolidation: identity, status, and who takes part.

    `id` is the hash of type, sorted roles, date and place; where `event` has no date, that of
    the document went into the hash.
    """

    id: str
    event: Event
    status: Status


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A direct edge between two entities: a consequence of claims.

    `predicate` is the local name in `rel:` (when `alleged` is False) or `alleged:`.
    """

    subject: str
    predicate: str
    object: str
    alleged: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What made a dataset: version, pipeline, hash of the ontology. No clock time."""

    version: str
    model: str
    ontology_hash: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """The consolidated knowledge of all documents, sorted, ready to become RDF.

    `names` maps an entity's key to the local name of its IRI ("kim-jong-un"). `claims`
    pairs each claim with its id and the id of the event that it is about (None for a
    durable relation). `warnings` tell of decisions that could not be carried out. `background` and
    `offices` are what the gazetteer knows of the entities and no article says.
    """

    documents: tuple[Document, ...]
    entities: Mapping[str, Entity]
    names: Mapping[str, str]
    events: tuple[DatedEvent, ...]
    claims: tuple[tuple[str, Claim, str | None], ...]
    edges: tuple[Edge, ...]
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    run: Run | None = None
    warnings: tuple[str, ...] = ()
    background: tuple[Edge, ...] = ()
    offices: tuple[OfficeFact, ...] = ()
