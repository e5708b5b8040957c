"""Pace: how fast a long task goes at present, and how long it will take yet."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

# The last while tells of the rest: what was slow or fast before it is over.
WINDOW_SECONDS = 30.0


class Pace:
    """Notes what is done, as often as anybody likes to say it, and tells what is left to wait.

    The rate is that of the last while up to this very moment: where nothing comes any more it falls, so that the time
    left grows and never stands still at a promise.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._noted: deque[tuple[float, int]] = deque([(clock(), 0)])
        self._total = 0

    def note(self, done: int, total: int) -> None:
        """So much is done, of so much."""
        self._total = total
        self._noted.append((self._clock(), done))
        while len(self._noted) > 2 and self._noted[1][0] <= self._clock() - WINDOW_SECONDS:
            self._noted.popleft()

    @property
    def rate(self) -> float:
        """How much is done in a second."""
        (began, before), (last, done) = self._noted[0], self._noted[-1]
        now = self._clock()
        if now - last > WINDOW_SECONDS or now <= began:
            return 0.0
        return (done - before) / (now - began)

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take; None where nothing moves."""
        rate = self.rate
        return (self._total - self._noted[-1][1]) / rate if rate > 0 else None

    def __str__(self) -> str:
        if self._total and self._noted[-1][1] >= self._total:
            return "finishing"
        left = self.seconds_left
        return f"{self.rate:.0f} a second, {_rounded(left)} left" if left is not None else "waiting"

    def __rich__(self) -> str:
        """The same for a progress bar, which asks again at every refresh."""
        return str(self)


def _rounded(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
