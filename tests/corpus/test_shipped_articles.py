"""The articles that ship with Quoth say where they come from and are written in our own words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
SHIPPED = REPOSITORY / "corpus" / "articles"
PUBLISHED = REPOSITORY.parent / "shared" / "articles"

ARTICLES = sorted(SHIPPED.glob("*.md"))
FIELDS = {
    "title",
    "url",
    "author",
    "publisher",
    "published",
    "spoils",
    "language",
    "sources",
}
FEWEST_WORDS, MOST_WORDS = 250, 500
LONGEST_SHARED_RUN = 7

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_WORD = re.compile(r"\w+")
_APOSTROPHES = re.compile("ā€™|['’]")

each_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


def parts(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body of a shipped article."""
    found = _FRONT.match(path.read_text(encoding="utf-8"))
    assert found, f"{path.name} has no front matter"
    return yaml.safe_load(found[1]), found[2]


def words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", text).lower())


def shared_runs(text: str, source: str, length: int) -> set[str]:
    """Runs of ``length`` consecutive words that both texts contain."""

    def runs(found: list[str]) -> set[str]:
        return {" ".join(found[at : at + length]) for at in range(len(found) - length + 1)}

    return runs(words(text)) & runs(words(source))


def test_between_six_and_ten_articles_ship() -> None:
    assert 6 <= len(ARTICLES) <= 10


def test_titles_are_unique() -> None:
    titles = [parts(path)[0]["title"] for path in ARTICLES]
    assert len(set(titles)) == len(titles)


@each_article
def test_front_matter_is_complete(path: Path) -> None:
    front, _ = parts(path)
    assert set(front) == FIELDS
    assert front["url"].endswith(f"/corpus/articles/{path.name}")
    assert front["author"] == "The Quoth contributors"
    assert front["publisher"] == "Quoth field guide"
    assert isinstance(front["published"], date)
    assert front["language"] == "en"


@each_article
def test_front_matter_says_how_far_the_article_reveals(path: Path) -> None:
    assert re.fullmatch(r"S\d\d(E\d\d)?", parts(path)[0]["spoils"])


@each_article
def test_front_matter_lists_published_sources(path: Path) -> None:
    sources = parts(path)[0]["sources"]
    assert sources
    assert all(isinstance(source, str) and source.strip() for source in sources)


@each_article
def test_body_opens_with_its_title_and_has_sections(path: Path) -> None:
    front, body = parts(path)
    assert body.strip().splitlines()[0] == f"# {front['title']}"
    assert len(re.findall(r"^## \S", body, re.MULTILINE)) >= 3


@each_article
def test_body_is_short_reading(path: Path) -> None:
    assert FEWEST_WORDS <= len(parts(path)[1].split()) <= MOST_WORDS


def test_a_shared_run_is_found_whatever_its_case_and_punctuation() -> None:
    ours = "We say that the crew’s ship left Earth, at dawn."
    theirs = "THAT THE CREW'S SHIP left; and nobody saw it."
    assert shared_runs(ours, theirs, 5) == {"that the crews ship left"}
    assert not shared_runs(ours, theirs, 6)


@each_article
def test_body_is_in_our_own_words(path: Path) -> None:
    sources = sorted(PUBLISHED.glob("*.txt"))
    if not sources:
        pytest.skip("the published pages (../shared/articles) are not on this machine")
    _, body = parts(path)
    for source in sources:
        text = source.read_text(encoding="utf-8")
        assert not shared_runs(body, text, LONGEST_SHARED_RUN + 1), source.name
