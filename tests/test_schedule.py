from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crawlers.gaps import Gap
from crawlers.schedule import Missed, due_at, in_shard, is_due, states, wanted_names
from crawlers.sites import Site
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.runs import Run, SourceState

SITE = Site(name="qingxi", platform="chinacourt", start_urls=("http://qingxi.example/",), every="12h")
GOOD = Run(source_name="qingxi", started="2024-05-06T08:00:00Z", finished="2024-05-06T08:10:00Z", outcome="healthy")
SICK = replace(GOOD, outcome="failed", problem="The server answers 503.", field="server", example="http://a.cn/")


def state(run: Run | None, since: str | None = None) -> SourceState:
    return SourceState("qingxi", 0, None, run, since)


def test_what_never_ran_is_due() -> None:
    assert due_at(SITE, state(None)) == "1970-01-01T00:00:00Z"


def test_what_was_cut_short_is_due_in_an_hour() -> None:
    assert due_at(SITE, state(replace(GOOD, outcome="incomplete"))) == "2024-05-06T09:10:00Z"


def test_what_went_well_is_due_after_its_time() -> None:
    assert due_at(SITE, state(GOOD)) == "2024-05-06T20:10:00Z"


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2024-05-06T08:00:00Z", "2024-05-06T09:10:00Z"),
        ("2024-05-06T04:10:00Z", "2024-05-06T12:10:00Z"),
        ("2024-05-01T08:00:00Z", "2024-05-06T20:10:00Z"),
    ],
)
def test_what_went_wrong_is_tried_again_less_and_less_often(since: str, due: str) -> None:
    assert due_at(SITE, state(SICK, since)) == due


def table(folder: DataFolder, *names: str) -> None:
    rows = (
        f'[[site]]\nname = "{name}"\nplatform = "chinacourt"\nstart_urls = ["http://{name}.example/"]\n'
        for name in names
    )
    folder.sites.write_text("".join(rows), encoding="utf-8")


def test_the_due_are_told_and_being_due_ends_with_a_good_run(folder: DataFolder, corpus: Corpus) -> None:
    table(folder, "one", "two")
    assert wanted_names(folder, ["one", "two"], due=True) == ("one", "two")
    corpus.record_run(replace(GOOD, source_name="one", finished="2999-01-01T00:00:00Z"))
    assert wanted_names(folder, ["one", "two"], due=True) == ("two",)
    assert wanted_names(folder, ["one", "two"]) == ("one", "two")
    sites = [replace(SITE, name=name) for name in ("one", "two")]
    assert [is_due(folder, site) for site in sites] == [False, True]


def test_a_sick_source_tells_what_died_since_when_and_where(folder: DataFolder, corpus: Corpus) -> None:
    table(folder, "qingxi")
    corpus.record_run(SICK)
    (row,) = (row for row in states(folder) if row.name == "qingxi")
    assert (row.health, row.problem, row.field) == ("failed", "The server answers 503.", "server")
    assert (row.since, row.example, row.held) == (SICK.started, "http://a.cn/", 0)
    assert row.as_json()["field"] == "server"


def test_articles_missed_at_first_and_months_without_any_are_told(folder: DataFolder, corpus: Corpus) -> None:
    table(folder, "qingxi")
    late = replace(
        GOOD, late=2, late_from="2024-01-02", late_until="2024-03-04", late_examples="http://a.cn/1 http://a.cn/2"
    )
    for run in (replace(late, late=9), late, GOOD):
        corpus.record_run(run)
    with corpus.writing():
        for number in range(80):
            month = (1, 2, 3, 4, 6, 7, 8, 9)[number % 8]
            article = Article(url=f"http://a.cn/{number}", body="正文", published=f"2024-0{month}-01")
            corpus.keep(article, source_name="qingxi", seen="2024-12-01")
    (row,) = (row for row in states(folder) if row.name == "qingxi")
    assert row.missed == Missed(2, "2024-01-02", "2024-03-04", ("http://a.cn/1", "http://a.cn/2"), GOOD.started)
    assert row.gaps == (Gap("2024-05", "2024-05", 10),)
    assert row.as_json()["missed"]["oldest"] == "2024-01-02"
    assert row.as_json()["gaps"] == ({"first": "2024-05", "last": "2024-05", "expected": 10},)
    assert next(row for row in states(folder) if row.name != "qingxi").missed is None


def test_shards_share_all_sources_and_keep_a_host_together(folder: DataFolder, tmp_path: Path) -> None:
    names = [f"site{number}" for number in range(40)]
    table(folder, *names)
    shards = [wanted_names(folder, names, shard=(number, 5)) for number in range(1, 6)]
    assert sorted(name for shard in shards for name in shard) == sorted(names)
    assert all(2 <= len(shard) <= 16 for shard in shards)
    same_host = replace(SITE, name="other", start_urls=("http://qingxi.example/column/2",))
    assert [in_shard(SITE, (n, 7)) for n in range(1, 8)] == [in_shard(same_host, (n, 7)) for n in range(1, 8)]


def test_a_share_never_changes() -> None:
    assert [in_shard(SITE, (number, 3)) for number in (1, 2, 3)] == [False, True, False]
