"""What managers are shown of their articles, their marks and the proof of a quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from bot import markdown
from bot.cards import LONGEST, day
from bot.controls import LONGEST_URL
from bot.judging import Judged
from bot.links import web_address
from bot.notices import reason
from bot.paging import pages
from bot.store.curation import Curated
from bot.store.records import Action
from bot.texts.catalogue import text
from corpus.models import Metadata, Skipped
from index.models import ArticleInfo, Quote
from index.verifying import Proof

SHOWN = 200
"""Characters of a passage that a list shows."""


def named(infos: Sequence[ArticleInfo]) -> dict[str, str]:
    """Return what articles are called by their paths: their titles, with the path where several
    have the same."""
    titles = Counter(info.meta.title for info in infos)
    return {
        info.path: f"{markdown.shorten(info.meta.title, 60)} · {info.path}"
        if titles[info.meta.title] > 1
        else info.meta.title
        for info in infos
    }


def article_pages(
    infos: Sequence[ArticleInfo],
    own: Iterable[str],
    set_here: Curated,
    judged: Mapping[str, Judged],
    *,
    horizons: bool,
) -> tuple[str, ...]:
    """Return all articles of a server in pages: its own, the shared ones, those it hides. Where it
    has any ``horizons``, those are marked that do not say how far they reveal the story."""
    lines, mine, called = [], set(own), named(infos)
    for info in sorted(infos, key=lambda info: info.path not in mine):
        marks = [
            text("articles-own") if info.path in mine else text("articles-shared"),
            text("passages", passages=info.passages),
        ]
        if info.meta.spoils:
            marks.append(markdown.short(info.meta.spoils, 30))
        elif horizons:
            marks.append(text("article-silent"))
        if info.path in set_here.hidden_articles:
            marks.append(text("articles-hidden"))
        marks += _locked(info.meta)
        if opinion := judged.get(info.path):
            marks.append(text("article-thumbs", good=opinion.good, bad=opinion.bad))
        lines.append(f"- **{markdown.short(called[info.path], 160)}** · {' · '.join(marks)}")
    return pages(text("articles", articles=len(infos)), lines)


def article(
    info: ArticleInfo,
    added: Action | None,
    judged: Judged,
    today: int,
    *,
    own: bool,
    set_here: Curated,
    keeps_reasons: bool,
) -> str:
    """Return what is known of one article, and what members think of its quotes; ``today`` is
    counted as in ``Reason``."""
    meta = info.meta
    url = web_address(meta.url)
    link = url if url and len(url) <= LONGEST_URL else None
    title = markdown.link(markdown.shorten(meta.title, 200), link)
    lines = [title if title.startswith("**") else f"**{title}**"]
    details = [
        markdown.short(meta.publisher or "", 100),
        day(meta.published) if meta.published else "",
        text("passages", passages=info.passages),
        text("articles-own") if own else text("articles-shared"),
        text("articles-hidden") if info.path in set_here.hidden_articles else "",
    ]
    lines.append(" · ".join(filter(None, details)))
    lines.append(text("article-file", file=markdown.short(info.path, 200)))
    lines.append(
        text("article-spoils", spoils=markdown.short(meta.spoils, 100))
        if meta.spoils
        else text("article-spoils-unknown")
    )
    lines += _locked(meta)
    if added:
        who, when = f"<@{added.user}>", f"<t:{added.at}:f>"
        lines.append(text("article-added", who=who, when=when))
    lines.append(text("article-judged", good=judged.good, bad=judged.bad))
    if judged.reasons:
        lines.append(text("article-reasons"))
    elif judged.bad and not keeps_reasons:
        lines.append(text("article-reasons-not-kept"))
    for each in judged.reasons:
        when = text("days-ago", days=max(today - each.day, 0))
        lines.append(f"- “{markdown.short(each.words, 100)}” · {when}")
    return "\n".join(lines)


def _locked(meta: Metadata) -> list[str]:
    """Return until when an article is out of answers, if it is."""
    if meta.unlock is None or meta.unlock <= datetime.now(UTC):
        return []
    return [text("article-locked", when=f"<t:{int(meta.unlock.timestamp())}:f>")]


def added(info: ArticleInfo, doubts: Iterable[Skipped], *, changed: bool) -> str:
    """Return that something has become an article, maybe in the place of another, and what of it
    is doubtful."""
    title = markdown.short(info.meta.title, 200)
    lines = [
        text("article-is-changed", title=title)
        if changed
        else text("article-is-added", title=title),
        text("passages", passages=info.passages)
        + " · "
        + text("article-file", file=markdown.short(info.path, 200)),
    ]
    if not info.meta.spoils:
        lines.append(text("article-spoils-unknown"))
    lines += _locked(info.meta)
    lines += [f"- {markdown.short(reason(each.reason), 200)}" for each in doubts]
    return "\n".join(lines)[:LONGEST]


class Marked(NamedTuple):
    """A passage, by its digest, that a server has pinned or else hidden, as far as it is there."""

    digest: str
    pinned: bool
    quote: Quote | None


def marked(passage: Marked) -> str:
    """Return a passage and what is done with it as plain text."""
    mark = text("mark-pinned") if passage.pinned else text("mark-hidden")
    words = passage.quote and markdown.shorten(passage.quote.text, SHOWN)
    return f"{mark}: {f'“{words}”' if words else text('mark-gone')}"


def hidden_pages(titles: Iterable[str], passages: Iterable[Marked]) -> tuple[str, ...]:
    """Return what a server hides and pins: titles of articles, and passages."""
    lines = [f"- {text('articles-hidden')}: **{markdown.short(title, 160)}**" for title in titles]
    lines += [f"- {markdown.escape(marked(each))}" for each in passages]
    if lines:
        lines.append(text("marks-undo"))
    return pages(text("marks-title"), lines) if lines else (text("marks-none"),)


def alias_pages(groups: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the other names that a server has added."""
    named = (" = ".join(markdown.short(name, 100) for name in group) for group in groups)
    lines = [f"- {names}"[: LONGEST // 2] for names in named]
    return pages(text("aliases-title"), lines) if lines else (text("aliases-none"),)


def proof(title: str, found: Proof) -> str:
    """Return whether a quote stands in its article, and how that can be checked."""
    name, file = markdown.short(title, 200), markdown.short(found.article, 200)
    if found.start is None or found.stop is None:
        return text("verify-gone", title=name, file=file, hash=found.sha256)
    said = text(
        "verify-stands",
        title=name,
        file=file,
        start=str(found.start),
        stop=str(found.stop),
        hash=found.sha256,
    )
    return f"{said}\n{text('verify-moved')}" if found.moved else said
