"""A page's visible text as lines."""

from __future__ import annotations

import time

import pytest
from parsel import Selector

from crawlers.reading.blocks import MOST_LINES, blocks_of, clean_text
from crawlers.reading.page import UnreadablePage


def lines(markup: str) -> list[str]:
    return [block.text for block in blocks_of(Selector(text=f"<html><body>{markup}</body></html>"))]


def test_blocks_and_breaks_part_lines() -> None:
    assert lines("一<p>二<br>三</p>四<table><tr><td>五</td><td>六</td></tr></table>") == list("一二三四五六")


def test_single_character_spans_keep_every_character_and_tail() -> None:
    assert lines("<p><span>20</span>1<b>8</b>年<span>1</span>月<!-- x -->28<?php ?>日</p>") == ["2018年1月28日"]


def test_what_nobody_sees_is_left_out_and_its_tail_is_not() -> None:
    assert lines("<p>前<script>var a</script>中<style>b</style>后<select><option>c</option></select></p>") == ["前中后"]
    assert lines("<p style='display: none'>隐</p>现") == ["现"]


def test_line_breaks_of_the_source_vanish_between_wide_characters_only() -> None:
    assert clean_text("法院\n    工作 GDP\n增长 open\nsource") == "法院工作 GDP增长 open source"


def test_nothing_but_blanks_is_cleaned_as_fast_as_any_text() -> None:
    started = time.process_time()
    assert clean_text(" " * 50_000 + "法院" + "\t" * 50_000) == "法院"
    assert time.process_time() - started < 1


def test_indents_and_invisible_characters_are_cleaned() -> None:
    assert lines("<p>　　&nbsp;青\u200b榕\u00ad法院　工作&#x1;</p>") == ["青榕法院 工作"]


def test_escaped_markup_is_no_text() -> None:
    assert lines("<p>青榕&lt;br/&gt;法院&lt;!-- x --&gt;，3&lt;5</p>") == ["青榕 法院 ，3<5"]


def test_an_indent_after_a_sentence_begins_a_paragraph() -> None:
    assert lines("<div>第一段。　　第二段。\n　　第三段</div>") == ["第一段。", "第二段。", "第三段"]


def test_links_are_counted_and_dates_beside_them_are_not() -> None:
    entry, prose = blocks_of(Selector(text="<li><a>开放日活动</a> 2024-01-01</li><p>详见<a>公告</a>第二版内容</p>"))
    assert entry.is_link
    assert not prose.is_link


def test_headings_hints_and_rows_are_told() -> None:
    heading, cell = blocks_of(Selector(text="<h2 class='Title'><b>题</b></h2><table><tr><td id=x>格</td></tr></table>"))
    assert (heading.heading, cell.heading) == (2, 0)
    assert "title" in heading.hint
    assert cell.row is not None
    assert heading.row is None


def test_glosses_are_dropped_and_counted() -> None:
    (block,) = blocks_of(Selector(text="<p>開發(fā)區(qū)（含夜間窗口）</p>"))
    assert block.text == "開發區（含夜間窗口）"
    assert block.glosses == 2


def test_a_page_that_goes_on_after_its_end_and_one_that_nests_without_end() -> None:
    assert lines("前</body></html><div>后</div>") == ["前", "后"]
    assert lines("<div>" * 1000 + "深") == ["深"]


def test_a_page_of_more_lines_than_any_text_has_is_refused() -> None:
    assert len(blocks_of(Selector(text="甲<br>" * MOST_LINES, type="html"))) == MOST_LINES
    with pytest.raises(UnreadablePage, match=r"^The page has more than 10000 lines\.$"):
        blocks_of(Selector(text="甲<br>" * (MOST_LINES + 1), type="html"))


def test_an_item_without_its_list_is_stray() -> None:
    page = blocks_of(Selector(text="<ul><div><li>甲</li></div></ul><div><li><a>乙</a></li></div><p>丙</p>"))
    assert [(block.text, block.is_stray_item) for block in page] == [("甲", False), ("乙", True), ("丙", False)]
