"""How much text one article may be: what is beyond is refused, for one file must not stop all."""

from __future__ import annotations

from corpus.errors import NotAnArticle

MOST_PARTS = 400_000
"""Lines and sentences of an article together. Reading them takes about 20 seconds at the worst, and
10 MB of ordinary prose have fewer."""

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e"
_STOPS = ".!?。！？"


def refuse_too_many_parts(text: str) -> None:
    """Raise NotAnArticle where ``text`` has more lines and sentences than ``MOST_PARTS``."""
    if len(text) <= MOST_PARTS:
        return
    if sum(map(text.count, _LINE_ENDS + _STOPS)) - text.count("\r\n") > MOST_PARTS:
        raise NotAnArticle("too many lines or sentences: split it")
