"""The weekly digest, in the channel that a server chose."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

import discord

from bot import digest
from bot.features.feature import Feature
from bot.patience import SHOWING, patiently
from bot.replies import explain
from bot.texts.catalogue import speaking

log = logging.getLogger(__name__)

LOOKING_SECONDS = 1800.0
"""Between two times that the bot looks for digests that are due."""


class Digest(Feature):
    """Posts each server's digest once a week, whatever restarts and however many processes."""

    async def cog_load(self) -> None:
        """Begin to look, once it is known which servers there are."""
        self.bot.repeat(LOOKING_SECONDS, self._look)

    async def _look(self) -> None:
        await self.bot.wait_until_ready()
        await self.send_due()

    async def send_due(self) -> None:
        """Send the digests that are due; one that cannot be posted is due again tomorrow."""
        for number in await self.bot.servers.digests_due():
            guild = self.bot.get_guild(number)
            if guild is None or guild.unavailable or self.bot.work.stopping:
                continue
            with self.bot.work.counted():
                try:
                    await self._send(guild)
                except Exception as error:
                    explain(error, f"the digest of server {guild.id}")

    async def _send(self, guild: discord.Guild) -> None:
        servers = self.bot.servers
        settings = (await servers.overview(guild.id)).settings
        channel = guild.get_channel_or_thread(settings.digest_channel or 0)
        view = await self.bot.view(guild.id, channel, self.bot.id, private=False)
        searcher = await self.bot.at_desk(guild.id, lambda desk: desk.searcher())
        articles = await self.bot.work.aside(lambda: searcher.articles(view))
        week = await servers.week(guild.id, articles, lambda words: searcher.is_seen(words, view))
        with speaking(await servers.locale(guild.id, guild.preferred_locale)):
            words = digest.notice(week)
        # Claimed only now: if the process dies, hardly anything is left to be done after that.
        if not await servers.claim_digest(guild.id):
            return
        try:
            await self._post(channel, words)
            log.info("posted the digest of server %d", guild.id)
        except Exception as error:
            log.warning("the digest of server %d could not be posted: %s", guild.id, error)
            await servers.postpone_digest(guild.id)

    async def _post(self, channel: object, words: str) -> None:
        if not isinstance(channel, discord.abc.Messageable):
            raise LookupError("its channel is gone")
        # The nonce keeps one that is sent again after a lost answer from appearing twice.
        nonce = f"digest-{self.bot.servers.today}"

        def send() -> Awaitable[object]:
            return channel.send(words, suppress_embeds=True, nonce=nonce)

        await patiently(send, SHOWING)
