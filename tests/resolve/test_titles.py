"""Titles read off the words around a name, on hand-built parses."""

from __future__ import annotations

import pytest
from parses import tree

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate
from kg.resolve.titles import Title, phrase_at, title_of
from kg.syntax import Tree

PERSONS = {"Luc Moreau", "Idriss Bako"}
STATES = {"France", "French", "Chad", "Chadian"}
ORGANIZATIONS = {"National Bank"}


def names_of(parsed: Tree, gazetteer: Gazetteer) -> list[Candidate]:
    """The names that stand in the sentence, as the finder would give them."""
    found = []
    words = [t.text for t in parsed.tokens]
    for form in (*PERSONS, *STATES, *ORGANIZATIONS):
        size = len(form.split())
        for first in range(len(words) - size + 1):
            if words[first : first + size] == form.split():
                kind = EntityType.PERSON if form in PERSONS else EntityType.STATE
                kind = EntityType.ORGANIZATION if form in ORGANIZATIONS else kind
                senses = gazetteer.lookup(form) if form in STATES else ()
                found.append(Candidate(0, first, first + size, form, kind, senses))
    return sorted(found, key=lambda c: c.first)


def read(
    lexicon: Lexicon, gazetteer: Gazetteer, parse: str, person: str = "Luc Moreau"
) -> tuple[str, str, str | None, bool] | None:
    """(words, relation, polity, past) of the person's title."""
    parsed = tree(parse)
    names = names_of(parsed, gazetteer)
    holder = next(c for c in names if c.surface == person)
    return view(title_of(parsed, names, holder, lexicon=lexicon), names)


def view(title: Title | None, names: list[Candidate]) -> tuple[str, str, str | None, bool] | None:
    if title is None:
        return None
    owner = names[title.owner].surface if title.owner is not None else None
    return title.words, title.relation, owner, title.past


CASES = {
    "demonym before": (
        (
            "French/JJ/amod/President President/NNP/compound/Moreau Luc/NNP/compound/Moreau "
            "Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("president", "headOfState", "French", False),
    ),
    "possessor before": (
        (
            "France/NNP/poss/minister 's/POS/case/France prime/JJ/amod/minister "
            "minister/NN/nsubj/arrived ,/,/punct/minister Luc/NNP/compound/Moreau "
            "Moreau/NNP/appos/minister ,/,/punct/minister arrived=arrive/VBD/ROOT/- "
            "././punct/arrived"
        ),
        ("prime minister", "headOfGovernment", "France", False),
    ),
    "of before": (
        (
            "The/DT/det/president president/NN/nsubj/arrived of/IN/prep/president "
            "France/NNP/pobj/of ,/,/punct/president Luc/NNP/compound/Moreau "
            "Moreau/NNP/appos/president ,/,/punct/president arrived=arrive/VBD/ROOT/- "
            "././punct/arrived"
        ),
        ("president", "headOfState", "France", False),
    ),
    "after": (
        (
            "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived ,/,/punct/Moreau "
            "the/DT/det/president president/NN/appos/Moreau of/IN/prep/president "
            "France/NNP/pobj/of ,/,/punct/Moreau arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("president", "headOfState", "France", False),
    ),
    "after, possessor": (
        (
            "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived ,/,/punct/Moreau "
            "France/NNP/poss/minister 's/POS/case/France defense/NN/compound/minister "
            "minister/NN/appos/Moreau ,/,/punct/Moreau arrived=arrive/VBD/ROOT/- "
            "././punct/arrived"
        ),
        ("defense minister", "ministerOf", "France", False),
    ),
    "clause after": (
        (
            "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived ,/,/punct/Moreau who/WP/nsubj/is "
            "is=be/VBZ/relcl/Moreau president/NN/attr/is of/IN/prep/president "
            "France/NNP/pobj/of ,/,/punct/Moreau arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("president", "headOfState", "France", False),
    ),
    "of an organization": (
        (
            "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived ,/,/punct/Moreau "
            "director/NN/appos/Moreau of/IN/prep/director the/DT/det/Bank "
            "National/NNP/compound/Bank Bank/NNP/pobj/of ,/,/punct/Moreau "
            "arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("director", "holdsPosition", "National Bank", False),
    ),
    "honorific between": (
        (
            "French/JJ/amod/Minister Foreign/NNP/compound/Minister Minister/NNP/compound/Moreau "
            "Gen./NNP/compound/Moreau Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived "
            "arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("foreign minister", "ministerOf", "French", False),
    ),
    "deputy": (
        (
            "France/NNP/poss/minister 's/POS/case/France deputy/JJ/compound/minister "
            "defense/NN/compound/minister minister/NN/nsubj/arrived ,/,/punct/minister "
            "Luc/NNP/compound/Moreau Moreau/NNP/appos/minister ,/,/punct/minister "
            "arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("deputy defense minister", "holdsPosition", "France", False),
    ),
    "vice": (
        (
            "French/JJ/amod/President Vice/NNP/compound/President President/NNP/compound/Moreau "
            "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- "
            "././punct/arrived"
        ),
        ("vice president", "holdsPosition", "French", False),
    ),
    "opposition": (
        (
            "French/JJ/amod/leader opposition/NN/compound/leader leader/NN/compound/Moreau "
            "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- "
            "././punct/arrived"
        ),
        ("opposition leader", "holdsPosition", "French", False),
    ),
    "acting": (
        (
            "French/JJ/amod/president acting=act/VBG/amod/president "
            "president/NN/compound/Moreau Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived "
            "arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("acting president", "headOfState", "French", False),
    ),
    "no polity": (
        (
            "Defense/NNP/compound/Minister Minister/NNP/compound/Moreau Luc/NNP/compound/Moreau "
            "Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- ././punct/arrived"
        ),
        ("defense minister", "ministerOf", None, False),
    ),
    "whose": (
        (
            "Bako/NNP/nsubj/praised praised=praise/VBD/ROOT/- France/NNP/nsubj/arrived "
            ",/,/punct/France whose/WP$/poss/envoy envoy/NN/appos/France ,/,/punct/envoy "
            "Luc/NNP/compound/Moreau Moreau/NNP/appos/envoy ,/,/punct/France "
            "arrived=arrive/VBD/ccomp/praised ././punct/arrived"
        ),
        ("envoy", "holdsPosition", "France", False),
    ),
}


@pytest.mark.parametrize(("parse", "wanted"), CASES.values(), ids=CASES)
def test_title(
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    parse: str,
    wanted: tuple[str, str, str | None, bool],
) -> None:
    assert read(lexicon, gazetteer, parse) == wanted


PAST = {
    "former": (
        "Former/JJ/amod/President French/JJ/amod/President President/NNP/compound/Moreau "
        "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- "
        "././punct/arrived"
    ),
    "demonym first": (
        "French/JJ/amod/president former/JJ/amod/president president/NN/compound/Moreau "
        "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- "
        "././punct/arrived"
    ),
    "ousted": (
        "Ousted=oust/VBN/amod/President French/JJ/amod/President "
        "President/NNP/compound/Moreau Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived "
        "arrived=arrive/VBD/ROOT/- ././punct/arrived"
    ),
    "after": (
        "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived ,/,/punct/Moreau "
        "a/DT/det/president former/JJ/amod/president president/NN/appos/Moreau "
        "of/IN/prep/president France/NNP/pobj/of ,/,/punct/Moreau arrived=arrive/VBD/ROOT/- "
        "././punct/arrived"
    ),
}


@pytest.mark.parametrize("parse", PAST.values(), ids=PAST)
def test_a_title_of_the_past(lexicon: Lexicon, gazetteer: Gazetteer, parse: str) -> None:
    title = read(lexicon, gazetteer, parse)
    assert title is not None
    assert title[3]


NONE = {
    "plain": (
        "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- "
        "././punct/arrived"
    ),
    "no title": (
        "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived ,/,/punct/Moreau a/DT/det/friend "
        "friend/NN/appos/Moreau of/IN/prep/friend France/NNP/pobj/of ,/,/punct/Moreau "
        "arrived=arrive/VBD/ROOT/- ././punct/arrived"
    ),
    "of a place": (
        "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived of/IN/prep/Moreau "
        "France/NNP/pobj/of arrived=arrive/VBD/ROOT/- ././punct/arrived"
    ),
    "somebody else's": (
        "French/JJ/amod/President President/NNP/compound/Bako Idriss/NNP/compound/Bako "
        "Bako/NNP/nsubj/saw saw=see/VBD/ROOT/- Luc/NNP/compound/Moreau Moreau/NNP/dobj/saw "
        "././punct/saw"
    ),
}


@pytest.mark.parametrize("parse", NONE.values(), ids=NONE)
def test_no_title(lexicon: Lexicon, gazetteer: Gazetteer, parse: str) -> None:
    assert read(lexicon, gazetteer, parse) is None


def test_the_words_of_a_title_have_a_place(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parsed = tree(CASES["demonym before"][0])
    names = names_of(parsed, gazetteer)
    title = title_of(parsed, names, names[-1], lexicon=lexicon)
    assert title is not None
    assert (title.first, title.last) == (1, 2)


def test_two_persons_have_their_own_titles(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "French/JJ/amod/President President/NNP/compound/Moreau Luc/NNP/compound/Moreau "
        "Moreau/NNP/nsubj/met met=meet/VBD/ROOT/- Chadian/JJ/amod/Minister "
        "Foreign/NNP/compound/Minister Minister/NNP/compound/Bako Idriss/NNP/compound/Bako "
        "Bako/NNP/dobj/met ././punct/met"
    )
    assert read(lexicon, gazetteer, parse) == ("president", "headOfState", "French", False)
    assert read(lexicon, gazetteer, parse, "Idriss Bako") == (
        *("foreign minister", "ministerOf", "Chadian", False),
    )


def test_a_title_phrase_without_a_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parsed = tree(
        "The/DT/det/president president/NN/nsubj/arrived of/IN/prep/president "
        "Chad/NNP/pobj/of arrived=arrive/VBD/ROOT/- ././punct/arrived"
    )
    names = names_of(parsed, gazetteer)
    title = phrase_at(parsed, names, 0, lexicon=lexicon)
    assert view(title, names) == ("president", "headOfState", "Chad", False)
    assert phrase_at(parsed, names, 4, lexicon=lexicon) is None


def test_the_speaker_of_a_house(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived ,/,/punct/Moreau "
        "speaker/NN/appos/Moreau of/IN/prep/speaker the/DT/det/house "
        "lower=low/JJR/amod/house house/NN/pobj/of#1 of/IN/prep/house France/NNP/pobj/of#2 "
        ",/,/punct/Moreau arrived=arrive/VBD/ROOT/- ././punct/arrived"
    )
    title = read(lexicon, gazetteer, parse)
    assert title is not None
    assert title[1:] == ("holdsPosition", "France", False)
