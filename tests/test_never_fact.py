"""What did not happen, may happen or is only said to have happened never becomes a fact.

Plain sentences about frequent types of events are turned by template into negated,
conditional, planned, threatened, denied, refused and hedged ones. The plain sentence must
give a Reported event of its type, so that no variant passes because nothing was found at all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.annotate import annotate, load_pipeline
from kg.consolidate import consolidate
from kg.extract import extract
from kg.model import Document, Span, Status
from kg.pipeline import load_knowledge
from kg.resolve import resolve

pytestmark = pytest.mark.model

StatusesOf = Callable[[str, str], set[Status]]


@dataclass(frozen=True, slots=True)
class Plain:
    """A happening in the forms of its verb: "Turkey {attacked} {Syria}"."""

    type: str
    who: str
    base: str
    third: str
    past: str
    participle: str
    ing: str
    rest: str

    def fill(self, template: str) -> str:
        return template.format(
            who=self.who,
            base=self.base,
            third=self.third,
            past=self.past,
            pp=self.participle,
            ing=self.ing,
            rest=self.rest,
        )


def _regular(type_: str, who: str, verb: str, rest: str) -> Plain:
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "z", "sh", "ch")) else "s")
    return Plain(type_, who, verb, third, stem + "ed", stem + "ed", stem + "ing", rest)


PLAIN = (
    _regular("Attack", "Turkey", "attack", "Syria"),
    Plain("Meeting", "Kenya", "hold", "holds", "held", "held", "holding", "talks with Somalia"),
    _regular("SignAgreement", "Japan", "sign", "a security treaty with Australia"),
    _regular("Sanction", "Canada", "impose", "sanctions on Belarus"),
    _regular("ImposeTariffs", "Brazil", "impose", "tariffs on Argentina"),
    Plain(
        "ProvideMilitaryAid",
        "Pakistan",
        *("send", "sends", "sent", "sent", "sending"),
        rest="artillery shells to Myanmar",
    ),
    Plain(
        "ExpelDiplomats",
        "Poland",
        *("expel", "expels", "expelled", "expelled", "expelling"),
        rest="three Russian diplomats",
    ),
    _regular("Criticize", "Chile", "condemn", "Venezuela"),
    _regular("Recognize", "Ireland", "recognize", "Kosovo"),
    _regular("CaptureTerritory", "Ethiopia", "capture", "the town of Mekelle"),
    _regular("JoinOrganization", "Georgia", "join", "NATO"),
    _regular("Visit", "Prime Minister Anutin Charnvirakul", "visit", "Vietnam"),
    _regular("Arrest", "Egypt", "arrest", "two journalists"),
    Plain(
        "Withdraw",
        "Rwanda",
        *("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"),
        rest="its troops from Congo",
    ),
)
VARIANTS = {
    "negated": (
        "{who} did not {base} {rest}.",
        "{who} has not {pp} {rest}.",
        "{who} has never {pp} {rest}.",
        "{who} has yet to {base} {rest}.",
        "{who} almost {past} {rest}.",
        "{who} left without {ing} {rest}.",
        "{who} stopped short of {ing} {rest}.",
        "Norway spoke to {who} instead of {ing} {rest}.",
        "Norway says it is false that {who} {past} {rest}.",
        "There is no evidence that {who} {past} {rest}.",
    ),
    "conditional": (
        "If {who} {third} {rest}, Norway will respond.",
        "Norway said it would respond if {who} {past} {rest}.",
        "Unless {who} {third} {rest}, the talks will end.",
        "Norway asked whether {who} {past} {rest}.",
    ),
    "planned": (
        "{who} plans to {base} {rest}.",
        "{who} will {base} {rest} next week.",
        "{who} to {base} {rest}",
        "{who} is expected to {base} {rest} in June.",
        "{who} agreed to {base} {rest}.",
        "{who} hopes to {base} {rest}.",
        "{who} announced plans to {base} {rest}.",
        "{who} is preparing to {base} {rest}.",
        "{who} postponed plans to {base} {rest}.",
    ),
    "threatened": (
        "{who} threatened to {base} {rest}.",
        "{who} warned that it could {base} {rest}.",
        "Norway fears that {who} might {base} {rest}.",
        "Norway urged {who} to {base} {rest}.",
        "Norway called on {who} to {base} {rest}.",
        "Norway rejected a call for {who} to {base} {rest}.",
    ),
    "denied": (
        "{who} denied {ing} {rest}.",
        "{who} denied that it {past} {rest}.",
        "{who} rejected claims that it had {pp} {rest}.",
        "{who} ruled out {ing} {rest}.",
        "{who} refused to {base} {rest}.",
        "{who} failed to {base} {rest}.",
        "{who} pretended to have {pp} {rest}.",
        "Norway prevented {who} from {ing} {rest}.",
    ),
    "open": (
        "Norway has not confirmed that {who} {past} {rest}.",
        "Norway did not say that {who} {past} {rest}.",
        "Norway doubts that {who} {past} {rest}.",
    ),
    "hedged": (
        "{who} allegedly {past} {rest}.",
        "{who} reportedly {past} {rest}.",
        "{who} may have {pp} {rest}.",
        "{who} is believed to have {pp} {rest}.",
        "{who} is suspected of {ing} {rest}.",
        "Norway accused {who} of {ing} {rest}.",
        "Norway believes that {who} {past} {rest}.",
        "There are unconfirmed reports that {who} {past} {rest}.",
    ),
}


@pytest.fixture(scope="module")
def statuses_of() -> StatusesOf:
    """The statuses of all events of a type that one sentence gives."""
    pipeline, known = load_pipeline(), load_knowledge()

    def statuses(sentence: str, kind: str) -> set[Status]:
        document = Document(
            id=hashlib.sha256(sentence.encode()).hexdigest()[:16],
            text=sentence,
            identifiers=("sentence.txt",),
            paragraphs=(Span(0, len(sentence)),),
            date=dt.date(2025, 3, 8),
            publisher="Northern Wire",
        )
        (annotated,) = annotate([document], pipeline=pipeline)
        resolved = resolve(annotated, gazetteer=known.gazetteer, lexicon=known.lexicon)
        dataset = consolidate([extract(resolved, rules=known.rules)], ontology=known.ontology)
        return {dated.status for dated in dataset.events if dated.event.type == kind}

    return statuses


@pytest.mark.parametrize("plain", PLAIN, ids=lambda plain: plain.type)
def test_the_plain_sentence_is_a_fact(plain: Plain, statuses_of: StatusesOf) -> None:
    assert Status.REPORTED in statuses_of(plain.fill("{who} {past} {rest} on Monday."), plain.type)


def _case(plain: Plain, kind: str, template: str) -> object:
    name = f"{plain.type}-{kind}-{VARIANTS[kind].index(template)}"
    return pytest.param(plain, template, id=name)


CASES = [
    _case(plain, kind, template)
    for plain in PLAIN
    for kind, templates in VARIANTS.items()
    for template in templates
]


@pytest.mark.parametrize(("plain", "template"), CASES)
def test_a_variant_is_never_a_fact(plain: Plain, template: str, statuses_of: StatusesOf) -> None:
    assert Status.REPORTED not in statuses_of(plain.fill(template), plain.type)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("Sanction", "Canada imposed no sanctions on Belarus."),
        ("SignAgreement", "Japan signed no treaty with Australia."),
        ("Attack", "Turkey said there was no attack on Syria."),
        ("Meeting", "Kenya held no talks with Somalia."),
        ("Meeting", "No talks between Kenya and Somalia were held."),
        ("AgreeToCooperate", "Turkey reached no deal with Iraq."),
        ("Attack", "Turkey carried out no attack on Syria."),
        ("Attack", "No Turkish attack on Syria took place on Monday."),
    ],
)
def test_what_no_denies_is_no_fact(kind: str, sentence: str, statuses_of: StatusesOf) -> None:
    assert statuses_of(sentence, kind) == {Status.DENIED}
