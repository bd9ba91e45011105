"""Find who a document speaks of.

Comes in: an `AnnotatedDocument`. Goes out: a `ResolvedDocument` whose mentions denote
entities. "North Korean leader Kim Jong Un vowed his country will support Russia" gives the
state North Korea (by its demonym and by "his country"), the person Kim Jong Un, the state
Russia, and the durable fact that Kim is North Korea's head of state.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import AnnotatedDocument, EntityType, Mention, Relation, ResolvedDocument, Span
from kg.resolve.anaphora import find_anaphors
from kg.resolve.clusters import Named, cluster
from kg.resolve.names import Candidate, compound_names, find_names, nested_names
from kg.resolve.registry import Draft, Registry
from kg.resolve.roles import (
    Holder,
    holder_of,
    institution_phrases,
    own_institution,
    own_state,
    role_phrases,
)
from kg.resolve.titles import phrase_at, title_of
from kg.syntax import Tree

__all__ = ["resolve"]

Office = tuple[Relation, Span, int]

# The headline and the lead.
_LEAD = 2
# A state named this few tokens before a title may be the title's own ("a Russian delegation
# led by Defense Minister X").
_NEAR = 10
_POLITIES = (EntityType.STATE, EntityType.PLACE)
# How many words may stand between a demonym and the name that it describes.
_MAX_DESCRIPTION = 4
# How many sentences back the state that a bare title belongs to may act.
_CONTEXT = 1
_HIGH_OFFICES = frozenset({"headOfState", "headOfGovernment", "ministerOf"})


def resolve(
    annotated: AnnotatedDocument, *, gazetteer: Gazetteer, lexicon: Lexicon
) -> ResolvedDocument:
    """Return the document with its mentions and entities."""
    trees = [Tree(sentence) for sentence in annotated.sentences]
    registry = Registry(gazetteer)
    names = [find_names(tree, gazetteer=gazetteer, lexicon=lexicon) for tree in trees]
    _name_contextual(trees, names, gazetteer, lexicon)
    named = cluster(trees, names, registry, lexicon=lexicon)
    inner = [_inner(tree, row, gazetteer) for tree, row in zip(trees, names, strict=True)]

    home = _home(annotated, trees, named, gazetteer, lexicon)
    holders, titled, offices = _read_titles(trees, named, registry, lexicon)
    if home is not None:
        holders = _at_home(holders, named, registry.from_gazetteer(home), trees, offices, lexicon)
    mentions = [
        _phrase(tree, c.first, c.last, draft, kind)
        for tree, row in zip(trees, named, strict=True)
        for c, draft, kind in row
    ]
    mentions += [
        _inner_mention(tree, c, registry)
        for tree, row in zip(trees, inner, strict=True)
        for c in row
    ]
    for tree, row, consumed in zip(trees, named, titled, strict=True):
        taken = consumed | {i for c, _, _ in row for i in range(c.first, c.last)}
        s = tree.sentence.index
        here = home
        if home is not None and _speaks_of_another(
            s, len(tree.tokens), named, trees, home, lexicon
        ):
            here = None
        for phrase in institution_phrases(tree, row, registry, taken, home=here, lexicon=lexicon):
            if not any(c.first == phrase.first and c.last == phrase.last for c, _, _ in row):
                mentions.append(_phrase(tree, phrase.first, phrase.last, phrase.draft, phrase.kind))
                taken |= set(range(phrase.first, phrase.last))
            if phrase.kind == "organ" and phrase.owner is not None:
                relation = Relation("partOfGovernment", phrase.draft.key, phrase.owner.key)
                offices.append((relation, _span(tree, phrase.first, phrase.last), s))
        for first, last, title in role_phrases(tree, row, taken, lexicon=lexicon):
            owner = row[title.owner][1] if title.owner is not None else None
            person = holder_of(title, owner, holders, sentence=s)
            state = own_state(owner, registry) if owner is not None else None
            if person is not None:
                mentions.append(_phrase(tree, first, last, person, "title"))
            elif state is not None and not title.past:
                mentions.append(_phrase(tree, first, last, state, "title"))
    for tree, row in zip(trees, named, strict=True):
        offices += _named_after_state(tree, row, registry)
        offices += _appointed(tree, row, registry, lexicon)
        offices += _of_nation(tree, row, titled[tree.sentence.index], lexicon)
    mentions.sort(key=lambda m: (m.start, m.end, m.entity))
    mentions += find_anaphors(trees, mentions, registry, home=home, lexicon=lexicon)
    mentions = _own(mentions, trees, named, registry, offices, annotated.document.id, home, lexicon)
    mentions.sort(key=lambda m: (m.start, m.end, m.entity))
    used = (
        ({home} if home is not None else set())
        | {m.entity for m in mentions}
        | {key for relation, _, _ in offices for key in (relation.subject, relation.object)}
    )
    for key in sorted(used):
        represented = registry.drafts[key].represents
        if represented is not None:
            registry.from_gazetteer(represented)
            used.add(represented)
    entities = {key: entity for key, entity in registry.entities().items() if key in used}
    return ResolvedDocument(annotated, entities, tuple(mentions), tuple(_unique(offices)), home)


def _named_after_state(tree: Tree, row: Sequence[Named], registry: Registry) -> Iterator[Office]:
    """ "Ukrainian Armed Forces", "Central Bank of Kenya": the organ's name names its state."""
    words = [token.text for token in tree.tokens]
    for c, draft, _ in row:
        if draft.represents is None or draft.type is EntityType.PERSON or c.length < 2:
            continue
        for i in range(c.first, c.last):
            match = registry.gazetteer.match(words[: c.last - (i == c.first)], i)
            if match is not None and any(s.key == draft.represents for s in match[1]):
                registry.from_gazetteer(draft.represents)
                relation = Relation("partOfGovernment", draft.key, draft.represents)
                yield relation, _span(tree, c.first, c.last), tree.sentence.index
                break


def _appointed(
    tree: Tree, row: Sequence[Named], registry: Registry, lexicon: Lexicon
) -> Iterator[Office]:
    """ "appointed Olena Koval prime minister", "was sworn in as president of Ghana"."""
    tokens = tree.tokens
    candidates = [c for c, _, _ in row]
    for token in tokens:
        copular = token.lemma in lexicon["holding_verbs"] and token.pos in (
            "AUX",
            "VERB",
        )
        if not copular and (token.lemma not in lexicon["appointing_verbs"] or token.pos != "VERB"):
            continue
        if copular and token.tag in ("VBD", "VBN") and token.lemma in ("be", "serve"):
            continue  # "was president" need not be any more
        if tree.child(token.i, "neg") is not None or any(
            tokens[c].tag in ("MD", "TO") for c in tree.all(token.i, "aux")
        ):
            continue
        passive = tree.child(token.i, "nsubjpass")
        holder = (
            passive if passive is not None else tree.child(token.i, "nsubj" if copular else "dobj")
        )
        person = next(
            (
                d
                for c, d, _ in row
                if holder is not None and c.first <= holder < c.last and d.type is EntityType.PERSON
            ),
            None,
        )
        if person is None:
            continue
        starts = [
            x
            for c in tree.all(token.i, "prep")
            if tokens[c].lower == "as"
            for x in tree.all(c, "pobj")
        ] + tree.all(token.i, "oprd", "attr")
        for x in starts:
            first = min(i for i in tree.subtree(x) if i <= x)
            while first < x and tokens[first].lower in lexicon["term_words"]:
                first += 1
            title = phrase_at(tree, candidates, first, lexicon=lexicon)
            if title is None or title.past:
                continue
            owner = row[title.owner][1] if title.owner is not None else None
            if owner is None:
                actor = tree.child(token.i, "nsubj") if not copular else None
                owner = next(
                    (
                        state
                        for c, d, _ in row
                        if actor is not None and c.first <= actor < c.last
                        for state in [own_state(d, registry)]
                        if state is not None
                    ),
                    None,
                )
            if owner is None or owner.type is EntityType.PERSON:
                continue
            state = own_state(owner, registry)
            if state is not None:
                person.represents = person.represents or state.key
            relation = title.relation if owner.type in _POLITIES else "holdsPosition"
            yield (
                Relation(relation, person.key, owner.key, title.words),
                _span(tree, token.i, title.last)
                if token.i < title.last
                else _span(tree, title.first, title.last),
                tree.sentence.index,
            )
            break


def _of_nation(
    tree: Tree, row: Sequence[Named], titled: set[int], lexicon: Lexicon
) -> Iterator[Office]:
    """ "Ecuadorian drug cartel Los Choneros", "Moldovan politician Irina Vlah"."""
    tokens = tree.tokens
    for n, (c, draft, kind) in enumerate(row):
        if kind != "demonym" or draft.type is not EntityType.STATE or n + 1 >= len(row):
            continue
        following, other, _ = row[n + 1]
        between = range(c.last, following.first)
        if not 1 <= len(between) <= _MAX_DESCRIPTION or following.first in titled:
            continue
        if other.type not in (
            EntityType.PERSON,
            EntityType.ORGANIZATION,
            EntityType.ARMED_GROUP,
            EntityType.NEWS_MEDIA,
        ):
            continue
        if not all(tokens[i].pos in ("NOUN", "ADJ", "PROPN", "PUNCT", "ADV") for i in between):
            continue
        if tokens[following.first - 1].pos != "NOUN" or any(
            tokens[i].lower in lexicon["government_nouns"] or tokens[i].text in (",", '"', "(")
            for i in between
        ):
            continue
        if other.type is EntityType.PERSON and any(
            tokens[i].lower in lexicon.title_heads - lexicon["civil_titles"] for i in between
        ):
            continue  # an office, read as such
        relation = Relation("nationality", other.key, draft.key)
        yield relation, _span(tree, c.first, following.last), tree.sentence.index


def _own(
    mentions: Sequence[Mention],
    trees: Sequence[Tree],
    named: Sequence[Sequence[Named]],
    registry: Registry,
    offices: list[Office],
    document: str,
    home: str | None,
    lexicon: Lexicon,
) -> list[Mention]:
    """Give general names their owner, or keep them to this document.

    "Foreign Ministry" names a different body in every country, "Smith" a different man in
    every text: without an owner or a first name they are nobody else's namesake.
    """
    rows: list[list[Mention]] = [[] for _ in trees]
    for mention in mentions:
        rows[mention.sentence].append(mention)
    renamed: dict[tuple[str, int], Draft] = {}
    result: list[Mention] = []
    for mention in mentions:
        s = mention.sentence
        draft = registry.drafts[mention.entity]
        here = home
        if home is not None and _speaks_of_another(s, mention.first, named, trees, home, lexicon):
            here = None
        owned = own_institution(trees[s], mention, rows[s], registry, home=here, lexicon=lexicon)
        if owned is not None and owned.represents is not None:
            owned.forms.add(trees[s].text(mention.first, mention.last))
            relation = Relation("partOfGovernment", owned.key, owned.represents)
            offices.append((relation, _span(trees[s], mention.first, mention.last), s))
            result.append(dataclasses.replace(mention, entity=owned.key))
            renamed.setdefault((draft.key, s), owned)
        elif _is_general(draft, lexicon):
            local = registry.new(draft.type, draft.label, scope=document)
            local.forms |= draft.forms
            local.represents, local.affiliation = draft.represents, draft.affiliation
            result.append(dataclasses.replace(mention, entity=local.key))
            renamed.setdefault((draft.key, s), local)
        else:
            result.append(mention)
    offices[:] = [
        (
            dataclasses.replace(
                relation,
                subject=_renamed(relation.subject, s, renamed),
                object=_renamed(relation.object, s, renamed),
            ),
            span,
            s,
        )
        for relation, span, s in offices
    ]
    return result


def _renamed(key: str, sentence: int, renamed: dict[tuple[str, int], Draft]) -> str:
    """The key by which a general name goes in this sentence."""
    draft = renamed.get((key, sentence))
    return key if draft is None else draft.key


def _is_general(draft: Draft, lexicon: Lexicon) -> bool:
    if draft.known:
        return False
    if draft.type is EntityType.PERSON:
        return len(draft.label.split()) == 1
    return draft.represents is None and draft.label.lower() in lexicon.institutions


def _unique(offices: Sequence[Office]) -> list[Office]:
    seen: dict[tuple[str, str, str, int], Office] = {}
    for relation, span, sentence in offices:
        seen.setdefault(
            (relation.type, relation.subject, relation.object, sentence), (relation, span, sentence)
        )
    return [o for o in seen.values() if o[0].subject != o[0].object]


def _read_titles(
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
        candidates = [c for c, _, _ in row]
        for c, person, _ in row:
            if person.type is not EntityType.PERSON:
                continue
            title = title_of(tree, candidates, c, lexicon=lexicon)
            if title is None:
                continue
            used |= set(range(title.first, title.last))
            owner = row[title.owner][1] if title.owner is not None else None
            owner = owner or _of_state(tree, row, c)
            if owner is not None and owner.type is EntityType.PERSON:
                owner = None
            if title.past:
                continue
            holders.append(Holder(person, title, owner, tree.sentence.index, c))
            if owner is None:
                continue
            if owner.type in (EntityType.ARMED_GROUP, EntityType.ORGANIZATION):
                person.affiliation = owner.key
            state = own_state(owner, registry)
            if state is not None and person.represents is None:
                person.represents = state.key
            relation = title.relation if owner.type in _POLITIES else "holdsPosition"
            if title.words.split()[-1] in lexicon["civil_titles"]:
                if owner.type is not EntityType.STATE:
                    continue
                relation = "nationality"
            elif owner.type is EntityType.MILITARY_FORCE and "command" in title.words:
                relation = "commands"
            first, last = min(title.first, c.first), max(title.last, c.last)
            offices.append(
                (
                    Relation(relation, person.key, owner.key, title.words),
                    _span(tree, first, last),
                    tree.sentence.index,
                )
            )
        consumed.append(used)
    return holders, consumed, offices


def _home(
    annotated: AnnotatedDocument,
    trees: Sequence[Tree],
    named: Sequence[Sequence[Named]],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
) -> str | None:
    """The state that the document is about, for offices and organs that name none.

    News leaves out whose minister it is where the dateline or the lead says so. The dateline's
    state counts if it acts in the text ("Armenian officials", "Manila protests"), else the one
    that acts first, in the headline or the lead. Without a dateline there is no home: short
    items name their states.
    """
    dateline = annotated.document.dateline
    if dateline is None:
        return None
    acting = [
        (tree.sentence.index, draft.key)
        for tree, row in zip(trees, named, strict=True)
        for c, draft, kind in row
        if draft.type is EntityType.STATE and _acts(tree, c, kind, lexicon)
    ]
    actors = {key for _, key in acting}
    for part in reversed(dateline.split(",")):
        name = part.strip()
        for form in (name, name.title()):
            for sense in gazetteer.lookup(form):
                state = gazetteer.entries[sense.key]
                if state.type is EntityType.STATE and sense.key in actors:
                    return sense.key
    return next((key for s, key in acting if s < _LEAD), None)


def _acts(tree: Tree, c: Candidate, kind: str, lexicon: Lexicon) -> bool:
    """Is the state the subject, or whose officials or organs are named?"""
    head = tree.tokens[tree.span_head(c.first, c.last)]
    if kind != "demonym" and head.dep in ("nsubj", "nsubjpass"):
        return True
    above = tree.tokens[head.head]
    return head.dep in ("poss", "amod", "compound", "nmod") and (
        above.lower in lexicon["government_nouns"]
        or above.lower in lexicon.institutions
        or (kind != "demonym" and above.dep in ("nsubj", "nsubjpass"))
    )


def _at_home(
    holders: Sequence[Holder],
    named: Sequence[Sequence[Named]],
    home: Draft,
    trees: Sequence[Tree],
    offices: list[Office],
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
            or taken
            or (states and states[-1] is not home)
            or _speaks_of_another(h.sentence, h.name.first, named, trees, home.key, lexicon)
        ):
            result.append(h)
            continue
        h.person.represents = h.person.represents or home.key
        tree = trees[h.sentence]
        first, last = min(h.title.first, h.name.first), max(h.title.last, h.name.last)
        relation = Relation(h.title.relation, h.person.key, home.key, h.title.words)
        offices.append((relation, _span(tree, first, last), h.sentence))
        result.append(Holder(h.person, h.title, home, h.sentence, h.name))
    return result


def _speaks_of_another(
    sentence: int,
    position: int,
    named: Sequence[Sequence[Named]],
    trees: Sequence[Tree],
    home: str,
    lexicon: Lexicon,
) -> bool:
    """Did another state than `home` act last, before token `position` or one sentence earlier?"""
    for back in range(_CONTEXT + 1):
        s = sentence - back
        if s < 0:
            return False
        acting = [
            draft.key
            for c, draft, kind in named[s]
            if draft.type is EntityType.STATE
            and (back or c.last <= position)
            and _acts(trees[s], c, kind, lexicon)
        ]
        if acting:
            return acting[-1] != home
    return False


def _of_state(tree: Tree, row: Sequence[Named], person: Candidate) -> Draft | None:
    """ "Presidents Patrice Talon of Benin and …": the polity after the name."""
    if person.last < len(tree.tokens) and tree.tokens[person.last].lower in ("of", "from"):
        for c, draft, _ in row:
            if c.first == person.last + 1 and draft.type is EntityType.STATE:
                return draft
    return None


def _name_contextual(
    trees: Sequence[Tree],
    names: Sequence[list[Candidate]],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
) -> None:
    """Let "the North" and "the bloc" name what the text has named in full."""
    present = {sense.key for row in names for c in row for sense in c.senses[:1]}
    options: dict[str, str] = {}
    for word, labels in lexicon.contextual.items():
        keys = {s[0].key for label in labels if (s := gazetteer.lookup(label))} & present
        if len(keys) == 1:
            options[word] = next(iter(keys))
    if not options:
        return
    for tree, row in zip(trees, names, strict=True):
        tokens = tree.tokens
        for i in range(1, len(tokens)):
            key = options.get(tokens[i].text)
            if key is None or tokens[i - 1].lower != "the":
                continue
            if i + 1 < len(tokens) and tokens[i + 1].text[:1].isupper():
                continue
            label = gazetteer.entries[key].label
            row[:] = [c for c in row if not c.first <= i < c.last]
            row.append(
                Candidate(
                    tree.sentence.index,
                    i,
                    i + 1,
                    tokens[i].text,
                    gazetteer.entries[key].type,
                    tuple(gazetteer.lookup(label)[:1]),
                    "gazetteer",
                )
            )
            row.sort(key=lambda c: c.first)


def _span(tree: Tree, first: int, last: int) -> Span:
    return Span(tree.tokens[first].start, tree.tokens[last - 1].end)


def _inner(tree: Tree, row: Sequence[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """Names inside names: the states in a conflict's name, the name in "U.S.-supplied"."""
    covered = {i for c in row for i in range(c.first, c.last)}
    found = [c for c in compound_names(tree, gazetteer) if c.first not in covered]
    for outer in row:
        if (
            outer.senses
            and outer.length > 1
            and outer.type in (EntityType.CONFLICT, EntityType.TREATY)
        ):
            found.extend(nested_names(tree, outer, gazetteer))
    return found


def _inner_mention(tree: Tree, c: Candidate, registry: Registry) -> Mention:
    draft = registry.from_gazetteer(c.senses[0].key)
    kind = "compound" if c.origin == "compound" else "name"
    start = tree.tokens[c.first].start
    end = start + len(c.surface) if kind == "compound" else tree.tokens[c.last - 1].end
    if c.senses[0].kind == "demonym" and kind == "name":
        kind = "demonym"
    head = tree.span_head(c.first, c.last)
    draft.forms.add(c.surface)
    return Mention(start, end, tree.sentence.index, c.first, c.last, head, draft.key, kind)


def _phrase(tree: Tree, first: int, last: int, draft: Draft, kind: str) -> Mention:
    span = _span(tree, first, last)
    head = tree.span_head(first, last)
    return Mention(span.start, span.end, tree.sentence.index, first, last, head, draft.key, kind)
