"""The walk of each platform's lists, over a real server on loopback."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from small_web import PROSE, Reply, SmallWeb, crawled, small_web

from index.runs import Run

QUERY = "col=1&webid=7&path=%2F&columnid=12&unitid=34"


def page(title: str, marks: str) -> str:
    return (
        f"<title>{title}</title><h1>{title}</h1><div>发布时间：2023-10-20　来源：青溪县人民法院</div>"
        f"<div {marks}><p>　　{title}的经过：{PROSE}</p><p>　　{PROSE[::-1]}</p></div>"
    )


def listed(paths: list[str], marks: str) -> str:
    links = "".join(f'<li><a href="{path}">文章</a></li>' for path in paths)
    return f"<div {marks}><ul {marks}>{links}</ul></div>"


def walked(tmp_path: Path, web: SmallWeb, platform: str, start: str, **more: object) -> Run:
    keys = "".join(f"{key} = {json.dumps(value)}\n" for key, value in more.items() if key != "selectors")
    selectors = more.get("selectors", {})
    assert isinstance(selectors, dict)
    table = "[site.selectors]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in selectors.items())
    path = tmp_path / "sites.toml"
    path.write_text(
        f'[[site]]\nname = "qingxi"\nplatform = "{platform}"\ncourt = "青溪县人民法院"\nprovince = "福建"\n'
        f'start_urls = {json.dumps([web.root + start])}\nhosts = ["127.0.0.1"]\nexpects = 1\ndelay = 0\n{keys}{table}',
        encoding="utf-8",
    )
    return crawled(tmp_path / "data", path, ["qingxi"])["qingxi"]


def test_trs_counts_its_pages_from_nought(tmp_path: Path) -> None:
    with small_web() as web:
        for number in range(3):
            articles = [f"/xw/202310/t20231020_{number}{each}.html" for each in range(2)]
            for path in articles:
                web.add(path, page(f"第{path[-6:-5]}篇：{path[-7:-5]}", "class=TRS_Editor"))
            name = f"index_{number}.html" if number else ""
            script = f"<script>createPageHTML(3, {number}, 'index', 'html')</script>"
            web.add(f"/xw/{name}", listed(articles, "class=list") + script)
        run = walked(tmp_path, web, "trs", "/xw/")
    assert (run.outcome, run.new) == ("healthy", 6)
    assert [path for path in web.asked if "index" in path] == ["/xw/index_1.html", "/xw/index_2.html"]


def records(paths: list[str]) -> str:
    entries = "".join(f'<record><![CDATA[<li><a href="{path}">文章</a></li>]]></record>' for path in paths)
    return f"<datastore><totalrecord>62</totalrecord><recordset>{entries}</recordset></datastore>"


def test_hanweb_fills_an_empty_frame_by_post(tmp_path: Path) -> None:
    with small_web() as web:
        articles = [f"/art/2023/10/20/art_12_{number}.html" for number in range(62)]
        for number, path in enumerate(articles):
            web.add(path, page(f"第{number}次巡回审判", "id=zoom"))
        web.add("/col/col12/index.html", f"<div id=34></div><script>jpage({{perPage:20, d:'{QUERY}'}})</script>")
        place = "POST /module/web/jpage/dataproxy.jsp?startrecord={}&endrecord={}&perpage=20&" + QUERY
        web.add(place.format(1, 60), records(articles[:60]))
        web.add(place.format(61, 120), records(articles[60:]))
        run = walked(tmp_path, web, "hanweb", "/col/col12/index.html")
    assert (run.outcome, run.new) == ("healthy", 62)
    assert [parse_qs(form)["columnid"] for form in web.posted] == [["12"], ["12"]]


def test_the_supreme_court_turns_its_pages_and_takes_old_paths_for_the_same_article(tmp_path: Path) -> None:
    with small_web() as web:
        for number in (1, 2):
            web.add(f"/shenpan/xiangqing/{number}.html", page(f"第{number}个案例的回访", 'class="txt big"'))
        link = "<a href=/shenpan/gengduo/77_2.html>2</a>"
        web.add("/shenpan/gengduo/77.html", listed(["/shenpan/xiangqing/1.html"], "class=sec_list") + link)
        second = ["/shenpan-xiangqing-1.html", "/shenpan/xiangqing/2.html"]
        web.add("/shenpan/gengduo/77_2.html", listed(second, "class=sec_list"))
        run = walked(tmp_path, web, "supreme", "/shenpan/gengduo/77.html")
    assert (run.outcome, run.new) == ("healthy", 2)
    assert "/shenpan-xiangqing-1.html" not in web.asked


def test_a_generic_site_is_walked_by_its_columns_and_read_by_its_selectors(tmp_path: Path) -> None:
    with small_web() as web:
        home = "<a href=/news/a.html>甲</a><a href=/news/b.html>乙</a><a href=/cases/7001.html>文书</a>"
        web.add("/", home)
        web.add(
            "/news/a.html", listed(["/n/1.html"], "class=mine") + "<a href=/n/9.html>旁</a><i><a href=/news/a2.html>"
        )
        web.add("/news/a2.html", listed(["/n/2.html"], "class=mine") + "<a href=/news/deep.html>深</a>")
        web.add("/news/b.html", listed(["/n/3.html"], "class=mine"))
        for number in (1, 2, 3, 9):
            other = f"<div class=other><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div>"
            web.add(f"/n/{number}.html", page(f"第{number}次普法下乡", "class=mine") + other)
        patterns = {"articles": [r"/n/\d+\.html$"], "columns": [r"/news/\w+\.html$"]}
        selectors = {"links": "ul.mine a", "next": "i a", "body": "div.mine"}
        run = walked(tmp_path, web, "generic", "/", **patterns, selectors=selectors)
    assert (run.outcome, run.new) == ("healthy", 3)
    assert not {"/n/9.html", "/news/deep.html", "/cases/7001.html"} & set(web.asked)


@pytest.mark.parametrize("is_zipped", [False, True])
def test_a_generic_site_is_walked_by_its_sitemap(tmp_path: Path, is_zipped: bool) -> None:
    with small_web() as web:
        web.add("/", "<p>欢迎</p>")
        for number in (1, 2):
            web.add(f"/n/{number}.html", page(f"第{number}次普法下乡", ""))
        index = f"<sitemapindex><sitemap><loc>{web.root}/part.xml</loc></sitemap></sitemapindex>"
        web.add("/sitemap.xml", f'<?xml version="1.0" encoding="UTF-8"?>{index}')
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        urls = "".join(
            f"<url><loc> {web.root}{path} </loc></url>" for path in ("/n/1.html", "/about.html", "/n/2.html")
        )
        part = f"<urlset {space}>{urls}</urlset>".encode()
        web.replies["/part.xml"] = Reply(gzip.compress(part) if is_zipped else part)
        patterns = {"articles": [r"/n/\d+\.html$"]}
        run = walked(tmp_path, web, "generic", "/", sitemap=f"{web.root}/sitemap.xml", **patterns)
    assert (run.outcome, run.new) == ("healthy", 2)
    assert "/about.html" not in web.asked


def test_a_sitemap_that_is_cut_short_is_counted_as_failed(tmp_path: Path) -> None:
    with small_web() as web:
        web.add("/", '<a href="/n/1.html">一</a>')
        web.add("/n/1.html", page("第一次普法下乡", ""))
        web.replies["/sitemap.xml"] = Reply(gzip.compress(b"<urlset></urlset>")[:-9])
        run = walked(tmp_path, web, "generic", "/", sitemap=f"{web.root}/sitemap.xml")
    assert (run.new, run.failed) == (1, 1)
