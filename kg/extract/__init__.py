"""Find what a document says happened, and who says so.

Comes in: a `ResolvedDocument` and the `Rules`. Goes out: an `Extraction` whose claims are about
events and durable relations. "Kim met Belousov in Pyongyang on Friday, KCNA said." gives one
claim by KCNA about one Meeting with two actors, a place and a date.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from kg.extract.arguments import Arguments
from kg.extract.attribution import sources
from kg.extract.confidence import calibrated, weighed
from kg.extract.disputes import denied_relations
from kg.extract.events import Denial, Finding, join_findings
from kg.extract.factuality import factuality, is_question
from kg.extract.happenings import find_happenings
from kg.extract.judgement import judge
from kg.extract.predications import Reader
from kg.extract.reading import read
from kg.extract.relations import find_relations
from kg.extract.rules import Rules, load_rules
from kg.extract.sentences import Told, find_denials, find_told, find_verdicts
from kg.extract.signatures import Signatures
from kg.extract.stated import CLAUSAL, Stated
from kg.model import (
    Certainty,
    Claim,
    Document,
    Event,
    Evidence,
    Extraction,
    Mention,
    Polarity,
    Relation,
    ResolvedDocument,
    Sentence,
)

__all__ = ["Rules", "extract", "judge", "load_rules"]

_OFFICE_CONFIDENCE = 0.9
_NATIONALITY_CONFIDENCE = 0.8
_DENIAL_CONFIDENCE = 0.75
# How many characters before a phrase a hedge may stand ("X, reportedly the minister").
_HEDGE_REACH = 16


def extract(resolved: ResolvedDocument, *, rules: Rules) -> Extraction:
    """Return all claims of one document, in text order."""
    annotated = resolved.annotated
    document = annotated.document
    rows: list[list[Mention]] = [[] for _ in annotated.sentences]
    for mention in resolved.mentions:
        rows[mention.sentence].append(mention)
    readers = read(resolved, rules=rules)
    arguments = Arguments(resolved, readers, lexicon=rules.lexicon)
    found, speakers = find_happenings(document, readers, arguments, rules=rules)
    findings: list[Finding] = []
    denials: list[Denial] = []
    used: set[str] = set()
    claims: list[Claim] = []
    tagged: list[Claim] = []
    for reader, speaker, here in zip(readers, speakers, found, strict=True):
        sentence = reader.tree.sentence
        findings.extend(here)
        for told_relation in find_told(reader, arguments, speaker, rules=rules):
            related = list(_told(document, sentence, reader, told_relation))
            claims.extend(related)
            used.update(k for c in related for k in (*_ends(c), *c.asserted_by, *c.via_source))
        embedding = {e.token for f in here for e in f.fact.embeddings}
        denials.extend(find_denials(reader, arguments, embedding, rules=rules))
        denials.extend(find_verdicts(reader, arguments, rules=rules))
        if is_question(reader.tree):
            continue
        for stated in find_relations(
            reader, rows[sentence.index], arguments, lexicon=rules.lexicon
        ):
            if stated.rule in CLAUSAL and not _holds(reader, stated, rules):
                continue
            span = reader.tokens[stated.first].start, reader.tokens[stated.last - 1].end
            claims.append(
                _relation(
                    document,
                    sentence,
                    stated.relation,
                    *span,
                    stated.rule,
                    stated.confidence,
                    rules.signatures,
                )
            )
    for relation, where, index in resolved.offices:
        office = _relation(
            document,
            annotated.sentences[index],
            relation,
            where.start,
            where.end,
            "title",
            _OFFICE_CONFIDENCE,
            rules.signatures,
        )
        predicated = _predicated(office, readers[index], arguments, speakers[index], rules)
        if predicated is not None:
            claims.append(predicated)
            used.update((*predicated.asserted_by, *predicated.via_source))
    symmetric = {t.id for t in rules.ontology.types.values() if t.symmetric and t.kind == "event"}
    scheduled = {t.id for t in rules.ontology.types.values() if t.quad == 1}
    told, denied = join_findings(
        findings,
        arguments.entities,
        symmetric=symmetric,
        scheduled=scheduled,
        war_words=rules.lexicon["war_words"],
        denials=denials,
        homes={r.subject: r.object for r, _, _ in arguments.nationalities},
    )
    for denial, event in denied:
        claims.append(_denial(document, annotated.sentences, denial, event))
        used.update((*denial.speakers[:1], *denial.sources.asserted_by))
    answered = {id(denial) for denial, _ in denied}
    open_denials = [d for d in denials if id(d) not in answered]
    for denial, denied_relation in list(
        denied_relations(claims, open_denials, annotated.sentences, arguments.entities)
    ):
        claims.append(_denial(document, annotated.sentences, denial, denied_relation))
        used.update(denial.speakers[:1])
    for finding, event in told:
        claim = _claim(document, annotated.sentences, finding, event)
        if claim is not None:
            if finding.likely is None:
                claims.append(claim)
            else:
                share = weighed(finding.likely, rules.confidence)
                tagged.append(dataclasses.replace(claim, confidence=share))
            used |= {
                *event.actor,
                *event.recipient,
                *event.place,
                *event.object,
                *claim.asserted_by,
                *claim.via_source,
            }
    for relation, s, i in arguments.nationalities:
        if relation.subject in used:
            token = readers[s].tokens[i]
            claims.append(
                _relation(
                    document,
                    annotated.sentences[s],
                    relation,
                    token.start,
                    token.end,
                    "group-nationality",
                    _NATIONALITY_CONFIDENCE,
                    rules.signatures,
                )
            )
    claims = [
        calibrated(c, rules.confidence, nominal=c.rule in rules.frames.nominal)
        for c in dict.fromkeys(claims)
    ]
    claims.extend(dict.fromkeys(tagged))
    claims.sort(key=lambda c: (c.evidence.start, c.evidence.trigger_start, c.rule, repr(c.about)))
    groups = [m for m in arguments.groups if m.entity in used]
    present = set(resolved.entities) | {m.entity for m in groups}
    mentions = sorted({*resolved.mentions, *groups}, key=lambda m: (m.start, m.end, m.entity))
    return Extraction(
        document,
        {k: e for k, e in sorted(arguments.entities.items()) if k in present},
        tuple(mentions),
        tuple(claims),
    )


def _holds(reader: Reader, stated: Stated, rules: Rules) -> bool:
    """Does a relation hold that a clause states: not denied, possible or to come?"""
    told = factuality(
        reader.tree,
        reader.tokens[stated.first].head,
        signatures=rules.signatures,
        lexicon=rules.lexicon,
    )
    return told.happened == 1


def _evidence(document: Document, sentence: Sentence, start: int, end: int) -> Evidence:
    return Evidence(
        sentence.start, sentence.end, document.text[sentence.start : sentence.end], start, end
    )


def _relation(
    document: Document,
    sentence: Sentence,
    relation: Relation,
    start: int,
    end: int,
    rule: str,
    confidence: float,
    signatures: Signatures,
) -> Claim:
    """The claim of a relation that a phrase states; "reportedly" beside it is a hedge."""
    near = [
        t.lower
        for t in sentence.tokens
        if start - _HEDGE_REACH <= t.start < end and t.lower in signatures.adverbs
    ]
    hedged = any(signatures.adverbs[word].name in ("allege", "possible") for word in near)
    return Claim(
        document=document.id,
        about=relation,
        evidence=_evidence(document, sentence, start, end),
        certainty=Certainty.PROBABLE if hedged else Certainty.CERTAIN,
        confidence=confidence,
        rule=rule,
    )


def _predicated(
    claim: Claim, reader: Reader, arguments: Arguments, speaker: tuple[str, ...], rules: Rules
) -> Claim | None:
    """The claim as its clause tells it, where a verb states it; None where it is left open.

    "X says that he is the president": X says so. A title beside a name is told by nobody else.
    """
    where = claim.evidence
    inside = [t.i for t in reader.tokens if where.trigger_start <= t.start < where.trigger_end] or [
        0
    ]
    verb = reader.tree.span_head(inside[0], inside[-1] + 1)
    if reader.tokens[verb].pos not in ("VERB", "AUX"):
        return claim
    fact = factuality(reader.tree, verb, signatures=rules.signatures, lexicon=rules.lexicon)
    if fact.open:
        return None
    who = sources(reader, arguments, fact, verb, signatures=rules.signatures, speaker=speaker)
    certainty = fact.certainty if fact.certainty is not Certainty.CERTAIN else claim.certainty
    if certainty is Certainty.CERTAIN and who.assessed:
        certainty = Certainty.PROBABLE
    return dataclasses.replace(
        claim,
        asserted_by=who.asserted_by,
        via_source=who.via,
        polarity=fact.polarity,
        certainty=certainty,
        tense=fact.tense,
    )


def _ends(claim: Claim) -> tuple[str, ...]:
    """The two entities of a durable relation's claim."""
    about = claim.about
    return (about.subject, about.object) if isinstance(about, Relation) else ()


def _told(document: Document, sentence: Sentence, reader: Reader, told: Told) -> Iterator[Claim]:
    """The claims of a durable relation that a frame found, one a pair."""
    match, fact, who = told
    if fact.open:
        return
    actors = [f.key for f in match.actor]
    others = [f.key for f in match.recipient]
    pairs = [(a, b) for a in actors for b in others] if others else [tuple(sorted(actors))]
    certainty = fact.certainty
    if certainty is Certainty.CERTAIN and who.assessed:
        certainty = Certainty.PROBABLE
    for subject, target in pairs:
        if subject != target:
            yield Claim(
                document=document.id,
                about=Relation(match.frame.type, subject, target),
                evidence=_evidence(
                    document,
                    sentence,
                    reader.tokens[match.first].start,
                    reader.tokens[match.last - 1].end,
                ),
                asserted_by=who.asserted_by,
                via_source=who.via,
                polarity=fact.polarity,
                certainty=certainty,
                tense=fact.tense,
                confidence=match.confidence,
                rule=match.frame.id,
            )


def _denial(
    document: Document, sentences: Sequence[Sentence], denial: Denial, about: Event | Relation
) -> Claim:
    return Claim(
        document=document.id,
        about=about,
        evidence=_evidence(
            document, sentences[denial.sentence], denial.trigger_start, denial.trigger_end
        ),
        asserted_by=denial.speakers[:1],
        via_source=denial.sources.asserted_by,
        polarity=Polarity.NEGATIVE,
        confidence=_DENIAL_CONFIDENCE,
        rule="denial",
    )


def _claim(
    document: Document, sentences: Sequence[Sentence], finding: Finding, event: Event
) -> Claim | None:
    """The claim of one finding; None where the sentence leaves the matter open."""
    fact, who = finding.fact, finding.sources
    if fact.open:
        return None
    certainty = fact.certainty
    if certainty is Certainty.CERTAIN and who.assessed:
        certainty = Certainty.PROBABLE
    return Claim(
        document=document.id,
        about=event,
        evidence=_evidence(
            document, sentences[finding.sentence], finding.trigger_start, finding.trigger_end
        ),
        asserted_by=who.asserted_by,
        via_source=who.via,
        polarity=fact.polarity,
        certainty=certainty,
        tense=fact.tense,
        confidence=finding.confidence,
        rule=finding.rule,
    )
