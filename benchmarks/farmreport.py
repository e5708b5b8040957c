"""The farm's report: what each round cost, and what was found, lost and flagged in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from benchmarks.farmsites import FarmSite, Trouble
from benchmarks.farmtexts import FarmText
from index.corpus import Corpus
from index.runs import Run

_COLUMNS = ("round", "requests", "of them 304", "seconds", "requests/s", "new", "changed", "back-dated", "vanished")
_HEAD = (*_COLUMNS, "healthy", "peak MB")


@dataclass(frozen=True, slots=True)
class Speed:
    """Requests, the seconds from the first to the last of them, those of CPU that fetching and reading took, memory."""

    requests: int
    seconds: float
    fetching: float = 0.0
    reading: float = 0.0
    megabytes: float = 0.0

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds if self.seconds else 0.0

    def __str__(self) -> str:
        per_page = [f"{1000 * busy / self.requests:.1f} ms of CPU" for busy in (self.fetching, self.reading)]
        cost = f"{per_page[0]} a request" + (f" and {per_page[1]} to read" if self.reading > 0 else "")
        return f"{self.requests} requests, {self.per_second:.0f} a second, {cost}, {self.megabytes:.0f} MB"


@dataclass(frozen=True, slots=True)
class Round:
    """One crawl of the whole farm: exit code, peak memory of its process, what the server counted, and its runs."""

    name: str
    code: int
    megabytes: float
    requests: int
    seconds: float
    metadata: int
    statuses: Mapping[str, int]
    runs: tuple[Run, ...]

    def total(self, count: str) -> int:
        """The sum of one of the counts of the runs."""
        return sum(getattr(run, count) for run in self.runs)

    @property
    def healthy(self) -> int:
        """How many runs were healthy."""
        return sum(run.is_healthy for run in self.runs)

    def row(self) -> str:
        """Its row of the table."""
        speed = Speed(self.requests, self.seconds)
        cells: tuple[object, ...] = (
            *(self.name, self.requests, self.statuses.get("304", 0), f"{self.seconds:.1f}", f"{speed.per_second:.0f}"),
            *(self.total(count) for count in ("new", "changed", "late", "vanished")),
            *(f"{self.healthy} of {len(self.runs)}", f"{self.megabytes:.0f}"),
        )
        return _line(cells)


@dataclass(frozen=True, slots=True)
class FarmReport:
    """The rounds, our speed beside a bare spider's, what was found, lost, flagged; ``wrongs`` are sentences, if any."""

    rounds: tuple[Round, ...]
    ours: Speed | None
    bare: Speed | None
    found: Mapping[str, str]
    lost: tuple[str, ...]
    flagged: Mapping[str, str]
    wrongs: tuple[str, ...] = field(default=())

    @classmethod
    def of(
        cls,
        sites: Sequence[FarmSite],
        rounds: Sequence[Round],
        corpus: Corpus,
        flagged: Mapping[str, Mapping[str, Any]],
        race: tuple[Speed, Speed] | None,
    ) -> Self:
        """Compare what the crawls left with what the farm holds."""
        lost = tuple(_lost(sites, corpus))
        ours, bare = race or (None, None)
        return cls(
            rounds=tuple(rounds),
            ours=ours,
            bare=bare,
            found=dict(_found(sites, corpus)),
            lost=lost,
            flagged={name: f"{row['field']}: {row['problem']}" for name, row in flagged.items()},
            wrongs=(*lost, *_unflagged(sites, flagged), *_wrong_rounds(sites, rounds)),
        )

    def table(self) -> str:
        """Everything as Markdown."""
        lines = [_line(_HEAD), _line("---" for _ in _HEAD), *(each.row() for each in self.rounds), ""]
        lines += [f"- {name}: {found}" for name, found in self.found.items()]
        lines += [f"- lost: {len(self.lost)}", *(f"- flagged, {name}: {text}" for name, text in self.flagged.items())]
        if self.ours and self.bare:
            busy = (self.bare.fetching / self.bare.requests) / (self.ours.fetching / self.ours.requests)
            lines += [f"- first visits without the index: {self.ours}", f"- a bare Scrapy spider: {self.bare}"]
            lines.append(f"- of its speed: {self.ours.per_second / self.bare.per_second:.2f} by the clock,")
            lines[-1] += f" {busy:.2f} by the CPU of the process that fetches"
        return "\n".join([*lines, *(f"- WRONG: {wrong}" for wrong in self.wrongs)])


def _found(sites: Sequence[FarmSite], corpus: Corpus) -> Iterator[tuple[str, str]]:
    """How many of the changes of each kind the corpus knows of."""
    healthy = [site for site in sites if site.trouble is Trouble.NONE]
    kinds = {
        "changed": [_has(corpus, site, text) for site in healthy for text in site.changed()],
        "back-dated": [_has(corpus, site, text) for site in healthy for text in site.late()],
        "vanished": [_is_gone(corpus, site, text) for site in healthy for text in site.gone()],
    }
    for kind, marks in kinds.items():
        yield kind, f"{sum(marks)} of {len(marks)} found"


def _lost(sites: Sequence[FarmSite], corpus: Corpus) -> Iterator[str]:
    """Every article that the corpus does not hold as its site published it last while it was well."""
    wanted = 0
    for site in sites:
        texts = site.texts(is_changed=site.trouble is Trouble.NONE)
        wanted += len(texts) + len(site.gone())
        for text in texts:
            if not _has(corpus, site, text):
                yield f"{site.url(text)} is not kept as it was published."
        for text in site.gone():
            if not _is_gone(corpus, site, text):
                yield f"{site.url(text)} is not marked as vanished."
    [(kept,)] = corpus.rows("SELECT count(*) FROM article")
    if kept != wanted:
        yield f"The corpus holds {kept} articles where the farm had {wanted}."


def _has(corpus: Corpus, site: FarmSite, text: FarmText) -> bool:
    kept = corpus.get(site.url(text))
    if kept is None or kept.vanished:
        return False
    found = kept.article
    return (found.title, found.published, found.body) == (text.title, text.published, "\n".join(text.paragraphs))


def _is_gone(corpus: Corpus, site: FarmSite, text: FarmText) -> bool:
    kept = corpus.get(site.url(text), hidden=True)
    return kept is not None and bool(kept.vanished)


def _unflagged(sites: Sequence[FarmSite], flagged: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Sites in trouble that are not shown as such, or without the right field, and well ones that are."""
    for site in sites:
        row = flagged.get(site.name)
        field = "published" if site.trouble is Trouble.REDESIGNED else "server"
        if site.trouble is Trouble.NONE and row:
            yield f"{site.name} is well and shown as sick: {row['problem']}"
        elif site.trouble is not Trouble.NONE and (row is None or row["field"] != field):
            yield f"{site.name} {site.trouble.value}, which is not flagged as “{field}”."


def _wrong_rounds(sites: Sequence[FarmSite], rounds: Sequence[Round]) -> Iterator[str]:
    """Rounds that ended otherwise than they had to."""
    sick = sum(site.trouble is not Trouble.NONE for site in sites)
    for each, expected in zip(rounds, (0, 0, sick, sick), strict=True):
        if len(each.runs) - each.healthy != expected or each.code != bool(expected):
            healthy = f"{each.healthy} of {len(each.runs)} sites were healthy"
            yield f"In round “{each.name}” {healthy}, exit code {each.code}."
        if each.metadata:
            yield f"In round “{each.name}” the link-local address was asked."
    if rounds[1].total("new") or rounds[1].total("changed"):
        yield "The second crawl found something new where nothing had changed."


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"
