"""Questions for engines: every class is drawn, and what is asked stands in the articles."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.cuttings import Cutting, cutting_of
from benchmarks.newswriter import NewsWriter
from benchmarks.questioning import CLASSES, Question, drawn
from index.text.analyzer import Analyzer


@pytest.fixture(scope="module")
def cuttings(analyzer: Analyzer) -> list[Cutting]:
    writer = NewsWriter()
    return [cutting_of(number, writer.article(number), analyzer) for number in range(80)]


def of(name: str, questions: list[Question]) -> list[Question]:
    return [question for question in questions if question.name == name]


def test_as_many_of_each_class_and_the_same_each_time(cuttings: list[Cutting]) -> None:
    questions = drawn(cuttings, each=4)
    assert Counter(question.name for question in questions) == dict.fromkeys(CLASSES, 4)
    assert drawn(cuttings, each=4) == questions


def test_common_words_are_in_more_articles_than_rare_ones(cuttings: list[Cutting]) -> None:
    questions, texts = drawn(cuttings, each=6), [set(cutting.words) for cutting in cuttings]

    def frequency(question: Question) -> int:
        return sum(question.words[0] in text for text in texts)

    common, rare = ([frequency(each) for each in of(name, questions)] for name in ("term common", "term rare"))
    assert min(common) >= 0.2 * len(texts)
    assert max(rare) <= 4


def test_a_phrase_stands_in_an_article(cuttings: list[Cutting]) -> None:
    texts = [f" {cutting.body} " for cutting in cuttings]
    for question in of("phrase", drawn(cuttings, each=6)):
        assert any(f" {' '.join(question.words)} " in text for text in texts)


def test_words_of_one_question_stand_together(cuttings: list[Cutting]) -> None:
    texts = [set(cutting.words) for cutting in cuttings]
    for name in ("and 2", "and 3-4", "or 3-4", "province"):
        assert all(any(set(question.words) <= text for text in texts) for question in of(name, drawn(cuttings, each=4)))


def test_a_cutting_has_the_words_of_its_article(cuttings: list[Cutting], analyzer: Analyzer) -> None:
    article = NewsWriter().article(7)
    cutting = cuttings[7]
    assert cutting.words == [word for line in article.paragraphs for word in analyzer.words(line)]
    assert (cutting.number, cutting.published, cutting.year) == (7, article.published, article.published[:4])  # type: ignore[index]
