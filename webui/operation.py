"""What the operator's tools ask: whether searches are answered, and the metrics."""

from __future__ import annotations

import time

from flask import Blueprint, Response, current_app

from index.searching import SearchRequest
from webui.current import library
from webui.metrics import CONTENT_TYPE, Metrics

KEY = "tashan.operation"
# The sign of life is not limited, so it must cost nothing to ask for it in a loop.
GOOD_FOR = 1.0

blueprint = Blueprint("operation", __name__)


class Operation:
    """What one application knows of its own working."""

    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics
        self.answered_at = float("-inf")


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 as soon as a search is answered; until then the problem that stops it, with 503."""
    own = _operation()
    if time.monotonic() - own.answered_at > GOOD_FOR:
        library().search(SearchRequest(query="法院", size=1, values=0))
        own.answered_at = time.monotonic()
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/metrics")
def metrics() -> Response:
    """The counters of all workers in Prometheus' text format."""
    return Response(_operation().metrics.text(), content_type=CONTENT_TYPE)


def _operation() -> Operation:
    own: Operation = current_app.extensions[KEY]
    return own
