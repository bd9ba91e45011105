"""How fast geokg reads, beside the bare language pipeline on the same texts in the same run.

    python tools/benchmark.py news.jsonl

In: files or folders as for `kg build`. Out, on standard output: for the bare spaCy pipeline
and for geokg up to extraction (ingest, annotate, resolve, extract) the words read, seconds of
processor time, words per second, what the second costs compared with the first, and the peak
of memory. "Kim met Belousov." counts three words.

Both take turns document by document, so that whatever else the machine does meets both alike.
Seconds are of this process's processor time, all threads together; loading the pipeline and
the gazetteer is not counted. Bare spaCy gets the paragraphs that geokg parses, and nothing is
done with what it returns.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg import pipeline
from kg.annotate import DEFAULT_MODEL, load_pipeline
from kg.ingest import IngestReport, ingest
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Measure:
    """Processor seconds of both ways to read the same words; memory in bytes."""

    documents: int
    words: int
    bare: float
    geokg: float
    memory: int


def measure(sources: Sequence[str], *, model: str = DEFAULT_MODEL, chunk: int = 16) -> Measure:
    """Read the sources both ways.

    Args:
        sources: files or folders.
        model: name of an installed spaCy pipeline for English.
        chunk: documents that one way reads before the other takes its turn.
    """
    nlp = load_pipeline(model)
    known = pipeline.load_knowledge()
    list(nlp.pipe(["Two envoys met on Friday."]))  # what is set up once shall not count
    documents = words = 0
    bare = ours = 0.0
    for part in _chunks(ingest(sources, report=IngestReport()), chunk):
        texts = [d.text[span.start : span.end] for d in part for span in d.paragraphs]
        documents += len(part)
        words += sum(len(text.split()) for text in texts)
        start = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        middle = time.process_time()
        for _ in pipeline.understand(part, nlp=nlp, knowledge=known):
            pass
        bare += middle - start
        ours += time.process_time() - middle
    return Measure(documents, words, bare, ours, _peak())
