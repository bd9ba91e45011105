"""Hand-built parses: a sentence written with its tags and tree, and no language pipeline.

A parse is a string of tokens with white space between them, each one
`word[=lemma]/TAG/dep/head`: Penn tag, CLEAR-style dependency, and the head's word. `#2` after
the head means the second token of that word, "-" the token itself (the root). Without `=`
the lemma is the word in lower case, or the word as it stands for a name. A word that begins
with "_" stands close to the one before it, as punctuation does anyhow.

    Kim/NNP/nsubj/met met=meet/VBD/ROOT/- Oren/NNP/dobj/met ././punct/met
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factory import ARDONIA, BELMARK, CORVANIA, OREN, PORT, VALE, entity

from kg.model import (
    AnnotatedDocument,
    Document,
    Entity,
    EntityType,
    Mention,
    NamedSpan,
    ResolvedDocument,
    Sentence,
    Span,
    Token,
)
from kg.syntax import Tree

SATURDAY = dt.date(2024, 11, 30)

FRONT = entity("Dawn Front", EntityType.ARMED_GROUP)
LEAGUE = entity("Harbour League", EntityType.ORGANIZATION)
NAMES = {
    "Ardonia": ARDONIA,
    "Ardonian": ARDONIA,
    "Ardonians": ARDONIA,
    "Belmark": BELMARK,
    "Corvania": CORVANIA,
    "Anna Vale": VALE,
    "Vale": VALE,
    "Piet Oren": OREN,
    "Oren": OREN,
    "Port Saro": PORT,
    "Dawn Front": FRONT,
    "Harbour League": LEAGUE,
}
"""What the names of the invented world denote."""
KINDS = {"Ardonian": "demonym", "Ardonians": "demonym"}

_POS = {
    "CC": "CCONJ",
    "CD": "NUM",
    "DT": "DET",
    "EX": "PRON",
    "IN": "ADP",
    "MD": "AUX",
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "PDT": "DET",
    "POS": "PART",
    "RP": "ADP",
    "TO": "PART",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WDT": "PRON",
    "WP": "PRON",
    "WP$": "PRON",
    "WRB": "SCONJ",
    "$": "SYM",
}
_AUXILIARIES = frozenset({"be", "have", "do", "get"})
_CLOSE = frozenset({",", ".", ";", ":", "?", "!", "%", "'s", "'", "n't"})


def sentence(
    parse: str, *, index: int = 0, start: int = 0, labels: Mapping[str, str] | None = None
) -> Sentence:
    """Build the sentence; its text is what `text_of` gives, from character `start` on.

    Args:
        parse: the tokens.
        index: number of the sentence in its document.
        start: character at which it begins.
        labels: words as they stand ("Nov. 29") -> what a recognizer calls them ("DATE").
    """
    rows = [_row(cell) for cell in parse.split()]
    words = [word.lstrip("_") for word, *_ in rows]
    tokens: list[Token] = []
    position = start
    for i, (word, lemma, tag, dep, head) in enumerate(rows):
        close = word.startswith("_") or word in _CLOSE or (i > 0 and words[i - 1] == "$")
        if i and not close:
            position += 1
        end = position + len(words[i])
        pos = _pos(tag, dep, lemma)
        tokens.append(
            Token(
                i,
                words[i],
                lemma or (words[i] if pos == "PROPN" else words[i].lower()),
                pos,
                tag,
                dep,
                i if head == "-" else _find(words, head, parse),
                position,
                end,
            )
        )
        position = end
    names = tuple(
        NamedSpan(first, last, label)
        for form, label in (labels or {}).items()
        for first, last in _runs(words, form)
    )
    return Sentence(index, 0, start, position, tuple(tokens), names)


def tree(parse: str, *, labels: Mapping[str, str] | None = None) -> Tree:
    """Build the dependency tree of the sentence."""
    return Tree(sentence(parse, labels=labels))


def at(tree: Tree, word: str) -> int:
    """Index of the token `word` ("the#2": the second of them)."""
    return _find([t.text for t in tree.tokens], word, tree.text(0, len(tree.tokens)))


def words(tree: Tree, tokens: Iterable[int]) -> list[str]:
    """The words at these indexes."""
    return [tree.tokens[i].text for i in tokens]


def text_of(sentences: Iterable[Sentence]) -> str:
    """The text whose characters the tokens count, with spaces in the gaps."""
    text = ""
    for one in sentences:
        for token in one.tokens:
            text += " " * (token.start - len(text)) + token.text
    return text


def resolved(
    *parses: str,
    names: Mapping[str, Entity] = NAMES,
    kinds: Mapping[str, str] = KINDS,
    home: str | None = None,
    date: dt.date | None = SATURDAY,
) -> ResolvedDocument:
    """Build a document of these sentences whose mentions denote entities.

    Args:
        parses: one for each sentence.
        names: words as they stand ("Piet Oren") -> entity; every occurrence is a mention.
        kinds: words -> kind of mention ("demonym", "metonym" …), "name" for all others.
        home: key of the document's home state.
        date: date of the document.
    """
    sentences: list[Sentence] = []
    for index, parse in enumerate(parses):
        start = sentences[-1].end + 1 if sentences else 0
        sentences.append(sentence(parse, index=index, start=start))
    text = text_of(sentences)
    identity = hashlib.sha256(text.encode()).hexdigest()[:16]
    document = Document(identity, text, ("parse",), (Span(0, len(text)),), date=date)
    mentions = [
        mention
        for form, entity in names.items()
        for one in sentences
        for mention in _mentions(one, form, entity.key, kinds.get(form, "name"))
    ]
    return ResolvedDocument(
        AnnotatedDocument(document, tuple(sentences)),
        {entity.key: entity for entity in names.values()},
        tuple(mentions),
        home=home,
    )


def _runs(words: Sequence[str], form: str) -> Iterator[tuple[int, int]]:
    parts = form.split()
    for first in range(len(words) - len(parts) + 1):
        if list(words[first : first + len(parts)]) == parts:
            yield first, first + len(parts)


def _mentions(one: Sentence, form: str, key: str, kind: str) -> Iterator[Mention]:
    for first, last in _runs([t.text for t in one.tokens], form):
        head = Tree(one).span_head(first, last)
        start, end = one.tokens[first].start, one.tokens[last - 1].end
        yield Mention(start, end, one.index, first, last, head, key, kind)


def _row(cell: str) -> tuple[str, str, str, str, str]:
    try:
        word, tag, dep, head = cell.split("/")
    except ValueError:
        raise ValueError(f"{cell!r} must be word[=lemma]/TAG/dep/head") from None
    word, _, lemma = word.partition("=")
    return word, lemma, tag, dep, head


def _find(words: list[str], word: str, where: str) -> int:
    name, _, number = word.partition("#")
    places = [i for i, other in enumerate(words) if other == name]
    wanted = int(number or 1)
    if len(places) < wanted or (not number and len(places) > 1):
        raise ValueError(f"{word!r} stands {len(places)} times in {where!r}: say which, as in w#2")
    return places[wanted - 1]


def _pos(tag: str, dep: str, lemma: str) -> str:
    if tag.startswith("VB"):
        auxiliary = dep in ("aux", "auxpass") or lemma == "be"
        return "AUX" if auxiliary and lemma in _AUXILIARIES else "VERB"
    if tag in ("IN", "TO") and dep in ("mark", "aux"):
        return "SCONJ" if tag == "IN" else "PART"
    if tag == "TO" and dep in ("prep", "dative"):
        return "ADP"
    if tag.startswith("JJ"):
        return "ADJ"
    if tag.startswith("RB"):
        return "ADV"
    return _POS.get(tag, "PUNCT")
