"""What the bot says besides answers. Every text keeps within a message's 2,000 characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot import markdown
from bot.cards import LONGEST, day
from bot.errors import BotError, ReindexFailed, say
from bot.links import web_address
from corpus.errors import CorpusError
from corpus.models import Metadata
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
MODERATORS_ONLY = "Only members with the permission “Manage Server” can have the articles indexed."
SERVER_ONLY = "This works in a server only."
NO_ARTICLES = "There are no articles yet."
UNSEARCHABLE = (
    "The articles cannot be searched right now. "
    "A moderator can run `/reindex`, or the operator can look at the log."
)
NOT_INDEXED = "The articles could not be indexed. The operator can look at the log."
BROKEN = "Something went wrong inside Quoth. The log has the details."


def trouble(error: BaseException) -> str:
    """Return what members are told of a fault: no path and no shell command, unlike in the log."""
    match error:
        case BuildRunning():
            return say(error)
        case ReindexFailed():
            return NOT_INDEXED
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
        "15 minutes in memory, for follow-ups, and store none."
    )


def source_pages(articles: Sequence[ArticleInfo]) -> tuple[str, ...]:
    """Return the list of articles in pages, each a message; at least one page."""
    head = f"**{_count(len(articles), 'article')}**"
    room = LONGEST - markdown.size(head) - 40
    pages: list[list[str]] = [[]]
    for info in articles:
        line = f"- {_described(info.meta)}"
        if markdown.size("\n".join([*pages[-1], line])) > room:
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
        (label, [markdown.escape(markdown.shorten(path, 100)) for path in paths])
        for label, paths in (
            ("Added", report.added),
            ("Changed", report.changed),
            ("Removed", report.removed),
        )
    ]
    skipped = [
        f"{markdown.escape(markdown.shorten(item.path, 100))} "
        f"({markdown.escape(markdown.shorten(item.reason, 120))})"
        for item in report.skipped
    ]
    groups.append(("Skipped", skipped))
    filled = [(label, names) for label, names in groups if names]
    lines = [head] if report.moved else [head, "No article has changed."]
    room = (LONGEST - markdown.size("\n".join(lines))) // max(len(filled), 1)
    lines += [_named(label, names, room) for label, names in filled]
    return "\n".join(lines)


def _named(label: str, names: Sequence[str], room: int) -> str:
    """Return names on one line of at most ``room`` characters, with a count of those left out."""
    head = f"**{label} ({len(names)})**: "
    tail = len(f" and {len(names)} more") + 1
    kept: list[str] = []
    for name in names:
        if markdown.size(head + ", ".join([*kept, name])) + tail > room:
            break
        kept.append(name)
    more = len(names) - len(kept)
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


def _age(age: timedelta) -> str:
    seconds = max(age.total_seconds(), 0)
    for size, noun in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{_count(int(seconds // size), noun)} ago"
    return "just now"
