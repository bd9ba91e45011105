"""Read a name that several bear by the company that it keeps in its document.

Comes in: the names of a document. They go out with the senses of each namesake in the order
that the document suggests: in "Georgia, United States", or beside "Atlanta" and "Alabama", the
name "Georgia" means the place, beside "Tbilisi" or "Georgian", or beside neither, the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate
from kg.syntax import Tree

__all__ = ["read_by_company"]

_TOLD_BY_COMPANY = ("name", "demonym")


def read_by_company(
    trees: Sequence[Tree],
    names: Sequence[Sequence[Candidate]],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
) -> None:
    """Put first the sense whose state follows the name, else is spoken of most.

    The preferred sense stays first where the document leaves a doubt. "Congress" is nobody's
    in a document that does not speak of the United States.
    """
    _forget_absent(names, gazetteer, lexicon)
    for tree, row in zip(trees, names, strict=True):
        _place_elsewhere(tree, row, gazetteer)
    found = [c for c in chain.from_iterable(names) if c.senses]
    namesakes = [(c, rivals) for c in found if len(rivals := _rivals(c)) > 1]
    if not namesakes:
        return
    company = {c.senses[0].key for c in found if len(_rivals(c)) < 2}
    for c, rivals in namesakes:
        if gazetteer.entries[rivals[0]].type is EntityType.NEWS_MEDIA:
            continue  # an agency may be quoted in any company
        best = _before_its_state(trees[c.sentence], c, names[c.sentence], rivals, gazetteer)
        best = best or _in_company(rivals, company, gazetteer)
        if best != rivals[0]:
            c.senses = tuple(sorted(c.senses, key=lambda sense: sense.key != best))
            c.type = gazetteer.entries[best].type


def _place_elsewhere(tree: Tree, row: Sequence[Candidate], gazetteer: Gazetteer) -> None:
    """Take the famous sense from a place that lies elsewhere: "London, Ontario", "Cuba, Missouri".

    Not in lists ("France, Ontario and Quebec"), where the names stand side by side.
    """
    entries = gazetteer.entries
    behind = {c.first: c for c in row if c.senses and c.senses[0].kind != "demonym"}
    tokens = tree.tokens
    for c in list(behind.values()):
        if c.last >= len(tokens) or tokens[c.last].text != ",":
            continue
        region = behind.get(c.last + 1)
        if region is None or not entries[region.senses[0].key].part:
            continue
        listed = {tokens[j].lower for j in (c.first - 1, region.last) if 0 <= j < len(tokens)}
        here = entries[region.senses[0].key].state
        own = {entries[s.key].state or s.key for s in c.senses}
        if here is None or here in own or listed & {"and", "or"} or entries[c.senses[0].key].part:
            continue
        c.surface = f"{c.surface}, {region.surface}"
        c.senses, c.type, c.origin = (), EntityType.PLACE, "described"


def _forget_absent(
    names: Sequence[Sequence[Candidate]], gazetteer: Gazetteer, lexicon: Lexicon
) -> None:
    """Take the sense from a general name of an organ whose state the document never names."""
    found = [c for c in chain.from_iterable(names) if c.senses]
    entries = gazetteer.entries
    general = [
        c
        for c in found
        if entries[c.senses[0].key].official and c.surface.lower() in lexicon.institutions
    ]
    if not general:
        return
    own = {c.senses[0].key for c in general}
    named = {c.senses[0].key for c in found} - own
    states = {entries[key].state or key for key in named}
    for c in general:
        if entries[c.senses[0].key].state not in states:
            c.senses, c.origin = (), "shape"


def _before_its_state(
    tree: Tree,
    c: Candidate,
    row: Sequence[Candidate],
    rivals: Sequence[str],
    gazetteer: Gazetteer,
) -> str | None:
    """The one whose state stands behind the name and a comma ("Georgia, United States")."""
    if c.last >= len(tree.tokens) or tree.tokens[c.last].text != ",":
        return None
    behind = {other.senses[0].key for other in row if other.first == c.last + 1 and other.senses}
    return next((key for key in rivals if gazetteer.entries[key].state in behind), None)


def _in_company(rivals: Sequence[str], company: set[str], gazetteer: Gazetteer) -> str:
    """The one of whose state most other names of the document are; else the preferred one."""
    strict = gazetteer.entries[rivals[0]].type is EntityType.STATE
    weights = {key: _weight(key, company, gazetteer, strict=strict) for key in rivals}
    if strict and weights[rivals[0]]:
        return rivals[0]
    return max(rivals, key=lambda key: weights[key])


def _rivals(c: Candidate) -> list[str]:
    """Keys of the entries that have the name in the same way, the preferred one first."""
    first = c.senses[0].kind if c.senses else ""
    if first not in _TOLD_BY_COMPANY:
        return []
    return list(dict.fromkeys(sense.key for sense in c.senses if sense.kind == first))


def _weight(key: str, company: set[str], gazetteer: Gazetteer, *, strict: bool) -> int:
    """How many of the document's other names belong to the same state.

    `strict` asks more for a place that shares a state's name: everybody may speak of the
    United States beside Georgia, but only a place in them, and not their capital, hints at
    the other Georgia.
    """
    entry = gazetteer.entries[key]
    home = key if entry.type is EntityType.STATE else entry.state
    if home is None:
        return 0
    kin = {k for k in company if k == home or gazetteer.entries[k].state == home}
    if strict and entry.type is not EntityType.STATE:
        capital = gazetteer.entries[home].capital
        kin = {k for k in kin if gazetteer.entries[k].type is EntityType.PLACE and k != capital}
    return len(kin)
