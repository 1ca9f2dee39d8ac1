"""Rules about what a site wants of its readers: to subscribe, to share, to look at its ads."""

from __future__ import annotations

import re

from corpus.cleaning.lines import Reads, pattern, without

_NETWORK = (
    r"(?:facebook|twitter|x|x \(twitter\)|instagram|youtube|tiktok|reddit|whatsapp|pinterest"
    r"|linkedin"
    r"|tumblr|flipboard|threads|bluesky|mastodon|discord|telegram|snapchat|twitch|google news"
    r"|messenger|pocket|rss|e-?mail|print|copy link|link)"
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
    r"rate this .{2,30}|was this (?:article|page) helpful"
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

_NEWS = Reads(_NEWS_LABELS, _NEWS_PHRASES, voice=True)
_SHARE = Reads(_SHARE_LABELS, _SHARE_PHRASES)
_ADVERTISEMENT = Reads(_ADVERTISEMENT_LABELS, _ADVERTISEMENT_PHRASES)

_THROUGH = r"through (?:the|our|this) (?:\w+ )?(?:gallery|slideshow|photos|images|pictures)\b"
_MENTION = re.compile(_THROUGH)  # found far sooner in a text in lower case than the whole
_GALLERY = re.compile(
    r"(?:(?<=[.!?])[ \t]+|^)(?:click|scroll|swipe|browse|flip|tap|look) "
    rf"{_THROUGH}[^.!?\n]{{0,40}}[.!?]?$",
    re.IGNORECASE | re.MULTILINE,
)


def gallery_prompts(text: str) -> str:
    """Remove the sentence that sends readers on to pictures, at the end of a line.

    >>> gallery_prompts("Here is the new crew. Click through the gallery below.")
    'Here is the new crew.'
    >>> gallery_prompts("They click through the gallery of suspects and find her.")
    'They click through the gallery of suspects and find her.'
    """
    lower = text.lower()
    return _GALLERY.sub("", text) if "through" in lower and _MENTION.search(lower) else text


def newsletter_prompts(text: str) -> str:
    """Remove invitations to subscribe, join or sign up.

    >>> newsletter_prompts("Sign up for our newsletter and get space news in your inbox!")
    ''
    >>> newsletter_prompts("You’ll need a subscription to see the fourth season.")
    'You’ll need a subscription to see the fourth season.'
    """
    return without(text, _NEWS)


def share_prompts(text: str) -> str:
    """Remove buttons to share, follow and comment, and the lines that ask for it.

    >>> share_prompts("What did you make of it? Let us know in the comments!")
    ''
    >>> share_prompts("Krys shared the photo on Twitter, and the fans left comments.")
    'Krys shared the photo on Twitter, and the fans left comments.'
    """
    return without(text, _SHARE)


def advertisements(text: str) -> str:
    """Remove the labels around advertisements.

    >>> advertisements("Article continues below advertisement")
    ''
    >>> advertisements("The advertisement promised land on Mars.")
    'The advertisement promised land on Mars.'
    """
    return without(text, _ADVERTISEMENT)
