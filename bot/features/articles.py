"""``/articles``: what a server has added to the library, what it hides, and what is known of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import curation_notices, notices
from bot.app import Desk
from bot.errors import BotError, Refused
from bot.features.indexing import Shown
from bot.features.managing import (
    IN_SERVERS,
    Interaction,
    ManagerButton,
    buttons,
    guild_of,
    manages,
    noted,
    show_page,
    token,
)
from bot.judging import Judged, by_article
from bot.replies import NETWORK_FAULTS, Reply, explain, respond_to_manager
from bot.shelves import LARGEST, Handed, name_of, suffix_of
from bot.texts.catalogue import text
from corpus.intake import Said
from corpus.metadata import one_line, parse_date
from corpus.spoilers import EXAMPLES, parse
from index.errors import SearchError
from index.models import ArticleInfo, Quote
from index.views import ALL

if TYPE_CHECKING:
    from bot.client import QuothBot

T = TypeVar("T")

DOWNLOAD_SECONDS = 30.0
LONGEST_CHOICE = 100
CHOICES = 25

Title = app_commands.Range[str, 1, 200]
Short = app_commands.Range[str, 1, 100]
Url = app_commands.Range[str, 1, 2000]


class Articles(commands.Cog):
    """For members who manage the server."""

    articles = app_commands.Group(
        name="articles",
        description="What this server has added to the articles, and what it hides.",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=IN_SERVERS,
    )

    def __init__(self, bot: QuothBot) -> None:
        self.bot = bot
        bot.presses["list"] = self._turn
        bot.presses["marks"] = self._turn_marks
        bot.presses["remove"] = self._removed

    @articles.command()
    @app_commands.describe(
        file="A .md, .txt, .html or .pdf file of up to 10 MB.",
        url="The address of a public page.",
        title="What the article is called, if it does not say it itself.",
        date="When it was published: 2024-01-31.",
        spoils="How far it reveals the story, such as S04E10.",
    )
    async def add(
        self,
        interaction: discord.Interaction[QuothBot],
        file: discord.Attachment | None = None,
        url: Url | None = None,
        title: Title | None = None,
        date: Short | None = None,
        spoils: Short | None = None,
    ) -> None:
        """Add an article to this server's library, from a file or a page."""

        async def answer(reply: Reply) -> None:
            more = _said(title, date, spoils)
            if (file is None) == (url is None):
                raise Refused(text("articles-one-of-two"))
            await reply.show(text("articles-fetching"))
            if file is not None:
                handed = await _downloaded(file)
            else:
                page = await self.bot.fetcher.fetch(str(url))
                handed = Handed(page.data, name_of(page.url), page.suffix)
                more = replace(more, url=page.url)
            guild = guild_of(interaction)
            async with Shown(reply) as progress:
                info, report = await self.bot.shelves.add(guild, handed, more, progress.note)
            user, what = interaction.user.id, noted("/articles add", info.path, url or "")
            await self.bot.curation.add_article(guild, info.path, user, what)
            doubts = [each for each in report.skipped if each.path == info.path]
            await reply.show(curation_notices.added(info, doubts))

        await respond_to_manager(interaction, answer)

    @articles.command(name="list")
    async def list_(self, interaction: discord.Interaction[QuothBot]) -> None:
        """List the articles that this server is answered from."""
        await respond_to_manager(interaction, lambda reply: self._turn(interaction, reply, "0"))

    @articles.command()
    @app_commands.describe(article="Which one?")
    async def info(self, interaction: discord.Interaction[QuothBot], article: Title) -> None:
        """See what is known of an article."""

        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            found = await self._find(guild, article)
            own = found.path in await self._own(guild)
            by = await self.bot.curation.added(guild, found.path) if own else None
            set_here = await self.bot.curation.of(guild)
            settings = await self.bot.servers.settings(guild)
            judged = (await self._judged(guild)).get(found.path, Judged())
            await reply.show(
                curation_notices.article(
                    found,
                    by,
                    judged,
                    self.bot.servers.today,
                    own=own,
                    set_here=set_here,
                    keeps_reasons=settings.keep_missed,
                )
            )

        await respond_to_manager(interaction, answer)

    @articles.command()
    @app_commands.describe(article="Which of those that this server has added?")
    async def remove(self, interaction: discord.Interaction[QuothBot], article: Title) -> None:
        """Remove an article that this server has added."""

        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            own = await self._own(guild)
            found = await self._find(guild, article)
            if found.path not in own:
                raise Refused(text("articles-not-own"))
            sure = ManagerButton(
                "remove", token(found.path), text("articles-remove"), discord.ButtonStyle.danger
            )
            ask = text("articles-remove-sure", title=notices.short(found.meta.title))
            await reply.show(ask, buttons(sure))

        await respond_to_manager(interaction, answer)

    @articles.command()
    @app_commands.describe(article="Which one?")
    async def hide(self, interaction: discord.Interaction[QuothBot], article: Title) -> None:
        """Keep an article out of this server's answers."""
        await self._hide(interaction, article, hidden=True)

    @articles.command()
    @app_commands.describe(article="Which one?")
    async def show(self, interaction: discord.Interaction[QuothBot], article: Title) -> None:
        """Let a hidden article into this server's answers again."""
        await self._hide(interaction, article, hidden=False)

    @articles.command()
    async def hidden(self, interaction: discord.Interaction[QuothBot]) -> None:
        """List the articles and passages that this server hides or pins."""
        await respond_to_manager(
            interaction, lambda reply: self._turn_marks(interaction, reply, "0")
        )

    @info.autocomplete("article")
    @hide.autocomplete("article")
    @show.autocomplete("article")
    async def _all(
        self, interaction: discord.Interaction[QuothBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, own_only=False)

    @remove.autocomplete("article")
    async def _own_ones(
        self, interaction: discord.Interaction[QuothBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, typed, own_only=True)

    async def _choices(
        self, interaction: Interaction, typed: str, *, own_only: bool
    ) -> list[app_commands.Choice[str]]:
        if not await manages(interaction):
            return []
        guild, wanted = guild_of(interaction), typed.casefold()
        try:
            own = await self._own(guild) if own_only else None
            infos = await self._infos(guild)
        except (SearchError, OSError):  # Nothing is offered where nothing can be read.
            return []
        return [
            app_commands.Choice(name=info.meta.title[:LONGEST_CHOICE], value=_value(info))
            for info in infos
            if (own is None or info.path in own)
            and wanted in f"{info.meta.title} {info.path}".casefold()
        ][:CHOICES]

    async def _hide(self, interaction: Interaction, article: str, *, hidden: bool) -> None:
        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            found = await self._find(guild, article)
            what = noted("/articles hide" if hidden else "/articles show", found.path)
            user = interaction.user.id
            await self.bot.curation.hide_article(guild, found.path, hidden, user, what)
            title = notices.short(found.meta.title)
            await reply.show(
                text("article-is-hidden", title=title)
                if hidden
                else text("article-is-shown", title=title)
            )

        await respond_to_manager(interaction, answer)

    async def _removed(self, interaction: Interaction, reply: Reply, what: str) -> None:
        guild = guild_of(interaction)
        path = next((each for each in await self._own(guild) if token(each) == what), None)
        if path is None:
            await reply.show(text("articles-not-own"))
            return
        try:
            async with Shown(reply) as progress:
                await self.bot.shelves.remove(guild, path, progress.note)
        except (BotError, SearchError) as error:
            await reply.show(explain(error, "removing an article"))
            return
        action = noted("/articles remove", path)
        await self.bot.curation.drop_article(guild, path, interaction.user.id, action)
        await reply.show(text("article-is-removed", file=notices.short(path)))

    async def _turn(self, interaction: Interaction, reply: Reply, page: str) -> None:
        guild = guild_of(interaction)
        infos, own = await self._infos(guild), await self._own(guild)
        set_here = await self.bot.curation.of(guild)
        judged = await self._judged(guild)
        pages = curation_notices.article_pages(infos, own, set_here, judged)
        await show_page(reply, "list", page, pages)

    async def _turn_marks(self, interaction: Interaction, reply: Reply, page: str) -> None:
        guild = guild_of(interaction)
        set_here, infos = await self.bot.curation.of(guild), await self._infos(guild)
        titles = {info.path: info.meta.title for info in infos}
        hidden = [titles.get(path, path) for path in sorted(set_here.hidden_articles)]
        marked = sorted(set_here.pinned | set_here.hidden)

        def passages(desk: Desk) -> list[tuple[str, Quote | None]]:
            searcher = desk.searcher()
            return [(digest, searcher.passage(digest)) for digest in marked]

        quotes = await self._aside(guild, passages)
        shown = curation_notices.hidden_pages(set_here, hidden, quotes)
        await show_page(reply, "marks", page, shown)

    async def _find(self, guild: int, article: str) -> ArticleInfo:
        """Return the article of a choice, or of a title or path that was typed."""
        infos = await self._infos(guild)
        typed = str(article).casefold()
        for info in infos:
            if article == _value(info) or typed in (
                info.path.casefold(),
                info.meta.title.casefold(),
            ):
                return info
        raise Refused(text("articles-unknown", article=notices.short(article)))

    async def _infos(self, guild: int) -> tuple[ArticleInfo, ...]:
        return await self._aside(guild, lambda desk: desk.articles(ALL))

    async def _judged(self, guild: int) -> dict[str, Judged]:
        opinions = await self.bot.servers.opinions(guild)
        return await self._aside(guild, lambda desk: by_article(desk.searcher(), opinions))

    async def _own(self, guild: int) -> dict[str, int]:
        return await self.bot.work.aside(lambda: self.bot.shelves.sizes(guild))

    async def _aside(self, guild: int, call: Callable[[Desk], T]) -> T:
        return await self.bot.work.aside(lambda: call(self.bot.libraries.desk(guild)))


def _value(info: ArticleInfo) -> str:
    return info.path if len(info.path) <= LONGEST_CHOICE else token(info.path)


def _said(title: str | None, date: str | None, spoils: str | None) -> Said:
    """Return what was said of an article. Raises Refused where it cannot be understood."""
    when = parse_date(str(date)) if date else None
    if date and when is None:
        raise Refused(text("articles-bad-date"))
    if spoils and parse(str(spoils)) is None:
        raise Refused(text("articles-bad-spoils", examples=EXAMPLES))
    return Said(
        title=one_line(str(title)) if title else None,
        published=when.isoformat() if when else None,
        spoils=one_line(str(spoils)) if spoils else None,
    )


async def _downloaded(file: discord.Attachment) -> Handed:
    """Return what somebody uploaded to Discord."""
    suffix = suffix_of(file.filename)
    if suffix is None:
        raise Refused(text("articles-wrong-kind"))
    if file.size > LARGEST:
        raise Refused(text("fetch-large"))
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            data = await file.read()
    except (discord.HTTPException, *NETWORK_FAULTS):
        raise Refused(text("articles-not-downloaded")) from None
    if len(data) > LARGEST:
        raise Refused(text("fetch-large"))
    return Handed(data, file.filename, suffix)
