"""All that a document attributes to somebody, events or not.

Comes in: the `Reader`s of a document. Goes out: `Attribution`s: who, by which word, what. "Oren
criticized the plan, and his wife said the bridge would hold" gives two. The sources are those
that events get (`attribution.py`); beside them stand the attitudes of `ontology/factuality.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.attribution import Teller, quotations, tellers
from kg.extract.factuality import factuality
from kg.extract.predications import Reader
from kg.extract.signatures import Signatures
from kg.lexicon import Lexicon

__all__ = ["Attribution", "attributions"]

# Prepositions of what one speaks or thinks of ("spoke about tariffs", not "spoke at a rally").
_TOPICAL = frozenset({"about", "of", "on", "against", "over", "for"})
# What may head something said, or name an event in it.
_JUDGED = frozenset({"VERB", "AUX", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a text attributes to whom: tokens, each with the index of its sentence.

    `sources` are the head tokens of who says or thinks it, `cue` is the verb, noun or
    "according", `contents` the heads of what is said: of the clause, and where the cue stands
    beside it or a quotation goes on, of all that it covers.
    """

    sources: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    contents: tuple[tuple[int, int], ...]


def attributions(
    readers: Sequence[Reader], *, signatures: Signatures, lexicon: Lexicon
) -> list[Attribution]:
    """All that a document attributes to somebody, in text order, whatever it is about.

    "Oren said the bridge would hold" gives Oren, "said", "hold". These are the sources that
    events get from `sources`; here also of what is no event of the ontology, and the attitudes
    of those who are no sources: "Oren criticized the plan", "Oren agreed to leave".

    Args:
        readers: the sentences of the document.
        signatures: the table of embedding predicates.
        lexicon: word lists.
    """
    found: dict[tuple[tuple[int, int], tuple[tuple[int, int], ...]], set[tuple[int, int]]] = {}
    spoken = quotations(readers, signatures=signatures, named=lambda _: True)
    for reader, speech in zip(readers, spoken, strict=True):
        tree, s = reader.tree, reader.tree.sentence.index
        for token in reader.tokens:
            if token.pos not in _JUDGED:
                continue
            carrier = reader.noun(token.i).carrier if token.pos == "NOUN" else -1
            fact = factuality(
                tree, token.i, carrier=carrier, signatures=signatures, lexicon=lexicon
            )
            told = tellers(reader, fact, token.i, signatures=signatures)
            for one in (*told, *_attitudes(reader, token.i, signatures)):
                if one.tokens and one.cue != one.content:
                    sources = tuple((s, x) for x in one.tokens)
                    found.setdefault(((s, one.cue), sources), set()).add((s, one.content))
        if speech is not None:
            root = next((t.i for t in reader.tokens if t.head == t.i), 0)
            cue, source = (speech.sentence, speech.cue), (speech.sentence, speech.speaker)
            found.setdefault((cue, (source,)), set()).add((s, root))
    return [
        Attribution(sources, cue, tuple(sorted(contents)))
        for (cue, sources), contents in sorted(found.items())
    ]


def _attitudes(reader: Reader, v: int, signatures: Signatures) -> Iterator[Teller]:
    """What whoever criticizes, supports or intends it speaks of: no source of it."""
    tree, token = reader.tree, reader.tokens[v]
    if token.pos != "VERB" or token.lemma not in signatures.lists["attitudes"]:
        return
    subject = tuple(reader.verb(v).get("subj"))
    objects = tree.all(v, "dobj", "ccomp", "xcomp", "nsubjpass")
    phrases = [
        x
        for c in tree.all(v, "prep")
        if reader.tokens[c].lower in _TOPICAL
        for x in tree.all(c, "pobj", "pcomp")
    ]
    for content in objects or phrases:
        if content not in subject:
            yield Teller(subject, v, content, "subject")
