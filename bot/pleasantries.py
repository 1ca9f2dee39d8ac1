"""Does somebody ask anything, or only greet, thank or say nothing that could be looked for?"""

from __future__ import annotations

import re

from index.folding import fold

_OPENING = frozenset(
    """
    hi hello hey heya hiya howdy yo greetings good morning bye goodbye
    thanks thank thankyou thx tysm nice cool great awesome ok okay lol
    hola buenas buenos adios gracias muchas genial vale
    hallo moin servus guten danke vielen tschuss
    bonjour bonsoir salut merci
    ciao buongiorno buonasera grazie
    ola oi bom boa obrigado obrigada tchau
    """.split()
)
"""Words that a pleasantry begins with, folded."""

_FOLLOWING = _OPENING | frozenset(
    """
    there all everyone everybody folks guys friend friends mate buddy man dude bot quoth again
    afternoon evening night day bot job work one you so very much a lot for the your that this help
    answer quote info bunch million
    dias tardes noches amigo amigos mil por la el tu su todo ayuda respuesta de nuevo a todos
    tag morgen abend nacht dank schon sehr
    beaucoup mille tante molto tutti dia tarde noite muito
    """.split()
)
"""Words that may stand behind them."""

_NO_WORDS = re.compile(r"<(?:[@#]|a?:\w+:)[!&]?\d+>|(?<!\w):\w+:(?!\w)")
"""Mentions of people, roles and channels, and emojis of servers'."""


def is_question(text: str) -> bool:
    """Whether there are words to look for in a text, beyond greeting and thanks.

    >>> [is_question(each) for each in ("?!", ":wave:", "Hi there!", "¡Muchas gracias!", "yo bot")]
    [False, False, False, False, False]
    >>> [is_question(each) for each in ("Hi Bob", "Hey, who keeps it?", "Oskar", "what is hello?")]
    [True, True, True, True]
    """
    words = [fold(word) for word in re.findall(r"[^\W_]+", _NO_WORDS.sub(" ", text))]
    polite = bool(words) and words[0] in _OPENING and _FOLLOWING.issuperset(words)
    return bool(words) and not polite
