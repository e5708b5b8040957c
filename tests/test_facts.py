"""The facts of an article and the version of the rules that drew them."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest

from index import data
from index.article import Article
from index.document import document_of
from index.knowledge.brands import MOST_MENTIONS, brand_rules, weigh
from index.knowledge.facts import Facts, facts_of, rules_version
from index.knowledge.sections import outline
from index.knowledge.sentences import sentences_of

LENGTH = 3000
# What extractors look for, over and over without a mark between.
HOSTILE = (
    *(
        "首个",
        "1件",
        "全省",
        "被法院采用",
        "获评“先进”、",
        "由1名",
        "一",
        "“",
        "力争",
        "以来",
        "调解室",
        "“甲乙”、",
        "打造“甲”",
    ),
    *("（", "《甲", "？", '"', "福建省", "人民法院", "现状", "率先", "9", "3%", "第一", "、", "甲\n"),
)

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


def test_each_fact_is_json_with_its_sentence() -> None:
    body = "近日，南屿法庭获评“全省优秀人民法庭”。该院设立全省首个“潮汐法庭”，开庭31次。"
    told = facts_of(replace(ARTICLE, body=body), outline([body])).as_json()
    assert [len(told[name]) for name in ("claims", "honours", "figures")] == [1, 1, 1]
    assert all(fact["sentence"] in body for name in ("claims", "honours", "figures") for fact in told[name])
    assert json.loads(json.dumps(told))["figures"][0]["flags"] == []


def test_a_brand_tells_whether_its_sentence_is_of_a_plan() -> None:
    done = facts_of(ARTICLE, ()).brands[0]
    planned = facts_of(replace(ARTICLE, body="该院下一步将推出“茶山夜话”普法品牌。"), ()).brands[0]
    assert (done.status, planned.status) == ("done", "planned")


def _cost(text: str) -> float:
    """What it takes to draw all that is known of an article that is this text and nothing else."""
    article = replace(ARTICLE, title=text, body=text)
    started = time.process_time()
    assert document_of(article).facts is not None
    return time.process_time() - started


def _growth(unit: str) -> float:
    """How much dearer a text is that is three times as long."""
    text = unit * (LENGTH // len(unit))
    return _cost(text * 3) / _cost(text)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_text_three_times_as_long_takes_three_times_as_long(unit: str) -> None:
    assert any(_growth(unit) < 5 for _ in range(4))


def test_of_one_sentence_no_more_is_weighed_than_any_has() -> None:
    rules = brand_rules()
    (sentence,) = sentences_of(["调解室" * 300])
    assert len(list(weigh([sentence], rules))) == MOST_MENTIONS
