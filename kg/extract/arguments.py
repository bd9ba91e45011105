"""Turn argument tokens into entities.

Comes in: a `ResolvedDocument` and its readers. Goes out: for a token that heads an argument
the entities that it means: "thousands of troops" is a Group, "a delegation led by Belousov"
is Belousov, "Russian drones" is Russia, "the minister, Sergei Lavrov" is Lavrov.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.filler import Filler
from kg.extract.naming import (
    is_title_of,
    listed_after,
    name_after,
    name_before,
    names_after,
    owner_inside,
    persons_after,
    place_of_noun,
)
from kg.extract.predications import Reader
from kg.extract.unnamed import Unnamed, are_out_of_office, are_people, are_some, is_counted
from kg.extract.weapons import are_done_away, arsenal_at, weapon_at
from kg.extract.wording import heads_of
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType, Mention, ResolvedDocument

__all__ = ["Arguments"]

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
_STATE_LIKE = frozenset({EntityType.STATE})
# Pronouns that mean the speaker where they stand in what is said.
_SPEAKING = frozenset({"they", "it", "he", "she"})
_LEAD = frozenset({"lead", "head", "command"})
_MAX_DEPTH = 4


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
        self._unnamed = Unnamed(resolved.annotated.document.id, self.entities)
        self.groups = self._unnamed.mentions
        self.nationalities = self._unnamed.nationalities
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
            if any(is_title_of(self.readers[s], self._at[s], self.entities, i, j) for j in listed):
                continue
            for filler in self.at(s, i):
                found.setdefault(filler.key, filler)
        return list(found.values())

    def _find(self, s: int, i: int, depth: int) -> list[Filler]:
        reader = self.readers[s]
        tree, tokens = reader.tree, reader.tokens
        token = tokens[i]
        mentions = self._at[s].get(i, [])
        if (not mentions or mentions[0].kind == "title") and (
            persons := persons_after(reader, self._at[s], self.entities, i)
        ):
            return persons
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
            if (owner := owner_inside(reader, self.entities, mentions[0])) is not None:
                return [Filler(owner, i, "owner")]
            if mentions[0].kind == "title" and (are_some(reader.tree, i, self.lexicon)):
                return [self._group(s, i, None)]  # "four Ardonian officials"
            extra = listed_after(reader, self._at[s], self.entities, i)
            if (
                mentions[0].kind == "title"
                and token.lower in self.lexicon["representing"]
                and not are_out_of_office(tree, i, self.lexicon)
            ):
                keys = {m.entity for m in mentions}
                extra += [f for f in self._states_before(s, i) if f.key not in keys]
            return [Filler(m.entity, i, m.kind) for m in mentions] + extra
        if depth >= _MAX_DEPTH:
            return []
        if token.pos == "PRON":
            return self._speaker_meant(s, i, depth)
        if token.lower in self.lexicon.title_heads and (
            named := name_after(reader, self._at[s], self.entities, i)
        ):
            return [named]
        if token.pos == "NOUN" and (listed := names_after(reader, self._at[s], i)):
            return listed
        if named := name_before(reader, self._at[s], self.entities, i):
            return [named]
        if place := place_of_noun(reader, self._at[s], self.entities, i):
            return [place]
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

    def _represented(self, s: int, i: int) -> list[Filler]:
        """Who acts through people that the noun names.

        "representatives of Ardonia and Belmark" and "the Ardonian and Belmarkian ministers" are
        the two states, "three members of the Dawn Front" the armed group, "the authorities"
        alone the only state of the sentence.
        """
        tree, tokens = self.readers[s].tree, self.readers[s].tokens
        token = tokens[i]
        if token.lower in ("government", "authorities", "junta"):
            if any(tokens[c].dep in ("poss", "amod", "compound", "prep") for c in tree.children[i]):
                return []
            state = self.sole_state(s)
            return [Filler(state, i, "title")] if state is not None else []
        if token.tag != "NNS" or are_out_of_office(tree, i, self.lexicon):
            return []
        if token.lower in self.lexicon["representing"] and not is_counted(tree, i, self.lexicon):
            kinds: frozenset[EntityType] = _STATE_LIKE
        elif token.lower in self.lexicon["belonging"]:
            kinds = frozenset({EntityType.MILITARY_FORCE, EntityType.ARMED_GROUP})
        elif token.lower in ("officers", "agents") and not is_counted(tree, i, self.lexicon):
            kinds = frozenset({EntityType.MILITARY_FORCE, EntityType.GOVERNMENT_BODY})
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
        if not found and len(sides := self._states_before(s, i)) > 1:
            found = sides  # one state's envoys may be some of them
        return found if found and all(self.type_of(f.key) in kinds for f in found) else []

    def _states_before(self, s: int, i: int) -> list[Filler]:
        """The states named before a noun for people: "Ardonian and Belmarkian envoys"."""
        tree = self.readers[s].tree
        return [
            Filler(m.entity, i, "title")
            for c in tree.all(i, "amod", "compound", "nmod", "poss")
            for x in tree.conjuncts(c)
            for m in self._at[s].get(x, [])[:1]
            if self.type_of(m.entity) is EntityType.STATE
        ]

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
        # "the killing of X by Y" is Y's, "the arrest of X" nobody's that it names
        suffered = tokens[i].lemma in self.lexicon["person_deeds"]
        for words in (("by",), ("from",) if suffered else ("of", "from")):
            for c in tree.all(i, "prep"):
                if tokens[c].lower not in words:
                    continue
                for x in tree.all(c, "pobj"):
                    for y in tree.conjuncts(x):
                        for mention in self._at[s].get(y, []):
                            found.setdefault(mention.entity, Filler(mention.entity, y, "owner"))
            if found:
                break
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
        return self._unnamed.conflict(self.readers[s].tree, i)

    def weapons_at(self, s: int, i: int) -> list[Filler]:
        """The kinds of weapons that a phrase names ("dozens of warheads", "a nuclear arsenal")."""
        reader = self.readers[s]
        found: list[Filler] = []
        if are_done_away(reader.tree, i, self.lexicon):
            return found
        for head in heads_of([i], reader, containers=self.lexicon["arsenals"]):
            span = weapon_at(reader.tree, head, self.lexicon)
            span = span or arsenal_at(reader.tree, head, self.lexicon)
            if span is not None:
                found.append(self._unnamed.weapon(reader.tree, *span, head))
        return found

    def people_at(self, s: int, i: int) -> Filler | None:
        """The unnamed people at a noun that no list knows, where the verb says they are people.

        "arrested nine beekeepers": one arrests nothing else. A thing that is known as such
        ("killed the bill") is none.
        """
        if self._at[s].get(i) or not are_people(self.readers[s].tree, i, self.lexicon):
            return None
        return self._group(s, i, None)

    def unnamed(self, s: int, tokens: Iterable[int]) -> list[Filler]:
        """Who speaks without a name: "the ruling party denies it"."""
        words = self.readers[s].tokens
        return [self._group(s, i, None) for i in tokens if words[i].pos == "NOUN"]

    def _group(self, s: int, i: int, nationality: str | None) -> Filler:
        """Make an unnamed group; whose it is tells its nationality if nothing else does."""
        state = nationality
        if state is None:
            state = next(
                (
                    f.key
                    for f in self.owners(s, i)
                    if self.entities[f.key].type in _STATE_LIKE and f.head < i
                ),
                None,
            )
        return self._unnamed.group(self.readers[s].tree, i, state)
