"""Find whom pronouns and general nouns mean.

Comes in: the mentions of a document found so far. Goes out: further mentions for "he",
"his", "it", "its", "the country", "his country", "both countries", "the two sides".

The method is salience by grammar: subjects before others, the same sentence before the one
before, never further than two sentences and never the subject of the same verb ("he met
him"). Where two candidates fit equally well none is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType, Mention
from kg.resolve.registry import Registry
from kg.syntax import Tree

__all__ = ["find_anaphors"]

_PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_COUNTRY = frozenset({"country", "nation", "state", "government", "administration", "homeland"})
_PAIR = frozenset(
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
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_REACH = 2


def find_anaphors(
    trees: Sequence[Tree],
    mentions: Sequence[Mention],
    registry: Registry,
    *,
    home: str | None,
    lexicon: Lexicon,
) -> list[Mention]:
    """Return the mentions that pronouns and general nouns make.

    Args:
        trees: the sentences.
        mentions: found so far.
        registry: the document's entities.
        home: key of the state that the document is about, if that is clear.
        lexicon: word lists.
    """
    rows: list[list[Mention]] = [[] for _ in trees]
    for mention in mentions:
        rows[mention.sentence].append(mention)
    found: list[Mention] = []
    for tree in trees:
        s = tree.sentence.index
        covered = {i for m in rows[s] for i in range(m.first, m.last)}
        new: list[Mention] = []
        for token in tree.tokens:
            if token.i in covered:
                continue
            keys: tuple[str, ...] = ()
            if token.lower in _PERSONAL:
                keys = _antecedent(trees, rows, s, token.i, registry, person=True)
            elif token.lower in _NEUTER and token.dep != "expl":
                keys = _antecedent(trees, rows, s, token.i, registry, person=False)
            elif token.lemma in _PAIR and _is_dual(tree, token.i):
                keys = _pair(trees, rows, s, token.i, registry)
            elif token.lower == "capital":
                keys = _capital(rows[s], tree, token.i, registry)
            elif (
                token.pos in ("NOUN", "PROPN")
                and _is_definite(tree, token.i)
                and (kinds := _generic_kinds(tree, token.i, lexicon))
            ):
                keys = _generic(trees, rows, s, token.i, registry, kinds, lexicon)
            elif token.lemma in _COUNTRY and token.tag in ("NN", "NNP"):
                if (
                    home is not None
                    and token.lemma == "government"
                    and (_is_bare_definite(tree, token.i))
                ):
                    keys = (home,)
                else:
                    keys = _country(trees, rows, new, s, token.i, registry)
            for key in keys:
                kind = "pronoun" if token.pos in ("PRON", "DET") else "title"
                new.append(
                    Mention(token.start, token.end, s, token.i, token.i + 1, token.i, key, kind)
                )
        rows[s].extend(new)
        rows[s].sort(key=lambda m: (m.first, m.last))
        found.extend(new)
    return found


def _antecedent(
    trees: Sequence[Tree],
    rows: Sequence[Sequence[Mention]],
    s: int,
    i: int,
    registry: Registry,
    *,
    person: bool,
) -> tuple[str, ...]:
    tree = trees[s]
    clause = tree.tokens[i].head
    possessive = tree.tokens[i].dep == "poss"

    def fits(mention: Mention) -> bool:
        draft = registry.drafts[mention.entity]
        if mention.kind == "demonym" and tree_dep(mention) in ("amod", "compound", "nmod"):
            return False
        if person:
            return draft.type is EntityType.PERSON
        return draft.type in (
            EntityType.STATE,
            EntityType.ORGANIZATION,
            EntityType.GOVERNMENT_BODY,
            EntityType.MILITARY_FORCE,
            EntityType.ARMED_GROUP,
            EntityType.NEWS_MEDIA,
        )

    def tree_dep(mention: Mention) -> str:
        return trees[mention.sentence].tokens[mention.head].dep

    same = [m for m in rows[s] if m.first < i and fits(m)]
    owned = tree.tokens[clause]
    if possessive and owned.dep == "conj":
        # "Putin and his country": the owner stands first in the list
        first = [m for m in same if m.first <= owned.head < m.last]
        if first:
            return (first[0].entity,)
    if not possessive:
        same = [
            m
            for m in same
            if trees[s].tokens[m.head].head != clause or tree_dep(m) not in _SUBJECTS
        ]
        if tree.tokens[i].dep in ("dobj", "pobj"):
            # "X has backed the invasion, calling it …": the subject that acts in the clause
            # is not its object
            verb = clause
            while tree.child(verb, "nsubj", "nsubjpass") is None and tree.tokens[verb].head != verb:
                verb = tree.tokens[verb].head
            same = [
                m for m in same if tree.tokens[m.head].head != verb or tree_dep(m) not in _SUBJECTS
            ]
    subjects = [m for m in same if tree_dep(m) in _SUBJECTS]
    if subjects:
        return (subjects[-1].entity if possessive else subjects[0].entity,)
    if same and (possessive or person):
        return (same[-1].entity,)
    # "In his speech, Putin said": the subject that follows an opening phrase.
    if tree.tokens[i].dep == "poss":
        later = [
            m
            for m in rows[s]
            if m.first > i
            and not m.first <= clause < m.last  # "its Foreign Ministry": not the ministry
            and fits(m)
            and tree_dep(m) in _SUBJECTS
            and tree.tokens[m.head].head in tree.up(i)
        ]
        if later:
            return (later[0].entity,)
    paragraph = tree.sentence.paragraph
    for back in range(1, _REACH + 1):
        if s - back < 0 or trees[s - back].sentence.paragraph < paragraph - 1:
            break
        row = [m for m in rows[s - back] if fits(m)]
        subjects = [m for m in row if tree_dep(m) in _SUBJECTS]
        if subjects:
            return (subjects[0].entity,)
        distinct = sorted({m.entity for m in row})
        if len(distinct) == 1:
            return (distinct[0],)
        if row:
            return ()
    return ()


def _is_definite(tree: Tree, i: int) -> bool:
    if tree.child(i, "poss") is not None:
        return True
    determiner = tree.child(i, "det")
    return determiner is not None and tree.tokens[determiner].lower in ("the", "this", "that")


def _is_bare_definite(tree: Tree, i: int) -> bool:
    """ "the government", with nothing that says whose."""
    return (
        _is_definite(tree, i)
        and all(tree.tokens[c].dep in ("det", "prep", "relcl") for c in tree.children[i] if c < i)
        and tree.child(i, "poss") is None
    )


def _generic_kinds(tree: Tree, i: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """The classes that a general noun may mean: "the rebels", "the agency", "the group"."""
    token = tree.tokens[i]
    if any(tree.tokens[c].dep in ("appos", "nummod") for c in tree.children[i]):
        return ()
    phrases = {token.lower}
    if i > 0:
        phrases.add(f"{tree.tokens[i - 1].lower} {token.lower}")
    kinds: list[EntityType] = []
    if phrases & lexicon["generic_armed_groups"]:
        kinds.append(EntityType.ARMED_GROUP)
    modified = any(
        tree.tokens[c].dep in ("amod", "compound", "nmod", "poss") for c in tree.children[i]
    )
    if token.lower in lexicon["generic_places"] and not modified:
        kinds.append(EntityType.PLACE)
    if token.lower in lexicon["generic_organizations"] and not modified:
        kinds += [EntityType.ORGANIZATION, EntityType.ARMED_GROUP]
        if token.lower in lexicon["generic_bodies"]:
            kinds.append(EntityType.GOVERNMENT_BODY)
    return tuple(dict.fromkeys(kinds))


def _generic(
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
    for back in range(0, _REACH + 1):
        if s - back < 0:
            break
        fits = [
            m
            for m in rows[s - back]
            if (back or m.first < i)
            and registry.drafts[m.entity].type in kinds
            and m.kind == "name"
        ]
        keys = {m.entity for m in fits}
        called = {k for k in keys if registry.drafts[k].nouns & alike}
        if len(called) == 1 or len(keys) == 1:
            return (next(iter(called or keys)),)
        if keys:
            return ()
    return ()


def _capital(row: Sequence[Mention], tree: Tree, i: int, registry: Registry) -> tuple[str, ...]:
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


def _is_dual(tree: Tree, i: int) -> bool:
    return any(
        tree.tokens[c].lower in _DUAL
        and tree.tokens[c].dep in ("det", "nummod", "preconj", "predet")
        for c in tree.children[i]
    )


def _pair(
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
        if len(distinct) > 2 or (back >= _REACH and len(seen) > 2):
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
    if draft.type is EntityType.PERSON and draft.represents is not None:
        return draft.represents
    return None


def _country(
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
    for back in range(0, _REACH + 1):
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
                and trees[m.sentence].tokens[m.head].dep in _SUBJECTS
            ]
            return (subjects[0],) if len(set(subjects)) == 1 else ()
    return ()
