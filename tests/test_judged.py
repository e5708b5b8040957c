"""The judged queries: what they are, and that search answers no kind of them worse than it did."""

from __future__ import annotations

from collections import Counter

from judgedset import REPORT, Asked, Judged, answers, judged, losses, report

from crawlers.samples.sampletexts import sample_texts

KINDS = {
    *("topic", "brand", "studio", "region", "honour", "figure", "first", "title"),
    *("question", "misspelt", "traditional", "pinyin"),
}


def test_no_kind_is_answered_worse() -> None:
    assert list(losses()) == []


def test_the_report_is_current() -> None:
    assert REPORT.read_text("utf-8") == report(), "Renew it with: python -m tests.judgedset --write"


def test_the_set_is_large_and_of_every_kind() -> None:
    kinds = Counter(each.kind for each in judged())
    assert {*kinds} == KINDS
    assert kinds.total() >= 120
    assert min(kinds.values()) >= 8


def test_every_judged_article_is_a_sample_and_somebody_looks_for_it() -> None:
    stems = {text.stem for text in sample_texts()}
    assert {stem for each in judged() for stem in each.grades} <= stems
    assert {grade for each in judged() for grade in each.grades.values()} == {1, 2, 3}


def test_a_success_is_the_best_there_is_on_top() -> None:
    query = Judged("topic", "茶", {"a": 3, "b": 1})
    assert [Asked(query, "茶", ranked).succeeds for ranked in (["a", "b"], ["b", "a"], [])] == [True, False, False]
    assert Asked(query, "茶", ["a", "b"]).gain == 1.0
    assert len(answers()) == len(judged())
