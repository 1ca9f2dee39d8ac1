"""Texts by name, in the language of whoever reads them. ``en.ftl`` has every one of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

log = logging.getLogger(__name__)

ENGLISH = "en"
"""What is said where a language has no file or a file lacks a text."""

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


@cache
def languages() -> frozenset[str]:
    """Return the languages that have a file of texts."""
    files = (file.name for file in resources.files(__package__).iterdir())
    return frozenset(name.removesuffix(".ftl") for name in files if name.endswith(".ftl"))


def language(locale: object) -> str:
    """Return the language in which somebody with a locale of Discord's is spoken to.

    >>> language("es-419"), language("nl"), language(None)
    ('es', 'en', 'en')
    """
    name = str(locale)
    return next((each for each in (name, name.split("-")[0]) if each in languages()), ENGLISH)


def load() -> None:
    """Read the texts of every language."""
    for each in languages():
        _bundle(each)


@contextmanager
def speaking(locale: object) -> Iterator[None]:
    """Speak the language of a locale in this block, and in the tasks that are made in it."""
    token = _language.set(language(locale))
    try:
        yield
    finally:
        _language.reset(token)


def spoken() -> str:
    """Return the language that is spoken."""
    return _language.get()


def text(name: str, **values: str | float) -> str:
    """Return a text in the language that is spoken, with ``values`` in their places.

    Numbers are written as the language writes them. Values are taken as they are, so what people
    wrote has to be escaped before. ``name.part`` is an attribute of a text.

    >>> text("days", days=1200)
    '1,200 days'
    >>> with speaking("es-ES"): text("days", days=1)
    '1 día'
    """
    language = _language.get()
    return _said(language, name, **values) if values else _fixed(language, name)


def _said(language: str, name: str, **values: str | float) -> str:
    for each in dict.fromkeys((language, ENGLISH)):
        if (said := translated(each, name, **values)) is not None:
            return said
    log.error("there is no text %r", name)
    return name


_fixed = cache(_said)
"""What is said without values is the same each time."""


def known(name: str) -> bool:
    """Whether there is a text of that name."""
    return _bundle(ENGLISH).has_message(name)


def translated(language: str, name: str, **values: str | float) -> str | None:
    """Return a text in one language, None where its file lacks it."""
    bundle = _bundle(language)
    message, _, attribute = name.partition(".")
    if not bundle.has_message(message):
        return None
    found = bundle.get_message(message)
    pattern = found.attributes.get(attribute) if attribute else found.value
    if pattern is None:
        return None
    said, faults = bundle.format_pattern(pattern, values)
    for fault in faults:
        log.error("the text %r in %r: %s", name, language, fault)
    return str(said)


@cache
def _bundle(language: str) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415 - not in a terminal

    source = resources.files(__package__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle
