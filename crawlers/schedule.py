"""The schedule: when each source is due, told by how often it declares to be visited and its last good run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from crawlers.clock import interval, now, written
from crawlers.jobs import chosen
from crawlers.loader import load_sources
from crawlers.quiet import is_quiet
from crawlers.sites import Site
from index.corpus import INCOMPLETE, Corpus, SourceState
from index.datafolder import DataFolder

NEVER_RUN = "never"
_FIRST_RETRY = timedelta(hours=1)


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
    quiet: str | None

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


def wanted_names(
    folder: DataFolder, names: Sequence[str] = (), *, due: bool = False, shard: tuple[int, int] | None = None
) -> tuple[str, ...]:
    """Which of the sources named, or of all, are to be visited: those due, those in a shard; raises UnknownSource."""
    sites = (spider.site for spider in chosen(load_sources(folder), names))
    found = [site.name for site in sites if shard is None or in_shard(site, shard)]
    late = (
        {row.name for row in states(folder) if row.due <= now() and not is_quiet(row.quiet, datetime.now(UTC))}
        if due
        else set(found)
    )
    return tuple(name for name in found if name in late)


def is_due(folder: DataFolder, site: Site) -> bool:
    """Tell whether a source is due at this moment."""
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        state = next((state for state in corpus.sources() if state.name == site.name), SourceState(site.name))
    return due_at(site, state) <= now()


def due_at(site: Site, state: SourceState) -> str:
    """The moment from which a source is due: always if it never ran, again after its time if it went well.

    After a run that did not, it is tried again in an hour, then after as long as it has been sick, but never later
    than in its time. A run that was cut short is gone on with in an hour.
    """
    if state.run is None:
        return written(datetime.fromtimestamp(0, UTC))
    finished = datetime.fromisoformat(state.run.finished)
    if state.run.outcome == INCOMPLETE:
        return written(finished + min(interval(site.every), _FIRST_RETRY))
    if state.since is None:
        return written(finished + interval(site.every))
    sick = finished - datetime.fromisoformat(state.since)
    return written(finished + min(interval(site.every), max(_FIRST_RETRY, sick)))


def in_shard(site: Site, shard: tuple[int, int]) -> bool:
    """Tell whether a source belongs to the I-th of N shards: sources of one host do together, whatever others join."""
    number, shards = shard
    digest = hashlib.sha256(site.fetched_hosts[0].encode()).digest()
    return int.from_bytes(digest[:8]) % shards == number - 1


def _row(site: Site, state: SourceState) -> SourceRow:
    last = state.run
    return SourceRow(
        name=site.name,
        platform=site.platform,
        court=site.court,
        every=site.every,
        due=due_at(site, state),
        last_run=last.finished if last else None,
        health=last.outcome if last else NEVER_RUN,
        problem=last.problem if last else None,
        field=last.field if last else None,
        since=state.since,
        example=last.example if last else None,
        held=state.held,
        articles=state.articles,
        newest=state.newest,
        quiet=site.quiet,
    )
