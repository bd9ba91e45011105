"""Is any event of a sentence told as fact, as not so, or as uncertain?

Comes in: a parsed `Sentence`, one of its tokens (a verb or a noun of an event) and the `Rules`.
Goes out: the `Factuality` that claims are made of. In "Seoul denied that it had sent troops"
the token "sent" is told as not so.
"""

from __future__ import annotations

from kg.extract.factuality import Factuality, factuality
from kg.extract.predications import Reader
from kg.extract.rules import Rules
from kg.model import Sentence
from kg.syntax import Tree

__all__ = ["judge"]


def judge(sentence: Sentence, token: int, *, rules: Rules) -> Factuality:
    """Judge the event at a token of the sentence, whatever its type.

    Args:
        sentence: as the annotation gives it.
        token: index of the verb or noun.
        rules: the signatures of embedding predicates and the word lists.
    """
    reader = Reader(Tree(sentence), lexicon=rules.lexicon)
    nominal = sentence.tokens[token].pos in ("NOUN", "PROPN")
    return factuality(
        reader.tree,
        token,
        carrier=reader.noun(token).carrier if nominal else -1,
        signatures=rules.signatures,
        lexicon=rules.lexicon,
    )
