"""A Discord on loopback: REST API and gateway, version 10, strict about Discord's rules.

The real client library talks to it over real sockets; nothing is replaced but the address.
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
