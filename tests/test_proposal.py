from __future__ import annotations

from pathlib import Path

import pytest
from small_survey import court_pages, surveyed_pages

from crawlers.navigation import Column
from crawlers.proposal import block_of, name_for, proposed_site, rhythm
from crawlers.reading.page import Page
from crawlers.sites import Site, read_sites

FOOT = "<p>{} 版权所有 {}</p>"


def proposed(host: str, *, title: str, foot: str) -> Site:
    """The site proposed for a small court with this title and footer on every page."""
    pages = {
        f"http://{host}{path}": f"<title>{title}</title>{text}{foot}".replace("-青溪县人民法院", f"-{title}")
        for path, text in court_pages().items()
    }
    pages = {url: text.replace("<title>青溪县人民法院</title>", "") for url, text in pages.items()}
    seen = surveyed_pages(f"http://{host}/", pages)
    return proposed_site(seen, [Column("法院要闻", f"http://{host}/news.shtml")], [])


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("qingrong.fjcourt.gov.cn", "qingrong"),
        ("fj.ytxrmfy.gov.cn", "ytxrmfy"),
        ("www.kuaixun-mirror.example", "kuaixun_mirror"),
        ("news.fazhi.example", "fazhi"),
        ("127.0.0.1", "site_127_0_0_1"),
        ("www.12371.cn", "site_www_12371_cn"),
    ],
)
def test_a_host_gives_a_name(host: str, name: str) -> None:
    assert name_for(host) == name
    assert name_for(host, [name, f"{name}_2"]) == f"{name}_3"
    assert Site(name=name, platform="generic", start_urls=("http://a.example/",)).name == name


@pytest.mark.parametrize(
    ("days", "every"),
    [
        (["2024-05-03", "2024-05-03", "2024-05-03", "2024-05-02"], "12h"),
        (["2024-05-03", "2024-05-01", "2024-04-28"], "1d"),
        (["2024-05-03", "2023-12-01", "2023-01-28"], "7d"),
        (["2024-05-03"], "1d"),
    ],
)
def test_the_dates_of_a_list_tell_its_rhythm(days: list[str], every: str) -> None:
    page = Page("http://a.example/", "".join(f"<li>文章 {day}</li>" for day in days).encode())
    assert rhythm([page]) == every


def test_the_court_is_in_the_title_or_in_a_footer_that_the_title_shortens() -> None:
    foot = FOOT.format("石梁县人民法院", "")
    assert proposed("a.example", title="石梁县人民法院", foot="").court == "石梁县人民法院"
    assert proposed("a.example", title="石梁法院网", foot=foot).court == "石梁县人民法院"
    assert proposed("a.example", title="示例法治网", foot=foot).court is None


def test_the_province_is_declared_only_where_nothing_else_knows_it() -> None:
    licensed = FOOT.format("", "鄂ICP备00000000号")
    assert proposed("a.example", title="青溪县人民法院", foot=licensed).province == "湖北"
    assert proposed("a.fjcourt.gov.cn", title="青溪县人民法院", foot=licensed).province is None
    assert proposed("a.example", title="永泰县人民法院", foot=licensed).province is None
    assert proposed("a.example", title="青溪县人民法院", foot="").province is None


def test_a_block_is_read_back_as_the_site_that_it_declares(tmp_path: Path) -> None:
    url = "http://a.gov.cn/x.shtml"
    site = Site(
        name="a", platform="chinacourt", court="青溪县人民法院", start_urls=(url,), every="12h", province="福建"
    )
    block = block_of(site, [Column("法院要闻", url)])
    assert f'    "{url}",  # 法院要闻\n' in block
    assert "delay" not in block
    table = tmp_path / "sites.toml"
    table.write_text(block, encoding="utf-8")
    assert read_sites(table) == (site,)


def test_a_place_that_nobody_knows_is_asked_for() -> None:
    site = Site(name="a", platform="generic", start_urls=("http://a.gov.cn/",))
    assert block_of(site, [], is_place_open=True).endswith("fill it in\n")
