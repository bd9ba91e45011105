"""A denial without an event of its own meets the relation that somebody asserts before it."""

from __future__ import annotations

from parses import resolved

from kg.extract import extract
from kg.extract.rules import Rules
from kg.model import Polarity, Relation

SAYS = (
    "Belmark/NNP/nsubj/says says=say/VBZ/ROOT/- that/IN/mark/borders Ardonia/NNP/nsubj/borders "
    "borders=border/VBZ/ccomp/says Corvania/NNP/dobj/borders ,/,/punct/says a/DT/det/claim "
    "claim/NN/appos/borders that/IN/mark/denies {denier}/NNP/nsubj/denies "
    "denies=deny/VBZ/acl/claim ././punct/says"
)


def told(rules: Rules, denier: str) -> set[tuple[Polarity, tuple[str, ...]]]:
    found = extract(resolved(SAYS.format(denier=denier)), rules=rules)
    return {
        (claim.polarity, claim.asserted_by)
        for claim in found.claims
        if isinstance(claim.about, Relation) and claim.about.type == "bordersWith"
    }


def test_who_denies_a_border(rules: Rules) -> None:
    assert (Polarity.NEGATIVE, ("State/Corvania",)) in told(rules, "Corvania")


def test_nobody_denies_himself(rules: Rules) -> None:
    assert all(polarity is Polarity.POSITIVE for polarity, _ in told(rules, "Belmark"))
