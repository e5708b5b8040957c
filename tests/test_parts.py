"""Articles of several pages."""

from __future__ import annotations

import pytest

from crawlers.reading.page import Page
from crawlers.reading.parts import is_part, is_whole, joined_parts, next_part
from index.article import Article
from index.repairs import Repair

FIRST = "http://a.example/html/2024-03/05/content_81.htm"


def page(body: str, url: str = FIRST) -> Page:
    return Page(url, f"<html><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("first", "href", "following"),
    [
        (FIRST, "content_81_2.htm", "http://a.example/html/2024-03/05/content_81_2.htm"),
        ("http://a.example/a/5.shtml", "/a/5_2.shtml", "http://a.example/a/5_2.shtml"),
        ("http://a.example/a/5.shtml", "5-2.shtml", "http://a.example/a/5-2.shtml"),
        ("http://a.example/a/id/5.shtml", "/a/id/5/page/2.shtml", "http://a.example/a/id/5/page/2.shtml"),
        ("http://a.example/a/5", "?page=2", "http://a.example/a/5?page=2"),
        ("http://a.example/a.php?id=5", "a.php?id=5&page=2", "http://a.example/a.php?id=5&page=2"),
        ("http://a.example/a/5", "/a/5/2", "http://a.example/a/5/2"),
    ],
)
def test_a_part_s_address_is_the_first_one_with_a_number(first: str, href: str, following: str) -> None:
    assert next_part(page(f"<a href='/'>首页</a><a href='{href}'>下一页</a>", first), first) == following


@pytest.mark.parametrize(
    "href", ["content_82.htm", "content_81_3.htm", "/list_2.htm", "http://b.example/content_81_2.htm", "http://[2"]
)
def test_another_article_is_no_part(href: str) -> None:
    assert next_part(page(f"<a href='{href}'>下一页</a>"), FIRST) is None


def test_each_part_leads_to_the_one_after_it() -> None:
    links = "<a href='content_81.htm'>1</a><a href='content_81_2.htm'>2</a><a href='content_81_3.htm'>3</a>"
    second = page(links, FIRST.replace("81", "81_2"))
    assert (next_part(second, FIRST, 2) or "").endswith("81_3.htm")
    assert next_part(second, FIRST, 3) is None


def test_the_script_of_trs_counts_from_nought() -> None:
    first = "http://a.example/xw/202403/t20240305_81.html"
    script = "<script>createPageHTML(3, {}, 't20240305_81', 'html');</script>"
    assert (next_part(page(script.format(0), first), first) or "").endswith("/t20240305_81_1.html")
    assert (next_part(page(script.format(1), first), first, 2) or "").endswith("/t20240305_81_2.html")
    assert next_part(page(script.format(2), first), first, 3) is None
    assert next_part(page("<script>createPageHTML(3, 0, 'index', 'html');</script>", first), first) is None


def test_a_later_part_knows_its_first() -> None:
    link = "<a href='content_81.htm'>上一页</a>"
    assert is_part(page(link, FIRST.replace("81", "81_2")))
    assert not is_part(page("<a href='other.htm'>上一页</a>", FIRST.replace("81", "81_2")))
    assert not is_part(page(link))


def test_parts_are_joined_once_and_fill_gaps() -> None:
    first = Article(url=FIRST, body="一。\n二。", title="题", repairs=(Repair.MISSING_PARTS,))
    repairs = ("glosses", Repair.MISSING_PARTS)
    part = Article(url="x", body="二。\n三。", title="题（二）", editor="苏禾", repairs=repairs)
    both = joined_parts(first, part)
    assert (both.url, both.title, both.body, both.editor) == (FIRST, "题", "一。\n二。\n三。", "苏禾")
    assert both.repairs == (Repair.MISSING_PARTS, "glosses")
    assert is_whole(both).repairs == ("glosses",)
    assert joined_parts(first, Article(url="x", body="一。", editor="苏禾")) is first
