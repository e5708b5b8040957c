"""The schedule: when each source is due, told by how often it declares to be visited and its last good run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from crawlers.clock import interval, now, written
from crawlers.jobs import chosen
from crawlers.loader import load_sources
from crawlers.sites import Site
from index.corpus import Corpus, Run, SourceState
from index.datafolder import DataFolder

NEVER_RUN = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source as operators see it; ``due`` is a moment, ``health`` the outcome of its last run.

    Where that is not healthy: ``field`` died, ``since`` is when the first such run in a row began, ``example`` shows
    it. ``held`` counts the articles in quarantine.
    """

    name: str
    platform: str
    court: str | None
    every: str
    due: str
    last_run: str | None
    health: str
    problem: str | None
    field: str | None
    since: str | None
    example: str | None
    held: int
    articles: int
    newest: str | None

    def as_json(self) -> dict[str, Any]:
        """Every field under its own name."""
        return asdict(self)


def states(folder: DataFolder) -> tuple[SourceRow, ...]:
    """Every source known, by name, with what its runs left in the corpus."""
    loader = load_sources(folder)
    left: dict[str, SourceState] = {}
    if folder.corpus.exists():
        with Corpus.open(folder.corpus, read_only=True) as corpus:
            left = {state.name: state for state in corpus.sources()}
    sites = (loader.source(name).site for name in sorted(loader.list()))
    return tuple(_row(site, left.get(site.name) or SourceState(site.name)) for site in sites)


def due_names(folder: DataFolder, names: Sequence[str] = ()) -> tuple[str, ...]:
    """Which of the sources named, or of all, are due; raises UnknownSource."""
    wanted = {spider.site.name for spider in chosen(load_sources(folder), names)}
    return tuple(row.name for row in states(folder) if row.name in wanted and row.due <= now())


def due_at(site: Site, last: Run | None) -> str:
    """The moment from which a source is due: at once after a run that was not healthy, always if it never ran."""
    if last is None:
        return written(datetime.fromtimestamp(0, UTC))
    finished = datetime.fromisoformat(last.finished)
    return written(finished + interval(site.every) if last.is_healthy else finished)


def _row(site: Site, state: SourceState) -> SourceRow:
    last = state.run
    return SourceRow(
        name=site.name,
        platform=site.platform,
        court=site.court,
        every=site.every,
        due=due_at(site, last),
        last_run=last.finished if last else None,
        health=last.outcome if last else NEVER_RUN,
        problem=last.problem if last else None,
        field=last.field if last else None,
        since=state.since,
        example=last.example if last else None,
        held=state.held,
        articles=state.articles,
        newest=state.newest,
    )
