from __future__ import annotations

from dataclasses import replace

from index.article import Article
from index.corpus import Corpus
from index.kept import Change, Coverage
from index.runs import Run

URL = "http://qingrong.example/1"
ARTICLE = Article(url=URL, title="板凳法庭", body="法官走进茶山。", published="2024-05-06T07:08:09")
EDITED = replace(ARTICLE, body="法官走进茶山，茶农坐下来。")
MORNING, NOON, EVENING = "2026-03-01T08:00:00", "2026-03-01T12:00:00", "2026-03-01T18:00:00"


def _keep(corpus: Corpus, article: Article = ARTICLE, *, source: str = "a") -> Change:
    with corpus.writing():
        return corpus.keep(article, source_name=source, seen=MORNING)


def _run(source: str = "a", outcome: str = "healthy", **counts: int) -> Run:
    return Run(source_name=source, started=MORNING, finished=NOON, outcome=outcome, **counts)  # type: ignore[arg-type]


def test_a_run_is_kept_whole(corpus: Corpus) -> None:
    run = replace(_run(pages=9, new=1, changed=2, same=3, failed=4, bytes=5), problem="The list was empty.")
    corpus.record_run(run)
    assert corpus.last_runs() == {"a": run}
    assert run.articles == 6


def test_the_last_run_of_each_source_counts(corpus: Corpus) -> None:
    for run in (_run("b", pages=1), _run("a", pages=2), _run("a", pages=3)):
        corpus.record_run(run)
    assert {name: run.pages for name, run in corpus.last_runs().items()} == {"a": 3, "b": 1}


def test_coverage_counts_articles_and_sources_and_spans_their_days(corpus: Corpus) -> None:
    for number, (day, source) in enumerate([("2024-05-06T07:08:09", "a"), ("2021-01-02", "b"), (None, "b")]):
        _keep(corpus, replace(ARTICLE, url=f"http://x.example/{number}", published=day), source=source)
    assert corpus.coverage() == Coverage(sources=2, articles=3, oldest="2021-01-02", newest="2024-05-06", stale=())
    assert corpus.newest_by_source() == {"a": (1, "2024-05-06"), "b": (2, "2021-01-02")}


def test_coverage_of_nothing(corpus: Corpus) -> None:
    assert corpus.coverage() == Coverage(sources=0, articles=0, oldest=None, newest=None, stale=())


def test_a_source_is_stale_while_its_last_run_was_not_healthy(corpus: Corpus) -> None:
    corpus.record_run(_run("a", "failed"))
    corpus.record_run(_run("b", "healthy"))
    assert corpus.coverage().stale == ("a",)
    corpus.record_run(_run("a", "healthy"))
    assert corpus.coverage().stale == ()


def test_a_source_is_called_as_its_latest_run_that_knew_it_says(corpus: Corpus) -> None:
    for source, title in (("a", "青榕网"), ("a", "青榕县人民法院"), ("a", None), ("b", None), ("c", "茶山网")):
        corpus.record_run(replace(_run(source, "failed"), title=title))
    assert {state.name: state.title for state in corpus.sources()} == {"a": "青榕县人民法院", "b": None, "c": "茶山网"}


def test_stale_sources_are_told_by_name_and_by_what_they_are_called(corpus: Corpus) -> None:
    corpus.record_run(replace(_run("a", "failed"), title="青榕县人民法院"))
    corpus.record_run(_run("b", "failed"))
    coverage = corpus.coverage()
    assert (coverage.stale, coverage.stale_titles) == (("a", "b"), ("青榕县人民法院", "b"))


def test_the_last_sweep_is_told(corpus: Corpus) -> None:
    assert corpus.last_sweep("a") is None
    for started, swept in [("1", True), ("2", True), ("3", False)]:
        corpus.record_run(replace(_run(), started=started, swept=swept))
    assert corpus.last_sweep("a") == "2"


def test_an_accepted_run_is_healthy(corpus: Corpus) -> None:
    corpus.record_run(_run("a", "unhealthy"))
    corpus.record_run(_run("a", "accepted"))
    assert corpus.coverage().stale == ()


def test_a_source_is_sick_since_the_first_bad_run_in_a_row(corpus: Corpus) -> None:
    for outcome, started in [("failed", "1"), ("healthy", "2"), ("unhealthy", "3"), ("failed", "4")]:
        corpus.record_run(replace(_run("a", outcome), started=started))
    corpus.record_run(_run("b"))
    assert [(state.name, state.since) for state in corpus.sources()] == [("a", "3"), ("b", None)]


def test_runs_come_latest_first_and_no_more_than_asked_for(corpus: Corpus) -> None:
    for pages in range(4):
        corpus.record_run(_run(pages=pages))
    assert [run.pages for run in corpus.runs("a", count=2)] == [3, 2]


def test_the_days_of_a_source_come_latest_first(corpus: Corpus) -> None:
    for number, day in enumerate(("2024-01-01T08:00:00", "2024-01-03", "2024-01-01", None, "2024-01-02")):
        _keep(corpus, replace(ARTICLE, url=f"http://x.example/{number}", published=day))
    assert corpus.days_of("a", count=2) == ("2024-01-03", "2024-01-02")
