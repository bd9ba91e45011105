"""`Spool`: each text once, whatever the order of its copies."""

from __future__ import annotations

import datetime as dt
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import document_from_text
from kg.ingest.spool import Spool
from kg.model import Document

COPIES = st.lists(
    st.builds(
        document_from_text,
        st.sampled_from(["The envoys met.", "They left."]),
        identifier=st.sampled_from(["a", "b", "c"]),
        date=st.sampled_from([None, dt.date(2024, 5, 3), dt.date(2024, 5, 4)]),
        publisher=st.sampled_from([None, "Fjord Post", "Zeta"]),
        title=st.sampled_from([None, "Talks"]),
        url=st.sampled_from([None, "https://fjord.example"]),
    ),
    max_size=8,
)


def run(documents: list[Document]) -> list[Document]:
    with Spool() as spool:
        for document in documents:
            spool.add(document)
        return list(spool)


def test_the_earliest_copy_counts_with_the_names_of_all() -> None:
    late = document_from_text("They met.", identifier="b", date=dt.date(2024, 5, 4), publisher="A")
    early = document_from_text("They met.", identifier="c", date=dt.date(2024, 5, 3))
    undated = document_from_text("They met.", identifier="a", publisher="A")
    (document,) = run([late, early, undated])
    assert document.date == dt.date(2024, 5, 3)
    assert document.publisher is None
    assert document.identifiers == ("a", "b", "c")


def test_a_known_publisher_goes_before_none_and_tells_copies_apart() -> None:
    unknown = document_from_text("They met.", identifier="a")
    known = document_from_text("They met.", identifier="b", publisher="Zeta")
    with Spool() as spool:
        assert [spool.add(unknown), spool.add(known)] == [True, False]
        assert [document.publisher for document in spool] == ["Zeta"]


@given(COPIES, st.randoms())
def test_order_does_not_matter(documents: list[Document], random: Random) -> None:
    shuffled = list(documents)
    random.shuffle(shuffled)
    by_id = {document.id: document for document in run(documents)}
    assert {document.id: document for document in run(shuffled)} == by_id
