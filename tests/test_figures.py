"""The figures of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.knowledge.figurerules import figure_rules
from index.knowledge.figures import Figure, figures_of
from index.knowledge.sentences import sentences_of
from index.knowledge.status import statements_of


def figures(text: str, *, title: str | None = None, kind: str = "新闻动态") -> tuple[Figure, ...]:
    """The figures of an article of one text and a kind."""
    article = Article(url="http://yunxi.example/1", title=title, body=text)
    statements = statements_of(sentences_of((title or "", *article.paragraphs)), (), kind)
    return figures_of(statements, article, kind, figure_rules())


def told(text: str) -> list[tuple[str, str | None]]:
    """Number and unit of each figure."""
    return [(figure.number, figure.unit) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "number", "unit", "what"),
    [
        ("审结各类案件6415件。", "6415", "件", "审结各类案件"),
        ("选派22名干警担任校长。", "22", "名", "干警"),
        ("开展活动20余场次。", "20余", "场次", "开展活动"),
        ("浏览量达300余万次。", "300余万", "次", "浏览量"),
        ("执行到位9337.42万元。", "9337.42", "万元", "执行到位"),
        ("满意率100%。", "100", "%", "满意率"),
        ("“三公”经费同比下降31.6%。", "31.6", "%", "“三公”经费"),
        ("培训三名心理咨询师。", "三", "名", "心理咨询师"),
        ("在五个基层法庭试点。", "五", "个", "基层法庭试点"),
        ("調解成功65件。", "65", "件", "调解成功"),
    ],
)
def test_a_figure_has_number_unit_and_what_it_counts(text: str, number: str, unit: str, what: str) -> None:
    (figure,) = figures(text)
    assert (figure.number, figure.unit, figure.what) == (number, unit, what)


@pytest.mark.parametrize(
    "text",
    [
        "2024年11月29日8时9分",
        "法发〔2023〕5号",
        "（2022）云0421民初315号",
        "依照第12条第3款",
        "民法典1043条规定",
        "“1+5+N”网络",
        "“四位一体”模式",
        "20世纪50年代",
        "拨打12368热线",
        "两个坚持、三个到位",
        "百名干警进千企",
        "第十四届人大五次会议",
        "排名第3",
        "党的二十届三中全会",
        "一件事一次办",
    ],
)
def test_dates_documents_articles_ordinals_and_formulas_are_no_figures(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("不得超过编制的15%", ["at_most"]),
        ("每月不少于2次", ["at_least"]),
        ("培养2-3名专家", ["range"]),
        ("走访近300户", ["about"]),
        ("同比上升8.4%", ["rise"]),
        ("下降31.6%", ["fall"]),
        ("由109名增加到426名", ["was", None]),
        ("审结30件", [None]),
    ],
)
def test_a_qualifier_tells_what_sort_of_number_it_is(text: str, qualifiers: list[str | None]) -> None:
    assert [figure.qualifier for figure in figures(text)] == qualifiers


def test_a_period_is_the_last_told_before_a_number_or_that_of_its_paragraph() -> None:
    text = "2022年审结30件，2023年审结40件。调解5件。\n走访6户。"
    assert [figure.period for figure in figures(text)] == ["2022年", "2023年", "2022年", None]


def test_a_yearly_report_lends_its_year() -> None:
    (figure,) = figures("审结30件。", title="2021年工作总结", kind="工作总结")
    assert figure.period == "2021年"


def test_a_rate_above_a_hundred_is_flagged_and_a_growth_is_not() -> None:
    assert [figure.flags for figure in figures("结案率103%，收案增长120%。")] == [("over_100",), ()]


def test_a_plan_that_reads_like_a_result_is_flagged() -> None:
    (figure,) = figures("结案率达到95%。", kind="工作计划")
    assert (figure.status, figure.flags) == ("planned", ("reads_like_result",))


def test_the_figures_of_a_dispute_are_not_the_courts() -> None:
    assert figures("判决返还30万元。", kind="典型案例") == ()
    assert figures("原告请求返还30万元。") == ()


def test_a_figure_told_twice_is_one() -> None:
    assert told("审结案件30件。审结案件30件。") == [("30", "件")]


@given(st.text(alphabet="一二三十百万两0123456789.%件名个次元成分之至-余多第年月由“”（）不超过", max_size=60))
def test_nothing_raises_and_every_number_stands_in_its_sentence(text: str) -> None:
    assert all(figure.number[0] in figure.sentence for figure in figures(text))


@pytest.mark.parametrize(
    ("text", "number", "value", "what"),
    [
        ("档案归档率位居全市前列。", "全市前列", None, "档案归档率"),
        ("综合考评排名全省基层法院第三。", "全省基层法院第三", 3.0, "综合考评"),
        ("执行质效跻身全市、全省乃至全国前十。", "全市、全省乃至全国前十", 10.0, "执行质效"),
    ],
)
def test_a_standing_among_others_is_a_figure(text: str, number: str, value: float | None, what: str) -> None:
    (figure,) = figures(text)
    assert (figure.number, figure.unit, figure.value, figure.what) == (number, "名次", value, what)
    assert (figure.qualifier, figure.status) == ("rank", "done")


def test_a_standing_in_a_plan_is_a_target() -> None:
    (told_as_done,) = figures("指标全达标，部分指标位居全省前列。", kind="工作计划")
    (aimed_at,) = figures("年度目标是：部分指标居全省前列。", kind="工作计划")
    assert (told_as_done.status, told_as_done.flags) == ("planned", ("reads_like_result",))
    assert (aimed_at.status, aimed_at.flags) == ("planned", ())


def test_ordinals_are_no_standing() -> None:
    assert told("第一审判庭与驻全市第一中学工作站的人坐在前列。") == []


def test_numbers_of_houses_and_what_stands_behind_a_word_with_dot_or_hour() -> None:
    assert told("地址为民主路118号2栋305室。") == []
    assert told("建成解纷点120个，历时48天，60余名师生到场。") == [("120", "个"), ("48", "天"), ("60余", "名")]


def test_in_a_yearly_report_what_is_told_of_a_year_is_of_its_year() -> None:
    text = "全年办案100件。今年以来走访20次。去年是30次。1至5月开庭9场。"
    told = figures(text, title="2023年工作总结", kind="工作总结")
    assert [figure.period for figure in told] == ["2023年全年", "2023年以来", "去年", "2023年1至5月"]
    assert [figure.period for figure in figures(text)] == ["全年", "今年以来", "去年", "1至5月"]
