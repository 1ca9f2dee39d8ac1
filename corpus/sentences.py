"""Where sentences begin and end: at what Punkt parts, and where rules of our own know better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import category

from corpus.models import Span
from corpus.punkt import ABBREVIATIONS, STARTERS, TITLES, candidates, is_end

SENTENCE_LIMIT = 1400
"""Longest sentence in characters; a longer one is cut at a clause mark or at white space."""

UNSPACED_LIMIT = 300
"""The same in scripts without spaces between words, where long texts may have no other stops."""

# Abbreviations only before a number: "no." and "art." also end sentences.
_NUMBERED = frozenset(
    "app art ca ch chap circa ep eps eq fig figs no nos nr op p par pg pp pt ref s sec ser vol"
    " vols".split()
)
_LISTED = ABBREVIATIONS | TITLES | _NUMBERED

_CLOSERS = "\"'”’»›)]}」』）】》〉"
_OPENERS = "\"'“‘„«‹([{「『（【《〈`¿¡*_"

_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[^\W\d_])[.)]{1,2}")
_FOOTNOTES = re.compile(r"(?:\[[^\[\]\s]{1,12}\])+\s+")
_LOOSE = "'”’»)]}"
_LOOSE_CLOSERS = re.compile(r"(?:(?:''|[”’»)\]}])\s+)+")
_LONE_MARKS = re.compile(r"[.,;:!?…]\s")
# In German a number with a stop is an ordinal: "am 20. Juli", "die 4. Staffel".
_GERMAN_ORDINAL = re.compile(
    r"\b(?:d(?:er|ie|as|em|en|es)|im|vom|zum|zur|beim|und|(?:ihr|sein|dies|jed)e[mnrs]?)"
    r"\s+\d{1,3}\.\s*$",
    re.IGNORECASE,
)
_GERMAN_MONTH = re.compile(
    r"(?:Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b"
    r"|(?:April|August|September|November)\s+\d{4}"
)
_MIXED_CASE = re.compile(r"[^\W\d_]{1,2}[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_CUTS = re.compile(r"[;:,—–…](?=\s)")

# Thai, Lao, Tibetan, Burmese, Khmer, kana and Chinese characters: no spaces between words.
_UNSPACED = re.compile(
    r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_UNSPACED_CUTS = re.compile(r"[、，；：､]|\s")
_JOINED_TO_LAST = "\u200c\u200d\u0e33\u0eb3"  # joiners; Thai and Lao AM
_JOINED_TO_NEXT = "\u200d\u1039\u17d2"  # the joiner; what stacks Burmese and Khmer consonants

# Boundaries that Punkt does not look for: the stops of scripts without capitals, ellipses before a
# capital, and two sentences glued together by a lost space.
# Each pattern begins with characters, not with a condition: that is what ``re`` finds fast.
_WIDE_STOP = re.compile(rf"[。！？｡।॥።။][。！？｡।॥።။]*[{re.escape(_CLOSERS)}]*\s*")
_ARABIC_STOP = re.compile(rf"[؟۔](?<![؟۔]{{2}})[؟۔]*+[{re.escape(_CLOSERS)}]*\s+")
_ELLIPSIS = re.compile(rf"(?:…|\.\.\.)[{re.escape(_CLOSERS)}]*\s+(?=\S)")
_GLUED = re.compile(r"[.!?](?<=[a-z]{3}.)(?=[A-Z][a-z]+[ ,])")


def split(text: str, start: int = 0, stop: int | None = None) -> tuple[Span, ...]:
    """Sentences of ``text[start:stop]`` as spans of ``text``, in order.

    The range is taken as one paragraph: a newline in it counts as a space. Spans have no white
    space at their ends, are never empty nor longer than ``SENTENCE_LIMIT``, and together cover
    every character that is not white space.

    >>> text = "Ask Dr. Wu. She left at 5 p.m. on Monday."
    >>> [text[begin:end] for begin, end in split(text)]
    ['Ask Dr. Wu.', 'She left at 5 p.m. on Monday.']
    """
    paragraph = text[start:stop]
    unspaced = not paragraph.isascii() and _UNSPACED.search(paragraph)
    limit = UNSPACED_LIMIT if unspaced else SENTENCE_LIMIT
    spans: list[Span] = []
    begin = 0
    for end in (*_with_words(paragraph, _boundaries(paragraph)), len(paragraph)):
        first, last = _trimmed(paragraph, begin, end)
        if last - first > limit:
            spans.extend(Span(start + a, start + b) for a, b in _cut(paragraph, first, last))
        elif first < last:
            spans.append(Span(start + first, start + last))
        begin = end
    return tuple(spans)


def _boundaries(paragraph: str) -> list[int]:
    """Offsets at which a new sentence may start, ascending."""
    caseless = not any(map(str.isupper, paragraph))
    found = {
        offset
        for mark, candidate in candidates(paragraph)
        if (offset := _after_closers(paragraph, candidate)) is not None
        and (
            _is_plain(paragraph, mark)
            or (not _joins(paragraph, offset, caseless) and is_end(paragraph, mark))
        )
    }
    if not paragraph.isascii():
        for stop in (_WIDE_STOP, _ARABIC_STOP):
            found.update(match.end() for match in stop.finditer(paragraph))
    if "..." in paragraph or "…" in paragraph:
        found.update(
            match.end()
            for match in _ELLIPSIS.finditer(paragraph)
            if _starts_anew(paragraph, match.end())
        )
    found.update(
        match.end()
        for match in _GLUED.finditer(paragraph)
        if _last_word(paragraph, match.start()).islower()
    )
    return sorted(found)


def _is_plain(paragraph: str, mark: re.Match[str]) -> bool:
    """Whether an ordinary word stands before ``mark``, and a capital after it: no more to ask."""
    end, following = mark.start(), mark.start("next")
    if following < 0 or not paragraph[following].isupper():
        return False
    if paragraph[end] != ".":
        return True
    word = paragraph[max(0, end - 20) : end]
    word = word[word.rfind(" ") + 1 :]
    return len(word) > 1 and word.isalpha() and word.lower() not in _LISTED


def _with_words(paragraph: str, boundaries: Iterable[int]) -> Iterator[int]:
    """The boundaries with a letter or digit on both sides: marks alone are no sentence."""
    start = 0
    words_before = False
    for stop in (*boundaries, len(paragraph)):
        has_word = any(map(str.isalnum, paragraph[start:stop]))
        if has_word and words_before:
            yield start
        words_before = words_before or has_word
        start = stop


def _after_closers(paragraph: str, offset: int) -> int | None:
    """Where the sentence really starts: behind footnotes and closing quotes; None in a word."""
    if offset and not paragraph[offset - 1].isspace():
        footnotes = _FOOTNOTES.match(paragraph, offset)
        return footnotes.end() if footnotes else None
    if paragraph[offset : offset + 1] not in _LOOSE:
        return offset
    closers = _LOOSE_CLOSERS.match(paragraph, offset)
    return closers.end() if closers else offset


def _joins(paragraph: str, offset: int, caseless: bool) -> bool:
    """Whether the text before and after ``offset`` is one sentence although Punkt parts them."""
    after = _first_visible(paragraph, offset)
    if after is None:
        return True
    following = paragraph[after]
    if following == "#" or (not following.isalnum() and _LONE_MARKS.match(paragraph, after)):
        return True  # hashtags and stray stops belong to what they follow
    if following.islower() and not caseless and not _MIXED_CASE.match(paragraph, after):
        return True
    before = _last_word(paragraph, offset).lstrip(_OPENERS)
    if not before.endswith("."):
        return False
    if before == ".":  # tokenised text: "Mr . Wu"
        end = paragraph.rfind(".", 0, offset)
        before = _last_word(paragraph, end).lstrip(_OPENERS) + "."
        if len(before) == 2 and before[0].isupper() and following.isupper():
            return not _is_starter(paragraph, after) and before != "I."
    word = before[:-1].lower()
    if word.isdigit() and (
        _GERMAN_ORDINAL.search(paragraph, max(0, offset - 30), offset)
        or (len(word) < 3 and _GERMAN_MONTH.match(paragraph, after))
    ):
        return True
    if word in TITLES:
        return True
    if following.isdigit() and len(before) == 2 and before[0].islower():  # "c. 1200"
        return True
    if word in _NUMBERED and (following.isdigit() or _is_roman(paragraph, after)):
        return True
    if word in ABBREVIATIONS or _DOTTED.fullmatch(before):
        return not _is_starter(paragraph, after)
    return bool(_ENUMERATOR.fullmatch(before)) and _is_first_word(paragraph, offset, before)


def _starts_anew(paragraph: str, offset: int) -> bool:
    after = _first_visible(paragraph, offset)
    if after is None or not paragraph[after].isupper():
        return False
    word = _WORD.match(paragraph, after)
    return word is not None and word.group() != "I"


def _first_visible(paragraph: str, offset: int) -> int | None:
    """Offset of the first character that is neither white space nor an opening mark."""
    while offset < len(paragraph):
        if not paragraph[offset].isspace() and paragraph[offset] not in _OPENERS:
            return offset
        offset += 1
    return None


def _last_word(paragraph: str, offset: int) -> str:
    """The last run of non-space characters before ``offset``, at most 40 characters of it."""
    words = paragraph[max(0, offset - 60) : offset].split()
    return words[-1][-40:].rstrip(_CLOSERS) if words else ""


def _is_starter(paragraph: str, offset: int) -> bool:
    word = _WORD.match(paragraph, offset)
    return word is not None and word.group().lower() in STARTERS


def _is_roman(paragraph: str, offset: int) -> bool:
    word = _WORD.match(paragraph, offset)
    return word is not None and set(word.group()) <= set("IVXLC")


def _is_first_word(paragraph: str, offset: int, word: str) -> bool:
    """Whether nothing but ``word`` stands before ``offset``: the number of a numbered sentence."""
    return offset < 60 and paragraph[:offset].strip() == word


def _cut(text: str, start: int, stop: int) -> Iterator[Span]:
    """``text[start:stop]`` without outer white space, in parts as long as may be."""
    start, stop = _trimmed(text, start, stop)
    unspaced = 2 * len(_UNSPACED.findall(text, start, stop)) > stop - start
    limit, cut_point = (
        (UNSPACED_LIMIT, _unspaced_cut_point) if unspaced else (SENTENCE_LIMIT, _cut_point)
    )
    while stop - start > limit:
        end = cut_point(text, start, start + limit)
        yield from _cut(text, start, end)
        start = end
        while text[start].isspace():
            start += 1
    if start < stop:
        yield Span(start, stop)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _cut_point(text: str, start: int, limit: int) -> int:
    """Last clause mark in the second half of the range, else last white space, else ``limit``."""
    half = (start + limit) // 2
    ends = [match.end() for match in _CUTS.finditer(text, half, limit)]
    if ends:
        return ends[-1]
    if text[limit].isspace():
        return limit
    for offset in range(limit - 1, start, -1):
        if text[offset].isspace():
            return offset
    return limit


def _unspaced_cut_point(text: str, start: int, limit: int) -> int:
    """Last comma or white space in the second half of the range, else before ``limit``'s letter."""
    ends = [match.end() for match in _UNSPACED_CUTS.finditer(text, (start + limit) // 2, limit)]
    if ends:
        return ends[-1]
    for offset in range(limit, start, -1):
        if not _in_cluster(text, offset):
            return offset
    return limit


def _in_cluster(text: str, offset: int) -> bool:
    """Whether the characters before and after ``offset`` are read as one."""
    after = text[offset]
    joined = after in _JOINED_TO_LAST or text[offset - 1] in _JOINED_TO_NEXT
    return joined or category(after).startswith("M")
