"""Rules about who made the page and when: not the people and the days of the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from corpus.cleaning.lines import (
    LONGEST,
    blanked,
    blocks,
    found,
    is_label,
    is_prose,
    lines_of,
    pattern,
    plain,
)

_LONGEST_BIOGRAPHY = 1500
_WORD = re.compile(r"\w+")
_LAST_BYLINE = 3  # paragraphs that may stand above a byline
_TRADE = (
    r"(?:writer|journalist|editor|reporter|critic|author|columnist|contributor|blogger"
    r"|correspondent"
    r"|freelancer|podcaster|screenwriter|novelist|reviewer|producer|photographer)"
)
_RANK = (
    r"(?:senior|staff|contributing|contributor|managing|associate|assistant|executive|deputy|lead"
    r"|freelance|news|features?|tv|film|movies?|games?|gaming|entertainment|culture|weekend"
    r"|guest|chief"
    r"|copy|co-?|section|editor|in|for|tech|science|evening|list|site)"
)
_HEADINGS = pattern(
    r"(?:about )?(?:the )?(?:authors?|writers?|contributors?)(?: bio(?:graphy)?)?"
    r"|author bio(?:graphy)?",
    r"(?:written|posted|article|story|words|review|reviewed|edited) by(?: .{2,60})?",
    r"meet the (?:author|writer)|more (?:from|by) (?:this|the) author|bio",
)
_JOB = re.compile(rf"(?:{_RANK}[ -]){{1,4}}{_TRADE}|{_TRADE}(?:[- ]at[- ]large|[- ]in[- ]chief)")
_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:[a-z]{1,3}\s+)?[A-ZÀ-Þ][\w.’'-]*){1,3}"
_PROFESSION = re.compile(
    rf"[*_]*(?P<name>{_NAME})[*_]*,?\s+(?:is|was|has been|works as|writes|covers|joined)\b"
    rf"(?:[^.]{{0,200}}\b{_TRADE}s?\b|\s+(?:about|for|from)\b|\s+[A-Z])"
)
_STRONG = pattern(
    r"\bbylines?\b",
    r"\bfreelanc",
    r"\bcontribut(?:or|ing|es|ed) (?:to|at|for|with|writer|editor)\b",
    r"\b(?:has|have|had) (?:also )?(?:written|worked|reported|contributed|appeared|been published)"
    r" (?:for|at|in)\b",
    r"\b(?:writ(?:es|ing)|report(?:s|ing)|work) (?:about|for|on|has appeared|can be found)\b",
    r"\bcover(?:s|ing|ed) (?:everything|all things|the|tv|television|film|movies|games"
    r"|entertainment"
    r"|news|science|technology)\b",
    r"\b(?:follow|find|reach|contact|e-?mail) (?:him|her|them|me|\w+)\b.{0,40}(?:\bon\b|\bat\b|@)",
    r"\bwhen (?:(?:he|she|they)(?:'s| is|'re| are)? )?not (?:writing|working|watching|at)\b",
    r"\b(?:staff|senior|contributing|freelance|managing|news|features|entertainment) "
    r"(?:writer|editor|reporter|journalist)\b",
)
_WEAK = pattern(
    r"\b(?:based in|lives? in|degree|lifelong|years? of experience|loves?|joined|since)\b",
    r"\b(?:graduat|passion|obsess|special|hobb|award|co-?host)|@\w",
    r"\b(?:twitter|enjoys?|fan of|her work|his work|their work|podcast|entertainment)\b",
)
_DATE = r"(?:\w{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} \w{3,9}\.? \d{4}|[\d./-]{6,10})"
_STAMP = re.compile(
    r"(?:(?:first |originally |last )?(?:published|posted|updated|modified|edited|written))"
    rf"(?: on| at|:)*(?: by [^.]{{2,60}}?(?: on|,))? ?(?:\w{{3,9}},? )?{_DATE}\b[^.]{{0,60}}"
    r"|\d{1,3}[ -]min(?:ute)?s?(?: read)?|(?:estimated )?reading time:? .{1,20}"
)
_BYLINE = re.compile(
    rf"[*_]*(?:[Bb]y|BY|(?:[Ww]ords|[Ww]ritten|[Rr]eviewed|[Ee]dited"
    rf"|[Ff]act[- ][Cc]hecked) [Bb]y):?\s+{_NAME}(?:(?:,|\s+and"
    rf"|\s+&)\s+{_NAME})*"
    r"[*_]*(?:\s*(?:[|•·,–—-]|[Oo]n|[Pp]ublished|[Uu]pdated).{0,100})?"
)
_LEADING_DATE = re.compile(
    r"(?:\s*+(?:date|published|posted|updated)(?: on)?:?[ \t]++\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?:[ \t]++|(?=\n)|$))++",
    re.IGNORECASE,
)


def author_biographies(text: str) -> str:
    r"""Remove who wrote the page: the block under "Author", or the profile that ends the text.

    A profile names a person and a trade of the press, and tells of other bylines, beats or a home.
    It stays when prose follows it, and when the text has told of that person before.

    >>> author_biographies("The end.\n\nAuthor\nImage of Jo Ray\nJo Ray\nStaff Writer")
    'The end.\n\n\n\n\n'
    >>> author_biographies("It is over.\n\nJo Ray is a freelance writer who covers space.")
    'It is over.\n\n'
    >>> author_biographies("Jo Ray is a freelance writer in the story.\n\nShe dies in the finale.")
    'Jo Ray is a freelance writer in the story.\n\nShe dies in the finale.'
    """
    lines = lines_of(text)
    drop: set[int] = set()
    runs = list(blocks(lines))
    prose = _Prose(lines)
    for number, block in enumerate(runs):
        index = next((i for i in block if _HEADINGS.fullmatch(plain(lines[i]).strip(" :"))), None)
        if index is None:
            continue
        rest = range(index + 1, block.stop)
        last = not prose.story or prose.story[-1] < block.stop
        if len(rest) <= 8 and _is_signature(lines, rest, last=last):
            drop.update(range(index, block.stop))
        if not rest and number + 1 < len(runs) and _is_profile_block(lines, runs[number + 1]):
            drop.update((index, *runs[number + 1]))
    for block in reversed(runs):
        kept = [index for index in block if index not in drop]
        profile = _trailing_profile(lines, kept)
        opens = bool(profile) and profile[0] == runs[0].start
        if profile and not opens and _surname(lines[profile[-1]]) not in prose.words:
            drop.update(profile)
        if any(is_prose(lines[index]) for index in kept if index not in drop):
            break
    return blanked(lines, drop) if drop else text


class _Prose:
    """What lines tell beside biographies, found out where there may be one."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    @cached_property
    def story(self) -> list[int]:
        found = enumerate(self._lines)
        return [index for index, line in found if is_prose(line) and not is_biography(line)]

    @cached_property
    def words(self) -> set[str]:
        told = (self._lines[index] for index in self.story)
        return {word for line in told if not _is_byline(line) for word in _WORD.findall(line)}


def _is_signature(lines: Sequence[str], rest: range, *, last: bool) -> bool:
    """Whether the lines under an author's heading are names, jobs and biographies.

    At the end of a text one of them is enough; the rest is then about the same person.
    """
    personal = [_is_personal(lines[index]) for index in rest]
    return any(personal) and (
        last or all(is_label(lines[i]) or p for i, p in zip(rest, personal, strict=True))
    )


def _is_personal(line: str) -> bool:
    return (
        is_biography(line)
        or _JOB.fullmatch(plain(line)) is not None
        or re.fullmatch(_NAME, line.strip()) is not None
    )


def _is_profile_block(lines: Sequence[str], block: range) -> bool:
    biography = any(is_biography(lines[index]) for index in block)
    name = all(re.fullmatch(_NAME, lines[index].strip()) for index in block)
    return len(block) <= 6 and (biography or (name and len(block) <= 2))


def _trailing_profile(lines: Sequence[str], block: list[int]) -> list[int]:
    """Return the lines of a profile at the end of a block: labels above it and the biography."""
    if not block:
        return []
    last = block[-1]
    if _JOB.fullmatch(plain(lines[last])) and len(block) <= 3:
        return block if all(is_label(lines[index]) for index in block) else [last]
    if not is_biography(lines[last]):
        return []
    start = len(block) - 1
    while start and _is_personal(lines[block[start - 1]]):
        start -= 1
    return block[start:]


def is_biography(line: str) -> bool:
    """Whether a line presents somebody as an author: name, trade, and signs of a career.

    >>> is_biography("Jo Ray is a journalist with bylines at Example and Other.")
    True
    >>> is_biography("Jo Ray is a journalist who finds the lost rover on Mars.")
    False
    """
    if not 30 <= len(line) <= _LONGEST_BIOGRAPHY or not _PROFESSION.match(line.strip()):
        return False
    folded = line.replace("’", "'").casefold()
    return bool(_STRONG.search(folded)) or len(set(_WEAK.findall(folded))) > 1


def _surname(biography: str) -> str:
    person = _PROFESSION.match(biography.strip())
    return _WORD.findall(person["name"])[-1] if person else ""


def _is_byline(line: str) -> bool:
    stripped = line.strip()
    if len(stripped) > min(LONGEST, 160) or stripped.startswith("#"):
        return False
    if _BYLINE.fullmatch(stripped) and not stripped.endswith((".", "!", "?", ":")):
        return True
    return _is_stamp(line)


def _is_stamp(line: str) -> bool:
    return _STAMP.fullmatch(plain(line).strip(" .|•·–—-")) is not None


def bylines(text: str) -> str:
    r"""Remove lines that say who wrote the page, when, and how long it takes to read.

    A line "By Somebody" is one near the top of the text only.

    >>> bylines("By Jo Ray | March 3, 2023\n5 min read\n\nThe base grew.")
    '\n\n\nThe base grew.'
    >>> bylines("By Monday the base had grown.\nUpdated suits arrived in 1992.")
    'By Monday the base had grown.\nUpdated suits arrived in 1992.'
    """
    marked = found(text, _is_byline)
    if not marked:
        return text
    lines = lines_of(text)
    paragraphs = list(accumulate(map(is_prose, lines)))
    drop = {i for i in marked if paragraphs[i] <= _LAST_BYLINE or _is_stamp(lines[i])}
    return blanked(lines, drop) if drop else text


def leading_date(text: str) -> str:
    """Remove the dates that a page export put before the first sentence; the sentence stays.

    >>> leading_date(" date 2022-08-24 The crew returned in August.")
    'The crew returned in August.'
    >>> leading_date("The date 2022-08-24 stands on the hatch.")
    'The date 2022-08-24 stands on the hatch.'
    """
    found_date = _LEADING_DATE.match(text)
    return text[found_date.end() :] if found_date else text
