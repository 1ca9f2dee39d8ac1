"""``/articles``: what a server has added to the library, what it hides, and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot import curation_notices, markdown
from bot.errors import BotError, Refused
from bot.features import listing, managing
from bot.features.choices import choices, token, value_of
from bot.features.feature import Feature
from bot.features.handed import downloaded, said
from bot.features.indexing import Shown
from bot.features.managing import guild_of, manages, noted, options
from bot.features.passages import DIGEST, unmark
from bot.judging import Judged
from bot.pressing import ManagerPress, controls
from bot.replies import Interaction, Reply, explain, respond_to_manager
from bot.shelves import Handed, name_of
from bot.texts.catalogue import text
from corpus.intake import Said
from index.errors import SearchError

REMOVE = "quoth:manage:remove"

Title = app_commands.Range[str, 1, 200]
Short = app_commands.Range[str, 1, 100]
Url = app_commands.Range[str, 1, 2000]


class Articles(Feature):
    """For members who manage the server."""

    articles = managing.Group(
        "articles", "What this server has added to the articles, and what it hides."
    )

    @articles.command()
    @app_commands.describe(
        file="A .md, .txt, .html or .pdf file of up to 10 MB.",
        url="The address of a public page.",
        title="What the article is called, if it does not say it itself.",
        date="When it was published: 2024-01-31.",
        spoils="How far it reveals the story, such as S04E10.",
        unlock="Out of answers until then, in UTC: 2026-03-01T20:00Z.",
        replaces="Which of those that this server has added does it replace?",
    )
    async def add(
        self,
        interaction: Interaction,
        file: discord.Attachment | None = None,
        url: Url | None = None,
        title: Title | None = None,
        date: Short | None = None,
        spoils: Short | None = None,
        unlock: Short | None = None,
        replaces: Title | None = None,
    ) -> None:
        """Add an article to this server's library, from a file or a page."""

        async def answer(reply: Reply) -> None:
            more = said(title, date, spoils, unlock)
            if (file is None) == (url is None):
                raise Refused(text("articles-one-of-two"))
            guild = guild_of(interaction)
            with self.bot.shelves.expecting(guild):
                await reply.show(text("articles-fetching"))
                if file is not None:
                    handed = await downloaded(file)
                else:
                    page = await self.bot.fetcher.fetch(str(url))
                    handed = Handed(page.data, name_of(page.url), page.suffix)
                    more = replace(more, url=page.url)
                old = replaces and (await listing.find(self.bot, guild, replaces)).path
                if old:
                    handed = replace(handed, name=old)
                given = options(title=title, date=date, spoils=spoils, unlock=unlock, replaces=old)
                note = ("/articles add", given, url or "")
                await self._put(interaction, reply, handed, more, old, note)

        await respond_to_manager(interaction, answer)

    @articles.command()
    @app_commands.describe(
        article="Which of those that this server has added?",
        title="What it is called.",
        date="When it was published: 2024-01-31.",
        spoils="How far it reveals the story, such as S04E10.",
        unlock="Out of answers until then, in UTC: 2026-03-01T20:00Z.",
    )
    async def edit(
        self,
        interaction: Interaction,
        article: Title,
        title: Title | None = None,
        date: Short | None = None,
        spoils: Short | None = None,
        unlock: Short | None = None,
    ) -> None:
        """Say more of an article that this server has added: its text stays."""

        async def answer(reply: Reply) -> None:
            more = said(title, date, spoils, unlock)
            if more == Said():
                raise Refused(text("articles-nothing-said"))
            guild = guild_of(interaction)
            path = (await listing.find(self.bot, guild, article)).path
            given = options(title=title, date=date, spoils=spoils, unlock=unlock)
            note = ("/articles edit", given)
            with self.bot.shelves.expecting(guild):
                handed = await self.bot.shelves.content(guild, path)
                await self._put(interaction, reply, handed, more, path, note)

        await respond_to_manager(interaction, answer)

    async def _put(
        self,
        interaction: Interaction,
        reply: Reply,
        handed: Handed,
        more: Said,
        old: str | None,
        note: Sequence[str],
    ) -> None:
        """Put an article onto the server's shelf, maybe in the place of an ``old`` one."""
        guild, user, curation = guild_of(interaction), interaction.user.id, self.bot.curation
        async with Shown(reply) as progress:
            info, report = await self.bot.shelves.add(guild, handed, more, progress.note, old)
        what = noted(note[0], info.path, *note[1:])
        if old and old != info.path:  # It may have become Markdown.
            renamed = noted(note[0], old, "→", info.path)
            if old in (await curation.of(guild)).hidden_articles:
                await curation.hide_article(guild, info.path, True, user, renamed)
            await curation.drop_article(guild, old, user, renamed)
        await curation.add_article(guild, info.path, user, what)
        doubts = [each for each in report.skipped if each.path == info.path]
        await reply.show(curation_notices.added(info, doubts, changed=old is not None))

    @articles.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """List the articles that this server is answered from."""
        await respond_to_manager(interaction, lambda reply: listing.show_list(interaction, reply))

    @articles.command()
    @app_commands.describe(article="Which one?")
    async def info(self, interaction: Interaction, article: Title) -> None:
        """See what is known of an article."""

        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            found = await listing.find(self.bot, guild, article)
            own = found.path in await listing.added(self.bot, guild)
            by = await self.bot.curation.added(guild, found.path) if own else None
            set_here = await self.bot.curation.of(guild)
            settings = await self.bot.servers.settings(guild)
            judged = (await listing.judgements(self.bot, guild)).get(found.path, Judged())
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
    async def remove(self, interaction: Interaction, article: Title) -> None:
        """Remove an article that this server has added."""

        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            own = await listing.added(self.bot, guild)
            found = await listing.find(self.bot, guild, article)
            if found.path not in own:
                raise Refused(text("articles-not-own"))
            sure: discord.ui.Button[discord.ui.View] = discord.ui.Button(
                label=text("articles-remove"),
                style=discord.ButtonStyle.danger,
                custom_id=f"{REMOVE}:{token(found.path)}",
            )
            ask = text("articles-remove-sure", title=markdown.short(found.meta.title))
            await reply.show(ask, controls(sure))

        await respond_to_manager(interaction, answer)

    @articles.command()
    @app_commands.describe(article="Which one?")
    async def hide(self, interaction: Interaction, article: Title) -> None:
        """Keep an article out of this server's answers."""
        await self._hide(interaction, article, hidden=True)

    @articles.command()
    @app_commands.describe(article="Which one?")
    async def show(self, interaction: Interaction, article: Title) -> None:
        """Let a hidden article or passage be quoted again, or unpin one."""
        if re.fullmatch(DIGEST, article):
            await respond_to_manager(
                interaction, lambda reply: unmark(interaction, reply, article, "/articles show")
            )
        else:
            await self._hide(interaction, article, hidden=False)

    @articles.command()
    async def hidden(self, interaction: Interaction) -> None:
        """List the articles and passages that this server hides or pins."""
        await respond_to_manager(interaction, lambda reply: listing.show_marks(interaction, reply))

    @show.autocomplete("article")
    async def _hidden_ones(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        if not await manages(interaction):
            return []
        try:
            hidden, marked = await listing.marks(self.bot, guild_of(interaction))
        except (SearchError, OSError, BotError):
            return []
        passages = ((curation_notices.marked(each), each.digest) for each in marked)
        return choices([*((title, value_of(path)) for path, title in hidden), *passages], typed)

    @info.autocomplete("article")
    @hide.autocomplete("article")
    async def _all(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await listing.offered(interaction, typed, own_only=False)

    @add.autocomplete("replaces")
    @edit.autocomplete("article")
    @remove.autocomplete("article")
    async def _own_ones(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await listing.offered(interaction, typed, own_only=True)

    async def _hide(self, interaction: Interaction, article: str, *, hidden: bool) -> None:
        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            found = await listing.find(self.bot, guild, article)
            what = noted("/articles hide" if hidden else "/articles show", found.path)
            user = interaction.user.id
            await self.bot.curation.hide_article(guild, found.path, hidden, user, what)
            title = markdown.short(found.meta.title)
            await reply.show(
                text("article-is-hidden", title=title)
                if hidden
                else text("article-is-shown", title=title)
            )

        await respond_to_manager(interaction, answer)


class Remove(ManagerPress, template=rf"{REMOVE}:(?P<article>[0-9a-f]{{20}})"):
    """Removes an article, now that it is confirmed."""

    async def answer(self, interaction: Interaction, reply: Reply) -> None:
        """Remove it, if it is still there."""
        guild, bot = guild_of(interaction), interaction.client
        wanted = self.match["article"]
        paths = await listing.added(bot, guild)
        path = next((each for each in paths if token(each) == wanted), None)
        if path is None:
            await reply.show(text("articles-not-own"))
            return
        try:
            async with Shown(reply) as progress:
                await bot.shelves.remove(guild, path, progress.note)
        except (BotError, SearchError) as error:
            await reply.show(explain(error, "removing an article"))
            return
        what = noted("/articles remove", path)
        await bot.curation.drop_article(guild, path, interaction.user.id, what)
        await reply.show(text("article-is-removed", file=markdown.short(path)))


BUTTONS = (Remove,)
