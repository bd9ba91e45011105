"""The ten questions get the right answers, and names mean the right entities."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import (
    ARDONIA,
    BELMARK,
    CORVANIA,
    FRIDAY,
    OREN,
    PEOPLE,
    VALE,
    claim,
    document,
    entity,
    event,
    extraction,
    relation,
    stored,
    world,
)

from kg.errors import QueryError
from kg.model import Certainty, EntityType, Polarity
from kg.namespaces import expand
from kg.query import find_entity, named_queries, run
from kg.store import Store


@pytest.fixture(scope="module")
def store() -> Store:
    return stored(*world())


def ask(
    store: Store, text: str, *columns: str, entity: str | None = None, other: str | None = None
) -> list[tuple[str | None, ...]]:
    """Return the answer's rows, cut to some columns."""
    result = run(store, text, entity=entity, other=other)
    places = [result.variables.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


class TestNamedQueries:
    def test_there_are_ten_and_each_says_what_it_answers(self) -> None:
        known = named_queries()
        assert sorted(known) == [
            "background",
            "balance",
            "contested",
            "might-happen",
            "offices",
            "single-source",
            "source",
            "timeline",
            "where-and-when",
            "who-met-whom",
        ]
        for name, query in known.items():
            assert query.name == name
            assert query.description.endswith(".")
            assert "entity" in query.parameters
        assert known["balance"].parameters == ("entity", "other")

    def test_each_answers_an_empty_graph(self) -> None:
        empty = Store.from_quads([])
        assert {name: run(empty, name).rows for name in named_queries()} == dict.fromkeys(
            named_queries(), ()
        )

    def test_who_met_whom(self, store: Store) -> None:
        columns = ("who", "whom", "date", "where", "status")
        assert ask(store, "who-met-whom", *columns) == [
            ("Anna Vale", "Piet Oren", "2025-03-07", "Port Saro", "reported")
        ]
        assert ask(store, "who-met-whom", "who", "whom", entity="Piet Oren") == [
            ("Piet Oren", "Anna Vale")
        ]
        assert ask(store, "who-met-whom", "who", entity="Ardonia") == []
        assert ask(store, "who-met-whom", "whom", entity="Vale", other="Oren") == [("Piet Oren",)]

    def test_where_and_when(self, store: Store) -> None:
        columns = ("date", "where", "what", "who", "whom", "status")
        meeting = ("2025-03-07", "Port Saro", "meeting", "Anna Vale, Piet Oren", None, "reported")
        visit = ("2025-05", None, "visit", "Piet Oren", "Ardonia", "planned")
        assert ask(store, "where-and-when", *columns) == [meeting, visit]
        assert ask(store, "where-and-when", *columns, entity="port saro") == [meeting]
        assert ask(store, "where-and-when", *columns, entity="Ardonia") == [visit]

    def test_contested(self, store: Store) -> None:
        columns = ("what", "who", "whom", "says", "source")
        aid = ("military aid", "Belmark", "Corvania")
        border = ("borders with", "Belmark", "Corvania")
        expected = [
            (*border, "asserts", "Corvania"),
            (*border, "denies", "Belmark"),
            (*aid, "asserts", "Ardonia"),
            (*aid, "denies", "Belmark"),
        ]
        assert ask(store, "contested", *columns) == expected
        # Both sides of what it takes part in or speaks of, and nothing else.
        assert ask(store, "contested", *columns, entity="Ardonia") == expected[2:]
        assert ask(store, "contested", *columns, entity="Corvania") == expected
        assert ask(store, "contested", *columns, entity="Piet Oren") == []

    def test_contested_relations_by_who_speaks_of_them(self) -> None:
        source = document("Vale says they are allies. Belmark denies it.")
        allies = relation("alliedWith", BELMARK, CORVANIA)
        told = [
            claim(source, allies, "Vale says they are allies.", by=[VALE]),
            claim(source, allies, "Belmark denies it.", by=[BELMARK], polarity=Polarity.NEGATIVE),
        ]
        store = stored(extraction(source, told))
        sides = [("asserts", "Anna Vale"), ("denies", "Belmark")]
        for name in ("Anna Vale", "Belmark", "Corvania"):
            assert ask(store, "contested", "says", "source", entity=name) == sides
        assert ask(store, "contested", "says", entity="Ardonia") == []

    def test_might_happen(self, store: Store) -> None:
        columns = ("status", "what", "who", "whom", "source", "sentence")
        fear = "Belmark could attack Ardonia, the Harbour Herald fears."
        plan = "Piet Oren will visit Ardonia in May."
        expected = [
            ("hypothetical", "attack", "Belmark", "Ardonia", "Harbour Herald", fear),
            ("planned", "visit", "Piet Oren", "Ardonia", "Harbour Herald", plan),
        ]
        assert ask(store, "might-happen", *columns) == expected
        assert ask(store, "might-happen", *columns, entity="Belmark") == expected[:1]

    def test_balance_counts_deeds_and_words_of_officials_too(self) -> None:
        source = document("One. Two. Three. Four. Five. Six. Seven. Eight.")
        told = [
            claim(source, event("Meeting", [VALE, OREN], date=FRIDAY), "One."),
            claim(source, event("Accuse", [VALE], [BELMARK]), "Two."),
            claim(source, event("Attack", [BELMARK], [ARDONIA]), "Three."),
            claim(source, event("ProvideEconomicAid", [ARDONIA], [BELMARK]), "Four."),
            claim(source, event("ProvideEconomicAid", [ARDONIA], [BELMARK]), "Five."),
            claim(
                source,
                event("Threaten", [ARDONIA], [BELMARK]),
                "Six.",
                certainty=Certainty.PROBABLE,
            ),
            claim(source, event("Sanction", [BELMARK], [ARDONIA]), "Seven."),
            claim(
                source,
                event("Sanction", [BELMARK], [ARDONIA]),
                "Eight.",
                by=[BELMARK],
                polarity=Polarity.NEGATIVE,
            ),
        ]
        store = stored(extraction(source, told))
        counts = (
            "state",
            "toward",
            "friendlyWords",
            "friendlyDeeds",
            "hostileWords",
            "hostileDeeds",
            "unsettled",
        )
        expected = [
            ("Ardonia", "Belmark", "1", "1", "1", "0", "1"),
            ("Belmark", "Ardonia", "1", "0", "0", "1", "1"),
        ]
        assert ask(store, "balance", *counts) == expected
        assert ask(store, "balance", *counts, entity="Belmark", other="Ardonia") == expected
        assert ask(store, "balance", *counts, entity="Belmark", other="Corvania") == []

    def test_balance_leaves_out_what_has_not_happened(self, store: Store) -> None:
        columns = ("toward", "friendlyDeeds", "hostileDeeds", "unsettled")
        # Contested aid is unsettled; the denied recognition counts nowhere.
        assert ask(store, "balance", *columns, entity="Corvania") == [("Corvania", "0", "0", "1")]
        # Nor does the mere fear of an attack; the ministers' meeting makes the row.
        rows = ask(store, "balance", "state", *columns, entity="Ardonia")
        assert ("Belmark", "Ardonia", "0", "0", "0") in rows

    def test_timeline(self, store: Store) -> None:
        rows = ask(store, "timeline", "date", "what", "source", "sentence", entity="Piet Oren")
        meeting = "Anna Vale met Piet Oren in Port Saro on Friday."
        assert rows == [
            ("2025-03-07", "meeting", "Harbour Herald", meeting),
            ("2025-03-07", "meeting", "Northern Wire", meeting),
            ("2025-05", "visit", "Harbour Herald", "Piet Oren will visit Ardonia in May."),
        ]

    def test_source(self, store: Store) -> None:
        columns = ("says", "certainty", "what", "who", "whom")
        assert ask(store, "source", *columns, entity="Belmark") == [
            ("denies", "certain", "borders with", "Belmark", "Corvania"),
            ("denies", "certain", "military aid", "Belmark", "Corvania"),
        ]
        assert ("asserts", "certain", "minister of", "Anna Vale", "Ardonia") in ask(
            store, "source", *columns, entity="NW"
        )

    def test_single_source(self, store: Store) -> None:
        rows = ask(store, "single-source", "what", "who", "source")
        assert rows == [
            ("military aid", "Belmark", "Ardonia"),
            ("borders with", "Belmark", "Corvania"),
            ("minister of", "Anna Vale", "Northern Wire"),
            ("accusation", "Ardonia", "Unknown publisher"),
            ("has a treaty with", "Ardonia", "Unknown publisher"),
        ]
        # Two outlets tell of the meeting, so asking about one of them must not make it single.
        wire = ask(store, "single-source", "what", "source", entity="Northern Wire")
        assert wire == [("minister of", "Northern Wire")]

    def test_offices(self, store: Store) -> None:
        columns = ("person", "office", "of", "source", "published")
        held = ("Anna Vale", "foreign minister", "Ardonia", "Northern Wire", "2025-03-08")
        assert ask(store, "offices", *columns) == [held]
        assert ask(store, "offices", *columns, entity="Ardonia") == [held]
        assert ask(store, "offices", *columns, entity="Belmark") == []


class TestRun:
    def test_sparql_and_files(self, store: Store, tmp_path: Path) -> None:
        text = "SELECT ?who { ?who rel:accused e:belmark }"
        (tmp_path / "ask.rq").write_text("\ufeff# mine\n" + text, encoding="utf-8")
        for question in (text, f"@{tmp_path / 'ask.rq'}"):
            assert run(store, question).rows == (("e:ardonia",),)

    def test_own_queries_take_entities_too(self, store: Store) -> None:
        text = "SELECT ?whom { values ?entity {undef} ?entity rel:accused ?whom }"
        assert run(store, text, entity="Ardonia").rows == (("e:belmark",),)
        assert run(store, text, entity="Belmark").rows == ()

    def test_words_never_become_sparql(self, store: Store) -> None:
        evil = "x } INSERT { ?s ?p \\g<0>"
        named = entity(evil, EntityType.PERSON, key="Person/evil")
        source = document("They met.")
        met = claim(source, event("Meeting", [named, OREN]), "They met.")
        guarded = stored(extraction(source, [met], [*PEOPLE, named]))
        rows = ask(guarded, "who-met-whom", "who", "whom", entity=evil)
        assert rows == [(evil, "Piet Oren")]

    @pytest.mark.parametrize(
        ("text", "given", "words"),
        [
            ("who-met-who", {}, "did you mean 'who-met-whom'"),
            ("nonsense", {}, "no named query 'nonsense'.*known are background, balance, contested"),
            ("@missing.rq", {}, r"missing\.rq: the query cannot be read \(No such file"),
            ("timeline", {"entity": "Ardonia", "other": "Belmark"}, "takes no --other"),
            ("ASK {}", {"entity": "Ardonia"}, r"write VALUES \?entity { UNDEF }"),
            ("balance", {"other": "Ardonia"}, "give both --entity and --other"),
            ("timeline", {"entity": "Ardonai"}, "no entity is called 'Ardonai'.*Ardonia"),
            ("timeline", {"entity": "zzzz"}, "no entity is called 'zzzz'"),
        ],
    )
    def test_mistakes_are_explained(
        self, store: Store, text: str, given: dict[str, str], words: str
    ) -> None:
        with pytest.raises(QueryError, match=words) as caught:
            run(store, text, **given)
        assert "\n" not in str(caught.value)

    def test_a_query_file_that_is_no_text(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "ask.rq").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(QueryError, match="it is no UTF-8 text"):
            run(store, f"@{tmp_path / 'ask.rq'}")


class TestFindEntity:
    @pytest.mark.parametrize(
        "name",
        ["Anna Vale", "anna  VALE ", "vale", "e:anna-vale", "anna-vale", "iri"],
    )
    def test_labels_aliases_and_iris(self, store: Store, name: str) -> None:
        vale = expand("e:anna-vale")
        assert find_entity(store, vale.value if name == "iri" else name) == vale

    def test_a_label_goes_before_an_alias(self) -> None:
        town = entity("Vale", EntityType.PLACE)
        store = stored(extraction(document("A."), [], [VALE, town, ARDONIA]))
        assert find_entity(store, "vale") == expand("e:vale")

    def test_namesakes_are_listed(self) -> None:
        city = entity("Ardonia", EntityType.PLACE)
        store = stored(extraction(document("A."), [], [ARDONIA, city]))
        with pytest.raises(QueryError, match=r"e:ardonia-place \(Ardonia\), e:ardonia-state"):
            find_entity(store, "ardonia")
        assert find_entity(store, "e:ardonia-state") == expand("e:ardonia-state")

    def test_types_of_the_ontology_are_no_entities(self, store: Store) -> None:
        store.query("ASK { ?s a owl:Class }")
        with pytest.raises(QueryError, match="no entity is called 'meeting'"):
            find_entity(store, "meeting")
