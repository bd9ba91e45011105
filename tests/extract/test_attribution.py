"""Who says so, on hand-built parses: reports around the event and quotations over sentences."""

from __future__ import annotations

import pytest
from factory import entity
from parses import at, resolved

from kg.extract.arguments import Arguments
from kg.extract.attribution import Sources, quote_speakers, sources
from kg.extract.attributions import Attribution, attributions
from kg.extract.factuality import factuality
from kg.extract.predications import Reader
from kg.extract.rules import Rules
from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.syntax import Tree

NAMES = {
    "Turkey": entity("Turkey", key="turkey"),
    "Syria": entity("Syria", key="syria"),
    "Iraq": entity("Iraq", key="iraq"),
    "Iraqi": entity("Iraq", key="iraq"),
    "Jordan": entity("Jordan", key="jordan"),
    "Reuters": entity("Reuters", EntityType.NEWS_MEDIA, key="reuters"),
    "Oren": entity("Piet Oren", EntityType.PERSON, key="oren"),
}
KINDS = {"Iraqi": "demonym"}


def read(lexicon: Lexicon, *parses: str) -> tuple[list[Reader], Arguments]:
    document = resolved(*parses, names=NAMES, kinds=KINDS)
    readers = [Reader(Tree(s), lexicon=lexicon) for s in document.annotated.sentences]
    return readers, Arguments(document, readers, lexicon=lexicon)


def attribute(
    rules: Rules, parse: str, trigger: str = "attacked", speaker: tuple[str, ...] = ()
) -> Sources:
    """The sources of the event at the word `trigger`."""
    (reader,), arguments = read(rules.lexicon, parse)
    i = at(reader.tree, trigger)
    fact = factuality(reader.tree, i, signatures=rules.signatures, lexicon=rules.lexicon)
    return sources(reader, arguments, fact, i, signatures=rules.signatures, speaker=speaker)


def test_the_narrator_speaks_where_nobody_else_does(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
        "././punct/attacked"
    )
    assert attribute(rules, parse) == Sources()


def test_the_subject_of_a_report_asserts(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/said said=say/VBD/ROOT/- Turkey/NNP/nsubj/attacked "
        "attacked=attack/VBD/ccomp/said Syria/NNP/dobj/attacked ././punct/said"
    )
    assert attribute(rules, parse) == Sources(("iraq",))


def test_several_subjects_assert_together(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/said and/CC/cc/Iraq Jordan/NNP/conj/Iraq said=say/VBD/ROOT/- "
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/said Syria/NNP/dobj/attacked "
        "././punct/said"
    )
    assert attribute(rules, parse) == Sources(("iraq", "jordan"))


def test_in_nested_reports_the_innermost_asserts_and_the_outer_relays(rules: Rules) -> None:
    parse = (
        "Jordan/NNP/nsubj/said said=say/VBD/ROOT/- Iraq/NNP/nsubj/believes "
        "believes=believe/VBZ/ccomp/said that/IN/mark/attacked Turkey/NNP/nsubj/attacked "
        "attacked=attack/VBD/ccomp/believes Syria/NNP/dobj/attacked ././punct/said"
    )
    assert attribute(rules, parse) == Sources(("iraq",), ("jordan",))


def test_a_verb_that_reports_nothing_has_no_source(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/managed managed=manage/VBD/ROOT/- to/TO/aux/attack "
        "attack/VB/xcomp/managed Syria/NNP/dobj/attack ././punct/managed"
    )
    assert attribute(rules, parse, "attack") == Sources()


def test_who_promises_answers_for_the_promise(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/vowed vowed=vow/VBD/ROOT/- to/TO/aux/attack "
        "attack/VB/xcomp/vowed Syria/NNP/dobj/attack ././punct/vowed"
    )
    assert attribute(rules, parse, "attack") == Sources(("turkey",))


def test_of_a_plan_the_narrator_tells(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/agreed agreed=agree/VBD/ROOT/- to/TO/aux/attack "
        "attack/VB/xcomp/agreed Syria/NNP/dobj/attack ././punct/agreed"
    )
    assert attribute(rules, parse, "attack") == Sources()


def test_according_to(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
        ",/,/punct/attacked according=accord/VBG/prep/attacked to/IN/prep/according "
        "Iraq/NNP/pobj/to ././punct/attacked"
    )
    assert attribute(rules, parse) == Sources(("iraq",))


def test_according_to_analysts_is_an_assessment_of_nobody_named(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
        ",/,/punct/attacked according=accord/VBG/prep/attacked to/IN/prep/according "
        "analysts=analyst/NNS/pobj/to ././punct/attacked"
    )
    assert attribute(rules, parse) == Sources(assessed=True, unnamed=True)


def test_the_owner_of_an_assessment_speaks(rules: Rules) -> None:
    parse = (
        "Iraqi/JJ/amod/assessments assessments=assessment/NNS/nsubj/say say/VBP/ROOT/- "
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/say Syria/NNP/dobj/attacked "
        "././punct/say"
    )
    assert attribute(rules, parse) == Sources(("iraq",), assessed=True)


def test_the_owner_of_a_claim_speaks(rules: Rules) -> None:
    parse = (
        "Iraqi/JJ/amod/claims claims=claim/NNS/nsubj/spread of/IN/prep/claims "
        "attacks=attack/NNS/pobj/of spread/VBP/ROOT/- ././punct/spread"
    )
    assert attribute(rules, parse, "attacks") == Sources(("iraq",))


def test_an_unnamed_source_is_no_narrator(rules: Rules) -> None:
    parse = (
        "Some/DT/det/officials officials=official/NNS/nsubj/said said=say/VBD/ROOT/- "
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/said Syria/NNP/dobj/attacked "
        "././punct/said"
    )
    (key,) = attribute(rules, parse).asserted_by
    assert key.startswith("Group/some officials/")


def test_a_report_that_trails_the_clause(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
        ",/,/punct/attacked Reuters/NNP/nsubj/reported reported=report/VBD/parataxis/attacked "
        "././punct/attacked"
    )
    assert attribute(rules, parse) == Sources(("reuters",))


def test_a_report_that_embeds_from_behind(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/reported Syria/NNP/dobj/attacked "
        ",/,/punct/reported Reuters/NNP/nsubj/reported reported=report/VBD/ROOT/- "
        "././punct/reported"
    )
    assert attribute(rules, parse) == Sources(("reuters",))


def test_a_trailing_report_relays_what_somebody_said(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/said said=say/VBD/ROOT/- Turkey/NNP/nsubj/attacked "
        "attacked=attack/VBD/ccomp/said Syria/NNP/dobj/attacked ,/,/punct/said "
        "Reuters/NNP/nsubj/reported reported=report/VBD/parataxis/said ././punct/said"
    )
    assert attribute(rules, parse) == Sources(("iraq",), ("reuters",))


def test_a_clause_that_says_something_else_is_no_source(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
        ",/,/punct/attacked and/CC/cc/attacked Iraq/NNP/nsubj/said said=say/VBD/conj/attacked "
        "it/PRP/nsubj/fled fled=flee/VBD/ccomp/said ././punct/attacked"
    )
    assert attribute(rules, parse) == Sources()


def test_quoted_as_saying(rules: Rules) -> None:
    parse = (
        "Reuters/NNP/nsubj/quoted quoted=quote/VBD/ROOT/- Oren/NNP/dobj/quoted "
        "as/IN/prep/quoted saying=say/VBG/pcomp/as that/IN/mark/attacked "
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/saying Syria/NNP/dobj/attacked "
        "././punct/quoted"
    )
    told = attribute(rules, parse)
    assert told == Sources(("oren",), ("reuters",))


def test_the_speaker_of_the_quotation_asserts(rules: Rules) -> None:
    parse = (
        "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
        "././punct/attacked"
    )
    assert attribute(rules, parse, speaker=("oren",)) == Sources(("oren",))


def test_a_report_inside_the_quotation_comes_first(rules: Rules) -> None:
    parse = (
        "Iraq/NNP/nsubj/said said=say/VBD/ROOT/- Turkey/NNP/nsubj/attacked "
        "attacked=attack/VBD/ccomp/said Syria/NNP/dobj/attacked ././punct/said"
    )
    assert attribute(rules, parse, speaker=("oren",)) == Sources(("iraq",))


# --- quotations over sentences ----------------------------------------------------------------

OPENS = (
    '"/``/punct/attacked _Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- '
    "Syria/NNP/dobj/attacked ././punct/attacked"
)
CLOSES = (
    "It/PRP/nsubj/attack will/MD/aux/attack attack/VB/ccomp/said again/RB/advmod/attack "
    ",/,/punct/said _\"/''/punct/said Oren/NNP/nsubj/said said=say/VBD/ROOT/- ././punct/said"
)
WHOLE = (
    '"/``/punct/said _Turkey/NNP/nsubj/attacked attacked=attack/VBD/ccomp/said '
    "Syria/NNP/dobj/attacked ,/,/punct/said _\"/''/punct/said Oren/NNP/nsubj/said "
    "said=say/VBD/ROOT/- ././punct/said"
)
FOLLOWS = (
    '"/``/punct/attack _It/PRP/nsubj/attack will/MD/aux/attack attack/VB/ROOT/- '
    "again/RB/advmod/attack ././punct/attack _\"/''/punct/attack"
)
PLAIN = (
    "Turkey/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
    "././punct/attacked"
)


@pytest.mark.parametrize(
    ("parses", "speakers"),
    [
        ((OPENS, CLOSES), [("oren",), ()]),
        ((WHOLE, FOLLOWS), [(), ("oren",)]),
        ((WHOLE, PLAIN), [(), ()]),
        ((PLAIN, PLAIN), [(), ()]),
        ((FOLLOWS,), [()]),
    ],
    ids=["named at the end", "named before", "after the quotation", "none", "nobody named"],
)
def test_speakers(rules: Rules, parses: tuple[str, ...], speakers: list[tuple[str, ...]]) -> None:
    readers, arguments = read(rules.lexicon, *parses)
    assert quote_speakers(readers, arguments, rules.signatures) == speakers


# --- all that is attributed -------------------------------------------------------------------


def test_attributions_of_clauses_phrases_and_quotations(rules: Rules) -> None:
    readers, _ = read(
        rules.lexicon,
        "According/VBG/prep/slept to/IN/prep/According Jordan/NNP/pobj/to Turkey/NNP/nsubj/slept "
        "slept=sleep/VBD/ROOT/- ././punct/slept",
        '"/``/punct/said They/PRP/nsubj/slept slept=sleep/VBD/ccomp/said ,/,/punct/said '
        "\"/''/punct/said the/DT/det/baker baker/NN/nsubj/said said=say/VBD/ROOT/- ././punct/said "
        '"/``/punct/said',
        "We/PRP/nsubj/ate ate=eat/VBD/ROOT/- ././punct/ate \"/''/punct/ate",
    )
    found = attributions(readers, signatures=rules.signatures, lexicon=rules.lexicon)
    assert found == [
        Attribution(((0, 2),), (0, 0), ((0, 4),)),
        Attribution(((1, 6),), (1, 7), ((1, 2), (2, 1))),
    ]


INSERTED = (
    "The/DT/det/troops troops/NNS/nsubj/attacked ,/,/punct/said Jordan/NNP/nsubj/said "
    "said=say/VBD/parataxis/attacked{comma} attacked=attack/VBD/ROOT/- Syria/NNP/dobj/attacked "
    "././punct/attacked"
)


def test_a_report_set_into_the_clause_asserts(rules: Rules) -> None:
    assert attribute(rules, INSERTED.format(comma=" ,/,/punct/said")) == Sources(("jordan",))


def test_a_report_before_the_clause_that_no_comma_closes_is_another_clause(rules: Rules) -> None:
    assert attribute(rules, INSERTED.format(comma="")) == Sources()


@pytest.mark.parametrize(
    ("parse", "contents"),
    [
        (
            "Oren/NNP/nsubj/mocked mocked=mock/VBD/ROOT/- the/DT/det/plan plan/NN/dobj/mocked",
            ("plan",),
        ),
        (
            "Oren/NNP/nsubj/spoke spoke=speak/VBD/ROOT/- at/IN/prep/spoke the/DT/det/gate "
            "gate/NN/pobj/at about/IN/prep/spoke trade/NN/pobj/about",
            ("trade",),
        ),
        ("Oren/NNP/nsubj/spoke spoke=speak/VBD/ROOT/- at/IN/prep/spoke noon/NN/pobj/at", ()),
        (
            "Oren/NNP/nsubj/closed closed=close/VBD/ROOT/- the/DT/det/gate gate/NN/dobj/closed",
            (),
        ),
    ],
)
def test_attitudes_are_attributions_but_no_sources(
    rules: Rules, parse: str, contents: tuple[str, ...]
) -> None:
    (reader,), _ = read(rules.lexicon, parse)
    found = attributions([reader], signatures=rules.signatures, lexicon=rules.lexicon)
    given = tuple(reader.tokens[i].text for one in found for _, i in one.contents)
    assert given == contents
    assert all(one.sources == ((0, 0),) for one in found)


def test_who_is_able_is_no_source(rules: Rules) -> None:
    parse = (
        "Jordan/NNP/nsubj/is is=be/VBZ/ROOT/- able/JJ/acomp/is to/TO/aux/attacked "
        "attacked=attack/VB/xcomp/able Syria/NNP/dobj/attacked ././punct/is"
    )
    assert attribute(rules, parse) == Sources()


def test_what_a_colon_announces_is_said_by_who_announces_it(rules: Rules) -> None:
    readers, arguments = read(
        rules.lexicon,
        "Oren/NNP/nsubj/added added=add/VBD/ROOT/- :/:/punct/added",
        "Turkey/NNP/nsubj/slept slept=sleep/VBD/ROOT/- ././punct/slept",
        "Iraq/NNP/nsubj/ate ate=eat/VBD/ROOT/- ././punct/ate",
    )
    assert quote_speakers(readers, arguments, rules.signatures) == [(), ("oren",), ()]
