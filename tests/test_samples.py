from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import warmprocess
from scrapy.exceptions import NotConfigured
from scrapy.http import Request
from scrapy.utils.test import get_crawler
from small_web import ROOT, runs_of

from crawlers.intake import ingest
from crawlers.platforms import platforms
from crawlers.samples.sampleproxy import SampleProxyMiddleware
from crawlers.samples.sampleserver import SampleServer, serving
from crawlers.samples.samplesites import PAGE_SIZE, SampleSite, sample_sites
from crawlers.samples.sampleskins import COLUMNS, LATEST, column_id
from crawlers.samples.sampletexts import SampleText, sample_texts
from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.ledgers.desk import Desk
from index.runs import Run
from index.searching import Library
from index.text.glosses import without_glosses

TEXTS = sample_texts()
SITES = sample_sites(TEXTS)
PUBLISHED = [(site, text) for site in SITES.values() for text in site.texts]
DRESSED = {"chinacourt", "chinacourt_php", "hubei", "jeecms", "generic"}
KINDS = {"经验做法", "工作总结", "工作计划", "司法调研", "表彰荣誉", "新闻动态", "典型案例"}
SCAN_ME = "掃一掃，用手機查看本文"

_CRAWL = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from crawlers.samples.demo import crawl_samples
from index.datafolder import DataFolder
heard = []
runs = crawl_samples(DataFolder(Path(sys.argv[1])), heard.append)
assert heard[-1].run is not None
print(json.dumps([asdict(run) for run in runs]))
"""


@dataclass(frozen=True, slots=True)
class Demo:
    data: DataFolder
    runs: dict[str, Run]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """All the sample sites, crawled through the real settings."""
    data = DataFolder(tmp_path_factory.mktemp("demo") / "data")
    done = warmprocess.python(_CRAWL, str(data.path))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return Demo(data, runs_of(done.stdout))


@pytest.fixture(scope="module")
def desk(demo: Demo) -> Iterator[Desk]:
    """What the ledgers know of the sample courts."""
    update(demo.data, lambda *_: None)
    with Library.open(demo.data) as library:
        yield Desk(library)


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with serving(SITES) as running:
        yield running


def test_there_is_enough_to_try_everything_on() -> None:
    assert len(TEXTS) >= 60
    assert {text.kind for text in TEXTS} == KINDS
    assert set(platforms()) >= {site.site.platform for site in SITES.values()} >= DRESSED
    assert len([site for site in SITES.values() if site.site.court]) >= 12
    years = {text.published[:4] for text in TEXTS}
    assert {"2012", "2025"} <= years


def test_every_text_is_published_on_one_site() -> None:
    published = [text.stem for site in SITES.values() for text in site.texts]
    assert sorted(published) == sorted(text.stem for text in TEXTS)
    urls = [site.article_url(text) for site in SITES.values() for text in site.texts]
    assert len(set(urls)) == len(urls)


@pytest.mark.parametrize("text", [pytest.param(text, id=text.stem) for text in TEXTS])
def test_a_text_is_in_a_known_column_and_names_its_brands(text: SampleText) -> None:
    assert text.column in COLUMNS or text.site == "mirror"
    if text.site != "mirror":
        assert all(brand in text.title + text.body for brand in text.brands)


@pytest.mark.parametrize("site", [pytest.param(site, id=site.site.name) for site in SITES.values()])
def test_the_table_lists_every_column_of_a_site(site: SampleSite) -> None:
    assert site.site.start_urls == site.lists
    assert site.site.expects == len(site.texts)
    assert site.site.platform in platforms()
    assert all(platforms()[site.site.platform].is_detail(site.article_url(text)) for text in site.texts)


def test_every_source_is_visited_in_health(demo: Demo) -> None:
    assert {name: (run.outcome, run.failed) for name, run in demo.runs.items()} == {
        site.site.name: ("healthy", 0) for site in SITES.values()
    }


def test_the_corpus_is_marked_as_one_of_samples(demo: Demo) -> None:
    with Corpus.open(demo.data.corpus, read_only=True) as corpus:
        assert corpus.meta("sample") == "1"
        assert corpus.coverage().articles == len(TEXTS)
        assert corpus.coverage().stale == ()


@pytest.mark.parametrize(("site", "text"), PUBLISHED, ids=[text.stem for _, text in PUBLISHED])
def test_an_article_arrives_as_it_was_written(demo: Demo, site: SampleSite, text: SampleText) -> None:
    with Corpus.open(demo.data.corpus, read_only=True) as corpus:
        kept = corpus.get(site.article_url(text))
    assert kept is not None
    article = kept.article
    assert kept.source_name == site.site.name
    assert article.title == without_glosses(text.title)[0]
    assert article.published == text.published.replace(" ", "T")
    assert names(article.author) == names(text.author.removesuffix(" 摄影报道"))
    assert article.editor == (text.editor or None)
    assert article.source == (text.source or None)
    assert article.column == expected_column(site, text)
    assert article.body == without_glosses(text.body)[0].removesuffix(f"\n{SCAN_ME}")
    if site.site.court:
        assert (article.province, article.city) == (site.site.province, site.site.city)


def names(author: str | None) -> set[str]:
    """The names of an author line."""
    return set((author or "").replace("、", " ").split())


def expected_column(site: SampleSite, text: SampleText) -> str | None:
    """The last crumb, where the skin has crumbs at all."""
    return None if site.site.platform == "chinacourt_php" else text.column.split(" > ")[-1] or None


def test_a_site_declares_the_court_of_its_articles(demo: Demo) -> None:
    with Corpus.open(demo.data.corpus, read_only=True) as corpus:
        courts = {(kept.source_name, kept.article.court) for kept in corpus.changed_since(0)}
    assert ("qingrong", "青榕县人民法院") in courts


def test_the_mirrors_glosses_are_mended_and_told(demo: Demo) -> None:
    with Corpus.open(demo.data.corpus, read_only=True) as corpus:
        (mirrored,) = (kept.article for kept in corpus.changed_since(0) if kept.source_name == "mirror")
    assert mirrored.repairs == ("mirror", "glosses", "traditional")
    assert "(dǎng)" not in mirrored.body
    assert mirrored.url.endswith(urlsplit(original_of(mirrored.url)).path)


def test_the_archive_gives_the_same_corpus_again(demo: Demo, tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "again").prepared()
    data.sites.write_bytes((ROOT / "crawlers" / "samples" / "sites.toml").read_bytes())
    done = ingest(data, [demo.data.archive])
    assert done.new == len(TEXTS)
    with Corpus.open(demo.data.corpus, read_only=True) as crawled, Corpus.open(data.corpus, read_only=True) as again:
        assert {kept.article.url: (kept.article, kept.source_name) for kept in again.changed_since(0)} == {
            kept.article.url: (kept.article, kept.source_name) for kept in crawled.changed_since(0)
        }


def test_the_archive_leaves_the_crawled_corpus_as_it_is(demo: Demo) -> None:
    demo.data.sites.write_bytes((ROOT / "crawlers" / "samples" / "sites.toml").read_bytes())
    assert ingest(demo.data, [demo.data.archive]).same == len(TEXTS)


def original_of(url: str) -> str:
    """The address on its own court's site of an article with this path."""
    site = SITES["linzhi.jscourt.example"]
    return next(found for found in map(site.article_url, site.texts) if urlsplit(found).path == urlsplit(url).path)


def fetched(
    server: SampleServer, url: str, *, form: dict[str, str] | None = None, direct: bool = False, zipped: bool = False
) -> tuple[int, bytes]:
    """Ask the server as a proxy, or directly with a Host header."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    headers = {"Host": parts.netloc} | ({"Accept-Encoding": "gzip"} if zipped else {})
    target = url if not direct else url.removeprefix(f"http://{parts.netloc}")
    connection.request("POST" if form else "GET", target, urlencode(form) if form else None, headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body


@pytest.mark.parametrize("site", [pytest.param(site, id=site.site.name) for site in SITES.values()])
def test_a_site_answers_as_proxy_and_directly(server: SampleServer, site: SampleSite) -> None:
    home = f"http://{site.host}/"
    status, body = fetched(server, home)
    assert (status, body) == (200, fetched(server, home, direct=True, zipped=True)[1])
    text = body.decode("gb18030" if site.site.platform == "chinacourt_php" else "utf-8")
    assert "示例" in text
    assert fetched(server, f"{home}robots.txt")[1].startswith(b"User-agent: *")
    status, missing = fetched(server, f"{home}nothing/there.html")
    assert (status, "</html>" in missing.decode("gb18030", "replace")) == (404, True)


def test_the_server_stands_for_no_other_host(server: SampleServer) -> None:
    assert fetched(server, "http://www.court.gov.cn/")[0] == 502


def test_lists_turn_their_pages(server: SampleServer) -> None:
    site = SITES["qingrong.fjcourt.example"]
    pages = (f"http://{site.host}{site.skin.column(LATEST, number)}" for number in (1, 2))
    first, second = (fetched(server, url)[1].decode() for url in pages)
    assert first.count("/article/detail/") == PAGE_SIZE
    assert second.count("/article/detail/") == len(site.texts) - PAGE_SIZE
    past = fetched(server, f"http://{site.host}{site.skin.column(LATEST, 9)}")
    assert past == (200, second.encode())


def test_the_lists_of_hubei_turn_by_post_only(server: SampleServer) -> None:
    lists = "http://chutang.hbfy.example/DocManage/getDocsByFolder"
    first, second, last = (
        fetched(server, lists, form={"folderNo": "0900", "pageIndex": str(number)})[1] for number in (1, 2, 9)
    )
    assert first == fetched(server, f"{lists}?folderNo=0900")[1]
    assert second == last != first
    assert fetched(server, f"{lists}?folderNo=0900&pageIndex=2")[0] == 404
    assert fetched(server, lists.replace("chutang.hbfy", "xueqiao.yncourt"), form={"folderNo": "1"})[0] == 404


def test_the_php_sites_declare_gb2312_and_send_what_they_have(server: SampleServer) -> None:
    for host in ("songlu.hncourt.example", "heihua.hljcourt.example"):
        body = fetched(server, SITES[host].lists[0])[1]
        assert b"charset=gb2312" in body
        assert "人民法院".encode("gb2312") in body
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")


def test_a_column_id_is_the_platforms_own_code() -> None:
    assert column_id((1, 2, 3)) == "MzAwNDAwMjAwNiACAAA%3D"


def test_only_example_hosts_go_to_the_proxy() -> None:
    proxy = SampleProxyMiddleware.from_crawler(get_crawler(settings_dict={"SAMPLE_PROXY": "http://127.0.0.1:9"}))
    for url, proxied in (("http://a.example/robots.txt", "http://127.0.0.1:9"), ("http://a.gov.cn/", None)):
        request = Request(url)
        proxy.process_request(request)
        assert request.meta.get("proxy") == proxied


def test_without_a_proxy_in_the_settings_nothing_is_routed() -> None:
    with pytest.raises(NotConfigured):
        SampleProxyMiddleware.from_crawler(get_crawler())


def test_the_runs_say_what_it_cost(demo: Demo) -> None:
    assert sum(run.articles for run in demo.runs.values()) == len(TEXTS)
    assert sum(run.pages for run in demo.runs.values()) > len(TEXTS) + len(SITES)
    assert json.dumps([run.problem for run in demo.runs.values()]) == json.dumps([None] * len(SITES))


def test_a_brand_that_spreads_is_traced_from_court_to_court(desk: Desk) -> None:
    found = desk.brand("板凳法庭")
    assert [(user.court, user.relation, (user.since or "")[:4]) for user in found.users] == [
        ("青榕县人民法院", "owner", "2014"),
        ("松屏县人民法院", "adopter", "2017"),
        ("嵩麓县人民法院", "adopter", "2019"),
        ("雪峤县人民法院", "adopter", "2021"),
    ]
    assert found.users[1].cites == ("青榕县人民法院",)
    assert found.users[0].evidence.published == "2014-06-12T09:20:31"


def test_its_repost_and_the_visits_to_its_court_adopt_nothing(desk: Desk) -> None:
    shown = desk.brand("板凳法庭").as_json()
    assert ["fazhi" in use["url"] for use in shown["reposts"]] == [True]
    assert [(use["published"][:4], use["court"]) for use in shown["visits"]] == [
        ("2021", "青榕县人民法院"),
        ("2025", "青榕县人民法院"),
    ]


def test_two_firsts_that_contradict_each_other_stand_side_by_side(desk: Desk) -> None:
    rows = [row for row in desk.ledger("firsts") if row["object"] == "家事调解驿站"]
    assert [(row["court"], row["published"][:4], [each["court"] for each in row["contradicts"]]) for row in rows] == [
        ("云泽市人民法院", "2016", ["楚塘县人民法院"]),
        ("楚塘县人民法院", "2015", ["云泽市人民法院"]),
    ]


def test_figures_of_a_brand_grow_over_the_years(desk: Desk) -> None:
    (owner,) = desk.brand("四联共治").users
    (series,) = (series for series in owner.figures if series.what == "联络员")
    assert [(point.year, point.number) for point in series.points] == [("2013", "36"), ("2016", "128"), ("2020", "302")]
    assert owner.documents == ("关于深化“四联共治”便民诉讼网络建设的实施意见",)


def test_the_plan_of_one_year_is_linked_to_the_result_of_the_next(desk: Desk) -> None:
    (link,) = desk.brand("数据合规司法服务站").plans
    assert link.done is not None
    assert (link.planned.day, link.done.day) == ("2022-01-14", "2023-08-15")
    assert "wanghai" not in link.done.url


def test_the_target_of_one_year_is_linked_to_the_figure_of_the_next(desk: Desk) -> None:
    planned = [row for row in desk.ledger("figures") if row["status"] == "planned" and row["result"]]
    told = {(row["court"], row["what"]): (row["number"], row["result"]["number"]) for row in planned}
    assert told["临沚区人民法院", "执行到位率"] == ("65", "61.8")
    assert told["临沚区人民法院", "审限内结案率"] == ("99", "99.4")
    assert told["云泽市人民法院", "增诉前调解员"] == ("40", "283")


def test_spellings_of_one_name_are_one_brand(desk: Desk) -> None:
    assert {name for name, _ in desk.brand("知行健").spellings} == {"知·行·健", "知行健工作法"}
    assert desk.check("知?行?健").is_taken
