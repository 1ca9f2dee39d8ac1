"""The articles that a server is answered from: found, offered in commands and listed in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot import curation_notices, markdown
from bot.app import Desk
from bot.curation_notices import Marked
from bot.errors import Refused
from bot.features.choices import choices, value_of
from bot.features.managing import guild_of, manages
from bot.judging import Judged, by_article
from bot.pressing import pages_of, show_page
from bot.replies import Interaction, Reply
from bot.texts.catalogue import text
from index.errors import SearchError
from index.models import ArticleInfo
from index.views import ALL

if TYPE_CHECKING:
    from bot.client import QuothBot

LIST, MARKS = "quoth:manage:list", "quoth:manage:marks"


async def show_list(interaction: Interaction, reply: Reply, page: int = 0) -> None:
    """Show a page of the articles that the server is answered from."""
    guild, bot = guild_of(interaction), interaction.client
    own = await added(bot, guild)
    set_here, judged = await bot.curation.of(guild), await judgements(bot, guild)
    horizons = bool(await bot.horizons.horizons(guild))

    def pages(desk: Desk) -> tuple[str, ...]:
        return curation_notices.article_pages(
            desk.articles(ALL), own, set_here, judged, horizons=horizons
        )

    await show_page(reply, LIST, page, await bot.at_desk(guild, pages))


async def show_marks(interaction: Interaction, reply: Reply, page: int = 0) -> None:
    """Show a page of the articles and passages that the server hides or pins."""
    bot = interaction.client
    hidden, marked = await marks(bot, guild_of(interaction))
    titles = [title for _, title in hidden]
    pages = await bot.work.aside(lambda: curation_notices.hidden_pages(titles, marked))
    await show_page(reply, MARKS, page, pages)


async def offered(
    interaction: Interaction, typed: str, *, own_only: bool
) -> list[app_commands.Choice[str]]:
    """Return the articles that fit what was typed, for a manager to choose from."""
    if not await manages(interaction):
        return []
    guild, bot = guild_of(interaction), interaction.client

    def fitting(desk: Desk) -> list[app_commands.Choice[str]]:
        own = bot.shelves.sizes(guild) if own_only else None
        named = curation_notices.named(desk.articles(ALL)).items()
        wanted = ((name, value_of(path)) for path, name in named if own is None or path in own)
        return choices(wanted, typed)

    try:
        return await bot.at_desk(guild, fitting)
    except (SearchError, OSError):  # Nothing is offered where nothing can be read.
        return []


async def find(bot: QuothBot, guild: int, article: str) -> ArticleInfo:
    """Return the article of a choice, or of a title or path that was typed.

    Raises:
        bot.errors.Refused: there is none.
    """
    typed = article.casefold()

    def found(desk: Desk) -> ArticleInfo:
        for info in desk.articles(ALL):
            names = (info.path.casefold(), info.meta.title.casefold())
            if article == value_of(info.path) or typed in names:
                return info
        raise Refused(text("articles-unknown", article=markdown.short(article)))

    return await bot.at_desk(guild, found)


async def added(bot: QuothBot, guild: int) -> dict[str, int]:
    """Return the paths of the articles that a server has added, and their bytes."""
    return await bot.work.aside(lambda: bot.shelves.sizes(guild))


async def judgements(bot: QuothBot, guild: int) -> dict[str, Judged]:
    """Return what members think of each article, by its path."""
    opinions = await bot.servers.opinions(guild)
    return await bot.at_desk(guild, lambda desk: by_article(desk.searcher(), opinions))


async def marks(bot: QuothBot, guild: int) -> tuple[list[tuple[str, str]], list[Marked]]:
    """Return the paths and titles of the articles that a server hides, and what it has marked."""
    set_here = await bot.curation.of(guild)
    digests = sorted(set_here.pinned | set_here.hidden)

    def found(desk: Desk) -> tuple[list[tuple[str, str]], list[Marked]]:
        titles = curation_notices.named(desk.articles(ALL))
        hidden = [(path, titles.get(path, path)) for path in sorted(set_here.hidden_articles)]
        passage = desk.searcher().passage
        return hidden, [Marked(each, each in set_here.pinned, passage(each)) for each in digests]

    return await bot.at_desk(guild, found)


BUTTONS = (pages_of(LIST, show_list), pages_of(MARKS, show_marks))
