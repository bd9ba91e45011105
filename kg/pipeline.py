"""The stages in their order: sources in, extractions, a dataset or a store out.

    ingest -> annotate -> resolve -> extract -> consolidate -> graph -> store

"Kim met Belousov in Pyongyang on Friday, KCNA said." in a file becomes one `Extraction`
with one claim; all extractions together become one `Dataset`, and that a `Store`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.annotate import DEFAULT_MODEL, annotate, load_pipeline
from kg.background import background_of
from kg.consolidate import OUTLETS, consolidate
from kg.decisions import Decision
from kg.errors import DataError, InputError, ModelError
from kg.extract import Rules, extract, load_rules
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.graph import to_quads
from kg.ingest import IngestReport, Skip, document_from_text, ingest
from kg.lexicon import Lexicon, load_lexicon
from kg.model import AnnotatedDocument, Dataset, Document, Extraction, ResolvedDocument, Run
from kg.namespaces import DEFAULT_BASE, prefixes
from kg.ontology import Ontology, load_ontology
from kg.resolve import resolve
from kg.store import Store

__all__ = [
    "Knowledge",
    "annotate_texts",
    "build",
    "build_dataset",
    "build_store",
    "extract_documents",
    "load_knowledge",
    "resolver",
]

_NO_ENTITY = "names no state, organization or person: is it an English news text?"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the stages know of the world and the language, loaded once."""

    ontology: Ontology
    lexicon: Lexicon
    gazetteer: Gazetteer
    rules: Rules


def load_knowledge(seeds: Sequence[Path] = (), *, tagger: bool = True) -> Knowledge:
    """Load the ontology, the word lists, the gazetteer, the rules and the tagger.

    Args:
        seeds: folders or files with further gazetteer tables (CSV).
        tagger: let the learned tagger help the rules.

    Raises:
        DataError: a file is wrong.
    """
    ontology, lexicon = load_ontology(), load_lexicon()
    relations = {t.id for t in ontology.types.values() if t.kind == "relation"}
    return Knowledge(
        ontology=ontology,
        lexicon=lexicon,
        gazetteer=load_gazetteer(extra=seeds, relations=relations),
        rules=load_rules(ontology=ontology, lexicon=lexicon, tagger=tagger),
    )


def annotate_texts(
    texts: Iterable[str], *, model: str = DEFAULT_MODEL
) -> Iterator[AnnotatedDocument]:
    """Parse texts that are no files, in their order, one document each.

    Args:
        texts: plain texts.
        model: name of an installed spaCy pipeline for English.

    Raises:
        ModelError: the pipeline cannot be used.
    """
    documents = (
        document_from_text(text, identifier=str(i), date=None, publisher=None, title=None, url=None)
        for i, text in enumerate(texts)
    )
    yield from annotate(documents, pipeline=load_pipeline(model))


def extract_documents(
    sources: Sequence[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    model: str = DEFAULT_MODEL,
    report: IngestReport | None = None,
    seeds: Sequence[Path] = (),
    knowledge: Knowledge | None = None,
    strict: bool = False,
) -> Iterator[Extraction]:
    """Read the sources and give what each document says, one after the other.

    One bad document never stops the others: it is left out and named in `report`.

    Args:
        sources: files, folders, or "-" for standard input.
        date: date of the documents that do not say theirs.
        publisher: outlet of the documents that do not say theirs.
        model: name of an installed spaCy pipeline for English.
        report: counts what was read, and names what was skipped and why.
        seeds: further gazetteer tables; ignored with `knowledge`.
        knowledge: what `load_knowledge` gave, to load it once for several calls.
        strict: raise what goes wrong inside a document instead of skipping it.

    Raises:
        ModelError: the pipeline cannot be used.
        DataError: a file of the ontology or the gazetteer is wrong.
    """
    report = IngestReport() if report is None else report
    known = load_knowledge(seeds) if knowledge is None else knowledge
    nlp = None
    for document in ingest(sources, date=date, publisher=publisher, report=report):
        nlp = load_pipeline(model) if nlp is None else nlp
        try:
            (annotated,) = annotate([document], pipeline=nlp)
            extraction = _understand(annotated, known)
        except (ModelError, DataError):
            raise
        except Exception as error:
            # The only broad catch of the product: a batch of a million documents must not
            # die of one. Nothing is hidden: the document and the error are reported.
            if strict:
                raise
            what = ": ".join(filter(None, (type(error).__name__, str(error))))
            reason = f"geokg fails on it, {what}: leave it out, and report it with the text"
            report.skipped.append(Skip(_name(document), reason))
            continue
        if extraction.mentions:
            yield extraction
        else:
            report.skipped.append(Skip(_name(document), _NO_ENTITY))


def resolver(
    model: str = DEFAULT_MODEL, *, knowledge: Knowledge
) -> Callable[[Document], ResolvedDocument]:
    """What reads one document up to its entities, for whoever looks into its sentences.

    Args:
        model: name of an installed spaCy pipeline for English, loaded at once.
        knowledge: what `load_knowledge` gave.

    Raises:
        ModelError: the pipeline cannot be used.
    """
    nlp = load_pipeline(model)

    def resolved(document: Document) -> ResolvedDocument:
        (annotated,) = annotate([document], pipeline=nlp)
        return _resolved(annotated, knowledge)

    return resolved


def _resolved(annotated: AnnotatedDocument, known: Knowledge) -> ResolvedDocument:
    return resolve(annotated, gazetteer=known.gazetteer, lexicon=known.lexicon)


def _understand(annotated: AnnotatedDocument, known: Knowledge) -> Extraction:
    resolved = _resolved(annotated, known)
    return _with_publisher(extract(resolved, rules=known.rules), known.gazetteer)


def _with_publisher(extraction: Extraction, gazetteer: Gazetteer) -> Extraction:
    """Add the document's publisher to its entities if the gazetteer knows the outlet.

    One outlet is then one entity over all documents, whichever of its names each gives
    ("AP", "The Associated Press") and whether or not their texts name it.
    """
    name = " ".join((extraction.document.publisher or "").split())
    for sense in gazetteer.lookup(name):
        entry = gazetteer.entries[sense.key]
        if sense.kind == "name" and entry.type in OUTLETS:
            day = extraction.document.date
            met = extraction.entities.get(entry.key) or gazetteer.entity(entry.key, day)
            publisher = dataclasses.replace(met, aliases=(met.aliases | {name}) - {met.label})
            entities = {**extraction.entities, entry.key: publisher}
            return dataclasses.replace(extraction, entities=dict(sorted(entities.items())))
    return extraction


def _name(document: Document) -> str:
    """Where the document lies, and which of several it is there."""
    named = document.identifiers[0] if document.identifiers else document.id
    source = document.source
    file, colon, line = named.rpartition(":")
    if source is None:
        return named
    if f"/{source}".endswith(f"/{named}"):
        return source
    if line.isdigit() and f"/{source}".endswith(f"/{file}"):
        return f"{source}{colon}{line}"
    return f"{source} ({named})"


def build_dataset(
    sources: Sequence[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    model: str = DEFAULT_MODEL,
    report: IngestReport | None = None,
    seeds: Sequence[Path] = (),
    knowledge: Knowledge | None = None,
    min_confidence: float = 0.0,
    progress: Callable[[Document], None] | None = None,
    strict: bool = False,
    decisions: Sequence[Decision] = (),
    background: bool = True,
) -> Dataset:
    """Read the sources and join what they say; options as in `extract_documents`.

    Args:
        min_confidence: leave out claims below this (0 to 1).
        progress: called with each document when it has been read.
        decisions: what a person says about who is who (`kg.decisions.read_decisions`).
        background: add what the gazetteer knows of the entities and no article says.

    Raises:
        InputError: not one document could be read.
    """
    report = IngestReport() if report is None else report
    known = load_knowledge(seeds) if knowledge is None else knowledge
    extractions = []
    for extraction in extract_documents(
        sources,
        date=date,
        publisher=publisher,
        model=model,
        report=report,
        knowledge=known,
        strict=strict,
    ):
        kept = tuple(c for c in extraction.claims if c.confidence >= min_confidence)
        extractions.append(dataclasses.replace(extraction, claims=kept))
        if progress is not None:
            progress(extraction.document)
    if not extractions:
        raise _nothing(report)
    tagger = known.rules.tagger
    models = model if tagger is None else f"{model}, tagger {tagger.version}"
    run = Run(version=__version__, model=models, ontology_hash=known.ontology.hash)
    named = {key for decision in decisions for key in decision.keys}
    entries = {key: known.gazetteer.entity(key) for key in named & known.gazetteer.entries.keys()}
    dataset = consolidate(
        extractions, ontology=known.ontology, run=run, decisions=decisions, known=entries
    )
    report.warnings.extend(dataset.warnings)
    if not background:
        return dataset
    edges, offices = background_of(dataset, gazetteer=known.gazetteer, ontology=known.ontology)
    return dataclasses.replace(dataset, background=edges, offices=offices)


def _nothing(report: IngestReport) -> InputError:
    """Say why nothing could be read: the only reason, or how many there are."""
    if len(report.skipped) == 1:
        (skip,) = report.skipped
        return InputError(skip.reason, where=skip.where)
    return InputError(
        f"none of the {len(report.skipped)} sources can be read"
        if report.skipped
        else "there is no document in the sources: name .txt, .md, .html or .jsonl files"
    )


def build_store(
    dataset: Dataset, *, ontology: Ontology, base_iri: str = DEFAULT_BASE, mentions: bool = False
) -> Store:
    """Turn a dataset into a store of RDF.

    Args:
        dataset: what `build_dataset` gave.
        ontology: the ontology that the dataset was made with.
        base_iri: the start of all IRIs of entities, events, claims and documents.
        mentions: also write where each entity is named.

    Raises:
        InputError: `base_iri` is no absolute IRI that ends with "/" or "#".
    """
    return Store.from_quads(
        to_quads(dataset, ontology=ontology, base_iri=base_iri, mentions=mentions)
    )


def build(
    sources: Sequence[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    model: str = DEFAULT_MODEL,
    base_iri: str = DEFAULT_BASE,
    report: IngestReport | None = None,
    seeds: Sequence[Path] = (),
    min_confidence: float = 0.0,
    mentions: bool = False,
    strict: bool = False,
    decisions: Sequence[Decision] = (),
    background: bool = True,
    tagger: bool = True,
) -> Store:
    """Read the sources into a store; options as in `load_knowledge`, `build_dataset` and
    `build_store`."""
    prefixes(base_iri)  # a base that cannot start an IRI shows before the work
    known = load_knowledge(seeds, tagger=tagger)
    dataset = build_dataset(
        sources,
        date=date,
        publisher=publisher,
        model=model,
        report=report,
        knowledge=known,
        min_confidence=min_confidence,
        strict=strict,
        decisions=decisions,
        background=background,
    )
    return build_store(dataset, ontology=known.ontology, base_iri=base_iri, mentions=mentions)
