from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import pytest
from hostile_web import (
    Attack,
    HostileWeb,
    answer,
    brotli_bomb,
    chunked,
    deflate_bomb,
    drip,
    endless_head,
    gzip_bomb,
    hostile_web,
    nested_bomb,
    page,
    raw,
    redirect,
    some,
)
from small_web import ROOT, article_page, article_path, crawl_command, list_page, runs_of, site_row

from crawlers.captures import responses
from index.datafolder import DataFolder
from index.runs import Run

MOST_MEMORY = 600 * 1024 * 1024
GBK = article_page("错字").encode("gb18030")


def packed(name: str, body: bytes) -> str:
    return f"Content-Encoding: {name}\r\nContent-Length: {len(body)}\r\n"


def attacks(web: HostileWeb) -> dict[str, tuple[Attack, str]]:
    """Every attack that is met by itself, by name, with a word of what is said about it."""
    deflate, brotli, nested = deflate_bomb(), brotli_bomb(), nested_bomb()
    return {
        "gzip bomb": (chunked(lambda: some(gzip_bomb()), "Content-Encoding: gzip\r\n"), "100 times its size"),
        "deflate bomb": (raw(packed("deflate", deflate), deflate), "100 times its size"),
        "brotli bomb": (raw(packed("br", brotli), brotli), "100 times its size"),
        "nested bomb": (raw(packed("gzip, gzip", nested), nested), "100 times its size"),
        "packed often": (raw(packed("gzip, gzip, gzip", nested), nested), "packed 3 times over"),
        "zstd": (raw(packed("zstd", b"x"), b"x"), "zstd, which was not asked for"),
        "two gigabytes": (raw("Content-Length: 2147483648\r\n", b"x"), "larger than 8388608 bytes"),
        "endless": (chunked(lambda: repeat(b"<p>" + b"x" * 65536)), "larger than 8388608 bytes"),
        "wide": (page("<p>" * 150_000), "more than 100000 tags"),
        "long": (page("<p>" + "青" * 300_000), "more than 200000 characters of text"),
        "deep": (page("<div>" * 600 + article_page("深") + "</div>" * 600), "nested more than 512 deep"),
        "metadata": (redirect("http://169.254.169.254/latest/meta-data/"), "169.254.169.254 is a link-local address"),
        "decimal": (redirect("http://2130706434/"), "2130706434 is a loopback address"),
        "octal": (redirect("http://0177.0.0.2/"), "0177.0.0.2 is a loopback address"),
        "hexadecimal": (redirect("http://0x7f.2/"), "0x7f.2 is a loopback address"),
        "mapped": (redirect("http://[::ffff:10.0.0.1]/"), "::ffff:10.0.0.1 is a private address"),
        "user": (redirect(f"http://127.0.0.1@169.254.169.254:{web.port}/"), "read in two ways"),
        "elsewhere": (redirect("http://qingxi.gov.cn/"), "qingxi.gov.cn is none of the source's hosts"),
        "subdomain": (redirect("http://a.127.0.0.1/"), "a.127.0.0.1 is none of the source's hosts"),
        "file": (redirect("file:///etc/passwd"), "The server answers 302"),
        "script": (redirect("javascript:alert(1)"), "Missing scheme"),
        "in circles": (redirect("circle/1"), "max redirections reached"),
        "bad numbers": (raw("Content-Length: -5\r\n", b"x"), "cannot be read as an answer"),
    }


def list_of(web: HostileWeb, path: str, paths: list[str], following: str = "") -> str:
    hrefs = [*paths, "javascript:open(1)", "data:text/html,x", "http://[broken", "mailto:a@b", "file:///etc/passwd"]
    return web.add(path, list_page(hrefs, following))


@dataclass(frozen=True, slots=True)
class Crawled:
    web: HostileWeb
    data: DataFolder
    runs: dict[str, Run]
    said: str
    paths: dict[str, str]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    place = tmp_path_factory.mktemp("hostile")
    with hostile_web() as web:
        names = list(attacks(web))
        paths = {name: article_path(number) for number, name in enumerate(names, 100)}
        for name, (attack, _) in attacks(web).items():
            web.add(paths[name], attack)
        for number in range(1, 9):
            web.add(f"/article/detail/2024/05/id/circle/{number}", redirect(str(number + 1)))
        for number in range(3):
            web.add(article_path(number), article_page(f"第{number}篇"))
        web.add(article_path(3), answer(200, "Content-Type: text/html; charset=utf-16\r\n", GBK))
        list_of(web, "/bodies", [article_path(0), *paths.values(), article_path(3)])
        broken = {
            "drip": drip(),
            "head": endless_head,
            "chunks": raw("Transfer-Encoding: chunked\r\n", b"zz\r\nno\r\n"),
            "short": raw("Content-Length: 5000\r\n", article_page("短").encode()),
            "late": chunked(lambda: iter([b"<p>x"]), "Content-Length: 2\r\n"),
        }
        for number, (name, attack) in enumerate(broken.items(), 200):
            list_of(web, f"/{name}", [article_path(0), web.add(article_path(number), attack), article_path(1)])
        for number in range(60):
            web.add(article_path(300 + number), article_page(f"月历{number}"))
            list_of(web, f"/calendar/{number}", [article_path(300 + number)], f"/calendar/{number + 1}")
        list_of(web, "/plain", [article_path(0)])
        table = place / "sites.toml"
        rows = [
            site_row("bodies", f"{web.root}/bodies", expects=2),
            *(site_row(name, f"{web.root}/{name}", expects=2) for name in broken),
            site_row("calendar", f"{web.root}/calendar/0", budget=20),
            site_row("unnamed", f"{web.root}/plain", hosts=[]),
            site_row("spelled", f"http://2130706433:{web.port}/plain", hosts=["127.0.0.1"], delay=1).replace(
                "delay = 0\n", "", 1
            ),
            site_row("resolved", f"http://localhost:{web.port}/plain", hosts=[]),
            site_row("named", f"http://localhost:{web.port}/plain", hosts=["localhost"]),
        ]
        table.write_text("".join(rows), encoding="utf-8")
        data = DataFolder(place / "data")
        order = ["resolved", "bodies", *broken, "calendar", "unnamed", "spelled", "named"]
        command = crawl_command(data.path, table, order, DOWNLOAD_TIMEOUT=2, RETRY_TIMES=1, AUTOTHROTTLE_ENABLED=False)
        done = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY)),
        )
        assert done.returncode == 0, done.stderr
        yield Crawled(web, data, runs_of(done.stdout), done.stderr, paths)


def said_about(crawled: Crawled, name: str) -> str:
    """The lines of the log about one attack."""
    path = crawled.paths[name] if name != "in circles" else "/circle/"
    return "\n".join(line for line in crawled.said.splitlines() if path in line)


@pytest.mark.parametrize("name", list(attacks(HostileWeb())))
def test_an_attack_is_refused_and_the_log_says_which_and_why(crawled: Crawled, name: str) -> None:
    _, reason = attacks(crawled.web)[name]
    assert reason in said_about(crawled, name)


def test_what_is_honest_beside_the_attacks_is_read(crawled: Crawled) -> None:
    run = crawled.runs["bodies"]
    assert run.articles == 2
    assert run.failed == len(crawled.paths)
    assert run.outcome == "unhealthy"
    assert "unpacks to more than 100 times its size" in str(run.problem)


def test_a_bomb_of_ten_gigabytes_costs_neither_memory_nor_disk_nor_the_line(crawled: Crawled) -> None:
    assert crawled.web.sent[crawled.paths["gzip bomb"]] < 4 * 1024 * 1024
    assert sum(path.stat().st_size for path in crawled.data.archive.iterdir()) < 1024 * 1024


def test_a_head_without_end_is_cut(crawled: Crawled) -> None:
    (path,) = (path for path, attack in crawled.web.attacks.items() if attack is endless_head)
    assert crawled.web.sent[path] < 16 * 1024 * 1024


def test_what_was_refused_is_not_in_the_archive(crawled: Crawled) -> None:
    archived = {each.url for path in crawled.data.archive.iterdir() for each in responses(path)}
    for name in ("gzip bomb", "deflate bomb", "brotli bomb", "nested bomb", "endless", "two gigabytes"):
        assert f"{crawled.web.root}{crawled.paths[name]}" not in archived
    assert f"{crawled.web.root}{article_path(0)}" in archived


def test_no_link_leads_out_of_the_web(crawled: Crawled) -> None:
    assert "passwd" not in "".join(path for _, path in crawled.web.asked)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("drip", "took longer than 2"),
        ("head", "cannot be read as an answer"),
        ("chunks", "broke off before the end"),
        ("short", "broke off before the end"),
    ],
)
def test_a_page_that_does_not_end_well_is_missed_and_the_others_come(crawled: Crawled, name: str, reason: str) -> None:
    run = crawled.runs[name]
    assert (run.articles, run.failed) == (2, 1)
    assert reason in crawled.said


def test_two_lengths_for_one_body_spoil_no_other_page(crawled: Crawled) -> None:
    assert crawled.runs["late"].articles == 2


def test_a_calendar_without_end_costs_its_budget(crawled: Crawled) -> None:
    run = crawled.runs["calendar"]
    assert 18 <= run.pages <= 22
    assert "budget" in str(run.problem)
    assert len([path for _, path in crawled.web.asked if path.startswith("/calendar/")]) <= 22


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("unnamed", "127.0.0.1 is a loopback address, which is asked only where “hosts” of the site names it."),
        ("spelled", "2130706433 is a loopback address, which is asked only where “hosts” of the site names it."),
        ("resolved", "a loopback address, which “hosts” does not name."),
    ],
)
def test_a_host_on_loopback_is_asked_only_if_it_is_named(crawled: Crawled, name: str, problem: str) -> None:
    run = crawled.runs[name]
    assert (run.outcome, run.pages) == ("failed", 0)
    assert problem in str(run.problem)
    assert crawled.runs["named"].articles == 1
