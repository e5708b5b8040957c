"""Exact quotations of real text: random substrings are found in all and only the articles that have them.

``python -m benchmarks.substrings PATH [--documents 10000] [--needles 2000] [--seed 0]``

PATH is a gzipped file of JSON lines with ``id``, ``title`` and ``body``. Times are of the whole search, beside those of
two words that one article has.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.queries import library_of
from index.article import Article
from index.query import QUOTATION_MARKS
from index.request import SearchRequest
from index.searching import Library
from index.text.analyzer import Analyzer
from index.text.normal import normalise
from index.text.tokenizer import court_tokenizer

_SHORTEST, _LONGEST = 2, 12
_HOST = "http://documents.example/"


def articles_of(path: Path, count: int) -> list[Article]:
    """The first so many documents as articles."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [
            Article(url=_HOST + line["id"], title=line["title"], body=line["body"])
            for line in map(json.loads, islice(file, count))
        ]


def needles_of(articles: Sequence[Article], count: int, chance: random.Random) -> list[str]:
    """Random substrings of random lines, of which at least two characters count and none is a quotation mark."""
    needles: list[str] = []
    while len(needles) < count:
        article = chance.choice(articles)
        line = chance.choice((article.title or "", *article.paragraphs))
        start = chance.randrange(max(1, len(line) - _SHORTEST))
        needle = line[start : start + chance.randint(_SHORTEST, _LONGEST)]
        if len(normalise(needle)) >= _SHORTEST and QUOTATION_MARKS.isdisjoint(needle):
            needles.append(needle)
    return needles


def wrongs(articles: Sequence[Article], needles: Sequence[str], library: Library) -> list[str]:
    """The needles that were not found in exactly the articles that a plain look at every line finds."""
    lines = {a.url: [normalise(line) for line in (a.title or "", *a.paragraphs)] for a in articles}
    return [needle for needle in needles if _found(needle, library) != _scanned(normalise(needle), lines)]


def _found(needle: str, library: Library) -> set[str]:
    with library.every(SearchRequest(query=f"“{needle}”", group="none")) as entries:
        return {entry.kept.article.url for entry in entries}


def _scanned(normal: str, lines: dict[str, list[str]]) -> set[str]:
    return {url for url, all_of_it in lines.items() if any(normal in line for line in all_of_it)}


def pairs_of(articles: Sequence[Article], count: int, chance: random.Random, analyzer: Analyzer) -> list[str]:
    """Queries of two words, each two from one article."""
    pairs: list[str] = []
    while len(pairs) < count:
        words = [word for word in analyzer.words(chance.choice(articles).body) if len(word) > 1]
        if len(words) > 1:
            pairs.append(" ".join(chance.sample(words, 2)))
    return pairs


def p95_of(queries: Sequence[str], library: Library) -> float:
    """The time that nineteen of twenty searches do not exceed, in milliseconds."""
    taken = []
    for query in queries:
        started = time.perf_counter()
        library.search(SearchRequest(query=query), budget=60.0)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def main() -> None:
    """Look for the substrings, print how many were wrong and how long it took, exit 1 where any was."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.substrings", description=main.__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--needles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if not asked.path.exists():
        sys.exit(f"There is no {asked.path}.")
    chance = random.Random(asked.seed)
    articles = articles_of(asked.path, asked.documents)
    needles = needles_of(articles, asked.needles, chance)
    pairs = pairs_of(articles, asked.needles, chance, Analyzer(court_tokenizer()))
    with tempfile.TemporaryDirectory() as place, library_of(articles, Path(place)) as library:
        wrong = wrongs(articles, needles, library)
        print(f"{len(needles)} substrings of {len(articles)} documents, {len(wrong)} of them not found exactly {wrong}")
        quoted = p95_of([f"“{needle}”" for needle in needles], library)
        print(f"p95 of a search: {quoted:.1f} ms for quotations, {p95_of(pairs, library):.1f} ms for two words")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
