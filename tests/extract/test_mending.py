"""A headline's verb and a torn list are mended; noun phrases stay as they are."""

from __future__ import annotations

import pytest
from parses import resolved

from kg.extract.mending import mended, verb_forms
from kg.lexicon import Lexicon
from kg.model import EntityType, Mention, Sentence

VERBS = verb_forms(["sentence", "arrest", "strike", "withdraw", "deny", "bomb"])


def mend(parse: str, lexicon: Lexicon) -> tuple[Sentence, Sentence]:
    """The sentence before and after."""
    document = resolved(parse)
    before = document.annotated.sentences[0]
    types = {key: one.type for key, one in document.entities.items()}
    after = mended(
        before,
        document.mentions,
        types,
        verbs=VERBS,
        nouns=frozenset({"strike", "arrest"}),
        lexicon=lexicon,
    )
    return before, after


def arcs(sentence: Sentence) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep, sentence.tokens[t.head].text) for t in sentence.tokens}


@pytest.mark.parametrize(
    ("verb", "form"),
    [("arrest", "arrests"), ("deny", "denies"), ("clash", "clashes"), ("destroy", "destroys")],
)
def test_third_person(verb: str, form: str) -> None:
    assert verb_forms([verb]) == {form: verb}


def test_a_headlines_verb_read_as_a_noun(lexicon: Lexicon) -> None:
    _, after = mend(
        """The/DT/det/court high/JJ/amod/court court/NN/compound/sentences
        sentences=sentence/NNS/ROOT/- Piet/NNP/compound/Oren Oren/NNP/appos/sentences
        to/IN/prep/sentences ten/CD/nummod/years years=year/NNS/pobj/to
        ././punct/sentences""",
        lexicon,
    )
    found = arcs(after)
    assert found["court"] == ("nsubj", "sentences")
    assert found["Oren"] == ("dobj", "sentences")
    verb = after.tokens[3]
    assert (verb.pos, verb.tag, verb.lemma) == ("VERB", "VBZ", "sentence")


def test_a_verb_that_hangs_on_its_object(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonian/JJ/amod/police police/NNS/compound/arrest arrest/NN/ROOT/-
        nine/CD/nummod/men men=man/NNS/nsubj/linked linked=link/VBD/relcl/arrest
        to/IN/prep/linked a/DT/det/gang gang/NN/pobj/to ././punct/arrest""",
        lexicon,
    )
    found = arcs(after)
    assert found["police"] == ("nsubj", "arrest")
    assert found["men"] == ("dobj", "arrest")
    assert found["linked"] == ("acl", "men")


def test_an_organ_that_the_parser_took_for_an_adjective(lexicon: Lexicon) -> None:
    sentence = resolved(
        """Ardonia/NNP/poss/bombs 's/POS/case/Ardonia military/JJ/amod/bombs
        bombs=bomb/NNS/ROOT/- a/DT/det/bridge bridge/NN/appos/bombs ././punct/bombs"""
    ).annotated.sentences[0]
    organ = Mention(10, 18, 0, 2, 3, 2, "army", "organ")
    after = mended(
        sentence,
        [organ],
        {"army": EntityType.MILITARY_FORCE},
        verbs=VERBS,
        nouns=frozenset(),
        lexicon=lexicon,
    )
    assert arcs(after)["military"] == ("nsubj", "bombs")
    assert arcs(after)["bridge"] == ("dobj", "bombs")


def test_event_nouns_are_no_verbs(lexicon: Lexicon) -> None:
    before, after = mend(
        """Ardonian/JJ/amod/strikes strikes=strike/NNS/ROOT/- on/IN/prep/strikes
        Belmark/NNP/pobj/on ././punct/strikes""",
        lexicon,
    )
    assert after is before


def test_a_sentence_with_a_verb_of_its_own_stays(lexicon: Lexicon) -> None:
    before, after = mend(
        """The/DT/det/sentences sentences=sentence/NNS/nsubj/shocked
        shocked=shock/VBD/ROOT/- Ardonia/NNP/dobj/shocked ././punct/shocked""",
        lexicon,
    )
    assert after is before


def test_a_list_torn_apart(lexicon: Lexicon) -> None:
    _, after = mend(
        """Ardonia/NNP/ROOT/- ,/,/punct/Ardonia Belmark/NNP/appos/Ardonia ,/,/punct/Ardonia
        and/CC/cc/Ardonia Corvania/NNP/nsubj/withdraw withdraw/VBP/conj/Ardonia
        ././punct/withdraw""",
        lexicon,
    )
    found = arcs(after)
    assert found["Ardonia"] == ("nsubj", "withdraw")
    assert found["Belmark"] == ("conj", "Ardonia")
    assert found["Corvania"] == ("conj", "Ardonia")
    assert found["withdraw"] == ("ROOT", "withdraw")


def test_a_chain_of_places_is_no_list(lexicon: Lexicon) -> None:
    before, after = mend(
        """Vale/NNP/nsubj/met met=meet/VBD/ROOT/- Oren/NNP/dobj/met in/IN/prep/met
        Port/NNP/compound/Saro Saro/NNP/pobj/in ,/,/punct/Saro Ardonia/NNP/appos/Saro
        ././punct/met""",
        lexicon,
    )
    assert after is before


def test_who_is_believed_to_be_something(lexicon: Lexicon) -> None:
    _, after = mend(
        """Police=police/NNS/nsubj/arrested arrested=arrest/VBD/ROOT/- Oren/NNP/dobj/arrested
        ,/,/punct/arrested believed=believe/VBD/advcl/arrested to/TO/aux/be be/VB/xcomp/believed
        a/DT/det/spy spy/NN/attr/be ././punct/arrested""",
        lexicon,
    )
    assert arcs(after)["believed"] == ("acl", "Oren")


def test_a_believer_is_no_description(lexicon: Lexicon) -> None:
    before, after = mend(
        """Oren/NNP/nsubj/left left=leave/VBD/ROOT/- Ardonia/NNP/dobj/left ,/,/punct/left
        believing=believe/VBG/advcl/left to/TO/aux/be be/VB/xcomp/believing
        free/JJ/acomp/be ././punct/left""",
        lexicon,
    )
    assert after == before
