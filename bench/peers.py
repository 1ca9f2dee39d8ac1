"""Other people's search over the same articles, to compare with in ``bench/quality.py``.

A peer ranks passages; its quote is the run of whole sentences, up to 300 characters, with the
highest BM25 score for the peer's own words. Peers have no threshold: they answer wherever a word
matches, and the best score is the confidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import Stemmer
from rank_bm25 import BM25Okapi

from bench.judging import QUOTE, TOP, File, Record
from corpus.models import Span, context
from corpus.sentences import split
from index.analysis import Token, is_stop, tokens
from index.bm25 import K1, B
from index.search import Searcher

try:
    import bm25s
    import tantivy
except ImportError:
    INSTALLED = False
else:
    INSTALLED = True

System = Callable[[Record], Record]
Rank = Callable[[str], Sequence[tuple[int, float]]]
"""From a question to the numbers and scores of the best passages, best first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with the title and headings above it; sentences are spans of its text."""

    article: str
    above: str
    text: str
    sentences: tuple[Span, ...]


def peers(files: Mapping[str, File], searcher: Searcher) -> dict[str, System]:
    """Return the peers by name; those that are not installed are left out.

    ``rank-bm25`` has the paragraphs of the files, words as they are written, and the bare question;
    the others have the searcher's passages with title and headings, stems without stop words, and
    the question together with the one before it.
    """
    paragraphs, passages = list(_paragraphs(files)), list(_passages(searcher))
    okapi = BM25Okapi([_as_written(piece.text) for piece in paragraphs])

    def plain(question: str) -> list[tuple[int, float]]:
        scores = okapi.get_scores(_as_written(question))
        best = (-scores).argsort(kind="stable")[:TOP]
        return [(at, scores[at]) for at in best.tolist() if scores[at] > 0]

    def tuned(question: str) -> list[tuple[int, float]]:
        found, scores = searcher._bm25.top(_analysed(question), TOP)
        return list(zip(found.tolist(), scores.tolist(), strict=True))

    ranks: dict[str, Rank] = {"BM25, analysed and tuned": tuned}
    if INSTALLED:
        ranks |= {"tantivy": _tantivy(passages), "bm25s": _bm25s(passages)}
    return {
        "rank-bm25 as is": _system(paragraphs, plain, _as_written, lambda w: okapi.idf.get(w, 0.0))
    } | {
        name: _with_question_before(_system(passages, rank, _analysed, searcher.idf))
        for name, rank in ranks.items()
    }


def _as_written(text: str) -> list[str]:
    return text.lower().split()


def _content(text: str) -> list[Token]:
    words = list(tokens(text))
    return [word for word in words if not is_stop(word)] or words


def _analysed(text: str) -> list[str]:
    return [word.term for word in _content(text)]


def _paragraphs(files: Mapping[str, File]) -> Iterator[Piece]:
    """Yield what blank lines and headings part."""
    for name, file in files.items():
        for part in re.split(r"\n\s*\n", re.sub(r"(?m)^#.*$", "", file.text)):
            if part.strip():
                yield Piece(name, "", part, tuple(Span(*span) for span in split(part)))


def _passages(searcher: Searcher) -> Iterator[Piece]:
    for number in range(searcher.stats.articles):
        document = searcher._articles.document(number)
        article = document.article
        for passage in document.passages:
            start, stop = passage.span
            yield Piece(
                article.path,
                "\n".join(context(article.meta, passage)),
                article.text[start:stop],
                tuple(Span(first - start, last - start) for first, last in passage.sentences),
            )


def _tantivy(pieces: Sequence[Piece]) -> Rank:
    fields = ["above", "text"]
    schema = tantivy.SchemaBuilder().add_unsigned_field("number", stored=True)
    for field in fields:
        schema.add_text_field(field, tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)
    for number, piece in enumerate(pieces):
        writer.add_document(tantivy.Document(number=number, above=piece.above, text=piece.text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(question: str) -> list[tuple[int, float]]:
        words = " ".join(word.surface for word in _content(question))
        hits = searcher.search(index.parse_query(words, fields), TOP).hits
        return [(searcher.doc(address)["number"][0], score) for score, address in hits]

    return rank


def _bm25s(pieces: Sequence[Piece]) -> Rank:
    how = {"stopwords": "en", "stemmer": Stemmer.Stemmer("english"), "show_progress": False}
    index = bm25s.BM25(k1=K1, b=B)
    texts = [f"{piece.above}\n{piece.text}" for piece in pieces]
    index.index(bm25s.tokenize(texts, **how), show_progress=False)

    def rank(question: str) -> list[tuple[int, float]]:
        words = bm25s.tokenize([question], return_ids=False, **how)
        found, scores = index.retrieve(words, k=min(TOP, len(pieces)), show_progress=False)
        ranked = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [(number, score) for number, score in ranked if score > 0]

    return rank


def _with_question_before(system: System) -> System:
    def answer(asked: Record) -> Record:
        before = (asked.get("history") or [])[::2][-1:]
        return system({"question": " ".join([*before, asked["question"]])})

    return answer


def _system(
    pieces: Sequence[Piece],
    rank: Rank,
    words: Callable[[str], list[str]],
    idf: Callable[[str], float],
) -> System:
    @cache
    def counts(number: int) -> list[Counter[str]]:
        piece = pieces[number]
        return [Counter(words(piece.text[start:stop])) for start, stop in piece.sentences]

    def quote(number: int, weights: Mapping[str, float]) -> str:
        piece, bags = pieces[number], counts(number)

        def worth(run: tuple[int, int]) -> tuple[float, int]:
            first, last = run
            score = 0.0
            for word, weight in weights.items():
                frequency = sum(bag[word] for bag in bags[first : last + 1])
                score += weight * frequency * (K1 + 1) / (frequency + K1)
            return score, piece.sentences[last].stop - piece.sentences[first].start

        first, last = max(_runs(piece.sentences), key=worth)
        return piece.text[piece.sentences[first].start : piece.sentences[last].stop]

    def answer(asked: Record) -> Record:
        ranked = rank(asked["question"])
        weights = {word: idf(word) for word in words(asked["question"])}
        quotes = [
            {
                "article": pieces[number].article,
                "passage": pieces[number].text,
                "text": quote(number, weights),
            }
            for number, _ in ranked
        ]
        sure = float(ranked[0][1]) if ranked else 0.0
        return {"answered": bool(ranked), "confidence": sure, "quotes": quotes}

    return answer


def _runs(sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield first and last of the runs of sentences that fit into a quote, and every single one."""
    for first, (start, _) in enumerate(sentences):
        yield first, first
        for last in range(first + 1, len(sentences)):
            if sentences[last].stop - start > QUOTE:
                break
            yield first, last
