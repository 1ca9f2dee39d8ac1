"""English."""

from __future__ import annotations

import re

from index.irregular import BASE_FORMS
from index.languages.language import Asks, Language, asks, credit, numbers, openers, phrases, words

_GRAMMAR = """
    a about after again all also am an and any are aren't as at be because been before being
    between both but by can cannot can't could couldn't did didn't do does doesn't doing don't
    down during each either few for from further get gets got had hadn't has hasn't have haven't
    having he he's her here hers herself him himself his how i i'd i'll i'm i've if in into is
    isn't it it's itself just let let's like me more most much my myself no nor not of off on
    once only or other our ours ourselves out over own please same she she's should shouldn't so
    some such tell than that that's the their theirs them themselves then there there's these
    they they're they've this those through to too under until up upon us very was wasn't we
    we're were weren't what what's when when's where where's which while who who's whom whose
    why will with won't would wouldn't you you'd you'll you're you've your yours yourself
    actually anybody anyone anything bout ever everyone everything exactly gonna guys hey hi huh
    idk know lol many may maybe might must okay ok really say says shall show's someone
    something still sure thing things think thx till wanna want wants well whether ya yeah yes
    yet yo happen happens happened happening going wat wut wot wen ur plz pls im ll re ve n't nt
    gon na ta
"""
_DEGREES = "many much long old far often tall big high soon"

LANGUAGE = Language(
    code="en",
    stemmer="english",
    reads_accents=False,
    stop_words=words(_GRAMMAR) | words(_GRAMMAR.replace("'", "")),
    base_forms=BASE_FORMS,
    numbers=numbers("""
zero zeroth
one first
two second
three third
four fourth
five fifth
six sixth
seven seventh
eight eighth
nine ninth
ten tenth
eleven eleventh
twelve twelfth
thirteen thirteenth
fourteen fourteenth
fifteen fifteenth
sixteen sixteenth
seventeen seventeenth
eighteen eighteenth
nineteen nineteenth
twenty twentieth
"""),
    asks=asks(
        (
            Asks.HOW_MANY,
            r"how (?:many|much|long|old|far|often|tall|big)\b|what (?:number|percentage|age)",
        ),
        (Asks.WHEN, r"wh?en\b|(?:what|which) (?:year|date|day|month|time|decade)\b|release date"),
        (Asks.WHERE, r"where\b|(?:what|which) (?:country|city|place|town|state|platform|planet)\b"),
        (Asks.WHY, r"why\b|how come\b|what (?:is the reason|caused|made)\b"),
        (Asks.WHO, r"who(?:m|se|s)?\b|(?:what|which) (?:actor|actress|person|character|people)\b"),
        (Asks.HOW, r"how\b"),
        (Asks.WHAT, r"wh?at(?:s| is| are| was| were)?\b|which\b"),
    ),
    degrees=frozenset(("how", degree) for degree in _DEGREES.split()),
    pronouns=words("""
        he him his she her hers they them their theirs it its that this these those there
        then he's she's it's that's they're one ones him himself herself former latter both
    """),
    openers=openers("and|but|or|so|also|what about|how about|wbu"),
    several=re.compile(
        r"\b(?:cast|members|characters|actors|everyone|everybody|list|all (?:the|of)|who are"
        r"|who all|what are|names of|name (?:the|all|some)|which \w+s\b)",
        re.IGNORECASE,
    ),
    follows=openers(
        r"what\b.*\b(?:after|when|because|once|as soon as|while|then)\b"
        r"|what (?:will |would )?happen"
    ),
    answers={
        Asks.WHEN: phrases(
            r"1\d{3}|20\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+century|(?:19|20)?\d0s|january|february"
            r"|march|april|may|june|july|august|september|october|november|december|monday|tuesday"
            r"|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|today|tomorrow"
            r"|yesterday|night|morning|years?|weeks?|months?|decades?|days?"
        ),
        Asks.WHERE: re.compile(
            r"\b(?:in|at|near|on|from|to|inside|outside|into|of|via)\s+(?:the\s+)?[A-Z]"
        ),
        Asks.HOW_MANY: re.compile(
            r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
            r"|hundreds?|thousands?|millions?|billions?|half|twice|several|single|both|none)\b",
            re.IGNORECASE,
        ),
        Asks.WHY: phrases(
            r"because|since|due to|so that|in order to|as a result|owing to|thanks to|to avoid"
            r"|reason|therefore|for (?:his|her|its|their)|after|which (?:means|meant|would)"
            r"|so (?:he|she|they|it)\b|caus(?:e|ed|es|ing)|led to|lead(?:s|ing) to|means|to \w+"
        ),
        Asks.HOW: phrases(
            r"by \w+ing|by|using|uses?|used|through|via|with|when|with the help of|method"
        ),
        Asks.WHAT: re.compile(
            r"\b(?:is|are|was|were|means|refers to|known as|called|named|defined as|consists? of"
            r"|follows)\b|\((?:the|a|an)\b|—|, (?:a|an|the) "
        ),
    },
    credit=credit(r"as(?:\s+the)?"),
    plays="plays",
)  # fmt: skip
