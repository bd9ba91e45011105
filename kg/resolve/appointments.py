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


def appointed(
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
