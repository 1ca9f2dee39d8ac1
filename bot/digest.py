"""The weekly digest: what was asked in a week, what was quoted, and what is new. Nobody's name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot import markdown
from bot.gaps import Gap, gaps
from bot.store.records import ANSWERED, MISSED, QUOTED, Count, Missed
from bot.texts.catalogue import text
from index.models import Answer, ArticleInfo, Outcome

WEEK = 7
"""Days that a digest tells of: those before the day on which it is sent."""

MOST = 5
"""Gaps and articles of each kind that are named."""


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in a server in a week: how many questions were answered or not, the first
    gaps, the most quoted articles with how often, and those that are new or changed, first the
    newest of ``all_changed``. Articles are titles."""

    answered: int = 0
    missed: int = 0
    gaps: tuple[Gap, ...] = ()
    quoted: tuple[tuple[str, int], ...] = ()
    changed: tuple[str, ...] = ()
    all_changed: int = 0


def counts(outcome: Outcome) -> tuple[Count, ...]:
    """Return what is counted of an answer."""
    if isinstance(outcome, Answer):
        return Count(ANSWERED), Count(QUOTED, outcome.quotes[0].article)
    # What lies past the horizon is not missing.
    return () if outcome.beyond else (Count(MISSED),)


def week(
    counted: Iterable[Count],
    missed: Iterable[Missed],
    articles: Collection[ArticleInfo],
    today: int,
) -> Week:
    """Return the week before ``today`` (a day as in ``Missed``), naming none but ``articles``.

    Of what was missed, only what everybody could read is told.
    """
    times = {(each.what, each.article): each.times for each in counted}
    titles = {info.path: info.meta.title for info in articles}
    quoted = [
        (titles[article], number)
        for (what, article), number in times.items()
        if what == QUOTED and article in titles
    ]
    first = today - WEEK
    fresh = sorted((info for info in articles if info.changed >= first * 86400), key=_age)
    lacking = [each for each in missed if each.public and first <= each.day < today]
    return Week(
        answered=times.get((ANSWERED, ""), 0),
        missed=times.get((MISSED, ""), 0),
        gaps=gaps(lacking, today)[:MOST],
        quoted=tuple(sorted(quoted, key=lambda each: (-each[1], each[0]))[:MOST]),
        changed=tuple(info.meta.title for info in fresh[:MOST]),
        all_changed=len(fresh),
    )


def notice(week: Week) -> str:
    """Return the digest as a message."""
    changed = [_name(title) for title in week.changed]
    if more := week.all_changed - len(changed):
        changed.append(text("and-more", count=more))
    lines = [
        f"**{text('digest-title')}**",
        text("digest-asked", answered=week.answered, missed=week.missed),
        *_list(text("digest-quoted"), [_times(name, times) for name, times in week.quoted]),
        *_list(text("digest-gaps"), [_times(gap.words, gap.times) for gap in week.gaps]),
        *_list(text("digest-changed"), changed),
        f"-# {text('digest-why')}",
    ]
    return "\n".join(lines)


def _list(head: str, items: Sequence[str]) -> list[str]:
    return [f"**{head}**", *(f"- {item}" for item in items)] if items else []


def _times(name: str, times: int) -> str:
    return f"{_name(name)} · {text('gaps-times', times=times)}"


def _name(title: str) -> str:
    return markdown.short(title, 50) or text("untitled")


def _age(info: ArticleInfo) -> tuple[float, str]:
    return -info.changed, info.path
