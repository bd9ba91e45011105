"""Who denies a lasting relation that somebody else asserts.

Comes in: the claims about relations and the denials that point back to no event. Goes out: pairs
of a denial and the relation that it denies. "Ardonia says that the fort lies in Ardonia, a claim
that Belmark denies" gives Belmark's denial of locatedIn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.events import Denial
from kg.model import Claim, Entity, Polarity, Relation, Sentence

__all__ = ["denied_relations"]


def denied_relations(
    claims: Sequence[Claim],
    denials: Sequence[Denial],
    sentences: Sequence[Sentence],
    entities: dict[str, Entity],
) -> Iterator[tuple[Denial, Relation]]:
    """Pair each denial with the relation asserted last before it in its sentence.

    Only what a source of its own asserts can be meant, and not what the denier says himself.

    Args:
        claims: about relations, in the order in which the text has them.
        denials: those that deny no event.
        sentences: of the document.
        entities: of the document, for the states that people and organs stand for.
    """
    for denial in denials:
        sentence = sentences[denial.sentence]
        speakers = set(denial.speakers)
        asserted = [
            claim
            for claim in claims
            if isinstance(claim.about, Relation)
            and sentence.start <= claim.evidence.trigger_start < denial.trigger_start
            and claim.polarity is Polarity.POSITIVE
            and claim.asserted_by
            and not speakers & _with_states(claim.asserted_by, entities)
        ]
        if asserted:
            last = max(asserted, key=lambda c: (c.evidence.trigger_start, repr(c.about)))
            assert isinstance(last.about, Relation)
            yield denial, last.about


def _with_states(keys: Sequence[str], entities: dict[str, Entity]) -> set[str]:
    """The sources, and the states that they stand for."""
    return {*keys, *(state for k in keys if (state := entities[k].represents) is not None)}
