"""Small real folders of articles and real indexes of them."""

from __future__ import annotations

from pathlib import Path

from index import build
from index.search import Searcher

ARTICLES = {
    "harbour.md": """---
title: The harbour of Merrow
url: https://example.org/merrow
publisher: Merrow Gazette
published: 2024-05-06
---
# The harbour of Merrow

## Keepers

Ada Quill keeps the lighthouse of Merrow. She took over from her uncle Tobias Reed in 1987.

The lamp is lit at dusk because fishing boats return late.

## Crew of the ferry

- Ines Vale as captain
- Bruno Hart as engineer
- Lottie Marsh as cook
""",
    "bakery.txt": """The bakery on Tallow Street

The bakery opened on 3 March 1921. Its founder was Pieter Loom, a miller's son.

Honey cakes are baked every Friday. They cost two crowns each.
""",
    "museum.html": """<html><head><title>The clock museum</title>
<meta property="og:site_name" content="Clockwork Weekly"></head><body><article>
<h1>The clock museum</h1>
<p>The clock museum stands in the old granary behind the market square of Merrow, where the town
kept its grain for two hundred years before the railway came.</p>
<p>Its largest clock was built by Oskar Finch, who needed eleven years to finish the mechanism and
never saw it strike twelve, because he moved to the coast the winter before.</p>
</article></body></html>
""",
}


def write_articles(folder: Path, articles: dict[str, str] | None = None) -> Path:
    """Write articles (by name) into ``folder``."""
    for name, text in (ARTICLES if articles is None else articles).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def open_searcher(folder: Path, home: Path) -> Searcher:
    """Index ``folder`` in ``home`` and open the result."""
    build.build(folder, home)
    return Searcher.open(home)
