"""Match predications against the frames of `ontology/frames.yaml`.

Comes in: a `Predication` and the entities of its arguments. Goes out: at most one `Match`:
type, who fills which role, and the row that matched. "signed a treaty" matches the row
`sign` because its object is one of the agreements; "struck a deal" matches no attack.

The rows of a trigger are tried from the most to the least specific; a row must pass all its
tests: object, prepositions, complement, and the class of every filler.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.data import data_folder
from kg.errors import DataError
from kg.extract.arguments import Arguments, Filler
from kg.extract.confidence import NOUN_BASE, VERB_BASE
from kg.extract.predications import Predication, Reader
from kg.lexicon import Lexicon, read_yaml
from kg.model import EntityType
from kg.ontology import Ontology

__all__ = ["Frame", "Frames", "Match", "Theme", "load_frames", "participle_lemmas"]

_KNOWN = frozenset(
    [
        *("id", "type", "verbs", "nouns", "actor", "recipient", "unite", "object", "object_not"),
        *(
            "about",
            "complement",
            "needs",
            "actor_types",
            "recipient_types",
            "not_with",
            "bare",
            "theme",
            "casualties",
            "priority",
            "complement_not",
            "modifier_not",
            "confidence",
            "free",
            "subject_not",
            "before",
            "toward",
            "anaphor",
        ),
    ]
)
_NEEDS = frozenset({"actor", "recipient", "second"})
# Particles that leave a verb's sense as it is ("backed up", "carried out").
_EMPTY_PARTICLES = frozenset({"", "up", "out", "off", "back"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: what wording gives which type with which roles."""

    id: str
    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    actor_types: frozenset[str]
    recipient_types: frozenset[str]
    unite: bool
    object: frozenset[str] | None
    object_not: frozenset[str]
    about: tuple[tuple[tuple[str, ...], frozenset[str] | None], ...]
    complement: tuple[str, ...]
    needs: frozenset[str]
    not_with: frozenset[str]
    bare: bool
    theme: str
    casualties: bool
    priority: int
    complement_not: frozenset[str]
    modifier_not: frozenset[str]
    confidence: float | None
    free: bool
    subject_not: frozenset[str]
    before: frozenset[str]
    toward: tuple[tuple[str, frozenset[str]], ...]
    anaphor: bool

    @property
    def specificity(self) -> int:
        """How many tests the row makes beyond its trigger."""
        return (
            10 * self.priority
            + 2 * (self.object is not None)
            + 2 * len(self.about)
            + bool(self.object_not)
            + bool(self.complement)
            + bool(self.not_with)
            + bool(self.subject_not)
            + 2 * bool(self.before)
            + 2 * len(self.toward)
            + max((len(t.split()) for t in self.verbs | self.nouns), default=1)
            - 1
        )


@dataclass(frozen=True, slots=True)
class Theme:
    """What an event is about: token range, head token, and the words as they were parsed."""

    first: int
    last: int
    head: int
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """A predication that a frame accepts, with its fillers."""

    frame: Frame
    predication: Predication
    actor: tuple[Filler, ...]
    recipient: tuple[Filler, ...]
    theme: Theme | None
    confidence: float
    first: int
    last: int
    """Token range of the trigger."""


@dataclass(frozen=True)
class Frames:
    """All rows, by the last word of their triggers."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    relation_verbs: Mapping[str, tuple[Frame, ...]]
    relation_nouns: Mapping[str, tuple[Frame, ...]]
    participles: Mapping[str, str]
    """Past participle -> verb, for "U.S.-supplied"."""
    nominal: frozenset[str] = frozenset()
    """Ids of the rows whose triggers are nouns."""

    def match(
        self,
        predication: Predication,
        reader: Reader,
        arguments: Arguments,
        accepts: Callable[[frozenset[str], str], bool],
        *,
        relations: bool = False,
    ) -> Match | None:
        """The match of the most specific row that passes, or None.

        Rows of durable relations are tried for themselves (`relations`): one trigger may give
        an event and a relation ("joined NATO").
        """
        if relations:
            table = self.relation_nouns if predication.kind == "noun" else self.relation_verbs
        else:
            table = self.nouns if predication.kind == "noun" else self.verbs
        for frame in table.get(predication.lemma, ()):
            match = _try(frame, predication, reader, arguments, accepts)
            if match is not None:
                return match
        return None


def load_frames(folder: Path | None = None, *, ontology: Ontology, lexicon: Lexicon) -> Frames:
    """Read `frames.yaml` of the ontology folder.

    Raises:
        DataError: an unknown key, type, list or role; two rows with one id.
    """
    path = (folder if folder is not None else data_folder("ontology")) / "frames.yaml"
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise DataError(f"{path}: must be a list of rows")
    seen: set[str] = set()
    frames: list[Frame] = []
    for row in rows:
        frame = _frame(path, row, ontology, lexicon)
        if frame.id in seen:
            raise DataError(f"{path}: two rows are called {frame.id!r}")
        seen.add(frame.id)
        frames.append(frame)
    durable = {t.id for t in ontology.types.values() if t.kind == "relation"}
    events = [f for f in frames if f.type not in durable]
    relations = [f for f in frames if f.type in durable]
    verbs, nouns = _by_trigger(events)
    return Frames(
        verbs,
        nouns,
        *_by_trigger(relations),
        participle_lemmas(verbs),
        frozenset(f.id for f in frames if f.nouns),
    )


_Table = dict[str, tuple[Frame, ...]]


def _by_trigger(frames: Sequence[Frame]) -> tuple[_Table, _Table]:
    """Rows by the first word of their verbs and the last of their nouns, most specific first."""
    verbs: dict[str, list[Frame]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    for frame in sorted(frames, key=lambda f: -f.specificity):
        for word in sorted({v.split()[0] for v in frame.verbs}):
            verbs[word].append(frame)
        for word in sorted({n.split()[-1] for n in frame.nouns}):
            nouns[word].append(frame)
    return (
        {word: tuple(rows) for word, rows in verbs.items()},
        {word: tuple(rows) for word, rows in nouns.items()},
    )


def participle_lemmas(verbs: Iterable[str]) -> dict[str, str]:
    """Map regular past participles to their verbs ("supplied" -> "supply")."""
    irregular = {"lead": "led", "send": "sent", "build": "built", "hold": "held", "win": "won"}
    result: dict[str, str] = {}
    for verb in verbs:
        if verb in irregular:
            forms = [irregular[verb]]
        elif verb.endswith("e"):
            forms = [verb + "d"]
        elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
            forms = [verb[:-1] + "ied"]
        else:
            forms = [verb + "ed", verb + verb[-1:] + "ed"]
        for form in forms:
            result.setdefault(form, verb)
    return result


def _frame(path: Path, row: Any, ontology: Ontology, lexicon: Lexicon) -> Frame:
    if not isinstance(row, dict) or "id" not in row or "type" not in row:
        raise DataError(f"{path}: a row needs id and type: {row!r}")
    where = f"{path}: row {row['id']!r}"
    unknown = set(row) - _KNOWN
    if unknown:
        raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    if row["type"] not in ontology.types:
        raise DataError(f"{where}: type {row['type']!r} is not in types.yaml")
    concept = ontology.types[row["type"]]
    for key in ("actor", "recipient", "actor_types", "recipient_types", "not_with", "needs"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise DataError(f"{where}: {key} must be a list of words (quote on, no)")
    classes = {key: set(row.get(key, [])) for key in ("actor_types", "recipient_types")}
    classes |= {f"toward {slot}": set(names) for slot, names in (row.get("toward") or {}).items()}
    for key, names in classes.items():
        if strange := sorted(names - set(ontology.classes)):
            raise DataError(f"{where}: {key} has the unknown class {strange[0]!r}")
    needs = frozenset(row.get("needs", []))
    if needs - _NEEDS:
        raise DataError(f"{where}: needs may name actor, recipient, second")
    about = tuple(
        (tuple(key.split(",")), None if words == "*" else _lemmas(words, lexicon, where))
        for key, words in (row.get("about") or {}).items()
    )
    return Frame(
        id=row["id"],
        type=row["type"],
        verbs=_lemmas(row.get("verbs", []), lexicon, where),
        nouns=_lemmas(row.get("nouns", []), lexicon, where),
        actor=tuple(row.get("actor", [])),
        recipient=tuple(row.get("recipient", [])),
        actor_types=frozenset(row.get("actor_types", concept.domain)),
        recipient_types=frozenset(row.get("recipient_types", concept.range)),
        unite=bool(row.get("unite")),
        object=_lemmas(row["object"], lexicon, where) if "object" in row else None,
        object_not=_lemmas(row.get("object_not", []), lexicon, where),
        about=about,
        complement=_tuple(row.get("complement", ())),
        needs=needs,
        not_with=frozenset(row.get("not_with", [])),
        bare=bool(row.get("bare", True)),
        theme=row.get("theme", "obj"),
        casualties=bool(row.get("casualties")),
        priority=int(row.get("priority", 0)),
        complement_not=_lemmas(row.get("complement_not", []), lexicon, where),
        modifier_not=_lemmas(row.get("modifier_not", []), lexicon, where),
        confidence=row.get("confidence"),
        free=bool(row.get("free")),
        subject_not=_lemmas(row.get("subject_not", []), lexicon, where),
        before=_lemmas(row.get("before", []), lexicon, where),
        toward=tuple((k, frozenset(v)) for k, v in (row.get("toward") or {}).items()),
        anaphor=bool(row.get("anaphor")),
    )


def _tuple(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _lemmas(value: object, lexicon: Lexicon, where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in _tuple(value):
        if not isinstance(word, str):
            raise DataError(f"{where}: {word!r} is no word (quote yes, no, on, off)")
        if word.startswith("@") and word[1:] not in lexicon.lists:
            raise DataError(f"{where}: lexicon.yaml has no list {word[1:]!r}")
        found |= lexicon[word[1:]] if word.startswith("@") else {word}
    return frozenset(found)


# -- matching --------------------------------------------------------------------------------


def _try(
    frame: Frame,
    p: Predication,
    reader: Reader,
    arguments: Arguments,
    accepts: Callable[[frozenset[str], str], bool],
) -> Match | None:
    span = _trigger(frame, p, reader)
    if span is None:
        return None
    if p.kind == "noun" and not frame.bare and p.carrier == p.i:
        return None
    heads = _heads(p.get("obj"), reader)
    if frame.object is not None and not _any_word(heads, frame.object, reader):
        return None
    if frame.object_not and any(
        reader.tokens[h].lemma.lower() in frame.object_not
        or reader.tokens[h].lower in frame.object_not
        for h in heads
    ):
        return None
    if frame.subject_not and _any_word(p.get("subj"), frame.subject_not, reader):
        return None
    if frame.before and not (
        reader.tokens[p.i].dep == "compound"
        and reader.tokens[reader.tokens[p.i].head].lemma in frame.before
    ):
        return None
    times = {
        i
        for name in reader.tree.sentence.names
        if name.label in ("DATE", "TIME")
        for i in range(name.start, name.end)
    }
    if any(x not in times for word in frame.not_with for x in p.slots.get(word, [])):
        return None
    if not all(_about(names, words, p, reader) for names, words in frame.about):
        return None
    sentence = reader.tree.sentence.index
    for slot, classes in frame.toward:
        found = arguments.all(sentence, p.get(slot))
        if not any(accepts(classes, arguments.type_of(f.key)) for f in found):
            return None
    if frame.complement and not _has_complement(frame, p, reader):
        return None
    if frame.complement_not and any(
        reader.tokens[c].lemma in frame.complement_not
        for c in (
            *reader.tree.all(p.i, "xcomp", "ccomp"),
            *(x for prep in reader.tree.all(p.i, "prep") for x in reader.tree.all(prep, "pcomp")),
        )
    ):
        return None
    if frame.modifier_not and any(
        reader.tokens[c].lower in frame.modifier_not
        for c in reader.tree.all(p.i, "compound", "amod", "nmod")
    ):
        return None
    actor = _fill(frame.actor, frame.actor_types, p, reader, arguments, accepts, unite=frame.unite)
    taken = {f.key for f in actor}
    recipient = [
        f
        for f in _fill(frame.recipient, frame.recipient_types, p, reader, arguments, accepts)
        if f.key not in taken
    ]
    if "actor" in frame.needs and not actor and not frame.free:
        return None
    if "recipient" in frame.needs and not recipient:
        return None
    if "second" in frame.needs and len(actor) < 2:
        return None
    if not actor and not recipient and not _anaphoric(frame):
        return None
    base = frame.confidence
    if base is None:
        base = NOUN_BASE if p.kind == "noun" else VERB_BASE
    penalty = 0.1 * any(f.kind == "pronoun" for f in (*actor, *recipient))
    return Match(
        frame,
        p,
        tuple(actor),
        tuple(recipient),
        _theme(frame, p, reader),
        round(base - penalty, 2),
        *span,
    )


def _anaphoric(frame: Frame) -> bool:
    """May the event stand without named parties, to join another mention of it or alone?"""
    return frame.free or (not frame.needs and bool(frame.nouns))


def _trigger(frame: Frame, p: Predication, reader: Reader) -> tuple[int, int] | None:
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


def _heads(arguments: Sequence[int], reader: Reader) -> list[int]:
    """Argument heads and what stands behind quantity nouns ("thousands of troops")."""
    tree, tokens = reader.tree, reader.tokens
    found = list(arguments)
    for head in found:
        if tokens[head].lower in reader.lexicon["transparent"] or tokens[head].pos == "NUM":
            for c in tree.all(head, "prep"):
                if tokens[c].lower == "of":
                    found.extend(x for y in tree.all(c, "pobj") for x in tree.conjuncts(y))
    return found


def _any_word(heads: Sequence[int], words: frozenset[str], reader: Reader) -> bool:
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


def _about(
    names: tuple[str, ...], words: frozenset[str] | None, p: Predication, reader: Reader
) -> bool:
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
        if words is not None and _any_word(_heads(arguments, reader), words, reader):
            return True
    return False


def _has_complement(frame: Frame, p: Predication, reader: Reader) -> bool:
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
    return False


def _fill(
    slots: Sequence[str],
    types: frozenset[str],
    p: Predication,
    reader: Reader,
    arguments: Arguments,
    accepts: Callable[[frozenset[str], str], bool],
    *,
    unite: bool = False,
) -> list[Filler]:
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
        return [f for i in tokens for f in arguments.owners(s, i)]

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

    read = {"owner": owners, "name": names, "state": states, "organ": organs, "land": lands}.get(
        path, direct
    )
    if name == "purpose":
        yield [], lambda _: _purpose(p, reader, arguments)
    elif name == "home":
        home = arguments.sole_state(s)
        yield [], lambda _: [Filler(home, p.i, "home")] if home is not None else []
    elif name == "self":
        yield [p.i], lambda tokens: [arguments.conflict_at(s, i) for i in tokens]
    elif name == "clause":
        clause = reader.tree.child(p.i, "ccomp", "xcomp", "advcl")
        yield (reader.subject(clause) if clause is not None else []), read
    elif name == "complement":
        # "pledged to help X", "promised to work with X"
        clause = reader.tree.child(p.carrier, "xcomp")
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


def _theme(frame: Frame, p: Predication, reader: Reader) -> Theme | None:
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
