"""What the bot says besides answers. Every text keeps within a message's 2,000 characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot import markdown
from bot.cards import LONGEST, day
from bot.errors import BotError, ReindexFailed, StoreUnusable, say
from bot.gaps import Gap
from bot.links import web_address
from bot.servers import Overview
from bot.store.records import ServerSettings
from corpus.errors import CorpusError
from corpus.models import Metadata, Skipped
from index.build import Progress
from index.errors import BuildRunning, SearchError
from index.models import ArticleInfo, BuildReport, IndexStats

QUESTION_LENGTH = 300
"""Characters that a question may have."""

STOPPING = "I'm being restarted. Please ask again in a minute."
INTERRUPTED = "I was stopped before this was finished. Please try again in a minute."
OUTDATED = "This belongs to an older version of me and does nothing any more. Please ask again."
CHANGED = "This command has changed. Please reload Discord (Ctrl+R) and try again."
TOO_LONG = f"That question is too long for me. Please ask in at most {QUESTION_LENGTH} characters."
MODERATORS_ONLY = "Only members with the permission “Manage Server” can do that."
SERVER_ONLY = "This works in a server only."
NO_ARTICLES = "There are no articles yet."
UNSEARCHABLE = (
    "The articles cannot be searched right now. "
    "A moderator can run `/reindex`, or the operator can look at the log."
)
NOT_INDEXED = "The articles could not be indexed. The operator can look at the log."
OFF_HERE = "I'm switched off in this channel. Please ask in another one."
NOT_KEPT = (
    "Nothing that this server has set or that I keep for it can be read or changed right now, "
    "but questions are answered. The operator can look at the log."
)
NO_GAPS_KEPT = (
    "This server does not keep the words of questions that found nothing, so there is nothing to "
    "show. `/settings keep_missed:True` switches that on; who asked is never kept."
)
NO_GAPS = "No question has found nothing, as far as I have kept them."
FORGOTTEN = "Done. I no longer keep any word of this server's questions."
BROKEN = "Something went wrong inside Quoth. The log has the details."


def trouble(error: BaseException) -> str:
    """Return what members are told of a fault: no path and no shell command, unlike in the log."""
    match error:
        case BuildRunning():
            return say(error)
        case ReindexFailed():
            return NOT_INDEXED
        case StoreUnusable():
            return NOT_KEPT
        case BotError() | CorpusError() | SearchError():
            return UNSEARCHABLE
        case _:
            return BROKEN


def usage(mention: str) -> str:
    """Return how to ask; ``mention`` is the bot's mention."""
    return (
        f"Ask me something: {mention} and your question, or `/ask`. "
        "I answer with quotes from the articles, word for word."
    )


def about(stats: IndexStats, mention: str, now: datetime | None = None) -> str:
    """Return what Quoth is, what it knows and how to ask."""
    return (
        "**Quoth** answers questions by quoting articles word for word, with the source. "
        "Nothing is made up: when the articles don't say, I say so.\n"
        f"I know {_count(stats.articles, 'article')} ({_count(stats.passages, 'passage')}), "
        f"indexed {_age((now or datetime.now(UTC)) - stats.built)}. `/sources` lists them.\n"
        f"To ask, use `/ask` or mention {mention} with your question; "
        "a follow-up question may lean on the one before.\n"
        "-# Privacy: questions stay on the computer that runs me. I keep your last few for "
        "15 minutes in memory, for follow-ups. `/privacy show` says what else is kept, if anything."
    )


def settings(overview: Overview) -> str:
    """Return what a server has set, and what its admins did last."""
    found = overview.settings
    answers = "for the asker alone" if found.private else "for everybody in the channel"
    if found.keep_missed:
        kept = f"kept for {_count(found.retention_days, 'day')}; see `/gaps`"
    else:
        kept = "not kept"
    silent = [f"<#{each}>" for each in sorted(found.silent)]
    lines = [
        "**Settings of this server**",
        f"Answers to `/ask`: {answers}, unless `private` says otherwise",
        f"Words of questions that found nothing: {kept}",
        _listed("Switched off in", silent, len(silent), LONGEST // 2)
        if silent
        else "Switched off in no channel",
    ]
    if overview.actions:
        lines.append("**Last changes**")
    for action in overview.actions:
        lines.append(f"- <t:{action.at}:f> <@{action.user}>: {action.what}")
    return "\n".join(lines)


def gaps(found: Sequence[Gap], today: int) -> str:
    """Return the words that found nothing, as many as fit; ``today`` is counted as in ``Gap``."""
    if not found:
        return NO_GAPS
    lines = ["**Asked for, but not in the articles**"]
    for number, gap in enumerate(found):
        words = markdown.escape(markdown.shorten(gap.words, 150))
        line = f"- **{gap.times:,}×** {words} · {_day(today - gap.day)}"
        if markdown.size("\n".join([*lines, line])) > LONGEST - 40:
            lines.append(f"… and {len(found) - number:,} more")
            break
        lines.append(line)
    return "\n".join(lines)


def privacy(settings: ServerSettings | None, kept: int) -> str:
    """Return what is kept of a server, with how many missed questions, or (None) of a direct
    conversation."""
    lines = [
        "**What I keep**",
        "- Your last six questions and their quotes in memory, for 15 minutes, for follow-ups. "
        "They are never written down.",
    ]
    if settings is None:
        lines.append("- Of this conversation, nothing else.")
    else:
        if settings.keep_missed:
            lines.append(
                "- Of a question that found nothing, its words and the day, for "
                f"{_count(settings.retention_days, 'day')}, because this server wants to know "
                f"what the articles lack. Not who asked, nor where. Now: {kept:,}."
            )
        else:
            lines.append("- Of questions, nothing else: this server does not keep their words.")
        lines.append(
            "- What the server's admins have set, and for a year who changed what and when."
        )
    lines.append(
        "All of it stays on the computer that runs me. "
        "Admins can delete what is kept of questions with `/privacy forget`."
    )
    return "\n".join(lines)


def source_pages(articles: Sequence[ArticleInfo]) -> tuple[str, ...]:
    """Return the list of articles in pages, each a message; at least one page."""
    head = f"**{_count(len(articles), 'article')}**"
    left = room = LONGEST - markdown.size(head) - 40
    pages: list[list[str]] = [[]]
    for info in articles:
        line = f"- {_described(info.meta)}"
        left -= (size := markdown.size(line) + 1)
        if left < 0:
            left = room - size
            pages.append([])
        pages[-1].append(line)
    if not articles:
        return (NO_ARTICLES,)
    titles = [
        f"{head} · page {number} of {len(pages)}" if len(pages) > 1 else head
        for number in range(1, len(pages) + 1)
    ]
    return tuple("\n".join([title, *page]) for title, page in zip(titles, pages, strict=True))


def indexing(progress: Progress | None = None) -> str:
    """Return how far a reindex is."""
    if progress is None:
        return "Indexing the articles…"
    name = markdown.escape(markdown.shorten(progress.path, 100))
    return f"Indexing the articles: {progress.done} of {progress.total} ({name})"


def summary(report: BuildReport) -> str:
    """Return what a reindex found: names of what changed and was skipped, and why, if they fit."""
    head = (
        f"Done in {report.seconds:.1f} s: {_count(report.articles, 'article')}, "
        f"{_count(report.passages, 'passage')}."
    )
    groups = [
        ("Added", len(report.added), map(_path, report.added)),
        ("Changed", len(report.changed), map(_path, report.changed)),
        ("Removed", len(report.removed), map(_path, report.removed)),
        ("Skipped", len(report.skipped), map(_refused, report.skipped)),
    ]
    filled = [group for group in groups if group[1]]
    lines = [head] if report.moved else [head, "No article has changed."]
    room = (LONGEST - markdown.size("\n".join(lines))) // max(len(filled), 1)
    for label, count, names in filled:
        lines.append(_listed(f"**{label} ({count})**", names, count, room))
    return "\n".join(lines)


def _path(path: str) -> str:
    return markdown.escape(markdown.shorten(path, 100))


def _refused(file: Skipped) -> str:
    return f"{_path(file.path)} ({markdown.escape(markdown.shorten(file.reason, 120))})"


def _listed(label: str, names: Iterable[str], count: int, room: int) -> str:
    """Return names on one line of at most ``room`` characters, with a count of those left out.

    No more of the ``count`` names are looked at than fit: there may be very many.
    """
    head = f"{label}: "
    tail = len(f" and {count} more") + 1
    kept: list[str] = []
    for name in names:
        if markdown.size(head + ", ".join([*kept, name])) + tail > room:
            break
        kept.append(name)
    more = count - len(kept)
    if not kept:
        return head.removesuffix(": ")
    return head + ", ".join(kept) + (f" and {more} more" if more else "")


def _described(meta: Metadata) -> str:
    details: Iterable[str] = (
        markdown.link(markdown.shorten(meta.title, 120), web_address(meta.url)),
        markdown.escape(markdown.shorten(meta.publisher or "", 60)),
        day(meta.published) if meta.published else "",
    )
    return " · ".join(filter(None, details))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _day(ago: int) -> str:
    return "today" if ago <= 0 else "yesterday" if ago == 1 else f"{ago} days ago"


def _age(age: timedelta) -> str:
    seconds = max(age.total_seconds(), 0)
    for size, noun in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{_count(int(seconds // size), noun)} ago"
    return "just now"
