"""``quoth articles`` and ``quoth spoilers``: looking through the articles."""

from __future__ import annotations

from pathlib import Path

import click

from bot.errors import say
from bot.ready import corpus_option, ready_desk
from bot.settings import Settings
from corpus.errors import CorpusError
from corpus.models import Skipped


@click.group()
def articles() -> None:
    """List the articles, or show one as it is quoted."""


@articles.command("list", short_help="List every article.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@corpus_option
@click.pass_obj
def list_(settings: Settings, as_json: bool, corpus: Path | None) -> None:
    """List every article with its title, publisher, date and number of passages.

    What is still kept out of answers (unlock) is listed, too."""
    from bot.terminal import show_articles
    from index.views import ALL

    found = ready_desk(settings, corpus).articles(ALL)
    if as_json:
        from bot import wire

        click.echo(wire.line([wire.dump_info(info) for info in found]))
    else:
        show_articles(found)


@articles.command(short_help="Show an article as it is quoted.")
@click.argument("path")
@click.option("--explain", is_flag=True, help="Say which rule of cleaning took out which text.")
@click.option("--json", "as_json", is_flag=True, help="Print text, passages and offsets as JSON.")
@corpus_option
@click.pass_obj
def show(settings: Settings, path: str, explain: bool, as_json: bool, corpus: Path | None) -> None:
    """Show the article at PATH (relative to the folder), cleaned, as quotes are cut from it."""
    from corpus import library

    article, removals = library.explain(corpus or settings.articles, path)
    if as_json:
        from bot import wire

        shown = wire.dump_article(article, removals if explain else None)
        click.echo(wire.line(shown))
    else:
        from bot.terminal import show_article, show_removals

        if explain:
            show_removals(removals)
        else:
            show_article(article)


@click.group()
def spoilers() -> None:
    """Say how far articles reveal the story."""


@spoilers.command("suggest", short_help="Propose what each article reveals.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--write", "write_", is_flag=True, help="Ask for each file, then write it there.")
@click.pass_obj
def suggest_(settings: Settings, folder: Path | None, write_: bool) -> None:
    """Propose what each article of FOLDER reveals that does not say it, for you to confirm.

    What is proposed is the latest season or episode that its title, file name, headings or text
    mentions.
    """
    from bot.terminal import console, printable
    from corpus import suggesting

    folder, out = folder or settings.articles, console()
    every = []
    for found in suggesting.suggestions(folder):
        every.append(found)
        if isinstance(found, Skipped):
            out.print(f"! {printable(found.path)}: {printable(found.reason)}")
        elif found.point is None:
            out.print(f"? {printable(found.path)}: mentions no season, episode or chapter.")
            out.print(f"    It counts as the latest. If it reveals nothing, write {found.line}")
        else:
            out.print(f"{printable(found.path)}: {found.line}")
            out.print(f"    its {found.place} says “{printable(found.words)}”", style="dim")
            if write_ and click.confirm("    Write it there?"):
                try:
                    suggesting.write(folder, found)
                except (CorpusError, OSError) as error:
                    out.print(f"    {printable(say(error))}")
    silent = [each for each in every if not isinstance(each, Skipped)]
    if not every:
        out.print("Every article says what it reveals.")
    elif silent and not write_:
        proposed = any(each.point is not None for each in silent)
        where = "at the beginning of the files (in Markdown: into front matter)"
        again = ", or run this again with --write" if proposed else ""
        out.print(f"Write these lines {where}{again}.")
