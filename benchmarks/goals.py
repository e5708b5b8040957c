"""The goals: what must be shown, each with the figure of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.questioning import TWELVE
from benchmarks.summary import EVERYTHING, OURS, VANILLA, Figures

GIGABYTE = 1e9


@dataclass(frozen=True, slots=True)
class Goal:
    """A measure, what it must be at least or at most, and what it is; None where it was not measured."""

    measure: str
    wanted: float
    figure: float | None
    unit: str = "×"
    at_most: bool = False

    @property
    def is_reached(self) -> bool | None:
        """Tell whether the figure is good enough; None where there is none."""
        if self.figure is None:
            return None
        return self.figure <= self.wanted if self.at_most else self.figure >= self.wanted


def goals(figures: Figures) -> Iterator[Goal]:
    """Every goal of the engine, with its figure of one run."""
    peers = _Beside(figures)
    yield Goal("queries against tantivy, p50", 3, peers.faster("tantivy", "p50"))
    yield Goal("queries against tantivy, p95", 5, peers.faster("tantivy", "p95"))
    yield Goal("queries against tantivy, p50 of the class where we are least ahead", 1, peers.least_ahead("tantivy"))
    yield Goal("facets over all hits against tantivy, p50", 20, peers.faster("tantivy", "p50", "facets"))
    yield Goal("queries against SQLite FTS5, p50", 100, peers.faster("sqlite", "p50"))
    yield Goal("queries against vanilla Whoosh, p50", 1000, peers.faster(VANILLA, "p50"))
    yield Goal("whole search path against its engine, p95", 15, told(_path_ratio, figures), at_most=True)
    yield Goal("whole search path, p95", 10, told(lambda f: f["path"]["result"]["again"]["p95"], figures), "ms", True)
    yield Goal("exact quotations against a plain scan, p95", 40, peers.quotes_faster("scan"))
    yield Goal("exact quotations against tantivy's phrases, p95", 2, peers.quotes_faster("tantivy"))
    yield Goal("indexing from raw text against tantivy, words cut in its process", 1, peers.ingests_faster("tantivy"))
    yield Goal("the same, words cut by as many workers as ours", 1, peers.ingests_faster("tantivy+workers"))
    yield Goal("indexing from raw text against vanilla Whoosh and jieba", 12, peers.ingests_faster(VANILLA))
    yield Goal("whole rebuild, knowledge cached", 300, told(rebuilt_a_second, figures), "articles/s")
    yield Goal("size of the word layer against tantivy", 2, peers.larger("tantivy"), at_most=True)
    yield Goal("exact layer", 4, told(exact_bytes, figures), "bytes/character", True)
    yield Goal("peak memory of a rebuild", 1.5, told(lambda f: f["rebuild"]["peak"] / GIGABYTE, figures), "GB", True)
    yield Goal("answers that differ from vanilla Whoosh's", 0, told(_differing, figures), "answers", True)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Our engine beside others: each ratio is above 1 where ours is the faster one, or the larger."""

    figures: Figures

    def faster(self, peer: str, percentile: str, name: str = EVERYTHING) -> float | None:
        return self._ratio(lambda engine: self.figures["engines"][engine]["again"][name][percentile], peer, OURS)

    def least_ahead(self, peer: str) -> float | None:
        ratios = [self.faster(peer, "p50", name) for name in TWELVE]
        known = [ratio for ratio in ratios if ratio is not None]
        return min(known) if len(known) == len(ratios) else None

    def quotes_faster(self, peer: str) -> float | None:
        return self._ratio(lambda engine: self.figures["quotations"][engine]["result"]["again"]["p95"], peer, OURS)

    def ingests_faster(self, peer: str) -> float | None:
        return self._ratio(lambda engine: self.figures["ingest"][engine]["result"]["per_second"], OURS, peer)

    def larger(self, peer: str) -> float | None:
        return self._ratio(lambda engine: self.figures["engines"][engine]["build"]["bytes"], OURS, peer)

    def _ratio(self, figure: Callable[[str], float], one: str, other: str) -> float | None:
        return told(lambda _: figure(one) / figure(other), self.figures)


def told(figure: Callable[[Figures], Any], figures: Figures) -> float | None:
    """A figure, or None where one of its stages was not run."""
    try:
        return float(figure(figures))
    except (KeyError, TypeError):
        return None


def _path_ratio(figures: Figures) -> float:
    path: dict[str, Any] = figures["path"]["result"]
    return float(path["again"]["p95"] / path["engine"]["p95"])


def rebuilt_a_second(figures: Figures) -> float:
    """Articles of the command that rebuilds the index, with all knowledge kept from before."""
    return float(figures["articles"] / figures["rebuild"]["result"])


def exact_bytes(figures: Figures) -> float:
    """Bytes of the exact layer for each character of the articles, its texts included."""
    return float(figures["quotations"][OURS]["build"]["bytes"] / figures["characters"])


def _differing(figures: Figures) -> float:
    found: dict[str, Any] = figures["engines"][OURS]["agreement"]
    return float(found["counts"] + found["facets"] + found["orders"])
