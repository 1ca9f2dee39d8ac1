"""Rules about what a site says of itself: accounts, consent, money, rights."""

from __future__ import annotations

from corpus.cleaning.lines import (
    Reads,
    blanked,
    blocks,
    found,
    is_label,
    is_list_item,
    is_prose,
    lines_of,
    pattern,
    plain,
    without,
)

_SIGN = r"(?:log|sign)(?:ging|ged|ned|ning)?[ -]?(?:in|up|on)"

_FORM_LABELS = pattern(
    r"(?:(?:have you )?forgot(?:ten)?|lost|reset|change|recover|show|hide|confirm|enter)"
    r"(?: (?:your|my))? (?:password|username)(?: here)?",
    r"(?:password|account|member|user|customer|subscriber)s? "
    r"(?:log ?in|sign[ -]?in|reset|recovery|access|area)",
    rf"(?:please )?{_SIGN}(?: (?:here|now|to (?:your|my) account|to continue|for free"
    rf"|or \w+.{{0,20}}"
    r"|with .{1,30}|using .{1,30}))?",
    r"log ?out|sign out|register(?: (?:now|here|for free))?|my account|keep me (?:logged"
    r"|signed) in",
    r"(?:create|open)(?: (?:an?|your|my))?(?: (?:new|free))? (?:account|profile)(?: .{1,20})?",
    r"(?:continue|connect) with (?:google|apple|facebook|e-?mail|x|twitter|amazon|microsoft)",
    r"(?:new here|not a member(?: yet)?|no account(?: yet)?|already a (?:member"
    r"|subscriber))(?:\?.*)?",
    r"(?:don't|do not|already) have an account(?:\?.*)?",
    r"(?:your )?(?:e-?mail|e-?mail address|username|password|username or e-?mail(?: address)?)\*?",
    r"remember me|stay (?:logged|signed) in|back to (?:log|sign)[ -]?in",
    r"(?:resend|send) (?:the )?(?:code|link|e-?mail|instructions|verification.{0,20})",
)
_FORM_PHRASES = pattern(
    r"(?:please )?(?:enter|type|provide|confirm|verify|check|update) (?:in )?"
    r"(?:(?:the|your|a|an)(?: \w+)? (?:e-?mail|password|username|inbox|verification|one-time)"
    r"|\w+ code)",
    r"(?:please )?(?:create|choose|set|pick) an? (?:new |strong )?password",
    r"password (?:must|should|needs|reset|has been|was)|reset (?:your )?password",
    r"(?:forgot(?:ten)?|lost) your (?:password|username|log ?in)",
    r"(?:we'll|we will|we've|we have|we) (?:just )?(?:send|sent|e-?mail|e-?mailed|text|texted) you",
    r"if you (?:already )?(?:used?|have|had|signed up|registered|joined|don't have) .{0,80}"
    r"(?:account|password).{0,80}(?:e-?mail|password|receive|log|sign|account|click|create"
    r"|with us)",
    r"if an account (?:exists|is)|(?:a|an|the) .{0,30}(?:link|code|e-?mail) (?:has been"
    r"|was) sent to",
    r"you(?:'ll| will| should) (?:shortly )?(?:receive|get) an? (?:\w+ )?e-?mail",
    r"(?:did not|didn't) (?:receive|get) (?:the|an|your) (?:e-?mail|code|link)",
    r"this (?:site|page|form|website) is protected by (?:re|h)?captcha",
    r"(?:re|h)captcha\b|(?:please )?(?:complete|solve) the captcha"
    r"|verify (?:that )?you are (?:a )?human",
    r"(?:the )?google privacy policy and terms",
    r"(?:oops|sorry|whoops|uh[ -]oh)?[,!. ]*(?:something|an error|a problem)(?: has| have)?"
    r" (?:went|gone|occurred)(?: wrong)?\.?$",
    r"(?:please )?(?:try again|refresh the page|reload)(?: later)?(?:[.,]| or contact| and)",
    r"(?:invalid|incorrect|wrong) (?:e-?mail|username|password|log ?in)",
    r"(?:that|this|the|your) (?:e-?mail|username|password|session)(?: address)?"
    r" (?:is (?:already|not|in)|has expired|or password)",
    rf"(?:you (?:must|need to|have to)|please) (?:be )?{_SIGN}\b",
    rf"{_SIGN} (?:to|with|or|using) (?:your|an|create|comment|post|reply|view|read|access|save"
    rf"|follow)",
    r"by (?:continuing|creating|clicking|registering|submitting|subscribing|entering|providing"
    rf"|joining|{_SIGN}).{{0,120}}\byou (?:\w+ ){{0,2}}(?:agree|accept|acknowledge|consent"
    rf"|confirm)",
    r"i (?:have read and )?(?:agree|accept|consent) to (?:the|receive|our)",
)
_BUTTONS = pattern(
    r"or|submit|send|continue|next|cancel|close|ok|go|back|required|optional|loading|done|save"
)

_CONSENT_LABELS = pattern(
    r"(?:accept|reject|allow|decline|deny|refuse)(?: (?:all|and continue|only necessary|optional"
    r"|non-essential|necessary|& .{1,20})(?: cookies?)?| cookies?)",
    r"(?:manage|change|customi[sz]e|your|my|set|view|update)(?: (?:your|my))? (?:cookies?|consent"
    r"|privacy|cookie (?:preferences|settings|choices))(?: (?:preferences|settings|choices"
    r"|options))?",
    r"(?:manage|save|more)(?: my)? (?:preferences|choices|options)|i agree|i accept|got it",
    r"(?:strictly )?(?:necessary|functional|performance|targeting|analytics|marketing) cookies",
    r"cookies?(?: (?:&|and) privacy)? ?(?:policy|notice|settings|preferences|consent|statement"
    r"|banner)",
    r"(?:privacy|data protection) (?:policy|notice|settings|preferences|preference center|choices"
    r"|statement|manager)|about our ads",
    r"terms (?:of (?:use|service)|(?:&|and) conditions)|(?:privacy(?: policy)?|terms.{0,20})"
    r" ?(?:&|and|\|) ?(?:terms.{0,20}|privacy.{0,10}|cookie.{0,10})",
    r"do not (?:sell|share).{0,40}information|(?:we value|we care about|we respect) your privacy",
)
_CONSENT_PHRASES = pattern(
    r"(?:we|this (?:web)?site|our (?:web)?sites?|our partners|[\w.' ]{1,30}) (?:and [\w' ]{1,40} )?"
    r"(?:also |may )?(?:uses?|stores?|places?|sets?)(?: and/or access| or access)? "
    r"(?:[\w-]+ ){0,3}(?:cookies|trackers|tracking technologies)\b.{0,60}"
    r"\b(?:you|your|our|we|site|website|traffic|experience|ads|content|services?)\b",
    r"(?:by|if you) (?:continuing|continue|using|use|browsing|browse|closing|close|clicking|click"
    r"|accept|visiting).{0,120}\b(?:cookies|privacy policy|terms of (?:use|service))",
    r"(?:please )?(?:accept|manage|enable|allow|disable|click) .{0,60}\bcookies?\b",
    r"you (?:can|may) (?:\w+ )?(?:change|withdraw|manage|opt|update|set|adjust) .{0,60}"
    r"(?:cookies?|consent|preferences|settings|choices)",
    r"(?:read|see|view|find out more|learn more|for more).{0,40}\b(?:cookie|privacy) (?:policy"
    r"|notice)",
    r"we (?:and|with) our (?:\d+ )?(?:third[- ]party )?(?:partners|vendors)",
    r"with your (?:permission|consent),? we",
    r"these cookies (?:are|help|allow|enable|collect|may)",
)

_COMMERCIAL_LABELS = pattern(
    r"(?:read|see|view|learn more about|about|check out)? ?(?:our|the)? ?(?:full )?"
    r"(?:editorial|affiliate|ethics|review|advertising|disclosure|trust|corrections)"
    r"(?: \w+)? (?:policy|policies|guidelines|standards|statement|disclosure|disclaimer)(?: here)?",
    r"(?:learn|find out|read|see) (?:more|how it works|why)(?: here)?|here's how it works",
    r"how we (?:test|review|rate|choose|make money)(?: .{1,20})?|why (?:you can )?trust us",
    r"(?:this|our) (?:post|article|page|story|site|content|guide) (?:may )?"
    r"(?:contains?|includes?|features?) .{0,20}affiliate links",
)
_COMMERCIAL_PHRASES = pattern(
    r".{0,150}\b(?:we|us|our \w+|this (?:site|page|website)|the (?:site|publisher)) "
    r"(?:may|might|could|can|will|sometimes)? ?(?:also )?(?:earn|receive|get|make|collect"
    r"|be paid)s?"
    r" (?:an? |some )?(?:small |modest )?(?:share of|portion of|affiliate|referral|percentage"
    r"|sales|"
    r"commission|compensation)",
    r".{1,60} (?:may|might|could) (?:earn|receive|get) .{0,30}(?:commission|compensation)"
    r".{0,40}\b(?:links?|purchases?|sales?|page|site)\b",
    r".{1,60} is (?:reader|audience|listener|viewer|community)[- ](?:supported|funded)",
    r".{1,60} is (?:\w+ )?(?:supported|funded) by (?:our|its|their|my) "
    r"(?:\w+ )?(?:audience|readers?|viewers|community|users|visitors|members)",
    r"(?:as an? \w+ (?:associate|affiliate|partner)|when you (?:buy|purchase|click|shop)"
    r"|if you (?:buy|purchase|click|shop|make a purchase)|purchases? (?:made )?through"
    r"|buying through)"
    r".{0,120}\b(?:we|our|us|i)\b.{0,40}\b(?:earn|receive|get|commission|paid|compensat|share)",
    r"(?:our|the) (?:editors|writers|team|experts) (?:\w+ )?(?:independently|carefully|personally)",
    r"(?:some|all|many)(?: of)? (?:the |our )?(?:links|products|offers).{0,60}"
    r"(?:affiliate|commission|compensat|partners|independently)",
    r"(?:all )?(?:prices|deals|offers)(?: and availability)? (?:are|were) (?:\w+ )?(?:accurate"
    r"|correct"
    r"|subject to|current)",
    r"(?:affiliate|advertiser|advertising|ftc) (?:disclosure|disclaimer|notice)\b",
)

_RIGHTS_LABELS = pattern(
    r"all rights reserved.{0,60}|.{0,120}all rights reserved",
    r"powered by .{2,40}|(?:site |theme |website )?designed (?:and developed )?by .{2,40}",
)
_RIGHTS_PHRASES = pattern(
    r"(?:copyright )?(?:©|\(c\)) ?(?:copyright )?(?:\d{4}|[\w .,'&+-]{2,60}\d{4}"
    r"|[\w.'&+ -]{2,40}$)",
    r"copyright (?:©|\(c\)|\d{4}\b)",
    r"this (?:material|content|article) (?:may|can) ?not be (?:published|reproduced|copied)",
    r"(?:reproduction|redistribution|use of this site).{0,60}(?:prohibited|constitutes acceptance)",
    r".{2,60} (?:is|are) (?:a )?(?:registered )?trademarks? of .{2,80}all rights",
)


def _is_no_form(line: str) -> bool:
    return line.startswith("#") or (is_list_item(line) and line.rstrip().endswith("."))


_FORM = Reads(_FORM_LABELS, _FORM_PHRASES, voice=True, unless=_is_no_form)
_CONSENT = Reads(_CONSENT_LABELS, _CONSENT_PHRASES, voice=True)
_COMMERCIAL = Reads(_COMMERCIAL_LABELS, _COMMERCIAL_PHRASES, voice=True)
_RIGHTS = Reads(_RIGHTS_LABELS, _RIGHTS_PHRASES, longest=200)


def account_forms(text: str) -> str:
    r"""Remove sign-in, sign-up and password forms, and what is glued to them.

    A form line is a bare label, or speaks to the reader in the words of a form. Its buttons go with
    it, and so does a caption that ends the block, unless that is the only title the page has.

    >>> account_forms("Reset password\nEnter the email you joined with.\nA rover\n\nMars Today")
    '\n\n\n\nMars Today'
    >>> account_forms("Ed forgot the password to his account.\nHe asked for a new one.")
    'Ed forgot the password to his account.\nHe asked for a new one.'
    """
    drop = found(text, _FORM)
    if not drop:
        return text
    lines = lines_of(text)
    opening = True
    for block in blocks(lines):
        if drop.isdisjoint(block):
            opening = False
            continue
        for index in block:
            near = index - 1 in drop or index + 1 in drop
            if near and _BUTTONS.fullmatch(plain(lines[index]).strip(" .!*")):
                drop.add(index)
        last = block.stop - 1
        glued = last not in drop and last - 1 in drop and last - 2 in drop
        if glued and is_label(lines[last]):
            below = next(filter(str.strip, lines[block.stop : block.stop + 3]), "")
            if not (opening and is_prose(below)):
                drop.add(last)
        opening = opening and all(index in drop for index in block)
    return blanked(lines, drop)


def consent_notices(text: str) -> str:
    """Remove cookie and privacy notices: they are the site's voice, on every page the same.

    >>> consent_notices("We use cookies to improve your experience.")
    ''
    >>> consent_notices("Grandma Ada used cookies to bribe the guards.")
    'Grandma Ada used cookies to bribe the guards.'
    """
    return without(text, _CONSENT)


def commercial_notices(text: str) -> str:
    """Remove what a site says about how it earns money and by which policy it writes.

    >>> commercial_notices("If you buy through our links, we may earn a commission.")
    ''
    >>> commercial_notices("The commission may receive our report in May.")
    'The commission may receive our report in May.'
    """
    return without(text, _COMMERCIAL)


def rights_notices(text: str) -> str:
    """Remove copyright footers; a sentence about copyright stays.

    >>> rights_notices("© 2023 Example Media. All rights reserved.")
    ''
    >>> rights_notices("The copyright of the song passed to his sister in 1983.")
    'The copyright of the song passed to his sister in 1983.'
    """
    return without(text, _RIGHTS)
