"""Durable facts about whose an organ is, of which nation somebody is, and of which organization.

Comes in: the named entities of a sentence. Goes out: `Office`s, each with the characters that
state it: "Ukrainian Armed Forces", "Moldovan politician Irina Vlah", "Rui Melo of the union".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType, Relation
from kg.resolve.candidate import Candidate
from kg.resolve.clusters import Named
from kg.resolve.offices import Office, span_of
from kg.resolve.registry import Draft, Registry
from kg.syntax import Tree

__all__ = ["affiliated", "named_after_state", "of_nation"]


_OF_NATIONS = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANIZATION,
        EntityType.ARMED_GROUP,
        EntityType.NEWS_MEDIA,
    }
)


# What a person may belong to as a member, fighter or employee.
_EMPLOYERS = frozenset(
    {
        EntityType.ORGANIZATION,
        EntityType.ARMED_GROUP,
        EntityType.NEWS_MEDIA,
    }
)


_Body = tuple[Candidate, Draft]


# How many words may stand between a demonym and the name that it describes.
_MAX_DESCRIPTION = 4


def named_after_state(tree: Tree, row: Sequence[Named], registry: Registry) -> Iterator[Office]:
    """ "Ukrainian Armed Forces", "Central Bank of Kenya": the organ's name names its state.

    An organization that is no organ is of that nationality: "German Football League".
    """
    words = [token.text for token in tree.tokens]
    for c, draft, _ in row:
        if draft.type in _OF_NATIONS and not draft.known and c.length > 1:
            match = registry.gazetteer.match(words[: c.last], c.first)
            sense = match[1][0] if match is not None else None
            if sense is not None and sense.kind == "demonym":
                state = registry.from_gazetteer(sense.key)
                if state.type is EntityType.STATE:
                    relation = Relation("nationality", draft.key, state.key)
                    yield relation, span_of(tree, c.first, c.last), tree.sentence.index
        if draft.represents is None or draft.type is EntityType.PERSON or c.length < 2:
            continue
        for i in range(c.first, c.last):
            match = registry.gazetteer.match(words[: c.last - (i == c.first)], i)
            if match is not None and any(s.key == draft.represents for s in match[1]):
                registry.from_gazetteer(draft.represents)
                relation = Relation("partOfGovernment", draft.key, draft.represents)
                yield relation, span_of(tree, c.first, c.last), tree.sentence.index
                break


def of_nation(
    tree: Tree, row: Sequence[Named], titled: set[int], lexicon: Lexicon
) -> Iterator[Office]:
    """ "Ecuadorian drug cartel Los Choneros", "Moldovan politician Irina Vlah"."""
    for n, (c, draft, kind) in enumerate(row):
        if kind != "demonym" or draft.type is not EntityType.STATE:
            continue
        if n > 0 and _is_one_of(tree, row[n - 1], c):
            before, person, _ = row[n - 1]
            relation = Relation("nationality", person.key, draft.key)
            yield relation, span_of(tree, before.first, c.last), tree.sentence.index
        if n + 1 >= len(row):
            continue
        following = row[n + 1][0]
        if following.first in titled or not _describes(tree, c.last, following, lexicon):
            continue
        listed = set(tree.conjuncts(tree.span_head(following.first, following.last)))
        for name, other, _ in row[n + 1 :]:
            if name is not following and tree.span_head(name.first, name.last) not in listed:
                continue
            if other.type not in _OF_NATIONS or (
                other.type is EntityType.PERSON
                and any(
                    tree.tokens[i].lower.removesuffix("s")
                    in lexicon.title_heads - lexicon["civil_titles"]
                    for i in range(c.last, following.first)
                )
            ):
                continue  # an office, read as such
            relation = Relation("nationality", other.key, draft.key)
            yield relation, span_of(tree, c.first, name.last), tree.sentence.index


def _is_one_of(tree: Tree, named: Named, demonym: Candidate) -> bool:
    """ "Lucia Ferrante, an Italian, was arrested": one of the nation, by an apposition."""
    tokens = tree.tokens
    name, person, _ = named
    between = [t.lower for t in tokens[name.last : demonym.first]]
    closed = demonym.last >= len(tokens) or tokens[demonym.last].text in (",", ".", "and", "who")
    return person.type is EntityType.PERSON and between in ([",", "a"], [",", "an"]) and closed


def _describes(tree: Tree, first: int, name: Candidate, lexicon: Lexicon) -> bool:
    """Do the words from `first` to the name say what it is, and no more?"""
    tokens = tree.tokens
    between = range(first, name.first)
    if not between:
        # "69-year-old Portuguese Rui Melo", "the Yemeni Houthi movement"
        return name.type is EntityType.PERSON or (
            name.last < len(tokens) and tokens[name.last].lower in lexicon["organization_nouns"]
        )
    return (
        len(between) <= _MAX_DESCRIPTION
        and all(tokens[i].pos in ("NOUN", "ADJ", "PROPN", "PUNCT", "ADV") for i in between)
        and tokens[name.first - 1].pos == "NOUN"
        and not any(
            tokens[i].lower in lexicon["government_nouns"] or tokens[i].text in (",", '"', "(")
            for i in between
        )
    )


def affiliated(tree: Tree, row: Sequence[Named], lexicon: Lexicon) -> Iterator[Office]:
    """Who belongs to which organization.

    "Rui Melo of the Ports Union", "Ana Vega, an economist at the Lisbon Institute", "Hamas
    fighter Musa Dan", "Reuters' Rose Hart".
    """
    bodies = {c.first: (c, d) for c, d, _ in row if d.type in _EMPLOYERS}
    ends = {c.last: (c, d) for c, d in bodies.values()}
    for c, person, _ in row:
        if person.type is not EntityType.PERSON:
            continue
        found = (
            _body_after(tree, c.last, bodies, ("of", "from", "with", "at"))
            or _described_at(tree, c, bodies, lexicon)
            or _body_before(tree, c, ends, lexicon)
        )
        if found is not None:
            name, body = found
            person.affiliation = person.affiliation or body.key
            first, last = min(c.first, name.first), max(c.last, name.last)
            relation = Relation("memberOf", person.key, body.key)
            yield relation, span_of(tree, first, last), tree.sentence.index


def _body_after(
    tree: Tree, i: int, bodies: Mapping[int, _Body], prepositions: tuple[str, ...]
) -> _Body | None:
    """The organization in the phrase that begins with a preposition at token `i`."""
    tokens = tree.tokens
    if i + 1 >= len(tokens) or tokens[i].lower not in prepositions:
        return None
    above = tokens[tokens[i].head]
    if above.i >= i or above.pos not in ("NOUN", "PROPN"):
        return None  # the preposition belongs to the verb
    start = i + 1
    while start < len(tokens) and (
        tokens[start].dep in ("det", "amod", "nmod") and start not in bodies and start < i + 3
    ):
        start += 1
    return bodies.get(start)


def _is_staff(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Does the noun say that somebody is on the staff of something, without a doubt?"""
    words = {tree.tokens[j].lower for j in (i - 2, i - 1) if j >= 0}
    return tree.tokens[i].lower in lexicon["staff"] and not words & lexicon["doubted"]


def _described_at(
    tree: Tree, person: Candidate, bodies: Mapping[int, _Body], lexicon: Lexicon
) -> _Body | None:
    """ "Ana Vega, an economist at the Lisbon Institute"."""
    head = tree.span_head(person.first, person.last)
    for noun in tree.all(head, "appos"):
        if noun < person.last or not _is_staff(tree, noun, lexicon):
            continue
        for c in tree.all(noun, "prep"):
            if body := _body_after(tree, c, bodies, ("of", "at", "with", "for", "from")):
                return body
    return None


def _body_before(
    tree: Tree, person: Candidate, ends: Mapping[int, _Body], lexicon: Lexicon
) -> _Body | None:
    """ "Hamas fighter Musa Dan", "Reuters' Rose Hart", "the club's coach Luis Paz"."""
    tokens = tree.tokens
    first = person.first
    staff = first > 0 and _is_staff(tree, first - 1, lexicon)
    outsider = staff and tokens[first - 1].lower in lexicon["outsiders"]
    if staff:
        first -= 1
        while first > 0 and tokens[first - 1].pos == "ADJ" and tokens[first - 1].text.islower():
            first -= 1
    possessive = first > 0 and tokens[first - 1].text in ("'s", "'")
    if possessive:
        first -= 1
    elif not staff or outsider:
        return None
    return ends.get(first)
