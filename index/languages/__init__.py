"""Every language by its tag."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from index.languages.en import LANGUAGE as ENGLISH
from index.languages.language import Language

__all__ = ["ENGLISH", "WITH_DATA", "get"]

WITH_DATA = ("en", "de", "es", "fr", "it", "pt")
"""Languages that have a module of their own here."""


def get(tag: str) -> Language:
    """Return the language of a BCP 47 tag such as ``pt-BR``.

    Where there is no stemmer, words are only folded; nothing is known of an unknown language but
    its code.
    """
    return _get(tag.split("-")[0].lower())


@cache
def _get(code: str) -> Language:
    if code in WITH_DATA:
        language: Language = import_module(f"{__name__}.{code}").LANGUAGE
        return language
    other: Language = import_module(f"{__name__}.others").language(code)
    return other
