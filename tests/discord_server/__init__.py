"""A Discord on loopback: REST API and gateway, version 10, strict about Discord's rules.

The real client library talks to it over real sockets; nothing is replaced but the address. A test
takes the fixture ``discord_server`` (of ``fixtures.py``); whatever rule the bot breaks fails it at
the end, unless ``server.forgive(pattern)`` takes the expected violation off the list.

**Commands** wait until they are registered, and take values as the client's form would::

    used = await server.slash(server.fan, server.general, "ask", {"question": "Who?"})
    used = await server.slash(server.owner, server.general, "articles add", {"file": upload})
    words = await server.complete(server.fan, server.general, "ask", "question", "mars")
    used = await server.menu(server.fan, server.general, "Find the quote", message)
    callback = await used.acknowledged()   # .type, .data, .after (seconds)
    message = await used.final()           # when "thinking…" is over; used.followups

**Messages** stand as they are now: ``text`` (content and text displays, in order), ``labels`` of
the buttons, ``controls``, ``ephemeral``, ``attachments``, ``deleted``, ``pings``, ``versions``::

    asked = await server.say(server.fan, server.general, f"{server.bot.mention} who?")
    answer = await server.wait_for_message(server.general, after=asked)
    await server.edit(asked, "…")          # also delete, purge, unfurl (no edit), say_by_webhook
    assert not server.posted(server.general, after=answer)   # once it must be there
    old = server.old_message(server.general, "", components, flags=Flag.COMPONENTS_V2)

**Buttons, menus and forms** are found by label, placeholder or ``custom_id``; a private message
has no buttons for others (``LookupError``)::

    click = await server.click(server.fan, answer, "More quotes")
    picked = await server.click(server.owner, answer, "roles", [role])
    sent = await server.submit(server.fan, click, {"Reason": "out of date"})  # click opened a form

**Files**: ``Upload("notes.md", b"…")`` as an option or in ``say(files=…)``;
``server.cdn.open(message.attachments[0])`` reads what the bot sent.

**Guilds**: ``role``, ``channel``, ``member``, ``other_guild`` before the bot connects; awaited at
any time: ``overwrite``, ``permit``, ``give``, ``open_channel``, ``close_channel``, ``invite``,
``expel``; ``server.own_role`` is the bot's.

**Faults** are planned by method and path: ``server.faults.fail``, ``refuse`` (by Discord's
number), ``rate_limit`` (``via=False``), ``block`` (Cloudflare's page), ``delay``, ``silence``,
``hold`` (until the fault's ``release``), ``drop``, ``lose_answer`` (done, and reported as failed),
``answer_nothing``. On the gateway: ``drop``, ``go_silent``, ``invalidate``, ``ask_to_reconnect``,
``close_gateway``, ``restart``.
"""

from .cdn import Upload
from .commands import Commands
from .errors import ApiError
from .faults import Fault, Faults
from .front import Request
from .gateway import CONTENT, MEMBERS, PRESENCES
from .interactions import Callback, Interaction
from .messages import Flag, Message
from .permissions import Permission
from .server import DiscordServer
from .state import Channel, Member, Role, User

__all__ = [
    "CONTENT",
    "MEMBERS",
    "PRESENCES",
    "ApiError",
    "Callback",
    "Channel",
    "Commands",
    "DiscordServer",
    "Fault",
    "Faults",
    "Flag",
    "Interaction",
    "Member",
    "Message",
    "Permission",
    "Request",
    "Role",
    "Upload",
    "User",
]
