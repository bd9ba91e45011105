"""Frames decide by their arguments: what is tested, who fills which role, which row wins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from factory import ARDONIA, BELMARK, CORVANIA, OREN, VALE, entity
from parses import KINDS, LEAGUE, NAMES, at, resolved

from kg.data import data_folder
from kg.errors import DataError
from kg.extract.arguments import Arguments
from kg.extract.frame_rows import Frame
from kg.extract.frames import Frames, Match, load_frames, participle_lemmas
from kg.extract.predications import Reader
from kg.extract.rules import Rules
from kg.lexicon import Lexicon, read_yaml
from kg.model import EntityType
from kg.ontology import Ontology
from kg.syntax import Tree

PACT = entity("Dawn Accord", EntityType.TREATY)


class Matcher:
    """Matches the trigger of a written parse against frames."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, frames: Frames) -> None:
        self.ontology, self.lexicon, self.frames = ontology, lexicon, frames

    def __call__(
        self, parse: str, trigger: str, *, home: str | None = None, relations: bool = False
    ) -> Match | None:
        document = resolved(
            parse,
            names={**NAMES, "He": VALE, "Dawn Accord": PACT},
            kinds={**KINDS, "He": "pronoun"},
            home=home,
        )
        reader = Reader(Tree(document.annotated.sentences[0]), lexicon=self.lexicon)
        arguments = Arguments(document, [reader], lexicon=self.lexicon)
        i = at(reader.tree, trigger)
        token = reader.tokens[i]
        noun = token.pos in ("NOUN", "PROPN") and token.dep != "amod"
        predication = reader.noun(i) if noun else reader.verb(i)
        if predication.passive and predication.lemma in self.frames.participles:
            predication.lemma = self.frames.participles[predication.lemma]
        return self.frames.match(
            predication, reader, arguments, self.ontology.accepts, relations=relations
        )


@pytest.fixture
def shipped(rules: Rules) -> Matcher:
    return Matcher(rules.ontology, rules.lexicon, rules.frames)


@pytest.fixture
def written(tmp_path: Path, ontology: Ontology, lexicon: Lexicon) -> Writer:
    return Writer(tmp_path, ontology, lexicon)


class Writer:
    """Loads rows that a test writes down, instead of the shipped ones."""

    def __init__(self, folder: Path, ontology: Ontology, lexicon: Lexicon) -> None:
        self.path = folder / "frames.yaml"
        self.ontology, self.lexicon = ontology, lexicon

    def frames(self, rows: str) -> Frames:
        self.path.write_text(rows, encoding="utf-8")
        return load_frames(self.path.parent, ontology=self.ontology, lexicon=self.lexicon)

    def __call__(self, rows: str) -> Matcher:
        return Matcher(self.ontology, self.lexicon, self.frames(rows))


def fired(match: Match | None) -> str | None:
    """Id of the row that matched."""
    return None if match is None else match.frame.id


def roles(match: Match | None) -> tuple[str, list[str], list[str]]:
    """Type, actors and recipients of a match."""
    assert match is not None
    return (
        match.frame.type,
        [f.key for f in match.actor],
        [f.key for f in match.recipient],
    )


# -- rows of the shipped file ----------------------------------------------------------------


def test_everybody_at_a_meeting_acts(shipped: Matcher) -> None:
    parse = """
        Vale/NNP/nsubj/met met=meet/VBD/ROOT/- Oren/NNP/dobj/met in/IN/prep/met
        Port/NNP/compound/Saro Saro/NNP/pobj/in
    """
    assert roles(shipped(parse, "met")) == ("Meeting", [VALE.key, OREN.key], [])


def test_talks_between_two_sides(shipped: Matcher) -> None:
    parse = """
        Talks=talk/NNS/nsubj/ended between/IN/prep/Talks Ardonia/NNP/pobj/between
        and/CC/cc/Ardonia Belmark/NNP/conj/Ardonia ended=end/VBD/ROOT/-
    """
    assert roles(shipped(parse, "Talks")) == ("Meeting", [ARDONIA.key, BELMARK.key], [])


def test_talks_that_two_names_stand_before(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/compound/Belmark _-/HYPH/punct/Belmark _Belmark/NNP/compound/talks
        talks=talk/NNS/nsubj/ended ended=end/VBD/ROOT/-
    """
    match = shipped(parse, "talks")
    assert match is not None
    assert {f.key for f in match.actor} == {ARDONIA.key, BELMARK.key}


def test_talks_that_are_held(shipped: Matcher) -> None:
    parse = """
        Vale/NNP/nsubj/held held=hold/VBD/ROOT/- talks=talk/NNS/dobj/held with/IN/prep/talks
        Oren/NNP/pobj/with
    """
    assert roles(shipped(parse, "talks")) == ("Meeting", [VALE.key, OREN.key], [])
    assert shipped(parse, "held") is None


def test_active_and_passive_attack_agree(shipped: Matcher) -> None:
    active = "Ardonia/NNP/nsubj/bombed bombed=bomb/VBD/ROOT/- Belmark/NNP/dobj/bombed"
    passive = """
        Belmark/NNP/nsubjpass/bombed was=be/VBD/auxpass/bombed bombed=bomb/VBN/ROOT/-
        by/IN/agent/bombed Ardonia/NNP/pobj/by
    """
    expected = ("Attack", [ARDONIA.key], [BELMARK.key])
    assert roles(shipped(active, "bombed")) == expected
    assert roles(shipped(passive, "bombed")) == expected


def test_agentless_attack_has_no_actor(shipped: Matcher) -> None:
    parse = "Belmark/NNP/nsubjpass/bombed was=be/VBD/auxpass/bombed bombed=bomb/VBN/ROOT/-"
    assert roles(shipped(parse, "bombed")) == ("Attack", [], [BELMARK.key])


def test_nominal_attack(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/poss/strikes 's/POS/case/Ardonia strikes=strike/NNS/nsubj/angered
        on/IN/prep/strikes Belmark/NNP/pobj/on angered=anger/VBD/ROOT/- Vale/NNP/dobj/angered
    """
    assert roles(shipped(parse, "strikes")) == ("Attack", [ARDONIA.key], [BELMARK.key])


def test_an_attack_that_is_suffered(shipped: Matcher) -> None:
    parse = """
        Belmark/NNP/nsubj/suffered suffered=suffer/VBD/ROOT/- an/DT/det/attack
        attack/NN/dobj/suffered by/IN/prep/attack Ardonia/NNP/pobj/by
    """
    match = shipped(parse, "attack")
    assert match is not None
    assert [f.key for f in match.actor] == [ARDONIA.key]
    assert BELMARK.key not in {f.key for f in match.actor}


def test_weapons_reach_whom_they_are_sent_to(shipped: Matcher) -> None:
    to = """
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- rockets=rocket/NNS/dobj/sent
        to/IN/dative/sent Belmark/NNP/pobj/to
    """
    on_the_object = to.replace("to/IN/dative/sent", "to/IN/prep/rockets")
    shifted = """
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- Belmark/NNP/dative/sent
        rockets=rocket/NNS/dobj/sent
    """
    as_a_compound = shifted.replace("Belmark/NNP/dative/sent", "Belmark/NNP/compound/rockets")
    for parse in (to, on_the_object, shifted, as_a_compound):
        match = shipped(parse, "sent")
        assert roles(match) == ("ProvideMilitaryAid", [ARDONIA.key], [BELMARK.key])
        assert match is not None
        assert match.frame.id == "send-weapons"


def test_weapons_behind_a_quantity_noun(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- dozens=dozen/NNS/dobj/sent of/IN/prep/dozens
        tanks=tank/NNS/pobj/of to/IN/prep/sent Belmark/NNP/pobj/to
    """
    match = shipped(parse, "sent")
    assert roles(match) == ("ProvideMilitaryAid", [ARDONIA.key], [BELMARK.key])
    assert match is not None
    assert match.theme is not None
    assert match.theme.words == "dozens of tanks"


@pytest.mark.parametrize(
    ("modifier", "type"), [("artillery", "ProvideMilitaryAid"), ("payment", None)]
)
def test_a_system_is_a_weapon_only_beside_a_word_that_says_so(
    shipped: Matcher, modifier: str, type: str | None
) -> None:
    parse = f"""
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- {modifier}/NN/compound/systems
        systems=system/NNS/dobj/sent to/IN/dative/sent Belmark/NNP/pobj/to
    """
    match = shipped(parse, "sent")
    assert (match.frame.type if match else None) == type


def test_troops_are_sent_and_letters_are_not(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- troops=troop/NNS/dobj/sent
        to/IN/dative/sent Belmark/NNP/pobj/to
    """
    assert roles(shipped(parse, "sent")) == ("DeployTroopsFor", [ARDONIA.key], [BELMARK.key])
    assert (
        shipped(
            parse.replace("troops=troop", "letters=letter").replace("troops", "letters"), "sent"
        )
        is None
    )


def test_supplied_weapons_come_from_the_name_in_the_participle(shipped: Matcher) -> None:
    parse = """
        Belmark/NNP/nsubj/used used=use/VBD/ROOT/- Ardonia/NNP/npadvmod/supplied
        _-/HYPH/punct/supplied _supplied/VBN/amod/rockets rockets=rocket/NNS/dobj/used
    """
    match = shipped(parse, "supplied")
    assert roles(match)[:2] == ("ProvideMilitaryAid", [ARDONIA.key])
    assert match is not None
    assert match.theme is not None
    assert match.theme.words == "rockets"


def test_signing_needs_an_agreement(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/signed signed=sign/VBD/ROOT/- a/DT/det/{0} {0}/NN/dobj/signed
        with/IN/prep/{0} Belmark/NNP/pobj/with
    """
    assert roles(shipped(parse.format("treaty"), "signed")) == (
        "SignAgreement",
        [ARDONIA.key, BELMARK.key],
        [],
    )
    assert shipped(parse.format("player"), "signed") is None


@pytest.mark.parametrize(
    ("trigger", "lemma", "false", "true", "type"),
    [
        ("struck", "strike", "deal/NN", "Belmark/NNP", "Attack"),
        ("struck", "strike", "tone/NN", "Belmark/NNP", "Attack"),
        ("hit", "hit", "record/NN", "Belmark/NNP", "Attack"),
        ("fought", "fight", "corruption/NN", "Belmark/NNP", "Attack"),
        ("met", "meet", "target/NN", "Vale/NNP", "Meeting"),
        ("imposed", "impose", "silence/NN", "sanctions/NNS", "Sanction"),
        ("raised", "raise", "hopes/NNS", "tariffs/NNS", "ImposeTariffs"),
        ("lifted", "lift", "spirits/NNS", "curfew/NN", "Concede"),
        ("severed", "sever", "cables/NNS", "ties/NNS", "Sanction"),
    ],
)
def test_false_friends(
    shipped: Matcher, trigger: str, lemma: str, false: str, true: str, type: str
) -> None:
    """A deal is struck, a target met: the object tells it from a blow and a meeting."""
    parse = f"""
        Ardonia/NNP/nsubj/{trigger} {trigger}={lemma}/VBD/ROOT/- the/DT/det/{trigger}
        {{}}/dobj/{trigger} with/IN/prep/{trigger} Corvania/NNP/pobj/with
    """
    meant = shipped(parse.format(true), trigger)
    assert meant is not None
    assert meant.frame.type == type
    other = shipped(parse.format(false), trigger)
    assert other is None or other.frame.type != type


def test_a_minister_who_is_fired_is_not_shot_at(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/fired fired=fire/VBD/ROOT/- the/DT/det/minister minister/NN/dobj/fired
        ,/,/punct/minister Oren/NNP/appos/minister
    """
    assert roles(shipped(parse, "fired")) == ("Dismiss", [ARDONIA.key], [OREN.key])


def test_a_deal_that_is_struck_is_an_agreement(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/struck struck=strike/VBD/ROOT/- a/DT/det/deal deal/NN/dobj/struck
        with/IN/prep/struck Belmark/NNP/pobj/with
    """
    assert roles(shipped(parse, "deal")) == ("AgreeToCooperate", [ARDONIA.key, BELMARK.key], [])


def test_a_deal_that_is_only_spoken_of_is_none(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/praised praised=praise/VBD/ROOT/- the/DT/det/deal deal/NN/dobj/praised
        with/IN/prep/deal Belmark/NNP/pobj/with
    """
    assert shipped(parse, "deal") is None


def test_shooting_down_is_no_shooting(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/shot shot=shoot/VBD/ROOT/- down/RP/prt/shot a/DT/det/drone
        drone/NN/dobj/shot from/IN/prep/drone Belmark/NNP/pobj/from
    """
    match = shipped(parse, "shot")
    assert roles(match) == ("Intercept", [ARDONIA.key], [BELMARK.key])
    assert match is not None
    assert (match.first, match.last) == (1, 2)


def test_pulling_out_of_a_state(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/pulled pulled=pull/VBD/ROOT/- out/IN/prep/pulled of/IN/prep/out
        Belmark/NNP/pobj/of
    """
    assert roles(shipped(parse, "pulled")) == ("Withdraw", [ARDONIA.key], [BELMARK.key])


def test_sanctions_fall_on_whom_the_preposition_names(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/imposed imposed=impose/VBD/ROOT/- sanctions=sanction/NNS/dobj/imposed
        on/IN/prep/sanctions Belmark/NNP/pobj/on and/CC/cc/Belmark Corvania/NNP/conj/Belmark
    """
    assert roles(shipped(parse, "imposed")) == (
        "Sanction",
        [ARDONIA.key],
        [BELMARK.key, CORVANIA.key],
    )


def test_control_gives_the_inner_verb_its_actor(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/accused accused=accuse/VBD/ROOT/- Belmark/NNP/dobj/accused
        of/IN/prep/accused sending=send/VBG/pcomp/of rockets=rocket/NNS/dobj/sending
        to/IN/prep/sending Corvania/NNP/pobj/to
    """
    assert roles(shipped(parse, "accused")) == ("Accuse", [ARDONIA.key], [BELMARK.key])
    assert roles(shipped(parse, "sending")) == (
        "ProvideMilitaryAid",
        [BELMARK.key],
        [CORVANIA.key],
    )


def test_the_state_of_the_document_is_where_an_election_was_won(shipped: Matcher) -> None:
    parse = """
        Vale/NNP/nsubj/won won=win/VBD/ROOT/- the/DT/det/election election/NN/dobj/won
    """
    assert roles(shipped(parse, "won", home=ARDONIA.key)) == (
        "WinElection",
        [VALE.key],
        [ARDONIA.key],
    )


def test_the_clause_is_what_was_agreed(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/agreed agreed=agree/VBD/ROOT/- to/TO/aux/work work/VB/xcomp/agreed
        with/IN/prep/work Belmark/NNP/pobj/with
    """
    match = shipped(parse, "agreed")
    assert roles(match) == ("AgreeToCooperate", [ARDONIA.key], [BELMARK.key])
    assert match is not None
    assert match.theme is not None
    assert match.theme.words == "to work with Belmark"


def test_who_agrees_to_send_troops_agrees_with_no_troops(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/agreed agreed=agree/VBD/ROOT/- to/TO/aux/send send/VB/xcomp/agreed
        troops=troop/NNS/dobj/send
    """
    assert roles(shipped(parse, "agreed")) == ("AgreeToCooperate", [ARDONIA.key], [])


def test_a_place_meets_nobody(shipped: Matcher) -> None:
    parse = """
        The/DT/det/river river/NN/nsubj/met met=meet/VBD/ROOT/- the/DT/det/sea sea/NN/dobj/met
        at/IN/prep/met Port/NNP/compound/Saro Saro/NNP/pobj/at
    """
    assert shipped(parse, "met") is None


# -- rows written for the test ---------------------------------------------------------------

VISITED = "Vale/NNP/nsubj/visited visited=visit/VBD/ROOT/- Belmark/NNP/dobj/visited"
GAVE = """
    Ardonia/NNP/nsubj/gave gave=give/VBD/ROOT/- Belmark/NNP/dative/gave food/NN/compound/aid
    aid/NN/dobj/gave for/IN/prep/gave Corvania/NNP/pobj/for
"""


def test_the_most_specific_row_wins(written: Writer) -> None:
    match = written("""
- {id: plain, type: Attack, verbs: [give], actor: [subj]}
- {id: of-aid, type: ProvideHumanitarianAid, verbs: [give], object: [aid], actor: [subj]}
- {id: of-no-arms, type: Reject, verbs: [give], object_not: [arms], actor: [subj]}
    """)(GAVE, "gave")
    assert match is not None
    assert match.frame.id == "of-aid"


def test_a_row_whose_test_fails_gives_way(written: Writer) -> None:
    match = written("""
- {id: plain, type: ProvideEconomicAid, verbs: [give], actor: [subj]}
- {id: of-arms, type: ProvideMilitaryAid, verbs: [give], object: ["@weapons"], actor: [subj]}
    """)(GAVE, "gave")
    assert match is not None
    assert match.frame.id == "plain"


def test_rows_of_the_same_specificity_are_tried_in_their_order(written: Writer) -> None:
    frames = written.frames("""
- {id: first, type: Visit, verbs: [visit], actor: [subj]}
- {id: second, type: Meeting, verbs: [visit], actor: [subj]}
    """)
    assert [f.id for f in frames.verbs["visit"]] == ["first", "second"]


@pytest.mark.parametrize(
    ("test", "specificity"),
    [
        ("verbs: [give]", 0),
        ("verbs: [give], object: [aid]", 2),
        ("verbs: [give], about: {to: [state], for: [state]}", 4),
        ("verbs: [give], object_not: [arms], complement: xcomp, not_with: [at]", 3),
        ("nouns: [humanitarian food aid]", 2),
        ("verbs: [hand, hand over]", 1),
    ],
)
def test_specificity_counts_the_tests(written: Writer, test: str, specificity: int) -> None:
    frames = written.frames(f"- {{id: row, type: Visit, {test}, actor: [subj]}}")
    (rows,) = {**frames.verbs, **frames.nouns}.values()
    assert [row.specificity for row in rows] == [specificity]


@pytest.mark.parametrize(
    ("test", "matches"),
    [
        ("object: [aid]", True),
        ("object: [food aid]", True),
        ("object: [arms]", False),
        ("object: ['@humanitarian_aid']", True),
        ("object_not: [aid]", False),
        ("object_not: [arms]", True),
        ("about: {for: '*'}", True),
        ("about: {against: '*'}", False),
        ("about: {'against,for': '*'}", True),
        ("about: {for: [arms]}", False),
        ("about: {'': [aid]}", True),
        ("not_with: [for]", False),
        ("not_with: [against]", True),
        ("complement: xcomp", False),
        ("complement: [xcomp, for]", True),
        ("complement: obj", True),
    ],
)
def test_what_a_row_tests(written: Writer, test: str, matches: bool) -> None:
    row = f"- {{id: row, type: ProvideEconomicAid, verbs: [give], actor: [subj], {test}}}"
    assert (written(row)(GAVE, "gave") is not None) is matches


@pytest.mark.parametrize(
    ("slots", "recipients"),
    [
        ("[iobj]", [BELMARK.key]),
        ("[against, iobj]", [BELMARK.key]),
        ("[for, iobj]", [CORVANIA.key]),
        ("[against]", []),
        ("[subj, iobj]", []),
    ],
)
def test_slots_are_tried_in_their_order(written: Writer, slots: str, recipients: list[str]) -> None:
    """The actor is no recipient: a slot that gives only it leaves the role open."""
    row = f"""
- {{id: row, type: ProvideEconomicAid, verbs: [give], actor: [subj], recipient: {slots}}}
    """
    assert roles(written(row)(GAVE, "gave")) == (
        "ProvideEconomicAid",
        [ARDONIA.key],
        recipients,
    )


def test_united_slots_all_count(written: Writer) -> None:
    row = "- {id: row, type: Meeting, verbs: [give], actor: [subj, iobj, for], unite: true}"
    assert roles(written(row)(GAVE, "gave")) == (
        "Meeting",
        [ARDONIA.key, BELMARK.key, CORVANIA.key],
        [],
    )


@pytest.mark.parametrize(
    ("row", "matches"),
    [
        ("needs: [actor]", True),
        ("needs: [actor, recipient]", True),
        ("needs: [second]", False),
        ("needs: [recipient], recipient_types: [Person]", False),
        ("needs: [actor], actor_types: [Organization]", False),
        ("actor_types: [Organization]", True),
        ("actor_types: [Organization], recipient_types: [Organization]", False),
    ],
)
def test_roles_that_must_be_filled(written: Writer, row: str, matches: bool) -> None:
    match = written(
        f"- {{id: row, type: Visit, verbs: [visit], actor: [subj], recipient: [obj], {row}}}"
    )(VISITED, "visited")
    assert (match is not None) is matches


def test_a_second_party_may_come_from_any_united_slot(written: Writer) -> None:
    row = """
- {id: row, type: Meeting, verbs: [visit], actor: [subj, obj], unite: true, needs: [second]}
    """
    assert roles(written(row)(VISITED, "visited")) == ("Meeting", [VALE.key, BELMARK.key], [])


def test_domain_and_range_hold_where_the_row_says_nothing(written: Writer) -> None:
    parse = """
        Vale/NNP/nsubj/visited visited=visit/VBD/ROOT/- the/DT/det/Accord Dawn/NNP/compound/Accord
        Accord/NNP/dobj/visited
    """
    row = "- {id: row, type: Visit, verbs: [visit], actor: [subj], recipient: [obj]}"
    assert roles(written(row)(parse, "visited")) == ("Visit", [VALE.key], [])


def test_the_owner_of_the_object(written: Writer) -> None:
    parse = """
        Vale/NNP/nsubj/visited visited=visit/VBD/ROOT/- Belmark/NNP/poss/port
        's/POS/case/Belmark port/NN/dobj/visited
    """
    row = "- {{id: row, type: Visit, verbs: [visit], actor: [subj], recipient: [{}]}}"
    assert roles(written(row.format("obj/owner"))(parse, "visited"))[2] == [BELMARK.key]
    assert roles(written(row.format("obj"))(parse, "visited"))[2] == []


def test_a_preposition_at_the_trigger_itself(written: Writer) -> None:
    parse = """
        Vale/NNP/nsubj/called called=call/VBD/ROOT/- for/IN/prep/called sanctions/NNS/pobj/for
        on/IN/prep/sanctions Belmark/NNP/pobj/on
    """
    row = "- {{id: row, type: Request, verbs: [call], actor: [subj], recipient: [{}]}}"
    assert roles(written(row.format('"on!"'))(parse, "called"))[2] == []
    assert roles(written(row.format('"on"'))(parse, "called"))[2] == [BELMARK.key]


def test_whom_a_purpose_helps(written: Writer) -> None:
    parse = """
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- food/NN/dobj/sent to/TO/aux/help
        help/VB/advcl/sent Belmark/NNP/dobj/help
    """
    row = """
- {id: row, type: ProvideHumanitarianAid, verbs: [send], actor: [subj], recipient: [purpose]}
    """
    assert roles(written(row)(parse, "sent"))[2] == [BELMARK.key]
    assert (
        roles(
            written(row)(parse.replace("help/VB", "starve/VB").replace("/help", "/starve"), "sent")
        )[2]
        == []
    )


def test_a_noun_that_counts_only_under_a_light_verb(written: Writer) -> None:
    light = "Ardonia/NNP/nsubj/made made=make/VBD/ROOT/- a/DT/det/threat threat/NN/dobj/made"
    heavy = "Ardonia/NNP/poss/threat 's/POS/case/Ardonia threat/NN/nsubj/grew grew=grow/VBD/ROOT/-"
    row = "- {{id: row, type: Threaten, nouns: [threat], actor: [subj], bare: {}}}"
    assert written(row.format("false"))(light, "threat") is not None
    assert written(row.format("false"))(heavy, "threat") is None
    assert written(row.format("true"))(heavy, "threat") is not None


def test_a_trigger_of_several_words(written: Writer) -> None:
    rows = """
- {id: any-ban, type: Coerce, nouns: [ban], actor: [mod]}
- {id: travel-ban, type: RestrictTravel, nouns: [travel ban], actor: [subj]}
    """
    parse = "Ardonian/JJ/amod/ban {}/NN/compound/ban ban/NN/nsubj/began began/VBD/ROOT/-"
    travel = written(rows)(parse.format("travel"), "ban")
    assert travel is not None
    assert (travel.frame.id, travel.first, travel.last) == ("travel-ban", 1, 3)
    other = written(rows)(parse.format("smoking"), "ban")
    assert other is not None
    assert (other.frame.id, other.first, other.last) == ("any-ban", 2, 3)


@pytest.mark.parametrize(
    ("particle", "verbs", "last"),
    [
        ("down/RP/prt/turned", "[turn down]", 2),
        ("down/RP/prt/turned", "[turn]", None),
        ("out/RP/prt/turned", "[turn]", 2),
        ("away/IN/prep/turned", "[turn away]", 3),
        ("away/IN/prep/turned", "[turn down]", None),
    ],
)
def test_particles(written: Writer, particle: str, verbs: str, last: int | None) -> None:
    parse = f"Ardonia/NNP/nsubj/turned turned=turn/VBD/ROOT/- {particle} Belmark/NNP/dobj/turned"
    match = written(
        f"- {{id: row, type: Reject, verbs: {verbs}, actor: [subj], recipient: [obj]}}"
    )(parse, "turned")
    assert (match.last if match else None) == last


def test_a_word_that_is_no_trigger_matches_nothing(written: Writer) -> None:
    row = "- {id: row, type: Visit, verbs: [tour], actor: [subj]}"
    assert written(row)(VISITED, "visited") is None


@pytest.mark.parametrize(
    ("rows", "parse", "trigger", "confidence"),
    [
        ("verbs: [visit], actor: [subj]", VISITED, "visited", 0.85),
        (
            "nouns: [visit], actor: [subj]",
            "Vale/NNP/poss/visit 's/POS/case/Vale visit/NN/nsubj/ended ended/VBD/ROOT/-",
            "visit",
            0.75,
        ),
        ("verbs: [visit], actor: [subj], confidence: 0.6", VISITED, "visited", 0.6),
        (
            "verbs: [visit], actor: [subj]",
            "He/PRP/nsubj/visited visited=visit/VBD/ROOT/- Belmark/NNP/dobj/visited",
            "visited",
            0.75,
        ),
    ],
    ids=["verb", "noun", "row", "pronoun"],
)
def test_confidence(
    written: Writer, rows: str, parse: str, trigger: str, confidence: float
) -> None:
    match = written(f"- {{id: row, type: Visit, {rows}}}")(parse, trigger)
    assert match is not None
    assert match.confidence == confidence


@pytest.mark.parametrize(
    ("theme", "text"),
    [("obj", "food aid"), ("for", "Corvania"), ("against", None)],
)
def test_the_words_of_the_theme(written: Writer, theme: str, text: str | None) -> None:
    row = f"""
- {{id: row, type: ProvideEconomicAid, verbs: [give], actor: [subj], theme: {theme}}}
    """
    match = written(row)(GAVE, "gave")
    assert match is not None
    assert (match.theme.words if match.theme is not None else None) == text


def test_a_row_of_higher_priority_is_tried_first(written: Writer) -> None:
    rows = """
- {id: specific, type: ProvideEconomicAid, verbs: [give], object: [aid], actor: [subj]}
- {id: urgent, type: ProvideHumanitarianAid, priority: 1, verbs: [give], actor: [subj]}
    """
    assert fired(written(rows)(GAVE, "gave")) == "urgent"


@pytest.mark.parametrize(("lemma", "row"), [("help", "row"), ("punish", None)])
def test_a_clause_that_makes_it_another_thing(written: Writer, lemma: str, row: str | None) -> None:
    parse = f"""
        Ardonia/NNP/nsubj/vowed vowed=vow/VBD/ROOT/- to/TO/aux/{lemma} {lemma}/VB/xcomp/vowed
        Belmark/NNP/dobj/{lemma}
    """
    rows = """
- {id: row, type: AgreeToCooperate, verbs: [vow], actor: [subj], complement_not: [punish]}
    """
    assert fired(written(rows)(parse, "vowed")) == row


@pytest.mark.parametrize(("modifier", "row"), [("bomb", "row"), ("heart", None)])
def test_a_modifier_that_makes_it_another_thing(
    written: Writer, modifier: str, row: str | None
) -> None:
    parse = f"""
        A/DT/det/attack {modifier}/NN/compound/attack attack/NN/nsubj/killed on/IN/prep/attack
        Belmark/NNP/pobj/on killed=kill/VBD/ROOT/- Vale/NNP/dobj/killed
    """
    rows = """
- {id: row, type: Attack, nouns: [attack], recipient: ["on"], modifier_not: [heart]}
    """
    assert fired(written(rows)(parse, "attack")) == row


@pytest.mark.parametrize(
    ("slot", "recipients"),
    [("complement/with", [BELMARK.key]), ("complement/obj", [CORVANIA.key])],
)
def test_whom_the_clause_names(written: Writer, slot: str, recipients: list[str]) -> None:
    parse = """
        Ardonia/NNP/nsubj/vowed vowed=vow/VBD/ROOT/- to/TO/aux/help help/VB/xcomp/vowed
        Corvania/NNP/dobj/help with/IN/prep/help Belmark/NNP/pobj/with
    """
    row = f"""
- {{id: row, type: AgreeToCooperate, verbs: [vow], actor: [subj], recipient: [{slot}]}}
    """
    assert roles(written(row)(parse, "vowed"))[2] == recipients


def test_a_list_of_the_lexicon_may_give_the_triggers(written: Writer) -> None:
    row = "- {id: row, type: Visit, verbs: ['@motion_verbs'], actor: [subj]}"
    assert fired(written(row)(VISITED, "visited")) == "row"


# -- durable relations -----------------------------------------------------------------------


def test_a_trigger_may_give_an_event_and_a_relation(shipped: Matcher) -> None:
    parse = """
        Ardonia/NNP/nsubj/joined joined=join/VBD/ROOT/- the/DT/det/League
        Harbour/NNP/compound/League League/NNP/dobj/joined
    """
    expected = [ARDONIA.key], [LEAGUE.key]
    assert roles(shipped(parse, "joined")) == ("JoinOrganization", *expected)
    assert roles(shipped(parse, "joined", relations=True)) == ("memberOf", *expected)


@pytest.mark.parametrize(
    "parse",
    [
        "Ardonia/NNP/nsubj/is is=be/VBZ/ROOT/- an/DT/det/ally ally/NN/attr/is of/IN/prep/ally "
        "Belmark/NNP/pobj/of",
        "Ardonia/NNP/nsubj/left ,/,/punct/Ardonia an/DT/det/ally ally/NN/appos/Ardonia "
        "of/IN/prep/ally Belmark/NNP/pobj/of ,/,/punct/Ardonia left=leave/VBD/ROOT/-",
        "Belmark/NNP/poss/ally 's/POS/case/Belmark ally/NN/nsubj/left ,/,/punct/ally "
        "Ardonia/NNP/appos/ally ,/,/punct/ally left=leave/VBD/ROOT/-",
    ],
    ids=["copula", "apposition", "named"],
)
def test_an_ally_however_it_is_said(shipped: Matcher, parse: str) -> None:
    assert roles(shipped(parse, "ally", relations=True)) == (
        "alliedWith",
        [ARDONIA.key],
        [BELMARK.key],
    )
    assert shipped(parse, "ally") is None


def test_a_rows_type_decides_its_table(written: Writer) -> None:
    frames = written.frames("""
- {id: event, type: Visit, verbs: [visit], actor: [subj]}
- {id: relation, type: bordersWith, verbs: [border], actor: [subj]}
    """)
    assert sorted(frames.verbs) == ["visit"]
    assert sorted(frames.relation_verbs) == ["border"]


# -- the file --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("- {id: row, type: Visit, verb: [visit]}", "row 'row': unknown key 'verb'"),
        (
            "- {id: row, type: Vist, verbs: [visit]}",
            r"row 'row': type 'Vist' is not in types\.yaml",
        ),
        ("- {id: row, type: Visit, nouns: [1]}", r"row 'row': 1 is no word"),
        (
            "- {id: row, type: Visit, verbs: [visit], object: [no]}",
            r"row 'row': False is no word \(quote yes, no, on, off\)",
        ),
        (
            "- {id: row, type: Visit, verbs: [visit], needs: [actors]}",
            "row 'row': needs may name actor, recipient, second",
        ),
        (
            "- {id: row, type: Visit, verbs: [tour]}\n- {id: row, type: Visit, verbs: [visit]}",
            "two rows are called 'row'",
        ),
        ("- {type: Visit, verbs: [visit]}", "a row needs id and type"),
        ("- {id: row, verbs: [visit]}", "a row needs id and type"),
        ("- visit", "a row needs id and type: 'visit'"),
        ("id: row", "must be a list of rows"),
    ],
)
def test_a_slip_is_told_with_file_and_row(written: Writer, rows: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        written.frames(rows)
    assert str(written.path) in str(caught.value)


def test_an_unknown_list_is_told(written: Writer) -> None:
    with pytest.raises(DataError, match="has no list 'wepons'"):
        written.frames("- {id: row, type: Visit, verbs: [visit], object: '@wepons'}")


def test_an_unknown_list_is_told_with_its_row(written: Writer) -> None:
    with pytest.raises(DataError, match="row 'row'"):
        written.frames("- {id: row, type: Visit, verbs: [visit], object: '@wepons'}")


@pytest.mark.parametrize("key", ["actor_types", "recipient_types"])
def test_an_unknown_class_is_told(written: Writer, key: str) -> None:
    with pytest.raises(DataError, match=r"row 'row'.*Persn"):
        written.frames(f"- {{id: row, type: Visit, verbs: [visit], {key}: [Persn]}}")


@pytest.mark.parametrize("key", ["actor", "recipient", "not_with", "actor_types"])
def test_a_text_where_a_list_belongs_is_told(written: Writer, key: str) -> None:
    with pytest.raises(DataError, match="row 'row'"):
        written.frames(f"- {{id: row, type: Visit, verbs: [visit], {key}: with}}")


def test_a_missing_file_is_told(tmp_path: Path, ontology: Ontology, lexicon: Lexicon) -> None:
    with pytest.raises(DataError, match=r"frames\.yaml: No such file"):
        load_frames(tmp_path, ontology=ontology, lexicon=lexicon)


def rows_of(*tables: Mapping[str, tuple[Frame, ...]]) -> dict[str, Frame]:
    return {frame.id: frame for table in tables for rows in table.values() for frame in rows}


def shipped_rows(rules: Rules) -> dict[str, Frame]:
    frames = rules.frames
    return rows_of(frames.verbs, frames.nouns, frames.relation_verbs, frames.relation_nouns)


def test_every_shipped_row_can_fire(rules: Rules) -> None:
    """A row without roles, or with a need that no slot can fill, would be dead weight."""
    rows = shipped_rows(rules)
    assert [id for id, row in rows.items() if not row.actor and not row.recipient] == []
    assert [id for id, row in rows.items() if "recipient" in row.needs and not row.recipient] == []
    assert [id for id, row in rows.items() if "second" in row.needs and not row.unite] == []


def test_every_shipped_row_has_a_trigger(rules: Rules) -> None:
    written = read_yaml(data_folder("ontology") / "frames.yaml")
    assert isinstance(written, list)
    assert {row["id"] for row in written} == set(shipped_rows(rules))


def test_shipped_rows_name_known_classes(rules: Rules) -> None:
    named = {
        name
        for row in shipped_rows(rules).values()
        for name in row.actor_types | row.recipient_types
    }
    assert named - set(rules.ontology.classes) == set()


def test_events_and_relations_have_tables_of_their_own(rules: Rules) -> None:
    frames, types = rules.frames, rules.ontology.types
    events = rows_of(frames.verbs, frames.nouns)
    relations = rows_of(frames.relation_verbs, frames.relation_nouns)
    assert {types[row.type].kind for row in events.values()} == {"event"}
    assert {types[row.type].kind for row in relations.values()} == {"relation"}


@pytest.mark.parametrize(
    ("verb", "participle"),
    [
        ("supply", "supplied"),
        ("donate", "donated"),
        ("lead", "led"),
        ("send", "sent"),
        ("stop", "stopped"),
        ("back", "backed"),
        ("deploy", "deployed"),
    ],
)
def test_participles(verb: str, participle: str) -> None:
    assert participle_lemmas([verb])[participle] == verb
