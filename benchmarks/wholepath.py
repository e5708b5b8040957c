"""The whole path: from what a reader types to the JSON of the answer, and the command that rebuilds the index."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from benchmarks.cuttings import Newsroom
from benchmarks.questioning import ANY, Question
from benchmarks.timing import Spread
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.engines.engine import Answer, Plan
from index.engines.whoosh.reader import WhooshReader
from index.query import Filters
from index.searching import Library, SearchRequest

_SEEN = "2026-01-01T00:00:00"
# Every pass asks for another number of hits, so that no answer is one that was kept from before.
_SIZES = (10, 9, 11)
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Milliseconds of whole searches, and of the engine's part in them; ``bytes`` is the mean length of the JSON."""

    first: Spread
    again: Spread
    engine: Spread
    bytes: int


def kept(newsroom: Newsroom, folder: Path) -> int:
    """Make a data folder with all articles in its corpus; returns how many."""
    count = 0
    with Corpus.open(DataFolder(folder).prepared().corpus) as corpus, corpus.writing():
        for article in newsroom.articles():
            corpus.keep(article, source_name="news", seen=_SEEN)
            count += 1
    return count


def rebuilt(folder: Path) -> float:
    """Run the command that rebuilds the index; returns its seconds, from its start to its end."""
    started = perf_counter()
    command = [sys.executable, "-m", "tashan", "--data", str(folder), "index", "--rebuild"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - started


def searched(folder: Path, questions: Sequence[Question]) -> Searched:
    """Search for every question once, then again for other numbers of hits."""
    requests = [request_of(question) for question in questions]
    with Library.open(DataFolder(folder), for_many=True) as library, _engine_seconds() as spent:
        library.search(SearchRequest(query="", size=1))
        passes = [[_search(library, request, size, spent) for request in requests] for size in _SIZES]
    first = passes[0]
    medians = [sorted(each)[len(each) // 2] for each in zip(*passes, strict=True)]
    return Searched(
        first=Spread.of([seconds for seconds, _, _ in first]),
        again=Spread.of([seconds for seconds, _, _ in medians]),
        engine=Spread.of([engine for _, engine, _ in medians]),
        bytes=sum(length for _, _, length in first) // len(first),
    )


def _search(library: Library, request: SearchRequest, size: int, spent: list[float]) -> tuple[float, float, int]:
    """Seconds of all, seconds of the engine, bytes of the JSON."""
    spent.clear()
    started = perf_counter()
    results = library.search(replace(request, size=size), budget=_PATIENCE)
    written = json.dumps(results.as_json(), ensure_ascii=False)
    return perf_counter() - started, sum(spent), len(written.encode())


@contextmanager
def _engine_seconds() -> Iterator[list[float]]:
    """How long each answer of the engine takes, while this is entered."""
    spent: list[float] = []
    answer = WhooshReader.answer

    def timed(reader: WhooshReader, plan: Plan) -> Answer:
        started = perf_counter()
        try:
            return answer(reader, plan)
        finally:
            spent.append(perf_counter() - started)

    setattr(WhooshReader, "answer", timed)  # noqa: B010 - mypy knows no such assignment
    try:
        yield spent
    finally:
        setattr(WhooshReader, "answer", answer)  # noqa: B010


def request_of(question: Question) -> SearchRequest:
    """What a reader would type and choose to ask the same."""
    first, last = question.dates or (None, None)
    province = (question.province,) if question.province is not None else ()
    return SearchRequest(
        query=_typed(question),
        filters=Filters(province=province, date_from=first, date_to=last),
        sort="date" if question.by_date else "relevance",
    )


def _typed(question: Question) -> str:
    if question.is_phrase:
        return f"“{''.join(question.words)}”"
    return (" OR " if question.join == ANY else " ").join(question.words)
