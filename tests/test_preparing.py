"""Preparing: what comes of a task follows from it alone, what is known is not drawn again, no task is too large."""

from __future__ import annotations

import pickle

import pytest
from conftest import SEEN

from index import preparing
from index.article import Article
from index.findings import Findings
from index.kept import KeptArticle
from index.knowledge.facts import Facts
from index.ledgers.factentries import FactEntry, FactRows
from index.preparing import Preparer, Task, task_sized
from index.text.analyzer import Analyzer

NOTHING = FactRows(sentences=(), naming=(), saying=(), placed={})
KNOWN = Findings("工作动态", (), Facts(topics=("普法",)), NOTHING).packed()


def _kept(number: int, body: str = "青榕法院推出“茶山夜话”普法品牌。") -> KeptArticle:
    article = Article(url=f"http://qingrong.example/{number}", title="茶山上", body=body)
    return KeptArticle(
        article=article,
        revision=number,
        source_name="qingrong",
        show="text",
        first_seen=SEEN,
        last_seen=SEEN,
        digest=f"d{number}",
    )


def test_facts_are_drawn_where_none_are_known_and_told_with_url_and_digest(analyzer: Analyzer) -> None:
    prepared = Preparer(analyzer)(Task((_kept(1), _kept(2)), (None, KNOWN)))
    ((url, digest, findings),) = prepared.drawn
    assert (url, digest) == ("http://qingrong.example/1", "d1")
    assert [brand.name for brand in Findings.unpacked(findings).facts.brands] == ["茶山夜话"]


def test_what_is_known_is_not_drawn_again(analyzer: Analyzer) -> None:
    prepared = Preparer(analyzer)(Task((_kept(1),), (KNOWN,)))
    assert (prepared.drawn, prepared.batch.columns["topic"].values) == ((), ["普法".encode()])
    assert [entry.rows for entry in prepared.entries[0] if isinstance(entry, FactEntry)] == [NOTHING]


def test_every_article_is_packed_and_has_what_each_ledger_enters(analyzer: Analyzer) -> None:
    prepared = Preparer(analyzer)(Task((_kept(1), _kept(2)), (None, None)))
    assert len(prepared.batch) == len(prepared.entries) == 2
    assert {entry.url for entries in prepared.entries for entry in entries} == {
        _kept(1).article.url,
        _kept(2).article.url,
    }


def test_what_was_prepared_goes_through_a_pipe(analyzer: Analyzer) -> None:
    prepared = Preparer(analyzer)(Task((_kept(1),), (None,)))
    there = pickle.loads(pickle.dumps(prepared))
    assert (there.entries, there.drawn) == (prepared.entries, prepared.drawn)
    assert there.batch.stored == prepared.batch.stored


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (3, [3]), (4, [4]), (9, [4, 4, 1])])
def test_a_task_has_so_many_articles(monkeypatch: pytest.MonkeyPatch, count: int, sizes: list[int]) -> None:
    monkeypatch.setattr(preparing, "ARTICLES_A_TASK", 4)
    assert [len(task) for task in task_sized(map(_kept, range(count)))] == sizes


def test_long_articles_make_small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "CHARACTERS_A_TASK", 100)
    bodies = ["甲" * 60, "乙" * 60, "丙" * 500, "丁"]
    tasks = [[kept.article.body[0] for kept in task] for task in task_sized(map(_kept, range(4), bodies))]
    assert tasks == [["甲", "乙"], ["丙"], ["丁"]]


def test_what_comes_of_a_task_does_not_depend_on_those_before(
    analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [Task((_kept(number, f"法官第{number}次走进茶山。"),), (None,)) for number in range(4)]
    fresh = [Preparer(analyzer)(task).batch for task in tasks]
    for most in (1, 1000):
        monkeypatch.setattr("index.text.terms.MOST_WORDS", most)
        for alone, after in zip(fresh, map(Preparer(analyzer), tasks), strict=True):
            assert after.batch.vocabulary == alone.vocabulary
            assert (after.batch.words["body"].numbers == alone.words["body"].numbers).all()
