"""Where Punkt begins sentences: nltk's, untrained, with our own list of abbreviations.

Most stops end a sentence whatever Punkt would weigh: they are told apart here, by the characters
around them, and nltk is asked about the others only. It is imported when that first happens: that
costs a third of a second, and answering from a built index never splits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Any

# A title is always followed by a name, whatever word the name happens to be.
TITLES = frozenset(
    "adm brig capt cmdr col cpl dr dra fr gen gov hon insp lt maj messrs mlle mme mr mrs ms mt mx"
    " pres prof pvt rep rev sen sgt sra srta st ste supt".split()
)
ABBREVIATIONS = frozenset(
    "a.d a.k.a a.m al apr approx assn aug ave b.a b.c b.sc blvd bros cf co corp d.c dec dept dist"
    " e.g e.u ed eds eg esp est etc ext feat feb ft govt hwy i.e ie inc incl intl jan jr jul jun"
    " l.a lit ltd m.a m.d mfg misc natl nov oct orig p.m p.s ph.d q.v r.i.p rd repr resp sep sept"
    " sr tel u.k u.n u.s u.s.a u.s.s.r univ viz vs"
    " bspw bzw d.h evtl ggf u.a usw z.b z.t aprox ee ej p.ej".split()
)
# Words that, capitalised after an abbreviation or an initial, start a sentence: never names.
STARTERS = frozenset(
    "after although and another as at because before besides both but by despite during each"
    " eventually finally following for from furthermore generally he her here his how however if"
    " in instead it its later many meanwhile moreover most nevertheless nobody not often on once"
    " other our several she since so some sometimes soon still such that the their then there"
    " therefore these they this those though through throughout to today together typically under"
    " unlike until usually we what when where whether which while why with within without yet you"
    " your".split()
)

_KNOWN = ABBREVIATIONS | TITLES
_SPACES = " \t\n\r\v\f"
_SPACE = re.compile(f"[{_SPACES}]")
_LONGEST_WORD = 200
# nltk's own two patterns, but that a next word is read no further than any list has need of.
_MARK = re.compile(r"[.?!](?=(?P<beside>[)\";}\]*:@'({\[‘’“”«»?!])|\s+(?P<next>\S{1,60}))")
_CLOSING = "\"')]}‘’“”«»"
_REALIGNED = re.compile(rf"[{re.escape(_CLOSING)}]+?(?:\s+|(?=--)|\Z)")
_LAST = re.compile(r"[\w.]*\Z")
_LONGEST_LAST = 24
_NO_STARTS = ";:,.!?"


def candidates(paragraph: str) -> Iterator[tuple[re.Match[str], int]]:
    """Marks that may end a sentence, each with the offset at which the next one then begins.

    Of the marks in a word only the last counts that something follows. The time is linear.
    """
    for mark, after in pairwise(chain(_MARK.finditer(paragraph), (None,))):
        assert mark is not None
        end, start = mark.end(), mark.start("next")
        last = after is None or paragraph[end] in _SPACES  # as a rule, so that is asked first
        if last or (after and _SPACE.search(paragraph, end, after.start())):
            start = end if start < 0 else start
            closes = paragraph[start : start + 1] in _CLOSING
            closers = _REALIGNED.match(paragraph, start) if closes else None
            yield mark, closers.end() if closers else start


def is_end(paragraph: str, mark: re.Match[str]) -> bool:
    """Whether a sentence ends with ``mark``, one of the paragraph's candidates."""
    end = mark.start()
    if mark[0] != ".":
        return True
    following = mark["beside"] or mark["next"]
    found = _LAST.search(paragraph, max(0, end - _LONGEST_LAST), end)
    last = found[0] if found else ""
    if last[-1:].isdecimal():  # a number goes on before a word in lower case, and before marks
        clear = not following[0].islower() and following[0] not in _NO_STARTS
    elif last:  # neither an initial nor an ellipsis
        clear = len(last) > 1 and last[-1] != "." and ".." not in last
    else:  # a quote or bracket, but nothing that a number may end with
        clear = paragraph[end - 1 : end] not in (",", "-")
    if clear and last.lower() not in _KNOWN:
        return True
    word = paragraph[max(0, end - _LONGEST_WORD) : end]
    word = word[max(map(word.rfind, _SPACES)) + 1 :]
    return _asked(f"{word}.{' ' if mark['next'] else ''}{_seen(following)}")


def _seen(following: str) -> str:
    """What Punkt sees of a next word: of one in none of its lists, the case and no more."""
    word = following.rstrip(",;:")
    if not word.isalpha() or word.lower() in STARTERS:
        return following
    return "Xx" if word.istitle() else "xx" if word.islower() else word


@lru_cache(maxsize=1 << 13)
def _asked(context: str) -> bool:
    return bool(_punkt().text_contains_sentbreak(context))


@cache
def _punkt() -> Any:
    from nltk.tokenize.punkt import (  # noqa: PLC0415 - see the module's docstring
        _ORTHO_UNK_LC,
        PunktParameters,
        PunktSentenceTokenizer,
    )

    parameters = PunktParameters()
    parameters.abbrev_types = set(_KNOWN)
    for word in STARTERS:
        parameters.ortho_context[word] = _ORTHO_UNK_LC
    return PunktSentenceTokenizer(parameters)
