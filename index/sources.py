"""Which of two sources goes first, and which contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.models import Metadata, Tier
from index.analysis import tokens
from index.facts import differing, facts, other_names, same_subject
from index.models import WORTH_SHOWING
from index.question import Asks, Question
from index.rerank import Ranked

AUTHORITY = {Tier.OFFICIAL: 1.0, Tier.INTERVIEW: 0.75, None: 0.5, Tier.RECAP: 0.25, Tier.WIKI: 0.0}
"""How much an article's tier says for it; one without a tier stands in the middle."""

GENTLE = 0.03
"""What the most authoritative source has over the least, and the newest over the oldest: three
per cent of its evidence, so that only passages that answer about equally well change places."""

COMPARED = 5
"""Passages, from the best, that may contradict the best one."""

ALIKE = 0.6
"""Two sentences say the same but for one fact where their words have this Jaccard similarity."""

ALIKE_ASKED = 0.3
"""The same where such a date or number is asked for."""

ALIKE_NEGATED = 0.8
"""The same for two sentences one of which is negated."""

ONCE = frozenset(
    token.term
    for token in tokens(
        "built founded established wrote written directed created invented discovered composed "
        "designed painted sculpted killed murdered assassinated won"
    )
)
"""Terms of what is done once, so that not everybody can have who is said to have."""

HELD = 0.6
"""Share of the question's terms that both sentences must hold."""

Held = tuple[str, frozenset[str]]
"""A sentence, and the question's terms that it holds."""


def preferred(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the ranking with ``GENTLE`` regard to tier and date; the evidence itself stays.

    A date counts by its rank among those of the candidates, an unknown one as the middle.
    """
    known = {item.candidate.article.meta.published for item in ranked}
    dates = sorted(published for published in known if published)

    def recency(meta: Metadata) -> float:
        if meta.published is None or len(dates) < 2:
            return 0.5
        return dates.index(meta.published) / (len(dates) - 1)

    def weighed(item: Ranked) -> float:
        meta = item.candidate.article.meta
        return item.worth * (1 + GENTLE * (AUTHORITY[meta.tier] + recency(meta)))

    return sorted(ranked, key=weighed, reverse=True)


def contested(question: Question, ranked: Sequence[Ranked]) -> list[int]:
    """Return where the passages stand that contradict the best one, and it: the newest first.

    The best one stays first where a date is unknown. Empty where none contradicts it: passages of
    one article never do, nor does one far behind the best.
    """
    if not ranked:
        return []
    best = ranked[0]
    near = [
        at
        for at, item in enumerate(ranked[1:COMPARED], 1)
        if item.candidate.article.path != best.candidate.article.path
        and item.worth >= WORTH_SHOWING * best.worth
    ]
    held = _held(question, best) if near else []
    against = [
        at for at in near if held and _contradict(question, held, _held(question, ranked[at]))
    ]

    order = [0, *against] if against else []
    dates = {at: ranked[at].candidate.article.meta.published for at in order}
    known = {at: published for at, published in dates.items() if published}
    return sorted(order, key=known.__getitem__, reverse=True) if len(known) == len(order) else order


def _contradict(question: Question, one: Sequence[Held], other: Sequence[Held]) -> bool:
    return any(
        mine == theirs and disagree(question, text, against)
        for text, mine in one
        for against, theirs in other
    )


def _held(question: Question, item: Ranked) -> list[Held]:
    """Return the quote's sentences that hold most of the question.

    Those of title and headings count too: they tell which season or film a sentence is about.
    """
    found, (first, last) = item.candidate.found, item.quoted
    said = [(at, found.among(question.own, at, at)) for at in range(first, last + 1)]
    most = [(at, terms) for at, terms in said if len(terms) >= HELD * len(question.own)]
    if not most:
        return []
    above = found.forms.among(question.own, found.above)
    sentences = item.candidate.passage.sentences
    return [(item.candidate.cut(sentences[at]), terms | above) for at, terms in most]


def disagree(question: Question, one: str, other: str) -> bool:
    """Whether two sentences contradict each other in what a question asks for.

    They do when they say the same of the same but for one date, one number, a "not" or who did
    what is done once; not when each tells of something else that was not asked about ("by boat",
    "by helicopter").
    """
    mine, theirs = facts(one), facts(other)
    once = question.asks is Asks.WHO and ONCE & question.own & mine.words & theirs.words
    if once and other_names(mine, theirs, question.own):
        return True
    more, less = mine.words - theirs.words, theirs.words - mine.words
    if not same_subject(mine, theirs) or (more - question.own and less - question.own):
        return False
    alike = len(mine.words & theirs.words) / (len(mine.words | theirs.words) or 1)
    match differing(mine, theirs):
        case []:
            return mine.negated != theirs.negated and alike >= ALIKE_NEGATED
        case [Asks.WHEN | Asks.HOW_MANY as kind]:
            return alike >= (ALIKE_ASKED if question.asks is kind else ALIKE)
        case _:
            return False
