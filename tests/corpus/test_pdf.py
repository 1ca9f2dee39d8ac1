"""PDFs become paragraphs, and what is handed in becomes a file, under limits."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus import pdf
from corpus.errors import NotAnArticle
from corpus.intake import Said, prepared

ROOT = Path(__file__).resolve().parents[2]
STREAM = b"<< /Length %d%s >>\nstream\n%s\nendstream"


def written(pages: list[list[str]], title: str = "", packed: bytes | None = None) -> bytes:
    """A PDF of lines on pages; ``packed`` is what each page holds instead, deflated."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>".encode(),
    ]
    kids = []
    for lines in pages:
        shown = "BT /F1 12 Tf 14 TL 50 800 Td " + " ".join(
            f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines
        )
        body = packed or (shown + " ET").encode("cp1252")
        objects.append(STREAM % (len(body), b" /Filter /FlateDecode" if packed else b"", body))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 4 0 R "
        b">>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table, len(places) + 1, len(data))
    )


BODY = [
    "The lighthouse of Gull Rock",
    "Mara Lindqvist keeps the lighthouse on Gull Rock. She took over from her un-",
    "cle in the autumn of 1931, when the storms had carried the old pier away.",
    "The lamp burns paraffin and can be seen from the harbour, as everybody there",
    "says.",
]


def test_lines_become_paragraphs_and_words_are_whole() -> None:
    title, text = pdf.text(written([BODY], title="The keeper"))
    assert title == "The keeper"
    first, second = text.strip().split("\n\n")
    assert first == "The lighthouse of Gull Rock"
    assert "from her uncle in the autumn" in second
    assert second.endswith("as everybody there says.")


def test_headers_footers_and_page_numbers_go() -> None:
    pages = [
        [
            f"Harbour Press 2024, {n}",
            f"Mara Lindqvist kept the lamp of Gull Rock alight in the {name} winter, when the",
            f"storms of {name} January had carried away all that the {name} summer had built.",
            f"Day {n} was as long as the one before it was.",
            str(n),
        ]
        for n, name in enumerate(("first", "second", "third", "fourth", "last"), 1)
    ]
    _, text = pdf.text(written(pages))
    assert "Harbour Press" not in text
    assert not [line for line in text.split("\n") if line.strip().isdigit()]
    assert text.count("Mara Lindqvist") == 5
    assert all(f"Day {n} was" in text for n in range(1, 6))


def refusal(data: bytes) -> str:
    with pytest.raises(NotAnArticle) as caught:
        pdf.text(data)
    return caught.value.reason


def test_encrypted_scanned_and_damaged_ones_are_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written([BODY]))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert refusal(locked.getvalue()).startswith("an encrypted PDF")
    assert refusal(written([[], []])).startswith("a PDF without text")
    assert refusal(written([BODY])[:300]) == "a damaged PDF"
    assert refusal(b"%PDF-1.7\n" + b"<<" * 5000) == "a damaged PDF"
    assert refusal(written([["x"]] * (pdf.MOST_PAGES + 1))).startswith("more than")


def test_what_is_said_beside_a_file_stands_in_its_front_matter() -> None:
    said = Said("The bell: a story", "https://example.org/bell", "2023-05-01", "S02E03")
    ready = prepared(b"---\npublisher: Harbour Press\n---\nThe bell rings at noon.\n", ".md", said)
    assert (ready.suffix, ready.title, ready.passages) == (".md", "The bell: a story", 1)
    assert b"publisher: Harbour Press" in ready.content
    assert ready.content.endswith(b"The bell rings at noon.\n")
    page = (
        b"<html><title>Bells</title><body><article><h1>Bells</h1><p>"
        + (b"The bell of Tarn was cast in 1801 and rings at noon every day. " * 5)
        + b"</p></article></body></html>"
    )
    kept = prepared(page, ".html", Said())
    assert (kept.suffix, kept.content) == (".html", page)
    assert prepared(page, ".txt", Said()).suffix == ".html"
    turned = prepared(page, ".html", Said(url="https://example.org/bells"))
    assert turned.suffix == ".md"
    assert b"url: https://example.org/bells" in turned.content
    assert prepared(b"The bell rings at noon.", ".txt", Said("Bell")).suffix == ".md"
    assert prepared(written([BODY]), ".pdf", Said()).suffix == ".md"


def run(data: bytes, suffix: str) -> bytes:
    """What the process that reads answers."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "corpus.intake", suffix, "{}"],
        input=data,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
    )
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits on memory there")
def test_a_bomb_ends_the_process_that_reads_it_or_is_refused() -> None:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * (1 << 24)) for _ in range(100)) + packer.flush()
    answer = run(written([["x"]], packed=packed), ".pdf")
    assert not answer or "refused" in json.loads(answer)
    nested = run(b"<html><body>" + b"<div>" * 200_000 + b"The bell rings.", ".html")
    assert not nested or "refused" in json.loads(nested.partition(b"\n")[0])
    fine = run(b"# The bell\n\nThe bell rings at noon.\n", ".md")
    assert json.loads(fine.partition(b"\n")[0])["passages"] == 1


def test_a_fault_that_nobody_foresaw_is_a_refusal_that_says_where_it_was() -> None:
    said = "from corpus import intake; intake.prepared = lambda *_: 1 / 0; intake.main()"
    done = subprocess.run(
        [sys.executable, "-c", said, ".md", "{}"], input=b"", capture_output=True, timeout=60
    )
    found = json.loads(done.stdout)
    assert found == {"refused": "cannot be read", "fault": "ZeroDivisionError at <string>:1"}


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_reading_makes_way_for_all_others() -> None:
    said = (
        "import os, pathlib; from corpus import intake; intake._limit();"
        "print(os.nice(0), pathlib.Path('/proc/self/oom_score_adj').read_text().strip())"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["19", "1000"]


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_what_may_not_make_way_is_limited_all_the_same() -> None:
    said = (
        "import os, resource; from corpus import intake; os.nice = lambda _: os.listdir('/proc/-');"
        "intake._limit(); print(*resource.getrlimit(resource.RLIMIT_FSIZE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["0", "0"]
