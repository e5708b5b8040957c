"""Runs: visits to sources as they were written down, and how each source stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from index.text.legible import printable
from index.yields import GOOD_OUTCOMES, Fallen, Yields

# A source is missed where nobody came for so many of its usual pauses, or for so long where none is known.
PAUSES = 3
SHORTEST_PAUSE = timedelta(days=2)
UNKNOWN_PAUSE = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One visit to one source: counts of pages and articles, bytes received, what was read and what was missing there.

    ``title`` is what its site was called. ``known`` articles were listed and not fetched again, ``late`` are new ones
    that an earlier run should have found – of the days ``late_from`` to ``late_until``, some of their addresses in
    ``late_examples``, a space between them –, ``vanished`` are gone from the site; ``swept`` where the lists were read
    to their ends and all was looked at. ``read`` counts pages read as articles and ``unread`` those that should have
    been; those of the read that lack a field are ``untitled``, ``undated``, ``unsigned`` (no author), ``uncourted`` and
    ``uncolumned``, the last three None in runs of before they were counted. ``newest`` is the latest publication day.
    Where the run was not healthy, ``problem`` is a sentence, ``field`` what died and ``example`` an address that shows
    it; ``problem`` also says why one was cut short.
    """

    source_name: str
    started: str
    finished: str
    outcome: str
    title: str | None = None
    pages: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    known: int = 0
    late: int = 0
    late_from: str | None = None
    late_until: str | None = None
    late_examples: str | None = None
    vanished: int = 0
    swept: bool = False
    failed: int = 0
    bytes: int = 0
    read: int = 0
    unread: int = 0
    untitled: int = 0
    undated: int = 0
    unsigned: int | None = None
    uncourted: int | None = None
    uncolumned: int | None = None
    newest: str | None = None
    problem: str | None = None
    field: str | None = None
    example: str | None = None

    @property
    def articles(self) -> int:
        """How many articles the run saw, whatever they did to the corpus."""
        return self.new + self.changed + self.same + self.known

    @property
    def yields(self) -> Yields:
        """What the run read of each field."""
        return Yields(
            self.finished,
            self.outcome,
            articles=self.articles,
            pages=self.read + self.unread,
            body=self.read,
            title=self.read - self.untitled,
            published=self.read - self.undated,
            author=self._having(self.unsigned),
            court=self._having(self.uncourted),
            column=self._having(self.uncolumned),
        )

    def _having(self, lacking: int | None) -> int | None:
        return None if lacking is None else self.read - lacking

    @property
    def is_healthy(self) -> bool:
        """Tell whether its readings entered the corpus: judged good, as far as it came, or accepted by the operator."""
        return self.outcome in GOOD_OUTCOMES

    @property
    def line(self) -> str:
        """The run in one line of plain text."""
        seen = f"{self.pages} pages, {self.new} new, {self.changed} changed, {self.same} same, {self.known} known"
        rare = {"back-dated": self.late, "vanished": self.vanished, "failed": self.failed}
        more = "".join(f", {count} {name}" for name, count in rare.items() if count)
        why = f": {self.problem}" if self.problem else ""
        return printable(f"{self.source_name}: {self.outcome}, {seen}{more}{why}")


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source as readers see it: how many articles, the newest day, its latest run, what its site is called.

    Where that run was not healthy, ``since`` is when the first such run in a row began; ``held`` counts the articles
    that wait in quarantine. ``history`` are the latest runs, the oldest first; ``fallen`` the fields that the latest
    of them gave less of than is usual.
    """

    name: str
    articles: int = 0
    newest: str | None = None
    run: Run | None = None
    since: str | None = None
    held: int = 0
    history: tuple[Yields, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    title: str | None = None

    def unvisited_days(self, now: datetime) -> int | None:
        """For how many days nobody has come, where that is far longer than usual; None where it is not."""
        visits = [_moment(each.finished) for each in self.history]
        if not visits:
            return None
        pauses = [(later - earlier).total_seconds() for earlier, later in pairwise(visits)]
        borne = max(SHORTEST_PAUSE, timedelta(seconds=PAUSES * median(pauses))) if pauses else UNKNOWN_PAUSE
        since = now - visits[-1]
        return since.days if since > borne else None


def _moment(written: str) -> datetime:
    """A moment as runs write it, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)
