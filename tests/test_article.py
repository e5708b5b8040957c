"""The article: its paragraphs, and its way through JSON."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from index.article import Article, ArticleError

URL = "http://qingrong.example/article/1.shtml"
FULL = Article(
    url=URL,
    title="茶山上的板凳法庭",
    subtitle="记溪口法庭",
    body="清早的茶山上，板凳已经摆好。\n\n法官坐在中间。",
    court="青榕县人民法院",
    level="基层",
    province="福建",
    city="榕南市",
    county="青榕县",
    adcode="350999",
    published="2024-05-06T07:08:09",
    author="林知远、陈可",
    editor="苏禾",
    source="青榕县人民法院",
    column="经验交流",
    views=0,
    repairs=("glosses dropped: 2",),
)


def test_paragraphs_leave_out_blank_lines() -> None:
    assert FULL.paragraphs == ("清早的茶山上，板凳已经摆好。", "法官坐在中间。")


def test_an_article_survives_json() -> None:
    assert Article.from_json(FULL.as_json()) == FULL


def test_json_holds_lists_and_nulls_only_json_has() -> None:
    values = Article(url=URL, body="正文").as_json()
    assert values["repairs"] == []
    assert values["title"] is None


def test_keys_an_article_does_not_know_are_passed_over() -> None:
    assert Article.from_json({"url": URL, "body": "正文", "brands": [{"name": "板凳法庭"}]}) == Article(
        url=URL, body="正文"
    )


def test_a_null_is_a_field_not_known() -> None:
    assert Article.from_json({"url": URL, "body": "正文", "views": None, "repairs": None}) == Article(
        url=URL, body="正文"
    )


@pytest.mark.parametrize(
    "values", [{"body": "正文"}, {"url": URL}, {"url": URL, "body": " \n"}, {"url": 5, "body": "正文"}]
)
def test_an_article_needs_a_url_and_a_body(values: dict[str, object]) -> None:
    with pytest.raises(ArticleError, match=r"An article needs a non-empty string “(url|body)”\."):
        Article.from_json(values)


@pytest.mark.parametrize(
    ("name", "value"), [("title", 7), ("views", "7"), ("views", True), ("repairs", "one"), ("repairs", [1])]
)
def test_a_field_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(ArticleError, match=f"“{name}” of {URL}"):
        Article.from_json({"url": URL, "body": "正文", name: value})


def test_an_article_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.title = "别的"  # type: ignore[misc]
