"""What the sentences of a document tell: the frames' finds, and what the tagger makes of them.

Comes in: a document's readers and its `Arguments`. Goes out: the `Finding`s of each sentence, in
text order. Without a tagger they are those of the frames.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments import Arguments
from kg.extract.attribution import Relay, quote_speakers, relays
from kg.extract.events import Finding
from kg.extract.frames import Match
from kg.extract.predications import Reader
from kg.extract.rules import Rules
from kg.extract.sentences import find_events, finding_of
from kg.extract.tagger.merging import merged
from kg.extract.tagger.model import Tagger
from kg.extract.tagger.readings import Reading, readings
from kg.extract.times import TimeExpression, document_times
from kg.model import Document

__all__ = ["find_happenings"]


def find_happenings(
    document: Document, readers: Sequence[Reader], arguments: Arguments, *, rules: Rules
) -> tuple[list[list[Finding]], list[tuple[str, ...]]]:
    """The findings of each sentence, and who speaks where it stands whole in a quotation.

    Args:
        document: whose date times are read by.
        readers: its sentences.
        arguments: its entities.
        rules: frames, signatures, and the tagger if there is one.
    """
    speakers = quote_speakers(readers, arguments, rules.signatures)
    relayed = relays(readers, arguments, rules.signatures)
    times = document_times(readers, document.date)
    found = [
        list(find_events(reader, arguments, when, speaker, relay, rules=rules))
        for reader, when, speaker, relay in zip(readers, times, speakers, relayed, strict=True)
    ]
    if rules.tagger is not None:
        found = _tagged(readers, arguments, found, times, speakers, relayed, rules.tagger, rules)
    return found, speakers


def _tagged(
    readers: Sequence[Reader],
    arguments: Arguments,
    found: Sequence[Sequence[Finding]],
    times: Sequence[Sequence[TimeExpression]],
    speakers: Sequence[tuple[str, ...]],
    relayed: Sequence[Relay],
    tagger: Tagger,
    rules: Rules,
) -> list[list[Finding]]:
    """The findings after the tagger has weighed them and added its own."""
    read: dict[int, dict[int, Reading]] = {}
    for reading in readings(readers, arguments, found, times, tagger=tagger, rules=rules):
        read.setdefault(reading.sentence, {})[reading.token] = reading

    def of_sentence(n: int) -> list[Finding]:
        reader = readers[n]

        def finding(match: Match) -> Finding:
            return finding_of(match, reader, arguments, times[n], speakers[n], relayed[n], rules)

        here = read.get(reader.tree.sentence.index, {})
        joined = merged(
            found[n], here, reader, finding, knows=rules.frames.knows, ontology=rules.ontology
        )
        return sorted(joined, key=lambda f: f.trigger)

    return [of_sentence(n) for n in range(len(readers))]
