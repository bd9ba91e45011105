"""Join the names of one document into entities.

Comes in: the names of all sentences. Goes out: for each name the entity's draft. "Kim" joins
"Kim Jong Un"; "NCA" joins "National Crime Agency (NCA)"; the type of a name is what the
document's mentions agree on, a title counting more than the recognizer's guess.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.gazetteer import Sense
from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate, type_by_shape
from kg.resolve.metonymy import stands_for_government
from kg.resolve.registry import Draft, Registry
from kg.resolve.surnames import Spoken
from kg.resolve.usage import used_as
from kg.syntax import Tree

__all__ = ["Named", "cluster"]

# A name with its entity, and how it was used.
Named = tuple[Candidate, Draft, str]

# How much each way of finding a name counts for its class; the recognizer's guess counts 1.
_VOTES = {"title": 3, "described": 3, "shape": 2}
_PARTICLES = frozenset({"al", "el", "-", "bin", "de", "van", "von", "'", "abu", "ibn", "la", "der"})


def cluster(
    trees: Sequence[Tree],
    names: Sequence[Sequence[Candidate]],
    registry: Registry,
    *,
    lexicon: Lexicon,
) -> list[list[Named]]:
    """Give every name of every sentence its entity; names that are none are left out."""
    flat = [c for row in names for c in row]
    known = {c.surface for c in flat if _is_known_person(c, registry)}
    types = _agreed_types(flat, trees, lexicon, known)
    shortened = _shortened(flat, types, lexicon)
    types |= dict.fromkeys(shortened, EntityType.ORGANIZATION)
    persons = _persons(
        [
            c
            for c in flat
            if types.get(c.surface) is EntityType.PERSON or _is_known_person(c, registry)
        ],
        registry,
    )
    acronyms = _acronyms(trees, names)
    acronyms |= shortened
    result: list[list[Named]] = []
    spoken = Spoken(registry, lexicon)
    for tree, row in zip(trees, names, strict=True):
        named: list[Named] = []
        for c in row:
            item = _entity(tree, c, registry, types, persons, acronyms, spoken, lexicon)
            if item is not None:
                draft, kind = item
                draft.forms.add(c.surface)
                draft.seen(c.sentence)
                if c.noun:
                    draft.nouns.add(c.noun)
                named.append((c, draft, kind))
        result.append(named)
    for tree, found in zip(trees, result, strict=True):
        found.extend(_repeated(tree, found, persons))
        found.sort(key=lambda item: item[0].first)
    return result


def _repeated(tree: Tree, row: Sequence[Named], persons: dict[str, list[Draft]]) -> list[Named]:
    """Names of the document's persons that the recognizer missed in this sentence."""
    taken = {i for c, _, _ in row for i in range(c.first, c.last)}
    last_words: dict[str, set[str]] = defaultdict(set)
    drafts: dict[str, Draft] = {}
    for found in persons.values():
        for draft in found:
            words = draft.label.split()
            drafts[draft.key] = draft
            if len(words) > 1:
                last_words[words[-1]].add(draft.key)
                last_words[words[0]].add(draft.key)
    new: list[Named] = []
    for token in tree.tokens:
        keys = last_words.get(token.text, set())
        if token.i in taken or len(keys) != 1 or token.pos not in ("PROPN", "NOUN", "ADJ"):
            continue
        draft = drafts[next(iter(keys))]
        if token.text not in {draft.label.split()[-1], *persons} or not token.text[:1].isupper():
            continue
        following = tree.tokens[token.i + 1] if token.i + 1 < len(tree.tokens) else None
        if following is not None and following.pos == "PROPN" and following.i not in taken:
            continue
        draft.forms.add(token.text)
        candidate = Candidate(
            tree.sentence.index, token.i, token.i + 1, token.text, EntityType.PERSON, (), "repeat"
        )
        new.append((candidate, draft, "name"))
    return new


def _entity(
    tree: Tree,
    c: Candidate,
    registry: Registry,
    types: dict[str, EntityType],
    persons: dict[str, list[Draft]],
    acronyms: dict[str, str],
    spoken: Spoken,
    lexicon: Lexicon,
) -> tuple[Draft, str] | None:
    known_person = _is_known_person(c, registry)
    if c.senses and not known_person:
        sense = _sense(tree, c, lexicon)
        kind = {"capital": "metonym"}.get(sense.kind, sense.kind)
        return registry.from_gazetteer(sense.key), kind
    kind_of = EntityType.PERSON if known_person else types[c.surface]
    if kind_of is EntityType.PERSON:
        found = persons.get(c.surface)
        if not found:
            return None
        return spoken.choose(tree, c, found), "name"
    full = acronyms.get(c.surface, c.surface)
    label = full[4:] if full.lower().startswith("the ") else full
    known = registry.gazetteer.lookup(label)
    if known and label.lower() not in lexicon.institutions:
        return registry.from_gazetteer(known[0].key), "name"
    if full != c.surface:
        kind_of = type_by_shape(full, lexicon) or kind_of
    return registry.new(kind_of, label), "name"


def _is_known_person(c: Candidate, registry: Registry) -> bool:
    """Does the gazetteer know the name as a person's?"""
    return bool(c.senses) and (
        registry.gazetteer.entries[c.senses[0].key].type is EntityType.PERSON
    )


def _sense(tree: Tree, c: Candidate, lexicon: Lexicon) -> Sense:
    """The government or the place, where a name may mean either; else the preferred sense."""
    place = next((s for s in c.senses if s.kind == "name"), None)
    government = next((s for s in c.senses if s.kind in ("capital", "metonym")), None)
    if place is None or government is None:
        return c.senses[0]
    if stands_for_government(tree, c.first, c.last, lexicon=lexicon):
        return government
    return place


def _agreed_types(
    names: Sequence[Candidate], trees: Sequence[Tree], lexicon: Lexicon, persons: set[str]
) -> dict[str, EntityType]:
    """One class for each surface form that the gazetteer does not know.

    Args:
        names: all names of the document.
        trees: its sentences.
        lexicon: word lists.
        persons: the forms of the persons whom the gazetteer knows.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for c in names:
        if not c.senses:
            votes[c.surface][c.type] += _VOTES.get(c.origin, 1)
            if c.origin in ("model", "unknown"):
                used = used_as(trees[c.sentence], c, lexicon)
                if used is not None:
                    votes[c.surface][used] += 2
    agreed = {
        surface: max(sorted(counter), key=lambda k: counter[k])
        for surface, counter in votes.items()
    }
    full = [s for s, kind in agreed.items() if kind is EntityType.PERSON and " " in s]
    full += sorted(name for name in persons if " " in name)
    parts = {word for name in full for word in (name.split()[0], name.split()[-1])}
    for surface in agreed:
        if surface in parts or any(
            surface != name and " " in surface and _is_part(surface, name) for name in full
        ):
            agreed[surface] = EntityType.PERSON
    return agreed


def _is_part(short: str, name: str) -> bool:
    """Is "Donald Trump" the same name as "Donald J. Trump" with less of it?"""
    few, many = short.split(), name.split()
    if len(few) >= len(many) or few[-1] != many[-1]:
        return False
    rest = iter(many)
    return all(word in rest for word in few)


def _persons(names: Sequence[Candidate], registry: Registry) -> dict[str, list[Draft]]:
    """Surface form of a person -> the persons of the document whose names it is or is part of."""
    known = {
        c.surface: registry.from_gazetteer(c.senses[0].key)
        for c in names
        if _is_known_person(c, registry)
    }
    surfaces = sorted({c.surface for c in names}, key=lambda s: (-len(s.split()), s))
    full: dict[str, Draft] = {}
    for surface in surfaces:
        if len(_words(surface)) < 2:
            continue
        draft = known.get(surface) or _with_more_names(surface, registry)
        if draft is None:
            longer = [name for name in full if _is_part(surface, name)]
            same = full[longer[0]] if len(longer) == 1 else None
            draft = same or registry.new(EntityType.PERSON, surface)
        full[surface] = draft
    result = {surface: [draft] for surface, draft in full.items()}
    for surface in surfaces:
        if surface in result:
            continue
        exact = {
            d.key: d for name, d in full.items() if surface in (name.split()[-1], name.split()[0])
        }
        tail = {
            d.key: d for name, d in full.items() if name.endswith((" " + surface, "-" + surface))
        }
        found = list(exact.values()) or list(tail.values())
        if surface in known and not found:
            found = [known[surface]]
        result[surface] = sorted(found, key=lambda d: d.key) or [
            registry.new(EntityType.PERSON, surface)
        ]
    return result


def _with_more_names(surface: str, registry: Registry) -> Draft | None:
    """The person whom the gazetteer knows by first and last name, here with more between."""
    words = surface.split()
    if len(words) < 3:
        return None
    for sense in registry.gazetteer.lookup(f"{words[0]} {words[-1]}")[:1]:
        if registry.gazetteer.entries[sense.key].type is EntityType.PERSON:
            return registry.from_gazetteer(sense.key)
    return None


def _words(surface: str) -> list[str]:
    return [w for w in surface.split() if w.lower() not in _PARTICLES]


def _shortened(
    names: Sequence[Candidate], types: dict[str, EntityType], lexicon: Lexicon
) -> dict[str, str]:
    """First words that stand for the whole name of an organization: "Mahan" for "Mahan Air".

    Only where one name begins so, and the word is no everyday one that many begin with.
    """
    bodies = (EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.MILITARY_FORCE)
    begun: dict[str, set[str]] = defaultdict(set)
    for c in names:
        words = c.surface.split()
        kind = c.type if c.senses else types[c.surface]
        if len(words) > 1 and kind in bodies and words[0].lower() not in lexicon["first_words"]:
            begun[words[0]].add(c.surface)
    persons = {
        part
        for c in names
        if c.length > 1 and types.get(c.surface, c.type) is EntityType.PERSON
        for part in c.surface.split()
    }
    alone = {c.surface for c in names if not c.senses and c.length == 1} - persons
    return {
        word: next(iter(begun[word]))
        for word in sorted(alone)
        if len(begun.get(word, ())) == 1 and not word.isupper()
    }


def _acronyms(trees: Sequence[Tree], names: Sequence[Sequence[Candidate]]) -> dict[str, str]:
    """Short forms that the text introduces: "National Crime Agency (NCA)"."""
    found: dict[str, str] = {}
    for tree, row in zip(trees, names, strict=True):
        for c in row:
            if c.last + 2 < len(tree.tokens) and tree.tokens[c.last].text == "(":
                short = tree.tokens[c.last + 1].text
                if (
                    tree.tokens[c.last + 2].text == ")"
                    and re.fullmatch(r"[A-Z][A-Za-z.]{1,9}", short)
                    and sum(ch.isupper() for ch in short) >= 2
                    and short[0].lower() == c.surface.lower().removeprefix("the ")[0]
                ):
                    found[short] = c.surface
    initials: dict[str, set[str]] = defaultdict(set)
    for row in names:
        for c in row:
            words = [w for w in c.surface.split() if w[:1].isupper()]
            if len(words) >= 2:
                initials["".join(w[0] for w in words)].add(c.surface)
    for row in names:
        for c in row:
            options = initials.get(c.surface, set())
            if not c.senses and c.surface.isupper() and len(options) == 1:
                found.setdefault(c.surface, next(iter(options)))
    return found
