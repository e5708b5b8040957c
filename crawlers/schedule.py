"""The schedule: when each source is due, told by how often it declares to be visited and its last good run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from crawlers.clock import now, written
from crawlers.jobs import chosen
from crawlers.loader import load_sources
from crawlers.quiet import is_quiet
from crawlers.sites import Site
from index.corpus import Corpus, Run
from index.datafolder import DataFolder

NEVER_RUN = "never"
_UNITS = {"h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source as operators see it; ``due`` is a moment or ``now``, ``health`` the outcome of its last run."""

    name: str
    platform: str
    court: str | None
    every: str
    due: str
    last_run: str | None
    health: str
    problem: str | None
    articles: int
    newest: str | None
    quiet: str | None

    def as_json(self) -> dict[str, Any]:
        """Every field under its own name."""
        return asdict(self)


def states(folder: DataFolder) -> tuple[SourceRow, ...]:
    """Every source known, by name, with what its runs left in the corpus."""
    loader = load_sources(folder)
    runs: dict[str, Run] = {}
    newest: dict[str, tuple[int, str | None]] = {}
    if folder.corpus.exists():
        with Corpus.open(folder.corpus, read_only=True) as corpus:
            runs, newest = corpus.last_runs(), corpus.newest_by_source()
    sites = (loader.source(name).site for name in sorted(loader.list()))
    return tuple(_row(site, runs.get(site.name), *newest.get(site.name, (0, None))) for site in sites)


def due_names(folder: DataFolder, names: Sequence[str] = ()) -> tuple[str, ...]:
    """Which of the sources named, or of all, are due and not in their quiet hours; raises UnknownSource."""
    wanted = {spider.site.name for spider in chosen(load_sources(folder), names)}
    return tuple(
        row.name
        for row in states(folder)
        if row.name in wanted and row.due <= now() and not is_quiet(row.quiet, datetime.now(UTC))
    )


def interval(every: str) -> timedelta:
    """Turn ``12h`` or ``1d`` into a span of time."""
    return timedelta(**{_UNITS[every[-1]]: int(every[:-1])})


def due_at(site: Site, last: Run | None) -> str:
    """The moment from which a source is due: at once after a run that was not healthy, always if it never ran."""
    if last is None:
        return written(datetime.fromtimestamp(0, UTC))
    finished = datetime.fromisoformat(last.finished)
    return written(finished + interval(site.every) if last.outcome == "healthy" else finished)


def _row(site: Site, last: Run | None, articles: int, newest: str | None) -> SourceRow:
    return SourceRow(
        name=site.name,
        platform=site.platform,
        court=site.court,
        every=site.every,
        due=due_at(site, last),
        last_run=last.finished if last else None,
        health=last.outcome if last else NEVER_RUN,
        problem=last.problem if last else None,
        articles=articles,
        newest=newest,
        quiet=site.quiet,
    )
