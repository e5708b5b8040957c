from __future__ import annotations

import pytest
from small_web import article_page, article_path, list_page

from crawlers.evidence import evidence_of, likely_platform, own_links, proven_platform
from crawlers.platforms import platforms
from crawlers.reading.page import Page

ROOT = "http://qingxi.fjcourt.gov.cn"
ARTICLE = Page(ROOT + article_path(1), article_page("走进晒谷场").encode())
LIST = Page(f"{ROOT}/news.shtml", list_page([article_path(1), article_path(2)]).encode())


def test_evidence_counts_addresses_and_markup() -> None:
    evidence = evidence_of(platforms()["chinacourt"], [LIST, ARTICLE])
    assert (evidence.links, evidence.articles, evidence.fitting, evidence.lists) == (2, 1, 1, 1)
    assert (evidence.by_address, evidence.by_markup) == (3, 2)


def test_addresses_suggest_and_markup_proves() -> None:
    bare = Page(LIST.url, f'<ul><li><a href="{article_path(1)}">文章</a></li></ul>'.encode())
    copied = Page(ARTICLE.url, "<h1>走进晒谷场</h1><p>正文</p>".encode())
    assert likely_platform([bare, copied]).platform == "chinacourt"
    assert proven_platform([bare, copied]).platform == "generic"
    assert proven_platform([bare, ARTICLE]).platform == "chinacourt"
    assert proven_platform([LIST, copied]).platform == "chinacourt"


def test_a_few_addresses_of_a_platform_make_no_site_of_it() -> None:
    links = "".join(f'<a href="/xw/2024/{number:05}.html">文章</a>' for number in range(20))
    page = Page(f"{ROOT}/", f'{links}<a href="{article_path(1)}">文章</a>'.encode())
    assert likely_platform([page]).platform == "generic"
    assert likely_platform([]).platform == "generic"


def test_links_to_other_hosts_are_not_ones_own() -> None:
    page = Page(f"{ROOT}/", f'<a href="http://b.gov.cn{article_path(1)}">文章</a>'.encode())
    assert own_links(platforms()["chinacourt"], page) == ()


@pytest.mark.parametrize("host", ["127.0.0.1:34791", "www.12371.example"])
def test_the_digits_of_a_host_are_no_articles_number(host: str) -> None:
    generic = platforms()["generic"]
    assert not generic.is_detail(f"http://{host}/news/")
    assert generic.is_detail(f"http://{host}/news/12345.html")
