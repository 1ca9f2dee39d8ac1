"""What the articles lack: questions that found nothing or no liking, by their words. No asker."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.store.records import Missed
from index.analysis import is_stop, tokens

HALF_LIFE = 7.0
"""Days after which a miss counts half."""

_MENTION = re.compile(r"<(?:[@#]|a?:\w+:)[!&]?\d+>")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that found nothing: how many times, and on which day last; ``disliked`` of the times
    there was an answer that did not please. Gaps with the same ``key`` are the same."""

    words: str
    times: int
    day: int
    disliked: int = 0
    key: str = ""

    @property
    def name(self) -> str:
        """A short name that tells nothing, of 16 letters and digits."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:16]


def missed(question: str, day: int) -> Missed | None:
    """Return what is kept of a question that found nothing; None where it is only grammar.

    Its content words stay as they were typed, in order; people mentioned in it do not.

    >>> missed("<@41> Who is Oskar's brother, the brother of Oskar?", 0)
    Missed(key='brother oskar', words="Oskar's brother", day=0, times=1, disliked=0, public=False)
    >>> missed("who is that?", 0)
    """
    text = _MENTION.sub(" ", question)
    content = [token for token in tokens(text) if not is_stop(token)]
    words: dict[str, str] = {}
    stop = 0
    for token in content:
        # A word such as "S04E10" is several terms: the first has the word, the others nothing.
        words.setdefault(token.term, text[max(token.start, stop) : token.stop])
        stop = max(stop, token.stop)
    if not words:
        return None
    return Missed(" ".join(sorted(words)), " ".join(filter(None, words.values())), day)


def explained(question: str, day: int, reason: str) -> Missed | None:
    """Return the same with why its answer did not please, which counts for no time more.

    >>> explained("who is Oskar?", 0, "it is out of date").words
    'Oskar: it is out of date'
    """
    found = missed(question, day)
    return found and replace(found, words=f"{found.words}: {nameless(reason)}", times=0)


def nameless(words: str) -> str:
    """Return words on one line, without the people that they mention.

    >>> nameless("<@41> says it is\\n  out of date")
    'says it is out of date'
    """
    return " ".join(_MENTION.sub(" ", words).split())


def gaps(found: Iterable[Missed], today: int) -> tuple[Gap, ...]:
    """Return what is missed, the newest and most frequent first: each miss counts half as much
    after ``HALF_LIFE`` days."""
    groups: dict[str, list[Missed]] = {}
    for each in found:
        groups.setdefault(each.key, []).append(each)

    def weight(group: list[Missed]) -> float:
        return sum(each.times * math.exp2((each.day - today) / HALF_LIFE) for each in group)

    def gap(group: list[Missed]) -> Gap:
        latest = max(group, key=lambda each: (each.day, not each.public))  # which have the reasons
        times, disliked = (sum(getattr(each, of) for each in group) for of in ("times", "disliked"))
        return Gap(latest.words, times, latest.day, disliked, latest.key)

    return tuple(gap(group) for group in sorted(groups.values(), key=weight, reverse=True))
