"""Expected facts: `NAME.expected.yaml` in, one verdict per fact and per must-not out.

A file says what a careful reader takes from an article:

    publisher: Meridian Wire
    date: 2026-01-22
    facts:
      - {id: talks, subject: Kenya, edge: met, object: [Uganda, Republic of Uganda],
         status: Reported, date: 2026-01-22, place: Nairobi, sources: [Meridian Wire]}
    must_not:
      - entity: Defense                  # no entity has this label
      - actor: Moscow                    # nobody of this label acts or asserts
      - merged: [Kenya, Uganda]          # no entity bears both names
      - edge: {subject: Kenya, edge: met, object: Uganda, layer: rel}
      - event: {subject: Kenya, edge: met, object: Uganda, status: Planned}

A fact is a clause, or `any_of` or `all_of` a list of clauses. In a clause, a list of names,
statuses, places or words accepts any of them; `sources` and `denied_by` list what must all be
there, an inner list again accepts any. Without `status` the clause is a durable relation. A
clause without subject or object asks only for the event, since it has no edge then. `no_edge`
forbids the edge in both layers; `what` are words of the event's object, `office` of the title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError
from kg.model import Claim, Dataset, DatedEvent, Entity, Polarity, Relation, Status
from kg.ontology import ConceptType, Ontology

__all__ = ["Expected", "FactResult", "check", "check_must_not", "load_expected"]

Names = tuple[str, ...]
_LAYER = {Status.REPORTED: "rel", Status.ALLEGED: "alleged", Status.CONTESTED: "alleged"}
# In a clash, and where two recognize each other, both are actors.
_MUTUAL = ("Attack", "Recognize")
_ALWAYS = ("related-to-itself", "claim-twice")


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: who, what, whom; and what must be known of it."""

    edge: str
    subject: Names = ()
    object: Names = ()
    status: tuple[Status, ...] = ()
    date: str | None = None
    place: Names = ()
    what: Names = ()
    office: Names = ()
    minimum: float | None = None
    sources: tuple[Names, ...] = ()
    denied_by: tuple[Names, ...] = ()
    no_edge: bool = False
    layer: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Clauses of which all, or (`any_of`) at least one, must hold."""

    id: str
    clauses: tuple[Clause, ...]
    any_of: bool = False


@dataclass(frozen=True, slots=True)
class MustNot:
    """Something that must not be there; `kind` is a key of the file's `must_not`."""

    id: str
    kind: str
    names: Names = ()
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What an article's graph must and must not hold."""

    publisher: str
    date: str
    facts: tuple[Fact, ...]
    must_not: tuple[MustNot, ...]


@dataclass(frozen=True, slots=True)
class FactResult:
    """The verdict on one fact or must-not; `reason` says what is missing or too much."""

    id: str
    held: bool
    reason: str = ""


# --- the file -------------------------------------------------------------------------------


def load_expected(path: Path) -> Expected:
    """Read an `.expected.yaml` file.

    Raises:
        DataError: the file has an unknown or missing key, an unknown status, or an id twice.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        facts = tuple(_fact(entry) for entry in raw["facts"])
        must_not = tuple(_must_not(entry) for entry in raw.get("must_not", ()))
        must_not += tuple(MustNot(kind, kind) for kind in _ALWAYS)
        ids = [fact.id for fact in facts] + [rule.id for rule in must_not]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"these ids stand twice: {', '.join(twice)}")
        return Expected(str(raw["publisher"]), str(raw["date"]), facts, must_not)
    except KeyError as error:
        raise DataError(f"{path}: the key {error} is missing: see tests/expected.py") from error
    except (OSError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise DataError(f"{path}: {error}: see tests/expected.py for the format") from error


def _fact(raw: Mapping[str, Any]) -> Fact:
    for key in ("any_of", "all_of"):
        if key in raw:
            if unknown := raw.keys() - {"id", key}:
                raise ValueError(f"{raw['id']}: {sorted(unknown)} beside {key!r}")
            return Fact(raw["id"], tuple(_clause(part) for part in raw[key]), key == "any_of")
    return Fact(raw["id"], (_clause({k: v for k, v in raw.items() if k != "id"}),))


def _clause(raw: Mapping[str, Any]) -> Clause:
    if unknown := raw.keys() - set(Clause.__dataclass_fields__):
        raise ValueError(f"unknown keys {sorted(unknown)} in {dict(raw)}")
    if not raw.keys() & {"subject", "object"}:
        raise ValueError(f"neither subject nor object in {dict(raw)}")
    if raw.get("layer") not in (None, "rel", "alleged"):
        raise ValueError(f"layer {raw['layer']!r} is neither 'rel' nor 'alleged'")
    return Clause(
        edge=raw["edge"],
        subject=_names(raw.get("subject")),
        object=_names(raw.get("object")),
        status=tuple(Status(each) for each in _names(raw.get("status"))),
        date=None if raw.get("date") is None else str(raw["date"]),
        place=_names(raw.get("place")),
        what=_names(raw.get("what")),
        office=_names(raw.get("office")),
        minimum=raw.get("minimum"),
        sources=tuple(_names(each) for each in raw.get("sources", ())),
        denied_by=tuple(_names(each) for each in raw.get("denied_by", ())),
        no_edge=raw.get("no_edge", False),
        layer=raw.get("layer"),
    )


def _must_not(raw: Mapping[str, Any]) -> MustNot:
    ((kind, value),) = raw.items()
    if kind in ("edge", "event"):
        clause = _clause(value)
        if kind == "event" and not clause.status:
            raise ValueError(f"no status in {value}")
        about = [*clause.subject[:1], clause.edge, *clause.object[:1], *clause.what[:1]]
        return MustNot(_slug(kind, *about), kind, clause=clause)
    if kind not in ("entity", "actor", "merged"):
        raise ValueError(f"unknown must_not {kind!r}")
    names = _names(value)
    if kind == "merged" and len(names) != 2:
        raise ValueError(f"merged takes two names, not {names}")
    return MustNot(_slug(kind, *names), kind, names=names)


def _names(value: object) -> Names:
    if value is None:
        return ()
    return tuple(str(each) for each in value) if isinstance(value, list) else (str(value),)


def _slug(*words: str) -> str:
    return "-".join("-".join(words).split())


# --- names ----------------------------------------------------------------------------------


def _plain(name: str) -> str:
    """The name without case, curly quotes and leading article."""
    words = name.casefold().replace("’", "'").replace("‘", "'").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _forms(entity: Entity) -> set[str]:
    return {_plain(each) for each in (entity.label, *entity.aliases)}


def _entities(dataset: Dataset, names: Iterable[str]) -> set[str]:
    """Keys of the entities that a name denotes: by label, else by alias."""
    found: set[str] = set()
    for name in map(_plain, names):
        by_label = {k for k, e in dataset.entities.items() if _plain(e.label) == name}
        found |= by_label or {k for k, e in dataset.entities.items() if name in _forms(e)}
    return found


# --- facts ----------------------------------------------------------------------------------


def check(dataset: Dataset, expected: Expected, ontology: Ontology) -> list[FactResult]:
    """Decide for each fact of `expected`, in order, whether the dataset holds it.

    Raises:
        DataError: a clause names an edge that the ontology does not have.
    """
    results = []
    for fact in expected.facts:
        problems = [_missing(dataset, clause, ontology) for clause in fact.clauses]
        found = [each for each in problems if each]
        held = len(found) < len(problems) if fact.any_of else not found
        results.append(FactResult(fact.id, held, "" if held else "; ".join(found)))
    return results


def _missing(dataset: Dataset, clause: Clause, ontology: Ontology) -> str:
    """What the clause asks for and the dataset lacks; empty if it holds."""
    concept = _type_of(clause, ontology)
    for names in (clause.subject, clause.object):
        if names and not _entities(dataset, names):
            return f"no entity {' or '.join(names)}"
    if clause.status:
        return _missing_event(dataset, clause, concept)
    return _missing_relation(dataset, clause, concept)


def _type_of(clause: Clause, ontology: Ontology) -> ConceptType:
    if clause.edge not in ontology.edges:
        raise DataError(f"the ontology has no edge {clause.edge!r}: correct the expected file")
    return ontology.edges[clause.edge]


def _missing_event(dataset: Dataset, clause: Clause, concept: ConceptType) -> str:
    told = [e for e in dataset.events if _tells(dataset, e, clause, concept)]
    if not told:
        return f"no event {_say(clause)}"
    problems = {each.id: _wrong(dataset, each, clause) for each in told}
    best = min(told, key=lambda each: len(problems[each.id]))
    lacks = list(problems[best.id])
    layers = _layers(dataset, clause, symmetric=concept.symmetric)
    if clause.no_edge and layers:
        lacks.append(f"an edge in {sorted(layers)}")
    wanted = _LAYER.get(best.status) if clause.subject and clause.object else None
    if wanted and wanted not in layers:
        lacks.append(f"has no {wanted}: edge")
    # A happening that the text tells twice may be two events, of which one is dated; a reader
    # of the edge sees the sources of both.
    same = {e.id for e in told if e.status in clause.status and _may_be_on(e, clause.date)}
    claims = [claim for _, claim, event in dataset.claims if event in same]
    lacks += _missing_sources(dataset, clause, claims)
    return f"{_say(clause)}: {', '.join(lacks)}" if lacks else ""


def _tells(dataset: Dataset, dated: DatedEvent, clause: Clause, concept: ConceptType) -> bool:
    """Is the event of the type, with the participants and the words of the object?"""
    event = dated.event
    if event.type != concept.id or not _about(dataset, dated, clause.what):
        return False
    actor, recipient = set(event.actor), set(event.recipient)
    one, other = (_entities(dataset, names) for names in (clause.subject, clause.object))
    if not clause.object:
        return bool(one & actor)
    if not clause.subject:
        return bool(other & recipient)
    if one & actor and other & recipient:
        return True
    both = actor | recipient if concept.symmetric else set()
    if concept.id in _MUTUAL and not recipient:
        both = actor
    return any(a != b for a in one & both for b in other & both)


def _about(dataset: Dataset, dated: DatedEvent, words: Names) -> bool:
    if not words:
        return True
    labels = [dataset.entities[key].label for key in dated.event.object]
    text = " ".join([dated.event.object_text or "", *labels]).casefold()
    return any(each.casefold() in text for each in words)


def _wrong(dataset: Dataset, dated: DatedEvent, clause: Clause) -> list[str]:
    """What the event has otherwise than the clause: status, date, place, quantity."""
    event = dated.event
    wrong: list[str] = []
    if dated.status not in clause.status:
        wrong.append(f"is {dated.status}")
    if clause.date and not (event.date and event.date.value.startswith(clause.date)):
        wrong.append(f"is dated {event.date.value if event.date else 'nowhere'}")
    # The recipient of a visit, a withdrawal or a capture is its place.
    if clause.place and not _entities(dataset, clause.place) & {*event.place, *event.recipient}:
        places = [dataset.entities[key].label for key in event.place]
        wrong.append(f"is at {' and '.join(places) or 'no place'}")
    if clause.minimum is not None and clause.minimum not in {q.minimum for q in event.quantity}:
        wrong.append(f"has the quantities {[q.text for q in event.quantity]}")
    return wrong


def _may_be_on(dated: DatedEvent, date: str | None) -> bool:
    stated = dated.event.date
    return not date or stated is None or stated.value.startswith(date)


def _missing_relation(dataset: Dataset, clause: Clause, concept: ConceptType) -> str:
    if "rel" not in _layers(dataset, clause, symmetric=concept.symmetric):
        return f"no edge {_say(clause)}"
    one, other = (_entities(dataset, names) for names in (clause.subject, clause.object))
    claims, offices = [], []
    for _, claim, _ in dataset.claims:
        about = claim.about
        if not isinstance(about, Relation) or about.type != concept.id:
            continue
        if about.subject in one and about.object in other:
            claims.append(claim)
            offices.append((about.office or "").casefold())
    lacks = _missing_sources(dataset, clause, claims)
    if clause.office and not any(w.casefold() in each for w in clause.office for each in offices):
        lacks.append(f"the office is {' or '.join(offices) or 'not told'}")
    return f"{_say(clause)}: {', '.join(lacks)}" if lacks else ""


def _missing_sources(dataset: Dataset, clause: Clause, claims: Sequence[Claim]) -> list[str]:
    lacks = []
    for polarity, wanted, verb in (
        (Polarity.POSITIVE, clause.sources, "asserted"),
        (Polarity.NEGATIVE, clause.denied_by, "denied"),
    ):
        says = {
            key
            for claim in claims
            if claim.polarity == polarity
            for key in (*claim.asserted_by, *claim.via_source)
        }
        lacks += [
            f"not {verb} by {' or '.join(names)}"
            for names in wanted
            if not _entities(dataset, names) & says
        ]
    return lacks


def _layers(dataset: Dataset, clause: Clause, *, symmetric: bool) -> set[str]:
    """The layers, rel and alleged, that hold the clause's edge (both ways if symmetric)."""
    one, other = (_entities(dataset, names) for names in (clause.subject, clause.object))
    edges = {(e.subject, e.predicate, e.object, e.alleged) for e in dataset.edges}
    return {
        "alleged" if alleged else "rel"
        for subject, predicate, obj, alleged in edges
        if predicate == clause.edge and subject in one and obj in other
        if not symmetric or (obj, predicate, subject, alleged) in edges
    }


def _say(clause: Clause) -> str:
    who, whom = ("/".join(names) or "?" for names in (clause.subject, clause.object))
    return f"({who} {clause.edge} {whom})"


# --- must-nots ------------------------------------------------------------------------------


def check_must_not(dataset: Dataset, expected: Expected, ontology: Ontology) -> list[FactResult]:
    """Decide for each must-not of `expected`, in order, whether the dataset keeps it.

    Raises:
        DataError: a clause names an edge that the ontology does not have.
    """
    results = []
    for rule in expected.must_not:
        reason = "; ".join(sorted(set(_offences(dataset, rule, ontology))))
        results.append(FactResult(rule.id, not reason, reason))
    return results


def _offences(dataset: Dataset, rule: MustNot, ontology: Ontology) -> Iterator[str]:
    if rule.clause is not None:
        yield from _forbidden_clause(dataset, rule.clause, rule.kind, ontology)
    elif rule.kind == "related-to-itself":
        yield from (f"{e.subject} {e.predicate}" for e in dataset.edges if e.subject == e.object)
    elif rule.kind == "claim-twice":
        yield from _repeated(dataset.claims)
    else:
        plain = {_plain(name) for name in rule.names}
        acting = {key for each in dataset.events for key in each.event.actor}
        for _, claim, _ in dataset.claims:
            acting.update(claim.asserted_by, claim.via_source)
        for key, entity in dataset.entities.items():
            if rule.kind == "merged":
                offends = plain <= _forms(entity)
            else:
                offends = _plain(entity.label) in plain
                offends &= rule.kind == "entity" or key in acting
            if offends:
                yield f"{entity.type} {entity.label} ({', '.join(sorted(entity.aliases))})"


def _forbidden_clause(
    dataset: Dataset, clause: Clause, kind: str, ontology: Ontology
) -> Iterator[str]:
    concept = _type_of(clause, ontology)
    if kind == "event":
        for dated in dataset.events:
            told = _tells(dataset, dated, clause, concept)
            if told and dated.status in clause.status:
                yield f"a {dated.status} event {_say(clause)}"
        return
    for layer in _layers(dataset, clause, symmetric=False):
        if clause.layer in (None, layer):
            yield f"{layer}: {_say(clause)}"


def _repeated(claims: Iterable[tuple[str, Claim, str | None]]) -> Iterator[str]:
    """Claims that say the same of the same in the same words of one document."""
    seen = set()
    for _, claim, event in claims:
        about = claim.about if event is None else event
        words = " ".join(claim.evidence.exact.split())
        said = (claim.document, about, words, claim.asserted_by, claim.polarity)
        if said in seen:
            yield words
        seen.add(said)
