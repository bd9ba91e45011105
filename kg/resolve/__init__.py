"""Find who a document speaks of.

Comes in: an `AnnotatedDocument`. Goes out: a `ResolvedDocument` whose mentions denote
entities. "North Korean leader Kim Jong Un vowed his country will support Russia" gives the
state North Korea (by its demonym and by "his country"), the person Kim Jong Un, the state
Russia, and the durable fact that Kim is North Korea's head of state.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import AnnotatedDocument, EntityType, Mention, Relation, ResolvedDocument
from kg.resolve.anaphora import find_anaphors
from kg.resolve.appointments import appointed
from kg.resolve.belonging import affiliated, named_after_state, of_nation
from kg.resolve.candidate import Candidate, follows
from kg.resolve.clusters import Named, cluster
from kg.resolve.company import read_by_company
from kg.resolve.home import home_of, speaks_of_another
from kg.resolve.known import compound_names, nested_names
from kg.resolve.names import find_names
from kg.resolve.offices import (
    Office,
    at_home,
    counterparts,
    known_holder,
    owned_by_mention,
    read_titles,
    span_of,
)
from kg.resolve.organs import adopt_organs, institution_phrases, own_institution
from kg.resolve.registry import Draft, Registry
from kg.resolve.roles import Holder, holder_of, own_state, role_phrases
from kg.resolve.strangers import part_strangers
from kg.resolve.titles import Title
from kg.syntax import Tree

__all__ = ["resolve"]


def resolve(
    annotated: AnnotatedDocument, *, gazetteer: Gazetteer, lexicon: Lexicon
) -> ResolvedDocument:
    """Return the document with its mentions and entities."""
    trees = [Tree(sentence) for sentence in annotated.sentences]
    registry = Registry(gazetteer, day=annotated.document.date)
    names = [find_names(tree, gazetteer=gazetteer, lexicon=lexicon) for tree in trees]
    read_by_company(trees, names, gazetteer, lexicon)
    _name_contextual(trees, names, gazetteer, lexicon)
    named = cluster(trees, names, registry, lexicon=lexicon)
    organs = adopt_organs(trees, named, registry, lexicon)
    inner = [_inner(tree, row, gazetteer) for tree, row in zip(trees, names, strict=True)]

    home = home_of(annotated, trees, named, gazetteer, lexicon)
    holders, titled, offices = read_titles(trees, named, registry, lexicon)
    offices = part_strangers(offices, registry)
    offices += [
        (
            Relation("partOfGovernment", organ.key, state.key),
            span_of(trees[s], first, last),
            s,
        )
        for organ, state, s, first, last in organs
    ]
    if home is not None:
        holders = at_home(
            holders, named, registry.from_gazetteer(home), trees, offices, registry, lexicon
        )
    mentions = [
        _phrase(tree, c.first, _end(tree, c, draft, lexicon), draft, kind)
        for tree, row in zip(trees, named, strict=True)
        for c, draft, kind in row
    ]
    mentions += [
        _inner_mention(tree, c, registry)
        for tree, row in zip(trees, inner, strict=True)
        for c in row
    ]
    mentions += _apposed_titles(trees, holders)
    for tree, row, consumed in zip(trees, named, titled, strict=True):
        taken = consumed | {i for c, _, _ in row for i in range(c.first, c.last)}
        s = tree.sentence.index
        here = home
        if home is not None and speaks_of_another(s, len(tree.tokens), named, trees, home, lexicon):
            here = None
        for phrase in institution_phrases(tree, row, registry, taken, home=here, lexicon=lexicon):
            if not any(c.first == phrase.first and c.last == phrase.last for c, _, _ in row):
                mentions.append(_phrase(tree, phrase.first, phrase.last, phrase.draft, phrase.kind))
                taken |= set(range(phrase.first, phrase.last))
            if phrase.kind == "organ" and phrase.owner is not None:
                relation = Relation("partOfGovernment", phrase.draft.key, phrase.owner.key)
                offices.append((relation, span_of(tree, phrase.first, phrase.last), s))
        for first, last, title in role_phrases(tree, row, taken, lexicon=lexicon):
            owner = row[title.owner][1] if title.owner is not None else None
            person = holder_of(title, owner, holders, sentence=s)
            state = own_state(owner, registry) if owner is not None else None
            known = state if owner is not None else here and registry.from_gazetteer(here)
            if person is None and known and not title.past:
                person = known_holder(title, known, registry)
            person = person or _apposed_person(tree, row, title)
            if person is not None:
                mentions.append(_phrase(tree, first, last, person, "title"))
            elif state is not None and not title.past:
                mentions.append(_phrase(tree, first, last, state, "title"))
    for tree, row in zip(trees, named, strict=True):
        offices += named_after_state(tree, row, registry)
        offices += appointed(tree, row, registry, lexicon)
        offices += of_nation(tree, row, titled[tree.sentence.index], lexicon)
        offices += affiliated(tree, row, lexicon)
    mentions.sort(key=lambda m: (m.start, m.end, m.entity))
    mentions += find_anaphors(trees, mentions, registry, home=home, lexicon=lexicon)
    offices += owned_by_mention(trees, mentions, holders, registry, lexicon)
    offices += counterparts(trees, named, mentions, holders, registry, lexicon)
    mentions = _own(mentions, trees, named, registry, offices, annotated.document.id, home, lexicon)
    mentions += _nested(trees, mentions, registry)
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


# Classes of entities whose names hold the name of the state that they belong to.
_OF_STATES = frozenset(
    {
        EntityType.GOVERNMENT_BODY,
        EntityType.MILITARY_FORCE,
        EntityType.ORGANIZATION,
        EntityType.NEWS_MEDIA,
    }
)


def _nested(
    trees: Sequence[Tree], mentions: Sequence[Mention], registry: Registry
) -> list[Mention]:
    """The states that are named inside the names of their organs: "Supreme Court of Ghana".

    They are mentioned, but fill no role: the court acts, not Ghana. A state in the name of what
    is not its own ("Islamic State in Iraq") is left out.
    """
    gazetteer = registry.gazetteer
    found: dict[tuple[int, int, int], Mention] = {}
    named = {(m.sentence, m.first, m.last) for m in mentions}
    for outer in mentions:
        draft = registry.drafts[outer.entity]
        if outer.last - outer.first < 2 or draft.type not in _OF_STATES:
            continue
        tree = trees[outer.sentence]
        own = gazetteer.entries[draft.key].state if draft.known else None
        for c in nested_names(tree, Candidate.of(tree, outer), gazetteer):
            place = (outer.sentence, c.first, c.last)
            state = c.senses[0].key
            if (
                c.type is EntityType.STATE
                and c.senses[0].kind in ("name", "demonym")
                and place not in named
                and (not draft.known or state in (draft.represents, own))
            ):
                found[place] = dataclasses.replace(_inner_mention(tree, c, registry), kind="nested")
    return list(found.values())


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
        if home is not None and speaks_of_another(s, mention.first, named, trees, home, lexicon):
            here = None
        owned = own_institution(trees[s], mention, rows[s], registry, home=here, lexicon=lexicon)
        if owned is not None and owned.represents is not None:
            owned.forms.add(trees[s].text(mention.first, mention.last))
            relation = Relation("partOfGovernment", owned.key, owned.represents)
            offices.append((relation, span_of(trees[s], mention.first, mention.last), s))
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


def _apposed_person(tree: Tree, row: Sequence[Named], title: Title) -> Draft | None:
    """The person set beside a role: "the head of Peru's port agency, Luis Paz"."""
    head = tree.span_head(title.first, title.last)
    beside = set(tree.all(head, "appos"))
    return next(
        (
            draft
            for c, draft, _ in row
            if draft.type is EntityType.PERSON and beside & set(range(c.first, c.last))
        ),
        None,
    )


def _apposed_titles(trees: Sequence[Tree], holders: Sequence[Holder]) -> list[Mention]:
    """The titles set beside a name by a comma: "the Iraqi minister, Hassan Jabir"."""
    found = {}
    for holder in holders:
        tree, title, name = trees[holder.sentence], holder.title, holder.name
        first, second = sorted(((title.first, title.last), (name.first, name.last)))
        between = [t.text for t in tree.tokens[first[1] : second[0]]]
        # "the commander of the force, Ardonian General X": only whose it is stands between
        told_before = title.last <= name.first and between.count(",") == 1
        if second[0] > first[1] and (tree.tokens[first[1]].text == "," or told_before):
            found[holder.sentence, title.first, title.last] = _phrase(
                tree, title.first, title.last, holder.person, "title"
            )
    return list(found.values())


def _end(tree: Tree, c: Candidate, draft: Draft, lexicon: Lexicon) -> int:
    """Where the words for an entity end: "Bari region" is one mention of Bari."""
    if draft.type is not EntityType.PLACE:
        return c.last
    # "the Druze city of Suwayda" names another place, "the Bari region of Puntland" does not
    apart = c.last + 1 < len(tree.tokens) and tree.tokens[c.last + 1].lower == "of"
    if not follows(tree, c, lexicon["district_nouns"]) and (
        apart or not follows(tree, c, lexicon["settlement_nouns"])
    ):
        return c.last
    draft.forms.add(tree.text(c.first, c.last + 1))
    return c.last + 1


def _phrase(tree: Tree, first: int, last: int, draft: Draft, kind: str) -> Mention:
    span = span_of(tree, first, last)
    head = tree.span_head(first, last)
    return Mention(span.start, span.end, tree.sentence.index, first, last, head, draft.key, kind)
