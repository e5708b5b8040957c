"""Progress of long work: lines now and then where there is no terminal, a bar on one."""

from __future__ import annotations

import sys
from io import StringIO

import pytest

from index.progressbars import bar, bars


class Terminal(StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_there_is_a_line_for_every_thousand_whatever_the_steps(capsys: pytest.CaptureFixture[str]) -> None:
    with bar("Doing") as report:
        for done in (700, 1400, 1900, 2600, 2700):
            report(done, 2700)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in lines] == [f"Doing: {done} of 2700" for done in (1400, 2600, 2700)]


def test_where_there_is_no_terminal_there_are_no_bars() -> None:
    with bars() as shown:
        assert shown is None


def test_on_a_terminal_a_bar_tells_what_is_done_and_how_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "120")
    with bar("Doing") as report:
        report(9, 9)
    assert "Doing" in terminal.getvalue()
    assert "9/9" in terminal.getvalue()
    assert "finishing" in terminal.getvalue()
