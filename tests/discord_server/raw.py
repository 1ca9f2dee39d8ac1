"""Requests that no correct client makes, for testing the server's refusals."""

from __future__ import annotations

from typing import Any

import aiohttp

from .server import DiscordServer


async def post(
    server: DiscordServer, path: str, body: Any, *, method: str = "POST"
) -> tuple[int, Any]:
    """Status and JSON of the answer to a request in the bot's name; ``path`` is below the root."""
    headers = {"Authorization": f"Bot {server.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, server.api_url + path, json=body) as answer,
    ):
        return answer.status, await answer.json() if answer.content_type.endswith("json") else None
