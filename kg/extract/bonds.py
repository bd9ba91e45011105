"""Who belongs to whom, and who is bound to whom.

Comes in: the `Reader` of a sentence, and its names in their order. Goes out: `Stated` relations:
"NATO member Turkey" is memberOf, "the official Korean Central News Agency" an organ of the state
that the gazetteer knows it to belong to, "Russia's ally Belarus" alliedWith, "his sister, Kim Yo
Jong" kinOf.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import Arguments
from kg.extract.predications import Reader
from kg.extract.stated import Stated, is_over
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType, Mention, Relation

__all__ = ["allies", "kin", "members", "official_organs", "parties", "treaties"]


def official_organs(
    reader: Reader, names: Sequence[Mention], entities: dict[str, Entity], lexicon: Lexicon
) -> Iterator[Stated]:
    """An organ that the text marks as a state's ("the official …", "Iran's state-run …")."""
    tokens = reader.tokens
    for mention in names:
        entity = entities[mention.entity]
        if entity.represents is None or entity.type in (EntityType.PERSON, EntityType.STATE):
            continue
        if mention.kind == "organ" or mention.first == 0:
            continue
        before = [tokens[j].lower for j in range(max(0, mention.first - 4), mention.first)]
        owned = any(
            m.entity == entity.represents
            and m.last <= mention.first
            and all(
                tokens[j].text in ("'s", "'") or tokens[j].pos in ("ADJ", "NOUN", "PROPN", "PUNCT")
                for j in range(m.last, mention.first)
            )
            and mention.first - m.last <= 4
            for m in names
        )
        marked = bool(set(before[-3:]) & lexicon["official_marks"])
        if owned or marked:
            yield Stated(
                Relation("partOfGovernment", mention.entity, entity.represents),
                mention.first,
                mention.last,
                "official-organ",
            )


def members(
    reader: Reader, names: Sequence[Mention], entities: dict[str, Entity]
) -> Iterator[Stated]:
    """ "NATO member Turkey", "Turkey, a member of NATO", "Turkey is a member of NATO"."""
    tree, tokens = reader.tree, reader.tokens
    for token in tokens:
        if token.lower not in ("member", "members") or token.pos not in ("NOUN", "PROPN"):
            continue
        i = token.i
        before = next((m for m in names if m.last == i and m.kind == "name"), None)
        after = next(
            (
                m
                for m in names
                if m.first in (i + 1, i + 2)
                and all(tokens[j].lower == "state" for j in range(i + 1, m.first))
            ),
            None,
        )
        if before is not None and after is not None:
            organization, member = before, after
        else:
            organization_ = next(
                (
                    m
                    for c in tree.all(i, "prep")
                    if tokens[c].lower == "of"
                    for x in tree.all(c, "pobj")
                    for m in names
                    if m.first <= x < m.last
                ),
                None,
            )
            holder = token.head if token.dep == "appos" else None
            if token.dep == "attr":
                holder = tree.child(token.head, "nsubj")
                if tree.child(token.head, "neg") is not None or any(
                    tokens[c].tag in ("MD", "TO") for c in tree.all(token.head, "aux")
                ):
                    continue
            member_ = next(
                (m for m in names if holder is not None and m.first <= holder < m.last), None
            )
            if organization_ is None or member_ is None:
                continue
            organization, member = organization_, member_
        if (
            entities[organization.entity].type is EntityType.ORGANIZATION
            and (
                entities[member.entity].type
                in (EntityType.STATE, EntityType.PERSON, EntityType.ORGANIZATION)
            )
            and organization.entity != member.entity
        ):
            first = min(organization.first, member.first)
            last = max(organization.last, member.last, i + 1)
            yield Stated(
                Relation("memberOf", member.entity, organization.entity), first, last, "member-of"
            )


def allies(
    reader: Reader, names: Sequence[Mention], arguments: Arguments, lexicon: Lexicon
) -> Iterator[Stated]:
    """ "Russia's ally Belarus", "the United States and its ally South Korea"."""
    s = reader.tree.sentence.index
    tree, tokens = reader.tree, reader.tokens
    for token in tokens:
        if token.lower not in lexicon["ally_nouns"] or token.pos not in ("NOUN", "PROPN"):
            continue
        i = token.i
        owners = [f.key for c in tree.all(i, "poss") for f in arguments.at(s, c)]
        if not owners:
            owner = next((m for m in names if m.last == i and m.kind == "demonym"), None)
            owners = [owner.entity] if owner is not None else []
        j = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == ",")
        ally = next((m for m in names if m.first == j and m.kind == "name"), None)
        if ally is None and token.dep == "appos":
            ally = next((m for m in names if m.first <= token.head < m.last), None)
        if ally is None or len(owners) != 1 or ally.entity == owners[0]:
            continue
        if all(arguments.type_of(k) is EntityType.STATE for k in (ally.entity, owners[0])):
            yield Stated(
                Relation("alliedWith", *sorted((ally.entity, owners[0]))),
                min(i, ally.first),
                max(i + 1, ally.last),
                "ally",
            )


def treaties(reader: Reader, arguments: Arguments, lexicon: Lexicon) -> Iterator[Stated]:
    """A treaty that binds two states: "the treaty between X and Y", "signed a treaty requiring
    both countries to …", "X's treaty with Y"."""
    tree, tokens = reader.tree, reader.tokens
    s = tree.sentence.index
    for token in tokens:
        if token.lemma.lower() not in ("treaty", "pact") or token.pos not in ("NOUN", "PROPN"):
            continue
        p = reader.noun(token.i)
        parties = [
            f.key
            for slot in ("between", "with", "poss", "mod")
            for x in p.slots.get(slot, [])
            for f in arguments.at(s, x)
        ]
        bound = [
            f.key
            for c in tree.all(token.i, "acl", "relcl")
            for x in reader.verb(c).get("obj")
            if tokens[c].lemma in ("require", "oblige", "bind", "commit", "obligate")
            for f in arguments.at(s, x)
        ]
        states = sorted({k for k in (bound or parties) if arguments.type_of(k) is EntityType.STATE})
        if len(states) != 2:
            continue
        above = tokens[token.head]
        if above.lemma in ("sign", "ratify", "conclude", "have", "honor", "honour", "renew") or (
            token.dep in ("nsubj", "pobj")
        ):
            if above.lemma in lexicon["expiring_verbs"] or any(
                tokens[c].tag == "MD" or tokens[c].dep == "neg" or tokens[c].lower == "longer"
                for c in tree.children[token.head]
            ):
                continue
            span = tree.subtree(token.i)
            yield Stated(
                Relation("treatyWith", states[0], states[1]), span[0], span[-1] + 1, "treaty", 0.75
            )


def kin(
    reader: Reader, names: Sequence[Mention], arguments: Arguments, lexicon: Lexicon
) -> Iterator[Stated]:
    """ "his sister, Kim Yo Jong", "Kim Yo Jong, the leader's sister"."""
    tree, tokens = reader.tree, reader.tokens
    s = tree.sentence.index
    for token in tokens:
        if token.lower not in lexicon["kin"] or token.pos != "NOUN":
            continue
        owner = tree.child(token.i, "poss")
        if owner is None:
            continue
        owners = [f.key for f in arguments.at(s, owner)]
        j = token.i + 1 + (token.i + 1 < len(tokens) and tokens[token.i + 1].text == ",")
        other = next((m for m in names if m.first == j), None)
        if other is None and token.dep == "appos":
            other = next((m for m in names if m.first <= token.head < m.last), None)
        keys = {*owners, other.entity} if other is not None else set()
        if (
            len(owners) == 1
            and len(keys) == 2
            and all(arguments.type_of(k) is EntityType.PERSON for k in keys)
        ):
            pair = sorted(keys)
            assert other is not None
            yield Stated(
                Relation("kinOf", pair[0], pair[1], token.lower),
                min(owner, other.first),
                max(token.i + 1, other.last),
                "kin",
            )
    yield from _married(reader, arguments)


def _married(reader: Reader, arguments: Arguments) -> Iterator[Stated]:
    """ "X is married to Y", which parsers read as an adjective; "X, who is married to Y"."""
    tree, tokens = reader.tree, reader.tokens
    s = tree.sentence.index
    for token in tokens:
        if token.lower != "married" or token.dep != "acomp":
            continue
        verb = token.head
        if tokens[verb].tag not in ("VBZ", "VBP") or is_over(tree, verb):
            continue
        pair = {
            f.key
            for side in (
                reader.subject(verb),
                [
                    x
                    for c in tree.all(token.i, "prep")
                    if tokens[c].lower == "to"
                    for x in tree.all(c, "pobj")
                ],
            )
            for f in arguments.all(s, side)
            if arguments.type_of(f.key) is EntityType.PERSON
        }
        if len(pair) == 2:
            one, two = sorted(pair)
            yield Stated(Relation("kinOf", one, two), token.i, token.i + 1, "married")


def parties(
    reader: Reader, names: Sequence[Mention], entities: dict[str, Entity]
) -> Iterator[Stated]:
    """The sides that a conflict's name names: "Russia's war in Ukraine", "Israel-Hamas war"."""
    tokens = reader.tokens
    for conflict in names:
        if entities[conflict.entity].type is not EntityType.CONFLICT:
            continue
        inside = [
            m
            for m in names
            if conflict.first <= m.first
            and m.last <= conflict.last
            and m is not conflict
            and entities[m.entity].type in (EntityType.STATE, EntityType.ARMED_GROUP)
        ]
        for m in inside:
            owner = m.last < len(tokens) and tokens[m.last].text in ("'s", "'", "-", "–")
            side = m.first > 0 and tokens[m.first - 1].text in ("-", "–")
            if owner or side:
                yield Stated(
                    Relation("partyToConflict", m.entity, conflict.entity),
                    conflict.first,
                    conflict.last,
                    "conflict-name",
                )
