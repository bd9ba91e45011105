"""One construction a test: whatever the wording, the slots name who does what to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parses import at, tree, words

from kg.extract.predications import Reader
from kg.extract.slots import Predication
from kg.lexicon import Lexicon

Read = Callable[[str], Reader]


@pytest.fixture
def read(lexicon: Lexicon) -> Read:
    return lambda parse: Reader(tree(parse), lexicon=lexicon)


def filled(reader: Reader, p: Predication) -> dict[str, list[str]]:
    """The slots that hold something, as words."""
    return {name: words(reader.tree, found) for name, found in p.slots.items() if found}


def verb(reader: Reader, word: str) -> dict[str, list[str]]:
    return filled(reader, reader.verb(at(reader.tree, word)))


def noun(reader: Reader, word: str) -> dict[str, list[str]]:
    return filled(reader, reader.noun(at(reader.tree, word)))


# -- clauses ---------------------------------------------------------------------------------


def test_active(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/met met=meet/VBD/ROOT/- Oren/NNP/dobj/met in/IN/prep/met
        Saro/NNP/pobj/in on/IN/prep/met Friday/NNP/pobj/on ././punct/met
    """)
    assert verb(reader, "met") == {
        "subj": ["Vale"],
        "obj": ["Oren"],
        "in": ["Saro"],
        "on": ["Friday"],
    }
    p = reader.verb(at(reader.tree, "met"))
    assert (p.kind, p.lemma, p.passive, p.carrier) == ("verb", "meet", False, p.i)


def test_a_predication_is_read_once(read: Read) -> None:
    reader = read("Vale/NNP/nsubj/met met=meet/VBD/ROOT/- Oren/NNP/dobj/met")
    assert reader.verb(1) is reader.verb(1)


def test_coordinated_subjects_and_objects(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/met and/CC/cc/Ardonia Belmark/NNP/conj/Ardonia met=meet/VBD/ROOT/-
        Vale/NNP/dobj/met ,/,/punct/Vale Oren/NNP/conj/Vale and/CC/cc/Oren
        others=other/NNS/conj/Oren ././punct/met
    """)
    assert verb(reader, "met") == {
        "subj": ["Ardonia", "Belmark"],
        "obj": ["Vale", "Oren", "others"],
    }


def test_passive(read: Read) -> None:
    reader = read("""
        Oren/NNP/nsubjpass/received was=be/VBD/auxpass/received received=receive/VBN/ROOT/-
        by/IN/agent/received Vale/NNP/pobj/by in/IN/prep/received Ardonia/NNP/pobj/in
        ././punct/received
    """)
    assert verb(reader, "received") == {
        "subj": ["Vale"],
        "obj": ["Oren"],
        "by": ["Vale"],
        "in": ["Ardonia"],
    }
    assert reader.verb(at(reader.tree, "received")).passive


def test_agentless_passive_has_no_subject(read: Read) -> None:
    reader = read("""
        Troops=troop/NNS/nsubjpass/sent were=be/VBD/auxpass/sent sent=send/VBN/ROOT/-
        to/IN/prep/sent Ardonia/NNP/pobj/to ././punct/sent
    """)
    assert verb(reader, "sent") == {"obj": ["Troops"], "to": ["Ardonia"]}


def test_perfect_is_no_passive(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/sent has=have/VBZ/aux/sent sent=send/VBN/ROOT/-
        troops=troop/NNS/dobj/sent ././punct/sent
    """)
    assert verb(reader, "sent") == {"subj": ["Ardonia"], "obj": ["troops"]}


def test_dative_shift(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/gave gave=give/VBD/ROOT/- Belmark/NNP/dative/gave and/CC/cc/Belmark
        Corvania/NNP/conj/Belmark rockets=rocket/NNS/dobj/gave ././punct/gave
    """)
    assert verb(reader, "gave") == {
        "subj": ["Ardonia"],
        "iobj": ["Belmark", "Corvania"],
        "obj": ["rockets"],
    }


def test_dative_with_to(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/gave gave=give/VBD/ROOT/- rockets=rocket/NNS/dobj/gave
        to/IN/dative/gave Belmark/NNP/pobj/to ././punct/gave
    """)
    assert verb(reader, "gave") == {"subj": ["Ardonia"], "obj": ["rockets"], "to": ["Belmark"]}


def test_passive_of_two_objects(read: Read) -> None:
    reader = read("""
        Belmark/NNP/nsubjpass/given was=be/VBD/auxpass/given given=give/VBN/ROOT/-
        rockets=rocket/NNS/dobj/given by/IN/agent/given Ardonia/NNP/pobj/by ././punct/given
    """)
    assert verb(reader, "given") == {
        "subj": ["Ardonia"],
        "iobj": ["Belmark"],
        "obj": ["rockets"],
        "by": ["Ardonia"],
    }


def test_predicate_complement(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/named named=name/VBD/ROOT/- Vale/NNP/dobj/named
        minister/NN/oprd/named ././punct/named
    """)
    assert verb(reader, "named") == {"subj": ["Ardonia"], "obj": ["Vale"], "attr": ["minister"]}


def test_particle_of_a_phrasal_verb(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/shot shot=shoot/VBD/ROOT/- down/RP/prt/shot a/DT/det/drone
        drone/NN/dobj/shot ././punct/shot
    """)
    p = reader.verb(at(reader.tree, "shot"))
    assert (p.lemma, p.particle) == ("shoot", "down")
    assert filled(reader, p) == {"subj": ["Ardonia"], "obj": ["drone"]}


def test_two_prepositions_in_a_row(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/pulled pulled=pull/VBD/ROOT/- out/IN/prep/pulled of/IN/prep/out
        Belmark/NNP/pobj/of ././punct/pulled
    """)
    assert verb(reader, "pulled") == {"subj": ["Ardonia"], "of": ["Belmark"]}


def test_coordinated_prepositions(read: Read) -> None:
    reader = read("""
        Rebels=rebel/NNS/nsubj/fought fought=fight/VBD/ROOT/- in/IN/prep/fought and/CC/cc/in
        around/IN/conj/in Saro/NNP/pobj/around ././punct/fought
    """)
    assert verb(reader, "fought") == {"subj": ["Rebels"], "around": ["Saro"]}


def test_according_to_names_a_source_and_no_party(read: Read) -> None:
    reader = read("""
        Rebels=rebel/NNS/nsubj/fled fled=flee/VBD/ROOT/- according/VBG/prep/fled
        to/IN/prep/according Vale/NNP/pobj/to ././punct/fled
    """)
    assert verb(reader, "fled") == {"subj": ["Rebels"]}


def test_preposition_on_the_object_is_deep(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/imposed imposed=impose/VBD/ROOT/- sanctions=sanction/NNS/dobj/imposed
        on/IN/prep/sanctions Belmark/NNP/pobj/on and/CC/cc/Belmark Corvania/NNP/conj/Belmark
        ././punct/imposed
    """)
    p = reader.verb(at(reader.tree, "imposed"))
    assert filled(reader, p) == {"subj": ["Ardonia"], "obj": ["sanctions"]}
    assert words(reader.tree, p.get("on")) == ["Belmark", "Corvania"]


def test_what_hangs_on_the_verb_comes_before_what_hangs_on_its_object(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- aid/NN/dobj/sent to/IN/prep/aid
        Corvania/NNP/pobj/to#1 to/IN/prep/sent Belmark/NNP/pobj/to#2 ././punct/sent
    """)
    p = reader.verb(at(reader.tree, "sent"))
    assert words(reader.tree, p.get("to")) == ["Belmark"]
    assert words(reader.tree, p.deep["to"]) == ["Corvania"]


# -- relative clauses and participles --------------------------------------------------------


def test_relative_clause_with_subject_gap(read: Read) -> None:
    reader = read("""
        Oren/NNP/nsubj/met ,/,/punct/Oren who/WP/nsubj/led led=lead/VBD/relcl/Oren
        the/DT/det/delegation delegation/NN/dobj/led ,/,/punct/Oren met=meet/VBD/ROOT/-
        Vale/NNP/dobj/met ././punct/met
    """)
    assert verb(reader, "led") == {"subj": ["Oren"], "obj": ["delegation"]}
    assert verb(reader, "met") == {"subj": ["Oren"], "obj": ["Vale"]}


def test_second_verb_of_a_relative_clause(read: Read) -> None:
    reader = read("""
        Oren/NNP/nsubj/left who/WP/nsubj/led led=lead/VBD/relcl/Oren talks=talk/NNS/dobj/led
        and/CC/cc/led signed=sign/VBD/conj/led pacts=pact/NNS/dobj/signed left=leave/VBD/ROOT/-
    """)
    assert verb(reader, "signed") == {"subj": ["Oren"], "obj": ["pacts"]}


@pytest.mark.parametrize("pronoun", ["that/WDT/dobj/sent", "which/WDT/dobj/sent", ""])
def test_relative_clause_with_object_gap(read: Read, pronoun: str) -> None:
    reader = read(f"""
        The/DT/det/rockets rockets=rocket/NNS/nsubj/reached {pronoun} Ardonia/NNP/nsubj/sent
        sent=send/VBD/relcl/rockets reached=reach/VBD/ROOT/- Belmark/NNP/dobj/reached
        ././punct/reached
    """)
    assert verb(reader, "sent") == {"subj": ["Ardonia"], "obj": ["rockets"]}


def test_relative_clause_with_whom(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/left ,/,/punct/Vale whom/WP/dobj/jailed Ardonia/NNP/nsubj/jailed
        jailed=jail/VBD/relcl/Vale ,/,/punct/Vale left=leave/VBD/ROOT/- ././punct/left
    """)
    assert verb(reader, "jailed") == {"subj": ["Ardonia"], "obj": ["Vale"]}


def test_relative_clause_means_the_last_of_a_list(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/left left=leave/VBD/ROOT/- Belmark/NNP/dobj/left and/CC/cc/Belmark
        Corvania/NNP/conj/Belmark ,/,/punct/Belmark which/WDT/dobj/visited she/PRP/nsubj/visited
        visited=visit/VBD/relcl/Belmark ././punct/left
    """)
    assert verb(reader, "visited") == {"subj": ["she"], "obj": ["Corvania"]}


def test_relative_clause_that_hangs_elsewhere_means_the_noun_before_it(read: Read) -> None:
    reader = Reader(
        tree(
            """
            Vale/NNP/nsubj/praised praised=praise/VBD/ROOT/- the/DT/det/truce
            truce/NN/dobj/praised in/IN/prep/truce June/NNP/pobj/in ,/,/punct/praised
            which/WDT/dobj/signed Oren/NNP/nsubj/signed signed=sign/VBD/advcl/praised
            ././punct/praised
            """,
            labels={"June": "DATE"},
        ),
        lexicon=read("Vale/NNP/ROOT/-").lexicon,
    )
    assert verb(reader, "signed") == {"subj": ["Oren"], "obj": ["truce"]}


def test_relative_clause_with_its_own_object_has_no_gap(read: Read) -> None:
    reader = read("""
        The/DT/det/day day/NN/nsubj/came Vale/NNP/nsubj/met met=meet/VBD/relcl/day
        Oren/NNP/dobj/met came=come/VBD/ROOT/- ././punct/came
    """)
    assert verb(reader, "met") == {"subj": ["Vale"], "obj": ["Oren"]}


def test_where_leaves_no_object_gap(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/flew flew=fly/VBD/ROOT/- to/IN/prep/flew Belmark/NNP/pobj/to
        ,/,/punct/Belmark where/WRB/advmod/met the/DT/det/leaders leaders=leader/NNS/nsubj/met
        met=meet/VBD/relcl/Belmark ././punct/flew
    """)
    assert verb(reader, "met") == {"subj": ["leaders"]}


def test_participle_after_the_noun(read: Read) -> None:
    reader = read("""
        A/DT/det/delegation delegation/NN/nsubj/arrived led=lead/VBN/acl/delegation
        by/IN/agent/led Oren/NNP/pobj/by arrived=arrive/VBD/ROOT/- ././punct/arrived
    """)
    assert verb(reader, "led") == {"subj": ["Oren"], "obj": ["delegation"], "by": ["Oren"]}


def test_participle_of_two_objects(read: Read) -> None:
    reader = read("""
        Rebels=rebel/NNS/nsubj/fled given=give/VBN/acl/Rebels rockets=rocket/NNS/dobj/given
        by/IN/agent/given Ardonia/NNP/pobj/by fled=flee/VBD/ROOT/- ././punct/fled
    """)
    assert verb(reader, "given") == {
        "subj": ["Ardonia"],
        "iobj": ["Rebels"],
        "obj": ["rockets"],
        "by": ["Ardonia"],
    }


def test_active_participle_after_the_noun(read: Read) -> None:
    reader = read("""
        Rebels=rebel/NNS/nsubj/fled besieging=besiege/VBG/acl/Rebels Saro/NNP/dobj/besieging
        fled=flee/VBD/ROOT/- ././punct/fled
    """)
    assert verb(reader, "besieging") == {"subj": ["Rebels"], "obj": ["Saro"]}


def test_participle_in_one_word_before_the_noun(read: Read) -> None:
    reader = read("""
        Rebels=rebel/NNS/nsubj/fired fired=fire/VBD/ROOT/- Ardonia-supplied/JJ/amod/rockets
        rockets=rocket/NNS/dobj/fired ././punct/fired
    """)
    p = reader.verb(at(reader.tree, "Ardonia-supplied"))
    assert (p.lemma, p.passive) == ("supplied", True)
    assert filled(reader, p) == {"subj": ["Ardonia-supplied"], "obj": ["rockets"]}


def test_participle_in_three_tokens_before_the_noun(read: Read) -> None:
    reader = read("""
        The/DT/det/coalition Ardonian/NNP/npadvmod/led _-/HYPH/punct/led
        _led=lead/VBN/amod/coalition coalition/NN/nsubj/bombed bombed=bomb/VBD/ROOT/-
        Belmark/NNP/dobj/bombed ././punct/bombed
    """)
    p = reader.verb(at(reader.tree, "led"))
    assert (p.lemma, p.passive) == ("lead", True)
    assert filled(reader, p) == {"subj": ["Ardonian"], "obj": ["coalition"]}


def test_user_of_what_a_participle_describes(read: Read) -> None:
    reader = read("""
        Belmark/NNP/nsubj/hit hit/VBD/ROOT/- Saro/NNP/dobj/hit with/IN/prep/hit
        Ardonia-supplied/JJ/amod/rockets rockets=rocket/NNS/pobj/with ././punct/hit
    """)
    assert verb(reader, "Ardonia-supplied") == {
        "subj": ["Ardonia-supplied"],
        "obj": ["rockets"],
        "user": ["Belmark"],
    }


# -- several verbs ---------------------------------------------------------------------------


def test_conjoined_verbs_share_the_subject(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/detained detained=detain/VBD/ROOT/- the/DT/det/editor
        editor/NN/dobj/detained and/CC/cc/detained closed=close/VBD/conj/detained
        the/DT/det/paper paper/NN/dobj/closed ././punct/detained
    """)
    assert verb(reader, "detained") == {"subj": ["Ardonia"], "obj": ["editor"]}
    assert verb(reader, "closed") == {"subj": ["Ardonia"], "obj": ["paper"]}


def test_conjoined_verbs_share_the_first_verbs_object(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/detained detained=detain/VBD/ROOT/- the/DT/det/editor
        editor/NN/dobj/detained and/CC/cc/detained jailed=jail/VBD/conj/detained
        ././punct/detained
    """)
    assert verb(reader, "jailed") == {"subj": ["Ardonia"], "obj": ["editor"]}


def test_conjoined_verbs_share_the_last_verbs_object(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/arrested arrested=arrest/VBD/ROOT/- and/CC/cc/arrested
        jailed=jail/VBD/conj/arrested the/DT/det/editor editor/NN/dobj/jailed
        ././punct/arrested
    """)
    assert verb(reader, "jailed") == {"subj": ["Ardonia"], "obj": ["editor"]}
    assert verb(reader, "arrested") == {"subj": ["Ardonia"], "obj": ["editor"]}


def test_a_conjoined_verb_with_a_preposition_shares_no_object(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/seized seized=seize/VBD/ROOT/- Saro/NNP/dobj/seized and/CC/cc/seized
        marched=march/VBD/conj/seized on/IN/prep/marched Belmark/NNP/pobj/on ././punct/seized
    """)
    assert verb(reader, "marched") == {"subj": ["Ardonia"], "on": ["Belmark"]}


def test_conjoined_passives(read: Read) -> None:
    reader = read("""
        Rebels=rebel/NNS/nsubjpass/trained were=be/VBD/auxpass/trained trained=train/VBN/ROOT/-
        and/CC/cc/trained armed=arm/VBN/conj/trained by/IN/agent/armed Ardonia/NNP/pobj/by
        ././punct/trained
    """)
    assert verb(reader, "armed") == {"subj": ["Ardonia"], "obj": ["Rebels"], "by": ["Ardonia"]}


def test_passive_after_active(read: Read) -> None:
    reader = read("""
        Oren/NNP/nsubj/met met=meet/VBD/ROOT/- Vale/NNP/dobj/met and/CC/cc/met
        was=be/VBD/auxpass/arrested arrested=arrest/VBN/conj/met ././punct/met
    """)
    assert verb(reader, "arrested") == {"obj": ["Oren"]}


def test_adverbial_participle_shares_the_subject(read: Read) -> None:
    reader = read("""
        Troops=troop/NNS/nsubj/stormed stormed=storm/VBD/ROOT/- Saro/NNP/dobj/stormed
        ,/,/punct/stormed killing=kill/VBG/advcl/stormed villagers=villager/NNS/dobj/killing
        ././punct/stormed
    """)
    assert verb(reader, "killing") == {"subj": ["Troops"], "obj": ["villagers"]}


def test_participle_of_result_after_a_passive(read: Read) -> None:
    reader = read("""
        Belmark/NNP/nsubjpass/attacked was=be/VBD/auxpass/attacked attacked=attack/VBN/ROOT/-
        by/IN/agent/attacked Ardonia/NNP/pobj/by ,/,/punct/attacked
        killing=kill/VBG/advcl/attacked villagers=villager/NNS/dobj/killing ././punct/attacked
    """)
    assert verb(reader, "killing") == {"subj": ["Ardonia"], "obj": ["villagers"]}


# -- control and raising ---------------------------------------------------------------------


def test_subject_control(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/agreed and/CC/cc/Ardonia Belmark/NNP/conj/Ardonia
        agreed=agree/VBD/ROOT/- to/TO/aux/send send/VB/xcomp/agreed troops=troop/NNS/dobj/send
        to/IN/prep/send Corvania/NNP/pobj/to#2 ././punct/agreed
    """)
    assert verb(reader, "send") == {
        "subj": ["Ardonia", "Belmark"],
        "obj": ["troops"],
        "to": ["Corvania"],
    }


def test_object_control(read: Read) -> None:
    reader = read("""
        The/DT/det/pact pact/NN/nsubj/lapsed requiring=require/VBG/acl/pact both/DT/det/countries
        countries=country/NNS/dobj/requiring to/TO/aux/provide provide/VB/xcomp/requiring
        aid/NN/dobj/provide lapsed=lapse/VBD/ROOT/- ././punct/lapsed
    """)
    assert verb(reader, "provide") == {"subj": ["countries"], "obj": ["aid"]}


def test_object_control_in_the_passive(read: Read) -> None:
    reader = read("""
        Oren/NNP/nsubjpass/urged was=be/VBD/auxpass/urged urged=urge/VBN/ROOT/-
        by/IN/agent/urged Vale/NNP/pobj/by to/TO/aux/resign resign/VB/xcomp/urged ././punct/urged
    """)
    assert verb(reader, "resign") == {"subj": ["Oren"]}


@pytest.mark.parametrize("governor", ["promised=promise", "threatened=threaten", "used=use"])
def test_subject_control_over_an_object(read: Read, governor: str) -> None:
    word = governor.partition("=")[0]
    reader = read(f"""
        Ardonia/NNP/nsubj/{word} {governor}/VBD/ROOT/- Belmark/NNP/dobj/{word}
        to/TO/aux/send send/VB/xcomp/{word} rockets=rocket/NNS/dobj/send ././punct/{word}
    """)
    assert verb(reader, "send") == {"subj": ["Ardonia"], "obj": ["rockets"]}


def test_gerund_after_the_preposition_of_an_accusation(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/accused accused=accuse/VBD/ROOT/- Belmark/NNP/dobj/accused
        of/IN/prep/accused sending=send/VBG/pcomp/of rockets=rocket/NNS/dobj/sending
        to/IN/prep/sending Corvania/NNP/pobj/to ././punct/accused
    """)
    assert verb(reader, "sending") == {
        "subj": ["Belmark"],
        "obj": ["rockets"],
        "to": ["Corvania"],
    }
    assert verb(reader, "accused") == {"subj": ["Ardonia"], "obj": ["Belmark"]}


def test_gerund_after_an_accusation_in_the_passive(read: Read) -> None:
    reader = read("""
        Belmark/NNP/nsubjpass/accused was=be/VBD/auxpass/accused accused=accuse/VBN/ROOT/-
        by/IN/agent/accused Ardonia/NNP/pobj/by of/IN/prep/accused sending=send/VBG/pcomp/of
        rockets=rocket/NNS/dobj/sending ././punct/accused
    """)
    assert verb(reader, "sending") == {"subj": ["Belmark"], "obj": ["rockets"]}


def test_gerund_after_a_preposition_of_time(read: Read) -> None:
    reader = read("""
        Oren/NNP/nsubj/left left=leave/VBD/ROOT/- after/IN/prep/left meeting=meet/VBG/pcomp/after
        Vale/NNP/dobj/meeting ././punct/left
    """)
    assert verb(reader, "meeting") == {"subj": ["Oren"], "obj": ["Vale"]}


def test_raising_over_a_passive_of_belief(read: Read) -> None:
    reader = read("""
        Belmark/NNP/nsubjpass/believed is=be/VBZ/auxpass/believed believed=believe/VBN/ROOT/-
        to/TO/aux/sent have/VB/aux/sent sent=send/VBN/xcomp/believed rockets=rocket/NNS/dobj/sent
        to/IN/dative/sent Corvania/NNP/pobj/to#2 ././punct/believed
    """)
    assert verb(reader, "sent") == {
        "subj": ["Belmark"],
        "obj": ["rockets"],
        "to": ["Corvania"],
    }


def test_infinitive_after_an_adjective(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/is is=be/VBZ/ROOT/- ready/JJ/acomp/is to/TO/aux/send
        send/VB/xcomp/ready troops=troop/NNS/dobj/send ././punct/is
    """)
    assert verb(reader, "send") == {"subj": ["Ardonia"], "obj": ["troops"]}


def test_infinitive_after_a_noun_is_its_owners_deed(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/poss/decision 's/POS/case/Ardonia decision/NN/nsubj/failed
        to/TO/aux/attack attack/VB/acl/decision Belmark/NNP/dobj/attack failed=fail/VBD/ROOT/-
        ././punct/failed
    """)
    assert verb(reader, "attack") == {"subj": ["Ardonia"], "obj": ["Belmark"]}


def test_infinitive_after_the_object_of_a_decision(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/made made=make/VBD/ROOT/- a/DT/det/decision decision/NN/dobj/made
        to/TO/aux/attack attack/VB/acl/decision Belmark/NNP/dobj/attack ././punct/made
    """)
    assert verb(reader, "attack") == {"subj": ["Ardonia"], "obj": ["Belmark"]}


# -- event nouns -----------------------------------------------------------------------------


def test_possessor_and_preposition_of_an_event_noun(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/poss/strikes 's/POS/case/Ardonia strikes=strike/NNS/nsubj/angered
        on/IN/prep/strikes Belmark/NNP/pobj/on angered=anger/VBD/ROOT/- Vale/NNP/dobj/angered
        ././punct/angered
    """)
    p = reader.noun(at(reader.tree, "strikes"))
    assert (p.kind, p.lemma, p.carrier) == ("noun", "strike", p.i)
    assert filled(reader, p) == {"poss": ["Ardonia"], "on": ["Belmark"]}


def test_between(read: Read) -> None:
    reader = read("""
        Talks=talk/NNS/nsubj/resumed between/IN/prep/Talks Ardonia/NNP/pobj/between
        and/CC/cc/Ardonia Belmark/NNP/conj/Ardonia resumed=resume/VBD/ROOT/- in/IN/prep/resumed
        Corvania/NNP/pobj/in ././punct/resumed
    """)
    assert noun(reader, "Talks") == {"between": ["Ardonia", "Belmark"], "in": ["Corvania"]}


def test_two_names_before_an_event_noun(read: Read) -> None:
    reader = read("""
        The/DT/det/talks Ardonia/NNP/compound/Belmark _-/HYPH/punct/Belmark
        _Belmark/NNP/compound/talks talks=talk/NNS/nsubj/ended ended=end/VBD/ROOT/-
        ././punct/ended
    """)
    assert noun(reader, "talks") == {"mod": ["Belmark", "Ardonia"]}


def test_by_phrase_of_an_event_noun(read: Read) -> None:
    reader = read("""
        An/DT/det/attack attack/NN/nsubj/shook by/IN/prep/attack Ardonia/NNP/pobj/by
        on/IN/prep/attack Belmark/NNP/pobj/on shook=shake/VBD/ROOT/- Vale/NNP/dobj/shook
    """)
    assert noun(reader, "attack") == {
        "by": ["Ardonia"],
        "on": ["Belmark"],
        "light": ["Ardonia"],
    }


def test_light_verb_lends_its_subject(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/held held=hold/VBD/ROOT/- talks=talk/NNS/dobj/held with/IN/prep/talks
        Oren/NNP/pobj/with in/IN/prep/held Saro/NNP/pobj/in ././punct/held
    """)
    p = reader.noun(at(reader.tree, "talks"))
    assert p.carrier == at(reader.tree, "held")
    assert filled(reader, p) == {"light": ["Vale"], "with": ["Oren"], "in": ["Saro"]}


def test_light_verb_in_the_passive(read: Read) -> None:
    reader = read("""
        Talks=talk/NNS/nsubjpass/held were=be/VBD/auxpass/held held=hold/VBN/ROOT/-
        by/IN/agent/held Vale/NNP/pobj/by with/IN/prep/held Oren/NNP/pobj/with ././punct/held
    """)
    assert noun(reader, "Talks") == {"light": ["Vale"], "by": ["Vale"], "with": ["Oren"]}


def test_light_verb_with_an_indirect_object(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/gave gave=give/VBD/ROOT/- Belmark/NNP/dative/gave a/DT/det/loan
        loan/NN/dobj/gave ././punct/gave
    """)
    assert noun(reader, "loan") == {"light": ["Ardonia"], "iobj": ["Belmark"]}


def test_subject_of_a_light_verb_that_is_undergone(read: Read) -> None:
    reader = read("""
        Belmark/NNP/nsubj/suffered suffered=suffer/VBD/ROOT/- an/DT/det/attack
        attack/NN/dobj/suffered ././punct/suffered
    """)
    assert noun(reader, "attack") == {"obj": ["Belmark"]}


def test_heavy_verb_lends_nothing(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/watched watched=watch/VBD/ROOT/- talks=talk/NNS/dobj/watched
        with/IN/prep/talks Oren/NNP/pobj/with ././punct/watched
    """)
    p = reader.noun(at(reader.tree, "talks"))
    assert p.carrier == p.i
    assert filled(reader, p) == {"with": ["Oren"]}


def test_light_verb_of_a_round_of_talks(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/held held=hold/VBD/ROOT/- a/DT/det/round round/NN/dobj/held
        of/IN/prep/round talks=talk/NNS/pobj/of with/IN/prep/talks Oren/NNP/pobj/with
        ././punct/held
    """)
    assert noun(reader, "talks") == {"light": ["Vale"], "with": ["Oren"]}


def test_light_verb_of_coordinated_nouns(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/held held=hold/VBD/ROOT/- talks=talk/NNS/dobj/held and/CC/cc/talks
        drills=drill/NNS/conj/talks with/IN/prep/drills Oren/NNP/pobj/with ././punct/held
    """)
    assert noun(reader, "drills") == {"light": ["Vale"], "with": ["Oren"]}


def test_taking_part_in_an_event(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/took took=take/VBD/ROOT/- part/NN/dobj/took in/IN/prep/took
        exercises=exercise/NNS/pobj/in with/IN/prep/exercises Belmark/NNP/pobj/with ././punct/took
    """)
    assert noun(reader, "exercises") == {"light": ["Ardonia"], "with": ["Belmark"]}


def test_speaking_in_a_meeting_is_taking_part(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/spoke spoke=speak/VBD/ROOT/- in/IN/prep/spoke a/DT/det/meeting
        meeting/NN/pobj/in with/IN/prep/meeting Oren/NNP/pobj/with ././punct/spoke
    """)
    assert noun(reader, "meeting") == {"light": ["Vale"], "with": ["Oren"]}


def test_a_meeting_that_hangs_on_the_last_verb_is_the_speakers(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/vowed vowed=vow/VBD/ROOT/- to/TO/aux/help help/VB/xcomp/vowed
        Belmark/NNP/dobj/help in/IN/prep/help a/DT/det/meeting meeting/NN/pobj/in
        with/IN/prep/meeting Oren/NNP/pobj/with ././punct/vowed
    """)
    p = reader.noun(at(reader.tree, "meeting"))
    assert p.carrier == at(reader.tree, "vowed")
    assert filled(reader, p) == {"light": ["Vale"], "with": ["Oren"]}


def test_being_in_a_meeting_says_nothing_of_the_subject(read: Read) -> None:
    reader = read("""
        Rain/NN/nsubj/was was=be/VBD/ROOT/- the/DT/det/topic topic/NN/attr/was
        in/IN/prep/was a/DT/det/meeting meeting/NN/pobj/in with/IN/prep/meeting
        Oren/NNP/pobj/with ././punct/was
    """)
    assert noun(reader, "meeting") == {"with": ["Oren"]}


def test_being_in_talks_is_taking_part(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/is is=be/VBZ/ROOT/- in/IN/prep/is talks=talk/NNS/pobj/in
        with/IN/prep/talks Belmark/NNP/pobj/with ././punct/is
    """)
    assert noun(reader, "talks") == {"light": ["Ardonia"], "with": ["Belmark"]}


def test_whose_noun_a_relative_clause_tells(read: Read) -> None:
    reader = read("""
        Vale/NNP/nsubj/left left=leave/VBD/ROOT/- Oren/NNP/dobj/left whose/WP$/poss/arrest
        arrest/NN/nsubj/shocked shocked=shock/VBD/relcl/Oren Ardonia/NNP/dobj/shocked
        ././punct/left
    """)
    assert noun(reader, "arrest")["poss"] == ["Oren"]


def test_a_target_that_hangs_on_who_acts(read: Read) -> None:
    reader = read("""
        A/DT/det/march march/NN/nsubj/ended by/IN/prep/march miners=miner/NNS/pobj/by
        against/IN/prep/miners Ardonia/NNP/pobj/against ended=end/VBD/ROOT/- ././punct/ended
    """)
    p = reader.noun(at(reader.tree, "march"))
    assert [reader.tokens[i].text for i in p.get("against")] == ["Ardonia"]


def test_participle_of_a_light_verb(read: Read) -> None:
    reader = read("""
        An/DT/det/attack attack/NN/nsubj/shook carried=carry/VBN/acl/attack out/RP/prt/carried
        by/IN/agent/carried Ardonia/NNP/pobj/by in/IN/prep/carried Saro/NNP/pobj/in
        shook=shake/VBD/ROOT/- Vale/NNP/dobj/shook ././punct/shook
    """)
    assert noun(reader, "attack") == {"light": ["Ardonia"], "in": ["Saro"]}


def test_relative_clause_with_a_light_verb(read: Read) -> None:
    reader = read("""
        Talks=talk/NNS/nsubj/failed that/WDT/nsubjpass/held were=be/VBD/auxpass/held
        held=hold/VBN/relcl/Talks in/IN/prep/held Belmark/NNP/pobj/in failed=fail/VBD/ROOT/-
        ././punct/failed
    """)
    assert noun(reader, "Talks") == {"in": ["Belmark"]}


def test_vowing_support_is_supporting(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/vowed vowed=vow/VBD/ROOT/- support/NN/dobj/vowed for/IN/prep/support
        Belmark/NNP/pobj/for ././punct/vowed
    """)
    assert noun(reader, "support") == {"light": ["Ardonia"], "for": ["Belmark"]}


def test_copula_lends_its_subject_to_a_noun(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/is is=be/VBZ/ROOT/- an/DT/det/ally ally/NN/attr/is of/IN/prep/ally
        Belmark/NNP/pobj/of ././punct/is
    """)
    assert noun(reader, "ally") == {"light": ["Ardonia"], "of": ["Belmark"]}


def test_apposition_describes_the_noun_above_it(read: Read) -> None:
    reader = read("""
        Ardonia/NNP/nsubj/agreed ,/,/punct/Ardonia an/DT/det/ally ally/NN/appos/Ardonia
        of/IN/prep/ally Belmark/NNP/pobj/of ,/,/punct/Ardonia agreed=agree/VBD/ROOT/-
    """)
    assert noun(reader, "ally") == {"appos": ["Ardonia"], "of": ["Belmark"]}


def test_apposition_names_the_noun_above_it(read: Read) -> None:
    reader = read("""
        Belmark/NNP/poss/ally 's/POS/case/Belmark ally/NN/nsubj/agreed ,/,/punct/ally
        Ardonia/NNP/appos/ally ,/,/punct/ally agreed=agree/VBD/ROOT/-
    """)
    assert noun(reader, "ally") == {"appos": ["Ardonia"], "poss": ["Belmark"]}


# -- owners ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parse", "owners"),
    [
        (
            "Ardonia/NNP/poss/plan 's/POS/case/Ardonia plan/NN/nsubj/failed failed/VBD/ROOT/-",
            ["Ardonia"],
        ),
        (
            "the/DT/det/plan Ardonian/JJ/amod/plan plan/NN/nsubj/failed failed/VBD/ROOT/-",
            ["Ardonian"],
        ),
        (
            "a/DT/det/plan secret/JJ/amod/plan plan/NN/nsubj/failed by/IN/prep/plan "
            "Ardonia/NNP/pobj/by failed/VBD/ROOT/-",
            ["Ardonia"],
        ),
        (
            "Vale/NNP/nsubj/made made=make/VBD/ROOT/- a/DT/det/plan plan/NN/dobj/made",
            ["Vale"],
        ),
        ("a/DT/det/plan secret/JJ/amod/plan plan/NN/nsubj/failed failed/VBD/ROOT/-", []),
    ],
    ids=["possessor", "demonym", "by-phrase", "subject", "nobody"],
)
def test_owner_of_a_noun(read: Read, parse: str, owners: list[str]) -> None:
    reader = read(parse)
    assert words(reader.tree, reader.owner(at(reader.tree, "plan"))) == owners


def test_a_verb_without_a_subject_has_none(read: Read) -> None:
    reader = read("Talk/VB/ROOT/- to/IN/prep/Talk Vale/NNP/pobj/to ././punct/Talk")
    assert verb(reader, "Talk") == {"to": ["Vale"]}


def test_a_circle_of_verbs_ends(read: Read) -> None:
    reader = read("met=meet/VBD/conj/left and/CC/cc/met left=leave/VBD/conj/met")
    assert verb(reader, "met") == {}
