"""Find whom pronouns and general nouns mean.

Comes in: the mentions of a document found so far. Goes out: further mentions for "he",
"his", "it", "its" (`pronouns.py`), "the country", "his country", "both countries" (`nouns.py`).
Where two candidates fit equally well none is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Lexicon
from kg.model import Mention
from kg.resolve.nouns import (
    COUNTRY,
    PAIR,
    called,
    capital,
    country,
    generic,
    generic_kinds,
    is_bare_definite,
    is_definite,
    is_dual,
    pair,
)
from kg.resolve.pronouns import NEUTER, PERSONAL, Genders, antecedent
from kg.resolve.registry import Registry
from kg.syntax import Tree

__all__ = ["find_anaphors"]


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
    genders = Genders(trees, rows, registry, lexicon)
    found: list[Mention] = []
    for tree in trees:
        s = tree.sentence.index
        covered = {i for m in rows[s] for i in range(m.first, m.last)}
        new: list[Mention] = []
        for token in tree.tokens:
            if token.i in covered:
                continue
            keys: tuple[str, ...] = ()
            if token.lower in PERSONAL:
                keys = antecedent(trees, rows, new, s, token.i, registry, genders, lexicon)
                for key in keys:
                    genders.learn(key, token.lower)
            elif token.lower in NEUTER and token.dep != "expl":
                keys = antecedent(trees, rows, new, s, token.i, registry, genders, lexicon)
            elif token.lemma in PAIR and is_dual(tree, token.i):
                keys = pair(trees, rows, s, token.i, registry)
            elif token.lower == "capital":
                keys = capital(rows[s], tree, token.i, registry)
            elif body := called(rows, tree, token.i, registry, lexicon):
                keys = (body,)
            elif (
                token.pos in ("NOUN", "PROPN")
                and is_definite(tree, token.i)
                and (kinds := generic_kinds(tree, token.i, lexicon))
            ):
                keys = generic(trees, rows, s, token.i, registry, kinds, lexicon)
            elif token.lemma in COUNTRY and token.tag in ("NN", "NNP"):
                if (
                    home is not None
                    and token.lemma == "government"
                    and (is_bare_definite(tree, token.i))
                ):
                    keys = (home,)
                else:
                    keys = country(trees, rows, new, s, token.i, registry)
            for key in keys:
                if key not in registry.drafts:
                    registry.from_gazetteer(key)  # the state of an army that is never named itself
                kind = "pronoun" if token.pos in ("PRON", "DET") else "title"
                new.append(
                    Mention(token.start, token.end, s, token.i, token.i + 1, token.i, key, kind)
                )
        rows[s].extend(new)
        rows[s].sort(key=lambda m: (m.first, m.last))
        found.extend(new)
    return found
