"""The ``quoth`` command. Each command imports what it needs, so that an answer starts quickly.

Exit codes: 0 done; 1 the articles do not say (``ask``) or something needs doing (``doctor``);
2 wrong usage; 3 the articles or the index cannot be used; 4 Discord cannot be used.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from bot.cli_articles import articles, spoilers
from bot.errors import BotError, DiscordUnreachable, IntentsRefused, TokenMissing, TokenRefused, say
from bot.ready import corpus_option, ready_desk
from bot.settings import Settings, from_environment
from corpus.errors import CorpusError
from index.errors import SearchError

if TYPE_CHECKING:
    from corpus.spoilers import Point

NOT_FOUND, USAGE, UNUSABLE, NO_DISCORD = 1, 2, 3, 4


def _point(_: click.Context, option: click.Parameter, typed: str | None) -> Point | None:
    from corpus.spoilers import EXAMPLES, parse

    if typed is None:
        return None
    point = parse(typed)
    if point is None:
        raise click.UsageError(f"{option.opts[0]} is {typed!r}; write {EXAMPLES}.")
    return point


horizon_option = click.option(
    "--horizon",
    callback=_point,
    metavar="POINT",
    help="Keep back what reveals more, or may: S04E10, S04, 'Book 2 Chapter 5', all, none.",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings come from the environment and from .env (see .env.example). Exit codes: 0 "
    "done; 1 the articles do not say, or the doctor found something; 2 wrong usage; 3 articles or "
    "index unusable; 4 no Discord.",
)
@click.version_option(package_name="quoth")
@click.pass_context
def quoth(context: click.Context) -> None:
    """Answer questions by quoting articles, word for word, with the source."""
    context.obj = _settings()


quoth.add_command(articles)
quoth.add_command(spoilers)


@quoth.command(short_help="Answer a question, or a file of them.")
@click.argument("question", nargs=-1)
@click.option(
    "--top",
    default=3,
    type=click.IntRange(1, 30),
    show_default=True,
    metavar="N",
    help="Give up to N quotes.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each question.")
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    metavar="FILE.jsonl",
    help='Answer each line {"id", "question", "history"?} of a file; "-" is standard input.',
)
@horizon_option
@corpus_option
@click.pass_obj
def ask(
    settings: Settings,
    question: tuple[str, ...],
    top: int,
    as_json: bool,
    batch: IO[str] | None,
    horizon: Point | None,
    corpus: Path | None,
) -> None:
    """Answer QUESTION from the articles, indexing them first where they changed.

    Exits with 1 when the articles do not say.
    """
    text = " ".join(question).strip()
    if text and batch:
        raise click.UsageError("Give a question or --batch, not both.")
    if not text and not batch:
        raise click.UsageError('Give a question, such as: quoth ask "Who plays Ed Baldwin?"')
    desk = ready_desk(settings, corpus)
    from bot.app import unlocked

    view = replace(unlocked(), horizon=horizon)
    if batch:
        from bot import wire
        from bot.batch import answers
        from bot.terminal import batch_line

        for answer in answers(batch, desk.searcher(), top, view):
            click.echo(wire.line(answer) if as_json else batch_line(answer))
        return
    from bot.pleasantries import is_question
    from index.models import Answer, NotFound

    asks = is_question(text)
    started = time.perf_counter()
    outcome = desk.ask(text, top=top, view=view) if asks else NotFound(text, (), 0.0)
    took_ms = (time.perf_counter() - started) * 1000

    if as_json:
        from bot import wire

        click.echo(wire.line(wire.dump_outcome(None, outcome, took_ms)))
    else:
        from bot.terminal import NO_QUESTION, show_outcome

        if asks:
            show_outcome(outcome)
        else:
            click.echo(NO_QUESTION)
    if not isinstance(outcome, Answer):
        sys.exit(NOT_FOUND)


@quoth.command(short_help="Open a conversation in the terminal.")
@horizon_option
@corpus_option
@click.pass_obj
def chat(settings: Settings, horizon: Point | None, corpus: Path | None) -> None:
    """Open a conversation in the terminal; follow-ups such as "and Molly?" are understood."""
    from bot.terminal import converse

    converse(ready_desk(settings, corpus), horizon)


@quoth.command("index", short_help="Bring the index up to date with the articles.")
@click.option("--watch", is_flag=True, help="Stay, and index again whenever an article changes.")
@click.option("--json", "as_json", is_flag=True, help="Print progress and report as JSON lines.")
@click.option(
    "--server",
    type=click.IntRange(min=1),
    metavar="ID",
    help="Index what this Discord server has added, over the folder.",
)
@corpus_option
@click.pass_obj
def index_(
    settings: Settings, watch: bool, as_json: bool, server: int | None, corpus: Path | None
) -> None:
    """Bring the index up to date: what was added, changed, removed, skipped and why."""
    if watch and as_json:
        raise click.UsageError("--watch and --json do not go together.")
    from bot.app import Desk

    desk = Desk(settings, corpus, server)
    if server is not None and not desk.folders[0].is_dir():
        raise click.UsageError(f"The server {server} has added no articles of its own.")
    if as_json:
        from bot.reindexing import build_as_json

        sys.exit(0 if build_as_json(desk, click.echo) else UNUSABLE)
    from bot.terminal import build_with_progress, show_report

    show_report(build_with_progress(desk))
    if watch:
        from bot.reindexing import changes

        click.echo(f"Watching {desk.folder}; press Ctrl+C to stop.", err=True)
        for _ in changes(*desk.folders):
            try:
                report = build_with_progress(desk)
            except (CorpusError, SearchError) as error:
                click.echo(f"quoth: {say(error)}", err=True)
            else:
                show_report(report)


@quoth.command(short_help="Run the Discord bot.")
@corpus_option
@click.pass_obj
def run(settings: Settings, corpus: Path | None) -> None:
    """Run the Discord bot until it is told to stop (Ctrl+C or SIGTERM)."""
    import asyncio
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the bot takes it over
    from bot import log, running

    log.configure(settings)
    if not settings.discord_token:
        raise TokenMissing
    desk = ready_desk(settings, corpus)
    sys.exit(asyncio.run(running.run(desk)))


@quoth.command(short_help="Check token, permissions, index and state; say what to do.")
@corpus_option
@click.pass_obj
def doctor(settings: Settings, corpus: Path | None) -> None:
    """Check token, intents, permissions, index and state folder, and say what to do.

    Exits with 1 when something needs doing.
    """
    from bot.app import Desk
    from bot.doctor import examine
    from bot.terminal import show_findings

    sys.exit(0 if show_findings(examine(Desk(settings, corpus))) else 1)


@quoth.command(short_help="Copy what the servers have set and kept into a file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(settings: Settings, file: Path) -> None:
    """Copy what the servers have set and kept into FILE, while the bot may go on running.

    To restore it, stop the bot, put FILE in place of quoth.db in the state folder, and delete
    quoth.db-wal and quoth.db-shm if they are beside it.
    """
    from bot.store.sqlite import FILE, SqliteStore

    SqliteStore(settings.state_dir / FILE).backup(file)
    click.echo(f"Saved to {file}.", err=True)


def main() -> None:
    """Run the command; every expected failure is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        quoth()
    except BotError as error:
        discord = (TokenMissing, TokenRefused, IntentsRefused, DiscordUnreachable)
        _fail(error, NO_DISCORD if isinstance(error, discord) else UNUSABLE)
    except (CorpusError, SearchError, OSError) as error:
        _fail(error, UNUSABLE)


def _fail(error: BaseException, code: int) -> None:
    click.echo(f"quoth: {say(error)}", err=True)
    sys.exit(code)


def _settings() -> Settings:
    import os

    try:
        return from_environment(_env_file(Path(".env")) | os.environ)
    except BotError as error:
        raise click.UsageError(say(error)) from error
    except UnicodeDecodeError as error:
        raise click.UsageError("The file .env is not UTF-8 text. Save it as UTF-8.") from error


def _env_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(path).items() if value is not None}
