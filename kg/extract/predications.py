"""Read each sentence's parse once into predications: who does what, whatever the wording.

Comes in: a sentence's `Tree`. Goes out: for a verb or an event noun one `Predication` whose
slots name the arguments plainly. "A delegation led by Belousov", "Belousov led a
delegation", "Belousov, who led a delegation" all give lead(subj=Belousov, obj=delegation);
"agreed to send" and "was accused of sending" give send its subject; "held talks with X" gives
talks the subject of "held" and the with-phrase.

Slots: `subj`, `obj`, `iobj`, prepositions by their word (`to`, `on`, `between`, …), and for
nouns `poss` (possessor) and `mod` (names before the noun, "Russia-Ukraine talks"). The method
follows PredPatt (White et al. 2016) and the enhanced dependencies of Universal Dependencies.
Conjuncts are written out; every argument is the head token of its phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.lexicon import Lexicon
from kg.syntax import Tree

__all__ = ["HAPPENING", "Predication", "Reader"]

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
_PREMODIFIERS = frozenset(
    {"poss", "amod", "compound", "nmod", "nummod", "npadvmod", "punct", "det"}
)
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
# After these a gerund is what the object does ("accused X of"); after "by" what the subject does.
_CONTROLLING = frozenset({"of", "from", "for", "into", "against", "with", "about", "as"})
# With these the subject, not the object, is the one who is to act.
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "use", "agree", "offer"})
# Phrases that coordinated event nouns have in common.
_SHARED = ("on", "against", "of", "for", "with", "between", "to", "targeting", "by", "in")
_HARM = frozenset({"kill", "wound", "injure", "hurt"})
_MAX_DEPTH = 12


@dataclass(slots=True)
class Predication:
    """A verb or event noun with its arguments.

    `slots` holds the arguments that the grammar gives it directly, `deep` the phrases that
    hang on one of its arguments (parsers attach "sanctions on X" and "sent troops to X"
    either way). `carrier` is the light verb of a noun, else the token itself.
    """

    i: int
    kind: str
    lemma: str
    particle: str = ""
    carrier: int = -1
    passive: bool = False
    slots: dict[str, list[int]] = field(default_factory=dict)
    deep: dict[str, list[int]] = field(default_factory=dict)

    def get(self, slot: str) -> list[int]:
        """Arguments in a slot, the direct ones before the deep ones."""
        return self.slots.get(slot) or self.deep.get(slot) or []


class Reader:
    """Reads predications off one sentence, each at most once."""

    def __init__(self, tree: Tree, *, lexicon: Lexicon) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.lexicon = lexicon
        self._light = lexicon["light_verbs"]
        self._verbs: dict[int, Predication] = {}
        self._subjects: dict[int, list[int]] = {}

    # -- verbs -----------------------------------------------------------------------------

    def verb(self, v: int) -> Predication:
        """The predication of the verb (or predicative participle) at token `v`."""
        if v in self._verbs:
            return self._verbs[v]
        tree, token = self.tree, self.tokens[v]
        particle = tree.child(v, "prt")
        p = Predication(
            v,
            "verb",
            token.lemma,
            self.tokens[particle].lower if particle is not None else "",
            v,
            self.is_passive(v),
        )
        self._verbs[v] = p
        if token.dep == "amod" and token.tag in ("VBN", "VBD", "JJ", "NN", "NNP", "VBG"):
            self._participle(v, p)
            return p
        subject = self.subject(v)
        objects = self._objects(v)
        iobj = [
            x
            for c in tree.all(v, "dative", "iobj")
            if self.tokens[c].pos != "ADP"
            for x in tree.conjuncts(c)
        ]
        self._prepositions(v, p.slots)
        if objects:
            beside = list(p.slots.get("along with", []))
            for x in objects:
                hung: dict[str, list[int]] = {}
                self._prepositions(x, hung)
                beside += hung.get("along with", [])
            objects = objects + [x for x in beside if x not in objects]
        if p.passive:
            if objects:
                p.slots["obj"], p.slots["iobj"] = objects, subject
            else:
                p.slots["obj"] = subject
            p.slots["subj"] = p.slots.get("by", [])
        else:
            p.slots["subj"], p.slots["obj"] = subject, objects
        if iobj:
            p.slots["iobj"] = iobj
        complement = [x for c in tree.all(v, "attr", "oprd", "acomp") for x in tree.conjuncts(c)]
        if complement:
            p.slots["attr"] = complement
        for arguments in [p.slots["obj"]] + [
            pobj
            for name, pobj in sorted(p.slots.items())
            if name not in ("subj", "obj", "iobj", "attr", "by")
        ]:
            for argument in arguments:
                self._deep_prepositions(argument, p.deep, 0)
        if p.passive and not p.slots["subj"]:
            # "was granted aid in cash by X": parsers hang the agent on the nearest noun
            p.slots["subj"] = p.deep.get("by", [])
        return p

    def _participle(self, v: int, p: Predication) -> None:
        """ "Saudi-led coalition", "U.S.-supplied missiles": the noun undergoes, the name acts."""
        tree, tokens = self.tree, self.tokens
        p.passive = True
        noun = tokens[v].head
        p.slots["obj"] = [noun]
        if "-" in tokens[v].text:
            p.slots["subj"] = [v]
            p.lemma = tokens[v].lower.rsplit("-", 1)[1]
        else:
            p.slots["subj"] = tree.all(v, "npadvmod", "compound", "nmod", "amod")
        self._prepositions(noun, p.slots)
        user = [x for c in tree.all(noun, "poss") for x in tree.conjuncts(c)]
        head = tokens[noun].head
        if tokens[noun].dep == "pobj" and tokens[head].lower == "with":
            verb = tokens[head].head
            while tokens[verb].pos not in ("VERB", "AUX") and tokens[verb].head != verb:
                verb = tokens[verb].head
            user = user or self.subject(verb)
        p.slots["user"] = user

    def is_passive(self, v: int) -> bool:
        """Is the verb passive, auxiliary or not ("troops sent by Seoul")?"""
        tree, tokens, token = self.tree, self.tokens, self.tokens[v]
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
            return self.tokens[head].tag == "VBN" and self.is_passive(head)
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

    def subject(self, v: int, depth: int = 0) -> list[int]:
        """What stands in subject position of verb `v`, found over gaps and control."""
        if v in self._subjects:
            return self._subjects[v]
        self._subjects[v] = []
        if depth < _MAX_DEPTH:
            self._subjects[v] = self._find_subject(v, depth)
        return self._subjects[v]

    def _find_subject(self, v: int, depth: int) -> list[int]:
        tree, tokens = self.tree, self.tokens
        token = tokens[v]
        own = tree.child(v, "nsubj", "nsubjpass", "csubj")
        if own is not None:
            if tokens[own].lower in _RELATIVE and tokens[own].tag in ("WDT", "WP", "IN", "DT"):
                antecedent = self._antecedent(v)
                return [antecedent] if antecedent is not None else []
            if tokens[own].tag == "EX":
                return tree.all(v, "attr")
            return tree.conjuncts(own)
        head = token.head
        if head == v:
            return []
        dep, governor = token.dep, tokens[head]
        verbal = governor.pos in ("VERB", "AUX")
        if dep == "conj" and verbal:
            return self.subject(head, depth + 1)
        if dep in ("relcl", "acl") and not verbal:
            if token.tag == "VB":
                if governor.dep == "attr":
                    return self.subject(governor.head, depth + 1)  # "the first to visit X"
                return self.owner(head, depth + 1)
            if token.tag == "VBG" and governor.lemma in self.lexicon["document_nouns"]:
                # "issues a statement accusing X": who issues it accuses
                return self.owner(head, depth + 1)
            return tree.conjuncts(head) if dep == "acl" else [head]
        if dep in ("advcl", "acl", "dep") and verbal:
            if token.tag == "VBG" and token.lemma in _HARM and self.is_passive(head):
                # "was hit by X, killing six": the deed kills, not who suffers it
                return list(self.verb(head).slots.get("by", []))
            return self.subject(head, depth + 1)
        if dep in ("xcomp", "ccomp", "oprd") and (verbal or governor.pos == "ADJ"):
            return self._controller(head, depth)
        if dep == "pcomp":
            preposition = tokens[head]
            above = preposition.head
            if tokens[above].dep == "pobj" and tokens[tokens[above].head].dep == "agent":
                above = tokens[tokens[above].head].head  # "accused by X of bombing"
            if (
                tokens[above].pos == "PROPN"
                and tokens[above].dep == "dobj"
                and (tokens[tokens[above].head].pos == "VERB")
            ):
                return self.tree.conjuncts(above)  # "suspects X of having bombed"
            if tokens[above].pos in ("VERB", "AUX"):
                if preposition.dep == "prep" and preposition.lower in _CONTROLLING:
                    return self._controller(above, depth)
                return self.subject(above, depth + 1)
            return self.owner(above, depth + 1)
        return []

    def _controller(self, h: int, depth: int) -> list[int]:
        """Who acts in the complement of `h`: its object if it has one, else its subject."""
        tree = self.tree
        if self.tokens[h].pos == "ADJ":
            up = self.tokens[h].head
            return self.subject(up, depth + 1) if up != h else []
        objects = tree.all(h, "dobj", "dative")
        if objects and self.tokens[h].lemma not in _SUBJECT_CONTROL and not self.is_passive(h):
            return [x for o in objects for x in tree.conjuncts(o)]
        if self.tokens[h].lemma in ("call", "appeal") and not objects:
            # "called on Benin to lift": who is called on is to act
            addressed = [
                x
                for c in tree.all(h, "prep")
                if self.tokens[c].lower in ("on", "upon", "to")
                for y in tree.all(c, "pobj")
                for x in tree.conjuncts(y)
            ]
            if addressed:
                return addressed
        return self.subject(h, depth + 1)

    def _antecedent(self, v: int) -> int | None:
        """The noun that the relative clause of `v` describes."""
        i = v
        for _ in range(_MAX_DEPTH):
            token = self.tokens[i]
            if token.dep in ("relcl", "acl", "ccomp") and self.tokens[token.head].pos in (
                "NOUN",
                "PROPN",
                "PRON",
                "NUM",
            ):
                # "Manila and Beijing, which he visited": the last of a list
                first = min(self.tree.subtree(i))
                listed = [c for c in self.tree.conjuncts(token.head) if c < first]
                return listed[-1] if listed else token.head
            if token.dep not in ("conj", "ccomp", "xcomp") or token.head == i:
                return None
            i = token.head
        return None

    def _noun_before(self, pronoun: int) -> int | None:
        """The noun right before a relative pronoun whose clause the parser hung elsewhere.

        A time in between is looked over ("an election in June, which X won").
        """
        tokens = self.tokens
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
                    for name in self.tree.sentence.names
                )
            ):
                return i
            if token.dep not in ("pobj", "prep", "compound", "nummod") or token.head == i:
                return None
            i = token.head
        return None

    def _objects(self, v: int) -> list[int]:
        tree, tokens = self.tree, self.tokens
        found: list[int] = []
        for c in tree.all(v, "dobj"):
            if tokens[c].lower in _RELATIVE and tokens[c].tag in ("WDT", "WP"):
                antecedent = self._antecedent(v)
                if antecedent is None:
                    antecedent = self._noun_before(c)
                if antecedent is not None:
                    found.append(antecedent)
            else:
                found.extend(tree.conjuncts(c))
        if not found and not self.is_passive(v):
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
            and tokens[tree.child(v, "nsubj") or 0].lower not in _RELATIVE
            and tree.child(v, "ccomp", "xcomp", "attr", "acomp", "prep") is None
            and not any(tokens[c].tag == "WRB" for c in tree.all(v, "advmod"))
        ):
            found = [tokens[v].head]  # "the weapons Russia sent"
        if (
            not found
            and tokens[v].dep == "conj"
            and tree.child(v, "ccomp", "prep", "xcomp") is None
        ):
            # "arrested and jailed the editor": the object stands once, after the last verb;
            # "detained the editor and jailed" shares the first verb's.
            head = tokens[v].head
            if tokens[head].pos == "VERB" and tokens[v].tag == tokens[head].tag:
                found = [x for c in tree.all(head, "dobj") for x in tree.conjuncts(c)]
        if not found and tree.child(v, "ccomp", "prep", "xcomp", "dative", "prt") is None:
            joined = [c for c in tree.all(v, "conj") if tokens[c].tag == tokens[v].tag]
            if joined and self._adjacent(v, joined[-1]):
                found = [x for c in tree.all(joined[-1], "dobj") for x in tree.conjuncts(c)]
        return found

    def _adjacent(self, v: int, other: int) -> bool:
        """Does only coordination stand between two verbs ("arrested and jailed")?"""
        return all(t.dep in ("cc", "punct", "conj", "advmod") for t in self.tokens[v + 1 : other])

    # -- nouns -----------------------------------------------------------------------------

    def noun(self, n: int) -> Predication:
        """The predication of the event noun at token `n`, with its light verb's arguments."""
        tree, tokens = self.tree, self.tokens
        p = Predication(n, "noun", tokens[n].lemma.lower(), "", n)
        self._prepositions(n, p.slots)
        p.slots["poss"] = [x for c in tree.all(n, "poss") for x in tree.conjuncts(c)]
        p.slots["mod"] = [
            x for c in tree.all(n, "amod", "compound", "nmod") for x in tree.conjuncts(c)
        ]
        for c in tree.all(n, "compound", "nmod", "amod"):
            # "Russia-Ukraine talks": the first name hangs on the second
            p.slots["mod"].extend(tree.all(c, "compound", "nmod", "npadvmod"))
        self._share(n, p)
        subject = list(p.slots.get("by", []))
        carrier = self._carrier(n)
        if carrier is not None:
            p.carrier = carrier
            verb = self.verb(carrier)
            patient = tokens[carrier].lemma in self.lexicon["patient_verbs"]
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
        elif tokens[n].dep == "dobj" and tokens[tokens[n].head].lemma in self.lexicon["deed_verbs"]:
            # "vows support": who vows is who is to support
            subject = subject or [x for x in self.verb(tokens[n].head).get("subj") if x != n]
        elif (
            tokens[n].dep == "pobj"
            and tokens[tokens[n].head].lower == "to"
            and tokens[tokens[tokens[n].head].head].lemma == "commit"
        ):
            # "commits to an investment in X"
            subject = subject or self.verb(tokens[tokens[n].head].head).get("subj")
        elif p.slots.get("with") and tokens[n].lemma in self.lexicon["talks"]:
            subject = subject or self._party_to_talks(n)
        for c in tree.all(n, "acl"):
            if tokens[c].lower in ("targeting", "involving"):
                # "sanctions targeting X": parsers take it for a verb
                aimed_at = [x for y in tree.all(c, "dobj") for x in tree.conjuncts(y)]
                p.slots.setdefault(tokens[c].lower, aimed_at)
        for c in tree.all(n, "acl", "relcl"):
            # "an attack carried out by X", "talks that were held in Y"
            if tokens[c].lemma in self._light and self.is_passive(c):
                verb = self.verb(c)
                subject = subject or verb.slots.get("subj", [])
                for name, arguments in verb.slots.items():
                    if name not in ("subj", "obj", "by"):
                        p.slots.setdefault(name, arguments)
        p.slots["light"] = subject
        if tokens[n].dep == "appos":
            p.slots["appos"] = [tokens[n].head]  # "Armenia, an ally of Russia"
        elif tree.child(n, "appos") is not None:
            p.slots["appos"] = [x for c in tree.all(n, "appos") for x in tree.conjuncts(c)]
        for arguments in [
            pobj
            for name, pobj in sorted(p.slots.items())
            if name not in ("poss", "mod", "light", "by", "obj", "iobj")
        ]:
            for argument in arguments:
                self._deep_prepositions(argument, p.deep, 1)
        return p

    def _share(self, n: int, p: Predication) -> None:
        """What coordinated and compound nouns have in common.

        "sanctions and travel bans on X" are both on X, "Ardonian gunfire and airstrikes" both
        Ardonian; "sanctions on X, including travel bans" and "an arrest warrant for X" say of
        the inner noun what hangs on the outer one.
        """
        tree, tokens = self.tree, self.tokens
        token = tokens[n]
        sources: list[int] = []
        if not any(name in p.slots for name in _SHARED):
            sources = tree.conjuncts(n)[1:]
        outer = token.head
        if token.dep in ("pobj", "dobj") and tokens[outer].lower == "including":
            sources.append(tokens[outer].head)
        elif token.dep == "compound" and tokens[outer].lemma in self.lexicon["container_nouns"]:
            sources.append(outer)
            p.slots["poss"] += [x for c in tree.all(outer, "poss") for x in tree.conjuncts(c)]
            p.slots["mod"] += [c for c in tree.all(outer, "amod", "nmod", "compound") if c < n]
        for source in sources:
            hung: dict[str, list[int]] = {}
            self._prepositions(source, hung)
            for name in _SHARED:
                if name in hung:
                    p.slots.setdefault(name, hung[name])
        if (
            token.dep == "conj"
            and not (p.slots["poss"] or p.slots["mod"])
            and tree.child(n, "det") is None
        ):
            p.slots["mod"] = [c for c in tree.all(outer, "amod", "nmod", "compound") if c < outer]

    def _party_to_talks(self, n: int) -> list[int]:
        """ "X freed nine people after talks with Y": X talked as well."""
        tokens = self.tokens
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
        return self.subject(above.i) if above.pos == "VERB" else []

    def _carrier(self, n: int) -> int | None:
        """The light verb whose object (or happening subject) the noun is."""
        tokens = self.tokens
        i = n
        for _ in range(3):
            token = tokens[i]
            if token.dep == "conj" and tokens[token.head].pos in ("NOUN", "PROPN"):
                i = token.head
                continue
            if (
                token.dep == "pobj"
                and tokens[token.head].lower == "of"
                and (tokens[tokens[token.head].head].lemma in self.lexicon["transparent"])
            ):
                i = tokens[token.head].head  # "a round of talks"
                continue
            break
        token = tokens[i]
        head = tokens[token.head]
        if head.pos not in ("VERB", "AUX", "ADP"):
            return None
        if token.dep == "attr" and head.lemma in self.lexicon["copulas"]:
            return token.head
        if token.dep in ("dobj", "nsubjpass") and head.lemma in self._light:
            return token.head
        if token.dep == "nsubj" and head.lemma in HAPPENING:
            return token.head
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
            ):
                return head.head
        if (
            token.dep == "pobj"
            and head.lower in ("in", "at", "during")
            and (tokens[n].lemma in self.lexicon["talks"])
        ):
            # "said in a meeting with X": whoever speaks there takes part
            above = tokens[head.head]
            while (
                above.dep in _DEPENDENT_CLAUSES
                and above.head != above.i
                and (self.tree.child(above.i, "nsubj", "nsubjpass") is None)
            ):
                # parsers hang such a phrase on the last verb; it sets the scene for the clause
                above = tokens[above.head]
            if above.pos in ("VERB", "AUX") and above.lemma not in self.lexicon["copulas"]:
                return above.i
        return None

    def owner(self, n: int, depth: int = 0) -> list[int]:
        """Whose noun it is: possessor, name before it, by-phrase, light verb's subject."""
        tree, tokens = self.tree, self.tokens
        possessor = [x for c in tree.all(n, "poss") for x in tree.conjuncts(c)]
        if possessor:
            return possessor
        by = [
            x
            for c in tree.all(n, "prep")
            if tokens[c].lower == "by"
            for y in tree.all(c, "pobj")
            for x in tree.conjuncts(y)
        ]
        if by:
            return by
        modifiers = [
            x
            for c in tree.all(n, "amod", "compound", "nmod")
            for x in tree.conjuncts(c)
            if tokens[c].text[:1].isupper()
        ]
        if modifiers:
            return modifiers
        token = tokens[n]
        if token.dep == "dobj" and depth < _MAX_DEPTH:
            return self.subject(token.head, depth + 1)
        return []

    # -- prepositions ----------------------------------------------------------------------

    def _prepositions(self, i: int, slots: dict[str, list[int]]) -> None:
        tree, tokens = self.tree, self.tokens
        for c in tree.children[i]:
            token = tokens[c]
            if token.dep not in _PREPOSITIONAL or token.pos not in ("ADP", "SCONJ", "ADV", "VERB"):
                continue
            self._preposition(c, token.lower, slots)

    def _preposition(self, c: int, name: str, slots: dict[str, list[int]]) -> None:
        tree = self.tree
        # "following talks with X": parsers give such a preposition an object of a verb
        objects = [x for y in tree.all(c, "pobj", "dobj") for x in tree.conjuncts(y)]
        if objects:
            slots.setdefault(name, []).extend(x for x in objects if x not in slots.get(name, []))
        if name == "according":
            return  # "according to X" names a source, no party
        if name in ("along", "together"):
            # "killed X along with Y": Y stands beside the object
            objects = [
                x
                for nested in tree.all(c, "prep")
                for y in tree.all(nested, "pobj")
                for x in tree.conjuncts(y)
            ]
            slots.setdefault("along with", []).extend(objects)
            return
        for nested in tree.all(c, "prep"):
            self._preposition(nested, self.tokens[nested].lower, slots)
        for other in tree.all(c, "conj"):
            if self.tokens[other].pos == "ADP":
                self._preposition(other, self.tokens[other].lower, slots)

    def _deep_prepositions(self, argument: int, deep: dict[str, list[int]], depth: int) -> None:
        found: dict[str, list[int]] = {}
        self._prepositions(argument, found)
        for c in self.tree.all(argument, "acl"):
            # "lift the sanctions imposed on X"
            if self.tokens[c].tag == "VBN" and self.tokens[c].lemma in self._light:
                self._prepositions(c, found)
        for name, objects in found.items():
            deep.setdefault(name, []).extend(objects)
            if depth < 2:
                for x in objects:
                    self._deep_prepositions(x, deep, depth + 1)
