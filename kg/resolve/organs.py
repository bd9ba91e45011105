"""Find the organs of states, and the nouns that stand for a state.

Comes in: the named entities of a sentence. Goes out: further mentions: "Ukrainian officials",
"the Ethiopian government" denote the state; "South Korea's spy agency", "the Israeli military"
an organ, which is one entity however it is named ("Supreme Court of Ghana").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import EntityType, Mention
from kg.resolve.candidate import Candidate, type_by_shape
from kg.resolve.clusters import Named
from kg.resolve.registry import Draft, Registry
from kg.resolve.roles import own_state
from kg.syntax import Tree

__all__ = ["Phrase", "adopt_organs", "institution_phrases", "own_institution"]


_MAX_MODIFIERS = 4


# "Ministry of Health" and "health ministry" are one; longer names are left as they are.
_BODY_OF = re.compile(r"^(ministry|department) of (?:the )?(\w+)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that denotes an entity: token range, head token, how it was found."""

    first: int
    last: int
    draft: Draft
    kind: str
    owner: Draft | None = None


def institution_phrases(
    tree: Tree,
    named: Sequence[Named],
    registry: Registry,
    taken: set[int],
    *,
    home: str | None,
    lexicon: Lexicon,
) -> list[Phrase]:
    """Organs and officials of a state that the sentence names through the state.

    "the army" alone is the home state's, where the document has one.
    """
    found: list[Phrase] = []
    states = {c.last: (c, d) for c, d, _ in named if d.type is EntityType.STATE}
    leaders = {
        c.last: (c, state)
        for c, d, _ in named
        if d.type is EntityType.PERSON and (state := own_state(d, registry)) is not None
    }
    tokens = tree.tokens
    i = 0
    while i < len(tokens):
        size = _institution_size(tree, i, lexicon)
        government = size == 0 and tokens[i].lower in lexicon["government_nouns"]
        counted = size and tree.child(i + size - 1, "nummod") is not None
        if (not size and not government) or i in taken or counted:
            i += 1
            continue
        last = i + max(size, 1)
        owner_at = _owner_before(tree, i, states)
        if owner_at is None and (size or tokens[i].lower in ("government", "authorities", "junta")):
            owner_at = _owner_after(tree, last, named, registry)
        noun = " ".join(tree.tokens[j].lower for j in range(i, last))
        if owner_at is None and noun in lexicon["leaders_governments"]:
            owner_at = _owner_before(tree, i, leaders)
        if owner_at is None and size and _is_the(tree, i):
            known = [
                d
                for d in registry.drafts.values()
                if d.since is not None and d.since <= tree.sentence.index and _is_called(d, noun)
            ]
            if len(known) == 1:
                found.append(Phrase(i, last, known[0], "title"))
                i = last
                continue
            if home is not None and not known and noun not in lexicon["general_institutions"]:
                owner_at = i, registry.from_gazetteer(home)
        if owner_at is not None and size and _is_predicate(tree, i, last):
            owner_at = None  # "is not an agency of Ardonia" speaks of no agency
        if owner_at is not None:
            start, state = owner_at
            called = _called(tree, i, last, named, state) if size else None
            if called is not None:
                called.represents = called.represents or state.key
                found.append(Phrase(i, last, called, "organ", state))
            elif government:
                found.append(Phrase(i, last, state, "title", state))
            else:
                found.append(_institution(tree, i, last, start, state, registry, lexicon))
        i = last
    return found


def _is_predicate(tree: Tree, first: int, last: int) -> bool:
    """Does the noun with "a" or "an" only say what something is ("is an agency of …")?"""
    head = tree.tokens[tree.span_head(first, last)]
    article = tree.child(head.i, "det")
    return (
        head.dep in ("attr", "appos")
        and article is not None
        and tree.tokens[article].lower in ("a", "an")
    )


_BODIES = (EntityType.GOVERNMENT_BODY, EntityType.MILITARY_FORCE)


def _called(
    tree: Tree, first: int, last: int, named: Sequence[Named], state: Draft
) -> Draft | None:
    """The body whose name the noun is set beside: "the State Duma, Russia's lower house"."""
    head = tree.tokens[tree.span_head(first, last)]
    if head.dep != "appos":
        return None
    return next(
        (
            d
            for c, d, _ in named
            if c.first <= head.head < c.last <= first
            and d.type in _BODIES
            and d.represents in (None, state.key)
        ),
        None,
    )


def _is_called(draft: Draft, noun: str) -> bool:
    """Does the entity's name end in this noun ("China Coast Guard" in "coast guard")?"""
    return draft.type in (EntityType.MILITARY_FORCE, EntityType.GOVERNMENT_BODY) and (
        noun in draft.head_nouns
        or any(
            form.lower() == noun or form.lower().endswith(" " + noun)
            for form in (draft.label, *draft.forms)
        )
    )


def _is_the(tree: Tree, i: int) -> bool:
    """Does "the" stand right before token `i`?"""
    return i > 0 and tree.tokens[i - 1].lower == "the"


def _institution_size(tree: Tree, i: int, lexicon: Lexicon) -> int:
    """How many tokens from `i` on name an institution; 0 if none do."""
    tokens = tree.tokens
    if tokens[i].lower not in lexicon.institution_starts:
        return 0
    for size in (4, 3, 2, 1):
        if i + size <= len(tokens):
            phrase = " ".join(tokens[j].lower for j in range(i, i + size)).replace(" 's", "'s")
            if phrase in lexicon.institutions:
                # "the army chief", "police officers": the noun that follows is the head
                head = tokens[i + size - 1].head
                if (
                    i + size < len(tokens)
                    and tokens[i + size - 1].dep in ("compound", "amod")
                    and (i + size <= head <= i + size + 2)
                    and not _is_headline_verb(tree, head)
                ):
                    return 0
                return size
    return 0


def _is_headline_verb(tree: Tree, i: int) -> bool:
    """Is it a verb that the parser took for a noun ("army bombs a bridge", "MPs vote to …")?

    Right before an article or "to" no noun in the plural ends a phrase and heads the sentence.
    """
    tokens = tree.tokens
    return (
        tokens[i].dep == "ROOT"
        and tokens[i].tag == "NNS"
        and i + 1 < len(tokens)
        and (tokens[i + 1].pos == "DET" or tokens[i + 1].tag in ("TO", "PRP$"))
    )


def _owner_before(
    tree: Tree, i: int, states: dict[int, tuple[Candidate, Draft]]
) -> tuple[int, Draft] | None:
    """The state right before token `i`, over a possessive and a few modifiers."""
    tokens = tree.tokens
    j = i
    for _ in range(_MAX_MODIFIERS + 1):
        end = j - 1 if j > 0 and tokens[j - 1].text in ("'s", "'") else j
        if end in states:
            c, draft = states[end]
            return c.first, draft
        if end != j and end > 1 and tokens[end - 1].lower == "country" and _is_the(tree, end - 1):
            # "the country's main spy agency": of the only state named before it
            before = {
                d.key: (c.first, d)
                for at, (c, d) in states.items()
                # whose people are named ("a German tourist") is not whose country it is
                if at < end and not (c.senses and c.senses[0].kind == "demonym")
            }
            return next(iter(before.values())) if len(before) == 1 else None
        if j == 0 or end != j or tokens[j - 1].pos not in ("ADJ", "NOUN", "PROPN"):
            return None
        if tokens[j - 1].text[:1].isupper() and tokens[i].text[:1].islower():
            return None
        j -= 1
    return None


def _owner_after(
    tree: Tree, last: int, named: Sequence[Named], registry: Registry
) -> tuple[int, Draft] | None:
    """ "the parliament of Kenya", "the government in Nairobi": the state, and where it ends."""
    tokens = tree.tokens
    if last + 1 < len(tokens) and tokens[last].lower in ("of", "in"):
        position = last + 1 + (tokens[last + 1].lower == "the")
        for c, draft, _ in named:
            if c.first != position:
                continue
            if draft.type is EntityType.STATE and tokens[last].lower == "of":
                return c.last, draft
            capital = next((s for s in c.senses if s.kind == "capital"), None)
            if capital is not None and tokens[last].lower == "in":
                return c.last, registry.from_gazetteer(capital.key)
    return None


def _institution(
    tree: Tree,
    first: int,
    last: int,
    start: int,
    state: Draft,
    registry: Registry,
    lexicon: Lexicon,
) -> Phrase:
    noun = " ".join(tree.tokens[j].lower for j in range(first, last)).replace(" 's", "'s")
    draft = institution_of(state, noun, registry, lexicon=lexicon)
    # "Ardonia's court", "court of Ardonia": the state may stand on either side
    draft.forms |= {tree.text(min(start, first), last), tree.text(first, max(start, last))}
    draft.seen(tree.sentence.index)
    return Phrase(first, last, draft, "organ", state)


def institution_of(
    state: Draft, noun: str, registry: Registry, *, lexicon: Lexicon, name: str = ""
) -> Draft:
    """The organ of `state` that the institution's noun names ("Chinese foreign ministry").

    Args:
        state: whose organ it is.
        noun: its name in lower case, without the state's.
        registry: the document's entities.
        lexicon: word lists.
        name: its name as the text has it, where that is no common noun.
    """
    demonyms = registry.gazetteer.entries[state.key].demonyms
    for owner in (*demonyms, state.label, f"{state.label}'s"):
        for sense in registry.gazetteer.lookup(f"{owner} {name or noun}")[:1]:
            if registry.gazetteer.entries[sense.key].state == state.key:
                return registry.from_gazetteer(sense.key)
    plain = _BODY_OF.sub(r"\2 \1", noun).replace("defence", "defense")
    if plain != noun and not name.islower():
        found = institution_of(state, plain, registry, lexicon=lexicon)
        if found.known:
            return found
    kind = lexicon.institutions.get(plain) or type_by_shape(noun, lexicon)
    draft = registry.new(EntityType(kind or EntityType.GOVERNMENT_BODY), f"{state.key} {plain}")
    if not draft.forms:
        draft.represents = state.key
        draft.label = f"{demonyms[0] if demonyms else state.label} {name or noun}"
    return draft


def adopt_organs(
    trees: Sequence[Tree], named: Sequence[list[Named]], registry: Registry, lexicon: Lexicon
) -> list[tuple[Draft, Draft, int, int, int]]:
    """Make organs one by state and noun, however they are named.

    "Supreme Court of Ghana", "Ghanaian Supreme Court" and "Ghana's Supreme Court" are one court.
    The rows of `named` are changed; returned are (organ, state, sentence, first, last).
    """
    found: list[tuple[Draft, Draft, int, int, int]] = []
    for tree, row in zip(trees, named, strict=True):
        for n, (c, draft, kind) in enumerate(row):
            if draft.known or draft.represents is not None:
                continue
            owned = _owner_of_name(tree, c, draft, registry)
            if owned is None:
                continue
            state, first, last = owned
            rest = _without_state(tree, c, first, last)
            organ = institution_of(state, rest.lower(), registry, lexicon=lexicon, name=rest)
            organ.forms |= {c.surface, tree.text(min(first, c.first), c.last)}
            organ.seen(tree.sentence.index)
            row[n] = (c, organ, kind)
            found.append((organ, state, tree.sentence.index, c.first, c.last))
    return found


def _without_state(tree: Tree, c: Candidate, first: int, last: int) -> str:
    """An organ's name without the state's at tokens `first` to `last`, if it stands in it."""
    tokens = tree.tokens
    if first >= c.last or last <= c.first:
        return c.surface
    before, after = first, last
    while before > c.first and tokens[before - 1].lower in ("the", "of", "in", "for"):
        before -= 1
    if after < c.last and tokens[after].text in ("'s", "'"):
        after += 1
    parts = [tree.text(a, b) for a, b in ((c.first, before), (after, c.last)) if a < b]
    return " ".join(parts) or c.surface


def own_institution(
    tree: Tree,
    mention: Mention,
    others: Sequence[Mention],
    registry: Registry,
    *,
    home: str | None,
    lexicon: Lexicon,
) -> Draft | None:
    """Whose "Foreign Ministry" a name without an owner means; None if it has one or none fits.

    "China denied it. Its Foreign Ministry said …": the owner of the possessive; else the home
    state of the document.
    """
    draft = registry.drafts[mention.entity]
    noun = draft.label.lower()
    if draft.known or draft.represents is not None or noun not in lexicon.institutions:
        return None
    for c in tree.all(mention.head, "poss"):
        for other in others:
            if other.first <= c < other.last:
                state = own_state(registry.drafts[other.entity], registry)
                if state is not None:
                    return institution_of(state, noun, registry, lexicon=lexicon)
                return None
    if home is not None:
        return institution_of(registry.from_gazetteer(home), noun, registry, lexicon=lexicon)
    return None


def _owner_of_name(
    tree: Tree, c: Candidate, draft: Draft, registry: Registry
) -> tuple[Draft, int, int] | None:
    """The state inside or right before an institution's own name, and where it stands."""
    if draft.type not in (EntityType.MILITARY_FORCE, EntityType.GOVERNMENT_BODY):
        return None
    words = [t.text for t in tree.tokens]
    starts = list(range(c.first, c.last))
    if c.first > 1 and tree.tokens[c.first - 1].text in ("'s", "'"):
        starts = list(range(max(0, c.first - 4), c.first - 1)) + starts
    elif c.first > 0:
        starts = list(range(max(0, c.first - 2), c.first)) + starts
    for j in starts:
        match = registry.gazetteer.match(words, j)
        if match is not None and (j >= c.first or match[0] in (c.first, c.first - 1)):
            entry = registry.gazetteer.entries[match[1][0].key]
            if entry.type is EntityType.STATE and match[1][0].kind in ("name", "demonym"):
                return registry.from_gazetteer(entry.key), j, match[0]
            if entry.type is EntityType.MILITARY_FORCE and entry.state and j < c.first:
                # "the Nigerian Army's Seventh Division"
                return registry.from_gazetteer(entry.state), j, match[0]
    return None
