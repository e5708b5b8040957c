"""A run as a line: what it saw, what is rare only where there was any, and why it went wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.runs import Run, SourceState

RUN = Run(source_name="qingxi", started="2024-01-01", finished="2024-01-01", outcome="healthy", pages=4, new=3, known=1)


def test_a_run_tells_what_it_saw() -> None:
    assert RUN.line == "qingxi: healthy, 4 pages, 3 new, 0 changed, 0 same, 1 known"


def test_what_is_rare_and_what_went_wrong_come_after_and_steer_no_terminal() -> None:
    sick = replace(RUN, outcome="failed", late=1, vanished=2, failed=3, problem="Only\x1b[2J 3 articles.")
    assert sick.line.endswith(", 1 known, 1 back-dated, 2 vanished, 3 failed: Only [2J 3 articles.")


@pytest.mark.parametrize(
    ("visits", "days"),
    [
        ([], None),
        (["2025-12-20T08:00:00Z"], None),
        (["2025-12-17T08:00:00Z"], 15),
        (["2025-12-28T08:00:00Z", "2025-12-29T08:00:00Z"], 3),
        (["2025-12-31T07:00:00Z", "2025-12-31T08:00:00Z"], None),
        (["2025-10-01", "2025-11-01", "2025-12-01"], None),
        (["2025-01-01", "2025-02-01", "2025-03-01", "2025-03-02"], 305),
    ],
    ids=["never", "once", "once-long-ago", "daily", "hourly", "monthly", "monthly-long-ago"],
)
def test_a_source_is_missed_after_far_more_than_its_usual_pause(visits: list[str], days: int | None) -> None:
    runs = [replace(RUN, finished=visit) for visit in visits]
    state = SourceState("qingxi", run=runs[-1] if runs else None, history=tuple(run.yields for run in runs))
    assert state.unvisited_days(datetime(2026, 1, 1, 12, tzinfo=UTC)) == days
