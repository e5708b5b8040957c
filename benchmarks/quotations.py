"""Quotations: random pieces of articles, found exactly by us and by a plain scan, as phrases of words by tantivy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.cuttings import Newsroom
from benchmarks.peers import peer
from benchmarks.questioning import DRAWN_FROM
from benchmarks.timing import Spread, forget, indexed_bytes_of, settled
from index.article import Article
from index.document import AnalysedDocument, Document, bare_document
from index.engines.whoosh.writer import WhooshWriter, create
from index.knowledge.facts import Facts
from index.text.analyzer import Analyzer
from index.text.terms import Numbering
from index.text.tokenizer import court_tokenizer

SEED = 11
COUNT = 200
SHORTEST, LONGEST = 2, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """How quotations were found: the spread the first time and again, hits of each, answers that are not the scan's.

    ``recall`` is the share of the scan's hits that are found.
    """

    first: Spread
    again: Spread
    hits: tuple[int, ...]
    wrong: int = 0
    recall: float = 1.0


def pieces(normal_texts: Iterable[str], count: int = COUNT) -> list[str]:
    """Random substrings of single lines of the first texts, SHORTEST to LONGEST characters long."""
    chance, texts = random.Random(SEED), list(islice(normal_texts, DRAWN_FROM))
    found: list[str] = []
    while len(found) < count:
        line = chance.choice(chance.choice(texts).split("\n"))
        length = chance.randint(SHORTEST, LONGEST)
        if len(line) >= length:
            start = chance.randrange(len(line) - length + 1)
            found.append(line[start : start + length])
    return found


def scanned(newsroom: Newsroom) -> Quoted:
    """Look for each piece in every text, all of them in memory."""
    texts = list(newsroom.normal_texts())
    wanted = pieces(texts)
    return _quoted([partial(_scan, texts, piece) for piece in wanted])


def build_exact(newsroom: Newsroom, folder: Path) -> int:
    """Index the exact layer of the articles and nothing else; returns its bytes."""
    create(folder / "generation")
    WhooshWriter(folder / "generation").write(_exact_only(newsroom.articles()))
    return indexed_bytes_of(folder)


def found_by_us(newsroom: Newsroom, folder: Path, truth: Sequence[int]) -> Quoted:
    """Ask our engine, for ten articles and the count of all."""
    wanted = pieces(newsroom.normal_texts(DRAWN_FROM))
    forget(folder)
    engine: Any = peer("tashan", folder)
    engine.open()
    return _quoted([partial(engine.quoted, piece) for piece in wanted], truth)


def found_by_tantivy(newsroom: Newsroom, folder: Path, truth: Sequence[int]) -> Quoted:
    """Ask tantivy for the words of each piece as a phrase, which is the nearest that it can be asked."""
    analyzer, wanted = Analyzer(court_tokenizer()), pieces(newsroom.normal_texts(DRAWN_FROM))
    forget(folder)
    tantivy: Any = peer("tantivy", folder)
    tantivy.open()
    return _quoted([partial(tantivy.phrase, list(analyzer.words(piece))) for piece in wanted], truth)


def _quoted(asks: Sequence[Callable[[], int]], truth: Sequence[int] | None = None) -> Quoted:
    """Ask all, then each again; hits that are not the truth's are wrong, and more than those are none."""
    hits, first = [], []
    for ask in asks:
        started = perf_counter()
        hits.append(ask())
        first.append(perf_counter() - started)
    again = [settled(ask, took) for ask, took in zip(asks, first, strict=True)]
    expected = list(truth or hits)
    recalled = sum(map(min, hits, expected))
    return Quoted(
        first=Spread.of(first),
        again=Spread.of(again),
        hits=tuple(hits),
        wrong=sum(one != other for one, other in zip(hits, expected, strict=True)),
        recall=recalled / max(1, sum(expected)),
    )


def _scan(texts: Sequence[str], piece: str) -> int:
    return sum(piece in text for text in texts)


def _bare(article: Article) -> Document:
    """An article of which nothing is known but its text."""
    return replace(bare_document(article), known=Facts())


def _exact_only(articles: Iterable[Article]) -> Iterator[AnalysedDocument]:
    """The articles with their texts and not a word of them."""
    numbering = Numbering(lambda word: (word,))
    nothing = numbering.stream([], gap=0)
    for article in articles:
        yield AnalysedDocument(_bare(article), numbering.vocabulary, nothing, nothing, nothing, ())
