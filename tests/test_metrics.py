"""Metrics: every request is counted under its route, in a text that Prometheus reads."""

from __future__ import annotations

import multiprocessing
import re

import pytest
from flask.testing import FlaskClient
from small_library import filled

from webui import create_app
from webui.metrics import BOUNDS, Metrics

# A process of the whole run may have threads by now, of which a newer Python warns.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
LINE = re.compile(r'tashan_[a-z_]+\{route="[a-z_.]+"(,(status|le)="[0-9a-z.+I]+")?\} [0-9.]+')


@pytest.fixture
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def samples(text: str) -> dict[str, float]:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_requests_are_counted_by_route_and_status(client: FlaskClient) -> None:
    for address in ("/help", "/help", "/search?sort=foo", "/nothing/<script>", "/api/v1/search?q=茶山"):
        client.get(address)
    counted = samples(client.get("/metrics").text)
    assert counted['tashan_requests_total{route="pages.help_page",status="200"}'] == 2
    assert counted['tashan_requests_total{route="pages.results",status="400"}'] == 1
    assert counted['tashan_requests_total{route="none",status="404"}'] == 1
    assert counted['tashan_requests_total{route="api.search",status="200"}'] == 1


def test_every_line_is_prometheus_text(client: FlaskClient) -> None:
    client.get("/nothing/%22%0a")
    response = client.get("/metrics")
    assert response.content_type.startswith("text/plain; version=0.0.4")
    assert response.text.endswith("\n")
    for line in response.text.splitlines():
        assert line.startswith("# ") or LINE.fullmatch(line), line


def test_a_histogram_grows_to_its_count() -> None:
    metrics = Metrics(["a"])
    for seconds in (0.001, 0.005, 0.3, 99.0):
        metrics.count("a", 200, seconds)
    counted = samples(metrics.text())
    buckets = [counted[f'tashan_request_seconds_bucket{{route="a",le="{bound}"}}'] for bound in (*BOUNDS, "+Inf")]
    assert buckets == sorted(buckets)
    assert (buckets[0], buckets[-1]) == (2, 4)
    assert counted['tashan_request_seconds_count{route="a"}'] == 4
    assert counted['tashan_request_seconds_sum{route="a"}'] == pytest.approx(99.306)


def test_an_unusual_status_is_counted_as_other() -> None:
    metrics = Metrics(["a"])
    metrics.count("a", 418, 0.1)
    assert samples(metrics.text())['tashan_requests_total{route="a",status="other"}'] == 1


def test_what_a_worker_counts_all_of_them_tell() -> None:
    metrics = Metrics(["a"])
    worker = multiprocessing.get_context("fork").Process(target=metrics.count, args=("a", 200, 0.1))
    worker.start()
    worker.join(10)
    assert samples(metrics.text())['tashan_requests_total{route="a",status="200"}'] == 1
