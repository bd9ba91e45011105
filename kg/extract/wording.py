"""Does the wording of a predication fit a row of frames?

Comes in: a `Frame`, a `Predication` and its sentence's `Reader`. Goes out: the trigger's token
range, or yes or no for a test on words: "sent thousands of troops" has the trigger "sent" and,
behind the quantity, the object "troops".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extract.frame_rows import Frame
from kg.extract.predications import Reader
from kg.extract.slots import Predication

__all__ = ["has_complement", "has_word", "heads_of", "is_about", "trigger_of"]

# Particles that leave a verb's sense as it is ("backed up", "carried out").
_EMPTY_PARTICLES = frozenset({"", "up", "out", "off", "back"})


def trigger_of(frame: Frame, p: Predication, reader: Reader) -> tuple[int, int] | None:
    """Token range of the trigger if the frame has it ("pull out", "weapons shipment")."""
    tokens = reader.tokens
    if p.kind == "noun":
        for phrase in frame.nouns:
            words = phrase.split()
            size = len(words)
            first = p.i - size + 1
            if (
                first >= 0
                and words[-1] == p.lemma
                and all(tokens[first + k].lower == words[k] for k in range(size - 1))
            ):
                return first, p.i + 1
        return None
    for phrase in frame.verbs:
        verb, _, particle = phrase.partition(" ")
        if verb != p.lemma:
            continue
        if not particle:
            if p.particle in _EMPTY_PARTICLES:
                return p.i, p.i + 1
            continue
        if particle == p.particle:
            return p.i, p.i + 1
        following = [t.lower for t in tokens[p.i + 1 : p.i + 2]]
        if following == [particle]:
            return p.i, p.i + 2
    return None


def heads_of(
    arguments: Sequence[int], reader: Reader, *, containers: Collection[str] = ()
) -> list[int]:
    """Argument heads and what stands behind quantity nouns ("thousands of troops").

    Args:
        arguments: head tokens.
        reader: of the sentence.
        containers: further nouns that are looked through ("a stockpile of shells").
    """
    tree, tokens = reader.tree, reader.tokens
    found = list(arguments)
    for head in found:
        word = tokens[head].lower
        if word in reader.lexicon["transparent"] or word in containers or tokens[head].pos == "NUM":
            for c in tree.all(head, "prep"):
                if tokens[c].lower == "of":
                    found.extend(x for y in tree.all(c, "pobj") for x in tree.conjuncts(y))
    return found


def has_word(heads: Sequence[int], words: frozenset[str], reader: Reader) -> bool:
    """Is any of the heads one of the words ("deal", "state of emergency", "travel ban")?"""
    tokens, lexicon = reader.tokens, reader.lexicon
    for h in heads:
        token = tokens[h]
        names = {token.lemma.lower(), token.lower}
        if h + 2 < len(tokens) and tokens[h + 1].lower == "of":
            names.add(f"{token.lower} of {tokens[h + 2].lower}")  # "a state of emergency"
        if token.pos == "PROPN":
            # "the ambassador, X", "ambassador X": the title tells what the name is
            names |= {tokens[c].lower for c in reader.tree.all(h, "compound", "nmod")}
        for size in (1, 2):
            if h >= size:
                names.add(" ".join(t.lower for t in tokens[h - size : h + 1]))
                names.add(" ".join([*(t.lower for t in tokens[h - size : h]), token.lemma.lower()]))
        if names & words:
            # "systems" are weapons only beside a word that says so
            if (
                token.lower in lexicon["weapon_vehicles"]
                and token.lower in words
                and (words >= lexicon["weapons"])
            ):
                beside = {tokens[c].lower for c in reader.tree.subtree(h) if c < h}
                if not beside & lexicon["weapon_modifiers"]:
                    continue
            return True
    return False


def is_about(
    names: tuple[str, ...], words: frozenset[str] | None, p: Predication, reader: Reader
) -> bool:
    """Does any of the slots hold one of the words, or anything at all if `words` is None?"""
    for name in names:
        if name == "":
            arguments = [
                *p.get("attr"),
                *p.get("obj"),
                *reader.tree.all(p.i, "acomp", "oprd", "advmod", "dobj", "attr", "ccomp"),
            ]
        else:
            arguments = p.get(name) + [
                x
                for c in reader.tree.all(p.i, "prep")
                if reader.tokens[c].lower == name
                for x in reader.tree.all(c, "pcomp")
            ]
        if words is None and arguments:
            return True
        if words is not None and has_word(heads_of(arguments, reader), words, reader):
            return True
    return False


def has_complement(frame: Frame, p: Predication, reader: Reader) -> bool:
    """Does the verb have one of the complements that the row asks for?"""
    for name in frame.complement:
        if name in ("xcomp", "ccomp"):
            if reader.tree.child(p.i, name) is not None:
                return True
        elif name == "relative":
            # "…, which Ardonia denies": the pronoun means the whole clause
            pronoun = reader.tree.child(p.i, "dobj")
            if pronoun is not None and reader.tokens[pronoun].tag == "WDT":
                return True
        elif (name == "obj" and p.get("obj")) or p.slots.get(name):
            return True
        elif any(
            reader.tokens[c].lower == name and reader.tree.child(c, "pcomp") is not None
            for c in reader.tree.all(p.i, "prep")
        ):
            return True  # "committed itself to working with X"
    return False
