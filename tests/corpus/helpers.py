"""What the tests of the readers share: a file is written and read, or refused for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import Unreadable
from corpus.models import Article
from corpus.readers import read

STORY = "Ida Müller’s crew left the café on the far side — it was 4 °C — and never came back."


def article(folder: Path, name: str, content: str | bytes) -> Article:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, name)[0]


def reason(folder: Path, name: str, content: str | bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        article(folder, name, content)
    assert caught.value.path == name
    return caught.value.reason
