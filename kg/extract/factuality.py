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

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.data import data_folder
from kg.errors import DataError
from kg.lexicon import Lexicon, read_yaml
from kg.model import Certainty, Polarity, Tense
from kg.syntax import Tree

__all__ = [
    "Effect",
    "Embedding",
    "Factuality",
    "Signatures",
    "factuality",
    "is_question",
    "load_signatures",
]

_RANK = {Certainty.POSSIBLE: 0, Certainty.PROBABLE: 1, Certainty.CERTAIN: 2}
_CLAUSAL = frozenset({"ccomp", "xcomp", "oprd", "csubj", "csubjpass", "pcomp", "acomp", "attr"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
_NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "barely"})
# After "not" these limit what is said and do not negate it ("not until Tuesday did he leave").
_LIMITING = frozenset({"only", "just", "merely", "until", "till"})
_MAX_DEPTH = 24


_TABLES = ("verbs", "nouns", "adjectives", "adverbs", "modifiers", "modals", "verdicts")
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
class Effect:
    """What a predicate does to its complement."""

    polarity: Polarity | None = None
    certainty: Certainty | None = None
    tense: Tense | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """A class of embedding predicates."""

    name: str
    affirmed: Effect
    negated: Effect
    source: bool = False
    factive: bool = False


@dataclass(frozen=True)
class Signatures:
    """The table of `ontology/factuality.yaml`: predicates by part of speech, and local cues."""

    verbs: Mapping[str, Signature]
    nouns: Mapping[str, Signature]
    adjectives: Mapping[str, Signature]
    adverbs: Mapping[str, Signature]
    modifiers: Mapping[str, Signature]
    modals: Mapping[str, Signature]
    verdicts: Mapping[str, Signature]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, lemma: str, particle: str, pos: str) -> Signature | None:
        """The signature of a predicate, particles first ("rule out", then "rule")."""
        table = {
            "VERB": self.verbs,
            "AUX": self.verbs,
            "ADJ": self.adjectives,
            "ADV": self.adjectives,
        }.get(pos, self.nouns)
        if particle and f"{lemma} {particle}" in table:
            return table[f"{lemma} {particle}"]
        return table.get(lemma)


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


def load_signatures(folder: Path | None = None) -> Signatures:
    """Read `factuality.yaml` of the ontology folder.

    Raises:
        DataError: an unknown class or effect, or a predicate in two classes.
    """
    path = (folder if folder is not None else data_folder("ontology")) / "factuality.yaml"
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise DataError(f"{path}: must be a mapping")
    try:
        classes = {
            name: Signature(
                name,
                _effect(row.get("affirmed") or {}),
                _effect(row.get("negated") or {}),
                bool(row.get("source")),
                bool(row.get("factive")),
            )
            for name, row in raw["classes"].items()
        }
        tables: dict[str, dict[str, Signature]] = {}
        for table in _TABLES:
            tables[table] = {}
            for name, words in raw[table].items():
                for word in words:
                    if not isinstance(word, str):
                        raise DataError(f"{path}: {table}.{name}: {word!r} is no word: quote it")
                    tables[table].setdefault(word, classes[name])
        lists = {name: frozenset(words) for name, words in raw.items() if isinstance(words, list)}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DataError(f"{path}: {error!r} is no class, effect or list that is known") from error
    return Signatures(**tables, lists=lists)


def _effect(row: Mapping[str, Any]) -> Effect:
    known = {"polarity", "certainty", "tense", "open"}
    if set(row) - known:
        raise KeyError(sorted(set(row) - known)[0])
    return Effect(
        Polarity(row["polarity"]) if "polarity" in row else None,
        Certainty(row["certainty"]) if "certainty" in row else None,
        Tense(row["tense"]) if "tense" in row else None,
        bool(row.get("open")),
    )


@dataclass(slots=True)
class _State:
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.NON_FUTURE
    open: bool = False

    def apply(self, effect: Effect) -> None:
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
        self.polarity = (
            Polarity.NEGATIVE if self.polarity is Polarity.POSITIVE else Polarity.POSITIVE
        )

    def weaken(self, certainty: Certainty) -> None:
        if _RANK[certainty] < _RANK[self.certainty]:
            self.certainty = certainty


@dataclass(frozen=True, slots=True)
class _Cues:
    """What stands at a predicate itself."""

    negated: bool
    effect: Effect


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
    state = _State()
    embeddings: list[Embedding] = []
    tokens = tree.tokens
    if is_question(tree):
        state.open = True  # who asks asserts nothing
    node = trigger
    if tokens[trigger].pos not in ("VERB", "AUX"):
        _noun_cues(tree, trigger, state, signatures)
        if carrier >= 0 and carrier != trigger:
            node = carrier
            embedded = signatures.of(tokens[carrier].lemma, "", "VERB")
            if (
                embedded is not None
                and embedded.name in _CARRYING
                and tokens[carrier].lemma not in signatures.lists["clausal_only"]
            ):
                embeddings.append(Embedding(carrier, embedded, trigger, False))
                if embedded.name != "commit" or tokens[trigger].lemma not in ("deal", "pact"):
                    state.apply(embedded.affirmed)
    verbal = tokens[node].pos in ("VERB", "AUX")
    if verbal:
        cues = _cues(tree, node, signatures, event=trigger)
        state.apply(cues.effect)
        if cues.negated:
            state.negate()
    _climb(tree, node, state, embeddings, signatures, verbal=verbal)
    return Factuality(state.polarity, state.certainty, state.tense, state.open, tuple(embeddings))


def is_question(tree: Tree) -> bool:
    """Does the sentence end in a question mark, closing quotes aside?"""
    ends = [t.text for t in tree.tokens[-3:] if t.text not in ('"', "'", ")")]
    return bool(ends) and ends[-1] == "?"


def _climb(
    tree: Tree,
    node: int,
    state: _State,
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
                inherited = _modal_effect(tree, token.head, signatures)
                state.apply(inherited)
            if live and _is_contrast(tree, node, signatures):
                state.negate()
            node = token.head
            continue
        if (
            (
                dep in ("relcl", "appos", "advcl", "parataxis", "dep")
                and not (
                    dep == "relcl"
                    and (
                        _is_infinitive(tree, node)
                        or (
                            _is_content(tree, node)
                            and signatures.of(governor.lemma.lower(), "", governor.pos) is not None
                        )
                    )
                )
                and not (dep == "advcl" and _is_gerund_object(tree, node, signatures))
            )
            or (dep == "acl" and not _is_content(tree, node))
            or (dep == "ccomp" and (_apart(tree, node, token.head) or _is_relative(tree, node)))
        ):
            # A relative or adverbial clause is told beside the main clause, not under it;
            # sources above still answer for it.
            if dep in ("advcl",) and live and _is_purpose(tree, node):
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
                _preposition_cues(preposition, state, signatures, tree, head)
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
            and (governor.pos == "NOUN" or _is_definite(tree, node))
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
            and dep in ("dobj", "oprd")
            and not verbal
            and particle is None
            and governor.lemma in signatures.lists["clausal_only"]
        ):
            signature = None
        if signature is not None:
            is_verb = governor.pos in ("VERB", "AUX")
            cues = (
                _cues(tree, head, signatures) if is_verb else _Cues(_has_no(tree, head), Effect())
            )
            if live or (told and signature.name in _BESIDE):
                embeddings.append(Embedding(head, signature, node, cues.negated))
            if live:
                effect = signature.negated if cues.negated else signature.affirmed
                if signature.name == "enable" and _is_denied(tree, head):
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
            if _is_definite(tree, node):
                live = told = False
            else:
                cues = _cues(tree, head, signatures, event=node)
                state.apply(cues.effect)
                if cues.negated and dep in ("dobj", "nsubj", "nsubjpass"):
                    state.negate()
        elif (
            live
            and verbal
            and governor.pos in ("VERB", "AUX")
            and dep in ("xcomp", "ccomp", "pcomp", "acomp")
        ):
            cues = _cues(tree, head, signatures)
            state.apply(cues.effect)
            if cues.negated:
                state.negate()
        verbal = verbal or governor.pos in ("VERB", "AUX")
        if live and token.dep in ("nsubj", "csubj") and governor.pos in ("VERB", "AUX"):
            _apply_predicate(tree, head, state, signatures)
        node = head


def _apply_predicate(tree: Tree, verb: int, state: _State, signatures: Signatures) -> None:
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


def _cues(tree: Tree, v: int, signatures: Signatures, *, event: int = -1) -> _Cues:
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
            _has_no(tree, c) or child.lower in signatures.lists["negative_pronouns"]
        ):
            negated = negated or c != event
        elif child.lower == "longer" and child.dep == "advmod" and _has_no(tree, c):
            negated = not negated
        elif child.lower == "yet" and token.lemma in ("have", "be") and tree.child(v, "xcomp"):
            negated = not negated  # "has yet to attack"
    state = _State()
    if not (negated and _is_decided(tree, v, signatures)):
        state.apply(_modal_effect(tree, v, signatures))
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
    return _Cues(negated, Effect(None, _below(state.certainty), _future(state.tense)))


def _agent_cues(tree: Tree, v: int, state: _State, signatures: Signatures) -> None:
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


def _modal_effect(tree: Tree, v: int, signatures: Signatures) -> Effect:
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


def _is_denied(tree: Tree, adjective: int) -> bool:
    """Is the copula of an adjective negated ("was not able to")?"""
    token = tree.tokens[adjective]
    return token.pos == "ADJ" and token.dep == "acomp" and tree.child(token.head, "neg") is not None


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


def _noun_cues(tree: Tree, n: int, state: _State, signatures: Signatures) -> None:
    """ "no attack", "alleged attack", "planned talks"."""
    if _has_no(tree, n):
        state.negate()
    for c in tree.all(n, "amod", "compound", "nmod"):
        signature = signatures.modifiers.get(tree.tokens[c].lower)
        if signature is not None:
            state.apply(signature.affirmed)


def _has_no(tree: Tree, n: int) -> bool:
    return any(
        tree.tokens[c].lower in _NEGATIVE_DETERMINERS
        for c in tree.all(n, "det", "neg", "predet", "advmod")
    )


def _preposition_cues(
    preposition: str, state: _State, signatures: Signatures, tree: Tree, position: int
) -> None:
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


def _is_content(tree: Tree, v: int) -> bool:
    """Is the clause what its noun says ("reports that X attacked Y"), not what describes it?

    Parsers take such a clause for a relative one as well; then "that" fills no gap in it.
    """
    if _is_infinitive(tree, v):
        return True
    first = min(tree.subtree(v))
    that = tree.tokens[first]
    if that.lower != "that":
        return False
    return that.dep == "mark" or (that.dep != "nsubj" and tree.child(v, "nsubj") is not None)


def _is_gerund_object(tree: Tree, v: int, signatures: Signatures) -> bool:
    """ "ruled out attacking": the object of a phrasal verb, which parsers set beside it."""
    token = tree.tokens[v]
    governor = tree.tokens[token.head]
    particle = tree.child(token.head, "prt")
    return (
        token.tag == "VBG"
        and particle is not None
        and f"{governor.lemma} {tree.tokens[particle].lower}" in signatures.verbs
        and tree.child(v, "mark", "nsubj") is None
        and v == particle + 1
    )


def _is_contrast(tree: Tree, v: int, signatures: Signatures) -> bool:
    """ "spoke rather than attack": the second of the two did not happen."""
    words = signatures.lists["contrast_prepositions"]
    return any(
        tree.tokens[m].lower in words
        for c in tree.all(tree.tokens[v].head, "cc")
        if c < v
        for m in (c - 1, *tree.children[c])
        if m >= 0
    )


def _is_infinitive(tree: Tree, v: int) -> bool:
    aux = tree.all(v, "aux")
    return tree.tokens[v].tag == "VB" and any(tree.tokens[c].lower == "to" for c in aux)


def _apart(tree: Tree, one: int, two: int) -> bool:
    """Does a semicolon stand between two verbs? Then neither clause embeds the other."""
    low, high = sorted((one, two))
    return any(tree.tokens[i].text == ";" for i in range(low + 1, high))


def _is_relative(tree: Tree, v: int) -> bool:
    """Is it a relative clause that the parser took for a complement (", which X won")?"""
    return any(
        tree.tokens[c].tag == "WDT" and c > 0 and tree.tokens[c - 1].text == ","
        for c in tree.all(v, "dobj", "nsubj", "nsubjpass")
    )


def _is_purpose(tree: Tree, v: int) -> bool:
    """ "sent envoys to meet him": an infinitive of purpose; "to have met" is no purpose."""
    return _is_infinitive(tree, v)


def _is_definite(tree: Tree, n: int) -> bool:
    if tree.child(n, "poss") is not None:
        return True
    if any(tree.tokens[c].lower in _DEFINITE for c in tree.all(n, "det")):
        return True
    return any(
        tree.tokens[c].tag in ("JJ", "NNP") and tree.tokens[c].text[:1].isupper()
        for c in tree.all(n, "amod", "compound", "nmod")
    )
