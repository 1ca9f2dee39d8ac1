"""Every language says everything, and nothing is said on Discord that is not in the catalogue."""

from __future__ import annotations

import ast
import asyncio
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest
from discord import app_commands
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
import corpus
from bot.app import Desk
from bot.client import QuothBot
from bot.commands import Translator
from bot.features import registry
from bot.notices import reason
from bot.settings import Settings
from bot.texts.catalogue import ENGLISH, languages, speaking, text, translated

ROOM = Path(bot.__file__).parent
CORPUS = Path(corpus.__file__).parent
SPEAKING = [
    file
    for file in sorted(ROOM.rglob("*.py"))
    if "texts.catalogue import" in file.read_text(encoding="utf-8")
]
COMMAND = re.compile(r"[-_'\w]{1,32}")
"""A name that Discord accepts; it has to be in small letters too."""

each_language = pytest.mark.parametrize("language", sorted(languages()))


class Parts(Visitor):
    """What a text is made of: the values that are filled in, and the other texts."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.texts: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        attribute = f".{node.attribute.name}" if node.attribute else ""
        self.texts.add(node.id.name + attribute)


def texts(language: str) -> dict[str, Parts]:
    """The texts of a language by name."""
    source = (ROOM / "texts" / f"{language}.ftl").read_text(encoding="utf-8")
    found: dict[str, Parts] = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            named = [(f"{entry.id.name}.{each.id.name}", each) for each in entry.attributes]
            for name, node in [(entry.id.name, entry.value), *named]:
                assert name not in found, f"{language}.ftl has {name} twice"
                found[name] = Parts()
                found[name].visit(node)
    return found


def values(found: dict[str, Parts], name: str) -> set[str]:
    """The values that a text needs, also those of the texts that it refers to."""
    parts = found[name]
    return parts.values.union(*(values(found, each) for each in parts.texts))


def used() -> dict[str, set[str]]:
    """The texts that the code asks for, with the values that it gives."""
    found: dict[str, set[str]] = {}
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("text", "said"):
                name = node.args[0]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    given = {each.arg for each in node.keywords if each.arg}
                    assert found.setdefault(name.value, given) == given, name.value
    return found


async def parts_of_commands(state: Path) -> dict[str, str]:
    """The English of all commands, their options and choices, by the name of its text."""
    asked: dict[str, str] = {}

    class Noting(Translator):
        async def translate(
            self,
            string: app_commands.locale_str,
            locale: discord.Locale,
            context: app_commands.TranslationContextTypes,
        ) -> str | None:
            asked[self.text_name(context)] = string.message
            return None

    quoth = QuothBot(Desk(Settings(state_dir=state)))
    await registry.add(quoth)
    for command in quoth.tree.get_commands():
        await command.get_translated_payload(quoth.tree, Noting())
    return asked


@each_language
def test_every_language_has_every_text_with_the_same_values(language: str) -> None:
    english, other = texts(ENGLISH), texts(language)
    assert other.keys() == english.keys()
    for name in english:
        assert values(other, name) == values(english, name), name


def test_the_code_asks_for_texts_that_there_are_and_gives_their_values(tmp_path: Path) -> None:
    english, asked = texts(ENGLISH), used()
    assert asked.keys() <= english.keys()
    for name, given in asked.items():
        assert given == values(english, name), name


def test_no_text_is_unused(tmp_path: Path) -> None:
    english = texts(ENGLISH)
    wanted = used().keys() | asyncio.run(parts_of_commands(tmp_path)).keys()
    wanted |= {name for name in english if name.startswith("why-")}
    wanted |= {name for parts in english.values() for name in parts.texts}
    assert english.keys() <= wanted


def test_the_english_of_commands_is_what_the_code_says(tmp_path: Path) -> None:
    parts = asyncio.run(parts_of_commands(tmp_path))
    assert {name: translated(ENGLISH, name) for name in parts} == parts


@each_language
def test_names_of_commands_are_such_as_discord_accepts(language: str, tmp_path: Path) -> None:
    seen: set[str] = set()
    for name in asyncio.run(parts_of_commands(tmp_path)):
        said = translated(language, name) or ""
        if name.startswith("choice-"):
            assert 1 <= len(said) <= 100
        elif name.endswith("about") and "." in name:
            assert 1 <= len(said) <= 100, name
        elif " " in (translated(ENGLISH, name) or ""):  # in the menu of a message
            assert 1 <= len(said) <= 32
        else:
            assert COMMAND.fullmatch(said), name
            assert said == said.lower()
            place = name.rpartition("." if "." in name else "-")[0]
            assert f"{place} {said}" not in seen, f"{said} stands for two things"
            seen.add(f"{place} {said}")


def phrases() -> Iterator[str]:
    """Why a file may be no article, as far as the phrase is a constant."""
    for file in CORPUS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            refused = ("NotAnArticle", "Unreadable", "_malformed")
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in refused:
                last = node.args[-1]
                if isinstance(last, ast.Constant) and isinstance(last.value, str):
                    yield last.value


def test_reasons_why_files_are_skipped_are_translated() -> None:
    found = set(phrases())
    assert found
    for phrase in (*found, "larger than 64 MB: split it", "line 3 has more than 20 names"):
        assert reason(phrase) == phrase
        with speaking("es-ES"):
            assert reason(phrase) != phrase
    with speaking("es-ES"):
        assert reason("line 3 has more than 20 names") == "la línea 3 tiene más de 20 nombres"
        assert reason("something else") == "something else"


def literals(tree: ast.AST) -> Iterator[str]:
    """What may be said: string constants but for docstrings, log lines and what Discord lists."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                pass
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log")) | ast.Name(id="explain")):
                pass
            case ast.Call(
                func=ast.Attribute(attr="describe" | "Group" | "compile" | "ContextMenu")
            ):
                pass
            case ast.Raise() | ast.Subscript():
                pass
            case ast.Constant(value=str(words)):
                yield words
            case _:
                yield from literals(node)


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: file.name)
def test_no_sentence_is_in_the_code(file: Path) -> None:
    found = literals(ast.parse(file.read_text(encoding="utf-8")))
    words = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}")
    assert not [
        each for each in found if words.search(each) and not each.startswith(("/", "text/"))
    ]


def test_a_language_without_texts_is_spoken_to_in_english() -> None:
    with speaking("nl"):
        assert text("off-here") == translated(ENGLISH, "off-here")


def test_a_text_that_is_nowhere_is_no_crash(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), speaking("es-ES"):
        assert text("no-such-text") == "no-such-text"
        assert "lang" in text("page-of", page="lang")
    assert "no-such-text" in caplog.text


def test_numbers_dates_and_plurals_are_the_languages() -> None:
    with speaking("es-419"):
        assert text("days", days=1) == "1 día"
        assert text("articles", articles=12345) == "12.345 artículos"
        assert text("date", day="12", month=1, year="2024") == "12 ene 2024"
    assert text("articles", articles=12345) == "12,345 articles"
