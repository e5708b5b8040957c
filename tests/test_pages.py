"""The pages, asked for as a browser asks, over a small real library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient
from page_elements import Elements, collects, hostile_marks, text_of
from small_library import HILL, HOSTILE, MENDED, QUOTED, REPOST, RIVER, SNIPPET, TEA, UNTITLED, copied_to, filled

from index.building import update
from index.collected import paragraph_named
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.exporting.formats import FORMATS
from index.results import SearchResults
from index.runs import Run
from index.searching import Library, SearchRequest
from webui import app_over, create_app
from webui.pages import EXAMPLES

LARGEST_PAGE = 60 * 1024


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = DataFolder(copied_to(tmp_path_factory.mktemp("sample")))
    with Corpus.open(folder.corpus) as corpus:
        corpus.set_meta("sample", "1")
    return create_app(folder.path).test_client()


class AlteredLibrary(Library):
    """The library with one thing about every answer changed."""

    alteration: dict[str, object]

    def search(self, request: SearchRequest, *, budget: float = 2.0) -> SearchResults:
        return replace(super().search(request, budget=budget), **self.alteration)  # type: ignore[arg-type]


@pytest.fixture
def altered() -> Iterator[AlteredLibrary]:
    library = AlteredLibrary.open(DataFolder(filled()))
    assert isinstance(library, AlteredLibrary)
    yield library
    library.close()


def article_address(url: str) -> str:
    return "/article?url=" + quote(url, safe="")


# home


def test_answers_are_listed_by_passage_and_by_what_they_tell_where_asked(client: FlaskClient) -> None:
    page = client.get("/search?q=法庭").text
    assert "group=passage" in page
    assert "sort=density" in page
    passages = text_of(client.get("/search?q=法庭&group=passage&sort=density").text)
    assert re.search(r"[0-9]+ 篇文章，[0-9]+ 段，", passages)


def test_home_says_what_is_covered_and_what_is_new(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "3 个来源，32 篇文章" in text_of(page)
    assert 'datetime="2012-07-01"' in page
    assert "白河法院巡回审判第23期" in page
    assert f"/search?province={quote('湖北')}" in page


def test_every_example_on_the_home_page_is_a_search_that_works(client: FlaskClient) -> None:
    page = client.get("/").text
    for example in EXAMPLES:
        address = f"/search?q={quote(example)}"
        assert unescape(page).find(example) > 0
        assert client.get(address).status_code == 200


def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    Corpus.open(DataFolder(tmp_path).corpus).close()
    update(DataFolder(tmp_path), lambda *_: None)
    response = create_app(tmp_path).test_client().get("/")
    assert response.status_code == 200
    assert "tashan crawl" in response.text


def test_the_environment_names_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASHAN_DATA", str(filled()))
    assert "32 篇文章" in text_of(create_app().test_client().get("/").text)


# results


def test_a_search_shows_title_snippet_court_place_day_and_kind(client: FlaskClient) -> None:
    page = client.get("/search?q=茶山法庭").text
    assert "“<mark>茶山法庭</mark>”" in page
    assert f"/article?url={TEA.url}" in page
    read = text_of(page)
    for shown in (HILL, "福建", "2021-04-02", "经验做法"):
        assert shown in read


def test_reposts_are_counted_and_linked_and_can_be_listed(client: FlaskClient) -> None:
    page = client.get("/search?q=茶山法庭").text
    assert "转载 ×1" in text_of(page)
    assert "2 篇文章，合并转载后 1 条" in text_of(page)
    assert "转载 ×" not in client.get("/search?q=茶山法庭&group=none").text


def test_an_article_and_its_repost_name_each_other(client: FlaskClient) -> None:
    original, repost = (client.get(article_address(article.url)).text for article in (TEA, REPOST))
    assert f"/article?url={REPOST.url}" in Elements(original).links()
    assert f"/article?url={TEA.url}" in Elements(repost).links()
    assert "文字与原文相同" in text_of(original)
    assert "原始报道" in text_of(repost)


def test_what_a_repost_changed_is_shown_as_text(tmp_path: Path) -> None:
    folder = DataFolder(copied_to(tmp_path))
    changed = replace(
        REPOST,
        body=TEA.body.replace("四十里", "<b>五十里</b>").replace("双方坐在", "<script>alert(1)</script>双方坐在"),
    )
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.keep(changed, source_name="portal", seen="2025-03-02")
    update(folder, lambda *_: None)
    page = create_app(folder.path).test_client().get(article_address(TEA.url)).text
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>" in page
    assert "<script>alert" not in page


def test_facets_toggle_and_add_inside_a_field(client: FlaskClient) -> None:
    page = client.get("/search?q=法院&province=福建").text
    links = [link for link in Elements(page).links() if link.startswith("?")]
    assert f"?q={quote('法院')}" in links
    assert f"?q={quote('法院')}&province={quote('福建')}&province={quote('湖北')}" in links
    both = client.get("/search?q=法院&province=福建&province=湖北").text
    assert HILL in both
    assert RIVER in both


def test_selected_filters_are_chips_that_can_be_removed(client: FlaskClient) -> None:
    page = client.get("/search?q=法院&province=福建&from=2020-01-01").text
    chips = page.split('class="chips"')[1].split("</ul>")[0]
    assert "去掉筛选：" in chips
    assert f'href="?q={quote("法院")}&amp;from=2020-01-01"' in chips
    assert f'href="?q={quote("法院")}&amp;province={quote("福建")}"' in chips
    assert "全部清除" in chips


def test_filters_stay_when_the_query_changes(client: FlaskClient) -> None:
    page = client.get("/search?q=法院&province=福建&sort=date&page=1").text
    form = page.split('role="search"')[1].split("</form>")[0]
    assert '<input type="hidden" name="province" value="福建">' in form
    assert '<input type="hidden" name="sort" value="date">' in form
    assert 'name="page"' not in form


def test_the_span_of_dates_keeps_query_and_filters(client: FlaskClient) -> None:
    page = client.get("/search?q=巡回审判&from=2015-01-01&to=2016-12-31&court=" + RIVER).text
    form = page.split('class="span"')[1].split("</form>")[0]
    assert 'value="2015-01-01"' in form
    assert 'name="court"' in form
    assert set(re.findall(r'<li><time datetime="(\d{4})', page)) == {"2015", "2016"}


def test_pages_lead_to_their_neighbours(client: FlaskClient) -> None:
    page = client.get("/search?q=巡回审判&page=2&sort=date").text
    links = [attributes for tag, attributes in Elements(page).found if tag == "a"]
    relations = {str(link.get("rel")).split()[0]: link["href"] for link in links}
    assert relations["prev"] == f"?q={quote('巡回审判')}&sort=date"
    assert relations["next"] == f"?q={quote('巡回审判')}&sort=date&page=3"
    assert page.count('<article class="hit">') == 10
    assert '<ol class="hits" start="11">' in page


def test_a_page_beyond_the_last_leads_back(client: FlaskClient) -> None:
    response = client.get("/search?q=巡回审判&page=99")
    assert response.status_code == 200
    assert "没有第 99 页" in response.text
    assert f'href="?q={quote("巡回审判")}&amp;page=3"' in response.text


def test_sorting_by_date_puts_the_newest_first(client: FlaskClient) -> None:
    days = re.findall(r'<li><time datetime="([^"]+)"', client.get("/search?q=巡回审判&sort=date").text)
    assert len(days) == 10
    assert days == sorted(days, reverse=True)


def test_without_a_query_everything_is_listed(client: FlaskClient) -> None:
    assert "全部文章" in client.get("/search").text


def test_an_empty_answer_says_what_was_searched_and_how_to_go_on(client: FlaskClient) -> None:
    page = client.get("/search?q=海底捞月&province=福建&kind=工作计划").text
    assert "没有找到" in page
    assert "3 个来源，32 篇文章" in text_of(page)
    assert f'href="?q={quote("海底捞月")}&amp;kind={quote("工作计划")}">去掉筛选：地区 福建' in page
    assert "去掉全部筛选" in page


def test_what_was_read_as_text_is_said(client: FlaskClient) -> None:
    assert "「(((」不合检索式，已按文字处理。" in text_of(client.get("/search?q=(((").text)
    assert "「(((」 was read as text." in text_of(client.get("/en/search?q=(((").text)


def test_stale_sources_are_named_on_every_answer(client: FlaskClient) -> None:
    assert "最近一次采集异常的来源：白河市人民法院。" in text_of(client.get("/search?q=法院").text)


@pytest.mark.parametrize(
    ("alteration", "shown"),
    [
        ({"partial": True}, "结果不完整"),
        ({"also": ("诉前调解", "<i>多元解纷</i>")}, "也搜索了：诉前调解、<i>多元解纷</i>"),
        ({"suggestion": "诉源<治理>"}, "您要找的是不是：诉源<治理>"),
        ({"notes": ("“&lt;” 按文字处理",)}, "“&lt;” 按文字处理"),
    ],
)
def test_a_reader_is_told_what_happened_to_the_question(
    altered: AlteredLibrary, alteration: dict[str, object], shown: str
) -> None:
    altered.alteration = alteration
    assert shown in text_of(app_over(altered).test_client().get("/search?q=法院").text)


def test_where_time_ran_out_it_is_not_said_that_there_is_nothing(altered: AlteredLibrary) -> None:
    altered.alteration = {"partial": True, "hits": (), "total": 0, "stories": 0}
    page = text_of(app_over(altered).test_client().get("/search?q=法院").text)
    assert "时限内没有找到" in page
    assert "没有查完，不等于没有" in page
    assert "没有一篇相符" not in page


# article


def test_an_article_shows_its_text_its_outline_and_where_it_is_from(client: FlaskClient) -> None:
    page = client.get(article_address(TEA.url)).text
    read = text_of(page)
    for shown in (TEA.title, TEA.subtitle, "沈知秋", "林默", "经验交流", "1,234", "2021-04-02 09:30", "福建 榕南市"):
        assert str(shown) in read
    for paragraph in TEA.paragraphs:
        assert paragraph in read
    anchors = re.findall(r'<section id="(p[^"]+)"', page)
    outlined = re.findall(r'<li class="rank-\d"><a href="#(p[^"]+)"', page)
    assert len(outlined) == 4
    assert set(outlined) <= set(anchors)
    assert f'<a href="{TEA.url}" rel="noopener noreferrer nofollow external">' in page


def test_a_passage_of_a_hit_leads_to_its_place_in_the_article(client: FlaskClient) -> None:
    links = [link for link in Elements(client.get("/search?q=上山巡回").text).links() if "#" in link and "url=" in link]
    address, anchor = links[0].split("#")
    assert f'<section id="{anchor}">' in client.get(address).text


def test_a_passage_of_a_hit_stands_under_the_headings_that_lead_to_it(client: FlaskClient) -> None:
    page = client.get("/search?q=“先听后劝”").text
    assert '<span class="above">二、把道理讲进心里 › </span>（一）<mark>先听后劝</mark></a> 双方坐在' in page
    assert 'class="above"' not in client.get("/search?q=上山巡回").text


def test_the_passages_of_hits_are_collected_from_the_results(client: FlaskClient) -> None:
    page = client.get("/search?q=上山巡回").text
    named, place = next(pair for pair in collects(page) if pair[0] == str(paragraph_named(TEA.url, TEA.paragraphs[2])))
    assert f'<li id="{place}">' in page
    assert page.count('form id="collect" method="post" action="/basket/add"') == 1
    came_from = {"Referer": "http://localhost/search?q=上山巡回"}
    answer = client.post("/basket/add", data={"add": f"{named} {place}"}, headers=came_from)
    assert answer.location.endswith(f"#{place}")
    back = client.get(answer.location).text
    assert "✓ 已收入素材夹" in back
    assert named not in dict(collects(back))
    assert TEA.paragraphs[2] in client.get("/basket").text
    client.delete_cookie("basket")


def test_every_button_of_the_results_collects_what_is_there(client: FlaskClient) -> None:
    pairs = collects(client.get("/search?q=法庭 OR 恶意 OR 巡回&size=50&group=none").text)
    assert len(pairs) > 20
    assert {client.post("/basket/add", data={"add": " ".join(pair)}).status_code for pair in pairs} == {303}
    client.delete_cookie("basket")


def test_a_passage_that_is_withheld_is_not_offered_for_the_basket(client: FlaskClient) -> None:
    page = client.get("/search?q=片段文章").text
    assert SNIPPET.url in unquote(page)
    assert not any(named.startswith(str(paragraph_named(SNIPPET.url, ""))[:10]) for named, _ in collects(page))


def test_a_button_that_collects_is_named_in_the_language_of_its_page(client: FlaskClient) -> None:
    page = client.get("/en/search?q=上山巡回").text
    labels = {each["aria-label"] for tag, each in Elements(page).found if each.get("name") == "add"}
    assert labels == {"Add to basket"}


def test_a_heading_that_is_the_whole_passage_stands_once(client: FlaskClient) -> None:
    assert text_of(client.get("/search?q=把道理讲进心里").text).count("二、把道理讲进心里") == 1


def test_earlier_versions_are_listed(client: FlaskClient) -> None:
    assert "至 2025-03-01 08:00 为止：青岭法院设立茶山法庭，" in text_of(client.get(article_address(TEA.url)).text)


def test_a_repaired_text_says_so(client: FlaskClient) -> None:
    assert text_of(client.get(article_address(MENDED.url)).text).count("去拼音") == 2
    read = text_of(client.get("/en" + article_address(MENDED.url)).text)
    assert "Pinyin between the characters was removed." in read


def test_every_repair_is_a_badge_of_its_own_in_both_languages(client: FlaskClient) -> None:
    for start, first, second in (("", "去拼音", "繁体"), ("/en", "Pinyin removed", "Traditional script")):
        read = text_of(client.get(f"{start}/search?q=鏡像裏的文章").text)
        assert first in read
        assert second in read


def test_a_badge_on_an_article_leads_to_what_it_means(client: FlaskClient) -> None:
    page = client.get(article_address(MENDED.url)).text
    assert page.count('href="#repairs"') == len(MENDED.repairs)
    assert page.count('id="repairs"') == 1


def test_an_untouched_text_has_no_badge(client: FlaskClient) -> None:
    assert "#repairs" not in client.get(article_address(TEA.url)).text


def test_a_withheld_text_is_not_shown(client: FlaskClient) -> None:
    page = client.get(article_address(SNIPPET.url)).text
    assert "此来源只展示片段" in page
    assert "开头的一句可以显示" in page
    assert "结尾的一句不得显示" not in page


def test_an_article_without_a_title_is_still_readable(client: FlaskClient) -> None:
    assert "（无题）" in client.get(article_address(UNTITLED.url)).text
    assert "（无题）" in client.get("/search?q=只有一段话").text


# hostile


@pytest.mark.parametrize(
    "address",
    [
        article_address(HOSTILE.url),
        article_address(QUOTED.url),
        "/search?q=恶意",
        "/search?q=" + quote("<script>alert(9)</script>\"'>"),
        "/search?court=" + quote('"><script>alert(9)</script>'),
        "/search?sort=" + quote("<script>alert(9)</script>"),
        "/search",
        "/",
        "/sources",
        "/" + quote("<script>alert(9)</script>"),
    ],
)
def test_nothing_hostile_becomes_markup(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert hostile_marks(page) == []
    assert "u" not in [tag for tag, _ in Elements(page).found]


def test_an_address_that_is_no_web_address_is_text(client: FlaskClient) -> None:
    page = client.get(article_address(HOSTILE.url)).text
    assert "查看原文" not in page
    assert "javascript:alert(1)//hostile" in page


# sources, help, sample


def test_sources_show_the_sick_ones_first_with_their_problem(client: FlaskClient) -> None:
    page = client.get("/sources").text
    names = re.findall(r'<th role="rowheader" scope="row">(.+?)</th>', page)
    assert names == ['白河市人民法院 <code class="id">river</code>', "hill", "portal"]
    assert "Nothing answered &lt;here&gt;." in page
    assert "未采集" in page


def test_every_example_in_the_help_is_a_search_that_works(client: FlaskClient) -> None:
    links = [link for link in Elements(client.get("/help").text).links() if "q=" in link]
    assert len(links) >= 7
    for link in links:
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("address", ["/", "/search", "/sources", "/help", "/nothing", "/search?sort=foo"])
def test_sample_data_says_so_on_every_page(sample: FlaskClient, address: str) -> None:
    assert re.search(r'<aside class="sample"[^>]*><strong>示例数据', sample.get(address).text)


def test_real_data_does_not_say_sample(client: FlaskClient) -> None:
    assert "示例数据" not in client.get("/").text


# craft


@pytest.mark.parametrize(
    "address",
    ["/", "/search?q=法院", "/search?q=巡回审判&page=2", article_address(TEA.url), "/sources", "/help", "/nothing"],
)
def test_every_page_has_one_heading_landmarks_and_unique_ids(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    elements = Elements(page).found
    tags = [tag for tag, _ in elements]
    assert tags.count("h1") == 1
    assert tags.count("main") == 1
    assert {"header", "nav", "footer", "search"} <= set(tags)
    assert page.index('class="skip"') < page.index("<header")
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes["for"] for tag, attributes in elements if tag == "label"}
    asked = {attributes["id"] for tag, attributes in elements if tag == "input" and attributes.get("type") != "hidden"}
    assert asked <= labelled


def test_no_level_of_heading_is_skipped(client: FlaskClient) -> None:
    for address in ("/", "/search?q=法院", "/search?q=海底捞月", article_address(TEA.url), "/sources", "/help"):
        ranks = [int(tag[1]) for tag, _ in Elements(client.get(address).text).found if re.fullmatch("h[1-6]", tag)]
        # The filters stand before the answer on the page, under headings of their own.
        main = ranks[ranks.index(1) :]
        assert all(after <= before + 1 for before, after in zip(main, main[1:], strict=False)), address


@pytest.mark.parametrize("address", ["/search", "/search?q=法院", "/search?q=" + "巡回审判" * 50])
def test_a_results_page_is_light(client: FlaskClient, address: str) -> None:
    assert len(client.get(address).data) <= LARGEST_PAGE


def test_a_results_page_links_exports_of_its_whole_answer(client: FlaskClient) -> None:
    address = "/search?q=巡回审判&province=湖北&sort=date&page=2&size=5"
    links = [link for link in Elements(client.get(address).text).links() if link.startswith("/api/v1/export")]
    assert len(links) == len(FORMATS)
    (lines,) = [link for link in links if "format=gbt7714" in link]
    assert client.get(lines, buffered=True).text.count("白河法院巡回审判第") == 25
    assert "/api/v1/export" not in client.get("/search?q=海底捞月").text


def test_a_search_for_a_brand_leads_to_its_file(client: FlaskClient) -> None:
    for start, said in (("", "档案："), ("/en", "On file: ")):
        page = client.get(f"{start}/search?q=茶山法庭").text
        [link] = [link for link in Elements(page).links() if link.startswith(f"{start}/brand?")]
        assert said in page
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("page", ["/search?court=", "/brands?type=", "/firsts?court=", "/courts?city="])
def test_a_filter_that_would_fill_a_page_is_refused(client: FlaskClient, page: str) -> None:
    response = client.get(page + "x" * 5000)
    assert response.status_code == 400
    assert len(response.data) < 20_000


def test_an_article_page_shows_how_it_is_cited(client: FlaskClient) -> None:
    page = client.get(article_address(TEA.url)).text
    assert "沈知秋. 青岭法院设立“茶山法庭” 把纠纷化解在采茶季：一件案子的四十里山路[EB/OL]. （2021-04-02）" in page
    assert "@online{tashan" in page
    assert "TY  - ELEC" in page


def test_links_on_a_results_page_lead_somewhere(client: FlaskClient) -> None:
    for link in Elements(client.get("/search?q=法院&province=湖北&page=2").text).links():
        if link.startswith(("?", "/")):
            address = "/search" + link if link.startswith("?") else link
            assert client.get(address, buffered=True).status_code == 200


def test_a_source_shows_what_its_latest_runs_read(tmp_path: Path) -> None:
    folder = DataFolder(copied_to(tmp_path))
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for undated in (0, 9):
            seen = f"2026-01-{undated + 1:02}T08:00:00"
            run = Run(
                source_name="hill", started=seen, finished=seen, outcome="unhealthy", new=10, read=10, undated=undated
            )
            corpus.record_run(run)
    client = create_app(folder.path).test_client()
    assert "读出日期 1/10" in text_of(client.get("/sources").text)
    opened = client.get("/sources").text.partition(">hill<")[2]
    assert opened.count('<details class="history" open>') == 1
    [hill] = [each for each in client.get("/api/v1/sources").get_json()["sources"] if each["name"] == "hill"]
    assert [(run["pages"], run["published"]) for run in hill["history"]] == [(0, 0), (10, 10), (10, 1)]


def test_a_source_that_nobody_visits_any_more_says_so(tmp_path: Path) -> None:
    folder = DataFolder(copied_to(tmp_path))
    today = datetime.now(UTC)
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for name, days in (("hill", 0), ("portal", 40)):
            seen = f"{today - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
            corpus.record_run(Run(source_name=name, started=seen, finished=seen, outcome="healthy", new=1, read=1))
    page = text_of(create_app(folder.path).test_client().get("/sources").text)
    assert "个来源久未采集。" in page
    assert "已 40 天没有采集" in page
    assert "没有采集" not in page.partition(" hill ")[2].partition(" portal ")[0]


def test_a_source_tells_since_when_a_field_is_not_read_any_more(tmp_path: Path) -> None:
    folder = DataFolder(copied_to(tmp_path))
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for day, unsigned in enumerate((0, 8, 9), start=1):
            seen = f"2026-01-0{day}T08:00:00"
            told = {"started": seen, "finished": seen, "outcome": "healthy", "read": 9, "new": 9}
            corpus.record_run(Run(source_name="portal", unsigned=unsigned, **told))  # type: ignore[arg-type]
    client = create_app(folder.path).test_client()
    assert "读出作者 0/9 （自 2026-01-02 起）" in text_of(client.get("/sources").text)
    assert "Authors read 0/9 (since 2026-01-02)" in text_of(client.get("/en/sources").text)
    assert re.findall('scope="row">.*?([a-z]+)(?:</code>)?</th>', client.get("/sources").text) == [
        "river",
        "portal",
        "hill",
    ]
    [portal] = [each for each in client.get("/api/v1/sources").get_json()["sources"] if each["name"] == "portal"]
    assert portal["fallen"] == [{"field": "author", "since": "2026-01-02T08:00:00", "share": 0.0, "usual": 1.0}]
    assert [(run["author"], run["court"]) for run in portal["history"]] == [(9, None), (1, None), (0, None)]
