"""What the tests of this folder share: the word lists, types and frames, loaded once."""

from __future__ import annotations

import pytest

from kg.extract.rules import Rules, load_rules
from kg.lexicon import Lexicon, load_lexicon
from kg.ontology import Ontology, load_ontology


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def rules(ontology: Ontology, lexicon: Lexicon) -> Rules:
    return load_rules(ontology=ontology, lexicon=lexicon)
