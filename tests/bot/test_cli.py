"""The other commands of ``quoth``, its settings and its errors, in processes of their own."""

from __future__ import annotations

import pytest

from bot.store.records import Action
from bot.store.sqlite import SqliteStore
from tests.bot.terminal import Quoth, objects
from tests.index.helpers import write_articles


def test_index_reports_changes_and_what_was_skipped_and_why(quoth: Quoth) -> None:
    (quoth.articles / "notes.docx").write_bytes(b"PK")
    done = quoth("index", "--corpus", str(quoth.articles))
    assert done.returncode == 0
    assert "+ bakery.txt" in done.stdout
    assert "! notes.docx: not a" in done.stdout
    (quoth.articles / "bakery.txt").unlink()
    events = objects(quoth("index", "--json", "--corpus", str(quoth.articles)))
    assert events[-1]["event"] == "report"
    assert events[-1]["removed"] == ["bakery.txt"]
    assert events[-1]["skipped"][0]["path"] == "notes.docx"
    unknown = quoth("index", "--server", "7", "--corpus", str(quoth.articles))
    assert unknown.returncode == 2
    assert "has added no articles" in unknown.stderr


def test_articles_list_and_show(quoth: Quoth) -> None:
    listed = quoth("articles", "list", "--corpus", str(quoth.articles))
    assert "The harbour of Merrow\tMerrow Gazette\t2024-05-06" in listed.stdout
    shown = quoth("articles", "show", "--corpus", str(quoth.articles), "museum.html")
    assert "publisher: Clockwork Weekly" in shown.stdout
    assert "Oskar Finch" in shown.stdout


def test_show_explains_what_cleaning_took_out(quoth: Quoth) -> None:
    page = "The storm\n\nSkip to main content\n\nThe storm broke the old pier in two.\n"
    (quoth.articles / "page.txt").write_text(page)
    done = quoth("articles", "show", "--corpus", str(quoth.articles), "page.txt", "--explain")
    assert "Skip to main content" in done.stdout
    assert "broke the old pier" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("ask",), 2, "Give a question"),
        (("ask", "--corpus", "nowhere", "Who?"), 3, "There is no folder of articles at"),
        (("ask", "--corpus", "empty", "Who?"), 3, "No article could be read"),
        (("articles", "show", "--corpus", "articles", "../secret.txt"), 3, "secret.txt"),
        (("articles", "show", "--corpus", "articles", "no.md"), 3, "no.md"),
        (("run",), 4, "There is no Discord token"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_errors_are_sentences_with_documented_exit_codes(
    quoth: Quoth, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    (quoth.folder / "empty").mkdir()
    (quoth.folder / "secret.txt").write_text("The secret is out for everybody to read.")
    done = quoth(*arguments)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_used_is_a_sentence(quoth: Quoth) -> None:
    done = quoth.ask("Who?", QUOTH_LOG_LEVEL="loud")
    assert done.returncode == 2
    assert "QUOTH_LOG_LEVEL is 'loud'" in done.stderr


def test_an_env_file_is_read_and_the_environment_wins(quoth: Quoth) -> None:
    (quoth.folder / ".env").write_text(f"QUOTH_ARTICLES={quoth.articles}\nQUOTH_LOG_LEVEL=loud\n")
    done = quoth("ask", "Who keeps the lighthouse?", QUOTH_LOG_LEVEL="INFO")
    assert "Ada Quill" in done.stdout


def test_the_doctor_says_what_to_do(quoth: Quoth) -> None:
    done = quoth("doctor", "--corpus", str(quoth.articles))
    assert done.returncode == 1
    assert "There is no index yet" in done.stdout
    assert "DISCORD_TOKEN is not set" in done.stdout
    quoth("index", "--corpus", str(quoth.articles))
    assert "up to date and undamaged" in quoth("doctor", "--corpus", str(quoth.articles)).stdout


def test_a_backup_holds_what_the_servers_have_set(quoth: Quoth) -> None:
    target = quoth.folder / "saved.db"
    nothing = quoth("backup", str(target))
    assert nothing.returncode == 3
    assert "there is nothing to back up yet" in nothing.stderr
    assert not target.exists()

    store = SqliteStore(quoth.folder / "state" / "quoth.db")
    store.note(1, Action(2, "/reindex", 3))
    for _ in range(2):
        saved = quoth("backup", str(target))
        assert saved.returncode == 0, saved.stderr
    assert SqliteStore(target).actions(1, 5) == (Action(2, "/reindex", 3),)

    elsewhere = quoth("backup", str(quoth.folder / "no" / "folder" / "saved.db"))
    assert elsewhere.returncode == 3
    assert "No such file" in elsewhere.stderr


def test_suggested_values_are_written_where_confirmed(quoth: Quoth) -> None:
    files = {"a.md": "# Season 4\n\nIt rains.\n", "b.md": "# Season 5\n\nIt snows.\n"}
    folder = quoth.folder / "told"
    folder.mkdir()
    write_articles(folder, files)
    shown = quoth("spoilers", "suggest", str(folder)).stdout
    assert "a.md: spoils: S04" in shown
    assert "its title says “season 5”" in shown
    assert "or run this again with --write" in shown
    assert quoth("spoilers", "suggest", str(folder), "--write", stdin="n\ny\n").returncode == 0
    assert (folder / "a.md").read_text() == files["a.md"]
    assert (folder / "b.md").read_text() == "---\nspoils: S05\n---\n" + files["b.md"]


def test_writing_is_offered_only_where_there_is_something_to_write(quoth: Quoth) -> None:
    folder = quoth.folder / "told"
    folder.mkdir()
    write_articles(folder, {"a.md": ""})
    assert "Write these lines" not in quoth("spoilers", "suggest", str(folder)).stdout
    write_articles(folder, {"b.md": "# Weather\n\nIt snows.\n"})
    shown = quoth("spoilers", "suggest", str(folder)).stdout
    assert "write spoils: S00" in shown
    assert "Write these lines" in shown
    assert "--write" not in shown


def test_articles_that_are_still_locked_are_listed_with_their_time(quoth: Quoth) -> None:
    locked = "---\nunlock: 2999-01-31T20:00Z\n---\n# Premiere\n\nIt snows.\n"
    write_articles(quoth.articles, {"premiere.md": locked})
    listed = quoth("articles", "list", "--corpus", str(quoth.articles)).stdout
    assert "Premiere (from 2999-01-31 20:00 UTC)\t" in listed
    assert "The harbour of Merrow\t" in listed
