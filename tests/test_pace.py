"""The pace: the present rate, a promise that is kept where things go on, and none where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.pace import WINDOW_SECONDS, Pace


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _gone(clock: Clock, pace: Pace, seconds: int, rate: int, *, since: int = 0, total: int = 10_000) -> int:
    done = since
    for _ in range(seconds):
        clock.now += 1
        done += rate
        pace.note(done, total)
    return done


def test_what_goes_evenly_is_over_when_it_was_said_to_be(clock: Clock) -> None:
    pace = Pace(clock)
    _gone(clock, pace, 10, 100)
    assert pace.rate == pytest.approx(100)
    assert pace.seconds_left == pytest.approx(90)
    assert str(pace) == "100 a second, 2 min left"


def test_a_slow_beginning_is_forgotten(clock: Clock) -> None:
    pace = Pace(clock)
    done = _gone(clock, pace, 60, 1)
    _gone(clock, pace, 60, 100, since=done)
    assert pace.rate == pytest.approx(100)


def test_where_nothing_comes_the_time_left_grows_until_there_is_none(clock: Clock) -> None:
    pace = Pace(clock)
    _gone(clock, pace, 10, 100)
    told = []
    while (left := pace.seconds_left) is not None:
        told.append(left)
        clock.now += 1
    assert told == sorted(set(told))
    assert len(told) == pytest.approx(WINDOW_SECONDS, abs=2)
    assert str(pace) == "waiting"


def test_it_goes_on_after_a_rest(clock: Clock) -> None:
    pace = Pace(clock)
    done = _gone(clock, pace, 10, 100)
    clock.now += 300
    assert pace.rate == 0
    _gone(clock, pace, 40, 50, since=done)
    assert pace.rate == pytest.approx(50, rel=0.1)


def test_when_all_is_done_it_is_finishing(clock: Clock) -> None:
    pace = Pace(clock)
    _gone(clock, pace, 10, 100, total=1000)
    assert str(pace) == "finishing"


def test_before_the_first_note_it_waits(clock: Clock) -> None:
    assert str(Pace(clock)) == "waiting"


@pytest.mark.parametrize(("total", "told"), [(1080, "80 s"), (2000, "17 min"), (13_000, "3 h 20 min")])
def test_time_is_told_as_people_tell_it(clock: Clock, total: int, told: str) -> None:
    pace = Pace(clock)
    _gone(clock, pace, 1000, 1, total=total)
    assert str(pace).endswith(f", {told} left")


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(0, 500)), max_size=30))
def test_no_pace_is_below_nothing(steps: list[tuple[float, int]]) -> None:
    clock = Clock()
    pace, done = Pace(clock), 0
    for seconds, more in steps:
        clock.now += seconds
        done += more
        pace.note(done, 20_000)
        assert pace.rate >= 0
        assert pace.seconds_left is None or pace.seconds_left >= 0
