"""Health: what a finished visit says about its source, compared with the source's own history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from scrapy.statscollectors import StatsCollector

from crawlers.clock import now, written
from crawlers.guard import ATTACK
from crawlers.manners import LEFT_ALONE, QUIET_HOURS
from crawlers.observed import Observed
from crawlers.sites import Site
from crawlers.tallies import articles_of, pages_of, with_first_miss
from index.kept import Change
from index.runs import Run
from index.yields import ACCEPTED, FEW, INCOMPLETE, LEAST_SHARE, UNTRIED_SHARE

RHYTHM_DAYS = 30
# What these findings blame is not the readings, which a later visit need not make again.
FIELDS_OF_THE_SERVER = ("server", "visit", "articles", "newest")

BUDGET_SPENT = "closespider_pagecount"
# How many pages a visit came to that are neither known nor looked at by every visit.
STEPS = "visit/steps"

_CUT_SHORT = {
    BUDGET_SPENT: "The visit reached its budget of pages before the end of the lists; the next one goes on.",
    QUIET_HOURS: "The visit ended where the quiet hours began; the next one goes on.",
}
_SAME_BODIES = 3
_LEAST_RHYTHM = 8
_LEAST_SILENCE = 14
_LATE_EXAMPLES = 3
_FIELDS = ("body", "title", "published")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: which field died, in a sentence, and an address that shows it."""

    field: str
    problem: str
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a visit is judged by: its statistics, why it ended, its readings, and what the source was like before.

    ``late`` are the days of articles that an earlier visit should have found, by URL; ``history`` are earlier runs,
    latest first; ``days`` the source's latest publication days, latest first.
    """

    site: Site
    stats: StatsCollector
    observed: Observed
    reason: str = "finished"
    limit: int | None = None
    swept: bool = False
    late: Mapping[str, str] = field(default_factory=dict)
    history: Sequence[Run] = ()
    days: Sequence[str] = ()
    today: date

    @property
    def expected(self) -> int:
        """How many articles the visit had to see."""
        return self.site.expects if self.limit is None else min(self.site.expects, self.limit)


def judged(evidence: Evidence) -> Run:
    """The run that a finished visit was: healthy, unhealthy where something is wrong, failed where nothing came.

    One that was cut short and is good as far as it came is incomplete: no alarm, and the next one goes on.
    """
    stats, observed = evidence.stats, evidence.observed
    finding = next(_findings(evidence), None)
    outcome = _outcome(finding, evidence)
    return Run(
        source_name=evidence.site.name,
        title=evidence.site.called,
        started=_started(stats),
        finished=now(),
        outcome=outcome,
        pages=pages_of(stats),
        failed=stats.get_value("pages/missed", 0) + stats.get_value("spider_exceptions/count", 0),
        bytes=stats.get_value("downloader/response_bytes", 0),
        newest=observed.newest,
        problem=finding.problem if finding else _CUT_SHORT.get(evidence.reason),
        field=finding.field if finding else None,
        example=finding.example if finding else None,
        swept=evidence.swept and finding is None,
        known=stats.get_value("articles/known", 0),
        vanished=stats.get_value("articles/vanished", 0),
        **observed.counts(),  # type: ignore[arg-type]
        **_late(evidence.late),
        **{change.value: stats.get_value(f"articles/{change.value}", 0) for change in Change},
    )


def _late(days: Mapping[str, str]) -> dict[str, Any]:
    """What a run tells of the articles that were missed before, the oldest as examples."""
    if not days:
        return {}
    oldest_first = sorted(days, key=lambda url: (days[url], url))
    examples = " ".join(oldest_first[:_LATE_EXAMPLES])
    return {
        "late": len(days),
        "late_from": min(days.values()),
        "late_until": max(days.values()),
        "late_examples": examples,
    }


def failed(site: Site, started: str, error: Exception) -> Run:
    """The run of a visit that could not even begin or was broken off by an error."""
    problem = f"The visit broke off: {type(error).__name__}: {error}."
    facts = {"source_name": site.name, "title": site.called, "started": started, "finished": now()}
    return Run(**facts, outcome="failed", problem=problem)  # type: ignore[arg-type]


def is_interrupted(reason: str) -> bool:
    """Tell whether a visit ended because the process was asked to, so that it is not over."""
    return reason == "shutdown"


def is_cut_short(reason: str) -> bool:
    """Tell whether a visit ended at its budget or at quiet hours, which says nothing against what it read."""
    return reason in _CUT_SHORT


def _outcome(finding: Finding | None, evidence: Evidence) -> str:
    if finding is not None:
        return "unhealthy" if articles_of(evidence.stats) else "failed"
    return INCOMPLETE if is_cut_short(evidence.reason) else "healthy"


def _findings(evidence: Evidence) -> Iterator[Finding]:
    """Everything that is wrong, the most telling first."""
    stats = evidence.stats
    if is_interrupted(evidence.reason):
        yield Finding("visit", "The visit was interrupted.")
    for noted in (LEFT_ALONE, ATTACK):
        sentence: str | None = stats.get_value(noted)
        if sentence is not None:
            yield Finding("server", sentence)
    if stats.get_value("articles/unkept", 0) or stats.get_value("spider_exceptions/count", 0):
        yield Finding("visit", with_first_miss("Some articles could not be read or kept.", stats))
    if missed := stats.get_value("lists/missed", 0):
        sentence = f"The server refused {missed} of the lists."
        yield Finding("server", with_first_miss(sentence, stats, "lists"), stats.get_value("lists/first_missed"))
    for name in _FIELDS:
        yield from _fallen(name, evidence)
    yield from _alike(evidence.observed)
    yield from _garbled(evidence.observed)
    yield from _refused(evidence)
    yield from _emptied(evidence.observed)
    yield from _stuck(evidence) if is_cut_short(evidence.reason) else _fewer(evidence)


def _fewer(evidence: Evidence) -> Iterator[Finding]:
    """Fewer articles than a whole visit must see, or none that is new for too long."""
    if (articles := articles_of(evidence.stats)) < evidence.expected:
        sentence = f"It yielded {articles} of at least {evidence.expected} articles."
        yield Finding("articles", with_first_miss(sentence, evidence.stats), evidence.site.start_urls[0])
    yield from _silent(evidence)


def _stuck(evidence: Evidence) -> Iterator[Finding]:
    """A budget that was spent without coming any further, as it will be the next time."""
    if evidence.reason == BUDGET_SPENT and not evidence.stats.get_value(STEPS, 0):
        problem = "The visit spent its budget of pages and came to no article that it had not been to before."
        yield Finding("visit", problem, evidence.site.start_urls[0])


def _fallen(name: str, evidence: Evidence) -> Iterator[Finding]:
    """A field that fewer articles have than the source's own history lets expect."""
    observed = evidence.observed
    missing = observed.missing[name]
    pages = observed.read + (missing if name == "body" else 0)
    usual = _usual_share(name, evidence.history)
    if missing >= FEW and pages - missing < LEAST_SHARE * usual * pages:
        before = f"usually {usual:.0%}" if evidence.history else "of a first visit more is expected"
        problem = f"Only {pages - missing} of {pages} articles have their {name} ({before})."
        yield Finding(name, problem, observed.examples.get(name))


def _usual_share(name: str, history: Sequence[Run]) -> float:
    """The share of articles that had a field in the good runs since the operator last accepted one."""
    have = pages = 0
    for run in history:
        if run.is_healthy:
            missing = {"body": run.unread, "title": run.untitled, "published": run.undated}[name]
            total = run.read + (missing if name == "body" else 0)
            have, pages = have + total - missing, pages + total
        if run.outcome == ACCEPTED:
            break
    return have / pages if pages else UNTRIED_SHARE


def _alike(observed: Observed) -> Iterator[Finding]:
    for body, count in observed.bodies.most_common(1):
        if count >= _SAME_BODIES and 2 * count > observed.read:
            problem = f"{count} of {observed.read} articles have the very same body."
            yield Finding("body", problem, observed.last_of_body[body])


def _garbled(observed: Observed) -> Iterator[Finding]:
    if observed.garbled >= FEW and 4 * observed.garbled > observed.read:
        problem = f"The text of {observed.garbled} of {observed.read} articles is garbled."
        yield Finding("text", problem, observed.examples["text"])


def _refused(evidence: Evidence) -> Iterator[Finding]:
    stats = evidence.stats
    refused = stats.get_value("articles/missed", 0)
    if refused > FEW and refused > evidence.observed.read:
        problem = with_first_miss(f"The server refused {refused} articles.", stats, "articles")
        yield Finding("server", problem, stats.get_value("articles/first_missed"))


def _emptied(observed: Observed) -> Iterator[Finding]:
    """More articles gone than still there: the site has moved rather than taken them down."""
    if observed.gone > FEW and observed.gone > observed.read + observed.unchanged:
        problem = f"{observed.gone} articles are gone, more than are still there."
        yield Finding("server", problem, observed.examples["server"])


def _silent(evidence: Evidence) -> Iterator[Finding]:
    """No new article for much longer than the source ever paused among its latest days of publication."""
    days = sorted({*evidence.days, *filter(None, [evidence.observed.newest])}, reverse=True)[:RHYTHM_DAYS]
    if len(days) < _LEAST_RHYTHM or evidence.limit is not None:
        return
    moments = [date.fromisoformat(day) for day in days]
    pause = max(later - earlier for later, earlier in zip(moments, moments[1:], strict=False))
    silence = evidence.today - moments[0]
    if silence > max(2 * pause, timedelta(_LEAST_SILENCE)):
        problem = f"Its newest article is {silence.days} days old; it never paused for more than {pause.days} before."
        yield Finding("newest", problem, evidence.site.start_urls[0])


def _started(stats: StatsCollector) -> str:
    moment = stats.get_value("start_time")
    return written(moment) if isinstance(moment, datetime) else now()
