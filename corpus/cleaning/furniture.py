"""Rules about the page around an article: navigation, promotion, sharing, dates."""

from __future__ import annotations

import re
from itertools import islice

from corpus.cleaning.lines import (
    blanked,
    blocks,
    found,
    is_label,
    is_prose,
    pattern,
    plain,
    reads_as,
    without,
)

_NETWORK = (
    r"(?:facebook|twitter|x|x \(twitter\)|instagram|youtube|tiktok|reddit|whatsapp|pinterest"
    r"|linkedin"
    r"|tumblr|flipboard|threads|bluesky|mastodon|discord|telegram|snapchat|twitch|google news"
    r"|messenger|pocket|rss|e-?mail|print|copy link|link)"
)
_SKIP_LABELS = pattern(
    r"(?:skip|jump|go)(?: directly)? to (?:the )?(?:main |primary |page )?"
    r"(?:content|navigation|menu|footer|header|search|article|recipe|comments|sidebar)",
    r"(?:back|return|scroll|go) to (?:the )?top|back to (?:home|homepage|all .{2,30})|top ↑|↑ ?top",
    r"(?:toggle|open|close|show|hide|expand|collapse|main|mobile|primary)(?: the)?"
    r" (?:navigation|menu|search|sidebar|nav)(?: .{1,20})?|search for:?|jump to|on this page"
    r"|in this article",
)
_NEWS_LABELS = pattern(
    r"(?:subscribe|unsubscribe)(?: (?:now|today|here|for free|to .{0,60}(?:newsletter|channel"
    r"|podcast"
    r"|e-?mails?|updates|feed|us)))?",
    r"(?:our |the |free |daily |weekly |e-?mail )*newsletters?(?: sign[ -]?up)?",
    r"(?:thanks|thank you) for (?:subscribing|signing up|registering|joining).{0,60}",
    r"stay (?:connected|up to date|informed|in the loop|in touch|tuned)(?: with us)?"
    r"|never miss .{2,80}",
    r"(?:join|support) (?:us|our (?:community|team|mailing list|discord|newsletter"
    r"|patreon)).{0,60}",
    r"become a (?:member|subscriber|patron|supporter).{0,40}|no spam.{0,60}",
)
_NEWS_PHRASES = pattern(
    r"(?:please )?(?:subscribe|sign up|sign-up|join|register|get|receive|want|stay|enter|add"
    r"|don't miss"
    r"|love|keep up|discover|be the first|click)\b.{0,160}\b(?:newsletters?|inbox|mailing list"
    r"|e-?mail "
    r"(?:alerts|updates|address|list|below)|push notifications|your e-?mail|youtube channel"
    r"|our (?:channel|podcast|updates|app))\b",
    r"(?:delivered|straight|sent|right)(?: \w+)? (?:to|into) your inbox",
    r"(?:you (?:can|may) )?(?:unsubscribe|opt[ -]out)(?: \w+)? (?:at )?any ?time",
    r"we (?:will never|won't|don't|promise|respect).{0,30}(?:spam|share your|sell your|your e-?mail"
    r"|your privacy)",
    r"(?:our|the) .{0,40}newsletter (?:is|brings|delivers|will|gives|keeps"
    r"|arrives)\b.{0,80}\byour?\b",
    r"(?:download|get) (?:our|the) (?:free )?app\b",
)
_SHARE_LABELS = pattern(
    r"(?:share|tweet|pin it|pin|print|save|bookmark|like|repost)(?: (?:this|it|on|via|to|with"
    r"|the|your"
    rf"|friends|article|story|post|page|link|thoughts|by|{_NETWORK}))*",
    rf"(?:share|follow|find|like|connect|join|save|post|tweet|tag)(?:(?: with)? (?:us|me))?"
    rf"(?: (?:on|via|to|at|in))?:?(?:[ ,/|•·&]+(?:and |our )?{_NETWORK})+(?: .{{0,40}})?",
    rf"{_NETWORK}(?:[ ,/|•·&]+(?:and )?{_NETWORK})+",
    r"follow (?:us|me|the author)|share this:?.{0,80}|copy (?:link|url)|link copied.{0,20}|copied",
    r"(?:\d{1,6} |view |see |show |read |load |hide |add |leave |post |write |no |all |more |the )*"
    r"(?:an? |your )?(?:comments?|repl(?:y|ies)|shares|likes|views|retweets)(?: \(?\d{1,6}\)?)?",
    r"join the (?:conversation|discussion)|comments? (?:are|is) closed|leave a (?:reply"
    r"|comment).{0,30}",
    r"(?:share|tweet|pin|post|print|copy|save|flip|like)(?: (?:share|tweet|pin|post|print|copy|save"
    r"|flip|like|e-?mail))+",
    r"what do you think|rate this .{2,30}|was this (?:article|page) helpful"
    r"|report (?:this|an?) (?:ad|error|typo|comment|bug|problem)",
    r"follow .{0,60}\b(?:on|via) (?:facebook|twitter|instagram|youtube|tiktok|threads|bluesky|x)\b"
    r".{0,40}",
)
_SHARE_PHRASES = pattern(
    r"(?:let (?:us|me) know|tell us|sound off|share (?:your|what)|drop|leave|comment|join|please"
    r"|weigh in|give us)\b.{0,120}\b(?:comments?|thoughts|social media|below|discussion"
    r"|feedback)\b",
    r"(?:like|follow|find|add|connect with) (?:us|me|our)\b.{0,60}\b(?:on|at|page|news|channel)\b",
    r"(?:make sure|be sure|don't forget|remember) to (?:follow|like|subscribe|share|check out"
    r"|join)\b",
    r"save my name,? e-?mail|stay tuned\b.{0,60}\b(?:updates?|news|more|us)\b",
    r"your e-?mail address will not be published|required fields are marked",
)
_ADVERTISEMENT_LABELS = pattern(
    r"(?:- )?(?:advertisements?|advertising|ad|ads|sponsored|promoted|sponsor message|paid content"
    r"|partner content|sponsored (?:content|links?|stories|by .{2,40})|promoted (?:content|stories)"
    r")(?: -)?",
    r"(?:advertisement|ad)[ .:-]+(?:scroll|continue|story|article|remove|skip|close).{0,50}",
    r"(?:article|story|content|text|post)? ?(?:continues?|resumes?) (?:below|after|reading).{0,40}",
    r"scroll (?:down )?(?:to|for) (?:continue|more|read|keep).{0,30}|continue reading .{0,30}below",
    r"(?:report|remove|hide|skip|close)(?: this)? ads?|ad feedback|why this ad|advertise with us",
)
_ADVERTISEMENT_PHRASES = pattern(
    r".{0,60}\b(?:your|an|you).{0,30}\bad[ -]?block(?:er|ing)?\b",
    r"this (?:ad|advertisement) (?:has|will|is)",
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
    r"|next up|keep reading|must[ -]read|previously|tags?|tagged(?: (?:in|with|as))?|filed under"
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
_SEPARATOR = re.compile(r"\s*(?:[|>›»•·→/]|::|&gt;)\s*")
_LEADING_DATE = re.compile(
    r"\s*(?:date|published|posted|updated)(?: on)?:?[ \t]+\d{4}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?:[ \t]+|(?=\n)|$)",
    re.IGNORECASE,
)


def skip_links(text: str) -> str:
    """Remove links that jump about in the page.

    >>> skip_links("Skip to main content")
    ''
    >>> skip_links("They skip to the main content of the letter.")
    'They skip to the main content of the letter.'
    """
    return without(text, lambda line: reads_as(line, _SKIP_LABELS))


def newsletter_prompts(text: str) -> str:
    """Remove invitations to subscribe, join or sign up.

    >>> newsletter_prompts("Sign up for our newsletter and get space news in your inbox!")
    ''
    >>> newsletter_prompts("You’ll need a subscription to see the fourth season.")
    'You’ll need a subscription to see the fourth season.'
    """
    return without(text, lambda line: reads_as(line, _NEWS_LABELS, _NEWS_PHRASES, voice=True))


def share_prompts(text: str) -> str:
    """Remove buttons to share, follow and comment, and the lines that ask for it.

    >>> share_prompts("What did you make of it? Let us know in the comments!")
    ''
    >>> share_prompts("Krys shared the photo on Twitter, and the fans left comments.")
    'Krys shared the photo on Twitter, and the fans left comments.'
    """
    return without(text, lambda line: reads_as(line, _SHARE_LABELS, _SHARE_PHRASES))


def advertisements(text: str) -> str:
    """Remove the labels around advertisements.

    >>> advertisements("Article continues below advertisement")
    ''
    >>> advertisements("The advertisement promised land on Mars.")
    'The advertisement promised land on Mars.'
    """
    return without(text, lambda line: reads_as(line, _ADVERTISEMENT_LABELS, _ADVERTISEMENT_PHRASES))


def related_links(text: str) -> str:
    r"""Remove pointers to other pages and pagers, with the titles glued below or ending the text.

    >>> related_links("It ended well.\n\nYou may also like\nTen ships that never flew")
    'It ended well.\n\n\n'
    >>> related_links("The related events of 1983 changed the course of the race.")
    'The related events of 1983 changed the course of the race.'
    """
    lines = text.split("\n")
    drop = found(lines, lambda line: reads_as(line, _RELATED_LABELS, _RELATED_PHRASES))
    if not drop:
        return text
    runs = list(blocks(lines))
    for number, block in enumerate(runs):
        start = next(
            (i for i in block if i in drop and _HEADS_A_LIST.fullmatch(_bare(lines[i]))), -1
        )
        below = range(start + 1, block.stop)
        if start >= 0 and all(index in drop or _is_title(lines[index]) for index in below):
            drop.update(below)
            for follower in islice(runs, number + 1, number + 1 + _MOST_LINKS):
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
    lines = text.split("\n")
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
    parts = [part for part in _SEPARATOR.split(plain(line)) if part]
    if len(parts) < 2 or any(len(part) > 40 for part in parts[:-1]):
        return False
    known = sum(part in _SECTIONS for part in parts)
    crumbs = parts[0] in {"home", "homepage"} and not is_prose(parts[-1])
    return crumbs or (len(parts) > 2 and 2 * known >= len(parts))


def leading_date(text: str) -> str:
    """Remove a date that a page export put before the first sentence; the sentence stays.

    >>> leading_date(" date 2022-08-24 The crew returned in August.")
    'The crew returned in August.'
    >>> leading_date("The date 2022-08-24 stands on the hatch.")
    'The date 2022-08-24 stands on the hatch.'
    """
    found_date = _LEADING_DATE.match(text)
    return text[found_date.end() :] if found_date else text
