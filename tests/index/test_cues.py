"""Cues only spare work: no sentence that a pattern matches is without one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chunking import passages
from corpus.models import Article, Document, Metadata, Stamp
from index import languages
from index.cues import first_words, opening, sign
from index.encoding import KINDS, Encoder
from index.languages import WITH_DATA

LITERALS = {
    tag: sorted(
        {
            word
            for pattern in languages.get(tag).answers.values()
            for word in re.findall(r"[^\W_]+", re.sub(r"\\[a-z]", " ", pattern.pattern))
        }
    )
    for tag in WITH_DATA
}
PIECES = st.sampled_from(
    [" ", " ", "-", "'", "’", "_", "1.", "1987", "60s", "東", "a. ", "The", "X"]
)


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    tag = draw(st.sampled_from(WITH_DATA))
    words = st.sampled_from(LITERALS[tag])
    return tag, "".join(draw(st.lists(words | words.map(str.title) | PIECES, max_size=12)))


@given(sentences())
def test_a_match_begins_in_a_run_that_may_begin_it(drawn: tuple[str, str]) -> None:
    tag, text = drawn
    language = languages.get(tag)
    for kind in KINDS:
        pattern = language.answers[kind]
        if pattern.search(text.lower() if pattern.flags & re.IGNORECASE else text):
            assert any(map(sign(pattern).may_begin, text.split()))


@given(sentences())
def test_a_word_of_letters_in_which_a_match_may_begin_is_told_at_once(
    drawn: tuple[str, str],
) -> None:
    tag, text = drawn
    for kind in KINDS:
        pattern = languages.get(tag).answers[kind]
        begins = [word for word in text.split() if word.isalpha() and sign(pattern).may_begin(word)]
        assert all(map(opening([pattern]), begins))


@given(sentences())
def test_an_article_has_the_signs_that_its_sentences_match(drawn: tuple[str, str]) -> None:
    tag, text = drawn
    document = Document(Article(tag, text, Metadata("A")), passages(text), Stamp(1, 1))
    spans = [span for passage in document.passages for span in passage.sentences]
    plain = [
        {
            kind
            for kind in KINDS
            if re.search(languages.get(tag).answers[kind], text[span.start : span.stop])
        }
        for span in spans
    ]
    found = Encoder().encode([document], [tag]).sentences["signs"].tolist()
    assert plain == [{k for bit, k in enumerate(KINDS) if signs & 1 << bit} for signs in found]


@pytest.mark.parametrize("tag", WITH_DATA)
def test_the_patterns_leave_words_out(tag: str) -> None:
    for kind in KINDS:
        assert not sign(languages.get(tag).answers[kind]).may_begin("zzz")


def test_an_alternative_is_cut_after_its_first_word() -> None:
    assert (
        first_words(r"\b(?:in (?:a|the) b|c|d['’]e|[f ]g)\b|h\si|j")
        == r"\b(?:in(?!\w)|c|d(?!\w)|[f ]g)\b|h(?!\w)|j"
    )


def test_signs_are_those_of_the_sentences_of_all_articles_together() -> None:
    texts = {
        "en": "It began last May. Nobody knew. He left due to rain in Bergen.\n\nDid they? By bus.",
        "de": "Es begann im Mai. Keiner wusste es, weil es regnete. Sie reisten nach Bergen.",
    }
    documents = [
        Document(Article(tag, text, Metadata("A")), passages(text), Stamp(1, 1))
        for tag, text in texts.items()
    ]
    both = Encoder().encode(documents, [*texts]).sentences
    parts = [
        Encoder().encode([document], [tag]).sentences
        for document, tag in zip(documents, texts, strict=True)
    ]
    assert both.tolist() == [record for part in parts for record in part.tolist()]
    found = [{k for bit, k in enumerate(KINDS) if signs & 1 << bit} for signs in both["signs"]]
    assert found[:3] == [{"when"}, set(), {"where", "why"}]
