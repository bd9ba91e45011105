"""Which entities may be several: those of which documents say what hardly fits one.

Profiles come in, undecided splits go out. "Port Alma" lies in Kenya in one document and in
Fiji in another; "John Smith" is a minister of Kenya here and the coach of a club there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.consolidate import joined, slug
from kg.decisions import Decision, Part, Verdict
from kg.propose.profiles import Profile, Quotes

__all__ = ["splits_of"]

_STATES, _POSTS = 0.5, 0.4


def splits_of(profiles: Iterable[Profile], quotes: Quotes) -> Iterator[Decision]:
    """Propose to part an entity by the states, else by the posts, that documents give it."""
    for profile in profiles:
        if profile.known or len(profile.sides) < 2:
            continue
        stated = {d: side.states for d, side in profile.sides.items() if side.states}
        groups = joined(stated.values())
        if len(groups) > 1:
            parts = [Part(min(states), states=tuple(sorted(states))) for states in groups]
            within = [[d for d, found in stated.items() if found & states] for states in groups]
            why = f"documents put it in {' and '.join(part.name for part in parts)}"
            yield _split(profile, parts, _STATES, why, quotes, within)
        elif groups:
            yield from _by_posts(profile, stated, quotes)


def _by_posts(
    profile: Profile, stated: Mapping[str, set[str]], quotes: Quotes
) -> Iterator[Decision]:
    """Propose to part who has a state's post here and, elsewhere, another one in a body."""
    posts = {post for document in stated for post in profile.sides[document].offices}
    others: dict[str, list[str]] = {}
    for document, side in sorted(profile.sides.items()):
        if side.bodies and side.offices and not side.states and not posts & side.offices:
            others.setdefault(min(side.bodies), []).append(document)
    if not posts or not others:
        return
    parts = [
        Part(slug(body.partition("/")[2] or body), documents=tuple(found))
        for body, found in others.items()
    ]
    documents = [document for found in others.values() for document in found]
    there = sorted({post for d in documents for post in profile.sides[d].offices})
    why = f"{' and '.join(sorted(posts))} in some documents, {' and '.join(there)} in others"
    yield _split(profile, parts, _POSTS, why, quotes, [sorted(stated), *others.values()])


def _split(
    profile: Profile,
    parts: Iterable[Part],
    score: float,
    why: str,
    quotes: Quotes,
    within: Iterable[Iterable[str]],
) -> Decision:
    told = (quotes.about(profile.key, within=set(documents)) for documents in within)
    return Decision(
        Verdict.UNDECIDED,
        (profile.key,),
        parts=tuple(parts),
        score=score,
        why=why,
        sentences=tuple(sentence for sentence in told if sentence is not None),
    )
