"""How fast geokg reads, beside the bare language pipeline on the same texts in the same run.

    python tools/benchmark.py news.jsonl

In: files or folders as for `kg build`. Out, on standard output: for bare spaCy, for each stage
up to extraction and for all of them together the seconds of processor time, words per second
and the ratio to bare spaCy; and the peak of memory. "Kim met Belousov." counts three words.

The two take turns after a few documents, and take turns in going first, so that whatever else
the machine does meets both alike. Seconds are processor time of this process, all threads
together; loading the pipeline and the gazetteer is not counted. Bare spaCy gets the paragraphs
that geokg parses, in batches over all documents of a turn, and nothing is done with the result.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from kg import pipeline
from kg.annotate import DEFAULT_MODEL, annotate, load_pipeline
from kg.errors import GeokgError, InputError
from kg.extract import extract
from kg.ingest import IngestReport, ingest
from kg.model import Document
from kg.resolve import resolve

if TYPE_CHECKING:
    from spacy.language import Language

TURN = 16
"""Documents that one side reads before the other takes its turn."""
BATCH = 32
"""Paragraphs that bare spaCy parses at once: as many as geokg; many more only cost memory."""
STAGES = ("ingest", "annotate", "resolve", "extract")
BARE = "bare spaCy"


@dataclass(slots=True)
class Clock:
    """Seconds of processor time by what they were spent on."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Count what happens inside to `what`."""
        start = time.process_time()
        yield
        self.seconds[what] += time.process_time() - start


def texts(documents: Sequence[Document]) -> list[str]:
    """Return the paragraphs that are parsed."""
    return [d.text[span.start : span.end] for d in documents for span in d.paragraphs]


def read_bare(documents: Sequence[Document], nlp: Language, clock: Clock) -> None:
    """Parse, and nothing else."""
    with clock.on(BARE):
        for _ in nlp.pipe(texts(documents), batch_size=BATCH):
            pass


def read_all(
    documents: Sequence[Document], nlp: Language, known: pipeline.Knowledge, clock: Clock
) -> None:
    """Go through the stages up to extraction."""
    for document in documents:
        with clock.on("annotate"):
            (annotated,) = annotate([document], pipeline=nlp)
        with clock.on("resolve"):
            resolved = resolve(annotated, gazetteer=known.gazetteer, lexicon=known.lexicon)
        with clock.on("extract"):
            extract(resolved, rules=known.rules)


def measure(sources: Sequence[str], *, model: str, tagger: bool) -> tuple[int, int, Clock]:
    """Read the sources both ways; return the documents, the words and the seconds.

    Raises:
        InputError: there is nothing to read.
        ModelError: the pipeline cannot be used.
    """
    nlp, clock = load_pipeline(model), Clock()
    known = pipeline.load_knowledge(tagger=tagger)
    with clock.on("ingest"):
        documents = list(ingest(sources, report=IngestReport()))
    if not documents:
        raise InputError("no document can be read: name files or folders", where=str(sources))
    # What is set up at first use shall count for neither side.
    read_bare(documents[:1], nlp, Clock())
    read_all(documents[:1], nlp, known, Clock())
    for turn, start in enumerate(range(0, len(documents), TURN)):
        part = documents[start : start + TURN]
        if turn % 2:
            read_all(part, nlp, known, clock)
        read_bare(part, nlp, clock)
        if not turn % 2:
            read_all(part, nlp, known, clock)
    return len(documents), sum(len(text.split()) for text in texts(documents)), clock


def peak_memory() -> int:
    """Return the most memory that this process has held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # Linux counts in kilobytes


def table(words: int, clock: Clock) -> Table:
    """Lay out seconds, words per second and the ratio to bare spaCy."""
    seconds = {**clock.seconds, "geokg": sum(clock.seconds[stage] for stage in STAGES)}
    made = Table("", "seconds", "words/s", "of spaCy's time")
    for column in made.columns[1:]:
        column.justify = "right"
    for name in (BARE, *STAGES, "geokg"):
        took = seconds[name]
        speed = f"{words / took:,.0f}" if took else "-"
        made.add_row(name, f"{took:.2f}", speed, f"{took / seconds[BARE]:.2f}")
    return made


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sources", nargs="+", metavar="SOURCE")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="spaCy pipeline for English")
    parser.add_argument("--no-model", action="store_true", help="without the learned tagger")
    options = parser.parse_args()
    try:
        documents, words, clock = measure(
            options.sources, model=options.model, tagger=not options.no_model
        )
    except GeokgError as error:
        sys.exit(f"benchmark: {error}")
    console = Console()
    console.print(table(words, clock))
    console.print(f"{documents:,} documents, {words:,} words")
    console.print(f"peak memory {peak_memory() / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
