"""Ingest: files, folders and standard input to `Document`s.

In: paths. Out: `Document`s with the paragraphs to read, and an `IngestReport` of what was
skipped. "SEOUL (AP) — Kim met Belousov." in `kim.txt` becomes one document, published by
the Associated Press, with one paragraph, "Kim met Belousov."
"""

from __future__ import annotations

from kg.ingest.document import document_from_text
from kg.ingest.report import IngestReport, Limits, Skip
from kg.ingest.sources import ingest

__all__ = ["IngestReport", "Limits", "Skip", "document_from_text", "ingest"]
