"""The logbook: what visits were made to the sources, and what state they left them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields

from index.kept import Coverage
from index.runs import Run, SourceState
from index.store import Store
from index.yields import GOOD_OUTCOMES, fallen

RUNS_SHOWN = 12


class Logbook(Store):
    """The runs of every source, and its articles as far as they are counted."""

    def last_sweep(self, source_name: str) -> str | None:
        """When the last full sweep of a source began."""
        [(started,)] = self.rows("SELECT max(started) FROM run WHERE source_name = ? AND swept", source_name)
        return None if started is None else str(started)

    def record_run(self, run: Run) -> None:
        """Write down one finished run."""
        values = asdict(run)
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self._connection.execute(f"INSERT INTO run ({names}) VALUES ({marks})", tuple(values.values()))

    def last_runs(self) -> dict[str, Run]:
        """The latest run of every source that ever ran, by source name."""
        runs = self._runs("WHERE id IN (SELECT max(id) FROM run GROUP BY source_name) ORDER BY source_name")
        return {run.source_name: run for run in runs}

    def last_late_runs(self) -> dict[str, Run]:
        """The latest run of every source that brought articles which an earlier run had missed, by source name."""
        last = "SELECT max(id) FROM run WHERE late GROUP BY source_name"
        return {run.source_name: run for run in self._runs(f"WHERE id IN ({last})")}

    def months(self) -> dict[str, dict[str, int]]:
        """For every source: how many of its articles were published in each month (``YYYY-MM``) that has any."""
        found: dict[str, dict[str, int]] = {}
        for name, month, count in self.rows(
            "SELECT source_name, substr(published, 1, 7) AS month, count(*) FROM article"
            " WHERE published IS NOT NULL GROUP BY source_name, month"
        ):
            found.setdefault(name, {})[month] = count
        return found

    def runs(self, source_name: str, *, count: int = 10) -> tuple[Run, ...]:
        """The latest runs of a source, latest first."""
        return tuple(self._runs("WHERE source_name = ? ORDER BY id DESC LIMIT ?", source_name, count))

    def sources(self) -> tuple[SourceState, ...]:
        """Every source that has articles or ever ran, by name."""
        runs, newest, since, held = self._histories(), self.newest_by_source(), self._sick_since(), self._held()
        histories = {name: tuple(run.yields for run in each) for name, each in runs.items()}
        return tuple(
            SourceState(
                name,
                *newest.get(name, (0, None)),
                run=runs[name][-1] if name in runs else None,
                since=since.get(name),
                held=held.get(name, 0),
                history=histories.get(name, ()),
                fallen=fallen(histories.get(name, ())),
                title=_title(runs.get(name, ())),
            )
            for name in sorted({*runs, *newest})
        )

    def _histories(self) -> dict[str, list[Run]]:
        """The latest RUNS_SHOWN runs of every source that ever ran, the oldest first."""
        found: dict[str, list[Run]] = {}
        numbered = "SELECT id, row_number() OVER (PARTITION BY source_name ORDER BY id DESC) AS nth FROM run"
        for run in self._runs(f"WHERE id IN (SELECT id FROM ({numbered}) WHERE nth <= {RUNS_SHOWN}) ORDER BY id"):
            found.setdefault(run.source_name, []).append(run)
        return found

    def _runs(self, wanted: str, *values: str | int) -> Iterator[Run]:
        """The runs that a clause wants, with what this file tells of them."""
        columns = self.columns("run")
        names = [field.name for field in fields(Run) if field.name in columns]
        for row in self.rows(f"SELECT {', '.join(names)} FROM run {wanted}", *values):
            told = dict(zip(names, row, strict=True))
            yield Run(**told | {"swept": bool(told["swept"])})

    def _held(self) -> dict[str, int]:
        return dict(
            self.rows("SELECT source_name, count(*) FROM stage WHERE held AND content IS NOT NULL GROUP BY source_name")
        )

    def _sick_since(self) -> dict[str, str]:
        """For every source whose latest run was not healthy: when the first such run in a row began."""
        good = ", ".join(f"'{outcome}'" for outcome in GOOD_OUTCOMES)
        rows = self.rows(
            f"SELECT source_name, min(started) FROM run WHERE outcome NOT IN ({good}) AND id > coalesce((SELECT max(id)"
            f" FROM run AS good WHERE good.source_name = run.source_name AND good.outcome IN ({good})), 0)"
            " GROUP BY source_name"
        )
        return dict(rows)

    def days_of(self, source_name: str, *, count: int) -> tuple[str, ...]:
        """The latest days on which a source's articles were published, latest first."""
        rows = self.rows(
            "SELECT DISTINCT substr(published, 1, 10) AS day FROM article"
            " WHERE source_name = ? AND published IS NOT NULL ORDER BY day DESC LIMIT ?",
            source_name,
            count,
        )
        return tuple(day for (day,) in rows)

    def newest_by_source(self) -> dict[str, tuple[int, str | None]]:
        """For every source: how many of its articles are kept and the newest publication day."""
        rows = self.rows("SELECT source_name, count(*), substr(max(published), 1, 10) FROM shown GROUP BY source_name")
        return {name: (count, newest) for name, count, newest in rows}

    def coverage(self) -> Coverage:
        """Counts, span and the sources whose latest run failed, for every answer to show."""
        [(articles, oldest, newest, sources)] = self.rows(
            "SELECT count(*), substr(min(published), 1, 10), substr(max(published), 1, 10),"
            " count(DISTINCT source_name) FROM shown"
        )
        stale = {name: run.title or name for name, run in self.last_runs().items() if not run.is_healthy}
        names, titles = tuple(stale), tuple(stale.values())
        return Coverage(
            sources=sources, articles=articles, oldest=oldest, newest=newest, stale=names, stale_titles=titles
        )


def _title(runs: Sequence[Run]) -> str | None:
    """What the latest of the runs that knew it called the site, the oldest run first."""
    return next((run.title for run in reversed(runs) if run.title), None)
