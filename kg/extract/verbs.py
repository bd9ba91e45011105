"""Read each verb's parse once: who does what, whatever the wording.

Comes in: a sentence's `Tree`. Goes out: the `Predication` of a verb, the subject of a verb, the
owner of a noun. "Belousov led a delegation" and "a delegation led by Belousov" give
lead(subj=Belousov, obj=delegation); "agreed to send" and "was accused of sending" give send its
subject.
"""

from __future__ import annotations

from kg.extract.objects import RELATIVE, antecedent_of, is_passive, objects_of
from kg.extract.slots import Predication, add_deep_phrases, add_phrases
from kg.lexicon import Lexicon
from kg.syntax import Tree

__all__ = ["Verbs"]

# After these a gerund is what the object does ("accused X of"); after "by" what the subject does.
_CONTROLLING = frozenset({"of", "from", "for", "into", "against", "with", "about", "as"})
# With these the subject, not the object, is the one who is to act.
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "use", "agree", "offer"})
_HARM = frozenset({"kill", "wound", "injure", "hurt"})
_MAX_DEPTH = 12


class Verbs:
    """Reads the predications of a sentence's verbs, each at most once."""

    def __init__(self, tree: Tree, *, lexicon: Lexicon) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.lexicon = lexicon
        self.light = lexicon["light_verbs"]
        self._verbs: dict[int, Predication] = {}
        self._subjects: dict[int, list[int]] = {}

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
            is_passive(self.tree, v),
        )
        self._verbs[v] = p
        if token.dep == "amod" and token.tag in ("VBN", "VBD", "JJ", "NN", "NNP", "VBG"):
            self._participle(v, p)
            return p
        subject = self.subject(v)
        objects = objects_of(tree, v)
        iobj = [
            x
            for c in tree.all(v, "dative", "iobj")
            if self.tokens[c].pos != "ADP"
            for x in tree.conjuncts(c)
        ]
        add_phrases(tree, v, p.slots)
        if objects:
            beside = list(p.slots.get("along with", []))
            for x in objects:
                hung: dict[str, list[int]] = {}
                add_phrases(tree, x, hung)
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
                add_deep_phrases(tree, self.light, argument, p.deep, 0)
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
        add_phrases(tree, noun, p.slots)
        user = [x for c in tree.all(noun, "poss") for x in tree.conjuncts(c)]
        head = tokens[noun].head
        if tokens[noun].dep == "pobj" and tokens[head].lower == "with":
            verb = tokens[head].head
            while tokens[verb].pos not in ("VERB", "AUX") and tokens[verb].head != verb:
                verb = tokens[verb].head
            user = user or self.subject(verb)
        p.slots["user"] = user

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
            if tokens[own].lower in RELATIVE and tokens[own].tag in ("WDT", "WP", "IN", "DT"):
                antecedent = antecedent_of(tree, v)
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
            if token.tag == "VBG" and token.lemma in _HARM and is_passive(self.tree, head):
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
        if (
            objects
            and self.tokens[h].lemma not in _SUBJECT_CONTROL
            and not is_passive(self.tree, h)
        ):
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
