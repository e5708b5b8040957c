"""The probe: sample sites are judged rightly from any page, and every decision has its sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_survey import court_pages, surveyed_pages, surveyed_sample
from small_web import PROSE, article_page, article_path, list_page

from crawlers.probe import Probe, probe_of
from crawlers.samples.samplesites import SampleSite, sample_sites
from crawlers.samples.sampletexts import sample_texts
from crawlers.sites import read_sites

SITES = {site.site.name: site for site in sample_sites(sample_texts()).values()}
ROOT = "http://qingxi.fjcourt.gov.cn"
KINDS = ("home", "column", "article")


def page_of(site: SampleSite, kind: str) -> str:
    """A page of a sample site."""
    return {
        "home": f"http://{site.host}/",
        "column": site.lists[-1],
        "article": site.article_url(site.texts[-1]),
    }[kind]


@pytest.fixture(scope="module")
def probes() -> dict[tuple[str, str], Probe]:
    """Every sample site probed from its home page, a column and an article."""
    return {
        (name, kind): probe_of(surveyed_sample(site, page_of(site, kind)))
        for name, site in SITES.items()
        for kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SITES)
def test_a_sample_site_is_known_from_any_of_its_pages(
    probes: dict[tuple[str, str], Probe], tmp_path: Path, name: str, kind: str
) -> None:
    declared, found = SITES[name].site, probes[name, kind]
    assert (found.problem, found.refusals) == (None, ())
    assert found.platform == declared.platform
    table = tmp_path / "sites.toml"
    table.write_text(found.block or "", encoding="utf-8")
    [site] = read_sites(table)
    assert set(site.start_urls) == set(declared.start_urls)
    assert (site.platform, site.court, site.delay) == (declared.platform, declared.court, 0.0)
    assert 1 <= site.expects <= declared.expects


@pytest.mark.parametrize("name", SITES)
def test_the_fill_table_counts_what_the_articles_have(probes: dict[tuple[str, str], Probe], name: str) -> None:
    fill = {row.field: row for row in probes[name, "home"].fill}
    assert list(fill) == ["title", "published", "author", "source", "column", "body", "court", "province"]
    tried = min(6, len(SITES[name].texts))
    assert {row.of for row in fill.values()} == {tried}
    assert (fill["title"].filled, fill["published"].filled, fill["body"].filled) == (tried, tried, tried)
    assert (fill["title"].example or "").rstrip("…") in "\n".join(text.title for text in SITES[name].texts)
    assert str(fill["body"].example).endswith(" characters")


def test_json_and_lines_say_the_same(probes: dict[tuple[str, str], Probe]) -> None:
    found = probes["xueqiao", "home"]
    told = json.loads(json.dumps(found.as_json(), ensure_ascii=False))
    assert (told["workable"], told["platform"], told["block"]) == (True, "jeecms", found.block)
    lines = list(found.lines())
    assert "is on the platform jeecms: " in lines[0]
    assert lines[1].startswith("columns: 最新发布、图片新闻、")
    assert any(line.split()[:4] == ["published", "5", "of", "5"] for line in lines)
    assert lines[-1].startswith('\n[[site]]\nname = "xueqiao"\n')


def court(nav: str = "", *, numbers: range = range(3), article: str = "") -> dict[str, str]:
    """A small court by URL."""
    return {ROOT + path: text for path, text in court_pages(nav, numbers=numbers, article=article).items()}


def test_lists_of_cases_are_left_out_and_never_fetched() -> None:
    nav = '<a href="/cases.shtml">裁判文书</a> <a href="/court.shtml">开庭公告</a>'
    cases = {f"{ROOT}/{name}.shtml": list_page([article_path(1)]) for name in ("cases", "court")}
    seen = surveyed_pages(f"{ROOT}/", court(nav) | cases)
    found = probe_of(seen)
    assert [column.name for column in found.cases] == ["裁判文书", "开庭公告"]
    assert [column.name for column in found.columns] == ["法院要闻"]
    assert not {page.url for page in seen.pages} & set(cases)


def test_a_list_of_cases_is_refused_though_it_is_what_was_given() -> None:
    pages = {f"{ROOT}/": '<a href="/c.shtml">执行公告</a>', f"{ROOT}/c.shtml": list_page([article_path(1)])}
    found = probe_of(surveyed_pages(f"{ROOT}/c.shtml", pages))
    assert found.problem == "Only lists of cases were found, which name parties and are not crawled."


def test_columns_of_the_same_form_are_trusted_beyond_the_budget() -> None:
    columns = "".join(f'<a href="/c{number}.shtml">新闻栏目{number}</a>' for number in range(30))
    lists = {f"{ROOT}/c{number}.shtml": list_page([article_path(number % 9)]) for number in range(30)}
    found = probe_of(surveyed_pages(f"{ROOT}/", court(columns, numbers=range(9)) | lists, pages=8))
    assert (found.problem, found.pages, len(found.columns)) == (None, 8, 31)


def test_columns_of_another_form_are_named_but_left_out() -> None:
    columns = "".join(f'<a href="/odd/c{number}/">栏目之{number}号</a>' for number in range(9))
    found = probe_of(surveyed_pages(f"{ROOT}/", court(columns), pages=5))
    assert [column.name for column in found.columns] == ["法院要闻"]
    assert any("left out: " in note and "栏目之8号" in note for note in found.notes)


def test_without_columns_the_block_begins_at_the_front_page() -> None:
    pages = court() | {f"{ROOT}/": list_page([article_path(0), article_path(1)])}
    found = probe_of(surveyed_pages(f"{ROOT}/", pages))
    assert f'start_urls = [\n    "{ROOT}/",\n]' in (found.block or "")
    assert "No column was found in the navigation: the block begins at the front page." in found.notes


def test_a_list_that_is_filled_by_a_further_request_is_a_column() -> None:
    host = "http://qingxi.hbfy.gov.cn"
    article = f"{host}/DocManage/ViewDoc?docId=0a7d2f1c-3f5e-4c8e-9d6a-2b1f0e9c8d7a"
    pages = {
        f"{host}/": f'<a href="/news?folderNo=0101">法院要闻</a><a href="{article}">文章</a>',
        f"{host}/news?folderNo=0101": "<p>正在加载</p>",
        f"{host}/DocManage/getDocsByFolder": f'<ul class="doclist"><li><a href="{article}">文章</a></li></ul>',
        article: article_page("走进晒谷场").replace("发布时间", "时间"),
    }
    found = probe_of(surveyed_pages(f"{host}/", pages))
    assert (found.problem, found.platform) == (None, "hubei")
    assert [column.url for column in found.columns] == [f"{host}/news?folderNo=0101"]


def test_selectors_that_match_nothing_are_told() -> None:
    bare = article_page("青溪法院走进晒谷场").replace('class="text"', 'class="words"')
    found = probe_of(surveyed_pages(f"{ROOT}/", court(article=bare)))
    assert found.problem is None
    assert (
        "The body selectors of chinacourt matched nothing on 3 of 3 articles, which were read by their text alone."
    ) in found.notes


def test_the_addresses_of_a_platform_without_its_markup_are_told() -> None:
    bare = article_page("青溪法院走进晒谷场").replace('class="text"', 'class="words"')
    pages = {url: text.replace('id="list"', 'id="rows"') for url, text in court(article=bare).items()}
    found = probe_of(surveyed_pages(f"{ROOT}/", pages))
    assert (found.platform, found.problem) == ("generic", None)
    assert found.notes[0].startswith("The addresses are like those of chinacourt, but its selectors matched nothing")


@pytest.mark.parametrize(
    ("article", "problem"),
    [
        ('<div class="detail"><div class="text"></div></div>', "Only 0 of 3 articles tried could be read; "),
        (article_page("无日期").replace("2024-05-06 09:20:31", ""), "No date was found on any of the 3 articles read."),
    ],
)
def test_articles_without_body_or_date_make_no_source(article: str, problem: str) -> None:
    found = probe_of(surveyed_pages(f"{ROOT}/", court(article=article)))
    assert (found.problem or "").startswith(problem)
    assert found.block is None


def test_a_site_without_articles_is_told() -> None:
    found = probe_of(surveyed_pages(f"{ROOT}/", {f"{ROOT}/": f"<p>{PROSE}</p>"}))
    assert found.problem == "No link to an article was found on 1 page: the selectors matched nothing."


def test_articles_on_another_host_are_told() -> None:
    pages = {f"{ROOT}/": f'<a href="http://other.gov.cn{article_path(1)}">文章</a>'}
    found = probe_of(surveyed_pages(f"{ROOT}/", pages))
    assert found.problem == "The articles are on another host, other.gov.cn; probe an address there instead."


def test_hosts_that_the_lists_lead_to_are_proposed_and_left_to_the_operator() -> None:
    pages = court()
    links = {f"http://{host}.gov.cn{article_path(number)}" for number, host in enumerate("bab")}
    others = "".join(f'<li><a href="{link}">文章</a></li>' for link in sorted(links))
    (listing,) = (url for url in pages if url.endswith("/news.shtml"))
    found = probe_of(surveyed_pages(f"{ROOT}/", pages | {listing: pages[listing].replace("</ul>", f"{others}</ul>")}))
    assert found.problem is None
    assert '\n# hosts = ["a.gov.cn", "b.gov.cn"]  # ' in (found.block or "")
    assert "The lists link to 2 articles on b.gov.cn, which were not tried: `hosts` would take them in." in found.notes
    assert "hosts" not in (probe_of(surveyed_pages(f"{ROOT}/", pages)).block or "")


def test_a_page_that_cannot_be_had_is_the_problem() -> None:
    found = probe_of(surveyed_pages(f"{ROOT}/", {}))
    assert (found.problem, found.platform, found.pages) == ("The server answers 404.", None, 1)


def test_a_host_that_a_source_has_already_is_told() -> None:
    found = probe_of(surveyed_pages(f"{ROOT}/", court()), taken=["qingxi"], known_as="qingxi")
    assert found.notes[0] == "The source “qingxi” has this host already."
    assert '\nname = "qingxi_2"\n' in (found.block or "")
