"""Metrics: how many requests of each route, how answered, how fast, counted over all workers."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from flask import Flask, Response, g, request

from webui.sharing import SharedMemory

WORD = 8
STATUSES = ("200", "304", "400", "404", "405", "429", "500", "503", "other")
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
NO_ROUTE = "none"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """A row of counters for each route: one for each status, one for each span of time, and the seconds in all.

    Made before forking, it counts for all workers.
    """

    def __init__(self, routes: Sequence[str]) -> None:
        self._rows = {route: number for number, route in enumerate((*routes, NO_ROUTE))}
        self._width = len(STATUSES) + len(BOUNDS) + 2
        size = WORD * self._width * len(self._rows)
        self._memory = SharedMemory(size)
        self._counts = self._memory.numbers(0, size)

    def count(self, route: str | None, status: int, seconds: float) -> None:
        """Count one answered request."""
        row = self._rows.get(route or NO_ROUTE, self._rows[NO_ROUTE]) * self._width
        of_status = STATUSES.index(str(status) if str(status) in STATUSES else "other")
        of_time = len(STATUSES) + bisect_left(BOUNDS, seconds)
        with self._memory.locked():
            self._counts[row + of_status] += 1
            self._counts[row + of_time] += 1
            self._counts[row + self._width - 1] += seconds

    def text(self) -> str:
        """All counters in Prometheus' text format; routes that nobody asked for are left out."""
        with self._memory.locked():
            counts = list(self._counts)
        rows = {route: counts[at * self._width : (at + 1) * self._width] for route, at in self._rows.items()}
        asked = {route: row for route, row in sorted(rows.items()) if any(row)}
        return "\n".join([*_requests(asked), *_seconds(asked), ""])


def _requests(rows: dict[str, list[float]]) -> Iterator[str]:
    yield "# HELP tashan_requests_total Requests answered."
    yield "# TYPE tashan_requests_total counter"
    for route, row in rows.items():
        for status, count in zip(STATUSES, row, strict=False):
            if count:
                yield f'tashan_requests_total{{route="{route}",status="{status}"}} {count:.0f}'


def _seconds(rows: dict[str, list[float]]) -> Iterator[str]:
    yield "# HELP tashan_request_seconds Seconds until an answer was ready to be sent."
    yield "# TYPE tashan_request_seconds histogram"
    for route, row in rows.items():
        *spans, seconds = row[len(STATUSES) :]
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), accumulate(spans), strict=True):
            yield f'tashan_request_seconds_bucket{{route="{route}",le="{bound}"}} {count:.0f}'
        yield f'tashan_request_seconds_sum{{route="{route}"}} {seconds:.6f}'
        yield f'tashan_request_seconds_count{{route="{route}"}} {sum(spans):.0f}'


def install(app: Flask) -> Metrics:
    """Count every request of an application whose routes are all there."""
    metrics = Metrics(sorted(app.view_functions))

    @app.before_request
    def _() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _(response: Response) -> Response:
        metrics.count(request.endpoint, response.status_code, elapsed())
        return response

    return metrics


def elapsed() -> float:
    """Seconds since the request at hand was taken up."""
    return time.perf_counter() - float(g.get("started", time.perf_counter()))
