"""Which lines are the article's text."""

from __future__ import annotations

import pytest
from parsel import Selector

from crawlers.reading.blocks import Block, blocks_of
from crawlers.reading.bodies import densest_run, first_prose, is_list, is_prose

PROSE = "6月3日上午，溪口法庭到畲村开庭，邀请二十名村民旁听，当庭调解两起相邻权纠纷。"
ENTRIES = "".join(f"<li><a>青榕法院开展第{day}次公众开放日活动</a> 2020-01-0{day}</li>" for day in range(1, 9))


def blocks(markup: str) -> tuple[Block, ...]:
    return blocks_of(Selector(text=markup))


def test_the_run_leaves_out_navigation_neighbours_and_comments() -> None:
    page = blocks(f"<ul>{ENTRIES}</ul><p>{PROSE}</p><p>庭后答疑</p><p>{PROSE}</p><p>网友评论</p><p>{PROSE}</p>")
    assert densest_run(page, 0, len(page)) == range(8, 11)


def test_a_page_of_links_has_no_run() -> None:
    page = blocks(f"<ul>{ENTRIES}</ul>")
    assert len(densest_run(page, 0, len(page))) == 0


def test_prose_is_told_from_headings_links_and_footers() -> None:
    prose, title, link, foot = blocks(f"<p>{PROSE}</p><h1>{PROSE[:-1] * 2}</h1><a>{PROSE}</a><p>版权所有，{PROSE}</p>")
    assert [is_prose(block) for block in (prose, title, link, foot)] == [True, False, False, False]


def test_a_long_title_is_not_the_first_prose() -> None:
    title = "让数据多跑路，让群众少跑腿，让法官多下沉，让纠纷早化解：青榕法院诉讼服务四十年回望"
    page = blocks(f"<div>{title}</div><p>{PROSE}</p>")
    assert first_prose(page, range(2), [f"{title}_示例网"]) == 1
    assert first_prose(page, range(2)) == 0


def test_lists_are_told_by_their_entries() -> None:
    assert is_list(blocks(ENTRIES), [])
    page = blocks(ENTRIES + f"<p>{PROSE * 8}</p>")
    assert not is_list(page, [len(page) - 1])


@pytest.mark.parametrize("end", ["", "……"])
def test_teasers_under_their_titles_are_a_list(end: str) -> None:
    page = blocks("".join(f"<h3><a>青榕法院公众开放日{day}</a></h3><p>{PROSE}{end}</p>" for day in range(5)))
    assert is_list(page, range(1, len(page)))


def test_the_rest_of_a_torn_tag_is_no_prose() -> None:
    (torn,) = blocks("<p>quiv=Content-Type, content=text/html; charset=gbk; a=1, b=2</p>")
    assert not is_prose(torn)
