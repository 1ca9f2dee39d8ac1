"""How answers, articles and reports look in a terminal; plain text when the output is piped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from textwrap import indent
from typing import TYPE_CHECKING, Any, assert_never

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.app import Desk, unlocked
from bot.asking import Conversations, turn
from bot.errors import say
from bot.links import source_link
from bot.pleasantries import is_question
from corpus.models import Article, Metadata, Removal
from index.errors import SearchError
from index.models import Answer, ArticleInfo, BuildReport, NotFound, Outcome, Quote

NO_QUESTION = "That asks for nothing that I could look up. Ask me something: Who plays Ed Baldwin?"

if TYPE_CHECKING:
    from bot.doctor import Finding
    from corpus.spoilers import Point

DISAGREE = "Sources disagree. Another one says:"
"""Stands above a quote that contradicts the first."""

MATCH, ANSWER = "bold", "bold underline yellow"
_WRAP = re.compile(r"\n(?!\s*(?:[-*+•–]|\d+[.)])\s)")
"""The line break of a wrapped paragraph, which shows as a space; items of a list keep theirs."""


def console(*, error: bool = False) -> Console:
    """Return a console that follows the terminal's width and colours, or prints plainly."""
    made = Console(stderr=error, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.soft_wrap = True
    return made


def show_outcome(outcome: Outcome) -> None:
    """Print an answer, or the honest sentence that there is none."""
    out = console()
    for correction in outcome.corrections:
        out.print(f"Showing results for “{correction.used}” (asked: “{correction.asked}”).\n")
    match outcome:
        case Answer():
            for quote in outcome.worth_showing:
                if quote.disagrees:
                    out.print(DISAGREE)
                _show_quote(out, quote)
        case NotFound():
            out.print("The articles don't say.")
            if outcome.near:
                out.print("The closest passage, which may not answer:\n")
                _show_quote(out, outcome.near)
            elif outcome.titles:
                out.print("Closest articles: " + "; ".join(map(printable, outcome.titles)))
        case _:
            assert_never(outcome)
    if outcome.beyond:
        out.print("There is a better answer past your horizon.")


def _show_quote(out: Console, quote: Quote) -> None:
    words = Text(_WRAP.sub(" ", printable(quote.text)))
    for span in quote.highlights:
        words.stylize(MATCH, span.start, span.stop)
    if quote.answer:
        words.stylize(ANSWER, quote.answer.start, quote.answer.stop)
    shown = Text.assemble("“", words, "”")
    out.print(Padding(shown, (0, 0, 0, 2)) if out.is_terminal else shown)
    meta = quote.meta
    day = meta.published and f"{meta.published.day} {meta.published:%b} {meta.published.year}"
    parts = [meta.title, meta.publisher, day]
    source = " · ".join(printable(part) for part in parts if part)
    out.print(f"  — {source}", style="bold")
    where = f"{quote.article} [{quote.start}:{quote.stop}]"
    if quote.also_in:
        where += " · also in " + "; ".join(map(printable, quote.also_in))
    out.print(f"    {printable(where)}", style="dim")
    if link := source_link(quote.meta.url, quote.text):
        out.print(f"    {link}", style="dim", soft_wrap=True)
    out.print()


def batch_line(answer: Mapping[str, Any]) -> str:
    """Return one line for a machine-readable answer: its id, then the first quote or why not."""
    found = "not found"
    if answer["answered"]:
        first = answer["quotes"][0]
        found = f"{' '.join(first['text'].split())} ({first['title']})"
    identity = "-" if answer["id"] is None else answer["id"]
    return printable(f"{identity}\t{answer.get('error') or found}")


def converse(desk: Desk, horizon: Point | None = None) -> None:
    """Answer questions from standard input, within a horizon, until it ends or says "quit"."""
    with suppress(ImportError):  # Windows edits lines by itself
        import readline  # noqa: F401, PLC0415 - gives input() its line editing

    out = console()
    stats = desk.stats()
    out.print(
        f"{_count(stats.articles, 'article')}, {_count(stats.passages, 'passage')}. "
        "Ask away; “quit” ends.\n"
    )
    conversations = Conversations()
    while True:
        try:
            question = input("you> " if out.is_terminal else "").strip()
        except (EOFError, KeyboardInterrupt):
            out.print()
            return
        if question.lower() in {"quit", "exit", ":q"}:
            return
        if not question:
            continue
        if not is_question(question):
            out.print(NO_QUESTION)
            continue
        try:
            view = replace(unlocked(), horizon=horizon)
            outcome = desk.ask(question, conversations.turns("terminal"), view=view)
        except SearchError as error:
            out.print(say(error))
        else:
            show_outcome(outcome)
            conversations.remember("terminal", turn(outcome))


def build_with_progress(desk: Desk) -> BuildReport:
    """Build the index under a progress bar on standard error (none where that is piped)."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    err = console(error=True)
    columns = (
        TextColumn("Indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[path]}", markup=False),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=None, path="")
        return desk.build(
            lambda p: bar.update(task, completed=p.done, total=p.total, path=printable(p.path))
        )


def summary(report: BuildReport) -> str:
    """Return one line about a build."""
    changes = [
        f"{len(paths)} {word}"
        for word, paths in (
            ("added", report.added),
            ("changed", report.changed),
            ("removed", report.removed),
            ("skipped", report.skipped),
        )
        if paths
    ]
    return (
        f"Indexed {_count(report.articles, 'article')}, {_count(report.passages, 'passage')} "
        f"in {report.seconds:.1f} s ({', '.join(changes) or 'nothing changed'})."
    )


def show_report(report: BuildReport) -> None:
    """Print what a build found, file by file."""
    out = console()
    for sign, style, paths in (
        ("+", "green", report.added),
        ("~", "yellow", report.changed),
        ("-", "red", report.removed),
    ):
        for path in paths:
            out.print(f"{sign} {printable(path)}", style=style)
    for item in report.skipped:
        out.print(f"! {printable(item.path)}: {printable(item.reason)}", style="magenta")
    out.print(summary(report))


def show_articles(infos: Sequence[ArticleInfo]) -> None:
    """Print the list of articles as a table, or tab-separated lines when piped."""
    out = console()
    rows = [
        (
            printable(info.meta.title) + _locked(info.meta),
            printable(info.meta.publisher or ""),
            info.meta.published.isoformat() if info.meta.published else "",
            str(info.passages),
            printable(info.path),
        )
        for info in infos
    ]
    if not out.is_terminal:
        for row in rows:
            print("\t".join(row))
        return
    from rich.table import Table  # noqa: PLC0415 - an answer has none

    table = Table(
        "Title", "Publisher", "Published", "Passages", "File", box=None, header_style="bold"
    )
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _locked(meta: Metadata) -> str:
    if meta.unlock is None or meta.unlock <= datetime.now(UTC):
        return ""
    return f" (from {meta.unlock:%Y-%m-%d %H:%M} UTC)"


def show_article(article: Article) -> None:
    """Print an article as it is quoted."""
    out = console()
    meta = article.meta
    facts = {
        "title": meta.title,
        "publisher": meta.publisher,
        "author": meta.author,
        "published": meta.published and meta.published.isoformat(),
        "url": meta.url,
        "tier": meta.tier,
        "spoils": meta.spoils,
        "unlock": meta.unlock and meta.unlock.isoformat(),
        "language": meta.language,
    }
    for name, value in facts.items():
        if value:
            out.print(f"{name}: {printable(value)}", style="dim")
    out.print()
    out.print(printable(article.text))


def show_removals(removals: Sequence[Removal]) -> None:
    """Print what cleaning took out of an article, by rule."""
    out = console()
    for removal in removals:
        out.print(removal.rule, style="bold")
        out.print(indent(printable(removal.text), "    "))
    if not removals:
        out.print("No rule took anything out of this article.")


def show_findings(findings: Iterable[Finding]) -> bool:
    """Print what the doctor found as it comes; return whether all is well."""
    out = console()
    well = True
    for finding in findings:
        well = well and finding.fine
        out.print(
            f"{'ok' if finding.fine else 'FIX':4}{printable(finding.what)}",
            style="" if finding.fine else "bold red",
        )
        if finding.advice:
            out.print(f"    → {printable(finding.advice)}")
    return well


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def printable(text: str) -> str:
    """Return ``text`` without characters that steer a terminal; its length stays the same."""
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "�" for c in text
    )
