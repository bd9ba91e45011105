"""What ingesting says about itself: what was read, what was skipped and why, and its limits.

In: one note per source while it is read. Out: counters and reasons for the summary. The
HTML page of a paywall becomes `Skip("page.html", "no article text found: …")`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["IngestReport", "Limits", "Skip"]


@dataclass(frozen=True, slots=True)
class Skip:
    """A source that was not read: `where` is its path, or path:line, and `reason` says why."""

    where: str
    reason: str


@dataclass(slots=True)
class IngestReport:
    """Counters that grow while `ingest` runs.

    `read` counts documents with different texts, `duplicates` the further copies of a text
    already met, `ignored` what is passed over in folders: hidden files, unknown file types,
    pages that geokg wrote. `warnings` say what else a user should know, such as decisions
    about entities that no document names.
    """

    read: int = 0
    duplicates: int = 0
    ignored: int = 0
    skipped: list[Skip] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest pieces, in bytes, that are taken into memory at once.

    `file_bytes` bounds a text, Markdown or HTML file and a stream of text; a .jsonl file
    may be of any size, for it is read line by line, each line bounded by `line_bytes`.
    """

    file_bytes: int = 200_000_000
    line_bytes: int = 20_000_000
