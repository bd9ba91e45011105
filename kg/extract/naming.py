"""Which name beside a noun says whom the noun means.

Comes in: the `Reader` of a sentence, its mentions by token, the entities that they denote, and a
token. Goes out: the `Filler`, if there is one: "Hamas fighters" is Hamas, "the minister of foreign
affairs Sergei Lavrov" is Lavrov, "Ardonia's military assault" is Ardonia's.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.filler import Filler
from kg.extract.predications import Reader
from kg.model import Entity, EntityType, Mention

__all__ = [
    "is_title_of",
    "listed_after",
    "name_after",
    "name_before",
    "names_after",
    "owner_inside",
    "persons_after",
    "place_of_noun",
]

_Row = Mapping[int, list[Mention]]
_Entities = Mapping[str, Entity]


def name_after(reader: Reader, row: _Row, entities: _Entities, i: int) -> Filler | None:
    """ "minister of foreign affairs X", "head of the guards X": the name ends the title."""
    tree, tokens = reader.tree, reader.tokens
    if tokens[i].tag not in ("NN", "NNP"):
        return None
    below = set(tree.subtree(i))
    for c in tree.all(i, "prep"):
        if c != i + 1 or tokens[c].lower != "of":
            return None
        for x in range(c + 2, min(c + 12, len(tokens))):
            for mention in row.get(x, [])[:1]:
                if (
                    x in below
                    and mention.first == x
                    and mention.kind == "name"
                    and entities[mention.entity].type is EntityType.PERSON
                    and tokens[x - 1].pos in ("NOUN", "PROPN")
                    and tokens[x - 1].lower not in reader.lexicon.title_heads
                ):
                    return Filler(mention.entity, i, "name")
            if tokens[x].text in (",", ";") or tokens[x].pos in ("VERB", "AUX"):
                return None
    return None


def names_after(reader: Reader, row: _Row, i: int) -> list[Filler]:
    """ "the minister, Sergei Lavrov", "the militant group Hamas": the name says who."""
    tree, token = reader.tree, reader.tokens[i]
    for c in tree.all(i, "appos"):
        if row.get(c):
            # "two ministers, X and Y"
            listed = [m for x in tree.conjuncts(c) for m in row.get(x, [])[:1]]
            return [Filler(m.entity, i, "name") for m in listed]
    for c in tree.all(i, "acl"):
        # "a group calling itself X"
        if reader.tokens[c].lower in ("calling", "called"):
            named = [m for x in tree.all(c, "oprd") for m in row.get(x, [])[:1]]
            if named:
                return [Filler(m.entity, i, "name") for m in named]
    following = [m for m in row.get(i + 1, []) if m.first == i + 1]
    if (
        following
        and following[0].kind == "name"
        and (
            token.lower
            in reader.lexicon["organization_nouns"] | reader.lexicon["armed_group_nouns"]
            or token.lower in reader.lexicon["place_nouns"]
        )
    ):
        listed = following[:1] + [
            m for x in tree.conjuncts(following[0].head)[1:] for m in row.get(x, [])[:1]
        ]
        return [Filler(m.entity, i, "name") for m in listed]
    return []


def name_before(reader: Reader, row: _Row, entities: _Entities, i: int) -> Filler | None:
    """ "Hamas fighters", "Democratic Bridge alliance": the name right before the noun."""
    token = reader.tokens[i]
    if token.pos != "NOUN" or i == 0:
        return None
    for mention in row.get(i - 1, []):
        if mention.last != i or mention.kind != "name":
            continue
        kind = entities[mention.entity].type
        if (
            (
                kind is EntityType.ARMED_GROUP
                and token.tag == "NNS"
                and token.lower not in reader.lexicon["held"]
                and token.lower in reader.lexicon["people"] | reader.lexicon["government_nouns"]
            )
            or (kind is EntityType.MILITARY_FORCE and token.lower in reader.lexicon["belonging"])
            or (
                kind in (EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.NEWS_MEDIA)
                and token.lower
                in reader.lexicon["organization_nouns"] | reader.lexicon["armed_group_nouns"]
            )
        ):
            return Filler(mention.entity, i, "name")
    return None


def listed_after(reader: Reader, row: _Row, entities: _Entities, i: int) -> list[Filler]:
    """ "South Korea, the U.S. and others": parsers take the second for an apposition."""
    tree = reader.tree
    found: list[Filler] = []
    here = row.get(i, [])
    if not here or entities[here[0].entity].type is not EntityType.STATE:
        return found
    for c in tree.all(i, "appos"):
        for mention in row.get(c, []):
            if (
                mention.entity != here[0].entity
                and entities[mention.entity].type is EntityType.STATE
                and tree.child(c, "cc") is not None
            ):
                found.append(Filler(mention.entity, c, mention.kind))
                found.extend(
                    Filler(m.entity, x, m.kind)
                    for x in tree.conjuncts(c)[1:]
                    for m in row.get(x, [])
                )
    return found


def persons_after(reader: Reader, row: _Row, entities: _Entities, i: int) -> list[Filler]:
    """ "Ardonian ministers Piet Oren and Ana Vega": who is named right after a plural title."""
    tokens = reader.tokens
    found: list[Filler] = []
    if tokens[i].tag != "NNS":
        return found
    at = i + 1
    while names := [m for m in row.get(at, ())[:1] if m.first == at and m.kind == "name"]:
        if entities[names[0].entity].type is not EntityType.PERSON:
            break
        found.append(Filler(names[0].entity, i, "name"))
        at = names[0].last
        while at < len(tokens) and tokens[at].lower in (",", "and"):
            at += 1
    return found if len(found) > 1 else []


def place_of_noun(reader: Reader, row: _Row, entities: _Entities, i: int) -> Filler | None:
    """ "the town of Gedo" is Gedo; "the capital of Ardonia" is no state."""
    tree, tokens = reader.tree, reader.tokens
    if tokens[i].tag != "NN" or tokens[i].lower not in reader.lexicon["place_nouns"]:
        return None
    for c in tree.all(i, "prep"):
        if tokens[c].lower == "of":
            for x in tree.all(c, "pobj"):
                for mention in row.get(x, [])[:1]:
                    if entities[mention.entity].type is EntityType.PLACE:
                        return Filler(mention.entity, i, mention.kind)
    return None


def is_title_of(reader: Reader, row: _Row, entities: _Entities, i: int, j: int) -> bool:
    """Is the noun at `i` one of several titles before the name at `j` ("leader and MP X")?"""
    tokens, lexicon = reader.tokens, reader.lexicon
    if j <= i or tokens[i].tag != "NN" or tokens[i].lower not in lexicon.title_heads:
        return False
    names = row.get(j, ())
    if not names or entities[names[0].entity].type is not EntityType.PERSON:
        return False
    between = tokens[i + 1 : names[0].first]
    return bool(between) and all(
        t.lower == "and" or t.pos in ("ADJ", "NOUN") or t.lower in lexicon.title_words
        for t in between
    )


def owner_inside(reader: Reader, entities: _Entities, mention: Mention) -> str | None:
    """Whose it is where "Ardonia's military" only describes ("Ardonia's military assault")."""
    tokens = reader.tokens
    last = tokens[mention.last - 1]
    if last.dep not in ("amod", "compound") or last.head < mention.last:
        return None
    if last.lower not in ("military", "army", "navy") and not any(
        t.text == "'s" for t in tokens[mention.first : mention.last]
    ):
        return None
    return entities[mention.entity].represents
