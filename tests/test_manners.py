from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile_web import HTML, Attack, HostileWeb, Send, answer, hostile_web, page
from small_web import ROOT, article_page, article_path, crawl_command, list_page, runs_of, site_row

from crawlers.manners import seconds_asked
from crawlers.robots import MOST_BYTES
from index.runs import Run

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def published(web: HostileWeb, numbers: range) -> None:
    """Articles and a list of them."""
    for number in numbers:
        web.add(article_path(number), article_page(f"第{number}篇"))
    web.add("/list", list_page([article_path(number) for number in numbers]))


def first(*attacks: Attack) -> Attack:
    """One answer after the other, the last for ever."""
    left = list(attacks)

    def attack(send: Send) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(send)

    return attack


def silent(send: Send) -> None:
    """No answer at all."""
    time.sleep(5)


@dataclass(frozen=True, slots=True)
class Met:
    webs: dict[str, HostileWeb]
    runs: dict[str, Run]
    said: str

    def problem(self, name: str) -> str:
        return str(self.runs[name].problem)


def servers(webs: dict[str, HostileWeb]) -> None:
    """What each server is like."""
    for web in webs.values():
        published(web, range(8))
    webs["slow"].add("/robots.txt", answer(200, "", b"User-agent: *\nCrawl-delay: 0.4\n"))
    webs["slow"].add("/list", list_page([article_path(number) for number in range(3)]))
    webs["sluggish"].add("/robots.txt", answer(200, "", b"User-agent: tashan\nCrawl-delay: 3600\n"))
    webs["rulesdown"].add("/robots.txt", answer(503))
    webs["rulesbusy"].add("/robots.txt", answer(429))
    webs["rulessilent"].add("/robots.txt", silent)
    webs["rulesbomb"].add("/robots.txt", answer(200, "", b"User-agent: *\nDisallow: /a\n" * (MOST_BYTES // 20)))
    rules = "User-agent: a\n" * 5000 + "Disallow: /a\n" * 5000
    webs["rulesquadratic"].add("/robots.txt", answer(200, "", rules.encode()))
    webs["rulesforbidden"].add("/robots.txt", answer(403))
    busy = answer(429, "Retry-After: 2\r\n")
    webs["busy"].add(article_path(2), first(busy, page(article_page("忙"))))
    webs["closed"].add(article_path(2), answer(503, "Retry-After: 7200\r\n"))
    for number, status in enumerate([403, 412, 429, 503, 521, 403, 412], 1):
        webs["cross"].add(article_path(number), answer(status))
    webs["picky"].add(article_path(3), answer(403, HTML, b"forbidden"))


NAMES = ["slow", "sluggish", "rulesdown", "rulesbusy", "rulessilent", "rulesbomb", "rulesforbidden", "busy", "closed"]
NAMES += ["cross", "picky", "rulesquadratic"]


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Met]:
    place = tmp_path_factory.mktemp("manners")
    opened = [hostile_web() for _ in NAMES]
    webs = {name: each.__enter__() for name, each in zip(NAMES, opened, strict=True)}
    servers(webs)
    table = place / "sites.toml"
    rows = [site_row(name, f"{web.root}/list", expects=3) for name, web in webs.items()]
    table.write_text("".join(rows) + site_row("asleep", "http://127.0.0.1:1/", quiet="00:00-23:59"), encoding="utf-8")
    command = crawl_command(place / "data", table, [*NAMES, "asleep"], DOWNLOAD_TIMEOUT=1)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    yield Met(webs, runs_of(done.stdout), done.stderr)
    for each in opened:
        each.__exit__(None, None, None)


def test_a_crawl_delay_is_kept_between_any_two_requests(met: Met) -> None:
    moments = [moment for moment, _ in met.webs["slow"].asked]
    assert len(moments) == 5
    assert min(later - moment for moment, later in zip(moments, moments[1:], strict=False)) > 0.38
    assert met.runs["slow"].outcome == "healthy"


def test_a_crawl_delay_beyond_all_patience_leaves_the_site_out_and_says_so(met: Met) -> None:
    assert "robots.txt asks for 3600 seconds between two requests" in met.problem("sluggish")
    assert [path for _, path in met.webs["sluggish"].asked] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("rulesdown", "The server answers 503."),
        ("rulesbusy", "The server answers 429."),
        ("rulessilent", "took longer than 1.0 seconds"),
        ("rulesquadratic", "It has too many rules for too many crawlers."),
        ("rulesbomb", f"It is larger than {MOST_BYTES} bytes."),
    ],
)
def test_without_the_rules_nothing_is_asked(met: Met, name: str, why: str) -> None:
    assert "robots.txt cannot be had, so nothing is asked of it now" in met.said
    assert why in met.problem(name)
    assert {path for _, path in met.webs[name].asked} == {"/robots.txt"}


def test_rules_that_are_not_there_forbid_nothing(met: Met) -> None:
    assert met.runs["rulesforbidden"].outcome == "healthy"
    assert len(met.webs["rulesforbidden"].times("/robots.txt")) == 1


def test_a_busy_server_is_left_in_peace_as_long_as_it_asks(met: Met) -> None:
    refused, again = met.webs["busy"].times(article_path(2))
    assert again - refused > 1.9
    assert not [moment for moment, _ in met.webs["busy"].asked if refused < moment < refused + 1.9]
    assert met.runs["busy"].articles == 8


def test_a_server_that_asks_for_hours_is_left_until_the_next_visit(met: Met) -> None:
    assert "The server answers 503. It asks to be left alone for 7200 seconds." in met.problem("closed")
    assert met.runs["closed"].articles == 2
    assert met.webs["closed"].asked[-1][1] == article_path(2)


def test_a_server_that_refuses_again_and_again_is_left_alone(met: Met) -> None:
    assert "After 6 times in a row it is left alone until the next visit." in met.problem("cross")
    assert met.runs["cross"].articles == 1
    assert len(met.webs["cross"].asked) == 1 + 1 + 1 + 6


def test_one_forbidden_page_costs_no_other(met: Met) -> None:
    run = met.runs["picky"]
    assert (run.articles, run.failed, run.outcome) == (7, 1, "healthy")


def test_a_site_in_its_quiet_hours_is_left_out_and_the_log_says_so(met: Met) -> None:
    assert "asleep" not in met.runs
    assert "asleep is left out in its quiet hours, 00:00-23:59 China time." in met.said


def test_ctrl_c_ends_a_visit_that_waits(tmp_path: Path) -> None:
    with hostile_web() as web:
        published(web, range(4))
        web.add(article_path(1), answer(429, "Retry-After: 250\r\n"))
        table = tmp_path / "sites.toml"
        table.write_text(site_row("busy", f"{web.root}/list"), encoding="utf-8")
        command = crawl_command(tmp_path / "data", table, ["busy"])
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not web.times(article_path(1)) and process.poll() is None:
            time.sleep(0.02)
        time.sleep(0.5)
        asked = len(web.asked)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=15)
        assert process.returncode == 0, errors
        assert runs_of(output)["busy"].problem == "The visit was interrupted."
        assert len(web.asked) == asked


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120.0),
        (b"Sun, 01 Mar 2026 08:01:30 GMT", 90.0),
        (b"Sun, 01 Mar 2026 07:00:00 GMT", 0.0),
        (b"-5", 0.0),
        (b"soon", 0.0),
        (b"\xff", 0.0),
        (b"9" * 400, 0.0),
        (None, 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: bytes | None, seconds: float) -> None:
    assert seconds_asked(value, NOW) == seconds
