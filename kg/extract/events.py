"""Events of one document: what each trigger says, and which triggers say the same.

Comes in: the `Finding`s of all sentences. Goes out: the same findings, those that tell of one
happening sharing one `Event`: "met in Pyongyang" and "in a Friday meeting" become one
meeting with place and date.

Two findings join when type and realm (fact, plan, possibility) agree, the participants of
one are among those of the other, and neither date nor place speaks against it. A finding
without participants ("denied reports of weapons shipments") joins the nearest earlier event
of its type in which its source takes part.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.attribution import Sources
from kg.extract.factuality import Factuality
from kg.model import Certainty, Entity, EntityType, Event, Polarity, Quantity, Tense, TimeValue

__all__ = ["Denial", "Finding", "join_findings"]

# How many sentences back a denial or "the talks" may reach ("Moscow denies it").
_REACH = 3
_SITES = frozenset(
    {"church", "mosque", "hospital", "school", "university", "airport", "station", "temple"}
)
# Deeds between enemies, and who may be one.
_HOSTILE = frozenset({"Attack", "Release", "Ceasefire", "Abduct", "Withdraw", "Accuse", "Threaten"})
_BELLIGERENT = (EntityType.STATE, EntityType.ARMED_GROUP)
_ORGANS = (EntityType.MILITARY_FORCE, EntityType.GOVERNMENT_BODY)


@dataclass(slots=True)
class Finding:
    """What one trigger says, before it is joined with others."""

    type: str
    sentence: int
    trigger: int
    lemma: str
    actor: set[str]
    recipient: set[str]
    place: tuple[str, ...]
    date: TimeValue | None
    object_text: str | None
    quantity: tuple[Quantity, ...]
    fact: Factuality
    sources: Sources
    trigger_start: int
    trigger_end: int
    confidence: float
    rule: str
    object: tuple[str, ...] = ()
    """What the event is about, where that is an entity of its own."""
    nominal: bool = False
    """Is the trigger a noun?"""
    bare: bool = False
    """Is it a noun without a light verb?"""
    casualties: bool = False
    """Does the trigger say only whom an attack hit ("killed", "wounded")?"""
    mutual: bool = False
    """Does it name a fight, whose sides all act ("clashes")?"""
    anaphor: bool = False
    """Is the event itself told elsewhere ("X claimed responsibility")?"""
    denies: bool = False
    """Does it deny what somebody said?"""
    violent: bool = False
    """Do the words around it tell of violence (no accident)?"""
    likely: float | None = None
    """How likely the tagger holds it with just these parties; None where it has no say."""
    free: bool = False
    """Does it tell of an event even if nobody is named ("a ceasefire in Gaza")?"""
    borrows: bool = False
    """Are its recipients the parties of the talks spoken of last ("brokered the session")?"""

    @property
    def claimed(self) -> bool:
        """Does somebody other than the narrator say so?"""
        return bool(self.sources.asserted_by)

    @property
    def realm(self) -> str:
        """Fact (or its denial), plan, or possibility."""
        if self.fact.certainty is Certainty.POSSIBLE:
            return "possible"
        if self.fact.tense is Tense.FUTURE:
            return "planned"
        return "fact"


@dataclass(slots=True)
class Denial:
    """A denial of something said before: "Moscow denies it", "Khartoum rejected the charge"."""

    speakers: tuple[str, ...]
    sentence: int
    trigger: int
    trigger_start: int
    trigger_end: int
    fact: Factuality
    sources: Sources


@dataclass(slots=True)
class _Happening:
    """Findings that tell of one event, with what they say together."""

    type: str
    realm: str
    actor: set[str]
    recipient: set[str]
    place: tuple[str, ...]
    date: TimeValue | None
    object: tuple[str, ...]
    object_text: str | None
    quantity: tuple[Quantity, ...]
    war: bool
    last_sentence: int
    nominal: bool
    """Is every trigger a noun?"""
    casualties: bool
    """Do all triggers say only whom an attack hit?"""
    violent: bool
    mutual: bool


def join_findings(
    findings: Sequence[Finding],
    entities: dict[str, Entity],
    *,
    symmetric: Collection[str],
    scheduled: Collection[str],
    war_words: Collection[str],
    denials: Sequence[Denial] = (),
    homes: Mapping[str, str] | None = None,
) -> tuple[list[tuple[Finding, Event]], list[tuple[Denial, Event]]]:
    """Pair each finding with the event that it tells of, each denial with what it denies.

    Args:
        findings: in text order.
        entities: of the document, for their classes.
        symmetric: types whose participants all stand in `actor`.
        scheduled: types that are planned ahead (visits, talks): a bare noun of one ("the
            visit") takes the plan that the text tells of it.
        war_words: triggers that name a whole war, kept apart from single attacks.
        denials: of what was said before.
        homes: the state of an unnamed group's nationality.
    """
    happenings: list[_Happening] = []
    members: list[tuple[Finding, int]] = []
    pending: list[Finding] = []
    owned: list[Finding] = []
    # Clauses first: a bare noun ("a visit by the president") says less than a clause does.
    ordered = sorted(findings, key=lambda f: (f.bare and f.type in scheduled, f.sentence))
    for finding in ordered:
        if finding.anaphor:
            owned.append(finding)
            continue
        if finding.borrows and not finding.recipient:
            finding.recipient = _parties(happenings, finding, scheduled)
        if not finding.actor and not finding.recipient:
            pending.append(finding)
            continue
        if finding.bare and finding.type in scheduled and finding.realm == "fact":
            planned = _best(happenings, finding, entities, symmetric, False, realm="planned")
            if (
                planned is not None
                and _best(happenings, finding, entities, symmetric, False) is None
            ):
                finding.fact = dataclasses.replace(finding.fact, tense=Tense.FUTURE)
        war = finding.lemma in war_words
        index = _best(happenings, finding, entities, symmetric, war)
        if index is None:
            happenings.append(_happening(finding, war=war))
            index = len(happenings) - 1
        else:
            _absorb(happenings[index], finding, entities)
        members.append((finding, index))
    for finding in pending:
        found = _anaphor(happenings, finding)
        if found is None and finding.type == "Ceasefire":
            finding.actor = _enemies(happenings, finding, entities, homes or {})
        if found is not None:
            _absorb(happenings[found], finding, entities)
            members.append((finding, found))
        elif finding.actor or (finding.free and finding.place):
            happenings.append(_happening(finding, war=False))
            members.append((finding, len(happenings) - 1))
    for finding in owned:
        found = _owned(happenings, finding)
        if found is not None:
            happenings[found].actor |= finding.actor
            members.append((finding, found))
    # People die in accidents too: without an attacker or violence there is no event.
    members = [
        (f, i)
        for f, i in members
        if not happenings[i].casualties or happenings[i].actor or happenings[i].violent
    ]
    for finding, index in members:
        if finding.denies and not finding.recipient:
            happenings[index].recipient |= _accusers(finding, members, happenings, entities)
    for h in happenings:
        if h.mutual and not h.casualties:
            _sides(h, entities)
    events = [_event(h, h.type in symmetric) for h in happenings]
    denied = [
        (denial, events[index])
        for denial in denials
        if (index := _denied(denial, members, happenings, entities)) is not None
    ]
    return [(finding, events[index]) for finding, index in members], denied


def _happening(finding: Finding, *, war: bool) -> _Happening:
    """The event that a finding tells of for the first time."""
    return _Happening(
        finding.type,
        finding.realm,
        set(finding.actor),
        set(finding.recipient),
        finding.place,
        finding.date,
        finding.object,
        finding.object_text,
        finding.quantity,
        war,
        finding.sentence,
        finding.nominal,
        finding.casualties,
        finding.violent,
        finding.mutual,
    )


def _parties(
    happenings: Sequence[_Happening], finding: Finding, scheduled: Collection[str]
) -> set[str]:
    """Who takes part in the talks or the deal spoken of last before the finding."""
    for h in reversed(happenings):
        if (
            h.type in scheduled
            and h.type != finding.type
            and len(h.actor) > 1
            and (0 <= finding.sentence - h.last_sentence <= _REACH)
        ):
            return h.actor - finding.actor
    return set()


def _parties_of(h: _Happening, entities: dict[str, Entity]) -> set[str]:
    """Who acts in an event, and the states that the actors stand for."""
    return h.actor | {state for k in h.actor if (state := entities[k].represents) is not None}


def _denied(
    denial: Denial,
    members: Sequence[tuple[Finding, int]],
    happenings: Sequence[_Happening],
    entities: dict[str, Entity],
) -> int | None:
    """What a denial denies: the last thing said of the denier by somebody else."""
    best: tuple[int, int] | None = None
    speakers = set(denial.speakers)
    for finding, index in members:
        h = happenings[index]
        back = denial.sentence - finding.sentence
        if not 0 <= back <= _REACH or finding.fact.polarity is Polarity.NEGATIVE:
            continue
        if finding.realm != "fact" or (back == 0 and finding.trigger >= denial.trigger):
            continue
        if finding.type == "Reject":
            continue
        if speakers & set(finding.sources.asserted_by):
            continue
        if not speakers & _parties_of(h, entities) and not (back == 0 and finding.claimed):
            continue
        position = (finding.sentence, finding.trigger)
        if best is None or position > best:
            best, found = position, index
    return None if best is None else found


def _best(
    happenings: Sequence[_Happening],
    finding: Finding,
    entities: dict[str, Entity],
    symmetric: Collection[str],
    war: bool,
    *,
    realm: str | None = None,
) -> int | None:
    for index in range(len(happenings) - 1, -1, -1):
        h = happenings[index]
        if h.type != finding.type or h.realm != (realm or finding.realm):
            continue
        same_sentence = h.last_sentence == finding.sentence
        if h.war != war and not same_sentence:
            continue
        if not _dates_agree(h.date, finding.date):
            continue
        dead_there = same_sentence and h.casualties != finding.casualties
        if h.place and finding.place and not set(h.place) & set(finding.place) and not dead_there:
            continue
        if _same_parties(h, finding, entities, finding.type in symmetric, same_sentence):
            return index
        if (
            same_sentence
            and (h.casualties or finding.casualties)
            and _nested(_comparable(h.actor, entities), _comparable(finding.actor, entities))
        ):
            return index  # "Twelve died when a raid hit the port": the raid and its dead
    return None


def _same_parties(
    h: _Happening,
    f: Finding,
    entities: dict[str, Entity],
    symmetric: bool,
    same_sentence: bool,
) -> bool:
    if symmetric:
        one = _comparable(h.actor | h.recipient, entities)
        two = _comparable(f.actor | f.recipient, entities)
        lone = h.nominal if len(one) < len(two) else f.nominal
        if one != two and min(len(one), len(two)) == 1 and not lone:
            return False  # "Kim vowed" is no part of what "Kim and Belousov agreed"
        return bool(one & two) and (one <= two or two <= one)
    actors = _comparable(h.actor, entities), _comparable(f.actor, entities)
    recipients = _comparable(h.recipient, entities), _comparable(f.recipient, entities)
    if not _nested(*actors) or (h.actor | f.actor) & (h.recipient | f.recipient):
        return False
    organs = [{k for k in keys if entities[k].type in _ORGANS} for keys in (h.actor, f.actor)]
    if all(organs) and not organs[0] & organs[1]:
        return False  # both are "China", but its parliament does not do what its ministry does
    if not _nested(*recipients) and not (
        same_sentence
        and actors[0] == actors[1]
        and actors[0]
        and (_only_groups(h.recipient, entities) or _only_groups(f.recipient, entities))
    ):
        return False
    if actors[0] & actors[1] and (recipients[0] & recipients[1] or same_sentence):
        return True
    if recipients[0] & recipients[1]:
        return True
    # One of them names only one side; the other names both or the same.
    return (
        bool(actors[0] & actors[1])
        and (not recipients[0] or not recipients[1])
        and (not h.recipient or not f.recipient)
    )


def _nested(one: set[str], two: set[str]) -> bool:
    return not one or not two or one <= two or two <= one


def _is_site(entity: Entity) -> bool:
    """Is it a place or a building, which an attack hits for the people in it?"""
    return entity.type is EntityType.PLACE or (
        entity.type is EntityType.ORGANIZATION and entity.label.lower().split()[-1] in _SITES
    )


def _only_groups(keys: Iterable[str], entities: dict[str, Entity]) -> bool:
    return all(entities[k].type is EntityType.GROUP for k in keys)


def _comparable(keys: Iterable[str], entities: dict[str, Entity]) -> set[str]:
    """Keys, unnamed groups by their head noun ("26 Palestinians" = "Palestinians"), organs of a
    state by the state ("China's coast guard" = "China")."""
    return {
        "~" + entities[k].label.lower().split()[-1]
        if entities[k].type is EntityType.GROUP
        else (entities[k].represents or k if entities[k].type in _ORGANS else k)
        for k in keys
    }


def _dates_agree(one: TimeValue | None, two: TimeValue | None) -> bool:
    if one is None or two is None:
        return True
    return one.value.startswith(two.value) or two.value.startswith(one.value)


def _absorb(h: _Happening, f: Finding, entities: dict[str, Entity]) -> None:
    """Add what a finding says: the more specific date, the first place, all parties."""
    if len(f.actor) > len(h.actor) or (
        len(f.actor) == len(h.actor) == 1 and any(entities[k].type in _ORGANS for k in f.actor)
    ):
        h.actor = set(f.actor)  # "the coast guard" says more than "China"
    h.recipient, hit = _hit(h, f, entities)
    h.place = h.place or hit
    if f.date is not None and (h.date is None or len(f.date.value) > len(h.date.value)):
        h.date = f.date
    h.place = h.place or f.place
    h.object = h.object or f.object
    h.object_text = h.object_text or f.object_text
    h.quantity = h.quantity + tuple(q for q in f.quantity if q not in h.quantity)
    h.last_sentence = f.sentence
    h.nominal = h.nominal and f.nominal
    h.casualties = h.casualties and f.casualties
    h.mutual = h.mutual or f.mutual


def _enemies(
    happenings: Sequence[_Happening],
    finding: Finding,
    entities: dict[str, Entity],
    homes: Mapping[str, str],
) -> set[str]:
    """Between whom a truce is that names no side: an armed group and the state that it fights.

    "The Front freed two Ardonian soldiers under the ceasefire": the Front and Ardonia.
    """
    for h in reversed(happenings):
        if h.type not in _HOSTILE or abs(finding.sentence - h.last_sentence) > 1:
            continue
        sides = {k: homes.get(k, entities[k].represents or k) for k in (*h.actor, *h.recipient)}
        parties = {k for k in sides.values() if entities[k].type in _BELLIGERENT}
        if len(parties) == 2 and {entities[k].type for k in parties} == set(_BELLIGERENT):
            return parties
    return set()


def _owned(happenings: Sequence[_Happening], finding: Finding) -> int | None:
    """The attack for which somebody claims responsibility: the last one by nobody or by him."""
    for index in range(len(happenings) - 1, -1, -1):
        h = happenings[index]
        if h.type != finding.type or h.realm != "fact" or h.mutual:
            continue
        if abs(finding.sentence - h.last_sentence) <= _REACH and (
            not h.actor or h.actor <= finding.actor
        ):
            return index
    return None


def _accusers(
    finding: Finding,
    members: Sequence[tuple[Finding, int]],
    happenings: Sequence[_Happening],
    entities: dict[str, Entity],
) -> set[str]:
    """Who said what a denial denies: the last to accuse the denier, or to tell of his deed."""
    deniers = set(finding.actor)
    deniers |= {state for k in finding.actor if (state := entities[k].represents) is not None}
    for other, index in reversed(members):
        if not 0 <= finding.sentence - other.sentence <= _REACH or other is finding:
            continue
        h = happenings[index]
        if h.type == "Accuse" and deniers & h.recipient:
            return h.actor - deniers
        if other.sources.asserted_by and deniers & (h.actor | _parties_of(h, entities)):
            said = set(other.sources.asserted_by) - deniers - finding.actor
            if said:
                return said
    return set()


def _sides(h: _Happening, entities: dict[str, Entity]) -> None:
    """Both sides of a fight act; who is only counted among the dead is no side.

    "Four soldiers and ten rebels died in clashes" names the sides by their dead.
    """
    if not _only_groups(h.recipient, entities):
        return
    if not h.actor and len(h.recipient) > 1:
        h.actor = h.recipient
    if h.actor:
        h.recipient = set()


def _hit(
    h: _Happening, f: Finding, entities: dict[str, Entity]
) -> tuple[set[str], tuple[str, ...]]:
    """The recipients that two findings give together, and a place that is none after all.

    A named state or force comes before unnamed victims, victims before the place where they
    were hit; of two likes the fuller one.
    """
    if not h.recipient or not f.recipient:
        return h.recipient or set(f.recipient), ()
    if h.casualties != f.casualties:
        victims, others = (h.recipient, f.recipient) if h.casualties else (f.recipient, h.recipient)
        places = {k for k in others if _is_site(entities[k])}
        if others == places:
            return set(victims), tuple(sorted(places))
        return set(others), ()
    groups = _only_groups(h.recipient, entities), _only_groups(f.recipient, entities)
    if h.casualties and f.casualties and h.last_sentence == f.sentence:
        return set(h.recipient), ()  # the dead come before the wounded
    if groups[0] != groups[1]:
        return set(f.recipient if groups[0] else h.recipient), ()
    return set(f.recipient if len(f.recipient) > len(h.recipient) else h.recipient), ()


def _anaphor(happenings: Sequence[_Happening], finding: Finding) -> int | None:
    """The event that a finding without parties means: of its type, with its source in it."""
    speakers = set(finding.sources.asserted_by)
    if finding.type == "Attack" and not finding.casualties:
        # "six people died in an attack": the noun says what killed them
        return next(
            (
                i
                for i, h in enumerate(happenings)
                if h.type == finding.type and h.casualties and h.last_sentence == finding.sentence
            ),
            None,
        )
    earlier = [
        i
        for i, h in enumerate(happenings)
        if h.type == finding.type
        and h.realm == finding.realm
        and h.last_sentence <= finding.sentence
    ]
    acting = [i for i in earlier if speakers & happenings[i].actor]
    partaking = [i for i in earlier if speakers & (happenings[i].actor | happenings[i].recipient)]
    if finding.fact.polarity is Polarity.NEGATIVE:
        choice = acting or partaking
    else:
        choice = earlier if len(earlier) == 1 else []
    return choice[-1] if choice else None


def _event(h: _Happening, symmetric: bool) -> Event:
    actor, recipient = h.actor, h.recipient - h.actor
    if symmetric and not (actor and recipient):
        actor, recipient = actor | recipient, set()
    return Event(
        type=h.type,
        actor=tuple(sorted(actor)),
        recipient=tuple(sorted(recipient)),
        place=tuple(sorted(h.place)),
        date=h.date,
        object=tuple(sorted(set(h.object) - actor - recipient)),
        object_text=h.object_text,
        quantity=tuple(sorted(h.quantity, key=lambda q: (q.unit, q.text))),
    )
