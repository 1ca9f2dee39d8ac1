"""Sentences: real failures as cases, and what holds for every text."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.punkt import _asked, _punkt, candidates, is_end
from corpus.sentences import SENTENCE_LIMIT, UNSPACED_LIMIT, split

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "sentences.json").read_text(encoding="utf-8")
)

PIECES = "Dr. U.S. He left . ! ? … ... ” “ \" '' ( ) [3] 。 » । 1. a Ö \u0301 #x".split()
pieces = st.sampled_from([*PIECES, "\n", " ", " ", "  ", "word" * 400, "x" * 3000])
texts = st.one_of(st.text(), st.lists(pieces, max_size=60).map("".join))


def sentences(text: str) -> list[str]:
    return [text[start:stop] for start, stop in split(text)]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_case(case: dict[str, object]) -> None:
    assert sentences(str(case["text"])) == case["sentences"]


@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["why"])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failure(case: dict[str, object]) -> None:
    assert sentences(str(case["text"])) == case["sentences"]


@given(texts)
def test_spans_are_trimmed_ordered_and_cover_every_visible_character(text: str) -> None:
    spans = split(text)
    position = 0
    for start, stop in spans:
        assert not text[position:start].strip()
        assert text[start:stop].strip() == text[start:stop] != ""
        assert stop - start <= SENTENCE_LIMIT
        position = stop
    assert not text[position:].strip()


@given(texts, st.integers(0, 50), st.integers(0, 400))
def test_a_range_is_split_as_if_it_stood_alone(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    stop = min(start + size, len(text))
    shifted = tuple((first + start, last + start) for first, last in split(text[start:stop]))
    assert split(text, start, stop) == shifted


def test_a_text_without_stops_is_cut_at_a_clause_mark() -> None:
    text = "and so on " * 100 + "at last; " + "and then more " * 100
    first, second = sentences(text)[:2]
    assert first.endswith("at last;")
    assert second.startswith("and then")


def test_a_cut_never_falls_into_a_word() -> None:
    words = [f"word{number}" for number in range(2000)]
    assert " ".join(sentences(" ".join(words))).split() == words


@pytest.mark.parametrize(
    ("unit", "mark"),
    [("ผู้เฒ่าเฝ้าประภาคารมานานหลายปี", " "), ("灯台守は毎晩海を見ていた", "、"), ("ភ្នំពេញជាទីក្រុង", " ")],
)
def test_without_spaces_between_words_a_long_sentence_is_cut_at_spaces_and_commas(
    unit: str, mark: str
) -> None:
    found = sentences(mark.join([unit] * 100))
    assert max(map(len, found)) <= UNSPACED_LIMIT
    assert all(text.startswith(unit) and text.rstrip(mark).endswith(unit) for text in found)


@pytest.mark.parametrize("unit", ["ผู้เฒ่าเฝ้าน้ำ", "灯台守は毎晩", "ភ្នំពេញ", "ທີ່ນ້ຳ"])
def test_without_any_marks_a_cut_falls_between_letters_not_inside_them(unit: str) -> None:
    text = unit * 200
    found = sentences(text)
    assert "".join(found) == text
    assert max(map(len, found)) <= UNSPACED_LIMIT
    assert not any(category(part[0]).startswith("M") or part[0] in "ำຳ" for part in found)
    assert not any(part.endswith("\u17d2") for part in found)


@pytest.mark.parametrize("unit", ["and the keeper", "и смотритель", "등대지기가 바다를"])
def test_with_spaces_between_words_a_long_sentence_stays_whole(unit: str) -> None:
    text = " ".join([unit] * 60)
    assert len(text) > UNSPACED_LIMIT
    assert sentences(text) == [text]


def test_a_boundary_far_into_a_long_paragraph_is_found() -> None:
    sentence = "The crew waited near the hatch for Dr. Wu and nobody else."
    assert sentences(" ".join([sentence] * 3000)) == [sentence] * 3000


@pytest.mark.parametrize(
    "unit", [".", "a ", "!", '" ', "... ", "(", "[1]", "。", "؟", ".”", "A.", "A. "]
)
def test_time_grows_linearly(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        split(text)
        return time.process_time() - begin

    seconds(100)
    small = max(seconds(10_000), 0.02)
    assert seconds(100_000) < 40 * small


def test_nltk_is_imported_only_where_it_is_asked() -> None:
    program = (
        "import sys; import corpus.chunking as c; c.passages('It ends. They know it.');"
        "assert 'nltk' not in sys.modules; c.passages('Ask J. Wu.'); assert 'nltk' in sys.modules"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)


def test_nothing_is_looked_up_among_nltk_data(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk.data  # noqa: PLC0415 - nltk is slow to import and only this test needs it

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a data file was asked for")

    monkeypatch.setattr(nltk.data, "find", refuse)
    monkeypatch.setattr(nltk.data, "load", refuse)
    _punkt.cache_clear()
    _asked.cache_clear()
    assert sentences("Ask J. Wu. She knows.") == ["Ask J. Wu.", "She knows."]


ENDS = st.sampled_from(
    "end Approx Mr no eg Ltd A It the 3 ... . ! ? . ) \" ' -- - (x é U.S".split()
)


@given(st.lists(ENDS, max_size=12), st.sampled_from(["", " "]))
def test_ends_between_words_are_told_as_punkt_tells_them(words: list[str], between: str) -> None:
    text = between.join(words).replace(" .", ".")
    starts = [start for mark, start in candidates(text) if is_end(text, mark)]
    told = [start for start, _ in _punkt().span_tokenize(text)]
    spaces = {offset + 1 for offset, character in enumerate(text[:-1]) if character == " "}
    assert spaces.intersection(starts) == spaces.intersection(told)
