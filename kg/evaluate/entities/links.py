"""Human links in news items: is the linked name the entity that the link leads to?

In come items with `links` ([start, end, surface, title]) and the graph that was built of all
of them; out come `LinkScores`. For "[Israeli → Israel] jets hit [Sanaa → Sanaa]" the mention
at "Israeli" must denote the state and the one at "Sanaa" the city. The links are right but
partial: what nobody linked is not looked at, so all measures are shares of the links.

- **States**: links whose title is a state by `titles`, whatever their surface. Right is the
  mention at the span (see `spans.answering`) if it denotes that state.
- **Names**: links to persons, organizations and places whose surface is a name, that is, all
  its words but small connecting ones are written with capitals, or it is one plus an
  institution's head noun ("Malian army"). Where the surface is the name or demonym of a state
  but the title is something of that state ([Israeli → Israel_Defense_Forces]), the link
  explains and does not name: it is left out. Right is an entity of the right class with the
  title (without its bracket or comma) or the surface among its label and aliases. Because a
  mention's own words are an alias of what it denotes, a second share, *strict*, asks that the
  gazetteer's entry is the title's or that the label is the title or the surface.
- **Across documents**: titles of the names above with five or more links. One entity if all
  the mentions found at them denote the same; a second share lets at most a tenth differ.
  A title of which no mention was found counts as none. Misses at single mentions do not
  count here, for the names measure has them; nor does a city that stands for its government
  ("Kabul said"), for that denotes the state by the contract.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluate.entities.misses import Miss, described
from kg.evaluate.entities.spans import answering, sentence_around
from kg.evaluate.entities.titles import (
    CLASS_OF_TYPE,
    Title,
    TitleClass,
    Titles,
    bare_title,
    capitalized,
    plain_title,
)
from kg.evaluate.names import normalize
from kg.evaluate.records import Record, read_records
from kg.evaluate.scores import Rate
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Dataset, Document, Entity, EntityType, Mention

__all__ = [
    "KINDS",
    "OFTEN",
    "Link",
    "LinkScores",
    "LinkedItem",
    "NameCounts",
    "load_links",
    "score_links",
]

KINDS = (
    "state wrong",
    *(f"{kind} wrong" for kind in TitleClass if kind is not TitleClass.STATE),
    "several entities",
)
"""Kinds of misses, in the order of error lists."""
OFTEN = 5
"""A title with so many links is asked for across documents."""
_SAME_SHARE = 0.9
_ENDS = frozenset({"", ".", "!", "?", "\n", '"', "“"})


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of text and the title that it was linked to."""

    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """One news item with its links."""

    id: str
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NameCounts:
    """Links to titles of one class.

    `found`: a mention stands there. `named`: it denotes an entity with the title or the
    surface among its names. `right`: of the right class, too (the same as `named` where no
    class can be told). `strict`: right, and by its label or its entry in the gazetteer.
    """

    total: int = 0
    found: int = 0
    named: int = 0
    right: int = 0
    strict: int = 0


@dataclass(frozen=True, slots=True)
class _Denoted:
    """What the mention at a link denotes (None: no mention, or a metonym), and where."""

    key: str | None
    item: str
    context: str


@dataclass(frozen=True, slots=True)
class LinkScores:
    """All measures on links; the module's docstring says what each one is.

    `left_out` counts links by why they are not measured. `unread` are items that the
    pipeline gave no document for; their links count as not found.
    """

    items: int
    links: int
    unread: tuple[str, ...]
    states: Rate
    names: Mapping[TitleClass, NameCounts]
    one_entity: Rate
    nearly_one: Rate
    left_out: Mapping[str, int]
    misses: tuple[Miss, ...] = field(repr=False, default=())


def load_links(path: Path, limit: int | None = None) -> tuple[LinkedItem, ...]:
    """Read items with links.

    Raises:
        InputError: a line is malformed.
    """
    items: list[LinkedItem] = []
    for record in read_records(path):
        if limit is not None and len(items) == limit:
            break
        text = record.text("text")
        links = tuple(_link(value, text, record) for value in record.values("links"))
        items.append(LinkedItem(record.text("id"), text, links))
    return tuple(items)


def _link(value: object, text: str, record: Record) -> Link:
    match value:
        case [int(start), int(end), str(surface), str(title)] if text[start:end] == surface:
            return Link(start, end, title)
    record.fail("has a link that is no [start, end, surface, title] of its text")


def score_links(
    items: Sequence[LinkedItem], dataset: Dataset, *, gazetteer: Gazetteer, lexicon: Lexicon
) -> LinkScores:
    """Measure a graph on the links.

    Args:
        items: the gold.
        dataset: built of their texts, all together.
        gazetteer: names of states and others, for the classes of titles.
        lexicon: role words, likewise.

    Returns:
        The scores, with a miss for every link that came out wrong.
    """
    return _Scorer(items, dataset, gazetteer, lexicon).scores()


class _Scorer:
    """Walks over the links once and counts."""

    def __init__(
        self,
        items: Sequence[LinkedItem],
        dataset: Dataset,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
    ) -> None:
        self._items = items
        self._dataset = dataset
        self._gazetteer = gazetteer
        self._classes = Titles(gazetteer, lexicon)
        self._documents = {
            name: document for document in dataset.documents for name in document.identifiers
        }
        self._titles = _described(items, self._classes)
        self._names_inside = _names_inside(items)
        self._states: list[bool] = []
        self._names: defaultdict[TitleClass, list[tuple[bool, ...]]] = defaultdict(list)
        self._denoted: defaultdict[str, list[_Denoted]] = defaultdict(list)
        self._left_out: Counter[str] = Counter()
        self._misses: list[Miss] = []

    def scores(self) -> LinkScores:
        for item in self._items:
            document = self._documents.get(item.id)
            for link in item.links:
                self._judge(item, link, document)
        one, nearly = self._across()
        return LinkScores(
            items=len(self._items),
            links=sum(len(item.links) for item in self._items),
            unread=tuple(item.id for item in self._items if item.id not in self._documents),
            states=Rate(sum(self._states), len(self._states)),
            names={
                kind: NameCounts(len(rows), *(sum(column) for column in zip(*rows, strict=True)))
                for kind, rows in sorted(self._names.items())
            },
            one_entity=one,
            nearly_one=nearly,
            left_out=dict(sorted(self._left_out.items())),
            misses=tuple(self._misses),
        )

    def _judge(self, item: LinkedItem, link: Link, document: Document | None) -> None:
        title = self._titles[plain_title(link.title)]
        surface = item.text[link.start : link.end]
        reason = self._reason_to_leave_out(title, surface)
        if reason is not None:
            self._left_out[reason] += 1
            return
        mention = self._mention(item, link, document)
        entity = self._dataset.entities[mention.entity] if mention is not None else None
        context = sentence_around(item.text, link.start, link.end)
        if title.kind is TitleClass.STATE:
            right = entity is not None and _is_state(entity, title)
            self._states.append(right)
            wrong = "state wrong"
        else:
            row = _name_row(entity, title, surface)
            self._names[title.kind or TitleClass.UNKNOWN].append(row)
            plain = mention if mention is None or mention.kind != "metonym" else None
            key = plain.entity if plain is not None else None
            self._denoted[title.name].append(_Denoted(key, item.id, context))
            right = row[2]
            wrong = f"{title.kind} wrong"
        if not right:
            wanted = title.name if surface == title.name else f"{title.name} [{surface}]"
            self._misses.append(Miss(wrong, wanted, described(entity), item.id, context))

    def _mention(self, item: LinkedItem, link: Link, document: Document | None) -> Mention | None:
        if document is None or document.text != item.text:
            return None
        mentions = self._dataset.mentions.get(document.id, ())
        return answering(mentions, item.text, link.start, link.end)

    def _reason_to_leave_out(self, title: Title, surface: str) -> str | None:
        if title.kind is None:
            return "no person, organization or place"
        if title.kind is TitleClass.STATE:
            return None
        if not self._classes.is_name(surface):
            return "a description, no name"
        if title.kind is TitleClass.UNKNOWN and title.name not in self._names_inside:
            return "no person, organization or place"
        if self._explains(title, surface):
            return "explains the name of a state"
        return None

    def _explains(self, title: Title, surface: str) -> bool:
        """Does the surface name a state, but the title something else?"""
        senses = self._gazetteer.lookup(surface.removesuffix("'s").removesuffix("’s"))
        if title.entry is not None and title.entry.key in {sense.key for sense in senses}:
            return False
        return any(
            sense.kind in ("name", "demonym")
            and self._gazetteer.entries[sense.key].type is EntityType.STATE
            for sense in senses
        )

    def _across(self) -> tuple[Rate, Rate]:
        """Titles with many links: how many are one entity, how many nearly."""
        whole = nearly = total = 0
        for name, denoted in sorted(self._denoted.items()):
            if len(denoted) < OFTEN or self._titles[name].kind is TitleClass.UNKNOWN:
                continue
            total += 1
            counts = Counter(one.key for one in denoted if one.key is not None)
            if not counts:
                self._misses.append(Miss("several entities", name, "nothing", "", ""))
                continue
            (main, most), *others = counts.most_common()
            whole += not others
            nearly += most >= _SAME_SHARE * counts.total()
            wanted = f"{name} as {described(self._dataset.entities[main])}"
            self._misses.extend(
                Miss("several entities", wanted, self._label(one.key), one.item, one.context)
                for one in denoted
                if one.key not in (None, main)
            )
        return Rate(whole, total), Rate(nearly, total)

    def _label(self, key: str | None) -> str:
        return described(self._dataset.entities[key] if key is not None else None)


def _described(items: Iterable[LinkedItem], titles: Titles) -> dict[str, Title]:
    """Every linked title with its class."""
    contexts: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        for link in item.links:
            contexts[plain_title(link.title)].append(item.text[: link.start])
    return {name: titles.describe(name, before) for name, before in contexts.items()}


def _names_inside(items: Iterable[LinkedItem]) -> frozenset[str]:
    """Titles whose links have a capital letter where no sentence begins."""
    return frozenset(
        plain_title(link.title)
        for item in items
        for link in item.links
        if capitalized(item.text[link.start : link.end])
        and (item.text[: link.start].rstrip()[-1:] not in _ENDS or " " in bare_title(link.title))
    )


def _is_state(entity: Entity, title: Title) -> bool:
    return title.entry is not None and entity.key == title.entry.key


def _name_row(entity: Entity | None, title: Title, surface: str) -> tuple[bool, bool, bool, bool]:
    """Found, named, right, strict (see `NameCounts`)."""
    if entity is None:
        return False, False, False, False
    bare = bare_title(title.name)
    names = (title.name, bare, bare.partition(",")[0], surface)
    wanted = {normalize(name) for name in names}
    wanted |= {name.removesuffix("'s") for name in wanted}
    label = normalize(entity.label)
    named = label in wanted or not wanted.isdisjoint(map(normalize, entity.aliases))
    if title.entry is not None and entity.key == title.entry.key:
        named, strict = True, True
    else:
        strict = label in wanted
    right = named and _same_class(entity, title.kind)
    return True, named, right, right and strict


def _same_class(entity: Entity, kind: TitleClass | None) -> bool:
    """Has the entity the class? A place may also come out as a state."""
    if kind is TitleClass.UNKNOWN:
        return True
    given = CLASS_OF_TYPE.get(entity.type)
    return given is kind or (kind is TitleClass.PLACE and given is TitleClass.STATE)
