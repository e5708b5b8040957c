"""bm25s: scores of the words of the body and nothing else, no counts, no phrases, no filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.cuttings import Cutting
from benchmarks.peers.peer import WANTED, Counts, Reply
from benchmarks.questioning import ANY, Question

bm25s: Any = import_module("bm25s")
numpy: Any = import_module("numpy")


class Bm25s:
    """bm25s with its index in memory, by numba where that is installed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """Words become numbers as they come."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        texts = [numpy.fromiter(map(numbers.__getitem__, cutting.words), numpy.int32) for cutting in cuttings]
        engine = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        engine.index((texts, dict(numbers)), show_progress=False)
        engine.save(str(self._folder))

    def open(self) -> None:
        """Load all of it."""
        self._engine = bm25s.BM25.load(str(self._folder), mmap=False, load_vocab=True)
        self._known = self._engine.vocab_dict
        self._wanted = min(WANTED, self._engine.scores["num_docs"])

    def close(self) -> None:
        """Let go of it."""
        del self._engine

    def answer(self, question: Question) -> Reply | None:
        """The best for any of the words; nothing else can be asked."""
        is_plain = not (question.facets or question.by_date or question.two_fields or question.is_narrowed)
        if not is_plain or question.is_phrase or (question.join != ANY and len(question.words) > 1):
            return None
        words = [[word for word in question.words if word in self._known]]
        found, scores = self._engine.retrieve(words, k=self._wanted, show_progress=False, n_threads=0)
        best = [(int(number), float(score)) for number, score in zip(found[0], scores[0], strict=True) if score > 0]
        return Reply(None, tuple(number for number, _ in best), tuple(score for _, score in best))

    def counts(self, facets: Any) -> Counts:
        """It has none."""
        return {}
