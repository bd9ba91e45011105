"""What stands in object position of a verb, and whether its subject does so.

Comes in: a sentence's `Tree` and the token of a verb. Goes out: head tokens: "troops" for "sent"
in "the troops that Seoul sent", "the editor" for both verbs in "arrested and jailed the editor";
and that "sent" is passive in "troops sent by Seoul".
"""

from __future__ import annotations

from kg.syntax import Tree

__all__ = ["RELATIVE", "antecedent_of", "is_passive", "objects_of"]

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_MAX_DEPTH = 12


def objects_of(tree: Tree, v: int) -> list[int]:
    """What stands in object position of verb `v`, found over relative clauses and lists."""
    tokens = tree.tokens
    found: list[int] = []
    for c in tree.all(v, "dobj"):
        if tokens[c].lower in RELATIVE and tokens[c].tag in ("WDT", "WP"):
            antecedent = antecedent_of(tree, v)
            if antecedent is None:
                antecedent = _noun_before(tree, c)
            if antecedent is not None:
                found.append(antecedent)
        else:
            found.extend(tree.conjuncts(c))
    if not found and not is_passive(tree, v):
        # parsers take "sentences former president X" for a measure
        found = [
            c
            for c in tree.all(v, "npadvmod")
            if c > v
            and tokens[c].pos == "PROPN"
            and not any(
                name.start <= c < name.end and name.label in ("DATE", "TIME")
                for name in tree.sentence.names
            )
        ]
    if (
        not found
        and tokens[v].dep == "relcl"
        and tree.child(v, "nsubj") is not None
        and tokens[tree.child(v, "nsubj") or 0].lower not in RELATIVE
        and tree.child(v, "ccomp", "xcomp", "attr", "acomp", "prep") is None
        and not any(tokens[c].tag == "WRB" for c in tree.all(v, "advmod"))
    ):
        found = [tokens[v].head]  # "the weapons Russia sent"
    if not found and tokens[v].dep == "conj" and tree.child(v, "ccomp", "prep", "xcomp") is None:
        # "arrested and jailed the editor": the object stands once, after the last verb;
        # "detained the editor and jailed" shares the first verb's.
        head = tokens[v].head
        if tokens[head].pos == "VERB" and tokens[v].tag == tokens[head].tag:
            found = [x for c in tree.all(head, "dobj") for x in tree.conjuncts(c)]
    if not found and tree.child(v, "ccomp", "prep", "xcomp", "dative", "prt") is None:
        joined = [c for c in tree.all(v, "conj") if tokens[c].tag == tokens[v].tag]
        if joined and _are_adjacent(tree, v, joined[-1]):
            found = [x for c in tree.all(joined[-1], "dobj") for x in tree.conjuncts(c)]
    return found


def is_passive(tree: Tree, v: int) -> bool:
    """Is the verb passive, auxiliary or not ("troops sent by Seoul")?"""
    tokens, token = tree.tokens, tree.tokens[v]
    if tree.child(v, "auxpass", "nsubjpass") is not None:
        return True
    if token.tag != "VBN" or tree.child(v, "aux") is not None:
        return False
    by_agent = any(tokens[c].lower == "by" for c in tree.all(v, "agent", "prep"))
    if tree.child(v, "nsubj") is not None:
        return False
    if tree.child(v, "dobj") is not None and not (token.dep == "acl" and by_agent):
        return False
    if token.dep == "conj":
        head = token.head
        return tree.tokens[head].tag == "VBN" and is_passive(tree, head)
    return token.dep in (
        "acl",
        "advcl",
        "ROOT",
        "relcl",
        "amod",
        "ccomp",
        "xcomp",
        "oprd",
        "dep",
    )


def antecedent_of(tree: Tree, v: int) -> int | None:
    """The noun that the relative clause of `v` describes."""
    i = v
    for _ in range(_MAX_DEPTH):
        token = tree.tokens[i]
        if token.dep in ("relcl", "acl", "ccomp") and tree.tokens[token.head].pos in (
            "NOUN",
            "PROPN",
            "PRON",
            "NUM",
        ):
            # "Manila and Beijing, which he visited": the last of a list
            first = min(tree.subtree(i))
            listed = [c for c in tree.conjuncts(token.head) if c < first]
            return listed[-1] if listed else token.head
        if token.dep not in ("conj", "ccomp", "xcomp") or token.head == i:
            return None
        i = token.head
    return None


def _noun_before(tree: Tree, pronoun: int) -> int | None:
    """The noun right before a relative pronoun whose clause the parser hung elsewhere.

    A time in between is looked over ("an election in June, which X won").
    """
    tokens = tree.tokens
    i = pronoun - 1
    if i > 0 and tokens[i].text == ",":
        i -= 1
    for _ in range(_MAX_DEPTH):
        if i < 0:
            return None
        token = tokens[i]
        if token.pos == "NOUN" or (
            token.pos == "PROPN"
            and not any(
                name.start <= i < name.end and name.label in ("DATE", "TIME")
                for name in tree.sentence.names
            )
        ):
            return i
        if token.dep not in ("pobj", "prep", "compound", "nummod") or token.head == i:
            return None
        i = token.head
    return None


def _are_adjacent(tree: Tree, v: int, other: int) -> bool:
    """Does only coordination stand between two verbs ("arrested and jailed")?"""
    return all(t.dep in ("cc", "punct", "conj", "advmod") for t in tree.tokens[v + 1 : other])
