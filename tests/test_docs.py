"""What the documentation says is what the program does.

``python -m tests.test_docs`` renews the answer that is recorded in the README.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from discord import app_commands

from bot import cli, doctor
from bot.app import Desk
from bot.batch import answers
from bot.client import QuothBot
from bot.features import registry
from bot.settings import Settings
from corpus import library
from corpus.models import Metadata
from corpus.readers import READERS

ROOT = Path(__file__).resolve().parent.parent
PRIVACY, TERMS = ROOT / "PRIVACY.md", ROOT / "TERMS.md"
README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
ARCHITECTURE, CHANGELOG = ROOT / "docs" / "ARCHITECTURE.md", ROOT / "CHANGELOG.md"
PAGES = sorted([README, CONTRIBUTING, CHANGELOG, PRIVACY, TERMS, *ROOT.glob("docs/**/*.md")])

QUESTION = "Who plays Ed Baldwin?"
RENEW = ".venv/bin/python -m tests.test_docs"

_RECORD = re.compile(r"(?<=^```text\n\$ make ask Q=\"" + re.escape(QUESTION) + r"\"\n)", re.M)
_FENCED = re.compile(r"^ *```(?P<language>\w*)\n(?P<code>.*?)^ *```$", re.M | re.S)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]\n]*\]\(([^()\s]+)\)")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code(page: Path) -> Iterator[str]:
    """The lines of code blocks and the code spans of a page, without a prompt."""
    text = text_of(page)
    for block in _FENCED.finditer(text):
        yield from (line.strip().removeprefix("$ ") for line in block["code"].splitlines())
    yield from (line[4:] for line in text.splitlines() if line.startswith("    "))
    yield from _SPAN.findall(_FENCED.sub("", text))


def rows(page: Path) -> dict[str, str]:
    """The rows of a page's tables, by the code spans in the first cell."""
    found: dict[str, str] = {}
    for line in text_of(page).splitlines():
        if line.startswith("| "):
            first = line.split("|")[1]
            for name in _SPAN.findall(first) or [first.strip()]:
                found[name] = line
    return found


def recorded(readme: str) -> tuple[int, int]:
    """Where the recorded answer begins and ends."""
    found = _RECORD.search(readme)
    assert found, f"README.md has no block with the question {QUESTION}"
    return found.end(), readme.index("```", found.end())


def answer(state: Path) -> str:
    """What the program prints for the question, from the shipped articles."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QUOTH_", "DISCORD_", "FORCE_COLOR", "TTY_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", QUESTION],
        cwd=state,
        env=environment | {"PYTHONPATH": str(ROOT), "QUOTH_STATE_DIR": str(state / "state")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n") + "\n"


def renew() -> None:
    """Put the program's present answer into the README."""
    readme = text_of(README)
    start, stop = recorded(readme)
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(readme[:start] + answer(Path(folder)) + readme[stop:], encoding="utf-8")


def test_the_recorded_answer_is_what_the_program_says(tmp_path: Path) -> None:
    readme = text_of(README)
    start, stop = recorded(readme)
    assert readme[start:stop] == answer(tmp_path), (
        f"The answer recorded in README.md is out of date. Renew it with: {RENEW}"
    )


def commands(command: click.Command, name: str = "quoth") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its full name."""
    if isinstance(command, click.Group):
        for each, inner in command.commands.items():
            yield from commands(inner, f"{name} {each}")
    else:
        yield name, command


COMMANDS = dict(commands(cli.quoth))
each_command = pytest.mark.parametrize("name", COMMANDS)


def arguments(command: click.Command) -> list[str]:
    """The arguments of a command, as its help calls them."""
    context = click.Context(command)
    found = (each for each in command.params if isinstance(each, click.Argument))
    return [argument.make_metavar(context).strip("[].") for argument in found]


def options(command: click.Command) -> dict[str, str | None]:
    """The options of a command with their help."""
    found = (each for each in command.params if isinstance(each, click.Option))
    return {name: option.help for option in found for name in option.opts}


@each_command
def test_every_command_and_option_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert all(argument in command.help for argument in arguments(command))
    assert not [option for option, text in options(command).items() if not text]


@each_command
def test_every_command_and_option_stands_in_the_readme(name: str) -> None:
    command = COMMANDS[name]
    row = rows(README)[" ".join([name, *arguments(command)])]
    assert set(re.findall(r"`(--[a-z-]+)", row)) == set(options(command))


def test_every_quoth_command_in_the_documents_exists() -> None:
    groups = {name.rpartition(" ")[0] for name in COMMANDS}
    used = {line for page in PAGES for line in code(page) if line.startswith("quoth ")}
    assert used
    for line in used:
        words = [word for word in line.split() if word.isalpha() and word.islower()]
        if len(words) == 1:
            assert line == "quoth --version"
            continue
        name = next((n for n in (" ".join(words[:3]), " ".join(words[:2])) if n in COMMANDS), "")
        if not name:
            assert " ".join(words[:2]) in groups, f"there is no: {line}"
            continue
        assert set(re.findall(r"(?<= )--[a-z-]+", line)) <= set(options(COMMANDS[name])), line


async def test_every_discord_command_stands_in_the_readme(tmp_path: Path) -> None:
    """The bot sets itself up without a connection; that it cannot register is no obstacle to it."""
    table = rows(README)
    bot = QuothBot(Desk(Settings(state_dir=tmp_path)))
    await registry.add(bot)
    walked = bot.tree.walk_commands()
    found = [command for command in walked if isinstance(command, app_commands.Command)]
    documented = {name[1:] for name in table if name.startswith("/")}
    assert {command.qualified_name for command in found} == documented
    for command in found:
        row = table[f"/{command.qualified_name}"]
        assert command.description in row
        for parameter in command.parameters:
            assert f"`{parameter.name}`: {parameter.description}" in row


def test_every_permission_and_scope_of_the_invitation_stands_in_the_readme() -> None:
    text = text_of(README)
    assert all(f"**{name}**" in text for name in doctor.PERMISSIONS)
    scopes = re.search(r"scope=([\w.+]+)", doctor.invite_url("1"))
    assert scopes
    assert all(f"`{scope}`" in text for scope in scopes[1].split("+"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_in_the_documents_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.M))
    used = {found[1] for line in code(page) if (found := re.match(r"make ([a-z]+)", line))}
    assert used <= targets
    assert used or page not in (README, CONTRIBUTING)


def test_every_setting_stands_in_the_readme_and_no_other() -> None:
    variables = {item.metadata["variable"] for item in fields(Settings)}
    assert {name for name in rows(README) if re.fullmatch(r"[A-Z_]{3,}", name)} == variables


def test_every_exit_code_is_documented() -> None:
    codes = {0, cli.NOT_FOUND, cli.USAGE, cli.UNUSABLE, cli.NO_DISCORD}
    assert {int(name) for name in rows(README) if name.isdigit()} == codes
    epilog = str(cli.quoth.epilog)
    for number in codes:
        assert re.search(rf"\b{number} ", epilog), f"quoth --help does not explain {number}"


def test_every_field_of_the_machine_interface_stands_in_the_readme(tmp_path: Path) -> None:
    """The README's own question, answered, and a line that is no question."""
    (asked,) = (
        block["code"] for block in _FENCED.finditer(text_of(README)) if block["language"] == "json"
    )
    assert set(json.loads(asked)) == {"id", "question", "history"}
    desk = Desk(Settings(state_dir=tmp_path))
    desk.build()
    answered, failed = answers([asked, "no question"], desk.searcher(), 3)
    assert answered["quotes"]
    wanted = answered.keys() | failed.keys() | answered["quotes"][0].keys()
    names = {name for name in rows(README) if re.fullmatch(r"[a-z_]+", name)}
    assert names == wanted


def test_the_readme_names_every_format_and_shows_every_field(tmp_path: Path) -> None:
    assert all(f"`{suffix}`" in text_of(README) for suffix in READERS)
    example = next(
        block["code"]
        for block in _FENCED.finditer(text_of(README))
        if block["language"] == "markdown"
    )
    (tmp_path / "example.md").write_text(example, encoding="utf-8")
    article, removals = library.explain(tmp_path, "example.md")
    for item in fields(Metadata):
        assert getattr(article.meta, item.name)
        assert re.search(rf"^{item.name}:", example, re.M)
    assert not removals
    assert article.text.endswith("since 1931.")


def test_the_architecture_names_every_file_and_no_other() -> None:
    named = {
        span
        for span in code(ARCHITECTURE)
        if re.fullmatch(r"(?:bot|corpus|index|bench)/\S+\.\w+", span)
    }
    files = {
        path.relative_to(ROOT).as_posix()
        for room in ("bot", "corpus", "index", "bench")
        for path in (ROOT / room).rglob("*.py")
        if path.name != "__init__.py"
    }
    missing = sorted(files - named)
    gone = sorted(name for name in named if not (ROOT / name).exists())
    assert not missing, f"docs/ARCHITECTURE.md lacks {', '.join(missing)}"
    assert not gone, f"docs/ARCHITECTURE.md names {', '.join(gone)}, which is gone"


def test_the_changelog_begins_with_the_version_of_the_package() -> None:
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    assert re.findall(r"^## \[([\d.]+)\]", text_of(CHANGELOG), re.M)[0] == version


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(_FENCED.sub("", text_of(page))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / unquote(path) if path else page
        assert file.resolve().is_relative_to(ROOT), target
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", text_of(file), re.M)
            assert anchor in {_slug(heading) for heading in headings}, target


def _slug(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_decisions_are_numbered_dated_and_short() -> None:
    pages = sorted(ROOT.glob("docs/decisions/*.md"))
    for number, page in enumerate(pages, 1):
        text = text_of(page)
        assert page.name.startswith(f"{number:04d}-")
        assert text.startswith(f"# {number}. ")
        assert re.search(r"^20\d\d-\d\d-\d\d · (?:accepted|superseded by \d{4})$", text, re.M)
        assert len(text.split()) <= 500


if __name__ == "__main__":
    renew()
