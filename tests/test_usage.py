"""Usage: who founded, uses, plans or only visits a brand, and whose it is said to be."""

from __future__ import annotations

import pytest

from index.article import Article
from index.document import document_of
from index.knowledge.sentences import sentences_of
from index.knowledge.status import statements_of
from index.knowledge.usage import Usage, Use, core_of, usages_of

COURT = "长汀县人民法院"


def usage(body: str, *, title: str = "工作通讯", court: str | None = COURT, name: str = "竹排法庭") -> Usage:
    article = Article(url="http://a.example/1", title=title, court=court, province="福建", city="龙岩市", body=body)
    document = document_of(article)
    statements = statements_of(sentences_of(document.lines), document.sections, document.kind)
    (found,) = usages_of([name], article, statements, document.court)
    return found


@pytest.mark.parametrize(
    ("body", "use"),
    [
        ("长汀法院推出“竹排法庭”巡回审理模式。", Use.FOUNDED),
        ("去年，该院在渡口率先设立“竹排法庭”。", Use.FOUNDED),
        ("今年，“竹排法庭”巡回审理案件87件。", Use.USED),
        ("今年，成立速裁团队；“竹排法庭”巡回审理案件87件。", Use.USED),
        ("下一步，力争设立“竹排法庭”。", Use.PLANNED),
    ],
)
def test_what_a_court_says_of_its_own(body: str, use: Use) -> None:
    found = usage(body)
    assert (found.use, found.court) == (use, COURT)


def test_a_visit_is_to_the_court_that_is_named_before_the_name() -> None:
    found = usage("一行五人赴上杭县人民法院交流学习，实地了解该院“竹排法庭”的运行情况。", title="赴上杭法院交流")
    assert (found.use, found.court) == (Use.VISITED, "上杭县人民法院")


def test_a_visit_that_was_followed_by_deeds_is_none() -> None:
    body = "今年3月，赴上杭县人民法院学习“竹排法庭”的做法。4月，该院在高桥镇挂牌成立“竹排法庭”。"
    found = usage(body)
    assert (found.use, found.court, found.learned_from) == (Use.FOUNDED, COURT, ("上杭县人民法院",))


def test_what_the_press_tells_is_the_named_court_s() -> None:
    found = usage("上杭县人民法院建起“竹排法庭”。武平县人民法院也有巡回点。", court=None)
    assert (found.use, found.court) == (Use.TOLD, "上杭县人民法院")


def test_a_place_that_no_gazetteer_knows_is_known_behind_its_province() -> None:
    found = usage("长汀法院与四川松屏法院连线，就“竹排法庭”的运行情况开展交流。", title="云端交流")
    assert (found.use, found.court) == (Use.VISITED, "松屏法院")


def test_the_sentences_come_with_their_status() -> None:
    found = usage("“竹排法庭”已开庭12次。明年，拟将“竹排法庭”扩大到全县。没有名字的一句。")
    assert [status for _, status in found.sentences] == ["done", "planned"]


def test_of_many_sentences_the_first_are_kept() -> None:
    assert len(usage("今天“竹排法庭”又开庭了。" * 40).sentences) == 12


@pytest.mark.parametrize(
    ("court", "core"),
    [
        ("榕南市青榕县人民法院", "青榕"),
        ("望海市中级人民法院", "望海"),
        ("福建省高级人民法院", "福建"),
        ("恩施土家族苗族自治州中级人民法院", "恩施土家族苗族"),
        ("上海海事法院", "上海"),
    ],
)
def test_the_core_is_how_a_court_is_called(court: str, core: str) -> None:
    assert core_of(court) == core


def test_no_names_ask_for_nothing() -> None:
    article = Article(url="http://a.example/1", body="没有品牌。")
    assert list(usages_of([], article, (), None)) == []
