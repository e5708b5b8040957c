"""The last look at an article: what was mended, what is not as it should be."""

from __future__ import annotations

from typing import Any

import pytest

from crawlers.platforms import platforms
from crawlers.reading.mending import mended
from crawlers.reading.page import Page
from index.article import Article

URL = "http://www.court.gov.cn/fabu/xiangqing/7.html"
TITLE = "青榕法院把庭审开进茶园"
TEXT = "近日，青榕县人民法院把巡回审判点设到茶园边，当天调解三起邻里矛盾，茶农们在采茶间隙旁听了庭审。"
HIDDEN = "这一段文字是旁人塞进来而读者看不见的"


def noticed(inside: str = "", around: str = "", url: str = URL, text: str = TEXT) -> tuple[str, ...]:
    return read(inside, around, url, text).repairs


def read(inside: str = "", around: str = "", url: str = URL, text: str = TEXT) -> Article:
    body = f"<h1>{TITLE}</h1><div class='c'><p>{text}</p>{inside}<p>{text}</p></div>{around}"
    page = Page(url, f"<html><body>{body}</body></html>".encode(), encoding="utf-8")
    return platforms()["generic"].read_page(page)


def test_a_page_as_it_should_be_has_no_repairs() -> None:
    assert noticed() == ()


@pytest.mark.parametrize("style", ["display:none", "visibility:hidden", "font-size:0", "position:absolute;top:-5000px"])
def test_text_hidden_in_the_article_is_left_out_and_told(style: str) -> None:
    article = read(f'<p style="{style}">{HIDDEN}</p>')
    assert article.repairs == ("hidden",)
    assert HIDDEN not in article.body


def test_what_a_site_hides_around_the_article_is_its_own_affair() -> None:
    assert noticed(around=f'<div style="display:none">{HIDDEN}</div>') == ()
    assert noticed(inside=f'<div style="display:none">{TITLE}</div>') == ()


def test_a_hidden_advert_is_told_wherever_it_is() -> None:
    assert noticed(around='<div style="left:-999px"><a href="#">澳门新葡京</a></div>') == ("hidden",)


@pytest.mark.parametrize(
    ("inside", "around"),
    [
        ("<p>真人百家乐平台开户</p>", ""),
        ("", "<div><a href='//x.example'>时时彩平台</a> <a href='//x.example'>棋牌下载</a></div>"),
    ],
)
def test_a_visible_advert_is_told(inside: str, around: str) -> None:
    assert noticed(inside, around) == ("injected",)


def test_a_gateway_gives_the_address_of_the_original() -> None:
    article = read(url=f"https://web.archive.org/web/20240105/{URL}")
    assert (article.url, article.repairs) == (URL, ("gateway",))


def test_a_host_that_is_nobody_s_is_a_mirror_whatever_its_path() -> None:
    copy = "http://copies.example/article/detail/2024/11/id/7.shtml"
    article = read(url=copy)
    assert (article.url, article.repairs) == (copy, ("mirror",))


def test_every_field_is_mended() -> None:
    texts: dict[str, Any] = {
        "title": "開發(fā)區法院",
        "author": "陳(chén)可",
        "source": "??诰W",
        "column": "新聞(wén)中心",
        "body": f"{TEXT}\ufffd",
    }
    article = mended(Article(url=URL, **texts), fetched=URL, declared=False)
    assert (article.title, article.author, article.source, article.column) == (
        "開發區法院",
        "陳可",
        "海口網",
        "新聞中心",
    )
    assert article.repairs == ("glosses", "torn", "damaged")


def test_an_article_in_traditional_characters_is_told_and_kept_as_it_is() -> None:
    article = mended(Article(url=URL, title="開發區法院謀劃明年工作", body="執行聯動"), fetched=URL, declared=False)
    assert (article.title, article.repairs) == ("開發區法院謀劃明年工作", ("traditional",))


def test_what_was_told_before_stays_told() -> None:
    article = Article(url=URL, body=TEXT, repairs=("gateway", "old name"))
    assert mended(article, fetched=URL, declared=True).repairs == ("gateway", "old name")


def test_mending_twice_is_mending_once() -> None:
    article = mended(Article(url=URL, body=f"開(kāi)庭。??诰W 報導{TEXT}"), fetched=URL, declared=False)
    assert mended(article, fetched=URL, declared=False) == article


def test_a_line_is_no_longer_than_lists_can_repeat() -> None:
    long = Article(
        url=URL, body="长" * 9000, title=f" {'题' * 900}", court="法" * 90, editor=" \n", repairs=("x" * 90,) * 30
    )
    article = mended(long, fetched=URL, declared=True)
    assert article.title == "题" * 299 + "…"
    assert article.court == "法" * 59 + "…"
    assert article.editor is None
    assert article.body == long.body
    assert article.repairs == ("x" * 40,)


def test_half_a_character_is_none() -> None:
    assert Article(url=URL, body="", repairs=("半\ud800",)).repairs == ("半\ufffd",)
