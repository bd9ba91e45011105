"""Argument tokens become entities: whom a phrase means, whose a thing is, who is unnamed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

import pytest
from factory import ARDONIA, BELMARK, CORVANIA, OREN, VALE
from parses import FRONT, LEAGUE, NAMES, at, resolved, words

from kg.extract.arguments import Arguments
from kg.extract.filler import Filler
from kg.extract.predications import Reader
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType, Quantity, Relation, ResolvedDocument
from kg.syntax import Tree


class World:
    """One resolved document with its readers."""

    def __init__(self, document: ResolvedDocument, lexicon: Lexicon) -> None:
        self.readers = [
            Reader(Tree(sentence), lexicon=lexicon) for sentence in document.annotated.sentences
        ]
        self.arguments = Arguments(document, self.readers, lexicon=lexicon)

    def at(self, word: str, sentence: int = 0) -> list[tuple[str, str]]:
        """Key and kind of each entity that the phrase headed by `word` means."""
        found = self.arguments.at(sentence, at(self.readers[sentence].tree, word))
        return [(f.key, f.kind) for f in found]

    def told(self, found: list[Filler]) -> list[tuple[str, str]]:
        """Key and token of each filler."""
        tree = self.readers[0].tree
        return [(f.key, words(tree, [f.head])[0]) for f in found]

    def owners(self, word: str) -> list[tuple[str, str]]:
        return self.told(self.arguments.owners(0, at(self.readers[0].tree, word)))

    def group(self) -> Entity:
        """The only unnamed group."""
        (group,) = [e for e in self.arguments.entities.values() if e.type is EntityType.GROUP]
        return group


Build = Callable[..., World]


@pytest.fixture
def build(lexicon: Lexicon) -> Build:
    def make(*parses: str, names: Mapping[str, Entity] = NAMES, home: str | None = None) -> World:
        return World(resolved(*parses, names=names, home=home), lexicon)

    return make


def test_a_name_means_its_entity(build: Build) -> None:
    world = build(
        "Anna/NNP/compound/Vale Vale/NNP/nsubj/met met=meet/VBD/ROOT/- Ardonians/NNPS/dobj/met"
    )
    assert world.at("Vale") == [(VALE.key, "name")]
    assert world.at("met") == []


def test_the_narrowest_mention_wins(build: Build) -> None:
    ministry = Entity("Ministry", "Ardonian Ministry", EntityType.GOVERNMENT_BODY)
    world = build(
        "Ardonian/JJ/amod/Ministry Ministry/NNP/nsubj/spoke spoke/VBD/ROOT/-",
        names={**NAMES, "Ardonian Ministry": ministry},
    )
    assert world.at("Ministry") == [("Ministry", "name")]
    assert world.at("Ardonian") == [(ARDONIA.key, "demonym")]


def test_a_pair_shares_its_words(lexicon: Lexicon) -> None:
    parse = "both/DT/det/countries countries/NNS/nsubj/agreed agreed/VBD/ROOT/-"
    one, other = (resolved(parse, names={"both countries": e}) for e in (BELMARK, ARDONIA))
    both = ResolvedDocument(
        one.annotated, {**one.entities, **other.entities}, (*one.mentions, *other.mentions)
    )
    assert World(both, lexicon).at("countries") == [(ARDONIA.key, "name"), (BELMARK.key, "name")]


def test_entities_of_several_phrases_do_not_repeat(build: Build) -> None:
    world = build(
        "Vale/NNP/nsubj/met met/VBD/ROOT/- Oren/NNP/dobj/met and/CC/cc/Oren Vale/NNP/conj/Oren"
    )
    tree = world.readers[0].tree
    found = world.arguments.all(0, [at(tree, "Vale#2"), at(tree, "Oren"), at(tree, "Vale#1")])
    assert [f.key for f in found] == [VALE.key, OREN.key]


# -- phrases ---------------------------------------------------------------------------------


def test_apposition_names_the_minister(build: Build) -> None:
    world = build("""
        The/DT/det/minister minister/NN/nsubj/met ,/,/punct/minister Piet/NNP/compound/Oren
        Oren/NNP/appos/minister ,/,/punct/minister met=meet/VBD/ROOT/- Vale/NNP/dobj/met
    """)
    assert world.at("minister") == [(OREN.key, "name")]


def test_apposition_says_which_place(build: Build) -> None:
    world = build("""
        The/DT/det/port port/NN/nsubj/burned ,/,/punct/port Port/NNP/compound/Saro
        Saro/NNP/appos/port ,/,/punct/port burned=burn/VBD/ROOT/-
    """)
    assert world.at("port") == [("Place/Port Saro", "name")]


def test_states_of_a_list_that_is_taken_for_an_apposition(build: Build) -> None:
    world = build("""
        Ardonia/NNP/nsubj/met ,/,/punct/Ardonia Belmark/NNP/appos/Ardonia and/CC/cc/Belmark
        Corvania/NNP/conj/Belmark met=meet/VBD/ROOT/-
    """)
    assert [key for key, _ in world.at("Ardonia")] == [ARDONIA.key, BELMARK.key, CORVANIA.key]


def test_an_apposition_without_a_list_adds_nobody(build: Build) -> None:
    world = build("""
        Ardonia/NNP/nsubj/met ,/,/punct/Ardonia Belmark/NNP/appos/Ardonia met=meet/VBD/ROOT/-
    """)
    assert world.at("Ardonia") == [(ARDONIA.key, "name")]


def test_quantity_nouns_are_transparent(build: Build) -> None:
    world = build("""
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- thousands=thousand/NNS/dobj/sent
        of/IN/prep/thousands Ardonian/JJ/amod/troops troops=troop/NNS/pobj/of
    """)
    assert [kind for _, kind in world.at("thousands")] == ["group"]
    assert world.group().label == "Ardonian troops"


def test_half_of_a_state_means_the_state(build: Build) -> None:
    world = build("""
        Rebels=rebel/NNS/nsubj/hold hold/VBP/ROOT/- half/NN/dobj/hold of/IN/prep/half
        Belmark/NNP/pobj/of
    """)
    assert world.at("half") == [(BELMARK.key, "name")]


def test_a_delegation_means_who_leads_it(build: Build) -> None:
    world = build("""
        A/DT/det/delegation delegation/NN/nsubj/arrived led=lead/VBN/acl/delegation
        by/IN/agent/led the/DT/det/minister minister/NN/pobj/by ,/,/punct/minister
        Oren/NNP/appos/minister ,/,/punct/minister arrived=arrive/VBD/ROOT/-
    """)
    assert world.at("delegation") == [(OREN.key, "leader")]


def test_a_coalition_means_who_leads_it(build: Build) -> None:
    world = build("""
        The/DT/det/coalition Ardonian/NNP/npadvmod/led _-/HYPH/punct/led
        _led=lead/VBN/amod/coalition coalition/NN/nsubj/bombed bombed=bomb/VBD/ROOT/-
    """)
    assert world.at("coalition") == [(ARDONIA.key, "leader")]


def test_a_delegation_without_a_leader_is_its_owners(build: Build) -> None:
    world = build("""
        An/DT/det/delegation Ardonian/JJ/amod/delegation delegation/NN/nsubj/arrived
        arrived=arrive/VBD/ROOT/-
    """)
    assert world.at("delegation") == [(ARDONIA.key, "leader")]


@pytest.mark.parametrize(
    "parse",
    [
        "Ardonian/JJ/amod/drones drones=drone/NNS/nsubj/hit hit/VBD/ROOT/-",
        "Drones=drone/NNS/nsubj/hit from/IN/prep/Drones Ardonia/NNP/pobj/from hit/VBD/ROOT/-",
        "Ardonia/NNP/poss/missiles 's/POS/case/Ardonia missiles=missile/NNS/nsubj/hit "
        "hit/VBD/ROOT/-",
        "An/DT/det/airstrike Ardonian/JJ/amod/airstrike airstrike/NN/nsubj/hit hit/VBD/ROOT/-",
    ],
)
def test_a_weapon_or_a_strike_means_whose_it_is(build: Build, parse: str) -> None:
    world = build(parse)
    tree = world.readers[0].tree
    subject = tree.child(at(tree, "hit"), "nsubj")
    assert subject is not None
    assert [(f.key, f.kind) for f in world.arguments.at(0, subject)] == [
        (ARDONIA.key, "instrument")
    ]


def test_a_weapon_of_nobody_means_nobody(build: Build) -> None:
    assert build("Drones=drone/NNS/nsubj/hit hit/VBD/ROOT/-").at("Drones") == []


def test_fighters_of_a_named_group_are_the_group(build: Build) -> None:
    world = build(
        "Dawn/NNP/compound/Front Front/NNP/compound/fighters fighters=fighter/NNS/nsubj/fled "
        "fled=flee/VBD/ROOT/-"
    )
    assert world.at("fighters") == [(FRONT.key, "name")]


def test_a_name_and_what_it_is(build: Build) -> None:
    world = build(
        "the/DT/det/party Harbour/NNP/compound/League League/NNP/compound/party "
        "party/NN/nsubj/won won=win/VBD/ROOT/-"
    )
    assert world.at("party") == [(LEAGUE.key, "name")]


def test_a_thing_means_nobody(build: Build) -> None:
    world = build("The/DT/det/treaty treaty/NN/nsubj/lapsed lapsed=lapse/VBD/ROOT/-")
    assert world.at("treaty") == []


# -- unnamed groups --------------------------------------------------------------------------


def test_people_are_an_unnamed_group(build: Build) -> None:
    world = build(
        "The/DT/det/diplomats three/CD/nummod/diplomats Ardonian/JJ/amod/diplomats "
        "diplomats=diplomat/NNS/nsubj/left left=leave/VBD/ROOT/-"
    )
    ((key, kind),) = world.at("diplomats")
    assert kind == "group"
    assert world.group() == Entity(
        key,
        "three Ardonian diplomats",
        EntityType.GROUP,
        head="diplomat",
        size=Quantity("three Ardonian diplomats", "diplomats", 3, 3),
    )
    (mention,) = world.arguments.groups
    assert (mention.first, mention.last, mention.head, mention.entity) == (1, 4, 3, key)


def test_the_state_of_a_group_is_its_nationality(build: Build) -> None:
    world = build(
        "Ardonian/JJ/amod/diplomats diplomats=diplomat/NNS/nsubj/left left=leave/VBD/ROOT/-"
    )
    ((key, _),) = world.at("diplomats")
    assert world.arguments.nationalities == [(Relation("nationality", key, ARDONIA.key), 0, 1)]


def test_envoys_of_several_states_are_the_states(build: Build) -> None:
    world = build(
        "Ardonian/JJ/amod/envoys and/CC/cc/Ardonian Belmark/NNP/conj/Ardonian"
        " envoys=envoy/NNS/nsubj/met met=meet/VBD/ROOT/-"
    )
    assert {key for key, _ in world.at("envoys")} == {ARDONIA.key, BELMARK.key}


@pytest.mark.parametrize(
    ("parse", "label"),
    [
        ("killed=kill/VBD/ROOT/- at/IN/advmod/least least/JJS/advmod/nine"
         " nine/CD/dobj/killed", "at least nine"),
        ("killed=kill/VBD/ROOT/- $/$/quantmod/nine nine/CD/dobj/killed", None),
        ("killed=kill/VBD/ROOT/- in/IN/prep/killed nine/CD/pobj/in", None),
    ],
)  # fmt: skip
def test_a_number_alone_may_be_people(build: Build, parse: str, label: str | None) -> None:
    world = build(parse)
    nine = at(world.readers[0].tree, "nine")
    found = world.arguments.people_at(0, nine)
    assert (found and world.arguments.entities[found.key].label) == label


def test_a_group_of_no_state_has_no_nationality(build: Build) -> None:
    world = build("Six/CD/nummod/people people/NNS/nsubj/left left=leave/VBD/ROOT/-")
    world.at("people")
    assert world.group().label == "Six people"
    assert world.arguments.nationalities == []


def test_a_demonym_in_the_plural_is_a_group_of_that_state(build: Build) -> None:
    world = build("Dozens/NNS/nsubj/fled of/IN/prep/Dozens Ardonians/NNPS/pobj/of fled/VBD/ROOT/-")
    ((key, kind),) = world.at("Ardonians")
    assert (kind, world.arguments.type_of(key)) == ("group", EntityType.GROUP)
    assert world.arguments.nationalities == [(Relation("nationality", key, ARDONIA.key), 0, 2)]


def test_the_same_words_are_one_group_in_a_document(build: Build) -> None:
    parse = "Ardonian/JJ/amod/troops troops=troop/NNS/nsubj/left left=leave/VBD/ROOT/-"
    world = build(parse, parse)
    assert world.at("troops", 0) == world.at("troops", 1)
    assert [m.sentence for m in world.arguments.groups] == [0, 1]


def test_groups_of_two_documents_stay_apart(build: Build) -> None:
    parse = "Six/CD/nummod/people people/NNS/nsubj/left left=leave/VBD/ROOT/-"
    one, other = build(parse), build(parse, "Vale/NNP/nsubj/left left=leave/VBD/ROOT/-")
    assert one.at("people") != other.at("people")


# -- owners ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parse", "owners"),
    [
        (
            "Ardonia/NNP/poss/army and/CC/cc/Ardonia Belmark/NNP/conj/Ardonia "
            "'s/POS/case/Ardonia army/NN/ROOT/-",
            [(ARDONIA.key, "Ardonia"), (BELMARK.key, "Belmark")],
        ),
        ("the/DT/det/army Ardonian/JJ/amod/army army/NN/ROOT/-", [(ARDONIA.key, "Ardonian")]),
        (
            "army/NN/ROOT/- of/IN/prep/army Belmark/NNP/pobj/of and/CC/cc/Belmark "
            "Corvania/NNP/conj/Belmark",
            [(BELMARK.key, "Belmark"), (CORVANIA.key, "Corvania")],
        ),
        (
            "Vale/NNP/poss/army 's/POS/case/Vale Ardonian/JJ/amod/army army/NN/ROOT/-",
            [(VALE.key, "Vale")],
        ),
        ("army/NN/ROOT/- in/IN/prep/army Belmark/NNP/pobj/in", []),
    ],
    ids=["possessors", "demonym", "of", "possessor-first", "place"],
)
def test_owners(build: Build, parse: str, owners: list[tuple[str, str]]) -> None:
    assert build(parse).owners("army") == owners


def test_names_before_a_noun_are_no_demonyms(build: Build) -> None:
    world = build(
        "Vale/NNP/nsubj/gave gave=give/VBD/ROOT/- Belmark/NNP/compound/rockets "
        "Ardonian/JJ/amod/rockets rockets=rocket/NNS/dobj/gave"
    )
    found = world.arguments.names_before(0, at(world.readers[0].tree, "rockets"))
    assert world.told(found) == [(BELMARK.key, "Belmark")]


def test_everybody_inside_a_phrase(build: Build) -> None:
    world = build("""
        officials=official/NNS/nsubj/spoke from/IN/prep/officials Corvania/NNP/pobj/from
        Ardonian/JJ/amod/officials and/CC/cc/officials Vale/NNP/conj/officials spoke/VBD/ROOT/-
    """)
    found = world.arguments.inside(0, at(world.readers[0].tree, "officials"))
    assert world.told(found) == [(ARDONIA.key, "Ardonian"), (VALE.key, "Vale")]


def test_home_is_the_documents(build: Build) -> None:
    assert build("Vale/NNP/ROOT/-", home=ARDONIA.key).arguments.home == ARDONIA.key


@pytest.mark.parametrize(
    ("parse", "means"),
    [
        ("an/DT/det/writer Ardonian/JJ/amod/writer writer/NN/nsubj/left left/VBD/ROOT/-", "group"),
        ("the/DT/det/writer Ardonian/JJ/amod/writer writer/NN/nsubj/left left/VBD/ROOT/-", "group"),
        ("a/DT/det/mayor Ardonian/JJ/amod/mayor mayor/NN/nsubj/left left/VBD/ROOT/-", "group"),
        ("the/DT/det/mayor Ardonian/JJ/amod/mayor mayor/NN/nsubj/left left/VBD/ROOT/-", "title"),
        ("an/DT/det/envoy Ardonian/JJ/amod/envoy envoy/NN/nsubj/left left/VBD/ROOT/-", "title"),
    ],
)
def test_who_holds_no_office_does_not_act_for_the_state(
    lexicon: Lexicon, parse: str, means: str
) -> None:
    document = resolved(parse, names=NAMES)
    title = dataclasses.replace(
        document.mentions[0], first=2, last=3, head=2, entity=ARDONIA.key, kind="title"
    )
    world = World(dataclasses.replace(document, mentions=(*document.mentions, title)), lexicon)
    ((_, kind),) = world.at(parse.split()[2].split("/")[0])
    assert kind == means
