"""The news writer: the same articles each time, shaped like news."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from benchmarks.newswriter import LONGEST, SHORTEST, NewsWriter, Weighted


@pytest.fixture(scope="module")
def writer() -> NewsWriter:
    return NewsWriter()


def test_an_article_follows_from_its_number_alone(writer: NewsWriter) -> None:
    forwards = [writer.article(number) for number in range(5)]
    assert [NewsWriter().article(number) for number in (4, 3, 2, 1, 0)] == forwards[::-1]
    assert len({article.body for article in forwards}) == 5


def test_articles_are_shaped_like_news(writer: NewsWriter) -> None:
    articles = [writer.article(number) for number in range(60)]
    lengths = [len(article.body) for article in articles]
    assert 1000 < sum(lengths) / len(lengths) < 1500
    assert SHORTEST < min(lengths) < max(lengths) < LONGEST + 1000
    assert all(article.body.split("\n")[1].startswith("一、") for article in articles)
    assert all((article.title or "").startswith(article.court or "–") and article.province for article in articles)
    assert sum("“" in article.paragraphs[0] for article in articles) > 20


def test_few_courts_have_most_articles(writer: NewsWriter) -> None:
    courts = [writer.article(number).court for number in range(300)]
    assert len(set(courts)) < 240
    assert max(map(courts.count, courts)) > 4


def test_values_are_drawn_by_weight() -> None:
    drawn = Weighted.by({"often": 9.0, "never": 0.0, "seldom": 1.0}).draw(random.Random(1), 1000)
    assert drawn.count("often") > 800
    assert drawn.count("seldom") > 50
    assert "never" not in drawn


def test_real_sentences_are_used_where_given(tmp_path: Path) -> None:
    sentence = "板凳法庭在晒谷场上审结了一起赡养案件"
    path = tmp_path / "real.jsonl"
    path.write_text("".join(json.dumps({"body": f"{sentence}{n:03}号。"}) + "\n" for n in range(3000)), "utf-8")
    assert sum(sentence in NewsWriter(path).article(number).body for number in range(3)) > 0
