"""What lies on disk is what was read: passages by offset, words by bisection, builds compared."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from corpus import library
from corpus.chunking import passages
from corpus.models import Article, Document, Metadata, Stamp
from index import analysis, build, languages, reading, storage
from index.articles import Articles
from index.models import Answer
from index.reading import read_all
from index.records import read_document, shares
from index.search import Searcher
from index.words import Words
from index.writing import Pages
from tests.index.helpers import ARTICLES, open_searcher, write_articles

MANY = {
    "a/uml.md": "---\ntitle: Ümläute\n---\n# Ümläute\n\n## Größe\n\nDer Bär “aß” 東京 🐻. Ah.\n",
    "b/play.txt": "A play\n\nADA: Who keeps the lamp?\nTOM: I do, and “Zoë” helps.\nADA: Good.\n",
    "c/list.md": "# Things\n\n## Fruit\n\nThere are some:\n\n- Äpfel\n- pears\n\n## Rest\n\nNo.\n",
    "d.txt": "Zwölf Boxkämpfer jagen Viktor quer über den Sylter Deich, und der Hund ist nicht da.",
}  # fmt: skip


def contents(home: Path) -> dict[str, bytes]:
    """Return the files of the current generation; the manifest tells the time."""
    generation = storage.open_current(home, analysis.ANALYSER)
    return {path.name: path.read_bytes() for path in generation.folder.iterdir()} | {
        "manifest.json": json.dumps(generation.manifest | {"built": ""}).encode()
    }


def test_documents_and_passages_are_those_that_were_read(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles", ARTICLES | MANY)
    searcher = open_searcher(folder, tmp_path / "home")
    articles = Articles(storage.open_current(tmp_path / "home", analysis.ANALYSER))
    stamps, _ = library.scan(folder)
    numbered = 0
    for path, stamp in stamps.items():
        read = library.load(folder, path, stamp)
        found = searcher.document(path)
        assert found is not None
        assert (found.article.text, found.passages, found.stamp) == (
            read.article.text, read.passages, stamp,
        )  # fmt: skip
        for passage in read.passages:
            source, same, excerpt = articles.passage(numbered)
            assert (source.path, source.text, same) == (path, read.article.text, passage)
            for span in (passage.span, *passage.sentences):
                assert excerpt.cut(span) == read.article.text[span.start : span.stop]
            numbered += 1
    assert numbered == articles.passages == searcher.stats.passages
    assert searcher.document("nowhere.md") is searcher.document("") is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_its_share(text: str) -> None:
    article = Article("x.txt", text, Metadata(title="A title"))
    document = Document(article, passages(text), Stamp(1, 2))
    assert read_document(shares([document])[0]) == document


def test_an_index_brought_up_to_date_is_that_built_anew(tmp_path: Path) -> None:
    folder, home = tmp_path / "articles", tmp_path / "home"
    write_articles(folder, {**ARTICLES, "zoo.txt": "Animals\n\nAardvarks dig. Zebras Aardvark.\n"})
    build.build(folder, home)
    (folder / "zoo.txt").unlink()
    (folder / "museum.html").unlink()
    write_articles(folder, MANY | {"bakery.txt": "The bakery\n\nIt closed. Mondays are quiet.\n"})
    build.build(folder, home)
    build.build(folder, tmp_path / "anew")
    assert contents(home) == contents(tmp_path / "anew")


def test_other_processes_read_the_same_in_the_same_order(tmp_path: Path) -> None:
    folder = write_articles(
        tmp_path / "articles",
        {f"{n:03d}.md": f"# Day {n}\n\nIt rained on day {n}.\n" for n in range(60)}
        | {"007.md": " ", "broken.md": "---\ntitle: [never\n---\nIt rains."},
    )
    files = list(library.scan(folder)[0].items())
    here = list(read_all([folder], [files]))
    with patch.object(reading, "MANY", 0), patch.object(os, "cpu_count", lambda: 2):
        there = list(read_all([folder], [files]))
    assert [_plain(pages) for pages in here] == [_plain(pages) for pages in there]
    assert sum(isinstance(pages, str) for pages in here) == 2


def test_what_a_process_that_died_should_have_read_is_read_here(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles")
    files = list(library.scan(folder)[0].items())
    with reading._Helper([folder]) as helper:
        helper._process.kill()
        helper._process.wait()
        found = helper.read(files)
    assert [_plain(pages) for pages in found] == [
        _plain(pages) for pages in reading.Reader([folder]).read(files)
    ]


def _plain(pages: Pages | str) -> object:
    if isinstance(pages, str):
        return pages
    own, forms = pages.words, pages.words.forms if pages.words else None
    return (
        [part.tobytes() for part in pages.shares],
        pages.sizes.tolist(),
        pages.languages,
        own and forms and ([forms[token >> 1] for token in own.tokens], own.parts.tolist()),
    )


def _ask(home: Path, answers: multiprocessing.SimpleQueue[str]) -> None:
    outcome = Searcher.open(home).ask("Who keeps the lighthouse?")
    assert isinstance(outcome, Answer)
    answers.put(outcome.quotes[0].text)


def test_two_processes_answer_from_one_index(tmp_path: Path) -> None:
    open_searcher(write_articles(tmp_path / "articles"), tmp_path / "home")
    context = multiprocessing.get_context("spawn")
    answers = context.SimpleQueue()
    askers = [context.Process(target=_ask, args=(tmp_path / "home", answers)) for _ in range(2)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert "Ada Quill" in answers.get()
    assert "Ada Quill" in answers.get()


WORDS = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.tuples(st.integers(1, 9), st.integers(0, 9), st.sampled_from([None, "mond", "sonn"])),
)


@given(WORDS, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=1))
def test_words_are_found_as_a_dictionary_finds_them(
    words: dict[str, tuple[int, int, str | None]], letter: str
) -> None:
    found = Words.of(words)
    assert all(found.get(word) == fields for word, fields in words.items())
    assert found.get(letter * 9) == words.get(letter * 9, (0, 0, None))
    assert found.total == max(1, sum(times for times, _, _ in words.values()))


@given(
    st.sets(st.text("aeé東", min_size=1, max_size=6)), st.text("aeé東", min_size=1), st.booleans()
)
def test_words_that_few_slips_lead_to_are_near(words: set[str], typed: str, one: bool) -> None:
    slips = 1 if one else 2
    wanted = {
        word
        for word in words
        if word[0] == typed[0] and DamerauLevenshtein.distance(word, typed) <= slips
    }
    near = Words.of(dict.fromkeys(words, (1, 0, None))).near(typed, slips)
    assert near == sorted(near)
    assert wanted <= set(near) <= {word for word in words if word[0] == typed[0]}


TEXTS = st.text(st.sampled_from("aA.'’É 12,é東שs\n-U"), max_size=40)


@given(TEXTS, st.sampled_from(["en", "fr", "de", "he", "ja"]))
def test_a_word_alone_has_the_tokens_that_it_has_in_its_text(text: str, tag: str) -> None:
    language = languages.get(tag)
    alone = [
        (token.term, token.surface)
        for word in analysis.words(text, language)
        for token in analysis.tokens(word, language)
    ]
    assert alone == [(token.term, token.surface) for token in analysis.tokens(text, language)]
