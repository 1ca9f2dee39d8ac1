"""Managers pin or hide the passages that an answer quotes, and have a quote proved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot import curation_notices, markdown, notices
from bot.app import Desk
from bot.errors import Refused
from bot.features.feature import Feature
from bot.features.managing import IN_SERVERS, MANAGERS, for_managers, guild_of, noted
from bot.paging import pages
from bot.pressing import ManagerPress, controls
from bot.replies import Interaction, Reply, respond_to_manager
from bot.store.curation import Mark
from bot.texts.catalogue import text
from bot.threads import Threads
from corpus.errors import Unreadable
from index.models import Answer, Quote
from index.views import ALL

if TYPE_CHECKING:
    from bot.client import QuothBot

UNMARK = "quoth:manage:unmark"

DIGEST = "[0-9a-f]{16}"

_RATED = re.compile(rf"q:up:({DIGEST})")
_PLACED = re.compile(rf"(?<![0-9a-z])({DIGEST})\.\d")
_DECORATION = re.compile(r"^[\s>*_“”\"«»]+|[\s*_“”\"«»]+$")

TRIED = 5
"""Articles that are read to find where a quote is from."""

Words = app_commands.Range[str, 3, 2000]


def digests(message: discord.Message) -> tuple[str, ...]:
    """Return the digests of the passages that an answer quotes, the best first.

    Its buttons hold them in their custom_ids: what can be rated, else what can be shown.
    """
    ids = [getattr(each, "custom_id", None) or "" for each in _walk(message.components)]
    rated, placed = ([d for each in ids for d in p.findall(each)] for p in (_RATED, _PLACED))
    return tuple(dict.fromkeys(rated or placed))


def _walk(components: Any) -> Iterator[Any]:
    for each in components:
        yield each
        inner = [*getattr(each, "children", ()), getattr(each, "accessory", None)]
        yield from _walk(filter(None, inner))


class Passages(Feature):
    """For members who manage the server."""

    def __init__(self, bot: QuothBot) -> None:
        super().__init__(bot)
        self._work = Threads()  # Its own, so that no answer waits for articles that are read again.
        self._menus = (
            app_commands.ContextMenu(name="Pin this passage", callback=self._pin),
            app_commands.ContextMenu(name="Hide this passage", callback=self._hide),
            app_commands.ContextMenu(name="Verify this quote", callback=self._verify_message),
        )

    async def cog_load(self) -> None:
        for menu in self._menus:
            menu.default_permissions = MANAGERS
            menu.allowed_contexts = IN_SERVERS
            self.bot.tree.add_command(menu)

    async def _pin(self, interaction: Interaction, message: discord.Message) -> None:
        await self._mark(interaction, message, "pinned")

    async def _hide(self, interaction: Interaction, message: discord.Message) -> None:
        await self._mark(interaction, message, "hidden")

    async def _mark(self, interaction: Interaction, message: discord.Message, mark: Mark) -> None:
        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            quote = (await self._quotes(guild, message))[0]
            command = "/pin" if mark == "pinned" else "/hide"
            what, user = _named(command, quote), interaction.user.id
            await self.bot.curation.mark(guild, quote.digest, mark, user, what)
            shown = markdown.short(quote.text, 500)
            told = (
                text("passage-is-pinned", quote=shown)
                if mark == "pinned"
                else text("passage-is-hidden", quote=shown)
            )
            undo = discord.ui.Button[Any](label=text("undo"), custom_id=f"{UNMARK}:{quote.digest}")
            await reply.show(told, controls(undo))

        await respond_to_manager(interaction, answer)

    async def _quotes(self, guild: int, message: discord.Message) -> list[Quote]:
        """Return the passages that one of the bot's answers quotes.

        Raises Refused where it is no such answer, or none of them is there any more.
        """
        found = digests(message) if message.author.id == self.bot.id else ()
        if not found:
            raise Refused(text("passage-none-here"))

        def there(desk: Desk) -> list[Quote]:
            passages = map(desk.searcher().passage, found)
            return [quote for quote in passages if quote is not None]

        quotes = await self.bot.at_desk(guild, there)
        if not quotes:
            raise Refused(text("passage-gone"))
        return quotes

    async def _verify_message(self, interaction: Interaction, message: discord.Message) -> None:
        async def answer(reply: Reply) -> None:
            guild = guild_of(interaction)
            quotes = await self._quotes(guild, message)
            desk = self.bot.libraries.desk
            proofs = await self._work.aside(lambda: [_proof(desk(guild), each) for each in quotes])
            await reply.show(pages(text("verify-title"), proofs)[0])

        await respond_to_manager(interaction, answer)

    @app_commands.command()
    @for_managers
    @app_commands.describe(quote="The words, as they were quoted.")
    async def verify(self, interaction: Interaction, quote: Words) -> None:
        """Read an article again and prove that a quote still stands in it."""

        async def answer(reply: Reply) -> None:
            guild, words = guild_of(interaction), _DECORATION.sub("", str(quote))
            desk = self.bot.libraries.desk
            shown = await self._work.aside(lambda: _proof_of_words(desk(guild), words))
            await reply.show(shown)

        await respond_to_manager(interaction, answer)


class Unmark(ManagerPress, template=rf"{UNMARK}:(?P<digest>{DIGEST})"):
    """Takes back what was pinned or hidden."""

    async def answer(self, interaction: Interaction, reply: Reply) -> None:
        """Do so."""
        await unmark(interaction, reply, self.match["digest"], "/undo")


async def unmark(interaction: Interaction, reply: Reply, digest: str, command: str) -> None:
    """Take back what was pinned or hidden, by a command that the audit list names."""
    guild, user = guild_of(interaction), interaction.user.id
    quote = await interaction.client.at_desk(guild, lambda desk: desk.searcher().passage(digest))
    what = _named(command, quote) if quote else noted(command, digest)
    await interaction.client.curation.mark(guild, digest, None, user, what)
    await reply.show(text("passage-is-unmarked"))


def _named(command: str, quote: Quote) -> str:
    """Return a command on a passage as it stands on the audit list: in words."""
    return noted(command, quote.article, f"“{markdown.shorten(quote.text, 60)}”")


def _proof(desk: Desk, quote: Quote) -> str:
    try:
        return curation_notices.proof(quote.meta.title, desk.verify(quote))
    except Unreadable as error:
        file, why = markdown.short(quote.article), markdown.short(notices.reason(error.reason))
        return text("verify-unreadable", file=file, why=why)


def _proof_of_words(desk: Desk, words: str) -> str:
    """Return the proof that words stand in the article that has them, or that none does."""
    outcome = desk.ask(words, top=TRIED, view=ALL)
    near = outcome.quotes if isinstance(outcome, Answer) else outcome.closest
    for quote in {quote.article: quote for quote in near}.values():
        try:
            proof = desk.verify(replace(quote, text=words, start=-1, stop=-1))
        except Unreadable:
            continue
        if proof.stands:
            return curation_notices.proof(quote.meta.title, replace(proof, moved=False))
    return text("verify-nowhere")


BUTTONS = (Unmark,)
