"""Rules about characters: line endings, control characters, broken encodings, spacing."""

from __future__ import annotations

import re

# White space by Python's own reckoning stays white space; every other C0 control and DEL goes.
_CONTROLS: dict[int, str | None] = dict.fromkeys((*range(32), 127))
_CONTROLS.update(dict.fromkeys(map(ord, "\n\v\f\x1c\x1d\x1e"), "\n"))
_CONTROLS.update({0x09: "\t", 0x1F: " "})
_CONTROL = "".join(chr(code) for code in _CONTROLS if chr(code) not in "\t\n")
GONE = "\x1e"
"""Stands for a removed line until ``spacing`` widens the gap around it; it is white space."""

_GAP = re.compile(rf"\n(?:[\n{GONE}]*{GONE}[\n{GONE}]*|\n{{3,}})")
# What ftfy takes for broken has one of these: two characters beyond ASCII side by side, or one that
# tells by itself. It looks far longer to see so.
_SUSPICIOUS = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[\x80-\x9fÂÃŒœ]))")


def line_endings(text: str) -> str:
    r"""Make every line end with a line feed, so that the other rules see the same lines.

    >>> line_endings("Mars\r\nEarth\rMoon")
    'Mars\nEarth\nMoon'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def control_characters(text: str) -> str:
    r"""Remove control characters, which break terminals and messages; tabs and line feeds stay.

    A form feed is where a page ended: it becomes a line feed. Zero-width characters stay, for
    they are part of how some languages are written.

    >>> control_characters("Ma\x00rs\x0cEarth\tMoon \u200d")
    'Mars\nEarth\tMoon \u200d'
    """
    # One by one, for that takes a tenth of the time of a pattern.
    return text.translate(_CONTROLS) if any(map(text.__contains__, _CONTROL)) else text


def mojibake(text: str) -> str:
    """Repair lines whose bytes were once read with the wrong encoding.

    Line by line, because a page is pasted together from parts with different histories, and only
    where ftfy finds the line broken. Nothing else that ftfy could tidy (quotes, ligatures, width)
    is touched.

    >>> mojibake("Hereâ€™s the crew of the RÃ¶mer base")
    'Here’s the crew of the Römer base'
    >>> mojibake("“Señor” Müller’s café — ﬁne")
    '“Señor” Müller’s café — ﬁne'
    """
    if text.isascii() or not _SUSPICIOUS.search(text):
        return text
    return "\n".join(map(_repaired, text.split("\n")))


def _repaired(line: str) -> str:
    if not _SUSPICIOUS.search(line):
        return line
    import ftfy  # noqa: PLC0415 - takes a while, and most texts are sound

    repaired = ftfy.fix_encoding(line)
    return line if "\n" in repaired or "\r" in repaired else repaired


def spacing(text: str) -> str:
    r"""Strip the ends of lines and of the text, and keep at most two blank lines between blocks.

    Two blank lines part what does not belong together. That is also what a removed line leaves
    behind, so that no passage spans a removal.

    >>> spacing("\n  A list:  \n\n  • one\n\n\n\n\nThe end\n")
    '  A list:\n\n  • one\n\n\nThe end'
    """
    # Not str.rstrip(): it would also take separators that are the content of a line.
    text = "\n".join([line.rstrip(" \t\xa0\u3000") for line in text.split("\n")]).strip("\n")
    if GONE in text or "\n\n\n\n" in text:
        text = _GAP.sub("\n\n\n", f"\n{text}\n").strip("\n")
    return text
