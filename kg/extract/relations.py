"""Durable relations that a sentence states: where, whose, which membership.

Comes in: the mentions of a sentence and its tree. Goes out: `Stated` relations with the
characters that state them: "Goma, Congo" is locatedIn, "the Vienna-based agency" basedIn,
"NATO member Turkey" memberOf, "the official Korean Central News Agency" an organ of the
state that the gazetteer knows it to belong to. Offices come from the resolver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import Arguments
from kg.extract.bonds import allies, kin, members, official_organs, parties, treaties
from kg.extract.predications import Reader
from kg.extract.stated import ORGANIZATIONS, PLACES, Stated
from kg.extract.whereabouts import (
    based_or_held,
    borders,
    capitals,
    contained,
    named_settlements,
    neighbours,
    under_control,
)
from kg.lexicon import Lexicon
from kg.model import EntityType, Mention, Relation

__all__ = ["find_relations"]


def find_relations(
    reader: Reader,
    mentions: Sequence[Mention],
    arguments: Arguments,
    *,
    lexicon: Lexicon,
) -> Iterator[Stated]:
    """The relations of one sentence, apart from offices."""
    names = sorted(
        (m for m in mentions if m.kind in ("name", "demonym", "metonym", "compound", "organ")),
        key=lambda m: (m.first, m.last),
    )
    entities = arguments.entities
    yield from contained(reader, names, entities, lexicon)
    yield from official_organs(reader, names, entities, lexicon)
    yield from capitals(reader, names, entities)
    yield from based_or_held(reader, names, entities)
    yield from members(reader, names, entities)
    yield from allies(reader, names, arguments, lexicon)
    yield from borders(reader, names, arguments)
    yield from neighbours(reader, names, arguments)
    yield from under_control(reader, arguments)
    yield from named_settlements(reader, names, entities, lexicon)
    yield from treaties(reader, arguments, lexicon)
    yield from kin(reader, names, arguments, lexicon)
    yield from parties(reader, names, entities)
    yield from _verbs(reader, arguments, lexicon)


def _verbs(reader: Reader, arguments: Arguments, lexicon: Lexicon) -> Iterator[Stated]:
    """Relations that a plain verb states: borders, controls, succeeded."""
    s = reader.tree.sentence.index
    for token in reader.tokens:
        if token.pos != "VERB" or token.lemma not in (
            "border",
            "control",
            "succeed",
            "replace",
            "base",
            "headquarter",
        ):
            continue
        if reader.tree.child(token.i, "neg") is not None or any(
            reader.tokens[c].tag in ("MD", "TO") for c in reader.tree.all(token.i, "aux")
        ):
            continue
        if any(
            reader.tokens[c].lower in lexicon["past_words"] | {"longer"}
            for c in reader.tree.all(token.i, "advmod")
        ):
            continue  # "was formerly based in X"
        p = reader.verb(token.i)
        if token.lemma in ("base", "headquarter"):
            for one in arguments.all(s, p.get("obj")):
                for two in arguments.all(s, p.get("in")):
                    if arguments.type_of(one.key) in ORGANIZATIONS and (
                        arguments.type_of(two.key) in PLACES
                    ):
                        yield Stated(
                            Relation("headquarteredIn", one.key, two.key),
                            token.i,
                            token.i + 1,
                            "verb-base",
                            0.8,
                        )
            continue
        for one in arguments.all(s, p.get("subj")):
            for two in arguments.all(s, p.get("obj")):
                types = arguments.type_of(one.key), arguments.type_of(two.key)
                relation = {"border": "bordersWith", "control": "controlsTerritory"}.get(
                    token.lemma, "predecessorSuccessor"
                )
                fits = {
                    "bordersWith": types == (EntityType.STATE, EntityType.STATE),
                    "controlsTerritory": types[1] is EntityType.PLACE
                    and types[0] not in (EntityType.PLACE, EntityType.GROUP),
                    "predecessorSuccessor": types == (EntityType.PERSON, EntityType.PERSON),
                }[relation]
                if fits and one.key != two.key:
                    keys = (
                        sorted((one.key, two.key))
                        if relation == "bordersWith"
                        else [one.key, two.key]
                    )
                    yield Stated(
                        Relation(relation, keys[0], keys[1]),
                        token.i,
                        token.i + 1,
                        f"verb-{token.lemma}",
                        0.8,
                    )
