"""How many: read the quantities of a phrase.

Comes in: a token that heads a noun phrase. Goes out: `Quantity`: "more than 10,000 troops" is
at least 10,000 troops, "up to 3,000" at most 3,000, "thousands of troops" at least 2,000,
"26 Palestinians" exactly 26. `casualties` reads "killing 14 people and wounding 35".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Quantity
from kg.syntax import Tree

__all__ = ["NUMBER_WORDS", "casualties", "quantity_of"]

NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_PLURALS = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
_TIMES = {"tens": 10, "hundreds": 100}
_AT_LEAST = (
    "more than",
    "at least",
    "over",
    "no fewer than",
    "no less than",
    "upwards of",
    "exceeding",
    "above",
)
_AT_MOST = (
    "up to",
    "fewer than",
    "less than",
    "as many as",
    "at most",
    "under",
    "below",
    "no more than",
    "nearly",
    "almost",
)
_HARM = {
    "kill": "killed",
    "wound": "wounded",
    "injure": "wounded",
    "die": "killed",
    "hurt": "wounded",
}
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


def quantity_of(tree: Tree, i: int) -> Quantity | None:
    """The quantity of the noun phrase headed by token `i`, with the noun as unit."""
    tokens = tree.tokens
    numbers = [
        c
        for c in tree.children[i]
        if tokens[c].dep == "nummod" or (tokens[c].dep == "compound" and tokens[c].pos == "NUM")
    ]
    if tokens[i].pos == "NUM":
        numbers = [i]
    if numbers:
        return _read(tree, numbers[0], i)
    if tokens[i].lower in _PLURALS:
        times = next(
            (_TIMES[tokens[c].lower] for c in tree.all(i, "quantmod") if tokens[c].lower in _TIMES),
            1,
        )
        unit = next(
            (
                tokens[x].lower
                for c in tree.all(i, "prep")
                if tokens[c].lower == "of"
                for x in tree.all(c, "pobj")
            ),
            "",
        )
        last = next(
            (
                x + 1
                for c in tree.all(i, "prep")
                if tokens[c].lower == "of"
                for x in tree.all(c, "pobj")
            ),
            i + 1,
        )
        first = min([i, *tree.all(i, "quantmod")])
        least = times * _PLURALS[tokens[i].lower]
        return Quantity(tree.text(first, last), unit, float(least), None)
    return None


def _read(tree: Tree, number: int, noun: int) -> Quantity | None:
    tokens = tree.tokens
    inside = tree.subtree(number)
    first, last = inside[0], inside[-1] + 1
    phrase = " ".join(tokens[x].lower for x in range(max(0, first - 2), last))
    # "500 to 700", "between 500 and 700": two numbers with a word between them are a range
    between = {"to", "or", "–"} | ({"and"} if "between" in phrase.split() else set())
    parts: list[list[float]] = [[]]
    for x in inside:
        v = _number(tokens[x].lower)
        if v is not None:
            parts[-1].append(v)
        elif parts[-1] and tokens[x].lower in between:
            parts.append([])
    values = [_value(part) for part in parts if part]
    if not values:
        return None
    low, value = min(values), max(values)
    unit = tokens[noun].lower if noun != number else ""
    for x in range(max(0, first - 1), last):
        unit = _CURRENCIES.get(tokens[x].text, unit)
    minimum: float | None = low
    maximum: float | None = value
    bound = max(
        (w for w in (*_AT_LEAST, *_AT_MOST) if re.search(rf"\b{w}\b", phrase)), key=len, default=""
    )
    if bound in _AT_MOST:
        minimum = None
    elif bound:
        maximum = None
    begin = first
    while (
        begin > 0
        and begin > first - 2
        and any(phrase.startswith(w) for w in (*_AT_LEAST, *_AT_MOST))
        and tokens[begin - 1].lower in " ".join((*_AT_LEAST, *_AT_MOST)).split()
    ):
        begin -= 1
    return Quantity(tree.text(begin, max(noun + 1, last)), unit, minimum, maximum)


def _value(numbers: list[float]) -> float:
    """ "two hundred thousand", "twenty five", "two dozen"."""
    value = numbers[0]
    for v in numbers[1:]:
        value = value * v if (v >= 100 or v == NUMBER_WORDS["dozen"]) and value < v else value + v
    return value


def _number(word: str) -> float | None:
    text = word.replace(",", "").lstrip("$€£¥")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    return float(NUMBER_WORDS[word]) if word in NUMBER_WORDS else None


def _clause(tree: Tree, i: int) -> set[int]:
    """The verb of a token's clause, and those that share its subject or its coordination."""
    found = {i}
    for node in (i, *tree.up(i)):
        found.add(node)
        if tree.tokens[node].pos == "VERB" and tree.child(node, "nsubj", "nsubjpass") is not None:
            break
    return found


def casualties(tree: Tree, trigger: int) -> Iterator[Quantity]:
    """The dead and wounded that the clause of token `trigger` counts."""
    tokens = tree.tokens
    clause = _clause(tree, trigger)
    for token in tokens:
        unit = _HARM.get(token.lemma)
        if unit is None or token.pos != "VERB":
            continue
        if not clause & _clause(tree, token.i):
            continue
        victims = tree.all(token.i, "dobj", "nsubjpass") or (
            tree.all(token.i, "nsubj") if token.lemma == "die" else []
        )
        for victim in victims:
            found = quantity_of(tree, victim)
            if found is not None:
                yield Quantity(found.text, unit, found.minimum, found.maximum)
