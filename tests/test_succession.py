"""Succession: each rule by which a name given up finds its heir, and where none does."""

from __future__ import annotations

import pytest

from index.places.succession import TODAY, History, Term

YAAN = [
    Term("513100", "雅安地区", 0, 1999),
    Term("513122", "名山县", 1982, 1999),
    Term("511800", "雅安市", 2000, TODAY),
    Term("511821", "名山县", 2000, 2011),
    Term("511803", "名山区", 2012, TODAY),
    Term("513125", "汉源县", 0, 1999),
    Term("511823", "汉源县", 2000, TODAY),
]


def heir(terms: list[Term], name: str, patch: dict[str, str] | None = None) -> str | None:
    history = History(terms)
    term = next(term for term in history.ended() if term.name == name)
    return history.heir(term, lambda old: (patch or {}).get(old.name))


def test_a_county_is_followed_through_new_codes_and_new_kinds() -> None:
    assert heir(YAAN, "名山县") == "511803"


def test_the_prefecture_of_a_term_is_the_one_of_its_last_year() -> None:
    assert History(YAAN).prefecture(YAAN[1]) == "雅安地区"


def test_a_name_of_one_character_is_followed_within_its_city() -> None:
    terms = [Term("330200", "宁波市", 0, TODAY), Term("330227", "鄞县", 0, 2001), Term("330212", "鄞州区", 2002, TODAY)]
    assert heir(terms, "鄞县") == "330212"


def test_a_code_that_passes_to_another_place_is_no_succession() -> None:
    terms = [
        Term("362324", "丰城县", 0, 1981), Term("362202", "丰城县", 1982, TODAY),
        Term("362324", "铅山县", 1982, TODAY), Term("362325", "铅山县", 0, 1981),
    ]  # fmt: skip
    assert heir(terms, "丰城县") == "362202"
    assert heir(terms, "铅山县") == "362324"


def test_a_new_name_under_the_same_code_is_a_succession() -> None:
    assert heir([Term("340705", "铜官山区", 0, 2014), Term("340705", "铜官区", 2015, TODAY)], "铜官山区") == "340705"


def test_a_county_goes_to_the_town_that_had_been_cut_out_of_it() -> None:
    terms = [Term("341221", "界首县", 0, 1988), Term("341282", "界首市", 1985, TODAY)]
    assert heir(terms, "界首县") == "341282"


def test_a_town_goes_to_the_city_that_took_its_name_and_not_to_the_county_beside_it() -> None:
    terms = [
        Term("362401", "吉安市", 0, 1999), Term("360800", "吉安市", 2000, TODAY), Term("360821", "吉安县", 0, TODAY),
    ]  # fmt: skip
    assert heir(terms, "吉安市") == "360800"


def test_a_town_goes_to_the_only_district_that_began_with_its_end_before_the_city_of_its_name() -> None:
    terms = [
        Term("332501", "丽水市", 1986, 1999), Term("332500", "丽水地区", 0, 1999),
        Term("331100", "丽水市", 2000, TODAY), Term("331102", "莲都区", 2000, TODAY),
    ]  # fmt: skip
    assert heir(terms, "丽水市") == "331102"


def test_a_year_that_the_tables_leave_out_breaks_no_line() -> None:
    terms = [Term("442727", "台山县", 0, 1981), Term("440722", "台山县", 1983, TODAY)]
    assert heir(terms, "台山县") == "440722"
    later = [Term("442727", "台山县", 0, 1981), Term("440722", "台山县", 1984, TODAY)]
    assert heir(later, "台山县") is None


def test_a_place_that_the_patch_tells_to_be_split_has_no_heir_whatever_the_rules_say() -> None:
    terms = [Term("412901", "南阳市", 0, 1993), Term("411303", "南阳市", 1994, TODAY)]
    assert heir(terms, "南阳市") == "411303"
    assert heir(terms, "南阳市", {"南阳市": ""}) is None


def test_the_prefectures_of_a_term_are_all_that_it_lay_in() -> None:
    terms = [
        Term("220600", "浑江市", 1985, 1993), Term("220600", "白山市", 1994, TODAY),
        Term("220602", "八道江区", 1986, 2009), Term("220602", "浑江区", 2010, TODAY),
    ]  # fmt: skip
    assert History(terms).prefectures(terms[2]) == ("浑江市", "白山市")
    assert History(terms).prefectures(terms[3]) == ("白山市",)


def test_two_that_could_follow_leave_it_open_and_the_patch_decides() -> None:
    terms = [
        Term("110103", "崇文区", 0, 2009), Term("110101", "东城区", 0, TODAY), Term("110102", "西城区", 0, TODAY),
    ]  # fmt: skip
    assert heir(terms, "崇文区") is None
    assert heir(terms, "崇文区", {"崇文区": "110101"}) == "110101"


@pytest.mark.parametrize(("old", "new"), [("512323", "500119"), ("442101", "460100")])
def test_a_province_that_was_split_off_is_of_the_same_land(old: str, new: str) -> None:
    assert Term(old, "", 0, 1).land == Term(new, "", 0, 1).land


def test_a_slip_of_the_tables_within_a_longer_term_does_not_count() -> None:
    terms = [Term("220281", "蛟河市", 1995, TODAY), Term("220281", "桦甸市", 2003, 2003)]
    assert list(History(terms).ended()) == []
