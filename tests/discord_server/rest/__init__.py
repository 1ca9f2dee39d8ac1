"""The REST API, version 10: one file a family of routes."""

from . import application, channels, commands, interactions
from .routing import ROUTES, Call, Reply, Services, find

__all__ = [
    "ROUTES",
    "Call",
    "Reply",
    "Services",
    "application",
    "channels",
    "commands",
    "find",
    "interactions",
]
