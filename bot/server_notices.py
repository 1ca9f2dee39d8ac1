"""What is said of what a server has set, how far it tells the story and what is kept of it.

Every text keeps within a message's 2,000 characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from bot import markdown
from bot.auditing import retold
from bot.cards import LONGEST
from bot.gaps import Gap
from bot.paging import listed, paged, pages
from bot.servers import Overview
from bot.store.records import Action, ServerSettings
from bot.texts.catalogue import speaking, text
from corpus.spoilers import EVERYTHING, NOTHING, Point

MENU_OPTIONS = 25
"""What a menu of Discord's may offer."""

TICKING = 200
"""Characters that the ticks of a page may take, and the line that explains them."""

_CHANNEL = re.compile(r"(<(?:#|@&)\d+>)")


def settings(overview: Overview) -> str:
    """Return what a server has set, and what its admins did last."""
    found = overview.settings
    only = [f"<#{each}>" for each in sorted(found.only - found.silent or found.only)]
    silent = [f"<#{each}>" for each in sorted(found.silent)]
    managers = [f"<@&{each}>" for each in sorted(found.managers)]
    lines = [
        f"**{text('settings-title')}**",
        text("settings-answers", private=_yes(found.private)),
        text("settings-missed", kept=_yes(found.keep_missed), days=found.retention_days),
        *((listed(text("settings-only-in"), only, len(only), 300),) if only else ()),
        *((listed(text("settings-off-in"), silent, len(silent), 300),) if silent else ()),
        *((text("settings-off-nowhere"),) if not (only or silent) else ()),
        listed(text("settings-managers"), managers, len(managers), 300)
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
        lines.append(listed(label, channels, len(channels), LONGEST // 2))
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
    words = markdown.short(gap.words, 150)
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


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
