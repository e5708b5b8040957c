"""The language of the help page: every example is read without a note and finds what it says, no piece is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from small_library import filled

from index.article import Article
from index.query import And, AsTyped, Dates, Filter, Near, Node, Not, Or, Prefix, Quotation, Word, parse
from index.query.fieldnames import field_names
from index.searching import SearchRequest
from index.text.analyzer import Analyzer
from webui import create_app
from webui.language import BASICS, FIELDED, field_table

# For each example an article that it finds and one that it does not.
ARTICLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "府院联动 破产": ({"body": "破产案里的府院联动。"}, {"body": "只有破产。"}),
    "“便民诉讼”": ({"body": "设立便民诉讼站。"}, {"body": "便民的诉讼。"}),
    "巡回审判 OR 马背法庭": ({"body": "马背法庭来了。"}, {"body": "法庭来了。"}),
    "工作室 -计划": ({"body": "工作室成立。"}, {"body": "工作室的计划。"}),
    "(破产 OR 重整) 府院联动": ({"body": "重整也要府院联动。"}, {"body": "府院联动。"}),
    "党建+信访": ({"body": "推行党建＋信访。"}, {"body": "党建和信访。"}),
    "民法*": ({"body": "学习民法典。"}, {"body": "人民法院。"}),
    "“巡回 牧区”~5": ({"body": "走进牧区去巡回办案。"}, {"body": "走进牧区的帐篷里坐下来再巡回。"}),
    "标题:枫桥经验": ({"title": "枫桥经验在山里", "body": "甲。"}, {"title": "山里", "body": "枫桥经验。"}),
    "法院:丰台法院": (
        {"court": "北京市丰台区人民法院", "body": "甲。"},
        {"court": "永泰县人民法院", "body": "丰台法院。"},
    ),
    "调解 -类型:新闻动态": (
        {"body": "调解。", "column": "经验交流"},
        {"body": "调解成功。", "column": "法院要闻"},
    ),
    "栏目:要闻": ({"column": "法院要闻", "body": "甲。"}, {"column": "经验交流", "body": "要闻。"}),
    "品牌:板凳法庭": (
        {"body": "该院打造“板凳·法庭”普法品牌。"},
        {"body": "法官搬来板凳，法庭就开在院坝里。"},
    ),
    "主题:诉源治理 含有:数字": (
        {"title": "诉源治理", "body": "做实诉源治理，全年化解纠纷320件。"},
        {"title": "诉源治理", "body": "做实诉源治理，走村入户。"},
    ),
    "范围:全国 -荣誉:国家": (
        {"body": "该院在全国首创“茶桌夜话”普法机制。"},
        {"body": "该院在全市首创“茶桌夜话”普法机制。"},
    ),
    "角色:做法 上门调解": (
        {"body": "一、主要做法\n建立制度，法官上门调解。\n二、工作成效\n纠纷少了。"},
        {"body": "一、主要做法\n建立制度，走访农户。\n二、工作成效\n上门调解多了。"},
    ),
    "枫桥经验 -形式:转载": (
        {"body": "枫桥经验开花，法官走进村寨，把法庭开到群众家门口。", "published": "2020-01-01"},
        {"body": "枫桥经验开花，法官走进村寨，把法庭开到群众家门口。", "published": "2020-02-01"},
    ),
    "地区:福建 层级:中级": (
        {"province": "福建", "level": "中级", "body": "甲。"},
        {"province": "福建", "level": "基层", "body": "甲。"},
    ),
    "年份:2019..2021": ({"published": "2021-12-31", "body": "甲。"}, {"published": "2022-01-01", "body": "甲。"}),
    "日期:2020-01..2021-06": ({"published": "2021-06-30", "body": "甲。"}, {"published": "2021-07-01", "body": "甲。"}),
}
QUERIES = [example.query for example in (*BASICS, *FIELDED)]


@pytest.fixture
def client() -> FlaskClient:
    return create_app(filled()).test_client()


@pytest.mark.parametrize("query", QUERIES)
def test_an_example_finds_what_it_says(library: Any, analyzer: Analyzer, query: str) -> None:
    found, other = (
        Article(url=f"http://a.example/{name}", **fields)
        for name, fields in zip(("found", "other"), ARTICLES[query], strict=True)
    )
    results = library(found, other).search(SearchRequest(query=query, group="none"), budget=60.0)
    assert parse(query, analyzer).notes == ()
    assert [hit.url for hit in results.hits] == [found.url]


def test_no_piece_of_the_language_is_left_out(analyzer: Analyzer) -> None:
    nodes = {type(node) for query in QUERIES for node in _nodes(parse(query, analyzer).tree)}
    assert nodes | {AsTyped} == {And, Or, Not, Word, Quotation, Prefix, Near, Filter, Dates, AsTyped}


def _nodes(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield node
    for part in getattr(node, "parts", ()) if isinstance(node, And | Or) else ():
        yield from _nodes(part)


def test_the_help_page_shows_every_example_and_every_field(client: FlaskClient) -> None:
    page = client.get("/help").get_data(as_text=True)
    assert [query for query in QUERIES if f"<kbd>{query}</kbd>" not in page] == []
    assert dict(field_table()).keys() == field_names().keys()
    assert [name for field, names in field_table() for name in (field, names) if name not in page] == []
