"""Match predications against the frames of `ontology/frames.yaml`.

Comes in: a `Predication` and the entities of its arguments. Goes out: at most one `Match`:
type, who fills which role, and the row that matched. "signed a treaty" matches the row
`sign` because its object is one of the agreements; "struck a deal" matches no attack.

The rows of a trigger are tried from the most to the least specific; a row must pass all its
tests: object, prepositions, complement, and the class of every filler.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.data import data_folder
from kg.extract.arguments import Arguments
from kg.extract.confidence import NOUN_BASE, VERB_BASE
from kg.extract.filler import Filler
from kg.extract.frame_rows import Frame, read_frames
from kg.extract.predications import Reader
from kg.extract.roles import Theme, fillers_of, theme_of
from kg.extract.slots import Predication
from kg.extract.wording import has_complement, has_word, heads_of, is_about, trigger_of
from kg.lexicon import Lexicon
from kg.ontology import Ontology

__all__ = ["Frames", "Match", "load_frames", "participle_lemmas"]


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

    def knows(self, type_: str, lemma: str) -> bool:
        """Has a frame of this type the word for a trigger, whatever else it asks for?"""
        rows = (*self.verbs.get(lemma, ()), *self.nouns.get(lemma, ()))
        return any(frame.type == type_ for frame in rows)

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
    frames = read_frames(path, ontology=ontology, lexicon=lexicon)
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


# -- matching --------------------------------------------------------------------------------


def _try(
    frame: Frame,
    p: Predication,
    reader: Reader,
    arguments: Arguments,
    accepts: Callable[[frozenset[str], str], bool],
) -> Match | None:
    span = trigger_of(frame, p, reader)
    if span is None:
        return None
    if p.kind == "noun" and not frame.bare and p.carrier == p.i:
        return None
    if frame.forms and not _has_form(frame, p, reader):
        return None
    heads = heads_of(p.get("obj"), reader)
    if frame.object is not None and not has_word(heads, frame.object, reader):
        return None
    if frame.object_not and any(
        reader.tokens[h].lemma.lower() in frame.object_not
        or reader.tokens[h].lower in frame.object_not
        for h in heads
    ):
        return None
    if frame.subject_not and has_word(p.get("subj"), frame.subject_not, reader):
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
    if not all(is_about(names, words, p, reader) for names, words in frame.about):
        return None
    sentence = reader.tree.sentence.index
    for slot, classes in frame.toward:
        found = arguments.all(sentence, p.get(slot))
        if not any(accepts(classes, arguments.type_of(f.key)) for f in found):
            return None
    if frame.complement and not has_complement(frame, p, reader):
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
    actor = fillers_of(
        frame.actor, frame.actor_types, p, reader, arguments, accepts, unite=frame.unite
    )
    taken = {f.key for f in actor}
    recipient = [
        f
        for f in fillers_of(frame.recipient, frame.recipient_types, p, reader, arguments, accepts)
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
        theme_of(frame, p, reader),
        round(base - penalty, 2),
        *span,
    )


def _has_form(frame: Frame, p: Predication, reader: Reader) -> bool:
    """Is the trigger in one of the forms of the row? "had held" counts as past like "held".

    With a particle it is another verb: who has "ruled out Ardonia" does not rule it.
    """
    tokens = reader.tokens
    if p.particle and not any(p.particle in verb.split()[1:] for verb in frame.verbs):
        return False
    tag = tokens[p.i].tag
    if tag == "VBN" and any(tokens[c].lower == "had" for c in reader.tree.all(p.i, "aux")):
        tag = "VBD"
    return tag in frame.forms


def _anaphoric(frame: Frame) -> bool:
    """May the event stand without named parties, to join another mention of it or alone?"""
    return frame.free or (not frame.needs and bool(frame.nouns))
