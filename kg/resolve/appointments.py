"""Offices that a verb gives or that somebody is said to hold.

Comes in: the named entities of a sentence. Goes out: `Office`s: "appointed Olena Koval prime
minister", "was sworn in as president of Ghana". A title beside a name is read by `offices.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType, Relation
from kg.resolve.clusters import Named
from kg.resolve.offices import POLITIES, Office, span_of
from kg.resolve.registry import Registry
from kg.resolve.roles import own_state
from kg.resolve.titles import phrase_at
from kg.syntax import Tree

__all__ = ["appointed"]

# Who "is … to be" something is so only for somebody.
# Who says so of himself.
_CLAIMING = frozenset({"say", "claim", "insist", "maintain"})
_TOLD = frozenset(
    ["believe", "allege", "say", "think", "report", "know", "understand", "suspect", "presume"]
)


def appointed(
    tree: Tree, row: Sequence[Named], registry: Registry, lexicon: Lexicon
) -> Iterator[Office]:
    """ "appointed Olena Koval prime minister", "was sworn in as president of Ghana"."""
    tokens = tree.tokens
    candidates = [c for c, _, _ in row]
    for token in tokens:
        copular = token.pos in ("AUX", "VERB") and (
            token.lemma in lexicon["holding_verbs"] or _takes_office(tree, token.i)
        )
        if not copular and (token.lemma not in lexicon["appointing_verbs"] or token.pos != "VERB"):
            continue
        if copular and token.lemma in ("be", "serve") and not _lasts(tree, token.i):
            continue  # "was president" need not be any more
        believed = _believed(tree, token.i) if copular else None
        if tree.child(token.i, "neg") is not None or any(
            tokens[c].tag == "MD" or (tokens[c].tag == "TO" and believed is None)
            for c in tree.all(token.i, "aux")
        ):
            continue
        holder = _holder(tree, token.i, copular) if believed is None else believed
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
        # the office may hang on the term: "installed for a full term as mayor"
        terms = [x for c in tree.all(token.i, "prep") for x in tree.all(c, "pobj")]
        starts = [
            x
            for c in tree.all(token.i, "prep") + [c for x in terms for c in tree.all(x, "prep")]
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
            relation = title.relation if owner.type in POLITIES else "holdsPosition"
            yield (
                Relation(relation, person.key, owner.key, title.words),
                span_of(tree, token.i, title.last)
                if token.i < title.last
                else span_of(tree, title.first, title.last),
                tree.sentence.index,
            )
            break


def _takes_office(tree: Tree, verb: int) -> bool:
    """ "took office as trade minister", "took over as head of the agency"."""
    if tree.tokens[verb].lemma != "take":
        return False
    return any(
        (tree.tokens[c].lower, tree.tokens[c].dep) in (("office", "dobj"), ("over", "prt"))
        for c in tree.children[verb]
    )


def _lasts(tree: Tree, verb: int) -> bool:
    """Does the verb tell of the present: "is", "serves", "has been minister since 2023"?"""
    tokens = tree.tokens
    if tokens[verb].tag not in ("VBD", "VBN"):
        return True
    since = any(
        tokens[c].lower in ("since", "for") and tokens[c].dep == "prep"
        for x in (verb, *tree.all(verb, "attr"))
        for c in tree.children[x]
    )
    return since and any(tokens[c].lower in ("has", "have") for c in tree.all(verb, "aux"))


def _believed(tree: Tree, verb: int) -> int | None:
    """Who "is believed to be" what the verb says: the subject of the passive verb above."""
    token = tree.tokens[verb]
    if token.dep != "xcomp" or not any(tree.tokens[c].tag == "TO" for c in tree.children[verb]):
        return None
    above = token.head
    if tree.tokens[above].lemma not in _TOLD or tree.child(above, "neg") is not None:
        return None
    if above > 1 and tree.tokens[above - 1].text == "," and tree.tokens[above].dep != "ROOT":
        # "detained X, thought to be the leader of …": whom the comma follows
        return above - 2 if tree.child(above, "nsubj", "nsubjpass", "aux") is None else None
    return tree.child(above, "nsubjpass")


def _holder(tree: Tree, verb: int, copular: bool) -> int | None:
    """Who gets or has the office: the subject, or who is appointed.

    "who serves as" means the noun before it, "X says that he is" X.
    """
    tokens = tree.tokens
    passive = tree.child(verb, "nsubjpass")
    holder = passive if passive is not None else tree.child(verb, "nsubj" if copular else "dobj")
    if holder is None:
        return None
    if tokens[holder].tag == "WP" and tokens[verb].dep == "relcl":
        return tokens[verb].head
    if tokens[holder].lower in ("he", "she") and tokens[verb].dep == "ccomp":
        saying = tokens[verb].head
        above = tree.child(saying, "nsubj")
        # Only where nobody else can be meant: no text before, no other person beside.
        persons = sum(name.label == "PERSON" for name in tree.sentence.names)
        alone = tree.sentence.index == 0 and persons <= 1
        if above is not None and alone and tokens[saying].lemma in _CLAIMING:
            return above if tokens[above].pos == "PROPN" else holder
    return holder
