from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawlers.sites import Site
from crawlers.visiting import Visit
from index.article import Article
from index.corpus import Corpus
from index.kept import KnownPage
from index.runs import Run
from index.staging import Kind, Reading, Stage

SITE = Site(name="qingxi", platform="chinacourt", start_urls=("http://qingxi.example/",))
MOMENT = datetime(2024, 5, 31, 12, tzinfo=UTC)
OLD = KnownPage("http://a.cn/1", "2024-01-01", "2024-01-02T00:00:00Z", None, '"1"', "Mon, 01 Jan 2024 00:00:00 GMT")
DAILY = Visit(known={OLD.url: OLD}, is_sweep=False, recent="2024-05-24", stale="2024-05-01T12:00:00Z")
SWEEP = replace(DAILY, is_sweep=True)


def test_what_is_not_known_is_wanted_and_what_is_staged_is_not() -> None:
    assert DAILY.wants("http://a.cn/2")
    assert not replace(DAILY, staged=frozenset(["http://a.cn/2"])).wants("http://a.cn/2")


@pytest.mark.parametrize(
    ("page", "daily", "sweep"),
    [
        (OLD, False, True),
        (replace(OLD, last_seen="2024-05-20T00:00:00Z"), False, False),
        (replace(OLD, day="2024-05-24"), True, True),
        (replace(OLD, vanished="2024-02-01T00:00:00Z"), True, True),
    ],
)
def test_what_is_known_is_wanted_while_it_is_young_or_by_a_sweep(page: KnownPage, daily: bool, sweep: bool) -> None:
    known = {page.url: page}
    assert replace(DAILY, known=known).wants(page.url) is daily
    assert replace(SWEEP, known=known).wants(page.url) is sweep


def test_what_was_no_article_is_looked_at_again_by_a_sweep_only() -> None:
    unread = {"http://a.cn/2": "2024-01-02T00:00:00Z"}
    assert not replace(DAILY, unread=unread).wants("http://a.cn/2")
    assert replace(SWEEP, unread=unread).wants("http://a.cn/2")


def test_only_a_visit_that_is_no_sweep_asks_with_conditions() -> None:
    expected = {"If-None-Match": '"1"', "If-Modified-Since": OLD.modified}
    assert dict(DAILY.conditions(OLD.url)) == expected
    assert dict(SWEEP.conditions(OLD.url)) == dict(DAILY.conditions("http://a.cn/2")) == {}


def test_a_list_is_followed_while_it_brings_news_and_for_two_pages_at_least() -> None:
    assert DAILY.goes_on([OLD.url], 1)
    assert not DAILY.goes_on([OLD.url], 2)
    assert DAILY.goes_on([OLD.url, "http://a.cn/2"], 9)
    assert SWEEP.goes_on([OLD.url], 9)


def test_a_plan_is_made_of_what_the_corpus_knows(corpus: Corpus) -> None:
    stage = Stage(corpus, "qingxi")
    with corpus.writing():
        corpus.keep(Article(url=OLD.url, body="正文"), source_name="qingxi", seen="2024-01-02T00:00:00Z")
        stage.add(Reading(url="http://a.cn/3", kind=Kind.UNREAD, reason="It has no body."), seen="2024", show="text")
        stage.admit()
        stage.add(Reading(url="http://a.cn/4", kind=Kind.GONE), seen="2024", show="text")
    plan = Visit.planned(corpus, SITE, MOMENT, sweep=False)
    assert (list(plan.known), list(plan.staged)) == ([OLD.url], ["http://a.cn/4"])
    assert list(plan.unread) == ["http://a.cn/3"]
    assert (plan.is_sweep, plan.recent, plan.stale) == (True, "2024-05-24", "2024-05-01T12:00:00Z")


@pytest.mark.parametrize(
    ("started", "asked", "is_sweep"),
    [("2024-05-20", False, False), ("2024-05-01", False, True), ("2024-05-20", True, True)],
)
def test_a_sweep_is_due_after_its_time_or_when_asked_for(
    corpus: Corpus, started: str, asked: bool, is_sweep: bool
) -> None:
    corpus.record_run(Run(source_name="qingxi", started=started, finished=started, outcome="healthy", swept=True))
    assert Visit.planned(corpus, SITE, MOMENT, sweep=asked).is_sweep is is_sweep
