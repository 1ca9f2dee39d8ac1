"""The rules for commands and messages, and Discord's own description of requests."""

from __future__ import annotations

from typing import Any

import pytest

from . import ApiError, DiscordServer, openapi
from .errors import Problems
from .rules import check_message

BAD_COMMANDS: list[dict[str, Any]] = [
    {"name": "Ask", "description": "x"},
    {"name": "a b", "description": "x"},
    {"name": "ask", "description": ""},
    {"name": "ask", "description": "x" * 101},
    {"name": "ask", "description": "x", "options": [{"name": "o", "type": 3}]},
    {
        "name": "ask",
        "description": "x",
        "options": [
            {"name": "may", "description": "x", "type": 3},
            {"name": "must", "description": "x", "type": 3, "required": True},
        ],
    },
    {
        "name": "ask",
        "description": "x",
        "options": [
            {
                "name": "o",
                "description": "x",
                "type": 4,
                "choices": [{"name": "one", "value": "1"}],
            }
        ],
    },
]


@pytest.mark.parametrize("body", BAD_COMMANDS)
def test_commands_that_cannot_be_registered(body: dict[str, Any]) -> None:
    server = DiscordServer()
    with pytest.raises(ApiError) as caught:
        server.commands.replace(None, [body])
    assert caught.value.code == 50035
    assert server.commands.all() == []


def row(*controls: dict[str, Any]) -> dict[str, Any]:
    return {"components": [{"type": 1, "components": list(controls)}]}


LINK = {"type": 2, "style": 5, "label": "Go", "url": "https://quoth.test/"}
PRESS = {"type": 2, "style": 1, "label": "Press", "custom_id": "press"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2001}, "BASE_TYPE_MAX_LENGTH"),
        ({"components": row(PRESS)["components"] * 6}, "BASE_TYPE_BAD_LENGTH"),
        (row(*[LINK] * 6), "BASE_TYPE_BAD_LENGTH"),
        (row(PRESS, PRESS), "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (row({**LINK, "label": "x" * 81}), "BASE_TYPE_MAX_LENGTH"),
        (row({**LINK, "url": "https://quoth.test/" + "x" * 512}), "BASE_TYPE_MAX_LENGTH"),
        (row({**LINK, "url": "ftp://quoth.test/"}), "URL_TYPE_INVALID_SCHEME"),
        (row({**LINK, "custom_id": "go"}), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"),
        (row({**PRESS, "custom_id": "x" * 101}), "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "x" * 257}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4000}] * 2}, "MAX_EMBED_SIZE_EXCEEDED"),
        (
            {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ],
)
def test_messages_that_cannot_be_sent(body: dict[str, Any], code: str) -> None:
    problems = Problems()
    check_message(body, problems)
    assert code in str(problems.tree)


def test_messages_that_can_be_sent() -> None:
    problems = Problems()
    check_message({"content": "x" * 2000, **row(LINK, PRESS)}, problems)
    check_message({"embeds": [{"title": "x" * 256, "url": "https://quoth.test/"}]}, problems)
    assert problems.tree == {}


@pytest.mark.skipif(openapi.description() is None, reason="Discord's description is not at hand")
@pytest.mark.parametrize(
    ("method", "path", "body", "complains"),
    [
        ("POST", "/channels/1/messages", {"content": "hello"}, False),
        ("POST", "/channels/1/messages", {"content": 3}, True),
        ("POST", "/interactions/1/token/callback", {"type": 5, "data": {"flags": 64}}, False),
        ("POST", "/interactions/1/token/callback", {"type": "5"}, True),
        ("PUT", "/applications/1/commands", [{"name": "ask", "description": "x"}], False),
        ("PUT", "/applications/1/commands", [{"description": "x"}], True),
        ("POST", "/channels/1/no-such-thing", {}, True),
        ("GET", "/gateway/bot", None, False),
    ],
)
def test_requests_are_checked_against_the_description(
    method: str, path: str, body: object, complains: bool
) -> None:
    assert (openapi.complaint(method, path, body) is not None) is complains
