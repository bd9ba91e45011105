"""A verdict on what was said denies it: "That is a lie," the spokesman said."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.annotate import annotate
from kg.consolidate import consolidate
from kg.extract import extract
from kg.ingest import document_from_text
from kg.model import Status
from kg.pipeline import load_knowledge
from kg.resolve import resolve

pytestmark = pytest.mark.model

SAID = "Zambia said Angola bombed the town of Mwinilunga on Monday. "


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("“That is a lie,” Angolan spokesman Pedro Lima said.", Status.CONTESTED),
        ("“These claims are baseless,” Angolan Foreign Minister Rui Neto said.", Status.CONTESTED),
        ("“That is no lie,” Angolan spokesman Pedro Lima said.", Status.REPORTED),
        ("“That is a pity,” Angolan spokesman Pedro Lima said.", Status.REPORTED),
    ],
)
def test_the_answer_decides(answer: str, status: Status) -> None:
    known = load_knowledge()
    document = document_from_text(
        SAID + answer,
        identifier="x",
        date=dt.date(2026, 3, 18),
        publisher=None,
        title=None,
        url=None,
    )
    (read,) = annotate([document])
    told = extract(
        resolve(read, gazetteer=known.gazetteer, lexicon=known.lexicon), rules=known.rules
    )
    events = consolidate([told], ontology=known.ontology).events
    assert [e.status for e in events if e.event.type == "Attack"] == [status]
