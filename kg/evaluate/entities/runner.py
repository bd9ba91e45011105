"""One call from a gold file of entities, of whatever format, to its figures and errors.

In come the path of a file and the pipeline; its fields tell the format; out comes a
`Figures`: tables to print, and a line for every error. Annotated items
are consolidated each alone; the other formats are measured on one graph of the whole file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.evaluate.entities import cluster_scores, cluster_tables, items, link_tables, links, stated
from kg.evaluate.entities.alignment import match_article
from kg.evaluate.entities.clusters import load_articles
from kg.evaluate.entities.misses import lines
from kg.evaluate.entities.static import static_facts
from kg.evaluate.gold import load_gold
from kg.evaluate.records import Record, read_records
from kg.evaluate.runner import predict
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Dataset, Extraction
from kg.ontology import Ontology

__all__ = ["Figures", "Measured", "measure"]


class Figures(NamedTuple):
    """Tables as text, and one line for each error, the commonest first."""

    report: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The pipeline to measure, and what it knows.

    `build` makes one dataset of all documents of a file, as `kg build` does; `extract` reads
    them one by one.
    """

    build: Callable[[Path], Dataset]
    extract: Callable[[Path], Iterable[Extraction]]
    ontology: Ontology
    gazetteer: Gazetteer
    lexicon: Lexicon


def measure(path: Path, pipeline: Measured, *, limit: int | None = None) -> Figures:
    """Measure who is who on a gold file.

    Args:
        path: a file in one of the formats of docs/evaluation.md, told by its fields.
        pipeline: what to measure.
        limit: measure on the first so many items only.

    Raises:
        InputError: the file is malformed or of no known format.
    """
    format_ = _format(path)
    return _MEASURES[format_](path, pipeline, limit)


def _format(path: Path) -> str:
    """The format by the first line that shows it."""
    for record in read_records(path):
        if "links" in record.fields:
            return "links"
        if "events" in record.fields:
            return "items"
        if _marks_clusters(record):
            return "clusters"
        if _marks_relations(record):
            return "stated"
    raise InputError(
        "has none of the known formats of annotated entities: see docs/evaluation.md",
        where=str(path),
    )


def _links(path: Path, pipeline: Measured, limit: int | None) -> Figures:
    linked = links.load_links(path, limit)
    scores = links.score_links(
        linked,
        _built(path, pipeline, limit),
        gazetteer=pipeline.gazetteer,
        lexicon=pipeline.lexicon,
    )
    return Figures(link_tables.report(scores), lines(scores.misses, links.KINDS))


def _items(path: Path, pipeline: Measured, limit: int | None) -> Figures:
    gold = load_gold(path)[:limit]
    ontology = pipeline.ontology
    predictions = predict(path, gold, pipeline=pipeline.extract, ontology=ontology)
    misses = items.item_misses(gold, predictions, ontology=ontology)
    tables = items.report(gold, predictions, misses, ontology=ontology)
    return Figures(tables, lines(misses, items.KINDS))


def _marks_clusters(record: Record) -> bool:
    """Are its entities objects with types, and its mentions spans?"""
    match record.fields.get("entities"):
        case [{"types": list(), "mentions": list()}, *_]:
            return True
    return False


def _marks_relations(record: Record) -> bool:
    """Do its relations join marked stretches of text?"""
    match record.fields.get("relations"):
        case [{"source": list(), "target": list()}, *_]:
            return True
    return False


def _stated(path: Path, pipeline: Measured, limit: int | None) -> Figures:
    marked = stated.load_marked(path, limit)
    scores = stated.score_stated(marked, _built(path, pipeline, limit), ontology=pipeline.ontology)
    return Figures(stated.report(scores), lines(scores.misses, stated.KINDS))


def _clusters(path: Path, pipeline: Measured, limit: int | None) -> Figures:
    articles = load_articles(path, limit)
    dataset = _built(path, pipeline, limit)
    documents = {name: one for one in dataset.documents for name in one.identifiers}
    matched = [
        match_article(
            article,
            dataset.mentions[documents[article.id].id] if article.id in documents else (),
            gazetteer=pipeline.gazetteer,
        )
        for article in articles
    ]
    facts = static_facts(dataset, ontology=pipeline.ontology, gazetteer=pipeline.gazetteer)
    unread = [article.id for article in articles if article.id not in documents]
    scores = cluster_scores.score_clusters(matched, dataset, facts, unread)
    return Figures(cluster_tables.report(scores), lines(scores.misses, cluster_scores.KINDS))


def _built(path: Path, pipeline: Measured, limit: int | None) -> Dataset:
    """Build the file, or its first items: as a file of their own, for a build reads files."""
    if limit is None:
        return pipeline.build(path)
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / path.name
        records: list[Record] = []
        for record in read_records(path):
            if len(records) == limit:
                break
            records.append(record)
        part.write_text("".join(json.dumps(r.fields) + "\n" for r in records), encoding="utf-8")
        return pipeline.build(part)


_MEASURES: dict[str, Callable[[Path, Measured, int | None], Figures]] = {
    "links": _links,
    "items": _items,
    "clusters": _clusters,
    "stated": _stated,
}
