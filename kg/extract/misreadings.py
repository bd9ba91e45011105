"""Mend clauses that parsers read wrong in the same way again and again.

Comes in: a `DraftTree`, the names of the sentence, the verbs that the frames know. Goes out: the
tree with those clauses put right: "Ardonia, Belmark hold talks" has two subjects, in "offered on
Sunday to mediate" the infinitive is what was offered, "was overrun" is a passive, and in
"Ardonia left the pact, the first member to do so" the main verb is "left".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.extract.draft_tree import NOMINAL, DraftTree
from kg.lexicon import Lexicon
from kg.model import Mention

__all__ = ["mend_clauses"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# Verbs whose infinitive is what they are about, whatever stands between.
_WITH_INFINITIVE = frozenset(
    ["offer", "threaten", "vow", "promise", "pledge", "agree", "refuse", "decide", "decline"]
)
# Prepositions that begin a clause as well.
_CLAUSAL = frozenset({"after", "before", "as", "until", "since", "while"})
# Participles that look like nouns: "was overrun".
_LIKE_NOUNS = frozenset({"overrun", "beset", "hit", "cut", "shut", "split"})
# What a verb of these takes is people or things, and no clause.
_TRANSITIVE = frozenset(["kick", "expel", "arrest", "detain", "jail", "free", "release", "deport"])
# Verbs with particles that look like prepositions.
_PHRASAL = frozenset(
    f"{verb} down" for verb in ("shoot", "gun", "bring", "burn", "shut", "strike", "vote")
) | frozenset(f"{verb} up" for verb in ("call", "round", "blow", "break"))
# Who is done these to is called something by it.
_NAMING = frozenset(
    ["declare", "proclaim", "name", "elect", "appoint", "designate", "crown", "label"]
)


def mend_clauses(
    tree: DraftTree, named: Sequence[Mention], bases: Collection[str], lexicon: Lexicon
) -> bool:
    """Put the clauses of a sentence right; True if the tree changed.

    Args:
        tree: of the sentence.
        named: its names, in text order.
        bases: base forms of the verbs that the frames know.
        lexicon: word lists.
    """
    changed = False
    for mend in (
        _prefix,
        _particle,
        _phrasal,
        _named,
        _copula,
        _clause_after,
        _inverted,
        _over_comma,
        _no_clause,
    ):
        for i in range(len(tree.tokens)):
            changed |= mend(tree, i)
    for i in range(len(tree.tokens)):
        changed |= _infinitive(tree, i, bases)
        changed |= _object_after(tree, i, lexicon)
    for first, second in pairwise(named):
        changed |= _pair(tree, first, second, bases)
    changed |= _hidden_report(tree, bases)
    return _subject_in_apposition(tree) or changed


def _hidden_report(tree: DraftTree, bases: Collection[str]) -> bool:
    """ "Newspapers in Torva allege that …": a verb before "that", though it looks like a noun."""
    root = next((i for i, h in enumerate(tree.head) if h == i), None)
    if root is None or tree.tag[root] != "NNS":
        return False
    for i in range(root + 1, len(tree.tokens) - 1):
        if tree.pos[i] in ("VERB", "AUX"):
            return False
        if (
            tree.tokens[i].lower in bases
            and tree.tag[i] == "NN"
            and tree.tokens[i + 1].lower == "that"
            and tree.pos[i - 1] != "ADP"  # "denials of report that …"
            and not tree.below(i, "det", "amod", "poss")
        ):
            clause = tree.head[i + 1]
            tree.make_root(i, {})
            tree.head[root], tree.dep[root] = i, "nsubj"
            if clause > i:
                tree.head[clause], tree.dep[clause] = i, "ccomp"
            return True
    return False


def _prefix(tree: DraftTree, i: int) -> bool:
    """ "the re-election of X": the tokenizer splits the word, parsers make "re" its head."""
    tokens = tree.tokens
    if tokens[i].lower != "re" or i + 2 >= len(tokens) or tokens[i + 1].text != "-":
        return False
    noun = i + 2
    be = tree.head[i]
    if tree.tag[noun] == "VBN" and tree.lemma[be] == "be" and tree.dep[i] != "nsubj":
        # "was re-elected president"
        office = tree.head[noun]
        tree.replace(be, noun, "auxpass")
        tree.pos[noun] = "VERB"
        if office not in (be, noun, i):
            tree.head[office], tree.dep[office] = noun, "oprd"
        for c in tree.below(noun, "nsubj"):
            tree.dep[c] = "nsubjpass"
        for c in (i, i + 1):
            tree.head[c], tree.dep[c] = noun, "dep"
        return True
    if tree.head[noun] != i or tree.pos[noun] not in NOMINAL:
        return False
    tree.replace(i, noun, "compound")
    tree.head[i + 1] = noun
    return True


def _particle(tree: DraftTree, i: int) -> bool:
    """ "strike over wages": a particle has no object, a preposition has."""
    if tree.dep[i] != "prt" or not tree.below(i, "pobj"):
        return False
    tree.dep[i], tree.pos[i], tree.tag[i] = "prep", "ADP", "IN"
    return True


def _phrasal(tree: DraftTree, i: int) -> bool:
    """ "shoots down a drone": what parsers take for a preposition belongs to the verb."""
    verb = tree.head[i]
    phrase = f"{tree.lemma[verb].lower()} {tree.tokens[i].lower}"
    objects = tree.below(i, "pobj")
    if tree.dep[i] != "prep" or i != verb + 1 or phrase not in _PHRASAL or len(objects) != 1:
        return False
    if tree.below(verb, "dobj"):
        return False
    tree.dep[i], tree.pos[i], tree.tag[i] = "prt", "ADP", "RP"
    tree.head[objects[0]], tree.dep[objects[0]] = verb, "dobj"
    return True


def _named(tree: DraftTree, i: int) -> bool:
    """ "was declared the winner": what somebody is called is no object."""
    verb = tree.head[i]
    if (
        tree.dep[i] != "dobj"
        or tree.lemma[verb] not in _NAMING
        or i < verb
        or not tree.below(verb, "nsubjpass")
    ):
        return False
    tree.dep[i] = "oprd"
    return True


def _copula(tree: DraftTree, i: int) -> bool:
    """ "it was mediating", "the island was overrun": a verb, though it looks like a noun."""
    be = tree.head[i]
    word = tree.tokens[i].lower
    passive = word in _LIKE_NOUNS
    if (
        tree.dep[i] != "attr"
        or tree.tag[i] != "NN"
        or tree.lemma[be] != "be"
        or i != be + 1
        or not (passive or (word.endswith("ing") and tree.below(i, "prep", "dobj")))
        or tree.below(i, "det", "amod", "poss", "compound", "nummod")
    ):
        return False
    tree.pos[i], tree.tag[i] = "VERB", "VBN" if passive else "VBG"
    if not passive:
        stem = word[:-3]
        tree.lemma[i] = stem + "e" if stem.endswith(("at", "iz", "is", "v", "c", "g")) else stem
    tree.replace(be, i, "auxpass" if passive else "aux")
    for c in tree.below(i, "nsubj"):
        tree.dep[c] = "nsubjpass" if passive else "nsubj"
    return True


def _clause_after(tree: DraftTree, i: int) -> bool:
    """ "after landmine injures three": a finite verb is no attribute, but has a subject."""
    noun = tree.head[i]
    preposition = tree.head[noun]
    if (
        tree.dep[i] != "acl"
        or tree.tag[i] not in ("VBZ", "VBP")
        or tree.dep[noun] != "pobj"
        or tree.tokens[preposition].lower not in _CLAUSAL
        or tree.head[preposition] == preposition
    ):
        return False
    above = tree.head[preposition]
    while tree.pos[above] not in ("VERB", "AUX") and tree.head[above] != above:
        above = tree.head[above]
    tree.head[i], tree.dep[i] = above, "advcl"
    tree.head[noun], tree.dep[noun] = i, "nsubj"
    tree.head[preposition], tree.dep[preposition] = i, "mark"
    return True


def _inverted(tree: DraftTree, i: int) -> bool:
    """ "Ardonia left the pact, the first member to do so": the infinitive is no main verb."""
    if tree.head[i] != i or tree.tag[i] != "VB":
        return False
    subject = next(iter(tree.below(i, "nsubj")), None)
    to = any(tree.tokens[c].lower == "to" for c in tree.below(i, "aux"))
    told = [c for c in tree.below(i, "ccomp") if c < i and tree.tag[c] in _FINITE]
    if subject is None or not to or len(told) != 1 or not told[0] < subject < i:
        return False
    verb = told[0]
    own = tree.below(verb, "nsubj", "nsubjpass")
    if not own:
        return False
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[subject], tree.dep[subject] = own[0], "appos"
    tree.head[i], tree.dep[i] = subject, "relcl"
    for c in tree.below(i, "punct"):
        tree.head[c] = verb
    return True


def _over_comma(tree: DraftTree, i: int) -> bool:
    """ "downs a drone near the border, the third incident": the object stands before the comma."""
    noun = tree.head[i]
    if (
        tree.dep[i] not in ("nmod", "compound")
        or tree.dep[noun] != "dobj"
        or noun < i
        or not any(t.text == "," for t in tree.tokens[i:noun])
    ):
        return False
    tree.head[i], tree.dep[i] = tree.head[noun], "dobj"
    tree.head[noun], tree.dep[noun] = i, "appos"
    return True


def _no_clause(tree: DraftTree, i: int) -> bool:
    """ "kicks out two men caught spying": the men are kicked out, the participle describes them."""
    verb = tree.head[i]
    if (
        tree.dep[i] != "ccomp"
        or tree.tag[i] not in ("VBD", "VBN")
        or tree.lemma[verb] not in _TRANSITIVE
        or i < verb
        or tree.below(i, "mark", "aux")
        or tree.below(verb, "dobj")
    ):
        return False
    subject = next((c for c in tree.below(i, "nsubj", "nsubjpass") if verb < c < i), None)
    if subject is None:
        return False
    tree.head[subject], tree.dep[subject] = verb, "dobj"
    tree.head[i], tree.dep[i], tree.tag[i] = subject, "acl", "VBN"
    return True


def _infinitive(tree: DraftTree, i: int, bases: Collection[str]) -> bool:
    """ "offered on Sunday to mediate", "threatened to march": what was offered or threatened."""
    tokens = tree.tokens
    verb = tree.head[i]
    if tree.dep[i] == "pobj" and tokens[verb].tag == "TO":
        to, verb = verb, tree.head[verb]
        if not tokens[i].text.islower() or tokens[i].lower not in bases or i != to + 1:
            return False
        tree.pos[i], tree.tag[i], tree.lemma[i] = "VERB", "VB", tokens[i].lower
        tree.head[to], tree.dep[to] = i, "aux"
        for c in range(i + 1, len(tokens)):
            if tree.head[c] == verb and tree.dep[c] in ("prep", "npadvmod", "advcl"):
                tree.head[c] = i
    elif (
        tree.dep[i] != "advcl"
        or tree.tag[i] != "VB"
        or not any(tokens[c].tag == "TO" for c in tree.below(i, "aux"))
    ):
        return False
    if tree.lemma[verb] not in _WITH_INFINITIVE or tree.below(verb, "dobj", "xcomp", "ccomp"):
        return False
    tree.head[i], tree.dep[i] = verb, "xcomp"
    return True


def _object_after(tree: DraftTree, i: int, lexicon: Lexicon) -> bool:
    """ "summons Belmarkian ambassador": the people right after a verb are its object."""
    verb = tree.head[i]
    if tree.dep[i] == "npadvmod" and i > verb and not tree.below(verb, "dobj"):
        given = [c for c in tree.below(verb, "dative") if verb < c < i]
        if given and tree.pos[given[0]] in NOMINAL:
            tree.dep[i] = "dobj"  # "gave the envoy two days"
            return True
    if (
        tree.dep[i] not in ("appos", "npadvmod")
        or tree.pos[verb] != "VERB"
        or tree.tag[verb] not in _FINITE
        or tree.tokens[i].lower not in lexicon["people"] | lexicon.title_heads
        or tree.below(verb, "dobj", "ccomp", "xcomp")
        or not all(tree.head[k] == i for k in range(verb + 1, i))
    ):
        return False
    tree.dep[i] = "dobj"
    return True


def _pair(tree: DraftTree, first: Mention, second: Mention, bases: Collection[str]) -> bool:
    """A headline's "Ardonia, Belmark hold talks": both hold them."""
    between = [t.text for t in tree.tokens[first.last : second.first]]
    verb = second.last
    if first.first != 0 or between != [","] or verb + 1 >= len(tree.tokens):
        return False
    if tree.tokens[verb].lower not in bases or tree.tag[verb] not in ("VBP", "VB", "NN"):
        return False
    one, two = tree.top(first.first, first.last), tree.top(second.first, second.last)
    if tree.head[verb] != verb or tree.pos[verb] != "VERB":
        tree.make_root(verb, {})
    tree.head[one], tree.dep[one] = verb, "nsubj"
    tree.head[two], tree.dep[two] = one, "conj"
    return True


def _subject_in_apposition(tree: DraftTree) -> bool:
    """ "Vowing revenge on Belmark, Ardonia's minister, Piet Oren, said …": who said is no Belmark.

    A main verb without a subject has the apposition for it that ends right before it.
    """
    verb = next((i for i, h in enumerate(tree.head) if h == i), None)
    if verb is None or tree.tag[verb] not in ("VBD", "VBZ") or tree.below(verb, *_SUBJECTS):
        return False
    for i in range(verb):
        if tree.dep[i] != "appos" or tree.head[i] > i or tree.pos[i] not in NOMINAL:
            continue
        end = max(tree.span(i)) + 1
        while end < verb and tree.tokens[end].text == ",":
            end += 1
        if end == verb and tree.clause_of(i) != verb:
            tree.head[i], tree.dep[i] = verb, "nsubj"
            return True
    return False
