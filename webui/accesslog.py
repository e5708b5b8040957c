"""The access log: one JSON object a line on standard output for every request answered."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from flask import Flask, Response, request

from webui.metrics import elapsed

LONGEST_VALUE = 1000


def install(app: Flask) -> None:
    """Log every request of an application."""

    @app.after_request
    def _(response: Response) -> Response:
        # One write, so that the lines of several workers never mix.
        sys.stdout.write(_line(response) + "\n")
        sys.stdout.flush()
        return response


def _line(response: Response) -> str:
    """ASCII only: what a client sends must not steer the terminal that shows the log."""
    told = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": request.remote_addr,
        "method": request.method,
        "path": request.full_path.rstrip("?")[:LONGEST_VALUE],
        "route": request.endpoint,
        "status": response.status_code,
        "bytes": response.content_length,
        "ms": round(elapsed() * 1000, 1),
        "agent": request.user_agent.string[:LONGEST_VALUE],
    }
    return json.dumps(told)
