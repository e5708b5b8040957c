"""Load: what clients get is counted, and the page says whether it is what is wanted."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from small_library import filled

from benchmarks.load import addresses_of, asked, serving
from benchmarks.loadreport import goals, report
from index.query import Filters
from index.searching import SearchRequest
from webui import create_app
from webui.serving import Server

SPREAD = {"p50": 5.0, "p95": 10.0, "p99": 20.0, "mean": 6.0}


def told(*, one: float = 100.0, many: float = 90.0, p95: float = 900.0, failed: int = 0) -> dict[str, Any]:
    pages: dict[str, Any] = {"pages": 9, "failed": failed, "bytes": 9, "spread": SPREAD}
    return {
        "articles": 100,
        "questions": 3,
        "apart": True,
        "one": pages | {"clients": 1, "per_second": one},
        "many": pages | {"clients": 50, "per_second": many, "spread": SPREAD | {"p95": p95}},
    }


def test_addresses_are_those_of_results_pages() -> None:
    request = SearchRequest(query="巡回 审判", filters=Filters(province=("福建",)), size=9)
    assert addresses_of([request]) == [
        "/search?q=%E5%B7%A1%E5%9B%9E+%E5%AE%A1%E5%88%A4&province=%E7%A6%8F%E5%BB%BA&size=9"
    ]


def test_several_clients_are_counted_together_and_failures_apart() -> None:
    server = Server(create_app(filled()), port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        got = asked(server.port, ["/search?size=5", "/search?sort=foo"], clients=3, seconds=2.0)
    finally:
        server.stop()
        thread.join(15)
    assert got.pages >= 1
    assert got.failed >= 1
    assert got.pages + got.failed >= 3
    assert got.bytes > 1000
    assert 0 < got.spread.p50 <= got.spread.p95


def test_so_many_pages_are_asked_for_whatever_the_time() -> None:
    with serving(filled(), None) as port:
        assert asked(port, ["/search?size=5"], clients=2, seconds=0, least=3).pages == 6


def test_the_command_serves_what_is_measured() -> None:
    with serving(filled(), None) as port:
        assert asked(port, ["/search?size=5"], clients=1, seconds=0.1).failed == 0


@pytest.mark.parametrize(
    ("figures", "reached"),
    [
        (told(), [True, True, True, True]),
        (told(many=79.0), [True, True, False, True]),
        (told(p95=1200.0), [True, True, True, False]),
        (told(failed=1), [True, False, True, True]),
    ],
)
def test_goals_are_reached_or_missed(figures: dict[str, Any], reached: list[bool]) -> None:
    assert [is_reached for *_, is_reached in goals(figures)] == reached
    assert report(figures, "command").count("missed") == reached.count(False)
