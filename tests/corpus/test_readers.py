"""Files become articles, or are refused with a reason that says what to do."""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NotAnArticle, Unreadable
from corpus.readers import LARGEST, read
from corpus.readers.encoding import decode
from tests.corpus.helpers import STORY, article, reason


class TestPlainText:
    def test_the_text_is_what_the_file_says(self, tmp_path: Path) -> None:
        read_back = article(tmp_path, "a.TXT", f"The Far Side\r\n\r\n{STORY}  \r\n")
        assert read_back.text == f"The Far Side\n\n{STORY}"
        assert read_back.meta.title == "The Far Side"

    @pytest.mark.parametrize(
        "encoding",
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"],
    )
    def test_the_encoding_is_found(self, tmp_path: Path, encoding: str) -> None:
        assert article(tmp_path, "a.txt", STORY.encode(encoding)).text == STORY

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Экипаж базы на обратной стороне Луны вернулся домой только весной. " * 4, "cp1251"),
            (
                "月の裏側にある基地の乗組員は、春になってようやく家に帰ることができました。" * 4,
                "shift_jis",
            ),
            ("月の裏側にある基地の乗組員は、春になってようやく家に帰りました。" * 4, "iso2022_jp"),
            (
                "Załoga bazy po ciemnej stronie Księżyca wróciła do domu dopiero wiosną. " * 4,
                "cp1250",
            ),
        ],
    )
    def test_encodings_of_other_languages_are_found(
        self, tmp_path: Path, text: str, encoding: str
    ) -> None:
        assert article(tmp_path, "a.txt", text.encode(encoding)).text == text.strip()


class TestRefusals:
    def test_other_suffixes(self, tmp_path: Path) -> None:
        assert reason(tmp_path, "a.pdf", "text") == "not a .txt, .md or .html file"
        assert reason(tmp_path, "README", "text") == "not a .txt, .md or .html file"

    @pytest.mark.parametrize("content", ["", " \r\n\t\n", "\ufeff", "***\n\n---"])
    def test_empty_files(self, tmp_path: Path, content: str) -> None:
        assert reason(tmp_path, "a.txt", content) == "empty"

    def test_files_of_nothing_but_furniture(self, tmp_path: Path) -> None:
        text = "Skip to main content\nAdvertisement"
        assert reason(tmp_path, "a.txt", text) == "nothing but page furniture"

    @pytest.mark.parametrize("seed", range(40))
    def test_random_bytes(self, tmp_path: Path, seed: int) -> None:
        chance = random.Random(seed)
        reason(tmp_path, "a.txt", chance.randbytes(chance.choice((64, 700, 5000, 60_000))))

    @pytest.mark.parametrize("seed", range(20))
    def test_random_bytes_without_nul(self, tmp_path: Path, seed: int) -> None:
        chance = random.Random(seed)
        reason(tmp_path, "a.txt", bytes(chance.choices(range(1, 256), k=3000)))

    def test_binary_formats(self, tmp_path: Path) -> None:
        picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06"
        assert reason(tmp_path, "a.txt", picture) == "binary file, not text"
        assert (
            reason(tmp_path, "b.html", b"PK\x03\x04\x14\x00\x00\x00" * 9) == "binary file, not text"
        )
        assert reason(tmp_path, "c.md", STORY.encode() + b"\x00") == "binary file, not text"

    @pytest.mark.parametrize("data", [b"abc\0def text", b"ab\0c" * 50, b"caf\xe9 \0 au lait!"])
    def test_a_text_with_nul_bytes_in_it_is_not_chinese(self, tmp_path: Path, data: bytes) -> None:
        assert reason(tmp_path, "a.txt", data) == "binary file, not text"

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize(
        "text", ["Экипаж вернулся домой.", "Ida left.", "他们回家了。\n终于。"]
    )
    def test_utf_16_of_any_script_needs_no_mark(
        self, tmp_path: Path, text: str, encoding: str
    ) -> None:
        assert article(tmp_path, "a.txt", text.encode(encoding)).text == text

    def test_utf_8_that_is_cut_off_in_its_only_character(self, tmp_path: Path) -> None:
        assert "damaged UTF-8 at byte 15" in reason(tmp_path, "a.txt", b"Ed lived in caf\xc3")
        assert article(tmp_path, "b.txt", b"Ed left the caf\xe9.").text == "Ed left the café."

    def test_utf_8_with_broken_places(self, tmp_path: Path) -> None:
        broken = STORY.encode() * 3 + "é".encode()[:1]
        position = len(broken) - 1
        expected = f"damaged UTF-8 at byte {position}: save it as UTF-8 again"
        assert reason(tmp_path, "a.txt", broken) == expected

    def test_a_mark_of_utf_16_on_something_else(self, tmp_path: Path) -> None:
        assert "damaged" in reason(tmp_path, "a.txt", b"\xff\xfeodd")

    def test_too_large_files_are_not_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        with path.open("wb") as file:
            file.truncate(LARGEST + 1)
        with pytest.raises(Unreadable, match="larger than 10 MB"):
            read(path, "a.txt")

    def test_the_largest_file_is_read(self, tmp_path: Path) -> None:
        started = time.process_time()
        assert len(article(tmp_path, "a.txt", "a" * LARGEST).text) == LARGEST
        assert time.process_time() - started < 30

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
    def test_a_pipe_is_never_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.txt")
        with pytest.raises(Unreadable, match="not a regular file"):
            read(tmp_path / "a.txt", "a.txt")

    def test_folders_and_missing_files(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").mkdir()
        with pytest.raises(Unreadable, match="not a regular file"):
            read(tmp_path / "a.txt", "a.txt")
        with pytest.raises(Unreadable, match="no such file"):
            read(tmp_path / "b.txt", "b.txt")

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0, reason="this user may read every file"
    )
    def test_files_without_permission(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(STORY, encoding="utf-8")
        path.chmod(0)
        with pytest.raises(Unreadable, match="permission denied"):
            read(path, "a.txt")

    @given(st.binary(max_size=400))
    def test_any_bytes_are_decoded_or_refused(self, data: bytes) -> None:
        with suppress(NotAnArticle):
            assert decode(data).encode() is not None
