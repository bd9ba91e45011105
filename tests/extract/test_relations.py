"""Durable relations on hand-built parses: each rule with what it states and a near miss."""

from __future__ import annotations

import pytest
from factory import entity
from parses import resolved

from kg.extract.arguments import Arguments
from kg.extract.predications import Reader
from kg.extract.relations import find_relations
from kg.extract.stated import Stated
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType
from kg.syntax import Tree

STATE, PLACE, PERSON = EntityType.STATE, EntityType.PLACE, EntityType.PERSON
ORG = EntityType.ORGANIZATION
WORLD: dict[str, tuple[str, EntityType]] = {
    "Goma": ("goma", PLACE),
    "Bukavu": ("bukavu", PLACE),
    "Hodeida": ("hodeida", PLACE),
    "Juba": ("juba", PLACE),
    "Vienna": ("vienna", PLACE),
    "Congo": ("congo", STATE),
    "Congolese": ("congo", STATE),
    "Uganda": ("uganda", STATE),
    "Ugandan": ("uganda", STATE),
    "Turkey": ("turkey", STATE),
    "Iran": ("iran", STATE),
    "Chad": ("chad", STATE),
    "NATO": ("nato", ORG),
    "Interpol": ("interpol", ORG),
    "Houthi": ("houthi", EntityType.ARMED_GROUP),
    "Oren": ("oren", PERSON),
    "Vale": ("vale", PERSON),
    "Tasnim": ("tasnim", EntityType.NEWS_MEDIA),
}
KINDS = {"Congolese": "demonym", "Ugandan": "demonym"}
ORGANS = {"tasnim": "iran"}

Triple = tuple[str, str, str]


def world() -> dict[str, Entity]:
    return {
        form: entity(key.title(), kind, key=key, represents=ORGANS.get(key))
        for form, (key, kind) in WORLD.items()
    }


def state(lexicon: Lexicon, parse: str) -> list[Stated]:
    names = world()
    if "Great" in parse:
        names["Great Lakes war"] = entity("Great Lakes war", EntityType.CONFLICT, key="lakes")
    if "war/NN/dobj" in parse:
        names["Uganda 's war in Congo"] = entity("war", EntityType.CONFLICT, key="war")
    document = resolved(parse, names=names, kinds=KINDS)
    reader = Reader(Tree(document.annotated.sentences[0]), lexicon=lexicon)
    arguments = Arguments(document, [reader], lexicon=lexicon)
    return list(find_relations(reader, document.mentions, arguments, lexicon=lexicon))


def triples(stated: list[Stated]) -> set[Triple]:
    return {(s.relation.type, s.relation.subject, s.relation.object) for s in stated}


POSITIVE: dict[str, tuple[str, Triple]] = {
    "place, state": (
        (
            "Troops=troop/NNS/nsubj/left left=leave/VBD/ROOT/- Goma/NNP/dobj/left "
            ",/,/punct/Goma Congo/NNP/appos/Goma ,/,/punct/Goma on/IN/prep/left "
            "Monday/NNP/pobj/on ././punct/left"
        ),
        ("locatedIn", "goma", "congo"),
    ),
    "place in state": (
        (
            "Troops=troop/NNS/nsubj/left left=leave/VBD/ROOT/- Goma/NNP/dobj/left "
            "in/IN/prep/left Congo/NNP/pobj/in ././punct/left"
        ),
        ("locatedIn", "goma", "congo"),
    ),
    "place in a part": (
        (
            "Troops=troop/NNS/nsubj/left left=leave/VBD/ROOT/- Goma/NNP/dobj/left "
            "in/IN/prep/left eastern/JJ/amod/Congo Congo/NNP/pobj/in ././punct/left"
        ),
        ("locatedIn", "goma", "congo"),
    ),
    "official organ": (
        (
            "The/DT/det/Tasnim official/JJ/amod/Tasnim Tasnim/NNP/nsubj/reported "
            "reported=report/VBD/ROOT/- it/PRP/dobj/reported ././punct/reported"
        ),
        ("partOfGovernment", "tasnim", "iran"),
    ),
    "owned organ": (
        (
            "Iran/NNP/poss/agency 's/POS/case/Iran Tasnim/NNP/compound/agency "
            "agency/NN/nsubj/reported reported=report/VBD/ROOT/- it/PRP/dobj/reported "
            "././punct/reported"
        ),
        ("partOfGovernment", "tasnim", "iran"),
    ),
    "capital of": (
        (
            "They/PRP/nsubj/met met=meet/VBD/ROOT/- in/IN/prep/met Juba/NNP/pobj/in "
            ",/,/punct/Juba the/DT/det/capital capital/NN/appos/Juba of/IN/prep/capital "
            "Chad/NNP/pobj/of ././punct/met"
        ),
        ("capitalOf", "juba", "chad"),
    ),
    "state's capital": (
        (
            "They/PRP/nsubj/met met=meet/VBD/ROOT/- in/IN/prep/met Chad/NNP/poss/capital "
            "'s/POS/case/Chad capital/NN/pobj/in ,/,/punct/capital Juba/NNP/appos/capital "
            "././punct/met"
        ),
        ("capitalOf", "juba", "chad"),
    ),
    "demonym capital": (
        (
            "They/PRP/nsubj/met met=meet/VBD/ROOT/- in/IN/prep/met the/DT/det/Juba "
            "Ugandan/NNP/compound/Juba capital/NN/compound/Juba Juba/NNP/pobj/in ././punct/met"
        ),
        ("capitalOf", "juba", "uganda"),
    ),
    "based": (
        (
            "The/DT/det/Interpol Vienna/NNP/npadvmod/based _-/HYPH/punct/based "
            "_based=base/VBN/amod/Interpol Interpol/NNP/nsubj/said said=say/VBD/ROOT/- "
            "so/RB/advmod/said ././punct/said"
        ),
        ("headquarteredIn", "interpol", "vienna"),
    ),
    "verb base": (
        (
            "Interpol/NN/nsubjpass/based is=be/VBZ/auxpass/based based=base/VBN/ROOT/- "
            "in/IN/prep/based Vienna/NNP/pobj/in ././punct/based"
        ),
        ("headquarteredIn", "interpol", "vienna"),
    ),
    "controlled": (
        (
            "Ships=ship/NNS/nsubj/left left=leave/VBD/ROOT/- Houthi/NNP/npadvmod/controlled "
            "_-/HYPH/punct/controlled _controlled=control/VBN/amod/Hodeida "
            "Hodeida/NNP/dobj/left ././punct/left"
        ),
        ("controlsTerritory", "houthi", "hodeida"),
    ),
    "verb control": (
        (
            "Chad/NNP/nsubj/controls controls=control/VBZ/ROOT/- Goma/NNP/dobj/controls "
            "././punct/controls"
        ),
        ("controlsTerritory", "chad", "goma"),
    ),
    "member before a name": (
        (
            "NATO/NNP/compound/member member/NN/compound/Turkey Turkey/NNP/nsubj/protested "
            "protested=protest/VBD/ROOT/- ././punct/protested"
        ),
        ("memberOf", "turkey", "nato"),
    ),
    "is a member": (
        (
            "Turkey/NNP/nsubj/is is=be/VBZ/ROOT/- a/DT/det/member member/NN/attr/is "
            "of/IN/prep/member NATO/NNP/pobj/of ././punct/is"
        ),
        ("memberOf", "turkey", "nato"),
    ),
    "a member, apposed": (
        (
            "Turkey/NNP/nsubj/protested ,/,/punct/Turkey a/DT/det/member member/NN/appos/Turkey "
            "of/IN/prep/member NATO/NNP/pobj/of ,/,/punct/Turkey protested=protest/VBD/ROOT/- "
            "././punct/protested"
        ),
        ("memberOf", "turkey", "nato"),
    ),
    "ally": (
        (
            "Chad/NNP/poss/ally 's/POS/case/Chad ally/NN/nsubj/protested "
            "Uganda/NNP/nsubj/protested protested=protest/VBD/ROOT/- ././punct/protested"
        ),
        ("alliedWith", "chad", "uganda"),
    ),
    "its ally": (
        (
            "Chad/NNP/nsubj/criticized criticized=criticize/VBD/ROOT/- "
            "Uganda/NNP/dobj/criticized ,/,/punct/Uganda Turkey/NNP/poss/ally "
            "'s/POS/case/Turkey ally/NN/appos/Uganda ././punct/criticized"
        ),
        ("alliedWith", "turkey", "uganda"),
    ),
    "border with": (
        (
            "Chad/NNP/poss/border 's/POS/case/Chad border/NN/nsubjpass/closed "
            "with/IN/prep/border Uganda/NNP/pobj/with is=be/VBZ/auxpass/closed "
            "closed=close/VBN/ROOT/- ././punct/closed"
        ),
        ("bordersWith", "chad", "uganda"),
    ),
    "border between": (
        (
            "The/DT/det/border border/NN/nsubjpass/closed between/IN/prep/border "
            "Chad/NNP/pobj/between and/CC/cc/Chad Uganda/NNP/conj/Chad is=be/VBZ/auxpass/closed "
            "closed=close/VBN/ROOT/- ././punct/closed"
        ),
        ("bordersWith", "chad", "uganda"),
    ),
    "verb border": (
        "Chad/NNP/nsubj/borders borders=border/VBZ/ROOT/- Uganda/NNP/dobj/borders",
        ("bordersWith", "chad", "uganda"),
    ),
    "treaty between": (
        (
            "The/DT/det/treaty treaty/NN/nsubj/is between/IN/prep/treaty Chad/NNP/pobj/between "
            "and/CC/cc/Chad Uganda/NNP/conj/Chad is=be/VBZ/ROOT/- in/IN/prep/is "
            "force/NN/pobj/in ././punct/is"
        ),
        ("treatyWith", "chad", "uganda"),
    ),
    "kin": (
        (
            "Vale/NNP/poss/brother 's/POS/case/Vale brother/NN/nsubj/spoke ,/,/punct/brother "
            "Oren/NNP/appos/brother ,/,/punct/brother spoke=speak/VBD/ROOT/- ././punct/spoke"
        ),
        ("kinOf", "oren", "vale"),
    ),
    "kin, apposed": (
        (
            "Oren/NNP/nsubj/spoke ,/,/punct/Oren Vale/NNP/poss/brother 's/POS/case/Vale "
            "brother/NN/appos/Oren ,/,/punct/spoke spoke=speak/VBD/ROOT/- ././punct/spoke"
        ),
        ("kinOf", "oren", "vale"),
    ),
    "succeeded": (
        (
            "Vale/NNP/nsubj/succeeded succeeded=succeed/VBD/ROOT/- Oren/NNP/dobj/succeeded "
            "././punct/succeeded"
        ),
        ("predecessorSuccessor", "vale", "oren"),
    ),
    "war's name": (
        (
            "They/PRP/nsubj/ended ended=end/VBD/ROOT/- Uganda/NNP/poss/war 's/POS/case/Uganda "
            "war/NN/dobj/ended in/IN/prep/war Congo/NNP/pobj/in ././punct/ended"
        ),
        ("partyToConflict", "uganda", "war"),
    ),
}


@pytest.mark.parametrize(("parse", "wanted"), POSITIVE.values(), ids=POSITIVE)
def test_stated(lexicon: Lexicon, parse: str, wanted: Triple) -> None:
    assert triples(state(lexicon, parse)) == {wanted}


NEGATIVE = {
    "a list of places": (
        "They/PRP/nsubj/left left=leave/VBD/ROOT/- Goma/NNP/dobj/left ,/,/punct/Goma "
        "Bukavu/NNP/conj/Goma and/CC/cc/Bukavu Juba/NNP/conj/Bukavu ././punct/left"
    ),
    "a person in a place": (
        "They/PRP/nsubj/met met=meet/VBD/ROOT/- Oren/NNP/dobj/met in/IN/prep/met "
        "Congo/NNP/pobj/in ././punct/met"
    ),
    "a state in an organization": (
        "They/PRP/nsubj/saw saw=see/VBD/ROOT/- Turkey/NNP/dobj/saw in/IN/prep/saw "
        "NATO/NNP/pobj/in ././punct/saw"
    ),
    "an organ unmarked": (
        "They/PRP/nsubj/read read/VBD/ROOT/- Tasnim/NNP/dobj/read ././punct/read"
    ),
    "capital as money": (
        "They/PRP/nsubj/raised raised=raise/VBD/ROOT/- capital/NN/dobj/raised "
        "for/IN/prep/capital Juba/NNP/pobj/for ././punct/raised"
    ),
    "a state based": (
        "The/DT/det/Chad Vienna/NNP/npadvmod/based _-/HYPH/punct/based "
        "_based=base/VBN/amod/Chad Chad/NNP/nsubj/spoke spoke=speak/VBD/ROOT/- "
        "././punct/spoke"
    ),
    "controlled by a place": (
        "They/PRP/nsubj/left left=leave/VBD/ROOT/- Vienna/NNP/npadvmod/controlled "
        "_-/HYPH/punct/controlled _controlled=control/VBN/amod/Hodeida "
        "Hodeida/NNP/dobj/left ././punct/left"
    ),
    "not a member": (
        "Turkey/NNP/nsubj/is is=be/VBZ/ROOT/- not/RB/neg/is a/DT/det/member "
        "member/NN/attr/is of/IN/prep/member NATO/NNP/pobj/of ././punct/is"
    ),
    "member of no name": (
        "Turkey/NNP/nsubj/is is=be/VBZ/ROOT/- a/DT/det/member member/NN/attr/is "
        "of/IN/prep/member the/DT/det/group group/NN/pobj/of ././punct/is"
    ),
    "an ally of nobody": (
        "The/DT/det/ally ally/NN/nsubj/protested Uganda/NNP/nsubj/protested "
        "protested=protest/VBD/ROOT/- ././punct/protested"
    ),
    "border of one": (
        "Chad/NNP/poss/border 's/POS/case/Chad border/NN/nsubj/is is=be/VBZ/auxpass/closed "
        "closed=close/VBN/ROOT/- ././punct/closed"
    ),
    "border as verb, negated": (
        "Chad/NNP/nsubj/border does=do/VBZ/aux/border not/RB/neg/border border/VB/ROOT/- "
        "Uganda/NNP/dobj/border ././punct/border"
    ),
    "may control": (
        "Chad/NNP/nsubj/control could/MD/aux/control control/VB/ROOT/- "
        "Goma/NNP/dobj/control ././punct/control"
    ),
    "control of a state": (
        "Chad/NNP/nsubj/controls controls=control/VBZ/ROOT/- Uganda/NNP/dobj/controls "
        "././punct/controls"
    ),
    "a treaty to come": (
        "Chad/NNP/nsubj/sign could/MD/aux/sign sign/VB/ROOT/- a/DT/det/treaty "
        "treaty/NN/dobj/sign with/IN/prep/treaty Uganda/NNP/pobj/with ././punct/sign"
    ),
    "a treaty of three": (
        "The/DT/det/treaty treaty/NN/nsubj/is between/IN/prep/treaty Chad/NNP/pobj/between "
        ",/,/punct/Chad Turkey/NNP/conj/Chad and/CC/cc/Turkey Uganda/NNP/conj/Turkey "
        "is=be/VBZ/ROOT/- in/IN/prep/is force/NN/pobj/in ././punct/is"
    ),
    "kin of nobody": (
        "The/DT/det/brother brother/NN/nsubj/spoke spoke=speak/VBD/ROOT/- to/IN/prep/spoke "
        "Oren/NNP/pobj/to ././punct/spoke"
    ),
    "kin of a state": (
        "Chad/NNP/poss/brother 's/POS/case/Chad brother/NN/nsubj/spoke ,/,/punct/brother "
        "Oren/NNP/appos/brother ,/,/punct/brother spoke=speak/VBD/ROOT/- ././punct/spoke"
    ),
    "replaced by a thing": (
        "Chad/NNP/nsubj/replaced replaced=replace/VBD/ROOT/- Oren/NNP/dobj/replaced "
        "././punct/replaced"
    ),
    "a war without sides": (
        "They/PRP/nsubj/ended ended=end/VBD/ROOT/- the/DT/det/war Great/NNP/compound/Lakes "
        "Lakes/NNP/compound/war war/NN/dobj/ended ././punct/ended"
    ),
}


@pytest.mark.parametrize("parse", NEGATIVE.values(), ids=NEGATIVE)
def test_not_stated(lexicon: Lexicon, parse: str) -> None:
    assert triples(state(lexicon, parse)) == set()


def test_the_words_and_the_rule_are_kept(lexicon: Lexicon) -> None:
    (stated,) = state(lexicon, POSITIVE["place, state"][0])
    assert (stated.first, stated.last, stated.rule) == (2, 5, "place-in-place")


def test_kin_names_the_kinship(lexicon: Lexicon) -> None:
    (stated,) = state(lexicon, POSITIVE["kin"][0])
    assert stated.relation.office == "brother"


def test_a_treaty_that_binds_both(lexicon: Lexicon) -> None:
    parse = (
        "Turkey/NNP/nsubj/ratified ratified=ratify/VBD/ROOT/- a/DT/det/treaty "
        "treaty/NN/dobj/ratified requiring=require/VBG/acl/treaty Chad/NNP/dobj/requiring "
        "and/CC/cc/Chad Uganda/NNP/conj/Chad to/TO/aux/cooperate cooperate/VB/xcomp/requiring"
    )
    assert triples(state(lexicon, parse)) == {("treatyWith", "chad", "uganda")}
