"""Read event nouns: whose attack it is, on whom, and who takes part in the talks.

Comes in: the `Verbs` of a sentence and the token of an event noun. Goes out: a `Predication`:
"held talks with X" gives talks the subject of "held" and the with-phrase, "Russia-Ukraine
talks" both names as modifiers, "sanctions and travel bans on X" both X.
"""

from __future__ import annotations

from kg.extract.objects import antecedent_of, is_passive
from kg.extract.slots import Predication, add_deep_phrases, add_phrases
from kg.extract.verbs import Verbs

__all__ = ["HAPPENING", "noun_predication"]

# Verbs that say only that an event takes place, and when.
HAPPENING = frozenset(
    [
        *(
            "take",
            "begin",
            "start",
            "resume",
            "end",
            "continue",
            "follow",
            "conclude",
            "come",
            "go",
        ),
        *(
            "erupt",
            "break",
            "occur",
            "happen",
            "last",
            "collapse",
            "fail",
            "stall",
            "intensify",
            "escalate",
        ),
    ]
)
_DEPENDENT_CLAUSES = frozenset(
    {"xcomp", "pcomp", "conj", "acl", "prep", "dobj", "pobj", "advcl", "attr", "compound"}
)
# Phrases that coordinated event nouns have in common.
_SHARED = ("on", "against", "of", "for", "with", "between", "to", "targeting", "by", "in")


# … and those that tell at whom a deed is aimed.
_AIMED = ("on", "against", "to", "over")


def noun_predication(verbs: Verbs, n: int) -> Predication:
    """The predication of the event noun at token `n`, with its light verb's arguments."""
    tree, tokens = verbs.tree, verbs.tokens
    p = Predication(n, "noun", tokens[n].lemma.lower(), "", n)
    add_phrases(tree, n, p.slots)
    if "by" not in p.slots and (by := _by_after(verbs, n)):
        p.slots["by"] = by
    p.slots["poss"] = [
        x for c in tree.all(n, "poss") for x in (_whose(verbs, n, c) or tree.conjuncts(c))
    ]
    p.slots["mod"] = [x for c in tree.all(n, "amod", "compound", "nmod") for x in tree.conjuncts(c)]
    for c in tree.all(n, "compound", "nmod", "amod"):
        # "Russia-Ukraine talks": the first name hangs on the second
        p.slots["mod"].extend(tree.all(c, "compound", "nmod", "npadvmod"))
        if tokens[c - 1].text == "-":
            p.slots["mod"].extend(tree.all(c, "amod"))  # "an Ardonian-Belmarkian exercise"
    _share(verbs, n, p)
    subject = list(p.slots.get("by", []))
    carrier = _carrier(verbs, n)
    if carrier is not None:
        p.carrier = carrier
        verb = verbs.verb(carrier)
        patient = tokens[carrier].lemma in verbs.lexicon["patient_verbs"]
        if patient:
            p.slots["obj"] = list(verb.slots.get("subj", []))
        elif n not in verb.slots.get("subj", []):
            subject = subject or [x for x in verb.slots.get("subj", []) if x != n]
        for name, arguments in verb.slots.items():
            if name not in ("subj", "obj", "iobj", "attr"):
                p.slots.setdefault(name, [x for x in arguments if x != n])
        if verb.slots.get("iobj"):
            p.slots["iobj"] = verb.slots["iobj"]
        p.passive = verb.passive
    elif tokens[n].dep == "dobj" and tokens[tokens[n].head].lemma in verbs.lexicon["deed_verbs"]:
        # "vows support": who vows is who is to support
        subject = subject or [x for x in verbs.verb(tokens[n].head).get("subj") if x != n]
    elif (
        tokens[n].dep == "pobj"
        and tokens[tokens[n].head].lower == "to"
        and tokens[tokens[tokens[n].head].head].lemma == "commit"
    ):
        # "commits to an investment in X"
        subject = subject or verbs.verb(tokens[tokens[n].head].head).get("subj")
    elif p.slots.get("with") and tokens[n].lemma in verbs.lexicon["talks"]:
        subject = subject or _party_to_talks(verbs, n)
    for c in tree.all(n, "acl"):
        if tokens[c].lower in ("targeting", "involving"):
            # "sanctions targeting X": parsers take it for a verb
            aimed_at = [x for y in tree.all(c, "dobj") for x in tree.conjuncts(y)]
            p.slots.setdefault(tokens[c].lower, aimed_at)
    for c in tree.all(n, "acl", "relcl"):
        # "an attack carried out by X", "talks that were held in Y"
        if tokens[c].lemma in verbs.light and is_passive(tree, c):
            verb = verbs.verb(c)
            subject = subject or verb.slots.get("subj", [])
            for name, arguments in verb.slots.items():
                if name not in ("subj", "obj", "by"):
                    p.slots.setdefault(name, arguments)
    p.slots["light"] = subject
    if tokens[n].dep == "appos":
        # "Armenia, an ally of Russia"; "Armenia and Russia, allies since 1991"
        described = tokens[n].head
        both = tokens[n].tag in ("NNS", "NNPS")
        listed = [x for x in tree.conjuncts(described) if x < n] if both else []
        p.slots["appos"] = listed or [described]
    elif tree.child(n, "appos") is not None:
        p.slots["appos"] = [x for c in tree.all(n, "appos") for x in tree.conjuncts(c)]
    for arguments in [
        pobj
        for name, pobj in sorted(p.slots.items())
        if name not in ("poss", "mod", "light", "by", "obj", "iobj")
    ]:
        for argument in arguments:
            add_deep_phrases(tree, verbs.light, argument, p.deep, 1)
    for actor in p.slots.get("by", []):
        # "a march by miners against X": parsers hang the target on who acts
        hung: dict[str, list[int]] = {}
        add_phrases(tree, actor, hung)
        for name in _AIMED:
            if name in hung and name not in p.slots:
                p.deep.setdefault(name, []).extend(hung[name])
    return p


def _by_after(verbs: Verbs, n: int) -> list[int]:
    """ "called the recognition of X by Y a mistake": parsers hang the by-phrase on the verb."""
    tree, tokens = verbs.tree, verbs.tokens
    verb = tokens[n].head
    if tokens[n].dep != "dobj" or is_passive(tree, verb):
        return []
    for c in tree.all(verb, "prep", "agent"):
        if tokens[c].lower == "by" and c == tree.subtree(n)[-1] + 1:
            return [x for y in tree.all(c, "pobj") for x in tree.conjuncts(y)]
    return []


def _whose(verbs: Verbs, n: int, c: int) -> list[int]:
    """ "X, whose arrest …": the noun's possessor `c` is whom the clause describes."""
    tokens = verbs.tokens
    if tokens[c].tag != "WP$":
        return []
    clause = n
    while tokens[clause].dep != "relcl" and tokens[clause].head != clause:
        clause = tokens[clause].head
    described = antecedent_of(verbs.tree, clause)
    return [described] if described is not None else []


def _share(verbs: Verbs, n: int, p: Predication) -> None:
    """What coordinated and compound nouns have in common.

    "sanctions and travel bans on X" are both on X, "Ardonian gunfire and airstrikes" both
    Ardonian; "sanctions on X, including travel bans" and "an arrest warrant for X" say of
    the inner noun what hangs on the outer one.
    """
    tree, tokens = verbs.tree, verbs.tokens
    token = tokens[n]
    sources: list[int] = []
    if not any(name in p.slots for name in _SHARED):
        sources = tree.conjuncts(n)[1:]
    outer = token.head
    if token.dep in ("pobj", "dobj") and tokens[outer].lower == "including":
        sources.append(tokens[outer].head)
    elif token.dep == "compound" and tokens[outer].lemma in verbs.lexicon["container_nouns"]:
        sources.append(outer)
        p.slots["poss"] += [x for c in tree.all(outer, "poss") for x in tree.conjuncts(c)]
        p.slots["mod"] += [c for c in tree.all(outer, "amod", "nmod", "compound") if c < n]
    for source in sources:
        hung: dict[str, list[int]] = {}
        add_phrases(tree, source, hung)
        for name in _SHARED:
            if name in hung:
                p.slots.setdefault(name, hung[name])
    if (
        token.dep == "conj"
        and not (p.slots["poss"] or p.slots["mod"])
        and tree.child(n, "det") is None
    ):
        p.slots["mod"] = [c for c in tree.all(outer, "amod", "nmod", "compound") if c < outer]


def _party_to_talks(verbs: Verbs, n: int) -> list[int]:
    """ "X freed nine people after talks with Y": X talked as well."""
    tokens = verbs.tokens
    token = tokens[n]
    preposition = tokens[token.head]
    if token.dep not in ("pobj", "dobj") or preposition.lower not in (
        "after",
        "following",
        "before",
        "amid",
    ):
        return []
    above = tokens[preposition.head]
    while above.dep in _DEPENDENT_CLAUSES and above.head != above.i:
        above = tokens[above.head]
    return verbs.subject(above.i) if above.pos == "VERB" else []


def _carrier(verbs: Verbs, n: int) -> int | None:
    """The light verb whose object (or happening subject) the noun is."""
    tokens = verbs.tokens
    i = n
    for _ in range(3):
        token = tokens[i]
        if token.dep == "conj" and tokens[token.head].pos in ("NOUN", "PROPN"):
            i = token.head
            continue
        if (
            token.dep == "pobj"
            and tokens[token.head].lower == "of"
            and (tokens[tokens[token.head].head].lemma in verbs.lexicon["transparent"])
        ):
            i = tokens[token.head].head  # "a round of talks"
            continue
        break
    token = tokens[i]
    head = tokens[token.head]
    if head.pos not in ("VERB", "AUX", "ADP"):
        return None
    if token.dep == "attr" and head.lemma in verbs.lexicon["copulas"]:
        return token.head
    if token.dep in ("dobj", "nsubjpass") and head.lemma in verbs.light:
        return token.head
    if token.dep == "nsubj" and head.lemma in HAPPENING:
        return token.head
    lexicon = verbs.lexicon
    if (
        token.dep == "nsubj"
        and head.lemma in lexicon["growing"]
        and token.lemma in lexicon["flows"]
    ):
        return token.head  # "exports to X doubled": there were some
    talks = tokens[n].lemma in verbs.lexicon["talks"]
    if token.dep == "pobj" and head.lower in ("on", "in") and talks:
        above = tokens[head.head]
        alone = verbs.tree.child(above.i, "attr", "acomp") is None
        if above.lemma == "be" and above.pos in ("VERB", "AUX") and alone:
            return above.i  # "is on a visit to X", "is in talks with Y"
    if token.dep == "pobj" and head.lower in ("in", "into", "for", "to", "with", "on", "out"):
        above = tokens[head.head]
        if above.pos == "VERB" and above.lemma in (
            "engage",
            "participate",
            "enter",
            "take",
            "meet",
            "sit",
            "gather",
            "arrive",
            "carry",
            "agree",
            "respond",
            "retaliate",
            "answer",
            "reply",
            "counter",
            "join",
            "attend",
            "apply",
        ):
            return head.head
    if token.dep == "pobj" and head.lower in ("in", "at", "during") and talks:
        # "said in a meeting with X": whoever speaks there takes part
        above = tokens[head.head]
        while (
            above.dep in _DEPENDENT_CLAUSES
            and above.head != above.i
            and (verbs.tree.child(above.i, "nsubj", "nsubjpass") is None)
        ):
            # parsers hang such a phrase on the last verb; it sets the scene for the clause
            above = tokens[above.head]
        if above.pos in ("VERB", "AUX") and above.lemma not in verbs.lexicon["copulas"]:
            return above.i
    return None
