"""Exact quotations: which documents hold them, with what score, and how they combine with Whoosh's own queries."""

from __future__ import annotations

import pytest
from small_segments import PlainDocument, segments_of
from whoosh import query

from index.engines.whoosh.executing import proving
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.executor import Executor
from index.engines.whoosh.executing.matches import as_list
from index.engines.whoosh.executing.quoting import ExactText, NearTexts
from index.query import Near

ARTICLES = {
    "a": ("茶山", "法官走进茶山。"),
    "b": ("", "法官走进海港。", "茶山茶山茶山。"),
    "c": ("山茶", "茶农在山上。茶。山。"),
    "d": ("海港", "渔船回来了。"),
}


@pytest.fixture
def executor() -> Executor:
    """Four articles in two segments, one of them written twice."""
    batches = [[PlainDocument(url, lines=ARTICLES[url], words=_words(url)) for url in urls] for urls in ("abcd", "d")]
    return Executor(segments_of(batches))


def _words(url: str) -> dict[str, list[tuple[str, int]]]:
    words = [word for word in ("海港", "法官") if any(word in line for line in ARTICLES[url][1:])]
    return {"body": list(zip(words, range(2), strict=False))}


def _scores(executor: Executor, asked: query.Query, budget: float = 3600.0) -> dict[str, float]:
    found = {}
    for segment, matches in executor.answers(asked, Deadline(budget)):
        listed = as_list(matches, executor.kernels)
        urls = list(segment.arrays.columns["url"].values)
        for doc, score in zip(listed.docs.tolist(), (listed.scores * listed.factor).tolist(), strict=True):
            if segment.live is None or segment.live[doc]:
                found[urls[doc].decode()] = score
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
def test_a_needle_finds_the_documents_that_hold_it(executor: Executor, needle: str, found: str) -> None:
    assert "".join(sorted(_scores(executor, ExactText(needle)))) == found


def test_a_needle_in_the_title_scores_higher(executor: Executor) -> None:
    scores = _scores(executor, ExactText("茶山"))
    assert scores["a"] > scores["b"] > 0


def test_more_occurrences_score_higher_but_less_and_less() -> None:
    written = [PlainDocument(url, lines=("", "茶山。" * number)) for number, url in enumerate("abcd")]
    scores = _scores(Executor(segments_of([written])), ExactText("茶山"))
    assert scores["c"] - scores["b"] > scores["d"] - scores["c"] > 0


@pytest.mark.parametrize("needle", ["茶山", "茶山。"])
def test_what_many_texts_hold_counts_once_in_a_title_or_else_in_a_text(
    monkeypatch: pytest.MonkeyPatch, needle: str
) -> None:
    lines = {
        "a": ("茶山。", "茶山。"),
        "b": ("茶山。茶山。", "海"),
        "c": ("海", "茶山。"),
        "d": ("", "茶山，茶山。", "茶山。"),
    }
    executor = Executor(segments_of([[PlainDocument(url, lines=some) for url, some in lines.items()]]))
    monkeypatch.setattr(proving, "MOST_COUNTED", 3)
    scores = _scores(executor, ExactText(needle))
    assert scores["a"] == scores["b"] > scores["c"] == scores["d"] > 0
    assert _scores(executor, ExactText(needle, in_title=True)).keys() == {"a", "b"}


def test_a_boost_multiplies_the_score(executor: Executor) -> None:
    plain, boosted = _scores(executor, ExactText("茶山")), _scores(executor, ExactText("茶山", 3.0))
    assert boosted == pytest.approx({url: 3 * score for url, score in plain.items()})


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (query.And([ExactText("茶山"), query.Term("body", "海港")]), "b"),
        (query.And([ExactText("茶山"), query.Not(ExactText("海港"))]), "a"),
        (query.Or([ExactText("茶山茶"), ExactText("渔船"), ExactText("雪山")]), "bd"),
        (query.And([query.Every(), query.Not(ExactText("茶山"))]), "cd"),
        (query.And([ExactText("茶山"), ExactText("走进"), ExactText("法官")]), "ab"),
    ],
)
def test_a_quotation_combines_with_whooshs_own_queries(executor: Executor, asked: query.Query, found: str) -> None:
    assert "".join(sorted(_scores(executor, asked))) == found


def test_out_of_time_nothing_is_proven(executor: Executor) -> None:
    assert _scores(executor, ExactText("茶山"), budget=0) == {}


def test_a_candidate_needs_proof_for_its_grams_may_stand_apart(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "CANDIDATE_GRAMS", 1)
    assert "".join(_scores(executor, ExactText("法官走进茶"))) == "a"


def test_a_quotation_is_the_same_as_another_of_the_same_words_and_boost() -> None:
    assert ExactText("茶山") == ExactText("茶山")
    assert hash(ExactText("茶山")) == hash(ExactText("茶山"))
    assert ExactText("茶山") != ExactText("山茶")
    assert ExactText("茶山") != ExactText("茶山", 2.0)
    assert ExactText("茶山") != ExactText("茶山", in_title=True)
    assert ExactText("茶山") != query.Term("body", "茶山")
    assert NearTexts(Near(("茶", "山"), 2)) != NearTexts(Near(("茶", "山"), 3))
    assert repr(ExactText("茶山")) == "ExactText('茶山', False, boost=1.0)"
    assert ExactText("茶山").is_leaf()
