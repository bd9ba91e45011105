"""Durable relations that a sentence states: where, whose, which membership.

Comes in: the mentions of a sentence and its tree. Goes out: `Stated` relations with the
characters that state them: "Goma, Congo" is locatedIn, "the Vienna-based agency" basedIn,
"NATO member Turkey" memberOf, "the official Korean Central News Agency" an organ of the
state that the gazetteer knows it to belong to. Offices come from the resolver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.predications import Reader
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType, Mention, Relation

__all__ = ["Stated", "find_relations"]

_PLACES = (EntityType.PLACE, EntityType.STATE)
# "Torva, Ardon Oblast, Belmark": a chain of places has seldom more links.
_LONGEST_CHAIN = 3
_ORGANIZATIONS = (
    EntityType.ORGANIZATION,
    EntityType.ARMED_GROUP,
    EntityType.NEWS_MEDIA,
    EntityType.GOVERNMENT_BODY,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation, the token range that states it, the rule that found it."""

    relation: Relation
    first: int
    last: int
    rule: str
    confidence: float = 0.85


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
    yield from _contained(reader, names, entities, lexicon)
    yield from _official(reader, names, entities, lexicon)
    yield from _capitals(reader, names, entities)
    yield from _participles(reader, names, entities)
    yield from _member(reader, names, entities)
    yield from _allies(reader, names, arguments, lexicon)
    yield from _borders(reader, names, arguments)
    yield from _treaties(reader, arguments, lexicon)
    yield from _kin(reader, names, arguments, lexicon)
    yield from _parties(reader, names, entities)
    yield from _verbs(reader, arguments, lexicon)


def _contained(
    reader: Reader, names: Sequence[Mention], entities: dict[str, Entity], lexicon: Lexicon
) -> Iterator[Stated]:
    """ "Goma, Congo," and "Goma in eastern Congo": a place and what it lies in."""
    tokens = reader.tokens
    for one in names:
        if entities[one.entity].type is not EntityType.PLACE or one.kind != "name":
            continue
        j = one.last
        starts = {m.first for m in names}
        if (
            j < len(tokens)
            and tokens[j].lower in lexicon["place_nouns"]
            and tokens[j].pos == "NOUN"
        ):
            j += 1  # "Siem Reap province, Cambodia"
        comma = j < len(tokens) and tokens[j].text == ","
        if comma:
            j += 1
        elif j < len(tokens) and tokens[j].lower in ("in", "of"):
            j += 1
            while (
                j < len(tokens)
                and j not in starts
                and (
                    tokens[j].lower == "the"
                    or tokens[j].lower.endswith("ern")
                    or tokens[j].lower in ("north", "south", "east", "west", "central", "of")
                )
            ):
                j += 1
        else:
            continue
        two = next((m for m in names if m.first == j and m.kind == "name"), None)
        if two is None or two.entity == one.entity:
            continue
        kind = entities[two.entity].type
        if kind not in _PLACES:
            continue
        if comma and two.last < len(tokens) and tokens[two.last].lower in ("and", "or"):
            continue  # a list: "Goma, Bukavu and Uvira"
        if (
            comma
            and kind is EntityType.PLACE
            and not (two.last < len(tokens) and tokens[two.last].text in (",", ".", ")", ";"))
        ):
            continue
        if comma and _in_list(reader, names, one):
            continue
        if comma and tokens[two.head].dep in ("nsubj", "nsubjpass"):
            continue  # "In Lima, Chile opened …": the subject of what follows
        if comma and two.last < len(tokens) and tokens[two.last].text in ("'s", "'"):
            continue  # "after a night in Paris, Chile's minister …"
        yield Stated(
            Relation("locatedIn", one.entity, two.entity), one.first, two.last, "place-in-place"
        )


def _in_list(reader: Reader, names: Sequence[Mention], one: Mention) -> bool:
    """Is the name one of a list ("Florida, Idaho, Illinois and Ohio")?

    A chain from the narrower to the wider place is short and ends without "and".
    """
    tokens = reader.tokens
    starts = {m.first: m for m in names}
    length, position = 1, one.last
    while position < len(tokens) and tokens[position].text == ",":
        if position + 1 < len(tokens) and tokens[position + 1].lower in ("and", "or"):
            return True
        following = starts.get(position + 1)
        if following is None:
            break
        length, position = length + 1, following.last
    if length > _LONGEST_CHAIN:
        return True
    return (
        position + 1 < len(tokens)
        and tokens[position].lower in ("and", "or")
        and position + 1 in starts
    )


def _official(
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


def _capitals(
    reader: Reader, names: Sequence[Mention], entities: dict[str, Entity]
) -> Iterator[Stated]:
    """ "Juba, the capital of South Sudan", "the Ukrainian capital(,) Kyiv"."""
    tokens = reader.tokens
    for token in tokens:
        if token.lower != "capital" or token.pos not in ("NOUN", "PROPN"):
            continue
        i = token.i
        end = i - 1 if i and tokens[i - 1].text in ("'s", "'") else i
        state = next((m for m in names if m.last == end), None)
        j = i + 1
        if state is None and j + 1 < len(tokens) and tokens[j].lower == "of":
            state = next((m for m in names if m.first == j + 1), None)
            j = state.last if state is not None else j
        if state is None or entities[state.entity].type is not EntityType.STATE:
            continue
        if state.first > i and state.kind != "name":
            continue  # "the capital of Italian fashion"
        after = j + 1 if j < len(tokens) and tokens[j].text == "," else j
        city = next((m for m in names if m.first == after and m is not state), None)
        start = min(i, state.first)
        while start > 0 and tokens[start - 1].lower in ("the", ","):
            start -= 1
        city = city or next((m for m in names if m.last == start), None)
        if city is not None and entities[city.entity].type is EntityType.PLACE:
            first, last = min(city.first, start), max(city.last, i + 1, state.last)
            yield Stated(Relation("capitalOf", city.entity, state.entity), first, last, "capital")


_SUFFIXES = {
    "based": "headquarteredIn",
    "headquartered": "headquarteredIn",
    "controlled": "controlsTerritory",
    "held": "controlsTerritory",
    "occupied": "controlsTerritory",
    "ruled": "controlsTerritory",
    "run": "controlsTerritory",
    "administered": "controlsTerritory",
}


def _participles(
    reader: Reader, names: Sequence[Mention], entities: dict[str, Entity]
) -> Iterator[Stated]:
    """ "the Vienna-based agency", "Houthi-controlled Hodeida"."""
    tokens = reader.tokens
    for i, token in enumerate(tokens):
        suffix = token.lower.rsplit("-", 1)[-1]
        relation = _SUFFIXES.get(suffix)
        if relation is None:
            continue
        if "-" in token.text:
            owner = next((m for m in names if m.first <= i < m.last), None)
        elif i >= 2 and tokens[i - 1].text == "-":
            owner = next((m for m in names if m.last == i - 1), None)
        else:
            continue
        thing = next((m for m in names if i < m.first <= i + 3), None)
        noun = reader.tree.tokens[token.head]
        if thing is None and noun.dep == "appos":
            # "Severny Kod, a Moscow-based software company"
            thing = next((m for m in names if m.first <= noun.head < m.last), None)
        if thing is None or owner is None or thing.entity == owner.entity:
            continue
        if any(tokens[j].text in (",", ".") for j in range(i + 1, thing.first)):
            continue
        types = entities[owner.entity].type, entities[thing.entity].type
        if relation == "headquarteredIn" and types[0] in _PLACES and types[1] in _ORGANIZATIONS:
            first, last = min(owner.first, thing.first), max(thing.last, i + 1)
            yield Stated(Relation(relation, thing.entity, owner.entity), first, last, "based-in")
        elif (
            relation == "controlsTerritory"
            and types[1] is EntityType.PLACE
            and (types[0] is not EntityType.PLACE)
        ):
            first, last = min(owner.first, thing.first), max(thing.last, i + 1)
            yield Stated(Relation(relation, owner.entity, thing.entity), first, last, "held-by")


def _member(
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


def _allies(
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


def _borders(reader: Reader, names: Sequence[Mention], arguments: Arguments) -> Iterator[Stated]:
    """ "the border between X and Y", "X's border with Y", "the X-Y border"."""
    s = reader.tree.sentence.index
    for token in reader.tokens:
        if token.lower not in ("border", "frontier") or token.pos not in ("NOUN", "PROPN"):
            continue
        p = reader.noun(token.i)
        sides = [
            f.key
            for slot in ("between", "poss", "mod", "with")
            for x in p.slots.get(slot, [])
            for f in arguments.at(s, x)
            if arguments.type_of(f.key) in _PLACES
        ]
        pair = sorted(set(sides))
        if len(pair) == 2 and all(arguments.type_of(k) is EntityType.STATE for k in pair):
            yield Stated(
                Relation("bordersWith", pair[0], pair[1]), token.i, token.i + 1, "border", 0.8
            )


def _treaties(reader: Reader, arguments: Arguments, lexicon: Lexicon) -> Iterator[Stated]:
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
                tokens[c].tag == "MD" or tokens[c].dep == "neg" for c in tree.children[token.head]
            ):
                continue
            span = tree.subtree(token.i)
            yield Stated(
                Relation("treatyWith", states[0], states[1]), span[0], span[-1] + 1, "treaty", 0.75
            )


def _kin(
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


def _parties(
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
            reader.tokens[c].lower in lexicon["past_words"]
            for c in reader.tree.all(token.i, "advmod")
        ):
            continue  # "was formerly based in X"
        p = reader.verb(token.i)
        if token.lemma in ("base", "headquarter"):
            for one in arguments.all(s, p.get("obj")):
                for two in arguments.all(s, p.get("in")):
                    if arguments.type_of(one.key) in _ORGANIZATIONS and (
                        arguments.type_of(two.key) in _PLACES
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
