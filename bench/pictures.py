"""Draws answers for the guides, as SVG: ``make pictures``.

The questions are asked of the shipped articles, and what is drawn is the card that Discord would
get: its texts, lines and buttons, in the order that it has them. No font is needed beyond what a
browser has; lines are broken by the widths of Helvetica's letters, rounded up. The same articles
give the same files, which ``tests/bench/test_pictures.py`` checks.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import NamedTuple

from bot.app import Desk, unlocked
from bot.cards import card
from bot.controls import Asked, LinkButton, Row
from bot.settings import SHIPPED_ARTICLES, Settings
from corpus.spoilers import parse
from index.models import Outcome

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"

QUESTIONS = {
    "answer": ("Who plays Ed Baldwin?", None),
    "miss": ("Who wrote the music of the opera on Titan?", None),
    "spoiler": ("What happens to Goldilocks at the end of season 4?", "S03"),
}
"""What is asked for each picture, and the horizon of who asks."""

WIDTH, MARGIN, PADDING = 640, 16, 16
SIZE, SMALL, LEADING = 15, 12, 21
"""Points of the text and of small print, and from line to line."""

BACKGROUND, BOX, EDGE = "#313338", "#2b2d31", "#4e5058"
TEXT, QUIET, LINK = "#dbdee1", "#949ba4", "#00a8fc"
FONT = "Helvetica, Arial, sans-serif"

_NARROW, _WIDE = frozenset("iljtfrI.,:;!|'()[]/ ·-’"), frozenset("mwMW@—…%")
_INLINE = re.compile(
    r"\\(?P<escaped>.)|(?P<bold>\*\*)|(?P<underline>__)|`(?P<code>[^`]+)`"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(<?(?P<url>[^)>]+)>?\)|(?P<plain>.)",
    re.S,
)


class Glyph(NamedTuple):
    """A character and how it looks: the attributes of its ``tspan``."""

    character: str
    look: str = ""


class Drawing:
    """An SVG that grows downwards from ``y``."""

    def __init__(self) -> None:
        self.y = 0.0
        self.shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, more: str) -> None:
        """Draw a box."""
        place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        self.shapes.append(f"<rect {place} {more}/>")

    def text(self, x: float, y: float, glyphs: Iterable[Glyph], more: str = "") -> None:
        """Draw a line of text on its base line."""
        runs: list[list[str]] = []
        for character, look in glyphs:
            if runs and runs[-1][0] == look:
                runs[-1][1] += character
            else:
                runs.append([look, character])
        spans = "".join(
            f"<tspan {look}>{escape(run)}</tspan>" if look else escape(run) for look, run in runs
        )
        self.shapes.append(f'<text x="{x:g}" y="{y:g}" xml:space="preserve"{more}>{spans}</text>')

    def lines(self, markdown: str, x: float, width: float) -> None:
        """Draw a card's text, broken into lines."""
        for line in markdown.split("\n"):
            quoted, small = line.startswith("> "), line.startswith("-# ")
            inline = line.removeprefix("> ").removeprefix("-# ")
            size = SMALL if small else SIZE
            indent = 14 if quoted else 0
            top = self.y
            for broken in wrapped(list(glyphs_of(inline)), width - indent, size):
                self.y += LEADING
                look = f' font-size="{SMALL}" fill="{QUIET}"' if small else ""
                self.text(x + indent, self.y - 6, broken, look)
            if quoted:
                self.rect(x, top + 2, 4, self.y - top - 2, f'rx="2" fill="{EDGE}"')

    def buttons(self, labels: Sequence[str], x: float, width: float) -> None:
        """Draw a row of buttons, on further rows where there is no room."""
        left = x
        self.y += 8
        for label in labels:
            wide = length(map(Glyph, label), 14) + 28
            if left > x and left + wide > x + width:
                left = x
                self.y += 40
            self.rect(left, self.y, wide, 32, f'rx="8" fill="{EDGE}"')
            self.text(left + 14, self.y + 21, map(Glyph, label), ' font-size="14" fill="#fff"')
            left += wide + 8
        self.y += 32

    def svg(self, title: str) -> str:
        """Return the file's text."""
        height = self.y + MARGIN
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
            f'viewBox="0 0 {WIDTH} {height:g}" font-family="{FONT}" font-size="{SIZE}" '
            f'fill="{TEXT}" role="img">\n<title>{escape(title)}</title>\n'
            f'<rect width="{WIDTH}" height="{height:g}" rx="8" fill="{BACKGROUND}"/>\n'
            + "\n".join(self.shapes)
            + "\n</svg>\n"
        )


def glyphs_of(line: str, look: str = "") -> Iterator[Glyph]:
    """Yield the visible characters of one line of Discord's Markdown.

    >>> "".join(glyph.character for glyph in glyphs_of(r"**a** [b](<https://c.d>) 1\\. `e`"))
    'a b 1. e'
    """
    bold = underlined = False
    for match in _INLINE.finditer(line.replace("\u200b", "")):
        looks = [look, 'font-weight="bold"' * bold, 'text-decoration="underline"' * underlined]
        now = " ".join(filter(None, looks))
        if match["bold"]:
            bold = not bold
        elif match["underline"]:
            underlined = not underlined
        elif match["label"]:
            yield from glyphs_of(match["label"], f'fill="{LINK}"')
        elif match["code"]:
            yield from (Glyph(each, 'font-family="monospace"') for each in match["code"])
        else:
            yield Glyph(match["escaped"] or match["plain"], now)


def wrapped(glyphs: Sequence[Glyph], width: float, size: float) -> Iterator[list[Glyph]]:
    """Yield the lines that glyphs are broken into, between words."""
    line: list[Glyph] = []
    word: list[Glyph] = []
    for glyph in (*glyphs, Glyph(" ")):
        word.append(glyph)
        if glyph.character == " ":
            if line and length((*line, *word[:-1]), size) > width:
                yield line
                line = []
            line += word
            word = []
    yield line


def length(glyphs: Iterable[Glyph], size: float) -> float:
    """Return about how wide a line is; rather too much than too little."""
    widths = (
        0.32 if each in _NARROW else 0.9 if each in _WIDE else 0.7 if each.isupper() else 0.575
        for each, _ in glyphs
    )
    return size * sum(widths)


def draw(question: str, parts: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the picture of a question and its answer: texts and rows of buttons."""
    drawing, inner = Drawing(), WIDTH - 2 * MARGIN - 2 * PADDING
    drawing.y = MARGIN + 4.0
    asked = [Glyph(each, f'fill="{LINK}"') for each in "/ask "] + list(map(Glyph, question))
    drawing.text(MARGIN, drawing.y + 12, asked)
    drawing.y += 28
    top, place = drawing.y, len(drawing.shapes)
    drawing.y += PADDING / 2
    for number, part in enumerate(parts):
        if number:
            drawing.y += 10
            drawing.rect(MARGIN + PADDING, drawing.y, inner, 1, f'fill="{EDGE}"')
            drawing.y += 6
        drawing.lines(part, MARGIN + PADDING, inner)
    for row in rows:
        labels = [f"{each.label} ↗" if isinstance(each, LinkButton) else each.label for each in row]
        drawing.buttons(labels, MARGIN + PADDING, inner)
    drawing.y += PADDING
    look = f'rx="8" fill="{BOX}" stroke="{EDGE}"'
    drawing.rect(MARGIN, top, WIDTH - 2 * MARGIN, drawing.y - top, look)
    drawing.shapes.insert(place, drawing.shapes.pop())  # behind what it holds
    return drawing.svg(f"/ask {question}")


def picture(outcome: Outcome) -> str:
    """Return the picture of the card of an outcome."""
    shown = card(outcome, Asked(1, private=False, guild=1))
    return draw(outcome.question, shown.parts, shown.rows)


def pictures() -> dict[str, str]:
    """Return the text of each picture by its name."""
    with tempfile.TemporaryDirectory() as state:
        desk = Desk(Settings(state_dir=Path(state)), SHIPPED_ARTICLES)
        desk.build()
        drawn = {}
        for name, (question, horizon) in QUESTIONS.items():
            point = parse(horizon) if horizon else None
            view = replace(unlocked(), horizon=point)
            drawn[name] = picture(desk.ask(question, view=view))
        return drawn


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pictures().items():
        (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
