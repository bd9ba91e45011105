"""What the tests of this folder share: word lists, gazetteer, and the pipeline, loaded once."""

from __future__ import annotations

import pytest
from resolve_reading import Read, Reading, document

from kg.annotate import annotate, load_pipeline
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.lexicon import Lexicon, load_lexicon
from kg.resolve import resolve


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def read(lexicon: Lexicon, gazetteer: Gazetteer) -> Read:
    """Resolves a text with the language pipeline; tests that use it bear the marker `model`."""
    pipeline = load_pipeline()

    def reading(text: str, dateline: str | None = None) -> Reading:
        (annotated,) = annotate([document(text, dateline)], pipeline=pipeline)
        return Reading(resolve(annotated, gazetteer=gazetteer, lexicon=lexicon))

    return reading
