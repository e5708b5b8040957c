"""Growth: what becomes of our own figures with more articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benchmarks.goals import exact_bytes, rebuilt_a_second, told
from benchmarks.questioning import PHRASE
from benchmarks.summary import EVERYTHING, OURS, Figures

_MEGABYTE, _KILO = 1e6, 1000


def _again(figures: Figures, name: str, percentile: str) -> Any:
    return figures["engines"][OURS]["again"][name][percentile]


_COLUMNS: dict[str, Callable[[Figures], Any]] = {
    "p50 ms": lambda figures: _again(figures, EVERYTHING, "p50"),
    "p95 ms": lambda figures: _again(figures, EVERYTHING, "p95"),
    "phrases p95 ms": lambda figures: _again(figures, PHRASE, "p95"),
    "facets p95 ms": lambda figures: _again(figures, "facets", "p95"),
    "quotations p95 ms": lambda figures: figures["quotations"][OURS]["result"]["again"]["p95"],
    "whole path p95 ms": lambda figures: figures["path"]["result"]["again"]["p95"],
    "opening ms": lambda figures: figures["engines"][OURS]["opening"] * _KILO,
    "memory to ask, MB": lambda figures: figures["engines"][OURS]["memory"] / _MEGABYTE,
    "word layer kB an article": lambda figures: (
        figures["engines"][OURS]["build"]["bytes"] / figures["articles"] / _KILO
    ),
    "exact layer bytes a character": exact_bytes,
    "rebuilt articles/s": rebuilt_a_second,
}
HEAD = ("articles", *_COLUMNS)


def growth_rows(runs: Iterable[Figures]) -> Iterator[tuple[str, ...]]:
    """A row of HEAD for each run, and one more where copies of its articles were asked."""
    for figures in runs:
        yield f"{figures['articles']:,}", *_values(figures)
        if tiled := figures.get("tiled"):
            yield f"{tiled['articles']:,}, {tiled['copies']} copies of each", *_values(tiled)


def _values(figures: Figures) -> Iterator[str]:
    for column in _COLUMNS.values():
        value = told(column, figures)
        yield "–" if value is None else f"{value:.3g}"
