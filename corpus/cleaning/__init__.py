"""Removing from a page what is not its article. Order lives here, once, in ``RULES``.

Each rule is one ``str → str`` function that blanks whole lines (or repairs characters) and says in
its docstring why, what goes and what stays. What remains is verbatim: nothing is reflowed.
"""

from __future__ import annotations

from collections.abc import Callable

from corpus.cleaning.accounts import (
    account_forms,
    commercial_notices,
    consent_notices,
    rights_notices,
)
from corpus.cleaning.encoding import GONE, control_characters, line_endings, mojibake, spacing
from corpus.cleaning.images import (
    alternative_texts,
    image_credits,
    repeated_captions,
    video_prompts,
)
from corpus.cleaning.lines import forget
from corpus.cleaning.navigation import menus, related_links, skip_links
from corpus.cleaning.people import author_biographies, bylines, leading_date
from corpus.cleaning.promotion import (
    advertisements,
    gallery_prompts,
    newsletter_prompts,
    share_prompts,
)
from corpus.models import Removal

Rule = Callable[[str], str]

RULES: tuple[Rule, ...] = (
    line_endings,
    control_characters,
    spacing,
    mojibake,
    leading_date,
    skip_links,
    menus,
    account_forms,
    consent_notices,
    commercial_notices,
    newsletter_prompts,
    share_prompts,
    advertisements,
    gallery_prompts,
    author_biographies,
    bylines,
    image_credits,
    alternative_texts,
    repeated_captions,
    video_prompts,
    related_links,
    rights_notices,
    spacing,
)

_WHITE_SPACE_RULES = frozenset({line_endings, control_characters, spacing})
_MOST_PASSES = 8


def clean(text: str) -> str:
    r"""Return ``text`` without page furniture; cleaning twice changes nothing more.

    >>> clean("Skip to main content\r\nThe base grew.  \r\n\r\n\r\nWatch on YouTube")
    'The base grew.'
    """
    return explain(text)[0]


def explain(text: str) -> tuple[str, tuple[Removal, ...]]:
    r"""Return the cleaned text and what each rule took out or changed, in the order of the work.

    White space and control characters are not reported.

    >>> explain("The base grew.\n\nAdvertisement")
    ('The base grew.', (Removal(rule='advertisements', text='Advertisement'),))
    """
    removals: list[Removal] = []
    # What one rule removes may bare something to another; pages settle in two or three passes,
    # and only a text made to be slow would need more than these.
    for _ in range(_MOST_PASSES):
        changed = False
        for rule in RULES:
            cleaned = rule(text)
            if cleaned != text and rule not in _WHITE_SPACE_RULES:
                removals += _changes(rule.__name__, text, cleaned)
                cleaned = _parted(text, cleaned)
                changed = True
            text = cleaned
        if not changed:
            break
    forget()
    return text, tuple(removals)


def _parted(before: str, after: str) -> str:
    """Mark the lines that went, so that what stood above and below them stays apart."""
    old_lines, new_lines = before.split("\n"), after.split("\n")
    if len(old_lines) != len(new_lines):
        return after
    pairs = zip(old_lines, new_lines, strict=True)
    return "\n".join(GONE if old.strip() and not new else new for old, new in pairs)


def _changes(rule: str, before: str, after: str) -> list[Removal]:
    """Compare two texts of as many lines; neighbouring lines that went are one removal."""
    changes: list[Removal] = []
    run: list[str] = []
    old_lines, new_lines = before.split("\n"), after.split("\n")
    # A leading date may have stood on lines of its own, which are then gone from the top.
    new_lines = [""] * (len(old_lines) - len(new_lines)) + new_lines
    for old, new in zip([*old_lines, ""], [*new_lines, ""], strict=True):
        if old != new and not new:
            run.append(old)
            continue
        if run:
            changes.append(Removal(rule, "\n".join(run)))
            run = []
        if old != new:
            kept = old.startswith(new) or old.endswith(new)
            went = old.replace(new, "", 1).strip()
            changes.append(Removal(rule, went if kept else f"{old} → {new}"))
    return [change for change in changes if change.text.strip()]
