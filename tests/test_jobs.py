from __future__ import annotations

import os
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

from crawlers.jobs import QuietHours, UnknownSource, awake, chosen, crawl
from crawlers.loader import load_sources
from crawlers.records import DamagedArchive, responses
from index.corpus import Corpus, Run
from index.datafolder import DataFolder
from index.errors import TashanError


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


def test_a_second_visit_finds_the_changed_and_the_same_up_to_its_limit(visited: Visited) -> None:
    visited.web.add(article_path(1), article_page("第1篇，改过"))
    run = crawled(visited.data.path, visited.table, ["good"], limit=2)["good"]
    assert (run.new, run.changed, run.same) == (0, 1, 1)
    assert run.outcome == "healthy"


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_a_crawl_that_is_ended_loses_nothing_that_it_kept(tmp_path: Path, blow: signal.Signals) -> None:
    data, table = DataFolder(tmp_path / "data"), tmp_path / "sites.toml"
    with small_web() as web:
        published(web, range(40), path="/good", seconds=0.05)
        rows = [site_row(name, f"{web.root}/good", expects=40) for name in ("slow", "waiting")]
        table.write_text("".join(rows), encoding="utf-8")
        command = crawl_command(data.path, table, ["slow", "waiting"], AUTOTHROTTLE_ENABLED=False)
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while kept_in(data) < 3 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(blow)
        output, errors = process.communicate(timeout=30)
        kept = kept_in(data)
        assert 3 <= kept < 40
        assert len(archived_articles(data)) >= kept
        if blow == signal.SIGINT:
            assert process.returncode == 0, errors
            (run,) = runs_of(output).values()
            assert (run.source_name, run.problem) == ("slow", "The visit was interrupted.")
            assert "Traceback" not in errors
            assert "never" not in errors
        for reply in web.replies.values():
            reply.seconds = 0.0
        assert crawled(data.path, table, ["slow"])["slow"].articles == 40
    assert kept_in(data) == 40


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
