"""What the bot says besides answers. Every text keeps within a message's 2,000 characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from bot import markdown
from bot.auditing import retold
from bot.cards import LONGEST, day
from bot.errors import (
    DISK_REFUSES,
    BotError,
    Refused,
    ReindexCancelled,
    ReindexFailed,
    StoreUnusable,
)
from bot.gaps import Gap
from bot.links import web_address
from bot.paging import paged, pages
from bot.servers import Overview
from bot.store.records import Action, ServerSettings
from bot.texts.catalogue import known, speaking, text
from corpus.errors import CorpusError
from corpus.models import Metadata, Skipped
from corpus.spoilers import EVERYTHING, NOTHING, Point
from index.errors import BuildRunning, SearchError
from index.models import ArticleInfo, BuildReport, IndexStats, Progress

QUESTION_LENGTH = 300
"""Characters that a question may have."""

MENU_OPTIONS = 25
"""What a menu of Discord's may offer."""

TICKING = 200
"""Characters that the ticks of a page may take, and the line that explains them."""


_CHANNEL = re.compile(r"(<(?:#|@&)\d+>)")
_FRONT_MATTER = re.compile(r"front matter: (.+)")
_NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")


def trouble(error: BaseException) -> str:
    """Return what members are told of a fault: no path and no shell command, unlike in the log."""
    match error:
        case BuildRunning():
            return text("build-running")
        case ReindexFailed():
            return text("not-indexed")
        case ReindexCancelled():
            return text("reindex-cancelled")
        case Refused():
            return error.sentence
        case StoreUnusable():
            return text("not-kept")
        case BotError() | CorpusError() | SearchError():
            return text("unsearchable")
        case OSError() if error.errno in DISK_REFUSES:
            return text("disk-refuses")
        case _:
            return text("broken")


def usage(mention: str, *, role: bool) -> str:
    """Return how to ask, by the bot's ``mention`` and not by its ``role``."""
    said = text("usage", mention=mention)
    return f"{said}\n{text('usage-role', mention=mention)}" if role else said


def about(stats: IndexStats, mention: str) -> str:
    """Return what Quoth is, what it knows and how to ask."""
    return text(
        "about",
        articles=stats.articles,
        passages=stats.passages,
        built=f"<t:{int(stats.built.timestamp())}:R>",
        mention=mention,
    )


def settings(overview: Overview) -> str:
    """Return what a server has set, and what its admins did last."""
    found = overview.settings
    silent = [f"<#{each}>" for each in sorted(found.silent)]
    managers = [f"<@&{each}>" for each in sorted(found.managers)]
    lines = [
        f"**{text('settings-title')}**",
        text("settings-answers", private=_yes(found.private)),
        text("settings-missed", kept=_yes(found.keep_missed), days=found.retention_days),
        _listed(text("settings-off-in"), silent, len(silent), 500)
        if silent
        else text("settings-off-nowhere"),
        _listed(text("settings-managers"), managers, len(managers), 300)
        if managers
        else text("settings-no-managers"),
        text("settings-language", spoken=language(found.language)),
        text("settings-per-minute", questions=found.per_minute),
        text(
            "settings-digest",
            channel=f"<#{found.digest_channel}>",
            when=f"<t:{overview.digest_day * 86400}:D>",
        )
        if found.digest_channel
        else text("settings-no-digest"),
    ]
    if overview.actions:
        lines.append(f"**{text('settings-changes')}**")
    for line in map(_action, overview.actions):
        if markdown.size("\n".join([*lines, line])) <= LONGEST:
            lines.append(line)
    return "\n".join(lines)


class Quoted(NamedTuple):
    """How many articles are quoted of how many, and how many do not say how far they reveal."""

    articles: int
    of: int
    silent: int


def horizons(points: Mapping[int, Point], here: Point | None, left: Quoted | None = None) -> str:
    """Return how far the story is told in a server, by channel (0 is the server) and ``here``, and
    what is ``left`` to quote here."""
    channels = [f"<#{each}>: **{point(points[each])}**" for each in sorted(points) if each != 0]
    lines = [
        f"**{text('horizons-title')}**",
        text("horizon-server", point=f"**{point(points.get(0))}**"),
        text("horizon-here", point=f"**{point(here)}**"),
    ]
    if left:
        lines.append(text("horizon-left", articles=left.articles, of=left.of, silent=left.silent))
    if channels:
        label = text("horizon-channels")
        lines.append(_listed(label, channels, len(channels), LONGEST // 2))
    return "\n".join([*lines, text("horizons-explained")])


def progress(known: Point | None) -> str:
    """Return how far somebody has come, as far as they have said it."""
    if known is None:
        return text("progress-unknown")
    return text("progress", point=f"**{point(known)}**")


def point(found: Point | None) -> str:
    """Return a point as people read it; None is everything."""
    if found is None or found == EVERYTHING:
        return text("everything")
    return text("nothing") if found == NOTHING else str(found)


def language(code: str | None) -> str:
    """Return what a language of texts calls itself; None is Discord's own choice."""
    if code is None:
        return text("settings-automatic")
    with speaking(code):
        return text("language")


def audit_pages(actions: Sequence[Action]) -> tuple[str, ...]:
    """Return what admins did in pages, each a message; at least one page."""
    if not actions:
        return (text("no-actions"),)
    return pages(text("audit-title"), list(map(_action, actions)))


def _action(action: Action) -> str:
    """Return a line on what an admin did; whatever it names is no markup but channels and roles."""
    parts = _CHANNEL.split(markdown.shorten(retold(action.what), 300))
    what = "".join(
        part if _CHANNEL.fullmatch(part) else "".join(markdown.escaped(part)) for part in parts
    )
    return f"- <t:{action.at}:f> <@{action.user}>: {what}"


def gap_pages(found: Sequence[Gap], today: int) -> tuple[tuple[str, Sequence[Gap]], ...]:
    """Return the words that found nothing in pages, each a message and the gaps that it shows, no
    more than a menu takes; at least one page. ``today`` is counted as in ``Gap``."""
    if not found:
        return ((text("no-gaps"), ()),)
    lines = [_gap(gap, today) for gap in found]
    shown = paged(text("gaps-title"), lines, MENU_OPTIONS, spare=TICKING)
    return tuple((page, found[those]) for page, those in shown)


def ticked(page: str, gaps: Sequence[Gap], answered: Collection[Gap]) -> str:
    """Return a page of ``gap_pages`` with those ticked that the articles answer by now."""
    if not answered:
        return page
    head, *lines = page.split("\n")
    shown = (
        line.replace("- ", "- ✅ ", 1) if gap in answered else line
        for line, gap in zip(lines, gaps, strict=True)
    )
    return "\n".join([head, *shown, text("gaps-answered")])


def _gap(gap: Gap, today: int) -> str:
    words = markdown.escape(markdown.shorten(gap.words, 150))
    times = text("gaps-times", times=gap.times)
    disliked = f" (👎 {text('gaps-times', times=gap.disliked)})" if gap.disliked else ""
    return f"- **{times}**{disliked} {words} · {text('days-ago', days=max(today - gap.day, 0))}"


def privacy(settings: ServerSettings | None, kept: int) -> str:
    """Return what is kept of a server, with how many missed questions, or (None) of a direct
    conversation."""
    if settings is None:
        kept_lines = [text("privacy-nothing-else")]
    else:
        missed = text("privacy-missed", days=settings.retention_days, kept=kept)
        kept_lines = [missed if settings.keep_missed else text("privacy-none-missed")]
        if settings.digest_channel:
            kept_lines.append(text("privacy-counts"))
        kept_lines += (
            text("privacy-ratings", days=settings.retention_days),
            text("privacy-admins"),
        )
    return "\n".join(
        [
            f"**{text('privacy-title')}**",
            f"- {text('privacy-memory')}",
            f"- {text('privacy-moment')}",
            f"- {text('privacy-waiting')}",
            *(f"- {line}" for line in kept_lines),
            f"- {text('privacy-progress')}",
            *(() if settings is None else (f"- {text('privacy-suggestions')}",)),
            text("privacy-where"),
        ]
    )


def source_pages(articles: Sequence[ArticleInfo]) -> tuple[str, ...]:
    """Return the list of articles in pages, each a message; at least one page."""
    if not articles:
        return (text("no-articles"),)
    lines = [f"- {_described(info.meta)}" for info in articles]
    return pages(text("articles", articles=len(articles)), lines)


def indexing(progress: Progress | None = None) -> str:
    """Return how far a reindex is."""
    if progress is None:
        return text("indexing")
    name = markdown.escape(markdown.shorten(progress.path, 100))
    return text("indexing-progress", done=progress.done, total=progress.total, file=name)


def summary(report: BuildReport) -> str:
    """Return what a reindex found: names of what changed and was skipped, and why, if they fit."""
    head = text(
        "indexed", seconds=report.seconds, articles=report.articles, passages=report.passages
    )
    groups = [
        (text("added"), len(report.added), map(_path, report.added)),
        (text("changed-files"), len(report.changed), map(_path, report.changed)),
        (text("removed"), len(report.removed), map(_path, report.removed)),
        (text("skipped"), len(report.skipped), map(_refused, report.skipped)),
    ]
    filled = [group for group in groups if group[1]]
    lines = [head] if report.moved else [head, text("nothing-changed")]
    room = (LONGEST - markdown.size("\n".join(lines))) // max(len(filled), 1)
    for label, count, names in filled:
        lines.append(_listed(f"**{label} ({count})**", names, count, room))
    return "\n".join(lines)


def short(words: str, most: int = 200) -> str:
    """Return words of somebody's as they may stand in a sentence."""
    return markdown.escape(markdown.shorten(" ".join(words.split()), most))


def refused(why: str) -> str:
    """Return that something cannot become an article, and why."""
    return text("articles-refused", why=short(reason(why)))


def already_there(path: str) -> str:
    """Return that the server has added the same file before."""
    return text("articles-there", file=short(path))


def reason(phrase: str) -> str:
    """Return why a file is skipped in the language that is spoken, as far as there is a text.

    >>> from bot.texts.catalogue import speaking
    >>> with speaking("es"): reason("front matter: longer than 16 KB")
    'cabecera: pasa de 16 KB'
    """
    if found := _FRONT_MATTER.fullmatch(phrase):
        return text("why-front-matter", why=reason(found[1]))
    numbers = {f"n{at}": number for at, number in enumerate(_NUMBER.findall(phrase), 1)}
    name = "why-" + re.sub(r"\W+", "-", _NUMBER.sub("n", phrase.lower())).strip("-")
    return text(name, **numbers) if known(name) else phrase


def _path(path: str) -> str:
    return markdown.escape(markdown.shorten(path, 100))


def _refused(file: Skipped) -> str:
    return f"{_path(file.path)} ({markdown.escape(markdown.shorten(reason(file.reason), 120))})"


def _listed(label: str, names: Iterable[str], count: int, room: int) -> str:
    """Return names on one line of at most ``room`` characters, with a count of those left out.

    No more of the ``count`` names are looked at than fit: there may be very many.
    """
    head = f"{label}: "
    tail = markdown.size(text("and-more", count=count)) + 2
    kept: list[str] = []
    for name in names:
        if markdown.size(head + ", ".join([*kept, name])) + tail > room:
            break
        kept.append(name)
    more = count - len(kept)
    if not kept:
        return head.removesuffix(": ")
    return head + ", ".join(kept) + (f" {text('and-more', count=more)}" if more else "")


def _described(meta: Metadata) -> str:
    details: Iterable[str] = (
        markdown.link(markdown.shorten(meta.title, 120), web_address(meta.url)),
        markdown.escape(markdown.shorten(meta.publisher or "", 60)),
        day(meta.published) if meta.published else "",
    )
    return " · ".join(filter(None, details))


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
