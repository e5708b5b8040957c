"""The moment by which a search has to have its answer."""

from __future__ import annotations

import time


class OutOfTime(Exception):
    """The answer has to be given now, whatever is found."""


class Deadline:
    """Counts down a budget of seconds; once passed it stays passed."""

    def __init__(self, budget: float) -> None:
        self._end = time.monotonic() + budget
        self._passed = False

    def passed(self) -> bool:
        """Tell whether the time is over, and remember it."""
        self._passed = self._passed or time.monotonic() > self._end
        return self._passed

    def check(self) -> None:
        """Raise OutOfTime where the time is over."""
        if self.passed():
            raise OutOfTime

    @property
    def was_met(self) -> bool:
        """Tell whether nobody was ever told to stop."""
        return not self._passed
