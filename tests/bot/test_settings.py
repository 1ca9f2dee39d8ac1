"""Settings are read once, explained, and refused with a sentence."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.errors import InvalidSetting, say
from bot.settings import SHIPPED_ARTICLES, Settings, from_environment

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_the_example_names_every_setting_and_leaves_all_at_their_defaults() -> None:
    named = re.findall(r"^#?([A-Z_]+)=$", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(item.metadata["variable"] for item in fields(Settings))
    # Even an empty value would take the place of what a container's image sets.
    assert dotenv_values(EXAMPLE) == {"DISCORD_TOKEN": ""}
    assert from_environment(dict.fromkeys(named, "")) == Settings()


def test_every_setting_says_what_it_is_for() -> None:
    for item in fields(Settings):
        assert item.metadata["description"].endswith(".")


def test_values_are_read() -> None:
    settings = from_environment(
        {
            "DISCORD_TOKEN": " secret ",
            "QUOTH_ARTICLES": "/srv/articles",
            "QUOTH_COMMAND_GUILD": "123",
            "QUOTH_DISCORD_API": "http://127.0.0.1:80/api/v10/",
            "QUOTH_LOG_LEVEL": "debug",
        }
    )
    assert settings.discord_token == "secret"
    assert settings.articles == Path("/srv/articles")
    assert settings.command_guild == 123
    assert settings.discord_api == "http://127.0.0.1:80/api/v10"
    assert settings.log_level == "DEBUG"


def test_the_shipped_articles_are_the_default() -> None:
    assert from_environment({}).articles == SHIPPED_ARTICLES
    assert list(SHIPPED_ARTICLES.glob("*.md"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("QUOTH_COMMAND_GUILD", "my server"),
        ("QUOTH_DISCORD_API", "discord.com"),
        ("QUOTH_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(variable: str, value: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        from_environment({variable: value})
    assert variable in say(caught.value)
    assert value in say(caught.value)
