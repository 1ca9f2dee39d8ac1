"""What the cleaning rules share: lines, blocks of lines, and how a line of page furniture reads.

Rules compare the *plain* form of a line (no Markdown marks, straight quotes, case folded) and blank
the lines they reject, so that a line keeps its number and a quote can never span a removal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

LONGEST = 600
"""Characters above which a line is always prose; it also bounds the work of every pattern."""

_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_MARKER = re.compile(r"(?:#{2,6}|>|[-*+•·▪‣◦–])\s+")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "…": "..."})
_SENTENCE_END = re.compile(r" (?<=[.!?] )")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•·▪‣◦–]|\d{1,3}[.)])\s")
_READER = re.compile(r"\b(?:you|your|you'\w+|we|we'\w+|our|us)\b")
_TERMINAL = tuple(".!?:;,…")


@lru_cache(maxsize=1 << 15)
def plain(line: str) -> str:
    """Return the form of ``line`` that rules compare; '' for a blank, a long or a title line.

    >>> plain("  - **[Read More](https://example.org)**")
    'read more'
    """
    if len(line) > LONGEST or line.startswith("# "):
        return ""
    text = line.strip()
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    while marker := _MARKER.match(text):
        text = text[marker.end() :]
    if not text.isascii():
        text = text.translate(_STRAIGHT)
    return " ".join(text.split()).strip("*_ ").casefold()


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Compile alternatives into one pattern for plain lines."""
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives))


def addresses_reader(sentence: str) -> bool:
    """Whether a plain sentence says you, we, your or our."""
    return _READER.search(sentence) is not None


@dataclass(frozen=True, slots=True)
class Reads:
    """Whether most sentences of a line are a label (as a whole) or begin with a phrase.

    When exactly half of them are, the others must ask or exclaim; with ``voice`` (the furniture is
    what a site says of itself) it is enough that they address the reader. No line does so that is
    longer than ``longest``, or of which ``unless`` is true.
    """

    labels: re.Pattern[str]
    phrases: re.Pattern[str] | None = None
    voice: bool = False
    longest: int = LONGEST
    unless: Callable[[str], bool] | None = None

    def __post_init__(self) -> None:
        _READ.append(self)
        _all_read.cache_clear()

    def __call__(self, line: str) -> bool:
        """Whether a line reads as this."""
        if len(line) > self.longest or (self.unless and self.unless(line)):
            return False
        others = _others(line, self.labels, self.phrases)
        if others is None:
            return False
        if 2 * len(others) < len(_sentences(line)):
            return True
        return bool(others) and all(
            (other.endswith(("?", "!")) and len(other) <= 120)
            or (self.voice and addresses_reader(other))
            for other in others
        )


_READ: list[Reads] = []
"""All of them."""


@cache
def _all_read() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return all labels as one pattern, and all phrases: sought together, they are found sooner."""
    return (
        pattern(*(reads.labels.pattern for reads in _READ)),
        pattern(*(reads.phrases.pattern for reads in _READ if reads.phrases)),
    )


def _others(
    line: str, labels: re.Pattern[str], phrases: re.Pattern[str] | None
) -> list[str] | None:
    """Return the sentences of a line that are neither; None where most of them are not."""
    sentences, others = _sentences(line), []
    for sentence, bare in sentences:
        if not (labels.fullmatch(bare) or (phrases is not None and phrases.match(sentence))):
            others.append(sentence)
            if 2 * len(others) > len(sentences):
                return None
    return others


@lru_cache(maxsize=1 << 15)
def _sentences(line: str) -> tuple[tuple[str, str], ...]:
    """The plain sentences of a line, each also without the marks around it."""
    sentences = filter(None, _SENTENCE_END.split(plain(line)))
    return tuple((sentence, sentence.strip(" .!?:;,>»›→*_\"'")) for sentence in sentences)


def forget() -> None:
    """Let go of the lines that were compared last."""
    for known in (lines_of, _suspects, _plausible, plain, _sentences):
        known.cache_clear()


def is_label(line: str) -> bool:
    """Whether a line is a short run of words that is no sentence, heading, list item or table row.

    >>> is_label("Ed on the base"), is_label("He left the base."), is_label("- Ed as himself")
    (True, False, False)
    """
    text = line.strip()
    return (
        0 < len(text) <= 100
        and len(text.split()) <= 14
        and not text.rstrip("\"'”’)*_").endswith(_TERMINAL)
        and not text.startswith(("#", "|", ">"))
        and _LIST_ITEM.match(line) is None
    )


def is_list_item(line: str) -> bool:
    """Whether a line begins with a bullet or a number."""
    return _LIST_ITEM.match(line) is not None


def is_prose(line: str) -> bool:
    """Whether a line is long enough, and punctuated, to be a paragraph of its own."""
    text = line.strip()
    return len(text) > 100 or (len(text.split()) >= 8 and text.rstrip("\"'”’)*_")[-1:] in ".!?")


@lru_cache(maxsize=1)
def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text, the same for rule after rule."""
    return tuple(text.split("\n"))


def blocks(lines: Sequence[str]) -> Iterator[range]:
    """Yield the index range of each run of lines that are not blank."""
    start = None
    for index, line in enumerate(lines):
        if line and not line.isspace():
            if start is None:
                start = index
        elif start is not None:
            yield range(start, index)
            start = None
    if start is not None:
        yield range(start, len(lines))


def wraps(lines: Sequence[str], index: int) -> bool:
    """Whether line ``index`` goes on with the sentence of the line above (hard-wrapped text)."""
    if index == 0:
        return False
    above, line = lines[index - 1].rstrip(), lines[index].lstrip()
    return len(above) >= 40 and line[:1].islower() and not above.endswith(_TERMINAL)


def blanked(lines: Sequence[str], drop: Collection[int]) -> str:
    """Join the lines, those of ``drop`` left blank."""
    return "\n".join("" if index in drop else line for index, line in enumerate(lines))


@lru_cache(maxsize=1)
def _suspects(text: str) -> tuple[tuple[int, str, bool], ...]:
    """The lines that may be noise: index, line, and whether it goes on with the line above."""
    lines = lines_of(text)
    return tuple(
        (index, line, wraps(lines, index))
        for index, line in enumerate(lines)
        if line and len(line) <= LONGEST
    )


@lru_cache(maxsize=1)
def _plausible(text: str) -> tuple[tuple[int, str, bool], ...]:
    """Those of the suspects that may read as something: few, in most texts none."""
    read = _all_read()
    return tuple(each for each in _suspects(text) if _others(each[1], *read) is not None)


def found(text: str, noise: Callable[[str], bool]) -> set[int]:
    """Return the indices of the lines that are noise and no wrapped half of a sentence.

    Below a line that is noise, a line is no half: so a long chain of them goes at once.
    """
    drop: set[int] = set()
    for index, line, half in _plausible(text) if isinstance(noise, Reads) else _suspects(text):
        if (not half or index - 1 in drop) and noise(line):
            drop.add(index)
    return drop


def without(text: str, noise: Callable[[str], bool]) -> str:
    """Blank the lines of ``text`` that are noise."""
    drop = found(text, noise)
    return blanked(lines_of(text), drop) if drop else text
