"""The stages in their order: sources in, extractions, a dataset or a store out.

    ingest -> annotate -> resolve -> extract -> consolidate -> graph -> store

"Kim met Belousov in Pyongyang on Friday, KCNA said." in a file becomes one `Extraction`
with one claim; all extractions together become one `Dataset`, and that a `Store`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.annotate import DEFAULT_MODEL, annotate, load_pipeline
from kg.consolidate import consolidate
from kg.errors import DataError, InputError, ModelError
from kg.extract import Rules, extract, load_rules
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.graph import to_quads
from kg.ingest import IngestReport, Skip, ingest
from kg.lexicon import Lexicon, load_lexicon
from kg.model import AnnotatedDocument, Dataset, Document, Extraction, Run
from kg.namespaces import DEFAULT_BASE, prefixes
from kg.ontology import Ontology, load_ontology
from kg.resolve import resolve
from kg.sources import locate
from kg.store import Store

__all__ = [
    "Knowledge",
    "build",
    "build_dataset",
    "build_store",
    "extract_documents",
    "load_knowledge",
]

_NO_ENTITY = "names no state, organization or person: is it an English news text?"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the stages know of the world and the language, loaded once."""

    ontology: Ontology
    lexicon: Lexicon
    gazetteer: Gazetteer
    rules: Rules


def load_knowledge(seeds: Sequence[Path] = ()) -> Knowledge:
    """Load the ontology, the word lists, the gazetteer and the rules.

    Args:
        seeds: folders or files with further gazetteer tables (CSV).

    Raises:
        DataError: a file is wrong.
    """
    ontology, lexicon = load_ontology(), load_lexicon()
    return Knowledge(
        ontology=ontology,
        lexicon=lexicon,
        gazetteer=load_gazetteer(extra=seeds),
        rules=load_rules(ontology=ontology, lexicon=lexicon),
    )


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
            (annotated,) = annotate([locate(document, sources)], pipeline=nlp)
            extraction = _understand(annotated, known)
        except (ModelError, DataError):
            raise
        except Exception as error:
            # The only broad catch of the product: a batch of a million documents must not
            # die of one. Nothing is hidden: the document and the error are reported.
            if strict:
                raise
            reason = f"cannot be read, {type(error).__name__}: {error}"
            report.skipped.append(Skip(_name(document), reason))
            continue
        if extraction.mentions:
            yield extraction
        else:
            report.skipped.append(Skip(_name(document), _NO_ENTITY))


def _understand(annotated: AnnotatedDocument, known: Knowledge) -> Extraction:
    resolved = resolve(annotated, gazetteer=known.gazetteer, lexicon=known.lexicon)
    return extract(resolved, rules=known.rules)


def _name(document: Document) -> str:
    return document.identifiers[0] if document.identifiers else document.id


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
) -> Dataset:
    """Read the sources and join what they say; options as in `extract_documents`.

    Args:
        min_confidence: leave out claims below this (0 to 1).
        progress: called with each document when it has been read.

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
    run = Run(version=__version__, model=model, ontology_hash=known.ontology.hash)
    return consolidate(extractions, ontology=known.ontology, run=run)


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
) -> Store:
    """Read the sources into a store; options as in `build_dataset` and `build_store`."""
    prefixes(base_iri)  # a base that cannot start an IRI shows before the work
    known = load_knowledge(seeds)
    dataset = build_dataset(
        sources,
        date=date,
        publisher=publisher,
        model=model,
        report=report,
        knowledge=known,
        min_confidence=min_confidence,
        strict=strict,
    )
    return build_store(dataset, ontology=known.ontology, base_iri=base_iri, mentions=mentions)
