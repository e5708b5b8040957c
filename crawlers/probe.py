"""The probe: what a survey of a site says, whether it is worth a source, and the block that declares it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from crawlers.evidence import Evidence, evidence_of, has_list_markup, likely_platform, links_elsewhere, own_links
from crawlers.navigation import Column, shape
from crawlers.platforms import ANY
from crawlers.proposal import block_of, proposed_site
from crawlers.reading.page import UnreadablePage
from crawlers.reading.pagereader import NotAnArticle
from crawlers.refusals import Refusal
from crawlers.sites import Site
from crawlers.survey import Survey
from crawlers.urls import host_of
from index.article import Article

_REQUIRED = {"title": "title", "published": "date"}
_FIELDS = ("title", "published", "author", "source", "column", "body", "court", "province")
_LEAST_READ = 0.5
_LONGEST_EXAMPLE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """How many of the articles tried have a field, and an example of it."""

    field: str
    filled: int
    of: int
    example: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What was found out about a site; ``problem`` is None where a source of it would work.

    ``pages`` counts the requests, ``cases`` are lists left out since they name parties, ``block`` is TOML.
    """

    url: str
    pages: int
    platform: str | None = None
    evidence: Evidence | None = None
    columns: tuple[Column, ...] = ()
    cases: tuple[Column, ...] = ()
    fill: tuple[Fill, ...] = ()
    block: str | None = None
    notes: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    problem: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Every field under its own name."""
        return asdict(self) | {"workable": self.problem is None}

    def lines(self) -> Iterator[str]:
        """The same for people."""
        if self.platform and self.evidence:
            yield f"{self.url} is on the platform {self.platform}: {_told(self.evidence)}."
        for heading, columns in (("columns", self.columns), ("left out, since they name parties", self.cases)):
            if columns:
                yield f"{heading}: {'、'.join(column.name for column in columns)}"
        for fill in self.fill:
            yield f"  {fill.field:<10} {fill.filled} of {fill.of}   {fill.example or '-'}"
        yield from self.notes
        yield from (f"refused {refusal.url}: {refusal.reason}" for refusal in self.refusals)
        yield f"{self.pages} pages were asked for."
        if self.block:
            yield f"\n{self.block}"


@dataclass(frozen=True, slots=True)
class _Reading:
    """Articles as the platform reads them, and the pages that it could not."""

    articles: tuple[Article, ...]
    refusals: tuple[Refusal, ...]


def probe_of(seen: Survey, *, taken: Collection[str] = (), known_as: str | None = None) -> Probe:
    """Judge a survey; ``taken`` are the names that a new source cannot have, ``known_as`` is one that has the host."""
    if not seen.pages:
        refusals = tuple(seen.refusals)
        return Probe(url=seen.url, pages=seen.fetched, problem=refusals[0].reason, refusals=refusals)
    columns = _columns(seen)
    site = proposed_site(seen, columns, taken)
    reading = _read(seen, site)
    problem = _problem(seen, columns, reading)
    return Probe(
        url=seen.url,
        pages=seen.fetched,
        platform=seen.spider.platform,
        evidence=evidence_of(seen.spider, seen.pages),
        columns=columns,
        cases=seen.navigation.cases,
        fill=tuple(_fills(reading.articles, len(seen.articles))),
        block=None
        if problem
        else block_of(
            site, columns, is_place_open=_is_place_open(site, reading), others=tuple(_elsewhere(seen, columns))
        ),
        notes=(*_known(known_as), *_markup_notes(seen, columns), *_column_notes(seen, columns)),
        refusals=(*seen.refusals, *reading.refusals),
        problem=problem,
    )


def _told(evidence: Evidence) -> str:
    if evidence.platform == ANY:
        return f"{evidence.links} links like articles', and no known platform's markup"
    return (
        f"{evidence.links} links like its articles', {evidence.fitting} of {evidence.articles} articles and"
        f" {evidence.lists} lists in its markup"
    )


def _columns(seen: Survey) -> tuple[Column, ...]:
    """The columns whose lists hold articles, and those untried whose addresses are of the same form."""
    good = [column for column, page in seen.lists if own_links(seen.spider, page)]
    shapes = {shape(column.url) for column in good}
    found = {column.url: column for column in (*good, *(each for each in seen.untried if shape(each.url) in shapes))}
    order = [column.url for column in seen.navigation.columns]
    return tuple(sorted(found.values(), key=lambda each: order.index(each.url) if each.url in order else -1))


def _read(seen: Survey, site: Site) -> _Reading:
    articles: list[Article] = []
    refusals: list[Refusal] = []
    for page in seen.articles:
        try:
            articles.append(seen.spider.read_page(page, site))
        except (NotAnArticle, UnreadablePage) as error:
            refusals.append(Refusal(page.url, str(error)))
    return _Reading(tuple(articles), tuple(refusals))


def _is_place_open(site: Site, reading: _Reading) -> bool:
    return bool(site.court) and not site.province and not any(article.province for article in reading.articles)


def _fills(articles: Sequence[Article], tried: int) -> Iterator[Fill]:
    for name in _FIELDS:
        values = [value for article in articles if (value := getattr(article, name))]
        yield Fill(field=name, filled=len(values), of=tried, example=_example(name, values))


def _example(name: str, values: Sequence[str]) -> str | None:
    if not values:
        return None
    if name == "body":
        return f"{median(len(value) for value in values):.0f} characters"
    return values[0] if len(values[0]) <= _LONGEST_EXAMPLE else f"{values[0][:_LONGEST_EXAMPLE]}…"


def _problem(seen: Survey, columns: Sequence[Column], reading: _Reading) -> str | None:
    """Why a source of this site would not work, in one sentence."""
    tried, had = len(seen.articles), reading.articles
    if not tried:
        return _no_articles(seen)
    if len(had) < tried * _LEAST_READ:
        first = reading.refusals[0]
        return f"Only {len(had)} of {tried} articles tried could be read; {first.url}: {first.reason}"
    for name, noun in _REQUIRED.items():
        if not any(getattr(article, name) for article in had):
            return f"No {noun} was found on any of the {_count(len(had), 'article')} read."
    if not columns and not (seen.front and own_links(seen.spider, seen.front)):
        return "No list of articles was found to begin at: neither in the navigation nor on the front page."
    return None


def _no_articles(seen: Survey) -> str:
    if any(own_links(seen.spider, page) for page in seen.pages):
        refusal = seen.refusals[-1]
        return f"No article could be had; {refusal.url}: {refusal.reason}"
    elsewhere = Counter(
        host_of(url) for page in seen.pages for url in seen.spider.article_links(page) if host_of(url) != seen.host
    )
    if elsewhere:
        return f"The articles are on another host, {elsewhere.most_common(1)[0][0]}; probe an address there instead."
    if seen.navigation.cases and not seen.lists:
        return "Only lists of cases were found, which name parties and are not crawled."
    if seen.refusals:
        return f"No link to an article was found; {seen.refusals[0].url}: {seen.refusals[0].reason}"
    return f"No link to an article was found on {_count(len(seen.pages), 'page')}: the selectors matched nothing."


def _elsewhere(seen: Survey, columns: Sequence[Column]) -> Counter[str]:
    """The other hosts that the columns' articles are on, with how many."""
    lists = [page for column, page in seen.lists if column in columns] or ([seen.front] if seen.front else [])
    links = {url for page in lists for url in links_elsewhere(seen.spider, page)}
    return Counter(sorted(host_of(url) for url in links))


def _known(source: str | None) -> Iterator[str]:
    if source:
        yield f"The source “{source}” has this host already."


def _markup_notes(seen: Survey, columns: Sequence[Column]) -> Iterator[str]:
    spider, likely = seen.spider, likely_platform(seen.pages)
    details = [page for page in seen.articles if spider.is_detail(page.url)]
    if likely is not spider:
        yield (
            f"The addresses are like those of {likely.platform}, but its selectors matched nothing on"
            f" {_count(len(seen.pages), 'page')}."
        )
    unlike = sum(not spider.fits(page) for page in details)
    if spider.layouts and unlike:
        yield (
            f"The body selectors of {spider.platform} matched nothing on {unlike} of {len(details)} articles,"
            " which were read by their text alone."
        )
    plain = sum(not has_list_markup(spider, page) for column, page in seen.lists if column in columns)
    if spider.list_links and plain:
        yield (
            f"The list selectors of {spider.platform} matched nothing on {_count(plain, 'list')},"
            " where every link to an article was taken."
        )


def _column_notes(seen: Survey, columns: Sequence[Column]) -> Iterator[str]:
    if not columns:
        yield "No column was found in the navigation: the block begins at the front page."
    for host, count in _elsewhere(seen, columns).items():
        articles = _count(count, "article")
        yield f"The lists link to {articles} on {host}, which were not tried: `hosts` would take them in."
    empty = [column.name for column, page in seen.lists if not own_links(seen.spider, page)]
    if empty:
        yield f"Without articles, and left out: {'、'.join(empty)}."
    untried = [column.name for column in seen.untried if column not in columns]
    if untried:
        yield f"Not tried within the budget of pages, and left out: {'、'.join(untried)}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
