"""Points of a story are read, compared, marked in articles and suggested; what is unclear hides."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import library, suggesting
from corpus.errors import NotWritten, Unreadable
from corpus.intake import Said, prepared
from corpus.models import Document, Skipped
from corpus.spoilers import EVERYTHING, NOTHING, Point, latest, parse, revealed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((same, "S04E10") for same in (
            "S04E10", "s4e10", "4x10", "Season 4 Episode 10", "season 4, ep. 10", "T4E10",
            "Temporada 4 capítulo 10", "Staffel 4, Folge 10", "saison 4 épisode 10",
            "Stagione 4 episodio 10", "第4季第10集", "4 сезон 10 серия", "S4 Episode 10",
        )),
        *((same, "S04") for same in ("S04", "season four", "4th season", "4. Staffel", "t4")),
        ("Book 2 Chapter 5", "Book 2 Chapter 5"), ("libro dos, capítulo 5", "Book 2 Chapter 5"),
        ("Chapter 12", "Chapter 12"), ("Act III", "Act 3"), ("Part 2", "Part 2"),
        ("Vol. 3", "Volume 3"), ("E07", "Episode 7"), ("7", "7"),
        ("all", "everything"), ("Everything", "everything"), ("todo", "everything"),
        ("none", "nothing"), ("nothing", "nothing"), ("S00", "nothing"), ("0", "nothing"),
    ],
)  # fmt: skip
def test_a_point_is_read_in_many_forms(typed: str, meant: str) -> None:
    assert str(parse(typed)) == meant


@pytest.mark.parametrize("typed", ["", "the end", "S04E", "S00E03", "season 4 finale", "4x10x2"])
def test_what_is_no_point_is_not_read_and_reveals_everything(typed: str) -> None:
    assert parse(typed) is None
    assert revealed(typed) == EVERYTHING


def covers(person: str, article: str) -> bool:
    mine, other = parse(person), parse(article)
    assert mine
    assert other
    return mine.covers(other)


def test_a_whole_season_is_all_of_it_for_articles_and_people() -> None:
    assert covers("S04", "S04E10")
    assert covers("S04E10", "S04E10")
    assert covers("S05E01", "S04")
    assert not covers("S04E10", "S04")
    assert not covers("S04E09", "S04E10")


def test_what_is_counted_otherwise_is_not_known_to_be_inside() -> None:
    assert not covers("S04", "Book 1")
    assert not covers("7", "E07")
    assert covers("S01", "none")
    assert covers("all", "Book 1")
    assert not covers("none", "S01E01")
    assert latest([]) == NOTHING
    assert latest(map(revealed, ("S01", "S04", "none", "S04E10"))) == parse("S04")
    assert latest(map(revealed, ("S01", "Book 4"))) == EVERYTHING


POINTS = st.builds(
    Point, st.integers(1, 8), st.integers(1, 99), st.integers(1, 99)
) | st.sampled_from([NOTHING, EVERYTHING, *map(revealed, ("S04", "Book 2", "7"))])


@given(POINTS, POINTS)
def test_codes_keep_order_and_range(one: Point, other: Point) -> None:
    assert Point.of(one.code) == one
    assert (one < other) == (one.code < other.code)
    assert one.covers(one)
    assert latest([one, other]).covers(one)
    assert latest([one, other]).covers(other)
    first, last = one.codes
    assert one.covers(other) == (first <= other.code <= last or other.code == 0)


def load(tmp_path: Path, name: str, content: str) -> Document:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return library.load(tmp_path, name, library.scan(tmp_path)[0][name])


def reveals(document: Document) -> dict[str, str]:
    """Return what each passage reveals, by its first words."""
    text = document.article.text
    assert "<!--" not in text
    assert all(ord(c) < 0xE000 for c in text)
    return {text[slice(*p.span)][:9]: str(p.reveals) for p in document.passages}


MARKED = """---
spoils: S01
---
# The base

Free text stands here.

<!-- spoils: S02 -->

The rest of the section.

## Cast <!-- spoils: S03 -->

The cast plays.

### Minor roles

Theirs is as far.

## Log

Open log stands here.

<!-- spoils: S04E10 -->One paragraph alone.

Again open to all.
It goes on. <!-- Spoiler: S05 -->

<!-- spoils: S06E01 -->
## The end

All of them left.

## Crew of it

- Ada flies
- Bo dies <!-- spoils: S04 -->
- Cy cooks
"""


def test_a_mark_holds_for_its_section_or_paragraph(tmp_path: Path) -> None:
    assert reveals(load(tmp_path, "a.md", MARKED)) == {
        "Free text": "S01",
        "The rest ": "S02",
        "The cast ": "S03",
        "Theirs is": "S03",
        "Open log ": "S02",
        "One parag": "S04E10",
        "Again ope": "S02",
        "It goes o": "S05",
        "All of th": "S06E01",
        "Ada flies": "S02",
        "Bo dies": "S04",
        "Cy cooks": "S02",
    }


def test_marks_change_nothing_else_of_the_text(tmp_path: Path) -> None:
    marked = load(
        tmp_path, "a.md", "# One\n\nA b c. <!-- spoils: S01 -->\n\n<!-- spoils: 2 -->\n\nD."
    )
    assert marked.article.text == "# One\n\nA b c.\n\nD."
    assert marked.article.doubts == ()


def test_a_mark_at_the_top_says_it_of_the_whole_file(tmp_path: Path) -> None:
    text = load(tmp_path, "a.txt", "<!-- spoils: S02 -->\nThe log\n\nIt is kept by Ada Quill.")
    assert text.article.meta.spoils == "S02"
    assert set(reveals(text).values()) == {"S02"}
    page = f"<!-- spoils: S02 --><html><body><article><h1>Log</h1><p>{'It rains. ' * 20}</p>"
    page += f"<!-- spoils: S03 --><p>{'It snows. ' * 20}</p></article></body></html>"
    assert reveals(load(tmp_path, "b.html", page)) == {"It rains.": "S02", "It snows.": "S03"}


@pytest.mark.parametrize("value", ["<!-- spoils: later -->", "<!-- spoils -->", "<!--spoiler:-->"])
def test_an_unreadable_mark_counts_as_the_latest_and_is_told(tmp_path: Path, value: str) -> None:
    document = load(tmp_path, "a.md", f"---\nspoils: S01\n---\nOne is so.\n\n{value}\n\nTwo is so.")
    assert reveals(document) == {"One is so": "S01", "Two is so": "everything"}
    assert len(document.article.doubts) == 1


def test_a_mark_that_goes_with_its_text_counts_for_the_whole_article(tmp_path: Path) -> None:
    text = "---\nspoils: S01\n---\nOne is so.\n\n<!-- to do: <!-- spoils: S03 --> -->\n\nTwo is so."
    document = load(tmp_path, "a.md", text)
    assert set(reveals(document).values()) == {"S03"}
    assert document.article.doubts


PAGE = f"""<!-- spoils: S01 --><html><body><article><h1>The base</h1>
<p>Free text stands here. {"It rains. " * 20}</p>
<!-- spoils: S02 -->
<p>The rest of the section. {"It snows. " * 20}</p>
<h2>Cast <!-- spoils: S03 --></h2>
<p>The cast plays. {"It hails. " * 20}</p>
<h2>Log</h2>
<p>Open log stands here.</p>
<p>One paragraph alone. <!-- spoils: S04E10 --></p>
<ul><li>Ada flies</li><li>Bo dies <!-- spoils: S05 --></li></ul>
</article></body></html>"""


def test_a_page_that_becomes_a_file_keeps_its_marks(tmp_path: Path) -> None:
    page = load(tmp_path, "a.html", PAGE)
    assert {"S01", "S02", "S03", "S05"} <= set(reveals(page).values())
    ready = prepared(PAGE.encode(), ".html", Said(url="https://example.org/base"))
    file = load(tmp_path, "b.md", ready.content.decode())
    assert file.article.text == page.article.text
    assert reveals(file) == reveals(page)
    ready = prepared(PAGE.encode(), ".html", Said(spoils="none"))
    told = reveals(load(tmp_path, "b.md", ready.content.decode()))
    assert told == reveals(page) | {"Free text": "nothing"}


def test_a_lost_mark_of_a_page_counts_for_all_of_it_whatever_is_said(tmp_path: Path) -> None:
    page = PAGE.replace("<h2>Log", "<script><!-- spoils: S06 --></script><h2>Log")
    assert load(tmp_path, "a.html", page).article.doubts
    ready = prepared(page.encode(), ".html", Said(spoils="S01"))
    assert "S06" in reveals(load(tmp_path, "b.md", ready.content.decode())).values()


def test_an_article_that_does_not_say_it_counts_as_the_latest(tmp_path: Path) -> None:
    document = load(tmp_path, "a.md", "One is so.")
    assert set(reveals(document).values()) == {"everything"}
    assert document.article.doubts == ()
    assert load(tmp_path, "b.md", "---\nspoils: the end\n---\nOne.").article.doubts


def test_a_time_to_unlock_is_in_utc_and_a_wrong_one_refuses_the_article(tmp_path: Path) -> None:
    def unlock(value: str) -> datetime | None:
        return load(tmp_path, "a.md", f"---\nunlock: {value}\n---\nOne.").article.meta.unlock

    expected = datetime(2026, 3, 1, 20, tzinfo=UTC)
    assert unlock("2026-03-01T20:00:00Z") == unlock("2026-03-01 20:00") == expected
    assert unlock("2026-03-01T21:00+01:00") == expected
    for wrong in ("tomorrow", "2026-02-31", "[1]"):
        with pytest.raises(Unreadable, match="unlock must be a UTC time"):
            unlock(wrong)


FILES = {
    "a.txt": b"\xef\xbb\xbfThe base\r\n\r\nIn S04E10 and in season 3 it rains on the base.\r\n",
    "b.md": b"---\r\ntitle: Season 2 recap\r\n---\r\n# X\r\n\r\nIt \xe2\x80\x94 rains.\r\n",
    "c.md": b"# Chapter 12\n\nIt rains.\n",
    "seasons-1-to-3.html": b"<html><body><article><h1>Log</h1><p>"
    + b"It rains. " * 30
    + b"</p></article></body></html>",
}
WRITTEN = {
    "a.txt": b"\xef\xbb\xbf<!-- spoils: S04E10 -->\r\n" + FILES["a.txt"][3:],
    "b.md": FILES["b.md"].replace(b"---\r\ntitle", b"---\r\nspoils: S02\r\ntitle"),
    "c.md": b"---\nspoils: Chapter 12\n---\n" + FILES["c.md"],
    "seasons-1-to-3.html": b"<!-- spoils: S03 -->\n" + FILES["seasons-1-to-3.html"],
}


def test_suggestions_are_written_and_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    for found in suggesting.suggestions(tmp_path):
        assert isinstance(found, suggesting.Suggestion)
        suggesting.write(tmp_path, found)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == WRITTEN
    assert list(suggesting.suggestions(tmp_path)) == []


def test_what_cannot_be_suggested_or_written_is_told_and_stays(tmp_path: Path) -> None:
    files = {
        "a.md": b"# None\n\nIt rains.\n",
        "b.md": b"---\nspoils: the end of season 5\n---\nIn season 5 it rains.\n",
        "c.txt": "In season 5 it rains.".encode("utf-16"),
        "d.md": b"---\ntitle: [\n---\nIt rains.",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    nothing, twice, wide, broken = suggesting.suggestions(tmp_path)
    assert isinstance(nothing, suggesting.Suggestion)
    assert nothing.point is None
    for found in (twice, wide):
        assert isinstance(found, suggesting.Suggestion)
        with pytest.raises(NotWritten):
            suggesting.write(tmp_path, found)
    assert isinstance(broken, Skipped)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "It rains.\n\n<!-- spoils: S04 -->\n\n# Mara drowns\n\nShe goes down.\n"),
        ("a.md", "It rains.\n\n# Mara drowns <!-- spoils: S04 -->\n\nShe goes down.\n"),
        ("a.txt", "Mara drowns <!-- spoils: S04 -->\n\nIt rains.\n"),
        ("a.html", "<h1>Mara drowns <!-- spoils: S04 --></h1><p>She goes down in the storm.</p>"),
        ("a.html", "<!-- spoils: S04 --><h1>Mara drowns</h1><p>She goes down in the storm.</p>"),
    ],
)
def test_a_title_is_never_taken_from_what_reveals_more_than_the_article(
    tmp_path: Path, name: str, content: str
) -> None:
    page = "<html><body><article>{}<h1>Arrival</h1><p>It rains in Tarn.</p></article></body></html>"
    body = page.format(content) if name.endswith("html") else content
    (tmp_path / name).write_text(f"<!-- spoils: S01 -->\n{body}", encoding="utf-8")
    article, _ = library.explain(tmp_path, name)
    assert article.meta.title == "a"
    assert str(article.reveals) == "S01"


def test_a_heading_that_reveals_no_more_than_the_article_is_its_title(tmp_path: Path) -> None:
    text = "<!-- spoils: S04 -->\n# Mara drowns <!-- spoils: S03 -->\n\nShe goes down.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert library.explain(tmp_path, "a.md")[0].meta.title == "Mara drowns"
