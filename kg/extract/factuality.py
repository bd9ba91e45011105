"""Is an event told as fact, hedged, denied, planned or merely possible?

Comes in: a sentence's `Tree` and the token of a verb or event noun. Goes out: a
`Factuality`: polarity, certainty and tense, and the embedding predicates on the way up with
the token that each embeds. "Seoul denied that it would send troops" gives for "send":
Negative, Future, embedded by "denied".

One walk from the trigger to the root composes local cues (negation, modals, conditionals,
adverbs) with the signature table in `ontology/factuality.yaml`, after Karttunen's implicatives
and the committed sources of Sauri and Pustejovsky (FactBank, 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.clauses import (
    are_apart,
    is_content,
    is_contrast,
    is_definite,
    is_denied,
    is_gerund_object,
    is_infinitive,
    is_purpose,
    is_relative,
)
from kg.extract.cues import (
    Cues,
    State,
    has_no,
    modal_effect,
    noun_cues,
    preposition_cues,
    verb_cues,
)
from kg.extract.signatures import Effect, Signature, Signatures
from kg.lexicon import Lexicon
from kg.model import Certainty, Polarity, Tense
from kg.syntax import Tree

__all__ = ["Embedding", "Factuality", "factuality", "is_question"]

_CLAUSAL = frozenset({"ccomp", "xcomp", "oprd", "csubj", "csubjpass", "pcomp", "acomp", "attr"})
_MAX_DEPTH = 24


# Light verbs of these classes answer for their noun ("announced a deal").
_CARRYING = frozenset({"commit", "promise", "possible", "potential", "deny", "report"})
# A noun of these classes embeds the event noun before it ("attack plans").
_COMPOUNDING = frozenset({"commit", "promise", "possible", "potential", "schedule"})
# What is told beside the main clause has only these of the predicates above for a source.
_BESIDE = frozenset({"report", "allege"})
# A clause after one of these is a complement; after another ("after", "by") it is a setting.
_CLAUSE_PREPOSITIONS = frozenset(
    {"of", "for", "from", "about", "against", "as", "on", "to", "with"}
)


@dataclass(frozen=True, slots=True)
class Embedding:
    """A predicate above the trigger: its token, class, the token through which it embeds."""

    token: int
    signature: Signature
    complement: int
    negated: bool


@dataclass(frozen=True, slots=True)
class Factuality:
    """What the sentence makes of the event, and who stands above it (innermost first)."""

    polarity: Polarity
    certainty: Certainty
    tense: Tense
    open: bool
    embeddings: tuple[Embedding, ...]

    @property
    def happened(self) -> int:
        """1 if told as fact, -1 if told as not so, 0 if uncertain (hedged, future, open)."""
        if self.open or self.certainty is not Certainty.CERTAIN or self.tense is Tense.FUTURE:
            return 0
        return 1 if self.polarity is Polarity.POSITIVE else -1

    @property
    def sign(self) -> int:
        """1 if told without doubt to be so or to become so, -1 if not to, 0 if uncertain."""
        if self.open or self.certainty is not Certainty.CERTAIN:
            return 0
        return 1 if self.polarity is Polarity.POSITIVE else -1


def factuality(
    tree: Tree, trigger: int, *, carrier: int = -1, signatures: Signatures, lexicon: Lexicon
) -> Factuality:
    """Judge the event whose trigger is token `trigger`.

    Args:
        tree: the sentence.
        trigger: token of the verb or event noun.
        carrier: the light verb of an event noun ("held" of "held talks"), if there is one.
        signatures: the table of embedding predicates.
        lexicon: word lists.
    """
    state = State()
    embeddings: list[Embedding] = []
    tokens = tree.tokens
    if is_question(tree):
        state.open = True  # who asks asserts nothing
    node = trigger
    if tokens[trigger].pos not in ("VERB", "AUX"):
        noun_cues(tree, trigger, state, signatures)
        if carrier >= 0 and carrier != trigger:
            node = carrier
            embedded = signatures.of(tokens[carrier].lemma, "", "VERB")
            if (
                embedded is not None
                and embedded.name in _CARRYING
                and (
                    tokens[carrier].lemma not in signatures.lists["clausal_only"]
                    or tokens[trigger].dep == "pobj"  # "applied for membership"
                )
                and not _is_performed(tree, trigger, carrier, signatures)
            ):
                embeddings.append(Embedding(carrier, embedded, trigger, False))
                if embedded.name != "commit" or tokens[trigger].lemma not in ("deal", "pact"):
                    state.apply(embedded.affirmed)
    verbal = tokens[node].pos in ("VERB", "AUX")
    if verbal:
        cues = verb_cues(tree, node, signatures, event=trigger)
        state.apply(cues.effect)
        if cues.negated:
            state.negate()
    _climb(tree, node, state, embeddings, signatures, verbal=verbal)
    return Factuality(state.polarity, state.certainty, state.tense, state.open, tuple(embeddings))


def _is_performed(tree: Tree, noun: int, carrier: int, signatures: Signatures) -> bool:
    """Does the verb do what the noun says ("offered an apology"), or set its scene only?

    "X and Y discussed quotas in a telephone call": the call is not what they discussed.
    """
    tokens = tree.tokens
    token = tokens[noun]
    place = tokens[token.head]
    scene = token.dep == "pobj" and place.lower in ("in", "during") and place.head == carrier
    return scene or (
        tokens[carrier].lemma == "offer" and token.lemma in signatures.lists["performed"]
    )


def is_question(tree: Tree) -> bool:
    """Does the sentence end in a question mark, closing quotes aside?"""
    ends = [t.text for t in tree.tokens[-3:] if t.text not in ('"', "'", ")")]
    return bool(ends) and ends[-1] == "?"


def _climb(
    tree: Tree,
    node: int,
    state: State,
    embeddings: list[Embedding],
    signatures: Signatures,
    *,
    verbal: bool,
) -> None:
    tokens = tree.tokens
    live = True  # does what stands above still touch the event?
    told = True  # … and does who speaks above tell of it?
    for _ in range(_MAX_DEPTH):
        token = tokens[node]
        if token.head == node:
            return
        dep, governor = token.dep, tokens[token.head]
        if dep == "conj":
            if (
                live
                and verbal
                and governor.pos in ("VERB", "AUX")
                and (tree.child(node, "nsubj", "nsubjpass", "aux") is None)
            ):
                inherited = modal_effect(tree, token.head, signatures)
                state.apply(inherited)
            if live and is_contrast(tree, node, signatures):
                state.negate()
            node = token.head
            continue
        if (
            (
                dep in ("relcl", "appos", "advcl", "parataxis", "dep")
                and not (
                    dep == "relcl"
                    and (
                        is_infinitive(tree, node)
                        or (
                            is_content(tree, node)
                            and signatures.of(governor.lemma.lower(), "", governor.pos) is not None
                        )
                    )
                )
                and not (dep == "advcl" and is_gerund_object(tree, node, signatures))
            )
            or (dep == "acl" and not is_content(tree, node))
            or (dep == "ccomp" and (are_apart(tree, node, token.head) or is_relative(tree, node)))
        ):
            # A relative or adverbial clause is told beside the main clause, not under it;
            # sources above still answer for it.
            if dep in ("advcl",) and live and is_purpose(tree, node):
                state.apply(Effect(tense=Tense.FUTURE))
            live = False
            told = told and dep == "advcl" and tree.child(node, "mark") is None
            verbal = governor.pos in ("VERB", "AUX")
            node = token.head
            continue
        head = token.head
        preposition = ""
        if governor.pos in ("ADP", "SCONJ", "ADV") and dep in ("pobj", "pcomp"):
            preposition = governor.lower
            if live:
                preposition_cues(preposition, state, signatures, tree, head)
            up = governor.head
            while tokens[up].pos == "ADP" and tokens[up].head != up:
                up = tokens[up].head
            if up == head:
                return
            if (
                dep == "pcomp"
                and preposition not in _CLAUSE_PREPOSITIONS
                and tokens[up].pos != "ADJ"  # "successful in winning" is one predicate
            ):
                live = told = False  # "after accusing X": a setting, told beside the clause
                verbal = tokens[up].pos in ("VERB", "AUX")
                node = up
                continue
            above = tokens[up].head
            if dep == "pcomp" and tokens[up].dep == "pobj" and tokens[above].dep == "agent":
                up = tokens[above].head  # "accused by X of bombing": parsers hang "of" on X
            elif tokens[up].pos == "ADV" and (
                f"{tokens[above].lemma} {tokens[up].lower}" in signatures.verbs
            ):
                up = above  # "stopped short of attacking"
            head, governor = up, tokens[up]
        particle = tree.child(head, "prt")
        signature = signatures.of(
            governor.lemma.lower(),
            tokens[particle].lower if particle is not None else preposition,
            governor.pos,
        )
        if dep == "advcl":
            dep = "xcomp"  # a phrasal verb's object, else it would have been left above
        if dep == "relcl":
            dep = "acl"  # an infinitive, else it would have been left above
            if live and signature is None and tokens[head].head == head:
                state.apply(Effect(tense=Tense.FUTURE))  # a headline's "Kim to visit Moscow"
        adjective = tree.child(head, "acomp")
        if governor.lemma == "be" and adjective is not None and dep in ("ccomp", "csubj"):
            # "it is false that", "that he came is unlikely"
            signature = signatures.of(tokens[adjective].lemma, "", "ADJ")
        if signature is not None and not _embeds(dep, preposition, governor.pos):
            signature = None
        if governor.lemma.lower() in signatures.lists["settings"]:
            live, told, signature = False, False, None  # "on the sidelines of the summit"
        if (
            signature is not None
            and signature.name == "fail"
            and not verbal
            and governor.lemma in signatures.lists["ceasing"]
            and (governor.pos == "NOUN" or is_definite(tree, node))
        ):
            # "will stop its strikes", "a halt to strikes": there were some
            live, told, signature = False, False, None
        if signature is not None and dep == "compound" and signature.name not in _COMPOUNDING:
            signature = None
        if (
            signature is not None
            and signature.name == "report"
            and dep == "pobj"
            and preposition not in ("of", "about")
            and governor.pos == "VERB"
        ):
            signature = None  # "said in response to the attack"
        if (
            signature is not None
            and (
                dep in ("dobj", "oprd")
                or (dep == "nsubjpass" and tree.child(head, "oprd", "attr") is not None)
            )
            and not verbal
            and particle is None
            and governor.lemma in signatures.lists["clausal_only"]
        ):
            signature = None
        if signature is not None:
            is_verb = governor.pos in ("VERB", "AUX")
            cues = (
                verb_cues(tree, head, signatures) if is_verb else Cues(has_no(tree, head), Effect())
            )
            if live or (told and signature.name in _BESIDE):
                embeddings.append(Embedding(head, signature, node, cues.negated))
            if live:
                effect = signature.negated if cues.negated else signature.affirmed
                if signature.name == "enable" and is_denied(tree, head):
                    effect = Effect()  # what follows on the way up negates it
                if effect.certainty is Certainty.POSSIBLE and effect.polarity is None:
                    # "urged X not to attack": nobody says that it will not happen
                    state.polarity = Polarity.POSITIVE
                state.apply(effect)
                if (
                    signature.name == "report"
                    and is_verb
                    and tree.child(head, "auxpass") is not None
                    and (dep == "xcomp")
                ):
                    state.weaken(Certainty.PROBABLE)  # "is said to have sent"
                if signature.factive:
                    live = told = False
                elif signature.name not in ("report", "deny", "allege"):
                    state.apply(cues.effect)
        elif live and not verbal and governor.pos in ("VERB", "AUX"):
            # An event noun under an ordinary verb: a definite one is presupposed, an
            # indefinite one shares the clause's modality ("could lead to attacks").
            if is_definite(tree, node):
                live = told = False
            else:
                cues = verb_cues(tree, head, signatures, event=node)
                state.apply(cues.effect)
                if cues.negated and dep in ("dobj", "nsubj", "nsubjpass"):
                    state.negate()
        elif (
            live
            and verbal
            and governor.pos in ("VERB", "AUX")
            and dep in ("xcomp", "ccomp", "pcomp", "acomp")
        ):
            cues = verb_cues(tree, head, signatures)
            state.apply(cues.effect)
            if cues.negated:
                state.negate()
        verbal = verbal or governor.pos in ("VERB", "AUX")
        if live and token.dep in ("nsubj", "csubj") and governor.pos in ("VERB", "AUX"):
            _apply_predicate(tree, head, state, signatures)
        node = head


def _apply_predicate(tree: Tree, verb: int, state: State, signatures: Signatures) -> None:
    """ "Reports that … are false", "… turned out to be a hoax": what the subject is said to be."""
    tokens = tree.tokens
    inner = tree.child(verb, "xcomp")
    for v in (verb, inner):
        if v is None or tokens[v].lemma not in ("be", "prove", "remain", "turn", "seem"):
            continue
        for c in tree.all(v, "acomp", "attr", "oprd"):
            signature = signatures.verdicts.get(tokens[c].lower)
            if signature is not None:
                state.apply(signature.affirmed)
                return


def _embeds(dep: str, preposition: str, pos: str) -> bool:
    """Does `head` take `node` as its complement, not merely as a participant or a setting?"""
    if dep in _CLAUSAL or dep == "acl":
        return dep != "attr" or pos in ("VERB", "AUX", "NOUN")
    if dep in ("dobj", "nsubjpass"):
        return True
    if dep == "compound":
        return pos == "NOUN"  # "a ceasefire proposal", "an arrest warrant"
    if dep == "nsubj":
        return pos == "ADJ"
    if dep == "pobj":
        if pos in ("NOUN", "PROPN"):
            return preposition in ("of", "for", "on", "about", "over", "to", "against", "that")
        return preposition in ("for", "of", "to", "against", "on", "about", "from", "in", "with")
    return False
