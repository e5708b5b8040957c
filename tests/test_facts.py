"""The facts of an article and the version of the rules that drew them."""

from __future__ import annotations

import pytest

from index import data
from index.article import Article
from index.knowledge.facts import Facts, facts_of, rules_version
from index.knowledge.sections import outline

ARTICLE = Article(url="http://qingrong.example/1", title="茶山上", body="该院推出“茶山夜话”普法品牌。")


def test_facts_are_drawn_from_the_article_and_its_outline() -> None:
    (brand,) = facts_of(ARTICLE, outline(ARTICLE.paragraphs)).brands
    assert brand.name == "茶山夜话"


def test_the_same_article_gives_the_same_facts() -> None:
    sections = outline(ARTICLE.paragraphs)
    assert facts_of(ARTICLE, sections) == facts_of(ARTICLE, sections)


def test_json_has_every_kind_of_fact() -> None:
    assert set(Facts().as_json()) == {"brands", "claims", "honours", "figures", "topics"}


def test_topics_are_plain_strings_in_json() -> None:
    assert Facts(topics=("执行",)).as_json()["topics"] == ["执行"]


def test_a_change_of_the_data_changes_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules_version()
    rules_version.cache_clear()
    monkeypatch.setattr(data, "read", lambda name: f"another {name}")
    changed = rules_version()
    rules_version.cache_clear()
    assert changed != before
