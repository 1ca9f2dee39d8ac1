"""Bytes to text: byte order marks, UTF-8, then what the bytes look like; or a refusal."""

from __future__ import annotations

import re
import unicodedata

from charset_normalizer import from_bytes

from corpus.errors import NotAnArticle

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# The characters above ASCII that Western European prose in windows-1252 is made of.
_WESTERN = frozenset("‚„…†‡‰‹‘’“”•–—˜™›€£§©«®°±·»¿¡´ºª¼½¾×÷\xa0ŒœŠšŽžŸƒ") | frozenset(
    chr(code) for code in range(0xC0, 0x100)
)
_WESTERN_SHARE = 0.12
_SAMPLE = 200_000
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
# Names that pages give and what browsers take them for; names that are no character sets.
_READ_AS = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252"}
_NO_CHARSETS = frozenset(
    {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "mbcs",
        "oem",
        "utf-7",
    }
)


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of a file; raise NotAnArticle where it is none.

    ``declared`` is the encoding that the file names itself, believed after UTF-8 has failed.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, f"starts as {encoding[:6]} but is damaged")
    if b"\x00" in data:
        return _without_bom(data)
    if b"\x1b$" in data:
        try:
            return data.decode("iso2022_jp_2")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error)
    text = _declared(data, declared) or _western(data) or _japanese(data) or _detected(data)
    if text is None:
        raise NotAnArticle("unknown encoding: save it as UTF-8")
    return text


def _strict(data: bytes, encoding: str, reason: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotAnArticle(f"{reason}: save it as UTF-8") from None


def _without_bom(data: bytes) -> str:
    """Decode UTF-16 or UTF-32 without a mark; NUL bytes are binary otherwise.

    Almost any bytes are Chinese in UTF-16. So the NULs must be the high bytes of characters, and
    few of them only where the other high bytes show: as control characters.
    """
    high_first, high_last = data[::2].count(0), data[1::2].count(0)
    few = high_first + high_last < 0.4 * len(data)
    if few and not _CONTROL.search(data):
        raise NotAnArticle("binary file, not text")
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        turned = width == 2 and (high_first > high_last) != encoding.endswith("be")
        if len(data) % width == 0 and not turned:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text and _plausible(text):
                return text
    raise NotAnArticle("binary file, not text")


def _refuse_damaged(data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 with broken places: reading it as something else would only hide them.

    A text whose only fault is that its last character is cut off is taken for UTF-8, too.
    """
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    inside = sum(len(found) for found in _MULTIBYTE.findall(data))
    if error.reason == "unexpected end of data" or inside > 0.6 * high:
        raise NotAnArticle(f"damaged UTF-8 at byte {error.start}: save it as UTF-8 again")


def _declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    name = _READ_AS.get(declared.strip().lower(), declared.strip().lower())
    if name.replace("_", "-") in _NO_CHARSETS or name in _NO_CHARSETS:
        return None
    try:
        text = data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if _plausible(text) else None


def _western(data: bytes) -> str | None:
    """Decode windows-1252 where every byte above ASCII is a letter or sign of Western prose."""
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    high = [character for character in text if character > "\x7f"]
    fits = len(high) <= _WESTERN_SHARE * len(text) and all(c in _WESTERN for c in high)
    return text if fits and _plausible(text) else None


def _japanese(data: bytes) -> str | None:
    """Decode a Japanese encoding that yields a good share of kana, which no other text does."""
    for encoding in ("cp932", "euc_jp"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        kana = sum("\u3041" <= character <= "\u30ff" for character in text)
        if 5 * kana >= sum(character > "\x7f" for character in text) and _plausible(text):
            return text
    return None


def _detected(data: bytes) -> str | None:
    best = from_bytes(data).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except (LookupError, UnicodeError):
        return None
    return text if best.chaos < 0.2 and _plausible(text) else None


def _plausible(text: str) -> bool:
    """Whether text is made of letters, digits and marks rather than of stray code points."""
    step = max(1, len(text) // _SAMPLE)
    sample = text[::step]
    if not sample:
        return True
    kinds = [unicodedata.category(character) for character in sample]
    strange = sum(
        kind in ("Cc", "Cn", "Co", "Cs") and character not in "\t\n\r\f\x85"
        for kind, character in zip(kinds, sample, strict=True)
    )
    letters = sum(kind[0] in "LMNZ" or kind in ("Cc", "Po", "Pd") for kind in kinds)
    return strange <= 0.002 * len(sample) and letters >= 0.7 * len(sample)
