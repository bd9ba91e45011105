"""Turn argument tokens into entities.

Comes in: a `ResolvedDocument` and its readers. Goes out: for a token that heads an argument
the entities that it means: "thousands of troops" is a Group, "a delegation led by Belousov"
is Belousov, "Russian drones" is Russia, "the minister, Sergei Lavrov" is Lavrov.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.predications import Reader
from kg.extract.quantities import quantity_of
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType, Mention, Relation, ResolvedDocument

__all__ = ["Arguments", "Filler"]

_LEADING = frozenset(
    {
        "delegation",
        "team",
        "group",
        "mission",
        "coalition",
        "convoy",
        "alliance",
        "force",
        "column",
        "bloc",
        "contingent",
        "party",
    }
)
_MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "poss", "npadvmod", "nummod", "det", "quantmod", "advmod"}
)
# Lists of nouns that say what the name after them is.
_DESCRIBING = ("organization_nouns", "armed_group_nouns", "place_nouns")
_STATE_LIKE = frozenset({EntityType.STATE})
# Pronouns that mean the speaker where they stand in what is said.
_SPEAKING = frozenset({"they", "it", "he", "she"})
_LEAD = frozenset({"lead", "head", "command"})
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that fills a role: its key, its argument's head token, how it was found."""

    key: str
    head: int
    kind: str


class Arguments:
    """Entities by token for one document; collects the unnamed groups that it makes."""

    def __init__(
        self, resolved: ResolvedDocument, readers: Sequence[Reader], *, lexicon: Lexicon
    ) -> None:
        self.entities: dict[str, Entity] = dict(resolved.entities)
        self.lexicon = lexicon
        self.home = resolved.home
        self.text = resolved.annotated.document.text
        self.readers = readers
        self.groups: list[Mention] = []
        self.nationalities: list[tuple[Relation, int, int]] = []
        self._document = resolved.annotated.document.id
        self._at: list[dict[int, list[Mention]]] = [{} for _ in readers]
        for mention in sorted(resolved.mentions, key=lambda m: (m.last - m.first, m.entity)):
            if mention.kind == "nested":
                continue  # "Supreme Court of Ghana": the court acts, not Ghana
            row = self._at[mention.sentence]
            for i in range(mention.first, mention.last):
                present = row.setdefault(i, [])
                # The narrowest mention wins; a pair ("both countries") shares its tokens.
                if not present or (present[0].first, present[0].last) == (
                    mention.first,
                    mention.last,
                ):
                    present.append(mention)
        self._cache: dict[tuple[int, int], tuple[Filler, ...]] = {}

    def type_of(self, key: str) -> EntityType:
        """Class of the entity `key`."""
        return self.entities[key].type

    def mentions(self, s: int, i: int) -> Sequence[Mention]:
        """The narrowest mentions that cover token `i` of sentence `s`."""
        return self._at[s].get(i, ())

    def at(self, s: int, i: int) -> tuple[Filler, ...]:
        """The entities that the phrase headed by token `i` means; empty if it means none."""
        key = (s, i)
        if key not in self._cache:
            self._cache[key] = ()
            self._cache[key] = tuple(self._find(s, i, 0))
        return self._cache[key]

    def all(self, s: int, tokens: Iterable[int]) -> list[Filler]:
        """The entities of several phrases, without repeats."""
        found: dict[str, Filler] = {}
        listed = list(tokens)
        for i in listed:
            if any(self._is_title_of(s, i, j) for j in listed):
                continue
            for filler in self.at(s, i):
                found.setdefault(filler.key, filler)
        return list(found.values())

    def _is_title_of(self, s: int, i: int, j: int) -> bool:
        """Is the noun at `i` one of several titles before the name at `j` ("leader and MP X")?"""
        tokens = self.readers[s].tokens
        if j <= i or tokens[i].tag != "NN" or tokens[i].lower not in self.lexicon.title_heads:
            return False
        names = self._at[s].get(j, ())
        if not names or self.type_of(names[0].entity) is not EntityType.PERSON:
            return False
        between = tokens[i + 1 : names[0].first]
        return bool(between) and all(
            t.lower == "and" or t.pos in ("ADJ", "NOUN") or t.lower in self.lexicon.title_words
            for t in between
        )

    def _find(self, s: int, i: int, depth: int) -> list[Filler]:
        reader = self.readers[s]
        tree, tokens = reader.tree, reader.tokens
        token = tokens[i]
        mentions = self._at[s].get(i, [])
        if mentions:
            if (
                mentions[0].kind == "demonym"
                and token.tag in ("NNS", "NNPS", "NN")
                and (
                    token.dep not in ("amod", "compound", "nmod")
                    and mentions[0].last == i + 1
                    and token.lower.endswith(("s", "men", "ese", "ish"))
                    and token.tag != "NNP"
                )
            ):
                return [self._group(s, i, mentions[0].entity)]
            if (owner := self._owner_inside(s, mentions[0])) is not None:
                return [Filler(owner, i, "owner")]
            if mentions[0].kind == "title" and self._is_counted(s, i):
                return [self._group(s, i, None)]  # "four Ardonian officials"
            extra = self._listed(s, i)
            return [Filler(m.entity, i, m.kind) for m in mentions] + extra
        if depth >= _MAX_DEPTH:
            return []
        if token.pos == "PRON":
            return self._speaker_meant(s, i, depth)
        if token.lower in self.lexicon.title_heads and (named := self._name_after(s, i)):
            return [named]
        if token.pos == "NOUN":
            # "the minister, Sergei Lavrov", "the militant group Hamas": the name says who
            for c in tree.all(i, "appos"):
                if self._at[s].get(c):
                    # "two ministers, X and Y"
                    listed = [m for x in tree.conjuncts(c) for m in self._at[s].get(x, [])[:1]]
                    return [Filler(m.entity, i, "name") for m in listed]
            following = [m for m in self._at[s].get(i + 1, []) if m.first == i + 1]
            if (
                following
                and following[0].kind == "name"
                and (
                    token.lower
                    in self.lexicon["organization_nouns"] | self.lexicon["armed_group_nouns"]
                    or token.lower in self.lexicon["place_nouns"]
                )
            ):
                listed = following[:1] + [
                    m
                    for x in tree.conjuncts(following[0].head)[1:]
                    for m in self._at[s].get(x, [])[:1]
                ]
                return [Filler(m.entity, i, "name") for m in listed]
        if named := self._named_group(s, i):
            return [named]
        if token.lower in self.lexicon["transparent"] and token.lower not in _LEADING:
            inner = [
                x
                for c in tree.all(i, "prep")
                if tokens[c].lower == "of"
                for x in tree.all(c, "pobj")
            ]
            found = [f for x in inner for f in self._find(s, x, depth + 1)]
            if found:
                return [Filler(f.key, i, f.kind) for f in found]
        if token.lower in _LEADING:
            leaders = [
                x
                for c in tree.all(i, "acl", "relcl", "amod")
                if tokens[c].lemma in _LEAD
                for x in reader.verb(c).get("subj")
            ]
            found = [f for x in leaders for f in self._find(s, x, depth + 1)]
            found = found or self.owners(s, i)
            if found:
                return [Filler(f.key, i, "leader") for f in found]
        if token.lemma in self.lexicon["attacks"] and token.pos == "NOUN":
            # "an Israeli airstrike killed him": whose strike it is
            return [Filler(f.key, i, "instrument") for f in self.owners(s, i)]
        if token.lemma in self.lexicon["weapons"] or token.lower in self.lexicon["aircraft"]:
            return [Filler(f.key, i, "instrument") for f in self.owners(s, i)]
        if token.pos == "PROPN" and i > 0:
            return []  # a title of somebody named elsewhere
        if spoken := self._represented(s, i):
            return spoken
        if token.lower in self.lexicon["people"] or (
            token.lemma in self.lexicon["people"] and token.pos in ("NOUN", "PROPN")
        ):
            return [self._group(s, i, None)]
        return []

    def _speaker_meant(self, s: int, i: int, depth: int) -> list[Filler]:
        """ "X and Y say that they agreed": who is to say so is who "they" are."""
        reader = self.readers[s]
        tree, tokens = reader.tree, reader.tokens
        token = tokens[i]
        if token.lower not in _SPEAKING or token.dep not in ("nsubj", "nsubjpass"):
            return []
        clause = tokens[token.head]
        while clause.dep == "conj" and clause.head != clause.i:
            clause = tokens[clause.head]
        if clause.dep != "ccomp" or clause.head == clause.i:
            return []
        above = reader.subject(clause.head)
        if any(x == i for x in above):
            return []
        found = [f for x in above for f in self._find(s, x, depth + 1)]
        plural = len(found) > 1 or any(
            self.type_of(f.key) not in (EntityType.PERSON, EntityType.STATE) for f in found
        )
        persons = any(self.type_of(f.key) is EntityType.PERSON for f in found)
        if token.lower == "they" and not plural:
            return []
        if token.lower == "it" and (persons or len(found) != 1):
            return []
        if tree.tokens[i].lower in ("he", "she") and (len(found) != 1 or not persons):
            return []
        return [Filler(f.key, i, "pronoun") for f in found]

    def _name_after(self, s: int, i: int) -> Filler | None:
        """ "minister of foreign affairs X", "head of the guards X": the name ends the title."""
        tree, tokens = self.readers[s].tree, self.readers[s].tokens
        if tokens[i].tag not in ("NN", "NNP"):
            return None
        below = set(tree.subtree(i))
        for c in tree.all(i, "prep"):
            if c != i + 1 or tokens[c].lower != "of":
                return None
            for x in range(c + 2, min(c + 12, len(tokens))):
                for mention in self._at[s].get(x, [])[:1]:
                    if (
                        x in below
                        and mention.first == x
                        and mention.kind == "name"
                        and self.type_of(mention.entity) is EntityType.PERSON
                        and tokens[x - 1].pos in ("NOUN", "PROPN")
                        and tokens[x - 1].lower not in self.lexicon.title_heads
                    ):
                        return Filler(mention.entity, i, "name")
                if tokens[x].text in (",", ";") or tokens[x].pos in ("VERB", "AUX"):
                    return None
        return None

    def _owner_inside(self, s: int, mention: Mention) -> str | None:
        """Whose it is where "Ardonia's military" only describes ("Ardonia's military assault")."""
        tokens = self.readers[s].tokens
        last = tokens[mention.last - 1]
        if last.dep not in ("amod", "compound") or last.head < mention.last:
            return None
        if last.lower not in ("military", "army", "navy") and not any(
            t.text == "'s" for t in tokens[mention.first : mention.last]
        ):
            return None
        return self.entities[mention.entity].represents

    def _is_counted(self, s: int, i: int) -> bool:
        """Is it some officials of a state, not the state's officials?"""
        reader = self.readers[s]
        return (
            reader.tokens[i].tag == "NNS"
            and reader.tokens[i].lower in self.lexicon["people"]
            and any(
                c < i
                and (
                    reader.tokens[c].dep == "nummod"
                    or reader.tokens[c].lower in self.lexicon["indefinite_counts"]
                )
                for c in reader.tree.children[i]
            )
        )

    def _represented(self, s: int, i: int) -> list[Filler]:
        """Who acts through people that the noun names.

        "representatives of Ardonia and Belmark" are the two states, "three members of the
        Dawn Front" the armed group, "the authorities" alone the only state of the sentence.
        """
        tree, tokens = self.readers[s].tree, self.readers[s].tokens
        token = tokens[i]
        if token.lower in ("government", "authorities", "junta"):
            if any(tokens[c].dep in ("poss", "amod", "compound", "prep") for c in tree.children[i]):
                return []
            state = self.sole_state(s)
            return [Filler(state, i, "title")] if state is not None else []
        if token.tag != "NNS":
            return []
        if token.lower in self.lexicon["representing"] and not self._is_counted(s, i):
            kinds: frozenset[EntityType] = _STATE_LIKE
        elif token.lower in self.lexicon["belonging"]:
            kinds = frozenset({EntityType.MILITARY_FORCE, EntityType.ARMED_GROUP})
        else:
            return []
        found = [
            Filler(m.entity, i, "title")
            for c in tree.all(i, "prep")
            if tokens[c].lower in ("of", "from")
            for y in tree.all(c, "pobj")
            for x in tree.conjuncts(y)
            for m in self._at[s].get(x, [])[:1]
        ]
        return found if found and all(self.type_of(f.key) in kinds for f in found) else []

    def states_of(self, fillers: Iterable[Filler]) -> list[Filler]:
        """The states for which organs or people act."""
        return [
            Filler(state, f.head, "state")
            for f in fillers
            if (state := self.entities[f.key].represents) is not None
        ]

    def land_of(self, s: int, i: int) -> list[Filler]:
        """The state that a chain of places ends in ("Novi Vir, Ardonia"), or that a place is."""
        tree = self.readers[s].tree
        node: int | None = i
        for _ in range(_MAX_DEPTH):
            if node is None:
                break
            for mention in self._at[s].get(node, [])[:1]:
                if self.type_of(mention.entity) is EntityType.STATE:
                    return [Filler(mention.entity, node, "land")]
            node = tree.child(node, "appos", "conj", "npadvmod")
        return []

    def sole_state(self, s: int) -> str | None:
        """The document's home state, else the only state that the sentence names."""
        if self.home is not None:
            return self.home
        states = {
            m.entity
            for row in self._at[s].values()
            for m in row
            if self.entities[m.entity].type is EntityType.STATE
        }
        return states.pop() if len(states) == 1 else None

    def _named_group(self, s: int, i: int) -> Filler | None:
        """ "Hamas fighters", "Democratic Bridge alliance": the name right before the noun."""
        token = self.readers[s].tokens[i]
        if token.pos != "NOUN" or i == 0:
            return None
        for mention in self._at[s].get(i - 1, []):
            if mention.last != i or mention.kind != "name":
                continue
            kind = self.entities[mention.entity].type
            if (
                (
                    kind is EntityType.ARMED_GROUP
                    and token.tag == "NNS"
                    and token.lower in self.lexicon["people"] | self.lexicon["government_nouns"]
                )
                or (kind is EntityType.MILITARY_FORCE and token.lower in self.lexicon["belonging"])
                or (
                    kind in (EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.NEWS_MEDIA)
                    and token.lower
                    in self.lexicon["organization_nouns"] | self.lexicon["armed_group_nouns"]
                )
            ):
                return Filler(mention.entity, i, "name")
        return None

    def _listed(self, s: int, i: int) -> list[Filler]:
        """ "South Korea, the U.S. and others": parsers take the second for an apposition."""
        tree = self.readers[s].tree
        found: list[Filler] = []
        here = self._at[s].get(i, [])
        if not here or self.entities[here[0].entity].type is not EntityType.STATE:
            return found
        for c in tree.all(i, "appos"):
            for mention in self._at[s].get(c, []):
                if (
                    mention.entity != here[0].entity
                    and self.entities[mention.entity].type is EntityType.STATE
                    and tree.child(c, "cc") is not None
                ):
                    found.append(Filler(mention.entity, c, mention.kind))
                    found.extend(
                        Filler(m.entity, x, m.kind)
                        for x in tree.conjuncts(c)[1:]
                        for m in self._at[s].get(x, [])
                    )
        return found

    def owners(self, s: int, i: int) -> list[Filler]:
        """Who a phrase belongs to: its possessor, the names before it, its of- or by-phrase."""
        reader = self.readers[s]
        tree, tokens = reader.tree, reader.tokens
        found: dict[str, Filler] = {}
        for dep in (("poss",), ("amod", "compound", "nmod", "npadvmod")):
            for c in tree.all(i, *dep):
                for x in (c, *tree.conjuncts(c)[1:], *tree.all(c, "amod", "compound", "npadvmod")):
                    for mention in self._at[s].get(x, []):
                        found.setdefault(mention.entity, Filler(mention.entity, x, "owner"))
            if found:
                return list(found.values())
        for c in tree.all(i, "prep"):
            if tokens[c].lower in ("of", "by", "from"):
                for x in tree.all(c, "pobj"):
                    for y in tree.conjuncts(x):
                        for mention in self._at[s].get(y, []):
                            found.setdefault(mention.entity, Filler(mention.entity, y, "owner"))
        return list(found.values())

    def names_before(self, s: int, i: int) -> list[Filler]:
        """Names (no demonyms) directly before a noun: a parser's reading of "give X arms"."""
        tree = self.readers[s].tree
        found: list[Filler] = []
        for c in tree.all(i, "nmod", "compound", "amod"):
            for mention in self._at[s].get(c, []):
                if mention.kind in ("name", "metonym"):
                    found.append(Filler(mention.entity, c, "name"))
        return found

    def inside(self, s: int, i: int) -> list[Filler]:
        """Every entity named within the phrase of token `i`, clauses aside: a list of sources."""
        tree = self.readers[s].tree
        found: dict[str, Filler] = {}
        stack = [i]
        while stack:
            x = stack.pop(0)
            for mention in self._at[s].get(x, []):
                found.setdefault(mention.entity, Filler(mention.entity, x, mention.kind))
            stack.extend(
                c
                for c in tree.children[x]
                if tree.tokens[c].dep in ("conj", "amod", "compound", "nmod", "poss", "appos")
            )
        return list(found.values())

    def conflict_at(self, s: int, i: int) -> Filler:
        """The conflict that a noun names, known or not ("the war with the Dawn Front")."""
        for mention in self._at[s].get(i, []):
            if self.type_of(mention.entity) is EntityType.CONFLICT:
                return Filler(mention.entity, i, "name")
        tree, tokens = self.readers[s].tree, self.readers[s].tokens
        parts = [c for c in tree.children[i] if tokens[c].dep in ("prep", "compound", "amod")]
        span = sorted({i, *(x for c in parts for x in tree.subtree(c))})
        first, last = span[0], span[-1] + 1
        clause = next((x for x in span if tokens[x].dep in ("relcl", "acl", "advcl")), last)
        last = max(i + 1, min(last, clause))
        while last > i + 1 and tokens[last - 1].pos in ("PUNCT", "PRON", "DET"):
            last -= 1
        label = tree.text(first, last)
        key = f"Conflict/{label.lower()}/{self._document}"
        self.entities.setdefault(key, Entity(key, label, EntityType.CONFLICT))
        start, end = tokens[first].start, tokens[last - 1].end
        self.groups.append(Mention(start, end, s, first, last, i, key, "group"))
        return Filler(key, i, "name")

    def people_at(self, s: int, i: int) -> Filler | None:
        """The unnamed people at a noun that no list knows, where the verb says they are people.

        "arrested nine beekeepers": one arrests nothing else. A thing that is known as such
        ("killed the bill") is none.
        """
        tree, tokens = self.readers[s].tree, self.readers[s].tokens
        token = tokens[i]
        if token.pos != "NOUN" or self._at[s].get(i):
            return None
        counted = any(
            tokens[c].dep == "nummod" or tokens[c].lower in ("a", "an") or tokens[c].tag == "JJ"
            for c in tree.children[i]
        )
        if not counted and token.tag != "NNS":
            return None
        if token.lower in self.lexicon["things"] or token.lemma in self.lexicon["things"]:
            return None
        if token.lower in self.lexicon["weapons"] | self.lexicon["aircraft"]:
            return None
        return self._group(s, i, None)

    def _group(self, s: int, i: int, nationality: str | None) -> Filler:
        """Make an unnamed group: "three Russian diplomats", of Russian nationality."""
        tree = self.readers[s].tree
        first = min(
            [i]
            + [
                x
                for c in tree.children[i]
                if c < i and tree.tokens[c].dep in _MODIFIERS
                for x in tree.subtree(c)
            ]
        )
        while first < i and (
            tree.tokens[first].lower in ("the", "a", "an")
            or (not tree.tokens[first].text[:1].isalnum())
        ):
            first += 1
        label = tree.text(first, i + 1)
        key = f"Group/{label.lower()}/{self._document}"
        span = (tree.tokens[first].start, tree.tokens[i].end)
        if key not in self.entities:
            self.entities[key] = Entity(
                key,
                label,
                EntityType.GROUP,
                head=tree.tokens[i].lemma.lower(),
                size=quantity_of(tree, i),
            )
        self.groups.append(Mention(span[0], span[1], s, first, i + 1, i, key, "group"))
        owner = nationality
        if owner is None:
            owner = next(
                (
                    f.key
                    for f in self.owners(s, i)
                    if self.entities[f.key].type in _STATE_LIKE and f.head < i
                ),
                None,
            )
        if owner is not None:
            self.nationalities.append((Relation("nationality", key, owner), s, i))
        return Filler(key, i, "group")
