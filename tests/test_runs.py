"""A run as a line: what it saw, what is rare only where there was any, and why it went wrong."""

from __future__ import annotations

from dataclasses import replace

from index.runs import Run

RUN = Run(source_name="qingxi", started="2024-01-01", finished="2024-01-01", outcome="healthy", pages=4, new=3, known=1)


def test_a_run_tells_what_it_saw() -> None:
    assert RUN.line == "qingxi: healthy, 4 pages, 3 new, 0 changed, 0 same, 1 known"


def test_what_is_rare_and_what_went_wrong_come_after_and_steer_no_terminal() -> None:
    sick = replace(RUN, outcome="failed", late=1, vanished=2, failed=3, problem="Only\x1b[2J 3 articles.")
    assert sick.line.endswith(", 1 known, 1 back-dated, 2 vanished, 3 failed: Only [2J 3 articles.")
