from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawlers.patterns import Selectors
from crawlers.sites import SHIPPED, Site, SiteError, read_sites

ROW = '[[site]]\nname = "qingxi"\nplatform = "chinacourt"\nstart_urls = ["http://qingxi.gov.cn/"]\n'


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sites.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_with_the_least_gets_the_defaults(tmp_path: Path) -> None:
    (site,) = read_sites(table(tmp_path, ROW))
    assert site == Site(name="qingxi", platform="chinacourt", start_urls=("http://qingxi.gov.cn/",))
    assert (site.every, site.expects, site.delay, site.show, site.court) == ("1d", 1, 1.5, "text", None)


def test_every_key_is_read(tmp_path: Path) -> None:
    more = (
        'court = "青溪县人民法院"\nevery = "12h"\nexpects = 5\nhosts = ["img.qingxi.gov.cn"]\ndelay = 2\n'
        'province = "福建"\ncity = "榕南市"\ncounty = ""\nshow = "snippet"\n'
    )
    (site,) = read_sites(table(tmp_path, ROW + more))
    assert (site.court, site.every, site.expects, site.delay) == ("青溪县人民法院", "12h", 5, 2)
    assert (site.province, site.city, site.county, site.show) == ("福建", "榕南市", None, "snippet")
    assert site.fetched_hosts == ("qingxi.gov.cn", "img.qingxi.gov.cn")


@pytest.mark.parametrize(
    ("more", "called"),
    [("", None), ("court", "青溪法院"), ("title", "青溪法院网")],
)
def test_a_site_is_called_by_its_title_or_its_court(tmp_path: Path, more: str, called: str | None) -> None:
    told = {"": "", "court": 'court = "青溪法院"\n', "title": 'court = "青溪法院"\ntitle = "青溪法院网"\n'}
    (site,) = read_sites(table(tmp_path, ROW + told[more]))
    assert site.called == called


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("colour = 1", "the key “colour” is unknown"),
        ("expects = true", "“expects” must be a whole number"),
        ("expects = -1", "“expects” is -1, less than none"),
        ('delay = "1"', "“delay” must be a number"),
        ("delay = nan", "“delay” is nan, no number of seconds"),
        ("delay = -2", "“delay” is -2, no number of seconds"),
        ("delay = 0.5", "“delay” is 0.5, and under 1 second is for loopback and .example hosts only"),
        ('hosts = "a.cn"', "“hosts” must be a list of strings"),
        ('hosts = ["http://a.cn"]', "“http://a.cn” in “hosts” is no host name in lower case"),
        ('every = "daily"', "“every” is daily, not hours or days such as 12h or 1d"),
        ('every = "0d"', "“every” is 0d, not hours or days such as 12h or 1d"),
        ('every = "99999999999d"', "“every” is 99999999999d, not hours or days such as 12h or 1d"),
        ('show = "all"', "“show” is all, neither text nor snippet"),
        ("court = 5", "“court” must be a string"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_and_site(tmp_path: Path, line: str, complaint: str) -> None:
    path = table(tmp_path, f"{ROW}{line}\n")
    with pytest.raises(SiteError) as caught:
        read_sites(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "“qingxi”" in message
    assert message.endswith(f"{complaint}.")


GENERIC = ROW.replace("chinacourt", "generic")


def test_how_a_site_is_read_may_be_stated(tmp_path: Path) -> None:
    more = (
        "articles = ['/n/\\d+']\ncolumns = ['/c/']\nsitemap = 'http://map.gov.cn/s.xml'\n"
        "[site.selectors]\nbody = '#zoom'\nlinks = 'li a'\n"
    )
    (site,) = read_sites(table(tmp_path, GENERIC + more))
    assert (site.articles, site.columns, site.sitemap) == (("/n/\\d+",), ("/c/",), "http://map.gov.cn/s.xml")
    assert site.selectors == Selectors(body="#zoom", links="li a")
    assert site.fetched_hosts == ("qingxi.gov.cn", "map.gov.cn")


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("articles = '/n/'", "“articles” must be a list of strings"),
        ("articles = ['/n/(']", "“/n/(” in “articles” is no regular expression"),
        ("columns = ['.*']", "“.*” in “columns” matches every address"),
        ("sitemap = ['http://a.cn/s.xml']", "“sitemap” must be a string"),
        ("sitemap = '/s.xml'", "the sitemap /s.xml is no http or https address"),
        ("selectors = 'div'", "“selectors” must be a table"),
        ("[site.selectors]\nbody = 'div['", "the selector “body” is no CSS selector of elements: div["),
        (
            "[site.selectors]\nlinks = 'a::attr(href)'",
            "the selector “links” is no CSS selector of elements: a::attr(href)",
        ),
        ("[site.selectors]\nbody = 5", "the selector “body” must be a string"),
        ("[site.selectors]\ntitle = 'h1'", "the selectors of an article's parts need one of its “body”"),
        (
            "[site.selectors]\nlist = 'a'",
            "the selector “list” is unknown; there are title, header, body, crumbs, editor, links, next",
        ),
    ],
)
def test_a_mistake_in_how_a_site_is_read_is_one_sentence(tmp_path: Path, lines: str, complaint: str) -> None:
    path = table(tmp_path, f"{GENERIC}{lines}\n")
    with pytest.raises(SiteError) as caught:
        read_sites(path)
    assert str(caught.value) == f"{path}: site “qingxi”: {complaint}." or str(caught.value) == (
        f"{path}: Site “qingxi”: {complaint}."
    )


@pytest.mark.parametrize("line", ["articles = ['/n/']", "columns = ['/c/']", "sitemap = 'http://a.cn/s.xml'"])
def test_addresses_are_stated_for_the_generic_platform_only(tmp_path: Path, line: str) -> None:
    with pytest.raises(SiteError, match="is for sites of the platform generic only"):
        read_sites(table(tmp_path, f"{ROW}{line}\n"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[site]]\nname = "a"\nplatform = "b"\n', "“start_urls” is missing"),
        ('[[site]]\nname = "a"\nplatform = "b"\nstart_urls = []\n', "“start_urls” is missing"),
        ('[[site]]\nplatform = "b"\nstart_urls = ["http://a.cn/"]\n', "site 1: “name” is missing"),
        ('[[site]]\nname = "A b"\nplatform = "b"\nstart_urls = ["http://a.cn/"]\n', "a name is lower-case letters"),
        ('[[site]]\nname = "a"\nplatform = "b"\nstart_urls = ["ftp://a.cn/"]\n', "is no http or https address"),
        ('[[site]]\nname = "a"\nplatform = "b"\nstart_urls = ["http:///x"]\n', "is no http or https address"),
        ('[[site]]\nname = "a"\nplatform = "b"\nstart_urls = ["http://a.cn:99999/"]\n', "is no http or https address"),
        ("[site]\nname = 'a'\n", "a site is written [[site]]"),
        ("site = [1]\n", "site 1 is no table"),
        ("[other]\n", "“other” is unknown"),
        ("[[site]\n", "is no TOML in UTF-8"),
        (ROW + ROW, "site “qingxi” stands there 2 times"),
    ],
)
def test_a_table_that_is_none_says_why(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SiteError, match=r"\.$") as caught:
        read_sites(table(tmp_path, text))
    assert complaint in str(caught.value)


def test_a_table_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (site,) = read_sites(table(tmp_path, "\ufeff" + ROW))
    assert site.name == "qingxi"


def test_a_missing_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"none\.toml cannot be read: No such file"):
        read_sites(tmp_path / "none.toml")


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:80", "a.b.example"])
def test_a_short_delay_is_for_the_own_machine(host: str) -> None:
    assert Site(name="a", platform="b", start_urls=(f"http://{host}/",), delay=0.0).delay == 0.0


def test_a_short_delay_needs_every_host_on_the_own_machine() -> None:
    with pytest.raises(SiteError, match="under 1 second"):
        Site(name="a", platform="b", start_urls=("http://localhost/",), hosts=("qingxi.gov.cn",), delay=0.0)


def test_a_site_without_start_urls_is_refused_in_code_too() -> None:
    with pytest.raises(SiteError, match="“start_urls” is empty"):
        Site(name="a", platform="b", start_urls=())


@pytest.mark.parametrize("host", ["chinacourt.org", "www.chinacourt.org", "a.chinacourt.org"])
def test_where_copying_is_reserved_only_snippets_are_shown(host: str) -> None:
    assert Site(name="a", platform="b", start_urls=(f"https://{host}/",)).show == "snippet"
    assert Site(name="a", platform="b", start_urls=(f"https://{host}/",), show="text").show == "text"


def test_the_shipped_table_is_right_and_polite() -> None:
    sites = read_sites(SHIPPED)
    assert "yongtai" in {site.name for site in sites}
    assert all(site.delay >= 1 for site in sites)
    assert {site.name for site in sites if site.show == "snippet"} == {"chinacourt_portal"}


@pytest.mark.parametrize(
    ("more", "mistake"),
    [
        ({"quiet": "8-18"}, "“quiet” is 8-18, no hours such as 08:30-18:00"),
        ({"budget": 0}, "“budget” is 0, less than one page"),
    ],
)
def test_manners_that_cannot_be_kept_are_told(more: dict[str, Any], mistake: str) -> None:
    with pytest.raises(SiteError, match=mistake):
        Site(name="a", platform="b", start_urls=("http://qingxi.gov.cn/",), **more)
    assert Site(name="a", platform="b", start_urls=("http://a.cn/",), quiet="08:30-18:00", budget=9).budget == 9
