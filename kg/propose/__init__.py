"""What a person should look at: who may be one, and who may be several.

A dataset, the gazetteer and what has been decided come in; undecided `Decision`s go out, the
likeliest first, each with a score, its reasons in words and a sentence about each side.
"Volodymyr Koval" and "Vladimir Koval", both ministers of Ukraine, may be one.

Nothing here changes a graph: only what a person accepts does (`kg.consolidate.decided`).
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.consolidate import merged
from kg.decisions import Decision, Verdict
from kg.gazetteer import Gazetteer
from kg.model import Dataset, EntityType
from kg.propose.likeness import Likeness, acronym, alike, skeleton, words_of
from kg.propose.profiles import Profile, Quotes, profiles_of
from kg.propose.splits import splits_of

__all__ = ["propose"]

_LEAST = 0.6
"""Score from which on a merge is proposed."""
_COMMON = 15
_CROWD = 100
"""A word that more entities share tells nothing."""
_NAME, _STATE, _OFFICE, _COMPANY = 0.6, 0.2, 0.12, 0.08
_UNKNOWN_STATE = 0.08
_NAMESAKES = 0.3
_LONE = 0.75
"""What a lone surname counts beside a full name."""
_BODIES = frozenset(
    {
        EntityType.GOVERNMENT_BODY,
        EntityType.MILITARY_FORCE,
        EntityType.ARMED_GROUP,
        EntityType.ORGANIZATION,
        EntityType.NEWS_MEDIA,
    }
)
_MOST_NAMES = 12
_MOST_COMPANY = 3


def propose(
    dataset: Dataset, gazetteer: Gazetteer, decisions: Sequence[Decision] = ()
) -> tuple[Decision, ...]:
    """Return the decided entries, then what is open, the likeliest first.

    Args:
        dataset: what was built with these decisions.
        gazetteer: whose entries an unknown name may mean.
        decisions: what stands in the file so far. What is accepted or rejected stays as it is
            and is not asked again; what is undecided is asked anew, its note kept.
    """
    profiles = profiles_of(dataset, gazetteer)
    quotes = Quotes(dataset)
    decided = [d for d in decisions if d.verdict is not Verdict.UNDECIDED]
    notes = {d.topic: d.note for d in decisions}
    settled = _Settled(decided)
    common = _common(profiles.values())
    found = []
    for one, other in _candidates(profiles.values()):
        likeness = _judged(one, other, profiles, common)
        if likeness is not None and not settled.merge(one.key, other.key):
            found.append(_merge(one, other, likeness, quotes))
    found += [s for s in splits_of(profiles.values(), quotes) if not settled.split(s)]
    found = [dataclasses.replace(d, note=notes.get(d.topic, "")) for d in found]
    found.sort(key=lambda d: (-(d.score or 0.0), bool(d.parts), d.keys))
    kept = [dataclasses.replace(d, title=_title(d.keys, profiles)) for d in decided]
    titled = [dataclasses.replace(d, title=_title(d.keys, profiles)) for d in found]
    return (*kept, *titled)


class _Settled:
    """What has been decided, seen through the merges that are accepted."""

    def __init__(self, decided: Iterable[Decision]) -> None:
        accepted = [d for d in decided if d.verdict is Verdict.ACCEPT and not d.parts]
        self._one_with = merged(d.keys for d in accepted)
        self._apart = [set(d.keys) for d in decided if d.verdict is Verdict.REJECT and not d.parts]
        self._splits = {d.keys[0] for d in decided if d.parts}

    def merge(self, one: str, other: str) -> bool:
        first, second = (self._one_with.get(key, set()) | {key} for key in (one, other))
        return any(keys & first and keys & second for keys in self._apart)

    def split(self, proposal: Decision) -> bool:
        return proposal.keys[0] in self._splits


def _candidates(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Give the pairs that share a word, its sound or an acronym, at least one of them unknown."""
    blocks: dict[tuple[str, str], dict[str, Profile]] = defaultdict(dict)
    for profile in profiles:
        for mark in _marks(profile):
            blocks[mark][profile.key] = profile
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        unknown = sum(not profile.known for profile in block.values())
        if not unknown or len(block) > _CROWD:
            continue
        for one, other in combinations(sorted(block.values(), key=lambda p: p.key), 2):
            pair = (one.key, other.key)
            if not (one.known and other.known) and pair not in seen:
                seen.add(pair)
                yield one, other


def _marks(profile: Profile) -> Iterator[tuple[str, str]]:
    """What a profile is looked up by: sounds of words, the first and last of persons together."""
    for name in _names(profile):
        words = words_of(name)
        for word in words:
            yield "sound", skeleton(word)
        if len(words) > 1:
            first, last = skeleton(words[0]), skeleton(words[-1])
            yield "last", f"{words[0][0]} {last}"
            yield "first", f"{first} {words[-1][0]}"
            yield "all", " ".join(sorted(map(skeleton, words)))
        if profile.type is not EntityType.PERSON:
            short = name.replace(".", "")
            yield "letters", short.lower() if short.isupper() else acronym(name)


def _names(profile: Profile) -> tuple[str, ...]:
    """The names to compare; of a person in full, if there are such."""
    names = profile.names[:_MOST_NAMES]
    if profile.type is EntityType.PERSON:
        return tuple(name for name in names if len(words_of(name)) > 1) or names[:1]
    return names


def _common(profiles: Iterable[Profile]) -> frozenset[str]:
    """Words of bodies and places that so many have that they tell none ("ministry")."""
    counts = Counter(
        word
        for profile in profiles
        if profile.type is not EntityType.PERSON
        for word in {word for name in profile.names for word in words_of(name)}
    )
    return frozenset(word for word, many in counts.items() if many > _COMMON)


def _judged(
    one: Profile, other: Profile, profiles: Mapping[str, Profile], common: frozenset[str]
) -> Likeness | None:
    """Score a pair; None if it is not worth asking."""
    person = one.type is EntityType.PERSON
    lone = person and min(len(words_of(p.label)) for p in (one, other)) < 2
    if not _of_a_kind(one, other) or (one.documents & other.documents and lone):
        return None
    best = max(
        (
            likeness
            for a in _names(one)
            for b in _names(other)
            if (likeness := alike(a, b, person=person)) is not None
        ),
        default=None,
        key=lambda likeness: (likeness.value, likeness.why),
    )
    if best is None:
        return None
    score, reasons = best.value * _NAME, [best.why]
    if lone:
        score *= _LONE
    states = one.states & other.states
    if not person and not states and best.shared <= common:
        return None
    apart = bool(one.states and other.states) and not one.states & other.states
    if apart and words_of(one.label) != words_of(other.label):
        return None
    if one.type is not other.type:
        reasons.append(f"one as {one.type.value}, the other as {other.type.value}")
        score -= _UNKNOWN_STATE
    if apart:
        reasons.append("told apart, as they belong to different states")
        return Likeness(_NAMESAKES, "; ".join(reasons))
    if states:
        score += _STATE
        reasons.append(f"both belong to {_label(min(states), profiles)}")
    else:
        score += _UNKNOWN_STATE
    if offices := one.offices & other.offices:
        score += _OFFICE
        reasons.append(f"both are {min(offices)}")
    if company := sorted(one.company & other.company):
        shown = [_label(key, profiles) for key in company[:_MOST_COMPANY]]
        score += _COMPANY * len(shown) / _MOST_COMPANY
        reasons.append(f"both are named beside {', '.join(shown)}")
    return Likeness(score, "; ".join(reasons)) if score >= _LEAST else None


def _of_a_kind(one: Profile, other: Profile) -> bool:
    if one.type is other.type or {one.type, other.type} <= _BODIES:
        return True
    # The recognizer may take a body for a place or a person in one document.
    return words_of(one.label) == words_of(other.label) and len(words_of(one.label)) > 1


def _merge(one: Profile, other: Profile, likeness: Likeness, quotes: Quotes) -> Decision:
    told = (quotes.about(profile.key) for profile in (one, other))
    return Decision(
        Verdict.UNDECIDED,
        (one.key, other.key),
        score=round(min(likeness.value, 1.0), 2),
        why=likeness.why,
        sentences=tuple(sentence for sentence in told if sentence is not None),
    )


def _title(keys: Sequence[str], profiles: Mapping[str, Profile]) -> str:
    """Name the entities of a decision for a reader."""
    described = [_described(key, profiles) for key in keys]
    return f"{' = '.join(described)}?" if len(keys) > 1 else f"{described[0]}: several?"


def _described(key: str, profiles: Mapping[str, Profile]) -> str:
    profile = profiles.get(key)
    if profile is None:
        return key
    states = (_label(state, profiles) for state in sorted(profile.states))
    many = len(profile.documents)
    told = "in the gazetteer" if profile.known else f"{many} document{'' if many == 1 else 's'}"
    return f"{profile.label} ({', '.join((profile.type.value, *states, told))})"


def _label(key: str, profiles: Mapping[str, Profile]) -> str:
    return profiles[key].label if key in profiles else key.partition("/")[2] or key
