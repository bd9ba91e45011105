"""Clauses that parsers hang wrong are put right; sound ones stay."""

from __future__ import annotations

from parses import resolved

from kg.extract.mending import mended, verb_forms
from kg.lexicon import Lexicon
from kg.model import Sentence

VERBS = verb_forms(["hold", "allege", "mediate", "summon", "block", "meet", "train"])


def mend(parse: str, lexicon: Lexicon) -> tuple[Sentence, Sentence]:
    """The sentence before and after."""
    document = resolved(parse)
    before = document.annotated.sentences[0]
    types = {key: one.type for key, one in document.entities.items()}
    after = mended(
        before, document.mentions, types, verbs=VERBS, nouns=frozenset(), lexicon=lexicon
    )
    return before, after


def arcs(sentence: Sentence) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep, sentence.tokens[t.head].text) for t in sentence.tokens}


def test_two_names_before_a_headlines_verb_are_both_its_subject(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/nsubj/hold ,/,/punct/Ardonia Belmark/NNP/appos/Ardonia hold/VBP/ROOT/-
        talks=talk/NNS/dobj/hold ././punct/hold""",
        lexicon,
    )
    assert arcs(after)["Belmark"] == ("conj", "Ardonia")


def test_an_apposition_before_a_singular_verb_stays_one(lexicon: Lexicon) -> None:
    before, after = mend(
        """Ardonia/NNP/nsubj/holds ,/,/punct/Ardonia Belmark/NNP/appos/Ardonia
        holds=hold/VBZ/ROOT/- talks=talk/NNS/dobj/holds ././punct/holds""",
        lexicon,
    )
    assert after is before


def test_an_infinitive_behind_a_day_is_what_was_offered(lexicon: Lexicon) -> None:
    _, after = mend(
        """Vale/NNP/nsubj/offered offered=offer/VBD/ROOT/- on/IN/prep/offered
        Sunday/NNP/pobj/on to/TO/aux/mediate mediate/VB/advcl/offered ././punct/offered""",
        lexicon,
    )
    assert arcs(after)["mediate"] == ("xcomp", "offered")


def test_a_purpose_stays_a_purpose(lexicon: Lexicon) -> None:
    before, after = mend(
        """Vale/NNP/nsubj/offered offered=offer/VBD/ROOT/- money/NN/dobj/offered
        to/TO/aux/mediate mediate/VB/advcl/offered ././punct/offered""",
        lexicon,
    )
    assert after is before


def test_a_verb_after_to_that_was_read_as_a_name(lexicon: Lexicon) -> None:
    _, after = mend(
        """Miners=miner/NNS/nsubj/threatened threatened=threaten/VBD/ROOT/-
        to/TO/prep/threatened block=block/NNP/pobj/to roads=road/NNS/npadvmod/threatened
        ././punct/threatened""",
        lexicon,
    )
    assert arcs(after)["block"] == ("xcomp", "threatened")
    assert arcs(after)["to"] == ("aux", "block")


def test_verbs_that_look_like_nouns_after_be(lexicon: Lexicon) -> None:
    _, after = mend(
        """The/DT/det/island island/NN/nsubj/was was=be/VBD/ROOT/- overrun/NN/attr/was
        by/IN/prep/overrun rebels=rebel/NNS/pobj/by ././punct/was""",
        lexicon,
    )
    assert arcs(after)["island"] == ("nsubjpass", "overrun")
    assert arcs(after)["was"] == ("auxpass", "overrun")
    _, after = mend(
        """Vale/NNP/nsubj/was was=be/VBD/ROOT/- mediating/NN/attr/was between/IN/prep/mediating
        Ardonia/NNP/pobj/between ././punct/was""",
        lexicon,
    )
    assert arcs(after)["Vale"] == ("nsubj", "mediating")
    assert after.tokens[2].lemma == "mediate"


def test_a_noun_with_an_article_after_be_stays_a_noun(lexicon: Lexicon) -> None:
    before, after = mend(
        """Vale/NNP/nsubj/was was=be/VBD/ROOT/- a/DT/det/beginning beginning/NN/attr/was
        of/IN/prep/beginning peace/NN/pobj/of ././punct/was""",
        lexicon,
    )
    assert after is before


def test_the_first_to_do_so_is_no_main_clause(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/nsubj/left left=leave/VBD/ccomp/do the/DT/det/pact pact/NN/dobj/left
        ,/,/punct/do first=first/JJ/amod/member member/NN/nsubj/do to/TO/aux/do do/VB/ROOT/-
        so/RB/advmod/do ././punct/do""",
        lexicon,
    )
    found = arcs(after)
    assert found["left"] == ("ROOT", "left")
    assert found["member"] == ("appos", "Ardonia")
    assert found["do"] == ("relcl", "member")


def test_a_finite_verb_after_a_preposition_has_a_clause(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/nsubj/summons summons=summon/VBZ/ROOT/- envoy/NN/appos/summons
        after/IN/prep/envoy mine/NN/pobj/after hurts=hurt/VBZ/acl/mine three/CD/dobj/hurts
        ././punct/summons""",
        lexicon,
    )
    found = arcs(after)
    assert found["envoy"] == ("dobj", "summons")
    assert found["hurts"] == ("advcl", "summons")
    assert found["mine"] == ("nsubj", "hurts")
    assert found["after"] == ("mark", "hurts")


def test_who_is_expelled_is_no_subject(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/nsubj/expels expels=expel/VBZ/ROOT/- officials=official/NNS/nsubj/caught
        caught=catch/VBD/ccomp/expels spying/VBG/xcomp/caught ././punct/expels""",
        lexicon,
    )
    assert arcs(after)["officials"] == ("dobj", "expels")
    assert arcs(after)["caught"] == ("acl", "officials")


def test_the_object_stands_before_the_comma(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/nsubj/downs downs=down/VBZ/ROOT/- drone/NN/nmod/incident
        ,/,/punct/incident third/JJ/amod/incident incident/NN/dobj/downs ././punct/downs""",
        lexicon,
    )
    assert arcs(after)["drone"] == ("dobj", "downs")
    assert arcs(after)["incident"] == ("appos", "drone")


def test_a_split_word_has_its_noun_for_a_head(lexicon: Lexicon) -> None:
    _, after = mend(
        """The/DT/det/re re/NN/nsubj/pleased -/NN/punct/re election/NN/punct/re of/IN/prep/election
        Vale/NNP/pobj/of pleased=please/VBD/ROOT/- Belmark/NNP/dobj/pleased ././punct/pleased""",
        lexicon,
    )
    assert arcs(after)["election"] == ("nsubj", "pleased")
    assert arcs(after)["The"] == ("det", "election")


def test_papers_allege(lexicon: Lexicon) -> None:
    _, after = mend(
        """Papers=paper/NNS/ROOT/- in/IN/prep/Papers Torva/NNP/compound/allege allege/NN/pobj/in
        that/IN/mark/fled Vale/NNP/nsubj/fled fled=flee/VBD/relcl/Papers ././punct/Papers""",
        lexicon,
    )
    found = arcs(after)
    assert found["allege"] == ("ROOT", "allege")
    assert found["Papers"] == ("nsubj", "allege")
    assert found["fled"] == ("ccomp", "allege")


def test_who_said_so_is_in_apposition_to_nobody(lexicon: Lexicon) -> None:
    _, after = mend(
        """Vowing=vow/VBG/advcl/said revenge/NN/dobj/Vowing on/IN/prep/revenge
        Belmark/NNP/pobj/on ,/,/punct/Belmark minister/NN/appos/Belmark ,/,/punct/minister
        Oren/NNP/appos/minister ,/,/punct/said said=say/VBD/ROOT/- so/RB/advmod/said
        ././punct/said""",
        lexicon,
    )
    assert arcs(after)["minister"] == ("nsubj", "said")


def test_a_particle_has_no_object(lexicon: Lexicon) -> None:
    _, after = mend(
        """Unions=union/NNS/nsubj/strike strike/VBP/ROOT/- over/RP/prt/strike
        wages=wage/NNS/pobj/over ././punct/strike""",
        lexicon,
    )
    assert arcs(after)["over"] == ("prep", "strike")


def test_a_phrasal_verb_keeps_its_particle_and_its_object(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/nsubj/shoots shoots=shoot/VBZ/ROOT/- down/IN/prep/shoots
        drone/NN/pobj/down ././punct/shoots""",
        lexicon,
    )
    assert arcs(after)["drone"] == ("dobj", "shoots")
    before, after = mend(
        """Ardonia/NNP/nsubj/walks walks=walk/VBZ/ROOT/- down/IN/prep/walks
        road/NN/pobj/down ././punct/walks""",
        lexicon,
    )
    assert after is before


def test_what_somebody_is_declared_is_no_object(lexicon: Lexicon) -> None:
    _, after = mend(
        """Vale/NNP/nsubjpass/declared was=be/VBD/auxpass/declared declared=declare/VBN/ROOT/-
        winner/NN/dobj/declared ././punct/declared""",
        lexicon,
    )
    assert arcs(after)["winner"] == ("oprd", "declared")


def test_a_split_participle_is_the_verb(lexicon: Lexicon) -> None:
    _, after = mend(
        """Vale/NNP/nsubj/was was=be/VBD/ROOT/- re/VBN/acomp/was -/VBN/acomp/was
        elected=elect/VBN/amod/president president/NN/attr/was ././punct/was""",
        lexicon,
    )
    found = arcs(after)
    assert found["Vale"] == ("nsubjpass", "elected")
    assert found["president"] == ("oprd", "elected")
    assert found["was"] == ("auxpass", "elected")


def test_what_is_given_is_no_measure(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/nsubj/gave gave=give/VBD/ROOT/- envoy/NN/dative/gave two/CD/nummod/days
        days=day/NNS/npadvmod/gave ././punct/gave""",
        lexicon,
    )
    assert arcs(after)["days"] == ("dobj", "gave")
