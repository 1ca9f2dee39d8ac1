"""``quoth ask`` and ``quoth chat`` as people and programs use them, in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from index import storage
from tests.bot.terminal import Quoth, objects
from tests.discord_server.patience import PATIENCE
from tests.index.helpers import write_articles


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


def test_the_shipped_articles_answer_from_any_folder(quoth: Quoth) -> None:
    done = quoth("ask", "Who plays Ed Baldwin?")
    assert done.returncode == 0
    assert "Joel Kinnaman" in done.stdout
    assert "Quoth field guide" in done.stdout


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
