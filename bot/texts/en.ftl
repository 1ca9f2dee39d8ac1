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
off-here = I'm switched off in this channel. Please ask in another one.
usage =
    Ask me something: { $mention } and your question, or `/{ command-ask }`. I answer with quotes from the articles, word for word.

## Faults.

unsearchable = The articles cannot be searched right now. A moderator can run `/{ command-reindex }`, or the operator can look at the log.
not-indexed = The articles could not be indexed. The operator can look at the log.
build-running = The articles are being indexed right now. Please try again when that is done.
not-kept = Nothing that this server has set or that I keep for it can be read or changed right now, but questions are answered. The operator can look at the log.
broken = Something went wrong inside Quoth. The log has the details.
reference = Reference: { $reference }

## About and the list of articles.

# $built is a moment that Discord shows as "3 days ago", in the reader's own language.
about =
    { "**Quoth**" } answers questions by quoting articles word for word, with the source. Nothing is made up: when the articles don't say, I say so.
    I know { articles } ({ passages }), indexed { $built }. `/{ command-sources }` lists them.
    To ask, use `/{ command-ask }` or mention { $mention } with your question; a follow-up question may lean on the one before.
    -# Privacy: questions stay on the computer that runs me. I keep your last few for 15 minutes in memory, for follow-ups. `/{ command-privacy } { command-privacy-show }` says what else is kept, if anything.
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
settings-digest = Weekly digest: in { $channel }
settings-no-digest = Weekly digest: none
settings-changes = Last changes

## Questions that found nothing.

gaps-title = Asked for, but not in the articles
gaps-done = Done: leave out until asked again
gaps-ignore = Ignore: leave out, asked or not
gaps-restore = Show again
gaps-more = … and { $count } more
gaps-times = { $times }×
no-gaps = No question has found nothing, as far as I have kept them.
no-gaps-kept = This server does not keep the words of questions that found nothing, so there is nothing to show. `/{ command-settings } { command-settings.keep_missed }:True` switches that on; who asked is never kept.

## Privacy.

privacy-title = What I keep
privacy-memory = Your last six questions and their quotes in memory, for 15 minutes, for follow-ups. They are never written down.
privacy-nothing-else = Of this conversation, nothing else.
privacy-missed = Of a question that found nothing, or whose answer was not liked, its words and the day, for { days }, because this server wants to know what the articles lack. Not who asked, nor where. Now: { $kept }.
privacy-none-missed = Of questions, nothing else: this server does not keep their words.
privacy-counts = For the weekly digest, how many questions were answered or found nothing on a day, and how often each article was quoted, for a year. No words and nobody's name.
privacy-admins = What the server's admins have set, and for a year who changed what and when.
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
quote-gone = This quote is not in the articles any more, or it cannot be shown here. Please ask again.
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
rated = Thank you. It counts for this quote; who said so is kept nowhere.
rated-already = You have judged this quote already.
rating-title = What is wrong with it?
rating-reason = Why? (optional)
rating-kept = Moderators may see this, but not your name.
rating-not-kept = Thank you. It counts for this quote; this server does not keep reasons.
privacy-ratings = Of 👍 and 👎, how often each passage got them, and where missed questions are kept, the question's words and the reason of a 👎. Not who gave them.

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
not-postable = I cannot post a digest there. Please choose a text channel of this server in which you may write too.
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
