"""The ``quoth`` command as people and programs use it, in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.store.records import Action
from bot.store.sqlite import SqliteStore
from index import storage
from tests.discord_server.patience import PATIENCE
from tests.index.helpers import write_articles

ROOT = Path(__file__).parents[2]


class Quoth:
    """Runs ``quoth`` with a state folder of its own, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = write_articles(folder / "articles")
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QUOTH_", "DISCORD_"))
        } | {"QUOTH_STATE_DIR": str(folder / "state"), "PYTHONPATH": str(ROOT)}

    def __call__(
        self, *arguments: str, stdin: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "bot", *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=self.folder,
            env=self.environment | environment,
            timeout=PATIENCE,
            check=False,
        )

    def ask(self, *arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
        return self("ask", "--corpus", str(self.articles), *arguments, **options)


@pytest.fixture
def quoth(tmp_path: Path) -> Quoth:
    return Quoth(tmp_path)


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_answer_shows_quote_title_publisher_date_link_and_offsets(quoth: Quoth) -> None:
    done = quoth.ask("Who keeps the lighthouse of Merrow?")
    assert done.returncode == 0
    assert "“Ada Quill keeps the lighthouse of Merrow.”" in done.stdout
    for part in (
        "The harbour of Merrow",
        "Merrow Gazette",
        "6 May 2024",
        "https://example.org/merrow#:~:text=Ada%20Quill",
        "harbour.md [",
    ):
        assert part in done.stdout
    assert "\x1b[" not in done.stdout, "piped output is plain"
    assert "Indexed 3 articles" in done.stderr


def test_the_second_answer_does_not_index_again(quoth: Quoth) -> None:
    quoth.ask("Who keeps the lighthouse?")
    done = quoth.ask("Who keeps the lighthouse?")
    assert done.stderr == ""


def test_what_is_not_found_exits_with_one(quoth: Quoth) -> None:
    done = quoth.ask("What is the capital of France?")
    assert done.returncode == 1
    assert "The articles don't say." in done.stdout


def test_a_batch_is_answered_in_order_and_a_bad_line_loses_nothing(quoth: Quoth) -> None:
    lines = [
        {"id": "a", "question": "Who keeps the lighthouse?"},
        {
            "id": "b",
            "question": "When did she take over?",
            "history": ["Who keeps the lighthouse?"],
        },
        {"id": "c", "question": 7},
        {"id": "d", "question": "Who won the world cup?", "history": []},
    ]
    stdin = "\n".join([*map(json.dumps, lines[:2]), "{broken", "", *map(json.dumps, lines[2:])])
    answers = objects(quoth.ask("--json", "--batch", "-", "--top", "2", stdin=stdin))
    assert [answer["id"] for answer in answers] == ["a", "b", None, "c", "d"]
    assert [bool(answer.get("error")) for answer in answers] == [False, False, True, True, False]
    assert "Ada Quill" in answers[0]["quotes"][0]["text"]
    assert "1987" in answers[1]["quotes"][0]["text"]
    assert answers[4]["answered"] is False
    for answer in answers:
        assert 0 <= answer["confidence"] <= 1
        assert len(answer["quotes"]) <= 2
        assert answer["took_ms"] >= 0


def test_quotes_are_slices_of_the_article_as_it_is_shown(quoth: Quoth) -> None:
    stdin = json.dumps({"id": 1, "question": "Who built the largest clock?"})
    for quote in objects(quoth.ask("--json", "--batch", "-", stdin=stdin))[0]["quotes"]:
        shown = objects(
            quoth("articles", "show", "--corpus", str(quoth.articles), quote["article"], "--json")
        )[0]
        assert shown["text"][quote["start"] : quote["end"]] == quote["text"]
        assert quote["passage"] in shown["text"]
        assert quote["text"] in quote["passage"]
        assert shown["title"] == quote["title"]
        assert quote.keys() >= {"text", "passage", "article", "title", "url", "score"}


def test_a_batch_that_is_not_json_says_so_in_plain_lines_too(quoth: Quoth) -> None:
    stdin = '\ufeff{"id": 1, "question": "Who keeps the lighthouse?"}\n{"id": NaN}\noops\n'
    lines = quoth.ask("--batch", "-", stdin=stdin).stdout.splitlines()
    assert lines[0].startswith("1\tAda Quill")
    assert lines[1].startswith("-\tLine 2 is not a question")
    assert lines[2] == "-\tLine 3 is not a question: it is not JSON (character 1)."


def test_ids_come_back_as_they_were(quoth: Quoth) -> None:
    stdin = '{"id": "\\ud800é", "question": "Who keeps the lighthouse?"}'
    assert objects(quoth.ask("--json", "--batch", "-", stdin=stdin))[0]["id"] == "\ud800é"


def test_while_another_build_runs_the_last_index_answers(quoth: Quoth) -> None:
    quoth.ask("Who keeps the lighthouse?")
    (quoth.articles / "new.md").write_text("# Weather\n\nIt rains in November.\n")
    (home,) = (quoth.folder / "state" / "indexes").iterdir()
    with storage.building(home):
        done = quoth.ask("Who keeps the lighthouse?")
    assert "Ada Quill" in done.stdout
    assert "being indexed right now" in done.stderr


def test_two_first_questions_at_once_are_both_answered(quoth: Quoth) -> None:
    with ThreadPoolExecutor(3) as pool:
        for done in pool.map(quoth.ask, ["Who keeps the lighthouse?"] * 3):
            assert "Ada Quill" in done.stdout, done.stderr


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


def test_chat_understands_a_follow_up(quoth: Quoth) -> None:
    stdin = "Who keeps the lighthouse?\nWhen did she take over?\nquit\n"
    done = quoth("chat", "--corpus", str(quoth.articles), stdin=stdin)
    assert done.returncode == 0
    assert "Ada Quill" in done.stdout
    assert "1987" in done.stdout


@pytest.mark.parametrize("said", ["??", "hola", "thanks!"])
def test_what_asks_nothing_is_told_so_and_not_answered(quoth: Quoth, said: str) -> None:
    told = quoth.ask(said)
    assert told.returncode == 1
    assert "asks for nothing that I could look up" in told.stdout
    assert not json.loads(quoth.ask(said, "--json").stdout)["answered"]
    talk = quoth("chat", "--corpus", str(quoth.articles), stdin=f"{said}\nquit\n")
    assert "asks for nothing that I could look up" in talk.stdout
    line = json.dumps({"id": 1, "question": said})
    done = quoth.ask("--batch", "-", "--json", stdin=line)
    assert objects(done)[0]["quotes"] == []


def test_answering_needs_no_discord_and_no_sentence_splitter(quoth: Quoth) -> None:
    quoth.ask("Who keeps the lighthouse?")
    program = (
        "import sys\n"
        "from bot.cli import quoth\n"
        "quoth(sys.argv[1:], standalone_mode=False)\n"
        "heavy = {'discord', 'nltk', 'trafilatura', 'scipy', 'aiohttp', 'ftfy', 'asyncio', "
        "'sqlite3', 'rich.progress', 'filelock', 'fluent', 'corpus.chunking', "
        "'index.build', 'numpy.ma', 'importlib.resources'} & {*sys.modules}\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            "ask",
            "--corpus",
            str(quoth.articles),
            "lighthouse keeper",
        ],
        capture_output=True,
        encoding="utf-8",
        cwd=quoth.folder,
        env=quoth.environment,
        timeout=PATIENCE,
        check=False,
    )
    assert "imported" not in done.stderr
    assert "lighthouse" in done.stdout


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


def test_the_shipped_articles_answer_from_any_folder(quoth: Quoth) -> None:
    done = quoth("ask", "Who plays Ed Baldwin?")
    assert done.returncode == 0
    assert "Joel Kinnaman" in done.stdout
    assert "Quoth field guide" in done.stdout


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


def test_a_horizon_keeps_back_what_lies_past_it_and_says_so(quoth: Quoth) -> None:
    told = "---\nspoils: S04\n---\n# The end\n\nThe ferry of Merrow sinks off Port Lorne.\n"
    write_articles(quoth.articles, {"end.md": told})
    question = "Where does the ferry of Merrow sink?"
    assert "Port Lorne" in quoth.ask(question, "--horizon", "season 4").stdout
    kept = quoth.ask(question, "--horizon", "S03")
    assert "Lorne" not in kept.stdout
    assert "past your horizon" in kept.stdout
    assert json.loads(quoth.ask(question, "--horizon", "S03", "--json").stdout)["beyond"]
    wrong = quoth.ask(question, "--horizon", "the end")
    assert wrong.returncode == 2
    assert "S04E10" in wrong.stderr
    chat = ("chat", "--corpus", str(quoth.articles), "--horizon")
    talk = quoth(*chat, "S03", stdin=question)
    assert "Lorne" not in talk.stdout
    assert "past your horizon" in talk.stdout
    assert "Port Lorne" in quoth(*chat, "S04", stdin=question).stdout


def test_suggested_values_are_written_where_confirmed(quoth: Quoth) -> None:
    files = {"a.md": "# Season 4\n\nIt rains.\n", "b.md": "# Season 5\n\nIt snows.\n"}
    folder = quoth.folder / "told"
    folder.mkdir()
    write_articles(folder, files)
    shown = quoth("spoilers", "suggest", str(folder)).stdout
    assert "a.md: spoils: S04" in shown
    assert "its title says “season 5”" in shown
    assert quoth("spoilers", "suggest", str(folder), "--write", stdin="n\ny\n").returncode == 0
    assert (folder / "a.md").read_text() == files["a.md"]
    assert (folder / "b.md").read_text() == "---\nspoils: S05\n---\n" + files["b.md"]
