"""How well questions find what people judged to answer them, the whole way: a question in, a ranked list out.

``python -m benchmarks.retrieval PATH [--folder FOLDER] [--every N]``

PATH holds ``docs.jsonl.gz`` (id, title, body), ``queries.jsonl.gz`` (qid, query) and ``qrels.tsv`` (qid, 0, id, grade).
The judgements are read after the search has answered.  FOLDER keeps the index for another run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.queries import library_of
from index.article import Article
from index.datafolder import DataFolder
from index.searching import Library, SearchRequest

DEEPEST = 100
_HOST = "http://documents.example/"

Judgements = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Run:
    """The answers to all questions: for each the documents in order; and how many milliseconds each took."""

    ranked: Mapping[str, Sequence[str]]
    took_ms: Sequence[float]


def ndcg(ranked: Sequence[str], judged: Mapping[str, int], depth: int = 10) -> float:
    """The normalised discounted cumulative gain of the first ones, with gains of 2^grade - 1."""
    best = sorted(judged.values(), reverse=True)[:depth]
    return _gain(judged.get(name, 0) for name in ranked[:depth]) / _gain(iter(best))


def recall(ranked: Sequence[str], judged: Mapping[str, int], depth: int = DEEPEST) -> float:
    """Which part of what answers is among the first ones."""
    answering = {name for name, grade in judged.items() if grade > 0}
    return len(answering & set(ranked[:depth])) / len(answering)


def _gain(grades: Iterator[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def answered(library: Library, questions: Mapping[str, str], budget: float = 60.0) -> Run:
    """Ask every question as a reader would, a hundred articles to the page."""
    ranked, took = {}, []
    for name, question in questions.items():
        started = time.perf_counter()
        results = library.search(SearchRequest(query=question, group="none", size=DEEPEST), budget=budget)
        took.append((time.perf_counter() - started) * 1000)
        ranked[name] = [hit.url.removeprefix(_HOST) for hit in results.hits]
    return Run(ranked, took)


def scores(run: Run, judgements: Judgements) -> tuple[float, float]:
    """The mean nDCG@10 and the mean recall@100."""
    gains = [ndcg(ranked, judgements[name]) for name, ranked in run.ranked.items()]
    return statistics.fmean(gains), statistics.fmean(recall(run.ranked[name], judgements[name]) for name in run.ranked)


def articles_of(path: Path) -> Iterator[Article]:
    """The documents as articles."""
    for line in _lines(path / "docs.jsonl.gz"):
        yield Article(url=_HOST + line["id"], title=line["title"], body=line["body"])


def questions_of(path: Path) -> dict[str, str]:
    """The questions by their names."""
    return {line["qid"]: line["query"] for line in _lines(path / "queries.jsonl.gz")}


def judgements_of(path: Path) -> Judgements:
    """For every question the grades of the documents that were judged."""
    judged: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in (path / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, _, document, grade = line.split()
        judged[question][document] = int(grade)
    return judged


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def main() -> None:
    """Index the documents, ask the questions, print the scores."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=main.__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--folder", type=Path, help="where the index is kept for another run")
    parser.add_argument("--every", type=int, default=1, help="ask each Nth question only")
    asked = parser.parse_args()
    if not (asked.path / "docs.jsonl.gz").exists():
        sys.exit(f"There is no docs.jsonl.gz in {asked.path}.")
    with tempfile.TemporaryDirectory() as place:
        run = _run(asked.path, asked.folder or Path(place), asked.every)
    gain, found = scores(run, judgements_of(asked.path))
    print(f"{len(run.ranked)} questions: nDCG@10 {gain:.4f}, recall@100 {found:.4f}, median {_median(run):.0f} ms")


def _run(path: Path, folder: Path, every: int) -> Run:
    questions = dict(list(questions_of(path).items())[::every])
    kept = (folder / "index" / "CURRENT").exists()
    with Library.open(DataFolder(folder)) if kept else library_of(list(articles_of(path)), folder) as library:
        return answered(library, questions)


def _median(run: Run) -> float:
    return statistics.median(run.took_ms)


if __name__ == "__main__":
    main()
