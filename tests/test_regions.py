"""Regions: names, their short forms, what decides between several places, names given up."""

from __future__ import annotations

import pytest

from index.places.regions import Region, find_region

YONGTAI = Region("350125", "福建", "福州市", "永泰县")


@pytest.mark.parametrize("name", ["永泰", "永泰县", "福州市永泰县", "福建永泰县", "福建省福州市永泰县", "永 泰 縣"])
def test_a_county_is_found_by_every_form_of_its_name(name: str) -> None:
    assert find_region(name) == YONGTAI


@pytest.mark.parametrize("name", ["朝阳区", "朝阳", "鼓楼区", "青榕县", "青江省永泰县", "四川省永泰县", "县", ""])
def test_a_name_of_several_places_or_of_none_gives_none(name: str) -> None:
    assert find_region(name) is None


@pytest.mark.parametrize(
    ("context", "adcode"),
    [({"province": "吉林"}, "220104"), ({"province": "吉林省"}, "220104"), ({"city": "北京"}, "110105"),
     ({"province": "北京", "city": "北京市"}, "110105"), ({"province": "福建"}, None)],
)  # fmt: skip
def test_province_or_city_decide_between_places_of_one_name(context: dict[str, str], adcode: str | None) -> None:
    found = find_region("朝阳区", **context)
    assert (found.adcode if found else None) == adcode


@pytest.mark.parametrize(
    ("name", "province"),
    [("内蒙古自治区", "内蒙古"), ("新疆", "新疆"), ("广西壮族自治区", "广西"), ("宁夏", "宁夏"), ("西藏", "西藏"),
     ("黑龙江省", "黑龙江"), ("吉林", "吉林"), ("香港", "香港")],
)  # fmt: skip
def test_a_province_has_its_short_form_and_no_city(name: str, province: str) -> None:
    found = find_region(name)
    assert found is not None
    assert (found.province, found.city, found.county) == (province, None, None)


def test_a_municipality_is_its_own_city() -> None:
    assert find_region("北京") == Region("110000", "北京", "北京市", None)
    assert find_region("重庆市云阳县") == Region("500235", "重庆", "重庆市", "云阳县")


def test_a_county_directly_under_its_province_has_no_city() -> None:
    assert find_region("仙桃") == Region("429004", "湖北", None, "仙桃市")


@pytest.mark.parametrize(
    ("name", "adcode"),
    [("科左中旗", "150521"), ("孟村县", "130930"), ("孟村", "130930"), ("鄂温克旗", "150724"), ("积石山县", "622927"),
     ("恩施州", "422800"), ("克州", "653000"), ("雅安地区", "511800")],
)  # fmt: skip
def test_short_forms_of_long_names_are_known(name: str, adcode: str) -> None:
    found = find_region(name)
    assert found is not None
    assert found.adcode == adcode


@pytest.mark.parametrize(
    ("name", "county"),
    [("名山县", "名山区"), ("四川省雅安市名山县", "名山区"), ("宣武区", "西城区"), ("横县", "横州市")],
)
def test_a_name_given_up_leads_to_its_successor(name: str, county: str) -> None:
    found = find_region(name)
    assert found is not None
    assert found.county == county


def test_a_city_goes_before_the_county_of_its_name_inside_it() -> None:
    found = find_region("南昌")
    assert found is not None
    assert (found.adcode, found.county) == ("360100", None)
