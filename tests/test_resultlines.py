"""Answers as lines: hits with all that places them, how the query was read, and what was searched."""

from __future__ import annotations

from dataclasses import replace

from index.kept import Coverage
from index.relating import RelatedTerm
from index.resultlines import result_lines
from index.results import Hit, HitPassage, Repost, SearchResults

HIT = Hit(
    url="http://a.example/1",
    title="茶山\x1b法庭",
    title_html="茶山法庭",
    court="青溪县人民法院",
    province=None,
    published="2024-01-02",
    kind="经验做法",
    source="qingxi",
    repairs=(),
    brands=(),
    score=1.0,
    snippet="法官走进<mark>茶山</mark>，问&lt;案&gt;",
    passages=(HitPassage("二、茶山", "二、茶山", "法官", "s2", ("做法", "二、茶山")),),
    reposts=(Repost("http://b.example/1", None, None, None),),
)
FOUND = SearchResults(
    query="茶山",
    total=12,
    stories=11,
    page=2,
    size=10,
    took_ms=3.2,
    partial=False,
    notes=(),
    also=(),
    hits=(HIT,),
    facets={},
    suggestion=None,
    related=(),
    coverage=Coverage(sources=1, articles=12, oldest="2023-01-01", newest="2024-01-02", stale=()),
)


def test_a_hit_tells_its_number_its_place_and_its_text_without_markup() -> None:
    assert list(result_lines(FOUND)) == [
        "12 articles in 11 stories, 3 ms",
        "",
        "11. 茶山 法庭",
        "   青溪县人民法院 · 2024-01-02 · 经验做法",
        "   做法 › 二、茶山",
        "   法官走进茶山，问<案>",
        "   http://a.example/1",
        "   + 1 reposts",
        "Searched 12 articles of 1 sources, 2023-01-01 to 2024-01-02.",
    ]


def test_a_hit_without_much_is_told_all_the_same() -> None:
    bare = replace(HIT, title=None, court=None, published=None, passages=(), reposts=())
    assert list(result_lines(replace(FOUND, hits=(bare,))))[2:6] == [
        "11. (untitled)",
        "   经验做法",
        "   法官走进茶山，问<案>",
        "   http://a.example/1",
    ]


def test_how_the_query_was_read_and_what_else_there_is_come_first() -> None:
    read = replace(
        FOUND,
        hits=(),
        partial=True,
        notes=("“(” is read as text.",),
        also=("茶园",),
        suggestion="茶山",
        related=(RelatedTerm("茶山法庭", "brand", 2, 3),),
        coverage=replace(FOUND.coverage, stale=("qingxi",)),
    )
    assert list(result_lines(read)) == [
        "12 articles in 11 stories, 3 ms, time ran out: partial",
        "“(” is read as text.",
        "Also searched: 茶园 (--no-also leaves them out).",
        "Did you mean: 茶山",
        "Related: 茶山法庭",
        "Searched 12 articles of 1 sources, 2023-01-01 to 2024-01-02.",
        "Not healthy: qingxi.",
    ]


def test_a_page_beyond_the_last_is_told() -> None:
    assert "There is no page 3: the last one is 2." in list(result_lines(replace(FOUND, hits=(), page=3)))
    assert not [line for line in result_lines(FOUND) if line.startswith("There is no page")]
