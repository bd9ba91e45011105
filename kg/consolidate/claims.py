"""Claims: checked, given their source, told apart, and kept once.

The claims of one document come in; the same with a source come out. "Kim met Belousov" that
nobody is named for becomes the claim of the document's publisher.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kg.consolidate.identity import identity
from kg.model import Certainty, Claim, Event, Relation, Tense

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["check", "claim_id", "strongest", "with_source"]

_CERTAINTIES = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


def claim_id(claim: Claim, about: str | None) -> str:
    """Return the identity of a claim: 16 hex digits over document, sentence, topic, sources.

    Args:
        claim: a claim with its sources filled in.
        about: id of the event that it is about; None for a durable relation.
    """
    if isinstance(claim.about, Relation):
        relation = claim.about
        topic = [relation.type, relation.subject, relation.object, relation.office or ""]
    else:
        topic = [about or ""]
    sentence = [str(claim.evidence.start), str(claim.evidence.end)]
    return identity(
        claim.document, sentence, topic, sorted(claim.asserted_by), claim.polarity.value
    )


def check(claim: Claim, known: Collection[str], ontology: Ontology) -> None:
    """Fail early and by name where a claim hangs in the air."""
    about = claim.about
    if isinstance(about, Event):
        roles: tuple[str, ...] = (*about.actor, *about.recipient, *about.place, *about.object)
    else:
        roles = (about.subject, about.object)
    missing = [k for k in (*roles, *claim.asserted_by, *claim.via_source) if k not in known]
    if missing or about.type not in ontology.types:
        raise ValueError(
            f"document {claim.document}, rule {claim.rule!r}: a claim of type {about.type!r} "
            f"names what is not known: {missing or about.type}"
        )


def with_source(claim: Claim, narrator: str, ontology: Ontology) -> Claim:
    """Fill in the narrator; sort what has no order, so that equal claims are equal."""
    about = claim.about
    if isinstance(about, Relation) and ontology.types[about.type].symmetric:
        first, second = sorted((about.subject, about.object))
        about = dataclasses.replace(about, subject=first, object=second)
    return dataclasses.replace(
        claim,
        about=about,
        asserted_by=tuple(sorted(set(claim.asserted_by))) or (narrator,),
        via_source=tuple(sorted(set(claim.via_source))),
    )


def strongest(claims: Sequence[Claim]) -> Claim:
    """Of the same claim found several times keep the surest find; of equals the most careful.

    Two rules that are equally sure and disagree on certainty leave a doubt, and a doubt must
    not become a fact.
    """
    best = max(
        claims,
        key=lambda claim: (
            claim.confidence,
            _CERTAINTIES.index(claim.certainty),
            claim.tense is Tense.FUTURE,
            repr(claim),
        ),
    )
    via = sorted({key for claim in claims for key in claim.via_source})
    return dataclasses.replace(best, via_source=tuple(via))
