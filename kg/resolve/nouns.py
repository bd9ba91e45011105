"""Find whom a general noun means.

Comes in: the mentions of a document found so far. Goes out: the keys of the entities that "the
country", "his country", "both sides", "the agency", "the capital" denote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType, Mention
from kg.resolve.pronouns import REACH, SUBJECTS
from kg.resolve.registry import Draft, Registry
from kg.syntax import Tree

__all__ = [
    "COUNTRY",
    "PAIR",
    "called",
    "capital",
    "country",
    "generic",
    "generic_kinds",
    "is_bare_definite",
    "is_definite",
    "is_dual",
    "pair",
]


COUNTRY = frozenset({"country", "nation", "state", "government", "administration", "homeland"})


PAIR = frozenset(
    {
        "country",
        "side",
        "nation",
        "state",
        "neighbor",
        "neighbour",
        "government",
        "party",
        "leader",
        "capital",
        "ally",
        "delegation",
        "camp",
        "team",
    }
)


# These are states; a side or a delegation may be an armed group as well.
_STATES_ONLY = frozenset(
    {"country", "nation", "state", "neighbor", "neighbour", "government", "capital"}
)


_DUAL = frozenset({"both", "two", "each", "either", "neither"})


def is_definite(tree: Tree, i: int) -> bool:
    """Does an article or an owner say that the noun means somebody known?"""
    if tree.child(i, "poss") is not None:
        return True
    determiner = tree.child(i, "det")
    return determiner is not None and tree.tokens[determiner].lower in ("the", "this", "that")


def is_bare_definite(tree: Tree, i: int) -> bool:
    """ "the government", with nothing that says whose."""
    return (
        is_definite(tree, i)
        and all(tree.tokens[c].dep in ("det", "prep", "relcl") for c in tree.children[i] if c < i)
        and tree.child(i, "poss") is None
    )


# Classes of what a text calls by the head noun of its name.
_BODIES = frozenset(
    {
        EntityType.ORGANIZATION,
        EntityType.GOVERNMENT_BODY,
        EntityType.MILITARY_FORCE,
        EntityType.ARMED_GROUP,
        EntityType.NEWS_MEDIA,
    }
)


def called(
    rows: Sequence[Sequence[Mention]], tree: Tree, i: int, registry: Registry, lexicon: Lexicon
) -> str | None:
    """The only body named before whose name has this head noun: "the council", "the ministry"."""
    noun = tree.tokens[i].lower
    if (
        noun not in lexicon.name_heads
        or not is_definite(tree, i)
        or any(
            tree.tokens[c].dep in ("amod", "compound", "nmod", "poss", "appos", "nummod")
            for c in tree.children[i]
        )
    ):
        return None
    s = tree.sentence.index
    found = {
        m.entity
        for n, row in enumerate(rows[: s + 1])
        for m in row
        if (n < s or m.last <= i)
        and registry.drafts[m.entity].type in _BODIES
        and noun in registry.drafts[m.entity].head_nouns
    }
    return next(iter(found)) if len(found) == 1 else None


def generic_kinds(tree: Tree, i: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """The classes that a general noun may mean: "the rebels", "the agency", "the group"."""
    token = tree.tokens[i]
    if any(tree.tokens[c].dep in ("appos", "nummod") for c in tree.children[i]):
        return ()
    phrases = {token.lower}
    if i > 0:
        phrases.add(f"{tree.tokens[i - 1].lower} {token.lower}")
    kinds: list[EntityType] = []
    serving = any(tree.tokens[c].lower in lexicon["allegiances"] for c in tree.children[i])
    if phrases & lexicon["generic_armed_groups"] or (serving and token.lower == "group"):
        kinds.append(EntityType.ARMED_GROUP)
    modified = any(
        tree.tokens[c].dep in ("amod", "compound", "nmod", "poss")
        and tree.tokens[c].lower not in lexicon["allegiances"]
        for c in tree.children[i]
    )
    if token.lower in lexicon["generic_places"] and not modified:
        kinds.append(EntityType.PLACE)
    if token.lower in lexicon["generic_organizations"] and not modified and not serving:
        kinds += [EntityType.ORGANIZATION, EntityType.ARMED_GROUP]
        if token.lower in lexicon["generic_bodies"]:
            kinds.append(EntityType.GOVERNMENT_BODY)
    return tuple(dict.fromkeys(kinds))


def generic(
    trees: Sequence[Tree],
    rows: Sequence[Sequence[Mention]],
    s: int,
    i: int,
    registry: Registry,
    kinds: tuple[EntityType, ...],
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """What a general noun means: the only entity of its class, else the last one before.

    Of several the one that the text has called so ("X, a software company" … "the firm").
    """
    noun = trees[s].tokens[i].lower
    alike = lexicon["company_nouns"] if noun in lexicon["company_nouns"] else frozenset({noun})
    if kinds == (EntityType.ARMED_GROUP,):
        groups = {
            m.entity
            for row in rows
            for m in row
            if registry.drafts[m.entity].type is EntityType.ARMED_GROUP
        }
        return (next(iter(groups)),) if len(groups) == 1 else ()
    for back in range(0, REACH + 1):
        if s - back < 0:
            break
        fits = [
            m
            for m in rows[s - back]
            if (back or m.first < i)
            and registry.drafts[m.entity].type in kinds
            and m.kind == "name"
            and _may_be(registry.drafts[m.entity], noun, lexicon)
        ]
        keys = {m.entity for m in fits}
        called = {k for k in keys if registry.drafts[k].nouns & alike}
        if len(called) == 1 or len(keys) == 1:
            return (next(iter(called or keys)),)
        if keys:
            return ()
    return ()


def _may_be(draft: Draft, noun: str, lexicon: Lexicon) -> bool:
    """May it be called so? A union, an agency or a party is no company."""
    if noun not in lexicon["company_nouns"]:
        return True
    heads = {word for word in draft.head_nouns if word in lexicon.name_heads}
    return not heads or bool(heads & lexicon["company_heads"])


def capital(row: Sequence[Mention], tree: Tree, i: int, registry: Registry) -> tuple[str, ...]:
    """ "the Ethiopian capital": the city, unless it is named right after."""
    if i + 1 < len(tree.tokens) and tree.tokens[i + 1].pos == "PROPN":
        return ()
    end = i - 1 if i > 0 and tree.tokens[i - 1].text in ("'s", "'") else i
    for mention in row:
        entry = registry.gazetteer.entries.get(mention.entity)
        if mention.last == end and entry is not None and entry.capital is not None:
            registry.from_gazetteer(entry.capital)
            return (entry.capital,)
    return ()


def is_dual(tree: Tree, i: int) -> bool:
    """Is the noun said of two: "both sides", "the two countries"?"""
    return any(
        tree.tokens[c].lower in _DUAL
        and tree.tokens[c].dep in ("det", "nummod", "preconj", "predet")
        for c in tree.children[i]
    )


def pair(
    trees: Sequence[Tree],
    rows: Sequence[Sequence[Mention]],
    s: int,
    i: int,
    registry: Registry,
) -> tuple[str, ...]:
    """The two states that "both countries" means: of this sentence, else of those before."""
    groups = trees[s].tokens[i].lemma not in _STATES_ONLY
    seen: Counter[str] = Counter()
    for back in range(0, s + 1):
        row = rows[s - back] if back else [m for m in rows[s] if m.first < i]
        here: list[str] = []
        for mention in row:
            key = _party_key(mention, trees[s - back], registry, groups=groups)
            if key is not None:
                here.append(key)
        distinct = sorted(set(here))
        if len(distinct) == 2:
            return tuple(distinct)
        seen.update(here)
        if len(distinct) > 2 or (back >= REACH and len(seen) > 2):
            break
    if len(seen) == 2:
        return tuple(sorted(seen))
    # The two that the document speaks of most, if they stand out.
    total: Counter[str] = Counter(
        key
        for n, row in enumerate(rows[: s + 1])
        for m in row
        if (key := _party_key(m, trees[n], registry, groups=groups))
    )
    top = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    if len(top) >= 2 and (len(top) == 2 or top[1][1] > top[2][1]):
        return tuple(sorted((top[0][0], top[1][0])))
    return ()


def _party_key(mention: Mention, tree: Tree, registry: Registry, *, groups: bool) -> str | None:
    """The party that a mention puts on the table; a demonym before a thing puts none."""
    if mention.kind == "demonym":
        head = tree.tokens[tree.tokens[mention.head].head]
        if head.pos == "NOUN" and head.lower in ("border", "capital", "coast", "city", "town"):
            return None
    if mention.kind == "compound" or tree.tokens[mention.head].dep == "npadvmod":
        return None  # "the al-Qaida-linked JNIM": only the JNIM is spoken of
    draft = registry.drafts[mention.entity]
    if draft.type is EntityType.ARMED_GROUP:
        return mention.entity if groups else None
    if groups and draft.type is EntityType.PERSON and draft.represents is None:
        affiliation = registry.drafts.get(draft.affiliation or "")
        if affiliation is not None and affiliation.type is EntityType.ARMED_GROUP:
            return affiliation.key
    return _state_key(mention.entity, registry)


def _state_key(key: str, registry: Registry) -> str | None:
    draft = registry.drafts[key]
    if draft.type is EntityType.STATE:
        return key
    if draft.type in _FOR_A_STATE and draft.represents is not None:
        return draft.represents
    return None


# Who acts for a state.
_FOR_A_STATE = frozenset({EntityType.PERSON, EntityType.MILITARY_FORCE, EntityType.GOVERNMENT_BODY})


def country(
    trees: Sequence[Tree],
    rows: Sequence[Sequence[Mention]],
    new: Sequence[Mention],
    s: int,
    i: int,
    registry: Registry,
) -> tuple[str, ...]:
    """ "his country": the state that the person stands for; "the country": the last state."""
    tree = trees[s]
    owner = tree.child(i, "poss")
    if owner is not None:
        for mention in [*new, *rows[s]]:
            if mention.first <= owner < mention.last:
                key = _state_key(mention.entity, registry)
                return (key,) if key is not None else ()
        return ()
    determiner = tree.child(i, "det")
    if determiner is None or tree.tokens[determiner].lower not in ("the", "this"):
        return ()
    if any(tree.tokens[c].dep in ("amod", "compound", "nummod") for c in tree.children[i]):
        return ()
    for back in range(0, REACH + 1):
        if s - back < 0:
            break
        keys = [
            key
            for m in rows[s - back]
            if (back or m.first < i)
            for key in [_party_key(m, trees[s - back], registry, groups=False)]
            if key is not None
        ]
        distinct = sorted(set(keys))
        if len(distinct) == 1:
            return (distinct[0],)
        if distinct:
            subjects = [
                m.entity
                for m in rows[s - back]
                if (back or m.first < i)
                and registry.drafts[m.entity].type is EntityType.STATE
                and trees[m.sentence].tokens[m.head].dep in SUBJECTS
            ]
            return (subjects[0],) if len(set(subjects)) == 1 else ()
    return ()
