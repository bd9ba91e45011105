"""Which state a document is about, and which state acts where.

Comes in: the named entities of all sentences. Goes out: the home state, for offices and organs
that name none ("Prime Minister X", "the army"). In an article datelined Manila in which
"Philippine officials" act, the home is the Philippines.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import AnnotatedDocument, EntityType
from kg.resolve.candidate import Candidate
from kg.resolve.clusters import Named
from kg.resolve.registry import Draft
from kg.syntax import Tree

__all__ = ["home_of", "speaks_of_another"]

# The headline and the lead.
_LEAD = 2
# How many sentences back the state that a bare title belongs to may act.
_CONTEXT = 1


def home_of(
    annotated: AnnotatedDocument,
    trees: Sequence[Tree],
    named: Sequence[Sequence[Named]],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
) -> str | None:
    """The state that the document is about, for offices and organs that name none.

    News leaves out whose minister it is where the dateline or the lead says so. The dateline's
    state counts if it acts in the text ("Armenian officials", "Manila protests"), else the one
    that acts first, in the headline or the lead. Without a dateline it is the only state that
    the text names, if it names only one: short items name their states.
    """
    dateline = annotated.document.dateline
    if dateline is None:
        named_states = {_state_of(draft, gazetteer) for row in named for _, draft, _ in row} - {
            None
        }
        return next(iter(named_states)) if len(named_states) == 1 else None
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


def _state_of(draft: Draft, gazetteer: Gazetteer) -> str | None:
    """The state that an entity is, stands for or lies in."""
    if draft.type is EntityType.STATE:
        return draft.key
    if draft.type is EntityType.PLACE and draft.known:
        return gazetteer.entries[draft.key].state
    return draft.represents


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


def speaks_of_another(
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
