"""``/alias``: names that mean the same on a server."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot import curation_notices, markdown
from bot.app import Desk
from bot.errors import Refused, StoreUnusable
from bot.features import managing
from bot.features.choices import choices, value_of
from bot.features.feature import Feature
from bot.features.managing import guild_of, manages, noted
from bot.pressing import pages_of, show_page
from bot.replies import Interaction, Reply, respond_to_manager
from bot.texts.catalogue import text
from corpus.aliases import parse
from index.errors import SearchError

LIST = "quoth:manage:aliases"

Name = app_commands.Range[str, 1, 100]


class Aliases(Feature):
    """For members who manage the server."""

    alias = managing.Group("alias", "Names that mean the same.")

    @alias.command()
    @app_commands.describe(
        name="A name, as the articles write it.", other="Another name for the same."
    )
    async def add(self, interaction: Interaction, name: Name, other: Name) -> None:
        """Let another name mean the same."""

        async def answer(reply: Reply) -> None:
            guild, user = guild_of(interaction), interaction.user.id
            groups, _ = parse(f"{str(name).lstrip('# ')} = {other}")
            if not groups:
                raise Refused(text("alias-bad"))
            what = noted("/alias add", " = ".join(groups[0]))
            await self.bot.curation.alias(guild, groups[0], True, user, what)
            lines = [text("alias-is-added", names=markdown.short(" = ".join(groups[0])))]
            if not await self._is_known(guild, groups[0]):
                lines.append(text("alias-unheard"))
            await reply.show("\n".join(lines))

        await respond_to_manager(interaction, answer)

    async def _is_known(self, guild: int, names: Sequence[str]) -> bool:
        """Whether the articles have all words of any of the names, written like that."""

        def known(desk: Desk) -> bool:
            read = map(desk.searcher().understand, names)
            return any(each.unknown == 0 and not each.corrections for each in read)

        try:
            return await self.bot.at_desk(guild, known)
        except SearchError:
            return True

    @alias.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """List the names that this server has added."""
        await respond_to_manager(interaction, lambda reply: _show(interaction, reply))

    @alias.command()
    @app_commands.describe(names="Which ones?")
    async def remove(self, interaction: Interaction, names: Name) -> None:
        """Let names no longer mean the same."""

        async def answer(reply: Reply) -> None:
            guild, user = guild_of(interaction), interaction.user.id
            groups = (await self.bot.curation.of(guild)).aliases
            typed = str(names).casefold()
            group = next((each for each in groups if typed in _written(each)), None)
            if group is None:
                raise Refused(text("alias-unknown"))
            what = noted("/alias remove", " = ".join(group))
            await self.bot.curation.alias(guild, group, False, user, what)
            await reply.show(text("alias-is-removed", names=markdown.short(" = ".join(group))))

        await respond_to_manager(interaction, answer)

    @remove.autocomplete("names")
    async def _names(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if not await manages(interaction):
            return []
        try:
            groups = (await self.bot.curation.of(guild_of(interaction))).aliases
        except StoreUnusable:
            return []
        lines = [" = ".join(group) for group in groups]
        return choices([(line, value_of(line)) for line in lines], typed)


async def _show(interaction: Interaction, reply: Reply, page: int = 0) -> None:
    set_here = await interaction.client.curation.of(guild_of(interaction))
    await show_page(reply, LIST, page, curation_notices.alias_pages(set_here.aliases))


def _written(group: tuple[str, ...]) -> set[str]:
    """Return how somebody may type or choose a group: any of its names, or all."""
    line = " = ".join(group)
    return {name.casefold() for name in (*group, line, value_of(line))}


BUTTONS = (pages_of(LIST, _show),)
