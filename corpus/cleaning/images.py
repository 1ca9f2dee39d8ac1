"""Rules about pictures and videos: their words describe something that a quote cannot show."""

from __future__ import annotations

import re

from corpus.cleaning.lines import (
    Reads,
    blanked,
    blocks,
    found,
    is_label,
    is_list_item,
    lines_of,
    pattern,
    plain,
    without,
)

_PICTURE = r"(?:image|photo|photograph|picture|illustration|artwork|screenshot|graphic|still)"
_AGENCY = (
    r"(?:getty(?: images)?|shutterstock|alamy(?: stock photo)?|associated press|ap(?: photo)?|afp"
    r"|reuters|istock(?:photo)?|unsplash|pexels|pixabay|wikimedia(?: commons)?|everett collection"
    r"|flickr|wireimage|filmmagic|rex(?: features)?|pa(?: media| images| wire)?|bloomberg)"
)
_CREDIT_LABELS = pattern(
    rf"(?:(?:main|featured|header|lead|cover|top|hero) )?{_PICTURE}s?"
    r" ?(?:credits?|sources?|courtesy(?: of)?|copyright|©)\b.{0,140}",
    rf"(?:(?:main|featured|header|lead|cover|top|hero) )?{_PICTURE}s? ?(?::|©|\(c\)|/) ?.{{1,100}}",
    rf"{_PICTURE}s? (?:by|via|provided by|taken by|used with permission) .{{2,80}}",
    r"(?:image|photo|picture|screenshot) from [^.]{2,60}",
    r"(?:credit|images?|photos?)(?: to)? ?(?::|by) ?.{2,100}",
    r"(?:photo|image|picture) credits?",
    r"courtesy (?:of )?[^.]{2,60}",
    rf"(?:[^.]{{1,60}}(?:/|, |via | - | – | \| ))?{_AGENCY}(?:[/ ]{_AGENCY})?",
    rf"\(?(?:{_PICTURE}s?|credit|courtesy|via|source|{_AGENCY})\b[^()]{{0,80}}\)",
)
_CREDIT_SIGN = re.compile(r"[(:/|]")
_CREDIT_TAIL = re.compile(
    rf"(?:\((?:{_PICTURE}s?(?: credit)?\b|credit\b|courtesy\b|{_AGENCY}\b|via\b)[^()]{{0,80}}\)"
    rf"|[\w)\"'.!|–—-] {_PICTURE}s?(?: credit)?: [^.:]{{2,60}}"
    rf"|[/|] ?{_AGENCY})\.?$"
)
_ALTERNATIVE_LABELS = pattern(
    rf"(?:{_PICTURE}|portrait|headshot|profile photo|avatar|logo|thumbnail|poster|close-up)s?"
    r" (?:of|showing|for|depicting) [^. ]+ [^.]{2,100}",
    r"(?:image|photo|picture|gallery)(?: \d{1,3})?(?: (?:of|/) \d{1,3})?",
    r"(?:click|tap) (?:to enlarge|image to.{0,20}|here to enlarge)|enlarge(?: this)? image",
    r"(?:view|open|see|launch)(?: (?:the|full|all))?(?: (?:photo|image))? ?(?:gallery|slideshow"
    r"|photos)",
)
_PART_OF_PAGE = re.compile(
    rf"\bthis {_PICTURE} is (?:part of|from|used in) (?:an?|the|our) "
    r"(?:\w+ )?(?:article|post|story|review|guide|piece|page)\b"
)
_MARKDOWN_IMAGES = re.compile(r"(?:\[?!\[[^\]]{0,300}\]\([^)]{0,1000}\)(?:\]\([^)]{0,500}\))?\s*)+")
_CLIP = r"(?:video|trailer|clip|teaser|featurette|preview|interview|livestream|stream)s?"
_VIDEO_LABELS = pattern(
    r"(?:watch|view|see|play|listen)(?: (?:it|this|more|now|live))? (?:on|at|via) "
    r"(?:youtube|vimeo|twitch|dailymotion|tiktok|facebook|instagram|x|twitter|spotify|soundcloud)",
    rf"(?:recommended|related|featured|latest|more|popular|trending|top|our|all|new) {_CLIP}",
    rf"(?:play|replay|watch|pause|mute|unmute|share|skip|stop|load|see|view)(?: (?:the|this|a"
    rf"|our|full"
    rf"|official|new|first|latest|next))*(?: {_CLIP})(?: (?:below|above|here|now|again|player))?",
    rf"(?:you can )?(?:watch|check out|see|view|catch) (?:the|it|this|a|our) [^.]{{0,60}}"
    rf"(?:{_CLIP} )?(?:below|above|here)",
    r"(?:click|tap) (?:to )?(?:play|unmute|watch)(?: .{1,20})?|now playing|up next"
    r"|autoplay(?: \w+)?",
    r"video (?:player|unavailable|playback.{0,30}|is loading|player is loading|ad feedback)|loading"
    r"(?: (?:the )?(?:video|player|content|comments))?|listen to this (?:article|story)"
    r"|this is a modal window|(?:mute|unmute|fullscreen|full screen)",
    rf"watch: .{{0,80}}\b{_CLIP}\b.{{0,40}}|{_CLIP}:? \d{{1,2}}:\d{{2}}",
)
_VIDEO_PHRASES = pattern(
    r"your browser (?:does not|doesn't) support (?:the |html5 ?)?(?:\w+ )?(?:video|audio|element)",
    r"this video (?:is (?:not|no longer|un)|file cannot|can ?not be|has been removed)",
    r"(?:please )?enable javascript|javascript is (?:disabled|required)|to (?:watch"
    r"|view) this (?:video"
    r"|content)",
)


_CREDIT = Reads(_CREDIT_LABELS)
_VIDEO = Reads(_VIDEO_LABELS, _VIDEO_PHRASES, longest=160)


def _is_credit(line: str) -> bool:
    text = plain(line)
    if not text or len(text) > 250 or is_list_item(line):
        return False
    sentence_like = len(text.split()) > 16 and text.endswith(".")
    if not sentence_like and _CREDIT(line):
        return True
    return _CREDIT_SIGN.search(text) is not None and _CREDIT_TAIL.search(text) is not None


def image_credits(text: str) -> str:
    r"""Remove credits of pictures with the caption that is glued to them.

    A caption is a label next to the credit, or the one short sentence that shares its block.
    The first line of a text is never taken for a caption.

    >>> image_credits("It landed.\n\nThe crew on Mars\nImage credit: Example TV\n\nThen it left.")
    'It landed.\n\n\n\n\nThen it left.'
    >>> image_credits("Images from the rover show that the crater is deep and full of ice.")
    'Images from the rover show that the crater is deep and full of ice.'
    """
    return _without_captions(text, found(text, _is_credit), before=True)


def _is_alternative(line: str) -> bool:
    text = plain(line)
    if not text or is_list_item(line):
        return _MARKDOWN_IMAGES.fullmatch(line.strip()) is not None and len(line) <= 2000
    return (
        (is_label(line) and _ALTERNATIVE_LABELS.fullmatch(text) is not None)
        or (len(text) <= 300 and _PART_OF_PAGE.search(text) is not None)
        or _MARKDOWN_IMAGES.fullmatch(line.strip()) is not None
    )


def alternative_texts(text: str) -> str:
    r"""Remove the words that stand in for a picture, with the caption below them.

    >>> alternative_texts("Ida at work. This image is part of an article about Mars\nIda at work")
    '\n'
    >>> alternative_texts("The image of Ida was part of an exhibition about Mars.")
    'The image of Ida was part of an exhibition about Mars.'
    """
    return _without_captions(text, found(text, _is_alternative), before=False)


def _without_captions(text: str, drop: set[int], *, before: bool) -> str:
    if not drop:
        return text
    lines = lines_of(text)
    title = next(index for index, line in enumerate(lines) if line.strip())
    marked = frozenset(drop)
    for block in blocks(lines):
        if marked.isdisjoint(block):
            continue
        for index in marked.intersection(block):
            above, below = index - 1, index + 1
            if before and above in block and above != title:
                small = len(block) <= 3 and len(lines[above]) <= 160
                if is_label(lines[above]) or (small and _is_one_sentence(lines[above])):
                    drop.add(above)
            ends = below == block.stop - 1
            if below in block and (ends or not before) and _is_caption(lines[below]):
                drop.add(below)
    return blanked(lines, drop)


def _is_caption(line: str) -> bool:
    stripped = line.strip()
    return is_label(line) or (stripped[:1] in "*_" and stripped[-1:] == stripped[:1])


def _is_one_sentence(line: str) -> bool:
    return re.search(r"[.!?]\s+\S", line) is None and not line.startswith(("#", "|"))


def repeated_captions(text: str) -> str:
    r"""Remove a block that is the same label twice: the picture's description and its caption.

    >>> repeated_captions("The crew met.\n\nIda on the base\nIda on the base\n\nThen she left.")
    'The crew met.\n\n\n\n\nThen she left.'
    >>> repeated_captions("La la la la\nLa la la la\nOh")
    'La la la la\nLa la la la\nOh'
    """
    lines = lines_of(text)
    drop: set[int] = set()
    for number, block in enumerate(blocks(lines)):
        if number and len(block) == 2:
            first, second = (lines[index].strip() for index in block)
            if first == second and is_label(first) and len(first.split()) > 2:
                drop.update(block)
    return blanked(lines, drop) if drop else text


def video_prompts(text: str) -> str:
    r"""Remove prompts to play a video: nothing follows them in a text.

    >>> video_prompts("Watch on YouTube\nRecommended Videos")
    '\n'
    >>> video_prompts("They watch on YouTube how the rocket leaves.")
    'They watch on YouTube how the rocket leaves.'
    """
    return without(text, _VIDEO)
