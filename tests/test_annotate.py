"""Parsed paragraphs become sentences of plain tokens whose offsets count the document's text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.annotate import DEFAULT_MODEL, annotate, load_pipeline
from kg.errors import ModelError
from kg.model import AnnotatedDocument, Document, NamedSpan, Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def document(*paragraphs: str, between: str = "\n\n") -> Document:
    spans: list[Span] = []
    text = ""
    for paragraph in paragraphs:
        text += between if text else ""
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph
    return Document("d", text, ("d.txt",), tuple(spans), date=dt.date(2024, 11, 30))


def parsed(nlp: Language, *paragraphs: str) -> AnnotatedDocument:
    return next(annotate([document(*paragraphs)], pipeline=nlp))


def read(
    words: list[str],
    heads: list[int],
    deps: list[str],
    tags: list[str],
    pos: list[str],
    *,
    spaces: list[bool] | None = None,
    ents: list[str] | None = None,
) -> Sentence:
    """Annotate one sentence with a pipeline whose parse is written down, not guessed."""
    import spacy
    from spacy.tokens import Doc

    written = spacy.blank("en")
    doc = Doc(
        written.vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=deps,
        tags=tags,
        pos=pos,
        lemmas=words,
        ents=ents,
    )
    written.tokenizer = lambda _: doc
    (sentence,) = next(annotate([document(doc.text)], pipeline=written)).sentences
    return sentence


def tree_of(sentence: Sentence) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep, sentence.tokens[t.head].text) for t in sentence.tokens]


def test_tokens_carry_tag_lemma_and_head() -> None:
    sentence = read(
        ["Vale", "met", "Oren"],
        [1, 1, 1],
        ["nsubj", "ROOT", "dobj"],
        ["NNP", "VBD", "NNP"],
        ["PROPN", "VERB", "PROPN"],
    )
    assert tree_of(sentence) == [
        ("Vale", "nsubj", "met"),
        ("met", "ROOT", "met"),
        ("Oren", "dobj", "met"),
    ]
    assert [(t.tag, t.pos, t.lower) for t in sentence.tokens] == [
        ("NNP", "PROPN", "vale"),
        ("VBD", "VERB", "met"),
        ("NNP", "PROPN", "oren"),
    ]


def test_a_name_keeps_its_capitals_as_lemma_and_a_word_does_not() -> None:
    sentence = read(
        ["Rebels", "attacked", "Ardonia"],
        [1, 1, 1],
        ["nsubj", "ROOT", "dobj"],
        ["NNS", "VBD", "NNP"],
        ["NOUN", "VERB", "PROPN"],
    )
    assert [t.lemma for t in sentence.tokens] == ["rebels", "attacked", "Ardonia"]


def test_what_hangs_on_a_space_hangs_on_its_head() -> None:
    sentence = read(
        ["Vale", "  ", "met", "Oren"],
        [1, 2, 2, 2],
        ["nsubj", "dep", "ROOT", "dobj"],
        ["NNP", "_SP", "VBD", "NNP"],
        ["PROPN", "SPACE", "VERB", "PROPN"],
        spaces=[False, False, True, False],
    )
    assert tree_of(sentence) == [
        ("Vale", "nsubj", "met"),
        ("met", "ROOT", "met"),
        ("Oren", "dobj", "met"),
    ]
    assert [(t.start, t.end) for t in sentence.tokens] == [(0, 4), (6, 9), (10, 14)]


def test_names_are_token_ranges_of_their_sentence() -> None:
    sentence = read(
        ["Anna", "Vale", "met", "Piet", "Oren"],
        [1, 2, 2, 4, 2],
        ["compound", "nsubj", "ROOT", "compound", "dobj"],
        ["NNP", "NNP", "VBD", "NNP", "NNP"],
        ["PROPN", "PROPN", "VERB", "PROPN", "PROPN"],
        ents=["B-PERSON", "I-PERSON", "O", "B-GPE", "I-GPE"],
    )
    assert sentence.names == (NamedSpan(0, 2, "PERSON"), NamedSpan(3, 5, "GPE"))


def test_neighboring_is_an_adjective_of_its_noun() -> None:
    sentence = read(
        ["Ardonia", "accused", "neighboring", "Belmark", "of", "theft"],
        [1, 1, 1, 2, 2, 4],
        ["nsubj", "ROOT", "xcomp", "dobj", "prep", "pobj"],
        ["NNP", "VBD", "VBG", "NNP", "IN", "NN"],
        ["PROPN", "VERB", "VERB", "PROPN", "ADP", "NOUN"],
    )
    assert tree_of(sentence) == [
        ("Ardonia", "nsubj", "accused"),
        ("accused", "ROOT", "accused"),
        ("neighboring", "amod", "Belmark"),
        ("Belmark", "dobj", "accused"),
        ("of", "prep", "accused"),
        ("theft", "pobj", "of"),
    ]
    assert sentence.tokens[2].pos == "ADJ"


def test_neighboring_that_is_an_adjective_already_stays() -> None:
    sentence = read(
        ["Ardonia", "invaded", "neighboring", "Belmark"],
        [1, 1, 3, 1],
        ["nsubj", "ROOT", "amod", "dobj"],
        ["NNP", "VBD", "VBG", "NNP"],
        ["PROPN", "VERB", "VERB", "PROPN"],
    )
    assert tree_of(sentence)[2:] == [
        ("neighboring", "amod", "Belmark"),
        ("Belmark", "dobj", "invaded"),
    ]


def test_the_parse_gives_the_plain_clause(nlp: Language) -> None:
    (sentence,) = parsed(nlp, "The Peruvian president met the Chilean minister.").sentences
    roles = {t.text: (t.dep, sentence.tokens[t.head].text) for t in sentence.tokens}
    assert roles["president"] == ("nsubj", "met")
    assert roles["minister"] == ("dobj", "met")
    assert [t.lemma for t in sentence.tokens if t.text == "met"] == ["meet"]


AWKWARD = (
    "“We met,” the minister’s envoy said\u00a0– in Lima.",
    "The\ttalks resumed on Monday;\nboth sides agreed.  They will meet again.",
    "Café owners in Zürich protested 🙂 on Friday.",
)


def test_offsets_count_the_document_as_it_stands(nlp: Language) -> None:
    annotated = parsed(nlp, *AWKWARD)
    text = annotated.document.text
    for sentence in annotated.sentences:
        for token in sentence.tokens:
            assert len(token.text) == token.end - token.start
            original = text[token.start : token.end]
            plain = original.translate({ord("“"): '"', ord("”"): '"', ord("’"): "'"})
            assert plain == token.text
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end


def test_curly_quotes_are_read_as_straight_ones(nlp: Language) -> None:
    (first, *_) = parsed(nlp, AWKWARD[0]).sentences
    assert first.tokens[0].text == '"'
    assert "'s" in [t.text for t in first.tokens]


def test_a_line_break_inside_a_paragraph_is_a_space(nlp: Language) -> None:
    (sentence,) = parsed(nlp, "The president of Peru\nmet the minister of Chile.").sentences
    assert [t.text for t in sentence.tokens][:6] == ["The", "president", "of", "Peru", "met", "the"]


def test_no_token_is_only_space(nlp: Language) -> None:
    annotated = parsed(nlp, "The talks   resumed \t on Monday.", "  Peru agreed.")
    tokens = [t for s in annotated.sentences for t in s.tokens]
    assert all(t.text.strip() == t.text for t in tokens)
    assert all(t.text for t in tokens)


def test_heads_stay_inside_the_sentence(nlp: Language) -> None:
    for sentence in parsed(nlp, *AWKWARD).sentences:
        assert [t.i for t in sentence.tokens] == list(range(len(sentence.tokens)))
        assert all(0 <= t.head < len(sentence.tokens) for t in sentence.tokens)
        assert any(t.head == t.i for t in sentence.tokens)


def test_a_headline_does_not_run_into_the_next_paragraph(nlp: Language) -> None:
    annotated = parsed(nlp, "Peru and Chile sign water pact", "LIMA, Peru — The pact took effect.")
    headline = [s for s in annotated.sentences if s.paragraph == 0]
    assert [t.text for t in headline[-1].tokens][-1] == "pact"
    below = [s for s in annotated.sentences if s.paragraph == 1]
    assert below[0].tokens[0].text == "LIMA"


def test_no_sentence_ends_inside_a_name(nlp: Language) -> None:
    annotated = parsed(nlp, "The U.S. Treasury Department named Ana B. Torres on Friday.")
    (sentence,) = annotated.sentences
    assert [t.text for t in sentence.tokens][1:4] == ["U.S.", "Treasury", "Department"]


def test_a_sentence_may_end_after_an_abbreviation(nlp: Language) -> None:
    annotated = parsed(nlp, "The envoy left the U.S. The minister stayed in Peru.")
    text = annotated.document.text
    assert [text[s.start : s.end] for s in annotated.sentences] == [
        "The envoy left the U.S.",
        "The minister stayed in Peru.",
    ]


def test_sentences_are_numbered_through_the_document(nlp: Language) -> None:
    annotated = parsed(nlp, "Peru agreed. Chile refused.", "Bolivia waited.")
    assert [s.index for s in annotated.sentences] == [0, 1, 2]
    assert [s.paragraph for s in annotated.sentences] == [0, 0, 1]


def test_only_the_listed_paragraphs_are_read(nlp: Language) -> None:
    whole = document("Peru agreed.", "Share this story", "Chile refused.")
    first, _, last = whole.paragraphs
    reduced = Document(whole.id, whole.text, whole.identifiers, (first, last))
    annotated = next(annotate([reduced], pipeline=nlp))
    assert [whole.text[s.start : s.end] for s in annotated.sentences] == [
        "Peru agreed.",
        "Chile refused.",
    ]


def test_a_text_without_words_has_no_sentence(nlp: Language) -> None:
    assert parsed(nlp, "  ").sentences == ()
    assert next(annotate([Document("d", "", ("d",), ())], pipeline=nlp)).sentences == ()


def test_documents_come_out_in_their_order_and_one_by_one(nlp: Language) -> None:
    asked: list[str] = []

    def texts() -> Iterator[Document]:
        for text in ("Peru agreed.", "Chile refused."):
            asked.append(text)
            yield document(text)

    out = annotate(texts(), pipeline=nlp)
    assert next(out).document.text == "Peru agreed."
    assert asked == ["Peru agreed."]
    assert next(out).document.text == "Chile refused."


def test_the_recognizer_proposes_names(nlp: Language) -> None:
    (sentence,) = parsed(nlp, "The president of Peru visited Santiago on Monday.").sentences
    named = {
        " ".join(t.text for t in sentence.tokens[n.start : n.end]): n.label for n in sentence.names
    }
    assert named["Peru"] == "GPE"
    assert named["Monday"] == "DATE"


def test_a_pipeline_that_is_not_installed_is_told() -> None:
    with pytest.raises(ModelError, match=rf"'no_such_pipeline'.*--model.*{DEFAULT_MODEL}"):
        load_pipeline("no_such_pipeline")


def test_the_message_stands_in_one_line() -> None:
    with pytest.raises(ModelError) as caught:
        load_pipeline("no_such_pipeline")
    assert "\n" not in str(caught.value)


def test_a_pipeline_without_a_parser_is_told(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="lacks parser, tagger, ner: name an English pipeline"):
        load_pipeline(str(tmp_path))


def test_a_pipeline_of_another_language_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    german = spacy.blank("de")
    for name in ("tagger", "parser", "ner"):
        german.add_pipe(name)
    monkeypatch.setattr(spacy, "load", lambda _: german)
    with pytest.raises(ModelError, match="is for language 'de': name an English pipeline"):
        load_pipeline("de_pipeline")


def test_an_unknown_pipeline_fails_when_the_first_document_is_asked_for() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        next(annotate([document("Peru agreed.")], model="no_such_pipeline"))
