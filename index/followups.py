"""What a question takes along from the turns before it.

A question that leans takes the subject along: what the nearest earlier question that stands alone
asked about, however many turns ago, and what was said since. One that stands alone takes hardly
anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.analysis import is_stop
from index.languages.language import Language
from index.lexicon import Lexicon
from index.models import Turn

LEANING, STANDING = 0.7, 0.1
"""Weight of the turn before, for a question that leans on it and for one that stands alone."""

DECAY, SUBJECT, REPLIED = 0.5, 0.9, 0.4
"""Factors: for each further turn back, for the subject however far back, for a reply's names."""

HISTORY, REPLY = 5, 600
"""How many turns (the one with the subject aside), and characters of a reply, are looked at."""


def carried(
    history: Sequence[Turn],
    lexicon: Lexicon,
    language: Language,
    *,
    leans: bool,
    new_subject: bool,
    stands_alone: Callable[[str], bool],
    swaps_subject: Callable[[str], bool],
) -> dict[str, float]:
    """Return the terms of earlier turns (oldest first) with their weights in (0, 1].

    Args:
        leans: whether the question needs them.
        new_subject: whether it replaces the names of what was asked ("and Molly?").
        stands_alone, swaps_subject: say of an earlier question what the two before say of this one.
    """
    strength = LEANING if leans else STANDING
    replaced = new_subject
    weights: dict[str, float] = {}

    def carry(said: str, weight: float, *, names_only: bool) -> None:
        for term, name in _known(said, lexicon, language):
            if not replaced if name else not names_only:
                weights[term] = max(weight * lexicon.weight(term), weights.get(term, 0.0))

    backwards = list(enumerate(reversed(history)))
    subject = next((age for age, turn in backwards if stands_alone(turn.question)), None)
    for age, turn in backwards:
        faded = strength * DECAY**age
        if age == subject:
            carry(turn.question, max(faded, strength * SUBJECT), names_only=False)
        elif age < HISTORY:
            carry(turn.question, faded, names_only=False)
        if age < HISTORY and not replaced:
            carry(turn.reply[:REPLY], faded * REPLIED, names_only=True)
        replaced = replaced or swaps_subject(turn.question)
    return weights


def _known(said: str, lexicon: Lexicon, language: Language) -> Iterator[tuple[str, bool]]:
    """Yield the content terms that the articles know, and whether each is a name."""
    for token in lexicon.tokens(said, language):
        if not is_stop(token, language) and lexicon.knows(token.term):
            yield token.term, lexicon.is_name(token.surface)
