"""Links that open a page at the quoted words (WICG Scroll to Text Fragment)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

WHOLE_WORDS = 12
"""A quote of up to this many words on one line is named in full, a longer one by its ends."""

END_WORDS = (5, 3, 2, 1)
"""How many words name each end of a long quote, tried in this order."""

_HOST = re.compile(r"[\w-]+(\.[\w-]+)+\.?", re.ASCII)
_URL_CHARACTERS = "%/:?#[]@!$&'()*+,;=~"


def source_link(url: str | None, quote_text: str, limit: int = 2048) -> str | None:
    """Return ``url`` with a text fragment for ``quote_text``, at most ``limit`` characters long.

    A fragment that the URL already has stays, except for an older text directive. The directive
    gets shorter (``text=first words,last words``) and then goes, so that the link fits. None when
    the URL is not http(s) or does not fit even by itself.

    >>> source_link("https://example.org/a", "Plain words, re-used.")
    'https://example.org/a#:~:text=Plain%20words%2C%20re%2Dused.'
    """
    page = web_address(url)
    if page is None:
        return None
    page = page.split(":~:", 1)[0].rstrip("#")
    joint = ":~:text=" if "#" in page else "#:~:text="
    for directive in _directives(quote_text):
        if len(link := page + joint + directive) <= limit:
            return link
    return page if len(page) <= limit else None


def web_address(url: str | None) -> str | None:
    """Return an http(s) URL in plain ASCII; None for anything else, or a host without a domain.

    >>> web_address("https://exämple.org/a b<c>")
    'https://xn--exmple-cua.org/a%20b%3Cc%3E'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").encode("idna").decode()
        if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
            return None
        user, at, _ = parts.netloc.rpartition("@")
        port = f":{parts.port}" if parts.port is not None else ""
        plain = parts._replace(netloc=f"{user}{at}{host}{port}").geturl()
        return quote(plain, safe=_URL_CHARACTERS)
    except ValueError:  # a broken IPv6 address, port or name, or a lone surrogate
        return None


def _directives(text: str) -> Iterator[str]:
    """Yield ways to name a text, longest first.

    A browser finds an exact text within one block only, so lines are never joined.
    """
    lines = [line.split() for line in re.split(r"\n+", text) if line.strip()]
    if not lines:
        return
    words = sum(len(line) for line in lines)
    if len(lines) == 1 and words <= WHOLE_WORDS:
        yield _encoded(lines[0])
    for count in END_WORDS:
        if words >= 2 * count:
            yield f"{_encoded(lines[0][:count])},{_encoded(lines[-1][-count:])}"


def _encoded(words: list[str]) -> str:
    # "-" is unreserved in URLs, but it marks a prefix or suffix in a text directive.
    return quote(" ".join(words), safe="", errors="ignore").replace("-", "%2D")
