"""What is handed in becomes a file that says all that it said before."""

from __future__ import annotations

from corpus import readers
from corpus.chunking import passages
from corpus.intake import Said, prepared

PAGE = b"""<!-- spoils: S01 --><html><head><title>Tarn</title></head><body><article>
<p>Mara keeps the lighthouse of Tarn on the rock, and has done so for many years.</p>
<p>She owns the boat of the harbour. <!-- spoils: S02 --></p>
<!-- spoils: S04 --><h2>The storm</h2><p>She goes down in the storm of autumn.</p>
<h2>The paint</h2><p>The tower is painted white every spring, and red above.</p>
</article></body></html>"""


def test_the_marks_of_a_page_stay_where_they_are() -> None:
    for said, whole in ((Said(url="https://example.org/a"), "S01"), (Said(spoils="S02"), "S02")):
        ready = prepared(PAGE, ".html", said)
        article, _ = readers.parsed(ready.content, f"a{ready.suffix}")
        found = passages(article.text, article.marks, article.reveals)
        assert ready.suffix == ".md"
        assert str(article.reveals) == whole
        assert {str(p.reveals) for p in found if "goes down" in article.text[slice(*p.span)]} == {
            "S04"
        }
        shown = [str(p.reveals) for p in found]
        assert shown == [whole, *(["S02"] if whole == "S01" else []), "S04", whole]


def test_a_page_that_says_it_of_a_part_alone_says_nothing_of_the_whole() -> None:
    page = PAGE.removeprefix(b"<!-- spoils: S01 -->")
    ready = prepared(page, ".html", Said(url="https://example.org/a"))
    assert b"\nspoils:" not in ready.content
    article, _ = readers.parsed(ready.content, "a.md")
    assert str(article.reveals) == "everything"
