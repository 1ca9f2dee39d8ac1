"""What cleaning does to pages as they were saved from the web, and to texts without furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.cleaning import clean, explain
from corpus.cleaning.encoding import mojibake

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="../shared is not here")
class TestRealPages:
    """Four pages as they were saved from the web, furniture and all."""

    @pytest.fixture
    def cleaned(self) -> dict[str, str]:
        files = sorted((SHARED / "articles").glob("*.txt"))
        return {file.name[:3]: clean(file.read_text(encoding="utf-8")) for file in files}

    @pytest.mark.parametrize(
        "furniture",
        [
            "password", "reCAPTCHA", "commission", "editorial policy", "Skip to", "Image credit",
            "Image via", "Watch on", "Recommended Videos", "supported by", "part of an article",
            "bylines", "Contributing Writer", "date 2022", "pilots a spacecraft", "Dev on Mars",
            "€™",
        ],
    )  # fmt: skip
    def test_no_furniture_is_left(self, cleaned: dict[str, str], furniture: str) -> None:
        assert [name for name, text in cleaned.items() if furniture in text] == []

    def test_every_paragraph_is_left(self, cleaned: dict[str, str]) -> None:
        for file in sorted((SHARED / "articles").glob("*.txt")):
            kept = cleaned[file.name[:3]]
            for line in mojibake(file.read_text(encoding="utf-8")).split("\n"):
                prose = line.removeprefix(" date 2022-08-24 ").strip()
                about_page = any(word in prose for word in ("bylines", "affiliate", "password"))
                if len(prose) > 115 and not about_page:
                    assert prose in kept

    def test_lists_and_headings_are_left(self, cleaned: dict[str, str]) -> None:
        assert cleaned["000"].count("•") == 15
        assert "Departing Cast Members" in cleaned["000"]
        assert cleaned["001"].count("?\n\n") == 5
        assert cleaned["003"].startswith("For All Mankind Season 4’s Ending, Explained\n\n")


@pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason="../shared is not here")
def test_encyclopedia_and_fiction_lose_nothing() -> None:
    for name in ("squad_open", "wiki_open", "selqa_open", "friends_open", "fairytale_open"):
        for file in sorted((SHARED / "eval" / name / "articles").glob("*.md")):
            _, removals = explain(file.read_text(encoding="utf-8"))
            assert removals == (), file.name
