r"""Marks inside an article that say how far a part of it reveals: ``<!-- spoils: S04E10 -->``.

A mark on a line of its own holds from there to the end of its section, which is where a heading of
the same or a higher level follows; before a heading, it is the heading's. In a line with a heading
it holds for that heading's section, in a line with other text for that paragraph, item or row. One
that opens a file says it of the whole article, as ``spoils`` in front matter does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from corpus import cleaning
from corpus.models import Article, Mark, Metadata, Removal
from corpus.spoilers import EVERYTHING, doubt, latest, parse, revealed

_MARK = re.compile(
    r"<!--[ \t]*spoil(?:s|ers?)?\b[ \t]*[:=]?(?P<value>(?:(?!--)[^\n\r])*)(?:--+!?>|$)",
    re.IGNORECASE | re.MULTILINE,
)
SIGN = "\ue5b0(\\d+)\ue5b1"
"""Stands for a mark while a page is cleaned."""

_SIGN = re.compile(SIGN)

_AROUND = 200
"""Characters beside a mark in which its line has to end for it to stand alone."""

LOST = "a spoiler mark stands beside no text of the article, so it counts for all of it"
CONFUSED = "characters of the file look like Quoth's own, so its spoiler marks count as the latest"


class Marked:
    """A file's content with signs in place of its marks; ``text`` is what is read on."""

    def __init__(self, raw: str) -> None:
        self._values: list[str] = []
        self._removals: list[Removal] = []
        body = raw.lstrip("\ufeff \t\r\n")
        opening = _MARK.match(body)
        self._top = opening["value"].strip() if opening else None
        if opening:
            self._removals.append(Removal("spoiler_marks", opening[0]))
            body = body[opening.end() :]
        self._confused = bool(_SIGN.search(body) and _MARK.search(body))
        self.text = _MARK.sub("" if self._confused else self._sign, body if opening else raw)

    def _sign(self, found: re.Match[str]) -> str:
        """Return the sign of a mark; one on a line of its own parts what stands around it."""
        start, stop = found.span()
        before = found.string[max(0, start - _AROUND) : start].replace("\r", "")
        after = found.string[stop : stop + _AROUND].replace("\r", "")
        sign = f"\ue5b0{len(self._values)}\ue5b1"
        self._values.append(found["value"].strip())
        self._removals.append(Removal("spoiler_marks", found[0]))
        ends = "\n" in before or start <= _AROUND, "\n" in after or len(after) < _AROUND
        if not all(ends) or (before.rpartition("\n")[2] + after.partition("\n")[0]).strip():
            return sign
        above = "" if before.rstrip(" \t").endswith("\n\n") else "\n"
        return f"{above}{sign}" + ("" if after.lstrip(" \t").startswith("\n\n") else "\n")

    def article(
        self, name: str, markup: str, describe: Callable[[str, str], Metadata]
    ) -> tuple[Article, tuple[Removal, ...]]:
        """Return the article and what was taken out of it.

        Args:
            markup: what was read of ``text``, not yet cleaned. A mark that is no longer in it, or
                that cleaning takes out with its line, counts for the whole article.
            describe: gives the metadata of the markup, without marks, and the cleaned text. The
                title, which every part shows, is not taken from what reveals more than the whole.
        """
        cleaned, removals = cleaning.explain(markup)
        text, kept = _without_signs(cleaned)
        points = [parse(value) or EVERYTHING for value in self._values]
        bare = _without_signs(markup)[0]
        meta = describe(bare, text)
        whole = [self._top] if self._top is not None and meta.spoils is not None else []
        if self._top is not None and meta.spoils is None:
            meta = replace(meta, spoils=self._top or "?")
        there = {number for number, *_ in kept}
        lost = [value for at, value in enumerate(self._values) if at not in there]
        said = [value for value in (meta.spoils, *whole, *self._values) if value is not None]
        doubts = [doubt(value) for value in said if parse(value) is None]
        doubts += [LOST] * bool(lost) + [CONFUSED] * self._confused
        reveals = latest((revealed(meta.spoils), *map(revealed, whole + lost)))
        if self._confused:
            reveals = EVERYTHING
        later = [at for number, at, _ in kept if not reveals.covers(points[number])]
        if later:
            early = text[: text.rfind("\n", 0, later[0]) + 1]
            meta = replace(meta, title=describe(bare, early).title)
        article = Article(
            path=name,
            text=text,
            meta=replace(meta, title=_SIGN.sub("", meta.title).strip()),
            reveals=reveals,
            marks=tuple(Mark(at, alone, points[number]) for number, at, alone in kept),
            doubts=tuple(dict.fromkeys(doubts)),
        )
        changes = (replace(item, text=_SIGN.sub("", item.text)) for item in removals)
        return article, (*self._removals, *(item for item in changes if item.text.strip()))


def with_marks(article: Article) -> str:
    """Return the text of an article with its marks in it again, for a file of its own.

    A mark that opens the text says it of the whole file there, which is no less.
    """
    parts: list[str] = []
    last = 0
    for mark in article.marks:
        parts += article.text[last : mark.at], f"<!-- spoils: {mark.point} -->"
        parts += "\n\n" if mark.alone else ()
        last = mark.at
    return "".join((*parts, article.text[last:]))


def _without_signs(text: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """Return ``text`` without signs; for each its number, where it stood, whether alone."""
    lines: list[str] = []
    kept: list[tuple[int, int, bool]] = []
    length, skip = 0, False
    for line in text.split("\n") if _SIGN.search(text) else ():
        pieces = _SIGN.split(line)
        signs = list(map(int, pieces[1::2]))
        alone = bool(signs) and not "".join(pieces[::2]).strip(" \t>")
        if alone:
            kept += ((sign, length, True) for sign in signs)
            skip = True
            continue
        if skip and not line and (not lines or not lines[-1]):  # the gap above it is enough
            continue
        skip, bare = False, pieces[0]
        for sign, piece in zip(signs, pieces[2::2], strict=True):
            if not piece or piece[0] in " \t.,;:!?)":
                bare = bare.rstrip(" \t")
            kept.append((sign, length + len(bare), False))
            bare += piece if bare else piece.lstrip(" \t")
        lines.append(bare)
        length += len(bare) + 1
    return "\n".join(lines).rstrip("\n") if kept else text, kept
