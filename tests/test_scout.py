"""The scout: what it asks for, that it keeps nothing, and that every refusal is told in one sentence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import warmprocess
from small_survey import court_pages, surveyed_sample
from small_web import PROSE, ROOT, Reply, SmallWeb, article_page, article_path, list_page, site_row, small_web

from crawlers.probe import probe_of
from crawlers.samples.sampleserver import SampleServer, serving
from crawlers.samples.samplesites import sample_sites
from crawlers.samples.sampletexts import sample_texts
from index.corpus import Corpus
from index.datafolder import DataFolder

SITES = sample_sites(sample_texts())
AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Done:
    """What `tashan probe --json` ended with."""

    code: int
    found: dict[str, Any]
    errors: str


def tashan(data: Path, *args: str, proxy: str = "") -> subprocess.CompletedProcess[str]:
    """Run the door in a process of its own, since a reactor runs only once."""
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {"http_proxy": proxy} if proxy else {}
    return warmprocess.tashan("--data", str(data), *args, env=environment)


def probe(data: Path, url: str, *options: str, proxy: str = "") -> Done:
    """Probe a page."""
    done = tashan(data, "probe", url, "--json", *options, proxy=proxy)
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, json.loads(done.stdout or "{}"), done.stderr)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A web in which something is wrong, and the sentence that must be said."""

    name: str
    replies: dict[str, Reply | str]
    sentence: str


CHALLENGE = "<script>document.cookie='__jsl_clearance=1'</script>"
SHELL = '<html><body><div id="app"></div><script src="/static/js/app.js"></script></body></html>'
FRAMES = '<html><frameset><frame src="/main/index.htm"></frameset></html>'
REFRESH = '<html><head><meta http-equiv="Refresh" content="0; url=/portal/"></head><body></body></html>'
CIRCLE = {"/": Reply(b"", 302, {"Location": "/?on"}), "/?on": Reply(b"", 302, {"Location": "/"})}
NEWS: dict[str, Reply | str] = {
    "/": '<html><body><a href="/news.shtml">法院要闻</a></body></html>',
    "/news.shtml": list_page([article_path(1)]),
}
TROUBLES = (
    Trouble("robots", {"/robots.txt": "User-agent: *\nDisallow: /"}, "The site's robots.txt forbids it."),
    Trouble("missing", {}, "The server answers 404."),
    Trouble("forbidden", {"/": Reply(b"no", 403)}, "The server answers 403."),
    Trouble("challenged", {"/": Reply(CHALLENGE.encode(), 521)}, "The server answers 521 with a challenge page, and"),
    Trouble("challenge", {"/": CHALLENGE}, "The server answers with a challenge page, and challenges are not solved."),
    Trouble(
        "captcha", {"/": "<p>请输入验证码 <a href='/x'>换一张</a></p>"}, "The server answers with a challenge page"
    ),
    Trouble("script", {"/": SHELL}, "The page is an empty shell that JavaScript fills, and JavaScript is not run."),
    Trouble("frames", {"/": FRAMES}, "The page holds only a frame; probe {root}/main/index.htm instead."),
    Trouble("refresh", {"/": REFRESH}, "The page only sends its reader on; probe {root}/portal/ instead."),
    Trouble("empty", {"/": Reply(b"  ")}, "The server answers with an empty page."),
    Trouble("encoding", {"/": Reply(bytes(range(1, 256)) * 40)}, "is no text: "),
    Trouble("huge", {"/": Reply(b"x" * 9_000_000)}, "It is larger than 8388608 bytes."),
    Trouble(
        "elsewhere",
        {"/": Reply(b"", 302, {"Location": "http://www.elsewhere.example/"})},
        "It redirects to another host, www.elsewhere.example; probe an address there instead.",
    ),
    Trouble("in circles", dict(CIRCLE), "The server redirects without end."),
    Trouble("no links", {"/": f"<p>{PROSE * 3}</p>"}, "No link to an article was found on 1 page: the selectors"),
    Trouble("gone articles", NEWS, "No article could be had; {root}" + article_path(1) + ": The server answers 404."),
    Trouble("no body", NEWS | {article_path(1): "<p>正文</p>"}, "Only 0 of 1 articles tried could be read; {root}"),
    Trouble(
        "no date",
        NEWS | {article_path(1): article_page("第一篇文章").replace("2024-05-06 09:20:31", "")},
        "No date was found on any of the 1 article read.",
    ),
)


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, Done]]:
    """Every trouble probed on a server of its own: the server's address and what was said."""
    data = tmp_path_factory.mktemp("refused") / "data"

    def meet(trouble: Trouble) -> tuple[str, Done]:
        with small_web() as web:
            for path, reply in trouble.replies.items():
                web.replies[path] = reply if isinstance(reply, Reply) else Reply(reply.encode())
            return web.root, probe(data, f"{web.root}/")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        met = list(pool.map(meet, TROUBLES))
    assert not data.exists()
    return {trouble.name: said for trouble, said in zip(TROUBLES, met, strict=True)}


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_a_refusal_is_told_in_one_sentence(refused: dict[str, tuple[str, Done]], trouble: Trouble) -> None:
    root, done = refused[trouble.name]
    assert trouble.sentence.format(root=root) in done.errors
    assert len(done.errors.strip().splitlines()) == 1
    assert (done.code, done.found["workable"], done.found["block"]) == (1, False, None)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = probe(tmp_path, "http://127.0.0.1:1/")
    assert (done.code, "robots.txt cannot be had" in done.errors) == (1, True)


def test_what_is_no_address_is_told(tmp_path: Path) -> None:
    done = tashan(tmp_path, "probe", "ftp://a.example/")
    assert (done.returncode, done.stderr) == (1, "Error: ftp://a.example/ is no http or https address.\n")


def published(web: SmallWeb, *, numbers: range = range(3)) -> None:
    """Publish a small court."""
    for path, text in court_pages(numbers=numbers).items():
        web.add(path, text)


def test_an_article_that_is_gone_costs_the_site_nothing(tmp_path: Path) -> None:
    with small_web() as web:
        published(web, numbers=range(5))
        del web.replies[article_path(2)]
        done = probe(tmp_path / "data", f"{web.root}/")
        asked = [path for path in web.asked if path != "/robots.txt"]
    assert done.code == 0
    assert done.found["refusals"] == [{"url": web.root + article_path(2), "reason": "The server answers 404."}]
    assert len(asked) == len(set(asked)) == done.found["pages"] == 7
    assert not (tmp_path / "data").exists()


def test_nothing_more_is_asked_for_once_the_server_refuses(tmp_path: Path) -> None:
    with small_web() as web:
        published(web, numbers=range(30))
        for number in range(30):
            del web.replies[article_path(number)]
        assert probe(tmp_path, f"{web.root}/").code == 1
        assert len([path for path in web.asked if "/detail/" in path]) == 3


def test_a_host_that_a_source_has_already_is_told_and_no_name_is_given_twice(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data").prepared()
    with small_web() as web:
        published(web)
        data.sites.write_text(site_row("site_127_0_0_1", f"{web.root}/"), encoding="utf-8")
        done = probe(data.path, f"{web.root}/")
    assert "The source “site_127_0_0_1” has this host already." in done.found["notes"]
    assert 'name = "site_127_0_0_1_2"' in done.found["block"]
    assert [path.name for path in data.path.iterdir()] == ["sites.toml"]


def test_ctrl_c_ends_a_probe_with_a_sentence(tmp_path: Path) -> None:
    with small_web() as web:
        web.add("/", "<p>late</p>", seconds=5.0)
        command = [sys.executable, "-W", "ignore", "-m", "tashan", "--data", str(tmp_path), "probe", f"{web.root}/"]
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        while "/" not in web.asked and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (1, "Error: The probe was interrupted.\n")


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with serving(SITES) as running:
        yield running


@pytest.mark.parametrize("kind", ["home", "column", "article"])
def test_a_sample_site_is_known_through_the_proxy(server: SampleServer, tmp_path: Path, kind: str) -> None:
    site = SITES["heihua.hljcourt.example"]
    url = {"home": f"http://{site.host}/", "column": site.lists[1], "article": site.article_url(site.texts[0])}[kind]
    done = probe(tmp_path / "none", url, proxy=server.address)
    assert (done.code, done.errors) == (0, "")
    assert done.found["platform"] == "chinacourt_php"
    assert done.found["block"] == probe_of(surveyed_sample(site, url)).block


def test_the_printed_blocks_crawl_every_article(server: SampleServer, tmp_path: Path) -> None:
    """Each sample site from one of its pages, a home page, a column or an article by turns."""
    data = DataFolder(tmp_path / "data").prepared()
    turns = [
        (site, (f"http://{site.host}/", site.lists[-1], site.article_url(site.texts[-1]))[number % 3])
        for number, site in enumerate(SITES.values())
    ]
    blocks = [probe_of(surveyed_sample(site, url)).block or "" for site, url in turns]
    data.sites.write_text("\n".join(blocks), encoding="utf-8")
    crawled = tashan(data.path, "crawl", *(block.split('"')[1] for block in blocks), proxy=server.address)
    assert crawled.returncode == 0, crawled.stderr
    with Corpus.open(data.corpus, read_only=True) as corpus:
        for site in SITES.values():
            assert [text.stem for text in site.texts if corpus.get(site.article_url(text)) is None] == []
