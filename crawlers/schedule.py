"""The schedule: when each source is due, told by how often it declares to be visited and its last good run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from crawlers.clock import interval, now, written
from crawlers.gaps import Gap, gaps
from crawlers.jobs import chosen
from crawlers.loader import load_sources
from crawlers.quiet import is_quiet
from crawlers.sites import Site
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.runs import Run, SourceState
from index.yields import INCOMPLETE

NEVER_RUN = "never"
_FIRST_RETRY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Missed:
    """Articles that were missed at first: how many, of which days, some addresses, and the visit that found them."""

    articles: int
    oldest: str
    newest: str
    examples: tuple[str, ...]
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source as operators see it; ``due`` is a moment, ``health`` the outcome of its last run.

    Where that is not healthy: ``field`` died, ``since`` is when the first such run in a row began, ``example`` shows
    it. ``held`` counts the articles in quarantine. ``missed`` tells of the last articles that a visit found although an
    earlier one should have, ``gaps`` are months without articles that its rhythm does not explain.
    """

    name: str
    title: str | None
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
    missed: Missed | None
    gaps: tuple[Gap, ...]

    def as_json(self) -> dict[str, Any]:
        """Every field under its own name."""
        return asdict(self)


def states(folder: DataFolder) -> tuple[SourceRow, ...]:
    """Every source known, by name, with what its runs left in the corpus."""
    left: dict[str, SourceState] = {}
    late: dict[str, Run] = {}
    months: dict[str, dict[str, int]] = {}
    if folder.corpus.exists():
        with Corpus.open(folder.corpus, read_only=True) as corpus:
            left = {state.name: state for state in corpus.sources()}
            late, months = corpus.last_late_runs(), corpus.months()
    return tuple(
        _row(site, left.get(site.name) or SourceState(site.name), late.get(site.name), months.get(site.name, {}))
        for site in _sites(folder)
    )


def wanted_names(
    folder: DataFolder, names: Sequence[str] = (), *, due: bool = False, shard: tuple[int, int] | None = None
) -> tuple[str, ...]:
    """Which of the sources named, or of all, are to be visited: those due, those in a shard; raises UnknownSource."""
    sites = (spider.site for spider in chosen(load_sources(folder), names))
    found = [site for site in sites if shard is None or in_shard(site, shard)]
    if due:
        left, moment = _left(folder), datetime.now(UTC)
        found = [site for site in found if _is_late(site, left) and not is_quiet(site.quiet, moment)]
    return tuple(site.name for site in found)


def is_due(folder: DataFolder, site: Site) -> bool:
    """Tell whether a source is due at this moment."""
    return _is_late(site, _left(folder))


def _left(folder: DataFolder) -> dict[str, SourceState]:
    """What runs left in the corpus, by source, nothing where there is none yet."""
    if not folder.corpus.exists():
        return {}
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        return {state.name: state for state in corpus.sources()}


def _is_late(site: Site, left: Mapping[str, SourceState]) -> bool:
    return due_at(site, left.get(site.name) or SourceState(site.name)) <= now()


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


def _sites(folder: DataFolder) -> Iterator[Site]:
    loader = load_sources(folder)
    return (loader.source(name).site for name in sorted(loader.list()))


def _missed(run: Run | None) -> Missed | None:
    if run is None or run.late_from is None or run.late_until is None:
        return None
    return Missed(run.late, run.late_from, run.late_until, tuple((run.late_examples or "").split()), run.started)


def _row(site: Site, state: SourceState, late: Run | None, months: Mapping[str, int]) -> SourceRow:
    last = state.run
    return SourceRow(
        name=site.name,
        title=site.called,
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
        missed=_missed(late),
        gaps=gaps(months),
    )
