"""A folder of articles: what is found in it, what is skipped and why; nothing stops the rest."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from corpus import chunking, library
from corpus.errors import FolderNotFound, Unreadable
from corpus.models import Stamp

STORY = "Ida left the base on the far side at dawn, and she never came back to it."

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    write(root / "b.md", f"# Far Side\n\n{STORY}\n\n## Cast\n\n- Pat Doe as Ida\n")
    write(root / "a.txt", STORY)
    write(root / "season 2" / "Élan.TXT", STORY)
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def reasons(folder: Path) -> dict[str, str]:
    return {skipped.path: skipped.reason for skipped in library.scan(folder)[1]}


def test_files_are_found_in_every_folder_sorted_with_forward_slashes(folder: Path) -> None:
    stamps, skipped = library.scan(folder)
    assert list(stamps) == ["a.txt", "b.md", "season 2/Élan.TXT"]
    assert skipped == ()
    status = (folder / "a.txt").stat()
    assert stamps["a.txt"] == Stamp(status.st_size, status.st_mtime_ns)


def test_a_stamp_changes_with_the_file(folder: Path) -> None:
    before = library.scan(folder)[0]
    write(folder / "a.txt", STORY + " She did not write either.")
    after = library.scan(folder)[0]
    assert [name for name in after if after[name] != before[name]] == ["a.txt"]


def test_a_missing_folder_or_a_file_in_its_place_is_an_error(tmp_path: Path, folder: Path) -> None:
    for wrong in (tmp_path / "nowhere", folder / "a.txt"):
        with pytest.raises(FolderNotFound):
            library.scan(wrong)


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert library.scan(tmp_path) == ({}, ())


def test_hidden_files_and_folders_are_passed_over(folder: Path) -> None:
    write(folder / ".notes.md", STORY)
    write(folder / ".git" / "config.txt", STORY)
    stamps, skipped = library.scan(folder)
    assert len(stamps) == 3
    assert skipped == ()


@pytest.mark.parametrize("name", [".notes.md", ".git/config.txt", "a/.b/c.txt"])
def test_a_hidden_file_cannot_be_asked_for(folder: Path, name: str) -> None:
    write(folder / name, STORY)
    with pytest.raises(Unreadable, match="a hidden file, which is passed over"):
        library.explain(folder, name)


def test_other_suffixes_are_reported(folder: Path) -> None:
    write(folder / "table.csv", "a,b")
    write(folder / "season 2" / "LICENSE", "text")
    expected = "not a .txt, .md or .html file"
    assert reasons(folder) == {"season 2/LICENSE": expected, "table.csv": expected}


def test_names_in_the_wrong_place_are_reported(folder: Path) -> None:
    for name in ("season 2/aliases.txt", "b/Aliases.TXT", "ALIASES.txt"):
        write(folder / name, "Ada Quill = Lampy")
    found = reasons(folder)
    assert list(found) == ["ALIASES.txt", "b/Aliases.TXT", "season 2/aliases.txt"]
    assert all("names belong in aliases.txt" in reason for reason in found.values())


@needs_links
def test_links_that_lead_out_or_nowhere_or_in_circles_are_reported(
    folder: Path, tmp_path: Path
) -> None:
    write(tmp_path / "secret.txt", STORY)
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "gone.txt").symlink_to(folder / "missing.txt")
    (folder / "season 2" / "up").symlink_to(folder, target_is_directory=True)
    assert reasons(folder) == {
        "gone.txt": "a link that leads nowhere or to itself",
        "loop.txt": "a link that leads nowhere or to itself",
        "out.txt": "a link that leads out of the folder",
        "season 2/up": "a link to a folder, which is not followed",
    }


@needs_links
def test_a_link_inside_the_folder_and_a_linked_folder_are_read(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "same.txt").symlink_to("a.txt")
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    stamps, skipped = library.scan(tmp_path / "link")
    assert "same.txt" in stamps
    assert skipped == ()
    document = library.load(tmp_path / "link", "same.txt", stamps["same.txt"])
    assert document.article.text == STORY


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_reported_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert reasons(folder) == {"pipe.txt": "not a regular file"}


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_names_that_cannot_be_shown_are_reported_in_a_form_that_can(folder: Path) -> None:
    for name in (b"bad\xff.txt", b"two\nlines.txt"):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(STORY.encode())
    found = reasons(folder)
    assert list(found) == ["bad\\xff.txt", "two\\nlines.txt"]
    assert all("rename it" in reason for reason in found.values())


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this user may open every folder"
)
def test_a_folder_without_permission_is_reported(folder: Path) -> None:
    (folder / "season 2").chmod(0)
    try:
        assert reasons(folder) == {"season 2": "the folder cannot be opened"}
    finally:
        (folder / "season 2").chmod(0o755)


def test_a_document_has_the_article_its_passages_and_the_stamp(folder: Path) -> None:
    stamps, _ = library.scan(folder)
    document = library.load(folder, "b.md", stamps["b.md"])
    article = document.article
    assert (article.path, article.meta.title) == ("b.md", "Far Side")
    assert document.stamp == stamps["b.md"]
    shown = [article.text[passage.span.start : passage.span.stop] for passage in document.passages]
    assert any(STORY in passage for passage in shown)


def test_every_file_that_scan_names_is_loaded_or_refused(folder: Path) -> None:
    for number, content in enumerate(
        [b"", b"\x00" * 99, b"\xff\xfe\x00", b"---\ntitle: [\n---\nx", bytes(range(256)) * 9]
    ):
        for suffix in ("txt", "md", "html"):
            (folder / f"x{number}.{suffix}").write_bytes(content)
    refused = []
    stamps, _ = library.scan(folder)
    for name, stamp in stamps.items():
        try:
            library.load(folder, name, stamp)
        except Unreadable as error:
            refused.append(error.path)
    # A front matter is read in Markdown only: elsewhere these lines are text.
    assert len(refused) == 14
    assert "x3.txt" not in refused


def test_a_file_that_went_away_is_unreadable(folder: Path) -> None:
    stamps, _ = library.scan(folder)
    (folder / "a.txt").unlink()
    with pytest.raises(Unreadable, match="no such file"):
        library.load(folder, "a.txt", stamps["a.txt"])


@pytest.mark.parametrize("name", ["../secret.txt", "season 2/../../secret.txt", "x\x00.txt"])
def test_names_do_not_lead_out_of_the_folder(folder: Path, name: str) -> None:
    write(folder.parent / "secret.txt", STORY)
    with pytest.raises(Unreadable):
        library.explain(folder, name)


@pytest.mark.parametrize("fault", [MemoryError, RecursionError])
def test_a_file_that_exhausts_the_reader_is_unreadable(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def exhaust(*_: object) -> None:
        raise fault

    monkeypatch.setattr(chunking, "passages", exhaust)
    with pytest.raises(Unreadable, match=f"cannot be parsed \\({fault.__name__}\\)"):
        library.load(folder, "a.txt", Stamp(0, 0))


def test_removals_are_explained(folder: Path) -> None:
    write(folder / "c.txt", f"Skip to main content\n\n{STORY}")
    article, removals = library.explain(folder, "c.txt")
    assert article.text == STORY
    assert [(removal.rule, removal.text) for removal in removals] == [
        ("skip_links", "Skip to main content")
    ]


def test_a_file_of_the_first_folder_hides_its_namesakes(tmp_path: Path) -> None:
    own, shared = tmp_path / "own", tmp_path / "shared"
    for folder, names in ((own, ["b.txt", "c.txt"]), (shared, ["a.txt", "b.txt", "d.png"])):
        folder.mkdir()
        for name in names:
            (folder / name).write_text(f"{folder.name} {name}")
    stamps, skipped = library.scan_all([own, shared])
    assert list(stamps) == ["a.txt", "b.txt", "c.txt"]
    assert [item.path for item in skipped] == ["d.png"]
    assert library.holder([own, shared], "b.txt") == own
    assert library.holder([own, shared], "a.txt") == shared
    (own / "a.txt").mkdir()  # a folder hides no file
    assert library.holder([own, shared], "a.txt") == shared
    assert library.holder([own, shared], "nowhere.txt") == shared
