"""Factuality on hand-built parses: one construction a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from parses import at, tree

from kg.data import data_folder
from kg.errors import DataError
from kg.extract.factuality import Factuality, factuality
from kg.extract.rules import Rules
from kg.extract.signatures import Effect, load_signatures
from kg.model import Certainty, Polarity, Tense


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence makes of an event."""

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.NON_FUTURE
    open: bool = False


FACT = Reading()
NOT = Reading(polarity=Polarity.NEGATIVE)
ALLEGED = Reading(certainty=Certainty.PROBABLE)
POSSIBLE = Reading(certainty=Certainty.POSSIBLE)
PLAN = Reading(tense=Tense.FUTURE)
NO_PLAN = Reading(polarity=Polarity.NEGATIVE, tense=Tense.FUTURE)
OPEN = Reading(open=True)


def judge(rules: Rules, parse: str, trigger: str, carrier: str | None = None) -> Factuality:
    """The factuality of the event at the word `trigger`, under the light verb `carrier`."""
    parsed = tree(parse)
    return factuality(
        parsed,
        at(parsed, trigger),
        carrier=-1 if carrier is None else at(parsed, carrier),
        signatures=rules.signatures,
        lexicon=rules.lexicon,
    )


def reading(fact: Factuality) -> Reading:
    return Reading(fact.polarity, fact.certainty, fact.tense, fact.open)


# --- the classes, affirmed and negated ------------------------------------------------------

AFFIRMED = (
    "Iraq/NNP/nsubj/{form} {form}={lemma}/VBD/ROOT/- that/IN/mark/attacked "
    "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/{form} Syria/NNP/dobj/attacked"
)
NEGATED = (
    "Iraq/NNP/nsubj/{lemma} did=do/VBD/aux/{lemma} not/RB/neg/{lemma} {lemma}/VB/ROOT/- "
    "that/IN/mark/attacked Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/{lemma} "
    "Syria/NNP/dobj/attacked"
)
CLASSES = [
    ("report", "confirmed", "confirm", FACT, OPEN),
    ("deny", "denied", "deny", NOT, OPEN),
    ("allege", "alleged", "allege", ALLEGED, OPEN),
    ("factive", "regretted", "regret", FACT, FACT),
    ("possible", "feared", "fear", POSSIBLE, POSSIBLE),
    ("seem", "seemed", "seem", ALLEGED, POSSIBLE),
]


@pytest.mark.parametrize(("name", "form", "lemma", "affirmed", "negated"), CLASSES)
def test_verbs_that_embed_a_clause(
    rules: Rules, name: str, form: str, lemma: str, affirmed: Reading, negated: Reading
) -> None:
    plain = judge(rules, AFFIRMED.format(form=form, lemma=lemma), "attacked")
    assert reading(plain) == affirmed
    assert [e.signature.name for e in plain.embeddings] == [name]
    turned = judge(rules, NEGATED.format(lemma=lemma), "attacked")
    assert reading(turned) == negated
    assert [e.negated for e in turned.embeddings] == [True]


AFFIRMED_TO = (
    "Turkey/NNP/nsubj/{form} {form}={lemma}/VBD/ROOT/- to/TO/aux/attack "
    "attack/VB/xcomp/{form} Syria/NNP/dobj/attack"
)
NEGATED_TO = (
    "Turkey/NNP/nsubj/{lemma} did=do/VBD/aux/{lemma} not/RB/neg/{lemma} {lemma}/VB/ROOT/- "
    "to/TO/aux/attack attack/VB/xcomp/{lemma} Syria/NNP/dobj/attack"
)
CLASSES_TO = [
    ("implicative", "managed", "manage", FACT, NOT),
    ("refuse", "refused", "refuse", NOT, FACT),
    ("fail", "failed", "fail", NOT, FACT),
    ("commit", "agreed", "agree", PLAN, NOT),
    ("schedule", "expected", "expect", PLAN, NOT),
    ("possible", "threatened", "threaten", POSSIBLE, POSSIBLE),
]


@pytest.mark.parametrize(("name", "form", "lemma", "affirmed", "negated"), CLASSES_TO)
def test_verbs_that_embed_an_infinitive(
    rules: Rules, name: str, form: str, lemma: str, affirmed: Reading, negated: Reading
) -> None:
    plain = judge(rules, AFFIRMED_TO.format(form=form, lemma=lemma), "attack")
    assert reading(plain) == affirmed
    assert [e.signature.name for e in plain.embeddings] == [name]
    assert reading(judge(rules, NEGATED_TO.format(lemma=lemma), "attack")) == negated


OBJECT_TO = (
    "Iraq/NNP/nsubj/{form} {form}={lemma}/VBD/ROOT/- Turkey/NNP/dobj/{form} "
    "to/TO/aux/attack attack/VB/xcomp/{form} Syria/NNP/dobj/attack"
)
NEGATED_OBJECT_TO = (
    "Iraq/NNP/nsubj/{lemma} did=do/VBD/aux/{lemma} not/RB/neg/{lemma} {lemma}/VB/ROOT/- "
    "Turkey/NNP/dobj/{lemma} to/TO/aux/attack attack/VB/xcomp/{lemma} Syria/NNP/dobj/attack"
)


def test_allowing_makes_possible_and_not_allowing_prevents(rules: Rules) -> None:
    assert reading(judge(rules, OBJECT_TO.format(form="let", lemma="let"), "attack")) == POSSIBLE
    assert reading(judge(rules, NEGATED_OBJECT_TO.format(lemma="let"), "attack")) == NOT


PREVENTED = (
    "Iraq/NNP/nsubj/{verb} {aux}{verb}=prevent/{tag}/ROOT/- Turkey/NNP/dobj/{verb} "
    "from/IN/prep/{verb} attacking=attack/VBG/pcomp/from Syria/NNP/dobj/attacking"
)


def test_preventing_negates_and_not_preventing_leaves_open(rules: Rules) -> None:
    plain = PREVENTED.format(verb="prevented", tag="VBD", aux="")
    assert reading(judge(rules, plain, "attacking")) == NOT
    negated = PREVENTED.format(
        verb="prevent", tag="VB", aux="did=do/VBD/aux/prevent not/RB/neg/prevent "
    )
    assert reading(judge(rules, negated, "attacking")) == OPEN


def test_a_source_is_an_embedding_whose_complement_holds_the_trigger(rules: Rules) -> None:
    parse = AFFIRMED.format(form="denied", lemma="deny")
    (above,) = judge(rules, parse, "attacked").embeddings
    parsed = tree(parse)
    assert (above.token, above.complement) == (at(parsed, "denied"), at(parsed, "attacked"))
    assert above.signature.source


# --- what stands at the verb itself -----------------------------------------------------------

TURKEY = "Turkey/NNP/nsubj/{v} "
LOCAL = {
    "plain": (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked",
        FACT,
    ),
    "not": (
        "Turkey/NNP/nsubj/attack did=do/VBD/aux/attack not/RB/neg/attack attack/VB/ROOT/- "
        "Syria/NNP/dobj/attack",
        NOT,
    ),
    "never": (
        "Turkey/NNP/nsubj/attack never/RB/neg/attack attack/VBD/ROOT/- Syria/NNP/dobj/attack",
        NOT,
    ),
    "not only": (
        "Turkey/NNP/nsubj/attack did=do/VBD/aux/attack not/RB/neg/attack only/RB/advmod/attack "
        "attack/VB/ROOT/- Syria/NNP/dobj/attack",
        FACT,
    ),
    "no subject": (
        "No/DT/det/soldier soldier/NN/nsubj/attack attack/VBD/ROOT/- Syria/NNP/dobj/attack",
        NOT,
    ),
    "no object": (
        "Turkey/NNP/nsubj/attack attack/VBD/ROOT/- no/DT/det/town town/NN/dobj/attack",
        NOT,
    ),
    "will": (
        "Turkey/NNP/nsubj/attack will/MD/aux/attack attack/VB/ROOT/- Syria/NNP/dobj/attack",
        PLAN,
    ),
    "will not": (
        "Turkey/NNP/nsubj/attack will/MD/aux/attack not/RB/neg/attack attack/VB/ROOT/- "
        "Syria/NNP/dobj/attack",
        NO_PLAN,
    ),
    "could": (
        "Turkey/NNP/nsubj/attack could/MD/aux/attack attack/VB/ROOT/- Syria/NNP/dobj/attack",
        POSSIBLE,
    ),
    "may have": (
        "Turkey/NNP/nsubj/attack may/MD/aux/attack have/VB/aux/attack attack/VBN/ROOT/- "
        "Syria/NNP/dobj/attack",
        POSSIBLE,
    ),
    "would": (
        "Turkey/NNP/nsubj/attack would/MD/aux/attack attack/VB/ROOT/- Syria/NNP/dobj/attack",
        POSSIBLE,
    ),
    "reportedly": (
        "Turkey/NNP/nsubj/attack reportedly/RB/advmod/attack attack/VBD/ROOT/- "
        "Syria/NNP/dobj/attack",
        ALLEGED,
    ),
    "perhaps": (
        "Turkey/NNP/nsubj/attack perhaps/RB/advmod/attack attack/VBD/ROOT/- Syria/NNP/dobj/attack",
        POSSIBLE,
    ),
    "if": (
        "If/IN/mark/attack Turkey/NNP/nsubj/attack attack/VBZ/advcl/respond "
        "Syria/NNP/dobj/attack ,/,/punct/respond Iraq/NNP/nsubj/respond will/MD/aux/respond "
        "respond/VB/ROOT/-",
        POSSIBLE,
    ),
    "is to": (
        "Turkey/NNP/nsubj/is is=be/VBZ/ROOT/- to/TO/aux/attack attack/VB/xcomp/is "
        "Syria/NNP/dobj/attack",
        PLAN,
    ),
    "headline": (
        "Turkey/NNP/nsubj/attack to/TO/aux/attack attack/VB/ROOT/- Syria/NNP/dobj/attack",
        PLAN,
    ),
}


@pytest.mark.parametrize(("parse", "wanted"), LOCAL.values(), ids=LOCAL)
def test_cues_at_the_verb(rules: Rules, parse: str, wanted: Reading) -> None:
    trigger = next(w for w in ("attacked", "attack") if f"{w}/" in parse or f"{w}=" in parse)
    assert reading(judge(rules, parse, trigger)) == wanted


def test_almost_negates(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked almost/RB/advmod/attacked attacked=attack/VBD/ROOT/- "
        "Syria/NNP/dobj/attacked"
    )
    assert reading(judge(rules, parse, "attacked")) == NOT


def test_an_inverted_condition_is_possible(rules: Rules) -> None:
    parse = (
        "Had=have/VBD/aux/attacked Turkey/NNP/nsubj/attacked attacked=attack/VBN/advcl/responded "
        "Syria/NNP/dobj/attacked ,/,/punct/responded Iraq/NNP/nsubj/responded "
        "would/MD/aux/responded have/VB/aux/responded responded=respond/VBN/ROOT/-"
    )
    assert reading(judge(rules, parse, "attacked")) == POSSIBLE


def test_what_hangs_on_a_condition_is_possible(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attack will/MD/aux/attack attack/VB/ROOT/- Syria/NNP/dobj/attack "
        "if/IN/mark/fail talks=talk/NNS/nsubj/fail fail/VBP/advcl/attack"
    )
    assert reading(judge(rules, parse, "attack")) == Reading(
        certainty=Certainty.POSSIBLE, tense=Tense.FUTURE
    )


SAID_WOULD = (
    "Iraq/NNP/nsubj/said said=say/VBD/ROOT/- it/PRP/nsubj/attack would/MD/aux/attack "
    "attack/VB/ccomp/said Syria/NNP/dobj/attack"
)


def test_would_under_a_report_is_a_plan(rules: Rules) -> None:
    assert reading(judge(rules, SAID_WOULD, "attack")) == PLAN


def test_would_with_a_condition_is_possible(rules: Rules) -> None:
    parse = (
        SAID_WOULD + " if/IN/mark/failed talks=talk/NNS/nsubj/failed failed=fail/VBD/advcl/attack"
    )
    assert judge(rules, parse, "attack").certainty is Certainty.POSSIBLE


# --- event nouns ------------------------------------------------------------------------------

MODIFIED = (
    "Iraq/NNP/nsubj/heard heard=hear/VBD/ROOT/- of/IN/prep/heard a/DT/det/attack "
    "{word}/JJ/amod/attack attack/NN/pobj/of"
)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("big", FACT),
        ("alleged", ALLEGED),
        ("planned", PLAN),
        ("possible", POSSIBLE),
        ("thwarted", NOT),
    ],
)
def test_adjectives_of_an_event_noun(rules: Rules, word: str, wanted: Reading) -> None:
    assert reading(judge(rules, MODIFIED.format(word=word), "attack")) == wanted


def test_no_attack(rules: Rules) -> None:
    parse = "No/DT/det/attack attack/NN/nsubj/took took=take/VBD/ROOT/- place/NN/dobj/took"
    assert reading(judge(rules, parse, "attack")) == NOT


def test_held_no_talks(rules: Rules) -> None:
    parse = (
        "Kenya/NNP/nsubj/held held=hold/VBD/ROOT/- no/DT/det/talks talks=talk/NNS/dobj/held "
        "with/IN/prep/talks Chad/NNP/pobj/with"
    )
    assert reading(judge(rules, parse, "talks", "held")) == NOT


def test_an_indefinite_noun_shares_the_modality_of_its_verb(rules: Rules) -> None:
    parse = (
        "Anger/NN/nsubj/bring could/MD/aux/bring bring/VB/ROOT/- new/JJ/amod/attacks "
        "attacks=attack/NNS/dobj/bring"
    )
    assert reading(judge(rules, parse, "attacks")) == POSSIBLE


def test_a_definite_noun_is_presupposed(rules: Rules) -> None:
    parse = (
        "Anger/NN/nsubj/follow could/MD/aux/follow follow/VB/ROOT/- the/DT/det/attack "
        "attack/NN/dobj/follow"
    )
    assert reading(judge(rules, parse, "attack")) == FACT


HOLD = (
    "Kenya/NNP/nsubj/hold {aux}hold/VB/ROOT/- talks=talk/NNS/dobj/hold with/IN/prep/talks "
    "Chad/NNP/pobj/with"
)


def test_a_noun_takes_the_cues_of_its_light_verb(rules: Rules) -> None:
    negated = HOLD.format(aux="did=do/VBD/aux/hold not/RB/neg/hold ")
    assert reading(judge(rules, negated, "talks", "hold")) == NOT
    planned = HOLD.format(aux="will/MD/aux/hold ")
    assert reading(judge(rules, planned, "talks", "hold")) == PLAN


def test_a_noun_that_its_verb_promises_or_threatens(rules: Rules) -> None:
    parse = "Chad/NNP/nsubj/{v} {v}={l}/VBD/ROOT/- an/DT/det/attack attack/NN/dobj/{v}"
    threat = parse.format(v="threatened", l="threaten")
    assert reading(judge(rules, threat, "attack", "threatened")) == POSSIBLE
    plan = parse.format(v="planned", l="plan")
    assert reading(judge(rules, plan, "attack", "planned")) == PLAN
    fact = parse.format(v="launched", l="launch")
    assert reading(judge(rules, fact, "attack", "launched")) == FACT


# --- nouns and adjectives that embed ----------------------------------------------------------


def test_plans_to_attack(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/has has=have/VBZ/ROOT/- plans=plan/NNS/dobj/has to/TO/aux/attack "
        "attack/VB/acl/plans Syria/NNP/dobj/attack"
    )
    assert reading(judge(rules, parse, "attack")) == PLAN


def test_denied_reports_of_attacks(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/denied denied=deny/VBD/ROOT/- reports=report/NNS/dobj/denied "
        "of/IN/prep/reports attacks=attack/NNS/pobj/of"
    )
    fact = judge(rules, parse, "attacks")
    assert reading(fact) == Reading(polarity=Polarity.NEGATIVE, certainty=Certainty.PROBABLE)
    assert [e.signature.name for e in fact.embeddings] == ["allege", "deny"]


def test_rejected_claims_that(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/rejected rejected=reject/VBD/ROOT/- claims=claim/NNS/dobj/rejected "
        "that/IN/mark/attacked it/PRP/nsubj/attacked attacked=attack/VBD/acl/claims "
        "Syria/NNP/dobj/attacked"
    )
    assert judge(rules, parse, "attacked").polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("adjective", "wanted"),
    [("unlikely", POSSIBLE), ("ready", PLAN), ("unwilling", NOT)],
)
def test_adjectives_that_embed(rules: Rules, adjective: str, wanted: Reading) -> None:
    parse = (
        "Turkey/NNP/nsubj/is is=be/VBZ/ROOT/- {a}/JJ/acomp/is to/TO/aux/attack "
        "attack/VB/xcomp/{a} Syria/NNP/dobj/attack"
    )
    assert reading(judge(rules, parse.format(a=adjective), "attack")) == wanted


def test_every_predicate_is_a_word(rules: Rules) -> None:
    signatures = rules.signatures
    tables = (
        signatures.verbs,
        signatures.nouns,
        signatures.adjectives,
        signatures.adverbs,
        signatures.modifiers,
        signatures.modals,
    )
    assert [word for table in tables for word in table if not isinstance(word, str)] == []


def test_a_particle_makes_another_predicate(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/ruled ruled=rule/VBD/ROOT/- out/RP/prt/ruled "
        "attacking=attack/VBG/xcomp/ruled Syria/NNP/dobj/attacking"
    )
    assert reading(judge(rules, parse, "attacking")) == NOT


def test_a_phrasal_verb_embeds_a_gerund_set_beside_it(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/ruled ruled=rule/VBD/ROOT/- out/RP/prt/ruled "
        "attacking=attack/VBG/advcl/ruled Syria/NNP/dobj/attacking"
    )
    assert reading(judge(rules, parse, "attacking")) == NOT


# --- prepositions -----------------------------------------------------------------------------


def test_without_negates(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/left left=leave/VBD/ROOT/- without/IN/prep/left "
        "attacking=attack/VBG/pcomp/without Syria/NNP/dobj/attacking"
    )
    assert reading(judge(rules, parse, "attacking")) == NOT


@pytest.mark.parametrize(
    "phrase",
    [
        "ahead/RB/advmod/came of/IN/prep/ahead talks=talk/NNS/pobj/of",
        "before/IN/prep/came talks=talk/NNS/pobj/before",
    ],
    ids=["ahead of", "before"],
)
def test_what_is_still_to_come(rules: Rules, phrase: str) -> None:
    parse = "Envoys=envoy/NNS/nsubj/came came=come/VBD/ROOT/- " + phrase
    assert reading(judge(rules, parse, "talks")) == PLAN


def test_instead_of_negates(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/spoke spoke=speak/VBD/ROOT/- instead/RB/advmod/spoke of/IN/prep/instead "
        "attacking=attack/VBG/pcomp/of Syria/NNP/dobj/attacking"
    )
    assert reading(judge(rules, parse, "attacking")) == NOT


def test_instead_under_of_negates(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/spoke spoke=speak/VBD/ROOT/- instead/RB/advmod/of of/IN/prep/spoke "
        "attacking=attack/VBG/pcomp/of Syria/NNP/dobj/attacking"
    )
    assert reading(judge(rules, parse, "attacking")) == NOT


def test_stopped_short_of_negates(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/stopped stopped=stop/VBD/ROOT/- short/RB/advmod/stopped of/IN/prep/short "
        "attacking=attack/VBG/pcomp/of Syria/NNP/dobj/attacking"
    )
    assert reading(judge(rules, parse, "attacking")) == NOT


# --- clauses ----------------------------------------------------------------------------------


def test_an_infinitive_of_purpose_is_a_plan(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/sent sent=send/VBD/ROOT/- ships=ship/NNS/dobj/sent to/TO/aux/attack "
        "attack/VB/advcl/sent Syria/NNP/dobj/attack"
    )
    assert reading(judge(rules, parse, "attack")) == PLAN
    assert reading(judge(rules, parse, "sent")) == FACT


def test_a_conjunct_shares_the_modal_of_the_first_verb(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/invade could/MD/aux/invade invade/VB/ROOT/- Iraq/NNP/dobj/invade "
        "and/CC/cc/invade attack/VB/conj/invade Syria/NNP/dobj/attack"
    )
    assert reading(judge(rules, parse, "attack")) == POSSIBLE


def test_a_conjunct_with_its_own_subject_does_not(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/invade could/MD/aux/invade invade/VB/ROOT/- Iraq/NNP/dobj/invade "
        "and/CC/cc/invade Chad/NNP/nsubj/attacked attacked=attack/VBD/conj/invade "
        "Syria/NNP/dobj/attacked"
    )
    assert reading(judge(rules, parse, "attacked")) == FACT


def test_a_relative_clause_is_not_touched_by_what_is_above(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/denied denied=deny/VBD/ROOT/- that/IN/mark/left Turkey/NNP/nsubj/left "
        ",/,/punct/Turkey which/WDT/nsubj/attacked attacked=attack/VBD/relcl/Turkey "
        "Syria/NNP/dobj/attacked ,/,/punct/Turkey left=leave/VBD/ccomp/denied"
    )
    assert reading(judge(rules, parse, "attacked")) == FACT
    assert reading(judge(rules, parse, "left")) == NOT


def test_an_adverbial_clause_is_not_touched_by_the_modal_above(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/leave could/MD/aux/leave leave/VB/ROOT/- after/IN/mark/attacked "
        "it/PRP/nsubj/attacked attacked=attack/VBD/advcl/leave Syria/NNP/dobj/attacked"
    )
    assert reading(judge(rules, parse, "attacked")) == FACT


def test_a_semicolon_parts_two_clauses(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/denied Syria/NNP/dobj/attacked "
        ";/:/punct/denied Iraq/NNP/nsubj/denied denied=deny/VBD/ROOT/- it/PRP/dobj/denied"
    )
    assert reading(judge(rules, parse, "attacked")) == FACT


FACTIVE = (
    "Chad/NNP/nsubj/{top} {top}={lemma}/VBD/ROOT/- that/IN/mark/regretted Iraq/NNP/nsubj/regretted "
    "regretted=regret/VBD/ccomp/{top} that/IN/mark/attacked Turkey/NNP/nsubj/attacked "
    "attacked=attack/VBD/ccomp/regretted"
)


def test_a_factive_is_a_barrier(rules: Rules) -> None:
    parse = FACTIVE.format(top="denied", lemma="deny")
    fact = judge(rules, parse, "attacked")
    assert reading(fact) == FACT
    assert fact.embeddings[0].signature.name == "factive"
    assert reading(judge(rules, parse, "regretted")) == NOT


def test_two_negatives_make_a_positive(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/denied denied=deny/VBD/ROOT/- that/IN/mark/refused it/PRP/nsubj/refused "
        "refused=refuse/VBD/ccomp/denied to/TO/aux/attack attack/VB/xcomp/refused"
    )
    fact = judge(rules, parse, "attack")
    assert fact.polarity is Polarity.POSITIVE
    assert [e.signature.name for e in fact.embeddings] == ["refuse", "deny"]


@pytest.mark.parametrize(
    "parse",
    [
        "suspected/JJ/amod/rebels rebels=rebel/NNS/nsubj/attacked attacked=attack/VBD/ROOT/- "
        "Syria/NNP/dobj/attacked ././punct/attacked",
        "Syria/NNP/nsubjpass/attacked was=be/VBD/auxpass/attacked attacked=attack/VBN/ROOT/- "
        ",/,/punct/attacked allegedly/RB/advmod/by by/IN/agent/attacked rebels=rebel/NNS/pobj/by",
    ],
)
def test_who_did_it_is_a_guess(rules: Rules, parse: str) -> None:
    assert reading(judge(rules, parse, "attacked")) == ALLEGED


def test_a_stop_to_definite_strikes_presupposes_them(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/stop will/MD/aux/stop stop/VB/ROOT/- its/PRP$/poss/strikes "
        "strikes=strike/NNS/dobj/stop ././punct/stop"
    )
    assert reading(judge(rules, parse, "strikes")) == FACT


def test_a_compound_is_embedded_by_its_noun(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/made made=make/VBD/ROOT/- a/DT/det/proposal "
        "ceasefire/NN/compound/proposal proposal/NN/dobj/made ././punct/made"
    )
    assert reading(judge(rules, parse, "ceasefire")) == POSSIBLE


def test_a_noun_of_place_is_no_complement(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/agreed agreed=agree/VBD/ROOT/- to/TO/aux/pay pay/VB/xcomp/agreed "
        "on/IN/prep/pay the/DT/det/sidelines sidelines=sideline/NNS/pobj/on of/IN/prep/sidelines "
        "a/DT/det/summit summit/NN/pobj/of ././punct/agreed"
    )
    assert reading(judge(rules, parse, "summit")) == FACT


def test_doubt_is_never_raised_again(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/confirmed confirmed=confirm/VBD/ROOT/- that/IN/mark/attack "
        "Turkey/NNP/nsubj/attack could/MD/aux/attack attack/VB/ccomp/confirmed"
    )
    assert reading(judge(rules, parse, "attack")) == POSSIBLE


def test_what_is_said_of_somebody_is_alleged(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubjpass/said is=be/VBZ/auxpass/said said=say/VBN/ROOT/- to/TO/aux/attacked "
        "have/VB/aux/attacked attacked=attack/VBN/xcomp/said Syria/NNP/dobj/attacked"
    )
    assert reading(judge(rules, parse, "attacked")) == ALLEGED


def test_the_object_of_a_clausal_verb_is_no_complement(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/called called=call/VBD/ROOT/- the/DT/det/attack attack/NN/dobj/called "
        "illegal/JJ/oprd/called"
    )
    assert reading(judge(rules, parse, "attack")) == FACT


@pytest.mark.parametrize(
    ("wanted", "happened"),
    [(FACT, 1), (NOT, -1), (PLAN, 0), (NO_PLAN, 0), (ALLEGED, 0), (POSSIBLE, 0), (OPEN, 0)],
)
def test_happened(wanted: Reading, happened: int) -> None:
    fact = Factuality(wanted.polarity, wanted.certainty, wanted.tense, wanted.open, ())
    assert fact.happened == happened


# --- the table --------------------------------------------------------------------------------


def _table(folder: Path, old: str, new: str) -> Path:
    text = (data_folder("ontology") / "factuality.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "factuality.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_table_gives_effects(rules: Rules) -> None:
    deny = rules.signatures.of("deny", "", "VERB")
    assert deny is not None
    assert (deny.affirmed, deny.negated) == (Effect(Polarity.NEGATIVE), Effect(open=True))
    assert rules.signatures.of("deny", "", "NOUN") is None
    rule_out = rules.signatures.of("rule", "out", "VERB")
    assert rule_out is not None
    assert rule_out.name == "deny"
    assert rules.signatures.of("rule", "", "VERB") is None


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("deny:        {source", "gainsay:     {source", "deny"),
        ("{polarity: Negative}", "{polarty: Negative}", "polarty"),
        ("{polarity: Negative}", "{polarity: Minus}", "Minus"),
        ("modals:\n", "modal_verbs:\n", "modals"),
    ],
    ids=["unknown class", "unknown effect", "unknown value", "missing table"],
)
def test_a_typo_in_the_table_raises(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(DataError, match=named) as caught:
        load_signatures(_table(tmp_path, old, new))
    assert "factuality.yaml" in str(caught.value)


def test_a_table_that_is_no_mapping_raises(tmp_path: Path) -> None:
    (tmp_path / "factuality.yaml").write_text("- deny\n", encoding="utf-8")
    with pytest.raises(DataError, match="must be a mapping"):
        load_signatures(tmp_path)


def test_urged_not_to_is_no_denial(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/urged urged=urge/VBD/ROOT/- Turkey/NNP/dobj/urged not/RB/neg/attack "
        "to/TO/aux/attack attack/VB/xcomp/urged Syria/NNP/dobj/attack ././punct/urged"
    )
    assert reading(judge(rules, parse, "attack")) == POSSIBLE


# --- what is not done ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parse", "wanted"),
    [
        (
            "Iraq/NNP/nsubj/attack could/MD/aux/attack not/RB/neg/attack attack/VB/ROOT/- "
            "Syria/NNP/dobj/attack",
            NOT,
        ),
        (
            "Iraq/NNP/nsubj/attack may/MD/aux/attack not/RB/neg/attack attack/VB/ROOT/- "
            "Syria/NNP/dobj/attack",
            Reading(polarity=Polarity.NEGATIVE, certainty=Certainty.POSSIBLE),
        ),
        (
            "Iraq/NNP/nsubj/attack would/MD/aux/attack not/RB/neg/attack attack/VB/ROOT/- "
            "if/IN/mark/paid Syria/NNP/nsubj/paid paid=pay/VBD/advcl/attack",
            Reading(polarity=Polarity.NEGATIVE, certainty=Certainty.POSSIBLE),
        ),
        (
            "Iraq/NNP/nsubj/attack would/MD/aux/attack not/RB/neg/attack have/VB/aux/attack "
            "attack/VBN/ROOT/- Syria/NNP/dobj/attack",
            Reading(polarity=Polarity.NEGATIVE, certainty=Certainty.POSSIBLE),
        ),
        (
            "Nobody/NN/nsubj/attack attack/VBD/ROOT/- Syria/NNP/dobj/attack",
            NOT,
        ),
        (
            "Iraq/NNP/nsubj/attack no/DT/neg/longer longer/RB/advmod/attack attack/VBZ/ROOT/- "
            "Syria/NNP/dobj/attack",
            NOT,
        ),
        (
            "Iraq/NNP/nsubj/attack did=do/VBD/aux/attack not/RB/neg/attack until/IN/prep/attack "
            "Friday/NNP/pobj/until attack/VB/ROOT/- Syria/NNP/dobj/attack",
            FACT,
        ),
        (
            "Iraq/NNP/nsubj/was was=be/VBD/ROOT/- unable/JJ/acomp/was to/TO/aux/attack "
            "attack/VB/xcomp/unable Syria/NNP/dobj/attack",
            NOT,
        ),
        (
            "Iraq/NNP/nsubj/was was=be/VBD/ROOT/- not/RB/neg/was able/JJ/acomp/was "
            "to/TO/aux/attack attack/VB/xcomp/able Syria/NNP/dobj/attack",
            NOT,
        ),
        (
            "Iraq/NNP/nsubj/was was=be/VBD/ROOT/- close/JJ/acomp/was to/IN/prep/close "
            "attack/VBG/pcomp/to Syria/NNP/dobj/attack",
            POSSIBLE,
        ),
        (
            "Iraq/NNP/nsubj/decided decided=decide/VBD/ROOT/- against/IN/prep/decided "
            "attack/VBG/pcomp/against Syria/NNP/dobj/attack",
            NOT,
        ),
    ],
)
def test_what_is_not_done(rules: Rules, parse: str, wanted: Reading) -> None:
    assert reading(judge(rules, parse, "attack")) == wanted
