"""What is on disk always answers: builds, refusals, kills and damage."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import multiprocessing
import os
import random
import shutil
import signal
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.aliases import FILE
from corpus.errors import FolderNotFound
from index import analysis, build, freshness, storage
from index.errors import BuildRunning, IndexDamaged, IndexMismatch, IndexMissing, NothingToIndex
from index.models import Answer
from index.search import Searcher
from tests.index.helpers import ARTICLES, open_searcher, write_articles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def first_quote(home: Path, question: str) -> str:
    outcome = Searcher.open(home).ask(question)
    assert isinstance(outcome, Answer), outcome
    return outcome.quotes[0].text


def test_a_build_reports_what_was_added_changed_removed_and_skipped(
    folder: Path, home: Path
) -> None:
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "empty.md").write_text("")
    first = build.build(folder, home)
    assert first.added == tuple(sorted(ARTICLES))
    assert {item.path for item in first.skipped} == {"photo.png", "empty.md"}
    assert all(item.reason for item in first.skipped)

    (folder / "bakery.txt").write_text("The bakery\n\nThe bakery closed in 1999 for ever.\n")
    (folder / "museum.html").unlink()
    second = build.build(folder, home)
    assert (second.added, second.changed, second.removed) == ((), ("bakery.txt",), ("museum.html",))
    assert "1999" in first_quote(home, "When did the bakery close?")


def test_a_build_without_changes_writes_no_generation(folder: Path, home: Path) -> None:
    build.build(folder, home)
    name = storage.current_name(home)
    assert freshness.is_fresh(folder, home)
    assert not build.build(folder, home).moved
    assert storage.current_name(home) == name


def test_unchanged_files_are_not_read_again(folder: Path, home: Path) -> None:
    build.build(folder, home)
    path = folder / "bakery.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("Pieter Loom", "Walter Loom"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (folder / "new.md").write_text("# Weather\n\nIt rains in Merrow all through November.\n")
    report = build.build(folder, home)
    assert report.added == ("new.md",)
    assert "Pieter Loom" in first_quote(home, "Who founded the bakery?")


def test_a_deleted_article_vanishes_from_answers(folder: Path, home: Path) -> None:
    build.build(folder, home)
    (folder / "bakery.txt").unlink()
    assert not freshness.is_fresh(folder, home)
    build.build(folder, home)
    assert all(info.path != "bakery.txt" for info in Searcher.open(home).articles())
    assert not isinstance(Searcher.open(home).ask("When are honey cakes baked?"), Answer)


def test_a_folder_without_articles_leaves_the_last_index(folder: Path, home: Path) -> None:
    build.build(folder, home)
    for path in folder.iterdir():
        path.unlink()
    (folder / "empty.txt").write_text(" \n")
    with pytest.raises(NothingToIndex) as caught:
        build.build(folder, home)
    assert [item.path for item in caught.value.skipped] == ["empty.txt"]
    assert "Ada Quill" in first_quote(home, "Who keeps the lighthouse?")


def test_when_every_article_is_deleted_none_answers(folder: Path, home: Path) -> None:
    build.build(folder, home)
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(NothingToIndex):
        build.build(folder, home)
    with pytest.raises(IndexMissing):
        Searcher.open(home)


def test_a_file_that_became_readable_is_read(folder: Path, home: Path) -> None:
    refused = b"---\ntitle: [never closed\n---\nIt rains.".ljust(80)
    (folder / "new.md").write_bytes(refused)
    before = (folder / "new.md").stat()
    assert [item.path for item in build.build(folder, home).skipped] == ["new.md"]
    text = b"# Weather\n\nIt rains in Merrow in November.".ljust(before.st_size)
    (folder / "new.md").write_bytes(text)
    os.utime(folder / "new.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert build.build(folder, home).added == ("new.md",)
    assert "November" in first_quote(home, "When does it rain in Merrow?")


def test_a_flipped_bit_of_the_manifest_is_noticed(folder: Path, home: Path) -> None:
    build.build(folder, home)
    manifest = home / str(storage.current_name(home)) / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"passages"', b'"qassages"'))
    with pytest.raises(IndexDamaged):
        Searcher.open(home)
    build.build(folder, home)
    assert "Ada Quill" in first_quote(home, "Who keeps the lighthouse?")


def test_a_missing_folder_is_named(tmp_path: Path, home: Path) -> None:
    with pytest.raises(FolderNotFound):
        build.build(tmp_path / "nowhere", home)
    assert not home.exists()


def test_two_builds_at_once_are_refused(folder: Path, home: Path) -> None:
    with storage.building(home), pytest.raises(BuildRunning):
        build.build(folder, home)
    build.build(folder, home)


def test_old_generations_are_pruned(folder: Path, home: Path) -> None:
    for number in range(5):
        (folder / "bakery.txt").write_text(f"The bakery\n\nThe bakery sold {number} cakes.\n" * 2)
        os.utime(folder / "bakery.txt", ns=(number, number))
        build.build(folder, home)
    assert len(list(home.glob("gen-*"))) == storage.KEEP


def test_a_searcher_outlives_its_generation(folder: Path, home: Path) -> None:
    searcher = open_searcher(folder, home)
    for file in home.glob("gen-*/*"):
        file.write_bytes(b"cut short")  # Which ends a process that has the file mapped.
    shutil.rmtree(home)
    outcome = searcher.ask("who keeps the lighthuose of merow")
    assert isinstance(outcome, Answer)
    assert "Ada Quill" in outcome.quotes[0].text


def test_no_index_says_so(home: Path) -> None:
    with pytest.raises(IndexMissing):
        Searcher.open(home)


def test_an_index_of_another_analyser_is_refused_and_built_anew(folder: Path, home: Path) -> None:
    build.build(folder, home)
    manifest = home / str(storage.current_name(home)) / "manifest.json"
    content = manifest.read_bytes().rpartition(b"\n")[0]
    content = content.replace(analysis.ANALYSER.encode(), b"klingon-1")
    manifest.write_bytes(content + b"\n" + hashlib.sha256(content).hexdigest().encode())
    with pytest.raises(IndexMismatch) as caught:
        Searcher.open(home)
    assert "klingon-1" in caught.value.found
    assert not freshness.is_fresh(folder, home)
    build.build(folder, home)
    assert "Ada Quill" in first_quote(home, "Who keeps the lighthouse?")


@pytest.mark.parametrize(
    "file", ["texts.npy", "passages.npy", "terms.npy", "manifest.json", "impacts.npy"]
)
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_generation_falls_back_to_the_one_before(
    folder: Path, home: Path, file: str, damage: str
) -> None:
    build.build(folder, home)
    (folder / "new.md").write_text("# Weather\n\nIt rains in Merrow all through November.\n")
    build.build(folder, home)
    path = home / str(storage.current_name(home)) / file
    match damage:
        case "cut":
            path.write_bytes(path.read_bytes()[:-7])
        case "changed":
            path.write_bytes(path.read_bytes()[:-7] + b"!" * 7)
        case _:
            path.unlink()
    assert "Ada Quill" in first_quote(home, "Who keeps the lighthouse?")
    build.build(folder, home)
    assert "November" in first_quote(home, "When does it rain in Merrow?")


def test_damage_without_a_sound_generation_is_named(folder: Path, home: Path) -> None:
    build.build(folder, home)
    (home / str(storage.current_name(home)) / "terms.npy").write_bytes(b"")
    with pytest.raises(IndexDamaged) as caught:
        Searcher.open(home)
    assert caught.value.file == "terms.npy"


def test_an_array_with_a_damaged_header_is_named(tmp_path: Path) -> None:
    np.save(tmp_path / "terms.npy", np.arange(3))
    content = (tmp_path / "terms.npy").read_bytes()
    (tmp_path / "terms.npy").write_bytes(content.replace(b"}", b"{"))
    with pytest.raises(IndexDamaged):
        storage.Generation(tmp_path, {}).array("terms")


@pytest.mark.parametrize("pointer", [None, b"", b"\xff\xfe\x00", b"../../x\n", b"gen-999999\n"])
def test_a_lost_or_damaged_pointer_is_survived(
    folder: Path, home: Path, pointer: bytes | None
) -> None:
    build.build(folder, home)
    (home / "CURRENT").unlink()
    if pointer is not None:
        (home / "CURRENT").write_bytes(pointer)
    assert "Ada Quill" in first_quote(home, "Who keeps the lighthouse?")
    build.build(folder, home)
    assert storage.damage(home, analysis.ANALYSER) is None
    assert "Ada Quill" in first_quote(home, "Who keeps the lighthouse?")


def _build_until_killed(folder: Path, home: Path, touched: int, seconds: float) -> None:
    """Build again and again; die a moment after files were touched so many times."""
    left = itertools.count(touched - 1, -1)

    def touch(event: str, _: object) -> None:
        if event.startswith(("open", "os.")) and next(left) == 0:
            signal.setitimer(signal.ITIMER_REAL, seconds)

    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which is to die at once
    sys.addaudithook(touch)
    for number in itertools.count():
        (folder / "changing.md").write_text(f"# Counter\n\nThe counter stands at {number}.\n")
        with contextlib.suppress(BuildRunning):
            build.build(folder, home)


@pytest.mark.skipif(sys.platform == "win32", reason="fork and timers are POSIX")
def test_fifty_builds_killed_at_random_moments_leave_a_good_index(folder: Path, home: Path) -> None:
    build.build(folder, home)
    context = multiprocessing.get_context("fork")
    chance = random.Random(7)
    seen = set()
    for _ in range(50):
        # One build touches files some 250 times.
        moment = chance.randrange(1, 400), chance.uniform(1e-6, 1e-3)
        builder = context.Process(target=_build_until_killed, args=(folder, home, *moment))
        builder.start()
        builder.join()
        assert builder.exitcode == -signal.SIGALRM
        storage.open_current(home, analysis.ANALYSER).check(everything=True)
        assert "Ada Quill" in first_quote(home, "Who keeps the lighthouse?")
        seen.add(storage.current_name(home))
    assert len(seen) > 5, seen  # else they were killed before any of them got far
    build.build(folder, home)
    assert not list(home.glob(".building-*"))
    open_searcher(folder, home)


def test_folders_over_one_another_make_one_index(tmp_path: Path) -> None:
    shared = write_articles(tmp_path / "shared", ARTICLES | {FILE: "Ada Quill = Lampy\n"})
    own = write_articles(
        tmp_path / "own",
        {"bakery.txt": "The bakery closed for good in 1999.\n", FILE: "Tobias Reed = Toby\n"},
    )
    home, folders = tmp_path / "home", (own, shared)
    build.build(shared, tmp_path / "seed")
    report = build.build(folders, home, None, tmp_path / "seed")
    assert (report.added, report.changed) == ((), ("bakery.txt",))
    searcher = Searcher.open(home)
    document = searcher.document("bakery.txt")
    assert document
    assert "closed for good" in document.article.text
    assert {"quill"} <= searcher.understand("who is Lampy").own
    assert {"reed"} <= searcher.understand("who is Toby").own
    assert freshness.is_fresh(folders, home)
    (shared / FILE).write_text("Ada Quill = Beamer\n", encoding="utf-8")
    assert not freshness.is_fresh(folders, home)
    build.build(folders, home)
    (own / "bakery.txt").unlink()
    report = build.build(folders, home)
    assert report.changed == ("bakery.txt",)
    document = Searcher.open(home).document("bakery.txt")
    assert document
    assert "Honey cakes" in document.article.text


def test_what_is_unreadable_of_spoilers_is_told_at_every_build(tmp_path: Path) -> None:
    text = "---\nspoils: the end\n---\n# One\n\nIt rains.\n"
    folder = write_articles(tmp_path / "articles", ARTICLES | {"one.md": text})
    for _ in range(2):
        report = build.build(folder, tmp_path / "home")
        assert report.articles == len(ARTICLES) + 1
        (told,) = report.skipped
        assert told.path == "one.md"
        assert "counts as the latest" in told.reason
    assert freshness.is_fresh(folder, tmp_path / "home")
