"""What admins did, as the reader of the audit list would type it."""

from __future__ import annotations

from bot.texts.catalogue import ENGLISH, known, text, translated

MENU = {
    "/pin": "command-pin-this-passage",
    "/hide": "command-hide-this-passage",
    "/undo": "undo",
}
"""What is no command but stands in the menu of an answer, or below one."""


def retold(what: str) -> str:
    """Return a noted command with its own and its options' names in the language that is spoken.

    What was typed stays as it is, but for choices.

    >>> from bot.texts.catalogue import speaking
    >>> with speaking("es-ES"): retold("/settings answers:public days:7")
    '/ajustes respuestas:públicas días:7'
    """
    first, *words = what.split(" ")
    if first in MENU:
        return " ".join((text(MENU[first]), *words))
    command = f"command-{first.removeprefix('/')}"
    if not known(command):
        return what
    said = [f"/{text(command)}"]
    while words and known(f"{command}-{words[0]}"):
        command += f"-{words.pop(0)}"
        said.append(text(command))
    return " ".join((*said, *(_option(command, word) for word in words)))


def _option(command: str, word: str) -> str:
    name, colon, value = word.partition(":")
    if not colon or translated(ENGLISH, f"{command}.{name}") is None:
        return word
    choice = f"choice-{value}"
    return f"{text(f'{command}.{name}')}:{text(choice) if known(choice) else value}"
