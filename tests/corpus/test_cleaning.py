"""What cleaning removes from a page, what it leaves alone, and that it never rewrites."""

from __future__ import annotations

import time

import pytest
from ftfy import fix_encoding
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import RULES, clean, explain
from corpus.cleaning.encoding import mojibake

PROSE = (
    "The base on the far side has doubled since the spring, and its crew is proud of it.",
    "Ida reads the letter twice, folds it, and tells nobody what the agency has decided.",
    "Before the drill arrives from Earth there will be seven more weeks without fresh water.",
)

NOISE = """
Skip to primary navigation
Jump to content
Back to top
Home > TV > News
Home / Shows / Reviews
News | Reviews | Features | Games
Sign in to your account
Forgot your password?
Please enter a valid email address.
Don’t have an account? Sign up
Check your inbox for a link to reset your password.
An error occurred. Please try again later.
By signing up, you agree to our Terms of Service and Privacy Policy.
This page is protected by hCaptcha and its Privacy Policy and Terms apply.
We and our partners use cookies to personalise content and ads.
We use cookies to give you a better visit. By continuing to browse, you accept our cookie policy.
Accept all cookies
Manage cookie preferences
Do Not Sell or Share My Personal Information
Moon Herald is reader-supported. When you buy through links on our site, we may earn a commission.
This article contains affiliate links.
As a Shopping Associate, we earn from qualifying purchases.
Read our ethics statement.
Photo by Pat Doe/Getty Images
Image courtesy of Example TV
Picture credit: Example Pictures
(Photo by Pat Doe/Getty Images)
The crew in 'Far Side' | Image: Example TV
Close-up of Ida at the window
![The base at dawn](https://example.org/base.jpg)
Watch the trailer below:
Play Video
This video is no longer available.
Your browser does not support the video tag.
Sign up for our free weekly newsletter
Get the best of TV delivered straight to your inbox
You can unsubscribe at any time.
Follow us on Twitter and Instagram
Share this article
Facebook Twitter Reddit WhatsApp
12 Comments
Let us know what you think in the comments below!
ADVERTISEMENT - CONTINUE READING BELOW
Article continues after advertisement
Related: The ten best shows about the Moon, ranked
READ NEXT: Five books about the Moon
You May Also Like
Most Popular
« Previous Post
Page 1 of 3
Tags: space, moon, television
© 2023 Example Media. All rights reserved.
Last updated: 3 March 2023 10:40
5 min read
""".strip().splitlines()

CONTENT = """
Ed forgot the password to his account.
We see Ed forget his password, and we laugh.
"Log in," said Ed, "or we all die."
Margo signs in with her badge and opens the door.
You’ll need a subscription to stream the show.
Users can sign up for a free seven-day trial to watch the show.
In one scene a guard trades cookies for a newspaper.
A private company earns a commission on every ton of ore.
The site of the base was protected by a wall.
She posted the photo on Twitter, and fans left comments below it.
The image of the Moon was taken in 1969.
The crew watch a video of the landing below deck.
Credits roll over a song from 1983.
Related events in Houston change the mission.
Next, Ed lands on Mars.
More than ten people died in the attack.
By then Margo was far away.
By 1983 the base had grown.
Home is where the crew is.
Cast and Characters
Release Date
Is there a trailer?
Pat Doe as Ida Ray
Pat Doe | Ida Ray
  • Pat Doe as the head of the base
1. Enter your email address on the second page.
| Actor | Role |
# Subscribe
The copyright lies with the estate of the author.
Sam is a writer in the story who covers for Ida.
Previously: Ed had left the base for good.
Watch: the moon rises over the camp at dawn.
What do you think?
Via Moscow
Photography: Ida Strand
Music: Bo Lund
They scroll through the gallery of faces.
""".strip("\n").splitlines()


def page(line: str) -> str:
    return "\n\n".join([*PROSE, line, *PROSE])


PARTED = "\n\n\n".join(["\n\n".join(PROSE)] * 2)
"""What is left of a page: two blank lines where the furniture stood."""


@pytest.mark.parametrize("line", NOISE)
def test_page_furniture_goes_and_the_prose_around_it_stays(line: str) -> None:
    assert clean(page(line)) == PARTED


@pytest.mark.parametrize("line", CONTENT)
def test_a_sentence_or_label_of_the_article_stays(line: str) -> None:
    assert clean(page(line)) == page(line)


def test_a_paragraph_stays_when_one_of_its_sentences_reads_like_furniture() -> None:
    paragraph = f"{PROSE[0]} {PROSE[1]} Sign up for our newsletter. {PROSE[2]}"
    assert clean(paragraph) == paragraph


def test_the_half_of_a_wrapped_sentence_stays() -> None:
    text = "On the last evening before the launch the whole crew went home to\nread more"
    assert clean(text) == text


def test_the_caption_glued_to_a_form_goes_but_the_title_below_it_stays() -> None:
    form = "Forgot password\nEnter the email address you joined with.\nIda pilots a ship"
    assert clean(f"{form}\n\nHow It Ended\n\n{PROSE[0]}") == f"How It Ended\n\n{PROSE[0]}"


def test_a_title_glued_to_a_form_stays_when_it_is_the_only_one() -> None:
    form = "Log in\nForgot password\nHow the Far Side Ended"
    assert clean(f"{form}\n\n{PROSE[0]}") == f"How the Far Side Ended\n\n{PROSE[0]}"


@pytest.mark.parametrize("credit", ["Image credit: Example TV", "Photo: Example TV"])
def test_a_caption_goes_with_its_credit_and_the_question_above_stays(credit: str) -> None:
    text = f"{PROSE[0]}\n\nWho is in it?\n\nThe Far Side\n{credit}\n\n{PROSE[1]}"
    assert clean(text) == f"{PROSE[0]}\n\nWho is in it?\n\n\n{PROSE[1]}"


def test_alternative_text_goes_with_its_caption() -> None:
    alternative = "Ida at sea. This image is part of an article about the show\nIda at sea"
    assert clean(page(alternative)) == PARTED


def test_titles_below_a_related_heading_go_and_prose_below_a_pointer_stays() -> None:
    assert clean(f"{PROSE[0]}\n\nRelated Articles\nTen ships\nFive suns") == PROSE[0]
    assert clean(f"Learn more about it\nCancer care\n{PROSE[0]}") == f"Cancer care\n{PROSE[0]}"


AUTHOR = "Pat Doe is a longtime journalist with bylines at Example and Other. Pat likes tea."


@pytest.mark.parametrize(
    "signature",
    [
        f"Author\nImage of Pat Doe\nPat Doe\nContributing Writer\n{AUTHOR}",
        f"About the author\n\n{AUTHOR}",
        AUTHOR,
        "Pat Doe is a freelance writer based in Leeds who covers television.",
        "Pat Doe\nStaff Writer",
    ],
)
def test_who_wrote_the_page_is_no_part_of_it(signature: str) -> None:
    assert clean(f"{PROSE[0]}\n\n{signature}") == PROSE[0]


def test_a_journalist_of_the_story_stays() -> None:
    assert clean(page(AUTHOR)) == page(AUTHOR)
    told = f"When Doe arrives, the crew has been without water for seven days.\n\n{AUTHOR}"
    assert clean(told) == told
    assert clean(AUTHOR) == AUTHOR


def test_only_the_byline_near_the_top_goes() -> None:
    assert clean(f"Title\n\nBy Pat Doe | March 3, 2023\n\n{PROSE[0]}") == f"Title\n\n\n{PROSE[0]}"
    late = "\n\n".join([*PROSE, *PROSE, "By Popular Demand", PROSE[0]])
    assert clean(late) == late


def test_a_leading_date_goes_and_its_sentence_stays() -> None:
    assert clean(f" date 2022-08-24 {PROSE[0]}") == PROSE[0]


def test_two_blank_lines_stand_where_a_line_went() -> None:
    assert clean(f"{PROSE[0]}\nAdvertisement\n{PROSE[1]}") == f"{PROSE[0]}\n\n\n{PROSE[1]}"


def test_characters_that_are_no_text_go_and_the_others_stay_as_they_are() -> None:
    text = "“Zero\u200bwidth” \u0065\u0301 ﬁne\tA&amp;B **bold** [a](https://example.org)"
    assert clean(f"\x00\x1b[1m{text}\x7f\r\nend \t\r") == f"[1m{text}\nend"


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ("Hereā€™s how it ends", "Here’s how it ends"),
        ("The crew â€“ all of it â€“ sang", "The crew – all of it – sang"),
        ("Itâ\x80\x99s over", "It’s over"),
        ("the base.Â\xa0Learn", "the base.\xa0Learn"),
    ],
)
def test_mojibake_is_repaired(broken: str, repaired: str) -> None:
    assert mojibake(broken) == repaired


@given(st.text("aZ .,?éßŒœÂÃâ€™”–\xa0\x85ØΒ¶²й\ufffd", max_size=12))
def test_no_line_is_passed_over_that_ftfy_would_repair(line: str) -> None:
    repaired = fix_encoding(line)
    assert mojibake(line) == (line if "\n" in repaired else repaired)


def test_text_that_is_not_broken_is_not_repaired() -> None:
    text = "“Ça va?” — «où» Ärger in São Paulo’s café… ½ €5 ½–¾ ﬁne 日本語 Привет"
    assert mojibake(text) == text


def test_each_removal_names_its_rule_and_the_text() -> None:
    text = f"Skip to content\n{PROSE[0]}\n\nA ship\nImage credit: Example\n\nItâ€™s over."
    cleaned, removals = explain(text)
    assert cleaned == f"{PROSE[0]}\n\n\nIt’s over."
    assert [(removal.rule, removal.text) for removal in removals] == [
        ("mojibake", "Itâ€™s over. → It’s over."),
        ("skip_links", "Skip to content"),
        ("image_credits", "A ship\nImage credit: Example"),
    ]


def test_every_rule_says_why_and_shows_what_it_does() -> None:
    for rule in RULES:
        assert rule.__doc__
        assert ">>>" in rule.__doc__, rule.__name__


LINES = st.one_of(
    st.sampled_from([*NOISE, *PROSE, *CONTENT, AUTHOR, "Author", "Pat Doe", "A label", "", ""]),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=40),
)


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_cleaning_twice_changes_nothing_more(lines: list[str], separator: str) -> None:
    cleaned, _ = explain(separator.join(lines))
    assert explain(cleaned) == (cleaned, ())


@given(st.lists(st.sampled_from([*NOISE, *PROSE, *CONTENT, AUTHOR, "", ""]), max_size=14))
def test_what_is_kept_stands_in_the_source_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    position = 0
    for run in clean(text).split("\n\n"):
        position = text.find(run, position)
        assert position >= 0
        position += len(run)


@pytest.mark.parametrize("unit", ["a", "(", " ", "# ", "é", "[", "we "])
def test_a_very_long_line_is_cleaned_in_time(unit: str) -> None:
    line = unit * (10_000_000 // len(unit.encode()))
    started = time.monotonic()
    assert len(clean(f"x{line}x")) >= 2
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    "unit",
    [
        "Author\n\n",
        "By Pat Doe\n",
        "Log in\nSign up\nIda\n\n",
        "Related\n\n[a](b)\n\n",
        AUTHOR + "\n\n",
    ],
)
def test_many_lines_of_furniture_take_time_in_proportion(unit: str) -> None:
    started = time.monotonic()
    clean(unit * (300_000 // len(unit)))
    assert time.monotonic() - started < 60
