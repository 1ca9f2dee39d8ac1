"""What the bot says besides answers: of faults, of its articles and of indexing them.

Every text keeps within a message's 2,000 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot import markdown
from bot.cards import LONGEST, day
from bot.errors import (
    DISK_REFUSES,
    BotError,
    Refused,
    ReindexCancelled,
    ReindexFailed,
    StoreUnusable,
)
from bot.links import web_address
from bot.paging import listed, pages
from bot.texts.catalogue import known, text
from corpus.errors import CorpusError
from corpus.models import Metadata, Skipped
from index.errors import BuildRunning, SearchError
from index.models import ArticleInfo, BuildReport, IndexStats, Progress

QUESTION_LENGTH = 300
"""Characters that a question may have."""

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
    name = _path(progress.path)
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
        lines.append(listed(f"**{label} ({count})**", names, count, room))
    return "\n".join(lines)


def refused(why: str) -> str:
    """Return that something cannot become an article, and why."""
    return text("articles-refused", why=markdown.short(reason(why)))


def already_there(path: str) -> str:
    """Return that the server has added the same file before."""
    return text("articles-there", file=markdown.short(path))


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
    return markdown.short(path, 100)


def _refused(file: Skipped) -> str:
    return f"{_path(file.path)} ({markdown.short(reason(file.reason), 120)})"


def _described(meta: Metadata) -> str:
    details: Iterable[str] = (
        markdown.link(markdown.shorten(meta.title, 120), web_address(meta.url)),
        markdown.short(meta.publisher or "", 60),
        day(meta.published) if meta.published else "",
    )
    return " · ".join(filter(None, details))
