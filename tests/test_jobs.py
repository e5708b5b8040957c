from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from small_web import (
    PROSE,
    ROOT,
    Reply,
    SmallWeb,
    article_page,
    article_path,
    crawl_command,
    crawled,
    list_page,
    runs_of,
    site_row,
    small_web,
)

from crawlers import settings
from crawlers.captures import Captured, Revisit, captures, responses
from crawlers.fixity import check_archive
from crawlers.forgetting import forget
from crawlers.intake import ingest
from crawlers.jobs import QuietHours, UnknownSource, awake, chosen, crawl, hide_vanished
from crawlers.loader import load_sources
from crawlers.locks import locked
from crawlers.pipelines import accept
from crawlers.records import DamagedArchive, spans
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.errors import TashanError
from index.runs import Run


def published(web: SmallWeb, numbers: range, *, path: str, seconds: float = 0.0) -> None:
    """Publish articles and a list of them."""
    for number in numbers:
        web.add(article_path(number), article_page(f"第{number}篇"), seconds=seconds)
    web.add(path, list_page([article_path(number) for number in numbers]))


@dataclass(frozen=True, slots=True)
class Visited:
    """One crawl of several sources, each with its own fate."""

    web: SmallWeb
    data: DataFolder
    table: Path
    runs: dict[str, Run]


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    place = tmp_path_factory.mktemp("visited")
    with small_web() as web, small_web() as strict, small_web() as late:
        web.add("/robots.txt", "User-agent: *\nDisallow: /admin/\n")
        published(web, range(3), path="/good")
        web.add("/endless", list_page([article_path(number) for number in range(3)], following="/endless/2"))
        web.add("/endless/2", list_page([article_path(number) for number in range(3)], following="/endless/3"))
        web.add("/mixed", list_page([article_path(0), article_path(77), article_path(78)]))
        web.add(article_path(78), "<html><body></body></html>")
        strict.add("/robots.txt", "User-agent: tashan\nDisallow: /\n")
        published(strict, range(3), path="/good")
        late.add("/good", "too late", status=503)
        table = place / "sites.toml"
        table.write_text(
            site_row("good", f"{web.root}/good", expects=3)
            + site_row("endless", f"{web.root}/endless", expects=3)
            + site_row("mixed", f"{web.root}/mixed", expects=1)
            + site_row("poor", f"{web.root}/good", expects=9)
            + site_row("forbidden", f"{strict.root}/good")
            + site_row("late", f"{late.root}/good")
            + site_row("silent", "http://127.0.0.1:1/"),
            encoding="utf-8",
        )
        data = DataFolder(place / "data")
        names = ["good", "endless", "mixed", "poor", "forbidden", "late", "silent"]
        yield Visited(web, data, table, crawled(data.path, table, names))


def test_every_source_gets_its_run_whatever_became_of_the_others(visited: Visited) -> None:
    outcomes = {name: run.outcome for name, run in visited.runs.items()}
    assert outcomes == {
        "good": "healthy",
        "endless": "healthy",
        "mixed": "healthy",
        "poor": "unhealthy",
        "forbidden": "failed",
        "late": "failed",
        "silent": "failed",
    }


def test_the_runs_are_written_down(visited: Visited) -> None:
    with Corpus.open(visited.data.corpus, read_only=True) as corpus:
        assert corpus.last_runs() == visited.runs
        assert set(corpus.coverage().stale) == {"poor", "forbidden", "late", "silent"}


def test_a_run_counts_pages_articles_and_bytes(visited: Visited) -> None:
    run = visited.runs["good"]
    assert (run.pages, run.articles, run.failed, run.problem) == (4, 3, 0, None)
    assert run.bytes > 4 * len(PROSE)
    assert run.started <= run.finished


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("poor", "It yielded 3 of at least 9 articles."),
        ("forbidden", "The site's robots.txt forbids it."),
        ("late", "The server answers 503."),
        ("silent", "refused"),
    ],
)
def test_a_problem_is_told_in_words(visited: Visited, name: str, problem: str) -> None:
    assert problem in (visited.runs[name].problem or "")


def test_a_list_without_end_is_left(visited: Visited) -> None:
    assert "/endless/2" in visited.web.asked
    assert "/endless/3" not in visited.web.asked


def test_a_missing_and_an_empty_page_cost_the_source_nothing_else(visited: Visited) -> None:
    assert (visited.runs["mixed"].articles, visited.runs["mixed"].failed) == (1, 2)


def test_articles_are_read_into_the_corpus(visited: Visited) -> None:
    with Corpus.open(visited.data.corpus, read_only=True) as corpus:
        kept = corpus.get(f"{visited.web.root}{article_path(1)}")
    assert kept is not None
    assert (kept.article.title, kept.article.court) == ("第1篇", "青溪县人民法院")
    assert kept.article.published == "2024-05-06T09:20:31"


def test_all_that_came_is_in_the_archive(visited: Visited) -> None:
    (path,) = visited.data.archive.glob("good-*.warc.gz")
    archived = {captured.url.removeprefix(visited.web.root): captured for captured in responses(path)}
    assert set(archived) == {"/robots.txt", "/good", *map(article_path, range(3))}
    assert archived[article_path(1)].body == visited.web.replies[article_path(1)].body
    with Corpus.open(visited.data.corpus, read_only=True) as corpus:
        assert visited.runs["good"].started <= archived["/good"].date
        assert corpus.meta("sample") is None


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_a_crawl_that_is_ended_loses_nothing_that_it_kept(tmp_path: Path, blow: signal.Signals) -> None:
    data, table = DataFolder(tmp_path / "data"), tmp_path / "sites.toml"
    with small_web() as web:
        published(web, range(40), path="/good", seconds=0.05)
        rows = [site_row(name, f"{web.root}/good", expects=40) for name in ("slow", "waiting")]
        table.write_text("".join(rows), encoding="utf-8")
        command = crawl_command(data.path, table, ["slow", "waiting"], AUTOTHROTTLE_ENABLED=False)
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while staged_in(data) < 3 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(blow)
        output, errors = process.communicate(timeout=30)
        staged = staged_in(data)
        assert 3 <= staged < 40
        assert kept_in(data) == 0
        assert len(archived_articles(data)) >= staged
        before = len(web.asked)
        if blow == signal.SIGINT:
            assert process.returncode == 0, errors
            (run,) = runs_of(output).values()
            assert (run.source_name, run.problem) == ("slow", "The visit was interrupted.")
            assert "Traceback" not in errors
            assert "never" not in errors
        for reply in web.replies.values():
            reply.seconds = 0.0
        run = crawled(data.path, table, ["slow"])["slow"]
        assert (run.outcome, run.new, run.articles) == ("healthy", 40, 40)
        assert len([path for path in web.asked[before:] if "/detail/" in path]) == 40 - staged
    assert (kept_in(data), staged_in(data)) == (40, 0)


def test_a_crawl_killed_again_and_again_ends_with_every_article_once(tmp_path: Path) -> None:
    data, table, moments = DataFolder(tmp_path / "data"), tmp_path / "sites.toml", random.Random(7)
    with small_web() as web:
        published(web, range(30), path="/good", seconds=0.03)
        table.write_text(site_row("often", f"{web.root}/good", expects=30), encoding="utf-8")
        command = crawl_command(data.path, table, ["often"], AUTOTHROTTLE_ENABLED=False)
        staged = 0
        for _ in range(4):
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wanted, pause = staged + moments.randint(1, 6), moments.uniform(0, 0.05)
            while staged_in(data) < wanted and process.poll() is None:
                time.sleep(0.01)
            time.sleep(pause)
            process.kill()
            process.wait()
            assert staged <= staged_in(data) < 30
            staged = staged_in(data)
        run = crawled(data.path, table, ["often"])["often"]
    assert (run.outcome, run.new, kept_in(data), staged_in(data)) == ("healthy", 30, 30, 0)


@dataclass(frozen=True, slots=True)
class Redesigned:
    """A site that was read once, and then shows its articles in a markup that nobody knows."""

    web: SmallWeb
    data: DataFolder
    table: Path
    run: Run


@pytest.fixture
def redesigned(tmp_path: Path) -> Iterator[Redesigned]:
    data, table = DataFolder(tmp_path / "data"), tmp_path / "sites.toml"
    with small_web() as web:
        published(web, range(5), path="/good")
        table.write_text(site_row("good", f"{web.root}/good", expects=5), encoding="utf-8")
        assert crawled(data.path, table, ["good"])["good"].outcome == "healthy"
        published(web, range(5, 10), path="/good")
        for number in range(5, 10):
            path = article_path(number)
            undated = web.replies[path].body.decode().replace("发布时间：2024-05-06 09:20:31", "")
            web.add(path, undated)
        yield Redesigned(web, data, table, crawled(data.path, table, ["good"])["good"])


def test_a_redesign_is_told_by_what_died_and_keeps_the_last_good_data(redesigned: Redesigned) -> None:
    run = redesigned.run
    assert (run.outcome, run.field, run.new) == ("unhealthy", "published", 5)
    assert run.problem == "Only 0 of 5 articles have their published (usually 100%)."
    assert str(run.example).startswith(f"{redesigned.web.root}/article/detail/")
    assert kept_in(redesigned.data) == 5
    with Corpus.open(redesigned.data.corpus, read_only=True) as corpus:
        (state,) = corpus.sources()
        assert (state.since, state.held, corpus.coverage().stale) == (run.started, 5, ("good",))


def test_quarantine_enters_when_it_is_accepted_and_is_usual_from_then_on(redesigned: Redesigned) -> None:
    run = accept(redesigned.data, "good")
    assert (run.outcome, run.new, run.undated) == ("accepted", 5, 5)
    assert (kept_in(redesigned.data), staged_in(redesigned.data)) == (10, 0)
    assert crawled(redesigned.data.path, redesigned.table, ["good"])["good"].outcome == "healthy"
    with pytest.raises(TashanError, match=r"Nothing of “good” is in quarantine\."):
        accept(redesigned.data, "good")


def details(web: SmallWeb) -> list[str]:
    """The articles that were asked for."""
    return [path for path in web.asked if "/detail/" in path]


def test_while_a_redesigned_site_stays_as_it_is_only_a_few_pages_are_tried_again(redesigned: Redesigned) -> None:
    for _ in range(2):
        redesigned.web.asked.clear()
        run = crawled(redesigned.data.path, redesigned.table, ["good"])["good"]
        assert len(details(redesigned.web)) == 3
        assert (run.outcome, run.field, run.new, run.undated) == ("unhealthy", "published", 5, 5)
    with Corpus.open(redesigned.data.corpus, read_only=True) as corpus:
        (state,) = corpus.sources()
        assert (state.since, state.held) == (redesigned.run.started, 5)


def test_a_site_that_took_its_odd_pages_down_is_well_again(redesigned: Redesigned) -> None:
    for number in range(5, 10):
        del redesigned.web.replies[article_path(number)]
    published(redesigned.web, range(5), path="/good")
    assert crawled(redesigned.data.path, redesigned.table, ["good"])["good"].field == "server"
    run = crawled(redesigned.data.path, redesigned.table, ["good"])["good"]
    assert (run.outcome, kept_in(redesigned.data), staged_in(redesigned.data)) == ("healthy", 5, 0)


def test_a_source_that_recovers_takes_its_pages_out_of_quarantine(redesigned: Redesigned) -> None:
    published(redesigned.web, range(5, 10), path="/good")
    run = crawled(redesigned.data.path, redesigned.table, ["good"])["good"]
    assert (run.outcome, run.new) == ("healthy", 5)
    assert (kept_in(redesigned.data), staged_in(redesigned.data)) == (10, 0)


@dataclass(slots=True)
class Court:
    """One court with two list pages, visited as often as a test likes."""

    web: SmallWeb
    data: DataFolder
    table: Path

    def visit(self, **bounds: object) -> Run:
        """Visit it; what was asked for in this visit alone is in ``web.asked``."""
        self.web.asked.clear()
        return crawled(self.data.path, self.table, ["court"], **bounds)["court"]

    @property
    def articles_asked(self) -> list[int]:
        """The articles that the last visit asked for."""
        return sorted(int(path.split("/")[-1].split(".")[0]) for path in self.web.asked if "/detail/" in path)


@pytest.fixture
def court(tmp_path: Path) -> Iterator[Court]:
    data, table = DataFolder(tmp_path / "data"), tmp_path / "sites.toml"
    with small_web() as web:
        published(web, range(9), path="/unused")
        for number, (paths, day) in enumerate(
            [(range(3), "2024-05-06"), (range(3, 6), "2024-04-06"), (range(6, 9), "2024-03-06")]
        ):
            following = f"/list/{number + 1}" if number < 2 else ""
            web.add(f"/list/{number}", list_page([article_path(path) for path in paths], following, day))
        table.write_text(site_row("court", f"{web.root}/list/0", expects=3), encoding="utf-8")
        yield Court(web, data, table)


def test_a_second_visit_costs_the_first_pages_of_the_lists_only(court: Court) -> None:
    first = court.visit()
    assert (first.new, first.swept) == (9, True)
    second = court.visit()
    assert court.web.asked == ["/robots.txt", "/list/0", "/list/1"]
    assert (second.outcome, second.new, second.known, second.swept) == ("healthy", 0, 6, False)


def test_a_new_article_costs_itself(court: Court) -> None:
    court.visit()
    court.web.add(article_path(10), article_page("第10篇"))
    court.web.add("/list/0", list_page([article_path(path) for path in (10, 0, 1)], "/list/1"))
    run = court.visit()
    assert (court.articles_asked, run.new, run.late) == ([10], 1, 1)


def told_again(data: DataFolder, folder: Path) -> tuple[dict[str, tuple[Article, tuple[Article, ...]]], ...]:
    """What a corpus holds, and what one holds that is made from its archive alone."""
    anew = DataFolder(folder).prepared()
    (anew.path / "sites.toml").write_bytes((data.path.parent / "sites.toml").read_bytes())
    ingest(anew, [data.archive])
    both = []
    for each in (data, anew):
        with Corpus.open(each.corpus, read_only=True) as corpus:
            both.append(
                {
                    kept.article.url: (kept.article, tuple(old.article for old in corpus.versions(kept.article.url)))
                    for kept in corpus.changed_since(0)
                }
            )
    return tuple(both)


def test_a_page_that_came_again_the_same_is_archived_once_and_told_again(court: Court, tmp_path: Path) -> None:
    court.visit()
    court.visit(sweep=True)
    court.web.add(article_path(1), article_page("第1篇，改过"))
    court.visit(sweep=True)
    court.visit(sweep=True)
    found = [each for path in sorted(court.data.archive.glob("*.warc.gz")) for each in captures(path)]
    of_page = {number: [each for each in found if each.url.endswith(article_path(number))] for number in (1, 2)}
    assert [type(each) for each in of_page[2]] == [Captured, Revisit, Revisit, Revisit]
    assert [type(each) for each in of_page[1]] == [Captured, Revisit, Captured, Revisit]
    assert of_page[1][3].target_date == of_page[1][2].date  # type: ignore[union-attr]
    assert not any(each.is_not_modified for each in found if isinstance(each, Revisit))
    assert check_archive(court.data).wrongs == ()
    live, anew = told_again(court.data, tmp_path / "anew")
    assert live == anew
    assert [len(versions) for _, versions in live.values()].count(1) == 1


def test_forgetting_takes_revisits_too_and_leaves_the_others_told(court: Court, tmp_path: Path) -> None:
    court.visit()
    court.visit(sweep=True)
    url = f"{court.web.root}{article_path(1)}"
    assert forget(court.data, url, reason="asked for").records == 4
    assert not [path for path in court.data.archive.glob("*.warc.gz") for span in spans(path) if span.url == url]
    court.visit(sweep=True)
    assert check_archive(court.data).wrongs == ()
    found = [each for path in sorted(court.data.archive.glob("*.warc.gz")) for each in captures(path)]
    assert [type(each) for each in found if each.url.endswith(article_path(8))] == [Captured, Revisit, Revisit]
    live, anew = told_again(court.data, tmp_path / "anew")
    assert live == anew
    assert len(live) == 8


def test_a_copy_that_is_not_there_any_more_is_kept_anew(court: Court) -> None:
    court.visit()
    for path in court.data.archive.glob("*.warc.gz"):
        path.unlink()
    court.visit(sweep=True)
    (path,) = court.data.archive.glob("*.warc.gz")
    assert len([each for each in responses(path) if "/detail/" in each.url]) == 9


def test_a_young_article_is_looked_at_again_and_costs_no_body_where_the_server_means_it(court: Court) -> None:
    court.table.write_text(site_row("court", f"{court.web.root}/list/0", overlap="9999d"), encoding="utf-8")
    court.web.validated = True
    court.visit()
    assert court.visit().same == 6
    court.web.add(article_path(1), article_page("第1篇，改过"))
    run = court.visit()
    assert court.articles_asked == [0, 1, 2, 3, 4, 5]
    assert (run.changed, run.same) == (1, 5)
    with Corpus.open(court.data.corpus, read_only=True) as corpus:
        (version,) = corpus.versions(f"{court.web.root}{article_path(1)}")
        assert version.article.title == "第1篇"
    archived = [
        found
        for path in sorted(court.data.archive.glob("*.warc.gz"))
        for found in captures(path)
        if found.url.endswith(article_path(2))
    ]
    first, *revisits = archived
    assert isinstance(first, Captured)
    assert [
        (each.target, each.target_date) for each in revisits if isinstance(each, Revisit) and each.status == 304
    ] == [(first.url, first.date)] * 2


def test_a_sweep_finds_the_back_dated_the_changed_and_the_vanished(court: Court) -> None:
    court.visit()
    court.web.add(article_path(20), article_page("补发的文章"))
    court.web.add("/list/2", list_page([article_path(path) for path in (20, 7, 8)]))
    court.web.add(article_path(8), article_page("第8篇，改过"))
    del court.web.replies[article_path(6)]
    del court.web.replies[article_path(0)]
    assert court.visit().articles == 6
    run = court.visit(sweep=True)
    assert (run.outcome, run.new, run.late, run.changed, run.vanished, run.same) == ("healthy", 1, 1, 1, 2, 6)
    found = f"{court.web.root}{article_path(20)}"
    assert (run.late_from, run.late_until, run.late_examples) == ("2024-05-06", "2024-05-06", found)
    assert kept_in(court.data) == 10
    with Corpus.open(court.data.corpus, read_only=True) as corpus:
        gone = corpus.get(f"{court.web.root}{article_path(6)}")
        assert gone is not None
        assert gone.vanished == run.started
    with Corpus.open(court.data.corpus) as corpus, corpus.writing():
        corpus.write("UPDATE article SET vanished = '2024' WHERE vanished IS NOT NULL")
    assert hide_vanished(court.data) == 2
    assert kept_in(court.data) == 8
    court.web.add(article_path(0), article_page("第0篇"))
    assert court.visit().changed == 1
    assert kept_in(court.data) == 9


@pytest.mark.parametrize("days", ["soon", "-1", "1e9", "999999"])
def test_a_number_of_days_that_is_none_is_said(folder: DataFolder, days: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VANISHED_DAYS", days)
    with pytest.raises(TashanError, match=f"TASHAN_VANISHED_DAYS is “{days}”, no number of days."):
        hide_vanished(folder)


def test_a_page_that_is_no_article_is_not_asked_for_every_time(court: Court) -> None:
    court.web.add(article_path(1), "<html><body></body></html>")
    court.visit()
    court.visit()
    assert court.articles_asked == []
    assert court.visit(sweep=True).failed == 1


def test_a_forgotten_article_is_neither_asked_for_nor_archived_nor_kept(court: Court) -> None:
    court.visit()
    forget(court.data, f"{court.web.root}{article_path(1)}", reason="asked for")
    for path in (article_path(2), article_path(20)):
        court.web.replies[path] = Reply(status=302, headers={"Location": article_path(1)})
    court.web.add("/list/0", list_page([article_path(path) for path in (0, 1, 20)], "/list/1"))
    run = court.visit(sweep=True)
    assert (run.outcome, kept_in(court.data)) == ("healthy", 8)
    assert f"{court.web.root}{article_path(1)}" not in archived_articles(court.data)


def test_a_forgotten_article_still_counts_among_those_that_a_list_shows(court: Court) -> None:
    court.visit()
    forget(court.data, f"{court.web.root}{article_path(1)}", reason="asked for")
    table = court.table.read_text("utf-8")
    court.table.write_text(re.sub(r"expects = \d+", "expects = 9", table), encoding="utf-8")
    assert court.visit(sweep=True).outcome == "healthy"


def test_a_source_that_another_process_visits_is_left_out(court: Court) -> None:
    command = crawl_command(court.data.path, court.table, ["court"])
    with locked(court.data.locks / "court.lock", lambda: None) as is_free:
        assert is_free
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert (runs_of(done.stdout), court.web.asked) == ({}, [])
    assert court.visit().new == 9


def test_what_came_before_a_list_was_refused_is_not_fetched_again(court: Court) -> None:
    page = court.web.replies["/list/2"]
    court.web.replies["/list/2"] = Reply(b"too late", status=503)
    run = court.visit()
    assert (run.outcome, run.field, run.new, kept_in(court.data)) == ("unhealthy", "server", 6, 0)
    assert run.example == f"{court.web.root}/list/2"
    court.web.replies["/list/2"] = page
    run = court.visit()
    assert (court.articles_asked, run.outcome, run.new, kept_in(court.data)) == ([6, 7, 8], "healthy", 9, 9)


def test_a_visit_at_its_budget_is_gone_on_with_and_asks_for_nothing_twice(court: Court) -> None:
    court.table.write_text(site_row("court", f"{court.web.root}/list/0", expects=9, budget=6), encoding="utf-8")
    runs, asked = [court.visit()], court.articles_asked
    assert 0 < kept_in(court.data) < 9
    while runs[-1].outcome == "incomplete" and len(runs) < 9:
        runs.append(court.visit())
        asked += court.articles_asked
    assert len(runs) > 1
    assert (runs[-1].outcome, runs[-1].swept, kept_in(court.data)) == ("healthy", True, 9)
    assert sorted(asked) == list(range(9))


def test_a_visit_that_quiet_hours_end_is_gone_on_with(court: Court) -> None:
    command = crawl_command(court.data.path, court.table, ["court"])
    soon = "import crawlers.manners as m\ncalls = iter(range(99))\nm.is_quiet = lambda *_: next(calls) > 5\n"
    command[2] = soon + command[2]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    run = runs_of(done.stdout)["court"]
    assert (run.outcome, run.field, run.failed) == ("incomplete", None, 0)
    assert run.problem == "The visit ended where the quiet hours began; the next one goes on."
    assert 0 < (before := kept_in(court.data)) < 9
    run = court.visit()
    assert (run.outcome, run.new, run.late, kept_in(court.data)) == ("healthy", 9 - before, 0, 9)


def test_a_backfill_reads_on_where_the_last_one_ended(court: Court) -> None:
    assert court.visit(limit=4).new == 4
    assert court.visit(limit=4).new == 4
    assert court.articles_asked == [4, 5, 6, 7]
    assert court.visit(limit=4).new == 1


def test_a_backfill_ends_where_the_lists_grow_older(court: Court) -> None:
    run = court.visit(since="2024-04-01")
    assert (court.articles_asked, run.outcome, run.swept) == ([0, 1, 2, 3, 4, 5], "healthy", False)
    assert "/list/2" in court.web.asked


def test_a_visit_that_breaks_off_is_a_run_too(tmp_path: Path, visited: Visited) -> None:
    names = ["good", "endless"]
    command = crawl_command(tmp_path / "data", visited.table, names, ITEM_PIPELINES={"crawlers.nowhere.Pipeline": 1})
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    runs = runs_of(done.stdout)
    assert {name: run.outcome for name, run in runs.items()} == {"good": "failed", "endless": "failed"}
    assert "The visit broke off: ModuleNotFoundError: No module named 'crawlers.nowhere'." in str(runs["good"].problem)


def kept_in(data: DataFolder) -> int:
    """How many articles a corpus holds, none where there is none yet."""
    if not data.corpus.exists():
        return 0
    try:
        with Corpus.open(data.corpus, read_only=True) as corpus:
            return corpus.coverage().articles
    except TashanError:
        return 0


def staged_in(data: DataFolder) -> int:
    """How many readings wait in the stage, none where there is no corpus yet."""
    if not data.corpus.exists():
        return 0
    try:
        with Corpus.open(data.corpus, read_only=True) as corpus:
            return int(corpus.row("SELECT count(*) FROM stage")[0])
    except TashanError:
        return 0


def archived_articles(data: DataFolder) -> set[str]:
    """The articles in the archive's whole records."""
    found = set()
    for path in data.archive.glob("*.warc.gz"):
        reading = responses(path)
        try:
            while (captured := next(reading, None)) is not None:
                found.add(captured.url)
        except DamagedArchive:
            continue
    return {url for url in found if "/detail/" in url}


def test_an_unknown_name_is_told_with_those_that_come_near(tmp_path: Path) -> None:
    loader = load_sources(DataFolder(tmp_path))
    with pytest.raises(UnknownSource, match=r"There is no source “yongtia”; did you mean “yongtai”\?"):
        chosen(loader, ["yongtia"])
    with pytest.raises(UnknownSource, match=r"There is no source “qwxz”\."):
        crawl(DataFolder(tmp_path), ["qwxz"])


def test_without_names_every_source_is_chosen_once_and_by_name(tmp_path: Path) -> None:
    loader = load_sources(DataFolder(tmp_path))
    assert [spider.name for spider in chosen(loader, [])] == sorted(loader.list())
    assert [spider.name for spider in chosen(loader, ["yongtai", "anlu", "yongtai"])] == ["yongtai", "anlu"]


def test_scrapys_own_command_crawls_a_source(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data").prepared()
    with small_web() as web:
        published(web, range(2), path="/good")
        data.sites.write_text(site_row("good", f"{web.root}/good"), encoding="utf-8")
        for arguments in (["crawl", "good"], ["parse", "--spider", "good", f"{web.root}{article_path(1)}"]):
            done = subprocess.run(
                [sys.executable, "-m", "scrapy", *arguments],
                cwd=ROOT,
                env=os.environ | {"TASHAN_DATA": str(data.path)},
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            )
    assert "第1篇" in done.stdout
    assert kept_in(data) == 2


def test_where_every_source_is_in_its_quiet_hours_nothing_is_begun(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data").prepared()
    rows = site_row("day", "http://127.0.0.1:1/", quiet="08:00-18:00") + site_row("night", "http://127.0.0.1:1/")
    data.sites.write_text(rows, encoding="utf-8")
    both = chosen(load_sources(data), ["day", "night"])
    noon = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
    assert [spider.name for spider in awake(both, noon)] == ["night"]
    assert awake(both, noon + timedelta(hours=12)) == both
    with pytest.raises(QuietHours, match=r"^It is quiet hours for day \(08:00-18:00 China time\)\.$"):
        awake(both[:1], noon)
