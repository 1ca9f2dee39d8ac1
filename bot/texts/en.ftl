### Everything that the bot says on Discord. "How to add a language" in CONTRIBUTING.md tells how
### to translate it. Names in braces are filled in or refer to other texts; they stay as they are.

## Commands. A name has at most 32 small letters, digits, "-" and "_"; an about at most 100
## characters. The attributes are the command's options. English has to say here what the code says.

command-ask = ask
    .about = Ask a question; the articles answer, word for word.
    .question = question
    .question-about = What would you like to know?
    .private = private
    .private-about = Show the answer to you alone.
command-sources = sources
    .about = List the articles that answers are quoted from.
command-about = about
    .about = What Quoth is, what it knows and how to ask.
command-reindex = reindex
    .about = Read the articles again and bring the index up to date.
command-settings = settings
    .about = See and change how I behave in this server.
    .answers = answers
    .answers-about = Who sees answers to /ask, unless the asker says otherwise?
    .off_in = off_in
    .off_in-about = Switch me off in this channel, category or thread.
    .on_in = on_in
    .on_in-about = Switch me on again there.
    .only_in = only_in
    .only_in-about = Answer only in this channel, category or thread, and in others given so.
    .everywhere = everywhere
    .everywhere-about = Answer in all channels again, but where I am switched off.
    .keep_missed = keep_missed
    .keep_missed-about = Keep the words of questions that found nothing, for /gaps?
    .days = days
    .days-about = For how many days are they kept?
    .add_role = add_role
    .add_role-about = Members with this role may manage me too.
    .remove_role = remove_role
    .remove_role-about = Members with this role may not manage me any more.
    .language = language
    .language-about = My language in replies to mentions and in the digest.
    .per_minute = per_minute
    .per_minute-about = How many questions may one person ask in a minute?
    .digest = digest
    .digest-about = Post a weekly digest? Here, unless digest_in says where.
    .digest_in = digest_in
    .digest_in-about = Post a weekly digest in this channel.
command-gaps = gaps
    .about = See what was asked for but is not in the articles.
    .ignored = ignored
    .ignored-about = Show those that are ignored instead.
command-privacy = privacy
    .about = What I keep, and how to delete it.
command-privacy-show = show
    .about = See exactly what I keep here.
command-privacy-forget = forget
    .about = Delete at once what I keep of you; for admins, of this server's questions too.
    .only_mine = only_mine
    .only_mine-about = Leave what is kept of the server's questions, as an admin.

## What can be chosen for an option.

choice-public = public
choice-private = private

## Numbers of things, dates, lists.

articles = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
passages = { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
}
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
days-ago = { $days ->
    [0] today
    [1] yesterday
   *[other] { $days } days ago
}
# $day and $year are digits, $month is a number from 1 to 12.
date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
# Follows names that are separated by commas.
and-more = and { $count } more

## Answers.

corrected = Showing results for { $used } (you asked for { $asked }).
closest-passage = The articles don't say. This is the closest passage, which may not answer:
disagreeing = Sources disagree. Another one says:
not-found = The articles don't say; I found nothing there that answers this.
closest-articles = Closest articles: { $titles }
also-in = also in { $titles }
untitled = untitled
open-source = { $number ->
    [1] Open source
   *[other] Open source { $number }
}

## Instead of answers.

stopping = I'm being restarted. Please ask again in a minute.
interrupted = I was stopped before this was finished. Please try again in a minute.
outdated = This belongs to an older version of me and does nothing any more. Please ask again.
changed = This command has changed. Please reload Discord (Ctrl+R) and try again.
too-long = That question is too long for me. Please ask in at most { $most } characters.
moderators-only = Only members with the permission “Manage Server”, or with a role that this server lets manage me, can do that.
server-only = This works in a server only.
on-in = I only answer in { $channels }. Please ask there.
off-here = I'm switched off in this channel. Please ask in another one.
usage =
    Happy to help! Ask me something: { $mention } and your question, or `/{ command-ask }`. I answer with quotes from the articles, word for word.
usage-role = -# You have mentioned my role, and Discord keeps the words of such messages from me. Choose my own name, { $mention }.

## Faults.

unsearchable = The articles cannot be searched right now. A moderator can run `/{ command-reindex }`, or the operator can look at the log.
not-indexed = The articles could not be indexed. The operator can look at the log.
build-running = The articles are being indexed right now. Please try again when that is done.
not-kept = Nothing that this server has set or that I keep for it can be read or changed right now, but questions are answered. The operator can look at the log.
horizon-unread = How far I may tell the story cannot be read just now, so I only quote what gives nothing away. Please try again in a few minutes.
hidden-unread = What the moderators have hidden cannot be read just now, so I show nothing. Please try again in a few minutes.
disk-refuses = There is no room to keep this, or nothing can be written just now. The operator can look at the log.
broken = Something went wrong inside Quoth. The log has the details.
reference = Reference: { $reference }

## About and the list of articles.

# $built is a moment that Discord shows as "3 days ago", in the reader's own language.
about =
    { "**Quoth**" } answers questions by quoting articles word for word, with the source. Nothing is made up: when the articles don't say, I say so.
    I know { articles } ({ passages }), indexed { $built }. `/{ command-sources }` lists them.
    To ask, use `/{ command-ask }` or mention { $mention } with your question; a follow-up question may lean on the one before.
    -# Privacy: questions stay on the computer that runs me. I keep your last few for 15 minutes in memory, for follow-ups. `/{ command-privacy } { command-privacy-show }` says what else is kept, if anything.
about-managing = You manage me here. `/{ command-permissions } { command-permissions-check }` tells what I lack, `/{ command-settings }` how I behave, `/{ command-articles } { command-articles-add }` adds what I know, and `/{ command-gaps }` tells what is missing.
page-of = page { $page } of { $pages }
no-articles = There are no articles yet.
previous-page = Previous
next-page = Next

## Settings.

settings-title = Settings of this server
settings-answers = { $private ->
    [yes] Answers to `/{ command-ask }`: for the asker alone, unless `{ command-ask.private }` says otherwise
   *[no] Answers to `/{ command-ask }`: for everybody in the channel, unless `{ command-ask.private }` says otherwise
}
settings-missed = { $kept ->
    [yes] Words of questions that found nothing: kept for { days }; see `/{ command-gaps }`
   *[no] Words of questions that found nothing: not kept
}
settings-only-in = Switched on only in
settings-off-in = Switched off in
settings-off-nowhere = Switched off in no channel
settings-managers = May manage me, besides members who manage the server
settings-no-managers = May manage me: members who manage the server
settings-language = My language in replies to mentions: { $spoken }
settings-automatic = as Discord says
settings-per-minute = { $questions ->
    [one] One person may ask { $questions } question a minute
   *[other] One person may ask { $questions } questions a minute
}
settings-digest = Weekly digest: in { $channel }, next on { $when }
settings-no-digest = Weekly digest: none
settings-changes = Last changes

## Questions that found nothing.

gaps-title = Asked for, but not in the articles
gaps-done = Done: leave out until asked again
gaps-ignore = Ignore: leave out, asked or not
gaps-answered = -# ✅ The articles answer these words by now.
gaps-restore = Show again
gaps-more = … and { $count } more
gaps-times = { $times }×
no-gaps = Of the questions that I have kept, none is without an answer.
no-gaps-ignored = Nothing is ignored.
no-gaps-kept = This server does not keep the words of questions that found nothing, so there is nothing to show. `/{ command-settings } { command-settings.keep_missed }:True` switches that on; who asked is never kept.

## Privacy.

privacy-title = What I keep
privacy-memory = Your last six questions and their quotes in memory, for 15 minutes, for follow-ups. They are never written down.
privacy-moment = In memory, until newer ones take their place: the language that you have set in Discord, which message of yours I answered with which, with the question and its first quote, how many questions you asked in the last minute, and what you have shared or told the moderators of.
privacy-nothing-else = Of this conversation, nothing else.
privacy-missed = Of a question that found nothing, or whose answer was not liked, its words and the day, for { days }, because this server wants to know what the articles lack. Not who asked, nor where. Now: { $kept }.
privacy-none-missed = Of questions, nothing else: this server does not keep their words.
privacy-counts = For the weekly digest, how many questions were answered or found nothing on a day, and how often each article was quoted, for a year. No words and nobody's name.
privacy-admins = What the server's admins have set, hidden, pinned and named, the articles that they have added, and for a year who changed what and when.
privacy-where = All of it stays on the computer that runs me. `/{ command-privacy } { command-privacy-forget }` deletes at once what I keep of you; for admins, it deletes what is kept of the server's questions too.
forgotten-yours = Done. I no longer remember anything that you asked.
forgotten = I no longer keep any word of this server's questions.

## Reading the articles anew.

indexing = Indexing the articles…
indexing-progress = Indexing the articles: { $done } of { $total } ({ $file })
indexed = Done in { NUMBER($seconds, minimumFractionDigits: 1, maximumFractionDigits: 1) } s: { articles }, { passages }.
nothing-changed = No article has changed.
added = Added
changed-files = Changed
removed = Removed
skipped = Skipped

## Why a file is skipped. The name of a text is made of the English, with "n" for a number.

why-not-a-txt-md-or-html-file = not a .txt, .md or .html file
why-empty = empty
why-nothing-but-page-furniture = nothing but page furniture
why-there-is-no-such-file = there is no such file
why-permission-denied-make-the-file-readable = permission denied: make the file readable
why-not-a-regular-file = not a regular file
why-larger-than-n-mb-split-it = larger than { $n1 } MB: split it
why-too-many-lines-or-sentences-split-it = too many lines or sentences: split it
why-unknown-encoding-save-it-as-utf-8 = unknown encoding: save it as UTF-8
why-binary-file-not-text = binary file, not text
why-damaged-utf-8-at-byte-n-save-it-as-utf-8-again = damaged UTF-8 at byte { $n1 }: save it as UTF-8 again
why-too-many-tags-save-its-text-as-txt = too many tags: save its text as .txt
why-a-tag-with-too-many-attributes-save-the-page-s-text-as-txt = a tag with too many attributes: save the page's text as .txt
why-no-article-found-in-this-page-save-its-text-as-txt = no article found in this page: save its text as .txt
why-a-link-that-leads-out-of-the-folder = a link that leads out of the folder
why-a-link-that-leads-nowhere-or-to-itself = a link that leads nowhere or to itself
why-not-in-the-folder = not in the folder
why-a-hidden-file-which-is-passed-over = a hidden file, which is passed over
why-has-more-than-n-lines-those-beyond-are-not-read = has more than { $n1 } lines: those beyond are not read
why-line-n-has-more-than-n-names = line { $n1 } has more than { $n2 } names
why-line-n-is-not-of-the-form-name-other-name = line { $n1 } is not of the form NAME = OTHER NAME
why-longer-than-n-kb = longer than { $n1 } KB
why-malformed-yaml = malformed YAML
why-not-a-list-of-fields = not a list of fields
why-anchors-and-aliases-are-not-supported = anchors and aliases are not supported
why-nested-too-deeply = nested too deeply
why-published-must-be-a-date-such-as-2024-01-31 = published must be a date such as 2024-01-31
why-unlock-must-be-a-utc-time-such-as-2026-03-01t20-00z = unlock must be a UTC time such as 2026-03-01T20:00Z
why-front-matter = front matter: { $why }

### Spoilers.

command-spoilers = spoilers
    .about = How far I may tell the story here.
command-spoilers-show = show
    .about = See how far I tell the story in this server.
command-spoilers-server = server
    .about = Set how far I tell the story in this server.
    .point = point
    .point-about = Up to where: S04E10, Book 2, everything, nothing, or clear.
command-spoilers-channel = channel
    .about = Set how far I tell the story in a channel.
    .point = point
    .point-about = Up to where: S04E10, Book 2, everything, nothing, or clear.
    .channel = channel
    .channel-about = Another channel than this, a category or a thread.
command-progress = progress
    .about = Tell me how far you have come, for answers that only you see.
    .point = point
    .point-about = S02E05, Book 2, seen everything, nothing, or forget me.

everything = everything
nothing = nothing
clear-it = clear (as if it had never been set)
seen-everything = seen everything
forget-me = forget me
no-point = I can't read that as a place in the story. Say it like `S02E05`, `Season 4`, `Book 2 Chapter 5`, `Chapter 12`, `everything` or `nothing`.
no-channel = I can't tell which channel this is. Please choose one in the option `channel`.
horizons-title = How far I tell the story
horizon-server = In this server: { $point }
horizon-here = In this channel: { $point }
horizon-left = Here I quote { $articles } of { $of } articles. { $silent ->
    [0] All of them say how far they reveal the story.
    [one] One does not say how far it reveals the story; `/{ command-articles } { command-articles-list }` marks it.
   *[other] { $silent } do not say how far they reveal the story; `/{ command-articles } { command-articles-list }` marks them.
}
horizon-channels = Set for channels
horizons-explained = -# What lies further, or does not say how far it goes, is not shown. A category's holds for its channels, and a channel's for its threads. In answers that one person alone sees, how far that person has come (`/{ command-progress }`) counts instead.
progress = In answers that you alone see, I tell you the story up to: { $point }. Answers that others see too stay within what is set for the channel. `/{ command-progress } { command-progress.point }:forget` makes me forget it.
progress-unknown = You have not told me how far you have come, so what is set for the channel counts for you too. Say it with `/{ command-progress } { command-progress.point }:S02E05`.
progress-forgotten = Done. I no longer know how far you have come, in any server, nor what you have asked.
privacy-progress = How far you have come in a server's story, if you say so with `/{ command-progress }`, until you say `/{ command-progress } { command-progress.point }:forget`.

### Conversation.

command-find-the-quote-for-this = Find the quote for this
too-many = That is more than I can look up at once. Please ask again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
nothing-to-find = There are no words in that message that I could look for.
privacy-suggestions = The latest 200 questions that were asked here in public and answered, in memory and without who asked, to offer them to others who type `/{ command-ask }`.
### Cards: an answer with its buttons.

# $tier is official, interview, recap or wiki.
tier = { $tier ->
    [official] official
    [interview] interview
    [recap] recap
   *[wiki] wiki
}
disagree = Sources disagree
beyond = -# A better answer lies past the spoiler horizon here.
reveal = Show it to me alone
reveal-sure = This reveals more of the story than you are meant to know here. Nobody else will see it. Are you sure?
reveal-yes = Yes, show me
more-quotes = More quotes
context-before = ◀ Context
context-after = Context ▶
context-end = -# Nothing more can be shown in that direction.
quote-gone = This quote is not in the articles any more, or it lies further in the story than I may show you here. Please ask again.
share = Share
shared = { $who } shares:
shared-already = You have shared this already.
shared-not = This cannot be shared here: it is past what this channel may see, or not in the articles any more.
delete-answer = 🗑 Delete
delete-others = Only who asked can delete this answer, or a moderator.
did-you-mean = Did you mean: { $question }
tell-moderators = Tell the moderators
told = Thank you. The moderators will see what was asked for, but not by whom.
told-already = You have told the moderators already.
told-not = This server keeps no words of questions, so I cannot pass it on. A moderator can change that with `/{ command-settings }`.
rated = Thank you. It counts for this quote; nobody is told who said so.
rated-already = You have judged this quote already.
rating-title = What is wrong with it?
rating-reason = Why? (optional)
rating-kept = Moderators may see this, but not your name.
rating-not-kept = Thank you. It counts for this quote; this server does not keep reasons.
privacy-ratings = Of 👍 and 👎, how often each passage got them, and where missed questions are kept, the question's words and the reason of a 👎. Not who gave them: only, for { days }, a mark that nobody can read, so that each of you counts once.

### Articles of a server, what it hides and pins, other names, proofs.

command-articles = articles
    .about = What this server has added to the articles, and what it hides.
command-articles-add = add
    .about = Add an article to this server's library, from a file or a page.
    .file = file
    .file-about = A .md, .txt, .html or .pdf file of up to 10 MB.
    .url = url
    .url-about = The address of a public page.
    .title = title
    .title-about = What the article is called, if it does not say it itself.
    .date = date
    .date-about = When it was published: 2024-01-31.
    .spoils = spoils
    .spoils-about = How far it reveals the story, such as S04E10.
    .unlock = unlock
    .unlock-about = Out of answers until then, in UTC: 2026-03-01T20:00Z.
    .replaces = replaces
    .replaces-about = Which of those that this server has added does it replace?
command-articles-edit = edit
    .about = Say more of an article that this server has added: its text stays.
    .article = article
    .article-about = Which of those that this server has added?
    .title = title
    .title-about = What it is called.
    .date = date
    .date-about = When it was published: 2024-01-31.
    .spoils = spoils
    .spoils-about = How far it reveals the story, such as S04E10.
    .unlock = unlock
    .unlock-about = Out of answers until then, in UTC: 2026-03-01T20:00Z.
command-articles-list = list
    .about = List the articles that this server is answered from.
command-articles-info = info
    .about = See what is known of an article.
    .article = article
    .article-about = Which one?
command-articles-remove = remove
    .about = Remove an article that this server has added.
    .article = article
    .article-about = Which of those that this server has added?
command-articles-hide = hide
    .about = Keep an article out of this server's answers.
    .article = article
    .article-about = Which one?
command-articles-show = show
    .about = Let a hidden article or passage be quoted again, or unpin one.
    .article = article
    .article-about = Which one?
command-articles-hidden = hidden
    .about = List the articles and passages that this server hides or pins.
command-alias = alias
    .about = Names that mean the same.
command-alias-add = add
    .about = Let another name mean the same.
    .name = name
    .name-about = A name, as the articles write it.
    .other = other
    .other-about = Another name for the same.
command-alias-list = list
    .about = List the names that this server has added.
command-alias-remove = remove
    .about = Let names no longer mean the same.
    .names = names
    .names-about = Which ones?
command-verify = verify
    .about = Read an article again and prove that a quote still stands in it.
    .quote = quote
    .quote-about = The words, as they were quoted.
command-pin-this-passage = Pin this passage
command-hide-this-passage = Hide this passage
command-verify-this-quote = Verify this quote

articles-fetching = Reading it…
articles-own = this server's
articles-shared = shared
articles-hidden = hidden
articles-one-of-two = Please give either a file or a url.
articles-wrong-kind = I read .md, .txt, .html and .pdf files. This is none of them.
articles-not-downloaded = Discord did not hand me the file. Please try again.
articles-refused = This cannot become an article: { $why }.
articles-too-heavy = This cannot become an article: reading it takes too much time or memory.
articles-busy = { $most } articles of this server are being added already. Please wait until one of them is done.
articles-too-many = This server has { $most } articles of its own, and no more fit. Please remove one first.
articles-too-much = This server's own articles would take more than { $most } MB. Please remove some first.
articles-there = This server already has that very article: { $file }.
articles-bad-date = I cannot read that date. Please write it like 2024-01-31.
articles-bad-spoils = I cannot read how far it reveals the story. Please write { $examples }.
articles-bad-unlock = I cannot read that time. Please write it in UTC, like 2026-03-01T20:00Z.
articles-nothing-said = Please say what shall change: title, date, spoils or unlock.
articles-unknown = There is no article “{ $article }” here. `/{ command-articles } { command-articles-list }` lists them all.
articles-not-own = This server has added no such article. A shared one can be hidden: `/{ command-articles } { command-articles-hide }`.
articles-remove = Remove
articles-remove-sure = Remove “{ $title }” for good? Its file is deleted.
article-is-added = Added: **{ $title }**
article-is-changed = Changed: **{ $title }**
article-is-removed = Removed: { $file }
article-is-hidden = “{ $title }” is hidden: this server is no longer answered from it. `/{ command-articles } { command-articles-show }` undoes that.
article-is-shown = “{ $title }” is no longer hidden.
article-file = File: { $file }
article-spoils = Reveals the story up to: { $spoils }
article-spoils-unknown = It does not say how far it reveals the story, so it is quoted only where everything may be told.
article-locked = 🔒 out of answers until { $when }
article-silent = does not say how far it reveals
article-added = Added by { $who }, { $when }
article-judged = 👍 Helpful: { $good } · 👎 Not helpful: { $bad }
article-thumbs = 👍 { $good } 👎 { $bad }
article-reasons = Last reasons for 👎:
article-reasons-not-kept = Reasons are kept from when `/{ command-settings } { command-settings.keep_missed }:True` is set.
fetch-address = That is no address that I can read. Please give one that begins with https:// or http://, without a name and password.
fetch-port = I read pages at the web's own ports only (80 and 443).
fetch-private = That address does not lead to the public internet, so I do not read it.
fetch-unreachable = That page could not be read: its server does not answer as it should.
fetch-slow = That page took too long. Please save it and add the file.
fetch-robots = That site asks programs not to read this page (robots.txt). Please save it and add the file, if you may.
fetch-status = That page could not be read: its server answered with { $status }.
fetch-type = I read web pages, plain text, Markdown and PDF. That is { $type }.
fetch-redirects = That page redirects too often.
fetch-large = That is more than 10 MB. Please split it.
reindex-cancel = Cancel
reindex-cancelled = Cancelled. The articles are as they were before.
reindex-over = Nothing is being indexed for this server right now.
passage-is-pinned = Pinned: where this passage answers about as well as the best one, it comes first.
    > { $quote }
passage-is-hidden = Hidden: this server is no longer answered with this passage.
    > { $quote }
passage-is-unmarked = Undone: this passage is neither pinned nor hidden.
passage-none-here = That is no answer of mine with a quote that I know.
passage-gone = The quoted passage is in the articles no more.
undo = Undo
mark-pinned = pinned
mark-hidden = hidden
mark-gone = in the articles no more
marks-title = Hidden and pinned
marks-undo = -# `/{ command-articles } { command-articles-show }` takes any of these back.
marks-none = This server hides and pins nothing.
alias-bad = Please give two names with letters or digits.
alias-unknown = This server has added no such names. `/{ command-alias } { command-alias-list }` lists them.
alias-is-added = These mean the same from now on: { $names }
alias-unheard = None of these stands in the articles like that. Is one misspelled?
alias-is-removed = These no longer mean the same: { $names }
aliases-title = Other names
aliases-none = This server has added no other names. `/{ command-alias } { command-alias-add }` does.
curation-full = This server has reached { $most } of these, and no more fit. Please remove some first.
verify-title = Proof
verify-stands = ✅ It stands in **{ $title }** ({ $file }), word for word: characters { $start } to { $stop } of the text, whose SHA-256 is `{ $hash }`.
verify-moved = It has moved since the articles were last indexed.
verify-gone = ❌ It does not stand in **{ $title }** ({ $file }) any more. The SHA-256 of its text is `{ $hash }`.
verify-unreadable = ❌ { $file } cannot be read any more: { $why }.
verify-nowhere = ❌ These words stand in no article, word for word, as far as I can find them.

why-an-encrypted-pdf-save-it-without-a-password = an encrypted PDF: save it without a password
why-more-than-n-pages-split-it = more than { $n1 } pages: split it
why-a-damaged-pdf = a damaged PDF
why-a-pdf-without-text-scanned-pages-have-to-be-recognised-first = a PDF without text: scanned pages have to be recognised first
why-a-pdf-by-another-name = a PDF by another name
why-a-pdf-by-its-name-alone = a PDF by its name alone
why-cannot-be-read = cannot be read

### Moderators' tools

# What this language calls itself.
language = English

command-audit = audit
    .about = See what admins did here, latest first.
command-permissions = permissions
    .about = What I may do in this server.
command-permissions-check = check
    .about = See which permissions I lack here, and how to grant them.
    .channel = channel
    .channel-about = Only this channel, category or thread.

## Below the settings: what menus are for, and what buttons do.

menu-off-in = Switched off in …
menu-roles = Roles that may manage me …
menu-digest = Weekly digest in …
menu-language = Language
button-private = Answer in private
button-public = Answer in public
button-keep = Keep words that found nothing
button-keep-none = Keep no words
owners-only = Only members with the permission “Manage Server” choose the roles that may manage me.
not-everyone = @everyone cannot be a role that may manage me. Please choose another one.
not-postable = I cannot post a digest there. Please choose a text channel of this server in which you and I may write.
unknown-language = I have no texts in that language. Please choose one of the list.

## The audit list.

audit-title = What admins did
no-actions = No admin has changed anything yet.

## The weekly digest.

digest-title = The week with Quoth
digest-asked = { $answered ->
    [one] { $answered } question was answered
   *[other] { $answered } questions were answered
}, and { $missed ->
    [one] { $missed } found nothing.
   *[other] { $missed } found nothing.
}
digest-quoted = Quoted most
digest-gaps = Asked for, but not in the articles
digest-changed = New or changed articles
digest-why = Admins of this server chose to have this every week. `/{ command-settings } { command-settings.digest }:False` ends it.

## What the bot lacks. Permissions are called what Discord calls them.

permission = { $permission ->
    [view_channel] View Channels
    [send_messages] Send Messages
    [send_messages_in_threads] Send Messages in Threads
    [read_message_history] Read Message History
    [embed_links] Embed Links
    [attach_files] Attach Files
   *[use_application_commands] Use Application Commands
}
access-title = My permissions
access-server =
    In the whole server I lack { $names }.
    To grant it: Server Settings → Roles → { $role } → Permissions, and switch it on. Or invite me again: { $invite }
access-channels =
    These channels deny me something. To grant it: Edit Channel → Permissions, add { $role } and tick ✓ what is listed. Leave out channels that are none of my business.
access-in-vain = asked there in vain
access-fine = { $channels ->
    [one] I have all I need in the channel that I looked at.
   *[other] I have all I need in all { $channels } channels that I looked at.
}
access-members = Members without any role cannot use my commands here, because { $command } is off for @everyone. Mentions work all the same.
access-digest = The weekly digest cannot be posted in { $channel }: I lack { $names } there. I try again every day.
access-digest-gone = The weekly digest has no channel any more. `/{ command-settings } { command-settings.digest_in }` gives it another.
access-spare = What I never need: { $names }.
access-unknown = I cannot see this server's roles and channels right now. Please try again in a minute.

### Operating

restarted = I was restarted before I could answer. Please ask again.
privacy-waiting = While I answer, a note on disk of where the answer belongs, without a word of the question, so that I can say so if I am interrupted. It goes with the answer.
