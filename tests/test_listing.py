from __future__ import annotations

from crawlers.listing import days_listed
from crawlers.reading.page import Page


def days(markup: str) -> dict[str, str]:
    page = Page(url="http://a.cn/list/", body=f"<html><body>{markup}</body></html>".encode())
    return days_listed(page, lambda url: url.endswith(".shtml"))


def test_a_row_tells_the_day_of_its_article() -> None:
    rows = (
        '<li><a href="1.shtml">一</a><span>2024-05-06</span></li><li><a href="/2.shtml">二</a> [2024/05/07 08:09]</li>'
    )
    assert days(rows) == {"http://a.cn/list/1.shtml": "2024-05-06", "http://a.cn/2.shtml": "2024-05-07"}


def test_a_day_in_the_title_is_not_the_days_of_the_row() -> None:
    row = '<li><a href="1.shtml">青溪法院2019年5月6日开庭</a> 2024-05-07</li>'
    assert days(row) == {"http://a.cn/list/1.shtml": "2024-05-07"}


def test_a_row_of_several_articles_tells_no_days() -> None:
    assert days('<div><a href="1.shtml">一</a> 2024-05-06 <a href="2.shtml">二</a></div>') == {}


def test_other_links_and_bad_ones_are_passed_over() -> None:
    assert days('<li><a href="http://[">x</a> 2024-05-06</li><li><a href="a.html">b</a> 2024-05-06</li>') == {}
