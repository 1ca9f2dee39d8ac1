"""A question on Discord, answered: searched for, drawn as a card, remembered and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import metrics
from bot.asking import Asker, turn
from bot.cards import Card, card, note
from bot.channels import is_public
from bot.controls import Asked
from bot.horizons import UNREAD
from bot.texts.catalogue import text
from index.models import NotFound, Outcome, Turn
from index.views import View

if TYPE_CHECKING:
    from bot.client import QuothBot


async def answer(
    bot: QuothBot,
    who: Asker | None,
    question: str,
    view: View,
    guild: int | None = None,
    typed: str = "",
    after: Turn | None = None,
    asked: Asked | None = None,
) -> Card:
    """Answer a question off the event loop, quoting only what the ``view`` shows.

    It is part of the conversation of ``who``, or of none; then ``asked`` says for whom the
    buttons are. ``after`` is what it replies to. A ``guild`` may keep the words of a question
    that found nothing, as they were ``typed``, and those of an answered one that everybody
    could read are offered to others there.

    Raises:
        index.errors.SearchError: there is no index to answer from.
    """
    history = bot.conversations.turns(who)
    if after is not None:
        history = (*(turn for turn in history if turn != after), after)

    public = False
    if guild is not None and who is not None and not who.private:
        public = is_public(bot.get_guild(guild), who.channel)
    if who is not None:
        asked = Asked(who.user, who.private, guild, typed or question)

    def found() -> tuple[Outcome, Card, bool]:
        desk = bot.libraries.desk(guild)
        with metrics.SEARCH.time():
            outcome = desk.ask(question, history, view=view)
        whole = public and not desk.searcher().leans(question, history)
        unread = view.horizon is UNREAD and isinstance(outcome, NotFound) and outcome.beyond
        shown = note(text("horizon-unread")) if unread else card(outcome, asked)
        return outcome, shown, whole

    with metrics.asking() as came:
        outcome, shown, whole = await bot.work.aside(found)
        came(outcome)
    if who is not None:
        bot.conversations.remember(who, turn(outcome))
    bot.work.later(bot.servers.count(guild, outcome))
    if isinstance(outcome, NotFound) and not outcome.beyond and who is not None:
        bot.work.later(bot.servers.miss(guild, typed or question, public=public))
    elif guild is not None and whole:
        bot.suggestions.note(guild, typed or question, outcome, view)
    return shown
