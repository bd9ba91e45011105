"""Durable facts about who holds which office.

Comes in: the named entities of a sentence. Goes out: `Office`s, each with the characters that
state it: "Russian Defense Minister Andrei Belousov", "the group's leader, Musa Dan",
"his Chadian counterpart, Idriss Bako".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon import Lexicon
from kg.model import EntityType, Mention, Relation, Span
from kg.resolve.candidate import Candidate
from kg.resolve.clusters import Named
from kg.resolve.home import speaks_of_another
from kg.resolve.registry import Draft, Registry
from kg.resolve.roles import Holder, content_words, own_state
from kg.resolve.titles import Title, earlier_title, title_of
from kg.syntax import Tree

__all__ = [
    "POLITIES",
    "Office",
    "at_home",
    "counterparts",
    "known_holder",
    "owned_by_mention",
    "read_titles",
    "span_of",
]


# A relation, the characters that state it, the index of the sentence.
Office = tuple[Relation, Span, int]


# A state named this few tokens before a title may be the title's own ("a Russian delegation
# led by Defense Minister X").
_NEAR = 10


POLITIES = (EntityType.STATE, EntityType.PLACE)


# What a person may be a member of.
_JOINED = (EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.GOVERNMENT_BODY)


_HIGH_OFFICES = frozenset({"headOfState", "headOfGovernment", "ministerOf"})


def read_titles(
    trees: Sequence[Tree],
    named: Sequence[Sequence[Named]],
    registry: Registry,
    lexicon: Lexicon,
) -> tuple[list[Holder], list[set[int]], list[Office]]:
    """Offices from titles; a person with one stands for the state of the office."""
    holders: list[Holder] = []
    consumed: list[set[int]] = []
    offices: list[Office] = []
    for tree, row in zip(trees, named, strict=True):
        used: set[int] = set()
        shared: dict[int, Holder] = {}
        candidates = [c for c, _, _ in row]
        for c, person, _ in row:
            if person.type is not EntityType.PERSON:
                continue
            head = tree.span_head(c.first, c.last)
            title = title_of(tree, candidates, c, lexicon=lexicon)
            title = title or _title_in_name(tree, candidates, c, lexicon)
            second = earlier_title(tree, candidates, c, title, lexicon=lexicon)
            if second is not None and second.owner is not None and not second.past:
                used |= set(range(second.first, second.last))
                earlier = Holder(person, second, row[second.owner][1], tree.sentence.index, c)
                holders.append(earlier)
                offices += _office_of(tree, earlier, registry, lexicon)
            if title is None:
                first = shared.get(tree.tokens[head].head)
                if first is None or tree.tokens[head].dep != "conj":
                    continue
                # "ministers Ana Vega and Luis Paz", "presidents X of Benin and Y of Chad"
                of_both = first.owner if first.title.owner is not None else None
                owner = _of_state(tree, row, c) or of_both
                owner = owner or _post(first.title, person, registry)
                holder = Holder(person, first.title, owner, first.sentence, c)
            else:
                used |= set(range(title.first, title.last))
                owner = row[title.owner][1] if title.owner is not None else None
                owner = owner or _of_state(tree, row, c)
                if owner is not None and owner.type is EntityType.PERSON:
                    # "Merkel's spokesperson" speaks for her state
                    staff = title.relation == "holdsPosition"
                    owner = own_state(owner, registry) if staff else None
                if title.past:
                    continue
                owner = owner or _post(title, person, registry)
                holder = Holder(person, title, owner, tree.sentence.index, c)
            if holder.title.is_plural:
                shared[head] = holder
            holders.append(holder)
            if holder.owner is not None:
                offices += _office_of(tree, holder, registry, lexicon)
        consumed.append(used)
    return holders, consumed, offices


def _title_in_name(
    tree: Tree, names: Sequence[Candidate], c: Candidate, lexicon: Lexicon
) -> Title | None:
    """The title that a known name begins with: "Jordan's King Abdullah II"."""
    word = tree.tokens[c.first].lower
    relation = lexicon.titles.get(word)
    if not c.senses or c.length < 2 or relation is None:
        return None
    end = c.first - (c.first > 0 and tree.tokens[c.first - 1].text in ("'s", "'"))
    owner = next((n for n, other in enumerate(names) if other.last == end), None)
    return Title(word, relation, owner, c.first, c.first + 1)


def _office_of(
    tree: Tree, holder: Holder, registry: Registry, lexicon: Lexicon
) -> Iterator[Office]:
    """The durable fact that a title with a polity states; its holder then stands for the state."""
    person, title, owner, c = holder.person, holder.title, holder.owner, holder.name
    if owner is None:
        return
    if owner.type in (EntityType.ARMED_GROUP, EntityType.ORGANIZATION):
        person.affiliation = owner.key
    state = own_state(owner, registry)
    if state is not None and person.represents is None:
        person.represents = state.key
    relation = title.relation if owner.type in POLITIES else "holdsPosition"
    if title.kind == "leader" and owner.type is EntityType.STATE:
        heads = registry.gazetteer.incumbents(owner.key, "headOfGovernment", registry.day)
        if person.key in heads:
            relation = "headOfGovernment"  # "British leader Keir Starmer"
    if title.kind in lexicon["civil_titles"]:
        if owner.type is not EntityType.STATE:
            return
        relation = "nationality"
    elif title.kind in lexicon["membership_titles"]:
        if owner.type not in _JOINED:
            return
        relation = "memberOf"
    elif title.kind in lexicon["party_posts"] and owner.type is EntityType.ORGANIZATION:
        relation = "memberOf"  # a party's lawmaker has the seat from the voters
    elif owner.type is EntityType.MILITARY_FORCE and "command" in title.words:
        relation = "commands"
    first, last = min(title.first, c.first), max(title.last, c.last)
    yield (
        Relation(relation, person.key, owner.key, title.office),
        span_of(tree, first, last),
        tree.sentence.index,
    )


def _known_post(title: Title, person: Draft, registry: Registry) -> str | None:
    """Key of whose office a bare title means if the gazetteer knows who held it on that day.

    "President Macron" says that he is president, and of what only France can be meant.
    """
    wanted = content_words(title.office)
    for post in registry.gazetteer.posts(person.key, registry.day):
        same = post.relation == title.relation
        if same and title.relation in ("headOfState", "headOfGovernment"):
            return post.of
        if same and wanted and wanted <= content_words(post.office):
            return post.of
    return None


def _post(title: Title, person: Draft, registry: Registry) -> Draft | None:
    """The state or body of `_known_post`."""
    key = _known_post(title, person, registry)
    return registry.from_gazetteer(key) if key is not None else None


def known_holder(title: Title, state: Draft, registry: Registry) -> Draft | None:
    """The person of the document whom the gazetteer knows in that office of the state.

    "The French president said" means Macron where the text names him, with a title or without.
    """
    found = [
        draft
        for draft in registry.drafts.values()
        if draft.known
        and draft.type is EntityType.PERSON
        and _known_post(title, draft, registry) == state.key
    ]
    return found[0] if len(found) == 1 else None


def counterparts(
    trees: Sequence[Tree],
    named: Sequence[Sequence[Named]],
    mentions: Sequence[Mention],
    holders: Sequence[Holder],
    registry: Registry,
    lexicon: Lexicon,
) -> Iterator[Office]:
    """A counterpart holds the same office elsewhere: "met his Chadian counterpart, Idriss Bako"."""
    for tree, row in zip(trees, named, strict=True):
        s = tree.sentence.index
        for token in tree.tokens:
            if token.lower != "counterpart":
                continue
            end = token.i - (tree.tokens[token.i - 1].text in ("'s", "'"))
            state = next((d for c, d, _ in row if c.last == end and d.type in POLITIES), None)
            owner = tree.child(token.i, "poss")
            whose = {m.entity for m in mentions if m.sentence == s and m.first == owner}
            same = [
                h for h in holders if h.person.key in whose and h.title.relation in _HIGH_OFFICES
            ]
            person = next(
                (
                    (c, d)
                    for c, d, _ in row
                    if d.type is EntityType.PERSON and token.i < c.first <= token.i + 2
                ),
                None,
            )
            if state is None or not same or person is None:
                continue
            title = replace(same[-1].title, first=token.i, last=token.i + 1)
            if person[1].known and _known_post(title, person[1], registry) != state.key:
                continue  # the gazetteer knows another office of his
            holder = Holder(person[1], title, state, s, person[0])
            yield from _office_of(tree, holder, registry, lexicon)


def owned_by_mention(
    trees: Sequence[Tree],
    mentions: Sequence[Mention],
    holders: Sequence[Holder],
    registry: Registry,
    lexicon: Lexicon,
) -> Iterator[Office]:
    """Offices of whom a pronoun or a noun means: "the group's leader, Musa Dan", "its envoy"."""
    at = {
        (m.sentence, i): m
        for m in mentions
        if m.kind in ("pronoun", "title")
        for i in range(m.first, m.last)
    }
    for holder in holders:
        tree = trees[holder.sentence]
        end = holder.title.first - 1
        if holder.owner is not None or end < 0:
            continue
        if tree.tokens[end].text in ("'s", "'"):
            end -= 1
        elif tree.tokens[end].tag != "PRP$":
            continue
        mention = at.get((holder.sentence, end))
        owner = registry.drafts[mention.entity] if mention is not None else None
        if owner is not None and owner.type is EntityType.PERSON:
            # "his spokeswoman" speaks for his state
            staff = holder.title.relation == "holdsPosition"
            owner = own_state(owner, registry) if staff else None
        if owner is not None:
            yield from _office_of(tree, replace(holder, owner=owner), registry, lexicon)


def at_home(
    holders: Sequence[Holder],
    named: Sequence[Sequence[Named]],
    home: Draft,
    trees: Sequence[Tree],
    offices: list[Office],
    registry: Registry,
    lexicon: Lexicon,
) -> list[Holder]:
    """Give the home state to high offices that the document never ties to another polity.

    Not where somebody else holds that office of the home state, nor where another state acted
    last before the name.
    """
    tied = {h.person.key for h in holders if h.owner is not None}
    result: list[Holder] = []
    for h in holders:
        states = [
            draft
            for c, draft, _ in named[h.sentence]
            if draft.type is EntityType.STATE and 0 <= h.name.first - c.last <= _NEAR
        ]
        taken = any(
            o.owner is home
            and o.title.relation == h.title.relation
            and o.person is not h.person
            and (o.title.relation != "ministerOf" or o.title.words == h.title.words)
            for o in holders
        )
        high = h.title.relation in _HIGH_OFFICES or h.title.words.startswith("national security")
        if (
            h.owner is not None
            or h.person.key in tied
            or not high
            or h.title.words == "leader"
            or _is_of_something(trees[h.sentence], h.title)
            or _is_known_elsewhere(h, home, registry)
            or taken
            or (states and states[-1] is not home)
            or speaks_of_another(h.sentence, h.name.first, named, trees, home.key, lexicon)
        ):
            result.append(h)
            continue
        h.person.represents = h.person.represents or home.key
        tree = trees[h.sentence]
        first, last = min(h.title.first, h.name.first), max(h.title.last, h.name.last)
        relation = Relation(h.title.relation, h.person.key, home.key, h.title.words)
        offices.append((relation, span_of(tree, first, last), h.sentence))
        result.append(Holder(h.person, h.title, home, h.sentence, h.name))
    return result


def _is_known_elsewhere(holder: Holder, home: Draft, registry: Registry) -> bool:
    """Does the gazetteer know that the person is another state's, or the office somebody else's?"""
    gazetteer = registry.gazetteer
    entry = gazetteer.entries.get(holder.person.key)
    if entry is not None and entry.state not in (None, home.key):
        return True
    incumbents = gazetteer.incumbents(home.key, holder.title.relation, registry.day)
    return bool(incumbents) and holder.person.key not in incumbents


def _is_of_something(tree: Tree, title: Title) -> bool:
    """Do the words beside it say what it is the title of, though no name was recognized?

    "chancellor of the university", "Harbour Commission President".
    """
    tokens = tree.tokens
    if title.last < len(tokens) and tokens[title.last].lower in ("of", "at", "for"):
        return True
    before = tokens[title.first - 1] if title.first > 0 else None
    return before is not None and before.pos in ("NOUN", "PROPN") and before.text[:1].isalpha()


def _of_state(tree: Tree, row: Sequence[Named], person: Candidate) -> Draft | None:
    """ "Presidents Patrice Talon of Benin and …": the polity after the name."""
    if person.last < len(tree.tokens) and tree.tokens[person.last].lower in ("of", "from"):
        for c, draft, _ in row:
            if c.first == person.last + 1 and draft.type is EntityType.STATE:
                return draft
    return None


def span_of(tree: Tree, first: int, last: int) -> Span:
    """The characters of a token range."""
    return Span(tree.tokens[first].start, tree.tokens[last - 1].end)
