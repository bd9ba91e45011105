"""Who fills the roles of a frame, and what its event is about.

Comes in: the slots that a row of frames names for a role, a `Predication`, and the entities of
its arguments. Goes out: `Filler`s of the right class, and the `Theme`: "Belmark gives Ardonia
shells" has Ardonia in the slot `iobj` and the theme "shells".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.filler import Filler
from kg.extract.frame_rows import Frame
from kg.extract.predications import Reader
from kg.extract.slots import Predication
from kg.model import EntityType

__all__ = ["Theme", "fillers_of", "theme_of"]


@dataclass(frozen=True, slots=True)
class Theme:
    """What an event is about: token range, head token, and the words as they were parsed."""

    first: int
    last: int
    head: int
    words: str


def fillers_of(
    slots: Sequence[str],
    types: frozenset[str],
    p: Predication,
    reader: Reader,
    arguments: Arguments,
    accepts: Callable[[frozenset[str], str], bool],
    *,
    unite: bool = False,
) -> list[Filler]:
    """The fillers of the first slot that has any, or of all slots if they `unite`."""
    found: dict[str, Filler] = {}
    for slot in slots:
        # What hangs on the trigger itself comes before what hangs on its arguments.
        for tokens, read in _sources(slot, p, reader, arguments):
            here = [f for f in read(tokens) if accepts(types, arguments.type_of(f.key))]
            for filler in here:
                found.setdefault(filler.key, filler)
            if here:
                break
        if found and not unite:
            break
    return list(found.values())


def _sources(
    slot: str, p: Predication, reader: Reader, arguments: Arguments
) -> Iterator[tuple[list[int], Callable[[list[int]], list[Filler]]]]:
    """Where a slot's fillers may stand, nearest first, and how to read them there."""
    s = reader.tree.sentence.index
    name, _, path = slot.partition("/")

    takes_people = p.lemma in reader.lexicon["people_verbs"]

    def direct(tokens: list[int]) -> list[Filler]:
        found = arguments.all(s, tokens)
        if not found and name == "obj" and takes_people:
            return [g for i in tokens if (g := arguments.people_at(s, i)) is not None]
        return found

    def owners(tokens: list[int]) -> list[Filler]:
        found = [f for i in tokens for f in arguments.owners(s, i)]
        if not found:  # "the rebels' demand" is the demand of people without a name
            possessors = [x for i in tokens for x in reader.tree.all(i, "poss")]
            found = arguments.all(s, [x for x in possessors if reader.tokens[x].pos == "NOUN"])
        return found

    def names(tokens: list[int]) -> list[Filler]:
        return [f for i in tokens for f in arguments.names_before(s, i)]

    def states(tokens: list[int]) -> list[Filler]:
        return arguments.states_of(arguments.all(s, tokens))

    def organs(tokens: list[int]) -> list[Filler]:
        found = arguments.all(s, tokens)
        bodies = [f for f in found if arguments.type_of(f.key) is EntityType.GOVERNMENT_BODY]
        return arguments.states_of(bodies)

    def lands(tokens: list[int]) -> list[Filler]:
        return [f for i in tokens for f in arguments.land_of(s, i)]

    def weapons(tokens: list[int]) -> list[Filler]:
        return [f for i in tokens for f in arguments.weapons_at(s, i)]

    read = {
        "owner": owners,
        "name": names,
        "state": states,
        "organ": organs,
        "land": lands,
        "weapon": weapons,
    }.get(path, direct)
    if name == "purpose":
        yield [], lambda _: _purpose(p, reader, arguments)
    elif name == "home":
        home = arguments.sole_state(s)
        yield [], lambda _: [Filler(home, p.i, "home")] if home is not None else []
    elif name == "self":
        whole = (
            weapons if path == "weapon" else lambda at: [arguments.conflict_at(s, i) for i in at]
        )
        yield [p.i], whole
    elif name == "clause":
        clause = reader.tree.child(p.i, "ccomp", "xcomp", "advcl")
        yield (reader.subject(clause) if clause is not None else []), read
    elif name == "complement":
        # "pledged to help X", "promised to work with X"
        clause = reader.tree.child(p.carrier, "xcomp") or _after_to(p.carrier, reader)
        inner = reader.verb(clause) if clause is not None else None
        yield (inner.get(path or "obj") if inner is not None else []), direct
        nested = reader.tree.child(clause, "ccomp", "xcomp") if clause is not None else None
        if nested is not None and path == "obj":
            yield reader.subject(nested), direct  # "pledged to help X connect its grid"
    elif path == "parties":
        return  # known only when the document's events are joined
    elif name.endswith("!"):
        yield p.slots.get(name[:-1], []), read
    elif p.kind == "noun" and name == "subj":
        for source in ("light", "poss", "mod"):
            yield p.slots.get(source, []), read
    elif p.kind == "noun" and name == "obj" and not p.slots.get("obj"):
        yield p.slots.get("of", []), read
        yield p.deep.get("of", []), read
    else:
        yield p.slots.get(name, []), read
        yield p.deep.get(name, []), read


def _after_to(verb: int, reader: Reader) -> int | None:
    """The gerund of "committed itself to working with X"."""
    tree, tokens = reader.tree, reader.tokens
    for c in tree.all(verb, "prep"):
        if tokens[c].lower == "to" and (gerund := tree.child(c, "pcomp")) is not None:
            return gerund
    return None


def _purpose(p: Predication, reader: Reader, arguments: Arguments) -> list[Filler]:
    """Who is helped by the deed: "sent shells to help X", "… to replenish X's stocks"."""
    tree = reader.tree
    s = tree.sentence.index
    found: list[Filler] = []
    for node in (p.carrier, *p.get("obj")):
        for c in tree.all(node, "advcl", "acl", "relcl", "xcomp"):
            if reader.tokens[c].lemma in reader.lexicon["helping_verbs"]:
                for x in tree.all(c, "dobj"):
                    found.extend(arguments.at(s, x) or arguments.owners(s, x))
    return found


def _slot_tokens(name: str, p: Predication, reader: Reader) -> list[int]:
    if p.kind == "noun" and name == "obj":
        return p.slots.get("obj") or p.get("of")
    return p.get(name)


def theme_of(frame: Frame, p: Predication, reader: Reader) -> Theme | None:
    """What the event is about, if the clause names it."""
    tree = reader.tree
    if frame.theme == "clause":
        node = tree.child(p.carrier, "xcomp", "ccomp")
    else:
        tokens = _slot_tokens(frame.theme, p, reader)
        node = tokens[0] if tokens and tokens[0] != p.i else None
    if node is None:
        return None
    span = tree.subtree(node)
    first, last = span[0], span[-1] + 1
    if p.i in span and reader.tokens[p.i].head == node and p.i + 1 <= node:
        first, last = p.i + 1, node + 1  # "U.S.-supplied missiles": the noun it describes
    elif any(i in span for i in (p.i, p.carrier)):
        return None
    for name in tree.all(node, "nmod"):
        if name == first or tree.subtree(name)[0] == first:
            first = tree.subtree(name)[-1] + 1  # "give X weapons": X is no part of the weapons
    return Theme(first, last, node, tree.text(first, last))
