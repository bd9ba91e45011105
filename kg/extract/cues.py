"""Negation, modality and hedges that stand at a predicate itself.

Comes in: a sentence's `Tree` and the token of a verb, a noun or a preposition. Goes out: `Cues`,
or what they make of the `State` that the walk to the root has worked out so far. "could not
attack" gives for "attack": negated, and no mere possibility; "alleged attack" is Possible.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.signatures import Effect, Signatures
from kg.model import Certainty, Polarity, Tense
from kg.syntax import Tree

__all__ = ["Cues", "State", "has_no", "modal_effect", "noun_cues", "preposition_cues", "verb_cues"]

_RANK = {Certainty.POSSIBLE: 0, Certainty.PROBABLE: 1, Certainty.CERTAIN: 2}
_NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
_NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "barely"})
# After "not" these limit what is said and do not negate it ("not until Tuesday did he leave").
_LIMITING = frozenset({"only", "just", "merely", "until", "till"})


@dataclass(slots=True)
class State:
    """What is known of an event so far, on the way from its trigger to the root."""

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.NON_FUTURE
    open: bool = False

    def apply(self, effect: Effect) -> None:
        """Let a predicate or a cue have its effect."""
        if effect.polarity is Polarity.NEGATIVE:
            if self.polarity is Polarity.NEGATIVE:
                self.weaken(Certainty.POSSIBLE)  # "refuses to rule out" asserts nothing
            self.negate()
        if effect.certainty is not None:
            self.weaken(effect.certainty)
        if effect.tense is not None:
            self.tense = effect.tense
        self.open = self.open or effect.open

    def negate(self) -> None:
        """Turn the polarity round."""
        self.polarity = (
            Polarity.NEGATIVE if self.polarity is Polarity.POSITIVE else Polarity.POSITIVE
        )

    def weaken(self, certainty: Certainty) -> None:
        """Make it no more certain than this."""
        if _RANK[certainty] < _RANK[self.certainty]:
            self.certainty = certainty


@dataclass(frozen=True, slots=True)
class Cues:
    """What stands at a predicate itself."""

    negated: bool
    effect: Effect


def verb_cues(tree: Tree, v: int, signatures: Signatures, *, event: int = -1) -> Cues:
    """Negation and modality at the verb `v` itself; "no" at the noun `event` counts there."""
    tokens = tree.tokens
    token = tokens[v]
    negated = False
    for c in tree.children[v]:
        child = tokens[c]
        if child.dep == "neg" or (
            child.dep in ("advmod", "preconj") and child.lower in ("never", "neither", "nor")
        ):
            following = tokens[c + 1].lower if c + 1 < len(tokens) else ""
            if child.lower in _NEGATORS and following not in _LIMITING:
                negated = not negated
        elif child.dep in ("nsubj", "nsubjpass", "dobj", "attr") and (
            has_no(tree, c) or child.lower in signatures.lists["negative_pronouns"]
        ):
            negated = negated or c != event
        elif child.lower == "longer" and child.dep == "advmod" and has_no(tree, c):
            negated = not negated
        elif child.lower == "yet" and token.lemma in ("have", "be") and tree.child(v, "xcomp"):
            negated = not negated  # "has yet to attack"
    state = State()
    if not (negated and _is_decided(tree, v, signatures)):
        state.apply(modal_effect(tree, v, signatures))
    conditionals = signatures.lists["conditionals"]
    if _is_inverted(tree, v):
        state.weaken(Certainty.POSSIBLE)
    for c in tree.children[v]:
        child = tokens[c]
        if child.dep in ("mark", "advmod") and child.lower in conditionals and c < v:
            state.weaken(Certainty.POSSIBLE)
        elif child.dep == "advmod" and child.lower in signatures.adverbs:
            state.apply(signatures.adverbs[child.lower].affirmed)
        elif (
            child.dep == "advcl"
            and (state.tense is Tense.FUTURE or state.certainty is not Certainty.CERTAIN)
            and any(
                tokens[m].lower in conditionals
                for m in tree.all(c, "mark", "advmod", "aux")
                if m <= c
            )
        ):
            # "X will strike if Y attacks": the main clause hangs on the condition
            state.weaken(Certainty.POSSIBLE)
    _agent_cues(tree, v, state, signatures)
    if any(tokens[c].lower == "to" for c in tree.all(v, "aux")) and (
        token.dep == "ROOT"  # a headline's "Kim to visit Moscow", "was to have visited"
        or (token.dep == "xcomp" and tokens[token.head].lemma in ("be", "go"))
    ):
        state.tense = Tense.FUTURE
    if state.polarity is Polarity.NEGATIVE:
        negated = not negated  # "almost attacked"
    return Cues(negated, Effect(None, _below(state.certainty), _future(state.tense)))


def _agent_cues(tree: Tree, v: int, state: State, signatures: Signatures) -> None:
    """ "suspected rebels attacked", "assaulted, allegedly by policemen": who did it is a guess."""
    tokens = tree.tokens
    by = [c for c in tree.all(v, "agent", "prep") if tokens[c].lower == "by"]
    for c in by:
        for a in (*tree.all(c, "advmod"), c - 1):
            signature = signatures.adverbs.get(tokens[a].lower) if a >= 0 else None
            if signature is not None and signature.name == "allege":
                state.apply(signature.affirmed)
    agents = [*tree.all(v, "nsubj"), *(x for c in by for x in tree.all(c, "pobj"))]
    for agent in agents:
        for c in tree.all(agent, "amod"):
            signature = signatures.modifiers.get(tokens[c].lower)
            if signature is not None and signature.name == "allege":
                state.apply(signature.affirmed)


def _is_inverted(tree: Tree, v: int) -> bool:
    """Is it a condition without "if" ("Had he attacked, she would have …")?"""
    subject = tree.child(v, "nsubj", "nsubjpass")
    return all(t.text != "?" for t in tree.tokens) and any(
        tree.tokens[c].lower in ("had", "were", "should") and subject is not None and c < subject
        for c in tree.all(v, "aux", "auxpass")
    )


def _below(certainty: Certainty) -> Certainty | None:
    return None if certainty is Certainty.CERTAIN else certainty


def _future(tense: Tense) -> Tense | None:
    return Tense.FUTURE if tense is Tense.FUTURE else None


def modal_effect(tree: Tree, v: int, signatures: Signatures) -> Effect:
    """ "will" makes a plan, "could" a possibility; "would" under a report is a plan."""
    tokens = tree.tokens
    for c in tree.all(v, "aux"):
        word = tokens[c].lower
        if tokens[c].tag != "MD" or word not in signatures.modals:
            continue
        if word in ("would", "'d") and _under_report(tree, v, signatures):
            return Effect(tense=Tense.FUTURE)
        return signatures.modals[word].affirmed
    return Effect()


def _is_decided(tree: Tree, v: int, signatures: Signatures) -> bool:
    """Does "not" after the modal say that it was not done ("could not stop it")?

    Not on a condition ("would not attack if"), in the perfect ("could not have known") or under a
    report, where it is still to come.
    """
    tokens = tree.tokens
    modals = [c for c in tree.all(v, "aux") if tokens[c].tag == "MD"]
    hangs = any(
        tokens[m].lower in signatures.lists["conditionals"]
        for c in tree.all(v, "advcl")
        for m in tree.all(c, "mark", "advmod")
    )
    return (
        any(tokens[c].lower in signatures.lists["decided_modals"] for c in modals)
        and tree.child(v, "neg") is not None
        and not any(tokens[c].lemma == "have" for c in tree.all(v, "aux"))
        and not hangs
        and not _under_report(tree, v, signatures)
    )


def _under_report(tree: Tree, v: int, signatures: Signatures) -> bool:
    token = tree.tokens[v]
    while token.dep == "conj" and token.head != token.i:
        token = tree.tokens[token.head]
    if token.dep != "ccomp":
        return False
    if any(
        tree.tokens[m].lower in signatures.lists["conditionals"]
        for c in tree.all(v, "advcl")
        for m in tree.all(c, "mark", "advmod")
    ):
        return False
    above = tree.tokens[token.head]
    signature = signatures.of(above.lemma, "", above.pos)
    return signature is not None and signature.name in ("report", "deny", "commit", "promise")


def noun_cues(tree: Tree, n: int, state: State, signatures: Signatures) -> None:
    """ "no attack", "alleged attack", "planned talks"."""
    if has_no(tree, n):
        state.negate()
    for c in tree.all(n, "amod", "compound", "nmod"):
        signature = signatures.modifiers.get(tree.tokens[c].lower)
        if signature is not None:
            state.apply(signature.affirmed)


def has_no(tree: Tree, n: int) -> bool:
    """Does "no" or "neither" stand before it ("no attack")?"""
    return any(
        tree.tokens[c].lower in _NEGATIVE_DETERMINERS
        for c in tree.all(n, "det", "neg", "predet", "advmod")
    )


def preposition_cues(
    preposition: str, state: State, signatures: Signatures, tree: Tree, position: int
) -> None:
    """ "without attacking", "instead of attacking", "ahead of talks"."""
    lists = signatures.lists
    if preposition in lists["negative_prepositions"]:
        state.negate()
    above = tree.tokens[tree.tokens[position].head].lower
    beside = {above, *(tree.tokens[c].lower for c in tree.all(position, "advmod"))}
    if preposition in lists["contrast_prepositions"] or (
        beside & lists["contrast_prepositions"] and preposition in ("of", "than")
    ):
        state.negate()
    clause = tree.child(position, "pcomp") is not None  # "before being shot": told as past
    if (preposition in lists["prospective_prepositions"] and not clause) or (
        above in lists["prospective_prepositions"] and preposition == "of"
    ):
        state.tense = Tense.FUTURE
