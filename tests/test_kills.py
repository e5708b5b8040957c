from __future__ import annotations

import pytest

from benchmarks.kills import Tally, tallied


@pytest.mark.usefixtures("unmeasured")
def test_a_crawl_that_was_killed_is_completed_by_the_next() -> None:
    tally = tallied(2, 6, seed=3)
    assert (tally.kills, tally.completed) == (2, 2)
    assert tally.is_clean


def test_whatever_is_wrong_is_no_clean_tally() -> None:
    assert Tally(kills=1, completed=1).is_clean
    for wrong in ({"lost": 1}, {"doubled": 1}, {"left_in_stage": 1}, {"damaged": 1}, {"completed": 0}):
        assert not Tally(**{"kills": 1, "completed": 1, **wrong}).is_clean
