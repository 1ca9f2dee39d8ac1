"""Languages of which only the stemmer and the stop words are known, or only their scripts."""

from __future__ import annotations

from stop_words import LANGUAGE_MAPPING, get_stop_words

from index.languages.language import CHINESE_JAPANESE, MARKED_LETTER, Language, words

SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "el": "greek",
    "eo": "esperanto",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Snowball's stemmers by ISO 639 code, those of the languages with a module of their own aside."""

LISTED = tuple(code for code in SNOWBALL if code in LANGUAGE_MAPPING)
"""Those of them that have a list of stop words."""

_LISTED_AS = {"nn": "nb", "no": "nb"}
_INTERJECTIONS = {"ro": {"of"}}
_THAI_LAO_BURMESE_KHMER_KOREAN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7a3"


def language(code: str) -> Language:
    """Return the language of an ISO 639 code, whether anything is known of it or not."""
    return Language(
        code=code,
        stemmer=SNOWBALL.get(code),
        letter=MARKED_LETTER,
        unspaced=CHINESE_JAPANESE + _THAI_LAO_BURMESE_KHMER_KOREAN,
        stop_words=stop_words(code),
    )


def stop_words(code: str) -> frozenset[str]:
    """Return the stop words of a language, none where there is no list."""
    listed = _LISTED_AS.get(code, code)
    if listed not in LANGUAGE_MAPPING:
        return frozenset()
    return words(" ".join(get_stop_words(listed))) - _INTERJECTIONS.get(code, set())
