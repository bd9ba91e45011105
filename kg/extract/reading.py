"""Make a document's sentences ready to be read: mend each parse, then read predications off it.

Comes in: a `ResolvedDocument`. Goes out: one `Reader` a sentence, in their order. "Ardonia slams
Belmark tariffs" as a headline is read with "slams" as its verb.
"""

from __future__ import annotations

from kg.extract.mending import mended
from kg.extract.predications import Reader
from kg.extract.rules import Rules
from kg.model import Mention, ResolvedDocument
from kg.syntax import Tree

__all__ = ["read"]


def read(resolved: ResolvedDocument, *, rules: Rules) -> list[Reader]:
    """The readers of a document's sentences."""
    sentences = resolved.annotated.sentences
    rows: list[list[Mention]] = [[] for _ in sentences]
    for mention in resolved.mentions:
        rows[mention.sentence].append(mention)
    types = {key: entity.type for key, entity in resolved.entities.items()}
    trees = [
        Tree(
            mended(
                sentence,
                row,
                types,
                verbs=rules.forms,
                nouns=rules.event_nouns,
                lexicon=rules.lexicon,
            )
        )
        for sentence, row in zip(sentences, rows, strict=True)
    ]
    return [Reader(tree, lexicon=rules.lexicon) for tree in trees]
