"""Limits: bursts are let through, more is refused with the time to wait, each client for itself and all together."""

from __future__ import annotations

import multiprocessing
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from small_library import filled

from webui import create_app
from webui.limits import SLOTS, WAYS, Limiter, Rate, client_of

# A process of the whole run may have threads by now, of which a newer Python warns.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
FREE = Rate(0, 1)


def allowed(limiter: Limiter, times: int, *, client: str = "a", now: float = 100.0) -> int:
    return sum(limiter.wait(client, now) == 0 for _ in range(times))


def test_a_burst_is_let_through_then_the_rate_holds() -> None:
    limiter = Limiter(client=Rate(2, 5), everyone=FREE)
    assert allowed(limiter, 20) == 5
    assert limiter.wait("a", 100.0) == pytest.approx(0.5)
    assert allowed(limiter, 20, now=101.0) == 2
    assert allowed(limiter, 20, now=200.0) == 5


def test_clients_are_counted_apart_and_together() -> None:
    limiter = Limiter(client=Rate(1, 3), everyone=Rate(1, 5))
    assert allowed(limiter, 9, client="a") == 3
    assert allowed(limiter, 9, client="b") == 2
    assert allowed(limiter, 9, client="c") == 0


def test_what_was_refused_is_not_counted() -> None:
    limiter = Limiter(client=Rate(1, 1), everyone=FREE)
    allowed(limiter, 1000)
    assert limiter.wait("a", 101.0) == 0


@given(st.lists(st.floats(0, 3), max_size=60), st.integers(1, 9), st.floats(0.5, 20))
def test_no_span_of_time_has_more_than_burst_and_rate_allow(pauses: list[float], burst: int, rate: float) -> None:
    limiter = Limiter(client=Rate(rate, burst), everyone=FREE)
    now, passed = 50.0, []
    for pause in pauses:
        now += pause
        if limiter.wait("a", now) == 0:
            passed.append(now)
    for first, start in enumerate(passed):
        for count, end in enumerate(passed[first:], start=1):
            assert count <= burst + rate * (end - start) + 1e-6


def test_a_multitude_of_clients_is_forgotten_without_error_and_the_total_holds() -> None:
    limiter = Limiter(client=Rate(1, 1), everyone=Rate(1, 3 * SLOTS))
    passed = sum(limiter.wait(str(number), 100.0) == 0 for number in range(2 * SLOTS))
    assert passed == 2 * SLOTS
    assert allowed(limiter, 2, client="new") == 1


def test_in_a_full_set_the_one_who_has_rested_longest_is_forgotten() -> None:
    limiter = Limiter(client=Rate(1, 1), everyone=FREE)
    limiter._key = lambda client: int(client) * SLOTS  # type: ignore[method-assign]  # all in one set
    for number in range(1, WAYS + 2):
        assert limiter.wait(str(number), 100.0 + number / 100) == 0
    assert limiter.wait(str(WAYS + 1), 100.2) > 0
    assert limiter.wait("2", 100.2) > 0


def ask(limiter: Limiter, answers: Any) -> None:
    answers.put(allowed(limiter, 50))


def test_the_limit_holds_over_all_processes() -> None:
    fork = multiprocessing.get_context("fork")
    limiter, answers = Limiter(client=Rate(1, 30), everyone=FREE), fork.Queue()
    processes = [fork.Process(target=ask, args=(limiter, answers)) for _ in range(3)]
    for process in processes:
        process.start()
    assert sum(answers.get(timeout=20) for _ in processes) == 30
    for process in processes:
        process.join(10)


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("no address", "no address"),
        ("", ""),
    ],
)
def test_a_client_is_an_address_or_a_site(address: str, client: str) -> None:
    assert client_of(address) == client


@pytest.mark.parametrize(("rate", "burst"), [(None, 200), (40.0, 400), (0.1, 1)])
def test_another_rate_keeps_the_rest(rate: float | None, burst: int) -> None:
    assert Rate(20, 200).changed_to(rate).burst == burst


@pytest.fixture
def client() -> FlaskClient:
    return create_app(filled(), limiter=Limiter(client=Rate(0.1, 2), everyone=FREE)).test_client()


def test_too_much_is_refused_as_a_page_and_as_a_problem(client: FlaskClient) -> None:
    assert [client.get(address).status_code for address in ("/help", "/api/v1/sources")] == [200, 200]
    page, problem = client.get("/help"), client.get("/api/v1/sources")
    assert (page.status_code, page.mimetype) == (429, "text/html")
    assert "请求太频繁了" in page.text
    assert (problem.status_code, problem.mimetype) == (429, "application/problem+json")
    assert 1 <= int(problem.headers["Retry-After"]) <= 10
    assert "Too many requests: ask again in " in problem.get_json()["detail"]


def test_signs_of_life_metrics_and_the_stylesheet_are_not_limited(client: FlaskClient) -> None:
    for address in ("/healthz", "/metrics", "/static/style.css") * 5:
        assert client.get(address, buffered=True).status_code == 200


def test_a_client_cannot_name_itself_in_a_header(client: FlaskClient) -> None:
    codes = [client.get("/help", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(4)]
    assert codes == [200, 200, 429, 429]
