"""Where and when an event is: in the place and at the time of its own clause.

Comes in: a predication or a match of it, its sentence, the time expressions in the sentence.
Goes out: the narrowest named place in its place phrases, and the time that hangs on it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kg.extract.arguments import Arguments
from kg.extract.event_nouns import HAPPENING
from kg.extract.factuality import Factuality
from kg.extract.frames import Match
from kg.extract.predications import Reader
from kg.extract.rules import Rules
from kg.extract.slots import Predication
from kg.extract.times import SCHEDULING, TimeExpression
from kg.model import Certainty, EntityType, Tense, TimeValue
from kg.syntax import Tree

__all__ = ["date_of", "place_of"]

_PLACE_SLOTS = (
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "off",
    "around",
    "over",
    "across",
    "along",
    "into",
    "on",
    "from",
    "within",
    "to",
)
_LOOSE_PLACE_SLOTS = frozenset({"on", "from", "into", "to"})
# "talks planned for Sunday", "an embargo imposed in May": the time of the noun
_OF_THE_EVENT = (
    HAPPENING
    | SCHEDULING
    | {"carry", "conduct", "hold", "impose", "launch", "sign", "stage", "strike", "agree", "reach"}
)


def place_of(
    p: Predication, reader: Reader, arguments: Arguments, actor: set[str]
) -> tuple[str, ...]:
    """The narrowest named place in a place phrase of the predication."""
    s = reader.tree.sentence.index
    found: list[tuple[int, int, str]] = []
    for rank, slot in enumerate(_PLACE_SLOTS):
        for depth, slots in enumerate((p.slots, p.deep)):
            for token in slots.get(slot, []):
                if not arguments.mentions(s, token):
                    # "in the town of Torva"
                    found.extend(
                        (depth, rank, f.key)
                        for f in arguments.at(s, token)
                        if arguments.type_of(f.key) is EntityType.PLACE
                    )
                for mention in arguments.mentions(s, token):
                    kind = arguments.type_of(mention.entity)
                    if kind is EntityType.PLACE:
                        found.append((depth, rank, mention.entity))
                    elif (
                        kind is EntityType.STATE
                        and slot not in _LOOSE_PLACE_SLOTS
                        and (mention.kind == "name" and mention.entity not in actor)
                    ):
                        found.append((depth + 2, rank, mention.entity))
    if p.kind == "noun":
        for token in p.slots.get("mod", []):
            for mention in arguments.mentions(s, token):
                if arguments.type_of(mention.entity) is EntityType.PLACE:
                    found.append((1, len(_PLACE_SLOTS), mention.entity))
    if not found and p.kind == "verb":
        # "arrests two men and seizes cocaine in Hamburg": the place stands once, at the end
        for other in reader.tree.all(p.i, "conj"):
            if reader.tokens[other].pos == "VERB":
                for token in reader.verb(other).slots.get("in", []):
                    for mention in arguments.mentions(s, token):
                        if arguments.type_of(mention.entity) is EntityType.PLACE:
                            found.append((3, 0, mention.entity))
    if not found:
        return ()
    return (min(found, key=lambda item: item[:2])[2],)


def date_of(
    match: Match,
    reader: Reader,
    times: Sequence[TimeExpression],
    fact: Factuality,
    rules: Rules,
) -> TimeValue | None:
    """The time expression of the event's own clause; the article's date is never put in."""
    if not times:
        return None
    p = match.predication
    tree, tokens = reader.tree, reader.tokens
    own = {p.i, p.carrier}
    # "won the election in June", "victory in last month's election": the argument happens then
    happenings = rules.lexicon["happenings"]
    own.update(x for x in (*p.get("obj"), *p.get("in")) if tokens[x].lemma.lower() in happenings)
    if p.kind == "noun":
        # "a truce that would take effect on Sunday"
        own.update(c for c in tree.all(p.i, "relcl", "acl") if tokens[c].lemma in _OF_THE_EVENT)
    times = [_nearer(e, reader, rules) for e in times]
    arguments = {x for slots in (p.slots, p.deep) for row in slots.values() for x in row}
    chosen: TimeExpression | None = None
    for expression in times:
        if expression.anchor in own:
            chosen = expression
            break
    if chosen is None:
        for expression in times:
            anchor = tokens[expression.anchor]
            if expression.anchor in arguments and anchor.pos == "PROPN":
                chosen = expression
                break
    if chosen is None:
        inside = [e for e in times if _within(e, p, reader, rules)]
        chosen = inside[0] if len(inside) == 1 else None
    if chosen is None and p.kind == "noun" and p.carrier == p.i:
        # "six people died in an attack on Friday": the verb's time is its noun's, unless the
        # verb only speaks of the event
        for node in tree.up(p.i):
            if tokens[node].pos in ("VERB", "AUX"):
                signature = rules.signatures.of(tokens[node].lemma, "", "VERB")
                if signature is None or not (signature.source or signature.factive):
                    chosen = next((e for e in times if e.anchor == node), None)
                break
    if chosen is None and p.kind == "verb" and tokens[p.i].dep in ("conj", "xcomp"):
        chosen = next((e for e in times if e.anchor == tokens[p.i].head), None)
        if chosen is not None and tree.child(p.i, "nsubj", "nsubjpass") is not None:
            chosen = None
    if chosen is None:
        return None
    told = (chosen.anchor, *tree.up(chosen.anchor))
    ahead = fact.tense is Tense.FUTURE or (
        # "if they do not leave by Friday", but not "asked them on Friday to leave"
        fact.certainty is Certainty.POSSIBLE and not any(_is_past(tree, x) for x in told)
    )
    return chosen.future if ahead else chosen.past


def _is_past(tree: Tree, i: int) -> bool:
    """Is it a verb in the past ("asked", "was asked", "has asked")?"""
    tokens = tree.tokens
    return tokens[i].tag == "VBD" or any(
        tokens[c].lower in ("was", "were", "had", "has", "have")
        for c in tree.all(i, "aux", "auxpass")
    )


def _nearer(expression: TimeExpression, reader: Reader, rules: Rules) -> TimeExpression:
    """The time with the event noun right before it as its anchor ("after the attack on Friday")."""
    tokens = reader.tokens
    before = expression.first - 1
    if before > 0 and tokens[before].pos == "ADP":
        before -= 1
    if before < 0 or tokens[before].pos != "NOUN" or before == expression.anchor:
        return expression
    if tokens[before].lemma.lower() not in rules.frames.nouns:
        return expression
    return dataclasses.replace(expression, anchor=before)


def _within(expression: TimeExpression, p: Predication, reader: Reader, rules: Rules) -> bool:
    """Does the time hang on a phrase of the event's clause that is no happening itself?"""
    tokens = reader.tokens
    for node in (expression.anchor, *reader.tree.up(expression.anchor)):
        if node == p.i or node == p.carrier:
            return True
        token = tokens[node]
        if token.pos not in ("NOUN", "PROPN", "ADP", "NUM", "ADV"):
            return False
        if token.lemma.lower() in rules.frames.nouns or token.dep in (
            "nsubj",
            "nsubjpass",
            "appos",
        ):
            return False
    return False
