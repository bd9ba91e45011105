"""Who is who: the names of states, organs, groups, outlets, places and persons, from CSV files.

In: the folder `seeds/gazetteer` (its README describes the files) and the user's own files
of the same columns. Out: a `Gazetteer` that finds names in a sequence of words, and knows
who held which office when. "Seoul's NIS told AP" holds South Korea's capital, its
intelligence service and a news agency.

One form may have several senses; `lookup` and `match` give them in order of preference.
What `ambiguous.csv` says comes first; then rank decides:

1. the name of a state, 2. of an organ, organization, outlet, group, person, conflict, treaty,
3. the government behind a capital, 4. the one behind a seat or nickname, 5. the name of a
capital as a place, 6. of another place, 7. a seat or nickname that `metonyms.csv` marks as
ambiguous, 8. the state of a demonym.

So the first sense of "Moscow" is Russia (capital) and the second the city: a reader of
"in Moscow" takes the sense of kind "name". Two senses of the same rank need a line in
`ambiguous.csv`; a name in the user's own file beats a shipped one of the same rank.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from kg.data import data_folder
from kg.entry import ENTRY_COLUMNS, Entry, entry_of
from kg.errors import DataError
from kg.model import Entity, EntityType
from kg.spelling import PLAIN, spellings_of, split_words
from kg.tables import Row, read_rows
from kg.tenure import TENURE_COLUMNS, OfficeFact, office_fact

__all__ = ["Gazetteer", "OfficeFact", "Sense", "load_gazetteer"]


@dataclass(frozen=True, slots=True, order=True)
class Sense:
    """What a form may mean. `kind` is "name", "demonym", "metonym" or "capital".

    The form "Moscow" has the senses (russia, capital), the government, and (moscow, name),
    the city. "Kremlin" has (russia, metonym) and (kremlin, name).
    """

    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by key, the senses of every form that a text may use, and who held what office."""

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[Sense, ...]]
    offices: tuple[OfficeFact, ...]
    _tenures: Mapping[str, tuple[OfficeFact, ...]] = field(repr=False)
    _heads: Mapping[str, tuple[OfficeFact, ...]] = field(repr=False)
    """Who has led each state."""
    _latest: str = field(repr=False)
    """The last date of any office."""
    _words: Mapping[tuple[str, ...], tuple[Sense, ...]] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)

    def lookup(self, surface: str) -> tuple[Sense, ...]:
        """Return the senses of a form as a text has it, the best first; () if unknown.

        Case counts, a leading article and the kinds of apostrophe and hyphen do not.
        """
        form = " ".join(surface.translate(PLAIN).split())
        found = self.names.get(form)
        return found if found is not None else self.names.get(_ARTICLE.sub("", form), ())

    def represented(self, key: str, day: dt.date | None) -> str | None:
        """Key of the state that an entry stands for: an organ always, a person while in office.

        Args:
            key: of the entry.
            day: when; None for what is so still.
        """
        entry = self.entries[key]
        if entry.type is not EntityType.PERSON:
            return entry.state if entry.official and entry.state != key else None
        for tenure in self.posts(key, day):
            of = self.entries[tenure.of]
            state = of.key if of.type is EntityType.STATE else of.state if of.official else None
            if state is not None:
                return state
        return None

    def entity(self, key: str, day: dt.date | None = None) -> Entity:
        """Return what stands for an entry in a graph, as of a day."""
        entry = self.entries[key]
        return Entity(
            key=key,
            label=entry.label,
            type=entry.type,
            represents=self.represented(key, day),
            wikidata=entry.wikidata,
            wikipedia=entry.wikipedia,
        )

    def offices_of(self, key: str) -> tuple[OfficeFact, ...]:
        """All the offices that a person has held."""
        return self._tenures.get(key, ())

    def posts(self, key: str, day: dt.date | None) -> tuple[OfficeFact, ...]:
        """The offices that a person holds on a day; without a day, those held still."""
        return tuple(post for post in self._tenures.get(key, ()) if post.held_on(day))

    def incumbents(self, of: str, relation: str, day: dt.date | None) -> frozenset[str]:
        """Who heads a state on a day, by key; nobody where the gazetteer cannot tell.

        It cannot for a day after the last that it knows of, nor for offices that several hold.
        """
        if relation not in ("headOfState", "headOfGovernment"):
            return frozenset()
        if day is not None and day.isoformat() > self._latest:
            return frozenset()
        return frozenset(
            post.person
            for post in self._heads.get(of, ())
            if post.relation == relation and post.held_on(day)
        )

    def match(self, words: Sequence[str], start: int) -> tuple[int, tuple[Sense, ...]] | None:
        """Return the end of the longest name that begins at `start`, and its senses.

        Args:
            words: Words as spaCy's English tokenizer makes them ("al", "-", "Shabaab").
            start: Index of the first word of the name.
        """
        if start >= len(words):
            return None
        first = words[start].translate(PLAIN)
        for length in self._lengths.get(first, ()):
            rest = words[start + 1 : start + length]
            senses = self._words.get((first, *(word.translate(PLAIN) for word in rest)))
            if senses is not None and len(rest) == length - 1:
                return start + length, senses
        return None


_ARTICLE = re.compile(r"^[Tt]he (?=.)|^THE (?=.)")

_CAPITAL_RANK, _METONYM_RANK, _AMBIGUOUS_METONYM_RANK, _DEMONYM_RANK = 3, 4, 7, 8


def load_gazetteer(
    folder: Path | None = None,
    *,
    extra: Sequence[Path] = (),
    relations: Collection[str] | None = None,
) -> Gazetteer:
    """Read the gazetteer.

    Args:
        folder: Folder of CSV files; default is the shipped one.
        extra: The user's own CSV files, or folders of such, with the same columns.
        relations: Ids of the relations that an office may be; None leaves them unchecked, for
            the gazetteer does not know the ontology.

    Raises:
        DataError: a file cannot be read or breaks a rule; names file and line.
    """
    base = data_folder("seeds") / "gazetteer" if folder is None else folder
    builder = _Builder(relations)
    for order, source in enumerate((base, *extra)):
        paths = sorted(source.glob("*.csv")) if source.is_dir() else [source]
        if not paths:
            raise DataError(f"{source}: no CSV file in this folder: name another folder")
        for path in paths:
            if not path.stem.endswith("_overrides"):
                builder.read(path, order)
    return builder.build()


class _Builder:
    """Collects the rows of all files, checks them, and makes the index of forms."""

    def __init__(self, relations: Collection[str] | None) -> None:
        self.relations = relations
        self.rows: dict[str, Row] = {}
        self.metonyms: list[Row] = []
        self.offices: list[Row] = []
        self.preferences: dict[str, Row] = {}
        self.spellings: list[tuple[str, str]] = []
        self.entries: dict[str, Entry] = {}
        self.written: dict[str, dict[Sense, tuple[int, int, str]]] = {}

    def read(self, path: Path, order: int) -> None:
        """Sort a file's rows by what its header says that they are."""
        for row in read_rows(path, order):
            columns = row.cells.keys()
            if {"key", "label", "type"} <= columns <= ENTRY_COLUMNS:
                if row.cells["key"] in self.rows:
                    first = self.rows[row.cells["key"]].where
                    raise row.fail(f"key {row.cells['key']!r} stands in {first} already: rename it")
                self.rows[row.cells["key"]] = row
            elif {"name", "key", "kind"} <= columns:
                self.metonyms.append(row)
            elif columns >= TENURE_COLUMNS:
                self.offices.append(row)
            elif {"name", "keys"} <= columns:
                self.preferences[row.cells["name"]] = row
            elif {"british", "american"} <= columns:
                self.spellings.append((row.cells["british"], row.cells["american"]))
            else:
                raise row.fail(f"unknown columns {', '.join(columns)}: see the folder's README")

    def build(self) -> Gazetteer:
        self.entries = {key: entry_of(row) for key, row in self.rows.items()}
        capitals = {entry.capital for entry in self.entries.values() if entry.capital}
        for key, entry in self.entries.items():
            row = self.rows[key]
            self._check_references(entry, row)
            self._write(entry.names, Sense(key, "name"), _name_rank(entry, capitals), row)
            self._write(entry.demonyms, Sense(key, "demonym"), _DEMONYM_RANK, row)
            if entry.capital is not None:
                names = self.entries[entry.capital].names
                self._write(names, Sense(key, "capital"), _CAPITAL_RANK, row)
        for row in self.metonyms:
            if row.cells["key"] not in self.entries:
                raise row.fail(f"unknown key {row.cells['key']!r}: use the key of an entry")
            ambiguous = row.cells.get("ambiguous") == "yes"
            rank = _AMBIGUOUS_METONYM_RANK if ambiguous else _METONYM_RANK
            self._write((row.cells["name"],), Sense(row.cells["key"], "metonym"), rank, row)
        return self._index()

    def _check_references(self, entry: Entry, row: Row) -> None:
        state = self.entries.get(entry.state) if entry.state is not None else None
        if entry.state is not None and (state is None or state.type is not EntityType.STATE):
            raise row.fail(f"unknown state {entry.state!r}: use the key of a state or leave empty")
        if entry.capital is not None and entry.capital not in self.entries:
            raise row.fail(f"unknown capital {entry.capital!r}: add it as a Place")

    def _office(self, row: Row) -> OfficeFact:
        fact = office_fact(row, self.relations)
        person = self.entries.get(fact.person)
        if person is None or person.type is not EntityType.PERSON:
            raise row.fail(
                f"unknown person {fact.person!r}: use the key of an entry of type Person"
            )
        if fact.of not in self.entries:
            raise row.fail(f"unknown key {fact.of!r} in column of: use the key of an entry")
        return fact

    def _write(self, forms: Iterable[str], sense: Sense, rank: int, row: Row) -> None:
        for form in forms:
            senses = self.written.setdefault(" ".join(form.translate(PLAIN).split()), {})
            senses.setdefault(sense, (rank, -row.order, row.where))

    def _ordered(self, form: str) -> tuple[Sense, ...]:
        """Return the senses of a written form in order of preference.

        Raises:
            DataError: two different entries have equal right to the form.
        """
        senses = self.written[form]
        if len(senses) == 1:
            return tuple(senses)
        rule = self.preferences.get(form)
        preferred = rule.parts("keys") if rule is not None else ()
        place = {key: i for i, key in enumerate(preferred)}

        def right(sense: Sense) -> tuple[int, int, int]:
            return place.get(sense.key, len(place)), *senses[sense][:2]

        ordered = sorted(senses, key=lambda sense: (*right(sense), sense))
        for one, other in pairwise(ordered):
            if one.key != other.key and right(one) == right(other):
                raise DataError(
                    f"{senses[other][2]}: {form!r} also means {one.key!r} ({senses[one][2]}): "
                    f"add a line to ambiguous.csv with the preferred key first"
                )
        return tuple(ordered)

    def _index(self) -> Gazetteer:
        """Make the index: forms as written, then their variants where nobody wrote them."""
        blocked = {form for form, rule in self.preferences.items() if not rule.parts("keys")}
        for form, rule in self.preferences.items():
            if unknown := [key for key in rule.parts("keys") if key not in self.entries]:
                raise rule.fail(f"unknown key {unknown[0]!r}: use the key of an entry")
            if form in self.written and form in blocked:
                del self.written[form]
        names = {form: self._ordered(form) for form in self.written}
        variants: dict[str, tuple[Sense, ...]] = {}
        for form, senses in names.items():
            for variant in spellings_of(form, self.spellings):
                if variant not in names and variant not in blocked:
                    known = variants.setdefault(variant, senses)
                    if known is not senses and known != senses:
                        variants[variant] = ()
        names.update((variant, senses) for variant, senses in variants.items() if senses)
        words: dict[tuple[str, ...], tuple[Sense, ...]] = {}
        lengths: dict[str, list[int]] = {}
        for form, senses in names.items():
            split = split_words(form)
            words[split] = senses
            known_lengths = lengths.setdefault(split[0], [])
            if len(split) not in known_lengths:
                known_lengths.append(len(split))
        longest = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        offices = tuple(self._office(row) for row in self.offices)
        tenures: dict[str, tuple[OfficeFact, ...]] = {}
        for office in offices:
            tenures[office.person] = (*tenures.get(office.person, ()), office)
        heads: dict[str, tuple[OfficeFact, ...]] = {}
        for office in offices:
            if office.relation in ("headOfState", "headOfGovernment"):
                heads[office.of] = (*heads.get(office.of, ()), office)
        latest = max((date for o in offices for date in (o.start, o.end) if date), default="")
        return Gazetteer(self.entries, names, offices, tenures, heads, latest, words, longest)


def _name_rank(entry: Entry, capitals: set[str]) -> int:
    """Return the rank of an entry's own names (the list in the module's docstring)."""
    if entry.type is EntityType.STATE:
        return 1
    if entry.type is not EntityType.PLACE:
        return 2
    return 5 if entry.key in capitals else 6
