"""The gazetteer: who bears a name, what a city is called, how soon it is loaded."""

from __future__ import annotations

import time

from index.places.gazetteer import gazetteer, names_of


def test_a_name_of_today_and_a_name_given_up_are_both_kept() -> None:
    bearers = gazetteer().bearers("东山区")
    assert {(bearer.adcode, bearer.is_former) for bearer in bearers} >= {("230406", False), ("440104", True)}


def test_a_short_form_that_a_place_of_today_bears_is_not_given_to_one_of_the_past() -> None:
    assert not any(bearer.is_former for bearer in gazetteer().bearers("名山"))


def test_a_prefecture_of_the_past_has_its_forms() -> None:
    assert gazetteer().calls("涪陵地区") == ("涪陵地区", "涪陵")


def test_every_division_bears_its_own_name() -> None:
    for code in ("110101", "350125", "429021", "659002"):
        division = gazetteer().division(code)
        assert all(division in gazetteer().bearers(name) for name in names_of(division)[:1])


def test_it_is_loaded_in_no_time() -> None:
    started = time.process_time()
    gazetteer.__wrapped__()
    assert time.process_time() - started < 1
