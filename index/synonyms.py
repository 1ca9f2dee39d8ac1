"""Words that ask for what articles say in other words: "start" for "begins", "killed" for "died".

General English only, a line a group: how people ask beside how pages write. A related word counts
less than the word itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from index.analysis import tokens
from index.languages import ENGLISH
from index.languages.language import Language

_GROUPS = """
start begin premiere debut launch release open air
end ending finish conclude finale final last
die death dead kill perish murder deceased fatal
cast actor actress star play portray character
return back comeback reprise
show series programme program
movie film picture
filming shooting production
episode ep eps chapter instalment installment
boss leader head chief ceo command charge lead run
husband wife spouse partner marry married marriage wedding
child kid baby son daughter children
father dad parent mother mom mum
watch stream see view available
service platform network channel
age rating rated suitable
steal hijack theft rob seize capture
happen occur event
make create creator produce producer maker
write writer author
spy agent operative spies
fight battle war conflict skirmish combat
attack assault bombing strike
ship vessel spacecraft spaceship boat
cost price pay fee
enemy foe rival villain antagonist opponent
photo picture image photograph
tweet post twitter
home house
city town
country nation
big large huge vast
small little tiny
buy purchase
build construct built construction
find discover discovery
founded founder establish create
help aid assist
live reside residence inhabit
born birth birthday
trip journey travel voyage mission expedition
hurt injure wound injury shot
sick ill disease illness
doctor physician
fast quick speed rapid
name call title named
choose select pick
win victory triumph
lose defeat loss
renew renewal
cancel cancellation
confirm announce reveal announcement
trailer teaser clip video
song music soundtrack
book novel
prison jail arrest custody imprison
escape flee
plan plot scheme
leave depart exit departure
reason cause why
job work profession occupation career
friend ally companion
sun solar
moon lunar
often weekly daily monthly
gap hiatus wait
describe description summary synopsis
popular acclaimed success
worker laborer labourer employee staff
money wealth valuable fortune
company corporation firm business
"""

RELATED = 0.8
"""How much a related word counts beside the word that was asked."""


@cache
def _groups() -> dict[str, frozenset[str]]:
    related: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = {token.term for token in tokens(line)}
        for term in group:
            related.setdefault(term, set()).update(group - {term})
    return {term: frozenset(others) for term, others in related.items()}


def related(terms: Iterable[str], language: Language = ENGLISH) -> dict[str, frozenset[str]]:
    """Return, for each of the terms that has any, the terms that may stand in its place."""
    if language is not ENGLISH:
        return {}
    groups = _groups()
    return {term: groups[term] for term in terms if term in groups}
