"""The commonest words of English, so that none of them is taken for a misspelled name.

    python -m bench.english_words frequency_dictionary_en_82_765.txt

Writes ``index/english_words.txt``. The dictionary, a word and its count on each line, comes with
the package symspellpy; see ``docs/decisions/0007-known-english-words.md``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from index import model

COMMONEST, SHORTEST = 40_000, 3
"""How many words are kept, and of how many letters at least."""

NOTICE = """\
# The commonest words of English, the most frequent first. Made by bench/english_words.py.
# From SymSpell (MIT, Wolf Garbe): SCOWL (Copyright 2000-2018 Kevin Atkinson, permission notice in
# NOTICE), ordered by Google Books Ngrams (CC BY 3.0).
"""


def commonest(lines: Iterable[str]) -> list[str]:
    """Return the most frequent of the words, each given with its count, most frequent first."""
    counts = {word: int(count) for word, count in (line.split() for line in lines if line.strip())}
    words = sorted(
        (word for word in counts if len(word) >= SHORTEST and word.isalpha()),
        key=lambda word: (-counts[word], word),
    )
    return words[:COMMONEST]


def main() -> None:
    """Read the dictionary and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dictionary", type=Path)
    lines = parser.parse_args().dictionary.read_text("utf-8-sig").splitlines()
    target = Path(model.__file__).with_name("english_words.txt")
    target.write_text(NOTICE + "\n".join(commonest(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
