"""The clock of a visit: times as they are written into runs, archives and the corpus."""

from __future__ import annotations

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """Write a moment that knows its zone as ``YYYY-MM-DDThh:mm:ssZ``, parts of a second dropped."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def now() -> str:
    """The present moment, written."""
    return written(datetime.now(UTC))
