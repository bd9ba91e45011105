"""Where a place lies, where a body sits, who holds a place and who borders whom.

Comes in: the `Reader` of a sentence, and its names in their order. Goes out: `Stated` relations:
"Goma, Congo" is locatedIn, "the Vienna-based agency" headquarteredIn, "Juba, the capital of South
Sudan" capitalOf, "the border between X and Y" bordersWith.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import Arguments
from kg.extract.predications import Reader
from kg.extract.stated import ORGANIZATIONS, PLACES, Stated, is_over
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType, Mention, Relation

__all__ = [
    "based_or_held",
    "borders",
    "capitals",
    "contained",
    "named_settlements",
    "neighbours",
    "under_control",
]

# "Torva, Ardon Oblast, Belmark": a chain of places has seldom more links.
_LONGEST_CHAIN = 3
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


def contained(
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
            if j + 1 < len(tokens) and tokens[j].lower == "in" and _is_beside(reader, one.head, j):
                j += 1  # "Boa Vista, in Brazil,"
                comma = False
                if not _closed(reader, names, j):
                    continue
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
        if kind not in PLACES:
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


def _closed(reader: Reader, names: Sequence[Mention], first: int) -> bool:
    """Does a comma or the end follow the name at token `first`?"""
    tokens = reader.tokens
    last = next((m.last for m in names if m.first == first and m.kind == "name"), None)
    return last is not None and (last >= len(tokens) or tokens[last].text in (",", ".", ")", ";"))


def _is_beside(reader: Reader, place: int, preposition: int) -> bool:
    """Does the phrase belong to the name, not to the verb ("left Boa Vista, in Brazil …")?

    Parsers hang it on the verb where the name stands in its subject ("residents of X, in Y, fled").
    """
    tokens = reader.tokens
    above = tokens[tokens[preposition].head]
    if above.i < preposition:
        return above.pos in ("NOUN", "PROPN")
    node = place
    for up in reader.tree.up(place):
        if up == above.i:
            return tokens[node].dep in ("nsubj", "nsubjpass")
        node = up
    return False


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


def capitals(
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


def based_or_held(
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
        if relation == "headquarteredIn" and types[0] in PLACES and types[1] in ORGANIZATIONS:
            first, last = min(owner.first, thing.first), max(thing.last, i + 1)
            yield Stated(Relation(relation, thing.entity, owner.entity), first, last, "based-in")
        elif (
            relation == "controlsTerritory"
            and types[1] is EntityType.PLACE
            and (types[0] is not EntityType.PLACE)
        ):
            first, last = min(owner.first, thing.first), max(thing.last, i + 1)
            yield Stated(Relation(relation, owner.entity, thing.entity), first, last, "held-by")


def under_control(reader: Reader, arguments: Arguments) -> Iterator[Stated]:
    """ "Sittwe is under the control of the junta", "the port, under Ardonian occupation"."""
    tree, tokens = reader.tree, reader.tokens
    s = tree.sentence.index
    for token in tokens:
        above = tokens[token.head]
        if token.lower not in _CONTROL or token.dep != "pobj" or above.lower != "under":
            continue
        governor = tokens[above.head]
        if governor.lemma in ("be", "remain", "stay", "come", "fall"):
            past = governor.tag == "VBD" and governor.lemma not in ("come", "fall")
            modal = any(tokens[c].tag in ("MD", "TO") for c in tree.all(governor.i, "aux"))
            had = any(tokens[c].lower == "had" for c in tree.all(governor.i, "aux"))
            if past or modal or had or is_over(tree, governor.i):
                continue
            things = reader.subject(governor.i)
        elif governor.pos in ("NOUN", "PROPN"):
            things = [governor.i]
        else:
            continue
        p = reader.noun(token.i)
        holders = [
            f
            for slot in ("of", "poss", "mod")
            for f in arguments.all(s, p.slots.get(slot, []))
            if arguments.type_of(f.key) in _HOLDERS
        ]
        held = [
            f
            for x in things
            for f in (arguments.at(s, x) or arguments.owners(s, x))
            if arguments.type_of(f.key) is EntityType.PLACE
        ]
        if len(holders) == 1 and len(held) == 1:
            relation = Relation("controlsTerritory", holders[0].key, held[0].key)
            yield Stated(relation, above.i, token.i + 1, "under-control", 0.8)


_CONTROL = frozenset({"control", "occupation", "rule", "administration"})
_HOLDERS = (
    EntityType.STATE,
    EntityType.ARMED_GROUP,
    EntityType.MILITARY_FORCE,
    EntityType.ORGANIZATION,
)


def neighbours(reader: Reader, names: Sequence[Mention], arguments: Arguments) -> Iterator[Stated]:
    """ "from Yemen to neighbouring Oman": the state named before it, if only one is."""
    tokens = reader.tokens
    states = [m for m in names if arguments.type_of(m.entity) is EntityType.STATE]
    for state in states:
        i = state.first - 1
        if i < 0 or tokens[i].lower not in ("neighbouring", "neighboring"):
            continue
        before = {m.entity for m in states if m.last <= i}
        if len(before) != 1 or state.kind != "name" or state.entity in before:
            continue
        pair = sorted((*before, state.entity))
        yield Stated(Relation("bordersWith", *pair), i, state.last, "neighbouring", 0.8)


def named_settlements(
    reader: Reader, names: Sequence[Mention], entities: dict[str, Entity], lexicon: Lexicon
) -> Iterator[Stated]:
    """ "the Vietnamese city of Can Tho", however the parser reads the name."""
    tokens = reader.tokens
    starts = {m.first: m for m in names if m.kind == "name"}
    for m in names:
        noun = m.last
        if m.kind != "demonym" or noun + 2 >= len(tokens) or tokens[noun + 1].lower != "of":
            continue
        town = starts.get(noun + 2)
        if (
            tokens[noun].lower in lexicon["settlements"]
            and town is not None
            and entities[town.entity].type is EntityType.PLACE
            and entities[m.entity].type is EntityType.STATE
        ):
            relation = Relation("locatedIn", town.entity, m.entity)
            yield Stated(relation, m.first, town.last, "named-settlement")


def borders(reader: Reader, names: Sequence[Mention], arguments: Arguments) -> Iterator[Stated]:
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
            if arguments.type_of(f.key) in PLACES
        ]
        of = p.slots.get("of", [])
        if not sides and len(of) == 1:
            # "the frontier of Laos and Vietnam": parsers join the second to the frontier
            beside = [x for x in reader.tree.all(token.i, "conj") if x > of[0]]
            sides = [f.key for x in (*of, *beside) for f in arguments.at(s, x)]
        elif not sides:
            sides = [f.key for x in of for f in arguments.at(s, x)]
        pair = sorted(set(sides))
        if len(pair) == 2 and all(arguments.type_of(k) is EntityType.STATE for k in pair):
            yield Stated(
                Relation("bordersWith", pair[0], pair[1]), token.i, token.i + 1, "border", 0.8
            )
