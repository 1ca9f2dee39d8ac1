"""Rules about ways to other places: in the page, on the site, elsewhere."""

from __future__ import annotations

import re

from corpus.cleaning.lines import (
    Reads,
    blanked,
    blocks,
    found,
    is_label,
    is_prose,
    lines_of,
    pattern,
    plain,
    without,
)

_SKIP_LABELS = pattern(
    r"(?:skip|jump|go)(?: directly)? to (?:the )?(?:main |primary |page )?"
    r"(?:content|navigation|menu|footer|header|search|article|recipe|comments|sidebar)",
    r"(?:back|return|scroll|go) to (?:the )?top|back to (?:home|homepage|all .{2,30})|top ↑|↑ ?top",
    r"(?:toggle|open|close|show|hide|expand|collapse|main|mobile|primary)(?: the)?"
    r" (?:navigation|menu|search|sidebar|nav)(?: .{1,20})?|search for:?|jump to|on this page"
    r"|in this article",
)
_RELATED = (
    r"(?:related|recommended|suggested|featured|popular|trending|latest|recent|top|more|most"
    r" (?:popular|read|viewed|shared|recent)|editors?'?s?'? (?:picks?|choice|selection))"
)
_MOST_LINKS = 40  # blocks of nothing but links below such a heading
_HEADS_A_LIST = pattern(
    rf"{_RELATED}(?: [^.]{{1,60}})?|related",
    r"(?:you (?:may|might|will|'ll)|we think|readers|others|people) .{1,40}|also on .{2,30}",
    r"(?:read|what to (?:read|watch)|up) next|in case you missed it|icymi|don't miss|must[ -]read",
    r"from (?:our partners|(?:around )?the web)|around the web|keep reading|in other news",
)
_RELATED_LABELS = pattern(
    rf"{_RELATED}(?: (?:articles?|stories|posts?|content|links?|news|reading|reads|topics|coverage"
    r"|for you|now|today|this week|in .{2,30}|on .{2,40}|from .{2,40}|like this|reviews|guides"
    r"|features|headlines|searches|products|to explore|about this))",
    r"related|recommended|trending|editors?'?s?'? picks?|most (?:popular|read|viewed)",
    r"(?:read|see|find out|learn|discover|view|show|load|get) (?:more|next|also|all)(?: (?:here"
    r"|below"
    r"|stories|articles|posts|news|reviews|details|about .{2,60}|from .{2,40}|on .{2,40}))?",
    r"(?:read|see|watch|check out|click|continue|keep)(?: (?:the|our|this|to))* (?:full "
    r"|complete )?"
    r"(?:reading|article|story|review|here|next|more)(?: .{0,40})?",
    r"(?:you (?:may|might|will|'ll)|we think you'll|readers) (?:also )?(?:like|enjoy|love"
    r"|be interested"
    r" in)(?: .{0,20})?|others also (?:read|liked)|people also (?:ask|read|search for)",
    r"(?:what to (?:read|watch|play) next|in case you missed it|icymi|from our partners"
    r"|around the web"
    r"|from (?:around )?the web|don't miss|must[ -]reads?|up next|next up|in other news"
    r"|also on .{2,30})",
    r"(?:page )?\d{1,3} of \d{1,3}|page \d{1,3}|(?:next|previous|older|newer|prev)"
    r"(?: (?:page|article|post|posts|story|entry|entries|chapter|slide))?(?: [»›→].{0,10})?",
    r"(?:« ?|← ?)(?:prev(?:ious)?|older|back)(?: .{1,60})?|(?:next|newer)(?: .{1,60})? ?[»›→]",
    r"(?:prev(?:ious)? )?(?:\d{1,3} ){2,10}(?:\.\.\. ?(?:\d{1,4} )?)?(?:next|last|»|›)?",
)
_RELATED_PHRASES = pattern(
    r"(?:read (?:more|also|next)|also read|see also|related(?: (?:articles?|stories|story|posts?"
    r"|reading|content))?|recommended(?: reading)?|more(?: on this| from .{2,30})?|don't miss"
    r"|up next"
    r"|next up|keep reading|must[ -]read|tags?|tagged(?: (?:in|with|as))?|filed under"
    r"|posted in|categor(?:y|ies)|in case you missed it|icymi|(?:next|previous) (?:article|post"
    r"|story)"
    r") ?[:»>|→] ?\S.{0,160}$",
    r"for more (?:on|about|news|from|stories|coverage|like).{0,100}(?:check out"
    r"|head (?:over )?to|visit"
    r"|click|read our|see our|follow|subscribe|stay tuned)",
)
_SECTIONS = frozenset(
    "home news latest tv television movies movie film films games gaming reviews review "
    "features feature interviews interview videos video podcasts podcast music books comics "
    "anime sports sport politics business tech technology science health entertainment "
    "lifestyle culture opinion world local weather travel food about contact careers jobs "
    "advertise shop store deals newsletters newsletter subscribe login register search menu "
    "more help faq support privacy terms sitemap blog forum forums community wiki events "
    "press shows streaming celebrity celebrities trending guides lists recaps trailers "
    "trailer quizzes archive archives topics categories account cart donate magazine photos "
    "gallery rss accessibility feedback page".split()
) | {
    "about us", "contact us", "log in", "sign in", "sign up", "privacy policy", "terms of use",
    "terms of service", "tv shows", "tv news", "movie news", "movie reviews", "tv reviews",
    "home page", "my account", "site map", "cookie policy", "advertise with us", "work with us",
    "terms and conditions", "how-to", "top stories", "breaking news", "write for us", "our team",
}  # fmt: skip
_SEPARATOR = re.compile(r"[|>›»•·→/]|::|&gt;")


_SKIP = Reads(_SKIP_LABELS)
_LINKS = Reads(_RELATED_LABELS, _RELATED_PHRASES)


def skip_links(text: str) -> str:
    """Remove links that jump about in the page.

    >>> skip_links("Skip to main content")
    ''
    >>> skip_links("They skip to the main content of the letter.")
    'They skip to the main content of the letter.'
    """
    return without(text, _SKIP)


def related_links(text: str) -> str:
    r"""Remove pointers to other pages and pagers, with the titles glued below or ending the text.

    >>> related_links("It ended well.\n\nYou may also like\nTen ships that never flew")
    'It ended well.\n\n\n'
    >>> related_links("The related events of 1983 changed the course of the race.")
    'The related events of 1983 changed the course of the race.'
    """
    drop = found(text, _LINKS)
    if not drop:
        return text
    lines = lines_of(text)
    runs = list(blocks(lines))
    for number, block in enumerate(runs):
        start = next(
            (i for i in block if i in drop and _HEADS_A_LIST.fullmatch(_bare(lines[i]))), -1
        )
        below = range(start + 1, block.stop)
        if start >= 0 and all(index in drop or _is_title(lines[index]) for index in below):
            drop.update(below)
            for follower in runs[number + 1 : number + 1 + _MOST_LINKS]:
                if not all(_is_only_link(lines[index]) for index in follower):
                    break
                drop.update(follower)
    return blanked(lines, drop)


def _bare(line: str) -> str:
    return plain(line).strip(" .!:»›→")


def _is_title(line: str) -> bool:
    return is_label(line) or _is_only_link(line)


def _is_only_link(line: str) -> bool:
    return re.fullmatch(r"\s*(?:[-*+•]\s+)?\[[^\[\]]{1,200}\]\([^()\s]{1,500}\)", line) is not None


def menus(text: str) -> str:
    r"""Remove breadcrumbs and menus: sections of a site in a row, on one line or on several.

    >>> menus("Home > TV > News\n\nNews | Reviews | About us\n\nHome\nMovies\nContact")
    '\n\n\n\n\n\n'
    >>> menus("Mercury | Gemini | Apollo\n\nNews travels fast > sound")
    'Mercury | Gemini | Apollo\n\nNews travels fast > sound'
    """
    lines = lines_of(text)
    drop: set[int] = set()
    for block in blocks(lines):
        run: list[int] = []
        for index in block:
            if _is_menu(lines[index]):
                drop.add(index)
            if plain(lines[index]) in _SECTIONS:
                run.append(index)
                continue
            drop.update(run if len(run) > 2 else ())
            run = []
        drop.update(run if len(run) > 2 else ())
    return blanked(lines, drop) if drop else text


def _is_menu(line: str) -> bool:
    if len(line) > 300 or line.startswith(("|", "#")):
        return False
    parts = [part for part in map(str.strip, _SEPARATOR.split(plain(line))) if part]
    if len(parts) < 2 or any(len(part) > 40 for part in parts[:-1]):
        return False
    known = sum(part in _SECTIONS for part in parts)
    crumbs = parts[0] in {"home", "homepage"} and not is_prose(parts[-1])
    return crumbs or (len(parts) > 2 and 2 * known >= len(parts))
