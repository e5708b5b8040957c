"""What is seen of a crawl: a line for every source that is over, on a terminal one that counts for each."""

from __future__ import annotations

import sys

import pytest
from test_progressbars import Terminal

from crawlers.crawldisplay import crawl_display
from crawlers.jobs import Progress
from index.runs import Run

RUN = Run(source_name="qingxi", started="2024-01-01", finished="2024-01-01", outcome="healthy", pages=4, new=3)
STEPS = (Progress("qingxi", 1, 0), Progress("qingxi", 3, 2), Progress("qingxi", 4, 3, RUN))


def test_where_there_is_no_terminal_a_source_that_is_over_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with crawl_display("Crawling") as report:
        for step in STEPS:
            report(step)
    assert capsys.readouterr().err == RUN.line + "\n"


def test_on_a_terminal_every_source_counts_in_its_own_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "120")
    with crawl_display("Crawling") as report:
        for step in (*STEPS, Progress("yongtai", 2, 1)):
            report(step)
    shown = terminal.getvalue()
    assert "Crawling: qingxi, 4 pages" in shown
    assert "3/3" in shown
    assert "Crawling: yongtai, 2 pages" in shown
    assert "1/?" in shown
