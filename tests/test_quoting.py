"""Exact quotations in Whoosh: candidates, proof, score, and the places they take in Whoosh's own queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh import query, scoring
from whoosh.searching import Searcher

from index.article import Article
from index.document import analysed, document_of
from index.engines.whoosh import quoting
from index.engines.whoosh.deadline import Deadline
from index.engines.whoosh.quoting import ExactText, OccurrenceScorer
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.writer import WhooshWriter, create
from index.text.analyzer import Analyzer

ARTICLES = {
    "a": ("茶山", "法官走进茶山。"),
    "b": (None, "法官走进海港。\n茶山茶山茶山。"),
    "c": ("山茶", "茶农在山上。茶。山。"),
    "d": ("海港", "渔船回来了。"),
}


@pytest.fixture
def searcher(analyzer: Analyzer, tmp_path: Path) -> Iterator[Searcher]:
    """Four articles in two segments, one of them written twice."""
    create(tmp_path / "index")
    writer = WhooshWriter(tmp_path / "index")
    for urls in ("abcd", "d"):
        articles = [Article(url=url, title=ARTICLES[url][0], body=ARTICLES[url][1]) for url in urls]
        writer.write(analysed(document_of(article), analyzer) for article in articles)
    with open_index(tmp_path / "index").searcher(weighting=scoring.BM25F()) as opened:
        yield opened


def _exact(needle: str, budget: float = 3600.0, boost: float = 1.0) -> ExactText:
    return ExactText(needle, Deadline(budget), boost)


def _scores(searcher: Searcher, asked: query.Query) -> dict[str, float]:
    """Walk all matches as our reader does."""
    found = {}
    for leaf, _ in searcher.leaf_searchers():
        matcher = asked.matcher(leaf, leaf.boolean_context())
        while matcher.is_active():
            found[leaf.reader().column_reader("url")[matcher.id()].decode()] = matcher.score()
            matcher.next()
    return found


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("茶山", "ab"),
        ("山茶", "bc"),
        ("茶山茶", "b"),
        ("走进", "ab"),
        ("山", "abc"),
        ("。", "abcd"),
        ("法官走进茶山。", "a"),
        ("茶山法官", ""),
        ("雪", ""),
        ("茶雪", ""),
        ("渔船", "d"),
        ("茶。山", "c"),
    ],
)
def test_a_needle_finds_the_documents_that_hold_it(searcher: Searcher, needle: str, found: str) -> None:
    assert "".join(sorted(_scores(searcher, _exact(needle)))) == found


def test_a_needle_in_the_title_scores_higher(searcher: Searcher) -> None:
    scores = _scores(searcher, _exact("茶山"))
    assert scores["a"] > scores["b"] > 0


def test_more_occurrences_score_higher_but_less_and_less() -> None:
    class Match:
        def __init__(self, weight: float) -> None:
            self._weight = weight

        def weight(self) -> float:
            return self._weight

    one, two, three = (OccurrenceScorer(idf=2.0).score(Match(weight)) for weight in (1.0, 2.0, 3.0))
    assert two - one > three - two > 0
    assert not OccurrenceScorer(idf=2.0).supports_block_quality()


def test_a_boost_multiplies_the_score(searcher: Searcher) -> None:
    plain, boosted = _scores(searcher, _exact("茶山")), _scores(searcher, _exact("茶山", boost=3.0))
    assert boosted == pytest.approx({url: 3 * score for url, score in plain.items()})


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (query.And([_exact("茶山"), query.Term("body", "海港")]), "b"),
        (query.And([_exact("茶山"), query.Not(_exact("海港"))]), "a"),
        (query.Or([_exact("茶山茶"), _exact("渔船"), _exact("雪山")]), "bd"),
        (query.And([query.Every(), query.Not(_exact("茶山"))]), "cd"),
        (query.And([_exact("茶山"), _exact("走进"), _exact("法官")]), "ab"),
    ],
)
def test_a_quotation_combines_with_whooshs_own_queries(searcher: Searcher, asked: query.Query, found: str) -> None:
    assert "".join(sorted(_scores(searcher, asked))) == found


def test_no_more_candidates_are_estimated_than_have_the_rarest_gram(searcher: Searcher) -> None:
    assert _exact("茶山茶").estimate_size(searcher.reader()) == 2
    assert _exact("雪山").estimate_size(searcher.reader()) == 0


def test_out_of_time_nothing_is_proven_and_the_deadline_knows(searcher: Searcher) -> None:
    asked = _exact("茶山", budget=0)
    assert _scores(searcher, asked) == {}
    assert not asked.deadline.was_met


def test_a_candidate_needs_proof_for_its_grams_may_stand_apart(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quoting, "CANDIDATE_GRAMS", 1)
    assert "".join(_scores(searcher, _exact("法官走进茶"))) == "a"


def test_a_quotation_is_the_same_as_another_of_the_same_words_and_boost() -> None:
    assert _exact("茶山") == _exact("茶山")
    assert hash(_exact("茶山")) == hash(_exact("茶山"))
    assert _exact("茶山") != _exact("山茶")
    assert _exact("茶山") != _exact("茶山", boost=2.0)
    assert _exact("茶山") != query.Term("body", "茶山")
    assert repr(_exact("茶山")) == "ExactText('茶山')"
    assert _exact("茶山").is_leaf()
